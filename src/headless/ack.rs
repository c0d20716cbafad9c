//! "I am on it" about an alarm, without a screen.

use super::outcome::{Answer, Outcome, Reason};
use crate::desk::{Desk, Writing};
use crate::domain::ack::Acked;
use crate::domain::id::PlatformId;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::system::Port;
use crate::domain::text::Text;

/// Says it about the alarm of this name, in the first system that has one.
pub(super) async fn acknowledge(
    desk: &Desk<Writing>,
    name: &str,
    only: Option<PlatformId>,
    word: Option<&str>,
) -> Result<Answer, Problem> {
    let word = word.map(Text::from_untrusted);
    let systems = desk.systems().into_iter();
    let systems = systems.filter(|system| system.has(Port::Health));
    let systems = systems.map(|system| system.platform);
    let systems: Vec<PlatformId> = systems
        .filter(|id| only.is_none_or(|only| only == *id))
        .collect();
    if let (Some(only), true) = (only, systems.is_empty()) {
        let why = "this system has no alarms here";
        return Err(Problem::new(Trouble::Invalid, only.as_str(), why));
    }
    for platform in systems {
        match desk.acknowledge(platform, name, word.as_ref()).await? {
            Acked::NoSuch => {}
            acked => return Ok(answer(desk, name, acked)),
        }
    }
    Ok(answer(desk, name, Acked::NoSuch))
}

fn answer(desk: &Desk<Writing>, name: &str, acked: Acked) -> Answer {
    let outcome = match &acked {
        Acked::Done(_) => Outcome::Done,
        Acked::Already(_) => Outcome::Lost,
        Acked::Well(_) => Outcome::Already,
        Acked::Missing | Acked::NoSuch => Outcome::NotFound,
        Acked::Unknown => Outcome::Unknown,
    };
    let (at, name) = (desk.now(), name.to_owned());
    Answer {
        changed: matches!(acked, Acked::Done(_)),
        ..Answer::bare(outcome)
    }
    .because(Reason::Acked { name, acked, at })
}
