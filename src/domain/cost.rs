//! What a call cost in DynamoDB capacity units, as `ConsumedCapacity` reported it.

use serde::Serialize;
use std::iter::Sum;
use std::ops::{Add, AddAssign};

/// Read and write capacity units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Cost {
    pub read_units: f64,
    pub write_units: f64,
}

impl Cost {
    /// A cost of reads only.
    pub fn read(units: f64) -> Self {
        Self {
            read_units: units,
            write_units: 0.0,
        }
    }

    /// A cost of writes only.
    pub fn write(units: f64) -> Self {
        Self {
            read_units: 0.0,
            write_units: units,
        }
    }
}

impl Add for Cost {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            read_units: self.read_units + other.read_units,
            write_units: self.write_units + other.write_units,
        }
    }
}

impl AddAssign for Cost {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Cost {
    fn sum<I: Iterator<Item = Self>>(costs: I) -> Self {
        costs.fold(Self::default(), Add::add)
    }
}

/// A value read, with what reading it cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Read<T> {
    pub value: T,
    pub cost: Cost,
}
