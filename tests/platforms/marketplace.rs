//! The Marketplace in its three deployments, whose keys, indexes and names differ: the same is read from each,
//! out of items as the system's own writers leave them.

mod checkup;
mod designs;
mod legacy;
mod selling;
mod sheets;

use crate::stage::{Item, Stage, TENANT, item, n, s};
use switchboard::domain::id::{PlatformId, TenantId};
use switchboard::domain::sheet::{Narrowing, SheetKey, SheetKind, SheetOf};
use switchboard::platform::marketplace::schema::{Design, Tables};
use switchboard::platform::marketplace::{Plan, reader, writer};
use switchboard::platform::{Platform, PlatformWriter};

pub const ALL: [Design; 3] = [Design::Platform, Design::Handoff, Design::Legacy];

/// One deployment alone on an engine.
pub struct Deployed {
    pub stage: Stage,
    pub tables: Tables,
}

impl Deployed {
    pub async fn new(design: Design) -> Self {
        let (stage, tables) = (Stage::empty().await, Tables::of(design));
        for (name, spec) in tables.specs() {
            stage.create(name, spec).await;
        }
        Self { stage, tables }
    }

    pub async fn both(&self) -> (Platform, PlatformWriter) {
        let dynamo = &self.stage.dynamo;
        let plan = Plan::discover(dynamo, &self.tables).await.unwrap();
        (
            reader(dynamo, &self.tables, &plan),
            writer(dynamo, &self.tables, &plan),
        )
    }

    pub async fn reader(&self) -> Platform {
        self.both().await.0
    }

    pub async fn put(&self, table: &str, row: &Item) {
        self.stage.put(table, row).await;
    }
}

pub fn tenant() -> TenantId {
    TenantId::from(TENANT)
}

pub fn sheet(kind: SheetKind, narrowing: Option<&str>) -> SheetKey {
    SheetKey {
        platform: PlatformId::Marketplace,
        of: SheetOf::Tenant(tenant()),
        kind,
        narrowing: narrowing.map(|raw| Narrowing::read(raw).unwrap()),
    }
}

/// A product as the system's API makes it.
pub fn product(id: &str, status: &str) -> Item {
    item([
        ("tenantId", s(TENANT)),
        ("productId", s(&format!("{TENANT}#{id}"))),
        ("name", s("Morral Antirrobo")),
        ("price", n(129_900)),
        ("category", s("accesorios")),
        ("condition", s("new")),
        ("status", s(status)),
        ("createdAt", s("2026-11-01T10:00:00.000Z")),
        ("unknownToUs", s("stays")),
    ])
}

/// A customer; the phone's form depends on who writes.
pub fn customer(phone: &str) -> Item {
    item([
        ("tenantId", s(TENANT)),
        ("phoneNumber", s(phone)),
        ("name", s("Marta Gómez")),
        ("preferredLanguage", s("es")),
        ("leadScore", n(85)),
        ("totalConversations", n(64)),
        (
            "inquiryHistory",
            aws_sdk_dynamodb::types::AttributeValue::L(vec![s("precio"), s("compra")]),
        ),
        ("lastInteraction", s("2026-11-21T13:09:00.000Z")),
    ])
}
