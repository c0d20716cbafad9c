//! Two invented tenants and what happens to their customers.

use jiff::{SignedDuration, Timestamp};
use switchboard::app::msg::{Connected, Opened, Outcome, Place};
use switchboard::domain::agent::{Activation, SeenSwitch, Switch};
use switchboard::domain::conversation::{
    Conversation, ConversationRow, Customer, History, LastMessage, Message, MessageKind, Origin,
    Record, Speaker, Status, Storage, Talk,
};
use switchboard::domain::escalation::{Priority, QueuePlan};
use switchboard::domain::handoff::{Actor, Claim, ClaimState, Claimed, Fence, LEASE, Pause};
use switchboard::domain::id::{
    AgentId, ConsoleId, ConversationKey, IntentId, MessageId, PlatformId, SwitchKey, TenantId,
};
use switchboard::domain::role::Access;
use switchboard::domain::system::{Port, System};
use switchboard::domain::tenant::{Limits, Tenant, TenantStatus};
use switchboard::domain::text::Text;

pub fn noon() -> Timestamp {
    "2026-11-21T12:00:00Z".parse().unwrap()
}

/// So many seconds after noon (or before).
pub fn at(seconds: i64) -> Timestamp {
    noon()
        .checked_add(SignedDuration::from_secs(seconds))
        .unwrap()
}

pub fn tenants() -> Vec<Tenant> {
    vec![
        tenant("acme", "Ácme Tienda", Some("pro")),
        tenant("luna", "Luna Café", Some("basic")),
    ]
}

pub fn tenant(id: &str, name: &str, plan: Option<&str>) -> Tenant {
    Tenant {
        platform: PlatformId::Marketplace,
        id: TenantId::from(id),
        name: Text::from(name),
        owner: None,
        status: TenantStatus::Active,
        plan: plan.map(Text::from),
        limits: Limits::default(),
        updated_at: None,
        version: None,
        attributes: Vec::new(),
        oddities: 0,
    }
}

pub fn actor() -> Actor {
    Actor {
        identity: "demo:ana".to_owned(),
        name: Text::from("Ana"),
        console: ConsoleId::from("console-a"),
        host: Text::from("laptop-ana"),
    }
}

/// AI Marketplace Assistant with all that it has.
pub fn marketplace() -> System {
    System {
        platform: PlatformId::Marketplace,
        sheets: Default::default(),
        ports: vec![
            Port::Tenants,
            Port::Conversations,
            Port::Handoffs,
            Port::Switches,
            Port::Switching,
            Port::Usage,
        ],
    }
}

pub fn connected() -> Connected {
    Connected {
        actor: actor(),
        place: Place::Demo,
        access: Access::Full,
        role: switchboard::domain::role::Role::Admin,
        profile: None,
        profiles: Vec::new(),
        production: false,
        queue_plan: QueuePlan::Sweep,
        systems: vec![marketplace()],
        resumed: Vec::new(),
        drafts: Vec::new(),
        looked: Vec::new(),
        canned: Vec::new(),
        recovered: Vec::new(),
    }
}

/// `acme/1` → the conversation `1` of the tenant `acme`.
pub fn key(name: &str) -> ConversationKey {
    let (tenant, conversation) = name.split_once('/').unwrap();
    ConversationKey::marketplace(&TenantId::from(tenant), conversation)
}

/// A conversation with the bot, whose last message the customer wrote at `spoke`.
pub fn row(name: &str, customer: &str, spoke: i64) -> ConversationRow {
    ConversationRow {
        key: key(name),
        record: None,
        talk: Some(Talk {
            status: Status::Active,
            customer: Customer {
                name: Some(Text::from(customer)),
                phone: Some(Text::from("+57 ••• ••42 17")),
                standing: None,
            },
            storage: Storage::Embedded,
            last: Some(LastMessage {
                from: Speaker::Customer,
                at: Some(at(spoke)),
                text: Text::from("hola"),
            }),
            messages: 1,
            updated_at: Some(at(spoke)),
            last_intent: None,
            products: Vec::new(),
        }),
        oddities: 0,
    }
}

/// The same, but waiting for a human since `since`.
pub fn waiting(name: &str, customer: &str, priority: &str, since: i64) -> ConversationRow {
    ConversationRow {
        record: Some(Record {
            status: Status::PassedToHuman,
            reason: Some(Text::from("complaint")),
            priority: Priority::from_raw(priority),
            since: Some(at(since)),
            version: Some("v1".to_owned()),
            has_messages: true,
        }),
        ..row(name, customer, since)
    }
}

/// Three that wait: urgent Marta, then José, then Zoé.
pub fn three() -> Vec<ConversationRow> {
    vec![
        waiting("acme/1", "Marta", "urgent", -60),
        waiting("acme/2", "José", "high", -300),
        waiting("luna/3", "Zoé", "low", -900),
    ]
}

pub fn claim(name: &str, by: &Actor, fence: u64, now: Timestamp) -> Claim {
    Claim {
        key: key(name),
        owner: by.identity.clone(),
        operator: by.name.clone(),
        console: by.console.clone(),
        host: by.host.clone(),
        intent: IntentId::from("01JD0000000000000000000000"),
        fence: Fence(fence),
        beat: 1,
        state: ClaimState::Held,
        ending: None,
        since: now,
        lease_until: now.checked_add(LEASE).unwrap(),
        taken: None,
        arranged: Default::default(),
    }
}

pub fn eva() -> Actor {
    Actor {
        identity: "demo:eva".to_owned(),
        name: Text::from("Eva"),
        console: ConsoleId::from("console-b"),
        host: Text::from("laptop-eva"),
    }
}

pub fn won(name: &str, now: Timestamp) -> Outcome {
    Outcome::Claimed(Claimed::Won {
        claim: claim(name, &actor(), 1, now),
        pause: Pause::Verified,
    })
}

pub fn message(id: &str, from: Speaker, when: i64, text: &str) -> Message {
    Message {
        id: MessageId::from(id),
        at: Some(at(when)),
        from,
        by: None,
        text: Text::from(text),
        kind: MessageKind::Text,
        origin: Origin::Table,
        state: None,
        fate: None,
    }
}

pub fn opened(row: ConversationRow, messages: Vec<Message>) -> Opened {
    Opened {
        conversation: Conversation {
            row,
            messages,
            history: History::Complete,
        },
        line: None,
        claim: None,
        briefing: None,
    }
}

pub fn activation(tenant: &str, agent: AgentId, name: &str, switch: Switch) -> Activation {
    Activation {
        key: SwitchKey {
            platform: PlatformId::Marketplace,
            tenant: TenantId::from(tenant),
            agent,
        },
        agent: Text::from(name),
        tenant_name: Text::from(tenant),
        category: None,
        switch,
        since: None,
        by: None,
        reason: None,
        disagrees: None,
        seen: SeenSwitch::Row {
            status: Some("active".to_owned()),
            updated_at: Some("2026-11-01T00:00:00.000Z".to_owned()),
        },
    }
}
