//! The folder in which an embedded backend is kept from one start to the next: its tables in one file, a mark
//! that they were filled (with which seed), and a lock, for one process at a time has it.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::error::EmbeddedError;
use super::seed::Seed;

const TABLES: &str = "tables.sqlite";
const MARK: &str = "seed";
const LOCK: &str = "lock";

/// A folder that this process has for itself. Dropping it lets others have it.
#[derive(Debug)]
pub struct Keep {
    folder: PathBuf,
    /// The tables were filled by an earlier run.
    is_filled: bool,
    _lock: File,
}

impl Keep {
    /// Takes the folder, and makes it where there is none. What a run left that ended while it was still
    /// filling the tables is thrown away.
    ///
    /// # Errors
    /// Another process has it; it holds another seed; it cannot be written.
    pub fn open(folder: &Path, seed: Seed) -> Result<Self, EmbeddedError> {
        let failed = |error: std::io::Error| EmbeddedError::Keep {
            folder: folder.to_owned(),
            reason: error.to_string(),
        };
        fs::create_dir_all(folder).map_err(failed)?;
        let lock = File::create(folder.join(LOCK)).map_err(failed)?;
        if lock.try_lock().is_err() {
            return Err(EmbeddedError::KeptByAnother(folder.to_owned()));
        }
        let mark = fs::read_to_string(folder.join(MARK)).ok();
        match mark.as_deref().map(str::trim) {
            Some(kept) if kept != seed.word() => {
                return Err(EmbeddedError::OtherSeed {
                    folder: folder.to_owned(),
                    kept: kept.to_owned(),
                });
            }
            Some(_) => {}
            None => throw_away(folder).map_err(failed)?,
        }
        Ok(Self {
            folder: folder.to_owned(),
            is_filled: mark.is_some(),
            _lock: lock,
        })
    }

    /// Whether an earlier run filled the tables.
    pub fn is_filled(&self) -> bool {
        self.is_filled
    }

    /// The file of the tables.
    pub fn tables(&self) -> PathBuf {
        self.folder.join(TABLES)
    }

    /// Marks the tables as filled.
    ///
    /// # Errors
    /// When the mark cannot be written; the next run then fills them anew.
    pub fn filled(&self, seed: Seed) -> Result<(), EmbeddedError> {
        let write = || {
            let mut mark = File::create(self.folder.join(MARK))?;
            writeln!(mark, "{}", seed.word())?;
            mark.sync_all()
        };
        write().map_err(|error| EmbeddedError::Keep {
            folder: self.folder.clone(),
            reason: error.to_string(),
        })
    }
}

/// Removes the tables with the files that the engine keeps beside them.
fn throw_away(folder: &Path) -> std::io::Result<()> {
    for beside in ["", "-wal", "-shm", "-journal"] {
        match fs::remove_file(folder.join(format!("{TABLES}{beside}"))) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn one_process_has_the_folder_and_what_was_not_filled_is_thrown_away() {
        let folder = tempfile::tempdir().unwrap();
        let keep = Keep::open(folder.path(), Seed::Plaza).unwrap();
        assert!(!keep.is_filled());
        assert!(matches!(
            Keep::open(folder.path(), Seed::Plaza),
            Err(EmbeddedError::KeptByAnother(_))
        ));
        fs::write(keep.tables(), "half").unwrap();
        drop(keep);
        let keep = Keep::open(folder.path(), Seed::Plaza).unwrap();
        assert!(!keep.tables().exists());
        keep.filled(Seed::Plaza).unwrap();
        fs::write(keep.tables(), "whole").unwrap();
        drop(keep);
        assert!(matches!(
            Keep::open(folder.path(), Seed::Hostile),
            Err(EmbeddedError::OtherSeed { .. })
        ));
        let keep = Keep::open(folder.path(), Seed::Plaza).unwrap();
        assert!(keep.is_filled() && keep.tables().exists());
    }
}
