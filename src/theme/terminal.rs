//! What the environment tells about the terminal. Pure: the values are passed in.

use super::colour::Depth;

/// Whether the terminal's background is dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    Dark,
    Light,
}

/// The variables that decide how to draw, as the process found them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Environment {
    /// `NO_COLOR`: any value but an empty one asks for no colours (no-color.org).
    pub no_color: Option<String>,
    /// `COLORTERM`: `truecolor` or `24bit`.
    pub colorterm: Option<String>,
    /// `TERM`.
    pub term: Option<String>,
    /// `COLORFGBG` (`15;0`): foreground and background of some terminals, as indexes.
    pub colorfgbg: Option<String>,
    /// The first of `LC_ALL`, `LC_CTYPE`, `LANG` that has a value.
    pub locale: Option<String>,
    /// What the terminal itself answered about its background, where it was asked.
    pub background: Option<Shade>,
}

impl Environment {
    /// How many colours may be written.
    pub fn depth(&self) -> Depth {
        let term = self.term.as_deref().unwrap_or_default();
        let colorterm = self.colorterm.as_deref().unwrap_or_default();
        if self
            .no_color
            .as_deref()
            .is_some_and(|value| !value.is_empty())
            || matches!(term, "" | "dumb")
        {
            Depth::Mono
        } else if matches!(colorterm, "truecolor" | "24bit") || term.ends_with("-direct") {
            Depth::True
        } else if term.contains("256color") {
            Depth::TwoFiftySix
        } else {
            Depth::Sixteen
        }
    }

    /// The background as far as it is known, else dark.
    pub fn shade(&self) -> Shade {
        self.background.unwrap_or_else(|| {
            let background = self
                .colorfgbg
                .as_deref()
                .and_then(|pair| pair.rsplit(';').next())
                .and_then(|index| index.parse::<u8>().ok());
            match background {
                Some(7 | 15) => Shade::Light,
                _ => Shade::Dark,
            }
        })
    }

    /// Whether the locale says outright that the terminal knows no UTF-8 (`C`, `POSIX`, another charset).
    /// No locale at all says nothing: containers have none and their terminals are UTF-8.
    pub fn ascii(&self) -> bool {
        let Some(locale) = self.locale.as_deref().filter(|value| !value.is_empty()) else {
            return false;
        };
        let lower = locale.to_ascii_lowercase();
        if lower.contains("utf-8") || lower.contains("utf8") {
            return false;
        }
        matches!(lower.as_str(), "c" | "posix") || lower.contains('.')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(no_color: &str, colorterm: &str, term: &str) -> Environment {
        let value = |raw: &str| (!raw.is_empty()).then(|| raw.to_owned());
        Environment {
            no_color: value(no_color),
            colorterm: value(colorterm),
            term: value(term),
            ..Environment::default()
        }
    }

    #[test]
    fn the_ladder_is_chosen_by_what_the_terminal_says() {
        assert_eq!(with("", "truecolor", "xterm").depth(), Depth::True);
        assert_eq!(with("", "", "xterm-direct").depth(), Depth::True);
        assert_eq!(with("", "", "screen-256color").depth(), Depth::TwoFiftySix);
        assert_eq!(with("", "", "linux").depth(), Depth::Sixteen);
        assert_eq!(with("", "", "dumb").depth(), Depth::Mono);
        assert_eq!(with("", "truecolor", "").depth(), Depth::Mono);
        assert_eq!(with("1", "truecolor", "xterm").depth(), Depth::Mono);
    }

    #[test]
    fn an_empty_no_color_asks_for_nothing() {
        let environment = Environment {
            no_color: Some(String::new()),
            ..with("", "", "xterm")
        };
        assert_eq!(environment.depth(), Depth::Sixteen);
    }

    #[test]
    fn the_background_is_what_the_terminal_answers_before_what_it_exports() {
        let mut environment = with("", "", "xterm");
        assert_eq!(environment.shade(), Shade::Dark);
        environment.colorfgbg = Some("0;15".into());
        assert_eq!(environment.shade(), Shade::Light);
        environment.background = Some(Shade::Dark);
        assert_eq!(environment.shade(), Shade::Dark);
    }

    #[test]
    fn only_a_locale_that_says_so_is_ascii() {
        let ascii = |locale: Option<&str>| {
            Environment {
                locale: locale.map(str::to_owned),
                ..Environment::default()
            }
            .ascii()
        };
        assert!(ascii(Some("C")) && ascii(Some("POSIX")) && ascii(Some("es_CO.ISO-8859-1")));
        assert!(
            !ascii(None) && !ascii(Some("")) && !ascii(Some("C.UTF-8")) && !ascii(Some("es_CO"))
        );
    }
}
