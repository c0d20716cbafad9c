//! The bot writes whole items on no condition, whenever it likes: between the steps of a handoff, and over
//! what we wrote. Nothing a person said or owns is lost for it.

use crate::scene::{Item, Scene, s, text};
use crate::support::let_lease_end;
use crate::support::proxy::Fault;
use aws_sdk_dynamodb::types::AttributeValue;
use switchboard::domain::conversation::{Origin, Speaker, Status};
use switchboard::domain::handoff::{ClaimState, Claimed, Ending, LEASE, Owned, Pause, Released};
use switchboard::domain::id::ConversationKey;

/// What the bot's `saveConversation` keeps; every other attribute is gone after it.
const SAVED: [&str; 11] = [
    "tenantId",
    "conversationId",
    "customerId",
    "status",
    "lastIntent",
    "productInquiries",
    "messages",
    "createdAt",
    "lastUpdate",
    "escalationReason",
    "assignedAgent",
];

/// The bot saves the item as it read it some time ago, with one more message of the customer.
async fn save(scene: &Scene, read_then: &Item, content: &str) {
    let mut item = read_then.clone();
    item.retain(|name, _| SAVED.contains(&name.as_str()));
    let now = switchboard::domain::time::iso(jiff::Timestamp::now());
    let message = Item::from([
        ("id".to_owned(), s(&format!("wamid.{content}"))),
        ("from".to_owned(), s("customer")),
        ("content".to_owned(), s(content)),
        ("type".to_owned(), s("text")),
        ("timestamp".to_owned(), s(&now)),
    ]);
    if let Some(AttributeValue::L(messages)) = item.get_mut("messages") {
        messages.push(AttributeValue::M(message));
    }
    item.insert("lastUpdate".to_owned(), s(&now));
    scene.put(item).await;
}

