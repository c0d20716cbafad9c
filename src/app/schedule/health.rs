//! When health is read: alarms, metrics, the chart and the history on screen, who is on what. All of it only while
//! somebody looks, and less often for a while after CloudWatch asked to slow down.

use crate::app::effect::Load;
use crate::app::feed::Feed;
use crate::app::health::{ack, chart};
use crate::app::state::{Pane, State};
use crate::domain::system::Port;
use jiff::{SignedDuration, Timestamp};

/// Alarms are judged once a minute at most.
const ALARMS: SignedDuration = SignedDuration::from_secs(30);
/// What another console said is seen within five seconds.
const ACKS: SignedDuration = SignedDuration::from_secs(5);
const MARKS: SignedDuration = SignedDuration::from_mins(5);
/// How much slower everything is after CloudWatch asked for it.
const SLOWED: i32 = 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Alarms,
    History,
    Metrics,
    Chart,
    Marks,
    Acks,
}

impl State {
    fn slowed(&self, period: SignedDuration) -> SignedDuration {
        match self.health.slow_until {
            Some(until) if self.clock < until => period * SLOWED,
            _ => period,
        }
    }

    /// What the pane says about its data.
    pub(super) fn health_feed(&self) -> Feed {
        let now = self.clock;
        match self.health.gauges.shown {
            true => {
                let period = self.slowed(self.health.gauges.period());
                self.health.gauges.walk.feed(now, self.fresh_for(period))
            }
            false => {
                let period = self.slowed(ALARMS);
                self.health.walk.feed(now, self.fresh_for(period))
            }
        }
    }

    /// When each read is due; nothing while nobody looks.
    pub(super) fn health_dues(&self) -> [(Kind, Option<Timestamp>); 6] {
        let health = &self.health;
        let link = self.connection.link();
        let has = link.is_some_and(|link| link.having(Port::Health).next().is_some());
        let seen = self.pane == Pane::Health && has;
        let only = |wanted: bool, due: Option<Timestamp>| due.filter(|_| seen && wanted);
        let metrics = health.gauges.period();
        let charted = health.chart.as_ref();
        let marked = health.marks.as_ref();
        [
            (
                Kind::Alarms,
                only(true, health.walk.due(self.every(self.slowed(ALARMS)))),
            ),
            (
                Kind::History,
                only(
                    !health.gauges.shown,
                    health.history_due(self.paced(self.slowed(ALARMS))),
                ),
            ),
            (
                Kind::Metrics,
                only(
                    health.gauges.shown,
                    health.gauges.walk.due(self.every(self.slowed(metrics))),
                ),
            ),
            (
                Kind::Chart,
                only(
                    true,
                    charted.and_then(|one| one.source.due(self.paced(self.slowed(metrics)))),
                ),
            ),
            (
                Kind::Marks,
                only(
                    true,
                    marked.and_then(|one| one.source.due(self.paced(MARKS))),
                ),
            ),
            (Kind::Acks, only(true, health.watch.due(self.paced(ACKS)))),
        ]
    }
}

/// Takes a read that is due; it counts as under way from here on.
pub(super) fn ask(state: &mut State, kind: Kind) -> Option<Load> {
    let now = state.clock;
    match kind {
        Kind::Alarms => {
            let link = state.connection.link()?;
            let stops = || link.having(Port::Health).collect();
            let ask = state.health.walk.ask(now, stops)?;
            Some(Load::Health { platform: ask.stop })
        }
        Kind::History => state.health.ask_history(now),
        Kind::Metrics => {
            let link = state.connection.link()?;
            let stops = || link.having(Port::Health).collect();
            let range = state.health.gauges.range;
            let ask = state.health.gauges.walk.ask(now, stops)?;
            Some(Load::Metrics {
                platform: ask.stop,
                range,
            })
        }
        Kind::Chart => chart::ask(state),
        Kind::Marks => chart::ask_marks(state),
        Kind::Acks => ack::ask_all(state),
    }
}
