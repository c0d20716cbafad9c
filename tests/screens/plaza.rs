//! Five tenants on an ordinary busy day, as values of the domain. People and numbers are invented.

use jiff::{SignedDuration, Timestamp};
use switchboard::domain::agent::{Activation, Agent, SeenSwitch, Switch};
use switchboard::domain::briefing::{Briefing, Kept, Resolution, Trigger};
use switchboard::domain::conversation::{
    Conversation, ConversationRow, Customer, History, LastMessage, Message, MessageKind, Origin,
    Record, Speaker, Status, Storage, Talk,
};
use switchboard::domain::escalation::Priority;
use switchboard::domain::handoff::{Actor, Claim, ClaimState, Fence, Taken};
use switchboard::domain::id::{
    AgentId, ConsoleId, ConversationKey, IntentId, MessageId, PlatformId, SwitchKey, TenantId,
    WorkId,
};
use switchboard::domain::mask;
use switchboard::domain::system::{Port, System};
use switchboard::domain::tenant::{Attribute, Limits, Tenant, TenantStatus};
use switchboard::domain::text::Text;
use switchboard::domain::usage::{Figures, MetricsUsage, TrackerUsage, UsageDay, UsageMonth};
use switchboard::domain::work::{Work, WorkKey, WorkKind};

pub const ECOM: &str = "tenant-ecommerce-solutions";
pub const AITECH: &str = "tenant-ai-tech-solutions";
pub const DIGITAL: &str = "tenant-digital-marketing-pro";
pub const LUIS: &str = "demo-tenant-001";
pub const STORE: &str = "demo-tenant-002";

/// 14:02:09 where the operator sits (UTC−5).
pub fn now() -> Timestamp {
    "2026-11-21T19:02:09Z".parse().unwrap()
}

/// So many seconds before [`now`].
pub fn before(seconds: i64) -> Timestamp {
    now() - SignedDuration::from_secs(seconds)
}

const MINUTE: i64 = 60;
const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

pub fn ana() -> Actor {
    Actor {
        identity: "demo:ana".into(),
        name: Text::from("ana"),
        console: ConsoleId::from("laptop-ana"),
        host: Text::from("laptop-ana"),
    }
}

pub fn systems() -> Vec<System> {
    vec![
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
        },
        System {
            platform: PlatformId::Alquimista,
            sheets: Default::default(),
            ports: vec![Port::Switches, Port::Switching, Port::Health],
        },
    ]
}

pub fn tenants() -> Vec<Tenant> {
    let tenant =
        |id: &str, name: &str, owner: &str, status: &str, plan: &str, messages: i64| Tenant {
            platform: PlatformId::Marketplace,
            id: TenantId::from(id),
            name: Text::from(name),
            owner: Some(Text::from(owner)),
            status: TenantStatus::from_raw(status),
            plan: Some(Text::from(plan)),
            limits: Limits {
                conversations_per_month: Some(300),
                messages_per_day: Some(messages),
                products: Some(100),
                storage_gb: Some(2),
            },
            updated_at: Some(before(6 * DAY)),
            version: Some("2026-11-15T19:02:09.000Z".into()),
            attributes: attributes(messages),
            oddities: 0,
        };
    vec![
        tenant(
            ECOM,
            "E-commerce Solutions",
            "Gabriela Montoya",
            "active",
            "basic",
            500,
        ),
        tenant(
            AITECH,
            "AI Tech Solutions",
            "Mateo Lizarazo",
            "active",
            "pro",
            5000,
        ),
        tenant(
            DIGITAL,
            "Digital Marketing Pro",
            "Renata Caldas",
            "suspended",
            "enterprise",
            -1,
        ),
        tenant(
            LUIS,
            "Luis McCoy Test Business",
            "Luis McCoy",
            "active",
            "starter",
            500,
        ),
        tenant(
            STORE,
            "Tech Solutions Store",
            "Marcela Tovar",
            "trial",
            "basic",
            500,
        ),
    ]
}

