//! The order of lines, and identities that follow from what is identified: whoever gathers the same thing gives it
//! the same key, so that a repeated put finds the row there.

use super::Line;
use jiff::Timestamp;

/// Crockford's digits, as ULIDs have them.
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A ULID of this time whose other 80 bits follow from `parts`.
pub fn ulid(at: Timestamp, parts: &[&str]) -> String {
    let millis = u128::try_from(at.as_millisecond().max(0)).unwrap_or_default() & 0xFFFF_FFFF_FFFF;
    let whole = millis << 80 | hash(parts) & ((1 << 80) - 1);
    (0..26_u32)
        .rev()
        .filter_map(|digit| {
            let at = usize::try_from(whole >> (5 * digit) & 31).ok()?;
            DIGITS.get(at).map(|digit| char::from(*digit))
        })
        .collect()
}

/// The smallest ULID of this time.
pub fn ulid_floor(at: Timestamp) -> String {
    let mut ulid = ulid(at, &[]);
    ulid.truncate(10);
    ulid + "0000000000000000"
}

/// FNV-1a of 128 bits: the same in every version of this program, which a hasher of the library need not be.
fn hash(parts: &[&str]) -> u128 {
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013B;
    let mut hash: u128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D;
    for part in parts {
        // A part ends with a byte that no text has, so that two never flow into each other.
        for byte in part.bytes().chain([0xFF]) {
            hash = (hash ^ u128::from(byte)).wrapping_mul(PRIME);
        }
    }
    // The high bits depend on all input, the low ones less so.
    hash ^ (hash >> 48)
}

/// The lines in the order in which they happened; one that stands twice stands once.
pub fn ordered(mut lines: Vec<Line>) -> Vec<Line> {
    lines.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    lines.dedup_by(|a, b| a.id == b.id);
    lines
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_the_same_has_one_identity_and_what_is_not_has_another() {
        let at = "2026-11-21T03:01:00Z".parse().unwrap();
        let one = ulid(at, &["alarm", "errors"]);
        assert_eq!(one.len(), 26);
        assert_eq!(one, ulid(at, &["alarm", "errors"]));
        assert_ne!(one, ulid(at, &["alarme", "rrors"]));
        let later = "2026-11-21T03:01:01Z".parse().unwrap();
        assert!(one < ulid(later, &["alarm", "errors"]), "sorted by time");
    }
}
