//! A look at the control table: what it is, and what it says about itself. It may well not be there.

use super::Reader;
use super::row::number;
use super::schema::CONTROL;
use crate::aws::expression::key;
use crate::aws::inspect::{Expected, Useful};
use crate::domain::checkup::{How, ListOf, PlanCheck, Role, TableCheck, units_of};
use crate::domain::problem::Problem;
use crate::domain::role::Access;
use crate::domain::text::Text;

const OPEN: [Useful; 1] = [Useful::own("listPk", Some("listSk"), ListOf::Open)];

/// The control table as it is.
#[derive(Clone, Debug, PartialEq)]
pub struct ControlCheck {
    /// `None`: no answer at all.
    pub table: Option<TableCheck>,
    pub plans: Vec<PlanCheck>,
    /// Its first row; `None`: there is none.
    pub row: Result<Option<FirstRow>, Problem>,
}

/// What the table says about itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FirstRow {
    /// The version of its rows, where it says one.
    pub version: Option<u32>,
    /// What this console may do with it.
    pub access: Access,
}

impl Reader {
    /// Looks at the table: three descriptions and at most two reads of one item.
    pub async fn check(&self) -> ControlCheck {
        let expected = [Expected::new(&self.table, Role::Useful, CONTROL).useful(&OPEN)];
        let table = self.dynamo.inspect(&expected).await.pop();
        let facts = table.as_ref().and_then(TableCheck::facts);
        let plan = facts.and_then(|facts| {
            let index = facts.indexes.first()?;
            Some(PlanCheck {
                list: ListOf::Open,
                how: How::Index,
                over: Text::from_untrusted(&format!("{} {}", self.table, index.name.as_ref()?)),
                units: units_of(index.bytes),
                at_most: false,
            })
        });
        let row = match facts {
            Some(facts) if facts.design.is_some() => self.first_row().await,
            Some(_) | None => Ok(None),
        };
        ControlCheck {
            plans: plan.into_iter().collect(),
            table,
            row,
        }
    }

    async fn first_row(&self) -> Result<Option<FirstRow>, Problem> {
        let Some(meta) = self.meta().await? else {
            return Ok(None);
        };
        let key = key(("pk", "META"), Some(("sk", "SCHEMA")));
        let row = self.dynamo.get(&self.table, key).await?.value;
        Ok(Some(FirstRow {
            version: row.and_then(|row| number(&row, "version")),
            access: meta.access,
        }))
    }
}
