//! Text as a filter compares it: without case and without the accents of Spanish, Portuguese and their neighbours.

/// Adds `text` to `into`, folded.
pub fn fold_into(text: &str, into: &mut String) {
    if text.is_ascii() {
        into.extend(text.chars().map(|c| c.to_ascii_lowercase()));
        return;
    }
    for c in text.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            Some(plain) => into.push(plain),
            // A combining mark is an accent that stands alone.
            None if ('\u{300}'..='\u{36f}').contains(&c) => {}
            None => into.push(c),
        }
    }
}

/// The folded form of `text`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    fold_into(text, &mut folded);
    folded
}

/// The letter below the accent of a lower-case Latin letter.
fn plain(c: char) -> Option<char> {
    Some(match c {
        'á' | 'à' | 'â' | 'ã' | 'ä' | 'å' | 'ā' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'é' | 'è' | 'ê' | 'ë' | 'ē' => 'e',
        'í' | 'ì' | 'î' | 'ï' | 'ī' => 'i',
        'ñ' | 'ń' => 'n',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => 'o',
        'š' | 'ś' => 's',
        'ú' | 'ù' | 'û' | 'ü' | 'ū' => 'u',
        'ý' | 'ÿ' => 'y',
        'ž' | 'ź' | 'ż' => 'z',
        _ => return None,
    })
}
