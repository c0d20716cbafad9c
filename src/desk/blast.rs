//! Whom a switch touches, before it is turned. Every read is bounded, and a source that fails takes only its own
//! figure with it: the preview is there all the same, and says what it does not know.

mod runs;
mod talks;

use super::{Desk, Mode};
use crate::domain::agent::{Activation, Switch, Turn};
use crate::domain::id::{AgentId, PlatformId, SwitchKey, TenantId, TenantKey};
use crate::domain::kill::{Blast, Figure, Gauge, Known, Sighted, Stands, Target, Touched, Whom};
use crate::domain::problem::Problem;
use crate::domain::role::Right;
use crate::domain::text::Text;
use futures::StreamExt;
use jiff::Timestamp;

/// Pages of tenants that are looked through for "all".
const TENANT_PAGES: u32 = 10;
/// Reads side by side.
const ABREAST: usize = 8;

impl<M: Mode> Desk<M> {
    /// What turning a switch for some tenants, or all, would touch.
    ///
    /// # Errors
    /// `Invalid` where the system has no switches; a failure of reading the switches themselves. What fails of the
    /// figures is said in the figure.
    pub async fn blast(&self, target: &Target, turn: Turn) -> Result<Blast, Problem> {
        self.switches(target.platform)?;
        let (tenants, cut) = self.meant(target).await?;
        let (name, word) = self.called(target.platform, &target.agent).await;
        let barred = self.turning_barred(target);
        let reads = tenants.into_iter().map(|tenant| {
            let barred = barred.clone();
            async move { self.touch(target, tenant, turn, barred).await }
        });
        let mut reads =
            Box::pin(futures::stream::iter(reads.collect::<Vec<_>>()).buffered(ABREAST));
        let mut touched = Vec::new();
        while let Some(read) = reads.next().await {
            touched.extend(read?);
        }
        let turning: Vec<TenantId> = touched
            .iter()
            .filter(|one| one.stands == Stands::Turns)
            .map(|one| one.activation.key.tenant.clone())
            .collect();
        let figures = self.figures(target, &turning).await;
        Ok(Blast {
            target: target.clone(),
            turn,
            name,
            word,
            touched,
            cut,
            figures,
            second_person: target.is_many() && self.mode.wants_second_person(),
            at: self.now(),
        })
    }

    /// Whether anything was seen of an agent since it was switched off for these tenants.
    pub async fn sight(&self, target: &Target, since: Timestamp) -> Sighted {
        let looked = match self.meant(target).await {
            Ok((mut tenants, _)) => {
                tenants.retain(|tenant| self.sees(target.platform, tenant).is_ok());
                match target.platform {
                    PlatformId::Marketplace => self.spoken(&tenants, since).await,
                    _ => self.ran(target, &tenants, since).await,
                }
            }
            Err(problem) => Err(problem),
        };
        let (known, last) = looked.unwrap_or_else(|problem| (Known::Failed(problem), None));
        Sighted {
            since,
            known,
            last,
            at: self.now(),
        }
    }

    /// The tenants that are meant, and whether there are more than were read.
    async fn meant(&self, target: &Target) -> Result<(Vec<TenantId>, bool), Problem> {
        match &target.whom {
            Whom::These(tenants) => Ok((tenants.clone(), false)),
            Whom::All => {
                let (mut tenants, mut after) = (Vec::new(), None);
                for _ in 0..TENANT_PAGES {
                    let page = self.tenants(target.platform, after.take()).await?;
                    tenants.extend(page.items.into_iter().map(|tenant| tenant.id));
                    after = page.next;
                    if after.is_none() {
                        break;
                    }
                }
                Ok((tenants, after.is_some()))
            }
        }
    }

    /// The agent's name, and the word that is typed for it. A catalogue that cannot be read names nothing.
    pub(super) async fn called(&self, platform: PlatformId, agent: &AgentId) -> (Text, Text) {
        let own = Text::from_untrusted(agent.as_str());
        if agent.is_bot() {
            return (Text::default(), own);
        }
        let known = match self.switches(platform) {
            Ok(port) => port.catalogue().await.ok(),
            Err(_) => None,
        };
        let mut known = known.into_iter().flat_map(|page| page.items);
        match known.find(|known| known.id == *agent) {
            Some(known) if known.slug.trim().is_empty() => (known.name, own),
            Some(known) => (known.name, known.slug),
            None => (own.clone(), own),
        }
    }

    /// Why nobody at this desk may turn it, as far as that is known without a call.
    fn turning_barred(&self, target: &Target) -> Option<Problem> {
        let right = match target.is_many() {
            true => Right::SwitchAll,
            false => Right::Switch,
        };
        if let Err(problem) = self.role().needs(right) {
            return Some(problem);
        }
        let changes = self.mode.changes(target.platform)?;
        let permitted = match (&changes.turning, &changes.switching) {
            (Some(store), _) => store.permitted(),
            (None, Some(port)) => port.permitted(),
            (None, None) => Ok(()),
        };
        permitted.err()
    }

    /// One tenant; `None`: there is no such switch for it, or, of all tenants, it never had one.
    async fn touch(
        &self,
        target: &Target,
        tenant: TenantId,
        turn: Turn,
        barred: Option<Problem>,
    ) -> Result<Option<Touched>, Problem> {
        let key = SwitchKey {
            platform: target.platform,
            tenant,
            agent: target.agent.clone(),
        };
        if let Err(out_of_scope) = self.sees(key.platform, &key.tenant) {
            return Ok(Some(Touched {
                activation: unseen(key),
                stands: Stands::Barred(out_of_scope),
            }));
        }
        let Some(activation) = self.switch(&key).await? else {
            return Ok(None);
        };
        if target.whom == Whom::All && activation.switch == Switch::Absent {
            return Ok(None);
        }
        let stands = match (Stands::of(&activation.switch, turn), barred) {
            (Stands::Turns, Some(why)) => Stands::Barred(why),
            (stands, _) => stands,
        };
        Ok(Some(Touched { activation, stands }))
    }

    async fn figures(&self, target: &Target, tenants: &[TenantId]) -> Vec<Figure> {
        match target.platform {
            PlatformId::Marketplace => self.talks(tenants).await,
            PlatformId::Alquimista => {
                let (runs, requests) =
                    futures::future::join(self.runs(target, tenants), self.requests(tenants)).await;
                vec![
                    runs,
                    requests,
                    self.figure(Gauge::Logs, "", Known::NoSource),
                ]
            }
            PlatformId::Diatonic | PlatformId::Notification => {
                vec![self.figure(Gauge::Traffic, "", Known::NoSource)]
            }
        }
    }

    fn figure(&self, gauge: Gauge, source: impl AsRef<str>, known: Known) -> Figure {
        Figure {
            gauge,
            known,
            source: Text::from_untrusted(source.as_ref()),
            at: self.now(),
        }
    }
}

/// A switch that may not be looked at.
fn unseen(key: SwitchKey) -> Activation {
    let owner: TenantKey = key.owner();
    Activation {
        agent: Text::from_untrusted(key.agent.as_str()),
        key,
        tenant_name: Text::from_untrusted(owner.tenant.as_str()),
        category: None,
        switch: Switch::Absent,
        since: None,
        by: None,
        reason: None,
        disagrees: None,
        seen: crate::domain::agent::SeenSwitch::Absent,
    }
}
