//! A demo without a screen: it says where it listens, ends on a signal, and leaves nothing.

use crate::process::{Demo, command};
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Stdio;

/// All files below a folder.
pub fn files(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push(path.display().to_string());
        }
    }
    found
}

fn signal(pid: u32, signal: rustix::process::Signal) {
    let pid = rustix::process::Pid::from_raw(pid.try_into().unwrap()).unwrap();
    rustix::process::kill_process(pid, signal).unwrap();
}

#[test]
fn it_ends_quietly_on_a_signal_and_leaves_nothing() {
    use rustix::process::Signal;
    for kind in [Signal::TERM, Signal::INT] {
        let mut demo = Demo::start(&[]);
        signal(demo.pid(), kind);
        assert_eq!(demo.ended(), Some(0));
        assert_eq!(std::fs::read_dir(demo.state()).unwrap().count(), 0);
    }
}

#[test]
fn it_tells_its_endpoint_in_json_too_and_a_taken_port_is_said() {
    let state = tempfile::tempdir().unwrap();
    let mut child = command(state.path())
        .args(["demo", "--json", "--headless", "--listen", "localhost:0"])
        .args(["--speed", "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap())
        .read_line(&mut line)
        .unwrap();
    let told: serde_json::Value = serde_json::from_str(&line).unwrap();
    let address = told["endpoint"]
        .as_str()
        .unwrap()
        .strip_prefix("http://")
        .unwrap();
    let args = ["demo", "--json", "--headless", "--listen", address];
    let taken = crate::process::run(state.path(), &args, "");
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(taken.ending(1)["outcome"], "failed");
    assert!(taken.err.contains(address), "{taken:?}");
}

#[test]
fn generated_conversations_are_there_when_it_says_so() {
    let demo = Demo::start(&["--conversations", "300", "--index"]);
    let list = demo
        .json("ana", &["conversations", "list", "--limit", "1000"])
        .ending(0);
    assert!(list["items"].as_array().unwrap().len() > 300);
}

/// Starts a demo that keeps its tables in `folder`.
fn kept(folder: &Path, more: &[&str]) -> Demo {
    let folder = folder.to_str().unwrap();
    Demo::start(&[&["--data", folder][..], more].concat())
}

#[test]
fn a_kept_demo_goes_on_where_it_ended_also_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let (tenant, agent) = (
        "tenant-ecommerce-solutions",
        ["agents", "disable", "bot", "--tenant"],
    );
    let mut demo = kept(folder.path(), &[]);
    let id = crate::waiting(&demo);
    demo.json(
        "ana",
        &["escalations", "claim", tenant, &id, "--for", "24h"],
    )
    .ending(0);
    let off = [&agent[..], &[tenant, "--reason", "mantenimiento nocturno"]].concat();
    demo.json("ana", &off).ending(0);
    signal(demo.pid(), rustix::process::Signal::KILL);
    demo.ended();
    let again = kept(folder.path(), &[]);
    let already = again.json("eva", &off).ending(0);
    assert_eq!(already["outcome"], "already");
    assert_eq!(already["switch"]["by"], "ana");
    let lost = again.json("eva", &["escalations", "claim", tenant, &id]);
    assert_eq!(lost.ending(3)["outcome"], "lost");
    let trail = again.json("eva", &["audit", "list", "--tenant", tenant]);
    assert!(trail.ending(0)["items"].as_array().unwrap().len() >= 2);
}

#[test]
fn a_kept_demo_is_of_one_process_and_one_seed() {
    let folder = tempfile::tempdir().unwrap();
    let demo = kept(folder.path(), &[]);
    let refused = |seed: &str| {
        let data = folder.path().to_str().unwrap();
        let args = ["demo", "--headless", "--listen", "127.0.0.1:0"];
        let args = [&args[..], &["--data", data, "--seed", seed]].concat();
        let said = crate::process::run(demo.state(), &args, "");
        assert_eq!(said.code, 1, "{said:?}");
        said.err
    };
    assert!(refused("plaza").contains("--endpoint"));
    let state = tempfile::tempdir().unwrap();
    drop(demo);
    let data = folder.path().to_str().unwrap();
    let args = [
        "demo",
        "--headless",
        "--listen",
        "127.0.0.1:0",
        "--data",
        data,
    ];
    let args = [&args[..], &["--seed", "hostile"]].concat();
    let said = crate::process::run(state.path(), &args, "");
    assert!(
        said.code == 1 && said.err.contains("--seed plaza"),
        "{said:?}"
    );
}
