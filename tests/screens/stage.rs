//! A console over the plaza: effects are answered from values, so that every screen is reached by messages
//! as the real one is. The clock stands still unless a test moves it.

#[path = "shift.rs"]
mod shift;

use jiff::SignedDuration;
use jiff::tz::TimeZone;
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use switchboard::app::command::Command;
use switchboard::app::effect::{Effect, Load, Verb};
use switchboard::app::geometry::Size;
use switchboard::app::msg::{Connected, Lease, Loaded, Msg, Opened, Outcome, Place};
use switchboard::app::state::{Start, State, ThemeName};
use switchboard::app::update::update;
use switchboard::domain::ack::Acked;
use switchboard::domain::agent::Toggled;
use switchboard::domain::briefing::Kept;
use switchboard::domain::conversation::{ConversationRow, Message, Origin, Speaker, Status};
use switchboard::domain::cost::Cost;
use switchboard::domain::escalation::QueuePlan;
use switchboard::domain::guard::Present;
use switchboard::domain::handoff::{Claim, Claimed, Owned, Pause, Released};
use switchboard::domain::id::{MessageId, TenantKey};
use switchboard::domain::operation::{Overview, Stepped, Switched};
use switchboard::domain::page::Page;
use switchboard::domain::problem::Problem;
use switchboard::domain::reply::{Fate, Line, ReplyState};
use switchboard::domain::revealed::Revealed;
use switchboard::domain::role::{Access, Role};
use switchboard::domain::sla::Policy;
use switchboard::domain::system::System;
use switchboard::domain::text::Text;
use switchboard::domain::work::Decided;
use switchboard::keymap::Keymap;
use switchboard::theme::Theme;
use switchboard::ui::view;

use super::plaza;

/// What a read answers instead of the plaza.
pub type Refuse = fn(&Load) -> Option<Problem>;

/// A console and what it is connected to.
pub struct Stage {
    pub state: State,
    pub place: Place,
    pub access: Access,
    pub role: Role,
    /// The profile, and whether customers feel what is done there.
    pub profile: Option<&'static str>,
    pub production: bool,
    pub refuse: Refuse,
    /// Reads are answered; a write of ours is too.
    pub answers: bool,
    pub claims: Vec<Claim>,
    pub targets: Vec<(TenantKey, Policy)>,
    /// How the pause of the bot stands after a claim.
    pub pause: Pause,
    /// Claims of ours that an earlier run of this console left.
    pub resumed: Vec<Claim>,
    pub systems: Vec<System>,
    /// Who else is in the open conversation.
    pub others: Vec<Present>,
    /// What was told of Marta's conversation.
    pub briefing: Option<Kept>,
    /// How words reach the customers; nowhere unless a scene says so.
    pub line: Line,
    /// Operations, and what is still off.
    pub overview: Overview,
    rows: Vec<ConversationRow>,
    said: Vec<Message>,
}

impl Stage {
    /// The bot answers Marta again.
    pub fn marta_is_back(&mut self) {
        let marta = plaza::key(plaza::ECOM, plaza::MARTA);
        for row in self.rows.iter_mut().filter(|row| row.key == marta) {
            row.record.as_mut().unwrap().status = Status::Active;
        }
    }

    /// Before anything is known.
    pub fn cold(columns: u16, rows: u16) -> Self {
        Self {
            state: State::new(Start {
                now: plaza::before(4),
                size: Size { columns, rows },
                zone: TimeZone::fixed(jiff::tz::offset(-5)),
                theme: ThemeName::Dark,
                language: switchboard::domain::language::Language::English,
            }),
            place: Place::Demo,
            access: Access::Full,
            role: Role::Admin,
            profile: None,
            production: false,
            refuse: |_| None,
            answers: true,
            claims: vec![plaza::claim_of_luis()],
            targets: Vec::new(),
            pause: Pause::Verified,
            resumed: Vec::new(),
            systems: plaza::systems(),
            rows: plaza::conversations(),
            briefing: None,
            line: Line::default(),
            overview: Overview::default(),
            others: Vec::new(),
            said: Vec::new(),
        }
    }

    /// Connects, reads all there is to read, and lets a second pass.
    pub fn run(&mut self) {
        self.connect();
        self.settle();
        self.tick(3, 0.0);
        self.state.clock = plaza::before(1);
        self.tick(1, 20.0);
    }

