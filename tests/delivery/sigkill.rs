//! A process of its own that says something to a customer, ended with SIGKILL at each request of the reply's way:
//! recorded, begun, posted to the provider, answered, written down, asked about. Another console acts; then the
//! first one comes back. The reply was sent, was not sent, or is asked about; the provider never got it twice.

use crate::scene::{Scene, WHAPI, console};
use crate::stub::Act;
use crate::support::proxy::{Fault, MARK, Proxy, Seen};
use crate::support::{marketplace, writing};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::time::Duration;
use switchboard::desk::{Desk, Writing};
use switchboard::domain::conversation::{Message, Origin, Speaker};
use switchboard::domain::handoff::{Claimed, LEASE, Owned};
use switchboard::domain::id::{ConversationKey, TenantId};
use switchboard::domain::reply::{Doubt, ReplyState};

/// Says what a child process says, where, and to whom.
const CHILD: &str = "SWITCHBOARD_TEST_DELIVERY";
/// More requests than a reply needs on its way.
const MANY: usize = 60;

/// Not a test of its own: what the child processes of the tests below run. Elsewhere it has nothing to do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn as_a_child_process() {
    let Ok(told) = std::env::var(CHILD) else {
        return;
    };
    let told: Vec<&str> = told.split('|').collect();
    let [endpoint, channel, state, tenant, conversation, text] = told.as_slice() else {
        panic!("{told:?}");
    };
    let station = console(endpoint, channel, "ana", Path::new(state)).await;
    let desk = writing(&station);
    let key = ConversationKey::marketplace(&TenantId::from(*tenant), conversation);
    let claim = station.resumed.claims[0].clone();
    let _ = desk.tenant(&marketplace(MARK)).await;
    if let Ok(Owned::Done(message)) = desk.reply(&claim, text).await {
        let _ = desk.deliver(&claim, &message.id).await;
        let _ = desk.ask_reports(&[(key, message.id)]).await;
    }
}

/// Where the process is killed.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// Before its n-th request reaches the tables.
    Before(usize),
    /// The n-th request is done, and its answer is on the way.
    After(usize),
    /// The provider has the message; nothing of its answer has come.
    Posted,
    /// The provider has the message, and its answer comes byte by byte.
    Answering,
    /// The whole answer was read; it is not written down.
    Answered,
    /// It is sent, and the provider is being asked what became of it.
    Asking,
}

struct Way {
    scene: Scene,
    proxy: Proxy,
}

impl Way {
    /// Ana holds the conversation and her console has ended; Luis looks on. The provider keeps what it gets.
    async fn new() -> Self {
        let mut scene = Scene::new(WHAPI).await;
        let proxy = Proxy::start(&scene.backend.endpoint()).await;
        scene.ana = writing(&scene.console("luis").await);
        scene.stub.keeps();
        Self { scene, proxy }
    }

