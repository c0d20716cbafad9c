//! The languages of the console.

use serde::{Deserialize, Serialize};

/// A language that every sentence is there in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    #[serde(rename = "en")]
    English,
    #[serde(rename = "es")]
    Spanish,
    #[serde(rename = "pt")]
    Portuguese,
}

impl Language {
    pub const ALL: [Self; 3] = [Self::English, Self::Spanish, Self::Portuguese];

    /// The code of ISO 639-1, as in `--lang` and `LANG`.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Spanish => "es",
            Self::Portuguese => "pt",
        }
    }

    /// From a code or a locale name: `es`, `pt_BR.UTF-8`, `ES-co`. `None`: a language the console does not have.
    pub fn from_name(name: &str) -> Option<Self> {
        let code = name.split(['_', '-', '.', '@']).next()?.to_lowercase();
        Self::ALL.into_iter().find(|one| one.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_name_begins_with_its_language() {
        assert_eq!(Language::from_name("es_CO.UTF-8"), Some(Language::Spanish));
        assert_eq!(Language::from_name("PT-br"), Some(Language::Portuguese));
        assert_eq!(Language::from_name("en"), Some(Language::English));
        assert_eq!(Language::from_name("C.UTF-8"), None);
        assert_eq!(Language::from_name(""), None);
    }
}
