//! What a person answers to a question, and what follows.

use super::{
    Consequence, DecideDialog, Dialog, Steal, Step, ToggleDialog, arrange, bulk, conflict, deed,
    doubt, leave, many, operation, speaks, template, unheard,
};
use crate::app::command::Command;
use crate::app::effect::{Effect, Verb};
use crate::app::escalations::QueueKey;
use crate::app::field::Field;
use crate::app::guard;
use crate::app::handoff;
use crate::app::health;
use crate::app::incident;
use crate::app::kill;
use crate::app::notice::Notice;
use crate::app::number;
use crate::app::overlay::Overlay;
use crate::app::run;
use crate::app::state::State;
use crate::domain::agent::{Activation, MIN_REASON_CHARS, Toggle, Turn};
use crate::domain::id::PlatformId;
use crate::domain::text::Text;
use crate::domain::work::Decision;

/// Opens the question for the selected switch.
pub fn ask_toggle(state: &mut State) -> Vec<Effect> {
    let Some(row) = state.agents.list.selected() else {
        return Vec::new();
    };
    let turn = row.turn();
    if turn == Turn::Off {
        return kill::ask(state, Turn::Off, true);
    }
    let key = &row.activation.key;
    let consequence = match key.platform {
        _ if key.agent.is_bot() => Consequence::BotOn,
        PlatformId::Notification => Consequence::SourceOn,
        _ => Consequence::AgentOn,
    };
    let question = toggle(row.activation.clone(), turn, consequence);
    state.overlay = Some(Overlay::Dialog(question));
    Vec::new()
}

/// The question for a switch as it was seen.
pub(super) fn toggle(activation: Activation, turn: Turn, consequence: Consequence) -> Dialog {
    Dialog::Toggle(ToggleDialog {
        activation,
        turn,
        consequence,
        reason: Field::line(""),
        too_short: false,
        step: Step::Reason,
    })
}

/// Opens the question for the selected thing that waits.
pub fn ask_decision(state: &mut State, decision: Decision) {
    let Some(work) = state.escalations.selected_work().cloned() else {
        return;
    };
    let key = QueueKey::Work(work.key.clone());
    state.overlay = Some(Overlay::Dialog(Dialog::Decide(DecideDialog {
        tenant: state.tenant_name(&key.owner()),
        work: Box::new(work),
        decision,
        reason: Field::line(""),
        too_short: false,
        step: Step::Reason,
    })));
}

/// A command while a question stands.
pub fn answer(state: &mut State, command: Command) -> Vec<Effect> {
    let Some(Overlay::Dialog(dialog)) = &mut state.overlay else {
        return Vec::new();
    };
    match command {
        Command::Cancel | Command::Back => {
            cancel(state);
            Vec::new()
        }
        Command::NextField => {
            if let Dialog::Doubt(doubt) = dialog {
                doubt.next();
            } else if let Dialog::Template(template) = dialog {
                template.step(true);
            } else if let Some(yes) = answer_of(dialog) {
                *yes = !*yes;
            } else if let Dialog::Act(deed) = dialog {
                deed.next_field();
            } else if let Dialog::Kill(kill) = dialog {
                kill.next_field(true);
            } else if matches!(dialog, Dialog::Operation(_) | Dialog::Conflict(_)) {
                many::step(state, true);
            } else if !step(dialog, true) {
                arrange::suggest(dialog);
            }
            Vec::new()
        }
        Command::Down | Command::Up => {
            let forward = command == Command::Down;
            if let Dialog::Act(deed) = dialog
                && deed.field().is_some()
            {
                deed.choose(forward);
            } else if let Dialog::Kill(kill) = dialog {
                kill.next_field(forward);
            } else if !many::move_to(state, forward)
                && let Some(Overlay::Dialog(dialog)) = &mut state.overlay
            {
                step(dialog, forward);
            }
            Vec::new()
        }
        Command::AskAgain | Command::Resend | Command::RollBack | Command::DropReply
            if matches!(dialog, Dialog::Operation(_) | Dialog::Conflict(_)) =>
        {
            many::letter(state, command)
        }
        Command::AskAgain | Command::Resend | Command::DropReply => {
            let chosen = match dialog {
                Dialog::Doubt(doubt) => doubt.choose(command),
                _ => false,
            };
            match chosen {
                true => go_on(state),
                false => Vec::new(),
            }
        }
        Command::FirstAnswer => pick(state, 0),
        Command::SecondAnswer => pick(state, 1),
        Command::ThirdAnswer => pick(state, 2),
        // A letter says yes; Enter takes the answer that is highlighted.
        Command::Confirm => {
            if let Dialog::Unheard(unheard) = dialog {
                unheard.insist();
            }
            go_on(state)
        }
        Command::Enter => match answer_of(dialog) {
            Some(false) => {
                cancel(state);
                Vec::new()
            }
            Some(true) | None => go_on(state),
        },
        _ => Vec::new(),
    }
}

