//! The sparse index of the queue: what adding it would mean, and adding it.

use super::Connector;
use super::deployment::Names;
use super::sessions::{Open, Sessions};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::prospect::IndexProspect;
use crate::platform::marketplace::queue_index;
use crate::platform::marketplace::schema::Tables;

impl Connector {
    /// Looks at the conversations' table and a sample of its items, and changes nothing.
    ///
    /// # Errors
    /// `ReadOnly`; `NotPermitted`; `Invalid` where no marketplace is connected; any failure of a call.
    pub async fn index_prospect(&self) -> Result<IndexProspect, Problem> {
        let (sessions, tables, at) = self.marketplace().await?;
        queue_index::look(&opened(&sessions, at)?.session.dynamo, &tables).await
    }

    /// Adds the index; it is being filled when this answers.
    ///
    /// # Errors
    /// As [`Self::index_prospect`].
    pub async fn add_index(&self) -> Result<(), Problem> {
        let (sessions, tables, at) = self.marketplace().await?;
        queue_index::create(&opened(&sessions, at)?.session.dynamo, &tables).await
    }

    /// The sessions, the marketplace's tables, and which of the sessions is theirs.
    async fn marketplace(&self) -> Result<(Sessions, Tables, usize), Problem> {
        let (deployment, _) = self.deployment().await?;
        let sessions = Sessions::open(&deployment).await?;
        self.may_set_up(&deployment, &sessions)?;
        let found = deployment.systems.iter().find_map(|system| {
            let Names::Marketplace(tables, _) = &system.names else {
                return None;
            };
            let at = sessions.iter().position(|open| open.spot == system.spot)?;
            Some((tables.clone(), at))
        });
        let (tables, at) = found.ok_or_else(|| {
            Problem::new(
                Trouble::Invalid,
                "init --index",
                "this profile has no marketplace",
            )
        })?;
        Ok((sessions, tables, at))
    }
}

fn opened(sessions: &Sessions, at: usize) -> Result<&Open, Problem> {
    let missing = || Problem::new(Trouble::Internal, "session", "not open");
    sessions.iter().nth(at).ok_or_else(missing)
}
