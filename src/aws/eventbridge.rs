//! One event bus of EventBridge. A call that succeeds may still have refused some of its entries, so each has
//! an answer of its own.

use super::failure::problem;
use crate::domain::event::{Event, Published};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;
use aws_sdk_eventbridge::Client;
use aws_sdk_eventbridge::types::{PutEventsRequestEntry, PutEventsResultEntry};

/// A bus by its name, such as `fibonacci-bus-prod`.
#[derive(Clone, Debug)]
pub struct Bus {
    client: Client,
    name: String,
}

impl Bus {
    /// Nothing is sent yet.
    pub fn new(client: Client, name: impl Into<String>) -> Self {
        Self {
            client,
            name: name.into(),
        }
    }

    /// Puts at most ten events. One answer for each, in their order; repeated by the SDK when an answer gets
    /// lost, so an event may go out twice.
    ///
    /// # Errors
    /// Any failure of the call; after `TimedOut` or `Unreachable` some of the events may be out.
    pub async fn put(&self, events: &[Event]) -> Result<Vec<Published>, Problem> {
        let subject = format!("events:PutEvents {}", self.name);
        let entries = events.iter().map(|event| {
            PutEventsRequestEntry::builder()
                .event_bus_name(&self.name)
                .source(&event.source)
                .detail_type(&event.detail_type)
                .detail(&event.detail)
                .build()
        });
        let answer = self
            .client
            .put_events()
            .set_entries(Some(entries.collect()))
            .send()
            .await
            .map_err(|error| problem(&subject, &error))?;
        let answers = answer.entries.unwrap_or_default();
        if answers.len() != events.len() {
            let why = format!("{} answers for {} events", answers.len(), events.len());
            return Err(Problem::new(Trouble::Internal, subject, why));
        }
        Ok(answers.iter().map(published).collect())
    }
}

fn published(answer: &PutEventsResultEntry) -> Published {
    match (answer.error_code(), answer.event_id()) {
        (None, Some(_)) => Published::Accepted,
        (code, _) => {
            let words = answer.error_message().unwrap_or_default();
            let told = format!("{}: {words}", code.unwrap_or("no event id"));
            Published::Refused(Text::from_untrusted(&told))
        }
    }
}
