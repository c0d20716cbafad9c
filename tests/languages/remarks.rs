//! What the platforms remark on sheets, in three languages, and what else of theirs a person reads: titles of
//! columns, words of ours in cells, why something was refused.

use crate::dump::{dark, text};
use crate::scenes::SCENES;
use crate::source::{self, Source};
use crate::{speaking, thrice};
use std::collections::BTreeSet;
use switchboard::domain::language::Language;
use switchboard::domain::remark::{Bench, Flow, Mailboxes, Operations, Shop, What};
use switchboard::domain::text::Text;
use switchboard::domain::word::Word;
use switchboard::locale::{self, problem, sheet};

fn said(what: &What) -> [String; 3] {
    thrice(|| locale::remark(what).into_owned())
}

fn each() -> Vec<What> {
    let name = || Text::from("n1");
    let position = || Flow::SamePosition {
        position: 3,
        nodes: vec![name(), Text::from("n2")],
    };
    let no_json = || Flow::NoJson {
        node: name(),
        attribute: Text::from("configuration"),
    };
    let mut all: Vec<What> = [
        Shop::OwnDashboard,
        Shop::WholeTable,
        Shop::OddRows(1),
        Shop::OddRows(2),
        Shop::WithoutStatus(1),
        Shop::WithoutStatus(2),
        Shop::CountsMessages,
        Shop::OnlyWithLast,
    ]
    .map(What::from)
    .into();
    all.extend([Mailboxes::UnknownUser, Mailboxes::HowJudged].map(What::from));
    all.extend(
        [
            Operations::Estimates,
            Operations::WithoutEstimate(1),
            Operations::WithoutEstimate(2),
            Operations::MoreTenants,
            Operations::Stuck,
            Operations::Pretended,
        ]
        .map(What::from),
    );
    all.extend(
        [
            Bench::ByStatus,
            Bench::OnlyStatus(name()),
            Bench::Public,
            Bench::Scanned,
            Bench::LookedThrough,
            Bench::LinesExpire,
            Bench::ModelOnly,
            Bench::ForeignTemplate,
        ]
        .map(What::from),
    );
    all.extend(
        [
            Flow::NoTrigger,
            Flow::NoOutput,
            position(),
            no_json(),
            Flow::MoreNodes,
            Flow::CouldRun,
        ]
        .map(What::from),
    );
    all.push(What::LeftOut(3));
    all
}

#[test]
fn every_remark_is_said_in_each_language_and_fits_its_rows() {
    let mut met = BTreeSet::new();
    for what in each() {
        let all = said(&what);
        for sentence in &all {
            assert!(met.insert(sentence.clone()), "twice: {sentence}");
            assert!(sentence.ends_with('.'), "{sentence}");
            // The rows that a page of a sheet sets aside for a remark at 80 columns.
            let rows = switchboard::domain::text::wrap(sentence, 75).len();
            assert!(rows <= 3, "{rows} rows: {sentence}");
        }
    }
}

#[test]
fn a_remark_keeps_its_values_and_counts_as_people_do() {
    let rows = |n| said(&Shop::OddRows(n).into());
    assert!(rows(1)[1].starts_with("Una fila tiene") && rows(2)[1].starts_with("2 filas tienen"));
    assert!(rows(1)[2].starts_with("Uma linha tem") && rows(1200)[2].starts_with("1 200 linhas"));
    let flow = Flow::SamePosition {
        position: -1,
        nodes: vec!["a".into(), "b\u{1b}[31m".into()],
    };
    for sentence in said(&flow.into()) {
        assert!(
            sentence.contains("-1") && sentence.contains("a, b"),
            "{sentence}"
        );
        assert!(!sentence.contains('\u{1b}'), "{sentence:?}");
    }
    for sentence in said(&Operations::Stuck.into()) {
        assert!(sentence.contains("PENDING"), "{sentence}");
    }
}

#[test]
fn an_open_sheet_speaks_another_language_without_being_read_again() {
    let scene = SCENES.iter().find(|scene| scene.name == "sheet-remarks");
    let stage = scene.unwrap().stage(80, 24);
    for (language, sentence) in [
        (
            Language::Spanish,
            "Falta un nodo trigger: el flujo nunca empieza.",
        ),
        (Language::English, "No trigger node: the flow never starts."),
        (
            Language::Portuguese,
            "Falta um nó trigger: o fluxo nunca começa.",
        ),
    ] {
        let _speaking = speaking(language);
        let screen = text(&stage.draw(&dark()));
        assert!(screen.contains(sentence), "{screen}");
        let rows: Vec<&str> = screen.lines().collect();
        let found = |words: &str| rows.iter().position(|row| row.contains(words));
        // The titles of the table; in Portuguese it is “estoque”.
        let table = found("stock").or(found("estoque")).unwrap();
        let drawn = table - found(sentence).unwrap();
        let reading = stage.state.sheets.reading().unwrap();
        let most = reading.most_remark_rows(stage.state.size);
        assert!(
            drawn <= most,
            "{drawn} of {most}, entries are skipped: {screen}"
        );
    }
}

#[test]
fn words_of_ours_in_cells_are_said_in_each_language() {
    for word in Word::ALL {
        let [english, spanish, portuguese] = thrice(|| locale::remark::word(word));
        assert_eq!(english, word.name(), "JSON and English are the same");
        // “no” is “no” in Spanish.
        let same = word == Word::No;
        assert!(
            english != portuguese && (same || english != spanish),
            "{word:?}"
        );
    }
}

