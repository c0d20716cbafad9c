//! Switches as they are read: two tables of the same thing, side by side.

use crate::server::{Design, scene};
use switchboard::domain::agent::{SeenSwitch, Switch};
use switchboard::domain::id::{AgentId, PlatformId, SwitchKey, TenantId};
use switchboard::platform::alquimista::postgres;

pub const TENANT: &str = "00000000-0000-0000-0000-000000000001";
pub const RECEBIMENTO: &str = "10000000-0000-0000-0000-000000000001";
pub const ATENDIMENTO: &str = "10000000-0000-0000-0000-000000000004";
pub const SENTIMENTO: &str = "10000000-0000-0000-0000-000000000005";

pub fn key(tenant: &str, agent: &str) -> SwitchKey {
    SwitchKey {
        platform: PlatformId::Alquimista,
        tenant: TenantId::from(tenant),
        agent: AgentId::from(agent),
    }
}

#[tokio::test]
async fn the_switches_of_a_tenant_tell_where_the_two_tables_disagree() {
    for design in [Design::Migrations, Design::Seed] {
        let Some(scene) = scene(design).await else {
            return;
        };
        let database = postgres::discover(scene.settings()).await.unwrap().unwrap();
        let port = postgres::reader(&database).switches.unwrap();
        let catalogue = port.catalogue().await.unwrap().items;
        let slugs: Vec<&str> = catalogue.iter().map(|one| one.slug.as_str()).collect();
        assert_eq!(slugs[0], "nigredo-recebimento");
        assert_eq!(catalogue[3].category.as_ref().unwrap().as_str(), "Conteúdo");
        let tenant = TenantId::from(TENANT);
        let page = port.of_tenant(&tenant, &catalogue).await.unwrap();
        let told: Vec<(&Switch, Option<&str>)> = page
            .items
            .iter()
            .map(|one| {
                (
                    &one.switch,
                    one.disagrees.as_ref().map(|word| word.as_str()),
                )
            })
            .collect();
        let other = (design == Design::Migrations).then_some("suspended");
        assert_eq!(
            told,
            [
                (&Switch::On, other),
                (&Switch::Absent, None),
                (&Switch::Off, None),
                (&Switch::Absent, None),
            ]
        );
        for one in &page.items {
            let read = port.read(&one.key).await.unwrap().value.unwrap();
            assert_eq!(&read, one, "one and many tell the same");
        }
        let exact = SeenSwitch::Row {
            status: Some("active".into()),
            updated_at: Some("2026-11-01T10:00:00.123456".into()),
        };
        assert_eq!(page.items[0].seen, exact, "to the microsecond");
        let nobody = "00000000-0000-0000-0000-0000000000ff";
        for (tenant, agent) in [(nobody, ATENDIMENTO), (TENANT, nobody), ("tenant", "agent")] {
            let read = port.read(&key(tenant, agent)).await.unwrap();
            assert_eq!(read.value, None, "{tenant} {agent}");
        }
    }
}

#[tokio::test]
async fn a_deployment_without_an_activation_is_told() {
    let Some(scene) = scene(Design::Migrations).await else {
        return;
    };
    let only_there = format!(
        "INSERT INTO tenant_agents (id, tenant_id, agent_id, status) \
         VALUES (gen_random_uuid(), '{TENANT}', '{ATENDIMENTO}', 'active'); \
         DELETE FROM tenant_agents WHERE agent_id = '{SENTIMENTO}'"
    );
    scene.client.batch_execute(&only_there).await.unwrap();
    let database = postgres::discover(scene.settings()).await.unwrap().unwrap();
    let port = postgres::reader(&database).switches.unwrap();
    let one = port.read(&key(TENANT, ATENDIMENTO)).await.unwrap();
    let one = one.value.unwrap();
    assert_eq!((one.switch, one.seen), (Switch::Absent, SeenSwitch::Absent));
    assert_eq!(one.disagrees.unwrap().as_str(), "active");
    let off = port.read(&key(TENANT, SENTIMENTO)).await.unwrap();
    assert_eq!(off.value.unwrap().disagrees.unwrap().as_str(), "absent");
}
