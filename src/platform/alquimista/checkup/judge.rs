//! What one page of each table of AlquimistaAI shows, whichever store it was read from: unknown words, wrong
//! types, stubs, and two tables of the same thing that disagree (backend facts 2.1, 2.2).

use super::TENANT;
use crate::aws::dynamo::Item;
use crate::domain::agent::{Activation, Agent, Switch};
use crate::domain::checkup::{Drift, Owner};
use crate::domain::id::TenantId;
use crate::domain::tenant::{Tenant, TenantStatus};
use crate::platform::alquimista::approver;
use crate::platform::alquimista::item::approval::approval;
use crate::platform::alquimista::item::command::{CommandStatus, command};
use crate::platform::alquimista::item::tenant::tenant;
use crate::platform::alquimista::item::{activation, agent, names};
use crate::platform::checkup::{Common, Sample, Sampler, Tally, is_stub, text};
use crate::platform::value::Reader;
use jiff::Timestamp;

/// Status words of the catalogue.
const AGENT_WORDS: [&str; 4] = ["active", "deprecated", "beta", "maintenance"];
/// Status words of people.
pub(super) const USER_WORDS: [&str; 3] = ["active", "inactive", "suspended"];
/// Status words of integrations.
pub(super) const INTEGRATION_WORDS: [&str; 4] = ["active", "inactive", "error", "pending"];
/// Status words of events.
pub(super) const EVENT_WORDS: [&str; 3] = ["success", "failure", "pending"];
/// Status words of requests.
const REQUEST_WORDS: [&str; 5] = ["pending", "approved", "rejected", "expired", "cancelled"];

/// Rows of which nothing but the word of their status and their times is known.
pub(super) fn judge_words(
    look: &mut Sampler<'_>,
    table: &str,
    sample: &Sample,
    words: &[&str],
    (keys, times): (&[&str], &[&str]),
) {
    let mut common = Common::default();
    for item in &sample.items {
        let mut read = Reader::new(item);
        let unknown = !read.raw("status").is_some_and(|word| words.contains(&word));
        let before = read.oddities();
        for name in times {
            read.time(name);
        }
        common.judge(
            &key(item, keys),
            is_stub(item, keys),
            unknown,
            read.oddities() > before,
        );
    }
    look.common(table, common);
}

/// Requests: one that names its approvers in a form that cannot be read is decided by nobody.
pub(super) fn judge_requests(look: &mut Sampler<'_>, table: &str, sample: &Sample) {
    let (mut common, mut unreadable) = (Common::default(), Tally::default());
    for (at, item) in sample.items.iter().enumerate() {
        let one = approval(item, at);
        let unknown = !REQUEST_WORDS.contains(&one.status.as_str());
        common.judge(
            &key(item, &["id"]),
            is_stub(item, &["id"]),
            unknown,
            one.oddities > 0,
        );
        if !approver::is_readable(item) {
            unreadable.note(&[one.id.as_str()]);
        }
    }
    look.common(table, common);
    look.found(table, unreadable, Drift::ApproversUnreadable);
}

/// Commands: those that nobody runs are counted, for the processor never says that it began.
pub(super) fn judge_commands(look: &mut Sampler<'_>, table: &str, sample: &Sample, now: Timestamp) {
    let (mut common, mut stuck) = (Common::default(), Tally::default());
    for (at, item) in sample.items.iter().enumerate() {
        let one = command(item, at);
        let key = [one.id.command_id.as_str()];
        let unknown = matches!(one.status, CommandStatus::Other(_));
        let stub = is_stub(item, &["command_id", "created_at"]);
        common.judge(&key, stub, unknown, one.oddities > 0);
        if one.is_stuck(now) {
            stuck.note(&key);
        }
    }
    look.common(table, common);
    look.found(table, stuck, Drift::CommandStuck);
}

fn key<'a>(item: &'a Item, names: &[&str]) -> Vec<&'a str> {
    let parts = names.iter().filter_map(|name| text(item, name));
    parts.collect()
}

/// The decoder counts two designs that differ as one oddity.
pub(super) fn judge_tenants(look: &mut Sampler<'_>, table: &str, sample: &Sample) {
    let (mut common, mut differing) = (Common::default(), Tally::default());
    for (at, item) in sample.items.iter().enumerate() {
        let one = tenant(item, at);
        let differs = differs(&one);
        let key = [one.id.as_str()];
        if differs {
            differing.note(&key);
        }
        let unknown = matches!(one.status, TenantStatus::Other(_));
        let types = one.oddities > u16::from(differs);
        common.judge(&key, is_stub(item, &["id"]), unknown, types);
    }
    look.common(table, common);
    look.found(table, differing, Drift::TwoDesigns);
}

/// Whether the two designs of a tenant give it different states.
fn differs(tenant: &Tenant) -> bool {
    let word = |name: &str| {
        let mut own = tenant.attributes.iter().filter(|one| one.group == *name);
        own.find(|one| one.label.is_empty() && !one.value.is_empty())
            .map(|one| &one.value)
    };
    match (word("subscription_status"), word("status")) {
        (Some(platform), Some(operational)) => platform != operational,
        _ => false,
    }
}

pub(super) fn judge_agents(look: &mut Sampler<'_>, table: &str, sample: &Sample) -> Vec<Agent> {
    let mut common = Common::default();
    let mut catalogue = Vec::new();
    for (at, item) in sample.items.iter().enumerate() {
        let one = agent(item, at);
        let word = one.status.as_str();
        let unknown = !word.is_empty() && !AGENT_WORDS.contains(&word);
        common.judge(&[one.id.as_str()], is_stub(item, &["id"]), unknown, false);
        catalogue.push(one);
    }
    look.common(table, common);
    catalogue
}

pub(super) fn read(sample: &Sample, catalogue: &[Agent]) -> Vec<Activation> {
    let items = sample.items.iter();
    items
        .map(|item| {
            let tenant = TenantId::from(text(item, TENANT).unwrap_or_default());
            activation(item, &tenant, catalogue)
        })
        .collect()
}

pub(super) fn judge_switches(
    look: &mut Sampler<'_>,
    table: &str,
    (sample, switches): (&Sample, &[Activation]),
) {
    let mut common = Common::default();
    for (item, one) in sample.items.iter().zip(switches) {
        let key = [one.key.tenant.as_str(), one.key.agent.as_str()];
        let stub = is_stub(item, &[TENANT, "agent_id"]);
        common.judge(&key, stub, matches!(one.switch, Switch::Other(_)), false);
    }
    look.common(table, common);
}

pub(super) fn unknown_agents(
    look: &mut Sampler<'_>,
    table: &str,
    switches: &[Activation],
    catalogue: &[Agent],
) {
    let mut orphans = Tally::default();
    for one in switches {
        let id = one.key.agent.as_str();
        if !catalogue.iter().any(|agent| names(agent, id)) {
            orphans.note(&[one.key.tenant.as_str(), id]);
        }
    }
    look.found(table, orphans, Drift::Orphan(Owner::Agent));
}

/// The two tables of the same switches.
pub(super) fn compare(
    look: &mut Sampler<'_>,
    table: &str,
    switches: &[Activation],
    others: &[Activation],
) {
    let mut differing = Tally::default();
    for one in switches {
        let other = others.iter().find(|other| other.key == one.key);
        if other.is_some_and(|other| other.switch != one.switch) {
            differing.note(&[one.key.tenant.as_str(), one.key.agent.as_str()]);
        }
    }
    look.found(table, differing, Drift::ActivationsDiffer);
}
