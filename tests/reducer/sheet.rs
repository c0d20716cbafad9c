//! Sheets: opened from a row, read page by page, filtered and narrowed, entered and left by levels; what is
//! done in them is asked, confirmed and said.

use crate::driver::{Console, problem};
use crate::world::{self, marketplace};
use switchboard::app::command::Command;
use switchboard::app::dialog::deed::What;
use switchboard::app::dialog::{Dialog, Step};
use switchboard::app::effect::{Effect, Load, Verb};
use switchboard::app::msg::{Connected, Loaded, Msg, Outcome};
use switchboard::app::notice::{Doing, Notice};
use switchboard::app::overlay::Overlay;
use switchboard::app::state::{Layer, Pane, Why};
use switchboard::domain::cost::Cost;
use switchboard::domain::id::{PlatformId, TenantId};
use switchboard::domain::page::Cursor;
use switchboard::domain::problem::Trouble;
use switchboard::domain::role::{Access, Barred};
use switchboard::domain::sheet::{
    Cell, CommandKind, Deed, DeedKind, Entry, Heading, Narrowing, SheetKey, SheetKind, SheetOf,
    SheetPage, Sheeted, Tone,
};
use switchboard::domain::system::{Port, System};
use switchboard::domain::tenant::Attribute;
use switchboard::domain::text::Text;
use switchboard::domain::work::Decided;

static HEADINGS: [Heading; 2] = [
    Heading {
        name: "product",
        right: false,
    },
    Heading {
        name: "stock",
        right: true,
    },
];

