//! Bad days: each has begun before anybody looks, its alarm or figure follows from what the systems do, and it
//! recovers when the offender is switched off through the desk; in one case it does not.

use crate::items::{all, filled, number, text};
use crate::support;
use aws_sdk_dynamodb::Client;
use jiff::{SignedDuration, Timestamp};
use std::time::Duration;
use switchboard::desk::{Desk, Writing};
use switchboard::domain::agent::{Toggle, Toggled, Turn};
use switchboard::domain::alarm::{Alarm, AlarmState, Condition};
use switchboard::domain::change::Kind;
use switchboard::domain::id::PlatformId;
use switchboard::domain::metric::{MetricQuery, Span, Statistic};
use switchboard::domain::text::Text;
use switchboard::embedded::health::Source;
use switchboard::embedded::meter::Meter;
use switchboard::embedded::systems::{Deed, Systems};
use switchboard::embedded::world::{Dates, Happening, World};
use switchboard::embedded::{Backend, DemoOptions, Scenario, Tables, Voices};
use switchboard::health::measure::conditions;
use switchboard::health::scheme::Scheme;
use switchboard::health::{Alarms, Metrics};

const AI_TECH: &str = "tenant-ai-tech-solutions";
const DMPRO: &str = "tenant-digital-marketing-pro";
const STRATEGY: &str = "10000000-0000-0000-0000-000000000002";
const ATTENDANCE: &str = "10000000-0000-0000-0000-000000000004";
const SENTIMENT: &str = "10000000-0000-0000-0000-000000000005";
const ERRORS: &str = "fibonacci-high-error-rate-prod";
const LATENCY: &str = "fibonacci-high-latency-prod";

/// A demo that stands still but for the systems, which a test moves.
struct Day {
    _backend: Backend,
    _state: tempfile::TempDir,
    client: Client,
    source: Source,
    systems: Systems,
    desk: Desk<Writing>,
    began: Timestamp,
    passed: Duration,
}

impl Day {
    async fn of(scenario: Option<Scenario>) -> Self {
        let options = DemoOptions {
            scenario,
            ..DemoOptions::default()
        };
        let (backend, client) = filled(options).await;
        let state = tempfile::tempdir().unwrap();
        let station = support::console(&backend.endpoint(), "ana", state.path()).await;
        let began = Timestamp::now();
        let dates = Dates::Simulated(began);
        let tables = Tables::default();
        let meter = Meter::default();
        let systems = Systems::begin(client.clone(), tables, 11, dates, scenario, meter).await;
        Self {
            source: Source::over(&client),
            _backend: backend,
            _state: state,
            client,
            systems,
            desk: support::writing(&station),
            began,
            passed: Duration::ZERO,
        }
    }

    fn now(&self) -> Timestamp {
        self.began + SignedDuration::try_from(self.passed).unwrap()
    }

    /// Lets minutes pass; how many runs there were, and how many of them failed.
    async fn pass(&mut self, minutes: u64) -> (usize, usize) {
        let until = self.passed + Duration::from_secs(60 * minutes);
        let (mut runs, mut failures) = (0, 0);
        while self.systems.due() < until {
            if let Deed::Ran { failed } = self.systems.step().await {
                runs += 1;
                failures += usize::from(failed);
            }
        }
        self.passed = until;
        (runs, failures)
    }

    async fn alarm(&self, name: &str) -> Alarm {
        let alarms = self.source.at(self.now()).page(None).await.unwrap();
        let mut alarms = alarms.items.into_iter();
        alarms.find(|alarm| &*alarm.name == name).unwrap()
    }

    async fn state(&self, name: &str) -> AlarmState {
        self.alarm(name).await.state
    }

    async fn turn_off(&self, tenant: &str, agent: &str) {
        let all = support::switches(&self.desk, tenant).await;
        let seen = all.iter().find(|one| one.key.agent.as_str() == agent);
        let seen = seen.unwrap();
        let toggle = Toggle {
            key: seen.key.clone(),
            turn: Turn::Off,
            reason: Text::from("it fails"),
            seen: seen.seen.clone(),
        };
        let done = self.desk.toggle(&toggle).await.unwrap();
        assert!(matches!(done, Toggled::Done { .. }), "{done:?}");
    }

    /// The points of the last minutes.
    async fn metric(
        &self,
        (namespace, name): (&str, &str),
        dimension: (&str, &str),
        statistic: Statistic,
        minutes: i64,
    ) -> Vec<f64> {
        let query = MetricQuery {
            namespace: namespace.to_owned(),
            name: name.to_owned(),
            dimensions: vec![(dimension.0.to_owned(), dimension.1.to_owned())],
            statistic,
            period: 60,
        };
        let now = self.now();
        let span = Span::last(SignedDuration::from_mins(minutes), now);
        let read = self.source.at(now).read(&[query], span).await.unwrap();
        read[0].points.iter().map(|point| point.value).collect()
    }
}

