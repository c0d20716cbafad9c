//! The tenants that are known: those that the profile names, and those whose items were met in lists. The
//! system has no table of them (backend facts 3.1).

use super::item::base::Base;
use super::schema::Part;
use crate::domain::id::TenantId;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Tenants kept at most: a table full of invented ids must not fill the memory.
const MOST: usize = 1_000;

/// What is known of a tenant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The profile names it.
    pub named: bool,
    /// The newest item met, and the table it was in.
    pub newest: Option<(Part, Timestamp)>,
}

/// The known tenants, shared by the ports of one deployment.
#[derive(Clone, Debug, Default)]
pub struct Met(Arc<Mutex<BTreeMap<TenantId, Known>>>);

impl Met {
    /// Those that the profile names.
    pub fn new(named: &[TenantId]) -> Self {
        let named = named.iter().map(|tenant| {
            let known = Known {
                named: true,
                newest: None,
            };
            (tenant.clone(), known)
        });
        Self(Arc::new(Mutex::new(named.collect())))
    }

    /// Remembers whose item this is.
    pub fn note(&self, part: Part, base: &Base, at: Option<Timestamp>) {
        let Some(tenant) = &base.tenant else {
            return;
        };
        let mut all = self.all();
        if all.len() >= MOST && !all.contains_key(tenant) {
            return;
        }
        let known = all.entry(tenant.clone()).or_default();
        let at = at.or(base.updated_at).or(base.created_at);
        if let Some(at) = at
            && known.newest.is_none_or(|(_, newest)| at > newest)
        {
            known.newest = Some((part, at));
        }
    }

    /// All of them, in the order of their ids.
    pub fn known(&self) -> Vec<(TenantId, Known)> {
        self.all()
            .iter()
            .map(|(tenant, known)| (tenant.clone(), known.clone()))
            .collect()
    }

    /// What is known of one.
    pub fn of(&self, tenant: &TenantId) -> Option<Known> {
        self.all().get(tenant).cloned()
    }

    /// A map of plain values is as good as ever when another holder panicked.
    fn all(&self) -> MutexGuard<'_, BTreeMap<TenantId, Known>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