fn attributes(messages: i64) -> Vec<Attribute> {
    [
        (
            "businessConfig",
            "communicationStyle · tone",
            "friendly".to_owned(),
        ),
        (
            "businessConfig",
            "communicationStyle · useEmojis",
            "yes".to_owned(),
        ),
        (
            "businessConfig",
            "shippingInfo · zones",
            "Bogotá, Medellín, Cali, nacional".to_owned(),
        ),
        (
            "businessConfig",
            "discountPolicy · maxDiscountPercent",
            "5".to_owned(),
        ),
        ("aiConfig", "model", "claude-3-haiku".to_owned()),
        ("aiConfig", "maxTokens", "600".to_owned()),
        ("limits", "maxConversationsPerMonth", "300".to_owned()),
        ("limits", "maxMessagesPerDay", messages.to_string()),
        ("contactInfo", "email", "turno@ecommerce.example".to_owned()),
        ("contactInfo", "phone", "+57 ••• ••90 03".to_owned()),
        ("createdAt", "", "2026-04-25T19:02:09Z".to_owned()),
    ]
    .into_iter()
    .map(|(group, label, value)| Attribute {
        group: Text::from(group),
        label: Text::from(label),
        value: Text::from(value),
    })
    .collect()
}

pub fn key(tenant: &str, phone: &str) -> ConversationKey {
    ConversationKey::marketplace(
        &TenantId::from(tenant),
        &format!("conv_{tenant}_{}", phone.trim_start_matches('+')),
    )
}

