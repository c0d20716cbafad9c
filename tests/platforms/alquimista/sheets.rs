//! Sheets over the projection: pages of commands, deeds and their parameters, who sees billing, and that no
//! row is trusted. What both stores have in common is in `tests/postgres/contract.rs`.

use super::*;
use switchboard::domain::id::IntentId;
use switchboard::domain::page::Cursor;
use switchboard::domain::problem::Trouble;
use switchboard::domain::remark::{Operations, What};
use switchboard::domain::sheet::*;
use switchboard::domain::standing::Standing;
use switchboard::domain::work::Decided;
use switchboard::embedded::{Backend, DemoOptions, Seed};

const COMMANDS: &str = "alquimista-operational-commands-prod";

fn sheet(of: SheetOf, kind: SheetKind) -> SheetKey {
    SheetKey {
        platform: PlatformId::Alquimista,
        of,
        kind,
        narrowing: None,
    }
}

fn of_tenant(tenant: &str, kind: SheetKind) -> SheetKey {
    sheet(SheetOf::Tenant(TenantId::from(tenant)), kind)
}

async fn page(platform: &Platform, key: &SheetKey) -> SheetPage {
    let port = platform.sheets.as_ref().unwrap();
    port.page(key, None, now()).await.unwrap()
}

async fn trouble(platform: &Platform, key: &SheetKey, after: Option<&str>) -> Trouble {
    let port = platform.sheets.as_ref().unwrap();
    let after = after.map(|word| Cursor(word.to_owned()));
    port.page(key, after, now()).await.unwrap_err().trouble
}

fn shown(entry: &Entry) -> Vec<String> {
    let cells = entry.cells.iter();
    cells
        .map(|cell| match cell {
            Cell::Text(text) => text.to_string(),
            Cell::Word(word) => word.name().to_owned(),
            Cell::Moment(at) => at.to_string(),
            Cell::Count(count) => count.to_string(),
            Cell::Number { value, decimals } => format!("{value:.*}", usize::from(*decimals)),
            Cell::Nothing => "–".to_owned(),
        })
        .collect()
}

fn command(id: &str, at: &str, status: &str, kind: &str) -> Item {
    item([
        ("command_id", s(id)),
        ("created_at", s(at)),
        ("command_type", s(kind)),
        ("status", s(status)),
        ("output", s("pronto")),
    ])
}

#[tokio::test]
async fn all_commands_come_once_and_the_newest_first_whatever_their_status() {
    let (stage, platform, _) = stage().await;
    let statuses = ["PENDING", "RUNNING", "SUCCESS", "ERROR"];
    for at in 0..260_u32 {
        let status = statuses[usize::try_from(at % 7).unwrap() % 4];
        // Ten of each second, so that pages end in the midst of equal times.
        let when = format!(
            "2026-11-21T13:{:02}:{:02}.000Z",
            40 + at / 120,
            (at / 10) % 60
        );
        let row = command(&format!("c{at:03}"), &when, status, "HEALTH_CHECK");
        stage.put(COMMANDS, &row).await;
    }
    let port = platform.sheets.as_ref().unwrap();
    let key = sheet(SheetOf::System, SheetKind::Commands);
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = port.page(&key, after, now()).await.unwrap();
        all.extend(page.entries);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    let ids: std::collections::BTreeSet<&str> = all.iter().map(|one| one.id.as_str()).collect();
    assert_eq!((ids.len(), all.len()), (260, 260));
    let times: Vec<&str> = all.iter().map(|one| &one.id[..24]).collect();
    assert!(times.windows(2).all(|two| two[0] >= two[1]));
    for word in ["", "zz", "7b7d"] {
        assert_eq!(trouble(&platform, &key, Some(word)).await, Trouble::Invalid);
    }
}

#[tokio::test]
async fn a_pending_command_is_never_running_and_a_pretended_success_is_said_to_be_one() {
    let (stage, platform, _) = stage().await;
    for row in [
        command("a", "2026-11-21T13:54:59.000Z", "PENDING", "RESTART_AGENT"),
        command("b", "2026-11-21T13:55:00.000Z", "PENDING", "RESTART_AGENT"),
        command(
            "c",
            "2026-11-21T13:00:00.000Z",
            "SUCCESS",
            "REPROCESS_QUEUE",
        ),
        command("d", "2026-11-21T12:00:00.000Z", "SUCCESS", "RESET_TOKEN"),
    ] {
        stage.put(COMMANDS, &row).await;
    }
    let mut key = sheet(SheetOf::System, SheetKind::Commands);
    let found = page(&platform, &key).await;
    let told: Vec<(String, Tone)> = found
        .entries
        .iter()
        .map(|one| (shown(one)[2].clone(), one.tone))
        .collect();
    assert_eq!(
        told,
        [
            ("PENDING".into(), Tone::Warn),
            ("stuck".into(), Tone::Bad),
            ("SUCCESS".into(), Tone::Warn),
            ("SUCCESS".into(), Tone::Good),
        ]
    );
    let remarks: Vec<&What> = found.remarks.iter().map(|one| &one.what).collect();
    let wanted = [Operations::Stuck.into(), Operations::Pretended.into()];
    assert_eq!(remarks, wanted.iter().collect::<Vec<_>>());
    assert_eq!(found.deeds, [DeedKind::Issue]);
    key.narrowing = Narrowing::read("status=SUCCESS");
    assert_eq!(page(&platform, &key).await.entries.len(), 2);
    key.narrowing = Narrowing::read("colour=red");
    assert_eq!(trouble(&platform, &key, None).await, Trouble::Invalid);
    let agents = sheet(SheetOf::System, SheetKind::Runs);
    assert_eq!(trouble(&platform, &agents, None).await, Trouble::Invalid);
}

