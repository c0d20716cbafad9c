//! What the verbs of escalations ask for.

use super::{Misuse, key, list_of, typed};
use crate::cli::Escalations;
use crate::domain::handoff::Ending;
use crate::domain::id::TenantId;
use crate::headless::{HandBack, Listed, Request, Speech};

pub(super) fn of(verb: Escalations) -> Result<Request, Misuse> {
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
        Escalations::Reply { of, text, under } => Request::Speak {
            key: key(&of),
            speech: Speech::Reply,
            text: typed(text)?,
            fence: under.fence,
        },
        Escalations::Note { of, text, under } => Request::Speak {
            key: key(&of),
            speech: Speech::Note,
            text: typed(text)?,
            fence: under.fence,
        },
        Escalations::Release { of, under } => Request::Release {
            key: key(&of),
            ending: Ending::HandedBack,
            fence: under.fence,
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
        },
    })
}
