//! Connections: who is let in and over which line, what the server is told to limit, and what becomes of a
//! session whose line or server goes away.

use crate::cut::{Cut, Line};
use crate::server::{Design, Scene, scene};
use crate::switches::{ATENDIMENTO, RECEBIMENTO, TENANT};
use crate::turning::{ports, toggle};
use std::time::Duration;
use switchboard::domain::agent::Turn;
use switchboard::domain::id::{IntentId, TenantId};
use switchboard::domain::problem::Trouble;
use switchboard::platform::Turned;
use switchboard::platform::alquimista::postgres::{self, PasswordFrom, Settings, Tls};

fn protected(scene: &Scene, host: &str, ca: &str) -> Settings {
    Settings {
        host: host.to_owned(),
        tls: Tls::VerifyFull {
            ca: scene.server.folder.join(ca),
        },
        ..scene.settings()
    }
}

async fn trouble(settings: Settings) -> Trouble {
    match postgres::discover(settings).await {
        Ok(_) => panic!("let in"),
        Err(problem) => {
            assert!(!format!("{problem:?}").contains("only-for-this-test"));
            problem.trouble
        }
    }
}

#[tokio::test]
async fn a_protected_line_needs_the_right_authority_and_the_right_name() {
    let Some(scene) = scene(Design::Migrations).await else {
        return;
    };
    let settings = protected(&scene, "localhost", "ca.pem");
    let database = postgres::discover(settings).await.unwrap().unwrap();
    let tenants = postgres::reader(&database).tenants.unwrap();
    assert_eq!(tenants.list(None).await.unwrap().items.len(), 3);
    let sql = "SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) \
               WHERE application_name = 'switchboard' AND ssl AND datname = current_database()";
    let over_tls: i64 = scene.client.query_one(sql, &[]).await.unwrap().get(0);
    assert_eq!(over_tls, 1);
    for (host, ca) in [
        ("localhost", "other.pem"),
        ("127.0.0.1", "ca.pem"),
        ("localhost", "password"),
        ("localhost", "no-such-file"),
    ] {
        let refused = trouble(protected(&scene, host, ca)).await;
        assert_eq!(refused, Trouble::Credentials, "{host} {ca}");
    }
    let elsewhere = Settings {
        host: "db.example.invalid".to_owned(),
        ..scene.settings()
    };
    assert_eq!(
        trouble(elsewhere).await,
        Trouble::Invalid,
        "never without TLS"
    );
}

#[tokio::test]
async fn a_password_is_fetched_from_its_place_and_never_shown() {
    let Some(scene) = scene(Design::Migrations).await else {
        return;
    };
    let settings = scene.settings();
    assert!(!format!("{settings:?}").contains("only-for-this-test"));
    let with = |password| Settings {
        password,
        ..scene.settings()
    };
    let folder = &scene.server.folder;
    // A variable that is there anyhow, and is not the password.
    for wrong in [
        PasswordFrom::Nowhere,
        PasswordFrom::Variable("PATH".to_owned()),
        PasswordFrom::Variable("SWITCHBOARD_NO_SUCH_VARIABLE".to_owned()),
        PasswordFrom::File(folder.join("names")),
        PasswordFrom::File(folder.join("no-such-file")),
    ] {
        let told = trouble(with(wrong.clone())).await;
        assert_eq!(told, Trouble::Credentials, "{wrong:?}");
    }
    let nobody = Settings {
        port: 1,
        ..scene.settings()
    };
    assert_eq!(trouble(nobody).await, Trouble::Unreachable);
    let nothing = Settings {
        database: "nothing".to_owned(),
        ..scene.settings()
    };
    assert_eq!(trouble(nothing).await, Trouble::MissingTable);
}

