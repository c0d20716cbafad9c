//! A queue in which targets hold, one is put off, one is meant for this person and one for another.

use jiff::SignedDuration;
use switchboard::app::command::Command as C;
use switchboard::domain::arranged::{Arranged, Assigned, Snooze};
use switchboard::domain::handoff::{Claim, ClaimState};
use switchboard::domain::id::TenantKey;
use switchboard::domain::sla::{Policy, Words};
use switchboard::domain::text::Text;

use super::plaza;
use super::stage::Stage;

fn free(tenant: &str, phone: &str, arranged: Arranged) -> Claim {
    Claim {
        state: ClaimState::Released,
        arranged,
        ..plaza::claim_of_ana(plaza::key(tenant, phone))
    }
}

fn meant_for(name: &str) -> Arranged {
    Arranged {
        assigned: Some(Assigned {
            to: Text::from(name),
            by: Text::from("luis"),
            at: plaza::before(60),
        }),
        ..Arranged::default()
    }
}

/// Targets for everybody, in Bogotá's business hours.
fn targets() -> Vec<(TenantKey, Policy)> {
    let words = [
        ("urgent", "5m/5m/2h"),
        ("any", "20m/30m/8h"),
        ("hours", "mon-sun 00:00-24:00"),
        ("zone", "America/Bogota"),
    ];
    let words = words.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let all = TenantKey {
        platform: plaza::key(plaza::ECOM, plaza::MARTA).platform,
        tenant: "*".into(),
    };
    vec![(all, Policy::read(&Words::from(words)).unwrap())]
}

/// The queue as described above.
pub fn promised(mut stage: Stage) -> Stage {
    stage.targets = targets();
    let put_off = Arranged {
        snooze: Some(Snooze {
            at: plaza::before(30),
            until: plaza::before(0) + SignedDuration::from_hours(2),
            by: Text::from("luis"),
        }),
        ..Arranged::default()
    };
    stage.claims.extend([
        free(plaza::AITECH, "+573105558803", put_off),
        free(plaza::ECOM, "+573035551122", meant_for("ana")),
        free(plaza::LUIS, "+525555551944", meant_for("luis")),
    ]);
    stage.run();
    // The targets are counted with the time.
    stage.tick(1, 0.0);
    stage
}

/// The question until when.
pub fn snooze(stage: Stage) -> Stage {
    let mut stage = promised(stage);
    stage.command(C::Snooze);
    stage
}

/// The question for whom.
pub fn assign(stage: Stage) -> Stage {
    let mut stage = promised(stage);
    stage.command(C::Assign);
    stage
}
