//! The language before anything has been read: sentences about bad flags are said in it too.

use crate::domain::language::Language;
use crate::locale;

/// The variables of POSIX that name a language, the strongest first; an empty one counts as unset.
const VARIABLES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The file has been read: it is stronger than the environment, and the flag than the file.
pub fn settle(flag: Option<Language>, file: Option<Language>) {
    if let Some(language) = flag.or(file) {
        locale::speak(language);
    }
}

/// What `--lang` says among the arguments, else what the environment names, else English. The
/// configuration file, which stands between the two, is heard once it is read.
pub fn of_start(
    arguments: impl IntoIterator<Item = String>,
    variable: impl Fn(&str) -> Option<String>,
) -> Language {
    let mut arguments = arguments.into_iter();
    while let Some(argument) = arguments.next() {
        let value = match argument.strip_prefix("--lang") {
            Some("") => arguments.next(),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        if let Some(language) = value.and_then(|value| Language::from_name(&value)) {
            return language;
        }
    }
    let mut set = VARIABLES.iter().filter_map(|name| variable(name));
    let named = set.find(|value| !value.is_empty());
    named
        .and_then(|name| Language::from_name(&name))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spoken(arguments: &[&str], variables: &[(&str, &str)]) -> Language {
        let arguments = arguments.iter().map(|one| (*one).to_owned());
        of_start(arguments, |name| {
            let found = variables.iter().find(|(one, _)| *one == name);
            found.map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_flag_is_heard_before_the_environment() {
        let lang = [("LANG", "pt_BR.UTF-8")];
        assert_eq!(spoken(&["tenants", "list"], &lang), Language::Portuguese);
        assert_eq!(spoken(&["--lang", "es"], &lang), Language::Spanish);
        assert_eq!(spoken(&["tenants", "--lang=en"], &lang), Language::English);
        assert_eq!(spoken(&["--lang", "xx"], &lang), Language::Portuguese);
    }

    #[test]
    fn the_strongest_variable_that_is_set_decides_alone() {
        let all = [("LC_ALL", "C"), ("LANG", "es_CO.UTF-8")];
        assert_eq!(spoken(&[], &all), Language::English);
        let empty = [("LC_ALL", ""), ("LC_MESSAGES", "es_CO"), ("LANG", "pt")];
        assert_eq!(spoken(&[], &empty), Language::Spanish);
        assert_eq!(spoken(&[], &[]), Language::English);
    }
}
