//! A demo backend without a screen: says where it listens once it is filled, and serves until a signal.

use super::outcome::Answer;
use super::{Form, output, say};
use crate::connect::Connector;
use crate::domain::problem::{Problem, Trouble};
use crate::locale::headless as words;
use serde::Serialize;
use std::io;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// Where the backend listens.
#[derive(Serialize)]
struct Serving<'a> {
    endpoint: &'a str,
}

/// Serves until SIGTERM, SIGINT or SIGHUP.
pub(super) async fn run(connector: &Connector, form: Form) -> io::Result<u8> {
    let (mut term, mut int, mut hup) = match signals() {
        Ok(signals) => signals,
        Err(error) => {
            let problem = Problem::new(Trouble::Internal, "signals", error.to_string());
            return say::answer(&Answer::failed(problem), &say::Verb::Read, form);
        }
    };
    let ready = tokio::select! {
        ready = connector.serve() => ready,
        () = any(&mut term, &mut int, &mut hup) => return Ok(0),
    };
    match ready {
        Ok(endpoint) => {
            match form {
                Form::Json => output::json(&Serving {
                    endpoint: &endpoint,
                })?,
                Form::Text => output::lines([words::serving(&endpoint)])?,
            }
            output::tell([words::serving_hint(&endpoint)]);
        }
        Err(problem) => return say::answer(&Answer::failed(problem), &say::Verb::Read, form),
    }
    any(&mut term, &mut int, &mut hup).await;
    Ok(0)
}

/// The signals that end what runs until one.
///
/// # Errors
/// When the operating system cannot be asked for them.
pub(super) fn signals() -> io::Result<(Signal, Signal, Signal)> {
    Ok((
        signal(SignalKind::terminate())?,
        signal(SignalKind::interrupt())?,
        signal(SignalKind::hangup())?,
    ))
}

/// Ends with the first of them.
pub(super) async fn any(term: &mut Signal, int: &mut Signal, hup: &mut Signal) {
    tokio::select! {
        _ = term.recv() => {}
        _ = int.recv() => {}
        _ = hup.recv() => {}
    }
}
