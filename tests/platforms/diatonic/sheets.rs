//! Sheets in both designs: every kind of them is read, nothing of another tenant is shown, and what is not
//! known is not made up.

use super::lab::*;
use super::lists::filled;
use crate::stage::*;
use switchboard::domain::id::{AgentId, PlatformId, TenantId};
use switchboard::domain::page::Cursor;
use switchboard::domain::problem::{Problem, Trouble};
use switchboard::domain::remark::Flow;
use switchboard::domain::sheet::{
    Cell, Entry, Narrowing, SheetKey, SheetKind, SheetOf, SheetPage, Tone,
};
use switchboard::platform::diatonic::schema::Design;

const TODAY: &str = "2026-11-21T13:00:00.000Z";

fn ours() -> SheetOf {
    SheetOf::Tenant(TenantId::from(OURS))
}

fn agent(id: &str) -> SheetOf {
    SheetOf::Agent {
        tenant: TenantId::from(OURS),
        agent: AgentId::from(id),
    }
}

fn under(kind: SheetKind, id: &str) -> SheetOf {
    SheetOf::Entry {
        tenant: TenantId::from(OURS),
        kind,
        id: id.to_owned(),
    }
}

async fn try_read(
    lab: &Lab,
    of: SheetOf,
    kind: SheetKind,
    narrowing: Option<&str>,
    after: Option<Cursor>,
) -> Result<SheetPage, Problem> {
    let key = SheetKey {
        platform: PlatformId::Diatonic,
        of,
        kind,
        narrowing: narrowing.and_then(Narrowing::read),
    };
    let port = lab.platform().await.sheets.unwrap();
    port.page(&key, after, instant(NOW)).await
}

async fn read(lab: &Lab, of: SheetOf, kind: SheetKind, narrowing: Option<&str>) -> SheetPage {
    let page = try_read(lab, of, kind, narrowing, None).await.unwrap();
    for entry in &page.entries {
        assert_eq!(entry.cells.len(), page.headings.len(), "{kind:?}");
    }
    page
}

fn ids(page: &SheetPage) -> Vec<&str> {
    page.entries.iter().map(|entry| entry.id.as_str()).collect()
}

fn cell<'a>(page: &'a SheetPage, entry: &'a Entry, name: &str) -> &'a Cell {
    let mut headings = page.headings.iter();
    let at = headings.position(|one| one.name == name).unwrap();
    &entry.cells[at]
}

fn attribute<'a>(entry: &'a Entry, group: &str) -> Option<&'a str> {
    let mut found = entry.attributes.iter();
    let found = found.find(|one| one.group == *group)?;
    Some(found.value.as_str())
}

#[tokio::test]
async fn templates_are_the_public_ones_the_tenants_or_those_of_a_category() {
    for design in DESIGNS {
        let lab = filled(design).await;
        let all = read(&lab, SheetOf::System, SheetKind::Templates, None).await;
        assert_eq!(ids(&all), ["T1", "T4"], "the most used first");
        assert_eq!(*cell(&all, &all.entries[1], "used"), Cell::Count(40));
        let mine = read(&lab, ours(), SheetKind::Templates, None).await;
        assert_eq!(mine.entries.len(), 2);
        assert_eq!(
            *cell(&mine, &mine.entries[0], "tenant"),
            Cell::Nothing,
            "a word that is the same everywhere is left out"
        );
        let wanted = Some("category=builder");
        let public = read(&lab, SheetOf::System, SheetKind::Templates, wanted).await;
        assert_eq!(ids(&public), ["T4", "T1"], "the best rated first");
        let of_ours = read(&lab, ours(), SheetKind::Templates, wanted).await;
        assert_eq!(ids(&of_ours), ["T1", "T2"]);
        let odd = try_read(&lab, ours(), SheetKind::Templates, Some("color=red"), None);
        assert_eq!(odd.await.unwrap_err().trouble, Trouble::Invalid);
    }
}

#[tokio::test]
async fn nodes_come_with_what_is_wrong_and_only_of_a_template_that_is_ours() {
    for design in DESIGNS {
        let lab = filled(design).await;
        for of in [agent("template/T1"), under(SheetKind::Templates, "T1")] {
            let page = read(&lab, of, SheetKind::Nodes, None).await;
            assert_eq!(ids(&page), ["N1", "N2"], "by position, none of another");
            assert_eq!(page.remarks.len(), 1, "{:?}", page.remarks);
            assert_eq!(page.remarks[0].what, Flow::NoOutput.into());
        }
        for foreign in ["template/T3", "template/gone"] {
            let page = read(&lab, agent(foreign), SheetKind::Nodes, None).await;
            assert!(page.entries.is_empty(), "{foreign}");
            assert_eq!(page.remarks[0].tone, Tone::Warn);
        }
        let model = read(&lab, agent("model/M1"), SheetKind::Nodes, None).await;
        assert_eq!((model.entries.len(), model.remarks.len()), (0, 1));
    }
}

