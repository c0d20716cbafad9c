//! What people on call look at: an incident that has a story, a shift that has loose ends, a night that was bad.

use switchboard::app::shift::{Around, Ask, Told};
use switchboard::domain::alarm::AlarmState;
use switchboard::domain::change::{Change, Changes, Gap, Kind, Lack, Nearness, Source};
use switchboard::domain::handover::{Acknowledged, Handover, Held, Off};
use switchboard::domain::id::{AgentId, IncidentId, PlatformId, SwitchKey, TenantId, TenantKey};
use switchboard::domain::incident::{Incident, Kind as LineKind, Line, Origin, Story};
use switchboard::domain::past::{self, Evidence, Part, Past, WasAlarm, WasSwitch, WasWaiting};
use switchboard::domain::suspect::{self, Suspect, Suspects};
use switchboard::domain::text::Text;

use super::plaza::{self, before};

const AGENT: &str = "nigredo-atendimento";

fn incident() -> Incident {
    Incident {
        id: IncidentId::from("01KAJ5V2G00000000000000000"),
        title: Text::from("Old messages pile up"),
        origin: Origin::Alarm {
            platform: PlatformId::Alquimista,
            name: Text::from("fibonacci-old-messages-prod"),
            since: Some(before(3300)),
        },
        began: before(3300),
        opened: before(3000),
        by: Text::from("luis"),
        closed: None,
    }
}

fn line(seconds: i64, kind: LineKind, subject: &str) -> Line {
    Line::gathered(before(seconds), kind, Text::from(subject))
}

fn story() -> Story {
    let mut change = line(4100, LineKind::Change, "agent.off");
    change.tenant = Some(TenantId::from(plaza::ECOM));
    change.agent = Some(AgentId::from(AGENT));
    change.who = Some(Text::from("marco"));
    change.text = Some(Text::from("old prices"));
    change.near = Some(Nearness::SameAgent);
    let mut turned = line(3300, LineKind::Alarm, "fibonacci-old-messages-prod");
    turned.after = Some(Text::from(AlarmState::Alarm.word()));
    let mut spike = line(2900, LineKind::Spike, "");
    spike.before = Some(Text::from("0.10"));
    spike.after = Some(Text::from("1.20"));
    let mut note = line(1200, LineKind::Note, "");
    note.by = Text::from("ana");
    note.text = Some(Text::from(
        "The worker is stuck on one command; restarting it helps.",
    ));
    Story {
        incident: incident(),
        lines: vec![change, turned, spike, note],
        more: false,
        as_of: before(2),
    }
}

fn handover() -> Handover {
    Handover {
        by: Text::from("ana"),
        at: before(0),
        incidents: vec![incident()],
        acknowledged: vec![Acknowledged {
            platform: PlatformId::Alquimista,
            alarm: Text::from("fibonacci-high-latency-prod"),
            by: Text::from("luis"),
            at: before(600),
            until: Some(before(-1200)),
        }],
        off: vec![Off {
            key: SwitchKey {
                platform: PlatformId::Alquimista,
                tenant: TenantId::from(plaza::ECOM),
                agent: AgentId::from(AGENT),
            },
            agent: Text::from(AGENT),
            tenant: Text::from("E-commerce Solutions"),
            since: Some(before(4100)),
            by: Some(Text::from("marco")),
            due: None,
        }],
        operations: Vec::new(),
        mine: vec![Held {
            key: plaza::key(plaza::ECOM, plaza::MARTA),
            customer: Text::from("Marta Gómez"),
            since: before(1500),
            window: Some(before(-3600)),
        }],
        unsent: 0,
        unconfirmed: Vec::new(),
        overruns: vec![(TenantKey::new(PlatformId::Marketplace, plaza::ECOM), 3)],
        gaps: Vec::new(),
    }
}

fn past(at: jiff::Timestamp) -> Past {
    let name = |name: &str| Text::from(name);
    Past {
        at,
        alarms: vec![
            WasAlarm {
                platform: PlatformId::Alquimista,
                name: name("fibonacci-old-messages-prod"),
                state: Some((AlarmState::Alarm, before(3300))),
            },
            WasAlarm {
                platform: PlatformId::Alquimista,
                name: name("fibonacci-high-latency-prod"),
                state: None,
            },
        ],
        queue: vec![WasWaiting {
            key: plaza::key(plaza::ECOM, plaza::MARTA),
            customer: name("Marta Gómez"),
            since: before(3500),
            held: None,
            known: Evidence::Briefing,
            unsure: false,
        }],
        switches: vec![WasSwitch {
            key: handover().off.remove(0).key,
            on: false,
            since: before(4100),
            by: name("marco"),
            reason: None,
        }],
        audit: Vec::new(),
        gaps: vec![past::Gap {
            part: Part::Alarms,
            platform: PlatformId::Diatonic,
            lack: Lack::NoSource,
        }],
    }
}

fn around() -> Around {
    Around {
        suspects: Ok(Suspects {
            told: suspect::Told::Runs,
            rows: vec![Suspect {
                agent: AgentId::from(AGENT),
                name: Some(Text::from(AGENT)),
                tenant: TenantId::from(plaza::ECOM),
                errors: 61,
                runs: Some(70),
            }],
            newest: Some(before(20)),
            lack: None,
            as_of: before(4),
        }),
        changes: Changes {
            changes: vec![Change {
                at: before(4100),
                kind: Kind::Toggle,
                platform: PlatformId::Alquimista,
                tenant: Some(TenantId::from(plaza::ECOM)),
                agent: Some(AgentId::from(AGENT)),
                what: Text::from("agent.on"),
                who: Some(Text::from("marco")),
                why: None,
                before: None,
                after: None,
            }],
            gaps: vec![Gap::new(Source::Functions, Lack::NoSource)],
            as_of: before(4),
        },
    }
}

/// What the stage answers.
pub fn told(ask: &Ask) -> Told {
    match ask {
        Ask::Incidents => Told::Incidents(vec![incident()]),
        Ask::Incident(_) => Told::Incident(Some(story())),
        Ask::Handover => Told::Handover(handover()),
        Ask::Past { at } => Told::Past(past(*at)),
        Ask::Around { .. } => Told::Around(Box::new(around())),
        Ask::Runbook { .. } => Told::Runbook(None),
    }
}
