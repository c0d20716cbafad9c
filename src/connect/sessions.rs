//! Sessions: one for each account and region in use, each with the control table there.

use super::deployment::{Deployment, Spot};
use crate::aws::session::{Session, Target};
use crate::control::{self, ByPlatform};
use crate::domain::cost::Cost;
use crate::domain::place::Place;
use crate::domain::problem::Problem;

/// An open session.
pub(super) struct Open {
    pub spot: Spot,
    pub session: Session,
    pub control: control::Reader,
    /// Who the account says we are; `None` on this machine, where nobody asks.
    pub identity: Option<String>,
    /// The account; `None` on this machine.
    pub account: Option<String>,
}

/// All that are in use, in the order of the systems; not empty.
pub(super) struct Sessions(Vec<Open>);

impl Sessions {
    /// Opens them.
    ///
    /// # Errors
    /// When an account does not say who we are.
    pub async fn open(deployment: &Deployment) -> Result<Self, Problem> {
        let spots = deployment.spots().into_iter();
        let opened = futures::future::try_join_all(spots.map(open)).await?;
        Ok(Self(opened))
    }

    pub fn iter(&self) -> std::slice::Iter<'_, Open> {
        self.0.iter()
    }

    /// That of a system.
    pub fn at(&self, spot: &Spot) -> Option<&Open> {
        self.0.iter().find(|open| open.spot == *spot)
    }

    pub fn first(&self) -> Option<&Open> {
        self.0.first()
    }

    /// Where this is, as the header says it. `local`: what a backend on this machine is called.
    pub fn place(&self, local: Place) -> Place {
        let Some(first) = self.0.first() else {
            return local;
        };
        match &first.account {
            Some(account) => Place::Account {
                account: account.clone(),
                region: first.session.region.clone(),
                others: self.0.len() - 1,
            },
            None => local,
        }
    }

    /// The control tables, by the systems that lie beside them.
    pub fn controls(&self, deployment: &Deployment) -> Option<ByPlatform<control::Reader>> {
        let first = self.0.first()?;
        let mut controls = ByPlatform::same(first.control.clone());
        for system in &deployment.systems {
            if let Some(open) = self.at(&system.spot).filter(|open| open.spot != first.spot) {
                controls = controls.with(system.platform(), open.control.clone());
            }
        }
        Some(controls)
    }

    /// What all of them consumed since the start.
    pub fn meter(&self) -> impl Fn() -> Cost + Send + Sync + 'static {
        let meters: Vec<_> = self
            .iter()
            .map(|open| open.session.dynamo.meter().clone())
            .collect();
        move || meters.iter().map(|meter| meter.total()).sum()
    }
}

async fn open(spot: Spot) -> Result<Open, Problem> {
    let session = Session::open(&spot.target).await;
    let caller = match &spot.target {
        Target::Loopback { .. } => None,
        Target::Account { .. } => Some(session.caller().await?),
    };
    let control = control::Reader::new(session.dynamo.clone(), &spot.control_table);
    let (identity, account) = match caller {
        Some(caller) => (Some(caller.arn), Some(caller.account)),
        None => (None, None),
    };
    Ok(Open {
        spot,
        session,
        control,
        identity,
        account,
    })
}
