//! What a system can do here, as the screen and headless commands are told of it.

use crate::domain::system::Port;
use crate::platform::{Platform, PlatformWriter};

/// The ports of a system; those that write only where there is a writer.
pub(super) fn of(platform: &Platform, changes: Option<&PlatformWriter>) -> Vec<Port> {
    let talks = platform.conversations.as_ref();
    [
        (
            Port::PauseUnread,
            talks.is_some_and(|port| !port.bot_reads_pause()),
        ),
        (Port::WholeTable, talks.is_some_and(|port| port.scans())),
        (Port::Tenants, platform.tenants.is_some()),
        (Port::Conversations, platform.conversations.is_some()),
        (Port::Bodies, platform.bodies.is_some()),
        (Port::Switches, platform.switches.is_some()),
        (Port::Usage, platform.usage.is_some()),
        (Port::Work, platform.work.is_some()),
        (
            Port::Handoffs,
            changes.is_some_and(|to| to.handoffs.is_some()),
        ),
        (
            Port::Switching,
            changes.is_some_and(|to| to.switching.is_some() || to.turning.is_some()),
        ),
        (
            Port::Deciding,
            changes.is_some_and(|to| to.deciding.is_some()),
        ),
        (Port::Acting, changes.is_some_and(|to| to.acting.is_some())),
        (Port::Feed, changes.is_some_and(|to| to.feed.is_some())),
        (Port::Outbox, changes.is_some_and(|to| to.turning.is_some())),
    ]
    .into_iter()
    .filter_map(|(port, has)| has.then_some(port))
    .collect()
}
