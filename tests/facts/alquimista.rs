//! AlquimistaAI: its thirteen facts.

#[path = "alquimista/health.rs"]
mod health;

use crate::office::Office;
use crate::profile::connector;
use crate::screens::{dump, sheets, stage::Stage as Console};
use crate::stage::*;
use crate::support;
use crate::told::Told;
use jiff::tz::TimeZone;
use std::sync::Arc;
use switchboard::app::agents::AgentRow;
use switchboard::app::command::Command as C;
use switchboard::app::effect::{Effect, Verb};
use switchboard::app::list::List;
use switchboard::app::msg::Msg;
use switchboard::app::notice::Notice;
use switchboard::app::update::update;
use switchboard::desk::{Desk, Writing};
use switchboard::domain::agent::{Activation, Switch, Toggle, Toggled, Turn};
use switchboard::domain::id::{AgentId, IntentId, PlatformId, SwitchKey, TenantId};
use switchboard::domain::problem::Trouble;
use switchboard::domain::role::Role;
use switchboard::domain::sheet::*;
use switchboard::domain::standing::Standing;
use switchboard::domain::system::Port;
use switchboard::domain::text::{self, Text};
use switchboard::domain::word::Word;
use switchboard::domain::work::{Decided, WorkKind};
use switchboard::embedded::Seed;
use switchboard::locale;
use switchboard::platform::alquimista::item::{activation, agent, audit, command::command};
use switchboard::platform::alquimista::schema::{self, Tables};
use switchboard::platform::alquimista::{Plan, reader, telling, writer};
use switchboard::platform::{Platform, PlatformWriter};

const NOW: &str = "2026-11-21T14:00:00.000Z";
const COMMANDS: &str = "alquimista-operational-commands-prod";
const AGENT: &str = "10000000-0000-0000-0000-000000000003";

/// All tables of the projection, and an agent in the catalogue.
async fn stage() -> Stage {
    let stage = Stage::empty().await;
    for (name, spec) in Tables::default().specs() {
        stage.create(name, spec).await;
    }
    let entry = item([
        ("id", s(AGENT)),
        ("name", s("nigredo-disparo")),
        ("display_name", s("Agente de Disparo")),
        ("status", s("active")),
    ]);
    stage.put("agents", &entry).await;
    stage
}

async fn with_standing(stage: &Stage, standing: Option<Standing>) -> (Platform, PlatformWriter) {
    let tables = Tables::default();
    let plan = Plan::discover(&stage.dynamo, &tables).await;
    let plan = plan.unwrap().unwrap();
    (
        reader(&stage.dynamo, &tables, &plan, standing),
        writer(&stage.dynamo, &tables, &plan, standing),
    )
}

async fn rows(stage: &Stage, table: &str) -> Vec<Item> {
    let page = stage.dynamo.list_small_table(table, None).await;
    page.unwrap().items
}

fn switch() -> SwitchKey {
    SwitchKey {
        platform: PlatformId::Alquimista,
        tenant: TenantId::from("t1"),
        agent: AgentId::from(AGENT),
    }
}

fn turned(seen: &Activation, turn: Turn) -> Toggle {
    Toggle {
        key: seen.key.clone(),
        turn,
        reason: Text::from("campaña terminada"),
        seen: seen.seen.clone(),
    }
}

fn activated(status: &str) -> Item {
    item([
        ("tenant_id", s("t1")),
        ("agent_id", s(AGENT)),
        ("status", s(status)),
        ("activated_at", s("2026-11-01T00:00:00.000Z")),
        ("deactivated_at", s("2026-10-01T00:00:00.000Z")),
        ("updated_at", s("2026-11-01T00:00:00.000Z")),
    ])
}

async fn seen(desk: &Desk<Writing>) -> Activation {
    desk.switch(&switch()).await.unwrap().unwrap()
}

fn uuid(value: &aws_sdk_dynamodb::types::AttributeValue) -> bool {
    let text = value.as_s().unwrap();
    text.len() == 36 && text.matches('-').count() == 4
}

/// Everything is read, and the first system has sheets.
fn console() -> Console {
    let mut console = sheets::stage(Console::cold(80, 24));
    console.run();
    console
}

