//! Screens of what keeps people out of each other's way and the bot silent.

use switchboard::app::command::Command as C;
use switchboard::app::msg::Lease;
use switchboard::domain::guard::{Activity, Present};
use switchboard::domain::handoff::{ClaimState, Ending, Fence};
use switchboard::domain::id::ConsoleId;
use switchboard::domain::text::Text;

use super::plaza;
use super::stage::Stage;

fn after(mut stage: Stage, commands: &[C]) -> Stage {
    stage.run();
    for command in commands {
        stage.command(*command);
    }
    stage
}

pub fn steal(stage: Stage) -> Stage {
    let mut stage = after(stage, &[C::Last, C::Steal]);
    stage.type_text("Luis salió a almorzar");
    stage
}

pub fn stolen(stage: Stage) -> Stage {
    let mut stage = steal(stage);
    stage.command(C::Enter);
    stage
}

pub fn taken_away(stage: Stage) -> Stage {
    let mut stage = after(stage, &[C::Claim]);
    stage.type_text("Hola Marta, ya reviso");
    let mut claim = plaza::claim_of_luis();
    claim.key = plaza::key(plaza::ECOM, plaza::MARTA);
    claim.since = stage.state.clock;
    claim.fence = Fence(2);
    claim.taken = Some(plaza::taken());
    stage.lease(Lease::Lost(Some(claim)));
    stage
}

pub fn hand_back(stage: Stage) -> Stage {
    after(stage, &[C::Claim, C::Back, C::HandBack])
}

pub fn summary(stage: Stage) -> Stage {
    let mut stage = hand_back(stage);
    stage.command(C::SecondAnswer);
    stage.type_text("Cambio aprobado; falta la dirección");
    stage
}

pub fn leaving(stage: Stage) -> Stage {
    let mut stage = hand_back(stage);
    stage.command(C::FirstAnswer);
    stage.tick(1, 0.0);
    stage
}

pub fn watching(stage: Stage) -> Stage {
    let mut stage = leaving(stage);
    stage.marta_is_back();
    stage.claims.retain(|claim| claim.owner != "demo:ana");
    stage.tick(5, 0.0);
    stage.tick(9, 0.0);
    stage
}

pub fn overrun(stage: Stage) -> Stage {
    let mut stage = after(stage, &[C::Claim]);
    stage.tick(32, 0.0);
    stage.bot_speaks("¡Hola! ¿Te muestro el catálogo?");
    stage.tick(3, 0.0);
    stage
}

pub fn remedies(stage: Stage) -> Stage {
    let mut stage = overrun(stage);
    stage.command(C::Back);
    stage.command(C::Silence);
    stage
}

pub fn silence(stage: Stage) -> Stage {
    let mut stage = after(stage, &[C::Claim]);
    stage.tick(2, 0.0);
    for _ in 0..37 {
        stage.tick(30, 0.0);
        let mut claim = plaza::claim_of_ana(plaza::key(plaza::ECOM, plaza::MARTA));
        claim.lease_until = stage.state.clock + switchboard::domain::handoff::LEASE;
        stage.lease(Lease::Renewed(claim));
    }
    stage
}

pub fn returned(mut stage: Stage) -> Stage {
    let mut claim = plaza::claim_of_ana(plaza::key(plaza::ECOM, plaza::MARTA));
    claim.state = ClaimState::Released;
    claim.ending = Some(Ending::Idle);
    stage.claims.push(claim);
    after(stage, &[])
}

pub fn present(mut stage: Stage) -> Stage {
    stage.others = [("eva", Activity::Looking), ("luis", Activity::Typing)]
        .map(|(name, activity)| Present {
            operator: Text::from(name),
            console: ConsoleId::from(name),
            activity,
            at: plaza::before(0),
        })
        .into();
    after(stage, &[C::Enter])
}

pub fn unseen(stage: Stage) -> Stage {
    let mut stage = after(stage, &[C::Claim]);
    stage.tick(3, 0.0);
    stage.type_text("Hola Marta, ya reviso");
    stage.bot_speaks("¡Hola! ¿Te muestro el catálogo?");
    stage.tick(2, 0.0);
    stage.command(C::Send);
    stage
}
