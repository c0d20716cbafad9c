//! Changes of what is not as it was seen, and of what is not there: each is refused.

use super::{Held, NOBODY, System, actor, nobody};
use switchboard::aws::dynamo::Transacted;
use switchboard::aws::transaction::Transaction;
use switchboard::domain::agent::{Activation, SeenSwitch, Switch, Toggle, Turn};
use switchboard::domain::conversation::{ConversationRow, Record};
use switchboard::domain::id::{AgentId, ConversationId, IntentId, TenantId, WorkId};
use switchboard::domain::sheet::{Deed, DeedKind, SheetKey, SheetOf};
use switchboard::domain::text::Text;
use switchboard::domain::work::{Decided, Work};
use switchboard::platform::{Turned, Write};
use ulid::Ulid;

/// What no row says.
const STALE: &str = "2001-01-01T00:00:00.000Z";
/// Things of a kind that are tried.
const SOME: usize = 4;
/// Far enough for a change to be made.
const MINUTE: jiff::SignedDuration = jiff::SignedDuration::from_secs(60);

pub async fn refused(system: &System, held: &Held) -> usize {
    toggles(system, &held.switches).await
        + handoffs(system, &held.tenants).await
        + decisions(system, &held.work).await
        + deeds(system, &held.tenants).await
}

fn intent() -> IntentId {
    IntentId::from(Ulid::new().to_string())
}

fn because() -> Text {
    Text::from("porque ya no es así")
}

async fn toggles(system: &System, rows: &[Activation]) -> usize {
    let rows = rows.iter().filter(|row| row.seen != SeenSwitch::Absent);
    let rows = rows.filter(|row| matches!(row.switch, Switch::On | Switch::Off));
    let mut count = 0;
    for row in rows.take(SOME) {
        for toggle in stale(row) {
            count += toggled(system, &toggle).await;
        }
    }
    count
}

/// The switch as it is no more, one that is not there, and one that is there and was not.
fn stale(row: &Activation) -> [Toggle; 3] {
    let status = match &row.seen {
        SeenSwitch::Row { status, .. } => status.clone(),
        SeenSwitch::Absent => None,
    };
    let toggle = Toggle {
        key: row.key.clone(),
        turn: match row.switch {
            Switch::On => Turn::Off,
            _ => Turn::On,
        },
        reason: because(),
        seen: SeenSwitch::Row {
            status,
            updated_at: Some(STALE.to_owned()),
        },
    };
    let mut unknown = toggle.clone();
    match unknown.key.agent.is_bot() {
        true => unknown.key.tenant = nobody(),
        false => unknown.key.agent = AgentId::from(NOBODY),
    }
    let absent = Toggle {
        turn: Turn::On,
        seen: SeenSwitch::Absent,
        ..toggle.clone()
    };
    [toggle, unknown, absent]
}

/// How often it was refused.
async fn toggled(system: &System, toggle: &Toggle) -> usize {
    let what = format!("toggle of {:?} as {:?}", toggle.key, toggle.seen);
    let (actor, intent) = (actor(), intent());
    if let Some(port) = &system.writer.turning {
        let until = jiff::Timestamp::now() + MINUTE;
        let turned = port.turn(toggle, &actor, &intent, system.now, until).await;
        let refused = matches!(turned, Ok(Turned::Changed) | Err(_));
        system.holds(&format!("{what}: {turned:?}"), refused);
        return 1;
    }
    let (Some(port), Some(dynamo)) = (&system.writer.switching, &system.dynamo) else {
        return 0;
    };
    let prepared = port.prepare(toggle, None, &actor, &intent, system.now);
    if toggle.seen == SeenSwitch::Absent && prepared.is_err() {
        // No console of this system makes a row.
        return 1;
    }
    let Some(prepared) = system.came(&what, prepared) else {
        return 0;
    };
    let items = prepared.items.into_iter();
    let transaction = items.fold(Transaction::new(intent), Transaction::quiet);
    let answer = dynamo.transact(&transaction).await;
    let refused = matches!(answer, Ok(Transacted::Refused(_)));
    system.holds(&format!("{what}: {answer:?}"), refused);
    1
}

