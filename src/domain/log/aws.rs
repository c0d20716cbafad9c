//! The command of the AWS command line that reads the same lines. Pure.

use super::filter::Terms;
use crate::domain::metric::Span;

/// One command for each group, as a shell reads it.
pub fn command(groups: &[String], terms: &Terms, span: Span, region: Option<&str>) -> String {
    let one = |group: &String| {
        let mut command = format!(
            "aws logs filter-log-events --log-group-name {} --start-time {} --end-time {}",
            quoted(group),
            span.from.as_millisecond(),
            span.to.as_millisecond()
        );
        let pattern = terms.pattern();
        if !pattern.is_empty() {
            command.push_str(" --filter-pattern ");
            command.push_str(&quoted(&pattern));
        }
        if let Some(region) = region {
            command.push_str(" --region ");
            command.push_str(&quoted(region));
        }
        command
    };
    groups.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// A word as a POSIX shell takes it, whatever is in it.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::{SignedDuration, Timestamp};

    #[test]
    fn a_shell_takes_each_part_as_one_word() {
        let from = Timestamp::UNIX_EPOCH;
        let to = from + SignedDuration::from_secs(60);
        let terms = Terms {
            with: vec!["it's; rm".to_owned()],
            without: Vec::new(),
        };
        let groups = ["/aws/lambda/f".to_owned()];
        let command = command(&groups, &terms, Span { from, to }, Some("us-east-1"));
        assert_eq!(
            command,
            "aws logs filter-log-events --log-group-name '/aws/lambda/f' --start-time 0 --end-time 60000 \
             --filter-pattern '\"it'\\''s; rm\"' --region 'us-east-1'"
        );
    }
}
