//! When what is read: everything has its period, one read of each at a time, slower while nobody looks.
//! The shell asks for the next deadline and sends a tick when it has come.

mod again;
mod change;
mod health;
mod pace;

pub use again::{hurry, hurry_all, reset};

use super::connection::Connection;
use super::effect::{Effect, Load};
use super::feed::{Feed, later};
use super::guard;
use super::operations;
use super::promises;
use super::replies;
use super::shift;
use super::state::{Pane, State};
use super::walk::Walk;
use crate::domain::escalation::{QueuePlan, WaitingWord};
use crate::domain::id::TenantKey;
use crate::domain::system::Port;
use jiff::{SignedDuration, Timestamp};

use pace::QUEUE;

const CLAIMS: SignedDuration = SignedDuration::from_secs(2);
const TENANTS: SignedDuration = SignedDuration::from_secs(60);
const CATALOGUE: SignedDuration = SignedDuration::from_secs(300);
/// A switch that another console turned is seen about as fast as a claim.
const SWITCHES: SignedDuration = SignedDuration::from_secs(2);
const USAGE: SignedDuration = SignedDuration::from_secs(30);
/// The same once it was looked at: alerts are given also while another pane is on screen.
const USAGE_UNSEEN: SignedDuration = SignedDuration::from_secs(900);
/// How long a row that is new to a list is marked.
pub const NEWS: SignedDuration = SignedDuration::from_secs(2);
/// Rest between two passes of the sweep; doubled for each of the last few that found everything as it was.
const SWEEP_REST: SignedDuration = SignedDuration::from_secs(2);
/// Read units per second for a walk whose rows are looked at.
const BUDGET_LOOKED_AT: f64 = 50.0;

impl State {
    /// When the next message of time is wanted: a read is due, or what is on screen changes by itself.
    pub fn next_deadline(&self) -> Option<Timestamp> {
        if self.quitting {
            return None;
        }
        [
            self.next_load(),
            self.next_change(),
            self.connection.link().and(self.replies.next_due()),
            operations::next_due(self),
            self.connection.link().and(self.logs.next_due()),
        ]
        .into_iter()
        .flatten()
        .min()
    }

    /// What a pane says about its data.
    pub fn feed(&self, pane: Pane) -> Feed {
        let now = self.clock;
        match pane {
            Pane::Tenants => self.tenants.walk.feed(now, self.fresh_for(TENANTS)),
            Pane::Conversations => self.sweep_feed(),
            Pane::Escalations => match self.queue_plan() {
                Some(QueuePlan::Index) => self.escalations.walk.feed(now, self.fresh_for(QUEUE)),
                _ => self.sweep_feed(),
            },
            Pane::Agents => self.paced_feed(&self.agents.walk, SWITCHES, BUDGET_LOOKED_AT),
            Pane::Usage => self.usage.walk.feed(now, self.fresh_for(USAGE)),
            Pane::Health => self.health_feed(),
        }
    }

    fn sweep_feed(&self) -> Feed {
        let budget = self.sweep_pace().units_per_second;
        self.paced_feed(&self.conversations.walk, self.sweep_rest(), budget)
    }

    /// A walk is as fresh as its budget allows: it is stale only when twice the time of a pass has gone.
    fn paced_feed<T: Clone + PartialEq>(
        &self,
        walk: &Walk<T>,
        rest: SignedDuration,
        units_per_second: f64,
    ) -> Feed {
        let pass = SignedDuration::try_from_secs_f64(walk.last_units / units_per_second)
            .unwrap_or(SignedDuration::ZERO);
        walk.feed(self.clock, self.fresh_for(rest + pass))
    }

    /// What the open conversation says about its data.
    pub fn conversation_feed(&self) -> Option<Feed> {
        let open = self.open.as_ref()?;
        Some(
            open.source
                .feed(self.clock, self.fresh_for(self.conversation_period())),
        )
    }

    fn fresh_for(&self, period: SignedDuration) -> SignedDuration {
        self.paced(period) * 2 + SignedDuration::from_secs(5)
    }

    fn queue_plan(&self) -> Option<QueuePlan> {
        self.connection.link().map(|link| link.queue_plan)
    }