async fn texts(scene: &Scene, key: &ConversationKey) -> Vec<String> {
    let opened = scene.eva.conversation(key).await.unwrap().value.unwrap();
    let messages = opened.conversation.messages.into_iter();
    messages.map(|one| one.text.as_str().to_owned()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn between_claim_and_pause() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    for (key, word) in scene
        .keys()
        .await
        .into_iter()
        .zip(["PASSED_TO_HUMAN", "active"])
    {
        let mut item = scene.item(&key).await.unwrap();
        item.insert("status".to_owned(), s(word));
        let mut pausing = scene.proxy.next(1, "UpdateItem", Fault::Hold);
        let bot = async {
            pausing.arrived().await;
            save(&scene, &item, "¿Hola?").await;
            pausing.let_go();
        };
        let (claimed, ()) = tokio::join!(ana.desk.claim(&key, None, LEASE), bot);
        let Claimed::Won { pause, .. } = claimed.unwrap() else {
            panic!("won");
        };
        assert_eq!(pause, Pause::Verified);
        assert_eq!(scene.status(&key).await, Status::PassedToHuman);
        assert!(texts(&scene, &key).await.contains(&"¿Hola?".to_owned()));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn between_two_replies_both_stay_on_the_screen() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    let key = scene.key().await;
    let claim = ana.wins(&key).await;
    let read_then = scene.item(&key).await.unwrap();
    for said in ["La primera.", "La segunda."] {
        let owned = ana.desk.reply(&claim, said).await.unwrap();
        assert!(matches!(owned, Owned::Done(_)));
        save(&scene, &read_then, "¿Y entonces?").await;
    }
    let raw = scene.item(&key).await.unwrap();
    let kept = format!("{:?}", raw["messages"]);
    assert!(
        !kept.contains("La primera."),
        "the bot's write erased the copy"
    );
    let opened = scene.eva.conversation(&key).await.unwrap().value.unwrap();
    let human: Vec<_> = opened
        .conversation
        .messages
        .iter()
        .filter(|message| message.from == Speaker::Human && message.origin == Origin::Ours)
        .map(|message| message.text.as_str().to_owned())
        .collect();
    assert_eq!(human, ["La primera.", "La segunda."]);
    assert!(
        texts(&scene, &key)
            .await
            .contains(&"¿Y entonces?".to_owned())
    );
    assert_eq!(opened.claim.unwrap().intent, claim.intent);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn between_releasing_and_resuming() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    let key = scene.key().await;
    let claim = ana.wins(&key).await;
    let item = scene.item(&key).await.unwrap();
    let mut resuming = scene.proxy.next(1, "UpdateItem", Fault::Hold);
    let bot = async {
        resuming.arrived().await;
        save(&scene, &item, "Sigo aquí").await;
        resuming.let_go();
    };
    let (released, ()) = tokio::join!(ana.desk.hand_back(&claim, Ending::HandedBack), bot);
    assert_eq!(released.unwrap(), Released::Done { fence: claim.fence });
    assert_eq!(scene.status(&key).await, Status::Active);
    assert!(texts(&scene, &key).await.contains(&"Sigo aquí".to_owned()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn over_the_pause_and_it_is_paused_again() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    let key = scene.key().await;
    let claim = ana.wins(&key).await;
    let mut item = scene.item(&key).await.unwrap();
    item.insert("status".to_owned(), s("active"));
    save(&scene, &item, "Ya no hace falta").await;
    assert_eq!(scene.status(&key).await, Status::Active);
    assert_eq!(ana.desk.pause_again(&claim, None).await, Pause::Verified);
    assert_eq!(scene.status(&key).await, Status::PassedToHuman);
    let item = scene.item(&key).await.unwrap();
    assert_eq!(text(&item, "assignedAgent"), "ana");
}

/// A hand back that stalls between reading and writing until the conversation is another's.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stalled_hand_back_does_not_unpause_the_next_owner() {
    let scene = Scene::new().await;
    // Both of the reads, and the write, may be where it stalls.
    for (stalled, key) in ["LOCK", CONVERSATION, "UpdateItem"]
        .into_iter()
        .zip(scene.keys().await)
    {
        let ana = scene.ana().await;
        let claim = ana.wins(&key).await;
        scene.proxy.mark();
        let mut trap = scene.proxy.trap(1, Fault::Hold, move |seen| match stalled {
            "UpdateItem" => seen.operation == "UpdateItem",
            CONVERSATION => seen.operation == "GetItem" && seen.table() == CONVERSATION,
            _ => seen.operation == "GetItem" && seen.table() != CONVERSATION,
        });
        let other = async {
            trap.arrived().await;
            let_lease_end(&scene.raw, &key).await;
            let claimed = scene.eva.claim(&key, None, LEASE).await.unwrap();
            assert!(matches!(claimed, Claimed::Won { .. }), "{claimed:?}");
            trap.let_go();
        };
        let (_, ()) = tokio::join!(ana.desk.hand_back(&claim, Ending::HandedBack), other);
        assert_eq!(scene.status(&key).await, Status::PassedToHuman, "{stalled}");
        let owner = scene.claim(&key).await.unwrap();
        assert_eq!(
            (owner.operator.as_str(), owner.state),
            ("eva", ClaimState::Held)
        );
    }
}

const CONVERSATION: &str = crate::scene::CONVERSATIONS;

/// A pause that is tried again after the conversation was lost and given back by another.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stalled_pause_does_not_silence_a_bot_that_nobody_replaces() {
    let scene = Scene::new().await;
    let key = scene.key().await;
    let ana = scene.ana().await;
    let claim = ana.wins(&key).await;
    let_lease_end(&scene.raw, &key).await;
    let Claimed::Won { claim: evas, .. } = scene.eva.claim(&key, None, LEASE).await.unwrap() else {
        panic!("won");
    };
    scene
        .eva
        .hand_back(&evas, Ending::HandedBack)
        .await
        .unwrap();
    let again = ana.desk.pause_again(&claim, None).await;
    assert!(matches!(again, Pause::Pending(_)), "{again:?}");
    assert_eq!(scene.status(&key).await, Status::Active);
}