#[tokio::test]
async fn an_error_storm_began_before_and_ends_when_the_agent_is_switched_off() {
    let mut day = Day::of(Some(Scenario::ErrorStorm)).await;
    let alarm = day.alarm(ERRORS).await;
    assert_eq!(alarm.state, AlarmState::Alarm);
    let since = alarm.since.unwrap();
    assert!(day.now().duration_since(since) > SignedDuration::from_mins(14));

    let (_, failed) = day.pass(3).await;
    assert!(failed > 30, "{failed}");
    assert_eq!(day.state(ERRORS).await, AlarmState::Alarm);

    day.turn_off(AI_TECH, ATTENDANCE).await;
    let (runs, failed) = day.pass(4).await;
    assert!(runs > 5 && failed < 4, "{failed} of {runs}");
    let alarm = day.alarm(ERRORS).await;
    assert_eq!(alarm.state, AlarmState::Ok);
    assert!(alarm.since.unwrap() > day.began);
}

#[tokio::test]
async fn a_bad_deploy_is_seen_before_its_errors_and_hits_every_tenant() {
    let mut day = Day::of(Some(Scenario::BadDeploy)).await;
    assert_eq!(day.state(ERRORS).await, AlarmState::Alarm);
    let hours = SignedDuration::from_hours(1);
    let span = Span::last(hours, day.now());
    let changes = day.desk.changes(PlatformId::Alquimista, span).await;
    let changes = changes.unwrap().changes;
    let deploy = changes.iter().find(|one| one.kind == Kind::Deploy);
    let deploy = deploy.unwrap();
    assert_eq!(&*deploy.what, "fibonacci-api-handler-prod");
    let about = deploy.why.as_ref().unwrap();
    assert!(about.contains("nigredo-sentimento"), "{about:?}");

    let tables = Tables::default().alquimista;
    let agents = all(&day.client, &tables.agents).await;
    let agent = agents.iter().find(|a| text(a, "id") == Some(SENTIMENT));
    assert_eq!(text(agent.unwrap(), "version"), Some("1.1.0"));
    let rows = all(&day.client, &tables.audit_logs).await;
    let failing = rows
        .iter()
        .filter(|row| text(row, "agent_id") == Some(SENTIMENT))
        .filter(|row| text(row, "result") == Some("failure"));
    let first: Option<Timestamp> = failing
        .filter_map(|row| text(row, "created_at")?.parse().ok())
        .filter(|at| day.began.duration_since(*at) < hours)
        .min();
    let before = first.unwrap().duration_since(deploy.at);
    let minutes = before.as_mins();
    assert!((2..10).contains(&minutes), "{before:?}");

    day.turn_off(AI_TECH, SENTIMENT).await;
    day.pass(4).await;
    assert_eq!(day.state(ERRORS).await, AlarmState::Alarm);
    day.turn_off(DMPRO, SENTIMENT).await;
    day.pass(4).await;
    assert_eq!(day.state(ERRORS).await, AlarmState::Ok);
}

#[tokio::test]
async fn throttling_goes_on_after_the_switch_for_the_agent_never_reads_it_again() {
    let mut day = Day::of(Some(Scenario::Throttling)).await;
    assert_eq!(day.state(LATENCY).await, AlarmState::Alarm);
    let (namespace, table) = ("AWS/DynamoDB", ("TableName", "tenant_usage_daily"));
    let refused = (namespace, "ReadThrottleEvents");
    assert!(day.metric(refused, table, Statistic::Sum, 5).await.len() > 3);

    day.turn_off(AI_TECH, STRATEGY).await;
    let off = day.now();
    day.pass(12).await;
    assert_eq!(day.state(LATENCY).await, AlarmState::Alarm);
    let refused = day.metric(refused, table, Statistic::Sum, 5).await;
    assert!(refused.iter().all(|count| *count > 0.0), "{refused:?}");
    let rows = all(&day.client, &Tables::default().alquimista.audit_logs).await;
    let since = rows
        .iter()
        .filter(|row| text(row, "agent_id") == Some(STRATEGY))
        .filter(|row| text(row, "tenant_id") == Some(AI_TECH))
        .filter_map(|row| text(row, "created_at")?.parse::<Timestamp>().ok())
        .filter(|at| *at > off);
    assert!(since.count() > 60);
}

#[tokio::test]
async fn a_backlog_of_mail_drains_when_its_source_is_paused() {
    let mut day = Day::of(Some(Scenario::QueueBacklog)).await;
    let judged = async |day: &Day| {
        let scheme = Scheme {
            platform: PlatformId::Notification,
            environment: "prod".to_owned(),
            prefix: String::new(),
            tables: Vec::new(),
        };
        let source = day.source.at(day.now());
        let all = conditions(&scheme, &[], &source, day.now()).await;
        let mut all = all.into_iter();
        let depth = all.find(|one| one.condition == Condition::QueueDepth);
        let depth = depth.unwrap();
        (depth.state(), depth.value.unwrap())
    };
    let (state, at_first) = judged(&day).await;
    assert_eq!(state, AlarmState::Alarm, "{at_first}");
    day.pass(2).await;
    let (state, later) = judged(&day).await;
    assert_eq!(state, AlarmState::Alarm);
    assert!(later > at_first, "{at_first} then {later}");

    day.turn_off("temp_user", "6f1c2a9e-4b7d-4e52-9a30-5d8f0b6c1e01")
        .await;
    day.pass(8).await;
    let (state, drained) = judged(&day).await;
    assert_eq!(state, AlarmState::Ok, "{drained}");
}

