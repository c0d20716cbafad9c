//! Texts that WhatsApp approved, with places for values: `{{1}}`, `{{2}}`, … or all by name, `{{order_id}}`.
//! What Meta takes for a value (developers.facebook.com/documentation/business-messaging/whatsapp, pages
//! `templates/overview` and `support/error-codes`; its words for 132018: "Param text cannot have new-line/tab
//! characters or more than 4 consecutive spaces"). Pure.

mod pieces;

pub use pieces::Piece;
use pieces::{number, pieces};

/// Longest finished text, in characters: the limit of a template's body, also after filling (code 132005).
pub const MAX_TEMPLATE_CHARS: usize = 1024;
/// The most blanks in a row that a value may have (code 132018).
pub const MAX_BLANKS: usize = 4;
/// The most places: what is not asked for in one sitting is no message of a person.
const MAX_PLACES: usize = 20;

/// A text that the provider sends outside of the customer's 24 hours: approved there, named here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    pub name: String,
    /// As the provider writes it: `es`, `pt_BR`.
    pub language: String,
    /// Its text as it was approved; `None`: the configuration does not say it, so it has no places here.
    pub body: Option<String>,
}

/// A template with its values, as it goes out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    pub name: String,
    pub language: String,
    /// In the order of the places.
    pub values: Vec<Value>,
}

/// What goes into a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Value {
    /// `None`: the place has a number.
    pub place: Option<String>,
    pub text: String,
}

/// Why a value, or the values together, cannot go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Empty,
    /// A line break or a tab.
    Breaks,
    /// More than [`MAX_BLANKS`] in a row.
    Blanks,
    /// With it a place would stand in the finished text.
    Place,
    /// The finished text has so many characters too many.
    TooLong {
        over: usize,
    },
    /// As many places as these, and not as many values.
    Count {
        places: usize,
        values: usize,
    },
}

impl Fault {
    /// For machines and logs; a sentence for people is in `locale`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Empty => "a value is empty",
            Self::Breaks => "a value has a line break or a tab",
            Self::Blanks => "a value has more than four blanks in a row",
            Self::Place => "a place is left in the text",
            Self::TooLong { .. } => "the text is too long",
            Self::Count { .. } => "the values are not as many as the places",
        }
    }
}

impl Template {
    /// What stands for its words where its text is not known.
    pub fn label(&self) -> String {
        format!("[{} · {}]", self.name, self.language)
    }

