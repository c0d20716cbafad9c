//! What tenants pay, as the system reckons: the `mrr_estimate` of its operational tenants that are `active`,
//! by plan (backend facts 2.1, 2.7). Estimates, no invoices.

use super::shape::{empty, entry, left, right};
use crate::aws::dynamo::Item;
use crate::domain::cost::Cost;
use crate::domain::remark::{Operations, Remark};
use crate::domain::sheet::{Cell, Entry, Heading, SheetPage, Tone};
use crate::domain::text::Text;
use crate::platform::value::Reader;
use std::collections::BTreeMap;

/// What is fetched of a tenant.
pub(super) const FIELDS: [&str; 4] = ["id", "plan", "status", "mrr_estimate"];
/// The word of an operational tenant that pays.
pub(in crate::platform::alquimista) const PAYING: &str = "active";
/// What stands for all plans together.
const ALL: &str = "*";
const HEADINGS: [Heading; 5] = [
    left("plan"),
    right("tenants"),
    right("MRR"),
    right("ARR"),
    right("average"),
];

/// What the active tenants of a plan pay in a month, as estimated.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(in crate::platform::alquimista) struct Sum {
    pub tenants: u64,
    /// Those of them whose row states no estimate: they count as nothing.
    pub unstated: u64,
    pub monthly: f64,
}

/// Adds up tenants by their plan, which may be missing.
pub(super) fn by_plan(tenants: &[Item]) -> BTreeMap<String, Sum> {
    let mut plans: BTreeMap<String, Sum> = BTreeMap::new();
    for item in tenants {
        let mut read = Reader::new(item);
        if read.raw("status") != Some(PAYING) {
            continue;
        }
        let plan = read.raw("plan").unwrap_or_default().to_owned();
        let estimate = read.fraction("mrr_estimate");
        let sum = plans.entry(plan).or_default();
        sum.tenants += 1;
        sum.unstated += u64::from(estimate.is_none());
        sum.monthly += estimate.unwrap_or_default();
    }
    plans
}

/// The page of these sums, all of them together first. `whole`: nothing was left unread.
pub(in crate::platform::alquimista) fn page(
    plans: &BTreeMap<String, Sum>,
    whole: bool,
    cost: Cost,
) -> SheetPage {
    let mut all = Sum::default();
    for sum in plans.values() {
        all.tenants += sum.tenants;
        all.unstated += sum.unstated;
        all.monthly += sum.monthly;
    }
    let mut entries = vec![paid(ALL, &all)];
    entries.extend(plans.iter().map(|(plan, sum)| paid(plan, sum)));
    let mut remarks = vec![Remark::new(Tone::Plain, Operations::Estimates)];
    if all.unstated > 0 {
        let what = Operations::WithoutEstimate(all.unstated);
        remarks.push(Remark::new(Tone::Warn, what));
    }
    if !whole {
        remarks.push(Remark::new(Tone::Warn, Operations::MoreTenants));
    }
    SheetPage {
        entries,
        remarks,
        cost,
        ..empty(&HEADINGS, &[])
    }
}

fn paid(plan: &str, sum: &Sum) -> Entry {
    let money = |value: f64| Cell::Number { value, decimals: 2 };
    let name = match plan {
        "" => Cell::Nothing,
        plan => Cell::Text(Text::from_untrusted(plan)),
    };
    let cells = vec![
        name,
        Cell::Count(sum.tenants),
        money(sum.monthly),
        money(sum.monthly * 12.0),
        match average(sum) {
            Some(average) => money(average),
            None => Cell::Nothing,
        },
    ];
    entry(plan.to_owned(), cells, Tone::Plain, Vec::new())
}

/// Over the tenants that state an estimate.
#[allow(clippy::cast_precision_loss)]
fn average(sum: &Sum) -> Option<f64> {
    let stated = sum.tenants.saturating_sub(sum.unstated);
    (stated > 0).then(|| sum.monthly / stated as f64)
}
