//! Items that are not as one expects: halves that are missing, appear or vanish meanwhile, and rows that a
//! newer console wrote.

use crate::scene::{CONVERSATIONS, Item, Scene, TENANT, s, text};
use crate::support::proxy::Fault;
use crate::support::{lock, rows};
use aws_sdk_dynamodb::types::AttributeValue;
use switchboard::control::schema::DEFAULT_NAME;
use switchboard::domain::conversation::{Status, Storage};
use switchboard::domain::handoff::{Claimed, Ending, LEASE, Owned, Pause, Released};
use switchboard::domain::id::ConversationKey;
use switchboard::domain::problem::Trouble;
use switchboard::domain::text::Text;

fn reason() -> Text {
    Text::from_untrusted("the customer is upset")
}

/// A conversation of which only the item under the prefixed key exists.
async fn without_record(scene: &Scene) -> ConversationKey {
    let all = rows(&scene.eva, TENANT).await.into_iter();
    let mut all = all.filter(|row| row.storage() == Storage::LastMessageOnly);
    let key = all.next().unwrap().key;
    scene.delete(TENANT, key.conversation.as_str()).await;
    key
}

async fn talk(scene: &Scene, key: &ConversationKey) -> Item {
    let id = format!("{TENANT}#{}", key.conversation.as_str());
    scene.stored(TENANT, &id).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conversation_without_a_record_gets_one_and_nothing_else_changes() {
    let scene = Scene::new().await;
    let key = without_record(&scene).await;
    let before = talk(&scene, &key).await;
    let ana = scene.ana().await;
    scene.proxy.mark();
    let claimed = ana.desk.claim(&key, Some(&reason()), LEASE).await.unwrap();
    let Claimed::Won { claim, pause } = claimed else {
        panic!("{claimed:?}");
    };
    assert_eq!(pause, Pause::Verified);
    let record = scene.item(&key).await.unwrap();
    assert_eq!(text(&record, "status"), "PASSED_TO_HUMAN");
    assert_eq!(text(&record, "escalationReason"), reason().as_str());
    assert_eq!(talk(&scene, &key).await, before);
    let creations = scene
        .proxy
        .seen()
        .into_iter()
        .filter(|seen| seen.operation == "PutItem" && seen.table() == CONVERSATIONS);
    let creations: Vec<_> = creations.collect();
    assert_eq!(creations.len(), 1);
    let condition = creations[0].body["ConditionExpression"].as_str().unwrap();
    assert!(
        condition.starts_with("attribute_not_exists("),
        "{condition}"
    );
    assert_eq!(scene.audited(&key, "takeover.record").await, 1);
    assert_eq!(scene.audited(&key, "pause.verified").await, 0);

    let released = ana
        .desk
        .hand_back(&claim, Ending::HandedBack)
        .await
        .unwrap();
    assert_eq!(released, Released::Done { fence: claim.fence });
    assert_eq!(scene.status(&key).await, Status::Active);
    assert_eq!(talk(&scene, &key).await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_record_whose_creation_was_answered_late_is_not_taken_for_anothers() {
    let scene = Scene::new().await;
    let key = without_record(&scene).await;
    let ana = scene.ana().await;
    let trap = scene.proxy.next(1, "PutItem", Fault::CutAfter);
    let claimed = ana.desk.claim(&key, Some(&reason()), LEASE).await.unwrap();
    assert!(
        matches!(
            claimed,
            Claimed::Won {
                pause: Pause::Verified,
                ..
            }
        ),
        "{claimed:?}"
    );
    assert_eq!(trap.count(), 1);
    assert_eq!(scene.audited(&key, "takeover.record").await, 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_record_that_the_bot_creates_meanwhile_is_paused_and_kept() {
    let scene = Scene::new().await;
    let key = without_record(&scene).await;
    let ana = scene.ana().await;
    let mut creating = scene.proxy.next(1, "PutItem", Fault::Hold);
    let reason = reason();
    let claiming = ana.desk.claim(&key, Some(&reason), LEASE);
    let bot = async {
        creating.arrived().await;
        let mut item = crate::scene::item_key(TENANT, key.conversation.as_str());
        item.insert("status".to_owned(), s("ESCALATED"));
        item.insert("escalationReason".to_owned(), s("the bot's own"));
        item.insert("mood".to_owned(), s("sour"));
        scene.put(item).await;
        creating.let_go();
    };
    let (claimed, ()) = tokio::join!(claiming, bot);
    let claimed = claimed.unwrap();
    assert!(
        matches!(
            claimed,
            Claimed::Won {
                pause: Pause::Verified,
                ..
            }
        ),
        "{claimed:?}"
    );
    let record = scene.item(&key).await.unwrap();
    assert_eq!(text(&record, "status"), "PASSED_TO_HUMAN");
    assert_eq!(text(&record, "escalationReason"), "the bot's own");
    assert_eq!(text(&record, "mood"), "sour");
    assert_eq!(scene.audited(&key, "pause.verified").await, 1);
    assert_eq!(scene.audited(&key, "takeover.record").await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conversation_that_vanishes_is_not_made_up() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    let key = scene.key().await;
    let mut pausing = scene.proxy.next(1, "UpdateItem", Fault::Hold);
    let gone = async {
        pausing.arrived().await;
        scene.delete(TENANT, key.conversation.as_str()).await;
        pausing.let_go();
    };
    let (claimed, ()) = tokio::join!(ana.desk.claim(&key, None, LEASE), gone);
    let Claimed::Won { claim, pause } = claimed.unwrap() else {
        panic!("won");
    };
    let Pause::Pending(why) = pause else {
        panic!("there is nothing to pause");
    };
    assert_eq!(why.trouble, Trouble::NotFound);
    assert_eq!(scene.item(&key).await, None);
    // What a person says is kept all the same, and the claim ends as usual.
    let said = ana.desk.reply(&claim, "¿Hola?").await.unwrap();
    assert!(matches!(said, Owned::Done(_)));
    let released = ana.desk.hand_back(&claim, Ending::Resolved).await.unwrap();
    assert_eq!(released, Released::Done { fence: claim.fence });
    assert_eq!(scene.item(&key).await, None);
    let again = ana.desk.claim(&key, None, LEASE).await.unwrap();
    assert_eq!(again, Claimed::NotFound);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_others_know_of_a_claim_and_a_conversation_survives_our_writes() {
    let scene = Scene::new().await;
    let ana = scene.ana().await;
    let key = scene.key().await;
    let mut item = scene.item(&key).await.unwrap();
    item.insert("mood".to_owned(), AttributeValue::L(vec![s("sour")]));
    scene.put(item).await;
    let claim = ana.wins(&key).await;
    ana.desk
        .hand_back(&claim, Ending::HandedBack)
        .await
        .unwrap();
    let update = scene.raw.update_item().table_name(DEFAULT_NAME);
    let future = AttributeValue::M(Item::from([("of".to_owned(), s("tomorrow"))]));
    update
        .set_key(Some(lock(&key)))
        .update_expression("SET hue = :a, wishedUntil = :s, wishes = :w")
        .expression_attribute_values(":a", s("luis"))
        .expression_attribute_values(":s", AttributeValue::N("1999999999000".into()))
        .expression_attribute_values(":w", future.clone())
        .send()
        .await
        .unwrap();
    let claimed = ana.desk.claim(&key, Some(&reason()), LEASE).await.unwrap();
    let Claimed::Won { claim, .. } = claimed else {
        panic!("{claimed:?}");
    };
    assert_eq!(claim.fence.0, 2);
    let claim = ana.desk.renew(&claim, LEASE).await.unwrap().unwrap();
    ana.desk.reply(&claim, "Hola de nuevo").await.unwrap();
    ana.desk.hand_back(&claim, Ending::Resolved).await.unwrap();
    let get = scene.raw.get_item().table_name(DEFAULT_NAME);
    let row = get.set_key(Some(lock(&key))).send().await.unwrap();
    let row = row.item.unwrap();
    assert_eq!(row["hue"], s("luis"));
    assert_eq!(
        row["wishedUntil"],
        AttributeValue::N("1999999999000".into())
    );
    assert_eq!(row["wishes"], future);
    let item = scene.item(&key).await.unwrap();
    assert_eq!(item["mood"], AttributeValue::L(vec![s("sour")]));
}
