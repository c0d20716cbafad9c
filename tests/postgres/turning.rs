//! Toggles as transactions of the database: once, whoever asks, and wherever the line breaks.

use crate::cut::{Cut, Line};
use crate::server::{Design, Scene, scene};
use crate::switches::{ATENDIMENTO, RECEBIMENTO, SENTIMENTO, TENANT, key};
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::time::Duration;
use switchboard::domain::agent::{Activation, Switch, Toggle, Turn};
use switchboard::domain::handoff::Actor;
use switchboard::domain::id::{ConsoleId, IntentId};
use switchboard::domain::problem::Trouble;
use switchboard::domain::text::Text;
use switchboard::platform::alquimista::postgres::{self, Database, Settings, Tls};
use switchboard::platform::{Switches, Turned, TurnedRow, Turning};

pub struct Ports {
    pub switches: Arc<dyn Switches>,
    pub turning: Arc<dyn Turning>,
}

pub async fn ports(settings: Settings) -> Ports {
    let database: Database = postgres::discover(settings).await.unwrap().unwrap();
    Ports {
        switches: postgres::reader(&database).switches.unwrap(),
        turning: postgres::writer(&database, None).turning.unwrap(),
    }
}

fn actor(name: &str) -> Actor {
    Actor {
        identity: format!("arn:aws:iam::000000000000:user/{name}"),
        name: Text::from(name),
        console: ConsoleId::from("01KAHCONSOLE"),
        host: Text::from("here"),
    }
}

pub fn toggle(seen: &Activation, turn: Turn) -> Toggle {
    Toggle {
        key: seen.key.clone(),
        turn,
        reason: Text::from("campaña terminada"),
        seen: seen.seen.clone(),
    }
}

impl Ports {
    pub async fn read(&self, agent: &str) -> Activation {
        let read = self.switches.read(&key(TENANT, agent)).await.unwrap();
        read.value.unwrap()
    }

    pub async fn turn(&self, toggle: &Toggle, intent: &IntentId) -> Result<Turned, Trouble> {
        let now = Timestamp::now();
        let until = now + SignedDuration::from_secs(15);
        let actor = actor("ana");
        let turned = self.turning.turn(toggle, &actor, intent, now, until).await;
        turned.map_err(|problem| problem.trouble)
    }
}

impl Scene {
    /// How many audit rows of the system tell of an agent's turns.
    pub async fn audited(&self) -> i64 {
        let sql = "SELECT count(*) FROM audit_logs WHERE action_type LIKE 'agent.%'";
        self.client.query_one(sql, &[]).await.unwrap().get(0)
    }

    async fn word(&self, sql: &str) -> String {
        self.client.query_one(sql, &[]).await.unwrap().get(0)
    }
}

#[tokio::test]
async fn a_switch_is_turned_both_ways_with_the_columns_that_there_are() {
    for design in [Design::Migrations, Design::Seed] {
        let Some(scene) = scene(design).await else {
            return;
        };
        let ports = ports(scene.settings()).await;
        let turns = [
            (ATENDIMENTO, Turn::On, "", "active"),
            (ATENDIMENTO, Turn::Off, "active", "inactive"),
            (ATENDIMENTO, Turn::On, "inactive", "active"),
            (RECEBIMENTO, Turn::Off, "active", "inactive"),
        ];
        for (at, (agent, turn, before, after)) in turns.into_iter().enumerate() {
            let seen = ports.read(agent).await;
            let intent = IntentId::from(format!("01KAHINTENT{at}"));
            let turned = ports.turn(&toggle(&seen, turn), &intent).await.unwrap();
            let Turned::Done(row) = turned else {
                panic!("{turned:?}");
            };
            assert_eq!((row.before.as_str(), row.after.as_str()), (before, after));
            let now = ports.read(agent).await;
            assert_eq!(now.switch, Switch::from_activation(after));
            let same = switchboard::domain::agent::SeenSwitch::Row {
                status: Some(after.into()),
                updated_at: Some(row.version.clone()),
            };
            assert_eq!(now.seen, same, "the version is the stored one");
            if design == Design::Seed {
                assert_eq!(now.by.unwrap().as_str(), "ana");
            }
            assert_eq!(ports.turning.settle(&intent).await.unwrap(), Some(row));
            // What was seen before is old now.
            let again = ports
                .turn(&toggle(&seen, turn), &IntentId::from("other"))
                .await;
            assert_eq!(again, Ok(Turned::Changed));
        }
        assert_eq!(scene.audited().await, 4);
        let never = ports.turning.settle(&IntentId::from("other")).await;
        assert_eq!(never.unwrap(), None);
        let column = match design {
            Design::Migrations => "context",
            Design::Seed => "details",
        };
        let sql = format!("SELECT {column}::text FROM audit_logs ORDER BY created_at LIMIT 1");
        let told = scene.word(&sql).await;
        assert!(told.contains("campaña terminada") && told.contains("01KAHINTENT0"));
    }
}

