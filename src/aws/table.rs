//! The shape of a DynamoDB table as data: what a room expects of its tables.
//!
//! Rooms state their tables as [`TableSpec`] constants; the embedded backend and
//! `switchboard init` create tables from them, and plans compare them with what
//! `DescribeTable` reports. Names are not part of a shape: they come from the profile.

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{
    AttributeDefinition, BillingMode, GlobalSecondaryIndex, KeySchemaElement, KeyType, Projection,
    ProjectionType, ScalarAttributeType,
};

/// Type of a key attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyKind {
    S,
    N,
}

/// A key attribute: its name and type.
pub type KeyPart = (&'static str, KeyKind);

/// A global secondary index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IndexSpec {
    pub name: &'static str,
    pub partition: KeyPart,
    pub sort: Option<KeyPart>,
    /// Attributes projected beside the keys; `None` projects everything.
    pub include: Option<&'static [&'static str]>,
}

/// A table: keys, indexes, and the attribute that TTL reads, if any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableSpec {
    pub partition: KeyPart,
    pub sort: Option<KeyPart>,
    pub indexes: &'static [IndexSpec],
    pub ttl: Option<&'static str>,
    pub point_in_time_recovery: bool,
}

impl TableSpec {
    /// A table with these keys, no index, no TTL and no recovery.
    pub const fn keyed(partition: KeyPart, sort: Option<KeyPart>) -> Self {
        Self {
            partition,
            sort,
            indexes: &[],
            ttl: None,
            point_in_time_recovery: false,
        }
    }

    /// The same table with these indexes.
    pub const fn with_indexes(mut self, indexes: &'static [IndexSpec]) -> Self {
        self.indexes = indexes;
        self
    }

    /// Creates a table of this shape under `name`, billed per request.
    ///
    /// # Errors
    /// Only when a name is missing, which the shapes of this program never do.
    pub fn create(
        &self,
        client: &aws_sdk_dynamodb::Client,
        name: &str,
    ) -> Result<
        aws_sdk_dynamodb::operation::create_table::builders::CreateTableFluentBuilder,
        BuildError,
    > {
        self.create_with(&[], client, name)
    }

    /// The same as [`TableSpec::create`] with `more` indexes beside its own.
    ///
    /// # Errors
    /// Only when a name is missing, which the shapes of this program never do.
    pub fn create_with(
        &self,
        more: &[IndexSpec],
        client: &aws_sdk_dynamodb::Client,
        name: &str,
    ) -> Result<
        aws_sdk_dynamodb::operation::create_table::builders::CreateTableFluentBuilder,
        BuildError,
    > {
        let mut request = client
            .create_table()
            .table_name(name)
            .billing_mode(BillingMode::PayPerRequest)
            .set_key_schema(Some(key_schema(self.partition, self.sort)?));
        for part in self.key_attributes(more) {
            request = request.attribute_definitions(definition(part)?);
        }
        for index in self.indexes.iter().chain(more) {
            request = request.global_secondary_indexes(index.build()?);
        }
        Ok(request)
    }

    fn key_attributes(&self, more: &[IndexSpec]) -> Vec<KeyPart> {
        let mut parts: Vec<KeyPart> = Vec::new();
        let of_indexes = self
            .indexes
            .iter()
            .chain(more)
            .flat_map(|index| [Some(index.partition), index.sort]);
        for part in [Some(self.partition), self.sort]
            .into_iter()
            .chain(of_indexes)
            .flatten()
        {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        parts
    }
}

impl IndexSpec {
    /// An index over these keys that projects every attribute.
    pub const fn all(name: &'static str, partition: KeyPart, sort: Option<KeyPart>) -> Self {
        Self {
            name,
            partition,
            sort,
            include: None,
        }
    }

    /// The SDK's form of this index.
    ///
    /// # Errors
    /// Only when a name is missing.
    pub fn build(&self) -> Result<GlobalSecondaryIndex, BuildError> {
        GlobalSecondaryIndex::builder()
            .index_name(self.name)
            .set_key_schema(Some(key_schema(self.partition, self.sort)?))
            .projection(self.projection())
            .build()
    }

    pub(super) fn projection(&self) -> Projection {
        let projection = match self.include {
            None => Projection::builder().projection_type(ProjectionType::All),
            Some(names) => Projection::builder()
                .projection_type(ProjectionType::Include)
                .set_non_key_attributes(Some(names.iter().map(ToString::to_string).collect())),
        };
        projection.build()
    }
}

pub(super) fn key_schema(
    partition: KeyPart,
    sort: Option<KeyPart>,
) -> Result<Vec<KeySchemaElement>, BuildError> {
    let mut schema = vec![element(partition, KeyType::Hash)?];
    if let Some(sort) = sort {
        schema.push(element(sort, KeyType::Range)?);
    }
    Ok(schema)
}

fn element(part: KeyPart, kind: KeyType) -> Result<KeySchemaElement, BuildError> {
    KeySchemaElement::builder()
        .attribute_name(part.0)
        .key_type(kind)
        .build()
}

pub(super) fn definition(part: KeyPart) -> Result<AttributeDefinition, BuildError> {
    let kind = match part.1 {
        KeyKind::S => ScalarAttributeType::S,
        KeyKind::N => ScalarAttributeType::N,
    };
    AttributeDefinition::builder()
        .attribute_name(part.0)
        .attribute_type(kind)
        .build()
}
