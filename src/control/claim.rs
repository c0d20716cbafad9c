//! Claims: `CLAIM#<platform>#<tenant>#<conversation>` / `LOCK`, listed in `list-index` while not released (or
//! put off, or assigned: `arrange.rs`).
//! Every change names the fence it was decided on; `leaseUntil` is server time in epoch milliseconds.

use super::row::{conversation_pk, instant, millis, number, of_millis, safe, text};
use super::{Reader, Writer, arrange};
use crate::aws::dynamo::{Item, Query, Updated};
use crate::aws::expression::{Assign, Condition, key, n, s};
use crate::aws::transaction::OwnItem;
use crate::aws::write::{Change, Check};
use crate::domain::arranged::Arranged;
use crate::domain::cost::Read;
use crate::domain::handoff::{Actor, Claim, ClaimState, Ending, Fence, MARGIN, Taken};
use crate::domain::id::{
    ConsoleId, ConversationId, ConversationKey, IntentId, PlatformId, TenantId,
};
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::domain::time;
use jiff::Timestamp;

const LOCK: &str = "LOCK";
/// Pages of the list of open claims that one refresh reads: each holds about a thousand claims.
const LIST_PAGES: u32 = 5;

impl Reader {
    /// The claim of a conversation, read consistently; `None`: it was never claimed (fence 0).
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn claim(&self, of: &ConversationKey) -> Result<Option<Claim>, Problem> {
        let read = self.dynamo.get(&self.table, lock_key(of)).await?;
        Ok(read.value.and_then(|item| decode(&item)))
    }

    /// All claims of a platform that are not released, and rows with an arrangement. From the index: good for finding, not for deciding.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn open_claims(&self, platform: PlatformId) -> Result<Read<Vec<Claim>>, Problem> {
        let query = Query {
            index: Some(super::schema::LIST_INDEX),
            ..Query::partition(&self.table, "listPk", list_pk(platform))
        };
        let page = self.dynamo.query_all(query, LIST_PAGES).await?;
        Ok(Read {
            value: page.items.iter().filter_map(decode).collect(),
            cost: page.cost,
        })
    }
}

