//! Decisions as transactions of the database, wherever the line breaks; pages that end among equal times; and
//! the columns of the system's own seed.

use crate::both::{ANA, DEMO, request};
use crate::cut::{Cut, Line};
use crate::server::{Design, Scene, scene};
use std::collections::BTreeSet;
use switchboard::domain::handoff::Actor;
use switchboard::domain::id::{ConsoleId, IntentId, PlatformId, TenantId, WorkId};
use switchboard::domain::page::Cursor;
use switchboard::domain::problem::Trouble;
use switchboard::domain::sheet::{Narrowing, SheetKey, SheetKind, SheetOf};
use switchboard::domain::text::Text;
use switchboard::domain::work::{Decided, Decision, Work, WorkKey, WorkKind};
use switchboard::platform::alquimista::postgres::{self, Settings, Tls};
use switchboard::platform::{Platform, PlatformWriter};

fn actor() -> Actor {
    Actor {
        identity: "arn:aws:sts::000000000000:assumed-role/desk/ana@example.com".to_owned(),
        name: Text::from("Ana"),
        console: ConsoleId::from("01KAHCONSOLE"),
        host: Text::from("here"),
    }
}

async fn ports(settings: Settings) -> (Platform, PlatformWriter) {
    let database = postgres::discover(settings).await.unwrap().unwrap();
    (
        postgres::reader(&database),
        postgres::writer(&database, None),
    )
}

/// A tenant with one user, and so many requests that ask her.
async fn asked(requests: usize) -> Option<Scene> {
    let scene = scene(Design::Migrations).await?;
    let people = format!(
        "INSERT INTO tenants (id, company_name) VALUES ('{DEMO}', 'Demo'); \
         INSERT INTO users (id, tenant_id, email) VALUES ('{ANA}', '{DEMO}', 'Ana@example.com'), \
         ('50000000-0000-0000-0000-0000000000b3', '{DEMO}', 'eva@example.com')"
    );
    scene.client.batch_execute(&people).await.unwrap();
    for at in 0..requests {
        let mut row = request(&format!("r{at}"), DEMO, "pending", 1, &[ANA]);
        row["expires_at"] = "2999-01-01T00:00:00".into();
        let row = row.to_string();
        let sql = format!(
            "INSERT INTO approval_requests SELECT * FROM jsonb_populate_record(NULL::approval_requests, '{row}')"
        );
        scene.client.batch_execute(&sql).await.unwrap();
    }
    Some(scene)
}

fn key(id: &str) -> WorkKey {
    WorkKey {
        platform: PlatformId::Alquimista,
        tenant: TenantId::from(DEMO),
        kind: WorkKind::Approval,
        id: WorkId::from(id),
    }
}

async fn decide(
    writer: &PlatformWriter,
    seen: &Work,
    intent: &IntentId,
) -> Result<Decided, Trouble> {
    let now = jiff::Timestamp::now();
    let comment = Text::from("de acordo com o time");
    let port = writer.deciding.as_ref().unwrap();
    let ana = actor();
    let came = port.decide(seen, Decision::Approve, &comment, &ana, intent, now);
    came.await.map_err(|why| why.trouble)
}

