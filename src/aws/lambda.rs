//! Lambda, as far as it is asked which functions there are and when they were changed.

use super::failure::problem;
use crate::domain::change::Deployed;
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use aws_sdk_lambda::Client;
use aws_sdk_lambda::types::FunctionConfiguration;
use jiff::Timestamp;

/// `LastModified` of ListFunctions: `2026-11-21T02:47:11.000+0000`.
const MODIFIED: &str = "%Y-%m-%dT%H:%M:%S%.f%z";
/// Characters of a code's hash that tell two of them apart for a person.
const HASH: usize = 8;

/// Functions in one answer: the most that Lambda gives.
const PAGE: i32 = 50;
/// Answers that are read: 5 000 functions.
const PAGES: usize = 100;

/// The client of an account and region.
#[derive(Clone, Debug)]
pub struct Lambda {
    client: Client,
}

impl Lambda {
    pub(super) fn new(client: Client) -> Self {
        Self { client }
    }

    /// All functions, and whether those are all.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn functions(&self) -> Result<(Vec<Deployed>, bool), Problem> {
        let mut found = Vec::new();
        let mut after = None;
        for _ in 0..PAGES {
            let call = self.client.list_functions().max_items(PAGE);
            let answer = call.set_marker(after).send().await;
            let answer = answer.map_err(|error| problem("lambda:ListFunctions", &error))?;
            found.extend(answer.functions().iter().filter_map(deployed));
            after = answer.next_marker().map(str::to_owned);
            if after.as_deref().is_none_or(str::is_empty) {
                return Ok((found, true));
            }
        }
        Ok((found, false))
    }
}

fn deployed(of: &FunctionConfiguration) -> Option<Deployed> {
    let hash = of
        .code_sha256()
        .map(|hash| hash.chars().take(HASH).collect());
    let about = of.description().filter(|words| !words.is_empty());
    Some(Deployed {
        name: of.function_name()?.to_owned(),
        at: of.last_modified().and_then(moment),
        code: hash.map(|hash: String| Text::from_untrusted(&hash)),
        description: about.map(Text::from_untrusted),
    })
}

fn moment(text: &str) -> Option<Timestamp> {
    let zoned = Timestamp::strptime(MODIFIED, text);
    zoned.ok().or_else(|| text.parse().ok())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_time_of_a_change_is_read_as_lambda_writes_it() {
        let at = moment("2026-11-21T02:47:11.250+0000").unwrap();
        assert_eq!(at.to_string(), "2026-11-21T02:47:11.25Z");
        assert_eq!(moment("2026-11-21T02:47:11Z").unwrap().as_second() % 60, 11);
        assert_eq!(moment("yesterday"), None);
    }
}
