//! Server time: the local clock, corrected by the `Date` header of the last answer when it is clearly off.

use aws_smithy_runtime_api::box_error::BoxError;
use aws_smithy_runtime_api::client::interceptors::Intercept;
use aws_smithy_runtime_api::client::interceptors::context::BeforeDeserializationInterceptorContextRef;
use aws_smithy_runtime_api::client::runtime_components::RuntimeComponents;
use aws_smithy_types::config_bag::ConfigBag;
use jiff::{SignedDuration, Timestamp};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// `Date` has whole seconds and is as old as the answer's way back: a smaller difference is no difference.
const UNSURE: SignedDuration = SignedDuration::from_secs(2);

/// The clock of the server, shared by everyone who talks to it.
#[derive(Clone, Debug, Default)]
pub struct ServerClock(Arc<AtomicI64>);

impl ServerClock {
    /// Server time, as well as it is known.
    pub fn now(&self) -> Timestamp {
        let local = Timestamp::now();
        local.checked_add(self.offset()).unwrap_or(local)
    }

    /// How far the server is ahead of the local clock.
    pub fn offset(&self) -> SignedDuration {
        SignedDuration::from_millis(self.0.load(Ordering::Relaxed))
    }

    fn observe(&self, date: &str, local: Timestamp) {
        let Ok(server) = jiff::fmt::rfc2822::DateTimeParser::new().parse_timestamp(date) else {
            return;
        };
        let offset = server.duration_since(local);
        let offset = if offset.abs() <= UNSURE {
            SignedDuration::ZERO
        } else {
            offset
        };
        self.0.store(
            offset.as_millis().try_into().unwrap_or(0),
            Ordering::Relaxed,
        );
    }
}

impl Intercept for ServerClock {
    fn name(&self) -> &'static str {
        "ServerClock"
    }

    fn read_before_deserialization(
        &self,
        context: &BeforeDeserializationInterceptorContextRef<'_>,
        _: &RuntimeComponents,
        _: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        if let Some(date) = context.response().headers().get("date") {
            self.observe(date, Timestamp::now());
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_clearly_off_follows_the_server() {
        let clock = ServerClock::default();
        let local: Timestamp = "2026-11-21T14:00:00Z".parse().unwrap_or_default();
        clock.observe("Sat, 21 Nov 2026 14:07:00 GMT", local);
        assert_eq!(clock.offset(), SignedDuration::from_mins(7));
        clock.observe("Sat, 21 Nov 2026 14:00:01 GMT", local);
        assert_eq!(clock.offset(), SignedDuration::ZERO);
        clock.observe("not a date", local);
        assert_eq!(clock.offset(), SignedDuration::ZERO);
    }
}
