//! The list of switches: for each tenant its bot and every agent of the catalogue.

use super::{Gathered, tenants_of};
use crate::desk::{Desk, Mode};
use crate::domain::agent::Activation;
use crate::domain::id::{AgentId, TenantKey};
use crate::domain::problem::Problem;
use crate::headless::cursor;
use crate::headless::item::Switched;
use crate::headless::request::List;
use serde::{Deserialize, Serialize};

/// The last switch of a page.
#[derive(PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Place {
    owner: TenantKey,
    agent: AgentId,
}

impl Place {
    fn of(activation: &Activation) -> Self {
        Self {
            owner: activation.key.owner(),
            agent: activation.key.agent.clone(),
        }
    }
}

pub(super) async fn read<M: Mode>(
    desk: &Desk<M>,
    list: &List,
) -> Result<Gathered<Switched>, Problem> {
    let place: Option<Place> = cursor::decode(list)?;
    let tenants = tenants_of(desk, list).await?;
    let catalogue = desk.catalogue().await?;
    let mut found: Vec<Activation> = Vec::new();
    for tenant in &tenants {
        let owner = tenant.key();
        if place.as_ref().is_some_and(|last| owner < last.owner) {
            continue;
        }
        // One more than wanted tells whether anything follows.
        if found.len() > list.limit {
            break;
        }
        let mut switches = desk.switches_of(&owner, &catalogue).await?.value;
        for switch in &mut switches {
            switch.tenant_name = tenant.name.clone();
        }
        switches.sort_by_key(Place::of);
        found.extend(
            switches
                .into_iter()
                .filter(|one| place.as_ref().is_none_or(|last| Place::of(one) > *last)),
        );
    }
    let more = found.len() > list.limit;
    found.truncate(list.limit);
    let next = more
        .then(|| found.last())
        .flatten()
        .map(|last| cursor::encode(list, Place::of(last)));
    let items = found.iter().map(Switched::of);
    Ok(Gathered::new(items.collect(), next))
}