#[tokio::test]
async fn a_statement_that_takes_too_long_is_ended_by_the_server() {
    let Some(scene) = scene(Design::Migrations).await else {
        return;
    };
    let mut settings = scene.settings();
    settings.limits.statement = Duration::from_millis(300);
    let slow = ports(settings.clone()).await;
    settings.limits.lock = Duration::from_millis(100);
    let locked = ports(settings).await;
    let hold = "BEGIN; LOCK TABLE agent_activations IN ACCESS EXCLUSIVE MODE";
    scene.client.batch_execute(hold).await.unwrap();
    let key = crate::switches::key(TENANT, RECEBIMENTO);
    let late = slow.switches.read(&key).await.unwrap_err();
    assert_eq!(late.trouble, Trouble::TimedOut, "{late}");
    let busy = locked.switches.read(&key).await.unwrap_err();
    assert_eq!(busy.trouble, Trouble::Throttled, "{busy}");
    scene.client.batch_execute("ROLLBACK").await.unwrap();
    // The session goes on.
    assert!(slow.switches.read(&key).await.unwrap().value.is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_console_that_falls_silent_in_a_transaction_does_not_keep_the_row() {
    let Some(scene) = scene(Design::Migrations).await else {
        return;
    };
    let line = Line::to(scene.server.port, Cut::Silence).await;
    let mut settings = Settings {
        host: "127.0.0.1".to_owned(),
        port: line.port,
        ..scene.settings()
    };
    settings.limits.statement = Duration::from_millis(500);
    settings.limits.idle_in_transaction = Duration::from_millis(400);
    let (here, there) = (ports(scene.settings()).await, ports(settings).await);
    let seen = here.read(RECEBIMENTO).await;
    line.cut_at(8);
    let (off, first) = (toggle(&seen, Turn::Off), IntentId::from("first"));
    let (silent, second) = tokio::join!(there.turn(&off, &first), async {
        // The row is held by then.
        while line.is_whole() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        here.turn(&off, &IntentId::from("second")).await
    });
    assert_eq!(silent, Err(Trouble::TimedOut));
    assert!(matches!(second, Ok(Turned::Done(_))), "{second:?}");
    assert_eq!(here.turning.settle(&first).await.unwrap(), None);
    assert_eq!(scene.audited().await, 1);
}

/// Statements of ours that the server still works on.
async fn at_work(scene: &Scene) -> i64 {
    let sql = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'switchboard' \
               AND state <> 'idle' AND datname = current_database()";
    // Within a transaction the server tells the same again and again.
    let fresh = "SELECT pg_stat_clear_snapshot()";
    scene.client.batch_execute(fresh).await.unwrap();
    scene.client.query_one(sql, &[]).await.unwrap().get(0)
}

#[tokio::test]
async fn a_read_that_nobody_waits_for_any_more_is_stopped_at_the_server() {
    let Some(scene) = scene(Design::Migrations).await else {
        return;
    };
    let ports = ports(scene.settings()).await;
    let hold = "BEGIN; LOCK TABLE agent_activations IN ACCESS EXCLUSIVE MODE";
    scene.client.batch_execute(hold).await.unwrap();
    let tenant = TenantId::from(TENANT);
    let reading = ports.switches.of_tenant(&tenant, &[]);
    let dropped = tokio::time::timeout(Duration::from_millis(300), reading).await;
    assert!(dropped.is_err());
    assert_eq!(at_work(&scene).await, 1, "it waits for the lock");
    let mut left = 1;
    for _ in 0..25 {
        tokio::time::sleep(Duration::from_millis(100)).await;
        left = at_work(&scene).await;
        if left == 0 {
            break;
        }
    }
    assert_eq!(left, 0, "well before the lock's own limit");
}

#[tokio::test]
async fn sessions_that_the_server_ended_are_replaced() {
    let Some(scene) = scene(Design::Migrations).await else {
        return;
    };
    let ports = ports(scene.settings()).await;
    let end = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity \
               WHERE application_name = 'switchboard' AND datname = current_database()";
    for round in 0..6 {
        let seen = ports.read(ATENDIMENTO).await;
        let turn = if round % 2 == 0 { Turn::On } else { Turn::Off };
        scene.client.query_one(end, &[]).await.unwrap();
        let intent = IntentId::from(format!("round {round}"));
        let turned = ports.turn(&toggle(&seen, turn), &intent).await;
        assert!(matches!(turned, Ok(Turned::Done(_))), "{turned:?}");
        let ended: i64 = scene.client.query_one(end, &[]).await.unwrap().get(0);
        assert!(ended >= 1);
    }
    assert_eq!(scene.audited().await, 6);
}

#[tokio::test]
async fn what_reads_cannot_write() {
    let Some(scene) = scene(Design::Migrations).await else {
        return;
    };
    // A function that writes stands behind a view where the catalogue was.
    let trap = "CREATE FUNCTION trap() RETURNS text LANGUAGE plpgsql AS \
                $$ BEGIN UPDATE alquimista_platform.agents SET status = 'deprecated'; RETURN 'x'; END $$; \
                ALTER TABLE tenants RENAME TO real_tenants; \
                CREATE VIEW tenants AS SELECT id, alquimista_platform.trap() AS company_name \
                FROM alquimista_platform.real_tenants";
    scene.client.batch_execute(trap).await.unwrap();
    let database = postgres::discover(scene.settings()).await.unwrap().unwrap();
    let tenants = postgres::reader(&database).tenants.unwrap();
    let refused = tenants.list(None).await.unwrap_err();
    assert_eq!(refused.trouble, Trouble::ReadOnly, "{refused}");
}
