//! J8: at three in the morning an alarm leads to the agent that fails, it is switched off from there, and the
//! console proves that it took effect. The world lives here, so facts are waited for.

use crate::pty::{ENTER, Run};
use std::time::Duration;

#[test]
fn an_alarm_leads_to_the_agent_that_is_switched_off_and_seen_to_be_silent() {
    let home = tempfile::tempdir().unwrap();
    let args = ["--scenario", "error-storm", "--operator", "luis"];
    let luis = Run::console(&args, home.path()).start();
    luis.expect(" waiting");

    // What is broken, since when, who fails.
    luis.press("6").expect("fibonacci-high-error-rate-prod");
    luis.press("/").press("high-error-rate").press(ENTER);
    luis.expect("1 of ").expect("Errors by agent");
    luis.expect("nigredo-atendimento @ tenant-ai");

    // Somebody is on it.
    luis.press("i").expect("On it: fibonacci-high-error-rate");
    luis.press("looking").press(ENTER);
    luis.expect("You are on fibonacci-high-error-rate");

    // Off, from the alarm itself.
    luis.press("K")
        .expect("Switch off Agente de Atendimento for AI Tech Solutions")
        .expect("no rule on its bus consumes the event");
    luis.press("\t\t").press("nigredo-atendimento").press(ENTER);
    luis.expect("1 still off");

    // Proved, not assumed: it is looked at for a minute at least.
    luis.press("4").expect("Agente de Atend");
    luis.press("/").press("atendimento tech").press(ENTER);
    luis.expect("2 of ").expect("OFF");
    luis.expect_within("took effect, no run since", Duration::from_secs(180));
}
