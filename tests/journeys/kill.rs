//! J5 and J6: the bot of one tenant is switched off with whom it touches before the eyes, somebody is faster, a role
//! may not; then all tenants, the console killed in the middle, gone on with, and each taken back to its own state.

use crate::pty::{ENTER, ESC, Tty};
use crate::stage::{Stage, TENANT, s};
use rustix::process::Signal;
use std::collections::BTreeMap;
use switchboard::domain::agent::{Activation, Switch, Toggle, Toggled, Turn};
use switchboard::domain::id::{AgentId, PlatformId, SwitchKey, TenantId};
use switchboard::domain::operation::Phase;
use switchboard::domain::text::Text;
use switchboard::embedded::client;

const TABLE: &str = "ai-marketplace-tenants-platform";
const REASON: &str = "responde precios viejos";
/// Tenants beside those of the plaza: enough for some seconds at five a second.
const MORE: usize = 20;

fn bot(stage: &Stage, tenant: &str) -> Activation {
    let key = SwitchKey {
        platform: PlatformId::Marketplace,
        tenant: TenantId::from(tenant),
        agent: AgentId::bot(),
    };
    stage.ask(stage.desk().switch(&key)).unwrap().unwrap()
}

/// Somebody else turns it, from another console.
fn turn(stage: &Stage, tenant: &str, to: Turn) {
    let seen = bot(stage, tenant);
    let toggle = Toggle {
        key: seen.key,
        turn: to,
        reason: Text::from("by hand meanwhile"),
        seen: seen.seen,
    };
    let toggled = stage.ask(stage.desk().toggle(&toggle)).unwrap();
    assert!(matches!(toggled, Toggled::Done { .. }));
}

/// The pane of agents with the bot of the tenant selected.
fn at_the_bot(tty: &Tty) {
    tty.press("4").expect("WhatsApp bot");
    tty.press("/").press("bot e-commerce").press(ENTER);
    tty.expect("1 of ").expect("E-commerce Solutions");
}

#[test]
fn one_tenant_goes_off_with_its_blast_before_the_eyes_and_its_time() {
    let stage = Stage::new();
    let ana = stage.console("ana");
    at_the_bot(&ana);
    ana.press("t")
        .expect("Switch off WhatsApp bot for E-commerce Solutions");
    ana.expect("24 h windows").expect("conversations, ");
    ana.expect("within 5 minutes");
    // A wrong word changes nothing.
    ana.press(REASON).press("\t").press("2h").press("\t");
    ana.press("nope")
        .press(ENTER)
        .expect("type bot to switch it");
    assert_eq!(bot(&stage, TENANT).switch, Switch::On);
    ana.press("\x7f\x7f\x7f\x7f").press("bot").press(ENTER);
    ana.expect("off now").expect("1 still off");
    let now = bot(&stage, TENANT);
    assert_eq!(now.switch, Switch::Off);
    assert_eq!(now.reason.as_deref(), Some(REASON));
    let off = stage.ask(stage.desk().still_off()).unwrap();
    assert!(off[0].due.is_some());
    // What became of it is looked at, not assumed.
    ana.press(ENTER).expect("checking;");
}

#[test]
fn who_was_slower_reads_mine_theirs_and_before() {
    let stage = Stage::new();
    let ana = stage.console("ana");
    at_the_bot(&ana);
    ana.press("t").expect("24 h windows");
    turn(&stage, TENANT, Turn::Off);
    ana.press(REASON).press("\t\t").press("bot").press(ENTER);
    ana.expect("Changed while you looked")
        .expect("Theirs: OFF")
        .expect("by looker");
    // Side by side, with what is left to decide.
    ana.press("d")
        .expect("BASE, as you saw it")
        .expect("MINE, as you asked")
        .expect("there is nothing to apply again");
    ana.press(ENTER).expect_gone("MINE, as you asked");
    let told = bot(&stage, TENANT);
    assert_eq!(told.reason.as_deref(), Some("by hand meanwhile"));
}

#[test]
fn a_role_that_may_not_is_told_who_may() {
    let stage = Stage::new();
    let eva = stage.run("eva", &["--role", "support"]).start();
    eva.expect(" waiting").expect(" in all");
    at_the_bot(&eva);
    eva.press("t").expect("operator");
    eva.press("K").expect("admin");
    assert_eq!(bot(&stage, TENANT).switch, Switch::On);
}

/// More tenants, as the system writes them.
fn tenants(stage: &Stage) {
    let raw = client(&stage.endpoint());
    for at in 0..MORE {
        let word = ["active", "trial", "suspended", "active"][at % 4];
        let put = raw
            .put_item()
            .table_name(TABLE)
            .item("tenantId", s(format!("kill-{at:02}")))
            .item("businessName", s(format!("Tienda {at:02}")))
            .item("status", s(word))
            .item("updatedAt", s("2026-11-01T00:00:00.000Z"));
        stage.ask(put.send()).unwrap();
    }
}

fn words(stage: &Stage) -> BTreeMap<String, String> {
    let raw = client(&stage.endpoint());
    let all = stage.ask(raw.scan().table_name(TABLE).send()).unwrap();
    let text = |item: &crate::stage::Item, name: &str| item[name].as_s().unwrap().clone();
    let items = all.items.unwrap_or_default();
    items
        .iter()
        .map(|item| (text(item, "tenantId"), text(item, "status")))
        .collect()
}

#[test]
fn all_tenants_killed_in_the_middle_resumed_and_taken_back_to_their_own_state() {
    let stage = Stage::new();
    tenants(&stage);
    let before = words(&stage);
    let mut ana = stage.console("ana");
    at_the_bot(&ana);
    ana.press("K")
        .expect("Switch off WhatsApp bot for all tenants")
        .expect("already off");
    ana.press(REASON).press("\t\t").press("bot").press(ENTER);
    ana.expect("half done:");
    ana.signal(Signal::KILL);
    ana.exit();
    let open = stage.ask(stage.desk().operations()).unwrap();
    let half = open.first().unwrap();
    assert_eq!(half.operation.phase, Phase::Running);
    let (id, meant) = (half.operation.id.clone(), half.tally().meant());
    assert!(half.tally().open > 0, "{:?}", half.tally());

    // The same person's console knows at its start.
    let again = stage.run("ana", &[]).start();
    again.expect("half done:").expect("resume (r)");
    again.press("r");
    again.expect(&format!("done: {meant} of {meant}"));
    let is_on = |word: &String| matches!(word.as_str(), "active" | "trial");
    assert!(!words(&stage).values().any(is_on));

    // Eva switches one on; it is not taken back, and listed.
    turn(&stage, "kill-01", Turn::On);
    again.press("z").expect("taken back:");
    again.expect("theirs (looker): changed after us");
    assert_eq!(
        words(&stage),
        before,
        "the one that Eva changed is as it was"
    );
    let done = stage.ask(stage.desk().operation(&id)).unwrap().unwrap();
    assert_eq!((done.tally().restored, done.tally().kept), (meant - 1, 1));
    again.press(ESC).expect_gone("leave it");
}
