//! Replies on their way: when they go out, how they stand, and what is asked when nobody can tell.

use crate::driver::Console;
use crate::handoff::mine;
use crate::world::{actor, at, claim, eva, key, message, opened, three};
use switchboard::app::effect::Verb;
use switchboard::app::msg::{Followed, Loaded, Msg, Outcome};
use switchboard::app::notice::Notice;
use switchboard::app::{Layer, effect::Load};
use switchboard::domain::conversation::{Message, Speaker};
use switchboard::domain::handoff::Owned;
use switchboard::domain::id::MessageId;
use switchboard::domain::reply::{
    Doubt, Fate, Line, OpenReply, Refusal, ReplyState, Reports, Route,
};
use switchboard::domain::template::Template;
use switchboard::domain::text::Text;

/// A reply of ours that travels by Whapi.
pub fn reply(id: &str, second: i64, state: ReplyState) -> Message {
    let mut message = message(id, Speaker::Human, second, "Ya va");
    message.state = Some(state);
    message.fate = Some(Box::new(Fate {
        route: Route::Whapi,
        reports: Reports::Asked,
        since: Some(at(second)),
        ..Fate::default()
    }));
    message
}

pub fn row(id: &str, state: ReplyState, change: impl FnOnce(&mut Fate)) -> OpenReply {
    let mut fate = *reply(id, 0, state).fate.unwrap();
    change(&mut fate);
    OpenReply {
        key: key("acme/1"),
        id: MessageId::from(id),
        text: Text::from("Ya va"),
        at: at(0),
        owner: "demo:ana".to_owned(),
        console: "console-a".to_owned(),
        state,
        fate,
    }
}

/// An approved text.
pub fn template(body: &str) -> Template {
    Template {
        name: "seguimiento".to_owned(),
        language: "es".to_owned(),
        body: Some(body.to_owned()),
    }
}

/// The conversation is open and ours, with this way to the customer and these messages.
pub fn talking(route: Route, templates: Vec<Template>, messages: Vec<Message>) -> Console {
    let mut console = mine();
    read(&mut console, route, templates, messages);
    console.take_verbs();
    console
}

fn read(console: &mut Console, route: Route, templates: Vec<Template>, messages: Vec<Message>) {
    let mut found = opened(three().remove(0), messages);
    found.claim = Some(claim("acme/1", &actor(), 1, console.now));
    found.line = Some(Line {
        route,
        reports: Reports::Asked,
        derived: false,
        templates,
    });
    console.opened(found);
}

/// What is typed is sent and recorded under this id.
fn recorded(console: &mut Console, id: &str) {
    console.keys("'Ya va' ctrl-s");
    let now = console.now.duration_since(at(0)).as_secs();
    console.done(Ok(Outcome::Replied {
        local: MessageId::from("local-1"),
        owned: Owned::Done(reply(id, now, ReplyState::Queued)),
    }));
}

fn deliveries(console: &mut Console) -> Vec<MessageId> {
    let verbs = console.take_verbs().into_iter();
    verbs
        .filter_map(|verb| match verb {
            Verb::Deliver { reply, .. } => Some(reply),
            _ => None,
        })
        .collect()
}

fn delivered(console: &mut Console, id: &str, owned: Owned<OpenReply>) {
    let epoch = console.state.epoch;
    console.send(Msg::Done {
        epoch,
        verb: Verb::Deliver {
            key: key("acme/1"),
            reply: MessageId::from(id),
        },
        outcome: Ok(Outcome::Delivered(owned)),
    });
}

fn shown(console: &Console, id: &str) -> Option<ReplyState> {
    let messages = &console.state.open.as_ref().unwrap().messages;
    let found = messages.iter().find(|one| one.id.as_str() == id);
    found.unwrap().state
}

