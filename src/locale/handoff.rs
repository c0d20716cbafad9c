//! The words around a conversation: who has it, the bot's pause, the place to type, what the history is.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::{number, problem, time};
use crate::app::claims::Mine;
use crate::app::open::Kind;
use crate::app::state::Why;
use crate::domain::conversation::{History, Standing};
use crate::domain::handoff::{Claim, Pause};
use crate::domain::problem::Problem;

/// `held by you since 14:02:11`.
pub fn mine(mine: &Mine, zone: &TimeZone) -> String {
    told!(
        "held by you since {}",
        "tuya desde las {}",
        "sua desde as {}",
        time::clock_seconds(mine.claim.since, zone)
    )
}

/// The bot's pause, and whether it holds.
pub fn pause(pause: &Pause) -> String {
    match pause {
        Pause::Verified => said!(
            "bot paused, verified",
            "bot en pausa, verificado",
            "bot pausado, verificado"
        ),
        Pause::Pending(_) => said!(
            "bot NOT PAUSED yet, trying",
            "bot SIN PAUSA aún, insistiendo",
            "bot SEM PAUSA ainda, insistindo"
        ),
    }
    .to_owned()
}

/// The bot has no way to know that a person took over.
pub fn pause_unread() -> &'static str {
    "BOT NOT PAUSED: the one here reads no pause"
}

/// The item does not tell the bot to be silent any more.
pub fn not_paused(word: &str) -> String {
    format!("BOT NOT PAUSED: the item says {word}")
}

/// The fence, for whoever compares two consoles.
pub fn fence(claim: &Claim) -> String {
    format!("fence {}", claim.fence.0)
}

/// Another has it.
pub fn other(claim: &Claim, now: Timestamp) -> String {
    format!(
        "held by {} · {} · from {}",
        claim.operator,
        time::age(crate::domain::time::since(now, claim.since)),
        claim.host
    )
}

/// Another has it, in a column.
pub fn other_short(claim: &Claim) -> String {
    claim.operator.one_line().into_owned()
}

/// The same in a sentence's place.
pub fn held_by(who: &str) -> String {
    format!("held by {who}")
}

pub fn you() -> &'static str {
    "you"
}

pub fn nobody() -> &'static str {
    "held by nobody"
}

pub fn claiming() -> &'static str {
    "claiming…"
}

pub fn releasing() -> &'static str {
    "giving it back…"
}

/// It was ours and is no longer.
pub fn lost(holder: Option<&Claim>) -> String {
    match holder {
        Some(claim) => format!(
            "No longer yours: {} has it. Your text is kept.",
            claim.operator
        ),
        None => "Your hold ended and nobody has it. c claims it again with your text.".to_owned(),
    }
}

/// Beats do not get through.
pub fn trouble(why: &Problem, left: SignedDuration) -> String {
    format!(
        "Hold not renewed ({}): it ends in {}. Trying.",
        problem::short(why.trouble),
        time::left(left)
    )
}

/// It was kept over a restart.
pub fn resumed(left: SignedDuration) -> String {
    format!("resumed · {} of the hold left", time::left(left))
}

/// How long a person has been waited for.
pub fn waiting(span: SignedDuration) -> String {
    format!("waiting {}", time::wait(span))
}

/// WhatsApp lets a business write freely for 24 hours after the customer's last message.
pub fn window(left: Option<SignedDuration>) -> String {
    match left {
        Some(left) => format!("window closes in {}", time::left(left)),
        None => "24 h window closed".to_owned(),
    }
}

/// The same where there is little room.
pub fn window_short(left: Option<SignedDuration>) -> String {
    match left {
        Some(left) => format!("window {}", time::left(left)),
        None => "window closed".to_owned(),
    }
}

/// Labels of the card.
pub mod label {
    pub const WHY: &str = "why";
    pub const STATUS: &str = "status";
    pub const PRIORITY: &str = "priority";
    pub const KEPT: &str = "kept";
}

/// The reason is not stated by the table.
pub fn no_reason() -> &'static str {
    "the table states no reason"
}

/// What a transcript says about its own past.
pub fn history(history: History, zone: &TimeZone, now: Timestamp) -> Option<String> {
    match history {
        History::Complete => None,
        History::SeenSince(Some(at)) => Some(format!(
            "This table stores only the last message. Seen by consoles since {}.",
            time::moment(at, now, zone)
        )),
        History::SeenSince(None) => Some(
            "This table stores only the last message. What comes from now on is kept here."
                .to_owned(),
        ),
        History::None => Some(
            "This table stores no messages of this conversation, only the escalation.".to_owned(),
        ),
    }
}

