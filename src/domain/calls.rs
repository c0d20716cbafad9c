//! Calls to the APIs of an account within the last hour: how many, how many a second are allowed, and what they
//! cost. Pure.

/// What was called of one API by this console within the last hour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Used {
    /// `GetMetricData`.
    pub api: &'static str,
    /// Calls a second that the budget allows, for all panes together.
    pub per_second: u32,
    pub calls: u64,
    /// An estimate of what they cost; `None`: they are free of charge.
    pub dollars: Option<f64>,
}

/// All calls, and what they cost together.
pub fn total(used: &[Used]) -> (u64, f64) {
    let calls = used.iter().map(|one| one.calls).sum();
    let dollars = used.iter().filter_map(|one| one.dollars).sum();
    (calls, dollars)
}

/// The same API in several places becomes one line.
pub fn merged(all: impl IntoIterator<Item = Used>) -> Vec<Used> {
    let mut found: Vec<Used> = Vec::new();
    for one in all {
        match found.iter_mut().find(|known| known.api == one.api) {
            Some(known) => {
                known.calls += one.calls;
                known.dollars = match (known.dollars, one.dollars) {
                    (None, None) => None,
                    (a, b) => Some(a.unwrap_or(0.0) + b.unwrap_or(0.0)),
                };
            }
            None => found.push(one),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_calls_of_two_places_are_one_line_and_what_is_free_stays_free() {
        let of = |api, calls, dollars| Used {
            api,
            per_second: 9,
            calls,
            dollars,
        };
        let all = [
            of("DescribeAlarms", 2, None),
            of("GetMetricData", 1, Some(0.5)),
            of("DescribeAlarms", 3, None),
            of("GetMetricData", 1, Some(0.25)),
        ];
        let merged = merged(all);
        assert_eq!(merged.len(), 2);
        assert_eq!(
            merged.first().map(|one| (one.calls, one.dollars)),
            Some((5, None))
        );
        assert_eq!(total(&merged), (7, 0.75));
    }
}