/// The highlighted answer, where the question is one of yes or no.
fn answer_of(dialog: &mut Dialog) -> Option<&mut bool> {
    match dialog {
        Dialog::Toggle(_) | Dialog::Decide(_) | Dialog::Act(_) => match step_of(dialog)? {
            Step::Confirm { yes } => Some(yes),
            Step::Reason => None,
        },
        Dialog::Release(release) => Some(&mut release.yes),
        Dialog::Bulk(bulk) => bulk.answer(),
        Dialog::Quit { yes, .. } | Dialog::CopyLink { yes, .. } => Some(yes),
        Dialog::Takeover(_)
        | Dialog::Unheard(_)
        | Dialog::Steal(_)
        | Dialog::Leave(_)
        | Dialog::Speaks(_)
        | Dialog::Doubt(_)
        | Dialog::Template(_)
        | Dialog::Number(_)
        | Dialog::Acknowledge(_)
        | Dialog::Kill(_)
        | Dialog::Operation(_)
        | Dialog::Operations { .. }
        | Dialog::Conflict(_)
        | Dialog::Snooze(_)
        | Dialog::Incident(_)
        | Dialog::Assign(_) => None,
    }
}

/// Highlights another answer, where there are more than two; whether there are.
fn step(dialog: &mut Dialog, forward: bool) -> bool {
    match dialog {
        Dialog::Unheard(unheard) => unheard.step(forward),
        Dialog::Leave(leave) if leave.summary.is_none() => leave.step(forward),
        Dialog::Speaks(speaks) => speaks.step(forward),
        Dialog::Template(template) => template.step(forward),
        _ => return false,
    }
    true
}

/// Takes the answer at a place, where there are more than two.
fn pick(state: &mut State, place: usize) -> Vec<Effect> {
    let of_many = many::answers(state);
    let Some(Overlay::Dialog(dialog)) = &mut state.overlay else {
        return Vec::new();
    };
    let (chosen, all) = match dialog {
        Dialog::Unheard(unheard) => (&mut unheard.chosen, unheard.choices.len()),
        Dialog::Leave(leave) => (&mut leave.chosen, leave.ways.len()),
        Dialog::Speaks(speaks) => (&mut speaks.chosen, speaks.remedies.len()),
        Dialog::Doubt(doubt) => (&mut doubt.chosen, doubt.choices.len()),
        Dialog::Template(template) => template.answer(),
        Dialog::Operation(op) => (&mut op.chosen, of_many),
        Dialog::Conflict(conflict) => (&mut conflict.chosen, of_many),
        _ => return Vec::new(),
    };
    if place >= all {
        return Vec::new();
    }
    *chosen = place;
    go_on(state)
}

/// Where a person is in a question that has two steps.
fn step_of(dialog: &mut Dialog) -> Option<&mut Step> {
    match dialog {
        Dialog::Toggle(ToggleDialog { step, .. }) | Dialog::Decide(DecideDialog { step, .. }) => {
            Some(step)
        }
        Dialog::Act(deed) => Some(&mut deed.step),
        _ => None,
    }
}

/// No: from the last step back to its reason, else out.
fn cancel(state: &mut State) {
    if incident::cancelled(state) || template::cancelled(state) || conflict::back(state) {
        return;
    }
    if let Some(Overlay::Dialog(Dialog::Bulk(bulk))) = &mut state.overlay
        && bulk.back()
    {
        return;
    }
    if let Some(Overlay::Dialog(dialog)) = &mut state.overlay
        && let Some(step) = step_of(dialog)
        && *step != Step::Reason
    {
        *step = Step::Reason;
        return;
    }
    state.overlay = None;
}