/// The same where there is little room.
pub fn history_short(history: History, zone: &TimeZone, now: Timestamp) -> Option<String> {
    match history {
        History::Complete => None,
        History::SeenSince(Some(at)) => Some(format!(
            "Only the last message is stored; seen since {}.",
            time::moment(at, now, zone)
        )),
        History::SeenSince(None) => {
            Some("Only the last message is stored; kept from now on.".to_owned())
        }
        History::None => Some("No messages are stored, only the escalation.".to_owned()),
    }
}

/// What the system knows of the customer, each with the rank by which it is given up where room is short:
/// the score of a lead, the latest wishes, and how much they wrote.
pub fn standing(known: &Standing) -> Vec<(u8, String)> {
    const WISHES: usize = 3;
    let mut said = Vec::new();
    if let Some(score) = known.lead_score {
        said.push((1, format!("lead score {score}")));
    }
    if !known.intents.is_empty() {
        let latest = known.intents.iter().rev().take(WISHES);
        let words: Vec<_> = latest.map(|intent| intent.one_line()).collect();
        said.push((2, format!("lately: {}", words.join(", "))));
    }
    if let Some(messages) = known.messages {
        said.push((
            3,
            number::counted(messages, "message so far", "messages so far"),
        ));
    }
    if let Some(language) = &known.language {
        said.push((4, language.one_line().into_owned()));
    }
    said
}

/// Messages that came below.
pub fn new_below(n: usize) -> String {
    format!("{} new ↓", number::count(n as u64))
}

/// A long message whose rest is folded away.
pub fn folded(lines: usize) -> String {
    format!("[+{} lines]", number::count(lines as u64))
}

/// How often the bot repeated its waiting line.
pub fn times(n: usize) -> String {
    if n > 1 {
        format!("×{n}")
    } else {
        String::new()
    }
}

/// The console speaks in a transcript.
pub fn we() -> &'static str {
    "·"
}

/// The line between what was seen before and what is new.
pub fn new_since() -> &'static str {
    "new"
}

/// The conversation could not be found any more.
pub fn gone() -> [String; 2] {
    [
        "This conversation is not there any more.".to_owned(),
        "Esc goes back to the list.".to_owned(),
    ]
}

/// Nothing has been read of it yet.
pub fn opening() -> [String; 2] {
    ["Reading the conversation…".to_owned(), String::new()]
}

/// What the composer is for.
pub fn composer(kind: Kind) -> &'static str {
    match kind {
        Kind::Reply => "reply",
        Kind::Note => "NOTE · private, never sent",
    }
}

/// What becomes of a reply for now.
pub fn recorded_only() -> &'static str {
    "replies are recorded, not sent"
}

/// Characters typed against the longest reply.
pub fn characters(chars: usize, most: usize) -> String {
    format!(
        "{} / {}",
        number::count(chars as u64),
        number::count(most as u64)
    )
}

/// An unsent text is kept for the conversation.
pub fn draft_kept() -> &'static str {
    "An unsent draft is kept here; r opens it once the conversation is yours."
}

/// After the key that claims.
pub fn to_claim() -> &'static str {
    "claims it, then type here"
}

/// After the key that opens the composer.
pub fn to_reply() -> &'static str {
    "to write"
}

/// Another writes here.
pub fn watching(claim: &Claim) -> String {
    format!("READ ONLY · {} answers", claim.operator)
}

/// Why nothing can be typed here.
pub fn cannot(why: &Why) -> String {
    super::refusal::reason(why)
}

/// The composer is locked.
pub fn locked() -> &'static str {
    "locked: your hold is about to end; your text is kept"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::text::Text;

    #[test]
    fn a_standing_says_only_what_is_known_and_the_latest_wishes_first() {
        assert!(standing(&Standing::default()).is_empty());
        let known = Standing {
            language: Some(Text::from("es")),
            lead_score: Some(85),
            messages: Some(1),
            intents: ["saludo", "precio", "descuento", "compra"]
                .map(Text::from)
                .into(),
        };
        let said: Vec<String> = standing(&known)
            .into_iter()
            .map(|(_, words)| words)
            .collect();
        assert_eq!(
            said,
            [
                "lead score 85",
                "lately: compra, descuento, precio",
                "1 message so far",
                "es"
            ]
        );
    }
}
