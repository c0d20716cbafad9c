//! Where a list goes on, as one opaque word. Hexadecimal, because places hold conversation keys, which
//! embed phone numbers that nobody should read off a shell's history. A cursor fits only its own list.

use super::request::List;
use crate::domain::problem::{Problem, Trouble};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fmt::Write as _;

#[derive(Serialize, Deserialize)]
struct Envelope<P> {
    list: String,
    tenant: Option<String>,
    place: P,
}

/// The word for `place` in `list`.
pub fn encode<P: Serialize>(list: &List, place: P) -> String {
    let envelope = Envelope {
        list: list.of.word().to_owned(),
        tenant: list.tenant.as_ref().map(|id| id.as_str().to_owned()),
        place,
    };
    // Places are plain records of texts and numbers, which always serialise.
    let json = serde_json::to_vec(&envelope).unwrap_or_default();
    let mut word = String::with_capacity(json.len() * 2);
    for byte in json {
        let _ = write!(word, "{byte:02x}");
    }
    word
}

/// The place that `list` is to go on at; `None`: at its beginning.
///
/// # Errors
/// `Invalid` when the word is not one that this list gave.
pub fn decode<P: DeserializeOwned>(list: &List) -> Result<Option<P>, Problem> {
    let Some(word) = &list.after else {
        return Ok(None);
    };
    let invalid = || Problem::new(Trouble::Invalid, "--after", "");
    let bytes: Option<Vec<u8>> = word
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    let envelope: Envelope<P> =
        serde_json::from_slice(&bytes.ok_or_else(invalid)?).map_err(|_| invalid())?;
    let tenant = list.tenant.as_ref().map(|id| id.as_str());
    if envelope.list == list.of.word() && envelope.tenant.as_deref() == tenant {
        Ok(Some(envelope.place))
    } else {
        Err(invalid())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::id::TenantId;
    use crate::headless::request::Listed;

    fn list(of: Listed, after: Option<String>) -> List {
        List {
            of,
            tenant: Some(TenantId::from("tenant-a")),
            limit: 5,
            after,
        }
    }

    #[test]
    fn a_cursor_leads_back_to_its_place_and_shows_no_phone() {
        let word = encode(&list(Listed::Usage, None), "conv_+573005550142");
        assert!(!word.contains("5550142"));
        let back: Option<String> = decode(&list(Listed::Usage, Some(word))).unwrap();
        assert_eq!(back.as_deref(), Some("conv_+573005550142"));
    }

    #[test]
    fn a_cursor_of_another_list_or_of_nobody_is_refused() {
        let word = encode(&list(Listed::Usage, None), "here");
        for (of, word) in [
            (Listed::Agents, word.as_str()),
            (Listed::Usage, "no cursor"),
            (Listed::Usage, "7b7d"),
            (Listed::Usage, "é"),
        ] {
            let found = decode::<String>(&list(of, Some(word.to_owned())));
            assert_eq!(found.unwrap_err().trouble, Trouble::Invalid, "{word}");
        }
    }
}
