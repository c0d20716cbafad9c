//! From the verbs of the queue (claim to resolve, put off, assign, reopen, targets) to what is wanted.

use super::asked::{key, list_of, typed};
use super::{Conversations, Escalations, Misuse, Sla};
use crate::domain::handoff::Ending;
use crate::domain::id::TenantId;
use crate::domain::sla::Words;
use crate::headless::{Arranged, ByTemplate, HandBack, Listed, Request, Speech};

/// The word that ends a snooze.
const OFF: &str = "off";

pub fn conversation(verb: Conversations) -> Request {
    match verb {
        Conversations::List(part) => list_of(Listed::Conversations, part),
        Conversations::Show(of) => Request::Show(key(&of)),
        Conversations::Steal {
            of,
            reason,
            lease,
            under,
        } => Request::Steal {
            key: key(&of),
            lease,
            reason,
            fence: under.fence,
        },
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

pub fn handoff(verb: Escalations) -> Result<Request, Misuse> {
    Ok(match verb {
        Escalations::List { part, sweep } => list_of(Listed::Escalations { sweep }, part),
        Escalations::Claim {
            of,
            lease,
            takeover,
        } => Request::Claim {
            key: key(&of),
            lease,
            takeover,
        },
        Escalations::Reply {
            of,
            template: Some(name),
            template_language,
            params,
            under,
            ..
        } => Request::Template {
            key: key(&of),
            asked: ByTemplate {
                name,
                language: template_language,
                values: params,
            },
            fence: under.fence,
        },
        Escalations::Reply {
            of, text, under, ..
        } => Request::Speak {
            key: key(&of),
            speech: Speech::Reply,
            text: typed(text.unwrap_or_default())?,
            fence: under.fence,
        },
        Escalations::Note { of, text, under } => Request::Speak {
            key: key(&of),
            speech: Speech::Note,
            text: typed(text)?,
            fence: under.fence,
        },
        Escalations::Release { of, summary, under } => Request::Release {
            key: key(&of),
            ending: Ending::HandedBack,
            fence: under.fence,
            summary,
        },
        Escalations::HandBack {
            keyword,
            tenant,
            inside,
            resolve,
            reason,
            confirm,
        } => Request::HandBack(HandBack {
            keyword,
            tenant: tenant.map(TenantId::from),
            inside,
            ending: match resolve {
                true => Ending::Resolved,
                false => Ending::HandedBack,
            },
            reason,
            confirm,
        }),
        Escalations::Triggers { tenant, csv } => Request::Triggers {
            tenant: tenant.map(TenantId::from),
            csv,
        },
        Escalations::Resolve { of, under } => Request::Release {
            key: key(&of),
            ending: Ending::Resolved,
            fence: under.fence,
            summary: None,
        },
    })
}
