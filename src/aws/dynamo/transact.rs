//! Transactions: the same request under the same token until an answer comes, within limits, and what the
//! answers mean: happened, refused, nothing happened, or nobody can tell.

use super::{Dynamo, Item};
use crate::aws::failure::problem;
use crate::aws::transaction::Transaction;
use crate::domain::problem::{Problem, Trouble};
use aws_sdk_dynamodb::error::SdkError;
use aws_sdk_dynamodb::operation::transact_write_items::{
    TransactWriteItemsError, TransactWriteItemsOutput,
};
use aws_sdk_dynamodb::types::ReturnConsumedCapacity;
use aws_smithy_types::retry::RetryConfig;
use std::time::{Duration, Instant};

/// What a transaction came to.
#[derive(Clone, Debug, PartialEq)]
pub enum Transacted {
    /// All of it happened. `repeated`: only after an earlier attempt whose answer never came.
    Done { repeated: bool },
    /// Nothing happened: for each item whether its condition failed, and the item that refused.
    Refused(Vec<Refusal>),
    /// Nobody can tell: at least one answer never came, and none of the others told.
    Unknown(Problem),
}

/// One item's part in a refused transaction.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// This item did not object.
    None,
    /// Its condition failed on this item (`None`: there is no item).
    Condition(Option<Item>),
}

impl Dynamo {
    /// Performs a transaction: the same request under the same token until an answer comes,
    /// at most [`ATTEMPTS`] times and only while the token is sure to be known.
    ///
    /// # Errors
    /// Failures after which it is certain that nothing was written; `Throttled` also when others held the
    /// items all the time.
    pub async fn transact(&self, transaction: &Transaction) -> Result<Transacted, Problem> {
        let began = Instant::now();
        let mut unanswered = false;
        let mut last = None;
        for attempt in 0..ATTEMPTS {
            if attempt > 0 {
                tokio::time::sleep(pause(attempt)).await;
            }
            if began.elapsed() > TOKEN_VALIDITY {
                break;
            }
            match self.attempt(transaction).await {
                Ok(answer) => {
                    self.meter.write(answer.consumed_capacity());
                    return Ok(Transacted::Done {
                        repeated: unanswered,
                    });
                }
                Err(error) => match Answer::of(error) {
                    Answer::Refused(refusals) => return Ok(Transacted::Refused(refusals)),
                    Answer::Busy(why) => last = Some(why),
                    Answer::Nothing(why) => {
                        unanswered = true;
                        last = Some(why);
                    }
                    Answer::Failed(why) if unanswered => return Ok(Transacted::Unknown(why)),
                    Answer::Failed(why) => return Err(why),
                },
            }
        }
        let why = last.unwrap_or_else(|| {
            Problem::new(
                Trouble::TimedOut,
                "dynamodb:TransactWriteItems",
                "no answer",
            )
        });
        if unanswered {
            Ok(Transacted::Unknown(why))
        } else {
            Err(why)
        }
    }

    async fn attempt(
        &self,
        transaction: &Transaction,
    ) -> Result<TransactWriteItemsOutput, SdkError<TransactWriteItemsError>> {
        // The loop above repeats, so that the journal and the token agree on what was tried.
        let once = aws_sdk_dynamodb::config::Builder::new().retry_config(RetryConfig::disabled());
        self.client
            .transact_write_items()
            .client_request_token(transaction.token.as_str())
            .set_transact_items(Some(transaction.items.clone()))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .customize()
            .config_override(once)
            .send()
            .await
    }
}

/// How often a transaction is sent.
pub const ATTEMPTS: u32 = 4;
/// DynamoDB knows a token for ten minutes after completion; a minute stays as margin.
const TOKEN_VALIDITY: Duration = Duration::from_secs(9 * 60);

/// Full jitter below 200, 400, 800 ms.
pub(super) fn pause(attempt: u32) -> Duration {
    Duration::from_millis(fastrand::u64(20..=100 * 2u64.pow(attempt.min(5))))
}

enum Answer {
    Refused(Vec<Refusal>),
    /// Others hold an item, or we sent too much: certain that this attempt did nothing.
    Busy(Problem),
    /// No answer came: it may have happened.
    Nothing(Problem),
    Failed(Problem),
}

impl Answer {
    fn of(error: SdkError<TransactWriteItemsError>) -> Self {
        let why = problem("dynamodb:TransactWriteItems", &error);
        if let SdkError::ServiceError(service) = error {
            return match service.into_err() {
                TransactWriteItemsError::TransactionCanceledException(cancelled) => {
                    Self::cancelled(cancelled.cancellation_reasons.unwrap_or_default(), why)
                }
                TransactWriteItemsError::TransactionInProgressException(_) => Self::Nothing(why),
                _ if why.trouble == Trouble::Throttled => Self::Busy(why),
                _ if why.trouble == Trouble::TimedOut => Self::Nothing(why),
                _ => Self::Failed(why),
            };
        }
        match why.trouble {
            Trouble::TimedOut | Trouble::Unreachable => Self::Nothing(why),
            _ => Self::Failed(why),
        }
    }

    fn cancelled(reasons: Vec<aws_sdk_dynamodb::types::CancellationReason>, why: Problem) -> Self {
        let code = |reason: &aws_sdk_dynamodb::types::CancellationReason, word: &str| {
            reason.code().is_some_and(|code| code == word)
        };
        if reasons
            .iter()
            .any(|reason| code(reason, "ConditionalCheckFailed"))
        {
            return Self::Refused(
                reasons
                    .into_iter()
                    .map(|reason| {
                        if code(&reason, "ConditionalCheckFailed") {
                            Refusal::Condition(reason.item.filter(|item| !item.is_empty()))
                        } else {
                            Refusal::None
                        }
                    })
                    .collect(),
            );
        }
        let busy = [
            "TransactionConflict",
            "ThrottlingError",
            "ProvisionedThroughputExceeded",
        ];
        if reasons
            .iter()
            .any(|reason| busy.iter().any(|word| code(reason, word)))
        {
            return Self::Busy(Problem {
                trouble: Trouble::Throttled,
                ..why
            });
        }
        Self::Failed(why)
    }
}