#[test]
fn what_is_recorded_goes_out_at_once_and_once() {
    let mut console = talking(Route::Whapi, Vec::new(), Vec::new());
    recorded(&mut console, "01J");
    assert!(console.state.has_unconfirmed(&key("acme/1")));
    assert_eq!(deliveries(&mut console), [MessageId::from("01J")]);
    console.wait(60_000);
    assert!(deliveries(&mut console).is_empty(), "under way");
    let accepted = row("01J", ReplyState::Accepted, |_| {});
    delivered(&mut console, "01J", Owned::Done(accepted));
    assert_eq!(shown(&console, "01J"), Some(ReplyState::Accepted));
    assert!(!console.state.has_unconfirmed(&key("acme/1")));
    console.wait(60_000);
    assert!(deliveries(&mut console).is_empty());
}

#[test]
fn refused_for_a_while_it_waits_and_is_tried_again_at_its_time() {
    let mut console = talking(Route::Meta, Vec::new(), Vec::new());
    recorded(&mut console, "01J");
    console.take_verbs();
    let due = at(console.now.duration_since(at(0)).as_secs() + 4);
    let queued = row("01J", ReplyState::Queued, |fate| {
        fate.attempt = 1;
        fate.due = Some(due);
    });
    delivered(&mut console, "01J", Owned::Done(queued));
    console.wait(3_000);
    assert!(deliveries(&mut console).is_empty());
    assert_eq!(
        console.state.replies.planned(&MessageId::from("01J")),
        Some(due)
    );
    console.wait(1_000);
    assert_eq!(deliveries(&mut console), [MessageId::from("01J")]);
}

#[test]
fn the_pace_of_whatsapp_is_kept() {
    let mut console = mine();
    let now = console.now.duration_since(at(0)).as_secs();
    let burst = (0..45).map(|one| reply(&format!("r{one}"), now, ReplyState::Accepted));
    read(&mut console, Route::Meta, Vec::new(), burst.collect());
    let left = console.state.pace().as_millis() as i64;
    assert!((1_000..=6_000).contains(&left), "{left}");
    recorded(&mut console, "01J");
    assert!(deliveries(&mut console).is_empty());
    console.wait(left - 500);
    assert!(deliveries(&mut console).is_empty());
    console.wait(500);
    assert_eq!(deliveries(&mut console), [MessageId::from("01J")]);
}

#[test]
fn of_a_lost_conversation_nothing_more_goes_out() {
    let mut console = talking(Route::Meta, Vec::new(), Vec::new());
    recorded(&mut console, "01J");
    console.take_verbs();
    let theirs = claim("acme/1", &eva(), 2, console.now);
    delivered(&mut console, "01J", Owned::Lost(Some(theirs)));
    console.wait(60_000);
    assert!(deliveries(&mut console).is_empty());
    assert!(console.state.mine.is_empty());
}

#[test]
fn when_nobody_can_tell_a_person_decides_and_sending_twice_is_never_the_first_answer() {
    let mut console = talking(Route::Whapi, Vec::new(), Vec::new());
    recorded(&mut console, "01J");
    console.take_verbs();
    let unknown = row("01J", ReplyState::Unknown, |_| {});
    delivered(&mut console, "01J", Owned::Done(unknown));
    assert!(matches!(
        console.notice(),
        Some(Notice::ReplyUnknown { asked: true, .. })
    ));
    assert!(console.state.has_unconfirmed(&key("acme/1")));
    console.keys("esc w");
    assert_eq!(console.state.layer(), Layer::Dialog);
    console.keys("enter");
    let doubt = |doubt| Verb::SettleDoubt {
        key: key("acme/1"),
        reply: MessageId::from("01J"),
        doubt,
    };
    assert_eq!(console.take_verbs(), [doubt(Doubt::Ask)]);
    for (keys, wanted) in [
        ("w r", Doubt::Resend),
        ("w d", Doubt::Drop),
        ("w a", Doubt::Ask),
    ] {
        console.keys(keys);
        assert_eq!(console.take_verbs(), [doubt(wanted)]);
    }
    console.keys("w esc");
    assert!(console.take_verbs().is_empty());
}