async fn issue(writer: &PlatformWriter, deed: &Deed, random: u128) -> Result<Decided, Trouble> {
    let millis = now().as_millisecond().try_into().unwrap();
    let intent = IntentId::from(ulid::Ulid::from_parts(millis, random).to_string());
    let port = writer.acting.as_ref().unwrap();
    let came = port.act(deed, &actor(), &intent, now()).await;
    came.map_err(|why| why.trouble)
}

fn deed(tenant: Option<&str>, command: CommandKind, parameters: &[(&str, &str)]) -> Deed {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Deed::Issue {
        platform: PlatformId::Alquimista,
        tenant: tenant.map(TenantId::from),
        command,
        parameters: parameters.iter().map(own).collect(),
    }
}

#[tokio::test]
async fn a_command_is_issued_once_for_an_intent_with_its_parameters_as_a_string() {
    let (stage, _, writer) = stage().await;
    let restart = deed(
        Some("t1"),
        CommandKind::RestartAgent,
        &[("agent_id", " a-1 ")],
    );
    for _ in 0..3 {
        assert_eq!(issue(&writer, &restart, 1).await, Ok(Decided::Done));
    }
    let all = rows(&stage, COMMANDS).await;
    assert_eq!(all.len(), 1);
    assert_eq!(all[0]["status"], s("PENDING"));
    assert_eq!(
        all[0]["parameters"],
        s("{\"agent_id\":\"a-1\",\"tenant_id\":\"t1\"}")
    );
    assert_eq!(all[0]["ttl"], n(now().as_second() + 90 * 86_400));
    let queue = deed(
        None,
        CommandKind::ReprocessQueue,
        &[("queue_name", "fila"), ("message_count", "7")],
    );
    assert_eq!(issue(&writer, &queue, 2).await, Ok(Decided::Done));
    let all = rows(&stage, COMMANDS).await;
    let queue = all
        .iter()
        .find(|row| row["command_type"] == s("REPROCESS_QUEUE"));
    let queue = queue.unwrap();
    assert!(!queue.contains_key("tenant_id"), "left out, never NULL");
    assert_eq!(
        queue["parameters"],
        s("{\"message_count\":7,\"queue_name\":\"fila\"}")
    );
}

#[tokio::test]
async fn a_command_that_lacks_something_is_refused_before_any_call() {
    let (stage, _, writer) = stage().await;
    use CommandKind::{HealthCheck, ReprocessQueue, ResetToken, RestartAgent};
    let two = [("agent_id", "a"), ("agent_id", "b")];
    for deed in [
        deed(Some("t1"), ResetToken, &[]),
        deed(Some("t1"), ResetToken, &[("integration_id", " ")]),
        deed(None, ResetToken, &[("integration_id", "i")]),
        deed(Some(""), RestartAgent, &[("agent_id", "a")]),
        deed(Some("t1"), RestartAgent, &[("agent", "a")]),
        deed(Some("t1"), RestartAgent, &two),
        deed(
            Some("t1"),
            RestartAgent,
            &[("agent_id", "a"), ("tenant_id", "t2")],
        ),
        deed(None, ReprocessQueue, &[]),
        deed(None, ReprocessQueue, &[("queue_name", "not a queue")]),
        deed(
            None,
            ReprocessQueue,
            &[("queue_name", "q"), ("message_count", "-1")],
        ),
        deed(None, HealthCheck, &[("agent_id", "a")]),
    ] {
        let came = issue(&writer, &deed, 9).await;
        assert_eq!(came, Err(Trouble::Invalid), "{deed:?}");
    }
    assert!(rows(&stage, COMMANDS).await.is_empty());
    let with_tenant = deed(
        None,
        RestartAgent,
        &[("agent_id", "a"), ("tenant_id", "t1")],
    );
    assert_eq!(issue(&writer, &with_tenant, 3).await, Ok(Decided::Done));
}

