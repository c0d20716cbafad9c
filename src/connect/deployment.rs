//! What is to be connected: systems with the names of their tables, each at an account and region, and who may
//! do what there. It comes from flags alone (all systems under their usual names) or from a profile.

mod place;

use super::systems::Database;
use super::{Source, Wanted, feed};
use crate::aws::session::Target;
use crate::aws::table::TableSpec;
use crate::config::{self, At, Profile};
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::role::{Role, Scope};
use crate::domain::standing::Standing;
use crate::platform::{alquimista, diatonic, marketplace, notification};
use place::{database, standing};

/// The environment of names where nothing else is said.
const PRODUCTION: &str = "prod";

/// An account and region, and the control table there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub target: Target,
    pub control_table: String,
}

/// The tables of a system.
#[derive(Clone, Debug)]
pub(super) enum Names {
    Marketplace(marketplace::schema::Tables, feed::Settings),
    Alquimista(alquimista::schema::Tables, Box<AlquimistaPlace>),
    Diatonic(diatonic::schema::Tables, Vec<TenantId>),
    Notification(notification::schema::Tables),
}

/// What there is of AlquimistaAI beside its tables.
#[derive(Clone, Debug, Default)]
pub(super) struct AlquimistaPlace {
    pub database: Option<Database>,
    /// Who we are in its own terms.
    pub standing: Option<Standing>,
}

/// One system.
#[derive(Clone, Debug)]
pub(super) struct SystemAt {
    pub spot: Spot,
    pub names: Names,
    /// It must be there; others are left out where their tables are not.
    pub required: bool,
    /// The last word of its names, and for Diatonic what they begin with.
    pub environment: String,
    pub prefix: String,
}

/// What is to be connected.
#[derive(Clone, Debug)]
pub(super) struct Deployment {
    /// Not empty.
    pub systems: Vec<SystemAt>,
    pub scope: Scope,
    pub read_only: bool,
    pub profile: Option<Profile>,
}

impl Deployment {
    /// What flags or a profile name. `embedded`: where the backend in this process listens.
    ///
    /// # Errors
    /// `Invalid` with the word of the profile that cannot be used.
    pub fn of(source: &Source, wanted: &Wanted, embedded: Option<String>) -> Result<Self, Problem> {
        let target = match (source, embedded) {
            (Source::Profile(profile), _) => return of_profile(&profile.profile, wanted),
            (_, Some(endpoint)) => Target::Loopback { endpoint },
            (Source::Endpoint(endpoint), _) => Target::of_endpoint(endpoint),
            (Source::Account { region, profile }, _) => Target::Account {
                endpoint: None,
                region: region.clone(),
                profile: profile.clone(),
            },
            #[cfg(feature = "embedded")]
            (Source::Embedded(_), None) => {
                return Err(Problem::new(Trouble::Internal, "demo", "not started"));
            }
        };
        let spot = Spot {
            target,
            control_table: wanted.control_table.clone(),
        };
        Ok(usual(&spot, wanted))
    }

    /// What the person with these identities may do: the least of what each may.
    pub fn role(&self, identities: &[Option<String>], actor: &str) -> Role {
        let of = |identity: &Option<String>| match (&self.profile, identity) {
            (Some(profile), Some(arn)) => profile.role_of(arn),
            // Nobody proves who he is on a loopback endpoint.
            (Some(profile), None) if profile.role.is_some() || !profile.roles.is_empty() => {
                profile.role_of(actor)
            }
            (None, Some(_)) => Role::Viewer,
            (_, None) => Role::Admin,
        };
        identities.iter().map(of).min().unwrap_or(Role::Viewer)
    }

    /// Whether customers feel what is done here.
    pub fn is_production(&self) -> bool {
        self.profile
            .as_ref()
            .is_some_and(|profile| profile.production)
    }

    /// US dollars that an account may be charged in a month.
    pub fn budget(&self) -> Option<f64> {
        self.profile.as_ref()?.monthly_budget_usd
    }

    /// Whether switching for many tenants waits for a second person.
    pub fn wants_second_person(&self) -> bool {
        let profile = self.profile.as_ref();
        profile.is_some_and(|profile| profile.second_person)
    }

    /// The accounts and regions in use, each once, in the order of the systems.
    pub fn spots(&self) -> Vec<Spot> {
        let mut spots: Vec<Spot> = Vec::new();
        for system in &self.systems {
            if !spots.contains(&system.spot) {
                spots.push(system.spot.clone());
            }
        }
        spots
    }
}

impl SystemAt {
    /// The names of its tables.
    pub fn tables(&self) -> Vec<String> {
        match self.names.clone() {
            Names::Marketplace(mut tables, _) => names(&mut tables.names_mut()),
            Names::Alquimista(mut tables, _) => names(&mut tables.names_mut()),
            Names::Diatonic(mut tables, _) => names(&mut tables.names_mut()),
            Names::Notification(mut tables) => names(&mut tables.names_mut()),
        }
    }

