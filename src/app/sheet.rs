//! Sheets over the panes: opened from a row, one level for each thing that they belong to. A level shows one
//! sheet of its kinds, and in it one entry where a person opened one. What was read is kept for a while with
//! its age; at most one page of a sheet is under way.

pub mod deed;
pub mod detail;
pub mod go;
pub mod open;
pub mod place;
pub mod reading;

use super::effect::{Effect, Load};
use super::geometry::Size;
use super::state::State;
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::problem::Problem;
use crate::domain::sheet::{DeedKind, Entry, SheetKey, SheetKind, SheetOf, SheetPage};
use crate::domain::text::Text;
use detail::Opened;
use jiff::{SignedDuration, Timestamp};
use place::Place;
use reading::Reading;
use std::collections::BTreeMap;

/// Sheets that are kept beside those that are open.
const KEPT: usize = 16;
/// What is opened again and older than this is read anew; its age is said in any case.
const FRESH: SignedDuration = SignedDuration::from_secs(30);

/// All sheets that are open, the last one on screen, and what was read of them.
#[derive(Clone, Debug, Default)]
pub struct Sheets {
    levels: Vec<Level>,
    kept: BTreeMap<SheetKey, Reading>,
    /// Counts what was asked, so that an answer finds its question.
    asked: u64,
    /// What is being done now: the kind, and the entry that it is done to.
    acting: Vec<(DeedKind, Option<String>)>,
}

/// The sheets of one thing.
#[derive(Clone, Debug)]
pub struct Level {
    pub platform: PlatformId,
    pub of: SheetOf,
    /// Names of what they belong to, from the outside in; none: the system.
    pub path: Vec<Text>,
    pub kinds: Vec<SheetKind>,
    chosen: usize,
    /// Where a person is in each of the kinds.
    places: Vec<Place>,
    pub opened: Option<Opened>,
}

impl Level {
    /// The sheets of one thing, the one of `kind` on screen, else the first.
    pub fn new(
        platform: PlatformId,
        of: SheetOf,
        path: Vec<Text>,
        kinds: &[SheetKind],
        kind: Option<SheetKind>,
    ) -> Self {
        let chosen = kinds.iter().position(|one| Some(*one) == kind);
        Self {
            platform,
            of,
            path,
            places: vec![Place::default(); kinds.len()],
            kinds: kinds.to_vec(),
            chosen: chosen.unwrap_or(0),
            opened: None,
        }
    }

    /// The kind on screen.
    pub fn kind(&self) -> Option<SheetKind> {
        self.kinds.get(self.chosen).copied()
    }

    /// Where a person is in it.
    pub fn place(&self) -> Option<&Place> {
        self.places.get(self.chosen)
    }

    fn place_mut(&mut self) -> Option<&mut Place> {
        self.places.get_mut(self.chosen)
    }

    /// The tenant that the sheets are of, where they are of one.
    pub fn tenant(&self) -> Option<&TenantId> {
        match &self.of {
            SheetOf::System => None,
            SheetOf::Tenant(tenant)
            | SheetOf::Agent { tenant, .. }
            | SheetOf::Entry { tenant, .. } => Some(tenant),
        }
    }

    /// The sheet on screen.
    pub fn key(&self) -> Option<SheetKey> {
        Some(SheetKey {
            platform: self.platform,
            of: self.of.clone(),
            kind: self.kind()?,
            narrowing: self.place()?.narrowing.clone(),
        })
    }
}

impl Sheets {
    /// Whether any is open.
    pub fn is_open(&self) -> bool {
        !self.levels.is_empty()
    }

    /// The level on screen.
    pub fn top(&self) -> Option<&Level> {
        self.levels.last()
    }

    pub(super) fn top_mut(&mut self) -> Option<&mut Level> {
        self.levels.last_mut()
    }

    /// What was read of the sheet on screen.
    pub fn reading(&self) -> Option<&Reading> {
        self.kept.get(&self.top()?.key()?)
    }

    /// The entry that commands speak of: the opened one, else the selected one.
    pub fn entry(&self) -> Option<&Entry> {
        let level = self.top()?;
        match &level.opened {
            Some(opened) => Some(&opened.entry),
            None => level.place()?.selected_in(self.reading()?),
        }
    }

