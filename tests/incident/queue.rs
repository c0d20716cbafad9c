//! The queue as it was, out of the tables: who waited, who held which, by whatever record is left of it.

use crate::support::{backend, console, rows, writing};
use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use switchboard::desk::{Desk, Station, Writing};
use switchboard::domain::change::Lack;
use switchboard::domain::handoff::{Claim, Claimed, Ending, LEASE, Released};
use switchboard::domain::id::{ConversationKey, PlatformId};
use switchboard::domain::past::{Evidence, Part, Past, WasWaiting};
use switchboard::domain::time::iso;
use switchboard::embedded::{Backend, Seed, client};

const TENANT: &str = "tenant-ecommerce-solutions";
const CONTROL: &str = "switchboard-control";

struct Night {
    backend: Backend,
    ana: Desk<Writing>,
    key: ConversationKey,
    since: Timestamp,
    _station: Station,
    _state: tempfile::TempDir,
}

impl Night {
    async fn new() -> Self {
        let state = tempfile::tempdir().unwrap();
        let backend = backend(Seed::Plaza).await;
        let station = console(&backend.endpoint(), "ana", state.path()).await;
        let ana = writing(&station);
        let found = rows(&ana, TENANT).await;
        let row = found
            .iter()
            .find(|row| row.status().waits_for_human())
            .unwrap();
        Self {
            key: row.key.clone(),
            since: row.record.as_ref().unwrap().since.unwrap(),
            backend,
            ana,
            _station: station,
            _state: state,
        }
    }

    fn raw(&self) -> Client {
        client(&self.backend.endpoint())
    }

    async fn claimed(&self) -> Claim {
        match self.ana.claim(&self.key, None, LEASE).await.unwrap() {
            Claimed::Won { claim, .. } => claim,
            other => panic!("{other:?}"),
        }
    }

    async fn at(&self, at: Timestamp) -> (Past, Option<WasWaiting>) {
        let past = self.ana.past(at).await.unwrap();
        let one = past.queue.iter().find(|one| one.key == self.key).cloned();
        (past, one)
    }

    /// Held and handed back, with the times of the stretch. A clock that follows a server may be set back in
    /// between: then it is the turn of the next that waits.
    async fn held_for_a_moment(&mut self) -> (Timestamp, Timestamp) {
        for row in rows(&self.ana, TENANT).await {
            let since = row.record.as_ref().and_then(|record| record.since);
            let (true, Some(since)) = (row.status().waits_for_human(), since) else {
                continue;
            };
            (self.key, self.since) = (row.key, since);
            let claim = self.claimed().await;
            let released = self.ana.hand_back(&claim, Ending::HandedBack).await;
            assert!(
                matches!(released, Ok(Released::Done { .. })),
                "{released:?}"
            );
            let (from, to) = self.stretch().await;
            if since < from && from < to {
                return (from, to);
            }
        }
        panic!("the clock went back each time");
    }

    async fn stretch(&self) -> (Timestamp, Timestamp) {
        let all = self.raw().scan().table_name(CONTROL).send().await.unwrap();
        let ours = self.key.conversation.as_str();
        let mut rows = all.items().iter().filter(|item| {
            item["pk"].as_s().unwrap().ends_with(ours)
                && item["sk"].as_s().unwrap().starts_with("STRETCH#")
        });
        let row = rows.next().unwrap();
        let time = |name: &str| row[name].as_s().unwrap().parse().unwrap();
        (time("from"), time("to"))
    }

    /// The audit trail is gone, as if more than is read had been done since.
    async fn forget_the_trail(&self) {
        let raw = self.raw();
        let all = raw.scan().table_name(CONTROL).send().await.unwrap();
        for item in all.items() {
            if !item["pk"].as_s().unwrap().starts_with("AUDIT#") {
                continue;
            }
            raw.delete_item()
                .table_name(CONTROL)
                .key("pk", item["pk"].clone())
                .key("sk", item["sk"].clone())
                .send()
                .await
                .unwrap();
        }
    }

