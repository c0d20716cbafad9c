//! Lists in both designs: the plan follows the tables, and no tenant sees what is another's.

use super::lab::*;
use crate::stage::*;
use switchboard::aws::table::{KeyKind, TableSpec};
use switchboard::domain::agent::Switch;
use switchboard::domain::id::{AgentId, PlatformId, SwitchKey, TenantId};
use switchboard::domain::problem::Trouble;
use switchboard::platform::diatonic::schema::{Design, Part, Tables};
use switchboard::platform::diatonic::validation::Finding;
use switchboard::platform::diatonic::{self, Plan};

pub async fn filled(design: Design) -> Lab {
    let lab = Lab::new(design).await;
    for (id, tenant, public, used, rating) in [
        ("T1", OURS, "true", 120, "4.5"),
        ("T2", OURS, "false", 3, "0"),
        ("T3", OTHERS, "false", 900, "5"),
        ("T4", OTHERS, "true", 40, "4.9"),
    ] {
        let mut raw = item([
            ("template_id", s(id)),
            ("tenant_id", s(tenant)),
            ("template_name", s(&format!("Plantilla {id}"))),
            ("description", s("Resume REUNIONES largas")),
            ("category", s("builder")),
            ("is_public", s(public)),
            ("usage_count", n(used)),
            ("created_at", s("2026-11-01T00:00:00.000Z")),
        ]);
        let rating = aws_sdk_dynamodb::types::AttributeValue::N(rating.to_owned());
        raw.insert("rating".to_owned(), rating);
        lab.stage.put(&lab.tables.templates, &raw).await;
    }
    for (id, tenant) in [("M1", OURS), ("M2", OTHERS)] {
        let raw = item([
            ("tenant_id", s(tenant)),
            ("model_id", s(id)),
            ("model_name", s(id)),
            ("status", s("active")),
            ("model_type", s("llm")),
            ("created_at", s("2026-11-01T00:00:00.000Z")),
        ]);
        lab.stage.put(&lab.tables.models, &raw).await;
    }
    for (id, tenant, kind, position) in [
        ("N2", OURS, "llm", 1),
        ("N1", OURS, "trigger", 0),
        ("N3", OTHERS, "output", 2),
    ] {
        let raw = item([
            ("flow_id", s("T1")),
            ("node_id", s(id)),
            ("template_id", s("T1")),
            ("tenant_id", s(tenant)),
            ("node_type", s(kind)),
            ("position", n(position)),
            ("node_configuration", s("{}")),
            ("created_at", s("2026-11-01T00:00:00.000Z")),
        ]);
        lab.stage.put(&lab.tables.nodes, &raw).await;
    }
    lab
}

fn ids<'a, T>(items: &'a [T], id: impl Fn(&'a T) -> &'a str) -> Vec<&'a str> {
    items.iter().map(id).collect()
}

#[tokio::test]
async fn templates_models_and_flows_are_listed_by_what_the_tables_have() {
    for design in DESIGNS {
        let lab = filled(design).await;
        let plan = lab.plan().await;
        assert_eq!(plan.of(Part::Executions).unwrap().design, design);
        assert_eq!(plan.of(Part::Runs).is_some(), design == Design::Live);
        let bench = lab.bench().await;
        let ours = TenantId::from(OURS);

        let mine = bench.templates(&ours, None).await.unwrap();
        assert_eq!(mine.items.len(), 2);
        assert!(mine.cost.read_units > 0.0);
        let popular = bench.popular_templates(None).await.unwrap().items;
        assert_eq!(ids(&popular, |one| one.id.as_str()), ["T1", "T4"]);
        let of_category = bench.templates_of_category(&ours, "builder", None);
        let of_category = of_category.await.unwrap().items;
        assert_eq!(
            ids(&of_category, |one| one.id.as_str()),
            ["T4", "T1", "T2"],
            "the best rated first, another tenant's private one left out"
        );
        for (words, found) in [("plantilla t1 reuniones", 1), ("", 2), ("nada", 0)] {
            let page = bench.search_templates(&ours, words, None).await.unwrap();
            assert_eq!(page.items.len(), found, "{words}");
        }
        let models = bench.models(&ours, None).await.unwrap().items;
        assert_eq!(ids(&models, |one| one.id.as_str()), ["M1"]);

        let flow = bench.flow(&ours, "T1").await.unwrap();
        assert_eq!(ids(&flow.nodes, |one| one.id.as_str()), ["N1", "N2"]);
        assert_eq!(flow.findings, [Finding::NoOutput]);
        assert!(!flow.is_cut);
    }
}

