//! The sheets of the system in their order, whichever store they are read from.

use super::commands::CommandSheets;
use crate::domain::sheet::{SheetKind, Sheeted};

/// What a store has.
pub(in crate::platform::alquimista) struct Has<'a> {
    pub commands: Option<&'a CommandSheets>,
    pub billing: bool,
    pub users: bool,
    pub integrations: bool,
    pub events: bool,
    pub approvals: bool,
    pub trail: bool,
}

impl Has<'_> {
    /// The sheets that there are of it.
    pub fn sheeted(&self) -> Sheeted {
        let there = |kind: SheetKind, there: bool| there.then_some(kind);
        let system = [
            self.commands.and_then(CommandSheets::of_system),
            there(SheetKind::Billing, self.billing),
        ];
        let tenant = [
            there(SheetKind::Users, self.users),
            there(SheetKind::Integrations, self.integrations),
            there(SheetKind::Events, self.events),
            self.commands.and_then(CommandSheets::of_tenants),
            there(SheetKind::Approvals, self.approvals),
            there(SheetKind::Trail, self.trail),
        ];
        Sheeted {
            system: system.into_iter().flatten().collect(),
            tenant: tenant.into_iter().flatten().collect(),
            agent: Vec::new(),
        }
    }
}
