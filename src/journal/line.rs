//! One line of a journal: eight hexadecimal digits of CRC-32, a space, JSON, a newline.

use super::Entry;

/// The line for an entry.
pub(super) fn encode(entry: &Entry) -> Vec<u8> {
    let json = serde_json::to_string(entry).unwrap_or_default();
    format!("{:08x} {json}\n", crc32fast::hash(json.as_bytes())).into_bytes()
}

/// The entries of a file up to the first line that is torn or not ours.
pub(super) fn decode(file: &[u8]) -> Vec<Entry> {
    file.split_inclusive(|byte| *byte == b'\n')
        .map_while(one)
        .collect()
}

fn one(line: &[u8]) -> Option<Entry> {
    let line = std::str::from_utf8(line.strip_suffix(b"\n")?).ok()?;
    let (checksum, json) = line.split_once(' ')?;
    if u32::from_str_radix(checksum, 16).ok()? != crc32fast::hash(json.as_bytes()) {
        return None;
    }
    serde_json::from_str(json).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use crate::domain::id::{ConversationKey, MessageId, TenantId};

    fn entries() -> Vec<Entry> {
        let key = ConversationKey::marketplace(&TenantId::from("tenant-a"), "conv_1");
        vec![
            Entry::Reply {
                id: MessageId::from("01J"),
                key: key.clone(),
                text: "Hola\n¿cómo estás?".into(),
            },
            Entry::Draft {
                key,
                text: "ñ".into(),
            },
        ]
    }

    #[test]
    fn a_file_cut_at_any_byte_keeps_every_whole_line() {
        let lines: Vec<Vec<u8>> = entries().iter().map(encode).collect();
        let file = lines.concat();
        for cut in 0..=file.len() {
            let whole = if cut == file.len() {
                2
            } else {
                usize::from(cut >= lines[0].len())
            };
            assert_eq!(decode(&file[..cut]), entries()[..whole], "cut at {cut}");
        }
    }

    #[test]
    fn a_changed_byte_ends_the_reading() {
        let mut file = entries().iter().flat_map(encode).collect::<Vec<u8>>();
        file[12] ^= 1;
        assert!(decode(&file).is_empty());
    }
}