    async fn put(&self, sk: String, more: &[(&str, String)]) {
        let s = |text: &str| AttributeValue::S(text.to_owned());
        let pk = format!(
            "CONV#{}#{}#{}",
            self.key.platform.as_str(),
            self.key.tenant.as_str(),
            self.key.conversation.as_str()
        );
        let mut put = self
            .raw()
            .put_item()
            .table_name(CONTROL)
            .item("pk", s(&pk))
            .item("sk", s(&sk));
        for (name, value) in more {
            put = put.item(*name, s(value));
        }
        put.send().await.unwrap();
    }
}

fn brief(at: Timestamp) -> String {
    let millis = u64::try_from(at.as_millisecond()).unwrap();
    format!("BRIEF#{}", ulid::Ulid::from_parts(millis, 7))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_waited_and_who_held_it_is_known_with_and_without_the_trail() {
    let mut night = Night::new().await;
    let (from, to) = night.held_for_a_moment().await;
    let before = from - SignedDuration::from_millis(1);
    for trail in [true, false] {
        if !trail {
            night.forget_the_trail().await;
        }
        let (_, one) = night.at(before).await;
        let one = one.unwrap();
        assert_eq!((one.held.clone(), one.since), (None, night.since));
        assert!(!one.unsure, "it is known when it left: {one:?}");
        let (_, one) = night.at(from).await;
        let one = one.unwrap();
        assert_eq!(one.held.as_deref(), Some("ana"));
        assert!(trail || one.known == Evidence::Stretch, "{one:?}");
        let (_, one) = night.at(to).await;
        assert_eq!(one, None, "the bot has it again");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_claim_that_is_open_tells_even_when_nothing_else_does() {
    let night = Night::new().await;
    let since = night.claimed().await.since;
    night.forget_the_trail().await;
    let (_, one) = night.at(since).await;
    let one = one.unwrap();
    assert_eq!(one.held.as_deref(), Some("ana"));
    assert_eq!(one.known, Evidence::Claim);
    let (_, one) = night.at(since - SignedDuration::from_millis(1)).await;
    assert_eq!(one.unwrap().held, None);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_wait_that_the_item_has_forgotten_is_known_by_its_briefing_and_odd_rows_tell_nothing() {
    let night = Night::new().await;
    let hours = |hours| night.since - SignedDuration::from_hours(hours);
    // Five hours before its last escalation it had escalated already; the system ended that an hour later.
    night.put(brief(hours(5)), &[("at", iso(hours(5)))]).await;
    night
        .put("BRIEFED".to_owned(), &[("resolvedAt", iso(hours(4)))])
        .await;
    night
        .put(brief(hours(3)), &[("at", "soon".to_owned())])
        .await;
    night
        .put(
            format!("STRETCH#{}", ulid::Ulid::from_parts(0, 1)),
            &[("from", "?".to_owned())],
        )
        .await;
    let minute = SignedDuration::from_mins(1);
    let (_, one) = night.at(hours(5) + minute).await;
    let one = one.unwrap();
    assert_eq!((one.held, one.since), (None, hours(5)));
    assert_eq!(one.known, Evidence::Briefing);
    assert_eq!(night.at(hours(4) + minute).await.1, None);
    assert_eq!(night.at(hours(2)).await.1, None);
    let (_, one) = night.at(night.since + SignedDuration::from_millis(1)).await;
    assert_eq!(one.unwrap().known, Evidence::Item);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_nothing_records_is_named_and_not_shown_as_nothing() {
    let night = Night::new().await;
    let (past, _) = night.at(night.ana.now()).await;
    // Nothing watches the alarms of every system of the demo, and each that is not watched is named.
    let watched = |platform: PlatformId| past.alarms.iter().any(|one| one.platform == platform);
    for platform in PlatformId::ALL {
        let named = past.gaps.iter().any(|gap| {
            (gap.part, gap.platform, &gap.lack) == (Part::Alarms, platform, &Lack::NoSource)
        });
        assert!(watched(platform) || named, "{platform:?}: {:?}", past.gaps);
    }
}