    /// The tenants of the systems that have a port.
    fn tenants_having(&self, port: Port) -> impl Iterator<Item = &TenantKey> {
        let has = move |key: &TenantKey| {
            let link = self.connection.link();
            link.is_some_and(|link| link.having(port).any(|id| id == key.platform))
        };
        let tenants = self.tenants.list.all();
        tenants.map(|row| &row.key).filter(move |key| has(key))
    }

    fn any_having(&self, port: Port) -> bool {
        self.tenants_having(port).next().is_some()
    }

    /// When each kind of read is due; those that nobody needs now have no time.
    fn dues(&self) -> [(Kind, Option<Timestamp>); 17] {
        let agents = self.pane == Pane::Agents;
        let usage = matches!(self.pane, Pane::Usage | Pane::Tenants);
        let indexed = self.queue_plan() == Some(QueuePlan::Index);
        let any = |port: Port| self.any_having(port);
        let link_has = |port: Port| {
            let link = self.connection.link();
            link.is_some_and(|link| link.having(port).next().is_some())
        };
        let only = |wanted: bool, due: Option<Timestamp>| due.filter(|_| wanted);
        [
            (Kind::Owned, guard::next_read(self).map(|(_, due)| due)),
            (Kind::Present, guard::presence::due(self)),
            (Kind::Claims, self.claims.source.due(self.paced(CLAIMS))),
            (
                Kind::Targets,
                only(
                    link_has(Port::Handoffs),
                    self.promises.source.due(promises::PERIOD),
                ),
            ),
            (Kind::Tenants, self.tenants.walk.due(self.every(TENANTS))),
            (
                Kind::Conversation,
                self.open.as_ref().and_then(|open| {
                    let due = open.source.due(self.paced(self.conversation_period()))?;
                    Some(due.max(open.read_after))
                }),
            ),
            (
                Kind::Queue,
                only(indexed, self.escalations.walk.due(self.queue_pace())),
            ),
            (
                Kind::Sweep,
                only(
                    any(Port::Conversations),
                    self.conversations.walk.due(self.sweep_pace()),
                ),
            ),
            (
                Kind::Work,
                only(
                    link_has(Port::Work),
                    self.escalations.work.due(self.work_pace()),
                ),
            ),
            (
                Kind::Catalogue,
                only(
                    agents,
                    self.agents.catalogue_source.due(self.paced(CATALOGUE)),
                ),
            ),
            (
                Kind::Switches,
                only(
                    agents && any(Port::Switches),
                    self.agents.walk.due(self.switches_pace()),
                ),
            ),
            (
                Kind::Usage,
                only(
                    any(Port::Usage) && (usage || self.usage.walk.at.is_some()),
                    self.usage.walk.due(self.every(match usage {
                        true => USAGE,
                        false => USAGE_UNSEEN,
                    })),
                ),
            ),
            (
                Kind::Feed,
                only(link_has(Port::Feed), self.hearing.feed_due()),
            ),
            (Kind::Heard, self.hearing.rows_due()),
            (Kind::Shift, shift::due(self)),
            (Kind::Replies, replies::look_due(self)),
            (
                Kind::Outbox,
                only(link_has(Port::Outbox), self.outbox.due()),
            ),
        ]
    }