async fn handoffs(system: &System, ids: &[TenantId]) -> usize {
    let ports = (&system.writer.handoffs, &system.reader.conversations);
    let (Some(port), Some(reader)) = ports else {
        return 0;
    };
    let mut rows: Vec<ConversationRow> = Vec::new();
    for tenant in ids {
        let what = format!("conversations.sweep {tenant:?}");
        let page = system.page(&what, reader.sweep(tenant, None, 100).await);
        let some = page.items.into_iter().filter(|row| row.record.is_some());
        rows.extend(some.take(SOME));
    }
    let (ana, reason, now) = (Text::from("Ana"), because(), system.now);
    for row in &rows {
        let seen = Record {
            version: Some(STALE.to_owned()),
            ..row.record.clone().unwrap()
        };
        let mut unknown = row.key.clone();
        unknown.conversation = ConversationId::from(NOBODY);
        for key in [&row.key, &unknown] {
            let what = format!("handoffs of {key:?} as it never was");
            for written in [
                port.pause(key, &seen, &ana, now).await,
                port.resume(key, &seen, &ana, now).await,
            ] {
                system.same(&what, &Ok(Write::Stale), &written);
            }
        }
        // Whether there is a conversation at all is asked before a record is opened for it.
        let opened = port.open_record(&row.key, &reason, &ana, now).await;
        let what = format!("handoffs.open_record {:?}, which has one", row.key);
        system.same(&what, &Ok(Write::Stale), &opened);
    }
    rows.len()
}

async fn decisions(system: &System, all: &[Work]) -> usize {
    let Some(port) = &system.writer.deciding else {
        return 0;
    };
    let all = all
        .iter()
        .filter(|one| !one.key.kind.decisions().is_empty());
    let mut count = 0;
    for seen in all {
        let stale = Work {
            version: Some(STALE.to_owned()),
            state: Text::from("never"),
            ..seen.clone()
        };
        let mut unknown = stale.clone();
        unknown.key.id = WorkId::from(NOBODY);
        for seen in [stale, unknown] {
            for decision in seen.key.kind.decisions() {
                let decided = port
                    .decide(
                        &seen,
                        *decision,
                        &because(),
                        &actor(),
                        &intent(),
                        system.now,
                    )
                    .await;
                let what = format!("decision of {:?} as it never was: {decided:?}", seen.key);
                let refused = !matches!(decided, Ok(Decided::Done | Decided::Unknown));
                system.holds(&what, refused);
                count += 1;
            }
        }
    }
    count
}

async fn deeds(system: &System, ids: &[TenantId]) -> usize {
    let ports = (&system.writer.acting, &system.reader.sheets);
    let (Some(port), Some(sheets)) = ports else {
        return 0;
    };
    let mut count = 0;
    let kinds = sheets.kinds().tenant;
    for (tenant, kind) in ids
        .iter()
        .flat_map(|id| kinds.iter().map(move |kind| (id, *kind)))
    {
        let key = SheetKey {
            platform: system.reader.id,
            of: SheetOf::Tenant(tenant.clone()),
            kind,
            narrowing: None,
        };
        let page = sheets.page(&key, None, system.now).await;
        let Some(page) = system.came("sheets.page", page) else {
            continue;
        };
        let products = page.entries.iter();
        let products = products.filter(|one| one.deeds.contains(&DeedKind::MarkSold));
        for entry in products.take(SOME) {
            let mut stale = entry.clone();
            stale.version = Some("\"never\"".to_owned());
            let mut unknown = entry.clone();
            unknown.id = NOBODY.to_owned();
            for (tenant, product) in [(tenant, &stale), (tenant, &unknown), (&nobody(), entry)] {
                let deed = Deed::MarkSold {
                    platform: system.reader.id,
                    tenant: tenant.clone(),
                    product: Box::new(product.clone()),
                };
                let done = port.act(&deed, &actor(), &intent(), system.now).await;
                let what = format!("{:?} {} as it never was: {done:?}", deed.kind(), product.id);
                let refused = !matches!(done, Ok(Decided::Done | Decided::Unknown));
                system.holds(&what, refused);
                count += 1;
            }
        }
    }
    count
}
