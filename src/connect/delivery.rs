//! The channels to customers: from the configuration, from the demo's own provider, or, on an account where
//! nothing is configured, from what the tenants' integrations allow.

use super::Connector;
use super::deployment::{Deployment, Names};
use super::sessions::{Open, Sessions};
use crate::config;
use crate::delivery::{ByPlatform, Channels, Limits, Settings, Sources, TokenFrom, Way};
use crate::domain::id::PlatformId;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::template::Template;
use crate::platform::marketplace::feed::Queue;
use std::sync::Arc;
use std::time::Duration;

/// Where the tokens of the demo's tenants are: paths of their items.
const META_TOKEN: &str = "integrations.whatsappBusinessAPI.accessToken";
const WHAPI_TOKEN: &str = "whatsappToken";
/// The demo's tenants with a channel; the others have none.
const DEMO_META: &str = "tenant-ecommerce-solutions";
const DEMO_WHAPI: &str = "demo-tenant-001";

/// The channels, and the queue of reports on what went by them.
pub(super) struct Delivery {
    pub channels: ByPlatform,
    pub reports: Option<Arc<dyn Queue>>,
}

impl Connector {
    /// The channels of the marketplace's tenants.
    ///
    /// # Errors
    /// `Invalid` for a configuration that makes no sense; any failure of a call.
    pub(super) async fn delivery(
        &self,
        deployment: &Deployment,
        sessions: &Sessions,
    ) -> Result<Delivery, Problem> {
        let none = Delivery {
            channels: ByPlatform::new(),
            reports: None,
        };
        let found = deployment.systems.iter().find_map(|system| {
            let Names::Marketplace(tables, _) = &system.names else {
                return None;
            };
            Some((sessions.at(&system.spot)?, tables))
        });
        let Some((open, tables)) = found else {
            return Ok(none);
        };
        let profile = deployment.profile.as_ref();
        let configured = profile
            .and_then(|profile| profile.marketplace.as_ref())
            .and_then(|of| of.delivery.as_ref());
        let mut settings = match configured {
            Some(configured) => settings(configured)?,
            None if open.session.dynamo.is_local() => match open.control.provider().await? {
                Some(endpoint) => demo(&endpoint),
                None => return Ok(none),
            },
            None => Settings {
                usual: Way::Derive,
                ..Settings::default()
            },
        };
        let reports = self.reports(open, &settings).await;
        if reports.is_none() {
            // A queue that is not there reports nothing, whatever it is called.
            settings.reports_queue = None;
        }
        let sources = Sources {
            dynamo: open.session.dynamo.raw().clone(),
            tenants: tables.tenants.clone(),
            conversations: tables.conversations.clone(),
            vault: open.session.vault(),
            sns: open.session.sns(),
        };
        let channels = Channels::new(settings, sources)?;
        Ok(Delivery {
            channels: [(PlatformId::Marketplace, channels)].into(),
            reports,
        })
    }

    async fn reports(&self, open: &Open, settings: &Settings) -> Option<Arc<dyn Queue>> {
        #[cfg(feature = "embedded")]
        if let Some(backend) = self.backend.lock().await.as_ref() {
            return Some(Arc::new(backend.reports()));
        }
        if open.session.dynamo.is_local() {
            return None;
        }
        let name = settings.reports_queue.as_ref()?;
        let queue = open.session.sqs().find(name).await.ok().flatten()?;
        Some(Arc::new(queue))
    }
}

/// The settings that a profile states.
fn settings(of: &config::Delivery) -> Result<Settings, Problem> {
    let mut tenants = std::collections::BTreeMap::new();
    for (tenant, channel) in &of.tenants {
        tenants.insert(tenant.clone(), way(channel, tenant)?);
    }
    let usual = match &of.usual {
        Some(channel) => way(channel, "usual")?,
        None => Way::None,
    };
    let mut limits = Limits::default();
    if let Some(seconds) = of.timeout_seconds {
        // Longer, and a reply that is being sent would be taken for one that nobody sends.
        limits.total = Duration::from_secs(seconds.clamp(1, 30));
        limits.connect = limits.connect.min(limits.total);
    }
    let templates = of.templates.iter().map(config::Template::known);
    Ok(Settings {
        usual,
        tenants,
        reports_queue: of.reports_queue.clone(),
        templates: templates.collect(),
        limits,
    })
}

fn way(channel: &config::Channel, whose: &str) -> Result<Way, Problem> {
    let missing = |what: &str| {
        let place = format!("delivery.{whose}.{what}");
        Problem::new(Trouble::Invalid, place, "it is needed for this route")
    };
    let token = channel.token.as_ref().map(|token| match token {
        config::Token::Item(path) => TokenFrom::Item(path.clone()),
        config::Token::Variable(name) => TokenFrom::Variable(name.clone()),
        config::Token::Secret(arn) => TokenFrom::Secret(arn.clone()),
    });
    let base = |usual: &str| channel.base_url.clone().unwrap_or_else(|| usual.to_owned());
    Ok(match channel.route {
        config::Route::Meta => Way::Meta {
            base: base(crate::delivery::META),
            version: channel
                .version
                .clone()
                .unwrap_or_else(|| crate::delivery::META_VERSION.to_owned()),
            phone_number_id: channel.phone_number_id.clone(),
            token: token.unwrap_or_else(|| TokenFrom::Item(META_TOKEN.to_owned())),
        },
        config::Route::Whapi => Way::Whapi {
            base: base(crate::delivery::WHAPI),
            token: token.ok_or_else(|| missing("token"))?,
        },
        config::Route::Topic => Way::Topic {
            arn: channel.topic.clone().ok_or_else(|| missing("topic"))?,
        },
        config::Route::None => Way::None,
    })
}

/// The settings of a demo, whose provider listens on this machine.
fn demo(endpoint: &str) -> Settings {
    let meta = Way::Meta {
        base: format!("{endpoint}/meta"),
        version: crate::delivery::META_VERSION.to_owned(),
        phone_number_id: None,
        token: TokenFrom::Item(META_TOKEN.to_owned()),
    };
    let whapi = Way::Whapi {
        base: format!("{endpoint}/whapi/"),
        token: TokenFrom::Item(WHAPI_TOKEN.to_owned()),
    };
    // Those that its provider knows (`embedded/provider/approved.rs`); a test compares them.
    let template = |name: &str, language: &str, body: &str| Template {
        name: name.to_owned(),
        language: language.to_owned(),
        body: Some(body.to_owned()),
    };
    Settings {
        tenants: [(DEMO_META.to_owned(), meta), (DEMO_WHAPI.to_owned(), whapi)].into(),
        reports_queue: Some("demo".to_owned()),
        templates: vec![
            template(
                "seguimiento",
                "es",
                "Hola, seguimos con tu caso. Responde a este mensaje y te atendemos enseguida.",
            ),
            template(
                "pedido_listo",
                "es",
                "Hola {{1}}, tu pedido {{2}} llega {{3}}. Si tienes dudas, responde a este mensaje.",
            ),
            template(
                "acompanhamento",
                "pt_BR",
                "Olá {{nome}}, sobre {{assunto}}: responda a esta mensagem e continuamos.",
            ),
        ],
        ..Settings::default()
    }
}
