//! The page for people who don't use a terminal: one file, no script, no network, light and dark by the reader's
//! settings, a table beside each chart. Every text that a table wrote is escaped, every number of a person masked.

use super::{Burning, svg};
use crate::domain::burn::Gauge;
use crate::domain::forecast::Outlook;
use crate::domain::mask;
use crate::domain::text::Text;
use crate::locale::usage::report as words;
use crate::locale::usage::{self as say, legend};
use crate::locale::{allowance, number, spoken, time};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use std::fmt::Write;

const STYLE: &str = include_str!("style.css");
/// From this difference on, in percent, the two tables are said to disagree.
const DISAGREE: f64 = 5.0;

/// The page of these tenants, in their order.
pub(super) fn of(found: &[Burning], now: Timestamp) -> String {
    let today = now.to_zoned(TimeZone::UTC).date();
    let mut out = String::new();
    let language = spoken().code();
    let title = words::title(&format!("{} {}", time::month(today.month()), today.year()));
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<header>\n\
         <h1>{title}</h1>\n<p class=\"lead\">{}</p>\n</header>\n",
        escaped(&words::lead(&moment(now))),
        title = escaped(&title),
    );
    let limited: Vec<&Burning> = found.iter().filter(|one| !one.gauges.is_empty()).collect();
    tiles(&mut out, &limited);
    overview(&mut out, &limited, today);
    for (at, one) in limited.iter().enumerate() {
        card(&mut out, one, at, now, today);
    }
    others(&mut out, found);
    let _ = write!(
        out,
        "<footer><p>{}</p><p>{}</p></footer>\n</main>\n</body>\n</html>\n",
        escaped(say::method()),
        escaped(say::who_is_told()),
    );
    out
}

/// Text of a page or an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

fn moment(at: Timestamp) -> String {
    let at = at.to_zoned(TimeZone::UTC);
    format!(
        "{} {} {} {} UTC",
        at.day(),
        time::month(at.month()),
        at.year(),
        at.strftime("%H:%M")
    )
}

fn named(text: &Text) -> String {
    escaped(&mask::identifiers(&text.one_line()))
}

/// How an outlook is coloured; it is always said in words too.
fn class(outlook: Option<&Outlook>) -> &'static str {
    match outlook {
        Some(Outlook::Over { .. }) => "bad",
        Some(Outlook::Breaks { .. }) => "warn",
        Some(Outlook::Holds { .. }) => "good",
        Some(Outlook::TooFew { .. }) | None => "none",
    }
}

/// How many tenants stand how.
fn tiles(out: &mut String, found: &[&Burning]) {
    let many = |class_of: &str| {
        let firsts = found.iter().filter_map(|one| one.gauges.first());
        firsts
            .filter(|gauge| class(gauge.outlook.as_ref()) == class_of)
            .count()
    };
    out.push_str("<ul class=\"tiles\">\n");
    for (of, name) in [
        ("bad", words::over()),
        ("warn", words::breaking()),
        ("good", words::holding()),
        ("none", words::unknown()),
    ] {
        let count = many(of);
        let token = if count == 0 { "" } else { of };
        let _ = writeln!(
            out,
            "<li><b class=\"{token}\">{count}</b><span>{}</span></li>",
            escaped(name)
        );
    }
    out.push_str("</ul>\n");
}

