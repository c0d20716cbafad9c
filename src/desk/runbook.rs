//! The text for an alarm out of a folder of runbooks: `<alarm>.md`, else that of the longest name with which the
//! alarm's begins (`high-error-rate.md` for `high-error-rate-prod`). It is shown and never run; nothing outside of
//! the folder is ever read.

use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Bytes of a text that are read.
const MOST_BYTES: u64 = 64 * 1024;
/// Files of the folder that are looked at.
const MOST_FILES: usize = 2_000;

/// The runbook of an alarm; `None`: the folder has none for it.
///
/// # Errors
/// `NotFound` where there is no such folder, `Refused` with the words of the operating system.
pub fn runbook(folder: &Path, alarm: &str) -> Result<Option<Text>, Problem> {
    let problem = |error: io::Error| {
        let trouble = match error.kind() {
            io::ErrorKind::NotFound => Trouble::NotFound,
            _ => Trouble::Refused,
        };
        Problem::new(trouble, folder.to_string_lossy(), error.to_string())
    };
    let folder = folder.canonicalize().map_err(problem)?;
    let Some(path) = best(&folder, alarm).map_err(problem)? else {
        return Ok(None);
    };
    // A link may lead out of the folder: then it is as if it were not there.
    let path = path.canonicalize().map_err(problem)?;
    if !path.starts_with(&folder) {
        return Ok(None);
    }
    let mut text = Vec::new();
    let file = fs::File::open(&path).map_err(problem)?;
    file.take(MOST_BYTES)
        .read_to_end(&mut text)
        .map_err(problem)?;
    Ok(Some(Text::from_untrusted(&String::from_utf8_lossy(&text))))
}

/// Names are taken from the folder and compared; the alarm's never becomes a path.
fn best(folder: &Path, alarm: &str) -> io::Result<Option<PathBuf>> {
    let mut found: Option<(usize, PathBuf)> = None;
    for entry in fs::read_dir(folder)?.take(MOST_FILES) {
        let path = entry?.path();
        let is_text = path.extension().is_some_and(|ending| ending == "md");
        let stem = path.file_stem().and_then(|stem| stem.to_str());
        let Some(stem) = stem.filter(|_| is_text) else {
            continue;
        };
        let rest = alarm.strip_prefix(stem);
        let fits = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['-', '_', '.']));
        if fits
            && found
                .as_ref()
                .is_none_or(|(length, _)| stem.len() > *length)
        {
            found = Some((stem.len(), path));
        }
    }
    Ok(found.map(|(_, path)| path))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_longest_name_wins_and_nothing_outside_of_the_folder_is_read() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.md"), "not for you").unwrap();
        let folder = outside.path().join("runbooks");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("api.md"), "look at the api").unwrap();
        fs::write(folder.join("api-5xx.md"), "restart nothing").unwrap();
        std::os::unix::fs::symlink(outside.path().join("secret.md"), folder.join("linked.md"))
            .unwrap();
        let text = |alarm: &str| runbook(&folder, alarm).unwrap();
        assert_eq!(text("api-5xx-prod").unwrap().as_str(), "restart nothing");
        assert_eq!(text("api-latency").unwrap().as_str(), "look at the api");
        assert_eq!(text("apinothing"), None);
        assert_eq!(text("../secret"), None);
        assert_eq!(text("linked"), None);
        let missing = runbook(&folder.join("gone"), "api").unwrap_err();
        assert_eq!(missing.trouble, Trouble::NotFound);
    }
}
