//! The words on which the marketplace's bot gives a conversation to a person, and how one of them was found.
//! The bot looks for a plain substring, so «ya» in «playa» escalates (handoff facts G6): whether a word stood
//! alone is what a person wants to know first. The world of the demo matches with the same code.

pub mod report;

/// Characters that are shown on each side of a word that stands alone.
const AROUND: usize = 24;

/// One kind of trigger with the words it looks for, as the service's source lists them (backend facts 1.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Family {
    /// `human_request`, `urgency`, …
    pub category: &'static str,
    pub keywords: &'static [&'static str],
}

/// In the order in which the service looks; each family reports its first word only.
pub const FAMILIES: [Family; 7] = [
    Family {
        category: "human_request",
        keywords: &[
            "humano",
            "persona",
            "asesor",
            "vendedor",
            "agente",
            "quiero hablar",
            "comunicar",
        ],
    },
    Family {
        category: "complaint",
        keywords: &[
            "malo",
            "terrible",
            "pésimo",
            "molesto",
            "queja",
            "reclamo",
            "problema",
            "no funciona",
            "dañado",
            "roto",
        ],
    },
    Family {
        category: "fake_accusation",
        keywords: &["mentira", "estafa", "fraude", "bot", "máquina"],
    },
    Family {
        category: "manager_request",
        keywords: &["jefe", "supervisor", "gerente", "encargado", "director"],
    },
    Family {
        category: "urgency",
        keywords: &[
            "urgente",
            "rápido",
            "ya",
            "ahora",
            "inmediato",
            "emergencia",
        ],
    },
    Family {
        category: "price_negotiation",
        keywords: &[
            "negociar",
            "descuento",
            "mejor precio",
            "rebaja",
            "deal",
            "trato",
        ],
    },
    Family {
        category: "technical_support",
        keywords: &["garantía", "instalación", "manual", "no entiendo", "error"],
    },
];

/// How a stored reason of a bulk hand back begins; what follows is the word in «». Kept in one language, as
/// the report of triggers reads it back.
pub const FALSE_POSITIVE: &str = "false positive: word ";

/// The reason that is stored when a word is judged to have fired by mistake.
pub fn false_positive(keyword: &str) -> String {
    format!("{FALSE_POSITIVE}«{keyword}»")
}

/// The word of a stored reason that says so.
pub fn judged(reason: &str) -> Option<&str> {
    let rest = reason.strip_prefix(FALSE_POSITIVE)?.strip_prefix('«')?;
    rest.split_once('»').map(|(word, _)| word)
}

/// Where a word was found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Byte range in the text as it was given.
    pub start: usize,
    pub end: usize,
    /// It never stood alone: every place of it is a part of a longer word.
    pub inside: bool,
}

/// Looks for `keyword` (in lower case) in `text` as the service does, whatever the case of the text. A place
/// where it stands alone goes before one inside another word.
pub fn find(text: &str, keyword: &str) -> Option<Found> {
    let folded: Vec<(char, usize, usize)> = text
        .char_indices()
        .flat_map(|(at, c)| {
            c.to_lowercase()
                .map(move |low| (low, at, at + c.len_utf8()))
        })
        .collect();
    let wanted: Vec<char> = keyword.chars().collect();
    if wanted.is_empty() {
        return None;
    }
    let mut first = None;
    for (at, window) in folded.windows(wanted.len()).enumerate() {
        if !window.iter().map(|(c, _, _)| c).eq(&wanted) {
            continue;
        }
        let letter = |place: Option<usize>| {
            let place = place.and_then(|place| folded.get(place));
            place.is_some_and(|(c, _, _)| is_of_a_word(*c))
        };
        let inside = letter(at.checked_sub(1)) || letter(Some(at + wanted.len()));
        let (Some((_, start, _)), Some((_, _, end))) = (window.first(), window.last()) else {
            continue;
        };
        let found = Found {
            start: *start,
            end: *end,
            inside,
        };
        if !inside {
            return Some(found);
        }
        first.get_or_insert(found);
    }
    first
}

/// Letters, digits, and the accents that stand alone behind a letter.
fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)
}

/// The first word of each family that is found anywhere in `text`, with the family.
pub fn matches(text: &str) -> Vec<(&'static Family, &'static str)> {
    let text = text.to_lowercase();
    let of = |family: &'static Family| {
        let word = family.keywords.iter().find(|word| text.contains(**word))?;
        Some((family, *word))
    };
    FAMILIES.iter().filter_map(of).collect()
}

/// The words for which a conversation was given away: those that the stored reason quotes, else those that
/// the customer's last message holds. Each once, in the order of the families.
pub fn keywords(reason: Option<&str>, said: Option<&str>) -> Vec<&'static str> {
    let quoted = reason.map(quoted).unwrap_or_default();
    if !quoted.is_empty() {
        return quoted;
    }
    let found = said.map(matches).unwrap_or_default();
    found.into_iter().map(|(_, word)| word).collect()
}

