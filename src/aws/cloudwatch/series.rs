//! Points as CloudWatch sends them: over several answers, in whatever order, sometimes not all of them. Reading is
//! total: a value without a time is left out, and a series that ends unfinished says so in CloudWatch's words.

use super::moment;
use crate::domain::metric::{Point, Series};
use crate::domain::text::Text;
use aws_sdk_cloudwatch::types::{MessageData, MetricDataResult, StatusCode};

/// Why points are missing where more answers would follow than are read.
pub(super) const CUT: &str = "more pages than are read";

/// Takes one result in. What it says last of its state stands: more may follow what is partial.
pub(super) fn add(series: &mut Series, result: &MetricDataResult, of_all: &[MessageData]) {
    let pairs = result.timestamps().iter().zip(result.values());
    series.points.extend(pairs.filter_map(|(at, value)| {
        let at = moment(Some(at))?;
        value.is_finite().then_some(Point { at, value: *value })
    }));
    series.cut = match result.status_code() {
        None | Some(StatusCode::Complete) => None,
        Some(other) => Some(why(other, result.messages().iter().chain(of_all))),
    };
}

/// The series when no answer follows: its points in their order, each period once.
pub(super) fn ended(mut series: Series, cut: Option<&Text>) -> Series {
    series.points.sort_by_key(|point| point.at);
    // A period that an answer repeats is the newer one's.
    series.points.reverse();
    series.points.dedup_by_key(|point| point.at);
    series.points.reverse();
    let cut = cut.cloned();
    Series {
        cut: series.cut.or(cut),
        ..series
    }
}

/// `InternalError: the words of its messages`.
fn why<'a>(state: &StatusCode, told: impl Iterator<Item = &'a MessageData>) -> Text {
    let words: Vec<&str> = told.filter_map(|one| one.value().or(one.code())).collect();
    let state = state.as_str();
    Text::from_untrusted(&match words.is_empty() {
        true => state.to_owned(),
        false => format!("{state}: {}", words.join("; ")),
    })
}
