//! A look at AI Marketplace Assistant: every table of its stacks (backend facts 1.1), the price of each list,
//! and what one page of tenants, conversations, customers and usage shows.

use super::item::product::State;
use super::item::{conversation, customer, product, tenant, usage};
use super::schema::{
    CONVERSATIONS, CUSTOMERS, LEGACY_CONVERSATIONS, LEGACY_PRODUCTS, PRODUCTS, QUEUE_INDEX,
    TENANT_USAGE, TENANTS, Tables, USAGE_METRICS,
};
use crate::aws::dynamo::{Dynamo, Item};
use crate::aws::inspect::{Expected, Useful};
use crate::aws::table::{KeyKind::S, TableSpec};
use crate::domain::checkup::{Drift, How, ListOf, Owner, PlanCheck, Role, TableCheck};
use crate::domain::conversation::{ConversationRow, Status};
use crate::domain::escalation::Priority;
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::tenant::TenantStatus;
use crate::platform::checkup::{
    Common, Examination, Sample, Sampler, Tally, by_index, facts, is_stub, named, over, text,
};
use async_trait::async_trait;
use std::collections::BTreeMap;

const TENANT: &str = "tenantId";
/// Keyed by tenant and phone, in the other deployment.
const CUSTOMERS_BY_TENANT: TableSpec = by_tenant("phoneNumber");

/// Keys of the conversations' table where every message is a row.
const ROWS: &str = "rows";
/// Keys of the products' table where the tenant is no part of them.
const BY_PRODUCT: &str = "by product";

const QUEUE: [Useful; 2] = [
    Useful::own(
        QUEUE_INDEX.partition.0,
        Some("escalationTime"),
        ListOf::Queue,
    )
    .of("known")
    .offered(),
    Useful::own(TENANT, None, ListOf::Conversations).of(ROWS),
];
const NAMES: [Useful; 1] = [Useful::own(TENANT, None, ListOf::Customers).of("known")];
const PRODUCTS_OF: [Useful; 1] = [Useful::own(TENANT, None, ListOf::Products).of(BY_PRODUCT)];

const fn by_tenant(sort: &'static str) -> TableSpec {
    TableSpec::keyed((TENANT, S), Some((sort, S)))
}

/// Tables of the three deployments: name and keys, `None` where no source tells. Those that this console does
/// not use are looked at beside.
const ALL: [(&str, Option<TableSpec>); 15] = [
    ("ai-marketplace-tenants-platform", Some(TENANTS)),
    ("ai-marketplace-conversations-platform", Some(CONVERSATIONS)),
    ("ai-marketplace-products-platform", tenant_and("productId")),
    ("ai-marketplace-embeddings-platform", tenant_and("chunkId")),
    ("ai-marketplace-customers", Some(CUSTOMERS)),
    ("ai-marketplace-tenant-usage", tenant_and("month")),
    ("ai-marketplace-usage-metrics", tenant_and("period")),
    ("ai-marketplace-tenants-handoff", Some(TENANTS)),
    (
        "ai-marketplace-conversations-handoff",
        tenant_and("conversationId"),
    ),
    ("ai-marketplace-products-handoff", tenant_and("productId")),
    (
        "ai-marketplace-customers-handoff",
        tenant_and("phoneNumber"),
    ),
    ("ai-marketplace-tenant-usage-handoff", tenant_and("month")),
    ("ai-marketplace-conversations", Some(LEGACY_CONVERSATIONS)),
    ("ai-marketplace-products", None),
    ("ai-marketplace-tenants", None),
];

const fn tenant_and(sort: &'static str) -> Option<TableSpec> {
    Some(by_tenant(sort))
}

/// The deployment.
pub struct Checkup {
    dynamo: Dynamo,
    tables: Tables,
}

impl Checkup {
    /// A look at these tables.
    pub fn new(dynamo: &Dynamo, tables: &Tables) -> Self {
        Self {
            dynamo: dynamo.clone(),
            tables: tables.clone(),
        }
    }

