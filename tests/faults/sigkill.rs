//! A process of its own, ended with SIGKILL at every request of a verb, before and after it was done.

use crate::death::{At, MANY, Verb, prepare};
use crate::found::{find, system_rows};
use crate::scene::Scene;
use crate::support::proxy::{Fault, MARK};
use crate::support::{console, marketplace, writing};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use switchboard::domain::id::{ConversationKey, TenantId};

/// Says which verb a child process performs, and on what.
const CHILD: &str = "SWITCHBOARD_TEST_CHILD";

/// Not a test of its own: what the child processes of the tests below run. Elsewhere it has nothing to do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn as_a_child_process() {
    let Ok(told) = std::env::var(CHILD) else {
        return;
    };
    let told: Vec<&str> = told.split('|').collect();
    let [verb, endpoint, state, tenant, conversation] = told.as_slice() else {
        panic!("{told:?}");
    };
    let verb = Verb::ALL
        .into_iter()
        .find(|known| format!("{known:?}") == *verb);
    let station = console(endpoint, "ana", Path::new(state)).await;
    let desk = writing(&station);
    let key = ConversationKey::marketplace(&TenantId::from(*tenant), conversation);
    let claim = station.resumed.claims.first().cloned();
    let _ = desk.tenant(&marketplace(MARK)).await;
    verb.unwrap().perform(&desk, &key, claim).await;
}

fn child(scene: &Scene, verb: Verb, key: &ConversationKey) -> Child {
    let state = scene.state.path().join("ana");
    let told = format!(
        "{verb:?}|{}|{}|{}|{}",
        scene.proxy.endpoint(),
        state.display(),
        key.tenant.as_str(),
        key.conversation.as_str()
    );
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "sigkill::as_a_child_process"])
        .env(CHILD, told)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

async fn kill_for_real(verb: Verb) {
    let scene = Scene::new().await;
    let key = scene.key().await;
    let original = scene.item(&key).await.unwrap();
    let mut deaths = 0;
    for at in [At::Before, At::After] {
        for number in 1..MANY {
            prepare(&scene, verb, &key, &original).await;
            let before = system_rows(&scene).await;
            let fault = match at {
                At::Before => Fault::Hold,
                At::After => Fault::Withhold,
            };
            // The child's connecting comes first; only the request that begins the count arms this.
            let armed = std::sync::atomic::AtomicBool::new(false);
            let mut trap = scene.proxy.trap(1, fault, move |seen| {
                use std::sync::atomic::Ordering::SeqCst;
                armed.fetch_or(seen.number == 0, SeqCst) && seen.number == number
            });
            let mut process = child(&scene, verb, &key);
            let died = loop {
                let tick = std::time::Duration::from_millis(20);
                match tokio::time::timeout(tick, trap.arrived()).await {
                    Ok(()) => break true,
                    Err(_) if process.try_wait().unwrap().is_some() => break false,
                    Err(_) => {}
                }
            };
            // SIGKILL.
            process.kill().unwrap();
            let ended = process.wait().unwrap();
            scene.proxy.clear();
            drop(trap);
            if !died {
                assert!(ended.success() && number > 1, "{verb:?} {number}: {ended}");
                break;
            }
            assert!(!ended.success());
            deaths += 1;
            find(
                &scene,
                verb,
                &key,
                &format!("{verb:?} {at:?} {number}"),
                before,
            )
            .await;
        }
    }
    assert!(deaths >= 2, "{deaths} deaths");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "soak: a process for every request; `death` does the same inside this one"]
async fn sigkill_at_each_request_of_a_claim() {
    kill_for_real(Verb::Claim).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sigkill_at_each_request_of_a_reply() {
    kill_for_real(Verb::Reply).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "soak: a process for every request; `death` does the same inside this one"]
async fn sigkill_at_each_request_of_a_hand_back() {
    kill_for_real(Verb::HandBack).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "soak: a process for every request; `death` does the same inside this one"]
async fn sigkill_at_each_request_of_a_toggle() {
    kill_for_real(Verb::AgentOff).await;
}
