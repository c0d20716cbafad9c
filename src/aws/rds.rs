//! Tokens of RDS's IAM authentication: a pre-signed URL of the service `rds-db` without its scheme, good for
//! fifteen minutes. Whoever has one may connect, so it is as hidden as a password.

use super::hidden::Hidden;
use crate::domain::problem::{Problem, Trouble};
use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    SignableBody, SignableRequest, SignatureLocation, SigningParams, SigningSettings, sign,
};
use aws_sigv4::sign::v4;
use std::fmt::Write as _;
use std::time::{Duration, SystemTime};

/// How long RDS takes a token for good.
const GOOD_FOR: Duration = Duration::from_secs(15 * 60);

/// What a token opens.
pub(super) struct Door<'a> {
    pub host: &'a str,
    pub port: u16,
    pub user: &'a str,
    pub region: &'a str,
}

/// Signs a token.
pub(super) fn token(
    door: &Door<'_>,
    credentials: Credentials,
    at: SystemTime,
) -> Result<Hidden, Problem> {
    let failed = |why: String| Problem::new(Trouble::Credentials, "rds-db:connect", why);
    let place = format!(
        "{}:{}/?Action=connect&DBUser={}",
        door.host,
        door.port,
        encoded(door.user)
    );
    let url = format!("https://{place}");
    let mut settings = SigningSettings::default();
    settings.expires_in = Some(GOOD_FOR);
    settings.signature_location = SignatureLocation::QueryParams;
    let identity = credentials.into();
    let params = v4::SigningParams::builder()
        .identity(&identity)
        .region(door.region)
        .name("rds-db")
        .time(at)
        .settings(settings)
        .build()
        .map_err(|error| failed(error.to_string()))?;
    let request = SignableRequest::new("GET", &url, std::iter::empty(), SignableBody::empty())
        .map_err(|error| failed(error.to_string()))?;
    let (signed, _) = sign(request, &SigningParams::from(params))
        .map_err(|error| failed(error.to_string()))?
        .into_parts();
    let (_, added) = signed.into_parts();
    let mut token = place;
    for (name, value) in added {
        let _ = write!(token, "&{name}={}", encoded(&value));
    }
    Ok(Hidden::new(token))
}

/// Percent-encoded, but for what RFC 3986 leaves as it is.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn signed(user: &str, session: Option<&str>) -> String {
        let session = session.map(str::to_owned);
        let credentials = Credentials::new("akid", "secret", session, None, "test");
        let door = Door {
            host: "prod-instance.us-east-1.rds.amazonaws.com",
            port: 3306,
            user,
            region: "us-east-1",
        };
        let at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_724_709_600);
        token(&door, credentials, at).ok().unwrap().into_inner()
    }

    #[test]
    fn a_token_has_the_documented_form() {
        assert_eq!(
            signed("peccy", None),
            "prod-instance.us-east-1.rds.amazonaws.com:3306/?Action=connect&DBUser=peccy\
             &X-Amz-Algorithm=AWS4-HMAC-SHA256\
             &X-Amz-Credential=akid%2F20240826%2Fus-east-1%2Frds-db%2Faws4_request\
             &X-Amz-Date=20240826T220000Z&X-Amz-Expires=900&X-Amz-SignedHeaders=host\
             &X-Amz-Signature=dd0cba843009474347af724090233265628ace491ea17ce3eb3da098b983ad89"
        );
    }

    #[test]
    fn names_and_session_tokens_are_encoded() {
        let token = signed("desk+é@x", Some("a/b+c="));
        assert!(token.contains("/?Action=connect&DBUser=desk%2B%C3%A9%40x&X-Amz-"));
        assert!(token.ends_with("&X-Amz-Security-Token=a%2Fb%2Bc%3D"));
        assert!(!token.starts_with("https") && token.matches("X-Amz-Signature=").count() == 1);
    }
}
