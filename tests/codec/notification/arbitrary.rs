//! Any item at all, with everything private in it.

use super::*;
use crate::arbitrary::{harmless, text, value};
use proptest::prelude::*;

/// Attribute names of the four tables.
const NAMES: &[&str] = &[
    "user_id",
    "source_id",
    "notification_id",
    "email",
    "phone",
    "subscription_tier",
    "notification_method",
    "notification_phone",
    "summary_frequency",
    "source_type",
    "host",
    "port",
    "status",
    "created_at",
    "updated_at",
    "subject",
    "from",
    "delivered_at",
    "delivery_method",
    "last_sync_timestamp",
    "error_count",
    "last_error",
];
/// Where the systems keep what nobody should read.
const PRIVATE: [&str; 7] = [
    "password_hash",
    "credentials_secret_arn",
    "credentials_encrypted",
    "config",
    "content",
    "summary",
    "access_token",
];

fn any_item() -> impl Strategy<Value = Item> {
    let name = prop_oneof![8 => prop::sample::select(NAMES).prop_map(str::to_owned), 1 => text()];
    prop::collection::hash_map(name, value(), 0..16).prop_map(|mut map| {
        for name in PRIVATE {
            map.insert(name.to_owned(), s(CANARY));
        }
        map
    })
}

proptest! {
    #[test]
    fn any_item_is_read_and_nothing_private_comes_out(raws in prop::collection::vec(any_item(), 1..5)) {
        let user = TenantId::from("temp_user");
        let places = || raws.iter().enumerate();
        let tenants: Vec<_> = places().map(|(at, raw)| user::tenant(raw, at)).collect();
        let sources: Vec<_> = places().map(|(at, raw)| source::source(raw, at)).collect();
        let syncs: Vec<_> = places().map(|(at, raw)| sync::sync(raw, at)).collect();
        let mail: Vec<_> = places().map(|(at, raw)| mail::notification(raw, at)).collect();
        let switches: Vec<_> = sources.iter().map(Source::activation).collect();
        let messages: Vec<_> = mail.iter().map(|one| one.message(now())).collect();
        let of = conversation::by_source(&mail);
        let rows: Vec<_> = of
            .iter()
            .map(|(id, mail)| conversation::row(&user, id, sources.first(), mail))
            .collect();
        prop_assert_eq!(of.values().map(Vec::len).sum::<usize>(), raws.len(), "none is dropped");
        let months = usage::months(&user, &mail, now());
        let mut waiting: Vec<_> = mail.iter().map(work::stuck).collect();
        for (source, sync) in sources.iter().zip(&syncs) {
            let _ = health::of(source, Some(sync), now());
            waiting.push(work::failing(source, Some(sync)));
            waiting.push(work::quiet(source, Some(sync), mail.first().and_then(|one| one.at)));
        }
        let debug = format!(
            "{tenants:?}{sources:?}{syncs:?}{mail:?}{switches:?}{messages:?}{rows:?}{months:?}{waiting:?}"
        );
        prop_assert!(!debug.contains(CANARY) && harmless(&debug), "{}", debug);
    }
}