    fn next_load(&self) -> Option<Timestamp> {
        match &self.connection {
            Connection::Connecting { .. } => None,
            Connection::Down { retry_at, .. } => Some(*retry_at),
            Connection::Up(_) => {
                let health = self.health_dues().into_iter().filter_map(|(_, due)| due);
                let dues = self.dues().into_iter().filter_map(|(_, due)| due);
                dues.chain(health).min()
            }
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Owned,
    Present,
    Claims,
    Targets,
    Tenants,
    Conversation,
    Queue,
    Sweep,
    Work,
    Catalogue,
    Switches,
    Usage,
    Feed,
    Heard,
    Outbox,
    Replies,
    Shift,
}

/// The reads that are due now; they count as under way from here on.
pub fn due_loads(state: &mut State) -> Vec<Effect> {
    if state.connection.link().is_none() || state.quitting {
        return Vec::new();
    }
    let now = state.clock;
    let due: Vec<Kind> = state
        .dues()
        .into_iter()
        .filter(|(_, due)| due.is_some_and(|due| due <= now))
        .map(|(kind, _)| kind)
        .collect();
    let is_due = |due: Option<Timestamp>| due.is_some_and(|due| due <= now);
    let health = state.health_dues().into_iter();
    let health: Vec<_> = health.filter(|(_, due)| is_due(*due)).collect();
    let mut loads: Vec<_> = due
        .into_iter()
        .filter_map(|kind| ask(state, kind))
        .collect();
    let health = health.into_iter();
    loads.extend(health.filter_map(|(kind, _)| health::ask(state, kind)));
    loads.into_iter().map(Effect::Load).collect()
}

fn ask(state: &mut State, kind: Kind) -> Option<Load> {
    let now = state.clock;
    match kind {
        Kind::Owned => guard::ask(state).map(|key| Load::Owned { key }),
        Kind::Present => guard::presence::ask(state).map(|key| Load::Present { key }),
        Kind::Claims => {
            state.claims.source.ask(now);
            Some(Load::Claims)
        }
        Kind::Targets => {
            let platform = state.connection.link()?.having(Port::Handoffs).next()?;
            state.promises.source.ask(now);
            Some(Load::Targets { platform })
        }
        Kind::Tenants => {
            let link = state.connection.link()?;
            let stops = || link.having(Port::Tenants).collect();
            let ask = state.tenants.walk.ask(now, stops)?;
            Some(Load::Tenants {
                platform: ask.stop,
                after: ask.after,
            })
        }
        Kind::Conversation => {
            let open = state.open.as_mut()?;
            open.source.ask(now);
            Some(Load::Conversation {
                key: open.key.clone(),
            })
        }
        Kind::Queue => {
            let words = || WaitingWord::ALL.to_vec();
            let ask = state.escalations.walk.ask(now, words)?;
            Some(Load::Queue {
                pass: ask.pass,
                word: ask.stop,
                after: ask.after,
            })
        }
        Kind::Sweep => {
            let stops: Vec<_> = state.tenants_having(Port::Conversations).cloned().collect();
            let ask = state.conversations.walk.ask(now, || stops)?;
            Some(Load::Sweep {
                pass: ask.pass,
                tenant: ask.stop,
                after: ask.after,
            })
        }
        Kind::Work => {
            let link = state.connection.link()?;
            let stops = || link.having(Port::Work).collect();
            let ask = state.escalations.work.ask(now, stops)?;
            Some(Load::Work {
                platform: ask.stop,
                after: ask.after,
            })
        }
        Kind::Catalogue => {
            state.agents.catalogue_source.ask(now);
            Some(Load::Catalogue)
        }
        Kind::Switches => {
            let stops: Vec<_> = state.tenants_having(Port::Switches).cloned().collect();
            let ask = state.agents.walk.ask(now, || stops)?;
            Some(Load::Switches { tenant: ask.stop })
        }
        Kind::Usage => {
            let stops: Vec<_> = state.tenants_having(Port::Usage).cloned().collect();
            let ask = state.usage.walk.ask(now, || stops)?;
            Some(Load::Usage { tenant: ask.stop })
        }
        Kind::Feed => {
            let platform = state.connection.link()?.having(Port::Feed).next()?;
            Some(state.hearing.ask_feed(now, platform))
        }
        Kind::Heard => Some(state.hearing.ask_rows(now)),
        Kind::Shift => shift::ask(state).map(Load::Shift),
        Kind::Replies => Some(replies::ask(state)),
        Kind::Outbox => Some(state.outbox.ask(now)),
    }
}

/// How far server time may seem to go back because its estimate changed a little.
const JITTER: SignedDuration = SignedDuration::from_secs(5);

/// Takes server time over. It stands still for small steps back; after a great one (the first word of a
/// server to a machine whose clock is ahead) everything that was planned is due now.
pub fn set_clock(state: &mut State, now: Timestamp) {
    if state.clock.duration_since(now) > JITTER {
        state.clock = now;
        hurry_all(state);
    }
    state.clock = state.clock.max(now);
}

/// When a connection that failed `tries` times is tried again.
pub fn reconnect_at(now: Timestamp, tries: u32) -> Timestamp {
    let seconds = 1_i64 << tries.saturating_sub(1).min(5);
    later(now, SignedDuration::from_secs(seconds.min(30)))
}
