//! The race over processes: consoles that share nothing but the tables all want all conversations. Each has
//! exactly one winner, and every loser names it.

use crate::support::{claim_of, console, writing};
use crate::{Scene, scene};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use switchboard::domain::handoff::{Claimed, LEASE};
use switchboard::domain::id::{ConversationKey, TenantId};
use switchboard::domain::text::Text;

/// Says to a child process where it works, and as whom.
const CHILD: &str = "SWITCHBOARD_RACE_CHILD";
/// What a child says once it is connected.
const READY: &str = "ready to race";

/// Not a test of its own: one console of the races below. Elsewhere it has nothing to do.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn as_a_child_process() {
    let Ok(told) = std::env::var(CHILD) else {
        return;
    };
    let [endpoint, state, name, keys, answers] = told.split('|').collect::<Vec<_>>()[..] else {
        panic!("{told}");
    };
    let station = console(endpoint, name, Path::new(state)).await;
    let desk = writing(&station);
    let mut keys: Vec<ConversationKey> = std::fs::read_to_string(keys)
        .unwrap()
        .lines()
        .map(|line| {
            let (tenant, conversation) = line.split_once('\t').unwrap();
            ConversationKey::marketplace(&TenantId::from(tenant), conversation)
        })
        .collect();
    fastrand::shuffle(&mut keys);
    writeln!(std::io::stdout(), "{READY}").unwrap();
    std::io::stdin().read_line(&mut String::new()).unwrap();
    let mut said = String::new();
    for key in keys {
        let reason = Text::from_untrusted("to help the customer");
        let (word, claim) = match desk.claim(&key, Some(&reason), LEASE * 20).await.unwrap() {
            Claimed::Won { claim, .. } => ("won", claim),
            Claimed::Lost { holder } => ("lost", holder),
            other => panic!("{other:?}"),
        };
        let conversation = key.conversation.as_str();
        let fence = claim.fence.0;
        said.push_str(&format!(
            "{conversation}\t{word}\t{}\t{fence}\n",
            claim.owner
        ));
    }
    std::fs::write(answers, said).unwrap();
}

fn child(scene: &Scene, at: usize) -> Child {
    let folder = scene.folder();
    let told = format!(
        "{}|{}|racer{at}|{}|{}",
        scene.backend.endpoint(),
        folder.join(format!("racer{at}")).display(),
        folder.join("keys").display(),
        folder.join(format!("answers{at}")).display(),
    );
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "processes::as_a_child_process", "--nocapture"])
        .env(CHILD, told)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Waits until a child is connected; its other output is none of ours.
fn until_ready(child: &mut Child) {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut lines = lines.map(Result::unwrap);
    assert!(lines.any(|line| line.contains(READY)), "it never began");
    std::thread::spawn(move || lines.for_each(drop));
}

async fn race_of_processes(consoles: usize, conversations: usize) {
    let scene = scene(conversations * 3, 1).await;
    let keys = scene.keys(conversations).await;
    let lines: Vec<String> = keys
        .iter()
        .map(|key| format!("{}\t{}", key.tenant.as_str(), key.conversation.as_str()))
        .collect();
    std::fs::write(scene.folder().join("keys"), lines.join("\n")).unwrap();

    let mut children: Vec<Child> = (0..consoles).map(|at| child(&scene, at)).collect();
    children.iter_mut().for_each(until_ready);
    for child in &mut children {
        child.stdin.take().unwrap().write_all(b"go\n").unwrap();
    }
    let ended = tokio::task::spawn_blocking(move || {
        let ended = children.iter_mut().map(|child| child.wait().unwrap());
        ended.collect::<Vec<_>>()
    });
    assert!(
        ended
            .await
            .unwrap()
            .iter()
            .all(std::process::ExitStatus::success)
    );

    let mut winners: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut named: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for at in 0..consoles {
        let said = std::fs::read_to_string(scene.folder().join(format!("answers{at}"))).unwrap();
        for line in said.lines() {
            let [conversation, word, owner, fence] = line.split('\t').collect::<Vec<_>>()[..]
            else {
                panic!("{line}");
            };
            let entry = (owner.to_owned(), fence.to_owned());
            named
                .entry(conversation.to_owned())
                .or_default()
                .push(entry);
            if word == "won" {
                let won = winners.entry(conversation.to_owned()).or_default();
                won.push(owner.to_owned());
            }
        }
    }
    for key in &keys {
        let conversation = key.conversation.as_str();
        let won = &winners[conversation];
        assert_eq!(won.len(), 1, "{conversation}: {won:?}");
        let said = &named[conversation];
        assert_eq!(said.len(), consoles, "{conversation}: {said:?}");
        let truth = (won[0].clone(), "1".to_owned());
        assert!(
            said.iter().all(|one| *one == truth),
            "{conversation}: {said:?}"
        );
        let held = claim_of(&scene.consoles[0], key).await.unwrap();
        assert_eq!((held.owner, held.fence.0), (won[0].clone(), 1));
    }
    scene.backend.stop();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn six_processes_that_want_forty_conversations_have_one_winner_each() {
    race_of_processes(6, 40).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "soak: twenty processes and ten thousand claims"]
async fn twenty_processes_that_want_five_hundred_conversations_have_one_winner_each() {
    race_of_processes(20, 500).await;
}
