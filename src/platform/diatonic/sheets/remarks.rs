//! What must be known to read a sheet rightly, and what the validation finds in a flow.

use super::super::flows::Flow;
use super::super::validation::Finding;
use crate::domain::sheet::{Remark, Tone};
use crate::domain::text::Text;

fn remark(tone: Tone, words: impl AsRef<str>) -> Remark {
    Remark {
        tone,
        text: Text::from_untrusted(words.as_ref()),
    }
}

pub(super) fn operators() -> Remark {
    remark(
        Tone::Plain,
        "The index of statuses spans all tenants: an operator's view, not for a tenant's own people.",
    )
}

/// Only one status is shown.
pub(super) fn only(word: &str) -> Remark {
    remark(
        Tone::Plain,
        format!("Only those with the status {word}: status=running asks for others."),
    )
}

pub(super) fn public() -> Remark {
    remark(
        Tone::Plain,
        "Only public templates, of all tenants. A rating is the last writer's word, no average.",
    )
}

pub(super) fn scanned() -> Remark {
    remark(
        Tone::Plain,
        "Of all tenants, in the table's own order: no index has them by time. An operator's view.",
    )
}

pub(super) fn looked_through() -> Remark {
    remark(
        Tone::Plain,
        "No index has a tenant's runs: the table is looked through part by part, in its own order. \
         experiment=… asks for one experiment's.",
    )
}

pub(super) fn expiry() -> Remark {
    remark(
        Tone::Plain,
        "Lines state when they expire; nothing promises that they go then, or stay until then.",
    )
}

/// The selected agent is a model.
pub(super) fn model() -> Remark {
    remark(
        Tone::Quiet,
        "A model has neither a flow nor executions of its own; templates have.",
    )
}

/// The template is not there, or another tenant's.
pub(super) fn foreign() -> Remark {
    remark(
        Tone::Warn,
        "The template is not there any more, or states another tenant. Nothing of it is shown.",
    )
}

/// What is wrong with a flow, or that nothing is.
pub(super) fn flow(flow: &Flow) -> Vec<Remark> {
    let mut said: Vec<Remark> = flow.findings.iter().map(finding).collect();
    if flow.is_cut {
        said.push(remark(
            Tone::Warn,
            "There are more nodes than were read: what seems missing may be there.",
        ));
    }
    if said.is_empty() {
        said.push(remark(
            Tone::Good,
            "It could run: a trigger, an output, one node in each place, configurations that are JSON.",
        ));
    }
    said
}

fn finding(finding: &Finding) -> Remark {
    let tone = match finding.is_error() {
        true => Tone::Bad,
        false => Tone::Warn,
    };
    let words = match finding {
        Finding::NoTrigger => "No trigger node: the flow never starts.".to_owned(),
        Finding::NoOutput => "No output node: what it finds goes nowhere.".to_owned(),
        Finding::SamePosition { position, nodes } => {
            let nodes: Vec<&str> = nodes.iter().map(Text::as_str).collect();
            format!("Position {position} is taken by {}.", nodes.join(", "))
        }
        Finding::BadJson { node, attribute } => format!("{attribute} of {node} is no JSON."),
    };
    remark(tone, words)
}
