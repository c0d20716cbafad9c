//! Counts the capacity that every call consumed; the footer and each headless answer show it.

use crate::domain::cost::Cost;
use aws_sdk_dynamodb::types::ConsumedCapacity;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A counter of capacity units since the start, shared by all clients of a session.
#[derive(Clone, Debug, Default)]
pub struct Meter(Arc<Counts>);

#[derive(Debug, Default)]
struct Counts {
    read_thousandths: AtomicU64,
    write_thousandths: AtomicU64,
}

impl Meter {
    /// What was consumed since the start.
    #[allow(clippy::cast_precision_loss)]
    pub fn total(&self) -> Cost {
        let units = |counter: &AtomicU64| counter.load(Ordering::Relaxed) as f64 / 1000.0;
        Cost {
            read_units: units(&self.0.read_thousandths),
            write_units: units(&self.0.write_thousandths),
        }
    }

    pub(crate) fn read(&self, capacity: Option<&ConsumedCapacity>) -> Cost {
        let units = units(capacity);
        add(&self.0.read_thousandths, units);
        Cost::read(units)
    }

    pub(crate) fn write(&self, capacity: &[ConsumedCapacity]) -> Cost {
        let units = capacity.iter().map(|one| units(Some(one))).sum();
        add(&self.0.write_thousandths, units);
        Cost::write(units)
    }
}

fn units(capacity: Option<&ConsumedCapacity>) -> f64 {
    capacity
        .and_then(ConsumedCapacity::capacity_units)
        .unwrap_or(0.0)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn add(counter: &AtomicU64, units: f64) {
    counter.fetch_add((units.max(0.0) * 1000.0).round() as u64, Ordering::Relaxed);
}