    pub fn connect(&mut self) {
        let epoch = self.state.epoch;
        self.send(Msg::Connected {
            epoch,
            outcome: Box::new(Ok(Connected {
                actor: plaza::ana(),
                place: self.place.clone(),
                access: self.access,
                role: self.role,
                profile: self.profile.map(str::to_owned),
                profiles: Vec::new(),
                production: self.production,
                queue_plan: QueuePlan::Sweep,
                systems: self.systems.clone(),
                resumed: self.resumed.clone(),
                drafts: Vec::new(),
                looked: Vec::new(),
                canned: Vec::new(),
                recovered: Vec::new(),
            })),
        });
    }

    /// Reads until nothing more is due at this moment. The sweep's budget moves the clock by fractions.
    pub fn settle(&mut self) {
        for pane in [
            Command::Tenants,
            Command::Conversations,
            Command::Agents,
            Command::Usage,
            Command::Health,
            Command::Escalations,
        ] {
            self.command(pane);
            for _ in 0..40 {
                self.tick(0, 0.0);
            }
            self.command(Command::First);
        }
    }

    /// So many seconds pass, and what they make due is answered.
    pub fn tick(&mut self, seconds: i64, read_units: f64) {
        let now = self.state.clock + SignedDuration::from_secs(seconds);
        self.send(Msg::Tick { now, read_units });
    }

    pub fn resize(&mut self, columns: u16, rows: u16) {
        self.send(Msg::Resized { columns, rows });
    }

    /// Nobody waits.
    pub fn empty_queue(&mut self) {
        self.claims.clear();
        self.rows.retain(|row| row.escalation().is_none());
    }

    /// The person rests on a row long enough for its conversation to be read.
    pub fn rest(&mut self) {
        let now = self.state.clock + SignedDuration::from_millis(400);
        self.send(Msg::Tick {
            now,
            read_units: 0.0,
        });
    }

    pub fn command(&mut self, command: Command) {
        self.send(Msg::Command(command));
    }

    pub fn type_text(&mut self, text: &str) {
        self.send(Msg::Paste(text.to_owned()));
    }

    /// A message, and the answers to all effects that come of it.
    pub fn send(&mut self, msg: Msg) {
        let mut effects = update(&mut self.state, msg);
        while !effects.is_empty() {
            let mut next = Vec::new();
            for effect in effects {
                if let Some(answer) = self.answer(effect) {
                    next.extend(update(&mut self.state, answer));
                }
            }
            effects = next;
        }
    }

    fn answer(&mut self, effect: Effect) -> Option<Msg> {
        let epoch = self.state.epoch;
        match effect {
            Effect::Load(load) if self.answers => Some(Msg::Loaded {
                epoch,
                outcome: match (self.refuse)(&load) {
                    Some(problem) => Err(problem),
                    None => Ok(self.load(&load)),
                },
                load,
            }),
            Effect::Do(verb) if self.answers => Some(Msg::Done {
                epoch,
                outcome: Ok(self.perform(&verb)?),
                verb,
            }),
            _ => None,
        }
    }

