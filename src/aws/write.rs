//! Writes as values: one update, put or check, which becomes a plain request or an item of a transaction.

use super::dynamo::Item;
use super::expression::{Assign, Condition, Terms};
use super::transaction::{OwnItem, QuietItem};
use crate::domain::problem::{Problem, Trouble};
use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{
    ConditionCheck, Put as PutItem, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update,
};

/// A conditional update of named attributes of one item; the rest of the item survives.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    pub table: String,
    pub key: Item,
    pub assigns: Vec<(&'static str, Assign)>,
    pub condition: Condition,
}

impl Change {
    /// As an item of a transaction on the control table.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn own(self) -> Result<OwnItem, Problem> {
        self.build().map(OwnItem)
    }

    /// As an item of a transaction on a row that no bot or worker writes.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn quiet(self) -> Result<QuietItem, Problem> {
        self.build().map(QuietItem)
    }

    fn build(self) -> Result<TransactWriteItem, Problem> {
        let mut terms = Terms::default();
        let update = terms.update(&self.assigns);
        let condition = self.condition.render(&mut terms);
        let (names, values) = terms.maps();
        let update = Update::builder()
            .table_name(self.table)
            .set_key(Some(self.key))
            .update_expression(update)
            .condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
            .map_err(unbuildable)?;
        Ok(TransactWriteItem::builder().update(update).build())
    }
}

/// A put of a whole item of ours, on a condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Put {
    pub table: String,
    pub item: Item,
    pub condition: Condition,
}

impl Put {
    /// As an item of a transaction on the control table.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn own(self) -> Result<OwnItem, Problem> {
        self.build().map(OwnItem)
    }

    /// As an item of a transaction that creates a row which no bot or worker writes.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn quiet(self) -> Result<QuietItem, Problem> {
        self.build().map(QuietItem)
    }

    fn build(self) -> Result<TransactWriteItem, Problem> {
        let mut terms = Terms::default();
        let condition = self.condition.render(&mut terms);
        let (names, values) = terms.maps();
        let put = PutItem::builder()
            .table_name(self.table)
            .set_item(Some(self.item))
            .condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
            .map_err(unbuildable)?;
        Ok(TransactWriteItem::builder().put(put).build())
    }
}

/// A check of an item of the control table that a transaction depends on.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    pub table: String,
    pub key: Item,
    pub condition: Condition,
}

impl Check {
    /// As an item of a transaction.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn own(self) -> Result<OwnItem, Problem> {
        let mut terms = Terms::default();
        let condition = self.condition.render(&mut terms);
        let (names, values) = terms.maps();
        let check = ConditionCheck::builder()
            .table_name(self.table)
            .set_key(Some(self.key))
            .condition_expression(condition)
            .set_expression_attribute_names(names)
            .set_expression_attribute_values(values)
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .build()
            .map_err(unbuildable)?;
        Ok(OwnItem(
            TransactWriteItem::builder().condition_check(check).build(),
        ))
    }
}

fn unbuildable(error: BuildError) -> Problem {
    Problem::new(Trouble::Internal, "a write", error.to_string())
}
