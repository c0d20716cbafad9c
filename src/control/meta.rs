//! The table itself: whether it is there, whether this version may write it, and its creation.

use super::row::{number, row, text};
use super::schema::CONTROL;
use super::{Reader, Writer};
use crate::aws::expression::{key, n, s};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::{Access, Barred};
use std::net::SocketAddr;

/// The version of the rows that this console writes.
pub const VERSION: u32 = 1;

/// What the table says about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meta {
    /// Identity of this table's content: journals of another backend are left alone.
    pub backend: String,
    /// What a console of this version may do with it.
    pub access: Access,
}

impl Reader {
    /// Reads what the table says about itself; `None`: there is no table, or nobody set it up.
    ///
    /// # Errors
    /// Any failure but the missing table.
    pub async fn meta(&self) -> Result<Option<Meta>, Problem> {
        let key = key(("pk", "META"), Some(("sk", "SCHEMA")));
        let item = match self.dynamo.get(&self.table, key).await {
            Ok(read) => read.value,
            Err(problem) if problem.trouble == Trouble::MissingTable => None,
            Err(problem) => return Err(problem),
        };
        Ok(item.map(|item| Meta {
            backend: text(&item, "backendId").unwrap_or_default().to_owned(),
            access: if number::<u32>(&item, "oldestWriter").is_some_and(|oldest| oldest <= VERSION)
            {
                Access::Full
            } else {
                Access::ReadsOnly(Barred::NewerControlTable)
            },
        }))
    }
}

impl Reader {
    /// Where the provider of a demo listens that keeps this table; `None`: there is none. Only an address of
    /// this machine is one.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn provider(&self) -> Result<Option<String>, Problem> {
        let key = key(("pk", "META"), Some(("sk", "PROVIDER")));
        let item = self.dynamo.get(&self.table, key).await?.value;
        let endpoint = item.and_then(|item| text(&item, "endpoint").map(str::to_owned));
        Ok(endpoint.filter(|endpoint| {
            let address = endpoint.strip_prefix("http://");
            let address = address.and_then(|address| address.parse::<SocketAddr>().ok());
            address.is_some_and(|address| address.ip().is_loopback())
        }))
    }
}

impl Writer {
    /// Creates the table where there is none, with point-in-time recovery and TTL, waits until it can
    /// be used, and sets it up. Answers whether anything was changed.
    ///
    /// # Errors
    /// Any failure; what was done until then stands and is found done the next time.
    pub async fn init(&self, backend: &str) -> Result<bool, Problem> {
        let created = self
            .reader
            .dynamo
            .ensure_table(&self.reader.table, &CONTROL)
            .await?;
        let item = row([
            ("pk", Some(s("META"))),
            ("sk", Some(s("SCHEMA"))),
            ("version", Some(n(VERSION))),
            ("oldestWriter", Some(n(VERSION))),
            ("backendId", Some(s(backend))),
        ]);
        let set_up = self
            .reader
            .dynamo
            .create(&self.reader.table, item, "pk")
            .await?;
        Ok(created || set_up)
    }
}
