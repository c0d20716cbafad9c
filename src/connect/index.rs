//! The sparse index of the queue: what adding it would mean, and adding it.

use super::Connector;
use super::deployment::Names;
use super::set_up::no_marketplace;
use crate::aws::dynamo::Dynamo;
use crate::domain::problem::Problem;
use crate::domain::prospect::IndexProspect;
use crate::platform::marketplace::queue_index;
use crate::platform::marketplace::schema::Tables;

impl Connector {
    /// Looks at the conversations' table and a sample of its items, and changes nothing.
    ///
    /// # Errors
    /// `ReadOnly`; `NotPermitted`; `Invalid` where no marketplace is connected; any failure of a call.
    pub async fn index_prospect(&self) -> Result<IndexProspect, Problem> {
        let (dynamo, tables) = self.marketplace().await?;
        queue_index::look(&dynamo, &tables).await
    }

    /// Adds the index; it is being filled when this answers.
    ///
    /// # Errors
    /// As [`Self::index_prospect`].
    pub async fn add_index(&self) -> Result<(), Problem> {
        let (dynamo, tables) = self.marketplace().await?;
        queue_index::create(&dynamo, &tables).await
    }

    /// The marketplace's tables, with the client of their account and region.
    async fn marketplace(&self) -> Result<(Dynamo, Tables), Problem> {
        let (deployment, sessions) = self.to_set_up().await?;
        let found = deployment.systems.iter().find_map(|system| {
            let Names::Marketplace(tables, _) = &system.names else {
                return None;
            };
            let open = sessions.at(&system.spot)?;
            Some((open.session.dynamo.clone(), tables.clone()))
        });
        found.ok_or_else(|| no_marketplace("init --index"))
    }
}