pub fn entry(id: &str, name: &str) -> Entry {
    Entry {
        id: id.to_owned(),
        tenant: Some(TenantId::from("acme")),
        cells: vec![Cell::Text(Text::from(name)), Cell::Count(3)],
        tone: Tone::Plain,
        attributes: vec![Attribute {
            group: Text::from("input"),
            label: Text::default(),
            value: Text::from(r#"{"a":[1,2],"b":"x"}"#),
        }],
        version: Some("v1".to_owned()),
        sheets: &[SheetKind::Logs],
        deeds: &[DeedKind::MarkSold],
    }
}

pub fn sheet(entries: Vec<Entry>, next: Option<&str>) -> SheetPage {
    SheetPage {
        headings: &HEADINGS,
        entries,
        remarks: Vec::new(),
        narrowings: &["status"],
        deeds: &[DeedKind::Issue],
        next: next.map(|next| Cursor(next.to_owned())),
        cost: Cost::read(0.5),
    }
}

fn is_sheet(load: &Load) -> bool {
    matches!(load, Load::Sheet { .. })
}

/// The sheet that is asked for now, and where it goes on.
fn asked(console: &Console) -> (SheetKey, Option<Cursor>) {
    let mut effects = console.effects.iter();
    let found = effects.find_map(|effect| match effect {
        Effect::Load(Load::Sheet { key, after, .. }) => Some((key.clone(), after.clone())),
        _ => None,
    });
    found.unwrap_or_else(|| panic!("no sheet is asked for: {:?}", console.effects))
}

fn answer(console: &mut Console, entries: Vec<Entry>, next: Option<&str>) {
    let page = Loaded::Sheet(Box::new(sheet(entries, next)));
    console.answer(is_sheet, Ok(page));
}

fn three() -> Vec<Entry> {
    vec![
        entry("p1", "Nike Air"),
        entry("p2", "Ádidas Run"),
        entry("p3", "Puma Suede"),
    ]
}

/// Two systems with sheets, in one of which something can be done.
pub fn connected() -> Connected {
    let mut system = marketplace();
    system.ports.push(Port::Acting);
    system.sheets = Sheeted {
        system: vec![SheetKind::Commands],
        tenant: vec![SheetKind::Products, SheetKind::Customers],
        agent: Vec::new(),
    };
    Connected {
        systems: vec![
            system,
            System {
                platform: PlatformId::Diatonic,
                ports: Vec::new(),
                sheets: Sheeted {
                    system: vec![SheetKind::Templates],
                    ..Sheeted::default()
                },
            },
        ],
        ..world::connected()
    }
}

fn with_access(access: Access) -> Console {
    let mut console = Console::up_with(|facts| {
        *facts = Connected {
            access,
            ..connected()
        };
    });
    console.keys("1 end");
    console
}

/// The products of the first tenant, read.
fn products() -> Console {
    let mut console = with_access(Access::Full);
    console.keys(">");
    answer(&mut console, three(), None);
    console
}

fn selected(console: &Console) -> Option<&str> {
    console.state.sheets.entry().map(|entry| entry.id.as_str())
}

fn kind(console: &Console) -> Option<SheetKind> {
    console.state.sheets.top().and_then(|level| level.kind())
}

#[test]
fn a_row_opens_the_sheets_of_its_tenant_and_escape_leads_back() {
    let mut console = products();
    assert_eq!(console.state.layer(), Layer::Sheet);
    assert_eq!(selected(&console), Some("p1"));
    console.keys("esc");
    assert!(!console.state.sheets.is_open());
    assert_eq!(console.state.layer(), Layer::List);
    console.keys("enter enter");
    assert_eq!(console.state.layer(), Layer::Sheet, "also from its detail");
    console.keys("4");
    assert_eq!(console.state.pane, Pane::Agents, "another pane leads out");
    assert!(!console.state.sheets.is_open());
}

#[test]
fn kinds_are_gone_through_both_ways_and_each_keeps_its_place() {
    let mut console = products();
    console.keys("j tab");
    assert_eq!(kind(&console), Some(SheetKind::Customers));
    let (key, after) = asked(&console);
    assert_eq!((key.kind, after), (SheetKind::Customers, None));
    answer(&mut console, Vec::new(), None);
    console.keys("right");
    assert_eq!(kind(&console), Some(SheetKind::Products));
    assert_eq!(selected(&console), Some("p2"));
    assert!(!console.asks(is_sheet), "what was read just now is shown");
    console.keys("left");
    assert_eq!(kind(&console), Some(SheetKind::Customers));
}

#[test]
fn more_is_read_past_the_end_once_and_put_behind() {
    let mut console = with_access(Access::Full);
    console.keys(">");
    answer(&mut console, three(), Some("c1"));
    console.keys("j j j j");
    let (_, after) = asked(&console);
    assert_eq!(after, Some(Cursor("c1".to_owned())));
    let loads = |console: &Console| {
        let effects = console.effects.iter();
        effects
            .filter(|effect| matches!(effect, Effect::Load(load) if is_sheet(load)))
            .count()
    };
    console.keys("+ + j");
    assert_eq!(loads(&console), 1, "one page is under way");
    let moved = vec![entry("p3", "Puma Suede"), entry("p4", "Reebok")];
    answer(&mut console, moved, None);
    let reading = console.state.sheets.reading().unwrap();
    assert_eq!(
        reading.entries.len(),
        4,
        "what moved to this page is there once"
    );
    assert!((reading.units - 1.0).abs() < f64::EPSILON);
    assert_eq!(selected(&console), Some("p3"), "the selection stays");
    console.keys("+");
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused {
            why: Why::NothingMore,
            ..
        })
    ));
}

#[test]
fn what_is_read_again_keeps_the_entry_and_says_its_age() {
    let mut console = products();
    console.keys("end");
    console.wait(45_000);
    console.keys("esc >");
    assert!(console.asks(is_sheet), "older than fresh: read anew");
    assert_eq!(
        selected(&console),
        Some("p1"),
        "what was read is there meanwhile"
    );
    let before = console.state.sheets.read_at();
    console.keys("end");
    answer(
        &mut console,
        vec![entry("p3", "Puma Suede"), entry("p0", "Otra")],
        None,
    );
    assert_eq!(selected(&console), Some("p3"));
    assert!(console.state.sheets.read_at() > before);
}

#[test]
fn a_failure_says_so_keeps_what_was_read_and_is_tried_again_by_hand() {
    let mut console = products();
    console.keys("ctrl-r");
    console.answer(is_sheet, Err(problem(Trouble::Throttled)));
    let reading = console.state.sheets.reading().unwrap();
    assert_eq!(reading.entries.len(), 3);
    assert!(reading.problem.is_some());
    console.wait(60_000);
    assert!(!console.asks(is_sheet));
    console.keys("+");
    assert!(console.asks(is_sheet));
    answer(&mut console, three(), None);
    assert!(console.state.sheets.reading().unwrap().problem.is_none());
}

