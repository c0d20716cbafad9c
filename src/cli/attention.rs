//! What the configuration file says about a person's attention, read.

use super::Misuse;
use crate::app::preferences::{AlertBy, CAP, Preferences, Quiet};
use crate::config::{Alerts, Config};
use crate::domain::sla::Policy;
use crate::locale::arranging as words;

/// What a person set; a value that makes no sense is refused by its name.
pub fn preferences(config: &Config) -> Result<Preferences, Misuse> {
    let policy = match config.sla.is_empty() {
        true => None,
        false => Some(
            Policy::read(&config.sla).map_err(|name| Misuse(words::no_setting("sla", &name)))?,
        ),
    };
    Ok(Preferences {
        cap: config.cap.unwrap_or(CAP),
        alerts: alerts(&config.alerts)?,
        policy,
        runbooks: config.runbooks.clone(),
    })
}

fn alerts(alerts: &Alerts) -> Result<AlertBy, Misuse> {
    let usual = AlertBy::default();
    let wrong = || Misuse(words::no_setting("alerts", "quiet"));
    let quiet = alerts.quiet.as_deref();
    let quiet = quiet.map(|hours| Quiet::parse(hours).ok_or_else(wrong));
    Ok(AlertBy {
        bell: alerts.bell.unwrap_or(usual.bell),
        title: alerts.title.unwrap_or(usual.title),
        osc9: alerts.osc9.unwrap_or(usual.osc9),
        osc777: alerts.osc777.unwrap_or(usual.osc777),
        quiet: quiet.transpose()?,
    })
}