#[test]
fn where_nobody_can_be_asked_leaving_it_is_the_first_answer() {
    let mut lost = reply("01J", 0, ReplyState::Unknown);
    lost.fate.as_mut().unwrap().reports = Reports::Nowhere;
    let mut console = talking(Route::Meta, Vec::new(), vec![lost]);
    console.keys("esc w enter");
    let verbs = console.take_verbs();
    assert!(
        matches!(
            verbs[0],
            Verb::SettleDoubt {
                doubt: Doubt::Drop,
                ..
            }
        ),
        "{verbs:?}"
    );
}

#[test]
fn what_another_run_left_queued_is_asked_about_and_not_sent() {
    let left = reply("01J", 0, ReplyState::Queued);
    let mut console = talking(Route::Meta, Vec::new(), vec![left]);
    console.wait(30_000);
    assert!(deliveries(&mut console).is_empty());
    console.keys("esc w");
    assert_eq!(console.state.layer(), Layer::Dialog);
}

#[test]
fn after_24_hours_meta_gets_a_template_or_nothing_and_the_text_is_kept() {
    let template = template("¿Seguimos?");
    let old = || vec![message("m1", Speaker::Customer, -25 * 3600, "hola")];
    let mut console = talking(Route::Meta, vec![template.clone()], old());
    console.keys("'Ya va' ctrl-s");
    assert!(console.take_verbs().is_empty());
    assert!(matches!(
        console.notice(),
        Some(Notice::WindowClosed { templates: true })
    ));
    assert_eq!(console.typed().as_deref(), Some("Ya va"));
    console.keys("ctrl-t enter");
    let verbs = console.take_verbs();
    assert!(matches!(&verbs[0], Verb::Template { template: sent, .. } if *sent == template));
    assert_eq!(console.typed().as_deref(), Some("Ya va"));
    // Whapi has no such rule: it is said, and goes out.
    let mut console = talking(Route::Whapi, Vec::new(), old());
    console.keys("'Ya va' ctrl-s");
    assert!(matches!(console.take_verbs()[0], Verb::Reply { .. }));
}

#[test]
fn a_read_that_is_older_than_what_is_known_lowers_nothing() {
    let mut console = talking(Route::Whapi, Vec::new(), Vec::new());
    recorded(&mut console, "01J");
    let done = row("01J", ReplyState::Delivered, |_| {});
    delivered(&mut console, "01J", Owned::Done(done));
    read(
        &mut console,
        Route::Whapi,
        Vec::new(),
        vec![reply("01J", 0, ReplyState::Sending)],
    );
    assert_eq!(shown(&console, "01J"), Some(ReplyState::Delivered));
    read(
        &mut console,
        Route::Whapi,
        Vec::new(),
        vec![reply("01J", 0, ReplyState::Read)],
    );
    assert_eq!(shown(&console, "01J"), Some(ReplyState::Read));
}

#[test]
fn what_may_still_rise_is_asked_about() {
    let young = reply("01J", 0, ReplyState::Accepted);
    let mut console = talking(Route::Whapi, Vec::new(), vec![young]);
    console.wait(4_000);
    let asks = |load: &Load| matches!(load, Load::Replies { ask } if ask.len() == 1);
    console.answer(
        asks,
        Ok(Loaded::Replies(Followed {
            risen: vec![row("01J", ReplyState::Read, |_| {})],
            ..Followed::default()
        })),
    );
    assert_eq!(shown(&console, "01J"), Some(ReplyState::Read));
}

#[test]
fn a_refusal_is_told_with_its_meaning() {
    let mut console = talking(Route::Meta, Vec::new(), Vec::new());
    recorded(&mut console, "01J");
    let failed = row("01J", ReplyState::Failed, |fate| {
        fate.failure = Some(Refusal {
            code: Some(131_026),
            words: Text::from("undeliverable"),
        });
    });
    delivered(&mut console, "01J", Owned::Done(failed));
    let notice = console.notice().unwrap();
    assert!(matches!(notice, Notice::ReplyFailed { .. }), "{notice:?}");
    assert!(!console.state.has_unconfirmed(&key("acme/1")));
}
