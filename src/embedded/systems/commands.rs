//! AlquimistaAI's dashboard: it reads tenants and usage, and its operational commands: it enqueues one, its processor takes it up and ends it (backend
//! facts 2.2). Those of people at consoles stay as they are, for the real processor cannot write its result.

use super::{Event, Systems};
use crate::embedded::raw::{self, Item, n, s};
use crate::embedded::seed::iso;
use jiff::SignedDuration;
use std::time::Duration;

const KEYS: [&str; 2] = ["command_id", "created_at"];
/// Who issues them: the Cognito subject of the dashboard's own schedule.
const ISSUER: &str = "50000000-0000-4000-8000-00000000de30";
/// The TTL of a command (backend facts 2.2).
const TTL: SignedDuration = SignedDuration::from_hours(24 * 90);

/// What the dashboard calls each time it shows itself (backend facts 2.6, 2.7), and milliseconds at least.
const SHOWN: [(&str, u32); 2] = [
    ("alquimista-get-tenant-detail-prod", 90),
    ("alquimista-get-usage-overview-prod", 140),
];

impl Systems {
    /// The dashboard shows itself: two functions read. No row tells of it, so it must not change what is drawn
    /// by lot for those that one does.
    pub(super) fn dashboard(&mut self) {
        let now = self.now().as_millisecond().unsigned_abs();
        for (function, least) in SHOWN {
            let more = fastrand::Rng::with_seed(now ^ u64::from(least)).u32(0..120);
            self.store.meter.ran(function, least + more, false);
        }
    }

    /// The dashboard looks after itself.
    pub(super) async fn command(&mut self) {
        let now = self.now();
        let until = now.checked_add(TTL).unwrap_or(now).as_second();
        let item = raw::item([
            ("command_id", s(self.uuid())),
            ("created_at", s(iso(now))),
            ("command_type", s("HEALTH_CHECK")),
            ("status", s("PENDING")),
            ("parameters", s("{}")),
            ("created_by", s(ISSUER)),
            ("ttl", n(until)),
        ]);
        let millis = self.rng.u32(40..160);
        let function = "alquimista-create-operational-command-prod";
        self.store.meter.ran(function, millis, false);
        self.put_command(item.clone()).await;
        let wait = Duration::from_millis(self.rng.u64(2_000..6_000));
        self.after(wait, Event::CommandGoes(Box::new(item)));
    }

    /// From PENDING to RUNNING, from RUNNING to its end.
    pub(super) async fn command_goes(&mut self, mut item: Item) {
        let now = iso(self.now());
        if raw::text(&item, "status") == Some("PENDING") {
            item.insert("status".to_owned(), s("RUNNING"));
            item.insert("started_at".to_owned(), s(now));
            self.put_command(item.clone()).await;
            let wait = Duration::from_millis(self.rng.u64(400..2_600));
            self.after(wait, Event::CommandGoes(Box::new(item)));
            return;
        }
        let output = format!(
            "{{\n  \"status\": \"healthy\",\n  \"checks\": {{ \"aurora\": true, \"dynamodb\": true }},\n  \"timestamp\": \"{now}\"\n}}"
        );
        item.insert("status".to_owned(), s("SUCCESS"));
        item.insert("completed_at".to_owned(), s(now.clone()));
        item.insert("health_check".to_owned(), s(now));
        item.insert("output".to_owned(), s(output));
        self.put_command(item).await;
    }

    async fn put_command(&mut self, item: Item) {
        let table = self.store.tables.alquimista.operational_commands.clone();
        self.put(&table, KEYS, item).await;
    }
}
