//! A product that is marked as sold while answers get lost: it is sold once, and nothing is guessed.

use crate::scene::TENANT;
use crate::support::backend;
use crate::support::proxy::{Fault, Proxy};
use aws_sdk_dynamodb::types::AttributeValue;
use std::collections::HashMap;
use std::sync::Arc;
use switchboard::aws::session::{Session, Target};
use switchboard::domain::handoff::Actor;
use switchboard::domain::id::{ConsoleId, IntentId, PlatformId, TenantId};
use switchboard::domain::sheet::{Deed, DeedKind, Entry, SheetKey, SheetKind, SheetOf};
use switchboard::domain::work::Decided;
use switchboard::embedded::{Backend, Seed, client};
use switchboard::platform::marketplace::schema::Tables;
use switchboard::platform::marketplace::{Plan, reader, writer};
use switchboard::platform::{Acting, Sheets};

const UPDATE: &str = "UpdateItem";

struct Shop {
    backend: Backend,
    proxy: Proxy,
    acting: Arc<dyn Acting>,
    sheets: Arc<dyn Sheets>,
    products: Vec<Entry>,
}

impl Shop {
    /// The plaza's shop behind a proxy that can go wrong.
    async fn open() -> Self {
        let backend = backend(Seed::Plaza).await;
        let proxy = Proxy::start(&backend.endpoint()).await;
        let session = Session::open(&Target::of_endpoint(&proxy.endpoint())).await;
        let tables = Tables::default();
        let plan = Plan::discover(&session.dynamo, &tables).await.unwrap();
        let sheets = reader(&session.dynamo, &tables, &plan).sheets.unwrap();
        let acting = writer(&session.dynamo, &tables, &plan).acting.unwrap();
        let mut shop = Self {
            backend,
            proxy,
            acting,
            sheets,
            products: Vec::new(),
        };
        shop.products = shop.listed().await;
        shop.products
            .retain(|one| one.deeds.contains(&DeedKind::MarkSold));
        shop
    }

    async fn listed(&self) -> Vec<Entry> {
        let key = SheetKey {
            platform: PlatformId::Marketplace,
            of: SheetOf::Tenant(TenantId::from(TENANT)),
            kind: SheetKind::Products,
            narrowing: None,
        };
        let now = jiff::Timestamp::now();
        self.sheets.page(&key, None, now).await.unwrap().entries
    }

    async fn sell(&self, product: &Entry, at: &str) -> Decided {
        let deed = Deed::MarkSold {
            platform: PlatformId::Marketplace,
            tenant: TenantId::from(TENANT),
            product: Box::new(product.clone()),
        };
        let actor = Actor {
            identity: "demo:ana".into(),
            name: "Ana".into(),
            console: ConsoleId::from("01KAHCONSOLE"),
            host: "here".into(),
        };
        let intent = IntentId::from("01KAHSELL");
        let now = at.parse().unwrap();
        self.acting.act(&deed, &actor, &intent, now).await.unwrap()
    }

    /// The item as it is, asked past the proxy.
    async fn raw(&self, product: &Entry) -> HashMap<String, AttributeValue> {
        let s = |text: &str| AttributeValue::S(text.to_owned());
        client(&self.backend.endpoint())
            .get_item()
            .table_name(Tables::default().products)
            .key("tenantId", s(TENANT))
            .key("productId", s(&product.id))
            .send()
            .await
            .unwrap()
            .item
            .unwrap()
    }
}

fn sold_at(item: &HashMap<String, AttributeValue>) -> Option<&str> {
    item.get("soldAt")?.as_s().ok().map(String::as_str)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sale_whose_answers_get_lost_is_one_sale() {
    let shop = Shop::open().await;
    let at = "2026-11-21T14:00:00.000Z";
    for ((times, fault), product) in [
        (1, Fault::CutAfter),
        (1, Fault::CutBefore),
        (9, Fault::CutAfter),
        (1, Fault::Withhold),
    ]
    .into_iter()
    .zip(&shop.products)
    {
        let trap = shop.proxy.next(times, UPDATE, fault.clone());
        let came = shop.sell(product, at).await;
        assert_eq!(came, Decided::Done, "{times} × {fault:?}");
        assert!(trap.count() > 0);
        shop.proxy.clear();
        assert_eq!(sold_at(&shop.raw(product).await), Some(at));
        let later = shop.sell(product, "2026-11-21T15:00:00.000Z").await;
        assert_eq!(later, Decided::Already("sold".into()));
        assert_eq!(
            sold_at(&shop.raw(product).await),
            Some(at),
            "the first time stays"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sale_that_may_still_arrive_is_not_guessed() {
    let shop = Shop::open().await;
    let product = &shop.products[0];
    let _trap = shop.proxy.next(9, UPDATE, Fault::CutBefore);
    let came = shop.sell(product, "2026-11-21T14:00:00.000Z").await;
    assert_eq!(came, Decided::Unknown);
    assert_eq!(sold_at(&shop.raw(product).await), None);
}
