//! Journal files on disk: finding the one to go on with, appending with fsync, forgetting what is settled.

use super::line::{decode, encode};
use super::{Entry, Memory};
use crate::domain::id::ConsoleId;
use crate::domain::problem::{Problem, Trouble};
use std::fs::{DirBuilder, File, OpenOptions, TryLockError};
use std::io::{Read, Seek, SeekFrom, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The folder of one backend's journals.
#[derive(Clone, Debug)]
pub struct Journals {
    folder: PathBuf,
}

/// What a console finds when it starts.
#[derive(Debug)]
pub struct Found {
    pub journal: Journal,
    pub console: ConsoleId,
    /// What this console's earlier run, and other ended ones of the same operator, left.
    pub memory: Memory,
}

/// An open, locked journal. Clones share the file.
#[derive(Clone, Debug)]
pub struct Journal {
    path: PathBuf,
    file: Arc<Mutex<File>>,
}

impl Journals {
    /// The journals for a backend under `state` (such as `~/.local/state/switchboard`), made when missing
    /// with mode 0700.
    ///
    /// # Errors
    /// `Journal` when the folder cannot be made.
    pub fn open(state: &Path, backend: &str) -> Result<Self, Problem> {
        let name: String = backend
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
            .collect();
        let folder = state.join(name);
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(&folder)
            .map_err(|error| problem(&folder, &error))?;
        Ok(Self { folder })
    }

    /// Opens the journal of a console of `operator`: the first one that no living console holds, with its
    /// console id, or a new one with `fresh`. Other ended ones of the same operator are taken in, those of
    /// headless verbs too.
    ///
    /// # Errors
    /// `Journal` when no file can be made or written.
    pub fn resume(&self, operator: &str, fresh: &ConsoleId) -> Result<Found, Problem> {
        let mut ended = self.ended(operator)?;
        ended.sort_by(|a, b| a.path.cmp(&b.path));
        let own = ended.iter().position(|one| !one.console.is_headless());
        let mut own = match own {
            Some(at) => ended.remove(at),
            None => self.create(operator, fresh)?,
        };
        let mut absorbed = Vec::new();
        for other in ended {
            for entry in other.memory.entries() {
                if !matches!(entry, Entry::Claiming { .. } | Entry::Leaving { .. }) {
                    own.memory.learn(entry);
                }
            }
            absorbed.push(other.path);
        }
        own.compact(operator)?;
        for path in absorbed {
            // Its entries are safe in our own file by now; a file that stays is read again next time.
            let _ = std::fs::remove_file(path);
        }
        Ok(Found {
            journal: Journal {
                path: own.path,
                file: Arc::new(Mutex::new(own.file)),
            },
            console: own.console,
            memory: own.memory,
        })
    }

    /// A new journal for a headless verb of `console`, which never goes on with another's.
    ///
    /// # Errors
    /// `Journal` when no file can be made.
    pub fn fresh(&self, operator: &str, console: &ConsoleId) -> Result<Journal, Problem> {
        let own = self.create(operator, console)?;
        Ok(Journal {
            path: own.path,
            file: Arc::new(Mutex::new(own.file)),
        })
    }

    fn ended(&self, operator: &str) -> Result<Vec<OnDisk>, Problem> {
        let listing = std::fs::read_dir(&self.folder).map_err(|e| problem(&self.folder, &e))?;
        let mut found = Vec::new();
        for entry in listing.flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|ending| ending == "journal")
                && let Some(one) = OnDisk::lock(path, operator)
            {
                found.push(one);
            }
        }
        Ok(found)
    }

    fn create(&self, operator: &str, console: &ConsoleId) -> Result<OnDisk, Problem> {
        let name = format!("{}.journal", ulid::Ulid::new());
        let path = self.folder.join(name);
        let mut file = OpenOptions::new()
            .create_new(true)
            .read(true)
            .write(true)
            .mode(0o600)
            .open(&path)
            .map_err(|error| problem(&path, &error))?;
        file.lock().map_err(|error| problem(&path, &error))?;
        let first = Entry::Console {
            console: console.as_str().to_owned(),
            operator: operator.to_owned(),
        };
        append(&mut file, &path, &encode(&first))?;
        Ok(OnDisk {
            path,
            file,
            console: console.clone(),
            memory: Memory::default(),
        })
    }
}

impl Journal {
    /// Appends an entry and waits until it is on the disk.
    ///
    /// # Errors
    /// `Journal` when it cannot be kept; then what it would have protected must not be done.
    pub fn keep(&self, entry: &Entry) -> Result<(), Problem> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        append(&mut file, &self.path, &encode(entry))
    }

    /// What the file says now: the console it belongs to and what is still to be remembered.
    ///
    /// # Errors
    /// `Journal` when the file cannot be read.
    pub fn recall(&self) -> Result<(ConsoleId, Memory), Problem> {
        let bytes = std::fs::read(&self.path).map_err(|error| problem(&self.path, &error))?;
        remembered(&bytes)
            .map(|(console, _, memory)| (console, memory))
            .ok_or_else(|| Problem::new(Trouble::Journal, self.path.display().to_string(), ""))
    }

    /// Removes the file: nothing is left to remember.
    pub fn forget(&self) {
        // A file that stays is found ended and empty at the next start.
        let _ = std::fs::remove_file(&self.path);
    }

    /// Removes the file, and the backend's folder when it was the last one: a demo that ended has
    /// nothing to come back to.
    pub fn forget_backend(&self) {
        self.forget();
        if let Some(folder) = self.path.parent() {
            // Fails while another console's journal is in it, which is as it should be.
            let _ = std::fs::remove_dir(folder);
        }
    }
}

