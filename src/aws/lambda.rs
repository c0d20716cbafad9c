//! Lambda, as far as it is asked which functions there are.

use super::failure::problem;
use crate::domain::problem::Problem;
use aws_sdk_lambda::Client;
use std::collections::BTreeSet;

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

    /// The names of all functions, and whether those are all.
    ///
    /// # Errors
    /// Any failure of a call.
    pub async fn functions(&self) -> Result<(BTreeSet<String>, bool), Problem> {
        let mut names = BTreeSet::new();
        let mut after = None;
        for _ in 0..PAGES {
            let call = self.client.list_functions().max_items(PAGE);
            let answer = call.set_marker(after).send().await;
            let answer = answer.map_err(|error| problem("lambda:ListFunctions", &error))?;
            let functions = answer.functions().iter();
            names.extend(functions.filter_map(|one| one.function_name().map(str::to_owned)));
            after = answer.next_marker().map(str::to_owned);
            if after.as_deref().is_none_or(str::is_empty) {
                return Ok((names, true));
            }
        }
        Ok((names, false))
    }
}
