//! Whether a flow could run, by the checks that the system's own builder makes (backend facts 3.6): a
//! trigger, an output, one node in each place, configurations that are JSON. Pure.

use super::item::node::FlowNode;
use crate::domain::text::Text;
use std::collections::BTreeMap;

/// What is wrong with a flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    NoTrigger,
    NoOutput,
    /// Nodes that stand in the same place; ids in the order of the flow.
    SamePosition {
        position: i64,
        nodes: Vec<Text>,
    },
    /// An attribute of a node that should hold JSON and does not.
    BadJson {
        node: Text,
        attribute: &'static str,
    },
}

impl Finding {
    /// Whether the flow cannot run; otherwise it is advice.
    pub fn is_error(&self) -> bool {
        !matches!(self, Self::NoOutput)
    }
}

/// Everything wrong with the nodes of one flow, errors of the whole first.
pub fn validate(nodes: &[FlowNode]) -> Vec<Finding> {
    let lacks = |kind: &str| !nodes.iter().any(|node| node.kind == kind);
    let mut findings = Vec::new();
    if lacks("trigger") {
        findings.push(Finding::NoTrigger);
    }
    if lacks("output") {
        findings.push(Finding::NoOutput);
    }
    let mut places: BTreeMap<i64, Vec<Text>> = BTreeMap::new();
    for node in nodes {
        if let Some(position) = node.position {
            places.entry(position).or_default().push(node.id.clone());
        }
    }
    let shared = places.into_iter().filter(|(_, nodes)| nodes.len() > 1);
    findings.extend(shared.map(|(position, nodes)| Finding::SamePosition { position, nodes }));
    for node in nodes {
        findings.extend(node.bad_json.iter().map(|attribute| Finding::BadJson {
            node: node.id.clone(),
            attribute,
        }));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::diatonic::item::node::node;
    use aws_sdk_dynamodb::types::AttributeValue::{N, S};
    use std::collections::HashMap;

    fn of(id: &str, kind: &str, position: i64, configuration: &str) -> FlowNode {
        node(&HashMap::from([
            ("node_id".to_owned(), S(id.to_owned())),
            ("node_type".to_owned(), S(kind.to_owned())),
            ("position".to_owned(), N(position.to_string())),
            ("node_configuration".to_owned(), S(configuration.to_owned())),
        ]))
    }

    #[test]
    fn a_whole_flow_has_nothing_wrong() {
        let nodes = [
            of("A", "trigger", 0, r#"{"triggerType":"manual"}"#),
            of("B", "llm", 1, r#"{"prompt":"hi"}"#),
            of("C", "output", 2, "{}"),
        ];
        assert_eq!(validate(&nodes), []);
    }

    #[test]
    fn an_empty_flow_lacks_both_ends_and_only_the_trigger_stops_it() {
        let findings = validate(&[]);
        assert_eq!(findings, [Finding::NoTrigger, Finding::NoOutput]);
        let stops: Vec<bool> = findings.iter().map(Finding::is_error).collect();
        assert_eq!(stops, [true, false]);
    }

    #[test]
    fn shared_places_and_broken_json_are_named() {
        let nodes = [
            of("A", "trigger", 0, "{"),
            of("B", "output", 3, "{}"),
            of("C", "llm", 3, "{}"),
        ];
        assert_eq!(
            validate(&nodes),
            [
                Finding::SamePosition {
                    position: 3,
                    nodes: vec![Text::from("B"), Text::from("C")],
                },
                Finding::BadJson {
                    node: Text::from("A"),
                    attribute: "node_configuration",
                },
            ]
        );
    }
}