/// What is on the screen after these commands.
fn shown(console: &mut Console, commands: &[C]) -> String {
    for command in commands {
        console.command(*command);
    }
    dump::text(&console.draw(&dump::dark()))
}

#[tokio::test]
async fn f01_the_store_is_what_the_profile_names_and_never_another_in_its_place() {
    let stage = Stage::empty().await;
    stage.create(COMMANDS, schema::OPERATIONAL_COMMANDS).await;
    stage.create("agents", schema::AGENTS).await;
    let (deployed, _) = stage.alquimista().await;
    assert!(deployed.work.is_some(), "the commands are in DynamoDB");
    assert!(deployed.switches.is_none(), "a word alone is no catalogue");

    let backend = support::backend(Seed::Plaza).await;
    let state = tempfile::tempdir().unwrap();
    let profile = format!(
        "[profiles.p]\nrole = \"admin\"\nat = {{ endpoint = \"{}\" }}\n[profiles.p.alquimista]\n",
        backend.endpoint()
    );
    let projected = connector(&profile, state.path()).connect().await.unwrap();
    let desk = support::writing(&projected);
    assert!(desk.systems()[0].has(Port::Switches), "the projection");
    let named = "database = { host = \"127.0.0.1\", port = 1, name = \"a\", user = \"u\" }\n";
    let named = connector(&(profile + named), state.path()).connect().await;
    let why = named.err().expect("no projection where SQL is named");
    assert_eq!(why.trouble, Trouble::Unreachable, "{why}");
}

#[tokio::test]
async fn f02_both_tables_of_activations_are_read_and_their_disagreement_is_said() {
    let stage = stage().await;
    stage.put("agent_activations", &activated("active")).await;
    stage.put("tenant_agents", &activated("suspended")).await;
    let (reader, _) = stage.alquimista().await;
    let port = reader.switches.as_ref().unwrap();
    let tenant = TenantId::from("t1");
    let catalogue = port.catalogue().await.unwrap().items;
    let listed = port.of_tenant(&tenant, &catalogue).await.unwrap().items;
    let read = port.read(&switch()).await.unwrap().value;
    assert_eq!(listed, read.into_iter().collect::<Vec<_>>());
    let other = listed[0].disagrees.as_deref();
    assert_eq!((&listed[0].switch, other), (&Switch::On, Some("suspended")));
    let said = locale::detail::disagrees(other.unwrap());
    assert!(said.contains("“suspended”") && said.contains("tenant_agents"));
}

#[tokio::test]
async fn f03_a_switch_turns_only_as_seen_with_its_audit_row_and_an_event_that_may_wait() {
    let stage = stage().await;
    let office = Office::on(&stage).await;
    let [ana, luis] = ["ana", "luis"];
    let ana = office.desk(ana, &stage, stage.alquimista().await);
    let luis = office.desk(luis, &stage, stage.alquimista().await);
    let never = seen(&ana).await;
    let done = ana.toggle(&turned(&never, Turn::On)).await.unwrap();
    assert!(matches!(done, Toggled::Done { .. }));
    let late = luis.toggle(&turned(&never, Turn::On)).await.unwrap();
    let Toggled::Already { now } = late else {
        panic!("{late:?}");
    };
    let said = locale::notice(&Notice::AlreadySo { now }, luis.now(), &TimeZone::UTC);
    assert!(
        said.contains("already on") && said.contains("ana"),
        "{said}"
    );
    let stale = luis.toggle(&turned(&never, Turn::Off)).await.unwrap();
    assert!(matches!(stale, Toggled::Changed { .. }));
    assert_eq!(rows(&stage, "audit_logs").await.len(), 1);
    assert_eq!(rows(&stage, "agent_activations").await.len(), 1);

    // Where events are told, the change stands although the bus refuses, and what waits is counted.
    let told = Arc::new(Told::default());
    let desk = office.desk("eva", &stage, told.behind(stage.alquimista().await.0));
    let off = desk.toggle(&turned(&seen(&desk).await, Turn::Off)).await;
    assert!(matches!(off, Ok(Toggled::Done { .. })));
    told.refuse(true);
    let refused = desk.relay().await.unwrap();
    assert_eq!((refused.sent, refused.waiting), (0, 1));
    told.refuse(false);
    office.wait(600);
    assert_eq!(desk.relay().await.unwrap().sent, 1);
    assert_eq!(told.events().len(), 1);
}

