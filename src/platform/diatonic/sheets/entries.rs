//! Items of the workbench as entries of sheets.

use super::super::item::base::Base;
use super::super::item::entry::LogLine;
use super::super::item::execution::Execution;
use super::super::item::lifecycle::{Lifecycle, Phase};
use super::super::item::model::Model;
use super::super::item::node::FlowNode;
use super::super::item::run::Run;
use super::super::item::template::Template;
use super::super::waiting;
use crate::domain::mask;
use crate::domain::sheet::{Cell, Entry, Heading, SheetKind, Tone};
use crate::domain::tenant::Attribute;
use crate::domain::text::Text;
use crate::domain::word::Word;
use crate::domain::work::WorkKind;
use jiff::Timestamp;

/// The heading of the column that only sheets of all tenants need.
pub(super) const TENANT: &str = "tenant";

const fn left(name: &'static str) -> Heading {
    Heading { name, right: false }
}

const fn right(name: &'static str) -> Heading {
    Heading { name, right: true }
}

pub(super) static TEMPLATES: [Heading; 8] = [
    left("template"),
    left("category"),
    left("type"),
    right("used"),
    right("rating"),
    left("public"),
    left(TENANT),
    right("changed"),
];

pub(super) static MODELS: [Heading; 8] = [
    left("model"),
    left("provider"),
    left("version"),
    left("type"),
    left("status"),
    left("deployment"),
    left(TENANT),
    right("changed"),
];

pub(super) static NODES: [Heading; 4] = [
    left("node"),
    left("type"),
    right("position"),
    right("changed"),
];

pub(super) static EXECUTIONS: [Heading; 9] = [
    left("execution"),
    left("status"),
    left("agent"),
    right("started"),
    right("took s"),
    right("tokens"),
    right("cost $"),
    left(TENANT),
    left("error"),
];

pub(super) static RUNS: [Heading; 7] = [
    left("run"),
    left("status"),
    left("model"),
    right("started"),
    right("took s"),
    left(TENANT),
    left("error"),
];

pub(super) static LOGS: [Heading; 4] =
    [right("age"), left("level"), left("component"), left("line")];

pub(super) fn template(one: &Template, at: usize) -> Entry {
    let cells = vec![
        Cell::Text(one.name.clone()),
        text(one.category.as_ref()),
        text(one.kind.as_ref()),
        count(one.usage_count),
        number(one.rating, 1),
        one.public.map_or(Cell::Nothing, yes_or_no),
        tenant(&one.base),
        changed(&one.base),
    ];
    Entry {
        sheets: &[SheetKind::Nodes, SheetKind::Executions],
        attributes: with_bad_json(&one.attributes, &one.bad_json),
        ..entry(
            id(one.id.as_str(), at),
            &one.base,
            cells,
            tone_of(&one.bad_json),
        )
    }
}

pub(super) fn model(one: &Model, at: usize) -> Entry {
    let cells = vec![
        Cell::Text(one.name.clone()),
        text(one.provider.as_ref()),
        text(one.version.as_ref()),
        text(one.kind.as_ref()),
        text(one.status.as_ref()),
        text(one.deployment.as_ref()),
        tenant(&one.base),
        changed(&one.base),
    ];
    Entry {
        attributes: with_bad_json(&one.attributes, &one.bad_json),
        ..entry(
            id(one.id.as_str(), at),
            &one.base,
            cells,
            tone_of(&one.bad_json),
        )
    }
}

pub(super) fn node(one: &FlowNode, at: usize) -> Entry {
    let cells = vec![
        Cell::Text(named(&one.id, at)),
        Cell::Text(one.kind.clone()),
        count(one.position),
        changed(&one.base),
    ];
    Entry {
        attributes: with_bad_json(&one.attributes, &one.bad_json),
        ..entry(id(&one.id, at), &one.base, cells, tone_of(&one.bad_json))
    }
}

pub(super) fn execution(one: &Execution, at: usize, now: Timestamp) -> Entry {
    let life = &one.lifecycle;
    let cells = vec![
        Cell::Text(named(&one.id, at)),
        Cell::Text(life.status.word.clone()),
        Cell::Text(Text::from_untrusted(&mask::identifiers(one.agent.as_str()))),
        moment(life.started_at),
        took(life),
        one.metrics.tokens.map_or(Cell::Nothing, Cell::Count),
        number(one.metrics.cost_usd, 4),
        tenant(&one.base),
        text(one.error.as_ref()),
    ];
    Entry {
        attributes: with_duration(&one.attributes, life),
        version: life.status.version.clone(),
        ..entry(
            id(&one.id, at),
            &one.base,
            cells,
            tone(&one.base, life, now),
        )
    }
}

/// `logs`: the lines of its log can be found.
pub(super) fn run(one: &Run, at: usize, now: Timestamp, logs: bool) -> Entry {
    let life = &one.lifecycle;
    let cells = vec![
        Cell::Text(one.name.clone().unwrap_or_else(|| named(&one.id, at))),
        Cell::Text(life.status.word.clone()),
        text(one.model.as_ref()),
        moment(life.started_at.or(one.base.created_at)),
        took(life),
        tenant(&one.base),
        text(one.error.as_ref()),
    ];
    let has_logs = logs && !one.id.is_empty();
    Entry {
        attributes: with_duration(&one.attributes, life),
        version: life.status.version.clone(),
        sheets: if has_logs { &[SheetKind::Logs] } else { &[] },
        ..entry(
            id(&one.id, at),
            &one.base,
            cells,
            tone(&one.base, life, now),
        )
    }
}