    /// Their indexes as the system's sources have them: the table's name and the index's.
    pub fn indexes(&self) -> Vec<(String, String)> {
        match &self.names {
            Names::Marketplace(tables, _) => indexes(&tables.specs()),
            Names::Alquimista(tables, _) => indexes(&tables.specs()),
            Names::Diatonic(tables, _) => indexes(&tables.specs(diatonic::schema::Design::Live)),
            Names::Notification(tables) => indexes(&tables.specs()),
        }
    }

    /// Which system.
    pub fn platform(&self) -> PlatformId {
        match self.names {
            Names::Marketplace(..) => PlatformId::Marketplace,
            Names::Alquimista(..) => PlatformId::Alquimista,
            Names::Diatonic(..) => PlatformId::Diatonic,
            Names::Notification(_) => PlatformId::Notification,
        }
    }
}

fn indexes(specs: &[(&str, TableSpec)]) -> Vec<(String, String)> {
    let of = |(table, spec): &(&str, TableSpec)| {
        let table = (*table).to_owned();
        let indexes = spec.indexes.iter();
        indexes.map(move |index| (table.clone(), index.name.to_owned()))
    };
    specs.iter().flat_map(of).collect()
}

/// All systems under their usual names in one place. Without a marketplace it is the wrong place.
fn usual(spot: &Spot, wanted: &Wanted) -> Deployment {
    let all = [
        Names::Marketplace(Default::default(), wanted.feed.clone()),
        Names::Alquimista(
            Default::default(),
            Box::new(AlquimistaPlace {
                database: wanted.database.clone(),
                standing: None,
            }),
        ),
        Names::Notification(Default::default()),
        Names::Diatonic(Default::default(), Vec::new()),
    ];
    let systems = all.into_iter().map(|names| SystemAt {
        spot: spot.clone(),
        required: matches!(names, Names::Marketplace(..)),
        environment: PRODUCTION.to_owned(),
        prefix: diatonic::schema::PREFIX.to_owned(),
        names,
    });
    Deployment {
        systems: systems.collect(),
        scope: Scope::default(),
        read_only: false,
        profile: None,
    }
}

fn of_profile(profile: &Profile, wanted: &Wanted) -> Result<Deployment, Problem> {
    let mut scope = Scope::default();
    let mut systems = Vec::new();
    let spot = |at: &At| spot(&at.or(&profile.at), wanted);
    let mut add = |at: &At, tenants: &Option<Vec<String>>, names: Names, word: Option<&String>| {
        let prefix = match names {
            Names::Diatonic(..) => word.map(String::as_str),
            _ => None,
        };
        let system = SystemAt {
            spot: spot(at),
            required: true,
            environment: word.map_or(PRODUCTION, String::as_str).to_owned(),
            prefix: prefix.unwrap_or(diatonic::schema::PREFIX).to_owned(),
            names,
        };
        if let Some(only) = tenants {
            scope = std::mem::take(&mut scope)
                .limited(system.platform(), only.iter().map(TenantId::from));
        }
        systems.push(system);
    };
    if let Some(of) = &profile.marketplace {
        let mut tables = marketplace::schema::Tables::of(match of.design {
            config::Design::Platform => marketplace::schema::Design::Platform,
            config::Design::Handoff => marketplace::schema::Design::Handoff,
            config::Design::Legacy => marketplace::schema::Design::Legacy,
        });
        tables.bot_reads_pause = of.bot_reads_pause.unwrap_or(tables.bot_reads_pause);
        rename(&mut tables.names_mut(), &of.tables)?;
        let feed = feed::Settings {
            queue: of
                .feed
                .queue
                .clone()
                .unwrap_or_else(|| wanted.feed.queue.clone()),
            topics: of
                .feed
                .topics
                .clone()
                .unwrap_or_else(|| wanted.feed.topics.clone()),
        };
        add(&of.at, &of.tenants, Names::Marketplace(tables, feed), None);
    }
    if let Some(of) = &profile.alquimista {
        let environment = of.environment.as_deref().unwrap_or(PRODUCTION);
        let mut tables = alquimista::schema::Tables::of_environment(environment);
        rename(&mut tables.names_mut(), &of.tables)?;
        // The system's stack names its bus by the environment (backend facts 2.4).
        let named = of
            .environment
            .as_ref()
            .map(|word| format!("fibonacci-bus-{word}"));
        let bus = of.event_bus.clone().or(named);
        let database = of.database.as_ref().map(|at| database(at, bus));
        let place = AlquimistaPlace {
            database,
            standing: standing(of.standing.as_deref())?,
        };
        add(
            &of.at,
            &of.tenants,
            Names::Alquimista(tables, Box::new(place)),
            of.environment.as_ref(),
        );
    }
    if let Some(of) = &profile.notification {
        let mut tables = match of.naming {
            config::Naming::Bare => notification::schema::Tables::bare(),
            config::Naming::Environment => notification::schema::Tables::of_environment(
                of.environment.as_deref().unwrap_or(PRODUCTION),
            ),
        };
        rename(&mut tables.names_mut(), &of.tables)?;
        let word = of.environment.as_ref();
        add(&of.at, &of.tenants, Names::Notification(tables), word);
    }
    if let Some(of) = &profile.diatonic {
        let prefix = of.prefix.as_deref().unwrap_or(diatonic::schema::PREFIX);
        let mut tables = diatonic::schema::Tables::with_prefix(prefix);
        rename(&mut tables.names_mut(), &of.tables)?;
        let known = of.known_tenants.iter().map(TenantId::from).collect();
        let names = Names::Diatonic(tables, known);
        add(&of.at, &of.tenants, names, of.prefix.as_ref());
    }
    Ok(Deployment {
        systems,
        scope,
        read_only: profile.read_only,
        profile: Some(profile.clone()),
    })
}

