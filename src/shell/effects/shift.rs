//! What on-call people look at: one match from each question to a desk call, and the files they write.

use crate::app::shift::{Around, Ask, Paper, Told, Write};
use crate::desk::{AnyDesk, paper, runbook};
use crate::domain::metric::Span;
use crate::domain::problem::{Problem, Trouble};
use crate::locale::shift::paper as words;
use crate::on_desk;
use std::path::{Path, PathBuf};

/// Reads what is asked.
pub(super) async fn read(desk: &AnyDesk, ask: &Ask) -> Result<Told, Problem> {
    Ok(match ask {
        Ask::Incidents => Told::Incidents(on_desk!(desk, desk => desk.incidents().await)?),
        Ask::Incident(id) => {
            if let AnyDesk::Writing(desk) = desk {
                // What cannot be gathered now is gathered by the next look; what is written stands.
                let _ = desk.gather(id).await;
            }
            Told::Incident(on_desk!(desk, desk => desk.incident(id).await)?)
        }
        Ask::Handover => Told::Handover(on_desk!(desk, desk => desk.handover().await)?),
        Ask::Past { at } => Told::Past(on_desk!(desk, desk => desk.past(*at).await)?),
        Ask::Around {
            platform, from, to, ..
        } => {
            let span = Span {
                from: *from,
                to: *to,
            };
            let (suspects, changes) = on_desk!(desk, desk => {
                futures::future::join(desk.suspects(*platform), desk.changes(*platform, span)).await
            });
            Told::Around(Box::new(Around {
                suspects,
                changes: changes?,
            }))
        }
        Ask::Runbook { folder, alarm } => {
            let (folder, alarm) = (PathBuf::from(folder), alarm.clone());
            let read = tokio::task::spawn_blocking(move || runbook(&folder, &alarm)).await;
            let lost = |_| Problem::new(Trouble::Internal, "runbook", "");
            Told::Runbook(read.map_err(lost)??)
        }
    })
}

/// Writes a file into the folder in which the console was started; its name.
pub(super) fn write(write: &Write) -> Result<String, Problem> {
    let (stem, text) = match &write.paper {
        Paper::Incident(story) => (
            words::incident_stem(story, &write.zone),
            words::incident(story, &write.zone),
        ),
        Paper::Handover(handover) => (
            words::handover_stem(handover, &write.zone),
            words::handover(handover, &write.zone),
        ),
    };
    paper::keep_new(Path::new("."), &stem, &text)
}
