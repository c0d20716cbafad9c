//! `init --feed`: says which queue it will make and which topics it will subscribe it to, asks, and only then
//! does.

use super::super::outcome::{Answer, Outcome, Reason};
use super::super::output;
use super::{agreement, writing};
use crate::connect::Connector;
use crate::locale::headless::feed as words;

/// Describes and makes the feed. `agreed`: nobody is asked.
pub(in crate::headless) async fn run(connector: &Connector, agreed: bool) -> Answer {
    let desk = match writing(connector).await {
        Ok(desk) => desk,
        Err(answer) => return *answer,
    };
    let making = match connector.feed_making().await {
        Ok(Some(making)) => making,
        Ok(None) => return Answer::bare(Outcome::Already).because(Reason::OwnQueue),
        Err(problem) => return Answer::failed(problem),
    };
    let seen = match making.look().await {
        Ok(seen) => seen,
        Err(problem) => return Answer::failed(problem),
    };
    if seen.is_ready() {
        return Answer::bare(Outcome::Already);
    }
    output::tell(words::prospect(
        &seen.queue,
        &seen.dead,
        seen.topics.iter().map(|topic| (&*topic.arn, topic.exists)),
    ));
    if let Some(refused) = agreement(agreed, words::question()) {
        return refused;
    }
    match desk.make_feed(making.as_ref(), &seen).await {
        Ok(changed) => Answer {
            changed,
            ..Answer::bare(Outcome::Done)
        },
        Err(problem) => Answer::failed(problem),
    }
}
