//! Templates: chosen, filled place by place, read whole, and sent; nothing that WhatsApp refuses goes on.

use crate::delivering::{talking, template};
use crate::driver::Console;
use crate::world::key;
use switchboard::app::Layer;
use switchboard::app::dialog::Dialog;
use switchboard::app::dialog::template::{Step, TemplateDialog};
use switchboard::app::effect::Verb;
use switchboard::app::msg::{Msg, Outcome};
use switchboard::app::notice::Notice;
use switchboard::app::overlay::Overlay;
use switchboard::domain::handoff::Owned;
use switchboard::domain::id::MessageId;
use switchboard::domain::reply::Route;
use switchboard::domain::template::Fault;

fn dialog(console: &Console) -> &TemplateDialog {
    match &console.state.overlay {
        Some(Overlay::Dialog(Dialog::Template(dialog))) => dialog,
        other => panic!("{other:?}"),
    }
}

/// What is typed in the field, and what is wrong with it once it was tried.
fn value(console: &Console) -> (String, Option<Fault>) {
    let dialog = dialog(console);
    match &dialog.step {
        Step::Value(values) => {
            let fault = dialog.fault(values).filter(|_| values.tried);
            (values.field.text(), fault)
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_value_is_asked_for_in_order_and_the_whole_text_is_read_before_it_goes_out() {
    let filled = template("{{2}} para {{1}}.");
    let mut console = talking(Route::Meta, vec![template("hola"), filled.clone()], vec![]);
    console.keys("'sigo aquí' ctrl-t down enter");
    assert_eq!(console.state.layer(), Layer::Form);
    console.keys("enter");
    assert_eq!(value(&console), (String::new(), Some(Fault::Empty)));
    console.keys("' Marta ' enter");
    assert_eq!(value(&console), (String::new(), None));
    console.keys("'a     b' enter");
    assert_eq!(value(&console).1, Some(Fault::Blanks));
    console.keys("home ctrl-k '8841' enter");
    assert!(matches!(
        dialog(&console).step,
        Step::Whole { chosen: 1, .. }
    ));
    assert_eq!(console.state.layer(), Layer::Dialog);
    assert!(console.take_verbs().is_empty(), "nothing is out yet");
    console.keys("enter");
    let verbs = console.take_verbs();
    let Verb::Template {
        template, values, ..
    } = &verbs[0]
    else {
        panic!("{verbs:?}");
    };
    assert_eq!(
        (template, &values[..]),
        (&filled, &["Marta".to_owned(), "8841".to_owned()][..])
    );
    let shown = console.state.open.as_ref().unwrap().messages.last();
    assert_eq!(shown.unwrap().text.as_str(), "8841 para Marta.");
    assert_eq!(
        console.typed().as_deref(),
        Some("sigo aquí"),
        "the draft stays"
    );
}

#[test]
fn esc_goes_back_one_value_at_a_time_and_nothing_typed_is_lost() {
    let filled = template("{{1}} y {{2}}");
    let mut console = talking(Route::Meta, vec![filled.clone(), template("hola")], vec![]);
    console.keys("ctrl-t enter 'uno' enter 'dos' enter esc");
    assert_eq!(value(&console).0, "dos");
    console.keys("esc");
    assert_eq!(value(&console).0, "uno");
    console.keys("enter");
    assert_eq!(value(&console).0, "dos");
    // "Change" is the same way back.
    console.keys("enter tab enter");
    assert_eq!(value(&console).0, "dos");
    console.keys("esc esc");
    assert!(matches!(dialog(&console).step, Step::Choice));
    console.keys("esc");
    assert!(console.state.overlay.is_none());
    assert!(console.take_verbs().is_empty());
    // With one template there is nothing to go back to.
    let mut console = talking(Route::Meta, vec![filled], vec![]);
    console.keys("ctrl-t enter 'uno' esc");
    assert!(console.state.overlay.is_none());
}

#[test]
fn what_is_pasted_is_one_line_and_a_text_that_grows_too_long_is_refused() {
    let mut console = talking(Route::Meta, vec![template("{{1}}, {{2}}")], vec![]);
    console.keys("ctrl-t enter");
    console.send(Msg::Paste("dos\nlíneas\ty más".to_owned()));
    assert_eq!(value(&console).0, "dos líneas y más");
    console.keys("enter");
    console.send(Msg::Paste("x".repeat(1024)));
    console.keys("enter");
    let over = "dos líneas y más, ".chars().count();
    assert_eq!(value(&console).1, Some(Fault::TooLong { over }));
    console.keys("home ctrl-k '{{1}}' enter");
    assert_eq!(value(&console).1, Some(Fault::Place));
}

#[test]
fn a_template_whose_recording_has_no_answer_goes_the_way_of_every_reply() {
    let mut console = talking(Route::Meta, vec![template("hola {{1}}")], vec![]);
    console.keys("ctrl-t enter 'Marta' enter enter");
    console.done(Ok(Outcome::Replied {
        local: MessageId::from("local-1"),
        owned: Owned::Unknown,
    }));
    assert!(console.state.has_unconfirmed(&key("acme/1")));
    let pending = console.state.pending.values().flatten().next().unwrap();
    assert_eq!(pending.text.as_str(), "hola Marta");
    assert!(!matches!(console.notice(), Some(Notice::Failed { .. })));
}
