//! What is wanted of conversations, whoever holds them.

use super::{key, list_of};
use crate::cli::Conversations;
use crate::headless::{Listed, Request};

/// From the verb to the request.
pub(super) fn request(verb: Conversations) -> Request {
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
    }
}
