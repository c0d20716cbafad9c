//! What a claim costs: at most four round trips from the key to "yours". Every request of the claim that the tables
//! see is counted, reads, writes and audit alike. Requests count as one round trip only where they were seen to be
//! under way together: none of them had its answer when the last of them came.

use crate::TENANT;
use crate::support::proxy::{Fault, Proxy, Seen};
use crate::support::{backend, console, rows, writing};
use std::collections::BTreeSet;
use std::time::Duration;
use switchboard::desk::{Desk, Writing};
use switchboard::domain::conversation::{ConversationRow, Storage};
use switchboard::domain::handoff::{Claimed, LEASE, Pause};
use switchboard::domain::id::ConversationKey;
use switchboard::domain::text::Text;
use switchboard::embedded::Seed;

/// The most round trips that a claim may cost.
const MOST: usize = 4;

/// Reads with which a claim begins: its own row, and both items that a conversation may have.
const FIRST: usize = 3;

struct Counted {
    proxy: Proxy,
    ana: Desk<Writing>,
}

impl Counted {
    /// Claims a conversation; its requests in order, after the first reads were held until all of them had come.
    async fn claim(&self, key: &ConversationKey) -> Vec<Seen> {
        self.proxy.mark();
        let first = self.proxy.trap(FIRST, Fault::Hold, |seen| !seen.writes());
        let reason = Text::from_untrusted("the customer asked for it");
        let claiming = self.ana.claim(key, Some(&reason), LEASE);
        let together = async {
            // Were one of them asked only after another's answer, this would never come about.
            while first.count() < FIRST {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
            assert_eq!(self.proxy.seen().len(), FIRST);
            first.let_go();
        };
        let together = tokio::time::timeout(Duration::from_secs(60), together);
        let (claimed, together) = tokio::join!(claiming, together);
        together.expect("all of them under way at once");
        let Ok(Claimed::Won { pause, .. }) = claimed else {
            panic!("{claimed:?}");
        };
        assert_eq!(pause, Pause::Verified, "yours, and its bot is silent");
        self.proxy.clear();
        self.proxy.seen()
    }
}

fn shapes(rows: &[ConversationRow]) -> Vec<&ConversationRow> {
    let mut seen = BTreeSet::new();
    let rows = rows.iter();
    rows.filter(|row| seen.insert((format!("{:?}", row.storage()), row.record.is_some())))
        .collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_claim_costs_at_most_four_round_trips_in_every_shape_of_conversation() {
    let state = tempfile::tempdir().unwrap();
    let backend = backend(Seed::Plaza).await;
    let proxy = Proxy::start(&backend.endpoint()).await;
    let ana = writing(&console(&proxy.endpoint(), "ana", state.path()).await);
    let all = rows(&ana, TENANT).await;
    let counted = Counted { proxy, ana };
    let shapes = shapes(&all);
    let embedded = |row: &&&ConversationRow| row.storage() == Storage::Embedded;
    assert!(shapes.len() > 2 && shapes.iter().any(|row| embedded(&row)));
    for row in shapes {
        let seen = counted.claim(&row.key).await;
        let operations: Vec<&str> = seen.iter().map(|one| one.operation.as_str()).collect();
        // All that came after the first reads count one by one, whether they overlapped or not.
        let round_trips = 1 + seen.len() - FIRST;
        assert!(round_trips <= MOST, "{:?}: {operations:?}", row.storage());
        let transactions = operations
            .iter()
            .filter(|one| **one == "TransactWriteItems");
        assert_eq!(transactions.count(), 1, "{operations:?}");
    }
}
