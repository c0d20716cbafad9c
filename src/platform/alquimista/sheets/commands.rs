//! Operational commands, newest first, from DynamoDB whatever keeps the other sheets. One that is pending is
//! never called running, and one that has been for more than five minutes is stuck (backend facts 2.2).

use super::merge::{Mark, Part, merge};
use super::shape::{PAGE, empty, entry, identity, known, left, moment, right, words};
use crate::domain::cost::Cost;
use crate::domain::id::TenantId;
use crate::domain::page::Cursor;
use crate::domain::problem::Problem;
use crate::domain::remark::{Operations, Remark};
use crate::domain::sheet::{Cell, DeedKind, Entry, Heading, Narrowing, SheetKind, SheetPage, Tone};
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use crate::domain::word::Word;
use crate::platform::alquimista::commands::CommandHistory;
use crate::platform::alquimista::item::command::{Command, CommandStatus, Output};
use jiff::Timestamp;

const HEADINGS: [Heading; 7] = [
    right("age"),
    left("command"),
    left("status"),
    left("tenant"),
    left("by"),
    right("ended"),
    left("output"),
];
const NARROWINGS: [&str; 1] = ["status"];
const DEEDS: [DeedKind; 1] = [DeedKind::Issue];
/// Pages of a tenant's commands that one page of a narrowed sheet reads at most.
const ROUNDS: u32 = 4;

const STATUSES: [CommandStatus; 4] = [
    CommandStatus::Pending,
    CommandStatus::Running,
    CommandStatus::Success,
    CommandStatus::Error,
];

/// The sheets of commands, as far as the table's indexes are there.
#[derive(Clone, Debug)]
pub(in crate::platform::alquimista) struct CommandSheets(CommandHistory);

impl CommandSheets {
    pub fn new(history: CommandHistory) -> Self {
        Self(history)
    }

    /// Whether a tenant's commands can be listed.
    pub fn of_tenants(&self) -> Option<SheetKind> {
        self.0.indexes().by_tenant.then_some(SheetKind::Commands)
    }

    /// Whether all commands can be listed.
    pub fn of_system(&self) -> Option<SheetKind> {
        self.0.indexes().by_status.then_some(SheetKind::Commands)
    }

    /// One query, up to four where the status is narrowed.
    pub async fn tenant(
        &self,
        tenant: &TenantId,
        narrowing: Option<&Narrowing>,
        after: Option<Cursor>,
        now: Timestamp,
    ) -> Result<SheetPage, Problem> {
        known(&NARROWINGS, narrowing)?;
        let (mut commands, mut cost) = (Vec::new(), Cost::default());
        let mut after = after;
        for _ in 0..ROUNDS {
            let page = self.0.of_tenant(tenant, after.take(), PAGE).await?;
            cost += page.cost;
            after = page.next;
            let fits =
                |one: &Command| narrowing.is_none_or(|asked| asked.value == one.status.word());
            commands.extend(page.items.into_iter().filter(fits));
            if after.is_none() || !commands.is_empty() {
                break;
            }
        }
        Ok(listed(commands, after, cost, now))
    }

    /// One query for each of the four statuses, or for the one that is asked for.
    pub async fn system(
        &self,
        narrowing: Option<&Narrowing>,
        after: Option<Cursor>,
        now: Timestamp,
    ) -> Result<SheetPage, Problem> {
        known(&NARROWINGS, narrowing)?;
        let mark = Mark::read(after.as_ref())?;
        let statuses = match narrowing {
            Some(asked) => vec![CommandStatus::from_raw(&asked.value)],
            None => STATUSES.to_vec(),
        };
        let (limit, until) = (
            Mark::limit(mark.as_ref(), PAGE),
            mark.as_ref().map(|mark| mark.at.as_str()),
        );
        let pages = statuses
            .iter()
            .map(|status| self.0.until(status, until, limit));
        let mut cost = Cost::default();
        let mut parts = Vec::new();
        for page in futures::future::try_join_all(pages).await? {
            cost += page.cost;
            parts.push(Part {
                more: page.next.is_some(),
                rows: page.items,
            });
        }
        let (commands, next) = merge(parts, mark.as_ref(), |one: &Command| {
            (one.id.created_at.as_str(), one.id.command_id.as_str())
        });
        Ok(listed(commands, next.map(|mark| mark.cursor()), cost, now))
    }
}

fn listed(commands: Vec<Command>, next: Option<Cursor>, cost: Cost, now: Timestamp) -> SheetPage {
    SheetPage {
        remarks: remarks(&commands, now),
        entries: commands.into_iter().map(|one| shown(one, now)).collect(),
        next,
        cost,
        deeds: &DEEDS,
        ..empty(&HEADINGS, &NARROWINGS)
    }
}

fn remarks(commands: &[Command], now: Timestamp) -> Vec<Remark> {
    let mut remarks = Vec::new();
    if commands.iter().any(|one| one.is_stuck(now)) {
        remarks.push(Remark::new(Tone::Warn, Operations::Stuck));
    }
    let pretends = |one: &Command| one.is_simulated() && one.status == CommandStatus::Success;
    if commands.iter().any(pretends) {
        remarks.push(Remark::new(Tone::Warn, Operations::Pretended));
    }
    remarks
}

fn shown(one: Command, now: Timestamp) -> Entry {
    let stuck = one.is_stuck(now);
    let tone = match one.status {
        _ if stuck => Tone::Bad,
        CommandStatus::Error => Tone::Bad,
        CommandStatus::Success if one.is_simulated() => Tone::Warn,
        CommandStatus::Success => Tone::Good,
        CommandStatus::Pending | CommandStatus::Other(_) => Tone::Warn,
        CommandStatus::Running => Tone::Plain,
    };
    let state = match stuck {
        true => Cell::Word(Word::Stuck),
        false => Cell::Text(Text::from_untrusted(one.status.word())),
    };
    let tenant = one.tenant.as_ref();
    let cells = vec![
        moment(one.created_at),
        Cell::Text(one.kind.clone()),
        state,
        words(tenant.map(|id| crate::platform::attributes::clean(id.as_str()))),
        words(one.created_by.clone()),
        moment(one.completed_at),
        words(one.error.clone().or_else(|| brief(one.output.as_ref()))),
    ];
    let mut attributes = vec![];
    if stuck {
        // The row's own word stays to be seen.
        attributes.push(Attribute {
            group: Text::from("status"),
            label: Text::default(),
            value: Text::from_untrusted(one.status.word()),
        });
    }
    attributes.extend(one.identity.map(|whole| identity("by", whole)));
    attributes.extend(one.attributes);
    Entry {
        tenant: one.tenant,
        version: Some(one.status.word().to_owned()),
        ..entry(one.id.word().as_str().to_owned(), cells, tone, attributes)
    }
}

/// What a command said, in a line: of an object its own status, if it has one.
fn brief(output: Option<&Output>) -> Option<Text> {
    match output? {
        Output::Words(words) => Some(words.clone()),
        Output::Parsed(parts) => {
            let status = parts.iter().find(|part| part.label == *"status");
            status.or(parts.first()).map(|part| part.value.clone())
        }
    }
}
