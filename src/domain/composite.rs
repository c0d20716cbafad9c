//! The alarms that a composite alarm looks at, out of its expression: total, whatever stands in it. Pure.

use super::text::Text;

/// The functions of an expression that name an alarm (`ALARM(…)`, `OK(…)`, `INSUFFICIENT_DATA(…)`).
const FUNCTIONS: [&str; 3] = ["ALARM", "OK", "INSUFFICIENT_DATA"];

/// The alarms of an expression such as `ALARM("a") AND NOT OK(b)`, each once, in their order. An ARN counts by the
/// name at its end.
pub fn children(rule: &str) -> Vec<Text> {
    let mut found: Vec<Text> = Vec::new();
    for (at, _) in rule.match_indices('(') {
        let (before, after) = rule.split_at(at);
        let word = before.trim_end();
        let is_function = FUNCTIONS.iter().any(|function| {
            word.strip_suffix(function).is_some_and(|rest| {
                let last = rest.chars().next_back();
                last.is_none_or(|last| !last.is_alphanumeric() && last != '_')
            })
        });
        if !is_function {
            continue;
        }
        let inside = after.strip_prefix('(').unwrap_or(after).trim_start();
        let name = match inside.chars().next() {
            Some(quote @ ('"' | '\'')) => inside.split(quote).nth(1),
            _ => inside.split(')').next().map(str::trim),
        };
        let name = name.and_then(|name| match name.starts_with("arn:") {
            true => name.split(":alarm:").nth(1),
            false => Some(name),
        });
        let name = name.filter(|name| !name.is_empty());
        if let Some(name) = name.map(Text::from_untrusted)
            && !found.contains(&name)
        {
            found.push(name);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(rule: &str) -> Vec<String> {
        children(rule).iter().map(|name| name.to_string()).collect()
    }

    #[test]
    fn every_alarm_of_an_expression_is_named_once() {
        assert_eq!(names("ALARM(\"a b\") OR ALARM(\"c\")"), ["a b", "c"]);
        assert_eq!(
            names("(ALARM(a) AND NOT OK('b')) OR ALARM ( a )"),
            ["a", "b"]
        );
        let arn = "INSUFFICIENT_DATA(arn:aws:cloudwatch:us-east-1:123456789012:alarm:x)";
        assert_eq!(names(arn), ["x"]);
    }

    #[test]
    fn what_is_no_expression_names_nothing() {
        for odd in [
            "",
            "ALARM(",
            "ALARM()",
            "NOALARM(a)",
            "((((",
            "ALARM(\"",
            "TRUE",
        ] {
            assert!(names(odd).is_empty(), "{odd}: {:?}", names(odd));
        }
    }
}