impl Writer {
    /// The item that makes `new` the claim, if the claim is still at the fence `seen` and free.
    /// `handed`: the name, exactly as stored, under which its holder means it for the new owner.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn take(
        &self,
        seen: Fence,
        new: &Claim,
        handed: Option<&Text>,
        now: Timestamp,
    ) -> Result<OwnItem, Problem> {
        let ended = now.checked_sub(MARGIN).unwrap_or(now);
        let mut free = vec![
            Condition::Equals("state", s("released")),
            Condition::Less("leaseUntil", of_millis(ended)),
        ];
        free.extend(handed.map(|name| {
            Condition::All(vec![
                Condition::Equals("state", s("held")),
                Condition::Equals("assignee", s(name.as_str())),
            ])
        }));
        let free = Condition::Any(free);
        Change {
            table: self.reader.table.clone(),
            key: lock_key(&new.key),
            assigns: assigns(new),
            condition: Condition::Any(vec![
                Condition::Absent("pk"),
                Condition::All(vec![Condition::Equals("fence", n(seen.0)), free]),
            ]),
        }
        .own()
    }

    /// The check that `claim` is still held by its owner at its fence.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn still_held(&self, claim: &Claim) -> Result<OwnItem, Problem> {
        Check {
            table: self.reader.table.clone(),
            key: lock_key(&claim.key),
            condition: owned(claim, ClaimState::Held),
        }
        .own()
    }

    /// The item that moves a held claim to `releasing`; the fence stays. Its lease ends now, so that
    /// whoever finds it unfinished ten seconds later may take it over.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn releasing(
        &self,
        claim: &Claim,
        ending: Ending,
        intent: &IntentId,
        now: Timestamp,
    ) -> Result<OwnItem, Problem> {
        Change {
            table: self.reader.table.clone(),
            key: lock_key(&claim.key),
            assigns: vec![
                ("state", Assign::Set(s("releasing"))),
                ("outcome", Assign::Set(s(ending_word(ending)))),
                ("intentId", Assign::Set(s(intent.as_str()))),
                ("leaseUntil", Assign::Set(of_millis(now))),
            ],
            condition: owned(claim, ClaimState::Held),
        }
        .own()
    }

    /// Renews a held claim until `until`. `Err(claim)`: it is not ours any more.
    ///
    /// # Errors
    /// Any failure of the call; the lease then still runs until the time the claim says.
    pub async fn renew(
        &self,
        claim: &Claim,
        until: Timestamp,
    ) -> Result<Result<Claim, Option<Claim>>, Problem> {
        self.change(
            claim,
            ClaimState::Held,
            vec![
                ("leaseUntil", Assign::Set(of_millis(until))),
                ("beat", Assign::Increment(1)),
            ],
        )
        .await
    }

    /// Ends a releasing claim whose system item has been changed.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn released(&self, claim: &Claim) -> Result<Result<Claim, Option<Claim>>, Problem> {
        self.change(
            claim,
            ClaimState::Releasing,
            [
                ("state", Assign::Set(s("released"))),
                ("listPk", Assign::Remove),
                ("listSk", Assign::Remove),
            ]
            .into_iter()
            .chain(arrange::settled())
            .collect(),
        )
        .await
    }

    /// Takes over a releasing claim that its owner left unfinished: fence + 1, own intent, still releasing.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn adopt(
        &self,
        left: &Claim,
        actor: &Actor,
        intent: &IntentId,
        now: Timestamp,
    ) -> Result<Result<Claim, Option<Claim>>, Problem> {
        let change = Change {
            table: self.reader.table.clone(),
            key: lock_key(&left.key),
            assigns: vec![
                ("owner", Assign::Set(s(&actor.identity))),
                ("operator", Assign::Set(s(actor.name.as_str()))),
                ("consoleId", Assign::Set(s(actor.console.as_str()))),
                ("host", Assign::Set(s(actor.host.as_str()))),
                ("intentId", Assign::Set(s(intent.as_str()))),
                ("fence", Assign::Increment(1)),
                ("leaseUntil", Assign::Set(of_millis(now))),
            ],
            condition: Condition::All(vec![
                Condition::Equals("fence", n(left.fence.0)),
                Condition::Equals("state", s("releasing")),
                Condition::Less(
                    "leaseUntil",
                    of_millis(now.checked_sub(MARGIN).unwrap_or(now)),
                ),
            ]),
        };
        self.perform(change).await
    }

    async fn change(
        &self,
        claim: &Claim,
        from: ClaimState,
        assigns: Vec<(&'static str, Assign)>,
    ) -> Result<Result<Claim, Option<Claim>>, Problem> {
        let change = Change {
            table: self.reader.table.clone(),
            key: lock_key(&claim.key),
            assigns,
            condition: owned(claim, from),
        };
        self.perform(change).await
    }

    async fn perform(&self, change: Change) -> Result<Result<Claim, Option<Claim>>, Problem> {
        Ok(match self.reader.dynamo.update(change).await? {
            Updated::Done(item) => decode(&item).ok_or(None),
            Updated::Refused(item) => Err(item.and_then(|item| decode(&item))),
        })
    }
}

/// The claim in a row of ours; `None` when it is not one.
pub(super) fn decode(item: &Item) -> Option<Claim> {
    // A reply on its way has attributes of the same names.
    text(item, "sk").filter(|sk| *sk == LOCK)?;
    let state = match text(item, "state")? {
        "held" => ClaimState::Held,
        "releasing" => ClaimState::Releasing,
        _ => ClaimState::Released,
    };
    Some(Claim {
        key: ConversationKey {
            platform: PlatformId::from_word(text(item, "platform")?)?,
            tenant: TenantId::from(text(item, "tenant")?),
            conversation: ConversationId::from(text(item, "conversation")?),
        },
        owner: text(item, "owner").unwrap_or_default().to_owned(),
        operator: safe(item, "operator").unwrap_or_default(),
        console: ConsoleId::from(text(item, "consoleId").unwrap_or_default()),
        host: safe(item, "host").unwrap_or_default(),
        intent: IntentId::from(text(item, "intentId").unwrap_or_default()),
        fence: Fence(number(item, "fence")?),
        beat: number(item, "beat").unwrap_or_default(),
        state,
        ending: match text(item, "outcome") {
            Some("handed_back") => Some(Ending::HandedBack),
            Some("resolved") => Some(Ending::Resolved),
            Some("idle") => Some(Ending::Idle),
            _ => None,
        },
        since: instant(item, "since").unwrap_or_default(),
        lease_until: millis(item, "leaseUntil").unwrap_or_default(),
        taken: safe(item, "takenWhy").map(|reason| {
            let from = safe(item, "takenFrom").unwrap_or_default();
            Box::new(Taken { from, reason })
        }),
        arranged: arrange::decode(item),
    })
}

