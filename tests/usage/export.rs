//! The export read back as a program would: whole cells, no formula, nobody's number.

use proptest::prelude::*;
use switchboard::domain::export::{Line, cell, csv};
use switchboard::domain::id::{PlatformId, TenantId};
use switchboard::domain::text::Text;
use switchboard::domain::usage::{Figures, MetricsUsage, UsageMonth};

/// Reads a table by RFC 4180.
fn read(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && letters.peek() == Some(&'\n') => {
                letters.next();
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            c => cell.push(c),
        }
    }
    assert!(cell.is_empty() && row.is_empty(), "the last line ends too");
    rows
}

fn line(name: &str) -> Line {
    let month = UsageMonth {
        platform: PlatformId::Marketplace,
        tenant: TenantId::from("acme"),
        month: Text::from("2026-11"),
        figures: Figures::Messages {
            tracker: None,
            metrics: Some(MetricsUsage {
                messages: 41,
                ..MetricsUsage::default()
            }),
        },
        oddities: 0,
    };
    Line::of(&month, name, Some("pro"), None, jiff::Timestamp::UNIX_EPOCH)
}

#[test]
fn every_line_has_all_columns_and_a_hostile_name_stays_a_name() {
    let table = csv(&[
        line("=HYPERLINK(\"http://x\")"),
        line("a,b\r\nc"),
        line("+57 300 555 0142"),
    ]);
    let rows = read(&table);
    assert_eq!(rows.len(), 4);
    assert!(rows.iter().all(|row| row.len() == Line::COLUMNS.len()));
    let names: Vec<&str> = rows.iter().map(|row| row[2].as_str()).collect();
    assert_eq!(names[1], "'=HYPERLINK(\"http://x\")");
    assert_eq!(names[2], "a,b\r\nc");
    assert!(
        !table.contains("5550142") && !table.contains("555 0142"),
        "{table}"
    );
    assert_eq!(rows[1][5], "41");
    // What has no source is empty, not 0.
    assert_eq!((rows[1][7].as_str(), rows[1][12].as_str()), ("", ""));
}

proptest! {
    #[test]
    fn no_cell_begins_like_a_formula_and_each_comes_back(text in ".{0,20}") {
        let written = cell(&text);
        let back = read(&format!("{written}\r\n"));
        let back = back[0][0].clone();
        prop_assert!(!back.starts_with(['=', '+', '-', '@', '\t', '\r']));
        prop_assert_eq!(back.strip_prefix('\'').unwrap_or(&back), text.strip_prefix('\'').unwrap_or(&text));
    }
}