#[tokio::test]
async fn f04_events_are_the_systems_own_and_the_question_says_that_no_rule_consumes_them() {
    let never = activation(&activated("active"), &TenantId::from("t1"), &[]);
    let intent = IntentId::from("i1");
    for (turn, kind, own) in [
        (Turn::On, "agent.activated", ["activationId", "permissions"]),
        (Turn::Off, "agent.deactivated", ["deactivationId", "reason"]),
    ] {
        let event = telling::toggled(&turned(&never, turn), &actor(), &intent, instant(NOW));
        assert_eq!(event.source, "alquimista.platform");
        assert_eq!(event.detail_type, kind);
        let detail: serde_json::Value = serde_json::from_str(&event.detail).unwrap();
        let mut names: Vec<&str> = own.to_vec();
        names.extend(["agentId", "tenantId", "userId", "timestamp", "traceId"]);
        names.sort_unstable();
        let mut told: Vec<&String> = detail.as_object().unwrap().keys().collect();
        told.sort();
        assert_eq!(told, names);
        assert_eq!(detail["timestamp"], NOW);
    }
    let screen = shown(&mut console(), &[C::Agents, C::Down, C::Toggle]);
    assert!(
        screen.contains("No rule on its bus consumes the event"),
        "{screen}"
    );
    let state = tempfile::tempdir().unwrap();
    let file = include_str!("../headless/config/four-systems.toml");
    let policy = connector(file, state.path()).policy(Role::Operator).await;
    let policy = policy.unwrap().to_string();
    assert!(
        policy.contains("event-bus/fibonacci-bus-prod\""),
        "{policy}"
    );
}

#[tokio::test]
async fn f05_audit_rows_have_trace_action_result_and_context_and_both_designs_are_read() {
    let stage = stage().await;
    let office = Office::on(&stage).await;
    let desk = office.desk("ana", &stage, stage.alquimista().await);
    let on = turned(&seen(&desk).await, Turn::On);
    desk.toggle(&on).await.unwrap();
    let written = rows(&stage, "audit_logs").await.remove(0);
    assert!(uuid(&written["trace_id"]) && uuid(&written["id"]));
    assert_eq!(written["action_type"], s("agent.activated"));
    assert_eq!(written["result"], s("success"));
    let context = written["context"].as_m().unwrap();
    assert_eq!(context["reason"], s("campaña terminada"));
    assert!(context.contains_key("activationId"));

    let seeds = item([
        ("id", s("a1")),
        ("action", s("agent.activated")),
        ("resource_type", s("agent")),
        ("resource_id", s("nigredo-disparo")),
        ("details", s("{\"reason\":\"campaña\"}")),
        ("created_at", s("2026-11-21 12:00:00")),
    ]);
    let (code, seed) = (audit::entry(&written, 0), audit::entry(&seeds, 0));
    assert_eq!(code.action, seed.action);
    assert_eq!(code.target.as_deref(), Some(AGENT));
    assert_eq!(seed.target.as_deref(), Some("agent nigredo-disparo"));
    let told = |one: &audit::SystemEntry| one.attributes.iter().any(|a| a.label == "reason");
    assert!(told(&code) && told(&seed));
}

fn reprocess() -> Deed {
    Deed::Issue {
        platform: PlatformId::Alquimista,
        tenant: None,
        command: CommandKind::ReprocessQueue,
        parameters: vec![("queue_name".to_owned(), "fila".to_owned())],
    }
}

fn intent(random: u128) -> IntentId {
    let millis = instant(NOW).as_millisecond().try_into().unwrap();
    IntentId::from(ulid::Ulid::from_parts(millis, random).to_string())
}

