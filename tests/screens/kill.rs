//! The kill switch over the plaza: whom it touches, an operation half done, a broken glass, and an effect that is none.

use switchboard::app::command::Command as C;
use switchboard::app::effect::{Load, Verb};
use switchboard::app::msg::{Loaded, Msg, Outcome};
use switchboard::domain::agent::{Activation, SeenSwitch, Switch, Toggle, Toggled, Turn};
use switchboard::domain::conflict::Theirs;
use switchboard::domain::handoff::Actor;
use switchboard::domain::id::{
    AgentId, ConsoleId, IntentId, OpId, PlatformId, SwitchKey, TenantId,
};
use switchboard::domain::kill::{
    Blast, Figure, Gauge, Known, Sighted, Stands, Target, Touched, Whom,
};
use switchboard::domain::operation::{
    Matter, OpRow, Operation, Overview, Phase, Progress, RowState, Scheduled, Switched,
};
use switchboard::domain::problem::{Problem, Trouble};
use switchboard::domain::text::Text;

use super::plaza::{before, now};
use super::stage::Stage;

fn activation(target: &Target, tenant: &str, switch: Switch) -> Activation {
    Activation {
        key: SwitchKey {
            platform: target.platform,
            tenant: TenantId::from(tenant),
            agent: target.agent.clone(),
        },
        agent: Text::default(),
        tenant_name: Text::from(tenant),
        category: None,
        switch,
        since: None,
        by: None,
        reason: None,
        disagrees: None,
        seen: SeenSwitch::Absent,
    }
}

pub fn blast(target: &Target, turn: Turn) -> Blast {
    let one = |tenant: &str, stands| Touched {
        activation: activation(target, tenant, Switch::On),
        stands,
    };
    let touched = match &target.whom {
        Whom::These(tenants) => tenants
            .iter()
            .map(|tenant| one(tenant.as_str(), Stands::Turns))
            .collect(),
        Whom::All => vec![
            one("acme", Stands::Turns),
            one("nova", Stands::Turns),
            one("luna", Stands::Turns),
            one("sol", Stands::Already),
            one(
                "rio",
                Stands::Barred(Problem::new(Trouble::OutOfScope, "rio", "")),
            ),
        ],
    };
    let figure = |gauge, source: &str, known| Figure {
        gauge,
        known,
        source: Text::from(source),
        at: before(4),
    };
    let count = |count| Known::Count {
        count,
        at_least: false,
    };
    let figures = match target.platform {
        PlatformId::Marketplace => vec![
            figure(Gauge::WithBot, "conversations", count(38)),
            figure(Gauge::WithPeople, "conversations", count(4)),
            figure(Gauge::Traffic, "conversations", count(12)),
            figure(
                Gauge::Windows,
                "conversations",
                Known::Failed(Problem::new(Trouble::Denied, "dynamodb:Query", "")),
            ),
        ],
        _ => vec![
            figure(Gauge::Runs, "audit_logs", count(1)),
            figure(
                Gauge::Requests,
                "tenant_usage_daily 2026-11-20",
                Known::Count {
                    count: 1_204,
                    at_least: true,
                },
            ),
            figure(Gauge::Logs, "", Known::NoSource),
        ],
    };
    Blast {
        target: target.clone(),
        turn,
        name: Text::default(),
        word: Text::from(target.agent.as_str()),
        touched,
        cut: false,
        figures,
        second_person: target.is_many(),
        at: before(4),
    }
}

pub fn sighted(since: jiff::Timestamp) -> Sighted {
    Sighted {
        since,
        known: Known::NoSource,
        last: None,
        at: since,
    }
}

/// Somebody is faster, and the trail knows who.
pub fn theirs(key: &SwitchKey) -> Theirs {
    let target = Target {
        platform: key.platform,
        agent: key.agent.clone(),
        whom: Whom::All,
    };
    let mut now = activation(&target, key.tenant.as_str(), Switch::On);
    now.since = Some(before(200));
    now.by = Some(Text::from("Eva Restrepo"));
    now.reason = Some(Text::from(
        "prices are right again, the catalogue was loaded",
    ));
    Theirs {
        now: Some(now),
        word: Text::from("bot"),
        trail: Ok(None),
        at: before(2),
    }
}

pub fn off(_: &Toggle) -> Toggled {
    Toggled::Unknown
}

fn half(phase: Phase) -> Progress {
    let row = |tenant: &str, state| OpRow {
        tenant: TenantId::from(tenant),
        tenant_name: Text::from(tenant),
        before: Switch::On,
        seen: SeenSwitch::Absent,
        state,
        version: None,
        intent: None,
        note: (state == RowState::Changed).then(|| Text::from("Eva")),
    };
    Progress {
        operation: Operation {
            id: OpId::from("01JD2K8V3M9Q"),
            platform: PlatformId::Marketplace,
            agent: AgentId::bot(),
            name: Text::default(),
            turn: Turn::Off,
            reason: Text::from("answers old prices"),
            until: None,
            by: Actor {
                identity: "demo:luis".to_owned(),
                name: Text::from("Luis"),
                console: ConsoleId::from("another"),
                host: Text::from("desk"),
            },
            at: before(600),
            total: 6,
            phase,
            needs_second: phase == Phase::Waiting,
            approved_by: None,
            break_glass: None,
            runner: None,
        },
        rows: vec![
            row("acme", RowState::Done),
            row("nova", RowState::Done),
            row("luna", RowState::Planned),
            row("mar", RowState::Changed),
            row("sol", RowState::Already),
            row("rio", RowState::Barred),
        ],
    }
}

