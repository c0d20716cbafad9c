//! A password out of Secrets Manager lets a console in. Needs a server of that service at the endpoint in
//! `SWITCHBOARD_SECRETS`; without one the test passes and does nothing.

use crate::server::{Design, scene};
use switchboard::aws::session::{Session, Target};
use switchboard::domain::problem::Trouble;
use switchboard::platform::alquimista::postgres::{self, PasswordFrom, Settings};

#[tokio::test]
async fn a_password_of_secrets_manager_opens_the_database() {
    let Ok(endpoint) = std::env::var("SWITCHBOARD_SECRETS") else {
        return;
    };
    let Some(scene) = scene(Design::Migrations).await else {
        return;
    };
    let session = Session::open(&Target::of_endpoint(&endpoint)).await;
    let credentials = aws_credential_types::Credentials::new("test", "test", None, None, "test");
    let config = aws_sdk_secretsmanager::Config::builder()
        .behavior_version(aws_sdk_secretsmanager::config::BehaviorVersion::latest())
        .region(aws_sdk_secretsmanager::config::Region::new("us-east-1"))
        .endpoint_url(&endpoint)
        .credentials_provider(credentials)
        .build();
    let client = aws_sdk_secretsmanager::Client::from_conf(config);
    let document = r#"{"username":"console","password":"only-for-this-test","engine":"postgres"}"#;
    for (name, text, lets_in) in [
        ("document", document, true),
        ("plain", "only-for-this-test\n", true),
        ("other", "something else", false),
    ] {
        let name = format!("{name}-{}", scene.name);
        let made = client.create_secret().name(&name).secret_string(text);
        let arn = made.send().await.unwrap().arn.unwrap();
        let settings = Settings {
            password: PasswordFrom::Secret { arn, region: None },
            ..scene.settings()
        };
        let came = postgres::discover_with(settings, session.vault()).await;
        match came {
            Ok(found) => assert!(found.is_some() && lets_in, "{name}"),
            Err(why) => assert!(
                why.trouble == Trouble::Credentials && !lets_in,
                "{name}: {why:?}"
            ),
        }
    }
}
