//! A document of X-Ray: a segment with its subsegments, nested. Reading is total: what has no id gets one by its
//! place, what has no time has that of the piece around it, and how deep one may lie is bounded.

use crate::domain::log::group_of_function;
use crate::domain::text::Text;
use crate::domain::trace::{Fate, Piece};
use jiff::Timestamp;
use serde_json::{Map, Value};

/// Pieces read of one document; X-Ray itself allows 64 kB for it.
const MOST: usize = 2_000;

/// The pieces of a document, the segment first; `None`: it is no JSON object with a time.
pub fn pieces(document: &str) -> Option<Vec<Piece>> {
    let Value::Object(segment) = serde_json::from_str(document).ok()? else {
        return None;
    };
    let began = moment(segment.get("start_time"))?;
    let around = Around {
        parent: segment
            .get("parent_id")
            .and_then(Value::as_str)
            .map(Text::from),
        began,
        group: None,
    };
    let mut open = vec![(&segment, around, 0_usize)];
    let mut found = Vec::new();
    while let Some((object, around, at)) = open.pop() {
        if found.len() >= MOST {
            break;
        }
        let piece = piece(object, &around, at);
        let below = Around {
            parent: Some(piece.id.clone()),
            began: piece.began,
            group: piece.group.clone(),
        };
        let nested = object.get("subsegments").and_then(Value::as_array);
        let nested = nested.into_iter().flatten().filter_map(Value::as_object);
        open.extend(nested.enumerate().map(|(at, one)| (one, below.clone(), at)));
        found.push(piece);
    }
    Some(found)
}

/// What a piece has from the one around it.
#[derive(Clone)]
struct Around {
    parent: Option<Text>,
    began: Timestamp,
    group: Option<Text>,
}

fn piece(object: &Map<String, Value>, around: &Around, at: usize) -> Piece {
    let words = |name: &str| object.get(name).and_then(Value::as_str).map(Text::from);
    let name = words("name").unwrap_or_default();
    let kind = words("origin")
        .or_else(|| words("namespace"))
        .unwrap_or_default();
    let id = words("id").unwrap_or_else(|| {
        let parent = around.parent.as_ref().map_or("", Text::as_str);
        Text::from(format!("{parent}.{at}"))
    });
    let status = object
        .get("http")
        .and_then(|http| http.get("response")?.get("status")?.as_u64());
    let of_lambda = kind
        .starts_with("AWS::Lambda")
        .then(|| group_of_function(&name).into());
    Piece {
        id,
        parent: around.parent.clone(),
        kind,
        began: moment(object.get("start_time")).unwrap_or(around.began),
        ended: moment(object.get("end_time")),
        fate: fate(object),
        status: status.and_then(|status| u16::try_from(status).ok()),
        cause: cause(object),
        group: told_group(object)
            .or(of_lambda)
            .or_else(|| around.group.clone()),
        notes: notes(object),
        name,
    }
}

/// Seconds since 1970 with their parts.
fn moment(value: Option<&Value>) -> Option<Timestamp> {
    let seconds = value?.as_f64()?;
    // Milliseconds are all that X-Ray promises, and what a float holds exactly enough.
    #[allow(clippy::cast_possible_truncation, reason = "a float cast saturates")]
    let millis = (seconds * 1000.0).round() as i64;
    Timestamp::from_millisecond(millis).ok()
}

fn fate(object: &Map<String, Value>) -> Fate {
    let is = |name: &str| object.get(name).and_then(Value::as_bool).unwrap_or(false);
    match () {
        () if is("fault") => Fate::Fault,
        () if is("throttle") => Fate::Throttled,
        () if is("error") => Fate::Error,
        () => Fate::Well,
    }
}

/// What the first exception says; a cause may also be the id of another piece that has it.
fn cause(object: &Map<String, Value>) -> Text {
    let first = object
        .get("cause")
        .and_then(|cause| cause.get("exceptions")?.get(0));
    let part = |name: &str| first.and_then(|one| one.get(name)?.as_str());
    match (part("type"), part("message")) {
        (Some(kind), Some(message)) => Text::from(format!("{kind}: {message}")),
        (kind, message) => message.or(kind).map(Text::from).unwrap_or_default(),
    }
}

fn told_group(object: &Map<String, Value>) -> Option<Text> {
    let logs = object.get("aws")?.get("cloudwatch_logs")?;
    let first = logs.get(0)?.get("log_group")?;
    first.as_str().map(Text::from)
}

fn notes(object: &Map<String, Value>) -> Vec<(Text, Text)> {
    let annotations = object.get("annotations").and_then(Value::as_object);
    let pairs = annotations.into_iter().flatten();
    pairs
        .filter_map(|(name, value)| {
            let value = match value {
                Value::String(text) => text.clone(),
                Value::Number(_) | Value::Bool(_) => value.to_string(),
                _ => return None,
            };
            Some((Text::from(name.as_str()), Text::from(value)))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_segment_is_read_with_what_lies_in_it() {
        let document = r#"{
            "id": "53995c3f42cd8ad8", "name": "alquimista-api", "trace_id": "1-5759e988-bd862e3fe1be46a994272793",
            "start_time": 1478293361.271, "end_time": 1478293361.449, "origin": "AWS::Lambda::Function",
            "http": {"response": {"status": 500}}, "fault": true,
            "annotations": {"tenantId": "t-1", "n": 2, "odd": [1]},
            "subsegments": [
                {"id": "a1", "name": "DynamoDB", "namespace": "aws", "start_time": 1478293361.3,
                 "end_time": 1478293361.4, "fault": true,
                 "cause": {"exceptions": [{"type": "ThrottlingException", "message": "slow down"}]}},
                {"name": "nameless", "in_progress": true}
            ]}"#;
        let found = pieces(document).unwrap();
        let of = |name: &str| found.iter().find(|one| &*one.name == name).unwrap();
        let api = of("alquimista-api");
        assert_eq!(
            (api.fate, api.status, api.parent.as_ref()),
            (Fate::Fault, Some(500), None)
        );
        assert_eq!(
            api.ended.unwrap().duration_since(api.began).as_millis(),
            178
        );
        assert_eq!(api.notes.len(), 2);
        let dynamo = of("DynamoDB");
        assert_eq!(&*dynamo.cause, "ThrottlingException: slow down");
        assert_eq!(
            dynamo.group.as_deref(),
            Some("/aws/lambda/alquimista-api"),
            "it logs where its function does"
        );
        let odd = of("nameless");
        assert_eq!((odd.ended, odd.began), (None, api.began));
        assert_eq!(odd.parent.as_deref(), Some("53995c3f42cd8ad8"));
    }

    proptest! {
        #[test]
        fn no_document_breaks_it(document in "\\PC{0,80}|\\{\"start_time\":[0-9.e+-]{1,12}(,\"subsegments\":\\[\\{\\}\\])?\\}") {
            let _ = pieces(&document);
        }
    }
}
