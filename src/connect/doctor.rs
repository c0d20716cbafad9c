//! What a check of the whole backend needs: a look at each system by its names, also where a desk could not
//! be made because tables are missing or are not as they should be.

use super::Connector;
use crate::control;
use crate::desk::Doctor;
use crate::domain::problem::Problem;
use crate::platform::{alquimista, diatonic, marketplace, notification};
use std::sync::Arc;

impl Connector {
    /// Opens a session and describes nothing yet.
    ///
    /// # Errors
    /// As [`Self::connect`], but for the tables.
    pub async fn doctor(&self) -> Result<Doctor, Problem> {
        let (session, _, _) = self.open().await?;
        let dynamo = &session.dynamo;
        let clock = dynamo.clock().clone();
        let meter = dynamo.meter().clone();
        let mut alquimista = alquimista::Checkup::new(dynamo, &Default::default());
        if let Some(database) = &self.wanted.database {
            alquimista = alquimista.with_database(database.settings.clone(), session.vault());
        }
        Ok(Doctor {
            systems: vec![
                Arc::new(marketplace::Checkup::new(dynamo, &Default::default())),
                Arc::new(alquimista),
                Arc::new(diatonic::Checkup::new(dynamo, &Default::default())),
                Arc::new(notification::Checkup::new(dynamo, &Default::default())),
            ],
            control: control::Reader::new(dynamo.clone(), &self.wanted.control_table),
            clock: Box::new(move || clock.now()),
            meter: Box::new(move || meter.total()),
        })
    }
}
