//! Everything about a table that can be asked without reading or changing it, for a check of a whole backend:
//! three calls that consume no capacity. What a call does not answer is not known, and the rest is still said.

use super::describe::TableShape;
use super::dynamo::Dynamo;
use super::failure::problem;
use super::table::TableSpec;
use crate::domain::checkup::{IndexCheck, ListOf, Presence, Role, TableCheck, TableFacts};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;
use aws_sdk_dynamodb::types::{
    PointInTimeRecoveryStatus, StreamSpecification, TableDescription, TimeToLiveStatus,
};
use futures::StreamExt;

/// Who owns the key of a table that names no other: every table is encrypted.
const OWN_KEY: &str = "DynamoDB";
/// Tables that are described side by side.
const ABREAST: usize = 4;

/// A table that should be there.
#[derive(Clone, Debug)]
pub struct Expected<'a> {
    pub name: &'a str,
    pub role: Role,
    /// The designs that its sources know, by name.
    pub designs: Vec<(&'static str, TableSpec)>,
    pub indexes: &'a [Useful],
}

/// An index that a list could use: its partition key, its sort key (`None`: any), and the list.
#[derive(Clone, Copy, Debug)]
pub struct Useful {
    pub partition: &'static str,
    pub sort: Option<&'static str>,
    pub list: ListOf,
    /// The design in which the list needs it; `None`: any.
    pub design: Option<&'static str>,
    /// The system's own sources have it; else it is ours to offer.
    pub of_system: bool,
}

impl Useful {
    /// An index of the system's own.
    pub const fn own(partition: &'static str, sort: Option<&'static str>, list: ListOf) -> Self {
        Self {
            partition,
            sort,
            list,
            design: None,
            of_system: true,
        }
    }

    /// The same, needed in one design only.
    pub const fn of(mut self, design: &'static str) -> Self {
        self.design = Some(design);
        self
    }

    /// The same, but no source of the system has it.
    pub const fn offered(mut self) -> Self {
        self.of_system = false;
        self
    }
}

impl<'a> Expected<'a> {
    /// A table of one design.
    pub fn new(name: &'a str, role: Role, spec: TableSpec) -> Self {
        Self {
            name,
            role,
            designs: vec![("known", spec)],
            indexes: &[],
        }
    }

    /// The same with another design.
    #[must_use]
    pub fn or(mut self, design: &'static str, spec: TableSpec) -> Self {
        self.designs.push((design, spec));
        self
    }

    /// The same with these indexes.
    #[must_use]
    pub fn useful(mut self, indexes: &'a [Useful]) -> Self {
        self.indexes = indexes;
        self
    }
}

impl Dynamo {
    /// Looks at tables, in their order, a few at a time.
    pub async fn inspect(&self, expected: &[Expected<'_>]) -> Vec<TableCheck> {
        let looks: Vec<_> = expected.iter().map(|one| self.inspect_one(one)).collect();
        futures::stream::iter(looks)
            .buffered(ABREAST)
            .collect()
            .await
    }

    async fn inspect_one(&self, expected: &Expected<'_>) -> TableCheck {
        let name = expected.name;
        let presence = match self.described(name).await {
            Ok(found) => {
                let (recovery, ttl) =
                    futures::future::join(self.recovery(name), self.ttl(name)).await;
                Presence::Present(Box::new(facts(expected, &found, recovery, ttl)))
            }
            Err(why) if why.trouble == Trouble::MissingTable => Presence::Missing,
            Err(why) => Presence::Unknown(why),
        };
        TableCheck {
            name: Text::from_untrusted(name),
            role: expected.role,
            presence,
        }
    }

    async fn described(&self, table: &str) -> Result<TableDescription, Problem> {
        let subject = format!("dynamodb:DescribeTable {table}");
        let answer = self.raw().describe_table().table_name(table).send().await;
        let answer = answer.map_err(|error| problem(&subject, &error))?;
        let missing = || Problem::new(Trouble::MissingTable, table, "");
        answer.table.ok_or_else(missing)
    }

    async fn recovery(&self, table: &str) -> Result<bool, Problem> {
        let subject = format!("dynamodb:DescribeContinuousBackups {table}");
        let answer = self
            .raw()
            .describe_continuous_backups()
            .table_name(table)
            .send()
            .await
            .map_err(|error| problem(&subject, &error))?;
        Ok(answer
            .continuous_backups_description()
            .and_then(|found| found.point_in_time_recovery_description())
            .and_then(|found| found.point_in_time_recovery_status())
            .is_some_and(|status| *status == PointInTimeRecoveryStatus::Enabled))
    }

    async fn ttl(&self, table: &str) -> Result<Option<Text>, Problem> {
        let subject = format!("dynamodb:DescribeTimeToLive {table}");
        let answer = self
            .raw()
            .describe_time_to_live()
            .table_name(table)
            .send()
            .await
            .map_err(|error| problem(&subject, &error))?;
        let on = |status: &TimeToLiveStatus| {
            matches!(
                status,
                TimeToLiveStatus::Enabled | TimeToLiveStatus::Enabling
            )
        };
        Ok(answer
            .time_to_live_description()
            .filter(|found| found.time_to_live_status().is_some_and(on))
            .and_then(|found| found.attribute_name())
            .map(Text::from_untrusted))
    }
}

fn facts(
    expected: &Expected<'_>,
    found: &TableDescription,
    recovery: Result<bool, Problem>,
    ttl: Result<Option<Text>, Problem>,
) -> TableFacts {
    let shape = TableShape::of(found);
    let design = expected.designs.iter().find(|(_, spec)| {
        spec.partition.0 == shape.partition && spec.sort.map(|(name, _)| name) == sort_of(&shape)
    });
    let word = design.map(|(word, _)| *word);
    let wanted = expected
        .indexes
        .iter()
        .filter(|one| one.design.is_none() || one.design == word);
    TableFacts {
        design: word,
        indexes: wanted.map(|one| index(one, &shape, found)).collect(),
        items: shape.items,
        bytes: shape.bytes,
        recovery,
        ttl,
        wanted_ttl: design.and_then(|(_, spec)| spec.ttl),
        encryption: found
            .sse_description()
            .and_then(|sse| sse.sse_type())
            .map_or(OWN_KEY, |kind| kind.as_str())
            .into(),
        stream: found.stream_specification().and_then(stream),
        sort: sort_of(&shape).map(Text::from_untrusted),
        partition: Text::from_untrusted(&shape.partition),
    }
}

fn sort_of(shape: &TableShape) -> Option<&str> {
    shape.sort.as_deref()
}

/// Known by its keys, never by its name.
fn index(wanted: &Useful, shape: &TableShape, found: &TableDescription) -> IndexCheck {
    let name = shape
        .indexes
        .iter()
        .find(|(_, partition, sort)| {
            partition == wanted.partition
                && (wanted.sort.is_none() || sort.as_deref() == wanted.sort)
        })
        .map(|(name, _, _)| name);
    let size = found
        .global_secondary_indexes()
        .iter()
        .find(|one| name.is_some() && one.index_name() == name.map(String::as_str))
        .and_then(|one| one.index_size_bytes())
        .unwrap_or(0);
    IndexCheck {
        name: name.map(|name| Text::from_untrusted(name)),
        partition: wanted.partition,
        sort: wanted.sort,
        list: wanted.list,
        bytes: size.try_into().unwrap_or(0),
        of_system: wanted.of_system,
    }
}

fn stream(found: &StreamSpecification) -> Option<Text> {
    found.stream_enabled().then(|| {
        let view = found.stream_view_type().map_or("on", |view| view.as_str());
        Text::from_untrusted(view)
    })
}
