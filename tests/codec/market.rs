//! Products and customers, as the API, the set-up script and people's hands write them.

use crate::*;
use aws_sdk_dynamodb::types::AttributeValue::{L, M};
use switchboard::platform::marketplace::item::customer::customer;
use switchboard::platform::marketplace::item::product::{State, product};

#[test]
fn a_product_is_read_with_and_without_the_tenants_prefix() {
    for (key, id) in [("tenant-plaza#prod_1", "prod_1"), ("prod_1", "prod_1")] {
        let one = product(&item([
            ("productId", s(key)),
            ("name", s("Morral \u{1b}[31mAntirrobo")),
            ("price", n("129900")),
            ("stock", n(4)),
            ("condition", s("Used")),
            ("status", s("available")),
            ("createdAt", s("2026-11-01T10:00:00.000Z")),
        ]));
        assert_eq!((one.key.as_str(), one.id.as_str()), (key, id));
        assert_eq!(one.name.unwrap(), "Morral ␛[CSI]Antirrobo");
        assert_eq!((one.price, one.stock), (Some(129_900.0), Some(4)));
        assert_eq!((one.state, one.oddities), (State::Available, 0));
        assert_eq!(one.version.as_deref(), Some("available"));
        assert_eq!(one.updated_at, at("2026-11-01T10:00:00Z"));
    }
}

#[test]
fn a_price_that_a_person_wrote_is_a_number_and_odd() {
    for (written, price) in [
        ("180000", Some(180_000.0)),
        ("$ 3.500.000", Some(3_500_000.0)),
        ("COP 45,000", Some(45_000.0)),
        ("849.50", Some(849.5)),
        ("1.234,50 COP", Some(1_234.5)),
        ("45.000", Some(45_000.0)),
        ("a convenir", None),
        ("", None),
        ("--", None),
    ] {
        let one = product(&item([("productId", s("p")), ("price", s(written))]));
        assert_eq!(one.price, price, "{written}");
        assert!(one.oddities > 0, "{written}");
    }
    let exact = product(&item([("productId", s("p")), ("price", n("849.5"))]));
    assert_eq!((exact.price, exact.oddities), (Some(849.5), 0));
    let broken = product(&item([("productId", s("p")), ("price", L(vec![]))]));
    assert_eq!(broken.price, None);
}

#[test]
fn every_status_of_a_product_means_something() {
    for (word, state) in [
        ("available", State::Available),
        ("low_stock", State::Short),
        ("out_of_stock", State::Short),
        ("sold", State::Sold),
        ("SOLD", State::Sold),
        ("reserved", State::Reserved),
        ("", State::Missing),
        ("disponible", State::Other),
    ] {
        assert_eq!(State::from_raw(word), state, "{word}");
    }
    let odd = product(&item([("productId", s("p")), ("status", s("disponible"))]));
    assert_eq!((odd.status.as_str(), odd.oddities), ("disponible", 1));
}

#[test]
fn a_customer_is_joined_by_digits_and_keeps_the_last_ten_intents() {
    for (key, digits) in [
        ("tenant-plaza#+573005554217", "573005554217"),
        ("+57 300 555 4217", "573005554217"),
        ("573005554217", "573005554217"),
        ("sin número", ""),
    ] {
        assert_eq!(customer(&item([("phoneNumber", s(key))])).digits, digits);
    }
    let intents: Vec<_> = (0..14).map(|at| s(&format!("intent{at}"))).collect();
    let who = customer(&item([
        ("phoneNumber", s("tenant-plaza#+573005554217")),
        ("name", s("Marta")),
        ("preferredLanguage", s("es")),
        ("leadScore", n("84.6")),
        ("totalConversations", n(64)),
        ("inquiryHistory", L(intents)),
        ("customFields", M(item([("password", s(CANARY))]))),
    ]));
    assert_eq!(who.phone, "+57 ••• ••42 17");
    assert_eq!(who.standing.lead_score, Some(85));
    assert_eq!(who.standing.messages, Some(64));
    assert_eq!(who.standing.intents.len(), 10);
    assert_eq!(who.standing.intents.last().unwrap(), &"intent13");
    assert_eq!(who.oddities, 0);
    let odd = customer(&item([
        ("phoneNumber", s("p")),
        ("leadScore", s("alto")),
        ("totalConversations", n(-4)),
        ("inquiryHistory", s("precio")),
    ]));
    assert_eq!(odd.standing.lead_score, None);
    assert_eq!(odd.standing.messages, Some(0));
    assert_eq!(odd.standing.intents, ["precio"]);
    assert!(odd.oddities >= 2);
}
