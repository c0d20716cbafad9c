//! What waits for a person and is no conversation.

use super::{NOBODY, System, nobody};
use switchboard::domain::id::WorkId;
use switchboard::domain::work::{Work, WorkKey};

/// All that waits is listed once, and is found as it was listed.
pub async fn hold(system: &System) -> Vec<Work> {
    let Some(port) = &system.reader.work else {
        return Vec::new();
    };
    let ask = async |after| port.open(system.now, after).await;
    let all = system.walk("work.open", ask).await;
    system.distinct("work.open", all.iter().map(|one| &one.key));
    for listed in &all {
        let what = format!("work.read {:?}", listed.key);
        system.holds(&what, listed.key.platform == system.reader.id);
        if let Some(read) = system.one(&what, port.read(&listed.key, system.now).await) {
            system.same(&what, &listed.key, &read.key);
            system.same(&what, &listed.state, &read.state);
            system.same(&what, &listed.version, &read.version);
        }
        let strange = WorkKey {
            tenant: nobody(),
            ..listed.key.clone()
        };
        let what = format!("work.read {strange:?}");
        system.none(&what, port.read(&strange, system.now).await);
        for id in [NOBODY, ""] {
            let unknown = WorkKey {
                id: WorkId::from(id),
                ..listed.key.clone()
            };
            let what = format!("work.read {unknown:?}");
            system.none(&what, port.read(&unknown, system.now).await);
        }
    }
    system.refuses_cursors("work.open", ask).await;
    all
}
