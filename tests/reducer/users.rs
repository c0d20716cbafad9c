//! Sign-ups of the Notification Agent among its metrics: counted from the users' table as it was last read.

use crate::driver::{Console, page};
use crate::metrics::readings;
use crate::world::{at, noon, tenant};
use switchboard::app::effect::Load;
use switchboard::app::health::gauges::GaugeRow;
use switchboard::app::health::users;
use switchboard::app::msg::Loaded;
use switchboard::domain::gauge::Range;
use switchboard::domain::id::PlatformId;
use switchboard::domain::system::Port;
use switchboard::domain::tenant::{Attribute, Tenant};
use switchboard::domain::text::Text;
use switchboard::domain::time::iso;

const SYSTEM: PlatformId = PlatformId::Notification;

/// A user who was made when the table says it, or who only sources name (`None`).
fn user(id: &str, created: Option<&str>) -> Tenant {
    let attribute = |created: &str| Attribute {
        group: Text::from("created_at"),
        label: Text::default(),
        value: Text::from(created),
    };
    Tenant {
        platform: SYSTEM,
        attributes: created.map(attribute).into_iter().collect(),
        ..tenant(id, id, None)
    }
}

fn is_tenants(load: &Load) -> bool {
    matches!(load, Load::Tenants { .. })
}

fn is_metrics(load: &Load) -> bool {
    matches!(load, Load::Metrics { .. })
}

fn signups(console: &Console) -> &GaugeRow {
    let mut all = console.state.health.gauges.list.all();
    all.find(|row| users::is_of(&row.reading.gauge)).unwrap()
}

fn metrics(console: &mut Console) {
    let found = Loaded::Metrics(Box::new(readings(Range::Hours3)));
    console.answer(is_metrics, Ok(found));
}

#[test]
fn users_are_counted_by_when_their_table_says_they_were_made() {
    let mut console = Console::new();
    let mut facts = crate::world::connected();
    facts.systems[0].platform = SYSTEM;
    facts.systems[0].ports = vec![Port::Tenants, Port::Health];
    console.connected(Ok(facts));
    console.keys("6 m").wait(10);

    // Before the table is read nothing is known, and that is not zero.
    metrics(&mut console);
    assert!(signups(&console).reading.series.points.is_empty());
    assert_eq!(users::count(&console.state, at(-3600)), None);

    let recent = iso(at(-90));
    let older = iso(at(-7200)).replace('Z', "");
    let all = vec![
        user("ana@example.com", Some(&recent)),
        user("bo@example.com", Some(&older)),
        user("cy@example.com", Some("2025-01-01T00:00:00.000001Z")),
        user("dee@example.com", Some("yesterday")),
        user("temp_user", None),
    ];
    console.answer(is_tenants, Ok(Loaded::Tenants(page(all, None, 1.0))));
    console.keys("ctrl-r").wait(10);
    metrics(&mut console);
    let row = signups(&console);
    assert_eq!(
        row.reading.series.sum(),
        Some(2.0),
        "of the last three hours"
    );
    assert!(
        row.reading.series.points.len() >= 180,
        "a quiet minute is zero"
    );
    let found = users::count(&console.state, at(-3600)).unwrap();
    assert_eq!((found.all, found.dated, found.new), (4, 3, 1));
    assert!(found.read >= noon());
}
