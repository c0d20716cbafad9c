//! The functions that a system's sources name: there or not. That they may not be listed is said, and no failure.

use super::Doctor;
use crate::domain::checkup::{Finding, FunctionCheck, Severity, What};
use crate::domain::id::PlatformId;
use crate::domain::text::Text;

impl Doctor {
    /// Every function of a system, and what is to be said of those that are not there.
    pub(super) async fn functions_of(
        &self,
        platform: PlatformId,
    ) -> (Vec<FunctionCheck>, Vec<Finding>) {
        let mut named = self.functions.iter();
        let Some((scheme, port)) = named.find(|(scheme, _)| scheme.platform == platform) else {
            return (Vec::new(), Vec::new());
        };
        let wanted = scheme.functions();
        let (found, of_all) = match port.names().await {
            Ok((found, true)) => (Some(found), None),
            // One that was not met may be among those that were not read.
            Ok((found, false)) => (Some(found), Some(What::FunctionsCut)),
            Err(why) => (None, Some(What::FunctionsUnknown(why))),
        };
        let is_there = |name: &String| match &found {
            Some(found) if found.contains(name) => Some(true),
            Some(_) => of_all.is_none().then_some(false),
            None => None,
        };
        let checks: Vec<FunctionCheck> = wanted
            .iter()
            .map(|name| FunctionCheck {
                name: Text::from_untrusted(name),
                is_there: is_there(name),
            })
            .collect();
        let about = |subject: Text, what| Finding {
            severity: Severity::WorthKnowing,
            subject,
            what,
            examples: Vec::new(),
        };
        let missing = checks.iter().filter(|one| one.is_there == Some(false));
        let mut findings: Vec<Finding> = missing
            .map(|one| about(one.name.clone(), What::FunctionMissing))
            .collect();
        findings.extend(of_all.map(|what| about(Text::from(platform.as_str()), what)));
        (checks, findings)
    }
}
