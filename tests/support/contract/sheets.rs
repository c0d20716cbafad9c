//! Sheets: of the system, of each tenant, of each agent, and of the entries that have sheets in turn.

use super::{NOBODY, System};
use switchboard::domain::agent::Activation;
use switchboard::domain::id::TenantId;
use switchboard::domain::page::{Cursor, Page};
use switchboard::domain::problem::{Problem, Trouble};
use switchboard::domain::sheet::{
    Entry, Narrowing, SheetKey, SheetKind, SheetOf, SheetPage, Sheeted,
};
use switchboard::platform::Sheets;

/// Every sheet that is offered is there, and none besides. Answers how many entries there are.
pub async fn hold(system: &System, tenants: &[TenantId], agents: &[Activation]) -> usize {
    let Some(port) = &system.reader.sheets else {
        return 0;
    };
    let port = port.as_ref();
    let kinds = port.kinds();
    system.holds("sheets.kinds is empty", kinds != Sheeted::default());
    let mut count = of(system, port, SheetOf::System, &kinds.system).await;
    for tenant in tenants {
        let place = SheetOf::Tenant(tenant.clone());
        count += of(system, port, place, &kinds.tenant).await;
    }
    for key in agents.iter().map(|one| &one.key) {
        let place = SheetOf::Agent {
            tenant: key.tenant.clone(),
            agent: key.agent.clone(),
        };
        count += of(system, port, place, &kinds.agent).await;
    }
    count
}

async fn of(system: &System, port: &dyn Sheets, of: SheetOf, kinds: &[SheetKind]) -> usize {
    let key = |of: &SheetOf, kind| SheetKey {
        platform: system.reader.id,
        of: of.clone(),
        kind,
        narrowing: None,
    };
    let mut count = 0;
    for kind in SheetKind::ALL {
        let asked = key(&of, kind);
        if !kinds.contains(&kind) {
            let what = format!("sheets.page {kind:?} of {of:?}, not offered");
            invalid(system, &what, port.page(&asked, None, system.now).await);
            continue;
        }
        for entry in whole(system, port, &asked).await {
            count += 1;
            for inner in entry.sheets {
                let Some(below) = below(system, &asked, &entry) else {
                    continue;
                };
                count += whole(system, port, &key(&below, *inner)).await.len();
            }
        }
    }
    count
}

/// Where the sheets of an entry are, as the screen asks for them.
fn below(system: &System, key: &SheetKey, entry: &Entry) -> Option<SheetOf> {
    let tenant = entry.tenant.clone().or(match &key.of {
        SheetOf::Tenant(tenant) => Some(tenant.clone()),
        _ => None,
    });
    let what = format!("{:?} {}: its sheets are of no tenant", key.kind, entry.id);
    system.holds(&what, tenant.is_some());
    Some(SheetOf::Entry {
        tenant: tenant?,
        kind: key.kind,
        id: entry.id.clone(),
    })
}

/// All entries of a sheet: a cell under each heading, none twice, and of no other tenant.
async fn whole(system: &System, port: &dyn Sheets, key: &SheetKey) -> Vec<Entry> {
    let what = format!("sheets.page {:?} of {:?}", key.kind, key.of);
    let first = port.page(key, None, system.now).await;
    let Some(first) = system.came(&what, first) else {
        return Vec::new();
    };
    if first.remarks.is_empty() || !first.entries.is_empty() {
        system.counted(&what, first.cost);
    }
    let ask = async |after: Option<Cursor>| {
        let page = port.page(key, after, system.now).await?;
        for entry in &page.entries {
            system.same(&what, &page.headings.len(), &entry.cells.len());
        }
        Ok(Page {
            items: page.entries,
            next: page.next,
            // What is known without a call costs nothing; the first page tells.
            cost: switchboard::domain::cost::Cost::read(1.0),
        })
    };
    let entries: Vec<Entry> = system.walk(&what, ask).await;
    system.distinct(
        &what,
        entries.iter().map(|entry| (&entry.tenant, &entry.id)),
    );
    if let SheetOf::Tenant(owner) | SheetOf::Agent { tenant: owner, .. } = &key.of {
        let mut stated = entries.iter().filter_map(|entry| entry.tenant.as_ref());
        let strange = stated.find(|tenant| *tenant != owner);
        system.same(&format!("{what}: another tenant's"), &None, &strange);
    }
    let ask = async |after| port.page(key, after, system.now).await;
    system.refuses_cursors(&what, ask).await;
    narrowed(system, port, key, &first).await;
    entries
}

/// The narrowings that a page names are taken, and no other.
async fn narrowed(system: &System, port: &dyn Sheets, key: &SheetKey, page: &SheetPage) {
    let what = format!("sheets.page {:?} of {:?}", key.kind, key.of);
    let by = |name: &str| SheetKey {
        narrowing: Some(Narrowing {
            name: name.to_owned(),
            value: NOBODY.to_owned(),
        }),
        ..key.clone()
    };
    for name in page.narrowings {
        let what = format!("{what}, narrowed by {name}");
        let narrowed = port.page(&by(name), None, system.now).await;
        let entries = narrowed.map(|page| page.entries);
        system.same(&what, &Ok(Vec::new()), &entries);
    }
    let what = format!("{what}, narrowed by what it does not name");
    invalid(
        system,
        &what,
        port.page(&by("nosuchname"), None, system.now).await,
    );
}

fn invalid(system: &System, what: &str, answer: Result<SheetPage, Problem>) {
    let trouble = answer.err().map(|why| why.trouble);
    system.same(what, &trouble, &Some(Trouble::Invalid));
}
