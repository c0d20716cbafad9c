//! Reads the command line and hands a connector to the screen or to a verb.

use anyhow::Context;
use std::process::ExitCode;
use std::sync::Arc;
use switchboard::cli::{Asked, Cli, ConfigVerb, Misuse, language_of_start, misread};
use switchboard::connect::Connector;
use switchboard::headless::{self, Form};
use switchboard::locale::{self, headless as words};
use switchboard::shell;

fn main() -> anyhow::Result<ExitCode> {
    let variable = |name: &str| std::env::var(name).ok();
    locale::speak(language_of_start(std::env::args(), variable));
    let cli = match Cli::read() {
        Ok(cli) => cli,
        Err(error) => {
            match misread(&error) {
                Some(lines) => lines.iter().for_each(|line| headless::tell(line)),
                // A reader that went away (`| head`) has read enough.
                None => {
                    let _ = error.print();
                }
            }
            return match error.exit_code() {
                0 => Ok(ExitCode::SUCCESS),
                // The flags could not be read, but a script that asked for JSON gets JSON.
                _ if std::env::args().any(|arg| arg == "--json") => misused(Form::Json),
                _ => misused(Form::Text),
            };
        }
    };
    let form = if cli.flags.json {
        Form::Json
    } else {
        Form::Text
    };
    let asked = match cli.asked() {
        Ok(asked) => asked,
        Err(Misuse(sentence)) => {
            headless::tell(&sentence);
            return misused(form);
        }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .context("runtime")?;
    runtime.block_on(async {
        match asked {
            Asked::Screen(wanted, theme, preferences) => {
                let connector = Arc::new(Connector::new(wanted));
                let outcome = shell::run(Arc::clone(&connector), theme, preferences).await;
                if let Some(connector) = Arc::into_inner(connector) {
                    connector.end().await;
                }
                Ok(match outcome {
                    Ok(()) => ExitCode::SUCCESS,
                    Err(error) => {
                        headless::tell(&words::no_terminal(&error.to_string()));
                        ExitCode::FAILURE
                    }
                })
            }
            Asked::Config(verb, file) => {
                let code = match verb {
                    ConfigVerb::Check => headless::check_configuration(file.as_deref(), form),
                    ConfigVerb::Schema => headless::print_schema(),
                };
                Ok(ExitCode::from(code.context("stdout")?))
            }
            Asked::Verb(wanted, request) => {
                let connector = Connector::new(wanted);
                let code = headless::run(&connector, request, form).await;
                connector.end().await;
                Ok(ExitCode::from(code.context("stdout")?))
            }
        }
    })
}

fn misused(form: Form) -> anyhow::Result<ExitCode> {
    Ok(ExitCode::from(headless::misused(form).context("stdout")?))
}
