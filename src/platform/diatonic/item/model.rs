//! A model of the registry (backend facts 3.2): keyed by tenant and model in the live design, by itself in
//! the seed's. The values of `status` and `deployment_status` are defined nowhere.

use super::base::{Base, truth};
use super::document::broken;
use super::template::{shown, texts};
use crate::aws::dynamo::Item;
use crate::domain::id::AgentId;
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use crate::platform::attributes;
use crate::platform::value::Reader;

/// A model as its item says.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    pub base: Base,
    pub id: AgentId,
    pub name: Text,
    pub provider: Option<Text>,
    pub version: Option<Text>,
    /// `llm`, `embedding`, `image`, `audio`, `multimodal`, or as stored.
    pub kind: Option<Text>,
    pub status: Option<Text>,
    pub deployment: Option<Text>,
    pub public: Option<bool>,
    pub rating: Option<f64>,
    pub capabilities: Vec<Text>,
    /// Attributes that should hold JSON and do not.
    pub bad_json: Vec<&'static str>,
    pub attributes: Vec<Attribute>,
    pub oddities: u16,
}

/// The model of an item.
pub fn model(item: &Item) -> Model {
    let mut read = Reader::new(item);
    let id = AgentId::from(read.raw("model_id").unwrap_or_default());
    Model {
        base: Base::of(&mut read),
        name: read.masked("model_name").unwrap_or_else(|| shown(&id)),
        id,
        provider: read.masked("provider"),
        version: read.text("model_version"),
        kind: read.masked("model_type"),
        status: read.text("status"),
        deployment: read.masked("deployment_status"),
        public: truth(&mut read, "is_public"),
        rating: read.fraction("rating"),
        capabilities: texts(&mut read, "capabilities"),
        bad_json: broken(&mut read, &["parameters", "pricing_info"]),
        attributes: attributes::attributes(item, &["tenant_id", "model_id", "model_name"]),
        oddities: read.oddities(),
    }
}
