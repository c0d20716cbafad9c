//! Values of flags, each refused with the form that is wanted.

use crate::domain::id::PlatformId;
use crate::domain::language::Language;
use crate::domain::log::filter::{Filter, When};
use crate::domain::role::Role;
use crate::domain::sheet::{CommandKind, Narrowing, SheetKind};
use crate::domain::work::WorkKind;
use crate::locale::headless::insights;
use crate::locale::headless::value as words;
use crate::theme::Choice;
use jiff::SignedDuration;
#[cfg(feature = "embedded")]
use std::net::SocketAddr;

/// Most rows of one answer.
const MOST_ROWS: usize = 1_000;

#[cfg(feature = "embedded")]
pub fn loopback(raw: &str) -> Result<SocketAddr, &'static str> {
    let local = raw.strip_prefix("localhost:");
    let address = match local {
        Some(port) => format!("127.0.0.1:{port}").parse::<SocketAddr>(),
        None => raw.parse(),
    };
    match address {
        Ok(address) if address.ip().is_loopback() => Ok(address),
        Ok(_) => Err(words::not_loopback()),
        Err(_) => Err(words::not_an_address()),
    }
}

/// Where a PostgreSQL database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    pub user: String,
    /// A name, an address, or the folder of a unix socket.
    pub host: String,
    pub port: u16,
    pub database: String,
}

/// PostgreSQL's own port.
const POSTGRES: u16 = 5432;

pub fn database(raw: &str) -> Result<Location, &'static str> {
    let odd = words::not_a_database;
    let rest = raw.strip_prefix("postgres://").ok_or(odd())?;
    let (user, place) = rest.split_once('@').ok_or(odd())?;
    if user.contains(':') {
        return Err(words::password_in_sight());
    }
    let (server, database) = place.rsplit_once('/').ok_or(odd())?;
    let (host, port) = match server.rsplit_once(':') {
        Some((host, port)) => (host, port.parse().map_err(|_| odd())?),
        None => (server, POSTGRES),
    };
    if [user, host, database].iter().any(|part| part.is_empty()) {
        return Err(odd());
    }
    Ok(Location {
        user: user.to_owned(),
        host: host.to_owned(),
        port,
        database: database.to_owned(),
    })
}

pub fn platform(raw: &str) -> Result<PlatformId, &'static str> {
    PlatformId::from_word(raw).ok_or(words::not_a_platform())
}

pub fn role(raw: &str) -> Result<Role, &'static str> {
    Role::from_word(raw).ok_or(words::not_a_role())
}

pub fn kind(raw: &str) -> Result<WorkKind, &'static str> {
    WorkKind::from_word(raw).ok_or(words::not_a_kind())
}

pub fn sheet(raw: &str) -> Result<SheetKind, &'static str> {
    SheetKind::from_word(raw).ok_or(words::not_a_sheet())
}

pub fn narrowing(raw: &str) -> Result<Narrowing, &'static str> {
    Narrowing::read(raw).ok_or(words::not_a_narrowing())
}

pub fn entry(raw: &str) -> Result<(SheetKind, String), &'static str> {
    let (kind, id) = raw.split_once(':').ok_or(words::not_an_entry())?;
    match id.is_empty() {
        true => Err(words::not_an_entry()),
        false => Ok((sheet(kind)?, id.to_owned())),
    }
}

pub fn command(raw: &str) -> Result<CommandKind, &'static str> {
    CommandKind::from_word(raw).ok_or(words::not_a_command())
}

pub fn parameter(raw: &str) -> Result<(String, String), &'static str> {
    match raw.split_once('=') {
        Some((name, value)) if !name.trim().is_empty() => {
            Ok((name.trim().to_owned(), value.to_owned()))
        }
        _ => Err(words::not_a_parameter()),
    }
}

pub fn span(raw: &str) -> Result<SignedDuration, &'static str> {
    let bounds = SignedDuration::from_secs(1)..=SignedDuration::from_hours(24);
    raw.parse::<SignedDuration>()
        .ok()
        .filter(|span| bounds.contains(span))
        .ok_or(words::not_a_span())
}

/// How far back: `90s`, `15m`, `2h`, `7d`.
pub fn back(raw: &str) -> Result<SignedDuration, &'static str> {
    match Filter::read(&format!("last={raw}")) {
        Ok(Filter {
            when: When::Last(seconds),
            words,
            ..
        }) if words.is_empty() => Ok(SignedDuration::from_secs(seconds)),
        _ => Err(insights::not_a_time_back()),
    }
}

