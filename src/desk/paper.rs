//! Files that a person asked for: readable by nobody else, and never in place of one that is there.

use crate::domain::problem::{Problem, Trouble};
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

/// Files of one name and day that stand beside each other.
const MOST: u32 = 99;

/// Writes `text` to a new file `<stem>.md` in `folder`, `<stem>-2.md` where that is there; its name.
///
/// # Errors
/// `Refused` with the words of the operating system.
pub fn keep_new(folder: &Path, stem: &str, text: &str) -> Result<String, Problem> {
    for number in 1..=MOST {
        let name = match number {
            1 => format!("{stem}.md"),
            more => format!("{stem}-{more}.md"),
        };
        match create(&folder.join(&name), text) {
            Ok(()) => return Ok(name),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(Problem::new(Trouble::Refused, name, error.to_string())),
        }
    }
    let taken = format!("{MOST} files of this name are there already");
    Err(Problem::new(Trouble::Refused, format!("{stem}.md"), taken))
}

/// Writes `text` to a new file at `path`.
///
/// # Errors
/// `Refused` with the words of the operating system; a file that is there is not touched.
pub fn keep_at(path: &Path, text: &str) -> Result<(), Problem> {
    let refused = |error: io::Error| {
        Problem::new(Trouble::Refused, path.to_string_lossy(), error.to_string())
    };
    create(path, text).map_err(refused)
}

fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut options = OpenOptions::new();
    let mut file = options
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