/// The published words that stand between quotation marks in a reason.
fn quoted(reason: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    for part in reason.split(['"', '«', '»', '\'', '“', '”']).skip(1) {
        let known = FAMILIES
            .iter()
            .flat_map(|family| family.keywords)
            .find(|word| **word == part);
        if let Some(word) = known
            && !found.contains(word)
        {
            found.push(*word);
        }
    }
    found
}

/// How a word was found in what the customer said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sighting {
    pub keyword: String,
    /// What stands before, the word, what stands after; and whether it only fired inside another word.
    /// `None`: no message that is kept holds it.
    pub place: Option<((String, String, String), bool)>,
}

impl Sighting {
    /// Whether it fired only inside another word.
    pub fn is_inside(&self) -> bool {
        self.place.as_ref().is_some_and(|(_, inside)| *inside)
    }
}

/// Looks for a word in what a customer said, the newest first.
pub fn sight<'t>(keyword: &str, said: impl IntoIterator<Item = &'t str>) -> Sighting {
    let lower = keyword.to_lowercase();
    let mut texts = said.into_iter();
    let place = texts.find_map(|text| {
        let found = find(text, &lower)?;
        Some((context(text, &found, AROUND), found.inside))
    });
    Sighting {
        keyword: keyword.to_owned(),
        place,
    }
}

/// The longer word that a find lies in, or the words around it: at most `around` characters on each side,
/// cut at blanks.
pub fn context(text: &str, found: &Found, around: usize) -> (String, String, String) {
    let before = text.get(..found.start).unwrap_or_default();
    let after = text.get(found.end..).unwrap_or_default();
    let word = text.get(found.start..found.end).unwrap_or_default();
    if found.inside {
        let head = before.rsplit(|c| !is_of_a_word(c)).next();
        let tail = after.split(|c| !is_of_a_word(c)).next();
        return (
            head.unwrap_or_default().to_owned(),
            word.to_owned(),
            tail.unwrap_or_default().to_owned(),
        );
    }
    let skipped = before.chars().count().saturating_sub(around);
    let head: String = before.chars().skip(skipped).collect();
    let head = match (skipped, head.split_once(' ')) {
        (0, _) | (_, None) => head,
        (_, Some((_, rest))) => format!("…{rest}"),
    };
    let tail: String = after.chars().take(around).collect();
    let tail = match (tail.len() < after.len(), tail.rsplit_once(' ')) {
        (true, Some((kept, _))) => format!("{kept}…"),
        _ => tail,
    };
    (head, word.to_owned(), tail)
}

/// A pattern that would have found the word only where it stands alone; for whoever keeps the bot's list.
pub fn pattern(keyword: &str) -> String {
    format!("\\b{keyword}\\b")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_inside_another_is_told_from_one_that_stands_alone() {
        assert!(find("¿Tienen termos para la Playa?", "ya").is_some_and(|found| found.inside));
        assert!(find("lo quiero YA, por favor", "ya").is_some_and(|found| !found.inside));
        assert!(find("una botella", "bot").is_some_and(|found| found.inside));
        assert_eq!(find("hola", "ya"), None);
    }

    #[test]
    fn one_place_where_it_stands_alone_is_enough() {
        let text = "voy a la playa, ya";
        let found = find(text, "ya").unwrap_or(Found {
            start: 0,
            end: 0,
            inside: true,
        });
        assert!(!found.inside);
        assert_eq!(text.get(found.start..), Some("ya"));
    }

    #[test]
    fn an_accent_beside_it_makes_it_a_part_of_a_word() {
        assert!(find("yá\u{301}", "y").is_some_and(|found| found.inside));
        assert!(find("mañya\u{301}", "ya").is_some_and(|found| found.inside));
        assert!(find("él ya", "ya").is_some_and(|found| !found.inside));
        assert!(find("óya", "ya").is_some_and(|found| found.inside));
    }

    #[test]
    fn the_context_is_the_whole_word_or_the_words_around() {
        let text = "termos para la playa?";
        let found = find(text, "ya");
        let said = found.map(|found| context(text, &found, 12));
        assert_eq!(said, Some(("pla".into(), "ya".into(), String::new())));
        let text = "Buenas tardes, lo quiero ya porque salgo de viaje";
        let said = find(text, "ya").map(|found| context(text, &found, 12));
        assert_eq!(
            said,
            Some(("…lo quiero ".into(), "ya".into(), " porque…".into()))
        );
    }

    #[test]
    fn words_are_read_from_the_reason_and_else_from_what_was_said() {
        let reason = "Suena a queja: \"malo\"; Dice que es urgente: \"ya\"";
        assert_eq!(keywords(Some(reason), Some("quiero ya")), ["malo", "ya"]);
        assert_eq!(keywords(Some("Error técnico"), Some("la playa")), ["ya"]);
        assert!(keywords(None, None).is_empty());
    }

    #[test]
    fn a_judgement_is_read_back() {
        assert_eq!(judged(&false_positive("ya")), Some("ya"));
        assert_eq!(judged("customer is happy"), None);
    }
}
