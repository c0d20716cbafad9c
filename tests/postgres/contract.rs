//! One contract for both stores of AlquimistaAI: the same rows, the same assertions.

use crate::both::*;
use crate::switches::key;
use switchboard::domain::agent::{Activation, Switch, Toggle, Turn};
use switchboard::domain::handoff::Actor;
use switchboard::domain::id::{ConsoleId, IntentId, PlatformId, TenantId, WorkId};
use switchboard::domain::problem::Trouble;
use switchboard::domain::sheet::*;
use switchboard::domain::standing::Standing;
use switchboard::domain::tenant::TenantStatus;
use switchboard::domain::text::Text;
use switchboard::domain::work::{Decided, Decision, Work, WorkKey, WorkKind};
use switchboard::platform::Turned;

fn now() -> jiff::Timestamp {
    NOW.parse().unwrap()
}

fn actor(name: &str) -> Actor {
    Actor {
        identity: format!("demo:{name}@example.com"),
        name: Text::from(name),
        console: ConsoleId::from("01KAHCONSOLE"),
        host: Text::from("here"),
    }
}

async fn all_work(store: &Store) -> Vec<Work> {
    let port = store.reader.work.as_ref().unwrap();
    let (mut work, mut after) = (Vec::new(), None);
    loop {
        let page = port.open(now(), after).await.unwrap();
        work.extend(page.items);
        after = page.next;
        if after.is_none() {
            return work;
        }
    }
}

fn sheet(kind: SheetKind, narrowing: &str) -> SheetKey {
    SheetKey {
        platform: PlatformId::Alquimista,
        of: match kind {
            SheetKind::Billing => SheetOf::System,
            _ => SheetOf::Tenant(TenantId::from(DEMO)),
        },
        kind,
        narrowing: Narrowing::read(narrowing),
    }
}

/// Cells of one column and the tone, of all pages.
async fn told(
    store: &Store,
    kind: SheetKind,
    narrowing: &str,
    column: usize,
) -> Vec<(String, Tone)> {
    let port = store.reader.sheets.as_ref().unwrap();
    let (mut told, mut after) = (Vec::new(), None);
    loop {
        let page = port
            .page(&sheet(kind, narrowing), after, now())
            .await
            .unwrap();
        for one in page.entries {
            assert_eq!(one.cells.len(), page.headings.len());
            let all = format!("{one:?}");
            assert!(!all.contains("DUMMY") && !all.contains("ana@"), "{all}");
            told.push((word(&one.cells[column]), one.tone));
        }
        after = page.next;
        if after.is_none() {
            return told;
        }
    }
}

fn word(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.to_string(),
        Cell::Word(word) => word.name().to_owned(),
        Cell::Moment(at) => at.to_string(),
        Cell::Count(count) => count.to_string(),
        Cell::Number { value, decimals } => format!("{value:.*}", usize::from(*decimals)),
        Cell::Nothing => String::new(),
    }
}

fn pairs(told: &[(String, Tone)]) -> Vec<(&str, Tone)> {
    told.iter()
        .map(|(word, tone)| (word.as_str(), *tone))
        .collect()
}

#[tokio::test]
async fn tenants_switches_and_usage_are_the_same_in_both() {
    for store in stores(None).await {
        let name = store.name;
        let page = store
            .reader
            .tenants
            .as_ref()
            .unwrap()
            .list(None)
            .await
            .unwrap();
        let mut tenants = page.items;
        tenants.sort_by(|a, b| a.id.cmp(&b.id));
        let ids: Vec<&str> = tenants.iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids, [DEMO, PADARIA, CLINICA], "{name}");
        assert_eq!(tenants[2].status, TenantStatus::Active);
        assert_eq!(tenants[2].oddities, 1, "the two designs disagree");
        assert!(!format!("{tenants:?}").contains("DUMMY"));
        let port = store.reader.switches.as_ref().unwrap();
        let catalogue = port.catalogue().await.unwrap().items;
        let tenant = TenantId::from(DEMO);
        let rows = port.of_tenant(&tenant, &catalogue).await.unwrap().items;
        let switches: Vec<(&str, &Switch, Option<&str>)> = rows
            .iter()
            .map(|row| {
                (
                    row.key.agent.as_str(),
                    &row.switch,
                    row.disagrees.as_deref(),
                )
            })
            .collect();
        assert_eq!(
            switches,
            [
                (ONE, &Switch::On, Some("suspended")),
                (TWO, &Switch::Off, None),
                (THREE, &Switch::Absent, Some("active")),
            ],
            "{name}"
        );
        for row in &rows {
            let one = port.read(&row.key).await.unwrap().value;
            assert_eq!(
                one.as_ref(),
                Some(row),
                "{name}: one and many tell the same"
            );
        }
        let usage = store.reader.usage.as_ref().unwrap();
        let months = usage.months(&tenant, 3).await.unwrap().items;
        let sums: Vec<(&str, u64, u64, Option<u64>)> = months
            .iter()
            .map(|month| {
                let activity = month.activity().unwrap();
                (
                    month.month.as_str(),
                    activity.count,
                    activity.failed,
                    activity.tokens,
                )
            })
            .collect();
        assert_eq!(
            sums,
            [("2096-11", 15, 2, Some(200)), ("2096-10", 7, 1, Some(100))],
            "{name}"
        );
    }
}

