//! What a check of the whole backend needs: a look at each system by its names, also where a desk could not
//! be made because tables are missing or are not as they should be.

use super::Connector;
use super::deployment::{Deployment, Names};
use super::sessions::Sessions;
use crate::aws::session::Session;
use crate::desk::{Doctor, Lines, Looked};
use crate::domain::id::PlatformId;
use crate::domain::problem::Problem;
use crate::platform::checkup::Checkup;
use crate::platform::{alquimista, diatonic, marketplace, notification};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Connector {
    /// Opens a session and describes nothing yet.
    ///
    /// # Errors
    /// As [`Self::connect`], but for the tables.
    pub async fn doctor(&self) -> Result<Doctor, Problem> {
        let (deployment, _) = self.deployment().await?;
        let sessions = Sessions::open(&deployment).await?;
        let systems = deployment.systems.iter().filter_map(|system| {
            Some(Looked {
                checkup: checkup(&sessions.at(&system.spot)?.session, &system.names),
                required: system.required,
            })
        });
        let clock = sessions
            .first()
            .map(|open| open.session.dynamo.clock().clone());
        let feed = self.feed_check(&deployment, &sessions).await;
        let functions = self.functions(&deployment, &sessions).await;
        let channels = self.lines(&deployment, &sessions).await;
        Ok(Doctor {
            feed,
            channels,
            functions,
            systems: systems.collect(),
            controls: sessions.iter().map(|open| open.control.clone()).collect(),
            clock: Box::new(move || {
                clock
                    .as_ref()
                    .map_or_else(Timestamp::now, |clock| clock.now())
            }),
            meter: Box::new(sessions.meter()),
        })
    }

    /// The channels of the marketplace's tenants, where it is looked at.
    async fn lines(
        &self,
        deployment: &Deployment,
        sessions: &Sessions,
    ) -> BTreeMap<PlatformId, Result<Lines, Problem>> {
        let found = deployment.systems.iter().find_map(|system| {
            let Names::Marketplace(tables, _) = &system.names else {
                return None;
            };
            Some((sessions.at(&system.spot)?, tables))
        });
        let Some((open, tables)) = found else {
            return BTreeMap::new();
        };
        let market = PlatformId::Marketplace;
        match self.delivery(deployment, sessions).await {
            Err(why) => [(market, Err(why))].into(),
            Ok(mut delivery) => {
                let channels = delivery.channels.remove(&market);
                let tenants = marketplace::tenants(&open.session.dynamo, tables);
                let lines = channels.map(|channels| Lines { channels, tenants });
                lines.map(|lines| (market, Ok(lines))).into_iter().collect()
            }
        }
    }
}

fn checkup(session: &Session, names: &Names) -> Arc<dyn Checkup> {
    let dynamo = &session.dynamo;
    match names {
        Names::Marketplace(tables, _) => Arc::new(marketplace::Checkup::new(dynamo, tables)),
        Names::Alquimista(tables, place) => {
            let checkup = alquimista::Checkup::new(dynamo, tables);
            Arc::new(match &place.database {
                Some(of) => checkup.with_database(of.settings.clone(), session.vault()),
                None => checkup,
            })
        }
        Names::Diatonic(tables, _) => Arc::new(diatonic::Checkup::new(dynamo, tables)),
        Names::Notification(tables) => Arc::new(notification::Checkup::new(dynamo, tables)),
    }
}