#[test]
fn every_title_of_a_column_is_known() {
    let mut missing = Vec::new();
    let mut titles = 0;
    for source in platforms() {
        for title in titles_of(&source) {
            titles += 1;
            let title: &'static str = title.leak();
            let [_, spanish, portuguese] = thrice(|| sheet::heading(title));
            let same = SAME_TITLES.contains(&title);
            if !same && spanish == title && portuguese == title {
                missing.push(format!("{}: {title}", source.place()));
            }
        }
    }
    assert!(titles > 90, "{titles}");
    assert!(missing.is_empty(), "no words:\n{}", missing.join("\n"));
}

/// Titles that are the same in every language.
const SAME_TITLES: [&str; 6] = ["id", "tokens", "MRR", "ARR", "tenant", "tenants"];

fn platforms() -> Vec<Source> {
    let found = source::of("platform");
    assert!(found.len() > 100, "{}", found.len());
    found
}

/// What stands in `left("…")` and `right("…")`.
fn titles_of(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    for head in ["left(\"", "right(\""] {
        for (at, _) in source.text().match_indices(head) {
            let rest = &source.text()[at + head.len()..];
            found.push(rest.split('"').next().unwrap().to_owned());
        }
    }
    found
}

/// Literals with blanks that no person reads, or that say the same in every language.
const OF_MACHINES: &[&str] = &[
    // Lines and words that the systems themselves write or are asked for.
    "siendo atendida por un asesor",
    "asesor te responderá pronto",
    "sendo atendida por um atendente",
    "Unable to generate summary.",
    "last intent",
    "invalid configuration",
    "error · message",
    "{seconds:.1} = completed_at − started_at",
    // Names of designs of tables in a checkup, which has its own words for them.
    "by product",
    "by tenant",
    "agent_id, tenant_id",
    "approval_id, approver_id",
    // Why a telling is none: kept with it, never shown.
    "no object",
    "another type",
    "no date",
    "no customer",
    "no tenant",
    "too long a key",
];

/// What only a database reads.
const SQL: [&str; 12] = [
    "SELECT",
    "WHERE",
    "ORDER BY",
    "DESC",
    "COALESCE",
    "UPDATE",
    "RETURNING",
    "GREATEST",
    " IN (",
    "jsonb_",
    "sum(",
    " IS NOT ",
];

#[test]
fn whatever_else_a_platform_says_is_known_in_each_language() {
    let mut missing = Vec::new();
    for place in ["platform", "desk", "delivery"] {
        for source in source::of(place) {
            for words in source.with_blanks() {
                if !is_known(&words) && !is_of_a_machine(&words) {
                    missing.push(format!("{}: {words}", source.place()));
                }
            }
        }
    }
    assert!(missing.is_empty(), "English only:\n{}", missing.join("\n"));
}

fn is_of_a_machine(words: &str) -> bool {
    let call = |one: &str| {
        let (service, action) = one.split_once(':').unwrap_or_default();
        let lower = |c: char| c.is_ascii_lowercase();
        !service.is_empty()
            && service.chars().all(lower)
            && action.starts_with(|c: char| c.is_ascii_uppercase())
    };
    OF_MACHINES.contains(&words)
        || SQL.iter().any(|one| words.contains(one))
        || words.split(' ').next().is_some_and(call)
        || words.starts_with("postgres:")
        || SAME.contains(&words)
}

/// What is written to the audit trail, in one language for the whole team; what is a code; a template whose
/// sentences are looked at one by one.
const SAME: &[&str] = &[
    "product {}",
    "command {}",
    "before: {state}",
    "not found",
    "rollback {}: {}",
    "until its time: {}",
    "Bearer {}",
    "HTTP {status}: {}",
    "HTTP {status}",
    "HTTP 429",
    "sent: false",
    "no JSON",
    "no JSON in the envelope",
    "neither statuses nor echoes",
    "this system has no {what}",
];

/// Whether it is said differently in Spanish and in Portuguese.
fn is_known(words: &str) -> bool {
    let shown = filled(words);
    let [_, spanish, portuguese] = thrice(|| {
        let whole = format!("this system has no {shown}");
        [
            problem::detail(&shown).into_owned(),
            problem::detail(&whole).into_owned().replace(&whole, &shown),
            problem::subject(&shown).into_owned(),
            locale::derived::derived(&shown).into_owned(),
            sheet::heading(shown.clone().leak()).to_owned(),
            sheet::attribute(&shown).to_owned(),
        ]
    });
    let differs = |said: &[String; 6]| said.iter().any(|one| *one != shown);
    differs(&spanish) && differs(&portuguese)
}

#[test]
fn what_a_system_lacks_is_known_as_a_whole_sentence() {
    let mut lacking = 0;
    for source in source::of("desk") {
        for (at, head) in source.text().match_indices("unsupported(") {
            let rest = &source.text()[at + head.len()..];
            let Some(what) = rest.split(')').next().unwrap().split('"').nth(1) else {
                continue;
            };
            lacking += 1;
            let sentence = format!("this system has no {what}");
            let [_, spanish, portuguese] = thrice(|| problem::detail(&sentence).into_owned());
            assert!(spanish.starts_with("este sistema no tiene"), "{sentence}");
            assert!(portuguese.starts_with("este sistema não tem"), "{sentence}");
        }
    }
    assert!(lacking > 9, "{lacking}");
}

/// A template with numbers in its places.
fn filled(template: &str) -> String {
    let mut filled = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        filled.push('7');
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    filled + rest
}
