//! Who decides about a request. Its `approvers` are ids or addresses of users, as JSON in a string or as a real
//! list (backend facts 2.1); an empty list lets anybody decide, and one that cannot be read nobody.

use super::item::approval::Given;
use crate::aws::dynamo::Item;
use crate::domain::handoff::Actor;
use crate::domain::problem::{Problem, Trouble};
use crate::platform::value::Reader;
use aws_sdk_dynamodb::types::AttributeValue;
use serde_json::Value;

/// Columns by which a user may be known.
pub(super) const KNOWN_BY: [&str; 4] = ["id", "email", "cognito_user_id", "cognito_sub"];
/// What is fetched of a user.
pub(super) const FIELDS: [&str; 5] = ["id", "email", "cognito_user_id", "cognito_sub", "status"];

/// A person who decides.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Approver {
    /// What a decision names: the id of the user, else the identity of the person.
    pub key: String,
    names: Vec<String>,
    user: Option<Item>,
}

impl Approver {
    /// A person who is no user of the system, as far as is known: by identity, the last part of it
    /// (`demo:ana`, `…:assumed-role/desk/ana@example.com`), and the name shown.
    pub fn of(actor: &Actor) -> Self {
        let last = actor.identity.rsplit([':', '/']).next().unwrap_or_default();
        let mut names = vec![actor.identity.clone()];
        for name in [last, actor.name.as_str()] {
            if !name.trim().is_empty() && !names.iter().any(|known| known == name) {
                names.push(name.to_owned());
            }
        }
        Self {
            key: actor.identity.clone(),
            names,
            user: None,
        }
    }

    /// What the person goes by.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether a row of `users` is this person.
    pub fn is_user(&self, row: &Item) -> bool {
        let mut read = Reader::new(row);
        KNOWN_BY
            .iter()
            .any(|column| read.raw(column).is_some_and(|word| self.goes_by(word)))
    }

    /// The same person with what the row says.
    pub fn known_as(mut self, row: Item) -> Self {
        let mut read = Reader::new(&row);
        for column in KNOWN_BY {
            if let Some(word) = read.raw(column).filter(|word| !word.is_empty()) {
                self.names.push(word.to_owned());
            }
        }
        if let Some(id) = read.raw("id") {
            id.clone_into(&mut self.key);
        }
        self.user = Some(row);
        self
    }

    /// Whether a decision is this person's.
    pub fn made(&self, given: &Given) -> bool {
        self.goes_by(&given.approver)
    }

    fn goes_by(&self, word: &str) -> bool {
        self.names
            .iter()
            .any(|name| name.eq_ignore_ascii_case(word))
    }

    /// Whether this person may decide about the request of this row.
    ///
    /// # Errors
    /// `NotPermitted` for a user who is not active, and for somebody who was not asked.
    pub fn check(&self, request: &Item) -> Result<(), Problem> {
        let refused = |why: &str| Err(Problem::new(Trouble::NotPermitted, "approvers", why));
        let status = self.user.as_ref().and_then(|row| {
            let word = Reader::new(row).raw("status").map(str::to_owned);
            word.filter(|word| word != "active")
        });
        if let Some(status) = status {
            return refused(&format!("your user is {status} there"));
        }
        match approvers(request) {
            Some(list) if list.is_empty() => Ok(()),
            Some(list) if list.iter().any(|word| self.goes_by(word)) => Ok(()),
            Some(_) => refused("others were asked to decide, and you are not among them"),
            None => refused("who was asked to decide cannot be read"),
        }
    }
}

/// Whether it can be read who was asked.
pub(super) fn is_readable(request: &Item) -> bool {
    approvers(request).is_some()
}

