//! What consoles keep of usage, with lost answers and with others who are faster.

use crate::support::proxy::{Fault, Proxy};
use crate::support::{backend, console, marketplace, trail, writing};
use switchboard::desk::{AnyDesk, Desk, Station, Writing};
use switchboard::domain::allowance::Handler;
use switchboard::domain::burn::{Level, Metered, ThresholdSet, due, gauges};
use switchboard::domain::daily::Source;
use switchboard::domain::forecast::Outlook;
use switchboard::domain::id::{PlatformId, TenantId, TenantKey};
use switchboard::domain::problem::Trouble;
use switchboard::embedded::{Backend, Seed};

const TENANT: &str = "tenant-ecommerce-solutions";

struct Two {
    backend: Backend,
    proxy: Proxy,
    /// Behind the proxy.
    ana: Desk<Writing>,
    eva: Desk<Writing>,
    _stations: [Station; 2],
    state: tempfile::TempDir,
}

impl Two {
    async fn new() -> Self {
        let state = tempfile::tempdir().unwrap();
        let backend = backend(Seed::Plaza).await;
        let proxy = Proxy::start(&backend.endpoint()).await;
        let ana = console(&proxy.endpoint(), "ana", &state.path().join("ana")).await;
        let eva = console(&backend.endpoint(), "eva", &state.path().join("eva")).await;
        Self {
            ana: writing(&ana),
            eva: writing(&eva),
            _stations: [ana, eva],
            backend,
            proxy,
            state,
        }
    }

    async fn metered(&self) -> Metered {
        self.eva.metered(&tenant()).await.unwrap().value
    }
}

