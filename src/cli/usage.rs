//! The verbs about usage.

use super::{PartOf, asked};
use crate::domain::id::TenantId;
use crate::headless::{Listed, Request, UsageVerb};
use crate::locale::headless::value as words;
use clap::{Subcommand, ValueEnum};
use std::path::PathBuf;

/// The forms of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    Csv,
    Json,
}

#[derive(Clone, Debug, Subcommand)]
pub enum Usage {
    /// List usage per tenant and month
    List(PartOf),
    /// When each tenant breaks the limit that its bot applies, what breaks first first
    Forecast {
        /// Only of this tenant
        #[arg(long, value_name = "TENANT")]
        tenant: Option<String>,
    },
    /// Give the alerts that are due: each once for all consoles, so it can run from cron
    Alerts {
        /// Only of this tenant
        #[arg(long, value_name = "TENANT")]
        tenant: Option<String>,
    },
    /// Set from which share of its limit on a tenant alerts
    Alert {
        tenant: String,
        /// 1 to 100, or off for 80, 95 and 100 as all others
        #[arg(value_name = "PERCENT|off", value_parser = percent)]
        percent: Share,
    },
    /// Write the months of all tenants as a table for other programs
    Export {
        #[arg(long, value_enum, default_value = "csv")]
        format: Format,
        /// Into this file instead of stdout
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Only of this tenant
        #[arg(long, value_name = "TENANT")]
        tenant: Option<String>,
    },
    /// Write one page with charts for people who don't use a terminal
    Report {
        /// The page: it needs no other file and no network
        #[arg(long, value_name = "FILE")]
        html: PathBuf,
        /// Only of this tenant
        #[arg(long, value_name = "TENANT")]
        tenant: Option<String>,
    },
}

/// A share in percent; `None`: none of the tenant's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share(Option<u8>);

fn percent(typed: &str) -> Result<Share, &'static str> {
    if typed == "off" {
        return Ok(Share(None));
    }
    match typed.trim_end_matches('%').parse::<u8>() {
        Ok(percent @ 1..=100) => Ok(Share(Some(percent))),
        _ => Err(words::not_a_share()),
    }
}

impl Usage {
    /// What is asked of the console.
    pub fn request(self) -> Request {
        let of = |tenant: Option<String>| tenant.map(TenantId::from);
        Request::Usage(match self {
            Self::List(part) => return asked::list_of(Listed::Usage, part),
            Self::Forecast { tenant } => UsageVerb::Forecast { tenant: of(tenant) },
            Self::Alerts { tenant } => UsageVerb::Alerts { tenant: of(tenant) },
            Self::Alert { tenant, percent } => UsageVerb::Alert {
                tenant: TenantId::from(tenant),
                percent: percent.0,
            },
            Self::Export {
                format,
                out,
                tenant,
            } => UsageVerb::Export {
                csv: format == Format::Csv,
                out,
                tenant: of(tenant),
            },
            Self::Report { html, tenant } => UsageVerb::Report {
                html,
                tenant: of(tenant),
            },
        })
    }
}
