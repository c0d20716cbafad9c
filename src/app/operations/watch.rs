//! After a switch: whether the agent heeds it, looked at until that is known.

use super::Told;
use crate::app::feed::later;
use crate::app::notice::Notice;
use crate::app::state::State;
use crate::domain::id::TenantId;
use crate::domain::kill::{Sighted, Target, Verdict, Whom, verdict};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use jiff::{SignedDuration, Timestamp};

/// How long it is watched at most.
const WATCH: SignedDuration = SignedDuration::from_mins(15);
/// Watches that are kept.
const WATCHES: usize = 8;

/// Whether a switch took effect.
#[derive(Clone, Debug, PartialEq)]
pub struct Watch {
    pub target: Target,
    /// The agent's name; the bot's is empty.
    pub name: Text,
    pub turned: Timestamp,
    pub sighted: Option<Sighted>,
}

impl Watch {
    /// What is known of it.
    pub fn verdict(&self) -> Verdict {
        match &self.sighted {
            Some(sighted) => verdict(self.target.platform, self.turned, sighted),
            None => Verdict::Watching,
        }
    }

    /// Whether it speaks of a tenant.
    pub fn is_of(&self, tenant: &TenantId) -> bool {
        match &self.target.whom {
            Whom::These(tenants) => tenants.contains(tenant),
            Whom::All => true,
        }
    }
}

/// The newest switch of which it is not known whether it took effect.
pub(super) fn watched(state: &State) -> Option<&Watch> {
    let mut all = state.kill.watches.iter().rev();
    all.find(|watch| {
        let settled = matches!(
            watch.verdict(),
            Verdict::Silent { .. } | Verdict::NoEffect { .. }
        );
        !settled && later(watch.turned, WATCH) > state.clock
    })
}

/// Begins to watch whether a switch takes effect.
pub(in crate::app) fn watch(state: &mut State, target: Target, name: Text) {
    let turned = state.clock;
    state.kill.watches.push(Watch {
        target,
        name,
        turned,
        sighted: None,
    });
    let more = state.kill.watches.len().saturating_sub(WATCHES);
    state.kill.watches.drain(..more);
    state.kill.sighting.hurry();
}

/// Takes in what was seen of an agent since it was switched off.
pub(in crate::app) fn sighted(
    state: &mut State,
    target: &Target,
    since: Timestamp,
    seen: Result<Sighted, Problem>,
) {
    let seen = match seen {
        Ok(seen) => {
            state.kill.sighting.landed(state.clock);
            seen
        }
        Err(problem) => {
            state.kill.sighting.failed(state.clock, problem);
            return;
        }
    };
    let mut all = state.kill.watches.iter_mut();
    let watch = all.find(|watch| watch.target == *target && watch.turned == since);
    let Some(watch) = watch else { return };
    let before = watch.sighted.replace(seen).is_some().then_some(());
    let verdict = watch.verdict();
    let told = watch.clone();
    // Nothing will tell, which is said once; else it is told when it is known.
    let news = match verdict {
        Verdict::Silent { .. } | Verdict::NoEffect { .. } => true,
        Verdict::Unseen => before.is_none(),
        Verdict::Watching => false,
    };
    if news {
        state.tell(Notice::Kill(Told::Sighted(Box::new(told))));
    }
}
