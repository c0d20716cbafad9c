//! The channels to customers: what each tenant's is like, and what is to be said of all that have the same flaw.

use super::Doctor;
use crate::delivery::Channels;
use crate::domain::checkup::{ChannelCheck, Finding, Flaw, Severity, What};
use crate::domain::id::PlatformId;
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::platform::Tenants;
use std::sync::Arc;

/// Tenants whose channels are looked at: each takes a read or two.
const MOST: usize = 200;
/// Tenants that are given as examples.
const EXAMPLES: usize = 3;

/// The channels of a system, and whose they are.
pub struct Lines {
    pub channels: Channels,
    pub tenants: Arc<dyn Tenants>,
}

impl Doctor {
    /// The channels of a system's tenants, and what is wrong with them.
    pub(super) async fn channels_of(
        &self,
        platform: PlatformId,
    ) -> (Vec<ChannelCheck>, Vec<Finding>) {
        let about = |severity, what, examples| Finding {
            severity,
            subject: Text::from(platform.as_str()),
            what,
            examples,
        };
        let unknown = |why| {
            let what = What::ChannelsUnknown(why);
            vec![about(Severity::WorthKnowing, what, Vec::new())]
        };
        let lines = match self.channels.get(&platform) {
            None => return (Vec::new(), Vec::new()),
            Some(Err(why)) => return (Vec::new(), unknown(why.clone())),
            Some(Ok(lines)) => lines,
        };
        let checks = match lines.check().await {
            Ok(checks) => checks,
            Err(why) => return (Vec::new(), unknown(why)),
        };
        let findings = Flaw::ALL.into_iter().filter_map(|flaw| {
            let with: Vec<&ChannelCheck> = checks.iter().filter(|one| one.has(flaw)).collect();
            let examples = with.iter().take(EXAMPLES).map(|one| one.tenant.clone());
            let what = What::Channels(flaw, with.len());
            (!with.is_empty()).then(|| about(flaw.severity(), what, examples.collect()))
        });
        let findings = findings.collect();
        (checks, findings)
    }
}

impl Lines {
    async fn check(&self) -> Result<Vec<ChannelCheck>, Problem> {
        let mut checks = Vec::new();
        let mut after = None;
        loop {
            let page = self.tenants.list(after).await?;
            for tenant in page.items {
                if checks.len() == MOST {
                    return Ok(checks);
                }
                checks.push(self.channels.check(&tenant.id).await);
            }
            after = page.next;
            if after.is_none() {
                return Ok(checks);
            }
        }
    }
}
