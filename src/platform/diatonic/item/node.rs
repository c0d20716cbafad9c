//! A node of a flow (backend facts 3.2): keyed by flow and node in the live design, by itself in the seed's.

use super::base::Base;
use super::document::broken;
use crate::aws::dynamo::Item;
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use crate::platform::attributes;
use crate::platform::value::Reader;

/// A node as its item says.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowNode {
    pub base: Base,
    pub id: Text,
    /// `flow_id`, which only the live design has.
    pub flow: Option<Text>,
    pub template: Option<Text>,
    /// `trigger`, `llm`, `output`, `transform`, `decision`, or as stored.
    pub kind: Text,
    pub position: Option<i64>,
    /// Attributes that should hold JSON and do not.
    pub bad_json: Vec<&'static str>,
    pub attributes: Vec<Attribute>,
    pub oddities: u16,
}

/// The node of an item.
pub fn node(item: &Item) -> FlowNode {
    let mut read = Reader::new(item);
    FlowNode {
        base: Base::of(&mut read),
        id: read.text("node_id").unwrap_or_default(),
        flow: read.text("flow_id"),
        template: read.text("template_id"),
        kind: read.text("node_type").unwrap_or_default(),
        position: read.integer("position"),
        bad_json: broken(&mut read, &["node_configuration", "connections"]),
        attributes: attributes::attributes(item, &["tenant_id"]),
        oddities: read.oddities(),
    }
}
