//! Links in what people wrote: found, never opened. What is shown of one is the host to which a browser would
//! really go, with an international name in its encoded form as it stands.

/// A link in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub url: String,
    /// Without user and port; of `https://bank.example@evil.example/` the latter.
    pub host: String,
}

/// The links of a text, in its order. Only `http` and `https`; marks that end a sentence are no part of one.
pub fn links(text: &str) -> Vec<Link> {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '«' | '»'));
    words.filter_map(link).collect()
}

fn link(word: &str) -> Option<Link> {
    let lower = word.to_ascii_lowercase();
    let at = ["https://", "http://"]
        .iter()
        .filter_map(|scheme| lower.find(scheme))
        .min()?;
    let url = word.get(at..)?;
    let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '}', '\'']);
    let (_, rest) = url.split_once("://")?;
    // A browser takes a backslash for a slash.
    let authority = rest.split(['/', '?', '#', '\\']).next()?;
    let host = authority.rsplit('@').next()?;
    let host = match host.strip_prefix('[') {
        Some(six) => six.split(']').next()?,
        None => host.split(':').next()?,
    };
    (!host.is_empty()).then(|| Link {
        url: url.to_owned(),
        host: host.to_lowercase(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hosts(text: &str) -> Vec<String> {
        links(text).into_iter().map(|link| link.host).collect()
    }

    #[test]
    fn the_host_is_where_a_browser_would_go() {
        assert_eq!(
            hosts("mira https://Fotos.Example/a.jpg."),
            ["fotos.example"]
        );
        assert_eq!(
            hosts("https://bank.example@evil.example/x"),
            ["evil.example"]
        );
        assert_eq!(
            hosts("http://evil.example\\@bank.example"),
            ["evil.example"]
        );
        assert_eq!(
            hosts("https://xn--80ak6aa92e.example:8443/?q=1"),
            ["xn--80ak6aa92e.example"]
        );
        assert_eq!(hosts("http://[::1]:80/x"), ["::1"]);
    }

    #[test]
    fn other_schemes_and_plain_words_are_no_links() {
        assert!(hosts("javascript:alert(1) ftp://x.example mailto:a@b.example hola").is_empty());
        assert!(hosts("https:// http://").is_empty());
    }
}