async fn count(scene: &Scene, sql: &str) -> i64 {
    scene.client.query_one(sql, &[]).await.unwrap().get(0)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_cut_between_any_two_steps_decides_all_or_nothing() {
    for how in [Cut::Before, Cut::After] {
        let Some(scene) = asked(40).await else {
            return;
        };
        let line = Line::to(scene.server.port, how).await;
        let (here, same) = ports(scene.settings()).await;
        let work = here.work.as_ref().unwrap();
        let mut step = 0;
        loop {
            let (_, there) = ports(Settings {
                host: "127.0.0.1".to_owned(),
                port: line.port,
                tls: Tls::SameMachine,
                ..scene.settings()
            })
            .await;
            let id = format!("r{step}");
            let now = jiff::Timestamp::now();
            let seen = work.read(&key(&id), now).await.unwrap().value.unwrap();
            let intent = IntentId::from(format!("{how:?}{step}"));
            line.cut_at(step);
            let came = decide(&there, &seen, &intent).await;
            let was_cut = !line.is_whole();
            line.cut_at(usize::MAX);
            // The same intent again, on a line that holds, tells the truth and changes nothing more.
            let decided =
                format!("SELECT count(*) FROM approval_decisions WHERE approval_id = '{id}'");
            let happened = count(&scene, &decided).await;
            match came {
                Ok(Decided::Done) => assert_eq!(happened, 1, "step {step}"),
                Ok(Decided::Unknown) => {}
                Ok(other) => panic!("step {step}: {other:?}"),
                Err(_) => assert_eq!(happened, 0, "step {step}: nothing changed"),
            }
            assert_eq!(decide(&same, &seen, &intent).await, Ok(Decided::Done));
            assert_eq!(count(&scene, &decided).await, 1, "step {step}");
            let audit =
                format!("SELECT count(*) FROM audit_logs WHERE context ->> 'approvalId' = '{id}'");
            assert_eq!(count(&scene, &audit).await, 1, "step {step}");
            if !was_cut {
                break;
            }
            step += 1;
        }
        assert!(step >= 9, "{step} steps were cut");
    }
}

#[tokio::test]
async fn the_names_that_others_find_in_the_tables_are_the_systems_own() {
    let Some(scene) = asked(1).await else { return };
    let (reader, writer) = ports(scene.settings()).await;
    let work = reader.work.as_ref().unwrap();
    let now = jiff::Timestamp::now();
    let seen = work.read(&key("r0"), now).await.unwrap().value.unwrap();
    let intent = IntentId::from("one");
    assert_eq!(decide(&writer, &seen, &intent).await, Ok(Decided::Done));
    let row = scene
        .client
        .query_one(
            "SELECT r.status, d.approver_id::text, d.decision, d.comment, a.action_type, a.user_id::text, \
             r.updated_at > r.created_at FROM approval_requests r, approval_decisions d, audit_logs a",
            &[],
        )
        .await
        .unwrap();
    let text = |at: usize| row.get::<_, String>(at);
    assert_eq!(
        (text(0), text(1), text(2)),
        ("approved".into(), ANA.into(), "approve".into())
    );
    assert_eq!(
        (text(3), text(4), text(5)),
        (
            "de acordo com o time".into(),
            "approval.approve".into(),
            ANA.into()
        )
    );
    assert!(row.get::<_, bool>(6));
}

fn trail(narrowing: &str) -> SheetKey {
    SheetKey {
        platform: PlatformId::Alquimista,
        of: SheetOf::Tenant(TenantId::from(DEMO)),
        kind: SheetKind::Trail,
        narrowing: Narrowing::read(narrowing),
    }
}

#[tokio::test]
async fn pages_that_end_among_equal_times_lose_and_double_nothing() {
    let Some(scene) = asked(0).await else { return };
    let many = format!(
        "INSERT INTO audit_logs (id, trace_id, tenant_id, action_type, result, created_at) \
         SELECT gen_random_uuid(), gen_random_uuid(), '{DEMO}', 'user.login', 'success', \
         '2026-11-01'::timestamp + (n / 40) * interval '1 second' FROM generate_series(1, 230) n"
    );
    scene.client.batch_execute(&many).await.unwrap();
    let (reader, _) = ports(scene.settings()).await;
    let port = reader.sheets.as_ref().unwrap();
    let now = jiff::Timestamp::now();
    let (mut ids, mut all, mut after, mut pages) = (BTreeSet::new(), 0, None, 0);
    loop {
        let page = port
            .page(&trail("action=user.login"), after, now)
            .await
            .unwrap();
        pages += 1;
        all += page.entries.len();
        ids.extend(page.entries.into_iter().map(|one| one.id));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!((ids.len(), all, pages), (230, 230, 5));
    for word in ["", "zz", "7b7d"] {
        let foreign = Some(Cursor(word.to_owned()));
        let why = port.page(&trail(""), foreign, now).await.unwrap_err();
        assert_eq!(why.trouble, Trouble::Invalid, "{word}");
    }
}

#[tokio::test]
async fn the_columns_of_the_seed_are_read_as_well() {
    let Some(scene) = scene(Design::Seed).await else {
        return;
    };
    let tenant = "00000000-0000-0000-0000-000000000001";
    let row = format!(
        "INSERT INTO audit_logs (id, trace_id, tenant_id, user_id, action_type, result, resource_type, \
         resource_id, details) VALUES (gen_random_uuid(), gen_random_uuid(), '{tenant}', 'ana', \
         'agent.activated', 'success', 'agent', 'agent-7', '{{\"secretKey\": \"DUMMY\", \"why\": \"teste\"}}')"
    );
    scene.client.batch_execute(&row).await.unwrap();
    let (reader, _) = ports(scene.settings()).await;
    let port = reader.sheets.as_ref().unwrap();
    assert!(!port.kinds().tenant.contains(&SheetKind::Commands));
    for (narrowing, found) in [("agent=agent-7", 1), ("user=ana", 1), ("agent=other", 0)] {
        let mut key = trail(narrowing);
        key.of = SheetOf::Tenant(TenantId::from(tenant));
        let page = port.page(&key, None, jiff::Timestamp::now()).await.unwrap();
        assert_eq!(page.entries.len(), found, "{narrowing}");
        let told = format!("{:?}", page.entries);
        assert!(!told.contains("DUMMY") && (found == 0 || told.contains("teste")));
    }
    for odd in ["no uuid", "", "00000000-0000-0000-0000-00000000ffff"] {
        let mut key = trail("");
        key.of = SheetOf::Tenant(TenantId::from(odd));
        let page = port.page(&key, None, jiff::Timestamp::now()).await.unwrap();
        assert!(page.entries.is_empty(), "{odd}");
    }
}