#[test]
fn answers_of_an_earlier_connection_or_of_another_sheet_are_dropped() {
    let mut console = with_access(Access::Full);
    let epoch = console.state.epoch;
    console.keys(">");
    let loads = console.take_loads();
    let load = loads.into_iter().find(is_sheet).unwrap();
    console.state.epoch.0 += 1;
    console.send(Msg::Loaded {
        epoch,
        load: load.clone(),
        outcome: Ok(Loaded::Sheet(Box::new(sheet(three(), None)))),
    });
    assert!(console.state.sheets.reading().unwrap().at.is_none());
    let Load::Sheet { asked, key, after } = load else {
        unreachable!()
    };
    let epoch = console.state.epoch;
    console.send(Msg::Loaded {
        epoch,
        load: Load::Sheet {
            asked: asked + 7,
            key,
            after,
        },
        outcome: Ok(Loaded::Sheet(Box::new(sheet(three(), None)))),
    });
    assert!(console.state.sheets.reading().unwrap().at.is_none());
}

#[test]
fn words_filter_and_a_known_name_asks_the_table() {
    let mut console = products();
    console.keys("/ 'adidas'");
    assert_eq!(
        selected(&console),
        Some("p2"),
        "while it is typed, whatever accents"
    );
    console.keys("esc");
    assert_eq!(selected(&console), Some("p2"));
    console.keys("/ 'status=failed'");
    let shown = |console: &Console| {
        let place = console.state.sheets.top().unwrap().place().unwrap();
        place.len()
    };
    assert_eq!(shown(&console), 3, "a condition is no filter");
    assert!(!console.asks(is_sheet), "it is asked when it is finished");
    console.keys("enter");
    let (key, _) = asked(&console);
    let wanted = Narrowing::read("status=failed");
    assert_eq!(key.narrowing, wanted);
    answer(&mut console, vec![entry("p9", "Rota")], None);
    assert_eq!(selected(&console), Some("p9"));
    console.keys("esc");
    assert_eq!(
        selected(&console),
        Some("p1"),
        "escape drops the condition first"
    );
    assert!(console.state.sheets.is_open());
    console.keys("/ 'color=red' enter");
    assert!(!console.asks(is_sheet), "an unknown name is a filter");
    assert_eq!(shown(&console), 0);
}

#[test]
fn an_entry_opens_with_its_json_laid_out_and_leads_to_its_sheets_and_back() {
    let mut console = products();
    console.keys("j enter");
    assert_eq!(console.state.layer(), Layer::Entry);
    let opened = console.state.sheets.top().unwrap().opened.as_ref().unwrap();
    assert!(opened.lines.len() > 8, "{:?}", opened.lines);
    let lines = opened.lines.len();
    console.send(Msg::Resized {
        columns: 60,
        rows: 20,
    });
    console.keys("end end");
    let opened = console.state.sheets.top().unwrap().opened.as_ref().unwrap();
    assert!(opened.lines.len() >= lines);
    assert!(
        opened.scroll < opened.lines.len(),
        "the end stays on screen"
    );
    console.keys("enter");
    let (key, _) = asked(&console);
    assert_eq!(
        key.of,
        SheetOf::Entry {
            tenant: TenantId::from("acme"),
            kind: SheetKind::Products,
            id: "p2".to_owned()
        }
    );
    answer(&mut console, vec![entry("l1", "línea")], None);
    console.keys("esc");
    assert_eq!(console.state.layer(), Layer::Entry);
    assert_eq!(selected(&console), Some("p2"));
    console.keys("esc");
    assert_eq!(console.state.layer(), Layer::Sheet);
    assert_eq!(selected(&console), Some("p2"));
    console.keys("y");
    assert!(console.take().contains(&Effect::Copy("p2".to_owned())));
}

#[test]
fn a_system_is_opened_by_its_name() {
    let mut console = with_access(Access::Full);
    console.keys(": 'diatonic templates' enter");
    let (key, _) = asked(&console);
    assert_eq!(
        key,
        SheetKey {
            platform: PlatformId::Diatonic,
            of: SheetOf::System,
            kind: SheetKind::Templates,
            narrowing: None
        }
    );
}