#[tokio::test]
async fn what_a_mapped_role_may_not_do_is_refused() {
    let (stage, _, _) = stage().await;
    let tables = Tables::default();
    let plan = Plan::discover(&stage.dynamo, &tables).await;
    let plan = plan.unwrap().unwrap();
    let billing = sheet(SheetOf::System, SheetKind::Billing);
    let health = deed(None, CommandKind::HealthCheck, &[]);
    for role in Standing::ALL.into_iter().map(Some).chain([None]) {
        let read = reader(&stage.dynamo, &tables, &plan, role);
        let sheets = read.sheets.as_ref().unwrap();
        assert!(sheets.kinds().system.contains(&SheetKind::Billing));
        let came = sheets.page(&billing, None, now()).await;
        let seen = role == Some(Standing::InternalAdmin);
        assert_eq!(
            came.as_ref().err().map(|why| why.trouble),
            (!seen).then_some(Trouble::NotPermitted)
        );
        let write = writer(&stage.dynamo, &tables, &plan, role);
        let came = issue(&write, &health, 1).await;
        let may = role.is_none_or(Standing::operates);
        assert_eq!(
            came.err(),
            (!may).then_some(Trouble::NotPermitted),
            "{role:?}"
        );
    }
}

#[tokio::test]
async fn a_person_is_read_by_role_and_session_and_the_whole_identity_is_in_the_detail() {
    let (stage, platform, _) = stage().await;
    let whole = "arn:aws:sts::111122223333:assumed-role/Support/eva";
    let mut issued = command("a", "2026-11-21T13:00:00.000Z", "SUCCESS", "RESET_TOKEN");
    issued.insert("created_by".to_owned(), s(whole));
    stage.put(COMMANDS, &issued).await;
    let audited = item([
        ("tenant_id", s("loja")),
        ("sk", s("2026-11-21T13:00:00.000Z#1")),
        ("id", s("1")),
        ("user_id", s(whole)),
        ("action_type", s("agent.activated")),
        ("created_at", s("2026-11-21T13:00:00.000Z")),
    ]);
    stage.put("audit_logs", &audited).await;
    for (key, column) in [
        (sheet(SheetOf::System, SheetKind::Commands), 4),
        (of_tenant("loja", SheetKind::Trail), 3),
    ] {
        let found = page(&platform, &key).await;
        let one = &found.entries[0];
        assert_eq!(shown(one)[column], "Support/eva", "{key:?}");
        let mut facts = one.attributes.iter();
        assert!(
            facts.any(|fact| fact.value.ends_with(":assumed-role/Support/eva")),
            "{key:?}: {:?}",
            one.attributes
        );
    }
}

#[tokio::test]
async fn the_seeds_fill_every_sheet_and_tell_no_secret() {
    for (seed, tenant) in [
        (Seed::Plaza, "tenant-ecommerce-solutions"),
        (Seed::Hostile, "hostil"),
    ] {
        let backend = Backend::start(DemoOptions {
            seed,
            speed: 0.0,
            ..DemoOptions::default()
        })
        .await
        .unwrap();
        assert_eq!(backend.seeded().await.unwrap().refused, 0);
        let target = switchboard::aws::session::Target::of_endpoint(&backend.endpoint());
        let session = switchboard::aws::session::Session::open(&target).await;
        let tables = Tables::default();
        let plan = Plan::discover(&session.dynamo, &tables).await;
        let role = Some(Standing::InternalAdmin);
        let platform = reader(&session.dynamo, &tables, &plan.unwrap().unwrap(), role);
        let kinds = platform.sheets.as_ref().unwrap().kinds();
        assert_eq!((kinds.tenant.len(), kinds.system.len()), (6, 2));
        let mut told = String::new();
        let tenants = kinds.tenant.iter().map(|kind| of_tenant(tenant, *kind));
        let all = tenants.chain(
            kinds
                .system
                .iter()
                .map(|kind| sheet(SheetOf::System, *kind)),
        );
        for key in all {
            let found = page(&platform, &key).await;
            let orphaned = seed == Seed::Hostile && key.kind == SheetKind::Events;
            assert!(orphaned || !found.entries.is_empty(), "{key:?}");
            for one in &found.entries {
                assert_eq!(one.cells.len(), found.headings.len(), "{key:?}");
                told += &format!("{:?}{:?}{:?}", shown(one), one.attributes, one.tone);
            }
        }
        assert!(!told.contains("DUMMY"), "{told}");
        let naked = |word: &str| word.contains('@') && !word.contains('•');
        assert!(!told.split(['"', ' ']).any(naked), "{told}");
        assert!(!told.chars().any(|c| c.is_control() || c == '\u{202E}'));
        backend.stop();
    }
}
