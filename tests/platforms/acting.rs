//! Sheets and deeds at a desk: isolation of tenants, and what the trail says before and after, whatever the
//! system answers.

use crate::stage::*;
use async_trait::async_trait;
use jiff::Timestamp;
use std::sync::{Arc, Mutex};
use switchboard::control::schema::DEFAULT_NAME;
use switchboard::control::{ByPlatform, Reader, Writer};
use switchboard::desk::{Desk, Parts, Permit, Writing};
use switchboard::domain::audit::AuditEntry;
use switchboard::domain::cost::Cost;
use switchboard::domain::handoff::Actor;
use switchboard::domain::id::{ConsoleId, IntentId, PlatformId, TenantId};
use switchboard::domain::page::Cursor;
use switchboard::domain::problem::{Problem, Trouble};
use switchboard::domain::sheet::{
    CommandKind, Deed, Entry, SheetKey, SheetKind, SheetOf, SheetPage, Sheeted, Tone,
};
use switchboard::domain::text::Text;
use switchboard::domain::time;
use switchboard::domain::work::Decided;
use switchboard::journal::Journals;
use switchboard::platform::{Acting, Platform, PlatformWriter, Sheets};

const OURS: &str = "tenant-a";

fn entry(id: &str, tenant: Option<&str>) -> Entry {
    Entry {
        id: id.to_owned(),
        tenant: tenant.map(TenantId::from),
        cells: Vec::new(),
        tone: Tone::Plain,
        attributes: Vec::new(),
        version: Some("2026-11-21T13:00:00Z".to_owned()),
        sheets: &[],
        deeds: &[],
    }
}

/// Three entries, of which one is another tenant's.
struct Shelf;

#[async_trait]
impl Sheets for Shelf {
    fn kinds(&self) -> Sheeted {
        Sheeted {
            tenant: vec![SheetKind::Products],
            ..Sheeted::default()
        }
    }

    async fn page(
        &self,
        _: &SheetKey,
        _: Option<Cursor>,
        _: Timestamp,
    ) -> Result<SheetPage, Problem> {
        Ok(SheetPage {
            headings: &[],
            entries: vec![
                entry("p1", Some(OURS)),
                entry("p2", Some("tenant-b")),
                entry("p3", None),
            ],
            remarks: Vec::new(),
            narrowings: &[],
            deeds: &[],
            next: None,
            cost: Cost::default(),
        })
    }
}

/// Answers as it is told, and remembers the intents.
struct Hand {
    answer: Result<Decided, Problem>,
    intents: Mutex<Vec<String>>,
}

#[async_trait]
impl Acting for Hand {
    async fn act(
        &self,
        _: &Deed,
        _: &Actor,
        intent: &IntentId,
        _: Timestamp,
    ) -> Result<Decided, Problem> {
        let mut intents = self.intents.lock().unwrap();
        intents.push(intent.as_str().to_owned());
        self.answer.clone()
    }
}

struct Office {
    stage: Stage,
    desk: Desk<Writing>,
    hand: Arc<Hand>,
    _state: tempfile::TempDir,
}

async fn office(answer: Result<Decided, Problem>) -> Office {
    let stage = Stage::empty().await;
    let control = Reader::new(stage.dynamo.clone(), DEFAULT_NAME);
    assert!(Writer::new(control.clone()).init("test").await.unwrap());
    let hand = Arc::new(Hand {
        answer,
        intents: Mutex::default(),
    });
    let state = tempfile::tempdir().unwrap();
    let journals = Journals::open(state.path(), "test").unwrap();
    let journal = journals.fresh("ana", &ConsoleId::from("01KAHCONSOLE"));
    let clock = stage.dynamo.clock().clone();
    let meter = stage.dynamo.meter().clone();
    let parts = Parts {
        actor: actor(),
        clock: Box::new(move || clock.now()),
        meter: Box::new(move || meter.total()),
        platforms: vec![Platform {
            id: PlatformId::Marketplace,
            tenants: None,
            conversations: None,
            switches: None,
            usage: None,
            work: None,
            bodies: None,
            sheets: Some(Arc::new(Shelf)),
        }],
        control: Some(ByPlatform::same(control.clone())),
        health: Vec::new(),
        permit: Permit::all(),
    };
    let writer = PlatformWriter {
        id: PlatformId::Marketplace,
        handoffs: None,
        switching: None,
        turning: None,
        publisher: None,
        deciding: None,
        feed: None,
        acting: Some(hand.clone()),
    };
    let control = ByPlatform::same(Writer::new(control));
    Office {
        desk: Desk::writing(parts, control, vec![writer], journal.unwrap()),
        stage,
        hand,
        _state: state,
    }
}