#[test]
fn a_product_is_marked_with_a_reason_and_a_yes() {
    let mut console = products();
    console.keys("j m 'corto' enter");
    assert!(console.take_verbs().is_empty(), "the reason is too short");
    console.keys("'; vendido ayer' enter");
    let Some(Overlay::Dialog(Dialog::Act(dialog))) = &console.state.overlay else {
        panic!("{:?}", console.state.overlay);
    };
    assert_eq!(
        dialog.step,
        Step::Confirm { yes: false },
        "no is the default"
    );
    console.keys("y");
    console.keys("m");
    assert!(
        matches!(
            console.notice(),
            Some(Notice::Refused { why: Why::Busy, .. })
        ),
        "one deed at a time"
    );
    let verbs = console.take_verbs();
    let [Verb::Act { deed, reason }] = verbs.as_slice() else {
        panic!("{verbs:?}");
    };
    assert_eq!(reason.as_str(), "corto; vendido ayer");
    let Deed::MarkSold {
        tenant, product, ..
    } = deed
    else {
        panic!("{deed:?}");
    };
    assert_eq!((tenant.as_str(), product.id.as_str()), ("acme", "p2"));
    console.effects.push(Effect::Do(verbs[0].clone()));
    console.done(Ok(Outcome::Acted(Decided::Done)));
    assert!(matches!(
        console.notice(),
        Some(Notice::Acted {
            kind: DeedKind::MarkSold,
            decided: Decided::Done,
            ..
        })
    ));
    assert!(console.asks(is_sheet), "the sheet is read anew");
}

#[test]
fn whatever_comes_of_a_deed_is_said() {
    for decided in [
        Decided::Already(Text::from("sold")),
        Decided::Expired,
        Decided::NotFound,
        Decided::Unknown,
    ] {
        let mut console = products();
        console.keys("m 'vendido en tienda' enter y");
        console.done(Ok(Outcome::Acted(decided.clone())));
        let Some(Notice::Acted { decided: said, .. }) = console.notice() else {
            panic!("{:?}", console.notice());
        };
        assert_eq!(*said, decided);
        assert_eq!(console.state.sheets.reading().unwrap().entries.len(), 3);
    }
    let mut console = products();
    console.keys("m 'vendido en tienda' enter y");
    console.done(Err(problem(Trouble::Denied)));
    assert!(matches!(
        console.notice(),
        Some(Notice::Failed {
            doing: Doing::Acting,
            ..
        })
    ));
}

#[test]
fn a_command_is_put_together_from_its_kind_its_parameters_and_a_reason() {
    let mut console = products();
    console.keys("I up 'scope' enter");
    let issue = |console: &Console| match &console.state.overlay {
        Some(Overlay::Dialog(Dialog::Act(dialog))) => match &dialog.what {
            What::Issue(issue) => (**issue).clone(),
            What::Sold { .. } => panic!("another deed"),
        },
        other => panic!("{other:?}"),
    };
    assert_eq!(issue(&console).odd.as_deref(), Some("scope"));
    assert_eq!(issue(&console).command, CommandKind::RestartAgent);
    console.keys("'=all id=a1' enter 'se quedó colgado' enter y");
    let verbs = console.take_verbs();
    let [Verb::Act { deed, .. }] = verbs.as_slice() else {
        panic!("{verbs:?}");
    };
    assert_eq!(
        *deed,
        Deed::Issue {
            platform: PlatformId::Marketplace,
            tenant: Some(TenantId::from("acme")),
            command: CommandKind::RestartAgent,
            parameters: vec![
                ("scope".to_owned(), "all".to_owned()),
                ("id".to_owned(), "a1".to_owned())
            ],
        }
    );
}

#[test]
fn what_cannot_be_done_says_why() {
    let mut console = with_access(Access::ReadsOnly(Barred::ReadOnly));
    console.keys(">");
    answer(&mut console, three(), None);
    for keys in ["m", "I"] {
        console.keys(keys);
        let why = match console.notice() {
            Some(Notice::Refused { why, .. }) => why.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(why, Why::Barred(Barred::ReadOnly), "{keys}");
    }
    console.send(Msg::Command(Command::Claim));
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused {
            why: Why::NotHere,
            ..
        })
    ));
    console.keys("esc");
    console.send(Msg::Command(Command::MarkSold));
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused {
            why: Why::NoDeed,
            ..
        })
    ));
}

#[test]
fn a_system_without_sheets_says_so() {
    let mut console = Console::up();
    console.keys("1 end >");
    assert!(!console.state.sheets.is_open());
    assert!(matches!(
        console.notice(),
        Some(Notice::Refused {
            why: Why::NoSheets,
            ..
        })
    ));
}
