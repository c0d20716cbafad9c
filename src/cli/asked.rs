//! From what was typed to what is wanted: which backend, and the screen or a verb.

use super::value::Location;
use super::{
    Agents, Cli, Commands, Conversations, Escalations, Flags, Of, Only, Part, PartOf, Products,
    Sheet, Switch, Verb, Work,
};
use crate::connect::{Caller, Database, Source, Wanted};
use crate::domain::agent::Turn;
use crate::domain::handoff::Ending;
use crate::domain::id::{AgentId, ConversationKey, TenantId, WorkId};
use crate::domain::sheet::{SheetKey, SheetOf};
use crate::domain::work::{Decision, WorkKey};
use crate::headless::{Command, List, Listed, Request, Speech};
use crate::locale::headless as words;
use crate::platform::alquimista::postgres::{Limits, PasswordFrom, Settings, Tls};
use std::io::Read;

/// The variable that may hold the password of AlquimistaAI's database.
const PASSWORD: &str = "ALQUIMISTA_DB_PASSWORD";

/// What is wanted.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    Screen(Wanted),
    Verb(Wanted, Request),
}

/// Why the arguments make no sense together, as a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misuse(pub String);

impl From<&str> for Misuse {
    fn from(sentence: &str) -> Self {
        Self(sentence.to_owned())
    }
}

impl Cli {
    /// What is wanted. Reads stdin where a text is `-`.
    ///
    /// # Errors
    /// The sentence that says what to write instead.
    pub fn asked(self) -> Result<Asked, Misuse> {
        let flags = self.flags;
        let named = named(&flags)?;
        let Some(verb) = self.verb else {
            let source = named.or_else(demo).ok_or(words::no_backend())?;
            return Ok(Asked::Screen(wanted(&flags, source, Caller::Screen)));
        };
        #[cfg(feature = "embedded")]
        if let Verb::Demo(demo) = &verb {
            if named.is_some() {
                return Err(words::demo_elsewhere().into());
            }
            return Ok(demonstrate(demo, &flags));
        }
        let source = named.ok_or(words::no_backend())?;
        let request = request(verb)?;
        let mut wanted = wanted(&flags, source, Caller::Headless);
        // A verb that only reads needs neither a writer nor a journal.
        wanted.readonly |= !request.writes();
        Ok(Asked::Verb(wanted, request))
    }
}

/// The backend that flags name.
fn named(flags: &Flags) -> Result<Option<Source>, Misuse> {
    let account = flags.region.is_some() || flags.profile.is_some();
    match (&flags.endpoint, account) {
        (Some(_), true) => Err(words::two_backends().into()),
        (Some(endpoint), false) => Ok(Some(Source::Endpoint(endpoint.clone()))),
        (None, true) => Ok(Some(Source::Account {
            region: flags.region.clone(),
            profile: flags.profile.clone(),
        })),
        (None, false) => Ok(None),
    }
}

/// What a console without any configuration opens.
#[cfg(feature = "embedded")]
fn demo() -> Option<Source> {
    Some(Source::Embedded(crate::embedded::DemoOptions::default()))
}

#[cfg(not(feature = "embedded"))]
fn demo() -> Option<Source> {
    None
}

#[cfg(feature = "embedded")]
fn demonstrate(demo: &super::Demo, flags: &Flags) -> Asked {
    let source = Source::Embedded(crate::embedded::DemoOptions {
        seed: demo.seed,
        conversations: demo.conversations,
        speed: demo.speed,
        rng: demo.rng,
        queue_index: demo.index,
        listen: demo.listen,
    });
    if demo.headless {
        Asked::Verb(wanted(flags, source, Caller::Headless), Request::Serve)
    } else {
        Asked::Screen(wanted(flags, source, Caller::Screen))
    }
}

fn wanted(flags: &Flags, source: Source, caller: Caller) -> Wanted {
    Wanted {
        source,
        caller,
        operator: flags.operator.clone(),
        readonly: flags.readonly,
        control_table: flags.control_table.clone(),
        database: flags.alquimista_db.as_ref().map(|at| database(flags, at)),
        state: None,
    }
}

/// AlquimistaAI's own database, as flags name it.
fn database(flags: &Flags, at: &Location) -> Database {
    let variable = std::env::var_os(PASSWORD).map(|_| PasswordFrom::Variable(PASSWORD.to_owned()));
    let file = flags.alquimista_password_file.clone();
    Database {
        settings: Settings {
            host: at.host.clone(),
            port: at.port,
            database: at.database.clone(),
            user: at.user.clone(),
            password: file
                .map(PasswordFrom::File)
                .or(variable)
                .unwrap_or(PasswordFrom::Nowhere),
            tls: match &flags.alquimista_ca {
                Some(ca) => Tls::VerifyFull { ca: ca.clone() },
                None => Tls::SameMachine,
            },
            limits: Limits::default(),
        },
        bus: flags.event_bus.clone(),
    }
}

