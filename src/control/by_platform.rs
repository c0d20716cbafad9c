//! One control table for each account and region in use: which of them belongs to a system. A transaction
//! cannot cross regions, so what is ours about a system lies beside its tables.

use crate::domain::id::PlatformId;

/// Something of the control tables in use: the first, and those of systems that have another.
#[derive(Clone, Debug)]
pub struct ByPlatform<T> {
    first: T,
    others: Vec<(PlatformId, T)>,
}

impl<T> ByPlatform<T> {
    /// All systems have the same.
    pub fn same(first: T) -> Self {
        Self {
            first,
            others: Vec::new(),
        }
    }

    /// Gives a system another than the first.
    #[must_use]
    pub fn with(mut self, platform: PlatformId, other: T) -> Self {
        self.others.push((platform, other));
        self
    }

    /// That of a system.
    pub fn of(&self, platform: PlatformId) -> &T {
        let mut others = self.others.iter();
        let other = others.find(|(of, _)| *of == platform);
        other.map_or(&self.first, |(_, other)| other)
    }

    /// All that are in use, the first of them first.
    pub fn each(&self) -> impl Iterator<Item = &T> {
        std::iter::once(&self.first).chain(self.others.iter().map(|(_, other)| other))
    }

    /// The same with each turned into something else.
    pub fn map<U>(&self, turn: impl Fn(&T) -> U) -> ByPlatform<U> {
        ByPlatform {
            first: turn(&self.first),
            others: self
                .others
                .iter()
                .map(|(of, other)| (*of, turn(other)))
                .collect(),
        }
    }
}