#[tokio::test]
async fn f06_a_command_is_asked_for_and_then_inserted_once_as_the_processor_reads_it() {
    let mut asked = console();
    let question = shown(&mut asked, &[C::Tenants, C::Sheets, C::Issue, C::Enter]);
    assert!(
        question.contains("The insert runs it at once"),
        "{question}"
    );
    asked.type_text("vigilancia nocturna");
    let issues = |asked: &mut Console, command| {
        let effects = update(&mut asked.state, Msg::Command(command));
        effects
            .iter()
            .any(|one| matches!(one, Effect::Do(Verb::Act { .. })))
    };
    assert!(!issues(&mut asked, C::Enter), "the last question");
    assert!(!issues(&mut asked, C::Enter), "is answered with no");
    assert!(!issues(&mut asked, C::Enter));
    assert!(issues(&mut asked, C::Confirm));

    let stage = stage().await;
    let port = stage.alquimista().await.1.acting.unwrap();
    for random in [1, 1, 2] {
        let (deed, intent) = (reprocess(), intent(random));
        let came = port.act(&deed, &actor(), &intent, instant(NOW)).await;
        assert_eq!(came, Ok(Decided::Done));
    }
    let all = rows(&stage, COMMANDS).await;
    assert_eq!(all.len(), 2, "one for each intent");
    assert_ne!(all[0]["command_id"], all[1]["command_id"]);
    for one in &all {
        assert_eq!(
            (&one["status"], &one["parameters"]),
            (&s("PENDING"), &s("{\"queue_name\":\"fila\"}"))
        );
        assert!(uuid(&one["command_id"]) && !one.contains_key("tenant_id"));
        assert_eq!(one["ttl"], n(instant(NOW).as_second() + 90 * 86_400));
    }
}

async fn commands(rows: &[(&str, &str, &str)]) -> (Platform, Stage) {
    let stage = stage().await;
    for (kind, at, status) in rows {
        let row = item([
            ("command_id", s(&format!("{kind}-{at}"))),
            ("created_at", s(at)),
            ("command_type", s(kind)),
            ("status", s(status)),
        ]);
        stage.put(COMMANDS, &row).await;
    }
    (stage.alquimista().await.0, stage)
}

async fn sheet(platform: &Platform, kind: SheetKind) -> Result<SheetPage, Trouble> {
    let key = SheetKey {
        platform: PlatformId::Alquimista,
        of: SheetOf::System,
        kind,
        narrowing: None,
    };
    let port = platform.sheets.as_ref().unwrap();
    let page = port.page(&key, None, instant(NOW)).await;
    page.map_err(|why| why.trouble)
}

