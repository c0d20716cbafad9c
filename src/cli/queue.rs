//! From the verbs of the queue (put off, assign, reopen, targets) to what is wanted.

use super::asked::{key, list_of};
use super::{Conversations, Sla};
use crate::domain::id::TenantId;
use crate::domain::sla::Words;
use crate::headless::{Arranged, Listed, Request};

/// The word that ends a snooze.
const OFF: &str = "off";

pub fn conversation(verb: Conversations) -> Request {
    match verb {
        Conversations::List(part) => list_of(Listed::Conversations, part),
        Conversations::Show(of) => Request::Show(key(&of)),
        Conversations::Snooze { of, until } => Request::Arrange {
            key: key(&of),
            what: match until.trim() == OFF {
                true => Arranged::Wake,
                false => Arranged::Snooze(until),
            },
        },
        Conversations::Assign { of, to, .. } => Request::Arrange {
            key: key(&of),
            what: to.map_or(Arranged::Unassign, Arranged::Assign),
        },
        Conversations::Reopen { of, lease } => Request::Reopen {
            key: key(&of),
            lease,
        },
    }
}

pub fn targets(verb: Sla) -> Request {
    match verb {
        Sla::List => Request::Targets,
        Sla::Set {
            tenant,
            targets,
            hours,
            zone,
        } => {
            let mut words: Words = targets.into_iter().collect();
            words.extend(hours.map(|hours| ("hours".to_owned(), hours)));
            words.extend(zone.map(|zone| ("zone".to_owned(), zone)));
            Request::SetTargets {
                tenant: TenantId::from(tenant),
                words,
            }
        }
    }
}
