//! Sheets of the plaza's first system: products with everything that a sheet can have, no customers, and nodes
//! with what a validation finds.

use switchboard::domain::cost::Cost;
use switchboard::domain::page::Cursor;
use switchboard::domain::remark::{Bench, Flow, Remark, Shop, What};
use switchboard::domain::sheet::{
    Cell, DeedKind, Entry, Heading, SheetKind, SheetPage, Sheeted, Tone,
};
use switchboard::domain::system::Port;
use switchboard::domain::tenant::Attribute;
use switchboard::domain::text::Text;

use super::plaza::before;
use super::stage::Stage;

static HEADINGS: [Heading; 6] = [
    left("product"),
    left("status"),
    right("price"),
    right("stock"),
    right("changed"),
    left("description"),
];

const fn left(name: &'static str) -> Heading {
    Heading { name, right: false }
}

const fn right(name: &'static str) -> Heading {
    Heading { name, right: true }
}

/// The stage with sheets behind its first system.
pub fn stage(mut stage: Stage) -> Stage {
    for system in stage.systems.iter_mut().take(1) {
        system.ports.push(Port::Acting);
        system.sheets = Sheeted {
            tenant: vec![SheetKind::Products, SheetKind::Customers, SheetKind::Nodes],
            ..Sheeted::default()
        };
    }
    stage
}

/// What the system answers.
pub fn page(kind: SheetKind) -> SheetPage {
    let (entries, remarks, next) = match kind {
        SheetKind::Products => (products(), Vec::new(), Some(Cursor("c1".to_owned()))),
        SheetKind::Nodes => (products(), remarks(), None),
        _ => (Vec::new(), Vec::new(), None),
    };
    SheetPage {
        headings: &HEADINGS,
        entries,
        remarks,
        narrowings: &["status"],
        deeds: &[DeedKind::Issue],
        next,
        cost: Cost::read(3.5),
    }
}

fn remarks() -> Vec<Remark> {
    let what: [(Tone, What); 3] = [
        (Tone::Bad, Flow::NoTrigger.into()),
        (Tone::Warn, Shop::OddRows(2).into()),
        // Too long for one row of a narrow terminal.
        (Tone::Plain, Bench::LookedThrough.into()),
    ];
    what.map(|(tone, what)| Remark::new(tone, what)).into()
}

fn products() -> Vec<Entry> {
    let rows = [
        (
            "p1",
            "Nike Air Zoom",
            "available",
            389_900.0,
            12,
            Tone::Good,
        ),
        ("p2", "Ádidas Run 白", "available", 249_900.5, 0, Tone::Warn),
        ("p3", "Puma Suede", "sold", 199_000.0, 1, Tone::Quiet),
        (
            "p4",
            "Reebok\u{1b}[31m Club",
            "broken",
            0.0,
            4_120,
            Tone::Bad,
        ),
        (
            "p5",
            "Vans Old Skool",
            "available",
            279_000.0,
            3,
            Tone::Plain,
        ),
    ];
    rows.map(|(id, name, status, price, stock, tone)| Entry {
        id: id.to_owned(),
        tenant: None,
        cells: vec![
            Cell::Text(Text::from(name)),
            Cell::Text(Text::from(status)),
            Cell::Number {
                value: price,
                decimals: 2,
            },
            Cell::Count(stock),
            Cell::Moment(before(stock.try_into().unwrap_or(0) * 3_600)),
            Cell::Text(Text::from(
                "Para correr en ciudad, suela de caucho,\ncaja original",
            )),
        ],
        tone,
        attributes: attributes(),
        version: Some("v1".to_owned()),
        sheets: &[SheetKind::Logs],
        deeds: &[DeedKind::MarkSold],
    })
    .into()
}

fn attributes() -> Vec<Attribute> {
    let of = |group: &str, label: &str, value: &str| Attribute {
        group: Text::from(group),
        label: Text::from(label),
        value: Text::from(value),
    };
    vec![
        of("currency", "", "COP"),
        of(
            "input",
            "",
            r#"{"sku":"NK-1","sizes":[38,39,40],"note":"una nota que es larga y se parte entre palabras donde no cabe"}"#,
        ),
        of("output", "", "{not json"),
        of("media", "1 · url", "https://cdn.example/nk1.jpg"),
        of("media", "1 · type", "image"),
    ]
}