pub(super) fn line(one: &LogLine, at: usize) -> Entry {
    let tone = match one.level.to_ascii_lowercase().as_str() {
        "error" | "fatal" | "critical" => Tone::Bad,
        "warn" | "warning" => Tone::Warn,
        "debug" | "trace" => Tone::Quiet,
        _ => Tone::Plain,
    };
    let cells = vec![
        moment(one.at),
        Cell::Text(one.level.clone()),
        text(one.component.as_ref()),
        Cell::Text(one.message.clone()),
    ];
    Entry {
        attributes: one.attributes.clone(),
        ..entry(id(&one.stamp, at), &one.base, cells, tone)
    }
}

fn entry(id: String, base: &Base, cells: Vec<Cell>, tone: Tone) -> Entry {
    Entry {
        id,
        tenant: base.tenant.clone(),
        cells,
        tone,
        attributes: Vec::new(),
        version: None,
        sheets: &[],
        deeds: &[],
    }
}

/// The key; of an item without one its place on the page.
fn id(raw: &str, at: usize) -> String {
    match raw.is_empty() {
        true => format!("?{at}"),
        false => raw.to_owned(),
    }
}

fn named(raw: &str, at: usize) -> Text {
    Text::from_untrusted(&mask::identifiers(&id(raw, at)))
}

fn text(value: Option<&Text>) -> Cell {
    value.cloned().map_or(Cell::Nothing, Cell::Text)
}

fn word(value: Option<&str>) -> Cell {
    value.map_or(Cell::Nothing, |word| Cell::Text(Text::from_untrusted(word)))
}

fn yes_or_no(yes: bool) -> Cell {
    Cell::Word(if yes { Word::Yes } else { Word::No })
}

fn moment(at: Option<Timestamp>) -> Cell {
    at.map_or(Cell::Nothing, Cell::Moment)
}

/// A counter; a negative one is shown as the number that it is.
fn count(value: Option<i64>) -> Cell {
    match value.map(u64::try_from) {
        Some(Ok(count)) => Cell::Count(count),
        Some(Err(_)) => word(value.map(|value| value.to_string()).as_deref()),
        None => Cell::Nothing,
    }
}

fn number(value: Option<f64>, decimals: u8) -> Cell {
    value.map_or(Cell::Nothing, |value| Cell::Number { value, decimals })
}

fn tenant(base: &Base) -> Cell {
    let tenant = base
        .tenant
        .as_ref()
        .map(|id| mask::identifiers(id.as_str()));
    word(tenant.as_deref())
}

fn changed(base: &Base) -> Cell {
    moment(base.updated_at.or(base.created_at))
}

/// Seconds that it took; nothing where nobody can tell, which is not zero.
fn took(life: &Lifecycle) -> Cell {
    number(life.duration.map(|took| took.as_secs_f64()), 1)
}

fn tone(base: &Base, life: &Lifecycle, now: Timestamp) -> Tone {
    match (life.status.phase, waiting::kind(base, life, now)) {
        (Phase::Failed, _) => Tone::Bad,
        (_, Some(WorkKind::RunOverdue | WorkKind::RunUnstarted)) => Tone::Warn,
        (Phase::Completed, _) => Tone::Good,
        (Phase::Cancelled, _) => Tone::Quiet,
        (Phase::Queued | Phase::Running | Phase::Other, _) => Tone::Plain,
    }
}

fn tone_of(bad_json: &[&'static str]) -> Tone {
    match bad_json.is_empty() {
        true => Tone::Plain,
        false => Tone::Warn,
    }
}

/// A stored duration speaks for itself; one that was reckoned says so.
fn with_duration(attributes: &[Attribute], life: &Lifecycle) -> Vec<Attribute> {
    let mut all = with_bad_json(attributes, &life.bad_json);
    let stored = attributes
        .iter()
        .any(|one| one.group == *"duration_seconds");
    if let (false, Some(took)) = (stored, life.duration) {
        let seconds = took.as_secs_f64();
        let reckoned = format!("{seconds:.1} = completed_at − started_at");
        all.push(said("duration_seconds", &reckoned));
    }
    all
}

fn with_bad_json(attributes: &[Attribute], bad: &[&'static str]) -> Vec<Attribute> {
    let mut all = attributes.to_vec();
    if !bad.is_empty() {
        all.push(said(NO_JSON_IN, &bad.join(", ")));
    }
    all
}

/// The name of the attributes that should hold JSON, known to `locale`.
const NO_JSON_IN: &str = "no JSON in";

fn said(name: &str, value: &str) -> Attribute {
    Attribute {
        group: Text::from_untrusted(name),
        label: Text::default(),
        value: Text::from_untrusted(value),
    }
}