/// A conversation of the plaza.
struct Seed {
    tenant: &'static str,
    name: &'static str,
    phone: &'static str,
    status: &'static str,
    priority: &'static str,
    waits: i64,
    reason: &'static str,
    last: (Speaker, i64, &'static str),
    storage: Storage,
}

pub const MARTA: &str = "+573005554217";

const SEEDS: [Seed; 14] = [
    Seed {
        tenant: ECOM,
        name: "Marta Gómez",
        phone: MARTA,
        status: "PASSED_TO_HUMAN",
        priority: "urgent",
        waits: 192,
        reason: "Queja del cliente: palabra «malo»",
        last: (
            Speaker::Bot,
            185,
            "Tu conversación está siendo atendida por un asesor. Te responderá pronto.",
        ),
        storage: Storage::Embedded,
    },
    Seed {
        tenant: AITECH,
        name: "",
        phone: "+573105558803",
        status: "PASSED_TO_HUMAN",
        priority: "high",
        waits: 65,
        reason: "Negociación de precio: «descuento»",
        last: (
            Speaker::Customer,
            65,
            "¿Me hacen descuento si llevo tres portátiles?",
        ),
        storage: Storage::Embedded,
    },
    Seed {
        tenant: ECOM,
        name: "Ana López",
        phone: "+573035551122",
        status: "PASSED_TO_HUMAN",
        priority: "high",
        waits: 22 * MINUTE + 40,
        reason: "Pide hablar con el gerente; queja",
        last: (
            Speaker::Customer,
            20 * MINUTE,
            "Quiero hablar con el gerente, esto ya es el colmo",
        ),
        storage: Storage::LastMessageOnly,
    },
    Seed {
        tenant: LUIS,
        name: "José Ramírez",
        phone: "+525555551944",
        status: "ESCALATED",
        priority: "medium",
        waits: 40,
        reason: "Pide una persona: «asesor»",
        last: (
            Speaker::Customer,
            38,
            "Me comunicas con un asesor por favor",
        ),
        storage: Storage::Embedded,
    },
    Seed {
        tenant: STORE,
        name: "Beatriz Nogueira",
        phone: "+5511955501107",
        status: "escalated",
        priority: "medium",
        waits: 2 * HOUR + 5 * MINUTE,
        reason: "Cliente quer falar com atendente",
        last: (
            Speaker::Customer,
            2 * HOUR,
            "Alguém pode me atender? Já mandei duas mensagens",
        ),
        storage: Storage::Embedded,
    },
    Seed {
        tenant: AITECH,
        name: "Carlos Rodríguez",
        phone: "+573019876500",
        status: "PASSED_TO_HUMAN",
        priority: "medium",
        waits: 11 * MINUTE + 3,
        reason: "Consulta técnica compleja",
        last: (
            Speaker::Customer,
            10 * MINUTE,
            "¿El MacBook Air M2 trae teclado en español y garantía local de dos años?",
        ),
        storage: Storage::Embedded,
    },
    Seed {
        tenant: ECOM,
        name: "Lucía Fernández",
        phone: "+573005550912",
        status: "PASSED_TO_HUMAN",
        priority: "low",
        waits: 38,
        reason: "Palabra «ya» en «playa»",
        last: (
            Speaker::Customer,
            38,
            "busco un vestido para la playa, talla M",
        ),
        storage: Storage::Embedded,
    },
    Seed {
        tenant: ECOM,
        name: "",
        phone: "+573005553370",
        status: "PASSED_TO_HUMAN",
        priority: "low",
        waits: 3 * DAY + 4 * HOUR,
        reason: "",
        last: (Speaker::Unknown, 3 * DAY, ""),
        storage: Storage::NoTranscript,
    },
    Seed {
        tenant: LUIS,
        name: "Diego Salcedo",
        phone: "+573005557781",
        status: "PASSED_TO_HUMAN",
        priority: "urgent",
        waits: 6 * MINUTE,
        reason: "Error técnico al procesar el mensaje",
        last: (Speaker::Customer, 5 * MINUTE, "hola??"),
        storage: Storage::Embedded,
    },
    Seed {
        tenant: ECOM,
        name: "Paula Andrade",
        phone: "+573005556612",
        status: "ACTIVE",
        priority: "",
        waits: 0,
        reason: "",
        last: (Speaker::Customer, 12, "sí, ese mismo en negro 🙌🏽"),
        storage: Storage::Embedded,
    },
    Seed {
        tenant: AITECH,
        name: "王小明",
        phone: "+8613800005521",
        status: "active",
        priority: "",
        waits: 0,
        reason: "",
        last: (Speaker::Bot, 4 * MINUTE, "El envío tarda dos días hábiles."),
        storage: Storage::Embedded,
    },
    Seed {
        tenant: STORE,
        name: "Ricardo Melo",
        phone: "+5521955503399",
        status: "ACTIVE",
        priority: "",
        waits: 0,
        reason: "",
        last: (
            Speaker::Bot,
            26 * MINUTE,
            "Temos sim! Quer que eu envie as fotos?",
        ),
        storage: Storage::LastMessageOnly,
    },
    Seed {
        tenant: DIGITAL,
        name: "Sofia Prado",
        phone: "+5511955504455",
        status: "closed",
        priority: "",
        waits: 0,
        reason: "",
        last: (Speaker::Bot, 20 * HOUR, "Obrigado pelo contato, até logo!"),
        storage: Storage::Embedded,
    },
    Seed {
        tenant: LUIS,
        name: "Elena Quiroga",
        phone: "+573005552288",
        status: "PENDING_REVIEW",
        priority: "",
        waits: 0,
        reason: "",
        last: (Speaker::Customer, 9 * HOUR, "gracias"),
        storage: Storage::Embedded,
    },
];

impl Seed {
    fn key(&self) -> ConversationKey {
        key(self.tenant, self.phone)
    }

