//! Which design each table has and which indexes it can be read by. An index is known by its keys, never by
//! its name: `tenant-flows-index` sorts by another attribute in each design (backend facts 3.1).

use super::schema::{Design, Part, Tables};
use crate::aws::describe::TableShape;
use crate::aws::dynamo::Dynamo;
use crate::domain::problem::{Problem, Trouble};

/// What a table is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// The design whose keys it has; [`Design::Live`] where both designs agree.
    pub design: Design,
    pub partition: &'static str,
    pub sort: Option<&'static str>,
    /// Name, partition key and sort key of each index that can be read.
    indexes: Vec<(String, String, Option<String>)>,
    /// As of a few hours ago: an estimate.
    pub items: u64,
}

impl Layout {
    /// The index over exactly these keys.
    pub fn index(&self, partition: &str, sort: &str) -> Option<&str> {
        self.indexes
            .iter()
            .find(|(_, of, by)| of == partition && by.as_deref() == Some(sort))
            .map(|(name, _, _)| name.as_str())
    }

    /// The table's layout if its keys are those of a design.
    fn of(part: Part, shape: &TableShape) -> Option<Self> {
        [Design::Live, Design::Seed].into_iter().find_map(|design| {
            let spec = part.spec(design)?;
            let (partition, sort) = (spec.partition.0, spec.sort.map(|(name, _)| name));
            (shape.partition == partition && shape.sort.as_deref() == sort).then(|| Self {
                design,
                partition,
                sort,
                indexes: shape.indexes.clone(),
                items: shape.items,
            })
        })
    }
}

/// The layouts of one deployment, in the order of [`Part::ALL`]; `None`: there is no such table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    layouts: [Option<Layout>; Part::ALL.len()],
}

impl Plan {
    /// Describes the tables: six calls at once, which consume no capacity. A missing table means that the
    /// part of the system is not there.
    ///
    /// # Errors
    /// `Refused` for a table with the keys of neither design; any failure of a call but `MissingTable`.
    pub async fn discover(dynamo: &Dynamo, tables: &Tables) -> Result<Self, Problem> {
        let shapes =
            futures::future::join_all(Part::ALL.map(|part| dynamo.describe(tables.of(part)))).await;
        let mut plan = Self::default();
        for ((part, shape), layout) in Part::ALL.into_iter().zip(shapes).zip(&mut plan.layouts) {
            *layout = match shape {
                Ok(shape) => {
                    Some(Layout::of(part, &shape).ok_or_else(|| foreign(tables.of(part), &shape))?)
                }
                Err(why) if why.trouble == Trouble::MissingTable => None,
                Err(why) => return Err(why),
            };
        }
        Ok(plan)
    }

    /// What a table is; `None`: there is none.
    pub fn of(&self, part: Part) -> Option<&Layout> {
        Part::ALL
            .into_iter()
            .zip(&self.layouts)
            .find(|(known, _)| *known == part)
            .and_then(|(_, layout)| layout.as_ref())
    }

    /// Whether no table of this system is there.
    pub fn is_empty(&self) -> bool {
        self.layouts.iter().all(Option::is_none)
    }
}

fn foreign(table: &str, shape: &TableShape) -> Problem {
    Problem::new(
        Trouble::Refused,
        format!("dynamodb:DescribeTable {table}"),
        format!(
            "its keys are {} and {}, not those of this system",
            shape.partition,
            shape.sort.as_deref().unwrap_or("none")
        ),
    )
}
