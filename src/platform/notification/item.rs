//! Items of the Notification Agent as domain values. Reading is total: what is missing or of the wrong type is
//! counted and the rest is shown. Each module names the attributes that it fetches; password hashes,
//! references to secrets and bodies of mail are among none of them.

pub mod conversation;
pub mod mail;
pub mod source;
pub mod sync;
pub mod usage;
pub mod user;
pub mod work;

pub use crate::platform::attributes::clean;

use crate::domain::mask;
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use crate::platform::value::{Reader, is_secret, scalar};

/// How a user is shown: an address masked; a word that is none (`temp_user`) as it is.
pub fn person(user: &str) -> Text {
    Text::from_untrusted(&match user.contains('@') {
        true => mask::email(user),
        false => mask::identifiers(user),
    })
}

/// A key attribute exactly as stored. Where there is none, the place in the list stands for it.
fn identity(read: &mut Reader<'_>, name: &str, at: usize) -> String {
    if let Some(id) = read.raw(name) {
        return id.to_owned();
    }
    read.odd();
    format!("?{at}")
}

/// The attributes of these names that are plain values, for the detail view.
fn attributes(read: &mut Reader<'_>, names: &[&str]) -> Vec<Attribute> {
    let mut shown = Vec::new();
    for name in names {
        let Some(value) = read.value(name).filter(|_| !is_secret(name)) else {
            continue;
        };
        match scalar(value) {
            Some(raw) if name.contains("phone") => {
                shown.push(attribute(name, Text::from_untrusted(&mask::phone(raw))));
            }
            Some(raw) => shown.push(attribute(name, clean(raw))),
            None => read.odd(),
        }
    }
    shown
}

fn attribute(name: &str, value: Text) -> Attribute {
    Attribute {
        group: Text::from_untrusted(name),
        label: Text::default(),
        value,
    }
}
