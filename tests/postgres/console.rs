//! A console as flags make it: the demo's tables, and AlquimistaAI's own database in place of their projection.

use crate::server::{Design, scene};
use crate::switches::{RECEBIMENTO, TENANT, key};
use crate::turning::toggle;
use switchboard::connect::{Caller, Connector, Database, Source, Wanted};
use switchboard::control::schema::DEFAULT_NAME;
use switchboard::desk::AnyDesk;
use switchboard::domain::agent::{Switch, Toggled, Turn};
use switchboard::domain::id::{PlatformId, TenantId};
use switchboard::domain::system::Port;
use switchboard::domain::time::month;
use switchboard::embedded::{Backend, DemoOptions};

#[tokio::test]
async fn the_database_stands_for_the_projection_and_work_stays_where_it_is() {
    let Some(scene) = scene(Design::Migrations).await else {
        return;
    };
    let backend = Backend::start(DemoOptions {
        speed: 0.0,
        ..DemoOptions::default()
    })
    .await
    .unwrap();
    backend.seeded().await.unwrap();
    let state = tempfile::tempdir().unwrap();
    let station = Connector::new(Wanted {
        source: Source::Endpoint(backend.endpoint()),
        profiles: Vec::new(),
        role: None,
        caller: Caller::Screen,
        operator: Some("ana".to_owned()),
        readonly: false,
        control_table: DEFAULT_NAME.to_owned(),
        feed: Default::default(),
        canned: Vec::new(),
        database: Some(Database {
            settings: scene.settings(),
            bus: None,
        }),
        state: Some(state.path().to_owned()),
    })
    .connect()
    .await
    .unwrap();
    let AnyDesk::Writing(desk) = &station.desk else {
        panic!("a desk that may write");
    };
    let systems = desk.systems();
    let of = |id| systems.iter().filter(move |one| one.platform == id);
    assert_eq!(
        of(PlatformId::Alquimista).count(),
        1,
        "one of the two, not both"
    );
    let alquimista = of(PlatformId::Alquimista).next().unwrap();
    for port in [Port::Tenants, Port::Switching, Port::Work, Port::Deciding] {
        assert!(alquimista.has(port), "{port:?}");
    }

    let seen = desk
        .switch(&key(TENANT, RECEBIMENTO))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(seen.switch, Switch::On);
    let toggled = desk.toggle(&toggle(&seen, Turn::Off)).await.unwrap();
    assert!(matches!(toggled, Toggled::Done { .. }), "{toggled:?}");
    let now = desk
        .switch(&key(TENANT, RECEBIMENTO))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(now.switch, Switch::Off);
    let this_month = month(desk.now());
    let trail = desk
        .trail(
            PlatformId::Alquimista,
            &TenantId::from(TENANT),
            &this_month,
            10,
            None,
        )
        .await
        .unwrap();
    let actions: Vec<_> = trail.items.iter().map(|row| row.action.as_str()).collect();
    assert_eq!(actions, ["agent.off"]);
    backend.stop();
}
