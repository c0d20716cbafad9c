//! From the SDK's errors to [`Problem`]s: what kind of trouble it is decides what a caller may do next.

use crate::domain::problem::{Problem, Trouble};
use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_smithy_runtime_api::client::result::DispatchFailure;

/// Names the trouble of a failed call. `subject` is the call and its object.
pub fn problem<E, R>(subject: &str, error: &SdkError<E, R>) -> Problem
where
    E: std::error::Error + ProvideErrorMetadata + Send + Sync + 'static,
    R: std::fmt::Debug + Send + Sync + 'static,
{
    let trouble = match error {
        SdkError::TimeoutError(_) => Trouble::TimedOut,
        SdkError::DispatchFailure(failure) if failure.is_timeout() => Trouble::TimedOut,
        SdkError::DispatchFailure(failure) if is_about_credentials(failure) => Trouble::Credentials,
        // Whatever else broke may have broken after the request had left.
        SdkError::DispatchFailure(_) => Trouble::Unreachable,
        SdkError::ConstructionFailure(_) => Trouble::Credentials,
        SdkError::ResponseError(_) => Trouble::Unreachable,
        SdkError::ServiceError(service) => by_code(service.err().code(), service.err().message()),
        _ => Trouble::Internal,
    };
    let detail = match error {
        SdkError::ServiceError(service) => format!(
            "{}: {}",
            service.err().code().unwrap_or("error"),
            service.err().message().unwrap_or("no message")
        ),
        other => causes(other),
    };
    Problem::new(trouble, subject, short(&detail))
}

/// Credentials are asked for just before a request leaves, and their failure comes as one of dispatch.
fn is_about_credentials(failure: &DispatchFailure) -> bool {
    let connector = failure.as_connector_error();
    let mut cause = connector.and_then(std::error::Error::source);
    while let Some(error) = cause {
        if error.is::<CredentialsError>() {
            return true;
        }
        cause = error.source();
    }
    false
}

fn by_code(code: Option<&str>, message: Option<&str>) -> Trouble {
    match code.unwrap_or_default() {
        "ThrottlingException"
        | "ProvisionedThroughputExceededException"
        | "RequestLimitExceeded"
        | "TransactionConflictException"
        | "Throttling"
        // Each service has a word of its own: X-Ray, SNS, SQS, Lambda.
        | "ThrottledException"
        | "Throttled"
        | "RequestThrottled"
        | "TooManyRequestsException" => Trouble::Throttled,
        "AccessDeniedException" | "AccessDenied" => Trouble::Denied,
        "InvalidSignatureException" | "RequestTimeTooSkewed" | "SignatureDoesNotMatch"
            if message.is_some_and(|words| words.contains("expired") || words.contains("yet")) =>
        {
            Trouble::ClockSkew
        }
        "RequestTimeTooSkewed" => Trouble::ClockSkew,
        "ExpiredTokenException"
        | "ExpiredToken"
        | "UnrecognizedClientException"
        | "InvalidSignatureException"
        | "MissingAuthenticationTokenException"
        | "InvalidClientTokenId" => Trouble::Credentials,
        "ResourceNotFoundException" => Trouble::MissingTable,
        "ValidationException" | "SerializationException" => Trouble::Refused,
        // CloudWatch and X-Ray.
        "ValidationError" | "InvalidParameterValue" | "InvalidRequestException" => Trouble::Refused,
        "InternalServerError" | "ServiceUnavailable" | "InternalServiceFault" => Trouble::TimedOut,
        _ => Trouble::Internal,
    }
}

/// The words of an error and of its causes, without their inner structure.
fn causes(error: &dyn std::error::Error) -> String {
    let chain = std::iter::successors(Some(error), |error| error.source());
    let mut words: Vec<String> = chain.map(ToString::to_string).collect();
    words.dedup();
    words.join(": ")
}

/// Error texts of the SDK repeat their cause at each level; the first stretch tells it all.
fn short(detail: &str) -> String {
    const CHARS: usize = 300;
    let mut text: String = detail.chars().take(CHARS).collect();
    if text.len() < detail.len() {
        text.push('…');
    }
    text
}