    fn row(&self) -> ConversationRow {
        let text = |raw: &str| (!raw.is_empty()).then(|| Text::from(raw));
        let status = Status::from_raw(self.status);
        let talk = (self.storage != Storage::NoTranscript).then(|| Talk {
            status: status.clone(),
            customer: Customer {
                name: text(self.name),
                phone: Some(Text::from(mask::phone(self.phone))),
                standing: None,
            },
            storage: self.storage,
            last: Some(LastMessage {
                from: self.last.0,
                at: Some(before(self.last.1)),
                text: Text::from(self.last.2),
            }),
            messages: 9,
            updated_at: Some(before(self.last.1)),
            last_intent: None,
            products: Vec::new(),
        });
        ConversationRow {
            key: self.key(),
            record: (self.waits > 0).then(|| Record {
                status,
                reason: text(self.reason),
                priority: Priority::from_raw(self.priority),
                since: Some(before(self.waits)),
                version: Some("2026-11-21T18:58:57.000Z".into()),
                has_messages: self.storage == Storage::Embedded,
            }),
            talk,
            oddities: 0,
        }
    }
}

pub fn conversations() -> Vec<ConversationRow> {
    SEEDS.iter().map(Seed::row).collect()
}

/// Diego's conversation is held by Luis.
pub fn claim_of_luis() -> Claim {
    Claim {
        key: key(LUIS, "+573005557781"),
        owner: "demo:luis".into(),
        operator: Text::from("luis"),
        console: ConsoleId::from("mesa-2"),
        host: Text::from("mesa-2"),
        intent: IntentId::from("01JD7Q2M3N4P5Q6R7S8T9V0W1X"),
        fence: Fence(3),
        beat: 4,
        state: ClaimState::Held,
        ending: None,
        since: before(4 * MINUTE),
        lease_until: before(-60),
        taken: None,
        arranged: Default::default(),
    }
}

/// A claim of this console on a conversation.
pub fn claim_of_ana(key: ConversationKey) -> Claim {
    let ana = ana();
    Claim {
        key,
        owner: ana.identity,
        operator: ana.name,
        console: ana.console,
        host: ana.host,
        intent: IntentId::from("01JD7Q2M3N4P5Q6R7S8T9V0W2Y"),
        fence: Fence(1),
        beat: 0,
        state: ClaimState::Held,
        ending: None,
        since: before(8),
        lease_until: before(-82),
        taken: None,
        arranged: Default::default(),
    }
}

/// Luis had it, and Ana gave a reason.
pub fn taken() -> Box<Taken> {
    Box::new(Taken {
        from: Text::from("luis"),
        reason: Text::from("Luis salió a almorzar"),
    })
}

fn message(n: usize, from: Speaker, seconds: i64, text: &str) -> Message {
    let waiting = text.starts_with("Tu conversación está siendo atendida");
    Message {
        id: MessageId::from(format!("m{n}")),
        at: Some(before(seconds)),
        from,
        by: None,
        text: Text::from(text),
        kind: if waiting {
            MessageKind::WaitingLine
        } else {
            MessageKind::Text
        },
        origin: Origin::Table,
        state: None,
        fate: None,
    }
}

const WAITING: &str = "Tu conversación está siendo atendida por un asesor. Te responderá pronto.";

fn talk_of_marta() -> Vec<Message> {
    [
        (Speaker::Customer, 25 * HOUR, "Buenas tardes, compré el juego de ollas de 5 piezas, pedido 8841"),
        (Speaker::Bot, 25 * HOUR - 6, "¡Hola, Marta! Con mucho gusto te ayudo. Tu pedido 8841 sale hoy y llega mañana entre 9 y 12."),
        (Speaker::Customer, 9 * MINUTE, "El pedido 8841 llegó roto"),
        (Speaker::Bot, 9 * MINUTE - 5, "Lamento lo ocurrido. ¿Puedes enviarme una foto del empaque y de la pieza dañada?"),
        (Speaker::Customer, 7 * MINUTE, "ya la mandé tres veces por el otro número"),
        (Speaker::Bot, 7 * MINUTE - 4, "Para ayudarte necesito una foto. ¿Puedes enviarla por aquí?"),
        (Speaker::Customer, 193, "es muy malo el servicio, quiero hablar con una persona"),
        (Speaker::Bot, 191, WAITING),
        (Speaker::Bot, 189, WAITING),
        (Speaker::Bot, 187, WAITING),
        (Speaker::Bot, 185, WAITING),
    ]
    .into_iter()
    .enumerate()
    .map(|(n, (from, at, text))| message(n, from, at, text))
    .collect()
}

/// The whole conversation of a row: Marta's at length, the others with what their rows show.
pub fn conversation(row: &ConversationRow) -> Conversation {
    let last = row.talk.as_ref().and_then(|talk| talk.last.clone());
    let messages = if row.key == key(ECOM, MARTA) {
        talk_of_marta()
    } else {
        last.into_iter()
            .map(|last| Message {
                at: last.at,
                ..message(0, last.from, 0, &last.text)
            })
            .collect()
    };
    Conversation {
        row: row.clone(),
        messages,
        history: match row.storage() {
            Storage::Embedded => History::Complete,
            Storage::LastMessageOnly => History::SeenSince(Some(before(4 * MINUTE))),
            Storage::NoTranscript => History::None,
        },
    }
}

pub fn catalogue() -> Vec<Agent> {
    [
        (
            "8f0c2d1e-agent-1",
            "nigredo-atendimento",
            "Atendimento",
            "Support",
            "2.4.1",
            "active",
        ),
        (
            "8f0c2d1e-agent-2",
            "fibonacci-orquestrador",
            "Orquestrador Fibonacci",
            "Orchestration",
            "1.9.0",
            "beta",
        ),
    ]
    .into_iter()
    .map(|(id, slug, name, category, version, status)| Agent {
        platform: PlatformId::Alquimista,
        id: AgentId::from(id),
        slug: Text::from(slug),
        name: Text::from(name),
        category: Some(Text::from(category)),
        version: Some(Text::from(version)),
        status: Text::from(status),
    })
    .collect()
}

/// The switches of a tenant: its bot, and the agents of the catalogue.
pub fn switches(tenant: &Tenant) -> Vec<Activation> {
    let activation = |agent: AgentId,
                      name: &str,
                      platform,
                      switch,
                      since: Option<i64>,
                      by: Option<&str>,
                      reason: Option<&str>| Activation {
        key: SwitchKey {
            platform,
            tenant: tenant.id.clone(),
            agent,
        },
        agent: Text::from(name),
        tenant_name: tenant.name.clone(),
        category: (platform == PlatformId::Alquimista).then(|| Text::from("Support")),
        switch,
        since: since.map(before),
        by: by.map(Text::from),
        reason: reason.map(Text::from),
        disagrees: None,
        seen: SeenSwitch::Absent,
    };
    let suspended = tenant.status == TenantStatus::Suspended;
    let mut all = vec![activation(
        AgentId::bot(),
        "",
        PlatformId::Marketplace,
        tenant.status.bot(),
        Some(if suspended { 20 * HOUR } else { 40 * DAY }),
        suspended.then_some("luis"),
        suspended.then_some("responde precios viejos"),
    )];
    for (at, agent) in catalogue().into_iter().enumerate() {
        let (switch, since, by, reason) = match (tenant.id.as_str(), at) {
            (ECOM, 0) => (Switch::On, Some(12 * DAY), Some("marcela"), None),
            (AITECH, 0) => (
                Switch::Off,
                Some(5 * HOUR),
                Some("luis"),
                Some("plantillas sin aprobar"),
            ),
            (AITECH, 1) => (Switch::On, Some(90 * DAY), Some("migration"), None),
            (DIGITAL, 0) => (Switch::Suspended, Some(2 * DAY), None, None),
            _ => (Switch::Absent, None, None, None),
        };
        all.push(activation(
            agent.id,
            &agent.name,
            PlatformId::Alquimista,
            switch,
            since,
            by,
            reason,
        ));
    }
    all
}

/// Three months of usage of a tenant, the newest first.
pub fn usage(tenant: &Tenant) -> Vec<UsageMonth> {
    let (messages, lost) = match tenant.id.as_str() {
        ECOM => (1_020, 4),
        AITECH => (4_120, 88),
        DIGITAL => (61_300, 0),
        LUIS => (610, 233),
        _ => (84, 0),
    };
    ["2026-11", "2026-10", "2026-09"]
        .into_iter()
        .enumerate()
        .map(|(back, month)| {
            let billed = messages * (10 - back as u64) / 10;
            let last = if back == 0 { 21 } else { 30 };
            UsageMonth {
                platform: PlatformId::Marketplace,
                tenant: tenant.id.clone(),
                month: Text::from(month),
                figures: Figures::Messages {
                    tracker: Some(TrackerUsage {
                        conversations: billed / 9,
                        messages: billed + lost,
                        tokens: billed * 420,
                        storage_gb: 0.37,
                        updated_at: Some(before(3 * MINUTE)),
                        days: (1..=last)
                            .map(|day| UsageDay {
                                date: Text::from(format!("{month}-{day:02}")),
                                conversations: 3 + day % 5,
                                messages: (billed / last) * (6 + (day * 7) % 11) / 10
                                    * u64::from(day % 7 != 1),
                                tokens: 9_000,
                            })
                            .collect(),
                    }),
                    metrics: Some(MetricsUsage {
                        messages: billed,
                        conversations: billed / 9,
                        updated_at: Some(before(2 * MINUTE)),
                    }),
                },
                oddities: 0,
            }
        })
        .collect()
}

/// Systems beside the Marketplace in which something waits.
pub fn all_systems() -> Vec<System> {
    let with_work = |platform, deciding: bool| System {
        platform,
        sheets: Default::default(),
        ports: if deciding {
            vec![Port::Work, Port::Deciding]
        } else {
            vec![Port::Work]
        },
    };
    let mut all = systems();
    if let Some(alquimista) = all.last_mut() {
        alquimista.ports.extend([Port::Work, Port::Deciding]);
    }
    all.push(with_work(PlatformId::Diatonic, true));
    all.push(with_work(PlatformId::Notification, false));
    all
}

/// What waits in a system and is no conversation.
pub fn work(platform: PlatformId) -> Vec<Work> {
    let one = |tenant: &str,
               kind,
               id: &str,
               subject: &str,
               reason: &str,
               state: &str,
               priority,
               seconds| Work {
        key: WorkKey {
            platform,
            tenant: TenantId::from(tenant),
            kind,
            id: WorkId::from(id),
        },
        subject: Text::from(subject),
        reason: Some(Text::from(reason)),
        state: Text::from(state),
        priority,
        since: Some(before(seconds)),
        version: Some(state.to_owned()),
        attributes: vec![
            Attribute {
                group: Text::from("requested_by"),
                label: Text::default(),
                value: Text::from("mateo@aitech.example"),
            },
            Attribute {
                group: Text::from("parameters"),
                label: Text::from("batch_size"),
                value: Text::from("32"),
            },
        ],
    };
    match platform {
        PlatformId::Alquimista => vec![one(
            "00000000-0000-0000-0000-000000000001",
            WorkKind::Approval,
            "apr-77",
            "data.exported",
            "Exportar leads de noviembre",
            "pending",
            Priority::High,
            26 * MINUTE,
        )],
        PlatformId::Diatonic => vec![one(
            "dev-tenant",
            WorkKind::RunOverdue,
            "MDQ1X7",
            "LLM Performance Comparison",
            "running since yesterday",
            "running",
            Priority::Medium,
            22 * HOUR,
        )],
        PlatformId::Notification => vec![one(
            "ana@example.com",
            WorkKind::SourceFailing,
            "src-1",
            "imap.gmail.com",
            "[AUTHENTICATIONFAILED] Invalid credentials",
            "active",
            Priority::Low,
            3 * HOUR,
        )],
        PlatformId::Marketplace => Vec::new(),
    }
}

/// What was told of Marta's escalation.
pub fn briefing() -> Kept {
    let mut briefing = Briefing::new(before(3 * MINUTE + 12));
    briefing.priority = Priority::Urgent;
    briefing.triggers = vec![Trigger {
        kind: Some(Text::from("complaint")),
        confidence: Some(0.8),
        reason: Some(Text::from("Suena a queja: \"malo\"")),
        keyword: Some(Text::from("malo")),
    }];
    briefing.suggested = Some(Text::from("customer_service_supervisor"));
    briefing.estimate = Some(10);
    briefing.last_intent = Some(Text::from("compra"));
    briefing.summary = Some(Text::from("El pedido 8841 llegó roto y pide una persona"));
    Kept {
        briefing,
        resolution: None,
    }
}

/// That the platform's own people gave Marta back to the bot.
pub fn reset() -> Resolution {
    Resolution {
        at: before(MINUTE),
        by: Some(Text::from("admin-1")),
    }
}
