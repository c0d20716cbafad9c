//! A token on its way from where it is kept to a request. It cannot be printed, written or copied.

/// A token. There is no way to show it, and one to use it up.
pub(super) struct Secret(String);

impl Secret {
    /// Wraps a token; `None`: it is empty, or could not stand in a header.
    pub fn new(token: String) -> Option<Self> {
        let plain = token.trim();
        let fits = !plain.is_empty() && plain.bytes().all(|byte| (0x21..0x7f).contains(&byte));
        fits.then(|| Self(plain.to_owned()))
    }

    /// The value of the `Authorization` header, once; it is marked so that no log of the client shows it.
    pub fn into_header(self) -> Option<reqwest::header::HeaderValue> {
        let value = reqwest::header::HeaderValue::try_from(format!("Bearer {}", self.0));
        value.ok().map(|mut value| {
            value.set_sensitive(true);
            value
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_not_stand_in_a_header_is_no_token() {
        for odd in ["", "  ", "two words", "line\nbreak", "ñ"] {
            assert!(Secret::new(odd.to_owned()).is_none(), "{odd:?}");
        }
        let header = Secret::new("DUMMY\n".to_owned()).and_then(Secret::into_header);
        assert!(header.is_some_and(|value| value.is_sensitive() && value == "Bearer DUMMY"));
    }
}
