//! J8: at three in the morning an alarm leads to who fails, to the lines and the trace of a failed run, to the agent
//! that is switched off from there; the console proves that it took effect, the alarm comes back to OK by itself, and
//! what happened is written down. The world lives here, so facts are waited for.

use crate::pty::{ENTER, ESC, Run, Tty};
use std::path::Path;
use std::time::Duration;

/// An alarm looks at two whole minutes, the proof at one: each may have just begun.
const RECOVERY: Duration = Duration::from_secs(240);
const ERROR: &str = "TypeError: Cannot read properties";

#[test]
fn an_alarm_leads_to_its_lines_its_trace_its_agent_and_to_proved_recovery() {
    let home = tempfile::tempdir().unwrap();
    let papers = home.path().join("papers");
    std::fs::create_dir_all(&papers).unwrap();
    let args = ["--scenario", "error-storm", "--operator", "luis"];
    let luis = Run::console(&args, home.path()).size(140, 50);
    let luis = luis.within(&papers).start();
    luis.expect(" waiting");

    // What is broken, since when, who fails.
    luis.press("6").expect("fibonacci-high-error-rate-prod");
    luis.press("/").press("high-error-rate").press(ENTER);
    luis.expect("1 of ").expect("Errors by agent");
    luis.expect("nigredo-atendimento @ tenant-ai");

    // Somebody is on it, and it is written down.
    luis.press("i").expect("On it: fibonacci-high-error-rate");
    luis.press("looking").press(ENTER);
    luis.expect("You are on fibonacci-high-error-rate");
    luis.press("!").expect("Open an incident").press(ENTER);
    luis.expect("Incident opened").expect("broken since");
    luis.press(ESC).expect("Open incidents");
    luis.press(ESC)
        .expect_gone("Open incidents")
        .expect("1 of ");

    lines_and_trace(&luis);
    traces(&luis);

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
    luis.expect_within("took effect, no run since", RECOVERY);

    // The alarm comes back by itself, and its history says when.
    luis.press("6").expect("1 of ");
    luis.wait("the alarm back at OK", RECOVERY, |screen| {
        let text = screen.contents();
        let is_row = |line: &&str| line.contains("fibonacci-high-error-rate");
        let row = text.lines().find(is_row).unwrap_or_default();
        !row.contains("ALARM") && row.contains("OK")
    });
    luis.expect("ALARM → OK");
    written(&luis, &papers);
}

/// From the alarm to the lines of its time, to the trace of a run that failed, and to what that run wrote.
fn lines_and_trace(luis: &Tty) {
    luis.press("l").expect("Logs ›").expect("following");
    luis.press("/").expect("-without");
    luis.press(" level=error").press(ENTER);
    luis.expect_gone("-without").expect(ERROR);
    luis.press("T").expect("Trace ›");
    luis.expect("fibonacci-api-handler-prod").expect(ERROR);
    luis.expect("5 pieces");
    // The piece that failed is the selected one: Enter opens what it wrote.
    luis.press(ENTER)
        .expect("Logs ›")
        .expect("Agent run started");
    luis.expect(ERROR);
    luis.press(ESC).expect("5 pieces");
    luis.press(ESC).expect("level=error");
    luis.press(ESC).expect("1 of ").expect("Errors by agent");
}

/// From the alarm straight to the traces of its time.
fn traces(luis: &Tty) {
    luis.press("T").expect("Traces ›").expect("failed, ");
    luis.expect("fibonacci-api/prod").expect("✗");
    luis.press(ENTER).expect("5 pieces").expect(ERROR);
    luis.press(ESC).expect("Traces ›");
    luis.press("+").expect("all, ").expect("✓");
    luis.press(ESC).expect("1 of ").expect("Errors by agent");
}

/// The incident has gathered what happened, and leaves as a file without a number in it.
fn written(luis: &Tty, papers: &Path) {
    luis.press("gi").expect("Open incidents").press(ENTER);
    luis.expect("broken since");
    luis.expect("luis is on fibonacci-high-error-rate-prod");
    luis.expect("agent.off 10000000-0000-0000-0000-000000000004");
    luis.expect("← same agent");
    luis.expect_within("fibonacci-high-error-rate-prod → OK", RECOVERY);
    luis.press("w").expect("readable by you only");
    let files: Vec<_> = std::fs::read_dir(papers).unwrap().flatten().collect();
    let [file] = files.as_slice() else {
        panic!("one: {files:?}");
    };
    let text = std::fs::read_to_string(file.path()).unwrap();
    for part in ["broken since", "luis is on", "agent.off", "→ OK"] {
        assert!(text.contains(part), "{part}: {text}");
    }
}