    /// Its parts in the order of reading.
    pub fn pieces(&self) -> Vec<Piece<'_>> {
        pieces(self.body.as_deref().unwrap_or_default())
    }

    /// Its places in the order in which their values are asked for and sent: by number, or as they are read.
    pub fn places(&self) -> Vec<&str> {
        let mut places: Vec<&str> = Vec::new();
        for piece in self.pieces() {
            if let Piece::Place(place) = piece
                && !places.contains(&place)
            {
                places.push(place);
            }
        }
        if places.iter().all(|place| number(place).is_some()) {
            places.sort_by_key(|place| number(place));
        }
        places
    }

    /// Whether Meta would approve such a text: at most 1024 characters, places from 1 without a gap or all by
    /// name.
    pub fn is_sound(&self) -> bool {
        let places = self.places();
        let numbers: Vec<usize> = places.iter().filter_map(|place| number(place)).collect();
        let counted = numbers.iter().copied().eq(1..=places.len());
        let chars = self.body.as_deref().unwrap_or_default().chars().count();
        chars <= MAX_TEMPLATE_CHARS && places.len() <= MAX_PLACES && (numbers.is_empty() || counted)
    }

    /// What is wrong with a value of the place after those of `before`, blanks at its ends aside.
    pub fn fault(&self, before: &[String], value: &str) -> Option<Fault> {
        let own = own_fault(value.trim());
        if own.is_some() {
            return own;
        }
        let mut values: Vec<String> = before.to_vec();
        values.push(value.to_owned());
        // What is still to come has one character at least.
        values.resize(self.places().len().max(values.len()), "…".to_owned());
        self.fill(&values).err()
    }

    /// The template with these values, and the text as the customer reads it: the label where its text is not
    /// known.
    ///
    /// # Errors
    /// What the provider would refuse.
    pub fn fill(&self, values: &[String]) -> Result<(Filled, String), Fault> {
        let places = self.places();
        if places.len() != values.len() {
            return Err(Fault::Count {
                places: places.len(),
                values: values.len(),
            });
        }
        let values: Vec<&str> = values.iter().map(|value| value.trim()).collect();
        if let Some(fault) = values.iter().find_map(|value| own_fault(value)) {
            return Err(fault);
        }
        let text = match &self.body {
            Some(_) => self.text(|place| {
                let at = places.iter().position(|one| *one == place);
                let value = at.and_then(|at| values.get(at).copied());
                value.unwrap_or_default().to_owned()
            }),
            None => self.label(),
        };
        let chars = text.chars().count();
        if !places.is_empty() && chars > MAX_TEMPLATE_CHARS {
            return Err(Fault::TooLong {
                over: chars - MAX_TEMPLATE_CHARS,
            });
        }
        if pieces(&text)
            .iter()
            .any(|piece| matches!(piece, Piece::Place(_)))
        {
            return Err(Fault::Place);
        }
        let values = places.iter().zip(&values).map(|(place, text)| Value {
            place: number(place).is_none().then(|| (*place).to_owned()),
            text: (*text).to_owned(),
        });
        let filled = Filled {
            name: self.name.clone(),
            language: self.language.clone(),
            values: values.collect(),
        };
        Ok((filled, text))
    }

    /// Its text with something in each place.
    pub fn text(&self, of: impl Fn(&str) -> String) -> String {
        let pieces = self.pieces().into_iter();
        let parts = pieces.map(|piece| match piece {
            Piece::Words(words) => words.to_owned(),
            Piece::Place(place) => of(place),
        });
        parts.collect()
    }

    /// The words of the same line before and after a place where it first stands, each of about `most` characters
    /// at most; another place is an ellipsis. The blank beside the place is theirs.
    pub fn around(&self, place: &str, most: usize) -> (String, String) {
        let pieces = self.pieces();
        let found = pieces.iter().position(|one| *one == Piece::Place(place));
        let at = found.unwrap_or(pieces.len());
        let words = |pieces: &[Piece<'_>]| -> String {
            let parts = pieces.iter().map(|piece| match piece {
                Piece::Words(words) => words,
                Piece::Place(_) => "…",
            });
            parts.collect()
        };
        let before = words(pieces.get(..at).unwrap_or_default());
        let after = words(pieces.get(at + 1..).unwrap_or_default());
        let before = before.rsplit('\n').next().unwrap_or_default();
        let after = after.split('\n').next().unwrap_or_default();
        let mut near = nearest(before.split_whitespace().rev(), most);
        near.reverse();
        let mut left = near.join(" ");
        if before.ends_with(char::is_whitespace) && !left.is_empty() {
            left.push(' ');
        }
        let mut right = nearest(after.split_whitespace(), most).join(" ");
        if after.starts_with(char::is_whitespace) && !right.is_empty() {
            right.insert(0, ' ');
        }
        (left, right)
    }
}

/// The first words that together have `most` characters at most.
fn nearest<'a>(words: impl Iterator<Item = &'a str>, most: usize) -> Vec<&'a str> {
    let mut chars = 0;
    words
        .take_while(|word| {
            chars += word.chars().count() + 1;
            chars <= most + 1
        })
        .collect()
}

