//! The question about a reply in doubt.

use super::Shape;
use crate::app::dialog::doubt::DoubtDialog;
use crate::domain::text;
use crate::locale::{delivery as say, notice};
use crate::theme::Token;
use crate::ui::hidden::body;
use crate::ui::line::Line;
use crate::ui::panel::paragraph;

/// Lines of the reply that are shown.
const SHOWN: usize = 4;

/// The reply, what follows, and the answers with their keys.
pub(super) fn of_doubt(doubt: &DoubtDialog, private: bool, width: u16) -> Shape<'_> {
    let room = usize::from(width).saturating_sub(2);
    let mut lines: Vec<Line<'_>> = text::wrap(&doubt.text, room)
        .into_iter()
        .take(SHOWN)
        .map(|words| Line::of("┃ ", Token::Human).and(body(private, words), Token::Muted))
        .collect();
    lines.push(Line::new());
    lines.extend(paragraph(
        say::doubt_text(doubt.certain),
        width,
        Token::Text,
    ));
    let words = doubt.choices.iter();
    let words = words.map(|one| say::doubt_choice(*one, doubt.certain).into());
    Shape {
        title: say::doubt_title(&notice::name(&doubt.subject), doubt.certain),
        frame: Token::Warn,
        lines,
        field: None,
        answers: Some((words.collect(), doubt.chosen)),
    }
}
