//! Colours as meanings: a view asks for a [`Token`] and gets the style of the theme at hand.
//!
//! Contract: a theme answers for every token, with only what the terminal can show ([`Depth`]); the
//! terminal's own background stays, except under a selection and a danger mark.

mod colour;
mod file;
mod terminal;
mod token;

use std::sync::Arc;

use ratatui::style::Style;

pub use colour::Depth;
pub use file::ThemeError;
pub use terminal::{Environment, Shade};
pub use token::Token;

const DARK: &str = include_str!("../themes/dark.toml");
const LIGHT: &str = include_str!("../themes/light.toml");
const MONO: &str = include_str!("../themes/mono.toml");

/// Which theme a person asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Choice {
    /// Dark or light by the terminal's background as far as it is known, mono without colours.
    #[default]
    Auto,
    Dark,
    Light,
    Mono,
}

impl Choice {
    /// The choice that follows when a person walks through the themes.
    pub fn next(self) -> Self {
        match self {
            Self::Auto => Self::Dark,
            Self::Dark => Self::Light,
            Self::Light => Self::Mono,
            Self::Mono => Self::Auto,
        }
    }
}

/// A theme ready to draw with.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    name: Arc<str>,
    styles: [Style; Token::COUNT],
    ascii: bool,
}

impl Theme {
    /// The built-in theme for a choice in this terminal. Without colours it is always the mono theme.
    pub fn built_in(choice: Choice, environment: &Environment) -> Self {
        let depth = environment.depth();
        let source = match (depth, choice) {
            (Depth::Mono, _) | (_, Choice::Mono) => MONO,
            (_, Choice::Light) => LIGHT,
            (_, Choice::Dark) => DARK,
            (_, Choice::Auto) => match environment.shade() {
                Shade::Light => LIGHT,
                Shade::Dark => DARK,
            },
        };
        // The files are part of the binary and tested; a theme without styles still draws all text.
        let mut theme = Self::parse(source, depth).unwrap_or_else(|_| Self::plain());
        theme.ascii = environment.ascii();
        theme
    }

    /// A theme file of a person. A token that it leaves out takes the style of its parent.
    ///
    /// # Errors
    /// [`ThemeError`] with the token and the value that cannot be used.
    pub fn parse(source: &str, depth: Depth) -> Result<Self, ThemeError> {
        let file = file::read(source)?;
        Ok(Self {
            styles: Token::ALL.map(|token| file.style(token, depth)),
            name: Arc::from(file.name),
            ascii: false,
        })
    }

    /// No style at all.
    fn plain() -> Self {
        Self {
            name: Arc::from("plain"),
            styles: [Style::new(); Token::COUNT],
            ascii: false,
        }
    }

    /// The style of a meaning.
    pub fn style(&self, token: Token) -> Style {
        self.styles.get(token as usize).copied().unwrap_or_default()
    }

    /// The name that the theme's file states.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Whether only ASCII may be written.
    pub fn ascii(&self) -> bool {
        self.ascii
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_files_are_whole_and_name_every_token() {
        for (name, source) in [("dark", DARK), ("light", LIGHT), ("mono", MONO)] {
            let theme = Theme::parse(source, Depth::True);
            assert_eq!(theme.as_ref().map(Theme::name), Ok(name));
            let file = file::read(source);
            for token in Token::ALL {
                assert!(
                    file.as_ref().is_ok_and(|file| file.names(token)),
                    "{name} does not name {}",
                    token.word()
                );
            }
        }
    }

    #[test]
    fn without_colours_every_choice_is_mono() {
        let environment = Environment {
            no_color: Some("1".into()),
            colorterm: Some("truecolor".into()),
            term: Some("xterm-256color".into()),
            ..Environment::default()
        };
        for choice in [Choice::Auto, Choice::Dark, Choice::Light, Choice::Mono] {
            let theme = Theme::built_in(choice, &environment);
            assert_eq!(theme.name(), "mono");
            for token in Token::ALL {
                let style = theme.style(token);
                assert_eq!((style.fg, style.bg), (None, None), "{}", token.word());
            }
        }
    }

    #[test]
    fn only_the_ground_the_selection_and_danger_touch_the_background() {
        for source in [DARK, LIGHT] {
            for depth in [Depth::Sixteen, Depth::TwoFiftySix, Depth::True] {
                let theme = Theme::parse(source, depth).unwrap_or_else(|_| Theme::plain());
                for token in Token::ALL {
                    let painted = theme.style(token).bg.is_some();
                    let may = match token {
                        Token::Selection | Token::Danger => true,
                        // The dark theme keeps the terminal's own ground.
                        Token::Screen => source == LIGHT,
                        _ => false,
                    };
                    assert_eq!(painted, may, "{} in {}", token.word(), theme.name());
                }
            }
        }
    }
}