fn request(verb: Verb) -> Result<Request, Misuse> {
    Ok(match verb {
        // Answered before: it is a backend of its own.
        #[cfg(feature = "embedded")]
        Verb::Demo(_) => Request::Serve,
        Verb::Tenants(Only::List(part)) => list(Listed::Tenants, part, None),
        Verb::Conversations(Conversations::List(part)) => list_of(Listed::Conversations, part),
        Verb::Conversations(Conversations::Show(of)) => Request::Show(key(&of)),
        Verb::Escalations(verb) => handoff(verb)?,
        Verb::Work(verb) => work(verb),
        Verb::Sheet(sheet) => sheet_of(sheet),
        Verb::Products(Products::Sold {
            tenant,
            product,
            reason,
        }) => Request::Sold {
            tenant: TenantId::from(tenant),
            product,
            reason,
        },
        Verb::Commands(issue) => command(issue),
        Verb::Agents(Agents::List(part)) => list_of(Listed::Agents, part),
        Verb::Agents(Agents::Enable(switch)) => turn(switch, Turn::On),
        Verb::Agents(Agents::Disable(switch)) => turn(switch, Turn::Off),
        Verb::Usage(Only::List(part)) => list_of(Listed::Usage, part),
        Verb::Audit(Only::List(audit)) => {
            let of = Listed::Audit { month: audit.month };
            list(of, audit.part, Some(audit.tenant))
        }
        Verb::Doctor => Request::Doctor,
        Verb::Init { yes } => Request::Init { agreed: yes },
    })
}

fn handoff(verb: Escalations) -> Result<Request, Misuse> {
    Ok(match verb {
        Escalations::List { part, sweep } => list_of(Listed::Escalations { sweep }, part),
        Escalations::Claim {
            of,
            lease,
            takeover,
        } => Request::Claim {
            key: key(&of),
            lease,
            takeover,
        },
        Escalations::Reply { of, text, under } => Request::Speak {
            key: key(&of),
            speech: Speech::Reply,
            text: typed(text)?,
            fence: under.fence,
        },
        Escalations::Note { of, text, under } => Request::Speak {
            key: key(&of),
            speech: Speech::Note,
            text: typed(text)?,
            fence: under.fence,
        },
        Escalations::Release { of, under } => Request::Release {
            key: key(&of),
            ending: Ending::HandedBack,
            fence: under.fence,
        },
        Escalations::Resolve { of, under } => Request::Release {
            key: key(&of),
            ending: Ending::Resolved,
            fence: under.fence,
        },
    })
}

fn work(verb: Work) -> Request {
    let (decide, decision) = match verb {
        Work::List { part, kind } => return list_of(Listed::Work { kind }, part),
        Work::Approve(decide) => (decide, Decision::Approve),
        Work::Reject(decide) => (decide, Decision::Reject),
        Work::Cancel(decide) => (decide, Decision::Cancel),
    };
    Request::Decide {
        key: WorkKey {
            platform: decide.platform,
            tenant: TenantId::from(decide.tenant),
            kind: decide.kind,
            id: WorkId::from(decide.id),
        },
        decision,
        reason: decide.reason,
    }
}

fn sheet_of(sheet: Sheet) -> Request {
    let tenant = sheet.part.tenant.as_ref().map(TenantId::from);
    let of = match (tenant, sheet.agent, sheet.of) {
        (Some(tenant), Some(agent), _) => SheetOf::Agent {
            tenant,
            agent: AgentId::from(agent),
        },
        (Some(tenant), None, Some((kind, id))) => SheetOf::Entry { tenant, kind, id },
        (Some(tenant), None, None) => SheetOf::Tenant(tenant),
        (None, _, _) => SheetOf::System,
    };
    let key = SheetKey {
        platform: sheet.system,
        of,
        kind: sheet.kind,
        narrowing: sheet.narrowing,
    };
    list_of(Listed::Sheet(Box::new(key)), sheet.part)
}

fn command(issue: Commands) -> Request {
    let Commands::Issue {
        kind,
        tenant,
        parameters,
        reason,
        yes,
    } = issue;
    Request::Issue {
        command: Command {
            kind,
            tenant: tenant.map(TenantId::from),
            parameters,
            agreed: yes,
        },
        reason,
    }
}

fn list_of(of: Listed, part: PartOf) -> Request {
    list(of, part.part, part.tenant)
}

fn list(of: Listed, part: Part, tenant: Option<String>) -> Request {
    Request::List(List {
        of,
        tenant: tenant.map(TenantId::from),
        limit: part.limit,
        after: part.after,
    })
}

fn key(of: &Of) -> ConversationKey {
    ConversationKey::marketplace(&TenantId::from(&of.tenant), &of.conversation)
}

fn turn(switch: Switch, turn: Turn) -> Request {
    Request::Turn {
        tenant: TenantId::from(switch.tenant),
        agent: AgentId::from(switch.agent),
        turn,
        reason: switch.reason,
    }
}

/// A text as typed, or from stdin for `-`.
fn typed(text: String) -> Result<String, Misuse> {
    if text != "-" {
        return Ok(text);
    }
    let mut all = String::new();
    match std::io::stdin().lock().read_to_string(&mut all) {
        Ok(_) => Ok(all),
        Err(error) => Err(Misuse(words::no_stdin(&error.to_string()))),
    }
}
