//! The process dies at every request of every verb, just before the backend knows of it or just after it
//! was done. Then a restart and a second console find nothing lost and nothing owned twice.

use crate::found::{find, system_rows};
use crate::scene::{Ana, Item, Scene, TENANT, s};
use crate::support::proxy::{Caught, Fault};
use crate::support::{switches, writing};
use switchboard::connect::{Caller, Connector, Source, Wanted};
use switchboard::desk::{Desk, Writing};
use switchboard::domain::agent::{Activation, Switch, Toggle, Turn};
use switchboard::domain::conversation::Status;
use switchboard::domain::handoff::{Claim, ClaimState, Claimed, Ending, LEASE, Owned, Released};
use switchboard::domain::id::ConversationKey;
use switchboard::domain::text::Text;

pub const SAID: &str = "Hola, soy Ana.";
const TENANTS: &str = "ai-marketplace-tenants-platform";
/// More requests than any verb sends.
pub const MANY: usize = 30;

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Verb {
    Claim,
    Takeover,
    Reply,
    Note,
    HandBack,
    Resolve,
    AgentOff,
    BotOff,
}

impl Verb {
    pub const ALL: [Self; 8] = [
        Self::Claim,
        Self::Takeover,
        Self::Reply,
        Self::Note,
        Self::HandBack,
        Self::Resolve,
        Self::AgentOff,
        Self::BotOff,
    ];

    /// Whether it needs a claim that is ours.
    fn is_of_the_owner(self) -> bool {
        matches!(
            self,
            Self::Reply | Self::Note | Self::HandBack | Self::Resolve
        )
    }

    pub async fn perform(self, desk: &Desk<Writing>, key: &ConversationKey, claim: Option<Claim>) {
        let reason = Text::from_untrusted("the customer asked for it");
        let claim = || claim.clone().unwrap();
        match self {
            Self::Claim => drop(desk.claim(key, None, LEASE).await),
            Self::Takeover => drop(desk.claim(key, Some(&reason), LEASE).await),
            Self::Reply => drop(desk.reply(&claim(), SAID).await),
            Self::Note => drop(desk.note(&claim(), SAID).await),
            Self::HandBack => drop(desk.hand_back(&claim(), Ending::HandedBack).await),
            Self::Resolve => drop(desk.hand_back(&claim(), Ending::Resolved).await),
            Self::AgentOff | Self::BotOff => {
                let seen = self.switch(desk, key.tenant.as_str()).await;
                let toggle = off(&seen);
                drop(desk.toggle(&toggle).await);
            }
        }
    }

    /// The switch that a toggle turns: the first that is on, of the kind that the verb turns.
    pub async fn switch(self, desk: &Desk<Writing>, tenant: &str) -> Activation {
        let mut all = switches(desk, tenant).await.into_iter();
        let wanted = |one: &Activation| {
            one.key.agent.is_bot() == (self == Self::BotOff)
                && (one.switch == Switch::On || self == Self::BotOff)
        };
        all.find(wanted).unwrap()
    }
}

pub fn off(seen: &Activation) -> Toggle {
    Toggle {
        key: seen.key.clone(),
        turn: Turn::Off,
        reason: Text::from_untrusted("the customer asked for it"),
        seen: seen.seen.clone(),
    }
}

/// Whether the request at which the process died was done.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum At {
    Before,
    After,
}

/// Performs the verb until the request in the trap, drops the console as if its process had died, and lets
/// nothing of it reach the backend any more. `false`: the verb ended before that request.
async fn die(scene: &Scene, ana: Ana, verb: Verb, key: &ConversationKey, mut trap: Caught) -> bool {
    let claim = ana.resumed.claims.first().cloned();
    let (desk, of) = (ana.desk.clone(), key.clone());
    scene.proxy.mark();
    let mut running = tokio::spawn(async move { verb.perform(&desk, &of, claim).await });
    let died = tokio::select! {
        () = trap.arrived() => true,
        _ = &mut running => false,
    };
    if died {
        running.abort();
        let _ = running.await;
    }
    scene.proxy.clear();
    died
}

/// Makes an old conversation fresh: held by ana where the verb needs that.
pub async fn prepare(scene: &Scene, verb: Verb, key: &ConversationKey, original: &Item) {
    reset(scene, verb, original).await;
    if verb.is_of_the_owner() {
        scene.ana().await.wins(key).await;
    }
}

/// Our rows and journals are gone, and the item says what the verb expects.
async fn reset(scene: &Scene, verb: Verb, original: &Item) {
    let raw = &scene.raw;
    let all = raw.scan().table_name("switchboard-control").send().await;
    for item in all.unwrap().items() {
        let keys = ["pk", "sk"].map(|name| (name.to_owned(), item[name].clone()));
        if item["pk"].as_s().unwrap() != "META" {
            let delete = raw.delete_item().table_name("switchboard-control");
            let delete = delete.set_key(Some(keys.into())).send().await;
            delete.unwrap();
        }
    }
    let mut item = original.clone();
    if verb == Verb::Takeover {
        item.insert("status".to_owned(), s("active"));
    }
    scene.put(item).await;
    if verb == Verb::BotOff {
        set_status(scene, TENANTS, "", "", "active").await;
    }
    let state = scene.state.path().join("ana");
    if state.exists() {
        std::fs::remove_dir_all(state).unwrap();
    }
}