#[tokio::test]
async fn f07_a_pending_command_has_an_age_is_stuck_after_five_minutes_and_never_running() {
    let (platform, _stage) = commands(&[
        ("RESTART_AGENT", "2026-11-21T13:54:59.000Z", "PENDING"),
        ("RESTART_AGENT", "2026-11-21T13:56:00.000Z", "PENDING"),
    ])
    .await;
    let page = sheet(&platform, SheetKind::Commands).await.unwrap();
    let told: Vec<_> = page.entries.iter().map(|one| &one.cells[..3]).collect();
    for (cells, at, status) in [
        (
            told[0],
            "2026-11-21T13:56:00Z",
            Cell::Text(Text::from("PENDING")),
        ),
        (told[1], "2026-11-21T13:54:59Z", Cell::Word(Word::Stuck)),
    ] {
        assert_eq!(cells[0], Cell::Moment(instant(at)), "its age");
        assert_eq!(cells[2], status);
    }
    let work = platform.work.as_ref().unwrap();
    let (mut waiting, mut after) = (Vec::new(), None);
    loop {
        let page = work.open(instant(NOW), after).await.unwrap();
        waiting.extend(page.items);
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(waiting.len(), 1);
    assert_eq!(waiting[0].key.kind, WorkKind::CommandStuck);
    assert_eq!(waiting[0].state, "PENDING");
    assert_eq!(waiting[0].since, Some(instant("2026-11-21T13:54:59Z")));
}

#[tokio::test]
async fn f08_the_success_of_reprocessing_a_queue_is_said_to_be_no_proof() {
    let (platform, _stage) = commands(&[
        ("REPROCESS_QUEUE", "2026-11-21T13:00:00.000Z", "SUCCESS"),
        ("RESET_TOKEN", "2026-11-21T12:00:00.000Z", "SUCCESS"),
    ])
    .await;
    let page = sheet(&platform, SheetKind::Commands).await.unwrap();
    let tones: Vec<Tone> = page.entries.iter().map(|one| one.tone).collect();
    assert_eq!(tones, [Tone::Warn, Tone::Good]);
    let said = page.remarks.iter().map(|one| locale::remark(&one.what));
    assert!(said.collect::<String>().contains("no proof"));
    let before = locale::sheet::issue_consequence(CommandKind::ReprocessQueue);
    assert!(before.contains("only simulates"), "{before}");
}

#[tokio::test]
async fn f09_each_role_of_the_system_may_do_only_what_it_is_known_to_allow() {
    use Standing::{Admin, InternalAdmin, InternalSupport, Manager};
    let stage = stage().await;
    for role in Standing::ALL.into_iter().map(Some).chain([None]) {
        let (reader, writer) = with_standing(&stage, role).await;
        let is_one_of = |roles: &[Standing]| role.is_none_or(|role| roles.contains(&role));
        let switches = writer.switching.unwrap().permitted();
        assert_eq!(
            switches.is_ok(),
            is_one_of(&[Admin, Manager, InternalAdmin])
        );
        let operates = writer.acting.unwrap().permitted();
        assert_eq!(
            operates.is_ok(),
            is_one_of(&[InternalAdmin, InternalSupport])
        );
        let billing = sheet(&reader, SheetKind::Billing).await.map(|_| ());
        let expected = match role {
            Some(InternalAdmin) => Ok(()),
            _ => Err(Trouble::NotPermitted),
        };
        assert_eq!(billing, expected, "{role:?}");
    }
    let state = tempfile::tempdir().unwrap();
    let odd = "[profiles.p.alquimista]\nstanding = \"Operator\"\n";
    let why = connector(odd, state.path()).policy(Role::Viewer).await;
    assert_eq!(why.unwrap_err().trouble, Trouble::Invalid);
}

#[test]
fn f10_accents_survive_take_one_column_each_and_are_found_in_any_case() {
    let catalogue: Vec<_> = ["Conteúdo", "Finanças"]
        .iter()
        .map(|category| {
            let entry = item([("id", s(category)), ("category", s(category))]);
            agent(&entry, 0)
        })
        .collect();
    assert_eq!(catalogue[0].category.as_deref(), Some("Conteúdo"));
    assert_eq!(text::width("Finanças"), 8);
    assert_eq!(text::truncate("Conteúdo", 7), "Conteú…");
    let mut list: List<AgentRow> = List::default();
    for one in &catalogue {
        let row = item([("agent_id", s(one.id.as_str())), ("status", s("active"))]);
        list.put(AgentRow {
            activation: activation(&row, &TenantId::from("t1"), &catalogue),
            busy: false,
            pass: 0,
        });
    }
    list.settle(2);
    for (typed, category) in [("CONTEÚDO", "Conteúdo"), ("finanÇAS", "Finanças")] {
        list.set_filter(typed);
        let shown: Vec<_> = list
            .shown()
            .map(|row| row.activation.category.clone())
            .collect();
        assert_eq!(shown, [Some(Text::from(category))]);
    }
}

#[test]
fn f11_times_without_a_zone_are_utc_like_those_with_one() {
    let row = |name, written| item([("id", s("1")), ("sk", s("1")), (name, s(written))]);
    let at = Some(instant("2026-11-21T12:00:00.5Z"));
    for written in [
        "2026-11-21 12:00:00.5",
        "2026-11-21T12:00:00.500000",
        "2026-11-21T12:00:00.500Z",
    ] {
        let noted = audit::entry(&row("created_at", written), 0);
        assert_eq!((noted.at, noted.oddities), (at, 0), "{written}");
        let issued = command(&row("completed_at", written), 0);
        assert_eq!(issued.completed_at, at, "{written}");
    }
}

#[test]
fn f12_a_row_is_what_its_status_says_whatever_its_deactivation_says() {
    let tenant = TenantId::from("t1");
    let on = activation(&activated("active"), &tenant, &[]);
    assert_eq!(on.switch, Switch::On);
    assert_eq!(on.since, Some(instant("2026-11-01T00:00:00Z")));
    let off = activation(&activated("inactive"), &tenant, &[]);
    assert_eq!(off.switch, Switch::Off);
    assert_eq!(off.since, Some(instant("2026-10-01T00:00:00Z")));
    let mut never_off = activated("inactive");
    never_off.remove("deactivated_at");
    assert_eq!(activation(&never_off, &tenant, &[]).switch, Switch::Off);
}