fn with(mut stage: Stage, overview: Overview) -> Stage {
    stage.run();
    stage.overview = overview;
    let epoch = stage.state.epoch;
    let all = Box::new(stage.overview.clone());
    stage.send(Msg::Loaded {
        epoch,
        load: Load::Operations,
        outcome: Ok(Loaded::Operations(all)),
    });
    stage
}

/// A console that starts finds what another left.
pub fn half_done(stage: Stage) -> Stage {
    let overview = Overview {
        operations: vec![half(Phase::Running)],
        ..Overview::default()
    };
    let mut stage = with(stage, overview);
    stage.command(C::Op);
    stage
}

/// It waits for this person.
pub fn waiting(stage: Stage) -> Stage {
    let overview = Overview {
        operations: vec![half(Phase::Waiting)],
        ..Overview::default()
    };
    let mut stage = with(stage, overview);
    stage.command(C::Op);
    stage
}

/// Everybody is told; and something is off that nobody switched on.
pub fn glass(stage: Stage) -> Stage {
    let mut done = half(Phase::Done);
    done.operation.break_glass = Some(Text::from("nobody answers at night"));
    let target = Target {
        platform: PlatformId::Marketplace,
        agent: AgentId::bot(),
        whom: Whom::All,
    };
    let overview = Overview {
        operations: vec![done],
        off: vec![Scheduled {
            id: "1".to_owned(),
            due: Some(before(900)),
            matter: Matter::Switch {
                key: activation(&target, "acme", Switch::Off).key,
                intent: IntentId::from("01J"),
            },
            name: Text::default(),
            tenant: Text::from("acme"),
            by: Text::from("Luis"),
            reason: Text::from("answers old prices"),
            at: before(8_000),
        }],
        ticked: Vec::new(),
    };
    let mut stage = with(stage, overview);
    stage.state.outbox.waiting = 2;
    stage
}

/// All tenants of a bot.
pub fn all(stage: Stage) -> Stage {
    let mut stage = with(stage, Overview::default());
    stage.command(C::Agents);
    stage.command(C::Kill);
    stage.type_text("responde precios viejos");
    for _ in 0..2 {
        stage.command(C::Enter);
    }
    stage.state.clock = now();
    stage
}

/// The same, switched on.
pub fn all_on(stage: Stage) -> Stage {
    let mut stage = with(stage, Overview::default());
    stage.command(C::Agents);
    stage.command(C::SwitchOnAll);
    stage.type_text("los precios ya son los nuevos");
    stage.command(C::Enter);
    stage.state.clock = now();
    stage
}

/// A switch that somebody was faster to turn: told, and to be compared.
pub fn beaten(stage: Stage) -> Stage {
    let mut stage = with(stage, Overview::default());
    stage.command(C::Agents);
    let seen = stage
        .state
        .agents
        .list
        .selected()
        .unwrap()
        .activation
        .clone();
    let toggle = Toggle {
        key: seen.key.clone(),
        turn: Turn::Off,
        reason: Text::from("answers old prices"),
        seen: seen.seen.clone(),
    };
    let now = theirs(&toggle.key).now.unwrap();
    let epoch = stage.state.epoch;
    stage.send(Msg::Done {
        epoch,
        verb: Verb::SwitchOff {
            toggle,
            base: Box::new(seen),
            until: None,
        },
        outcome: Ok(Outcome::SwitchedOff(Switched {
            toggled: Toggled::Changed { now },
            until: None,
        })),
    });
    stage
}

fn ended() -> Progress {
    let mut done = half(Phase::Done);
    done.operation.until = Some(before(-7_200));
    for row in &mut done.rows {
        if row.state == RowState::Planned {
            row.state = RowState::Failed;
            row.note = Some(Text::from("ProvisionedThroughputExceeded: tenants"));
        }
    }
    done
}

/// Each tenant with its mark.
pub fn outcome(stage: Stage) -> Stage {
    let overview = Overview {
        operations: vec![ended()],
        ..Overview::default()
    };
    let mut stage = with(stage, overview);
    stage.command(C::Op);
    stage.command(C::Down);
    stage
}

/// More than one is known.
pub fn list(stage: Stage) -> Stage {
    let mut other = half(Phase::Running);
    other.operation.id = OpId::from("01JD2M00AAAA");
    other.operation.turn = Turn::On;
    let overview = Overview {
        operations: vec![ended(), other],
        ..Overview::default()
    };
    let mut stage = with(stage, overview);
    stage.command(C::Op);
    stage
}

/// Mine, theirs and base of the tenant that Eva changed.
pub fn compared(stage: Stage) -> Stage {
    let mut stage = outcome(stage);
    stage.command(C::DropReply);
    stage.state.clock = now();
    stage
}

/// Mine once more: the word is asked.
pub fn confirming(stage: Stage) -> Stage {
    let mut stage = compared(stage);
    stage.command(C::AskAgain);
    stage.type_text("bo");
    stage
}
