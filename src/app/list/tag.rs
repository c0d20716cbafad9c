//! Words of a filter that ask for one thing exactly: `kw:ya`, `tenant:electro`, `prio:urgent`. A tag begins with
//! a character that no text of a customer can hold, so nobody can write himself into a filter.

/// Stands before a tag and, where it is whole, behind it.
const EDGE: char = '\u{1}';
/// What can be asked for. Of a tenant the beginning is enough; the others are whole.
const NAMES: [(&str, bool); 3] = [("kw:", true), ("tenant:", false), ("prio:", false)];

/// Adds a tag to what a filter looks through.
pub fn push(name: &str, value: &str, into: &mut impl FnMut(&str)) {
    let value = value.replace(' ', "_");
    into(&format!("{EDGE}{name}:{value}{EDGE}"));
}

/// The needle for a word that was typed, case and accents folded away already.
pub(super) fn needle(word: &str) -> String {
    for (name, whole) in NAMES {
        if let Some(value) = word.strip_prefix(name) {
            return match whole && !value.is_empty() {
                true => format!("{EDGE}{name}{value}{EDGE}"),
                false => format!("{EDGE}{name}{value}"),
            };
        }
    }
    word.to_owned()
}
