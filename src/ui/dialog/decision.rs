//! The question before something that waits is approved, refused or cancelled.

use super::{Shape, confirmation, hint, no_yes, owned};
use crate::app::dialog::{DecideDialog, Step};
use crate::domain::text::Text;
use crate::domain::work::{Decision, Work};
use crate::locale::dialog as say;
use crate::locale::work as work_words;
use crate::theme::Token;
use crate::ui::hidden::value;
use crate::ui::line::Line;

/// What it consists of.
pub(super) fn shape(decide: &DecideDialog, private: bool, width: u16) -> Shape<'_> {
    let (work, tenant) = (&hide(&decide.work, private), decide.tenant.as_str());
    let mut lines = Vec::new();
    if let Some(reason) = &work.reason {
        lines.extend(owned(&reason.one_line(), width, Token::Text));
        lines.push(Line::new());
    }
    let token = match decide.decision {
        Decision::Approve => Token::Text,
        Decision::Reject | Decision::Cancel => Token::Warn,
    };
    lines.extend(owned(
        work_words::consequence(decide.decision),
        width,
        token,
    ));
    let (field, answers) = match decide.step {
        Step::Reason => (
            Some((
                say::reason(),
                &decide.reason,
                hint(&decide.reason, decide.too_short),
            )),
            None,
        ),
        Step::Confirm { yes } => {
            let question = work_words::question(work, tenant, decide.decision);
            lines.extend(confirmation(&decide.reason, &question, width));
            (None, no_yes(yes))
        }
    };
    Shape {
        title: work_words::title(work, tenant, decide.decision),
        frame: match decide.decision {
            Decision::Approve => Token::Accent,
            Decision::Reject | Decision::Cancel => Token::Urgent,
        },
        lines,
        field,
        answers,
    }
}

/// What is decided as others may see it.
fn hide(work: &Work, private: bool) -> Work {
    let hide = |words: &Text| Text::from_untrusted(&value(private, words.as_str()));
    Work {
        subject: hide(&work.subject),
        reason: work.reason.as_ref().map(hide),
        ..work.clone()
    }
}
