//! Conditions and updates as values, rendered with an alias for every name:
//! the systems' attributes include reserved words (`status`, `timestamp`, `plan`, `from`).

use super::dynamo::Item;
use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashMap;

/// A condition on one item.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    Exists(&'static str),
    Absent(&'static str),
    Equals(&'static str, AttributeValue),
    Less(&'static str, AttributeValue),
    All(Vec<Condition>),
    Any(Vec<Condition>),
}

impl Condition {
    /// `name` is exactly `value` as it was seen: absent when it was absent.
    pub fn as_seen(name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(text) => Self::Equals(name, AttributeValue::S(text.to_owned())),
            None => Self::Absent(name),
        }
    }

    pub(crate) fn render(&self, terms: &mut Terms) -> String {
        match self {
            Self::Exists(name) => format!("attribute_exists({})", terms.name(name)),
            Self::Absent(name) => format!("attribute_not_exists({})", terms.name(name)),
            Self::Equals(name, value) => {
                format!("{} = {}", terms.name(name), terms.value(value.clone()))
            }
            Self::Less(name, value) => {
                format!("{} < {}", terms.name(name), terms.value(value.clone()))
            }
            Self::All(parts) => join(parts, " AND ", terms),
            Self::Any(parts) => join(parts, " OR ", terms),
        }
    }
}

fn join(parts: &[Condition], word: &str, terms: &mut Terms) -> String {
    let rendered: Vec<String> = parts.iter().map(|part| part.render(terms)).collect();
    format!("({})", rendered.join(word))
}

/// What becomes of one attribute.
#[derive(Clone, Debug, PartialEq)]
pub enum Assign {
    Set(AttributeValue),
    /// Appends this list to the list that is there.
    Append(AttributeValue),
    Increment(u64),
    Remove,
}

/// A string value.
pub fn s(text: impl Into<String>) -> AttributeValue {
    AttributeValue::S(text.into())
}

/// A number value.
pub fn n(number: impl ToString) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

/// A key of one or two string parts.
pub fn key(partition: (&str, &str), sort: Option<(&str, &str)>) -> Item {
    let mut key = Item::from([(partition.0.to_owned(), s(partition.1))]);
    if let Some((name, value)) = sort {
        key.insert(name.to_owned(), s(value));
    }
    key
}

/// The service's map of aliases to names.
pub(crate) type Names = HashMap<String, String>;

/// Aliases of one request: `#n0` for names, `:v0` for values.
#[derive(Default)]
pub(crate) struct Terms {
    names: Vec<String>,
    values: Vec<AttributeValue>,
}

impl Terms {
    pub(crate) fn name(&mut self, name: &str) -> String {
        let at = self
            .names
            .iter()
            .position(|known| known == name)
            .unwrap_or_else(|| {
                self.names.push(name.to_owned());
                self.names.len() - 1
            });
        format!("#n{at}")
    }

    pub(crate) fn value(&mut self, value: AttributeValue) -> String {
        self.values.push(value);
        format!(":v{}", self.values.len() - 1)
    }

    /// The projection of these names; `None` for none, which fetches every attribute.
    pub(crate) fn list(&mut self, names: &[&str]) -> Option<String> {
        let aliases: Vec<String> = names.iter().map(|name| self.name(name)).collect();
        (!aliases.is_empty()).then(|| aliases.join(", "))
    }

    /// The update expression for these assignments.
    pub(crate) fn update(&mut self, assigns: &[(&'static str, Assign)]) -> String {
        let mut sets = Vec::new();
        let mut removes = Vec::new();
        for (name, assign) in assigns {
            let alias = self.name(name);
            match assign {
                Assign::Set(value) => {
                    sets.push(format!("{alias} = {}", self.value(value.clone())));
                }
                Assign::Append(list) => sets.push(format!(
                    "{alias} = list_append({alias}, {})",
                    self.value(list.clone())
                )),
                Assign::Increment(by) => {
                    sets.push(format!("{alias} = {alias} + {}", self.value(n(by))));
                }
                Assign::Remove => removes.push(alias),
            }
        }
        let mut expression = String::new();
        if !sets.is_empty() {
            expression.push_str(&format!("SET {}", sets.join(", ")));
        }
        if !removes.is_empty() {
            expression.push_str(&format!(" REMOVE {}", removes.join(", ")));
        }
        expression
    }

    /// The maps for the request; `None` when empty, which the service insists on.
    pub(crate) fn maps(self) -> (Option<Names>, Option<Item>) {
        let names: HashMap<_, _> = self
            .names
            .into_iter()
            .enumerate()
            .map(|(at, name)| (format!("#n{at}"), name))
            .collect();
        let values: HashMap<_, _> = self
            .values
            .into_iter()
            .enumerate()
            .map(|(at, value)| (format!(":v{at}"), value))
            .collect();
        (
            (!names.is_empty()).then_some(names),
            (!values.is_empty()).then_some(values),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_aliased_and_used_once() {
        let mut terms = Terms::default();
        let condition = Condition::All(vec![
            Condition::Exists("status"),
            Condition::Any(vec![
                Condition::as_seen("updatedAt", None),
                Condition::Equals("status", s("ACTIVE")),
            ]),
        ]);
        assert_eq!(
            condition.render(&mut terms),
            "(attribute_exists(#n0) AND (attribute_not_exists(#n1) OR #n0 = :v0))"
        );
    }

    #[test]
    fn an_update_sets_and_removes_in_one_expression() {
        let mut terms = Terms::default();
        let expression = terms.update(&[
            ("status", Assign::Set(s("ACTIVE"))),
            ("messages", Assign::Append(AttributeValue::L(vec![]))),
            ("beat", Assign::Increment(1)),
            ("assignedAgent", Assign::Remove),
        ]);
        assert_eq!(
            expression,
            "SET #n0 = :v0, #n1 = list_append(#n1, :v1), #n2 = #n2 + :v2 REMOVE #n3"
        );
    }
}