#[tokio::test]
async fn the_same_things_wait_in_both_and_are_found_again() {
    for store in stores(None).await {
        let mut work = all_work(&store).await;
        work.sort_by(|a, b| (a.key.kind, &a.key.id).cmp(&(b.key.kind, &b.key.id)));
        let seen: Vec<(WorkKind, &str, &str, Option<&str>)> = work
            .iter()
            .map(|one| {
                let reason = one
                    .reason
                    .as_deref()
                    .filter(|_| one.key.kind != WorkKind::Approval);
                (
                    one.key.kind,
                    one.subject.as_str(),
                    one.state.as_str(),
                    reason,
                )
            })
            .collect();
        use WorkKind::{Approval, CommandFailed, CommandStuck, Incident, IntegrationError};
        assert_eq!(
            seen,
            [
                (Approval, "data.export", "expired", None),
                (Approval, "data.export", "pending", None),
                (Approval, "data.export", "pending", None),
                (CommandStuck, "REPROCESS_QUEUE", "PENDING", None),
                (CommandFailed, "REPROCESS_QUEUE", "ERROR", None),
                (Incident, "ação 20", "failure", Some("sem consumidor")),
                (
                    IntegrationError,
                    "WhatsApp",
                    "error",
                    Some("401 for a•••@example.com")
                ),
            ],
            "{}",
            store.name
        );
        assert!(!format!("{work:?}").contains("DUMMY"));
        let port = store.reader.work.as_ref().unwrap();
        for one in &work {
            let again = port.read(&one.key, now()).await.unwrap().value;
            assert_eq!(again.as_ref(), Some(one), "{}", store.name);
            let mut other = one.key.clone();
            other.id = WorkId::from("2026#no-such");
            assert_eq!(port.read(&other, now()).await.unwrap().value, None);
        }
    }
}

#[tokio::test]
async fn the_sheets_have_the_same_entries_in_both() {
    use SheetKind::{Approvals, Billing, Commands, Events, Integrations, Trail, Users};
    for store in stores(Some(Standing::InternalAdmin)).await {
        let name = store.name;
        let kinds = store.reader.sheets.as_ref().unwrap().kinds();
        assert_eq!(kinds.system, [Commands, Billing], "{name}");
        assert_eq!(
            kinds.tenant,
            [Users, Integrations, Events, Commands, Approvals, Trail],
            "{name}"
        );
        let users = told(&store, Users, "", 0).await;
        assert_eq!(
            pairs(&users),
            [
                ("ana", Tone::Plain),
                ("bia", Tone::Plain),
                ("eva", Tone::Warn)
            ],
            "{name}"
        );
        assert_eq!(
            pairs(&told(&store, Users, "role=viewer", 0).await),
            [("bia", Tone::Plain)]
        );
        let links = told(&store, Integrations, "", 0).await;
        assert_eq!(
            pairs(&links),
            [
                ("WhatsApp", Tone::Bad),
                ("Pipedrive", Tone::Good),
                ("SMTP", Tone::Quiet)
            ],
            "{name}"
        );
        let events = told(&store, Events, "", 3).await;
        assert_eq!(
            pairs(&events),
            [
                ("ação 20", Tone::Bad),
                ("ação 21", Tone::Quiet),
                ("ação 22", Tone::Plain),
                ("ação 23", Tone::Warn),
            ],
            "{name}"
        );
        assert_eq!(told(&store, Events, "category=auth", 3).await.len(), 1);
        assert_eq!(told(&store, Events, "status=failure", 3).await.len(), 3);
        let commands = told(&store, Commands, "", 2).await;
        assert_eq!(
            pairs(&commands),
            [
                ("stuck", Tone::Bad),
                ("ERROR", Tone::Bad),
                ("SUCCESS", Tone::Warn)
            ],
            "{name}"
        );
        let mut requests = told(&store, Approvals, "", 3).await;
        requests.sort_by(|a, b| a.0.cmp(&b.0));
        assert_eq!(
            pairs(&requests),
            [
                ("approved", Tone::Good),
                ("expired", Tone::Quiet),
                ("pending", Tone::Warn),
                ("pending", Tone::Warn),
            ],
            "{name}"
        );
        let trail = told(&store, Trail, "", 1).await;
        assert_eq!(
            pairs(&trail),
            [
                ("user.login", Tone::Plain),
                ("agent.deactivated", Tone::Bad),
                ("agent.activated", Tone::Plain),
            ],
            "{name}"
        );
        for (narrowing, count) in [
            ("action=user.login", 1),
            ("result=failure", 1),
            (&format!("agent={ONE}"), 3),
            (&format!("user={ANA}"), 3),
            ("user=nobody", 0),
        ] {
            assert_eq!(
                told(&store, Trail, narrowing, 1).await.len(),
                count,
                "{name} {narrowing}"
            );
        }
        for (column, sum) in [
            (0, "*"),
            (1, "2"),
            (2, "1300.00"),
            (3, "15600.00"),
            (4, "650.00"),
        ] {
            let paid = told(&store, Billing, "", column).await;
            assert_eq!(paid[0].0, sum, "{name}: all plans together");
            assert_eq!(paid.len(), 2, "{name}: no tenant of the plan basic pays");
        }
        let port = store.reader.sheets.as_ref().unwrap();
        for bad in [sheet(Trail, "colour=red"), sheet(SheetKind::Runs, "")] {
            let why = port.page(&bad, None, now()).await.unwrap_err();
            assert_eq!(why.trouble, Trouble::Invalid, "{name}");
        }
    }
}

