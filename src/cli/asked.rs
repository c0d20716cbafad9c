//! From what was typed to what is wanted: which backend, and the screen or a verb.

use super::attention::preferences;
use super::language;
use super::value::Location;
use super::{
    Agents, Cli, Commands, ConfigVerb, Flags, Of, Only, Part, PartOf, Products, Sheet, Switch,
    Verb, Work,
};
use super::{demo, queue};
use crate::app::preferences::Preferences;
use crate::config::{self, Config, ConfigError, Found};
use crate::connect::{Caller, Database, NamedProfile, Source, Wanted, feed};
use crate::domain::agent::Turn;
use crate::domain::id::{AgentId, ConversationKey, TenantId, WorkId};
use crate::domain::language::Language;
use crate::domain::sheet::{SheetKey, SheetOf};
use crate::domain::work::{Decision, WorkKey};
use crate::headless::{
    CannedVerb, Command, List, Listed, Request, SetUp, ShiftVerb, configuration_fault,
};
use crate::locale::headless as words;
use crate::platform::alquimista::postgres::{Limits, PasswordFrom, Settings, Tls};
use crate::theme::Choice;
use std::io::Read;
use std::path::PathBuf;

/// The variable that may hold the password of AlquimistaAI's database.
const PASSWORD: &str = "ALQUIMISTA_DB_PASSWORD";
/// The variables that stand for --profile and --config.
const PROFILE: &str = "SWITCHBOARD_PROFILE";
const CONFIG: &str = "SWITCHBOARD_CONFIG";

/// What is wanted.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    Screen(Wanted, Choice, Preferences),
    Verb(Wanted, Request),
    /// Says what the configuration file says, without any backend.
    Config(ConfigVerb, Option<PathBuf>),
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
        match self.verb {
            #[cfg(feature = "embedded")]
            Some(Verb::Demo(options)) => {
                if named(&flags).is_some() || flags.profile.is_some() {
                    return Err(words::demo_elsewhere().into());
                }
                Ok(demo::asked(&options, &flags))
            }
            Some(Verb::Config(verb)) => Ok(Asked::Config(verb, config_file(&flags))),
            verb => on_backend(&flags, verb),
        }
    }
}

/// The screen or a verb on the backend that flags or the configuration name.
fn on_backend(flags: &Flags, verb: Option<Verb>) -> Result<Asked, Misuse> {
    let (source, config) = backend(flags)?;
    language::settle(flags.lang, config.language);
    let Some(verb) = verb else {
        if source.is_some() {
            demo::is_no_scenario(flags)?;
        }
        let implied = || demo::implied(flags);
        let source = source.or_else(implied).ok_or(words::no_backend())?;
        let theme = flags.theme.or(config.theme.map(choice)).unwrap_or_default();
        let wanted = wanted(flags, &config, source, Caller::Screen);
        return Ok(Asked::Screen(wanted, theme, preferences(&config)?));
    };
    demo::is_no_scenario(flags)?;
    let source = source.ok_or(words::no_backend())?;
    let request = request(verb)?;
    let mut wanted = wanted(flags, &config, source, Caller::Headless);
    // A verb that only reads needs neither a writer nor a journal.
    wanted.readonly |= !request.writes();
    Ok(Asked::Verb(wanted, request))
}

/// The backend, and the configuration as far as it was read: flags that name a backend need none.
fn backend(flags: &Flags) -> Result<(Option<Source>, Config), Misuse> {
    if let Some(source) = named(flags) {
        if flags.profile.is_some() || flags.config.is_some() {
            return Err(words::two_backends().into());
        }
        return Ok((Some(source?), Config::default()));
    }
    let read = config::read(config_file(flags).as_deref());
    let Some(found) = read.map_err(|error| broken(&error))? else {
        return match profile_name(flags) {
            Some(name) => Err(Misuse(words::no_configuration(&name))),
            None => Ok((None, Config::default())),
        };
    };
    // The file was read, so what is wrong with its profiles is told in its language.
    language::settle(flags.lang, found.config.language);
    let profile = found.profile(profile_name(flags).as_deref());
    let profile = profile.map_err(|error| broken(&error))?;
    let source = profile.map(|(name, profile)| {
        Source::Profile(Box::new(NamedProfile {
            name: name.to_owned(),
            profile: profile.clone(),
        }))
    });
    let Found { config, .. } = found.clone();
    Ok((source, config))
}

fn broken(error: &ConfigError) -> Misuse {
    Misuse(configuration_fault(error))
}

