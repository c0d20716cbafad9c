//! What these journeys share: Marta, who complains, her telephone, and time that passes by the backend's
//! clock. Her tenant has a channel of Meta, and the provider does as it is told.

use crate::pty::{ENTER, ESC, PATIENCE, Run, Tty};
use crate::stage::{Item, Stage, s};
use crate::stub::Stub;
use crate::support::lock;
use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use switchboard::control::schema::DEFAULT_NAME;
use switchboard::domain::id::ConversationKey;
use switchboard::domain::time::iso;
use switchboard::embedded::client;

/// Who waits in the queue of the plaza, urgently.
pub const MARTA: &str = "Marta Gómez";
/// End of her number.
const NUMBER: &str = "573005554217";
/// Wide enough for a notice, narrow enough for one pane.
pub const SIZE: (u16, u16) = (116, 40);

/// Starts a provider that consoles find as they find the demo's own.
pub fn provider(stage: &Stage) -> Stub {
    let stub = Stub::start();
    let put = client(&stage.endpoint())
        .put_item()
        .table_name(DEFAULT_NAME);
    let put = put.item("pk", s("META")).item("sk", s("PROVIDER"));
    stage
        .ask(put.item("endpoint", s(stub.url.clone())).send())
        .unwrap();
    stub
}

/// Marta's conversation.
pub fn marta(stage: &Stage) -> ConversationKey {
    let mut all = stage.waiting().into_iter();
    all.find(|key| key.conversation.as_str().contains(NUMBER))
        .unwrap()
}

/// Starts a console with the queue on its screen, Marta selected.
pub fn begin(run: Run) -> Tty {
    let tty = start(run);
    seek(&tty, MARTA);
    tty
}

/// Starts a console with the queue on its screen.
pub fn start(run: Run) -> Tty {
    let tty = run.size(SIZE.0, SIZE.1).start();
    tty.expect(" waiting").expect(" in all").expect("▌");
    tty
}

/// Finds a customer in the queue; all of it is there again afterwards.
pub fn seek(tty: &Tty, name: &str) {
    tty.press("/").expect("⏎").press(name).press(ENTER);
    tty.expect(&format!("filter “{name}”"));
    selected(tty, name);
    // A key behind it in the same read would be one with Alt.
    tty.press(ESC).expect_gone("filter “");
    selected(tty, name);
    tty.expect("66 in all");
}

fn selected(tty: &Tty, name: &str) {
    tty.wait(&format!("{name} selected"), PATIENCE, |screen| {
        let shown = screen.contents();
        let mut lines = shown.lines();
        lines.any(|line| line.starts_with('▌') && line.contains(name))
    });
}

/// Claims what is selected.
pub fn take(tty: &Tty) {
    tty.press("c").expect("held by you since");
    tty.expect("bot paused, verified").expect("── reply");
}

/// Types, and waits until the words stand there.
pub fn write(tty: &Tty, words: &str) {
    tty.press(words).expect(&format!("┃ {words}"));
}

/// Waits until the screen shows each of these, one below the other.
pub fn expect_below(tty: &Tty, lines: &[&str]) {
    tty.wait(&format!("{lines:?} in this order"), PATIENCE, |screen| {
        let shown = screen.contents();
        let mut rest = shown.as_str();
        lines.iter().all(|line| match rest.find(line) {
            Some(at) => {
                rest = &rest[at + line.len()..];
                true
            }
            None => false,
        })
    });
}

/// How often the terminal's bell was rung: escape sequences of the console end otherwise.
pub fn bells(tty: &Tty) -> usize {
    tty.raw().iter().filter(|byte| **byte == 7).count()
}

/// Somebody speaks at a time of their own, and the item is saved with this word for its status.
pub fn save(stage: &Stage, key: &ConversationKey, bot_says: Option<(&str, Timestamp)>, word: &str) {
    let mut item = stage.item(key);
    if let Some((text, at)) = bot_says {
        let message = Item::from([
            ("id".to_owned(), s(format!("resp_{at}"))),
            ("from".to_owned(), s("bot")),
            ("content".to_owned(), s(text)),
            ("type".to_owned(), s("text")),
            ("timestamp".to_owned(), s(iso(at))),
        ]);
        if let Some(AttributeValue::L(messages)) = item.get_mut("messages") {
            messages.push(AttributeValue::M(message));
        }
    }
    item.insert("status".to_owned(), s(word));
    stage.put(item);
}

/// Makes a conversation have been its owner's for so long already.
pub fn held_for(stage: &Stage, key: &ConversationKey, time: SignedDuration) {
    let update = client(&stage.endpoint()).update_item();
    let update = update.table_name(DEFAULT_NAME).set_key(Some(lock(key)));
    let update = update
        .update_expression("SET #s = :s")
        .condition_expression("attribute_exists(pk)")
        .expression_attribute_names("#s", "since");
    let since = s(iso(Timestamp::now() - time));
    stage
        .ask(update.expression_attribute_values(":s", since).send())
        .unwrap();
}