    fn expected(&self) -> Vec<Expected<'_>> {
        let of = &self.tables;
        let mut all = vec![
            Expected::new(&of.tenants, Role::Needed, TENANTS),
            Expected::new(&of.conversations, Role::Needed, CONVERSATIONS)
                .or(ROWS, LEGACY_CONVERSATIONS)
                .useful(&QUEUE),
            Expected::new(&of.customers, Role::Useful, CUSTOMERS)
                .or("by tenant", CUSTOMERS_BY_TENANT)
                .useful(&NAMES),
            Expected::new(&of.products, Role::Useful, PRODUCTS)
                .or(BY_PRODUCT, LEGACY_PRODUCTS)
                .useful(&PRODUCTS_OF),
            Expected::new(&of.tenant_usage, Role::Useful, TENANT_USAGE),
            Expected::new(&of.usage_metrics, Role::Useful, USAGE_METRICS),
        ];
        let used: Vec<&str> = all.iter().map(|one| one.name).collect();
        let beside = ALL.iter().filter(|(name, _)| !used.contains(name));
        all.extend(beside.map(|(name, spec)| Expected {
            name,
            role: Role::Beside,
            designs: spec.map(|spec| ("known", spec)).into_iter().collect(),
            indexes: &[],
        }));
        all
    }

    fn plans(&self, tables: &[TableCheck]) -> Vec<PlanCheck> {
        let of = &self.tables;
        let queue = by_index(tables, ListOf::Queue, &of.conversations);
        let mut switches = over(tables, ListOf::Switches, How::Items, &[&of.tenants]);
        // Each is read by itself and consistently: a whole unit for every 4 KB that it begins.
        let tenants = facts(tables, &of.tenants).map_or(0, |facts| facts.items);
        switches.units = (switches.units * 2.0).max(count(tenants));
        let usage = [of.tenant_usage.as_str(), of.usage_metrics.as_str()];
        vec![
            over(tables, ListOf::Tenants, How::Scan, &[&of.tenants]),
            self.talks(tables, ListOf::Conversations),
            queue.unwrap_or_else(|| self.talks(tables, ListOf::Queue)),
            self.products(tables),
            by_index(tables, ListOf::Customers, &of.customers)
                .unwrap_or_else(|| over(tables, ListOf::Customers, How::Sweep, &[&of.customers])),
            switches,
            PlanCheck {
                at_most: true,
                ..over(tables, ListOf::Usage, How::Sweep, &usage)
            },
        ]
    }
}

impl Checkup {
    /// A pass over the conversations of all tenants: where a tenant's rows are found only among all of the
    /// table, it is read once for each of them.
    fn talks(&self, tables: &[TableCheck], list: ListOf) -> PlanCheck {
        let name = self.tables.conversations.as_str();
        if facts(tables, name).and_then(|facts| facts.design) != Some(ROWS) {
            return over(tables, list, How::Sweep, &[name]);
        }
        let by_index = by_index(tables, ListOf::Conversations, name);
        let plan = by_index.map(|plan| PlanCheck { list, ..plan });
        plan.unwrap_or_else(|| self.for_each_tenant(tables, over(tables, list, How::Scan, &[name])))
    }

    fn products(&self, tables: &[TableCheck]) -> PlanCheck {
        let (list, name) = (ListOf::Products, self.tables.products.as_str());
        if facts(tables, name).and_then(|facts| facts.design) != Some(BY_PRODUCT) {
            return over(tables, list, How::Sweep, &[name]);
        }
        by_index(tables, list, name)
            .unwrap_or_else(|| self.for_each_tenant(tables, over(tables, list, How::Scan, &[name])))
    }

    fn for_each_tenant(&self, tables: &[TableCheck], plan: PlanCheck) -> PlanCheck {
        let tenants = facts(tables, &self.tables.tenants).map_or(0, |facts| facts.items);
        PlanCheck {
            units: plan.units * count(tenants.max(1)),
            ..plan
        }
    }
}

#[allow(clippy::cast_precision_loss)]
fn count(items: u64) -> f64 {
    items as f64
}

#[async_trait]
impl crate::platform::checkup::Checkup for Checkup {
    fn platform(&self) -> PlatformId {
        PlatformId::Marketplace
    }

    async fn examine(&self) -> Examination {
        let tables = self.dynamo.inspect(&self.expected()).await;
        let mut look = Sampler::new(&self.dynamo, &tables);
        let of = &self.tables;
        let tenants = look.page(&of.tenants, &[]).await;
        let conversations = look.page(&of.conversations, &[]).await;
        let customers = look.page(&of.customers, &[]).await;
        let products = look.page(&of.products, &[]).await;
        let tracker = look.page(&of.tenant_usage, &[]).await;
        let metrics = look.page(&of.usage_metrics, &[]).await;
        look.common(&of.tenants, judge_tenants(&tenants));
        look.common(&of.conversations, judge_conversations(&conversations));
        look.common(&of.customers, judge_customers(&customers));
        look.common(&of.products, judge_products(&products));
        let owned = [
            (of.conversations.as_str(), &conversations),
            (&of.customers, &customers),
            (&of.products, &products),
            (&of.tenant_usage, &tracker),
            (&of.usage_metrics, &metrics),
        ];
        let ids = named(owned.iter().map(|(_, sample)| *sample), TENANT);
        let absent = look.absent(&of.tenants, TENANT, &tenants, &ids).await;
        for one in owned {
            look.orphans(one, TENANT, &absent, Owner::Tenant);
        }
        judge_usage(&mut look, of, &tracker, &metrics);
        let drift = look.drift;
        Examination {
            plans: self.plans(&tables),
            drift,
            tables,
        }
    }
}

