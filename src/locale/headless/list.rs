//! Titles and closing lines of lists.

use crate::locale::number;

/// Columns of a list: the name in the JSON and the title.
pub fn columns(list: &str) -> &'static [(&'static str, &'static str)] {
    match list {
        "tenants" => &[
            ("platform", "SYSTEM"),
            ("id", "TENANT"),
            ("name", "NAME"),
            ("status", "STATUS"),
            ("plan", "PLAN"),
            ("bot", "BOT"),
            ("open", "OPEN"),
            ("waiting", "WAITING"),
            ("used", "USED"),
            ("limit", "LIMIT"),
            ("last_activity", "LAST ACTIVITY"),
        ],
        "conversations" => &[
            ("tenant", "TENANT"),
            ("id", "CONVERSATION"),
            ("customer", "CUSTOMER"),
            ("phone", "PHONE"),
            ("state", "STATE"),
            ("holder", "HELD BY"),
            ("last_activity", "LAST ACTIVITY"),
            ("last_message", "LAST MESSAGE"),
        ],
        "escalations" => &[
            ("tenant", "TENANT"),
            ("id", "CONVERSATION"),
            ("priority", "PRIORITY"),
            ("since", "WAITING SINCE"),
            ("holder", "HELD BY"),
            ("customer", "CUSTOMER"),
            ("reason", "REASON"),
        ],
        "work" => &[
            ("platform", "SYSTEM"),
            ("kind", "KIND"),
            ("tenant", "TENANT"),
            ("id", "ID"),
            ("priority", "PRIORITY"),
            ("since", "WAITING SINCE"),
            ("subject", "SUBJECT"),
            ("reason", "REASON"),
        ],
        "agents" => &[
            ("platform", "SYSTEM"),
            ("tenant", "TENANT"),
            ("id", "ID"),
            ("agent", "AGENT"),
            ("switch", "SWITCH"),
            ("since", "SINCE"),
            ("by", "BY"),
            ("reason", "REASON"),
        ],
        "usage" => &[
            ("platform", "SYSTEM"),
            ("tenant", "TENANT"),
            ("month", "MONTH"),
            ("count", "COUNT"),
            ("unit", "OF"),
            ("limit", "LIMIT"),
            ("used_percent", "USED %"),
            ("disagreement_percent", "TABLES DIFFER %"),
        ],
        "alarms" => &[
            ("state", "STATE"),
            ("source", "SOURCE"),
            ("platform", "SYSTEM"),
            ("name", "ALARM"),
            ("since", "SINCE"),
            ("rule", "RULE"),
        ],
        "alarm-history" => &[
            ("at", "AT"),
            ("what", "WHAT"),
            ("from", "FROM"),
            ("to", "TO"),
            ("summary", "WHY"),
        ],
        _ => &[
            ("at", "AT"),
            ("name", "WHO"),
            ("action", "ACTION"),
            ("target", "TARGET"),
            ("before", "BEFORE"),
            ("after", "AFTER"),
            ("fence", "FENCE"),
            ("reason", "REASON"),
        ],
    }
}

/// A list without rows.
pub fn nothing(list: &str) -> String {
    match list {
        "work" => "Nothing waits for a person.".to_owned(),
        "escalations" => "Nobody waits for a person.".to_owned(),
        "audit" => "Nothing was done in this month. --month YYYY-MM shows another.".to_owned(),
        "alarm-history" => crate::locale::health::no_such_history().to_owned(),
        list => format!("There are no {list}."),
    }
}

/// What stands below a list.
pub fn footer(rows: usize, units: f64, next: Option<&str>) -> Vec<String> {
    let rows = number::counted(rows as u64, "row", "rows");
    let mut lines = vec![format!("{rows} · {units:.1} read units")];
    if let Some(next) = next {
        lines.push(format!("More follow: --after {next}"));
    }
    lines
}

/// The index knows two status words only.
pub fn by_index() -> &'static str {
    "Found by the index, which does not know those marked “escalated” in lower case: --sweep reads all."
}
