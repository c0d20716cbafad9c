//! What can go wrong while the embedded backend starts or is filled.

use std::net::SocketAddr;
use std::path::PathBuf;

use super::seed::SeedError;

/// Why the embedded backend could not start, or could not be filled.
#[derive(Clone, Debug, thiserror::Error)]
pub enum EmbeddedError {
    /// The engine has no authentication, so it is never bound where others can reach it.
    #[error("{0} is not a loopback address; the demo backend listens on 127.0.0.1 or ::1 only")]
    NotLoopback(SocketAddr),
    #[error("cannot listen on {address}: {reason}")]
    Listen { address: SocketAddr, reason: String },
    #[error("the embedded engine did not start: {0}")]
    Engine(String),
    #[error("cannot create table {table}: {reason}")]
    Table { table: String, reason: String },
    #[error("cannot write to table {table}: {reason}")]
    Write { table: String, reason: String },
    #[error(transparent)]
    Seed(#[from] SeedError),
    #[error("{folder} cannot keep the demo backend: {reason}", folder = folder.display())]
    Keep { folder: PathBuf, reason: String },
    #[error("another demo backend runs on {}: end it first, or join it with --endpoint", .0.display())]
    KeptByAnother(PathBuf),
    #[error(
        "{folder} keeps the seed `{kept}`: start it with --seed {kept}, or name an empty folder",
        folder = folder.display()
    )]
    OtherSeed { folder: PathBuf, kept: String },
    /// The backend was stopped before it had finished.
    #[error("the embedded backend was stopped")]
    Stopped,
}
