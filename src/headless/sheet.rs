//! What is done in sheets: marking a product as sold, issuing an operational command.

use super::outcome::{Answer, Outcome, Reason};
use super::{init, output};
use crate::desk::{Desk, Writing};
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::sheet::{CommandKind, Deed, Entry, SheetKey, SheetKind, SheetOf};
use crate::domain::system::{Port, System};
use crate::domain::text::Text;
use crate::domain::work::Decided;
use crate::locale::headless as words;
use std::io::IsTerminal;

/// Pages of products that are looked through for one.
const PAGES: usize = 40;

/// Marks a product as sold, as its sheet shows it now.
pub(super) async fn sold(
    desk: &Desk<Writing>,
    tenant: &TenantId,
    product: &str,
    reason: &str,
) -> Result<Answer, Problem> {
    let has = |system: &System| system.sheets.tenant.contains(&SheetKind::Products);
    let Some(platform) = of_tenant(desk, tenant, has).await? else {
        return Ok(Answer::bare(Outcome::NotFound).because(Reason::NoTenant));
    };
    let Some(entry) = find(desk, platform, tenant, product).await? else {
        return Ok(Answer::bare(Outcome::NotFound).because(Reason::NoProduct));
    };
    let deed = Deed::MarkSold {
        platform,
        tenant: tenant.clone(),
        product: Box::new(entry),
    };
    act(desk, &deed, reason).await
}

/// The product of this id.
async fn find(
    desk: &Desk<Writing>,
    platform: PlatformId,
    tenant: &TenantId,
    id: &str,
) -> Result<Option<Entry>, Problem> {
    let key = SheetKey {
        platform,
        of: SheetOf::Tenant(tenant.clone()),
        kind: SheetKind::Products,
        narrowing: None,
    };
    let mut after = None;
    for _ in 0..PAGES {
        let page = desk.sheet(&key, after).await?;
        let mut entries = page.entries.into_iter();
        if let Some(found) = entries.find(|entry| entry.id == id) {
            return Ok(Some(found));
        }
        after = page.next;
        if after.is_none() {
            return Ok(None);
        }
    }
    Err(Problem::new(
        Trouble::Refused,
        id,
        format!("not among the first {PAGES} pages of the tenant's products"),
    ))
}

/// A command to issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    pub kind: CommandKind,
    pub tenant: Option<TenantId>,
    pub parameters: Vec<(String, String)>,
    /// Nobody is asked.
    pub agreed: bool,
}

/// Issues a command: the insert runs it, so a person is asked first.
pub(super) async fn issue(
    desk: &Desk<Writing>,
    command: &Command,
    reason: &str,
) -> Result<Answer, Problem> {
    let has = |system: &System| {
        let kinds = [&system.sheets.system, &system.sheets.tenant];
        kinds.iter().any(|all| all.contains(&SheetKind::Commands))
    };
    let platform = match &command.tenant {
        Some(tenant) => of_tenant(desk, tenant, has).await?,
        None => acting(desk).find(|one| has(one)).map(|one| one.platform),
    };
    let Some(platform) = platform else {
        if acting(desk).any(|system| has(&system)) {
            return Ok(Answer::bare(Outcome::NotFound).because(Reason::NoTenant));
        }
        return Err(Problem::new(
            Trouble::Invalid,
            "commands",
            "no connected system takes commands",
        ));
    };
    if !command.agreed {
        output::tell([words::issue_warning(command.kind)]);
        if !std::io::stdin().is_terminal() {
            return Ok(Answer::bare(Outcome::Invalid).because(Reason::AskFirst));
        }
        if !init::asked(words::issue_question()) {
            return Ok(Answer::bare(Outcome::Declined).because(Reason::NotIssued));
        }
    }
    let deed = Deed::Issue {
        platform,
        tenant: command.tenant.clone(),
        command: command.kind,
        parameters: command.parameters.clone(),
    };
    act(desk, &deed, reason).await
}

/// Systems in whose sheets something can be done.
fn acting(desk: &Desk<Writing>) -> impl Iterator<Item = System> {
    let systems = desk.systems().into_iter();
    systems.filter(|system| system.has(Port::Acting))
}

/// The first of them that knows the tenant and has what is wanted.
async fn of_tenant(
    desk: &Desk<Writing>,
    tenant: &TenantId,
    has: impl Fn(&System) -> bool,
) -> Result<Option<PlatformId>, Problem> {
    let known = desk.tenants_called(tenant).await?;
    let mut systems = acting(desk).filter(|system| has(system));
    let found = systems.find(|system| known.iter().any(|one| one.platform == system.platform));
    Ok(found.map(|system| system.platform))
}

async fn act(desk: &Desk<Writing>, deed: &Deed, reason: &str) -> Result<Answer, Problem> {
    let reason = Text::from_untrusted(reason.trim());
    Ok(match desk.act(deed, &reason).await? {
        Decided::Done => Answer {
            changed: true,
            ..Answer::bare(Outcome::Done)
        },
        Decided::Already(state) => Answer::bare(Outcome::Already).because(Reason::Decided(state)),
        Decided::Expired => Answer::bare(Outcome::Changed).because(Reason::Expired),
        Decided::NotFound => Answer::bare(Outcome::NotFound).because(Reason::NoProduct),
        Decided::Unknown => Answer::bare(Outcome::Unknown).because(Reason::Unknown),
    })
}
