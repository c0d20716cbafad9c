//! Theme files: TOML with one table of tokens. Total: a file is read whole or refused with the place.

use std::collections::BTreeMap;

use ratatui::style::{Modifier, Style};
use serde::Deserialize;

use super::colour::{Depth, Tint, hex, name};
use super::token::Token;

/// Why a theme file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// Not TOML, or not of this shape; the words name line and column.
    #[error("{0}")]
    Syntax(String),
    #[error("there is no token `{0}`")]
    UnknownToken(String),
    #[error("`{value}` is no colour (token `{token}`)")]
    UnknownColour { token: String, value: String },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    name: String,
    tokens: BTreeMap<String, RawStyle>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStyle {
    fg: Option<String>,
    bg: Option<String>,
    fg16: Option<String>,
    bg16: Option<String>,
    #[serde(default)]
    bold: bool,
    #[serde(default)]
    dim: bool,
    #[serde(default)]
    italic: bool,
    #[serde(default)]
    underline: bool,
    #[serde(default)]
    reverse: bool,
}

/// A style before it is known how many colours there are.
#[derive(Clone, Copy, Debug)]
struct Look {
    fg: Tint,
    bg: Tint,
    modifier: Modifier,
}

/// A file that has been read.
#[derive(Debug)]
pub(super) struct File {
    pub name: String,
    looks: Vec<(Token, Look)>,
}

impl File {
    /// Whether the file itself states this token.
    #[cfg(test)]
    pub fn names(&self, token: Token) -> bool {
        self.look(token).is_some()
    }

    fn look(&self, token: Token) -> Option<&Look> {
        self.looks
            .iter()
            .find(|(named, _)| *named == token)
            .map(|(_, look)| look)
    }

    /// The style of a token, its own or its nearest ancestor's.
    pub fn style(&self, token: Token, depth: Depth) -> Style {
        std::iter::successors(Some(token), |at| at.parent())
            .find_map(|at| self.look(at))
            .map_or_else(Style::new, |look| look.style(depth))
    }
}

impl Look {
    fn style(&self, depth: Depth) -> Style {
        let mut style = Style::new().add_modifier(self.modifier);
        style.fg = self.fg.at(depth);
        style.bg = self.bg.at(depth);
        style
    }
}

/// Reads a file.
pub(super) fn read(source: &str) -> Result<File, ThemeError> {
    let raw: Raw = toml::from_str(source).map_err(|error| ThemeError::Syntax(error.to_string()))?;
    let mut looks = Vec::with_capacity(raw.tokens.len());
    for (word, style) in raw.tokens {
        let token =
            Token::from_word(&word).ok_or_else(|| ThemeError::UnknownToken(word.clone()))?;
        looks.push((token, look(token, &style)?));
    }
    Ok(File {
        name: raw.name,
        looks,
    })
}

fn look(token: Token, raw: &RawStyle) -> Result<Look, ThemeError> {
    let modifiers = [
        (raw.bold, Modifier::BOLD),
        (raw.dim, Modifier::DIM),
        (raw.italic, Modifier::ITALIC),
        (raw.underline, Modifier::UNDERLINED),
        (raw.reverse, Modifier::REVERSED),
    ];
    Ok(Look {
        fg: tint(token, raw.fg.as_deref(), raw.fg16.as_deref())?,
        bg: tint(token, raw.bg.as_deref(), raw.bg16.as_deref())?,
        modifier: modifiers
            .into_iter()
            .filter(|(set, _)| *set)
            .map(|(_, modifier)| modifier)
            .collect(),
    })
}

fn tint(token: Token, exact: Option<&str>, named: Option<&str>) -> Result<Tint, ThemeError> {
    let unknown = |value: &str| ThemeError::UnknownColour {
        token: token.word().to_owned(),
        value: value.to_owned(),
    };
    Ok(Tint {
        exact: exact
            .map(|raw| hex(raw).ok_or_else(|| unknown(raw)))
            .transpose()?,
        named: named
            .map(|raw| name(raw).ok_or_else(|| unknown(raw)))
            .transpose()?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Color;

    #[test]
    fn a_missing_token_takes_the_style_of_its_parent() {
        let file = read("name = \"x\"\n[tokens]\naccent = { fg = \"#102030\" }\n");
        let style = |token| {
            file.as_ref()
                .map(|file| file.style(token, Depth::True).fg)
                .unwrap_or_default()
        };
        let blue = Some(Color::Rgb(0x10, 0x20, 0x30));
        assert_eq!(style(Token::Accent), blue);
        assert_eq!(style(Token::Mine), blue, "mine → human → accent");
        assert_eq!(style(Token::Urgent), None);
    }

    #[test]
    fn a_bad_file_says_where_it_is_bad() {
        assert!(matches!(read("name = "), Err(ThemeError::Syntax(_))));
        assert_eq!(
            read("name = \"x\"\n[tokens]\nbackground = {}\n").err(),
            Some(ThemeError::UnknownToken("background".into()))
        );
        assert_eq!(
            read("name = \"x\"\n[tokens]\nwarn = { fg = \"amber\" }\n").err(),
            Some(ThemeError::UnknownColour {
                token: "warn".into(),
                value: "amber".into()
            })
        );
        assert!(matches!(
            read("name = \"x\"\n[tokens]\nwarn = { blink = true }\n"),
            Err(ThemeError::Syntax(_))
        ));
    }
}