/// What is wrong with a value whatever stands around it.
fn own_fault(value: &str) -> Option<Fault> {
    let blanks = " ".repeat(MAX_BLANKS + 1);
    if value.is_empty() {
        Some(Fault::Empty)
    } else if value.contains(|c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
        Some(Fault::Breaks)
    } else if value.contains(&blanks) {
        Some(Fault::Blanks)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    fn of(body: &str) -> Template {
        Template {
            name: "pedido".to_owned(),
            language: "es".to_owned(),
            body: Some(body.to_owned()),
        }
    }

    fn values(values: &[&str]) -> Vec<String> {
        values.iter().map(|one| (*one).to_owned()).collect()
    }

    proptest! {
        #[test]
        fn filling_never_leaves_a_place_and_breaks_no_rule(
            body in "(\\{\\{[12a_]{1,2}\\}\\}|\\{\\{ 1 \\}\\}|[ab {}\n1á]){0,12}",
            given in proptest::collection::vec("[ab{}12 \t\ná]{0,8}", 0..5),
        ) {
            let template = of(&body);
            if let Ok((filled, text)) = template.fill(&given) {
                prop_assert!(!pieces(&text).iter().any(|one| matches!(one, Piece::Place(_))));
                prop_assert_eq!(filled.values.len(), template.places().len());
                for value in &filled.values {
                    prop_assert!(!value.text.is_empty() && own_fault(&value.text).is_none());
                    prop_assert!(text.contains(&value.text));
                }
            }
        }

        #[test]
        fn what_is_asked_one_by_one_can_be_filled_at_last(
            given in proptest::collection::vec("[a-z{}0-9 ]{0,9}", 3),
        ) {
            let template = of("Hola {{1}}, {{2}} sale {{3}}.");
            let one_by_one = (0..given.len()).all(|at| {
                template.fault(&given[..at], &given[at]).is_none()
            });
            prop_assert_eq!(one_by_one, template.fill(&given).is_ok());
        }

        #[test]
        fn any_text_is_read_whole(body in "\\PC{0,60}") {
            let template = of(&body);
            let again = template.text(|place| format!("{{{{{place}}}}}"));
            let no_blanks = |text: &str| text.replace(' ', "");
            prop_assert_eq!(no_blanks(&again), no_blanks(&body));
        }
    }

    #[test]
    fn numbers_are_sent_in_their_order_and_names_as_they_are_read() {
        assert_eq!(of("{{2}} y {{1}}, otra vez {{2}}").places(), ["1", "2"]);
        assert_eq!(of("{{order}} de {{ name }}").places(), ["order", "name"]);
        let (filled, text) = of("{{order}} de {{ name }}")
            .fill(&values(&["8841", " Marta "]))
            .unwrap();
        assert_eq!(text, "8841 de Marta");
        assert_eq!(filled.values[1].place.as_deref(), Some("name"));
        let (filled, text) = of("{{2}}, {{1}}; {{2}}")
            .fill(&values(&["a", "b"]))
            .unwrap();
        assert_eq!(text, "b, a; b");
        assert_eq!(filled.values[0].text, "a");
        assert_eq!(filled.values[0].place, None);
    }

    #[test]
    fn what_meta_refuses_is_refused_here() {
        let template = of("Hola {{1}}, tu pedido {{2}} salió.");
        let fault = |value: &str| template.fill(&values(&["Marta", value])).unwrap_err();
        assert_eq!(fault("  "), Fault::Empty);
        assert_eq!(fault("a\nb"), Fault::Breaks);
        assert_eq!(fault("a\tb"), Fault::Breaks);
        assert_eq!(fault("a     b"), Fault::Blanks);
        assert!(template.fill(&values(&["Marta", "a    b"])).is_ok());
        assert_eq!(fault("{{1}}"), Fault::Place);
        let fixed = "Hola , tu pedido  salió.".chars().count();
        let room = MAX_TEMPLATE_CHARS - fixed - "Marta".len();
        assert!(
            template
                .fill(&values(&["Marta", &"x".repeat(room)]))
                .is_ok()
        );
        assert_eq!(fault(&"x".repeat(room + 2)), Fault::TooLong { over: 2 });
        let count = Fault::Count {
            places: 2,
            values: 1,
        };
        assert_eq!(template.fill(&values(&["Marta"])), Err(count));
        // A value may be shown as a place only together with what stands beside it.
        assert_eq!(of("{{{1}}1}}").fill(&values(&["{"])), Err(Fault::Place));
    }

    #[test]
    fn without_its_text_a_template_goes_out_by_name_alone() {
        let template = Template {
            body: None,
            ..of("")
        };
        let (filled, text) = template.fill(&[]).unwrap();
        assert_eq!(text, "[pedido · es]");
        assert!(filled.values.is_empty());
        assert!(template.fill(&values(&["x"])).is_err());
    }

    #[test]
    fn a_body_that_meta_would_not_approve_is_known() {
        for sound in ["hola", "{{1}} y {{2}}", "{{a}} y {{b_2}}", "{{}} {{a b}}"] {
            assert!(of(sound).is_sound(), "{sound}");
        }
        for odd in ["{{1}} y {{3}}", "{{0}}", "{{1}} y {{a}}", &"x".repeat(1025)] {
            assert!(!of(odd).is_sound(), "{odd}");
        }
    }

    #[test]
    fn a_place_is_known_by_the_words_beside_it() {
        let template = of("Hola {{1}}:\ntu pedido número {{2}} sale el {{3}} por la tarde");
        let around = template.around("2", 14);
        let both = ("pedido número ".to_owned(), " sale el … por".to_owned());
        assert_eq!(around, both);
        let first = ("Hola ".to_owned(), ":".to_owned());
        assert_eq!(template.around("1", 14), first);
        assert_eq!(template.around("9", 14).1, "");
    }
}
