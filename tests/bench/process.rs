//! What the kernel says of a process.

use std::fs;
use std::time::Duration;

/// Processor time of all threads that live, from `schedstat` (nanoseconds).
pub fn cpu(pid: i32) -> Duration {
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    let nanos = tasks.flatten().filter_map(|task| {
        let stat = fs::read_to_string(task.path().join("schedstat")).ok()?;
        stat.split_whitespace().next()?.parse::<u64>().ok()
    });
    Duration::from_nanos(nanos.sum())
}

/// Processor time that the host withheld from this machine since it started (`steal` of `/proc/stat`, whose ticks are
/// hundredths of a second).
pub fn withheld() -> Duration {
    let stat = fs::read_to_string("/proc/stat").unwrap_or_default();
    let ticks = stat.split_whitespace().nth(8);
    Duration::from_millis(10 * ticks.and_then(|ticks| ticks.parse().ok()).unwrap_or(0))
}

/// `VmRSS` and its highest value so far, in MB.
pub fn resident(pid: i32) -> String {
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let of = |name: &str| {
        let line = status
            .lines()
            .find(|line| line.starts_with(name))
            .unwrap_or_default();
        let kilobytes: f64 = line
            .split_whitespace()
            .nth(1)
            .unwrap_or("0")
            .parse()
            .unwrap();
        kilobytes / 1000.0
    };
    format!(
        "{:.1} MB resident (at most {:.1})",
        of("VmRSS"),
        of("VmHWM")
    )
}
