//! A look at the database: its tables with their columns and unique constraints, the limits that the server keeps
//! for our sessions, and one bounded page of each table. What cannot be asked is said in its place.

use super::columns::{Columns, SCHEMA};
use super::pages::Listing;
use super::session::Mode;
use super::sheets::{AUDIT, EVENTS, INTEGRATIONS, REQUESTS, USERS};
use super::switches::{ACTIVATIONS, AGENTS, DEPLOYMENTS};
use super::tenants::TABLE as TENANTS;
use super::usage::TABLE as USAGE;
use super::work::DECISIONS;
use super::{Database, Pool, Settings};
use crate::aws::dynamo::Item;
use crate::aws::vault::Vault;
use crate::domain::checkup::{Finding, Presence, Role, Severity, TableCheck, TableFacts, What};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;
use crate::platform::alquimista::checkup::{EVENT, PERSON, Samples, TENANT};
use crate::platform::alquimista::item::integration;
use crate::platform::alquimista::schema::Tables;
use crate::platform::checkup::{SAMPLE, Sample};
use crate::platform::value::Reader;
use std::sync::Arc;

/// A table: what depends on it, the columns without which it cannot be used, and what must be unique in it.
struct Wanted {
    table: &'static str,
    role: Role,
    columns: &'static [&'static str],
    unique: Option<&'static str>,
}

const fn wanted(
    table: &'static str,
    role: Role,
    columns: &'static [&'static str],
    unique: Option<&'static str>,
) -> Wanted {
    Wanted {
        table,
        role,
        columns,
        unique,
    }
}

const WANTED: [Wanted; 11] = [
    wanted(AGENTS, Role::Needed, &["id", "name", "status"], Some("id")),
    wanted(
        ACTIVATIONS,
        Role::Needed,
        &["tenant_id", "agent_id", "status", "updated_at"],
        Some("agent_id, tenant_id"),
    ),
    wanted(
        AUDIT,
        Role::Needed,
        &["id", "trace_id", "tenant_id", "action_type", "result"],
        Some("id"),
    ),
    wanted(TENANTS, Role::Needed, &["id"], Some("id")),
    wanted(
        DEPLOYMENTS,
        Role::Useful,
        &["tenant_id", "agent_id", "status"],
        None,
    ),
    wanted(USAGE, Role::Useful, &["tenant_id", "date"], None),
    wanted(
        USERS,
        Role::Useful,
        &["id", "tenant_id", "email"],
        Some("id"),
    ),
    wanted(
        INTEGRATIONS,
        Role::Useful,
        &["id", "tenant_id", "status"],
        Some("id"),
    ),
    wanted(
        EVENTS,
        Role::Useful,
        &["id", "event_category", "status"],
        Some("id"),
    ),
    wanted(
        REQUESTS,
        Role::Useful,
        &["id", "tenant_id", "status", "expires_at", "updated_at"],
        Some("id"),
    ),
    wanted(
        DECISIONS,
        Role::Useful,
        &["approval_id", "approver_id", "decision"],
        Some("approval_id, approver_id"),
    ),
];

/// Limits that every session of ours sets, and that must not be off.
const LIMITS: [&str; 4] = [
    "statement_timeout",
    "lock_timeout",
    "idle_in_transaction_session_timeout",
    "client_connection_check_interval",
];

/// What was seen.
pub(in crate::platform::alquimista) struct Look {
    pub tables: Vec<TableCheck>,
    pub samples: Samples,
    pub findings: Vec<Finding>,
}

impl Look {
    /// About fifteen round trips on one connection or two. Never fails: what cannot be asked is a finding.
    pub(in crate::platform::alquimista) async fn at(settings: Settings, vault: Vault) -> Self {
        let place = format!("{}/{}", settings.host, settings.database);
        let settings = Arc::new(settings);
        let reads = Pool::new(settings.clone(), Some(vault.clone()), Mode::Read);
        let columns = match Columns::ask(&reads).await {
            Ok(columns) => columns,
            Err(why) => return Self::unknown(&place, &why),
        };
        let writes = Pool::new(settings, Some(vault), Mode::Write);
        let database = Database {
            reads,
            writes,
            columns: Arc::new(columns),
            standing: None,
            beside: None,
        };
        let mut look = Self {
            tables: Vec::new(),
            samples: Samples::default(),
            findings: Vec::new(),
        };
        look.described(&database).await;
        look.limits(&database, &place).await;
        look.sampled(&database).await;
        look
    }

