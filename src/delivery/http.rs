//! HTTP as sending needs it: one request, never repeated, never redirected, bounded in time and size; and the
//! difference between "surely not sent" and "nobody can tell".

use super::secret::Secret;
use crate::domain::problem::{Problem, Trouble};
use jiff::SignedDuration;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Client, Method, Response, redirect};
use serde_json::Value;
use std::time::Duration;

/// Bytes of an answer that are read: a good one has a few hundred.
const MOST_BYTES: usize = 64 * 1024;

/// How long a request may take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    pub connect: Duration,
    /// From the beginning to the last byte of the answer.
    pub total: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            total: Duration::from_secs(20),
        }
    }
}

/// What came back.
pub(super) enum Answer {
    /// A whole answer. `body`: none where it is not JSON.
    Whole {
        status: u16,
        body: Option<Value>,
        retry_after: Option<SignedDuration>,
    },
    /// No connection was made: nothing was written.
    NotSent(String),
    /// Something may have been written, and no whole answer came.
    Lost(String),
}

/// The client.
#[derive(Clone)]
pub(super) struct Http {
    /// Through a proxy, where the environment names one.
    outside: Client,
    /// For addresses of this machine.
    here: Client,
}

impl Http {
    /// Makes it.
    ///
    /// # Errors
    /// `Internal` with the client's words.
    pub fn new(limits: &Limits) -> Result<Self, Problem> {
        let builder = || {
            Client::builder()
                .connect_timeout(limits.connect)
                .timeout(limits.total)
                .redirect(redirect::Policy::none())
                // A request on a connection that the other side was about to close would be sent again.
                .retry(reqwest::retry::never())
                .pool_max_idle_per_host(0)
                .user_agent("switchboard")
        };
        let made = |builder: reqwest::ClientBuilder| {
            let failed =
                |error: reqwest::Error| Problem::new(Trouble::Internal, "http", error.to_string());
            builder.build().map_err(failed)
        };
        Ok(Self {
            outside: made(builder())?,
            here: made(builder().no_proxy())?,
        })
    }

    /// Posts JSON, once.
    pub async fn post(&self, url: &str, token: Secret, body: &Value) -> Answer {
        self.ask(Method::POST, url, token, Some(body)).await
    }

    /// Gets, once.
    pub async fn get(&self, url: &str, token: Secret) -> Answer {
        self.ask(Method::GET, url, token, None).await
    }

    async fn ask(&self, method: Method, url: &str, token: Secret, body: Option<&Value>) -> Answer {
        let Some(header) = token.into_header() else {
            return Answer::NotSent("the token fits in no header".to_owned());
        };
        let Ok(url) = reqwest::Url::parse(url) else {
            return Answer::NotSent("the address of the provider is none".to_owned());
        };
        let is_here = is_here(&url);
        // A token never travels in the clear, but for a provider on this machine.
        if url.scheme() != "https" && !is_here {
            return Answer::NotSent("the address of the provider is not https".to_owned());
        }
        let client = if is_here { &self.here } else { &self.outside };
        let mut request = client.request(method, url).header(AUTHORIZATION, header);
        if let Some(body) = body {
            request = request
                .header(CONTENT_TYPE, "application/json")
                .body(body.to_string());
        }
        match request.send().await {
            Ok(response) => whole(response).await,
            Err(error) if error.is_connect() || error.is_builder() => Answer::NotSent(words(error)),
            Err(error) => Answer::Lost(words(error)),
        }
    }
}

fn is_here(url: &reqwest::Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost"
        || bare
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

async fn whole(mut response: Response) -> Answer {
    let status = response.status().as_u16();
    let retry_after = response
        .headers()
        .get(RETRY_AFTER)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.trim().parse::<u32>().ok())
        .map(|seconds| SignedDuration::from_secs(i64::from(seconds)));
    let mut bytes = Vec::new();
    let body = loop {
        match response.chunk().await {
            Ok(Some(chunk)) if bytes.len() + chunk.len() <= MOST_BYTES => {
                bytes.extend_from_slice(&chunk);
            }
            // So much is no answer to a message; what is left of it is not read.
            Ok(Some(_)) => break None,
            Ok(None) => break serde_json::from_slice(&bytes).ok(),
            Err(error) => return Answer::Lost(words(error)),
        }
    };
    Answer::Whole {
        status,
        body,
        retry_after,
    }
}

/// The words of a failure with those of its causes, without the address.
fn words(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(error) = cause {
        words = format!("{words}: {error}");
        cause = error.source();
    }
    words
}

/// What an answer without a readable word of the provider means for a message: refused where the status says
/// that nothing was taken in, else unknown.
pub(super) fn certainly_refused(status: u16) -> bool {
    match status {
        // It may have been taken in before the answer pointed elsewhere, or the request was cut short.
        303 | 408 | 425 | 499 => false,
        300..=499 => true,
        _ => false,
    }
}