pub(super) fn assigns(claim: &Claim) -> Vec<(&'static str, Assign)> {
    let word = |text: &str| Assign::Set(s(text));
    let taken = claim.taken.as_ref();
    let of_taken = |text: Option<&Text>| text.map_or(Assign::Remove, |text| word(text.as_str()));
    let mut assigns = vec![
        ("platform", word(claim.key.platform.as_str())),
        ("tenant", word(claim.key.tenant.as_str())),
        ("conversation", word(claim.key.conversation.as_str())),
        ("owner", word(&claim.owner)),
        ("operator", word(claim.operator.as_str())),
        ("consoleId", word(claim.console.as_str())),
        ("host", word(claim.host.as_str())),
        ("intentId", word(claim.intent.as_str())),
        ("fence", Assign::Set(n(claim.fence.0))),
        ("beat", Assign::Set(n(claim.beat))),
        ("state", word("held")),
        ("since", word(&time::iso(claim.since))),
        ("leaseUntil", Assign::Set(of_millis(claim.lease_until))),
        ("outcome", Assign::Remove),
        ("takenFrom", of_taken(taken.map(|taken| &taken.from))),
        ("takenWhy", of_taken(taken.map(|taken| &taken.reason))),
    ];
    assigns.extend(list_keys(&claim.key));
    // Whoever takes it ends what was arranged for it.
    assigns.extend(arrange::settled());
    assigns
}

/// What puts a claim into the list of its platform.
pub(super) fn list_keys(of: &ConversationKey) -> [(&'static str, Assign); 2] {
    [
        ("listPk", Assign::Set(s(list_pk(of.platform)))),
        ("listSk", Assign::Set(s(list_sk(of)))),
    ]
}

pub(super) fn owned(claim: &Claim, state: ClaimState) -> Condition {
    let word = match state {
        ClaimState::Held => "held",
        ClaimState::Releasing => "releasing",
        ClaimState::Released => "released",
    };
    Condition::All(vec![
        Condition::Equals("owner", s(&claim.owner)),
        Condition::Equals("consoleId", s(claim.console.as_str())),
        Condition::Equals("fence", n(claim.fence.0)),
        Condition::Equals("state", s(word)),
    ])
}

pub(super) fn ending_word(ending: Ending) -> &'static str {
    match ending {
        Ending::HandedBack => "handed_back",
        Ending::Resolved => "resolved",
        Ending::Idle => "idle",
    }
}

pub(super) fn lock_key(of: &ConversationKey) -> Item {
    key(("pk", &conversation_pk("CLAIM", of)), Some(("sk", LOCK)))
}

pub(super) fn list_pk(platform: PlatformId) -> String {
    format!("CLAIMS#{}", platform.as_str())
}

pub(super) fn list_sk(of: &ConversationKey) -> String {
    format!("{}#{}", of.tenant.as_str(), of.conversation.as_str())
}

/// A claim for a new owner: the next fence after `seen`, held for as long as `until` says.
pub fn next(
    of: &ConversationKey,
    seen: Fence,
    actor: &Actor,
    intent: &IntentId,
    now: Timestamp,
    until: Timestamp,
) -> Claim {
    Claim {
        key: of.clone(),
        owner: actor.identity.clone(),
        operator: Text::from_untrusted(actor.name.as_str()),
        console: actor.console.clone(),
        host: actor.host.clone(),
        intent: intent.clone(),
        fence: Fence(seen.0 + 1),
        beat: 0,
        state: ClaimState::Held,
        ending: None,
        since: now,
        lease_until: until,
        taken: None,
        arranged: Arranged::default(),
    }
}