    fn unknown(place: &str, why: &Problem) -> Self {
        let unknown = |wanted: &Wanted| TableCheck {
            name: Text::from(name(wanted.table)),
            role: wanted.role,
            presence: Presence::Unknown(why.clone()),
        };
        let mut look = Self {
            tables: WANTED.iter().map(unknown).collect(),
            samples: Samples::default(),
            findings: Vec::new(),
        };
        look.note(Severity::Broken, place, What::NotDescribed(why.clone()));
        look
    }

    fn note(&mut self, severity: Severity, subject: &str, what: What) {
        self.findings.push(Finding {
            severity,
            subject: Text::from_untrusted(subject),
            what,
            examples: Vec::new(),
        });
    }

    /// Each table as the catalogue of the server describes it.
    async fn described(&mut self, database: &Database) {
        let told = match database.shapes().await {
            Ok(told) => told,
            Err(why) => {
                self.note(Severity::Degraded, SCHEMA, What::Unread(why));
                Vec::new()
            }
        };
        for wanted in &WANTED {
            let columns = &database.columns;
            let shape = told
                .iter()
                .find(|row| Reader::new(row).raw("table") == Some(wanted.table));
            let presence = match columns.has_table(wanted.table) {
                true => Presence::Present(Box::new(facts(columns, wanted, shape))),
                false => Presence::Missing,
            };
            if presence != Presence::Missing {
                self.judge(columns, wanted, shape);
            }
            self.tables.push(TableCheck {
                name: Text::from(name(wanted.table)),
                role: wanted.role,
                presence,
            });
        }
    }

    fn judge(&mut self, columns: &Columns, wanted: &Wanted, shape: Option<&Item>) {
        let lacks = wanted
            .columns
            .iter()
            .filter(|column| !columns.has(wanted.table, column));
        let lacks: Vec<&str> = lacks.copied().collect();
        let severity = match wanted.role {
            Role::Needed => Severity::Broken,
            Role::Useful | Role::Beside => Severity::Degraded,
        };
        let table = name(wanted.table);
        if !lacks.is_empty() {
            let names = Text::from_untrusted(&lacks.join(", "));
            self.note(severity, &table, What::ColumnsMissing(names));
        }
        if let (Some(keys), Some(shape)) = (wanted.unique, shape)
            && !uniques(shape).iter().any(|found| found == keys)
        {
            self.note(Severity::Degraded, &table, What::NotUnique(keys));
        }
    }

    /// The limits as a session of ours has them.
    async fn limits(&mut self, database: &Database, place: &str) {
        let sql = "SELECT jsonb_build_object('name', name, 'value', setting)::text \
                   FROM pg_catalog.pg_settings WHERE name = ANY (string_to_array($1, ',')) LIMIT 10";
        let subject = "postgres:SELECT pg_settings";
        let names = LIMITS.join(",");
        match database.reads.rows(subject, sql, &[Some(&names)]).await {
            Ok(rows) => {
                let is_set = |name: &str| {
                    rows.iter().any(|row| {
                        let mut read = Reader::new(row);
                        read.raw("name") == Some(name)
                            && read.raw("value").is_some_and(|value| value != "0")
                    })
                };
                for limit in LIMITS.iter().filter(|limit| !is_set(limit)) {
                    let what = What::LimitOff(Text::from(*limit));
                    self.note(Severity::Degraded, place, what);
                }
            }
            Err(why) => self.note(Severity::Degraded, place, What::Unread(why)),
        }
    }

    async fn sampled(&mut self, database: &Database) {
        let samples = Samples {
            tenants: self.page(database, TENANTS, &[]).await,
            agents: self.page(database, AGENTS, &[]).await,
            activations: self.page(database, ACTIVATIONS, &[]).await,
            others: self.page(database, DEPLOYMENTS, &[]).await,
            audit: self.page(database, AUDIT, &[TENANT, "id"]).await,
            users: self.page(database, USERS, &PERSON).await,
            integrations: self
                .page(database, INTEGRATIONS, &integration::FIELDS)
                .await,
            events: self.page(database, EVENTS, &EVENT).await,
            requests: self.page(database, REQUESTS, &[]).await,
        };
        self.samples = samples;
    }

