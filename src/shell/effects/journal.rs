//! What this machine must remember, written to its journal.

use super::Effects;
use crate::desk::{AnyDesk, Station};
use crate::domain::id::ConversationKey;

impl Effects {
    /// Keeps unsent text on this machine.
    pub fn save_draft(&mut self, key: ConversationKey, text: String) {
        if let Some(Station {
            desk: AnyDesk::Writing(desk),
            ..
        }) = &self.station
        {
            let desk = desk.clone();
            self.verbs.spawn_blocking(move || {
                // A draft that cannot be kept is still on the screen; a reply that cannot is refused.
                let _ = desk.keep_draft(key, text);
            });
        }
    }

    /// Remembers on this machine how far a conversation was seen.
    pub fn keep_looked(&mut self, key: ConversationKey, at: jiff::Timestamp) {
        if let Some(Station {
            desk: AnyDesk::Writing(desk),
            ..
        }) = &self.station
        {
            let desk = desk.clone();
            self.verbs.spawn_blocking(move || {
                // What is forgotten here is shown as unread once more.
                let _ = desk.keep_looked(key, at);
            });
        }
    }

    /// Remembers on this machine that an ending waits to be written, or waits no more.
    pub fn keep_leaving(&mut self, key: ConversationKey, leaving: bool) {
        if let Some(Station {
            desk: AnyDesk::Writing(desk),
            ..
        }) = &self.station
        {
            // In the order in which it is told: one line, appended at once.
            let _ = desk.keep_leaving(key, leaving);
        }
    }
}
