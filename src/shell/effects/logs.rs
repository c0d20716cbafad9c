//! Reads of logs and traces: one match from each to a desk call. No rule is here.

use crate::app::logs::{Brought, Wanted};
use crate::desk::AnyDesk;
use crate::domain::problem::Problem;
use crate::on_desk;

/// Reads what is wanted.
pub(super) async fn read(desk: &AnyDesk, what: &Wanted) -> Result<Brought, Problem> {
    Ok(match what {
        Wanted::Groups(platform) => {
            Brought::Groups(on_desk!(desk, desk => desk.log_groups(*platform).await)?)
        }
        Wanted::Lines { query, after } => {
            Brought::Lines(on_desk!(desk, desk => desk.logs(query, after.clone()).await)?)
        }
        Wanted::Trace { platform, id } => {
            Brought::Trace(on_desk!(desk, desk => desk.trace(*platform, id).await)?)
        }
        Wanted::Traces {
            platform,
            span,
            filter,
            after,
        } => {
            let page =
                on_desk!(desk, desk => desk.traces(*platform, *span, filter, after.clone()).await);
            Brought::Traces(page?)
        }
        Wanted::Estimate { platform, question } => {
            let estimate = on_desk!(desk, desk => desk.estimate(*platform, question).await);
            Brought::Estimate(estimate?)
        }
        Wanted::Ask { platform, question } => {
            Brought::Asked(on_desk!(desk, desk => desk.ask(*platform, question).await)?)
        }
        Wanted::Answer { platform, id } => {
            Brought::Answer(on_desk!(desk, desk => desk.answer(*platform, id).await)?)
        }
        Wanted::Stop { platform, id } => {
            on_desk!(desk, desk => desk.stop_asking(*platform, id).await)?;
            Brought::Stopped
        }
    })
}