    fn load(&self, load: &Load) -> Loaded {
        let tenants = plaza::tenants();
        let of = |key: &TenantKey| tenants.iter().find(|tenant| tenant.key() == *key).cloned();
        match load {
            Load::Tenants { .. } => Loaded::Tenants(page(tenants)),
            Load::Sweep { tenant, .. } => Loaded::Conversations(page(
                self.rows
                    .iter()
                    .filter(|row| row.key.owner() == *tenant)
                    .cloned()
                    .collect(),
            )),
            Load::Queue { .. } => Loaded::Conversations(page(Vec::new())),
            Load::Work { platform, .. } => Loaded::Work(page(plaza::work(*platform))),
            Load::Bodies { .. } => Loaded::Bodies(Vec::new()),
            Load::Feed { .. } => Loaded::Drained(Default::default()),
            Load::Heard { .. } => Loaded::Heard(Vec::new()),
            Load::Replies { .. } => Loaded::Replies(Default::default()),
            Load::Outbox => Loaded::Relayed(Default::default()),
            Load::Blast { target, turn } => {
                Loaded::Blast(Box::new(super::kill::blast(target, *turn)))
            }
            Load::Operations => Loaded::Operations(Box::new(self.overview.clone())),
            Load::Operation { .. } => Loaded::Operation(Box::new(None)),
            Load::Theirs { key } => Loaded::Theirs(Box::new(super::kill::theirs(key))),
            Load::Sight { since, .. } => Loaded::Sighted(super::kill::sighted(*since)),
            Load::Targets { .. } => Loaded::Targets(self.targets.clone()),
            Load::Claims => Loaded::Claims(self.claims.clone()),
            Load::Present { .. } => Loaded::Present(self.others.clone()),
            Load::Conversation { key } | Load::Owned { key } => {
                let row = self.rows.iter().find(|row| row.key == *key);
                Loaded::Conversation(Box::new(row.map(|row| {
                    let mut conversation = plaza::conversation(row);
                    if row.key == plaza::key(plaza::ECOM, plaza::MARTA) {
                        conversation.messages.extend(self.said.clone());
                    }
                    Opened {
                        line: Some(self.line.clone()),
                        conversation,
                        claim: self.claims.iter().find(|claim| claim.key == *key).cloned(),
                        briefing: self
                            .briefing
                            .clone()
                            .filter(|_| row.key == plaza::key(plaza::ECOM, plaza::MARTA)),
                    }
                })))
            }
            Load::Catalogue => Loaded::Catalogue(plaza::catalogue()),
            Load::Switches { tenant } => Loaded::Switches(
                of(tenant)
                    .map(|tenant| plaza::switches(&tenant))
                    .unwrap_or_default(),
            ),
            Load::Log { what, .. } => Loaded::Log(Box::new(super::logs::brought(what))),
            Load::Health { .. } => Loaded::Health(super::health::health()),
            Load::AlarmHistory { .. } => Loaded::AlarmHistory(super::health::history()),
            Load::Metrics { platform, range } => {
                Loaded::Metrics(Box::new(super::health::metrics(*platform, *range)))
            }
            Load::Metric { query, range, .. } => {
                Loaded::Metrics(Box::new(super::health::metric(query, *range)))
            }
            Load::Condition {
                condition,
                period,
                range,
                ..
            } => Loaded::Metrics(Box::new(super::health::judged(*condition, *period, *range))),
            Load::Marks { platform, .. } => Loaded::Marks(super::health::changes(*platform)),
            Load::Acks => Loaded::Acks {
                acks: super::health::acks(),
                used: super::health::used(),
            },
            Load::Canned { .. } => Loaded::Canned(Vec::new()),
            Load::Shift(ask) => Loaded::Shift(Box::new(shift::told(ask))),
            Load::Endings { .. } => Loaded::Endings(Vec::new()),
            Load::Sheet { key, .. } => Loaded::Sheet(Box::new(super::sheets::page(key.kind))),
            Load::Usage { tenant } => Loaded::Usage(
                of(tenant)
                    .map(|tenant| plaza::usage(&tenant))
                    .unwrap_or_default()
                    .into(),
            ),
        }
    }

    fn perform(&mut self, verb: &Verb) -> Option<Outcome> {
        match verb {
            Verb::Claim { key, .. } => {
                let claim = plaza::claim_of_ana(key.clone());
                self.claims.push(claim.clone());
                Some(Outcome::Claimed(Claimed::Won {
                    claim,
                    pause: self.pause.clone(),
                }))
            }
            Verb::Reply { local, text, .. } => {
                let message = self.say(Speaker::Human, text);
                Some(Outcome::Replied {
                    local: local.clone(),
                    owned: Owned::Done(message),
                })
            }
            Verb::Note { local, text, .. } => {
                let message = self.say(Speaker::Note, text);
                Some(Outcome::Noted {
                    local: local.clone(),
                    owned: Owned::Done(message),
                })
            }
            Verb::SwitchOff { toggle, until, .. } => Some(Outcome::SwitchedOff(Switched {
                toggled: super::kill::off(toggle),
                until: *until,
            })),
            Verb::Operate(_) => Some(Outcome::Stepped(Stepped::Unknown)),
            Verb::Acknowledge { .. } => Some(Outcome::Acknowledged(Acked::Unknown)),
            Verb::Toggle(toggle) => Some(Outcome::Toggled {
                toggle: toggle.clone(),
                outcome: Toggled::Unknown,
            }),
            Verb::Decide { work, decision, .. } => Some(Outcome::Decided {
                work: work.clone(),
                decision: *decision,
                decided: Decided::Done,
            }),
            Verb::Act { .. } => Some(Outcome::Acted(Decided::Done)),
            Verb::ShowNumber { .. } => Some(Outcome::Number(Some(Revealed::new("+573005554217")))),
            Verb::Steal { key, .. } => {
                self.claims.retain(|claim| claim.key != *key);
                let mut claim = plaza::claim_of_ana(key.clone());
                claim.taken = Some(plaza::taken());
                self.claims.push(claim.clone());
                Some(Outcome::Claimed(Claimed::Won {
                    claim,
                    pause: self.pause.clone(),
                }))
            }
            Verb::Overrun { .. } => Some(Outcome::Audited),
            // Another console told of it.
            Verb::AlertUsage { .. } => Some(Outcome::UsageAlerted(false)),
            Verb::Incident(_) => None,
            Verb::HandBack { .. } => Some(Outcome::Released(Released::Done {
                fence: switchboard::domain::handoff::Fence(1),
            })),
            Verb::HandBackWith { .. }
            | Verb::Resolve { .. }
            | Verb::Return { .. }
            | Verb::Reassert { .. }
            | Verb::Deliver { .. }
            | Verb::SettleDoubt { .. }
            | Verb::Template { .. }
            | Verb::Arrange { .. }
            | Verb::Reopen { .. }
            | Verb::SetUsageAlert { .. }
            | Verb::Triage(_) => None,
        }
    }

