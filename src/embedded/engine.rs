//! The DynamoDB engine in this process: in memory or over a file, served over HTTP on loopback.
//!
//! SQLite runs inline in the server's handlers, so the server has an OS thread and a
//! current-thread runtime of its own. Everything else meets it as an endpoint; only this file
//! knows the engine.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::thread::JoinHandle;
use std::time::Duration;

use aws_sdk_dynamodb::types::AttributeValue;
use dynoxide::{Database, ImportOptions};
use tokio::sync::oneshot;

use super::error::EmbeddedError;

/// How long requests in flight may take to finish once the engine is told to stop.
const GRACE: Duration = Duration::from_millis(250);

/// A running engine. Dropping it stops the server and forgets its tables.
pub struct Engine {
    database: Database,
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Engine {
    /// Starts an engine on `address`, or on an ephemeral port of 127.0.0.1: over the tables in a file, or empty
    /// and in memory.
    ///
    /// # Errors
    /// [`EmbeddedError::NotLoopback`] for any other interface, [`EmbeddedError::Listen`] when the
    /// address is taken, [`EmbeddedError::Engine`] when the store or its thread cannot be made.
    pub fn start(
        address: Option<SocketAddr>,
        tables: Option<&Path>,
    ) -> Result<Self, EmbeddedError> {
        let wanted = address.unwrap_or(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0));
        if !wanted.ip().is_loopback() {
            return Err(EmbeddedError::NotLoopback(wanted));
        }
        let listen = |error: std::io::Error| EmbeddedError::Listen {
            address: wanted,
            reason: error.to_string(),
        };
        let listener = TcpListener::bind(wanted).map_err(listen)?;
        listener.set_nonblocking(true).map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        let database = match tables {
            Some(file) => Database::new(&file.to_string_lossy()),
            None => Database::memory(),
        };
        let database = database.map_err(|e| EmbeddedError::Engine(e.to_string()))?;
        let (stop, stopped) = oneshot::channel();
        let thread = std::thread::Builder::new()
            .name("embedded-engine".into())
            .spawn({
                let database = database.clone();
                move || serve(listener, database, stopped)
            })
            .map_err(|e| EmbeddedError::Engine(e.to_string()))?;
        Ok(Self {
            database,
            address,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// Where it listens, as the SDK wants it: `http://127.0.0.1:PORT`.
    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// A handle that loads rows past the HTTP interface.
    pub fn loader(&self) -> Loader {
        Loader {
            database: self.database.clone(),
        }
    }

    /// Stops serving and waits for the thread, at most a fraction of a second.
    pub fn stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // The thread may have ended by itself; then there is nobody to tell.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Loads many rows at once: for generated size, where one request a row would take minutes.
#[derive(Clone)]
pub struct Loader {
    database: Database,
}

impl Loader {
    /// Does not wait for the disk, while the tables are filled; a file that was not filled to its end is thrown
    /// away.
    ///
    /// # Errors
    /// [`EmbeddedError::Engine`] with the engine's reason.
    pub fn hurry(&self, hurry: bool) -> Result<(), EmbeddedError> {
        let done = match hurry {
            true => self.database.enable_bulk_loading(),
            false => self.database.disable_bulk_loading(),
        };
        done.map_err(|e| EmbeddedError::Engine(e.to_string()))
    }

    /// Stores `items` in `table`, all or none. Requests wait meanwhile, so keep a batch small.
    ///
    /// # Errors
    /// [`EmbeddedError::Write`] with the engine's reason.
    pub fn load(
        &self,
        table: &str,
        items: Vec<HashMap<String, AttributeValue>>,
    ) -> Result<(), EmbeddedError> {
        let items = items.into_iter().map(engine_map).collect();
        self.database
            .import_items(table, items, ImportOptions::default())
            .map(|_| ())
            .map_err(|e| EmbeddedError::Write {
                table: table.to_owned(),
                reason: e.to_string(),
            })
    }
}

fn serve(listener: TcpListener, database: Database, stopped: oneshot::Receiver<()>) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
    else {
        return;
    };
    runtime.block_on(async move {
        let Ok(listener) = tokio::net::TcpListener::from_std(listener) else {
            return;
        };
        let (closing, closed) = oneshot::channel();
        let shutdown = async move {
            // An error means that the engine was dropped, which asks for the same.
            let _ = stopped.await;
            let _ = closing.send(());
        };
        // A client that keeps half a request open must not hold the process.
        let deadline = async move {
            let _ = closed.await;
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            _ = dynoxide::server::serve_with_shutdown(listener, database, shutdown) => {}
            () = deadline => {}
        }
    });
}

fn engine_map(item: HashMap<String, AttributeValue>) -> HashMap<String, dynoxide::AttributeValue> {
    item.into_iter()
        .map(|(name, value)| (name, engine_value(value)))
        .collect()
}

fn engine_value(value: AttributeValue) -> dynoxide::AttributeValue {
    use dynoxide::AttributeValue as Engine;
    match value {
        AttributeValue::S(text) => Engine::S(text),
        AttributeValue::N(number) => Engine::N(number),
        AttributeValue::B(bytes) => Engine::B(bytes.into_inner()),
        AttributeValue::Bool(flag) => Engine::BOOL(flag),
        AttributeValue::Ss(texts) => Engine::SS(texts),
        AttributeValue::Ns(numbers) => Engine::NS(numbers),
        AttributeValue::Bs(all) => Engine::BS(
            all.into_iter()
                .map(aws_sdk_dynamodb::primitives::Blob::into_inner)
                .collect(),
        ),
        AttributeValue::L(values) => Engine::L(values.into_iter().map(engine_value).collect()),
        AttributeValue::M(map) => Engine::M(engine_map(map)),
        // `Null`, and whatever a later SDK may add.
        _ => Engine::NULL(true),
    }
}