    /// Whether the entry on screen is opened.
    pub fn is_entry(&self) -> bool {
        self.top().is_some_and(|level| level.opened.is_some())
    }

    /// Whether such a deed is under way: of an entry where it is done to one.
    pub fn is_acting(&self, kind: DeedKind, entry: Option<&str>) -> bool {
        let mut acting = self.acting.iter();
        acting.any(|(one, id)| *one == kind && id.as_deref() == entry)
    }

    /// When what is on screen was read.
    pub fn read_at(&self) -> Option<Timestamp> {
        self.reading()?.at
    }

    /// Forgets which pages are under way: their answers will be dropped.
    pub fn reset(&mut self) {
        self.kept.values_mut().for_each(Reading::reset);
        self.acting.clear();
    }

    pub(super) fn close(&mut self) {
        self.levels.clear();
    }

    /// Rows that the table has at least on a screen of this size.
    pub fn rows(&self, size: Size) -> usize {
        let remarks = self.reading();
        let remarks = remarks.map_or(0, |one| one.most_remark_rows(size));
        usize::from(size.body_rows()).saturating_sub(reading::FRAME_ROWS + remarks)
    }

    /// Brings order into what follows from what was read, typed or moved.
    pub(super) fn settle(&mut self, size: Size) {
        let rows = self.rows(size);
        let Some(key) = self.top().and_then(Level::key) else {
            return;
        };
        let Some(reading) = self.kept.get(&key) else {
            return;
        };
        if let Some(level) = self.levels.last_mut() {
            if let Some(place) = level.place_mut() {
                place.settle(reading, rows.max(1));
            }
            if let Some(opened) = &mut level.opened {
                opened.follow(reading, size);
            }
        }
    }

    /// Wants the sheet on screen, anew if what is kept is older than fresh.
    pub(super) fn want(&mut self, now: Timestamp) {
        let Some(key) = self.top().and_then(Level::key) else {
            return;
        };
        self.forget_old(&key);
        let reading = self.kept.entry(key).or_default();
        let old = |at: Timestamp| now.duration_since(at) > FRESH;
        if reading.at.is_none_or(old) {
            reading.want_anew();
        }
    }

    /// Wants the sheet on screen anew, whatever its age.
    pub(super) fn refresh(&mut self) {
        self.change_reading(Reading::want_anew);
    }

    /// Wants what follows of the sheet on screen.
    pub(super) fn more(&mut self) {
        self.change_reading(Reading::want_more);
    }

    fn change_reading(&mut self, change: impl FnOnce(&mut Reading)) {
        let Some(key) = self.top().and_then(Level::key) else {
            return;
        };
        change(self.kept.entry(key).or_default());
    }

    /// Makes room for one more, the oldest that is not open first.
    fn forget_old(&mut self, for_one: &SheetKey) {
        while self.kept.len() >= KEPT && !self.kept.contains_key(for_one) {
            let open: Vec<SheetKey> = self.levels.iter().filter_map(Level::key).collect();
            let oldest = self.kept.iter().filter(|(key, _)| !open.contains(key));
            let oldest = oldest.min_by_key(|(_, one)| one.at).map(|(key, _)| key);
            match oldest.cloned() {
                Some(key) => self.kept.remove(&key),
                None => return,
            };
        }
    }
}

/// The page that the sheet on screen wants; it counts as under way from here on.
pub fn due(state: &mut State) -> Option<Effect> {
    if state.connection.link().is_none() || state.quitting {
        return None;
    }
    let sheets = &mut state.sheets;
    let key = sheets.top()?.key()?;
    let serial = sheets.asked + 1;
    let after = sheets.kept.get_mut(&key)?.ask(serial)?;
    sheets.asked = serial;
    Some(Effect::Load(Load::Sheet {
        asked: serial,
        key,
        after,
    }))
}

/// Takes a page in; one that nobody waits for any more is dropped.
pub fn landed(state: &mut State, asked: u64, key: &SheetKey, page: SheetPage) {
    let now = state.clock;
    if let Some(reading) = state.sheets.kept.get_mut(key) {
        reading.landed(asked, page, now);
    }
}

/// Notes a failure; what was read before stays.
pub fn failed(state: &mut State, asked: u64, key: &SheetKey, problem: Problem) {
    if let Some(reading) = state.sheets.kept.get_mut(key) {
        reading.failed(asked, problem);
    }
}
