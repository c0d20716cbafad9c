//! The process dies at every request of every verb, just before the backend knows of it or just after it
//! was done. Then a restart and a second console find nothing lost and nothing owned twice.

use crate::scene::{Ana, Item, Scene, TENANT, s};
use crate::support::proxy::{Caught, Fault, MARK};
use crate::support::{console, let_lease_end, trail, writing};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use switchboard::connect::{Caller, Connector, Source, Wanted};
use switchboard::desk::{Desk, Writing};
use switchboard::domain::agent::{Activation, Switch, Toggle, Toggled, Turn};
use switchboard::domain::conversation::Status;
use switchboard::domain::handoff::{Claim, ClaimState, Claimed, Ending, LEASE, Owned, Released};
use switchboard::domain::id::{ConversationKey, PlatformId, TenantId};
use switchboard::domain::text::Text;

const SAID: &str = "Hola, soy Ana.";
const TENANTS: &str = "ai-marketplace-tenants-platform";
/// More requests than any verb sends.
const MANY: usize = 30;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Verb {
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
    const ALL: [Self; 8] = [
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

    async fn perform(self, desk: &Desk<Writing>, key: &ConversationKey, claim: Option<Claim>) {
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
    async fn switch(self, desk: &Desk<Writing>, tenant: &str) -> Activation {
        let catalogue = desk.catalogue().await.unwrap();
        let tenant = TenantId::from(tenant);
        let all = desk.switches_of(&tenant, &catalogue).await.unwrap().value;
        let mut all = all.into_iter();
        let wanted = |one: &Activation| {
            one.key.agent.is_bot() == (self == Self::BotOff)
                && (one.switch == Switch::On || self == Self::BotOff)
        };
        all.find(wanted).unwrap()
    }
}

fn off(seen: &Activation) -> Toggle {
    Toggle {
        key: seen.key.clone(),
        turn: Turn::Off,
        reason: Text::from_untrusted("the customer asked for it"),
        seen: seen.seen.clone(),
    }
}

/// Whether the request at which the process died was done.
#[derive(Clone, Copy, Debug, PartialEq)]
enum At {
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
async fn prepare(scene: &Scene, verb: Verb, key: &ConversationKey, original: &Item) {
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

async fn set_status(scene: &Scene, table: &str, sort: &str, id: &str, word: &str) {
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

/// Looks at what a death left, from a restarted console and from a second one.
async fn find(scene: &Scene, verb: Verb, key: &ConversationKey, place: &str, before: usize) {
    match verb {
        Verb::Claim | Verb::Takeover => find_claim(scene, verb, key, place).await,
        Verb::Reply => find_reply(scene, key, place).await,
        Verb::Note => find_note(scene, key, place).await,
        Verb::HandBack => find_given_back(scene, key, place, "handback").await,
        Verb::Resolve => find_given_back(scene, key, place, "resolve").await,
        Verb::AgentOff | Verb::BotOff => find_switch(scene, verb, key, place, before).await,
    }
}

async fn find_claim(scene: &Scene, verb: Verb, key: &ConversationKey, place: &str) {
    let left = scene.claim(key).await;
    assert_eq!(
        scene.audited(key, "claim").await,
        usize::from(left.is_some()),
        "{place}"
    );
    let reason = Text::from_untrusted("the customer asked for it");
    let takeover = (verb == Verb::Takeover).then_some(&reason);
    let ana = scene.ana().await;
    match &left {
        Some(left) => {
            assert_eq!((left.fence.0, left.state), (1, ClaimState::Held), "{place}");
            let resumed: Vec<_> = ana
                .resumed
                .claims
                .iter()
                .map(|c| (c.fence, &c.intent))
                .collect();
            assert_eq!(resumed, [(left.fence, &left.intent)], "{place}");
            assert_eq!(scene.status(key).await, Status::PassedToHuman, "{place}");
            let lost = scene.eva.claim(key, takeover, LEASE).await.unwrap();
            assert!(matches!(lost, Claimed::Lost { .. }), "{place}: {lost:?}");
            // She says a word all the same, then never comes back.
            let said = ana.desk.reply(&ana.resumed.claims[0], SAID).await.unwrap();
            assert!(matches!(said, Owned::Done(_)), "{place}: {said:?}");
            drop(ana);
            let_lease_end(&scene.raw, key).await;
        }
        None => assert!(ana.resumed.claims.is_empty(), "{place}"),
    }
    let won = scene.eva.claim(key, takeover, LEASE).await.unwrap();
    let Claimed::Won { claim, .. } = won else {
        panic!("{place}: {won:?}");
    };
    let fence = 1 + u64::from(left.is_some());
    assert_eq!(claim.fence.0, fence, "{place}");
    assert_eq!(scene.status(key).await, Status::PassedToHuman, "{place}");
}

async fn find_reply(scene: &Scene, key: &ConversationKey, place: &str) {
    let recorded = scene.said(key, SAID).await.len();
    assert_eq!(scene.audited(key, "reply").await, recorded, "{place}");
    let ana = scene.ana().await;
    let drafts: Vec<_> = ana
        .resumed
        .drafts
        .iter()
        .map(|(_, text)| text.as_str())
        .collect();
    match recorded {
        0 => assert_eq!(drafts, [SAID], "{place}"),
        1 => assert_eq!(drafts, Vec::<&str>::new(), "{place}"),
        many => panic!("{place}: {many} times"),
    }
    assert_eq!(ana.resumed.claims.len(), 1, "{place}");
    // A third run finds the same, and what was a draft can be said.
    drop(ana);
    let ana = scene.ana().await;
    if recorded == 0 {
        assert_eq!(ana.resumed.drafts[0].1, SAID, "{place}");
        let said = ana.desk.reply(&ana.resumed.claims[0], SAID).await.unwrap();
        assert!(matches!(said, Owned::Done(_)), "{place}");
    }
    assert_eq!(scene.said(key, SAID).await.len(), 1, "{place}");
}

async fn find_note(scene: &Scene, key: &ConversationKey, place: &str) {
    let recorded = scene.said(key, SAID).await.len();
    assert!(recorded <= 1, "{place}");
    assert_eq!(scene.audited(key, "note").await, recorded, "{place}");
    let ana = scene.ana().await;
    assert_eq!(
        ana.resumed.drafts,
        Vec::new(),
        "{place}: a note is no reply"
    );
    assert_eq!(ana.resumed.claims.len(), 1, "{place}");
}

async fn find_given_back(scene: &Scene, key: &ConversationKey, place: &str, action: &str) {
    let left = scene.claim(key).await.unwrap();
    let begun = left.state != ClaimState::Held;
    assert_eq!(
        scene.audited(key, action).await,
        usize::from(begun),
        "{place}"
    );
    // The one half of the deaths is found by the restarted console, the other by the second one.
    if left.state == ClaimState::Releasing && place.len().is_multiple_of(2) {
        let_lease_end(&scene.raw, key).await;
        let left = scene.claim(key).await.unwrap();
        assert_eq!(scene.eva.finish_left(&[left]).await.unwrap(), 1, "{place}");
    }
    let ana = scene.ana().await;
    let now = scene.claim(key).await.unwrap();
    if begun {
        assert_eq!(now.state, ClaimState::Released, "{place}");
        assert_eq!(scene.status(key).await, Status::Active, "{place}");
        assert!(ana.resumed.claims.is_empty(), "{place}");
    } else {
        assert_eq!(now.state, ClaimState::Held, "{place}");
        assert_eq!(scene.status(key).await, Status::PassedToHuman, "{place}");
        assert_eq!(ana.resumed.claims.len(), 1, "{place}");
    }
    assert_eq!(stretches(scene, key).await, usize::from(begun), "{place}");
    assert_eq!(
        scene.audited(key, action).await,
        usize::from(begun),
        "{place}"
    );
}

async fn stretches(scene: &Scene, key: &ConversationKey) -> usize {
    let pk = format!(
        "CONV#marketplace#{}#{}",
        key.tenant.as_str(),
        key.conversation.as_str()
    );
    let query = scene.raw.query().table_name("switchboard-control");
    let answer = query
        .key_condition_expression("pk = :p AND begins_with(sk, :s)")
        .expression_attribute_values(":p", s(&pk))
        .expression_attribute_values(":s", s("STRETCH#"))
        .send()
        .await
        .unwrap();
    answer.items().len()
}

async fn find_switch(scene: &Scene, verb: Verb, key: &ConversationKey, place: &str, before: usize) {
    let tenant = key.tenant.as_str();
    let platform = match verb {
        Verb::BotOff => PlatformId::Marketplace,
        _ => PlatformId::Alquimista,
    };
    let rows = trail(&scene.eva, platform, &TenantId::from(tenant)).await;
    let ours: Vec<_> = rows.iter().filter(|row| row.actor == "demo:ana").collect();
    let turned = ours.len();
    assert!(turned <= 1, "{place}");
    let systems = if verb == Verb::BotOff { 0 } else { turned };
    assert_eq!(system_rows(scene).await - before, systems, "{place}");
    let bot = || async { verb.switch(&scene.eva, tenant).await };
    match ours.first() {
        Some(row) if verb == Verb::BotOff => {
            let now = bot().await;
            assert_eq!(now.switch, Switch::Off, "{place}");
            assert_eq!(now.by.as_ref().unwrap().as_str(), "ana", "{place}");
            let again = scene.eva.toggle(&off(&now)).await.unwrap();
            assert!(
                matches!(again, Toggled::Already { .. }),
                "{place}: {again:?}"
            );
            assert_eq!(row.after.as_ref().unwrap().as_str(), "suspended");
        }
        Some(row) => {
            let all = scene.eva.catalogue().await.unwrap();
            let now = scene.eva.switches_of(&TenantId::from(tenant), &all).await;
            let now = now.unwrap().value.into_iter();
            let mut now = now.filter(|one| one.key.agent.as_str() == row.target);
            let now = now.next().unwrap();
            assert_eq!(now.switch, Switch::Off, "{place}");
            let again = scene.eva.toggle(&off(&now)).await.unwrap();
            assert!(
                matches!(again, Toggled::Already { .. }),
                "{place}: {again:?}"
            );
            set_status(
                scene,
                "agent_activations",
                "agent_id",
                &row.target,
                "active",
            )
            .await;
        }
        None => assert_eq!(bot().await.switch, Switch::On, "{place}"),
    }
}

/// Rows of the system's own trail.
async fn system_rows(scene: &Scene) -> usize {
    let scan = scene.raw.scan().table_name("audit_logs").send().await;
    scan.unwrap().items().len()
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

/// Says which verb a child process performs, and on what.
const CHILD: &str = "SWITCHBOARD_TEST_CHILD";

/// Not a test of its own: what the child processes of the tests below run. Elsewhere it has nothing to do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn as_a_child_process() {
    let Ok(told) = std::env::var(CHILD) else {
        return;
    };
    let told: Vec<&str> = told.split('|').collect();
    let [verb, endpoint, state, tenant, conversation] = told.as_slice() else {
        panic!("{told:?}");
    };
    let verb = Verb::ALL
        .into_iter()
        .find(|known| format!("{known:?}") == *verb);
    let station = console(endpoint, "ana", Path::new(state)).await;
    let desk = writing(&station);
    let key = ConversationKey::marketplace(&TenantId::from(*tenant), conversation);
    let claim = station.resumed.claims.first().cloned();
    let _ = desk.tenant(&TenantId::from(MARK)).await;
    verb.unwrap().perform(&desk, &key, claim).await;
}

fn child(scene: &Scene, verb: Verb, key: &ConversationKey) -> Child {
    let state = scene.state.path().join("ana");
    let told = format!(
        "{verb:?}|{}|{}|{}|{}",
        scene.proxy.endpoint(),
        state.display(),
        key.tenant.as_str(),
        key.conversation.as_str()
    );
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "death::as_a_child_process"])
        .env(CHILD, told)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// The same for real: a process of its own, ended with SIGKILL.
async fn kill_for_real(verb: Verb) {
    let scene = Scene::new().await;
    let key = scene.key().await;
    let original = scene.item(&key).await.unwrap();
    let mut deaths = 0;
    for at in [At::Before, At::After] {
        for number in 1..MANY {
            prepare(&scene, verb, &key, &original).await;
            let before = system_rows(&scene).await;
            let fault = match at {
                At::Before => Fault::Hold,
                At::After => Fault::Withhold,
            };
            // The child's connecting comes first; only the request that begins the count arms this.
            let armed = std::sync::atomic::AtomicBool::new(false);
            let mut trap = scene.proxy.trap(1, fault, move |seen| {
                use std::sync::atomic::Ordering::SeqCst;
                armed.fetch_or(seen.number == 0, SeqCst) && seen.number == number
            });
            let mut process = child(&scene, verb, &key);
            let died = loop {
                let tick = std::time::Duration::from_millis(20);
                match tokio::time::timeout(tick, trap.arrived()).await {
                    Ok(()) => break true,
                    Err(_) if process.try_wait().unwrap().is_some() => break false,
                    Err(_) => {}
                }
            };
            // SIGKILL.
            process.kill().unwrap();
            let ended = process.wait().unwrap();
            scene.proxy.clear();
            drop(trap);
            if !died {
                assert!(ended.success() && number > 1, "{verb:?} {number}: {ended}");
                break;
            }
            assert!(!ended.success());
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
async fn sigkill_at_each_request_of_a_claim() {
    kill_for_real(Verb::Claim).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigkill_at_each_request_of_a_reply() {
    kill_for_real(Verb::Reply).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigkill_at_each_request_of_a_hand_back() {
    kill_for_real(Verb::HandBack).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigkill_at_each_request_of_a_toggle() {
    kill_for_real(Verb::AgentOff).await;
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
            caller: Caller::Headless,
            operator: Some("ana".to_owned()),
            readonly: false,
            control_table: "switchboard-control".to_owned(),
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