pub async fn set_status(scene: &Scene, table: &str, sort: &str, id: &str, word: &str) {
    let update = scene.raw.update_item().table_name(table);
    let tenant = if sort == "agent_id" {
        "tenant_id"
    } else {
        "tenantId"
    };
    let mut update = update.key(tenant, s(TENANT));
    if !sort.is_empty() {
        update = update.key(sort, s(id));
    }
    update
        .update_expression("SET #s = :s")
        .expression_attribute_names("#s", "status")
        .expression_attribute_values(":s", s(word))
        .send()
        .await
        .unwrap();
}

/// Kills the verb at each of its requests, both ways, and looks at what is found.
async fn kill_everywhere(verb: Verb) {
    let scene = Scene::new().await;
    let key = scene.key().await;
    let original = scene.item(&key).await.unwrap();
    let mut deaths = 0;
    for at in [At::Before, At::After] {
        for number in 1..MANY {
            prepare(&scene, verb, &key, &original).await;
            let before = system_rows(&scene).await;
            let ana = scene.ana().await;
            let fault = match at {
                At::Before => Fault::Hold,
                At::After => Fault::Withhold,
            };
            let trap = scene.proxy.nth(number, fault);
            if !die(&scene, ana, verb, &key, trap).await {
                assert!(number > 1, "{verb:?} sent requests");
                break;
            }
            deaths += 1;
            find(
                &scene,
                verb,
                &key,
                &format!("{verb:?} {at:?} {number}"),
                before,
            )
            .await;
        }
    }
    assert!(deaths >= 2, "{deaths} deaths");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_claim_dies_at_each_request() {
    kill_everywhere(Verb::Claim).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_takeover_dies_at_each_request() {
    kill_everywhere(Verb::Takeover).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_dies_at_each_request() {
    kill_everywhere(Verb::Reply).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_note_dies_at_each_request() {
    kill_everywhere(Verb::Note).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hand_back_dies_at_each_request() {
    kill_everywhere(Verb::HandBack).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_resolve_dies_at_each_request() {
    kill_everywhere(Verb::Resolve).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_toggle_of_an_agent_dies_at_each_request() {
    kill_everywhere(Verb::AgentOff).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_toggle_of_a_bot_dies_at_each_request() {
    kill_everywhere(Verb::BotOff).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_that_arrives_after_it_was_given_back_is_not_said_twice() {
    let scene = Scene::new().await;
    let key = scene.key().await;
    let original = scene.item(&key).await.unwrap();
    prepare(&scene, Verb::Reply, &key, &original).await;
    let ana = scene.ana().await;
    let mut trap = scene.proxy.next(1, "TransactWriteItems", Fault::Hold);
    let (desk, claim) = (ana.desk.clone(), ana.resumed.claims[0].clone());
    let running = tokio::spawn(async move { desk.reply(&claim, SAID).await });
    trap.arrived().await;
    running.abort();
    let _ = running.await;
    drop(ana);
    let ana = scene.ana().await;
    assert_eq!(ana.resumed.drafts[0].1, SAID);
    // Only now does what was on its way reach the backend.
    trap.let_go();
    trap.done().await;
    assert_eq!(scene.said(&key, SAID).await, Vec::new());
    assert_eq!(scene.audited(&key, "reply").await, 0);
    let said = ana.desk.reply(&ana.resumed.claims[0], SAID).await.unwrap();
    assert!(matches!(said, Owned::Done(_)), "{said:?}");
    assert_eq!(scene.said(&key, SAID).await.len(), 1);
}

/// A headless verb keeps nothing for the next one: saying it again is what goes on.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_headless_verb_that_died_is_gone_on_with_by_saying_it_again() {
    let scene = Scene::new().await;
    let key = scene.key().await;
    let mut item = scene.item(&key).await.unwrap();
    item.insert("status".to_owned(), s("active"));
    scene.put(item).await;
    let reason = Text::from_untrusted("the customer asked for it");
    let state = scene.state.path().join("headless");
    let headless = || async {
        let connector = Connector::new(Wanted {
            source: Source::Endpoint(scene.proxy.endpoint()),
            profiles: Vec::new(),
            role: None,
            caller: Caller::Headless,
            operator: Some("ana".to_owned()),
            readonly: false,
            control_table: "switchboard-control".to_owned(),
            database: None,
            feed: Default::default(),
            canned: Vec::new(),
            state: Some(state.clone()),
        });
        writing(&connector.connect().await.unwrap())
    };

    let desk = headless().await;
    let mut pausing = scene.proxy.next(1, "UpdateItem", Fault::Hold);
    tokio::select! {
        _ = desk.claim(&key, Some(&reason), LEASE) => panic!("it was held"),
        () = pausing.arrived() => {}
    }
    assert_eq!(scene.status(&key).await, Status::Active);
    let desk = headless().await;
    let again = desk.claim(&key, Some(&reason), LEASE).await.unwrap();
    let Claimed::Already { claim } = again else {
        panic!("{again:?}");
    };
    assert_eq!(scene.status(&key).await, Status::PassedToHuman);

    let mut resuming = scene.proxy.next(1, "UpdateItem", Fault::Hold);
    tokio::select! {
        _ = desk.hand_back(&claim, Ending::HandedBack) => panic!("it was held"),
        () = resuming.arrived() => {}
    }
    let desk = headless().await;
    let left = scene.claim(&key).await.unwrap();
    assert_eq!(left.state, ClaimState::Releasing);
    let again = desk.hand_back(&left, Ending::HandedBack).await.unwrap();
    assert_eq!(again, Released::Done { fence: left.fence });
    assert_eq!(scene.status(&key).await, Status::Active);
    let again = desk.hand_back(&left, Ending::HandedBack).await.unwrap();
    assert_eq!(again, Released::Already);
    assert_eq!(scene.audited(&key, "handback").await, 1);
}