/// Who was asked; empty: nobody in particular. `None`: it cannot be read.
fn approvers(request: &Item) -> Option<Vec<String>> {
    match request.get("approvers") {
        None | Some(AttributeValue::Null(_)) => Some(Vec::new()),
        Some(AttributeValue::Ss(words)) => Some(words.clone()),
        Some(AttributeValue::L(list)) => list
            .iter()
            .map(|one| match one {
                AttributeValue::M(user) => named(|name| user.get(name)?.as_s().ok().cloned()),
                other => other.as_s().ok().cloned(),
            })
            .collect(),
        Some(AttributeValue::S(text)) if text.trim().is_empty() => Some(Vec::new()),
        Some(AttributeValue::S(text)) => match serde_json::from_str::<Value>(text) {
            Ok(Value::Null) => Some(Vec::new()),
            Ok(Value::String(one)) => Some(vec![one]),
            Ok(Value::Array(list)) => list.iter().map(of_json).collect(),
            Ok(_) => None,
            Err(_) if text.contains(['[', ']', '{', '}', '"']) => None,
            // A bare list of words.
            Err(_) => Some(text.split(',').map(|one| one.trim().to_owned()).collect()),
        },
        Some(_) => None,
    }
}

fn of_json(one: &Value) -> Option<String> {
    match one {
        Value::String(word) => Some(word.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(user) => named(|name| user.get(name)?.as_str().map(str::to_owned)),
        _ => None,
    }
}

/// The first of a user's columns that says something.
fn named(of: impl Fn(&str) -> Option<String>) -> Option<String> {
    KNOWN_BY.iter().find_map(|name| of(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws::expression::s;
    use crate::domain::id::ConsoleId;
    use crate::domain::text::Text;

    fn ana() -> Approver {
        Approver::of(&Actor {
            identity: "arn:aws:sts::1:assumed-role/desk/ana@example.com".to_owned(),
            name: Text::from("Ana"),
            console: ConsoleId::from("c"),
            host: Text::from("h"),
        })
    }

    fn may(who: &Approver, approvers: AttributeValue) -> bool {
        let request = Item::from([("approvers".to_owned(), approvers)]);
        who.check(&request).is_ok()
    }

    #[test]
    fn a_list_is_read_in_every_form_and_what_cannot_be_read_lets_nobody_decide() {
        let list = |words: &[&str]| AttributeValue::L(words.iter().map(|word| s(*word)).collect());
        for open in [
            s(""),
            s("[]"),
            s("null"),
            AttributeValue::Null(true),
            list(&[]),
        ] {
            assert!(may(&ana(), open.clone()), "{open:?}");
        }
        assert!(ana().check(&Item::new()).is_ok());
        for asked in [
            s("[\"ANA@example.com\",\"x\"]"),
            s("ana@example.com, x"),
            s("[{\"email\":\"ana@example.com\"}]"),
            s("\"Ana\""),
            list(&["x", "Ana"]),
            AttributeValue::Ss(vec!["ana@example.com".to_owned()]),
        ] {
            assert!(may(&ana(), asked.clone()), "{asked:?}");
        }
        for other in [
            s("[\"bia@example.com\"]"),
            s("[\"ana@example.com\""),
            s("{\"ana@example.com\":1}"),
            s("[[\"Ana\"]]"),
            list(&["bia"]),
            AttributeValue::Bool(true),
        ] {
            assert!(!may(&ana(), other.clone()), "{other:?}");
        }
    }

    #[test]
    fn a_user_is_known_by_id_and_decides_only_while_active() {
        let row = |status: &str| {
            Item::from([
                ("id".to_owned(), s("u-1")),
                ("email".to_owned(), s("ana@example.com")),
                ("status".to_owned(), s(status)),
            ])
        };
        assert!(ana().is_user(&row("active")));
        let asked = s("[\"u-1\"]");
        assert!(!may(&ana(), asked.clone()));
        let user = ana().known_as(row("active"));
        assert!(user.key == "u-1" && may(&user, asked.clone()));
        assert!(!may(&ana().known_as(row("suspended")), asked));
    }
}