fn judge_tenants(sample: &Sample) -> Common {
    let mut common = Common::default();
    for (at, item) in sample.items.iter().enumerate() {
        let one = tenant::tenant(item, at);
        let unknown = matches!(one.status, TenantStatus::Other(_));
        let types = one.oddities > u16::from(unknown);
        common.judge(&[one.id.as_str()], is_stub(item, &[TENANT]), unknown, types);
    }
    common
}

fn judge_conversations(sample: &Sample) -> Common {
    let mut common = Common::default();
    for (at, item) in sample.items.iter().enumerate() {
        let row = conversation::row(item, None, at);
        let words = unknown_words(&row);
        let stub = is_stub(item, &[TENANT, "conversationId"]);
        let key = [row.key.tenant.as_str(), row.key.conversation.as_str()];
        common.judge(&key, stub, words > 0, row.oddities > words);
    }
    common
}

fn judge_customers(sample: &Sample) -> Common {
    let mut common = Common::default();
    for item in &sample.items {
        let one = customer::customer(item);
        let tenant = text(item, TENANT).unwrap_or_default();
        let stub = is_stub(item, &[TENANT, "phoneNumber"]);
        common.judge(&[tenant, &one.key], stub, false, one.oddities > 0);
    }
    common
}

/// A product without a status is in no list by status.
fn judge_products(sample: &Sample) -> Common {
    let mut common = Common::default();
    for item in &sample.items {
        let one = product::product(item);
        let tenant = text(item, TENANT).unwrap_or_default();
        let stub = is_stub(item, &[TENANT, "productId"]);
        let unknown = matches!(one.state, State::Other | State::Missing);
        let types = one.oddities > u16::from(one.state == State::Other);
        common.judge(&[tenant, &one.key], stub, unknown, types);
    }
    common
}

/// How many of a row's oddities are words: its status, and its priority where it is the record.
fn unknown_words(row: &ConversationRow) -> u16 {
    let status = matches!(row.status(), Status::Other(_));
    let record = row.record.as_ref();
    let priority = record.is_some_and(|record| matches!(record.priority, Priority::Other(_)));
    u16::from(status) + u16::from(priority)
}

/// Months of both tables, tenant by tenant.
fn judge_usage(look: &mut Sampler<'_>, of: &Tables, tracker: &Sample, metrics: &Sample) {
    let (tracked, metered) = (by_owner(&tracker.items), by_owner(&metrics.items));
    let mut differing = Tally::default();
    for (tenant, items) in &tracked {
        let other = metered.get(tenant).map(Vec::as_slice).unwrap_or_default();
        for month in usage::months(&TenantId::from(tenant), items, other) {
            if let (Some(one), Some(two)) = (month.tracker(), month.metrics())
                && (one.messages, one.conversations) != (two.messages, two.conversations)
            {
                differing.note(&[tenant, &month.month]);
            }
        }
    }
    for (table, sample, sort) in [
        (&of.tenant_usage, tracker, "month"),
        (&of.usage_metrics, metrics, "period"),
    ] {
        let mut common = Common::default();
        for item in &sample.items {
            let one = std::slice::from_ref(item);
            let (own, other): (&[Item], &[Item]) = match sort {
                "month" => (one, &[]),
                _ => (&[], one),
            };
            let tenant = text(item, TENANT).unwrap_or_default();
            let months = usage::months(&TenantId::from(tenant), own, other);
            let odd = months.iter().any(|month| month.oddities > 0);
            let key = [tenant, text(item, sort).unwrap_or_default()];
            common.judge(&key, is_stub(item, &[TENANT, sort]), false, odd);
        }
        look.common(table, common);
    }
    look.found(&of.usage_metrics, differing, Drift::UsageDiffers);
}

fn by_owner(items: &[Item]) -> BTreeMap<&str, Vec<Item>> {
    let mut owned: BTreeMap<&str, Vec<Item>> = BTreeMap::new();
    for item in items {
        if let Some(tenant) = text(item, TENANT) {
            owned.entry(tenant).or_default().push(item.clone());
        }
    }
    owned
}
