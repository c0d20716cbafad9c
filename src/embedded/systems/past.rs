//! The last hour before the demo began, made up with the same hands and stored at once: a storm has raged for 18
//! minutes before a console looks.

use super::Systems;
use super::kept::name;
use super::storm::BEFORE;
use crate::embedded::engine::Loader;
use crate::embedded::error::EmbeddedError;
use crate::embedded::raw::Item;
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;
use std::time::Duration;

/// How far the past goes back.
pub const PAST: Duration = Duration::from_secs(3_600);
/// Rows that are stored at once; requests wait for one batch at most.
const BATCH: usize = 250;

/// Rows of the past, by table and key: the last one of a key is what is stored.
pub struct Draft {
    pub from: Timestamp,
    rows: BTreeMap<(String, String), Item>,
}

impl Draft {
    /// A row in place of an earlier one of its key.
    pub fn put(&mut self, table: &str, key: &Item, item: Item) {
        let place = (table.to_owned(), name(table, key));
        self.rows.insert(place, item);
    }
}

impl Systems {
    /// Makes up the past before `now` and stores it.
    ///
    /// # Errors
    /// [`EmbeddedError::Write`] with the engine's reason.
    pub async fn remember(
        mut self,
        now: Timestamp,
        loader: &Loader,
    ) -> Result<Self, EmbeddedError> {
        let back = SignedDuration::try_from(PAST).unwrap_or_default();
        self.draft = Some(Draft {
            from: now.checked_sub(back).unwrap_or(now),
            rows: BTreeMap::new(),
        });
        self = self.awake(PAST.saturating_sub(BEFORE));
        while self.agenda.due().is_some_and(|due| due < PAST) {
            self.step().await;
        }
        self.elapsed = PAST;
        self.behind = PAST;
        let rows = self
            .draft
            .take()
            .map(|draft| draft.rows)
            .unwrap_or_default();
        let mut tables: BTreeMap<String, Vec<Item>> = BTreeMap::new();
        for ((table, _), item) in rows {
            tables.entry(table).or_default().push(item);
        }
        for (table, items) in tables {
            for batch in items.chunks(BATCH) {
                loader.load(&table, batch.to_vec())?;
                // Lets a stop be seen between batches.
                tokio::task::yield_now().await;
            }
        }
        self.deploy(now).await;
        let meter = self.store.meter.clone();
        meter.save(&self.client, &self.store.tables).await;
        Ok(self)
    }
}