/// GiB that may be scanned.
pub fn gib(raw: &str) -> Result<f64, &'static str> {
    raw.parse::<f64>()
        .ok()
        .filter(|gib| gib.is_finite() && *gib > 0.0)
        .ok_or(insights::not_gib())
}

pub fn month(raw: &str) -> Result<String, &'static str> {
    let is_month = raw.len() == 7 && format!("{raw}-01").parse::<jiff::civil::Date>().is_ok();
    is_month.then(|| raw.to_owned()).ok_or(words::not_a_month())
}

#[cfg(feature = "embedded")]
pub fn speed(raw: &str) -> Result<f64, &'static str> {
    raw.parse::<f64>()
        .ok()
        .filter(|speed| speed.is_finite() && *speed >= 0.0)
        .ok_or(words::not_a_speed())
}

pub fn limit(raw: &str) -> Result<usize, &'static str> {
    raw.parse::<usize>()
        .ok()
        .filter(|limit| (1..=MOST_ROWS).contains(limit))
        .ok_or(words::not_a_limit())
}

pub fn language(raw: &str) -> Result<Language, &'static str> {
    let found = Language::ALL.into_iter().find(|one| one.code() == raw);
    found.ok_or_else(words::not_a_language)
}

pub fn theme(raw: &str) -> Result<Choice, &'static str> {
    match raw {
        "auto" => Ok(Choice::Auto),
        "dark" => Ok(Choice::Dark),
        "light" => Ok(Choice::Light),
        "mono" => Ok(Choice::Mono),
        _ => Err(words::not_a_theme()),
    }
}

#[cfg(feature = "embedded")]
pub fn seed(raw: &str) -> Result<crate::embedded::Seed, &'static str> {
    match raw {
        "plaza" => Ok(crate::embedded::Seed::Plaza),
        "hostile" => Ok(crate::embedded::Seed::Hostile),
        _ => Err(words::not_a_seed()),
    }
}

#[cfg(feature = "embedded")]
pub fn scenario(raw: &str) -> Result<crate::embedded::Scenario, &'static str> {
    crate::embedded::Scenario::from_word(raw).ok_or_else(words::not_a_scenario)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_port_is_opened_on_this_machine_only() {
        assert!(loopback("127.0.0.1:0").is_ok());
        assert!(loopback("[::1]:8123").is_ok());
        assert!(loopback("localhost:8123").is_ok());
        assert_eq!(loopback("0.0.0.0:8123"), Err(words::not_loopback()));
        assert_eq!(loopback("8123"), Err(words::not_an_address()));
    }

    #[test]
    fn spans_are_written_as_people_write_them() {
        assert_eq!(span("15m").unwrap(), SignedDuration::from_mins(15));
        assert_eq!(span("90s").unwrap(), SignedDuration::from_secs(90));
        assert_eq!(span("1h").unwrap(), SignedDuration::from_hours(1));
        for wrong in ["15", "0s", "-15m", "25h", "soon", ""] {
            assert!(span(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_month_is_a_month() {
        assert!(month("2026-11").is_ok());
        for wrong in ["2026-13", "2026", "2026-1", "november"] {
            assert!(month(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_database_is_a_user_a_host_and_a_name() {
        for (raw, host, port) in [
            (
                "postgres://ops@db.example.com/alquimista",
                "db.example.com",
                5432,
            ),
            (
                "postgres://ops@127.0.0.1:6000/alquimista",
                "127.0.0.1",
                6000,
            ),
            (
                "postgres://ops@/run/postgresql/alquimista",
                "/run/postgresql",
                5432,
            ),
            (
                "postgres://ops@/run/postgresql:6000/alquimista",
                "/run/postgresql",
                6000,
            ),
        ] {
            let found = database(raw).unwrap();
            assert_eq!((found.host.as_str(), found.port), (host, port), "{raw}");
            assert_eq!(
                (found.user.as_str(), found.database.as_str()),
                ("ops", "alquimista")
            );
        }
        for odd in [
            "",
            "db",
            "postgres://db/a",
            "postgres://u@/a",
            "postgres://u@h:x/a",
            "postgres://u@h/",
        ] {
            assert!(database(odd).is_err(), "{odd}");
        }
        assert_eq!(
            database("postgres://u:secret@h/a"),
            Err(words::password_in_sight())
        );
    }
}