    /// News of the lease of the open conversation.
    pub fn lease(&mut self, news: Lease) {
        let key = self.state.open.as_ref().unwrap().key.clone();
        let epoch = self.state.epoch;
        self.send(Msg::Lease { epoch, key, news });
    }

    /// A reply of ours as the table has it, in a state of its ladder.
    pub fn replied(&mut self, text: &str, state: ReplyState) {
        self.say(Speaker::Human, text);
        if let Some(message) = self.said.last_mut() {
            message.state = Some(state);
        }
    }

    /// A reply on its way to the customer.
    pub fn travels(&mut self, text: &str, state: ReplyState, change: impl FnOnce(&mut Fate)) {
        self.replied(text, state);
        let mut fate = Fate {
            route: self.line.route,
            reports: self.line.reports,
            ..Fate::default()
        };
        change(&mut fate);
        if let Some(message) = self.said.last_mut() {
            message.fate = Some(Box::new(fate));
        }
    }

    /// The bot answers although a person has taken over.
    pub fn bot_speaks(&mut self, text: &str) {
        let mut message = self.say(Speaker::Bot, text);
        message.by = None;
        message.origin = Origin::Table;
        message.state = None;
        self.said.pop();
        self.said.push(message);
    }

    fn say(&mut self, from: Speaker, text: &str) -> Message {
        let message = Message {
            id: MessageId::from(format!("ours-{}", self.said.len())),
            at: Some(self.state.clock),
            from,
            by: Some(Text::from("ana")),
            text: Text::from(text),
            kind: switchboard::domain::conversation::MessageKind::Text,
            origin: Origin::Ours,
            state: Some(ReplyState::Recorded),
            fate: None,
        };
        self.said.push(message.clone());
        message
    }

    /// Where the cursor is shown, if it is.
    pub fn cursor(&self, theme: &Theme) -> Option<(u16, u16)> {
        let size = self.state.size;
        let keymap = Keymap::default();
        let backend = TestBackend::new(size.columns, size.rows);
        let mut terminal = Terminal::new(backend).unwrap();
        terminal
            .draw(|frame| view(&self.state, theme, &keymap, frame))
            .unwrap();
        let at = terminal.backend().cursor_position();
        terminal.backend().cursor_visible().then_some((at.x, at.y))
    }

    /// The screen as cells.
    pub fn draw(&self, theme: &Theme) -> Buffer {
        let size = self.state.size;
        draw_at(&self.state, theme, size.columns, size.rows)
    }
}

fn page<T>(items: Vec<T>) -> Page<T> {
    Page {
        items,
        next: None,
        cost: Cost::default(),
    }
}

/// The screen on a frame of another size than the state knows.
pub fn draw_at(state: &State, theme: &Theme, columns: u16, rows: u16) -> Buffer {
    let keymap = Keymap::default();
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).unwrap();
    terminal
        .draw(|frame| view(state, theme, &keymap, frame))
        .unwrap();
    terminal.backend().buffer().clone()
}
