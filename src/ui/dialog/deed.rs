//! The question before something is done in a sheet.

use super::super::line::Line;
use super::{Shape, confirmation, hint, no_yes, owned};
use crate::app::dialog::Step;
use crate::app::dialog::deed::{DeedDialog, Issue, What};
use crate::domain::sheet::CommandKind;
use crate::locale::{dialog, sheet as say};
use crate::theme::Token;

/// Columns of the labels.
const LABELS: usize = 10;

pub fn shape(deed: &DeedDialog, width: u16) -> Shape<'_> {
    match &deed.what {
        What::Sold { name, .. } => sold(deed, name, width),
        What::Issue(issue) => issued(deed, issue, width),
    }
}

fn sold<'a>(deed: &'a DeedDialog, name: &'a str, width: u16) -> Shape<'a> {
    let tenant = deed.tenant_name.as_deref().unwrap_or_default();
    let mut lines = owned(say::sold_consequence(), width, Token::Warn);
    let question = say::sold_question(name);
    let (field, answers) = reason(deed, &mut lines, &question, width);
    Shape {
        title: say::sold_title(name, tenant),
        frame: Token::Urgent,
        lines,
        field,
        answers,
    }
}

type Rest<'a> = (
    Option<(&'static str, &'a crate::app::field::Field, Line<'a>)>,
    Option<(Vec<std::borrow::Cow<'a, str>>, usize)>,
);

/// The reason while it is typed, else the last question.
fn reason<'a>(
    deed: &'a DeedDialog,
    lines: &mut Vec<Line<'a>>,
    question: &str,
    width: u16,
) -> Rest<'a> {
    match deed.step {
        Step::Reason => {
            let below = hint(&deed.reason, deed.too_short);
            (Some((dialog::reason(), &deed.reason, below)), None)
        }
        Step::Confirm { yes } => {
            lines.extend(confirmation(&deed.reason, question, width));
            (None, no_yes(yes))
        }
    }
}

fn issued<'a>(deed: &'a DeedDialog, issue: &'a Issue, width: u16) -> Shape<'a> {
    let tenant = deed.tenant_name.as_deref();
    let typing = deed.step == Step::Reason;
    let mut lines = Vec::new();
    let shown = CommandKind::ALL
        .into_iter()
        .filter(|one| typing || *one == issue.command);
    for (at, command) in shown.enumerate() {
        let here = command == issue.command;
        let (sign, token) = match here {
            true => ("▸ ", Token::HeadingFocused),
            false => ("  ", Token::Muted),
        };
        let label = if at == 0 { say::command() } else { "" };
        lines.push(
            Line::of(format!("{label:<LABELS$}"), Token::Muted)
                .and(sign, token)
                .and(command.word(), token),
        );
    }
    let parameters = issue.parameters.text();
    if !issue.in_parameters && !parameters.trim().is_empty() {
        lines.push(
            Line::of(format!("{:<LABELS$}", say::parameters()), Token::Muted)
                .and("  ", Token::Text)
                .and(parameters, Token::Strong),
        );
    }
    lines.push(Line::new());
    let token = match issue.command {
        CommandKind::HealthCheck => Token::Text,
        _ => Token::Warn,
    };
    lines.extend(owned(&say::issue_consequence(issue.command), width, token));
    let question = say::issue_question(issue.command, tenant);
    let (field, answers) = match typing && issue.in_parameters {
        true => (
            Some((say::parameters(), &issue.parameters, parameters_hint(issue))),
            None,
        ),
        false => reason(deed, &mut lines, &question, width),
    };
    if typing {
        lines.push(Line::new());
        lines.push(Line::of(say::choose(), Token::Muted));
    }
    Shape {
        title: say::issue_title(tenant),
        frame: Token::Urgent,
        lines,
        field,
        answers,
    }
}

fn parameters_hint(issue: &Issue) -> Line<'static> {
    match &issue.odd {
        Some(word) => Line::of(say::odd_parameter(word), Token::Urgent),
        None => Line::of(say::parameters_hint(), Token::Muted),
    }
}
