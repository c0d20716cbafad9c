//! The meanings that a style can have. Each is also said in a word or a mark where it is used.

/// A meaning on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Token {
    /// What lies under everything: nothing, where the terminal's own colours are kept.
    Screen,
    Text,
    /// What matters most in its line.
    Strong,
    /// Metadata: ages, ids, units.
    Muted,
    /// Lines between parts.
    Rule,
    /// Where you are.
    Accent,
    Heading,
    HeadingFocused,
    /// A key that can be pressed now.
    Key,
    /// A key that does nothing now.
    KeyOff,
    Urgent,
    Warn,
    Ok,
    /// What customers would feel: production, a pause that does not hold.
    Danger,
    /// A person of the staff.
    Human,
    Bot,
    Customer,
    /// A private note, never sent.
    Note,
    /// What the console itself says inside a transcript.
    System,
    /// The background of the selected row.
    Selection,
    /// The mark before the selected row.
    Bar,
    /// News of the last two seconds.
    Fresh,
    /// The part of a text that a filter found.
    Match,
    /// What is held by this console.
    Mine,
    Chart,
}

impl Token {
    pub(super) const COUNT: usize = 25;

    pub const ALL: [Self; Self::COUNT] = [
        Self::Screen,
        Self::Text,
        Self::Strong,
        Self::Muted,
        Self::Rule,
        Self::Accent,
        Self::Heading,
        Self::HeadingFocused,
        Self::Key,
        Self::KeyOff,
        Self::Urgent,
        Self::Warn,
        Self::Ok,
        Self::Danger,
        Self::Human,
        Self::Bot,
        Self::Customer,
        Self::Note,
        Self::System,
        Self::Selection,
        Self::Bar,
        Self::Fresh,
        Self::Match,
        Self::Mine,
        Self::Chart,
    ];

    /// The name in theme files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Text => "text",
            Self::Strong => "strong",
            Self::Muted => "muted",
            Self::Rule => "rule",
            Self::Accent => "accent",
            Self::Heading => "heading",
            Self::HeadingFocused => "heading-focused",
            Self::Key => "key",
            Self::KeyOff => "key-off",
            Self::Urgent => "urgent",
            Self::Warn => "warn",
            Self::Ok => "ok",
            Self::Danger => "danger",
            Self::Human => "human",
            Self::Bot => "bot",
            Self::Customer => "customer",
            Self::Note => "note",
            Self::System => "system",
            Self::Selection => "selection",
            Self::Bar => "bar",
            Self::Fresh => "fresh",
            Self::Match => "match",
            Self::Mine => "mine",
            Self::Chart => "chart",
        }
    }

    /// The token of that name in theme files.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|token| token.word() == word)
    }

    /// Whose style a token takes where a file leaves it out. Every chain but that of the screen ends at [`Token::Text`].
    pub fn parent(self) -> Option<Self> {
        match self {
            Self::Screen | Self::Text => None,
            Self::Strong
            | Self::Muted
            | Self::Accent
            | Self::Urgent
            | Self::Warn
            | Self::Ok
            | Self::Customer
            | Self::Selection => Some(Self::Text),
            Self::Rule | Self::Heading | Self::KeyOff | Self::System => Some(Self::Muted),
            Self::HeadingFocused | Self::Key | Self::Human | Self::Bar | Self::Chart => {
                Some(Self::Accent)
            }
            Self::Bot => Some(Self::Muted),
            Self::Danger => Some(Self::Urgent),
            Self::Note | Self::Match => Some(Self::Warn),
            Self::Fresh => Some(Self::Ok),
            Self::Mine => Some(Self::Human),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_found_at_its_own_place_and_by_its_own_word() {
        for (at, token) in Token::ALL.into_iter().enumerate() {
            assert_eq!(token as usize, at);
            assert_eq!(Token::from_word(token.word()), Some(token));
        }
    }

    #[test]
    fn every_chain_of_parents_ends() {
        for token in Token::ALL {
            let steps = std::iter::successors(Some(token), |at| at.parent()).take(Token::COUNT + 1);
            assert!(steps.count() <= Token::COUNT, "{}", token.word());
        }
    }
}
