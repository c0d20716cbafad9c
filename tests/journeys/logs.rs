//! Logs at night: from the alarm and from an agent to their lines, which are followed until a person moves up, looked
//! through, shown whole or by halves, kept in a file, and copied as the command that reads them.

use crate::pty::{ENTER, ESC, PATIENCE, Run, Tty};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

const RIGHT: &str = "\x1b[C";
const LEFT: &str = "\x1b[D";
/// The end of what the failing agent says.
const END: &str = "(reading 'price')";

/// A console over a demo in which one agent fails every few seconds.
fn storm(state: &Path) -> Run {
    let args = ["--scenario", "error-storm", "--operator", "luis"];
    Run::console(&args, state)
}

/// In the lines of the alarm that rings.
fn of_alarm(tty: &Tty) {
    tty.expect(" waiting");
    tty.press("6").expect("fibonacci-high-error-rate");
    tty.press("/").press("high-error-rate").press(ENTER);
    tty.expect("1 of ").press("l").expect("following");
    tty.expect("Agent run failed");
}

/// Looks for something more than what is looked for.
fn look_for(tty: &Tty, words: &str) {
    tty.press("/").expect("-without").press(words).press(ENTER);
    tty.expect_gone("-without");
}

/// Whether some line of a failed run shows these words in another colour than what stands before them.
fn is_marked(screen: &vt100::Screen, words: &str) -> bool {
    let (rows, columns) = screen.size();
    let (rows, columns) = (rows.get(), columns.get());
    (0..rows).any(|row| {
        let line = screen.contents_between(row, 0, row, columns);
        if !line.contains("Agent run failed") {
            return false;
        }
        let Some(at) = line.find(words) else {
            return false;
        };
        let Ok(column) = u16::try_from(line[..at].chars().count()) else {
            return false;
        };
        let look = |column| {
            let cell = screen.cell(row, column)?;
            Some((
                cell.fgcolor(),
                cell.bgcolor(),
                cell.bold(),
                cell.underline(),
            ))
        };
        column > 0 && look(column) != look(column - 1)
    })
}

/// The files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .flat_map(|entry| match entry.path() {
            path if path.is_dir() => files(&path),
            path => vec![path],
        })
        .collect()
}

/// What was put on the clipboard of the terminal last (OSC 52), decoded.
fn copied(tty: &Tty) -> Option<String> {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let raw = tty.raw();
    let text = String::from_utf8_lossy(&raw);
    let (_, code) = text.rsplit_once("\x1b]52;c;")?;
    let code = code.split(['\x1b', '\x07']).next()?;
    let (mut bits, mut held, mut bytes) = (0_usize, 0, Vec::new());
    for digit in code.chars().filter(|digit| *digit != '=') {
        bits = (bits << 6) | DIGITS.find(digit)?;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push(u8::try_from((bits >> held) & 0xff).ok()?);
        }
    }
    String::from_utf8(bytes).ok()
}

#[test]
fn lines_are_followed_until_one_moves_up_and_then_it_is_said() {
    let home = tempfile::tempdir().unwrap();
    let luis = storm(home.path()).start();
    of_alarm(&luis);
    luis.press("k").expect("stopped, End follows");
    // What comes meanwhile is counted, and what is read stays where it is.
    luis.expect("below: End");
    luis.press("G")
        .expect("following")
        .expect_gone("below: End");

    look_for(&luis, " level=error TypeError");
    luis.expect("/ level=error ").expect("following");
    luis.wait("the word marked", PATIENCE, |screen| {
        is_marked(screen, "TypeError")
    });
    look_for(&luis, " nobody-says-this");
    luis.expect("No line holds that in this time");
    luis.expect("looks for something else");
    luis.press(ESC).expect_gone("No line holds that");
    luis.expect("fibonacci-high-error-rate");
}

#[test]
fn a_long_line_is_shown_by_halves_or_whole() {
    let home = tempfile::tempdir().unwrap();
    let luis = storm(home.path()).size(80, 24).start();
    of_alarm(&luis);
    look_for(&luis, " level=error");
    luis.expect("following").expect("Agent run failed");
    assert!(!luis.contents().contains(END), "{}", luis.contents());
    luis.press(RIGHT).expect("→ 1");
    luis.press(RIGHT).expect("→ 2").expect(END);
    luis.press(LEFT).expect("→ 1");
    luis.press(LEFT).expect_gone("→ 1").expect_gone(END);
    luis.press("w").expect(END);
    luis.press("w").expect_gone(END);
}

#[test]
fn lines_are_kept_in_a_file_and_copied_as_the_command_that_reads_them() {
    let home = tempfile::tempdir().unwrap();
    let luis = storm(home.path()).start();
    of_alarm(&luis);
    look_for(&luis, " level=error group=fibonacci-api-handler");
    luis.expect("› fibonacci-api-handler-prod")
        .expect("Agent run failed");
    luis.press("S")
        .expect("Saved ")
        .expect("for your eyes only");
    let saved: Vec<PathBuf> = files(home.path())
        .into_iter()
        .filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy();
            name.starts_with("alquimista-")
        })
        .collect();
    let [file] = saved.as_slice() else {
        panic!("one: {saved:?}");
    };
    let mode = std::fs::metadata(file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.lines().count() > 0);
    for line in text.lines() {
        let parts: Vec<&str> = line.split('\t').collect();
        assert_eq!(parts.len(), 4, "{line}");
        assert_eq!(parts[1], "/aws/lambda/fibonacci-api-handler-prod");
        assert_eq!(parts[2], "error");
    }

    luis.press("y").expect("Copied");
    let command = copied(&luis).unwrap();
    assert!(
        command.starts_with(
            "aws logs filter-log-events --log-group-name '/aws/lambda/fibonacci-api-handler-prod'"
        ),
        "{command}"
    );
    assert!(command.contains("--start-time "), "{command}");
}

#[test]
fn an_agent_leads_to_its_own_lines() {
    let home = tempfile::tempdir().unwrap();
    let luis = storm(home.path()).start();
    luis.expect(" waiting");
    luis.press("4").expect("Agente de Atend");
    luis.press("/").press("atendimento tech").press(ENTER);
    luis.expect("2 of ").press("gg");
    luis.expect("AI Tech Solutions  tenant-ai-tech-solutions");
    luis.press("l").expect("following");
    luis.expect("tenant=tenant-ai-tech-solutions");
    luis.expect("agent=10000000-0000-0000-0000-000000000004");
    luis.expect("Agent run failed");
    // What another says is not among them.
    luis.press(ESC)
        .expect_gone("following")
        .expect("Agente de Atend");
}
