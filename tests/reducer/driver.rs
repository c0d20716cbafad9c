//! A console without a shell: keys go through the default keymap, effects are collected, time is told.

use crate::world;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use ratatui_textarea::{Input, Key};
use switchboard::app::State;
use switchboard::app::ThemeName;
use switchboard::app::effect::{Effect, Load, Verb};
use switchboard::app::geometry::Size;
use switchboard::app::msg::{Connected, Lease, Loaded, Msg, Opened, Outcome};
use switchboard::app::notice::Notice;
use switchboard::app::state::Start;
use switchboard::app::update::update;
use switchboard::domain::conversation::ConversationRow;
use switchboard::domain::cost::Cost;
use switchboard::domain::escalation::QueuePlan;
use switchboard::domain::handoff::Claim;
use switchboard::domain::id::{ConversationKey, TenantKey};
use switchboard::domain::page::{Cursor, Page};
use switchboard::domain::problem::{Problem, Trouble};
use switchboard::domain::role::Access;
use switchboard::domain::tenant::Tenant;
use switchboard::keymap::{Code, KeyPress, Keymap, Resolved};

/// A console under test.
pub struct Console {
    pub state: State,
    pub keymap: Keymap,
    pub pending: switchboard::keymap::Pending,
    /// Effects that no test has taken yet.
    pub effects: Vec<Effect>,
    pub now: Timestamp,
}

impl Console {
    /// Started at 100×30, not connected yet.
    pub fn new() -> Self {
        let now = world::noon();
        let state = State::new(Start {
            now,
            size: Size {
                columns: 100,
                rows: 30,
            },
            zone: TimeZone::UTC,
            theme: ThemeName::Dark,
            language: switchboard::domain::language::Language::English,
        });
        Self {
            state,
            keymap: Keymap::default(),
            pending: Default::default(),
            effects: Vec::new(),
            now,
        }
    }

    /// Connected, with the two tenants read.
    pub fn up() -> Self {
        Self::up_with(|_| {})
    }

    pub fn up_with(change: impl FnOnce(&mut Connected)) -> Self {
        let mut console = Self::new();
        let mut facts = world::connected();
        change(&mut facts);
        console.connected(Ok(facts));
        console.answer(
            |load| matches!(load, Load::Tenants { .. }),
            Ok(Loaded::Tenants(page(world::tenants(), None, 1.0))),
        );
        console
    }

    /// Up, with the rows swept into one whole pass.
    pub fn with_rows(rows: Vec<ConversationRow>) -> Self {
        let mut console = Self::up();
        console.sweep(rows);
        console
    }

    /// Up under `--readonly` or the like.
    pub fn barred(access: Access, rows: Vec<ConversationRow>) -> Self {
        let mut console = Self::up_with(|facts| facts.access = access);
        console.sweep(rows);
        console
    }

    pub fn indexed() -> Self {
        Self::up_with(|facts| facts.queue_plan = QueuePlan::Index)
    }

    pub fn send(&mut self, msg: Msg) -> &mut Self {
        let effects = update(&mut self.state, msg);
        self.effects.extend(effects);
        self
    }

    pub fn connected(&mut self, outcome: Result<Connected, Problem>) -> &mut Self {
        let epoch = self.state.epoch;
        self.send(Msg::Connected {
            epoch,
            outcome: Box::new(outcome),
        })
    }

    /// Time passes, in one step.
    pub fn wait(&mut self, millis: i64) -> &mut Self {
        self.now = self
            .now
            .checked_add(SignedDuration::from_millis(millis))
            .unwrap();
        self.send(Msg::Tick {
            now: self.now,
            read_units: 0.0,
        })
    }

    /// Keys as keymaps write them, separated by blanks; `'text'` types its characters.
    pub fn keys(&mut self, script: &str) -> &mut Self {
        for part in split(script) {
            match part {
                Part::Text(text) => {
                    for c in text.chars() {
                        self.key(KeyPress::plain(Code::Char(c)));
                    }
                }
                Part::Key(key) => {
                    self.key(key.parse().unwrap());
                }
            }
        }
        self
    }

    pub fn key(&mut self, key: KeyPress) -> &mut Self {
        let (layer, pane) = (self.state.layer(), self.state.pane);
        match self.keymap.resolve(layer, pane, &mut self.pending, key) {
            Resolved::Command(command) => self.send(Msg::Command(command)),
            Resolved::Edit => self.send(Msg::Edit(input(key))),
            Resolved::Prefix(keys) => self.send(Msg::Prefix(keys)),
            Resolved::None => self.send(Msg::Prefix(String::new())),
        }
    }

    /// All effects since the last time.
    pub fn take(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }

    /// Loads since the last time, other effects left where they are.
    pub fn take_loads(&mut self) -> Vec<Load> {
        let (loads, rest) = self
            .take()
            .into_iter()
            .partition(|effect| matches!(effect, Effect::Load(_)));
        self.effects = rest;
        let only = |effect| match effect {
            Effect::Load(load) => Some(load),
            _ => None,
        };
        Vec::into_iter(loads).filter_map(only).collect()
    }

    /// Verbs since the last time, other effects left where they are.
    pub fn take_verbs(&mut self) -> Vec<Verb> {
        let (verbs, rest) = self
            .take()
            .into_iter()
            .partition(|effect| matches!(effect, Effect::Do(_)));
        self.effects = rest;
        let only = |effect| match effect {
            Effect::Do(verb) => Some(verb),
            _ => None,
        };
        Vec::into_iter(verbs).filter_map(only).collect()
    }