fn config_file(flags: &Flags) -> Option<PathBuf> {
    let variable = || std::env::var_os(CONFIG).map(PathBuf::from);
    flags.config.clone().or_else(variable)
}

fn profile_name(flags: &Flags) -> Option<String> {
    let variable = || std::env::var(PROFILE).ok().filter(|name| !name.is_empty());
    flags.profile.clone().or_else(variable)
}

fn choice(theme: config::Theme) -> Choice {
    match theme {
        config::Theme::Auto => Choice::Auto,
        config::Theme::Dark => Choice::Dark,
        config::Theme::Light => Choice::Light,
        config::Theme::Mono => Choice::Mono,
    }
}

/// The backend that flags alone name, if they do.
fn named(flags: &Flags) -> Option<Result<Source, Misuse>> {
    let account = flags.region.is_some() || flags.aws_profile.is_some();
    match (&flags.endpoint, account) {
        (Some(_), true) => Some(Err(words::two_backends().into())),
        (Some(endpoint), false) => Some(Ok(Source::Endpoint(endpoint.clone()))),
        (None, true) => Some(Ok(Source::Account {
            region: flags.region.clone(),
            profile: flags.aws_profile.clone(),
        })),
        (None, false) => None,
    }
}

pub(super) fn wanted(flags: &Flags, config: &Config, source: Source, caller: Caller) -> Wanted {
    let others = config.profiles.iter();
    Wanted {
        source,
        profiles: others
            .map(|(name, profile)| NamedProfile {
                name: name.clone(),
                profile: profile.clone(),
            })
            .collect(),
        caller,
        operator: flags.operator.clone().or_else(|| config.operator.clone()),
        readonly: flags.readonly,
        role: flags.role,
        control_table: flags.control_table.clone(),
        database: flags.alquimista_db.as_ref().map(|at| database(flags, at)),
        feed: feed::Settings::default(),
        canned: config.canned(),
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
        Verb::Conversations(verb) => queue::conversation(verb),
        Verb::Sla(verb) => queue::targets(verb),
        Verb::Escalations(verb) => queue::handoff(verb)?,
        Verb::Canned(verb) => Request::Canned(canned(verb)),
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
        Verb::Agent(verb) => verb.request(),
        Verb::Op(verb) => verb.request(),
        Verb::Tick => Request::Tick,
        Verb::Usage(verb) => verb.request(),
        Verb::Audit(Only::List(audit)) => {
            let of = Listed::Audit { month: audit.month };
            list(of, audit.part, Some(audit.tenant))
        }
        Verb::Alarms(verb) => verb.request(),
        Verb::Metrics(verb) => verb.request(),
        Verb::Logs(verb) => verb.request()?,
        Verb::Trace(verb) => verb.request(),
        Verb::Incident(verb) => verb.request()?,
        Verb::Handover { out } => Request::Shift(ShiftVerb::Handover { out }),
        Verb::Past { at } => Request::Shift(ShiftVerb::Past { at }),
        Verb::Doctor => Request::Doctor,
        // Answered before: it needs no backend.
        Verb::Config(_) => return Err(words::no_backend().into()),
        Verb::Iam { role } => Request::Policy(role),
        Verb::Init { yes, index, feed } => Request::Init {
            of: match (index, feed) {
                (true, _) => SetUp::Index,
                (_, true) => SetUp::Feed,
                _ => SetUp::Control,
            },
            agreed: yes,
        },
    })
}

fn canned(verb: super::Canned) -> CannedVerb {
    match verb {
        super::Canned::List => CannedVerb::List,
        super::Canned::Remove { name } => CannedVerb::Remove { name },
        super::Canned::Set { name, en, es, pt } => {
            let all = [
                (Language::English, en),
                (Language::Spanish, es),
                (Language::Portuguese, pt),
            ];
            let texts = all.into_iter().filter_map(|(of, text)| Some((of, text?)));
            CannedVerb::Set {
                name,
                texts: texts.collect(),
            }
        }
    }
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

pub(super) fn list_of(of: Listed, part: PartOf) -> Request {
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

pub(super) fn key(of: &Of) -> ConversationKey {
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
pub(super) fn typed(text: String) -> Result<String, Misuse> {
    if text != "-" {
        return Ok(text);
    }
    let mut all = String::new();
    match std::io::stdin().lock().read_to_string(&mut all) {
        Ok(_) => Ok(all),
        Err(error) => Err(Misuse(words::no_stdin(&error.to_string()))),
    }
}
