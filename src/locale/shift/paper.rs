//! An incident and a handover as Markdown: facts, names and times; no number of a customer and no message.

use super::{handover as hand, incident as say};
use crate::domain::handover::{Handover, Part};
use crate::domain::incident::Story;
use crate::domain::mask;
use crate::locale::time;
use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The name of an incident's file, without its ending.
pub fn incident_stem(story: &Story, zone: &TimeZone) -> String {
    let id = story.incident.id.as_str();
    let last: String = id.chars().rev().take(6).collect();
    let last: String = last
        .chars()
        .rev()
        .filter(char::is_ascii_alphanumeric)
        .collect();
    format!("incident-{}-{last}", day(story.incident.opened, zone))
}

/// The same of a handover.
pub fn handover_stem(of: &Handover, zone: &TimeZone) -> String {
    format!("handover-{}", day(of.at, zone))
}

fn day(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%Y-%m-%d").to_string()
}

fn moment(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone())
        .strftime("%Y-%m-%d %H:%M:%S")
        .to_string()
}

/// What a person typed or a table holds, for a file that travels: numbers masked, no mark of Markdown at work.
fn plain(words: &str) -> String {
    let masked = mask::identifiers(words);
    let mut out = String::with_capacity(masked.len());
    for one in masked.chars() {
        match one {
            '\n' => out.push(' '),
            '<' => out.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' => {
                out.push('\\');
                out.push(one);
            }
            one => out.push(one),
        }
    }
    out
}

/// An incident.
pub fn incident(story: &Story, zone: &TimeZone) -> String {
    let of = &story.incident;
    let mut out = vec![
        format!("# {}", plain(&of.title)),
        String::new(),
        format!("- {}", plain(&say::origin(&of.origin))),
        format!("- {}", plain(&say::began(of, story.as_of, zone))),
        format!("- {}", plain(&say::opened(of, story.as_of, zone))),
    ];
    let closed = say::closed(of, story.as_of, zone);
    let state = closed.unwrap_or_else(|| say::open().to_owned());
    out.push(format!("- {}", plain(&state)));
    out.push(format!("- {}", plain(of.id.as_str())));
    out.push(String::new());
    for line in &story.lines {
        let by = match line.by.is_empty() {
            true => String::new(),
            false => format!(" · {}", plain(&line.by)),
        };
        let near = say::nearness(line.near);
        let gap = if near.is_empty() { "" } else { " " };
        out.push(format!(
            "- {} · {}{by}: {}{gap}{near}",
            moment(line.at, zone),
            say::kind(&line.kind),
            plain(&say::line(line)),
        ));
    }
    if story.more {
        out.push(format!("- {}", say::more()));
    }
    out.push(String::new());
    out.join("\n")
}

/// A handover.
pub fn handover(of: &Handover, zone: &TimeZone) -> String {
    let mut out = vec![format!(
        "# {} · {} · {}",
        hand::title(),
        plain(&of.by),
        moment(of.at, zone)
    )];
    for (part, count, lines) in parts(of, zone) {
        out.push(String::new());
        out.push(format!("## {}", hand::heading(part, count)));
        if let Some(why) = of.gap(part) {
            out.push(format!("- {}", plain(&hand::gap(why))));
        }
        out.extend(lines.into_iter().map(|(what, how)| match how.is_empty() {
            true => format!("- {}", plain(&what)),
            false => format!("- {} · {}", plain(&what), plain(&how)),
        }));
    }
    out.push(String::new());
    out.join("\n")
}

/// The parts of a handover with how many there are and a line for each: what, and how it stands.
pub fn parts(of: &Handover, zone: &TimeZone) -> Vec<(Part, usize, Vec<(String, String)>)> {
    let at = |at: Timestamp| time::moment(at, of.at, zone);
    let incidents = of.incidents.iter().map(|one| {
        let title = one.title.one_line().into_owned();
        (title, say::opened(one, of.at, zone))
    });
    let acknowledged = of.acknowledged.iter().map(|ack| {
        let until = ack.until.map(at);
        let how = hand::until(&ack.by.one_line(), until.as_deref());
        (ack.alarm.one_line().into_owned(), how)
    });
    let off = of.off.iter().map(|one| {
        let agent = match one.agent.is_empty() {
            true => one.key.agent.as_str().to_owned(),
            false => one.agent.one_line().into_owned(),
        };
        let how = match one.due {
            Some(due) => hand::back_on(&at(due)),
            None => hand::no_date().to_owned(),
        };
        (format!("{agent} @ {}", one.tenant.one_line()), how)
    });
    let operations = of.operations.iter().map(|one| {
        let how = match one.due {
            Some(due) => hand::back_on(&at(due)),
            None => hand::no_date().to_owned(),
        };
        (one.name.one_line().into_owned(), how)
    });
    let mine = of.mine.iter().map(|held| {
        let how = match held.window {
            Some(end) if end <= of.at => hand::window_over(&at(end)),
            Some(end) => hand::window(&at(end)),
            None => hand::no_window().to_owned(),
        };
        let tenant = held.key.tenant.as_str();
        (format!("{} @ {tenant}", held.customer.one_line()), how)
    });
    let unconfirmed = of.unconfirmed.iter().map(|key| {
        let who = mask::identifiers(key.conversation.as_str());
        (format!("{who} @ {}", key.tenant.as_str()), String::new())
    });
    let overruns = of
        .overruns
        .iter()
        .map(|(tenant, count)| (tenant.tenant.as_str().to_owned(), format!("×{count}")));
    let total: usize = of.overruns.iter().map(|(_, count)| count).sum();
    vec![
        (Part::Incidents, of.incidents.len(), incidents.collect()),
        (
            Part::Acknowledged,
            of.acknowledged.len(),
            acknowledged.collect(),
        ),
        (Part::Off, of.off.len(), off.collect()),
        (Part::Schedule, of.operations.len(), operations.collect()),
        (Part::Mine, of.mine.len(), mine.collect()),
        (Part::Unsent, of.unsent, Vec::new()),
        (
            Part::Unconfirmed,
            of.unconfirmed.len(),
            unconfirmed.collect(),
        ),
        (Part::Overruns, total, overruns.collect()),
    ]
}