fn overview(out: &mut String, found: &[&Burning], today: Date) {
    let _ = writeln!(
        out,
        "<section class=\"card\"><h2>{}</h2><div class=\"scroll\"><table>\n<thead><tr>",
        escaped(words::all())
    );
    for (name, numeric) in words::columns() {
        let class = if numeric { " class=\"n\"" } else { "" };
        let _ = write!(out, "<th scope=\"col\"{class}>{}</th>", escaped(name));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for one in found {
        let Some(gauge) = one.gauges.first() else {
            continue;
        };
        let percent = gauge.percent();
        let meter = percent.map_or_else(
            || "–".to_owned(),
            |percent| {
                format!(
                    "<span class=\"meter\"><i style=\"width:{:.0}%\"></i></span>{}",
                    percent.clamp(0.0, 100.0),
                    escaped(&number::percent(percent))
                )
            },
        );
        let differ = newest(one).and_then(|month| month.disagreement());
        let _ = writeln!(
            out,
            "<tr class=\"{}\"><th scope=\"row\">{}</th><td>{}</td><td class=\"n\">{}</td>\
             <td class=\"n\">{}</td><td>{meter}</td><td><span class=\"pill\">{}</span></td><td class=\"n\">{}{}</td></tr>",
            class(gauge.outlook.as_ref()),
            named(&one.tenant.name),
            one.tenant
                .plan
                .as_ref()
                .map_or_else(|| "–".to_owned(), named),
            escaped(&say::used(gauge)),
            escaped(&say::limit(gauge)),
            escaped(&verdict(gauge, today)),
            differ.map_or_else(|| "–".to_owned(), |of| escaped(&number::difference(of))),
            if differ.is_some_and(|of| of >= DISAGREE) {
                " ⚠"
            } else {
                ""
            },
        );
    }
    out.push_str("</tbody></table></div></section>\n");
}

fn verdict(gauge: &Gauge, today: Date) -> String {
    match &gauge.outlook {
        Some(outlook) => say::breaks(outlook, today),
        None => words::no_limit().to_owned(),
    }
}

fn newest(one: &Burning) -> Option<&crate::domain::usage::UsageMonth> {
    one.metered
        .months
        .iter()
        .max_by(|a, b| a.month.cmp(&b.month))
}

/// One tenant: the answer, what it rests on, and its charts with a table beside them.
fn card(out: &mut String, one: &Burning, at: usize, now: Timestamp, today: Date) {
    let Some(gauge) = one.gauges.first() else {
        return;
    };
    let token = class(gauge.outlook.as_ref());
    let _ = writeln!(
        out,
        "<section class=\"card {token}\"><div class=\"head\"><h2>{} <small>{}</small></h2>\
         <span class=\"pill\">{}</span></div>",
        named(&one.tenant.name),
        escaped(&allowance::measure(gauge.measure.used, gauge.measure.bound)),
        escaped(&verdict(gauge, today)),
    );
    let Some(outlook) = &gauge.outlook else {
        let _ = writeln!(
            out,
            "<p class=\"fine\">{}</p></section>",
            escaped(words::nothing())
        );
        return;
    };
    let sentence = say::sentence(gauge, outlook, today);
    let _ = writeln!(out, "<p class=\"answer\">{}</p>", escaped(&sentence));
    if let Some(basis) = outlook.basis() {
        let _ = writeln!(
            out,
            "<p class=\"fine\">{}</p><p class=\"fine\">{}</p>",
            escaped(&say::basis(basis, gauge.source, today)),
            escaped(&say::shape(basis)),
        );
    }
    let written = gauge.written.map(moment);
    let _ = writeln!(
        out,
        "<p class=\"fine\">{}</p>",
        escaped(&say::last_reading(
            gauge.table,
            written.as_deref(),
            &moment(one.read_at)
        ))
    );
    let _ = write!(
        out,
        "<div class=\"charts\"><div><h3>{}</h3>{}{}</div>",
        escaped(words::burn_down()),
        svg::burn_down(gauge, now, &format!("b{at}"), &sentence),
        key(outlook),
    );
    if !gauge.days.is_empty() {
        let name = say::last_days(gauge.days.len().min(28));
        let _ = write!(
            out,
            "<div><h3>{}</h3>{}",
            escaped(&name),
            svg::bars(gauge, today, &format!("d{at}"), &name),
        );
        if outlook.basis().is_some() {
            let _ = write!(
                out,
                "<p class=\"legend\"><span><i class=\"e\"></i>{}</span></p>",
                escaped(words::usual())
            );
        }
        out.push_str("</div>");
    }
    out.push_str("</div>\n");
    table(out, gauge, now, today);
    out.push_str("</section>\n");
}

fn key(outlook: &Outlook) -> String {
    let item = |class: &str, name: &str| {
        format!("<span><i class=\"{class}\"></i>{}</span>", escaped(name))
    };
    let mut items = item("c", legend::counted());
    if outlook.basis().is_some() {
        items.push_str(&item("e", legend::expected()));
        items.push_str(&item("p", legend::pessimistic()));
    }
    items.push_str(&item("l", legend::limit()));
    format!("<p class=\"legend\">{items}</p>")
}

/// The same as the charts, in numbers: the days counted, then the course to the end of the month.
fn table(out: &mut String, gauge: &Gauge, now: Timestamp, today: Date) {
    let _ = write!(
        out,
        "<details><summary>{}</summary><div class=\"scroll\"><table><thead><tr><th scope=\"col\">{}</th>\
         <th scope=\"col\" class=\"n\">{}</th></tr></thead><tbody>",
        escaped(words::as_table()),
        escaped(words::day()),
        escaped(allowance::counted(gauge.measure.counted)),
    );
    let from = gauge.days.len().saturating_sub(28);
    for day in gauge.days.get(from..).unwrap_or_default() {
        let _ = write!(
            out,
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td></tr>",
            escaped(&time::date(day.date, today)),
            escaped(&number::count(day.count)),
        );
    }
    out.push_str("</tbody></table>");
    let steps = gauge.steps(now);
    if !steps.is_empty() {
        let _ = write!(
            out,
            "<table><thead><tr><th scope=\"col\">{}</th><th scope=\"col\" class=\"n\">{}</th>\
             <th scope=\"col\" class=\"n\">{}</th></tr></thead><tbody>",
            escaped(words::end_of_day()),
            escaped(legend::expected()),
            escaped(legend::pessimistic()),
        );
        for step in steps {
            let _ = write!(
                out,
                "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
                escaped(&time::date(step.date, today)),
                escaped(&number::decimal(step.expected, 0)),
                escaped(&number::decimal(step.pessimistic, 0)),
            );
        }
        out.push_str("</tbody></table>");
    }
    out.push_str("</div></details>\n");
}

/// What systems without limits came to: no forecast, but the numbers.
fn others(out: &mut String, found: &[Burning]) {
    let without = found.iter().filter(|one| one.gauges.is_empty());
    let rows: Vec<_> = without
        .filter_map(|one| Some((one, newest(one)?)))
        .collect();
    if rows.is_empty() {
        return;
    }
    let _ = write!(
        out,
        "<section class=\"card\"><h2>{}</h2><div class=\"scroll\"><table><thead><tr>\
         <th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th>\
         <th scope=\"col\" class=\"n\">{}</th><th scope=\"col\"></th></tr></thead><tbody>",
        escaped(words::others()),
        escaped(words::tenant()),
        escaped(words::system()),
        escaped(words::month()),
        escaped(words::count()),
    );
    for (one, month) in rows {
        let _ = writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td class=\"n\">{}</td><td>{}</td></tr>",
            named(&one.tenant.name),
            escaped(crate::locale::work::platform_name(month.platform)),
            named(&month.month),
            escaped(&number::count(month.count())),
            escaped(crate::locale::work::unit(month.platform)),
        );
    }
    out.push_str("</tbody></table></div></section>\n");
}