    /// Answers the one load that is asked for and fits.
    pub fn answer(
        &mut self,
        fits: impl Fn(&Load) -> bool,
        outcome: Result<Loaded, Problem>,
    ) -> &mut Self {
        let at = self
            .effects
            .iter()
            .position(|effect| matches!(effect, Effect::Load(load) if fits(load)))
            .unwrap_or_else(|| panic!("not asked: {:?}", self.effects));
        let Effect::Load(load) = self.effects.remove(at) else {
            unreachable!()
        };
        let epoch = self.state.epoch;
        self.send(Msg::Loaded {
            epoch,
            load,
            outcome,
        })
    }

    /// Whether a load that fits has been asked for and not answered.
    pub fn asks(&self, fits: impl Fn(&Load) -> bool) -> bool {
        self.effects
            .iter()
            .any(|effect| matches!(effect, Effect::Load(load) if fits(load)))
    }

    /// Answers the pages of one whole pass of the sweep.
    pub fn sweep(&mut self, rows: Vec<ConversationRow>) -> &mut Self {
        for _ in 0..200 {
            if self.asks(is_sweep) {
                break;
            }
            self.wait(100);
        }
        let tenants: Vec<TenantKey> = world::tenants().iter().map(Tenant::key).collect();
        for tenant in tenants {
            for _ in 0..200 {
                if self.asks(is_sweep) {
                    break;
                }
                self.wait(100);
            }
            let rows: Vec<ConversationRow> = rows
                .iter()
                .filter(|row| row.key.owner() == tenant)
                .cloned()
                .collect();
            self.answer(
                |load| matches!(load, Load::Sweep { tenant: t, .. } if *t == tenant),
                Ok(Loaded::Conversations(page(rows, None, 0.5))),
            );
        }
        self
    }

    /// Answers the read of claims.
    pub fn claims(&mut self, claims: Vec<Claim>) -> &mut Self {
        if !self.asks(|load| *load == Load::Claims) {
            self.wait(2_000);
        }
        self.answer(|load| *load == Load::Claims, Ok(Loaded::Claims(claims)))
    }

    /// Answers the read of the open conversation.
    pub fn opened(&mut self, opened: Opened) -> &mut Self {
        if !self.asks(|load| matches!(load, Load::Conversation { .. })) {
            self.wait(2_000);
        }
        self.answer(
            |load| matches!(load, Load::Conversation { .. }),
            Ok(Loaded::Conversation(Box::new(Some(opened)))),
        )
    }

    /// Answers the one verb under way.
    pub fn done(&mut self, outcome: Result<Outcome, Problem>) -> &mut Self {
        let mut verbs = self.take_verbs();
        assert_eq!(verbs.len(), 1, "verbs under way: {verbs:?}");
        let verb = verbs.remove(0);
        let epoch = self.state.epoch;
        self.send(Msg::Done {
            epoch,
            verb,
            outcome,
        })
    }

    pub fn lease(&mut self, key: &ConversationKey, news: Lease) -> &mut Self {
        let epoch = self.state.epoch;
        self.send(Msg::Lease {
            epoch,
            key: key.clone(),
            news,
        })
    }

    /// The newest notice.
    pub fn notice(&self) -> Option<&Notice> {
        self.state
            .notices
            .history()
            .next()
            .map(|posted| &posted.notice)
    }

    /// Conversation ids of the queue as shown.
    pub fn queue(&self) -> Vec<String> {
        self.state
            .escalations
            .list
            .shown()
            .filter_map(|entry| entry.escalation())
            .map(|one| one.key.conversation.as_str().to_owned())
            .collect()
    }

    /// Conversation id of the selected row of the queue.
    pub fn selected(&self) -> Option<String> {
        self.state
            .escalations
            .selected_conversation()
            .map(|key| key.conversation.as_str().to_owned())
    }

    /// The text in the composer.
    pub fn typed(&self) -> Option<String> {
        self.state.composer().map(|composer| composer.field.text())
    }
}

pub fn is_sweep(load: &Load) -> bool {
    matches!(load, Load::Sweep { .. })
}

pub fn page<T>(items: Vec<T>, next: Option<&str>, units: f64) -> Page<T> {
    Page {
        items,
        next: next.map(|next| Cursor(next.to_owned())),
        cost: Cost::read(units),
    }
}

pub fn problem(trouble: Trouble) -> Problem {
    Problem::new(trouble, "dynamodb:Query some-table", "")
}

fn input(key: KeyPress) -> Input {
    let code = match key.code {
        Code::Char(c) => Key::Char(c),
        Code::Enter => Key::Enter,
        Code::Backspace => Key::Backspace,
        Code::Delete => Key::Delete,
        Code::Left => Key::Left,
        Code::Right => Key::Right,
        Code::Up => Key::Up,
        Code::Down => Key::Down,
        Code::Home => Key::Home,
        Code::End => Key::End,
        Code::Tab => Key::Tab,
        _ => Key::Null,
    };
    Input {
        key: code,
        ctrl: key.ctrl,
        alt: key.alt,
        shift: key.shift,
    }
}

enum Part<'a> {
    Text(&'a str),
    Key(&'a str),
}

fn split(script: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = script.trim_start();
    while !rest.is_empty() {
        if let Some(quoted) = rest.strip_prefix('\'') {
            let (text, after) = quoted.split_once('\'').expect("a closing quote");
            parts.push(Part::Text(text));
            rest = after.trim_start();
        } else {
            let (key, after) = rest.split_once(' ').unwrap_or((rest, ""));
            parts.push(Part::Key(key));
            rest = after.trim_start();
        }
    }
    parts
}
