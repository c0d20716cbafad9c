//! Setting up what is ours: the control tables, one for each account and region in use.

use super::Connector;
use super::deployment::Deployment;
use super::sessions::Sessions;
use crate::control;
use crate::domain::place::Place;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::Right;

/// What setting up the control table would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prospect {
    pub place: Place,
    pub region: String,
    pub table: String,
    /// The table is there and set up.
    pub is_there: bool,
}

impl Connector {
    /// Reads what [`Self::init`] would do, and changes nothing: one for each account and region in use.
    ///
    /// # Errors
    /// As [`Self::connect`], but for the tables.
    pub async fn prospects(&self) -> Result<Vec<Prospect>, Problem> {
        let (deployment, local) = self.deployment().await?;
        let sessions = Sessions::open(&deployment).await?;
        self.may_set_up(&deployment, &sessions)?;
        let mut prospects = Vec::new();
        for open in sessions.iter() {
            prospects.push(Prospect {
                place: sessions.place(local.clone()),
                region: open.session.region.clone(),
                table: open.spot.control_table.clone(),
                is_there: open.control.meta().await?.is_some(),
            });
        }
        Ok(prospects)
    }

    /// What is to be set up, for somebody who may.
    ///
    /// # Errors
    /// `ReadOnly`; `NotPermitted`; when an account does not say who we are.
    pub(super) async fn to_set_up(&self) -> Result<(Deployment, Sessions), Problem> {
        let (deployment, _) = self.deployment().await?;
        let sessions = Sessions::open(&deployment).await?;
        self.may_set_up(&deployment, &sessions)?;
        Ok((deployment, sessions))
    }

    fn may_set_up(&self, deployment: &Deployment, sessions: &Sessions) -> Result<(), Problem> {
        if self.wanted.readonly || deployment.read_only {
            let table = &self.wanted.control_table;
            return Err(Problem::new(Trouble::ReadOnly, table, ""));
        }
        let actor = self.actor(sessions.first().and_then(|open| open.identity.clone()));
        self.role(deployment, sessions, &actor).needs(Right::SetUp)
    }

    /// Creates and sets up the control tables where there are none. Answers whether anything was changed.
    ///
    /// # Errors
    /// `ReadOnly`; `NotPermitted`; any failure of a call. What was done until then is found done the next time.
    pub async fn init(&self) -> Result<bool, Problem> {
        let (_, sessions) = self.to_set_up().await?;
        let mut changed = false;
        for open in sessions.iter() {
            let backend = ulid::Ulid::new().to_string();
            let writer = control::Writer::new(open.control.clone());
            changed |= writer.init(&backend).await?;
        }
        Ok(changed)
    }
}

/// `verb` sets up what only the marketplace has.
pub(super) fn no_marketplace(verb: &str) -> Problem {
    Problem::new(Trouble::Invalid, verb, "this profile has no marketplace")
}
