//! Connections and their pool. A session drives its own connection while it waits for an answer, so nothing
//! runs beside it; one that is dropped instead of given back is closed: its transaction ends, and the server
//! stops what it was doing for it.

use super::failure::{Failure, problem, timed_out};
use super::settings::{Settings, Tls};
use super::tls::{Stream, VerifyFull};
use crate::aws::dynamo::Item;
use crate::aws::vault::Vault;
use crate::domain::problem::{Problem, Trouble};
use futures::future::{Either, FutureExt, select};
use std::future::{Future, poll_fn};
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::{Duration, Instant};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_postgres::config::SslMode;
use tokio_postgres::tls::NoTlsStream;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Config, Connection, Error, NoTls, Socket};

/// A connection that rested longer is not trusted any more: balancers forget it without a word.
const REST: Duration = Duration::from_secs(60);
/// How much longer than the server's own limit an answer may take.
const GRACE: Duration = Duration::from_secs(2);

/// What its sessions may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Read,
    Write,
}

/// A few connections of one kind to one database. Clones share them.
#[derive(Clone)]
pub(super) struct Pool {
    settings: Arc<Settings>,
    vault: Option<Vault>,
    mode: Mode,
    seats: Arc<Semaphore>,
    resting: Arc<Mutex<Vec<(Instant, Line)>>>,
}

impl Pool {
    /// Opens nothing yet.
    pub(super) fn new(settings: Arc<Settings>, vault: Option<Vault>, mode: Mode) -> Self {
        Self {
            vault,
            mode,
            seats: Arc::new(Semaphore::new(settings.limits.connections.max(1))),
            resting: Arc::default(),
            settings,
        }
    }

    /// A session: one that rested, or a new one.
    pub(super) async fn session(&self) -> Result<Session, Problem> {
        let seat = self.seat().await?;
        while let Some((since, mut line)) = self.rested() {
            if since.elapsed() < REST && line.is_open().await {
                return Ok(self.seated(line, seat));
            }
        }
        self.fresh(seat).await
    }

    /// Rows of one statement, each a JSON object. Asked once more on a new line when the one that rested
    /// turns out to be dead: only for statements that change nothing.
    pub(super) async fn rows(
        &self,
        subject: &str,
        sql: &str,
        parameters: &[Option<&str>],
    ) -> Result<Vec<Item>, Problem> {
        let mut session = self.session().await?;
        let first = session.rows(subject, sql, parameters).await;
        let answer = match first {
            Err(lost) if lost.trouble == Trouble::Unreachable => {
                drop(session);
                session = self.fresh(self.seat().await?).await?;
                session.rows(subject, sql, parameters).await
            }
            other => other,
        };
        session.give_back();
        answer
    }

    async fn seat(&self) -> Result<OwnedSemaphorePermit, Problem> {
        let limits = &self.settings.limits;
        let wait = limits.connect + limits.statement;
        match tokio::time::timeout(wait, self.seats.clone().acquire_owned()).await {
            Ok(Ok(seat)) => Ok(seat),
            _ => Err(timed_out("postgres:wait for a free connection")),
        }
    }

    fn rested(&self) -> Option<(Instant, Line)> {
        let mut resting = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
        resting.pop()
    }

    async fn fresh(&self, seat: OwnedSemaphorePermit) -> Result<Session, Problem> {
        let subject = format!("postgres:connect {}", self.settings.host);
        let opening = self.open(&subject);
        match tokio::time::timeout(self.settings.limits.connect, opening).await {
            Ok(line) => Ok(self.seated(line?, seat)),
            Err(_) => Err(timed_out(&subject)),
        }
    }

    fn seated(&self, line: Line, seat: OwnedSemaphorePermit) -> Session {
        Session {
            line,
            is_whole: true,
            limit: self.settings.limits.statement + GRACE,
            resting: self.resting.clone(),
            _seat: seat,
        }
    }

    async fn open(&self, subject: &str) -> Result<Line, Problem> {
        let settings = &self.settings;
        let mut config = Config::new();
        config
            .host(&settings.host)
            .port(settings.port)
            .dbname(&settings.database)
            .user(&settings.user)
            .application_name("switchboard")
            .connect_timeout(settings.limits.connect);
        if let Some(login) = settings.login(self.vault.as_ref()).await? {
            if let Some(user) = login.user {
                config.user(user);
            }
            config.password(login.password.into_inner());
        }
        let failed = |error: Error| problem(subject, &error.into());
        let mut line = match &settings.tls {
            Tls::VerifyFull { ca } => {
                config.ssl_mode(SslMode::Require);
                let (client, connection) = config
                    .connect(VerifyFull::of_file(ca)?)
                    .await
                    .map_err(failed)?;
                Line {
                    client,
                    wire: Wire::Protected(Box::new(connection)),
                }
            }
            Tls::SameMachine if settings.is_same_machine() => {
                config.ssl_mode(SslMode::Disable);
                let (client, connection) = config.connect(NoTls).await.map_err(failed)?;
                Line {
                    client,
                    wire: Wire::Plain(Box::new(connection)),
                }
            }
            Tls::SameMachine => {
                let why = "without TLS only on this machine: name a CA file";
                return Err(Problem::new(Trouble::Invalid, subject, why));
            }
        };
        let (client, wire) = line.parts();
        let opening = self.opening();
        driven(wire, client.batch_execute(&opening))
            .await
            .map_err(|failure| problem(subject, &failure))?;
        Ok(line)
    }

