//! A template of an agent (backend facts 3.2). It has no switch: it is used or it is not.

use super::base::{Base, truth};
use super::document::broken;
use crate::aws::dynamo::Item;
use crate::domain::id::AgentId;
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use crate::platform::attributes;
use crate::platform::value::Reader;
use aws_sdk_dynamodb::types::AttributeValue;

/// A template as its item says.
#[derive(Clone, Debug, PartialEq)]
pub struct Template {
    pub base: Base,
    pub id: AgentId,
    pub name: Text,
    pub description: Option<Text>,
    /// `conversational`, `task-based`, `analytical`, `creative`, or as stored.
    pub kind: Option<Text>,
    pub category: Option<Text>,
    pub public: Option<bool>,
    pub usage_count: Option<i64>,
    /// 0 to 5; the last writer's word, not an average (backend facts 3.3).
    pub rating: Option<f64>,
    pub tags: Vec<Text>,
    /// Attributes that should hold JSON and do not.
    pub bad_json: Vec<&'static str>,
    pub attributes: Vec<Attribute>,
    pub oddities: u16,
}

/// The template of an item.
pub fn template(item: &Item) -> Template {
    let mut read = Reader::new(item);
    let id = AgentId::from(read.raw("template_id").unwrap_or_default());
    Template {
        base: Base::of(&mut read),
        name: read.masked("template_name").unwrap_or_else(|| shown(&id)),
        id,
        description: read.masked("description"),
        kind: read.masked("template_type"),
        category: read.masked("category"),
        public: truth(&mut read, "is_public"),
        usage_count: read.integer("usage_count"),
        rating: read.fraction("rating"),
        tags: texts(&mut read, "tags"),
        bad_json: broken(&mut read, &["configuration"]),
        attributes: attributes::attributes(item, &["tenant_id", "template_id", "template_name"]),
        oddities: read.oddities(),
    }
}

/// An id that stands for a name that is missing.
pub(super) fn shown(id: &AgentId) -> Text {
    Text::from_untrusted(&crate::domain::mask::identifiers(id.as_str()))
}

/// The texts of a list or of a set; elements that are none are odd.
pub(super) fn texts(read: &mut Reader<'_>, name: &str) -> Vec<Text> {
    match read.value(name) {
        None => Vec::new(),
        Some(AttributeValue::L(list)) => {
            let texts: Vec<Text> = list
                .iter()
                .filter_map(|one| one.as_s().ok())
                .map(|text| Text::from_untrusted(text))
                .collect();
            (texts.len()..list.len()).for_each(|_| read.odd());
            texts
        }
        Some(AttributeValue::Ss(words)) => words
            .iter()
            .map(|text| Text::from_untrusted(text))
            .collect(),
        Some(_) => {
            read.odd();
            Vec::new()
        }
    }
}