#[tokio::test]
async fn a_month_that_is_used_up_makes_the_bot_send_its_limit_and_store_nothing() {
    let scenario = Some(Scenario::QuotaBreach);
    let (_backend, client) = filled(DemoOptions {
        scenario,
        ..DemoOptions::default()
    })
    .await;
    let tables = Tables::default();
    let usage = async || {
        let rows = all(&client, &tables.marketplace.tenant_usage).await;
        let month = Timestamp::now().strftime("%Y-%m").to_string();
        let mut rows = rows.into_iter().filter(|row| {
            text(row, "tenantId") == Some(AI_TECH) && text(row, "month") == Some(&month)
        });
        number(&rows.next().unwrap(), "messagesCount")
    };
    let used = usage().await;
    assert!(used > 5_000);

    let dates = Dates::Simulated(Timestamp::now());
    let voices = Voices::compiled_in().unwrap();
    let world = World::begin(client.clone(), tables.clone(), voices, 21, dates).await;
    let mut world = world.on_a(scenario);
    let mut refused = 0;
    for _ in 0..1_500 {
        let happening = world.step().await;
        match happening {
            Happening::Refused(who) => {
                assert_eq!(world.person(who).unwrap().tenant, AI_TECH);
                refused += 1;
            }
            Happening::Answered(who) => assert_ne!(world.person(who).unwrap().tenant, AI_TECH),
            _ => {}
        }
    }
    assert!(refused > 10, "{refused}");
    assert_eq!(usage().await, used);

    // A larger plan: the bot hears of it when it reads its tenants again.
    client
        .update_item()
        .table_name(&tables.marketplace.tenants)
        .key("tenantId", crate::items::s(AI_TECH))
        .update_expression("SET #l.maxMessagesPerDay = :n")
        .expression_attribute_names("#l", "limits")
        .expression_attribute_values(
            ":n",
            aws_sdk_dynamodb::types::AttributeValue::N("9000".to_owned()),
        )
        .send()
        .await
        .unwrap();
    for _ in 0..4_000 {
        if let Happening::Answered(who) = world.step().await
            && world.person(who).unwrap().tenant == AI_TECH
        {
            return;
        }
    }
    panic!("the bot never answered again");
}

#[tokio::test]
async fn a_calm_day_has_life_in_every_system_and_alarms_nobody() {
    let mut day = Day::of(None).await;
    let (runs, failed) = day.pass(12).await;
    assert!(runs > 30 && failed * 5 < runs, "{failed} of {runs}");
    assert_eq!(day.state(ERRORS).await, AlarmState::Ok);
    let function = |name| ("FunctionName", name);
    let calls = ("AWS/Lambda", "Invocations");
    for name in [
        "fibonacci-api-handler-prod",
        "alquimista-process-command-prod",
        "notification-agent-process-notifications-prod",
        "notification-agent-deliver-prod",
        "aws-devops-dev-ai-nexus",
    ] {
        let points = day.metric(calls, function(name), Statistic::Sum, 12).await;
        assert!(points.iter().sum::<f64>() > 0.0, "{name}");
    }
    let taken = ("AWS/DynamoDB", "ConsumedWriteCapacityUnits");
    let points = day.metric(taken, ("TableName", "audit_logs"), Statistic::Sum, 12);
    assert!(points.await.iter().sum::<f64>() >= 30.0);
    // The dashboard shows itself, so the alarms of its functions are well, and were never anything else.
    let alarms = day.source.at(day.now()).page(None).await.unwrap().items;
    for api in ["TenantAPI", "InternalAPI", "OperationalCommands"] {
        for what in [
            "HighErrorRate",
            "HighLatency",
            "Throttling",
            "HighConcurrency",
        ] {
            let name = format!("OperationalDashboard-{api}-{what}");
            let alarm = alarms.iter().find(|one| *one.name == *name).unwrap();
            assert_eq!(alarm.state, AlarmState::Ok, "{name}");
            assert_eq!(alarm.since, None, "{name}: no turn that nothing tells");
        }
    }
    // Nobody calls this API, and nothing fails to be told.
    let api = ("ApiName", "notification-agent-api-prod");
    let count = ("AWS/ApiGateway", "Count");
    assert!(day.metric(count, api, Statistic::Sum, 12).await.is_empty());
    let topic = ("TopicName", "ai-marketplace-escalations");
    let failures = ("AWS/SNS", "NumberOfNotificationsFailed");
    assert!(
        day.metric(failures, topic, Statistic::Sum, 12)
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn the_same_seed_gives_the_same_work() {
    let (mut one, mut two) = (Day::of(None).await, Day::of(None).await);
    for _ in 0..200 {
        assert_eq!(one.systems.due(), two.systems.due());
        assert_eq!(one.systems.step().await, two.systems.step().await);
    }
}