/// Yes, or a reason that is finished.
fn go_on(state: &mut State) -> Vec<Effect> {
    let Some(Overlay::Dialog(dialog)) = state.overlay.take() else {
        return Vec::new();
    };
    match dialog {
        Dialog::Takeover(mut takeover) => {
            let chars = takeover.reason.chars();
            if chars < MIN_REASON_CHARS {
                takeover.too_short = true;
                state.overlay = Some(Overlay::Dialog(Dialog::Takeover(takeover)));
                state.tell(Notice::ReasonTooShort { chars });
                return Vec::new();
            }
            let reason = reason(&takeover.reason);
            handoff::claim(state, takeover.subject.key, Some(reason))
        }
        Dialog::Number(mut asks) => {
            let chars = asks.reason.chars();
            if chars < MIN_REASON_CHARS {
                asks.too_short = true;
                state.overlay = Some(Overlay::Dialog(Dialog::Number(asks)));
                state.tell(Notice::ReasonTooShort { chars });
                return Vec::new();
            }
            number::go_on(state, asks.subject.key, reason(&asks.reason))
        }
        Dialog::Steal(steal) => stolen_on(state, steal),
        Dialog::Leave(leave) => leave::go_on(state, leave),
        Dialog::Speaks(speaks) => speaks::go_on(state, speaks),
        Dialog::Unheard(unheard) => unheard::go_on(state, unheard),
        Dialog::Toggle(toggle) => toggled_on(state, toggle),
        Dialog::Kill(dialog) => kill::go_on(state, dialog),
        Dialog::Operation(dialog) => operation::go_on(state, dialog),
        Dialog::Operations { chosen } => {
            many::open_at(state, chosen);
            Vec::new()
        }
        Dialog::Conflict(dialog) => conflict::go_on(state, dialog),
        Dialog::Decide(decide) => decided_on(state, decide),
        Dialog::Acknowledge(dialog) => health::ack::go_on(state, &dialog),
        Dialog::Act(dialog) => deed::go_on(state, dialog),
        Dialog::Doubt(dialog) => doubt::go_on(*dialog),
        Dialog::Template(dialog) => template::go_on(state, dialog),
        Dialog::Snooze(snooze) => arrange::put_off(state, snooze),
        Dialog::Assign(assign) => arrange::assign(state, &assign),
        Dialog::Incident(dialog) => incident::go_on(state, dialog),
        Dialog::Bulk(dialog) => {
            bulk::go_on(state, dialog);
            Vec::new()
        }
        Dialog::Release(release) => handoff::confirm_release(state, release),
        Dialog::CopyLink { link, .. } => {
            state.tell(Notice::Copied);
            vec![Effect::Copy(link.url)]
        }
        Dialog::Quit { .. } => run::quit(state),
    }
}

fn stolen_on(state: &mut State, mut steal: Box<Steal>) -> Vec<Effect> {
    let chars = steal.reason.chars();
    if chars < MIN_REASON_CHARS {
        steal.too_short = true;
        state.overlay = Some(Overlay::Dialog(Dialog::Steal(steal)));
        state.tell(Notice::ReasonTooShort { chars });
        return Vec::new();
    }
    let reason = reason(&steal.reason);
    let (key, fence) = (steal.subject.key.clone(), steal.holder.fence);
    guard::steal::steal(state, key, fence, reason)
}

fn toggled_on(state: &mut State, mut toggle: ToggleDialog) -> Vec<Effect> {
    if toggle.step == Step::Reason {
        let chars = toggle.reason.chars();
        toggle.too_short = chars < MIN_REASON_CHARS;
        if toggle.too_short {
            state.tell(Notice::ReasonTooShort { chars });
        } else {
            toggle.step = Step::Confirm { yes: false };
        }
        state.overlay = Some(Overlay::Dialog(Dialog::Toggle(toggle)));
        return Vec::new();
    }
    let key = toggle.activation.key.clone();
    state.agents.set_busy(&key, true);
    vec![Effect::Do(Verb::Toggle(Toggle {
        key,
        turn: toggle.turn,
        reason: reason(&toggle.reason),
        seen: toggle.activation.seen,
    }))]
}

fn decided_on(state: &mut State, mut decide: DecideDialog) -> Vec<Effect> {
    if decide.step == Step::Reason {
        let chars = decide.reason.chars();
        decide.too_short = chars < MIN_REASON_CHARS;
        if decide.too_short {
            state.tell(Notice::ReasonTooShort { chars });
        } else {
            decide.step = Step::Confirm { yes: false };
        }
        state.overlay = Some(Overlay::Dialog(Dialog::Decide(decide)));
        return Vec::new();
    }
    state.escalations.deciding.insert(decide.work.key.clone());
    vec![Effect::Do(Verb::Decide {
        comment: reason(&decide.reason),
        decision: decide.decision,
        work: decide.work,
    })]
}

fn reason(field: &Field) -> Text {
    Text::from_untrusted(field.text().trim())
}
