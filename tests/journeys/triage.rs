//! The bot gave many to people because of a word inside another one: they are filtered, marked, given back in
//! one go, and the report of words says what to change. One was taken meanwhile, one was refused for now.

use crate::pty::{ENTER, ESC, Tty};
use crate::stage::{Item, Stage, s};
use crate::support::proxy::Fault;
use aws_sdk_dynamodb::types::AttributeValue;
use switchboard::domain::conversation::Status;
use switchboard::domain::handoff::LEASE;
use switchboard::domain::id::{ConversationId, ConversationKey};

/// With the eight of the plaza: 21 that wait because of «ya».
const PLANTED: usize = 13;

/// Customers who wrote of a beach, as the bot saves and escalates them.
fn beaches(stage: &Stage) -> Vec<ConversationKey> {
    let like = stage.waiting().remove(0);
    let one = |n: usize| {
        let id = format!("conv_{}_+5730055509{n:02}", like.tenant.as_str());
        let mut item = stage.item(&like);
        let message = Item::from([
            ("id".to_owned(), s(format!("wamid.playa{n}"))),
            ("from".to_owned(), s("customer")),
            (
                "content".to_owned(),
                s("Busco un termo para llevar a la playa"),
            ),
            ("type".to_owned(), s("text")),
            ("timestamp".to_owned(), item["escalationTime"].clone()),
        ]);
        item.insert("conversationId".to_owned(), s(id.clone()));
        item.insert(
            "escalationReason".to_owned(),
            s("Dice que es urgente: \"ya\""),
        );
        item.insert(
            "messages".to_owned(),
            AttributeValue::L(vec![AttributeValue::M(message)]),
        );
        stage.put(item);
        ConversationKey {
            conversation: ConversationId::from(id.as_str()),
            ..like.clone()
        }
    };
    (1..=PLANTED).map(one).collect()
}

fn filter(tty: &Tty) {
    tty.press("/").press("kw:ya").press(ENTER);
    tty.expect("21 of ").expect("filter “kw:ya”");
}

/// The numbers of a word in the report: fired, inside, resolved, returned, mistaken.
fn counted(tty: &Tty, word: &str) -> Vec<u64> {
    let screen = tty.contents();
    let mut lines = screen.lines().map(|line| line.trim_matches(['│', ' ']));
    let line = lines.find(|line| line.split_whitespace().next() == Some(word));
    let words = line.unwrap().split_whitespace().skip(1);
    words.map_while(|number| number.parse().ok()).collect()
}

#[test]
fn what_a_word_escalated_by_mistake_goes_back_to_the_bot_in_one_go() {
    let stage = Stage::new();
    let beaches = beaches(&stage);
    let (slow, held) = (&beaches[0], &beaches[1]);
    stage.ask(stage.desk().claim(held, None, LEASE)).unwrap();
    let proxy = stage.proxy();
    let id = slow.conversation.as_str().to_owned();
    let refusal = Fault::error(400, "ThrottlingException");
    proxy.trap(usize::MAX, refusal, move |seen| {
        seen.operation == "TransactWriteItems" && seen.body.to_string().contains(&id)
    });
    let ana = stage.run_at(&proxy.endpoint(), "ana", &[]).start();
    ana.expect(" waiting").expect(" in all");
    let luis = stage.console("luis");

    filter(&ana);
    ana.press("*").press("*").expect("21 marked");
    ana.press("b").expect("Hand 20 back to the bot");
    ana.expect("Left out: 1 held by looker.")
        .expect("false positive: word «ya»");
    ana.press(ENTER).expect("Type 20 to do it to all of them.");

    filter(&luis);
    luis.press("c").expect("bot paused, verified");
    let taken = stage.held_by("luis").unwrap();

    // Another number does nothing.
    ana.press("2").press(ENTER);
    ana.press("0").expect("20").press(ENTER);
    ana.expect("18 done · 1 taken by others · 1 failed")
        .expect("luis took it meanwhile")
        .expect("not done: The backend asks to slow down");
    let given = beaches[2..].iter().filter(|key| **key != taken.key);
    for key in given.clone() {
        assert_eq!(*stage.conversation(key).row.status(), Status::Active);
        assert_eq!(stage.audited(key, "handback").len(), 1);
    }
    let mut rows = given.flat_map(|key| stage.audited(key, "handback"));
    let first = rows.next().unwrap();
    assert!(first.bulk.is_some());
    assert!(rows.all(|row| row.bulk == first.bulk && row.reason == first.reason));
    assert_eq!(
        *stage.conversation(slow).row.status(),
        Status::PassedToHuman
    );
    assert_eq!(stage.claim(slow), None);
    assert_eq!(stage.claim(&taken.key).unwrap().intent, taken.intent);

    // What is left is marked still: the same keys try it again.
    proxy.clear();
    ana.press(ESC).expect("3 marked");
    ana.press("b").expect("Hand 1 back to the bot");
    ana.expect("Left out: 2 held by looker, luis.").press(ENTER);
    ana.expect("Hand 1 back to the bot?")
        .press("y")
        .expect("1 done");
    assert_eq!(*stage.conversation(slow).row.status(), Status::Active);

    ana.press(ESC).expect_gone("esc closes");
    ana.press(":").press("triggers").press(ENTER);
    ana.expect("\\bya\\b").expect_gone("Reading this month");
    let numbers = counted(&ana, "ya");
    assert!(numbers[0] >= 21 && numbers[1] >= 13, "{numbers:?}");
    assert_eq!(numbers[4], 19, "{numbers:?}");
}
