//! Numbers for people: grouped by thin columns, percentages that never flatter.

use crate::domain::language::Language;

/// Thousands apart: `41`, `4 120`, `1 000 000`.
pub fn count(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(' ');
        }
        out.push(digit);
    }
    out
}

/// `1 row`, `2 rows`.
pub fn counted(n: u64, one: &str, many: &str) -> String {
    format!("{} {}", count(n), if n == 1 { one } else { many })
}

/// A share in percent, rounded down so that 99.9 is not said to be full; below one `<1 %`.
pub fn percent(share: f64) -> String {
    if share > 0.0 && share < 1.0 {
        "<1 %".to_owned()
    } else {
        format!("{:.0} %", share.floor().min(99_999.0))
    }
}

/// A difference in percent with one digit: `2.1 %`.
pub fn difference(percent: f64) -> String {
    format!("{} %", places(percent, 1))
}

/// A number with so many decimals, its point as the language writes it: `0.75`, `0,75`.
pub fn places(value: f64, decimals: u8) -> String {
    pointed(format!("{value:.*}", usize::from(decimals.min(9))))
}

/// Decimals stand behind a comma in Spanish (as south of Mexico) and in Portuguese.
fn pointed(number: String) -> String {
    match super::spoken() {
        Language::English => number,
        Language::Spanish | Language::Portuguese => number.replace('.', ","),
    }
}

/// A number with so many decimals, thousands apart: `1 250.00`.
pub fn decimal(value: f64, decimals: u8) -> String {
    let text = format!("{value:.*}", usize::from(decimals.min(9)));
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.as_str()),
    };
    let (whole, rest) = match digits.find('.') {
        Some(at) => digits.split_at(at),
        None => (digits, ""),
    };
    match whole.parse::<u64>() {
        Ok(whole) => pointed(format!("{sign}{}{rest}", count(whole))),
        Err(_) => pointed(text),
    }
}

/// Read units a second, as coarse as it is known: `0`, `0.5`, `2`, `41`.
pub fn rate(units: f64) -> String {
    if units < 0.05 {
        "0".to_owned()
    } else if units < 10.0 {
        let text = format!("{units:.1}");
        pointed(text.strip_suffix(".0").map_or(text.clone(), str::to_owned))
    } else {
        format!("{units:.0}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        assert_eq!(count(0), "0");
        assert_eq!(count(999), "999");
        assert_eq!(count(4_120), "4 120");
        assert_eq!(count(1_000_000), "1 000 000");
        assert_eq!(counted(1, "row", "rows"), "1 row");
    }

    #[test]
    fn decimals_stand_behind_thousands() {
        assert_eq!(decimal(1250.0, 2), "1 250.00");
        assert_eq!(decimal(-0.5, 1), "-0.5");
        assert_eq!(decimal(3.7, 0), "4");
        assert_eq!(decimal(1e300, 0).len(), 301);
    }

    #[test]
    fn a_share_is_never_rounded_up() {
        assert_eq!(percent(99.99), "99 %");
        assert_eq!(percent(0.3), "<1 %");
        assert_eq!(percent(0.0), "0 %");
        assert_eq!(percent(102.0), "102 %");
    }

    #[test]
    fn a_rate_is_no_more_exact_than_it_is_known() {
        assert_eq!(rate(0.0), "0");
        assert_eq!(rate(0.5), "0.5");
        assert_eq!(rate(2.0), "2");
        assert_eq!(rate(41.4), "41");
    }
}
