//! Consoles that claim, steal, write and give back as they like, all at once; their histories are checked
//! against one register: at any fence a conversation has one owner, and nobody writes before or after his time.

use crate::{Scene, scene};
use std::collections::BTreeMap;
use std::time::Instant;
use switchboard::desk::{Desk, Writing};
use switchboard::domain::handoff::{Claim, Claimed, Ending, LEASE, Owned, Released};
use switchboard::domain::id::ConversationKey;
use switchboard::domain::text::Text;
use tokio::task::JoinSet;

const CONSOLES: usize = 6;
const CONVERSATIONS: usize = 3;
const STEPS: usize = 40;

/// What a console did to a conversation at a fence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Deed {
    Took,
    Wrote,
    GaveBack,
}

/// A deed that succeeded, and between which moments.
#[derive(Clone, Debug)]
struct Event {
    deed: Deed,
    conversation: usize,
    owner: String,
    fence: u64,
    begun: Instant,
    ended: Instant,
}

/// One console's life: what it holds, and what it did.
struct Life {
    desk: Desk<Writing>,
    keys: Vec<ConversationKey>,
    held: BTreeMap<usize, Claim>,
    history: Vec<Event>,
}

impl Life {
    async fn live(mut self, mut random: fastrand::Rng) -> Vec<Event> {
        for _ in 0..STEPS {
            let at = random.usize(..CONVERSATIONS);
            match (self.held.get(&at).cloned(), random.u8(..10)) {
                (None, 0..5) => self.take(at, false).await,
                (None, _) => self.take(at, true).await,
                (Some(claim), 0..4) => self.write(at, &claim).await,
                (Some(claim), 4..7) => self.renew(at, &claim).await,
                (Some(claim), _) => self.give_back(at, &claim).await,
            }
        }
        self.history
    }

    fn note(&mut self, deed: Deed, conversation: usize, claim: &Claim, begun: Instant) {
        self.history.push(Event {
            deed,
            conversation,
            owner: claim.owner.clone(),
            fence: claim.fence.0,
            begun,
            ended: Instant::now(),
        });
    }

    async fn take(&mut self, at: usize, steal: bool) {
        let (key, reason) = (&self.keys[at], Text::from_untrusted("to help the customer"));
        let begun = Instant::now();
        let outcome = match steal {
            true => self.desk.steal(key, None, &reason, LEASE).await,
            false => self.desk.claim(key, Some(&reason), LEASE).await,
        };
        match outcome.unwrap() {
            Claimed::Won { claim, .. } => {
                self.note(Deed::Took, at, &claim, begun);
                self.held.insert(at, claim);
            }
            Claimed::Lost { holder } => assert_ne!(holder.owner, self.desk.actor().identity),
            other => panic!("{other:?}"),
        }
    }

    async fn write(&mut self, at: usize, claim: &Claim) {
        let begun = Instant::now();
        match self.desk.note(claim, "seen").await.unwrap() {
            Owned::Done(_) => self.note(Deed::Wrote, at, claim, begun),
            Owned::Lost(_) => drop(self.held.remove(&at)),
            Owned::Unknown | Owned::Unread(_) => panic!("no line was cut"),
        }
    }

    async fn renew(&mut self, at: usize, claim: &Claim) {
        let begun = Instant::now();
        match self.desk.renew(claim, LEASE).await.unwrap() {
            Ok(renewed) => {
                self.note(Deed::Wrote, at, claim, begun);
                self.held.insert(at, renewed);
            }
            Err(_) => drop(self.held.remove(&at)),
        }
    }

    async fn give_back(&mut self, at: usize, claim: &Claim) {
        let begun = Instant::now();
        self.held.remove(&at);
        match self
            .desk
            .hand_back(claim, Ending::HandedBack)
            .await
            .unwrap()
        {
            Released::Done { .. } => self.note(Deed::GaveBack, at, claim, begun),
            Released::Lost(_) => {}
            other => panic!("{other:?}"),
        }
    }
}

/// Whether the events of one conversation can have happened one after the other with one owner at a time.
fn check(events: &[&Event]) {
    let mut owners: BTreeMap<u64, &Event> = BTreeMap::new();
    for event in events.iter().filter(|event| event.deed == Deed::Took) {
        let before = owners.insert(event.fence, event);
        assert!(
            before.is_none(),
            "two owners at one fence: {before:?} {event:?}"
        );
    }
    let fences: Vec<u64> = owners.keys().copied().collect();
    let all: Vec<u64> = (1..=fences.len() as u64).collect();
    assert_eq!(fences, all, "no fence is left out");
    for (former, next) in owners.values().zip(owners.values().skip(1)) {
        assert!(former.begun < next.ended, "{former:?} came after {next:?}");
    }
    for event in events.iter().filter(|event| event.deed != Deed::Took) {
        let took = owners[&event.fence];
        assert_eq!(took.owner, event.owner, "only the owner: {event:?}");
        if let Some(next) = owners.get(&(event.fence + 1)) {
            assert!(event.begun < next.ended, "{event:?} came after {next:?}");
        }
    }
    for fence in fences {
        let given = events
            .iter()
            .filter(|e| e.fence == fence && e.deed == Deed::GaveBack);
        assert!(given.count() <= 1, "fence {fence} was given back twice");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_histories_of_all_consoles_have_one_owner_for_each_fence() {
    let scene: Scene = scene(0, CONSOLES).await;
    let keys = scene.keys(CONVERSATIONS).await;
    let mut lives = JoinSet::new();
    for (at, desk) in scene.consoles.iter().enumerate() {
        let life = Life {
            desk: desk.clone(),
            keys: keys.clone(),
            held: BTreeMap::new(),
            history: Vec::new(),
        };
        lives.spawn(life.live(fastrand::Rng::with_seed(at as u64)));
    }
    let histories: Vec<Event> = lives.join_all().await.into_iter().flatten().collect();
    let mut takeovers = 0;
    for at in 0..CONVERSATIONS {
        let of: Vec<&Event> = histories.iter().filter(|e| e.conversation == at).collect();
        takeovers += of.iter().filter(|event| event.deed == Deed::Took).count();
        check(&of);
    }
    assert!(takeovers > CONVERSATIONS * 3, "only {takeovers} takeovers");
    scene.backend.stop();
}

#[test]
fn the_checker_finds_two_owners_and_a_write_out_of_time() {
    let start = Instant::now();
    let at = |ms: u64| start + std::time::Duration::from_millis(ms);
    let event = |deed, owner: &str, fence, begun, ended| Event {
        deed,
        conversation: 0,
        owner: owner.to_owned(),
        fence,
        begun: at(begun),
        ended: at(ended),
    };
    let ana = event(Deed::Took, "ana", 1, 0, 10);
    let eva = event(Deed::Took, "eva", 2, 20, 30);
    let fails = |events: &[&Event]| std::panic::catch_unwind(|| check(events)).is_err();
    assert!(!fails(&[&ana, &eva, &event(Deed::Wrote, "ana", 1, 25, 40)]));
    assert!(fails(&[&ana, &event(Deed::Took, "eva", 1, 5, 15)]));
    assert!(fails(&[&ana, &eva, &event(Deed::Wrote, "ana", 1, 31, 40)]));
    assert!(fails(&[&ana, &eva, &event(Deed::Wrote, "eva", 1, 5, 8)]));
}