#[tokio::test]
async fn templates_and_models_stand_as_switches_that_nothing_turns() {
    for design in DESIGNS {
        let lab = filled(design).await;
        let platform = lab.platform().await;
        assert!(lab.writer().await.switching.is_none());
        let port = platform.switches.unwrap();
        let catalogue = port.catalogue().await.unwrap().items;
        assert_eq!(catalogue.len(), 3, "of the tenant that the profile names");
        let ours = TenantId::from(OURS);
        let rows = port.of_tenant(&ours, &catalogue).await.unwrap().items;
        let said: Vec<(&str, &Switch)> = rows
            .iter()
            .map(|row| (row.key.agent.as_str(), &row.switch))
            .collect();
        let fixed = |text: &str| Switch::Fixed(text.into());
        let (used, never, active) = (
            fixed("used 120 · rating 4.5"),
            fixed("used 3 · rating 0"),
            fixed("active"),
        );
        for expected in [
            ("template/T1", &used),
            ("template/T2", &never),
            ("model/M1", &active),
        ] {
            assert!(said.contains(&expected), "{expected:?} in {said:?}");
        }
        for (agent, tenant, there) in [
            ("template/T1", OURS, true),
            ("template/T3", OURS, false),
            ("model/M1", OURS, true),
            ("model/M2", OURS, false),
            ("model/M1", OTHERS, false),
            ("T1", OURS, false),
        ] {
            let key = SwitchKey {
                platform: PlatformId::Diatonic,
                tenant: TenantId::from(tenant),
                agent: AgentId::from(agent),
            };
            let row = port.read(&key).await.unwrap().value;
            assert_eq!(row.map(|row| row.key), there.then_some(key), "{design:?}");
        }
    }
}

#[tokio::test]
async fn executions_are_found_by_agent_and_status_and_counted_by_month() {
    for design in DESIGNS {
        let lab = Lab::new(design).await;
        let now = lab.stage.dynamo.clock().now();
        let today = switchboard::domain::time::iso(now);
        let mut raw = lab.execution("E1", OURS, "completed", &today).await;
        raw.insert(
            "execution_metrics".to_owned(),
            s(r#"{"tokensConsumed":120,"costUsd":0.5}"#),
        );
        lab.stage.put(&lab.tables.executions, &raw).await;
        lab.execution("E2", OURS, "failed", &today).await;
        lab.execution("E3", OTHERS, "completed", &today).await;
        lab.execution("E4", OURS, "hibernating", "2020-01-02T00:00:00.000Z")
            .await;
        let bench = lab.bench().await;
        let ours = TenantId::from(OURS);
        let all = bench.executions(&ours, None).await.unwrap().items;
        assert_eq!(all.len(), 3, "an unknown word is shown");
        assert_eq!(all[2].lifecycle.status.word, "hibernating");
        let agent = AgentId::from("AGT7");
        let of_agent = bench.executions_of_agent(&ours, &agent, None);
        assert_eq!(of_agent.await.unwrap().items.len(), 3);
        let done = bench.executions_with_status("completed", None).await;
        assert_eq!(done.unwrap().items.len(), 2, "over all tenants");

        let usage = diatonic::platform(&bench).usage.unwrap();
        let months = usage.months(&ours, 3).await.unwrap();
        assert_eq!((months.items.len(), months.next), (1, None));
        let month = months.items[0].activity().unwrap();
        assert_eq!((month.count, month.failed), (2, 1));
        assert_eq!((month.tokens, month.cost_usd), (Some(120), Some(0.5)));
        assert_eq!((month.days.len(), month.days[0].failed), (1, 1));
        let theirs = usage.months(&TenantId::from(OTHERS), 1).await.unwrap();
        let theirs = theirs.items[0].activity().unwrap();
        assert_eq!(
            (theirs.count, theirs.tokens, theirs.cost_usd),
            (1, None, None),
            "no metric names any"
        );
    }
}

#[tokio::test]
async fn tenants_are_those_that_are_named_and_those_that_were_met() {
    for design in DESIGNS {
        let lab = Lab::new(design).await;
        lab.execution("E1", OTHERS, "completed", "2026-11-20T00:00:00.000Z")
            .await;
        lab.execution("E2", "hidden", "queued", "2026-11-20T00:00:00.000Z")
            .await;
        let port = lab.platform().await.tenants.unwrap();
        let list = async || port.list(None).await.unwrap().items;
        let names = list().await;
        assert_eq!(ids(&names, |one| one.id.as_str()), [OURS, OTHERS]);
        assert_eq!(names[1].attributes[0].value, "2026-11-20T00:00:00.000Z");
        let hidden = TenantId::from("hidden");
        assert!(port.read(&hidden).await.unwrap().value.is_some());
        assert_eq!(list().await.len(), 3, "a tenant that was met is remembered");
        for unknown in ["nobody", ""] {
            let unknown = TenantId::from(unknown);
            assert!(port.read(&unknown).await.unwrap().value.is_none());
        }
    }
}

#[tokio::test]
async fn a_missing_table_is_a_part_that_is_not_there() {
    let stage = Stage::empty().await;
    let tables = Tables::default();
    let plan = Plan::discover(&stage.dynamo, &tables).await.unwrap();
    assert!(plan.is_empty());
    let platform = diatonic::reader(&stage.dynamo, &tables, &plan, &[TenantId::from(OURS)]);
    assert!(platform.work.is_none() && platform.usage.is_none() && platform.switches.is_none());
    assert!(
        diatonic::writer(&stage.dynamo, &tables, &plan)
            .deciding
            .is_none()
    );
    let tenants = platform.tenants.unwrap().list(None).await.unwrap();
    assert_eq!(tenants.items.len(), 1);

    let overridden = Tables {
        executions: "elsewhere".to_owned(),
        ..Tables::with_prefix("x-")
    };
    let foreign = TableSpec::keyed(("id", KeyKind::S), None);
    stage.create("elsewhere", foreign).await;
    let why = Plan::discover(&stage.dynamo, &overridden)
        .await
        .unwrap_err();
    assert_eq!(why.trouble, Trouble::Refused);
    assert!(why.subject.contains("elsewhere"), "{why}");
}
