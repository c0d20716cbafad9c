//! What `init --feed` says.

/// What it will do. Topics by their ARN, with whether each exists.
pub fn prospect<'a>(
    queue: &str,
    dead: &str,
    topics: impl Iterator<Item = (&'a str, bool)>,
) -> Vec<String> {
    let mut lines = vec![
        format!("Escalations are heard through a queue of SQS, {queue}, which all consoles drain together."),
        format!("What was received five times and never kept goes to {dead}."),
        "Encrypted by SQS, kept for 14 days, hidden for 60 seconds once received; about 4 cents a month for each console that listens.".to_owned(),
        "Only these topics may send to it, and it will be subscribed to them:".to_owned(),
    ];
    lines.extend(topics.map(|(topic, exists)| match exists {
        true => format!("  {topic}"),
        false => format!("  {topic}: does not exist, left out"),
    }));
    lines
        .push("The topics themselves and their other subscribers are left as they are.".to_owned());
    lines
}

pub fn question() -> &'static str {
    "Make it? [y/N]"
}

pub fn made() -> &'static str {
    "The queue of escalations is ready; consoles opened from now on listen to it."
}

pub fn made_before() -> &'static str {
    "The queue of escalations was there already; nothing was changed."
}

/// A demo was asked for one.
pub fn own_queue() -> &'static str {
    "The demo has a queue of its own, in its process; nothing was changed."
}