struct OnDisk {
    path: PathBuf,
    file: File,
    console: ConsoleId,
    memory: Memory,
}

impl OnDisk {
    /// Opens an ended journal of `operator`; `None` when it is another's, in use, or not readable.
    fn lock(path: PathBuf, operator: &str) -> Option<Self> {
        let mut file = OpenOptions::new()
            .read(true)
            .append(true)
            .open(&path)
            .ok()?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock | TryLockError::Error(_)) => return None,
        }
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).ok()?;
        let (console, owner, memory) = remembered(&bytes)?;
        (owner == operator).then_some(Self {
            path,
            file,
            console,
            memory,
        })
    }

    /// Writes the file anew with only what is still to be remembered. The old content stays in place
    /// until the new one is on the disk.
    fn compact(&mut self, operator: &str) -> Result<(), Problem> {
        let console = Entry::Console {
            console: self.console.as_str().to_owned(),
            operator: operator.to_owned(),
        };
        let mut bytes = encode(&console);
        for entry in self.memory.entries() {
            bytes.extend(encode(&entry));
        }
        let path = self.path.with_extension("new");
        let mut file = OpenOptions::new()
            .create(true)
            .truncate(true)
            .read(true)
            .write(true)
            .mode(0o600)
            .open(&path)
            .map_err(|error| problem(&path, &error))?;
        file.lock().map_err(|error| problem(&path, &error))?;
        append(&mut file, &path, &bytes)?;
        std::fs::rename(&path, &self.path).map_err(|error| problem(&self.path, &error))?;
        self.file = file;
        Ok(())
    }
}

/// Console, operator and memory of a journal; `None` when it does not begin as one.
fn remembered(bytes: &[u8]) -> Option<(ConsoleId, String, Memory)> {
    let mut entries = decode(bytes).into_iter();
    let Some(Entry::Console { console, operator }) = entries.next() else {
        return None;
    };
    let mut memory = Memory::default();
    entries.for_each(|entry| memory.learn(entry));
    Some((ConsoleId::from(console), operator, memory))
}

fn append(file: &mut File, path: &Path, bytes: &[u8]) -> Result<(), Problem> {
    let kept = file.seek(SeekFrom::End(0)).and_then(|end| {
        file.write_all(bytes)
            .and_then(|()| file.sync_data())
            .inspect_err(|_| {
                // A torn line would hide every later one.
                let _ = file.set_len(end);
            })
    });
    kept.map_err(|error| problem(path, &error))
}

fn problem(path: &Path, error: &std::io::Error) -> Problem {
    Problem::new(
        Trouble::Journal,
        path.display().to_string(),
        error.to_string(),
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::id::{ConversationKey, MessageId, TenantId};
    use std::os::unix::fs::PermissionsExt;

    fn reply(id: &str) -> Entry {
        Entry::Reply {
            id: MessageId::from(id),
            key: ConversationKey::marketplace(&TenantId::from("tenant-a"), "conv_1"),
            text: "hola".into(),
        }
    }

    #[test]
    fn a_restart_goes_on_as_the_same_console_and_a_second_one_is_another() {
        let state = tempfile::tempdir().unwrap();
        let journals = Journals::open(state.path(), "backend").unwrap();
        let first = journals.resume("ana", &ConsoleId::from("c1")).unwrap();
        first.journal.keep(&reply("01")).unwrap();
        let second = journals.resume("ana", &ConsoleId::from("c2")).unwrap();
        assert_eq!(second.console, ConsoleId::from("c2"));
        assert!(second.memory.is_empty());
        drop(first);
        let again = journals.resume("ana", &ConsoleId::from("c3")).unwrap();
        assert_eq!(again.console, ConsoleId::from("c1"));
        assert_eq!(again.memory.unsettled.len(), 1);
    }

    #[test]
    fn what_other_ended_consoles_left_is_taken_in_and_only_once() {
        let state = tempfile::tempdir().unwrap();
        let journals = Journals::open(state.path(), "backend").unwrap();
        let cli = journals.fresh("ana", &ConsoleId::from("cli@host")).unwrap();
        cli.keep(&reply("02")).unwrap();
        let own = journals.resume("ana", &ConsoleId::from("c1")).unwrap();
        assert_eq!(own.console, ConsoleId::from("c1"));
        drop(cli);
        drop(own);
        let found = journals.resume("ana", &ConsoleId::from("c9")).unwrap();
        assert_eq!(found.memory.unsettled.len(), 1);
        assert_eq!(found.console, ConsoleId::from("c1"));
        found
            .journal
            .keep(&Entry::Settled {
                id: MessageId::from("02"),
            })
            .unwrap();
        drop(found);
        let found = journals.resume("ana", &ConsoleId::from("c9")).unwrap();
        assert!(found.memory.is_empty());
    }

    #[test]
    fn another_operators_journal_is_left_alone() {
        let state = tempfile::tempdir().unwrap();
        let journals = Journals::open(state.path(), "backend").unwrap();
        let ana = journals.resume("ana", &ConsoleId::from("c1")).unwrap();
        ana.journal.keep(&reply("01")).unwrap();
        drop(ana);
        let luis = journals.resume("luis", &ConsoleId::from("c2")).unwrap();
        assert_eq!(luis.console, ConsoleId::from("c2"));
        assert!(luis.memory.is_empty());
    }

    #[test]
    fn only_the_owner_can_read_it() {
        let state = tempfile::tempdir().unwrap();
        let journals = Journals::open(state.path(), "backend").unwrap();
        let found = journals.resume("ana", &ConsoleId::from("c1")).unwrap();
        let mode = std::fs::metadata(&found.journal.path)
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