async fn approval(store: &Store, id: &str) -> Option<Work> {
    let key = WorkKey {
        platform: PlatformId::Alquimista,
        tenant: TenantId::from(DEMO),
        kind: WorkKind::Approval,
        id: WorkId::from(id),
    };
    let port = store.reader.work.as_ref().unwrap();
    port.read(&key, now()).await.unwrap().value
}

async fn decide(
    store: &Store,
    seen: &Work,
    decision: Decision,
    who: &str,
    intent: &str,
) -> Result<Decided, Trouble> {
    let (comment, intent) = (Text::from("de acordo"), IntentId::from(intent));
    let port = store.writer.deciding.as_ref().unwrap();
    let who = actor(who);
    let came = port.decide(seen, decision, &comment, &who, &intent, now());
    came.await.map_err(|why| why.trouble)
}

async fn left(store: &Store) -> (usize, usize) {
    (
        store.count("approval_decisions").await,
        store.count("audit_logs").await,
    )
}

#[tokio::test]
async fn a_request_is_decided_once_by_whom_it_asks() {
    use Decision::{Approve, Reject};
    for store in stores(Some(Standing::Manager)).await {
        let name = store.name;
        let open = approval(&store, "a-open").await.unwrap();
        assert_eq!(
            decide(&store, &open, Approve, "ana", "i1").await,
            Ok(Decided::Done),
            "{name}"
        );
        assert_eq!(
            decide(&store, &open, Approve, "ana", "i1").await,
            Ok(Decided::Done),
            "again"
        );
        assert_eq!(
            decide(&store, &open, Reject, "bia", "i2").await,
            Ok(Decided::Already("approved".into())),
            "{name}"
        );
        assert_eq!(approval(&store, "a-open").await, None);
        assert_eq!(left(&store).await, (1, 4), "{name}");

        let two = approval(&store, "a-two").await.unwrap();
        assert_eq!(
            decide(&store, &two, Approve, "caio", "i3").await,
            Err(Trouble::NotPermitted),
            "{name}: not asked"
        );
        assert_eq!(
            decide(&store, &two, Approve, "eva", "i4").await,
            Err(Trouble::NotPermitted),
            "{name}: suspended there"
        );
        assert_eq!(
            decide(&store, &two, Approve, "ana", "i5").await,
            Ok(Decided::Done),
            "{name}"
        );
        let again = approval(&store, "a-two").await.unwrap();
        assert_eq!(
            decide(&store, &again, Reject, "ana", "i6").await,
            Ok(Decided::Already("approve".into())),
            "{name}"
        );
        assert_eq!(
            decide(&store, &two, Approve, "bia", "i7").await,
            Err(Trouble::Invalid),
            "{name}: it is not as she saw it"
        );
        assert_eq!(
            decide(&store, &again, Approve, "bia", "i8").await,
            Ok(Decided::Done),
            "{name}"
        );
        assert_eq!(approval(&store, "a-two").await, None, "{name}");
        assert_eq!(left(&store).await, (3, 6), "{name}");

        let late = approval(&store, "a-late").await.unwrap();
        assert_eq!(
            decide(&store, &late, Approve, "ana", "i9").await,
            Ok(Decided::Expired)
        );
        let mut nowhere = late;
        nowhere.key.id = WorkId::from("no-such");
        assert_eq!(
            decide(&store, &nowhere, Approve, "ana", "i10").await,
            Ok(Decided::NotFound)
        );
        assert_eq!(left(&store).await, (3, 6), "{name}: nothing was written");
    }
}