fn tenant() -> TenantKey {
    marketplace(TENANT)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_first_look_of_a_day_keeps_a_reading_and_the_others_see_it() {
    let two = Two::new().await;
    let seen = two.metered().await;
    assert!(seen.readings.is_empty() && seen.months.len() == 3);
    let kept = futures::future::join(
        two.ana.keep_reading(&tenant(), &seen),
        two.eva.keep_reading(&tenant(), &seen),
    )
    .await;
    let kept = [kept.0.unwrap(), kept.1.unwrap()];
    assert_eq!(
        kept.iter().filter(|mine| **mine).count(),
        1,
        "one row a day"
    );
    let seen = two.metered().await;
    assert_eq!(seen.readings.len(), 1);
    assert_eq!(seen.readings[0].metrics, Some(1_016));
    assert_eq!(seen.readings[0].tracker, Some(1_020));
    // Known to be kept: not even a request.
    two.proxy.mark();
    assert!(!two.ana.keep_reading(&tenant(), &seen).await.unwrap());
    assert!(two.proxy.seen().is_empty());
    // A system without limits keeps its own days.
    let other = TenantKey::new(PlatformId::Alquimista, "tenant-ai-tech-solutions");
    let days = two.eva.metered(&other).await.unwrap().value;
    assert!(!two.eva.keep_reading(&other, &days).await.unwrap());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_all_consoles_one_gives_an_alert_also_when_its_answer_is_lost() {
    let two = Two::new().await;
    let level = Level::Percent(95);
    // The row is written, the answer never comes; sent again it is refused by its own row.
    let _caught = two.proxy.next(1, "PutItem", Fault::CutAfter);
    assert!(
        two.ana.give_alert(&tenant(), level).await.unwrap(),
        "it is hers all the same"
    );
    assert!(!two.eva.give_alert(&tenant(), level).await.unwrap());
    assert!(
        two.eva
            .give_alert(&tenant(), Level::Forecast)
            .await
            .unwrap(),
        "another level"
    );
    let seen = two.metered().await;
    let given: Vec<(Level, &str)> = seen
        .given
        .iter()
        .map(|one| (one.level, one.by.as_str()))
        .collect();
    assert_eq!(
        given,
        [(Level::Percent(95), "ana"), (Level::Forecast, "eva")]
    );
    // It was never written: nobody was told, and the next look gives it.
    let _caught = two
        .proxy
        .next(10, "PutItem", Fault::error(400, "AccessDeniedException"));
    let refused = two.ana.give_alert(&tenant(), Level::Percent(100)).await;
    assert_eq!(refused.unwrap_err().trouble, Trouble::Denied);
    assert!(
        two.eva
            .give_alert(&tenant(), Level::Percent(100))
            .await
            .unwrap()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_threshold_is_set_once_audited_and_taken_away() {
    let two = Two::new().await;
    let set = |desk: Desk<Writing>, percent| async move {
        desk.set_threshold(&tenant(), percent).await.unwrap()
    };
    assert_eq!(set(two.ana.clone(), Some(90)).await, ThresholdSet::Done);
    assert_eq!(set(two.eva.clone(), Some(90)).await, ThresholdSet::Already);
    let kept = two.metered().await.threshold.unwrap();
    assert_eq!((kept.percent, kept.by.as_str()), (90, "ana"));
    // The answer is lost: the row says whose it is.
    let _caught = two.proxy.next(1, "TransactWriteItems", Fault::CutAfter);
    assert_eq!(set(two.ana.clone(), None).await, ThresholdSet::Done);
    assert_eq!(two.metered().await.threshold, None);
    assert_eq!(set(two.ana.clone(), None).await, ThresholdSet::Already);
    let wrong = two.ana.set_threshold(&tenant(), Some(0)).await;
    assert_eq!(wrong.unwrap_err().trouble, Trouble::Invalid);
    let rows = trail(&two.ana, PlatformId::Marketplace, &TenantId::from(TENANT)).await;
    let rows: Vec<_> = rows
        .iter()
        .filter(|row| row.action.as_str() == "usage.alert_set")
        .collect();
    assert_eq!(rows.len(), 2, "one row for each change");
    assert_eq!(rows[0].before.as_deref(), Some("90 %"));
    assert_eq!(rows[1].after.as_deref(), Some("90 %"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_console_that_only_reads_sees_all_of_it() {
    let two = Two::new().await;
    assert!(
        two.ana
            .give_alert(&tenant(), Level::Percent(80))
            .await
            .unwrap()
    );
    let folder = two.state.path().join("luis");
    let station = crate::support::wanted(&two.backend.endpoint(), "luis", &folder, true);
    let station = station.connect().await.unwrap();
    let AnyDesk::Reading(desk) = &station.desk else {
        panic!("a desk that cannot write");
    };
    let seen = desk.metered(&tenant()).await.unwrap().value;
    assert_eq!(seen.given.len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_seed_s_tenant_is_over_by_the_rule_of_its_bot_and_by_nothing_else() {
    let two = Two::new().await;
    let page = two
        .eva
        .tenants(PlatformId::Marketplace, None)
        .await
        .unwrap();
    let mut tenants = page.items.into_iter();
    let found = tenants.find(|one| one.id.as_str() == TENANT).unwrap();
    let (seen, now) = (two.metered().await, two.eva.now());
    let plan = found.plan.as_deref();
    let enhanced = gauges(&seen, Handler::Enhanced, &found.limits, plan, now);
    assert_eq!(
        enhanced[0].limit(),
        Some(500),
        "a limit a day for the count of a month"
    );
    assert!(matches!(enhanced[0].outlook, Some(Outlook::Over { .. })));
    assert_eq!(enhanced[0].table, "tenant-usage");
    let deployed = gauges(&seen, Handler::Deployed, &found.limits, plan, now);
    assert_eq!(
        (deployed[0].measure.used, deployed[0].limit()),
        (1_016, Some(1_000))
    );
    assert_eq!(
        deployed[0].source,
        Source::Tracker,
        "until there are readings enough"
    );
    let period = switchboard::domain::time::month(now);
    assert_eq!(
        due(&enhanced, None, &period, &seen.given),
        [Level::Percent(100)]
    );
}