    /// One page of a table: of these columns, or of all but secrets.
    async fn page(&mut self, database: &Database, table: &'static str, only: &[&str]) -> Sample {
        let columns = &database.columns;
        if !columns.has_table(table) || !columns.has(table, "id") {
            return Sample::default();
        }
        let listing = Listing {
            table,
            select: match only {
                [] => columns.select_all(table),
                only => columns.select(table, only),
            },
            equals: Vec::new(),
            also: None,
            newest_first: false,
            limit: SAMPLE,
        };
        match database.listed(&listing, None).await {
            Ok(page) => Sample {
                whole: page.next.is_none(),
                items: page.items,
                read: true,
            },
            Err(why) => {
                self.note(Severity::Degraded, &name(table), What::Unread(why));
                Sample::default()
            }
        }
    }
}

impl Database {
    /// Each table with its primary key, what is unique in it, and its size as last counted. One round trip.
    async fn shapes(&self) -> Result<Vec<Item>, Problem> {
        let sql = "SELECT jsonb_build_object('table', c.relname, 'rows', GREATEST(c.reltuples, 0)::bigint, \
             'bytes', pg_catalog.pg_total_relation_size(c.oid), \
             'key', (SELECT k.names FROM keys k WHERE k.oid = c.oid AND k.is_primary LIMIT 1), \
             'unique', (SELECT jsonb_agg(k.sorted) FROM keys k WHERE k.oid = c.oid))::text \
             FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') LIMIT 200";
        let keys = "WITH keys AS (SELECT i.indrelid AS oid, i.indisprimary AS is_primary, \
             string_agg(a.attname, ', ' ORDER BY array_position(i.indkey::int2[], a.attnum)) AS names, \
             string_agg(a.attname, ', ' ORDER BY a.attname) AS sorted \
             FROM pg_catalog.pg_index i JOIN pg_catalog.pg_attribute a \
             ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) \
             WHERE i.indisunique AND i.indpred IS NULL GROUP BY i.indexrelid, i.indrelid, i.indisprimary)";
        let subject = "postgres:SELECT pg_class";
        let sql = format!("{keys} {sql}");
        self.reads.rows(subject, &sql, &[Some(SCHEMA)]).await
    }
}

fn uniques(shape: &Item) -> Vec<String> {
    let list = shape.get("unique").and_then(|value| value.as_l().ok());
    let words = list.into_iter().flatten().filter_map(|one| one.as_s().ok());
    words.cloned().collect()
}

fn facts(columns: &Columns, wanted: &Wanted, shape: Option<&Item>) -> TableFacts {
    let mut read = shape.map(Reader::new);
    let mut count = |name: &str| read.as_mut().map_or(0, |read| read.count(name));
    let (items, bytes) = (count("rows"), count("bytes"));
    let key = shape.and_then(|row| Reader::new(row).text("key"));
    TableFacts {
        partition: key.unwrap_or_default(),
        sort: None,
        design: Some(design(columns, wanted.table)),
        indexes: Vec::new(),
        items,
        bytes,
        recovery: Err(Problem::new(
            Trouble::Internal,
            "backup",
            "a connection to the database does not see the cluster's backups",
        )),
        ttl: Ok(None),
        wanted_ttl: None,
        encryption: Text::from("cluster"),
        stream: None,
    }
}

/// Whose columns a table has, where the system's sources do not agree (backend facts 2.1).
fn design(columns: &Columns, table: &str) -> &'static str {
    let (seed, migrations): (&[&str], &[&str]) = match table {
        AUDIT => (&["resource_type", "details"], &["context"]),
        ACTIVATIONS => (&["activated_by", "permissions"], &[]),
        TENANTS => (&["company_name"], &["mrr_estimate"]),
        _ => return "known",
    };
    let any = |names: &[&str]| names.iter().any(|column| columns.has(table, column));
    match (table, any(seed), any(migrations)) {
        (_, true, true) => "both",
        (TENANTS, true, false) => "platform",
        (TENANTS, false, true) => "operational",
        (_, true, false) => "seed",
        _ => "migrations",
    }
}

/// The names of the database's tables; the commands keep theirs.
pub(in crate::platform::alquimista) fn names(tables: &Tables) -> Tables {
    Tables {
        agents: name(AGENTS),
        activations: name(ACTIVATIONS),
        audit_logs: name(AUDIT),
        tenants: name(TENANTS),
        tenant_agents: name(DEPLOYMENTS),
        usage_daily: name(USAGE),
        approval_requests: name(REQUESTS),
        approval_decisions: name(DECISIONS),
        operational_events: name(EVENTS),
        integrations: name(INTEGRATIONS),
        users: name(USERS),
        operational_commands: tables.operational_commands.clone(),
    }
}

fn name(table: &str) -> String {
    format!("{SCHEMA}.{table}")
}
