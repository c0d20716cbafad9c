//! Lines that leave the console: to a new file that only its owner reads, or to a command of the person's shell,
//! which gets them on stdin, has no terminal of its own, and whose outputs come back as text.

use crate::app::logs::out::{Out, Piped, Put};
use crate::domain::text::Text;
use etcetera::base_strategy::{BaseStrategy, choose_base_strategy};
use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// Characters of a command's output that are kept.
const KEPT: usize = 60 * 1024;
/// Files of one second: a name that is taken gets a number.
const SAME_SECOND: usize = 100;

/// Does it; an error in the words of the operating system.
pub fn put(out: &Out) -> Result<Put, String> {
    let done = match out {
        Out::Save { name, text } => folder().and_then(|folder| save(&folder, name, text)),
        Out::Pipe { command, text } => pipe(command, text),
    };
    done.map_err(|error| error.to_string())
}

fn folder() -> io::Result<PathBuf> {
    let strategy = choose_base_strategy().map_err(io::Error::other)?;
    let state = strategy.state_dir();
    let state = state.ok_or_else(|| io::Error::other("no state folder on this system"))?;
    Ok(state.join("switchboard").join("logs"))
}

fn save(folder: &Path, name: &str, text: &str) -> io::Result<Put> {
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    for number in 0..SAME_SECOND {
        let name = match number {
            0 => format!("{name}.log"),
            number => format!("{name}-{number}.log"),
        };
        let path = folder.join(name);
        // Never over what is there, and never through a link that somebody laid.
        let opened = OpenOptions::new()
            .write(true)
            .create_new(true)
            .mode(0o600)
            .open(&path);
        match opened {
            Ok(mut file) => {
                file.write_all(text.as_bytes())?;
                file.sync_all()?;
                let path = Text::from_untrusted(&path.to_string_lossy());
                return Ok(Put::Saved { path });
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn pipe(command: &str, text: &str) -> io::Result<Put> {
    let mut child = started(command)?;
    let stdin = child.stdin.take();
    let given = text.to_owned();
    // Written beside the reading: a command that answers as it reads would stop both.
    let writer = std::thread::Builder::new().spawn(move || {
        if let Some(mut stdin) = stdin {
            // A command such as `head` stops reading early.
            let _ = stdin.write_all(given.as_bytes());
        }
    })?;
    let (mut output, mut cut) = (Vec::new(), false);
    if let Some(stdout) = child.stdout.take() {
        let limit = u64::try_from(KEPT).unwrap_or(u64::MAX);
        let mut stdout = stdout.take(limit + 1);
        stdout.read_to_end(&mut output)?;
        cut = output.len() > KEPT;
        output.truncate(KEPT);
    }
    let status = child.wait()?;
    let _ = writer.join();
    Ok(Put::Piped(Piped {
        command: Text::from_untrusted(command),
        output: Text::from_untrusted(&String::from_utf8_lossy(&output)),
        status: status.code(),
        cut,
    }))
}

/// Starts the person's shell with a command, in a session of its own, so that it has no terminal to speak to.
fn started(command: &str) -> io::Result<Child> {
    let shell = std::env::var_os("SHELL").filter(|shell| !shell.is_empty());
    let shell = shell.unwrap_or_else(|| "/bin/sh".into());
    let piped = |mut run: Command| {
        run.arg("-c")
            // One output, in the order in which it was written.
            .arg(format!("{{ {command}\n}} 2>&1"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        run
    };
    let mut apart = Command::new("setsid");
    apart.arg(&shell);
    match piped(apart).spawn() {
        // Without that program at least a group in the background: who reads from the terminal is stopped.
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            piped(Command::new(&shell)).process_group(0).spawn()
        }
        started => started,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn piped(command: &str, text: &str) -> Piped {
        match pipe(command, text).unwrap() {
            Put::Piped(piped) => piped,
            Put::Saved { .. } => panic!("saved"),
        }
    }

    #[test]
    fn a_file_is_new_and_its_owners_only() {
        let folder = tempfile::tempdir().unwrap();
        let of = |text: &str| match save(folder.path(), "x", text).unwrap() {
            Put::Saved { path } => path.to_string(),
            Put::Piped(_) => panic!("piped"),
        };
        let (first, second) = (of("a\n"), of("b\n"));
        assert_ne!(first, second);
        assert_eq!(std::fs::read_to_string(&first).unwrap(), "a\n");
        let mode = std::fs::metadata(&first).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_command_gets_the_lines_and_says_how_it_ended() {
        let counted = piped("grep -c b", "a\nb\nb\n");
        assert_eq!((counted.output.trim(), counted.status), ("2", Some(0)));
        let failed = piped("echo no >&2; exit 3", "");
        assert_eq!((failed.output.trim(), failed.status), ("no", Some(3)));
        // More than a pipe holds, which the command never reads.
        let many = "x\n".repeat(200_000);
        assert_eq!(piped("head -n 1", &many).output.trim(), "x");
        let much = piped("cat", &many);
        assert!(much.cut);
    }

    #[test]
    fn a_command_has_no_terminal_on_its_input_or_output() {
        let said = piped("test -t 0 || test -t 1 || test -t 2 || echo none", "");
        assert_eq!(said.output.trim(), "none");
    }
}