#[tokio::test]
async fn executions_are_found_by_tenant_status_and_agent() {
    for design in DESIGNS {
        let lab = Lab::new(design).await;
        let mut raw = lab.execution("E1", OURS, "completed", TODAY).await;
        raw.extend(item([
            ("completed_at", s("2026-11-21T13:00:12.500Z")),
            ("execution_metrics", s(r#"{"tokensConsumed":120}"#)),
            ("input_data", s(r#"{"message":"hola","apiKey":"DUMMY"}"#)),
            ("output_data", s("{broken")),
        ]));
        lab.stage.put(&lab.tables.executions, &raw).await;
        lab.execution("E2", OURS, "failed", "2026-11-21T12:00:00.000Z")
            .await;
        lab.execution("E3", OTHERS, "failed", "2026-11-21T12:30:00.000Z")
            .await;
        lab.execution("E4", OURS, "running", "2026-11-21T11:00:00.000Z")
            .await;
        let all = read(&lab, ours(), SheetKind::Executions, None).await;
        assert_eq!(ids(&all), ["E1", "E2", "E4"], "newest first");
        let tones: Vec<Tone> = all.entries.iter().map(|one| one.tone).collect();
        assert_eq!(
            tones,
            [Tone::Good, Tone::Bad, Tone::Warn],
            "three hours is long"
        );
        let first = &all.entries[0];
        let took = Cell::Number {
            value: 12.5,
            decimals: 1,
        };
        assert_eq!(*cell(&all, first, "took s"), took);
        assert!(
            attribute(first, "duration_seconds")
                .unwrap()
                .contains("= completed_at")
        );
        assert_eq!(
            *cell(&all, &all.entries[1], "took s"),
            Cell::Nothing,
            "nobody can tell: not zero"
        );
        assert_eq!(*cell(&all, first, "tokens"), Cell::Count(120));
        assert_eq!(attribute(first, "output_data"), Some("{broken"));
        assert_eq!(attribute(first, "no JSON in"), Some("output_data"));
        assert!(!format!("{first:?}").contains("DUMMY"), "no secret");

        let failed = read(&lab, SheetOf::System, SheetKind::Executions, None).await;
        assert_eq!(ids(&failed), ["E3", "E2"], "of all tenants");
        assert_eq!(
            failed.remarks.len(),
            2,
            "an operator's view, and only failed ones"
        );
        let wanted = Some("status=running");
        let running = read(&lab, SheetOf::System, SheetKind::Executions, wanted).await;
        assert_eq!(ids(&running), ["E4"]);
        let wanted = Some("status=failed");
        let failed = read(&lab, ours(), SheetKind::Executions, wanted).await;
        assert_eq!(ids(&failed), ["E2"], "never another tenant's");
        let of_agent = read(&lab, agent("template/AGT7"), SheetKind::Executions, None).await;
        assert_eq!(of_agent.entries.len(), 3);
    }
}

#[tokio::test]
async fn runs_lead_to_their_logs_where_lines_are_kept() {
    for design in DESIGNS {
        let lab = Lab::new(design).await;
        lab.run("R1", OURS, "completed", TODAY).await;
        lab.run("R2", OTHERS, "completed", TODAY).await;
        let all = read(&lab, SheetOf::System, SheetKind::Runs, None).await;
        assert_eq!(all.entries.len(), 2);
        let mine = read(&lab, ours(), SheetKind::Runs, None).await;
        assert_eq!(ids(&mine), ["R1"]);
        let wanted = Some("experiment=EXP1");
        let mine = read(&lab, ours(), SheetKind::Runs, wanted).await;
        assert_eq!(ids(&mine), ["R1"]);
        let below = mine.entries[0].sheets;
        if design == Design::Seed {
            assert!(below.is_empty(), "that design keeps no lines");
            continue;
        }
        assert_eq!(below, [SheetKind::Logs]);
        for (stamp, tenant, level) in [
            ("2026-11-21T13:00:01.000Z", OURS, "INFO"),
            ("2026-11-21T13:00:02.000Z", OURS, "ERROR"),
            ("2026-11-21T13:00:03.000Z", OTHERS, "INFO"),
        ] {
            let raw = item([
                ("experiment_id", s("EXP1")),
                ("log_timestamp", s(stamp)),
                ("run_id", s("R1")),
                ("tenant_id", s(tenant)),
                ("log_level", s(level)),
                ("message", s("paso")),
                ("expires_at", n(1_800_000_000)),
            ]);
            lab.stage.put(&lab.tables.run_logs, &raw).await;
        }
        let logs = read(&lab, under(SheetKind::Runs, "R1"), SheetKind::Logs, None).await;
        let tones: Vec<Tone> = logs.entries.iter().map(|one| one.tone).collect();
        assert_eq!(
            tones,
            [Tone::Bad, Tone::Plain],
            "newest first, none of another"
        );
        assert_eq!(logs.remarks.len(), 1, "expiry is no promise");
        assert!(attribute(&logs.entries[0], "expires_at").is_some());
    }
}

#[tokio::test]
async fn models_are_paged_through_over_all_tenants() {
    for design in DESIGNS {
        let lab = filled(design).await;
        let all = read(&lab, SheetOf::System, SheetKind::Models, None).await;
        let mut found = ids(&all);
        found.sort_unstable();
        assert_eq!(found, ["M1", "M2"]);
        let mine = read(&lab, ours(), SheetKind::Models, None).await;
        assert_eq!(ids(&mine), ["M1"]);
        let odd = Some(Cursor("no cursor".to_owned()));
        let odd = try_read(&lab, SheetOf::System, SheetKind::Models, None, odd);
        assert_eq!(odd.await.unwrap_err().trouble, Trouble::Invalid);
    }
}

#[tokio::test]
async fn sheets_that_there_are_not_are_refused_before_any_call() {
    let lab = Lab::new(Design::Live).await;
    for (of, kind) in [
        (SheetOf::System, SheetKind::Products),
        (ours(), SheetKind::Nodes),
        (under(SheetKind::Models, "M1"), SheetKind::Logs),
    ] {
        let refused = try_read(&lab, of, kind, None, None).await;
        assert_eq!(refused.unwrap_err().trouble, Trouble::Invalid, "{kind:?}");
    }
    let kinds = lab.platform().await.sheets.unwrap().kinds();
    assert_eq!(kinds.system.len(), 4);
    assert_eq!(kinds.tenant.len(), 4);
    assert_eq!(kinds.agent.len(), 2);
}