#[tokio::test]
async fn of_two_that_decide_at_once_one_wins() {
    for store in stores(None).await {
        let seen = approval(&store, "a-open").await.unwrap();
        let (one, two) = futures::future::join(
            decide(&store, &seen, Decision::Approve, "ana", "i1"),
            decide(&store, &seen, Decision::Reject, "bia", "i2"),
        )
        .await;
        let done = [&one, &two]
            .iter()
            .filter(|came| **came == &Ok(Decided::Done))
            .count();
        assert_eq!(
            (done, left(&store).await),
            (1, (1, 4)),
            "{}: {one:?} {two:?}",
            store.name
        );
    }
}

async fn switch(store: &Store, agent: &str) -> Activation {
    let port = store.reader.switches.as_ref().unwrap();
    port.read(&key(DEMO, agent)).await.unwrap().value.unwrap()
}

/// Through whichever port the store has; `Ok(false)`: the row is not as it was seen.
async fn turn(store: &Store, seen: &Activation, turn: Turn, intent: &str) -> Result<bool, Trouble> {
    let toggle = Toggle {
        key: seen.key.clone(),
        turn,
        seen: seen.seen.clone(),
        reason: Text::from("manutenção"),
    };
    let (who, intent) = (actor("ana"), IntentId::from(intent));
    if let Some(port) = &store.writer.turning {
        let until = jiff::Timestamp::now() + jiff::SignedDuration::from_secs(60);
        let came = port.turn(&toggle, &who, &intent, now(), until).await;
        return came
            .map(|came| matches!(came, Turned::Done(_)))
            .map_err(|why| why.trouble);
    }
    let port = store.writer.switching.as_ref().unwrap();
    let prepared = port
        .prepare(&toggle, None, &who, &intent, now())
        .map_err(|why| why.trouble)?;
    let mut transaction = switchboard::aws::transaction::Transaction::new(intent);
    for item in prepared.items {
        transaction = transaction.quiet(item);
    }
    let came = store.dynamo.transact(&transaction).await.unwrap();
    Ok(matches!(
        came,
        switchboard::aws::dynamo::Transacted::Done { .. }
    ))
}

#[tokio::test]
async fn agents_are_switched_on_and_off_on_the_condition_that_was_seen() {
    for store in stores(Some(Standing::Admin)).await {
        let name = store.name;
        let on = switch(&store, ONE).await;
        assert_eq!(turn(&store, &on, Turn::Off, "t1").await, Ok(true), "{name}");
        assert_eq!(switch(&store, ONE).await.switch, Switch::Off);
        assert_ne!(
            turn(&store, &on, Turn::Off, "t2").await,
            Ok(true),
            "{name}: it was off"
        );
        let never = switch(&store, THREE).await;
        assert_eq!(
            turn(&store, &never, Turn::On, "t3").await,
            Ok(true),
            "{name}"
        );
        assert_eq!(switch(&store, THREE).await.switch, Switch::On);
        assert_ne!(
            turn(&store, &never, Turn::On, "t4").await,
            Ok(true),
            "{name}: it was on"
        );
        assert_eq!(
            store.count("audit_logs").await,
            5,
            "{name}: one row for each change"
        );
    }
}

#[tokio::test]
async fn a_role_that_may_not_manage_changes_nothing() {
    for role in [
        Standing::Operator,
        Standing::Viewer,
        Standing::InternalSupport,
    ] {
        for store in stores(Some(role)).await {
            let seen = approval(&store, "a-open").await.unwrap();
            let came = decide(&store, &seen, Decision::Approve, "ana", "i1").await;
            assert_eq!(came, Err(Trouble::NotPermitted), "{}", store.name);
            let on = switch(&store, ONE).await;
            let came = turn(&store, &on, Turn::Off, "t1").await;
            assert_eq!(came, Err(Trouble::NotPermitted), "{}", store.name);
            let port = store.reader.sheets.as_ref().unwrap();
            let why = port
                .page(&sheet(SheetKind::Billing, ""), None, now())
                .await
                .unwrap_err();
            assert_eq!(why.trouble, Trouble::NotPermitted);
            assert_eq!(left(&store).await, (0, 3));
        }
    }
}
