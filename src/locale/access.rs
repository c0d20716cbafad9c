//! Why something cannot be done by this console.

use crate::domain::role::{Barred, Right, Role};

/// The mark in the header.
pub fn badge(barred: Barred) -> &'static str {
    match barred {
        Barred::ReadOnly | Barred::ReadOnlyProfile => "READ-ONLY",
        Barred::Viewer => "VIEWER",
        Barred::NoControlTable => "NO CONTROL TABLE",
        Barred::NewerControlTable => "OLDER CONSOLE",
    }
}

/// The sentence, with what to do.
pub fn barred(barred: Barred) -> &'static str {
    match barred {
        Barred::ReadOnly => {
            "This console reads only: start it without --readonly to change anything."
        }
        Barred::ReadOnlyProfile => "This profile is read-only: its file says `read-only = true`.",
        Barred::Viewer => {
            "Your role is viewer, which reads: the profile's `role` or `roles` names another."
        }
        Barred::NoControlTable => {
            "No control table, so nothing can be claimed or switched: switchboard init"
        }
        Barred::NewerControlTable => {
            "The control table belongs to a newer version: update this console to change anything."
        }
    }
}

/// What the role may not do, and who may.
pub fn role(has: Role, right: Right) -> String {
    let needs = match right.least() {
        Role::Admin => "an admin",
        Role::Operator => "an operator or admin",
        Role::Viewer | Role::Support => "somebody of support",
    };
    format!(
        "your role is {}; it takes {needs}. The profile's `roles` say who that is.",
        has.word()
    )
}