    fn child(&self, text: &str) -> Child {
        let (scene, key) = (&self.scene, &self.scene.key);
        let told = [
            &self.proxy.endpoint(),
            &scene.channel,
            &scene.state.path().display().to_string(),
            key.tenant.as_str(),
            key.conversation.as_str(),
            text,
        ];
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "sigkill::as_a_child_process"])
            .env(CHILD, told.join("|"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    }

    /// Kills a process that says `text` at this place. `false`: it came to its end before.
    async fn dies(&self, text: &str, place: Place) -> bool {
        let stub = &self.scene.stub;
        let armed = AtomicBool::new(false);
        // The child's connecting comes first; only the request that begins the count arms this.
        let nth = move |number: usize| {
            move |seen: &Seen| armed.fetch_or(seen.number == 0, SeqCst) && seen.number == number
        };
        let mut trap = match place {
            Place::Before(number) => Some(self.proxy.trap(1, Fault::Hold, nth(number))),
            Place::After(number) => Some(self.proxy.trap(1, Fault::Withhold, nth(number))),
            Place::Answered => Some(self.proxy.trap(1, Fault::Hold, |seen| {
                seen.operation == "TransactWriteItems"
                    && seen.body.to_string().contains("\"accepted\"")
            })),
            Place::Posted | Place::Answering | Place::Asking => None,
        };
        match place {
            Place::Posted => stub.will([Act::Hang]),
            Place::Answering => stub.will([Act::Drip]),
            Place::Asking => stub.answers_no_question(),
            _ => {}
        }
        let (posts, gets) = (stub.posts().len(), stub.gets().len());
        let mut process = self.child(text);
        let tick = Duration::from_millis(10);
        let died = loop {
            let there = match (&mut trap, place) {
                (Some(trap), _) => tokio::time::timeout(tick, trap.arrived()).await.is_ok(),
                (None, Place::Asking) => stub.gets().len() > gets,
                (None, _) => stub.posts().len() > posts,
            };
            if there {
                break true;
            }
            if process.try_wait().unwrap().is_some() {
                break false;
            }
            tokio::time::sleep(tick).await;
        };
        // SIGKILL.
        process.kill().unwrap();
        let ended = process.wait().unwrap();
        assert_ne!(ended.success(), died, "{place:?}: {ended}");
        self.proxy.clear();
        stub.goes_on();
        died
    }

    /// What of ours has these words, as the table has it now.
    async fn said(&self, desk: &Desk<Writing>, text: &str) -> Vec<Message> {
        let opened = desk.conversation(&self.scene.key).await.unwrap();
        let messages = opened.value.unwrap().conversation.messages.into_iter();
        messages
            .filter(|one| one.from == Speaker::Human && one.origin == Origin::Ours)
            .filter(|one| one.text.as_str() == text)
            .collect()
    }

    /// How often the provider got it.
    fn sent(&self, text: &str) -> usize {
        let posts = self.scene.stub.posts();
        posts
            .iter()
            .filter(|(_, body)| body["body"] == text)
            .count()
    }

    /// Another console acts, then the first one comes back, and everything is looked at.
    async fn find(&self, text: &str, place: Place) {
        let scene = &self.scene;
        let luis = &scene.ana;
        luis.look_after_replies(false).await.unwrap();
        let lost = luis.claim(&scene.key, None, LEASE).await.unwrap();
        let Claimed::Lost { holder } = lost else {
            panic!("{place:?}: {lost:?}");
        };
        assert_eq!(holder.operator.as_str(), "ana");

        let station = scene.console("ana").await;
        let ana = writing(&station);
        let claim = &station.resumed.claims[0];
        assert_eq!(claim.fence, scene.claim.fence, "{place:?}");
        let drafts = station.resumed.drafts.iter();
        let is_draft = drafts.clone().any(|(_, draft)| draft == text);
        let sent = self.sent(text);
        let found = self.said(&ana, text).await;
        let Some(reply) = found.first() else {
            assert!(
                is_draft && sent == 0,
                "{place:?}: {sent}, neither here nor there"
            );
            ana.keep_draft(scene.key.clone(), String::new()).unwrap();
            return;
        };
        assert!(found.len() == 1 && !is_draft, "{place:?}: {found:?}");
        let asked = ana.has_unconfirmed(&scene.key).await.unwrap();
        match reply.state.unwrap() {
            ReplyState::Queued => assert!(asked && sent == 0, "{place:?}"),
            ReplyState::Unknown => assert!(asked && sent <= 1, "{place:?}: {sent}"),
            ReplyState::Accepted | ReplyState::Delivered => assert_eq!(sent, 1, "{place:?}"),
            other => panic!("{place:?}: {other:?}"),
        }
        self.end(&ana, text, place).await;
    }

    /// What a console does of itself sends nothing; what is still in doubt then a person decides.
    async fn end(&self, ana: &Desk<Writing>, text: &str, place: Place) {
        let (scene, sent) = (&self.scene, self.sent(text));
        for desk in [ana, &scene.ana, ana] {
            desk.look_after_replies(false).await.unwrap();
        }
        assert_eq!(self.sent(text), sent, "{place:?}: sent again");
        let reply = self.said(ana, text).await.remove(0);
        let claim = ana.conversation(&scene.key).await.unwrap().value.unwrap();
        let claim = claim.claim.unwrap();
        match (reply.state.unwrap(), sent) {
            (ReplyState::Accepted | ReplyState::Delivered, 1) => {
                ana.deliver(&claim, &reply.id).await.unwrap();
            }
            (ReplyState::Queued | ReplyState::Unknown, 0) => {
                let dropped = ana.settle_doubt(&claim, &reply.id, Doubt::Drop).await;
                assert!(matches!(dropped, Ok(Owned::Done(_))), "{place:?}");
            }
            (state, sent) => panic!("{place:?}: {state:?}, at the provider {sent}"),
        }
        assert!(!ana.has_unconfirmed(&scene.key).await.unwrap(), "{place:?}");
        assert_eq!(self.sent(text), sent, "{place:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigkill_while_the_provider_answers_and_before_its_answer_is_written_down() {
    let way = Way::new().await;
    for place in [Place::Posted, Place::Answered] {
        let text = format!("¿sigue ahí? {place:?}");
        assert!(way.dies(&text, place).await, "{place:?}");
        assert_eq!(way.sent(&text), 1);
        way.find(&text, place).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "soak: a process for every request of a reply's way to its provider"]
async fn sigkill_between_any_two_steps_of_a_replys_way_to_its_provider() {
    let way = Way::new().await;
    for place in [
        Place::Posted,
        Place::Answering,
        Place::Answered,
        Place::Asking,
    ] {
        let text = format!("¿sigue ahí? {place:?}");
        assert!(way.dies(&text, place).await, "{place:?}");
        assert_eq!(way.sent(&text), 1, "{place:?}");
        way.find(&text, place).await;
    }
    let mut deaths = 0;
    for place in [Place::Before, Place::After] {
        for number in 1..MANY {
            let place = place(number);
            let text = format!("¿sigue ahí? {place:?}");
            let died = way.dies(&text, place).await;
            way.find(&text, place).await;
            if !died {
                assert_eq!(way.sent(&text), 1, "{place:?}: at its end");
                break;
            }
            deaths += 1;
        }
    }
    assert!(deaths > 12, "{deaths} deaths");
}