#[tokio::test]
async fn what_cannot_be_turned_is_left_as_it_is() {
    let Some(scene) = scene(Design::Migrations).await else {
        return;
    };
    let ports = ports(scene.settings()).await;
    let beta = ports.read("20000000-0000-0000-0000-000000000001").await;
    let intent = IntentId::from("i");
    let refused = ports.turn(&toggle(&beta, Turn::On), &intent).await;
    assert_eq!(
        refused,
        Err(Trouble::Refused),
        "not active in the catalogue"
    );
    let absent = ports.turn(&toggle(&beta, Turn::Off), &intent).await;
    assert_eq!(absent, Err(Trouble::Invalid));
    let mut nobody = toggle(&beta, Turn::On);
    nobody.key = key("no uuid", "no uuid");
    assert_eq!(ports.turn(&nobody, &intent).await, Err(Trouble::NotFound));
    // Changed by another hand without a new time.
    let seen = ports.read(RECEBIMENTO).await;
    let by_hand = format!(
        "UPDATE agent_activations SET status = 'suspended' WHERE agent_id = '{RECEBIMENTO}'"
    );
    scene.client.batch_execute(&by_hand).await.unwrap();
    let changed = ports.turn(&toggle(&seen, Turn::Off), &intent).await;
    assert_eq!(changed, Ok(Turned::Changed));
    // Too late: somebody may have said by now that it never happened.
    let seen = ports.read(RECEBIMENTO).await;
    let past = Timestamp::now() - SignedDuration::from_secs(1);
    let late = ports
        .turning
        .turn(&toggle(&seen, Turn::On), &actor("ana"), &intent, past, past)
        .await;
    assert_eq!(late.unwrap_err().trouble, Trouble::TimedOut);
    assert_eq!(scene.audited().await, 0);
    assert_eq!(ports.read(RECEBIMENTO).await, seen);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_consoles_turn_a_switch_once() {
    let Some(scene) = scene(Design::Migrations).await else {
        return;
    };
    let consoles = [ports(scene.settings()).await, ports(scene.settings()).await];
    let consoles = Arc::new(consoles);
    for round in 0..20 {
        for agent in [ATENDIMENTO, SENTIMENTO] {
            let seen = consoles[0].read(agent).await;
            let turn = match seen.switch {
                Switch::On => Turn::Off,
                _ => Turn::On,
            };
            let before = scene.audited().await;
            let mut running = tokio::task::JoinSet::new();
            for racer in 0..12 {
                let (consoles, toggle) = (consoles.clone(), toggle(&seen, turn));
                running.spawn(async move {
                    let intent = IntentId::from(format!("{round}-{agent}-{racer}"));
                    consoles[racer % 2].turn(&toggle, &intent).await.unwrap()
                });
            }
            let answers = running.join_all().await;
            let done = |one: &&Turned| matches!(one, Turned::Done(_));
            assert_eq!(answers.iter().filter(done).count(), 1, "{answers:?}");
            assert!(
                answers
                    .iter()
                    .all(|one| matches!(one, Turned::Done(_) | Turned::Changed))
            );
            assert_eq!(scene.audited().await, before + 1);
        }
    }
}

/// A console behind a line that breaks.
async fn behind(scene: &Scene, line: &Line) -> Ports {
    ports(Settings {
        host: "127.0.0.1".to_owned(),
        port: line.port,
        tls: Tls::SameMachine,
        ..scene.settings()
    })
    .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_cut_between_any_two_steps_changes_all_or_nothing_and_the_intent_tells_which() {
    for how in [Cut::Before, Cut::After] {
        let Some(scene) = scene(Design::Migrations).await else {
            return;
        };
        let line = Line::to(scene.server.port, how).await;
        let here = ports(scene.settings()).await;
        let (mut step, mut lost) = (0, 0);
        loop {
            let there = behind(&scene, &line).await;
            let seen = here.read(RECEBIMENTO).await;
            let turn = match seen.switch {
                Switch::On => Turn::Off,
                _ => Turn::On,
            };
            let intent = IntentId::from(format!("{how:?}{step}"));
            let before = scene.audited().await;
            line.cut_at(step);
            let turned = there.turn(&toggle(&seen, turn), &intent).await;
            let was_cut = !line.is_whole();
            line.cut_at(usize::MAX);
            let settled: Option<TurnedRow> = here.turning.settle(&intent).await.unwrap();
            let happened = scene.audited().await - before;
            let now = here.read(RECEBIMENTO).await;
            assert_eq!(happened == 1, settled.is_some(), "step {step}");
            assert_eq!(happened == 1, now.seen != seen.seen, "step {step}");
            match turned {
                Ok(Turned::Done(row)) => assert_eq!(settled, Some(row)),
                Ok(Turned::Unknown(_)) => {
                    assert_eq!(happened == 1, how == Cut::After);
                    lost += 1;
                }
                Ok(Turned::Changed) => panic!("nobody else changed it"),
                Err(_) => assert_eq!(happened, 0, "an error says that nothing changed"),
            }
            if !was_cut {
                break;
            }
            step += 1;
        }
        assert!(step >= 8, "{step} steps were cut");
        assert_eq!(lost, 1, "just COMMIT is in doubt");
    }
}

#[tokio::test]
async fn a_row_that_somebody_holds_is_not_waited_for_forever() {
    let Some(scene) = scene(Design::Migrations).await else {
        return;
    };
    let mut settings = scene.settings();
    settings.limits.lock = Duration::from_millis(200);
    let ports = ports(settings).await;
    let seen = ports.read(RECEBIMENTO).await;
    let hold = format!(
        "BEGIN; SELECT 1 FROM agent_activations WHERE agent_id = '{RECEBIMENTO}' FOR UPDATE"
    );
    scene.client.batch_execute(&hold).await.unwrap();
    let turned = ports
        .turn(&toggle(&seen, Turn::Off), &IntentId::from("i"))
        .await;
    assert_eq!(turned, Err(Trouble::Throttled));
    scene.client.batch_execute("ROLLBACK").await.unwrap();
    let turned = ports
        .turn(&toggle(&seen, Turn::Off), &IntentId::from("i"))
        .await;
    assert!(matches!(turned, Ok(Turned::Done(_))));
}

#[tokio::test]
async fn an_intent_that_is_under_way_is_waited_for() {
    let Some(scene) = scene(Design::Migrations).await else {
        return;
    };
    let ports = ports(scene.settings()).await;
    let hold = "BEGIN; SELECT pg_advisory_xact_lock(hashtextextended('switchboard slow', 0))";
    scene.client.batch_execute(hold).await.unwrap();
    let intent = IntentId::from("slow");
    let settling = ports.turning.settle(&intent);
    let late = tokio::time::timeout(Duration::from_millis(300), settling).await;
    assert!(late.is_err(), "no answer while its transaction is open");
    scene.client.batch_execute("COMMIT").await.unwrap();
    assert_eq!(ports.turning.settle(&intent).await.unwrap(), None);
}
