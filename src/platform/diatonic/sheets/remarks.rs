//! What is remarked on the sheets of the workbench, and what the validation finds in a flow.

use super::super::flows::Flow;
use super::super::validation::Finding;
use crate::domain::remark::{self, Bench, Remark, What};
use crate::domain::sheet::Tone;
use crate::domain::text::Text;

/// Something to know of the sheet, neither good nor bad.
pub(super) fn note(what: Bench) -> Remark {
    Remark::new(Tone::Plain, what)
}

/// What is wrong with a flow, or that nothing is.
pub(super) fn flow(flow: &Flow) -> Vec<Remark> {
    let mut said: Vec<Remark> = flow.findings.iter().map(finding).collect();
    if flow.is_cut {
        said.push(Remark::new(Tone::Warn, remark::Flow::MoreNodes));
    }
    if said.is_empty() {
        said.push(Remark::new(Tone::Good, remark::Flow::CouldRun));
    }
    said
}

fn finding(finding: &Finding) -> Remark {
    let tone = match finding.is_error() {
        true => Tone::Bad,
        false => Tone::Warn,
    };
    let what = match finding {
        Finding::NoTrigger => remark::Flow::NoTrigger,
        Finding::NoOutput => remark::Flow::NoOutput,
        Finding::SamePosition { position, nodes } => remark::Flow::SamePosition {
            position: *position,
            nodes: nodes.clone(),
        },
        Finding::BadJson { node, attribute } => remark::Flow::NoJson {
            node: node.clone(),
            attribute: Text::from(*attribute),
        },
    };
    Remark::new(tone, What::Flow(what))
}