fn spot(at: &At, wanted: &Wanted) -> Spot {
    let account = |endpoint| Target::Account {
        endpoint,
        region: at.region.clone(),
        profile: at.aws_profile.clone(),
    };
    let target = match &at.endpoint {
        Some(endpoint) => match Target::of_endpoint(endpoint) {
            local @ Target::Loopback { .. } => local,
            Target::Account { endpoint, .. } => account(endpoint),
        },
        None => account(None),
    };
    Spot {
        target,
        control_table: at
            .control_table
            .clone()
            .unwrap_or_else(|| wanted.control_table.clone()),
    }
}

fn names(tables: &mut [(&'static str, &mut String)]) -> Vec<String> {
    tables.iter().map(|(_, name)| (*name).clone()).collect()
}

/// Gives tables the names that a profile has for them.
fn rename(
    tables: &mut [(&'static str, &mut String)],
    names: &std::collections::BTreeMap<String, String>,
) -> Result<(), Problem> {
    for (what, name) in names {
        let known = tables.iter_mut().find(|(known, _)| known == what);
        match known {
            Some((_, table)) => table.clone_from(name),
            None => {
                let known: Vec<_> = tables.iter().map(|(known, _)| *known).collect();
                let detail = format!("there are: {}", known.join(", "));
                return Err(Problem::new(
                    Trouble::Invalid,
                    format!("tables.{what}"),
                    detail,
                ));
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn deployment(profile: Option<&str>) -> Deployment {
        Deployment {
            systems: Vec::new(),
            scope: Scope::default(),
            read_only: false,
            profile: profile.map(|text| toml::from_str(text).unwrap()),
        }
    }

    #[test]
    fn an_account_knows_nobody_until_a_profile_does() {
        let arn = |name: &str| vec![Some(format!("arn:aws:sts::1:assumed-role/{name}/ana"))];
        let role = |profile: Option<&str>, who: &[Option<String>]| {
            deployment(profile).role(who, "demo:ana")
        };
        assert_eq!(role(None, &[None]), Role::Admin, "the embedded backend");
        assert_eq!(role(None, &arn("Support")), Role::Viewer, "an account");
        let named = r#"
            roles = [{ identity = "arn:aws:sts::1:assumed-role/Support/*", role = "support" }]
            [diatonic]
        "#;
        assert_eq!(role(Some(named), &arn("Support")), Role::Support);
        assert_eq!(role(Some(named), &arn("Other")), Role::Viewer);
        let everybody = "role = \"operator\"\n[diatonic]\n";
        assert_eq!(role(Some(everybody), &arn("Other")), Role::Operator);
        // In two accounts, the least of both.
        let both = [arn("Support"), arn("Other")].concat();
        assert_eq!(role(Some(named), &both), Role::Viewer);
        assert_eq!(
            role(Some("[diatonic]"), &[None]),
            Role::Admin,
            "a demo under a profile"
        );
    }

    #[test]
    fn a_table_gets_the_name_that_the_profile_has_for_it() {
        let mut tables = marketplace::schema::Tables::default();
        let names = [("usage-metrics".to_owned(), "mine".to_owned())].into();
        rename(&mut tables.names_mut(), &names).unwrap();
        assert_eq!(tables.usage_metrics, "mine");
        let odd = [("chats".to_owned(), "mine".to_owned())].into();
        assert!(rename(&mut tables.names_mut(), &odd).is_err());
    }
}
