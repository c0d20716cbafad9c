//! Why something cannot be done by this console.

use crate::domain::role::Barred;

/// The mark in the header.
pub fn badge(barred: Barred) -> &'static str {
    match barred {
        Barred::ReadOnly => "READ-ONLY",
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
        Barred::NoControlTable => {
            "No control table, so nothing can be claimed or switched: switchboard init"
        }
        Barred::NewerControlTable => {
            "The control table belongs to a newer version: update this console to change anything."
        }
    }
}
