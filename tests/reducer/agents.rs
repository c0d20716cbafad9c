//! The toggle of an agent.

use crate::driver::{Console, page};
use crate::world::{activation, tenants};
use switchboard::app::dialog::{Consequence, Dialog, Step};
use switchboard::app::effect::{Load, Verb};
use switchboard::app::msg::{Loaded, Outcome};
use switchboard::app::notice::Notice;
use switchboard::app::operations::Told;
use switchboard::app::overlay::Overlay;
use switchboard::app::state::Why;
use switchboard::app::{Layer, Pane};
use switchboard::domain::agent::{SeenSwitch, Switch, Toggle, Toggled, Turn};
use switchboard::domain::id::AgentId;
use switchboard::domain::text::Text;

/// The pane of agents: acme's bot is off, and one agent of luna. Switching off has tests of its own (`kill`).
fn agents() -> Console {
    let mut console = Console::up();
    console.keys("4");
    let rows = [
        activation("acme", AgentId::bot(), "", Switch::Off),
        activation("luna", AgentId::from("a-1"), "Ventas", Switch::Off),
    ];
    for row in rows {
        let tenant = row.key.owner();
        console.wait(10).answer(
            |load| matches!(load, Load::Switches { tenant: t } if *t == tenant),
            Ok(Loaded::Switches(vec![row])),
        );
    }
    console
}

fn toggle(console: &Console) -> Option<(Step, Consequence)> {
    match &console.state.overlay {
        Some(Overlay::Dialog(Dialog::Toggle(toggle))) => Some((toggle.step, toggle.consequence)),
        _ => None,
    }
}

#[test]
fn a_toggle_wants_a_reason_and_then_a_yes_that_is_no_at_first() {
    let mut console = agents();
    console.keys("t");
    assert_eq!(toggle(&console), Some((Step::Reason, Consequence::BotOn)));
    console.keys("'no' enter");
    assert!(matches!(
        console.notice(),
        Some(Notice::ReasonTooShort { chars: 2 })
    ));
    console.keys("' responde bien' ctrl-s");
    assert_eq!(
        toggle(&console),
        Some((Step::Confirm { yes: false }, Consequence::BotOn))
    );
    console.keys("enter");
    assert!(console.take_verbs().is_empty(), "Enter takes the default");
    assert_eq!(toggle(&console).map(|(step, _)| step), Some(Step::Reason));
    console.keys("enter tab enter");
    let verbs = console.take_verbs();
    assert_eq!(
        verbs,
        [Verb::Toggle(Toggle {
            key: activation("acme", AgentId::bot(), "", Switch::Off).key,
            turn: Turn::On,
            reason: Text::from("no responde bien"),
            seen: SeenSwitch::Row {
                status: Some("active".to_owned()),
                updated_at: Some("2026-11-01T00:00:00.000Z".to_owned()),
            },
        })]
    );
    assert!(console.state.overlay.is_none());
    assert!(console.state.agents.list.selected().unwrap().busy);
}

#[test]
fn a_letter_says_yes_or_no_too() {
    let mut console = agents();
    console.keys("t 'ocho letras' enter n");
    assert_eq!(toggle(&console).map(|(step, _)| step), Some(Step::Reason));
    assert!(console.take_verbs().is_empty());
    console.keys("enter y");
    assert_eq!(console.take_verbs().len(), 1);
}

#[test]
fn escape_leaves_step_by_step() {
    let mut console = agents();
    console.keys("t 'ocho letras' enter esc");
    assert_eq!(toggle(&console).map(|(step, _)| step), Some(Step::Reason));
    console.keys("esc");
    assert!(console.state.overlay.is_none());
    assert_eq!(console.state.layer(), Layer::List);
}

#[test]
fn an_agent_that_is_off_is_turned_on() {
    let mut console = agents();
    console.keys("home t");
    assert_eq!(toggle(&console), Some((Step::Reason, Consequence::AgentOn)));
}

#[test]
fn outcomes_of_a_toggle_are_told_and_shown() {
    let on = || activation("acme", AgentId::bot(), "", Switch::On);
    let cases = [
        (Toggled::Done { now: on() }, "done"),
        (Toggled::Already { now: on() }, "already"),
        (Toggled::Changed { now: on() }, "changed"),
        (Toggled::Unknown, "unknown"),
        (Toggled::NotFound, "gone"),
    ];
    for (outcome, name) in cases {
        let mut console = agents();
        console.keys("t 'ocho letras' enter y");
        let verb = console.take_verbs().remove(0);
        let Verb::Toggle(toggle) = verb.clone() else {
            panic!("no toggle")
        };
        let epoch = console.state.epoch;
        console.take();
        console.send(switchboard::app::msg::Msg::Done {
            epoch,
            verb,
            outcome: Ok(Outcome::Toggled { toggle, outcome }),
        });
        let fits = match console.notice() {
            Some(Notice::Toggled { turn, .. }) => name == "done" && *turn == Turn::On,
            Some(Notice::AlreadySo { .. }) => name == "already",
            Some(Notice::Kill(Told::Conflict { .. })) => name == "changed",
            Some(Notice::ToggleUnknown { .. }) => name == "unknown",
            Some(Notice::ToggleGone { .. }) => name == "gone",
            _ => false,
        };
        assert!(fits, "{name}: {:?}", console.notice());
        let row = console.state.agents.list.selected().unwrap();
        assert!(!row.busy);
        let told = matches!(name, "done" | "already" | "changed");
        assert_eq!(row.activation.switch == Switch::On, told, "{name}");
        assert!(
            console.asks(|load| matches!(load, Load::Switches { .. })),
            "{name}: it is read again"
        );
    }
}

#[test]
fn there_is_nothing_to_toggle_elsewhere() {
    let mut console = Console::up();
    console.keys(": 'toggle' enter");
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused {
            why: Why::NoSwitch,
            ..
        })
    ));
    assert_eq!(console.state.pane, Pane::Escalations);
}

#[test]
fn switches_that_are_gone_disappear_with_their_tenants_round() {
    let mut console = agents();
    console.wait(10_100);
    for tenant in ["acme", "luna"] {
        console.wait(10).answer(
            |load| matches!(load, Load::Switches { tenant: t } if t.tenant.as_str() == tenant),
            Ok(Loaded::Switches(Vec::new())),
        );
    }
    assert_eq!(console.state.agents.list.total(), 0);
}

#[test]
fn tenants_that_are_gone_disappear_with_the_pass() {
    let mut console = Console::up();
    console.keys("1");
    assert_eq!(console.state.tenants.list.total(), 2);
    console.wait(61_000).answer(
        |load| matches!(load, Load::Tenants { .. }),
        Ok(Loaded::Tenants(page(vec![tenants().remove(0)], None, 1.0))),
    );
    assert_eq!(console.state.tenants.list.total(), 1);
}