fn key(of: SheetOf) -> SheetKey {
    SheetKey {
        platform: PlatformId::Marketplace,
        of,
        kind: SheetKind::Products,
        narrowing: None,
    }
}

fn sold() -> Deed {
    Deed::MarkSold {
        platform: PlatformId::Marketplace,
        tenant: TenantId::from(OURS),
        product: Box::new(entry("p1", Some(OURS))),
    }
}

fn reason() -> Text {
    Text::from("vendido en la tienda")
}

async fn trail(office: &Office, tenant: &str) -> Vec<AuditEntry> {
    let month = time::month(office.desk.now());
    let platform = PlatformId::Marketplace;
    let tenant = TenantId::from(tenant);
    let page = office.desk.trail(platform, &tenant, &month, 10, None);
    let mut rows = page.await.unwrap().items;
    rows.reverse();
    rows
}

fn actions(rows: &[AuditEntry]) -> Vec<(&str, Option<&str>)> {
    let of = |row: &AuditEntry| row.after.is_some();
    rows.iter()
        .map(|row| {
            let after = row.after.as_deref().filter(|_| of(row));
            (row.action.as_str(), after)
        })
        .collect()
}

#[tokio::test]
async fn what_states_another_tenant_is_left_out_and_counted() {
    let office = office(Ok(Decided::Done)).await;
    let ours = SheetOf::Tenant(TenantId::from(OURS));
    let page = office.desk.sheet(&key(ours), None).await.unwrap();
    let ids: Vec<&str> = page.entries.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids, ["p1", "p3"]);
    assert_eq!(page.remarks.len(), 1);
    assert_eq!(page.remarks[0].tone, Tone::Warn);
    let all = office
        .desk
        .sheet(&key(SheetOf::System), None)
        .await
        .unwrap();
    assert_eq!((all.entries.len(), all.remarks.len()), (3, 0));
    let mut other = key(SheetOf::System);
    other.platform = PlatformId::Diatonic;
    let refused = office.desk.sheet(&other, None).await.unwrap_err();
    assert_eq!(refused.trouble, Trouble::Invalid);
}

#[tokio::test]
async fn a_deed_stands_between_two_rows_of_one_intent() {
    for (answer, after) in [
        (Decided::Done, ("product.sold", Some("sold"))),
        (
            Decided::Already(Text::from("sold")),
            ("deed.ended", Some("before: sold")),
        ),
        (Decided::NotFound, ("deed.ended", Some("not found"))),
        (Decided::Unknown, ("deed.ended", Some("unknown"))),
    ] {
        let office = office(Ok(answer.clone())).await;
        let decided = office.desk.act(&sold(), &reason()).await.unwrap();
        assert_eq!(decided, answer);
        let rows = trail(&office, OURS).await;
        assert_eq!(actions(&rows), [("deed.asked", None), after]);
        let intents = office.hand.intents.lock().unwrap();
        for row in &rows {
            assert_eq!(row.intent.as_str(), intents[0]);
            assert_eq!(row.target, "product p1");
            assert_eq!(row.reason, Some(reason()));
        }
    }
}

#[tokio::test]
async fn a_deed_that_failed_for_certain_says_so_in_the_trail() {
    let denied = Problem::new(Trouble::Denied, "dynamodb:UpdateItem", "");
    let office = office(Err(denied.clone())).await;
    let refused = office.desk.act(&sold(), &reason()).await.unwrap_err();
    assert_eq!(refused, denied);
    let rows = trail(&office, OURS).await;
    assert_eq!(
        actions(&rows),
        [("deed.asked", None), ("deed.ended", Some("failed"))]
    );
}

#[tokio::test]
async fn a_command_for_no_tenant_is_in_the_trail_with_its_parameters() {
    let office = office(Ok(Decided::Done)).await;
    let deed = Deed::Issue {
        platform: PlatformId::Marketplace,
        tenant: None,
        command: CommandKind::HealthCheck,
        parameters: vec![("scope".to_owned(), "all".to_owned())],
    };
    office.desk.act(&deed, &reason()).await.unwrap();
    let rows = trail(&office, "-").await;
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1].action.as_str(), "command.issued");
    assert_eq!(rows[1].target, "command HEALTH_CHECK scope=all");
}

#[tokio::test]
async fn nothing_is_asked_of_the_system_without_a_reason_or_a_trail() {
    let office = office(Ok(Decided::Done)).await;
    let short = office.desk.act(&sold(), &Text::from("porque")).await;
    assert_eq!(short.unwrap_err().trouble, Trouble::Invalid);
    let table = office.stage.dynamo.raw().delete_table();
    table.table_name(DEFAULT_NAME).send().await.unwrap();
    assert!(office.desk.act(&sold(), &reason()).await.is_err());
    assert!(office.hand.intents.lock().unwrap().is_empty());
}