    /// What is set before anything else, in one round trip. A client that is gone is noticed by the server
    /// while it works (PostgreSQL 14 and later).
    fn opening(&self) -> String {
        let limits = &self.settings.limits;
        let read_only = match self.mode {
            Mode::Read => "on",
            Mode::Write => "off",
        };
        format!(
            "SET statement_timeout = {}; SET lock_timeout = {}; \
             SET idle_in_transaction_session_timeout = {}; SET timezone = 'UTC'; \
             SET default_transaction_read_only = {read_only}; \
             SELECT pg_catalog.set_config(name, '1000', false) FROM pg_catalog.pg_settings \
             WHERE name = 'client_connection_check_interval'",
            limits.statement.as_millis(),
            limits.lock.as_millis(),
            limits.idle_in_transaction.as_millis(),
        )
    }
}

/// One connection in use.
pub(super) struct Session {
    line: Line,
    /// No answer is outstanding and no transaction open.
    is_whole: bool,
    limit: Duration,
    resting: Arc<Mutex<Vec<(Instant, Line)>>>,
    _seat: OwnedSemaphorePermit,
}

impl Session {
    /// Rows of one statement, each a JSON object in its first column. All parameters are text; the statement
    /// casts them. One round trip.
    pub(super) async fn rows(
        &mut self,
        subject: &str,
        sql: &str,
        parameters: &[Option<&str>],
    ) -> Result<Vec<Item>, Problem> {
        let typed: Vec<(&(dyn ToSql + Sync), Type)> = parameters
            .iter()
            .map(|parameter| (parameter as &(dyn ToSql + Sync), Type::TEXT))
            .collect();
        self.is_whole = false;
        let (client, wire) = self.line.parts();
        let asked = driven(wire, client.query_typed(sql, &typed));
        let rows = tokio::time::timeout(self.limit, asked)
            .await
            .map_err(|_| timed_out(subject))?
            .inspect_err(|failure| self.is_whole = failure.is_of_statement())
            .map_err(|error| problem(subject, &error))?;
        self.is_whole = true;
        rows.iter()
            .map(|row| {
                let json: &str = row
                    .try_get(0)
                    .map_err(|error| problem(subject, &error.into()))?;
                Ok(super::row::item(json))
            })
            .collect()
    }

    /// A statement of the transaction's frame: `BEGIN`, `COMMIT`, `ROLLBACK`.
    pub(super) async fn frame(&mut self, word: &str) -> Result<(), Problem> {
        let subject = format!("postgres:{word}");
        let (client, wire) = self.line.parts();
        let asked = driven(wire, client.batch_execute(word));
        let answer = match tokio::time::timeout(self.limit, asked).await {
            Ok(answer) => answer.map_err(|error| problem(&subject, &error)),
            Err(_) => Err(timed_out(&subject)),
        };
        self.is_whole &= answer.is_ok();
        answer
    }

    /// Ends its use. Only a session outside of a transaction may be given back; any other is dropped.
    pub(super) fn give_back(self) {
        if self.is_whole && !self.line.client.is_closed() {
            let mut resting = self.resting.lock().unwrap_or_else(PoisonError::into_inner);
            resting.push((Instant::now(), self.line));
        }
    }
}

/// A client and the connection that it speaks through.
struct Line {
    client: Client,
    wire: Wire,
}

enum Wire {
    Plain(Box<Connection<Socket, NoTlsStream>>),
    Protected(Box<Connection<Socket, Stream>>),
}

impl Line {
    fn parts(&mut self) -> (&mut Client, &mut Wire) {
        (&mut self.client, &mut self.wire)
    }

    /// Whether the server has not closed it meanwhile, as far as this machine knows.
    async fn is_open(&mut self) -> bool {
        poll_fn(|cx| Poll::Ready(Pin::new(&mut self.wire).poll(cx).is_pending())).await
    }
}

impl Future for Wire {
    type Output = Result<(), Error>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut std::task::Context<'_>) -> Poll<Self::Output> {
        match &mut *self {
            Self::Plain(connection) => Pin::new(connection).poll(cx),
            Self::Protected(connection) => Pin::new(connection).poll(cx),
        }
    }
}

/// Waits for `work` while the wire carries its words.
async fn driven<T>(
    wire: &mut Wire,
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Failure> {
    let work = pin!(work);
    match select(work, wire).await {
        Either::Left((answer, _)) => answer.map_err(Failure::Told),
        // The answer may have come with the last words. Nobody will give one any more, so it is not waited for.
        Either::Right((ended, work)) => match (work.now_or_never(), ended) {
            (Some(Ok(answer)), _) => Ok(answer),
            (_, Err(why)) | (Some(Err(why)), _) => Err(Failure::Told(why)),
            (None, Ok(())) => Err(Failure::Gone),
        },
    }
}
