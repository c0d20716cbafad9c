//! Usage without a screen: the forecast, the alerts that are due, the export and the page for people who don't use
//! a terminal. All of them go by the same gauges as the pane.

mod page;
mod svg;

use super::item::{At, Masked};
use super::outcome::{Answer, Outcome, Reason};
use super::request::{List, Listed};
use super::{Form, failed, list, output};
use crate::desk::{AnyDesk, Desk, Mode, Station, Writing};
use crate::domain::allowance::Handler;
use crate::domain::burn::{self, Alerted, Gauge, Level, Metered, ThresholdSet, gauges};
use crate::domain::export::{Line, csv};
use crate::domain::forecast::{Basis, Outlook};
use crate::domain::id::{PlatformId, TenantId};
use crate::domain::problem::{Problem, Trouble};
use crate::domain::system::Port;
use crate::domain::tenant::Tenant;
use crate::domain::time;
use crate::locale::usage as say;
use crate::on_desk;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use serde_json::Value;
use std::cmp::Ordering;
use std::io;
use std::path::{Path, PathBuf};

/// What is asked about usage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UsageVerb {
    Forecast {
        tenant: Option<TenantId>,
    },
    /// Gives the alerts that are due.
    Alerts {
        tenant: Option<TenantId>,
    },
    /// From which share on a tenant alerts; `None`: as all do.
    Alert {
        tenant: TenantId,
        percent: Option<u8>,
    },
    Export {
        csv: bool,
        /// `None`: stdout.
        out: Option<PathBuf>,
        tenant: Option<TenantId>,
    },
    Report {
        html: PathBuf,
        tenant: Option<TenantId>,
    },
}

impl UsageVerb {
    /// Whether it may change anything.
    pub fn writes(&self) -> bool {
        matches!(self, Self::Alerts { .. } | Self::Alert { .. })
    }

    /// Whether a person sets something with it.
    pub fn sets(&self) -> bool {
        matches!(self, Self::Alert { .. })
    }
}

/// A tenant's usage, and how this month burns down.
pub(super) struct Burning {
    pub tenant: Tenant,
    pub metered: Metered,
    pub gauges: Vec<Gauge>,
    pub read_at: Timestamp,
}

impl Burning {
    fn lines(&self) -> impl Iterator<Item = Line> {
        self.metered.months.iter().map(|month| {
            let is_current = month.month.as_str() == time::month(self.read_at);
            let gauge = self.gauges.first().filter(|_| is_current);
            let plan = self.tenant.plan.as_deref();
            Line::of(
                month,
                &self.tenant.name.one_line(),
                plan,
                gauge,
                self.read_at,
            )
        })
    }
}

/// The usage of all tenants or of one, what breaks first first.
async fn gather<M: Mode>(
    desk: &Desk<M>,
    tenant: Option<&TenantId>,
) -> Result<Vec<Burning>, Problem> {
    let list = List {
        of: Listed::Usage,
        tenant: tenant.cloned(),
        limit: usize::MAX,
        after: None,
    };
    let systems = desk.systems();
    let mut found = Vec::new();
    for tenant in list::tenants_having(desk, &list, Port::Usage).await? {
        let metered = desk.metered(&tenant.key()).await?.value;
        let system = systems.iter().find(|one| one.platform == tenant.platform);
        let (handler, now) = (Handler::of(system), desk.now());
        let plan = tenant.plan.as_deref();
        found.push(Burning {
            gauges: gauges(&metered, handler, &tenant.limits, plan, now),
            metered,
            read_at: now,
            tenant,
        });
    }
    found.sort_by(|a, b| match (a.gauges.first(), b.gauges.first()) {
        (Some(a), Some(b)) => a.compare(b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    Ok(found)
}

/// Performs what only reads, and the alerts.
pub(super) async fn run(station: &Station, verb: &UsageVerb, form: Form) -> io::Result<u8> {
    let tenant = match verb {
        UsageVerb::Forecast { tenant }
        | UsageVerb::Alerts { tenant }
        | UsageVerb::Export { tenant, .. }
        | UsageVerb::Report { tenant, .. } => tenant.as_ref(),
        UsageVerb::Alert { tenant, .. } => Some(tenant),
    };
    let found = match on_desk!(&station.desk, desk => gather(desk, tenant).await) {
        Ok(found) => found,
        Err(problem) => return failed(problem, form),
    };
    match verb {
        UsageVerb::Forecast { .. } => forecast(&found, form),
        UsageVerb::Alerts { .. } => alerts(station, &found, form).await,
        UsageVerb::Export { csv, out, .. } => export(&found, *csv, out.as_deref(), form),
        UsageVerb::Report { html, .. } => {
            let now = on_desk!(&station.desk, desk => desk.now());
            write(html, &page::of(&found, now), form)
        }
        UsageVerb::Alert { .. } => Ok(Answer::bare(Outcome::Invalid).outcome.code()),
    }
}

/// A forecast, as its JSON has it.
#[derive(Debug, Serialize)]
struct ForecastItem {
    #[serde(flatten)]
    line: Line,
    trend: Option<f64>,
    /// Expected counts from Monday to Sunday.
    weekdays: Option<[f64; 7]>,
    spread: Option<f64>,
    based_from: Option<String>,
    based_to: Option<String>,
}

#[derive(Debug, Serialize)]
struct Items<T> {
    items: Vec<T>,
}

fn forecast(found: &[Burning], form: Form) -> io::Result<u8> {
    let items: Vec<ForecastItem> = found.iter().flat_map(forecasts).collect();
    if form == Form::Json {
        output::json(&Items { items })?;
        return Ok(0);
    }
    let rows: Result<Vec<Value>, _> = found
        .iter()
        .filter_map(|one| Some((one, one.gauges.first()?)))
        .map(|(one, gauge)| row(one, gauge))
        .collect();
    let titles = say::command::table();
    output::lines(output::table(&titles, &rows?))?;
    output::tell([say::method()]);
    Ok(0)
}

/// One line for each count of this month that has a limit or none: what breaks first first.
fn forecasts(one: &Burning) -> Vec<ForecastItem> {
    let period = time::month(one.read_at);
    let mut months = one.metered.months.iter();
    let Some(month) = months.find(|month| month.month.as_str() == period) else {
        return Vec::new();
    };
    let of = |gauge: &Gauge| {
        let plan = one.tenant.plan.as_deref();
        let basis = gauge.outlook.as_ref().and_then(Outlook::basis);
        let round = |value: f64| (value * 100.0).round() / 100.0;
        ForecastItem {
            line: Line::of(
                month,
                &one.tenant.name.one_line(),
                plan,
                Some(gauge),
                one.read_at,
            ),
            trend: basis.map(|basis| round(basis.trend)),
            weekdays: basis.map(|basis| basis.weekdays.map(round)),
            spread: basis.map(|basis| round(basis.spread)),
            based_from: basis.map(|basis: &Basis| basis.from.to_string()),
            based_to: basis.map(|basis: &Basis| basis.to.to_string()),
        }
    };
    one.gauges.iter().map(of).collect()
}

fn row(one: &Burning, gauge: &Gauge) -> Result<Value, serde_json::Error> {
    let today = one.read_at.to_zoned(TimeZone::UTC).date();
    let outlook = gauge.outlook.as_ref();
    let percent = gauge.percent().map(|percent| format!("{percent:.0} %"));
    serde_json::to_value(serde_json::json!({
        "tenant": Masked::new(one.tenant.id.as_str()),
        "counted": crate::locale::allowance::counted(gauge.measure.counted),
        "used": gauge.measure.used,
        "limit": say::limit(gauge),
        "percent": percent,
        "breaks": outlook.map(|outlook| say::breaks(outlook, today)),
        "basis": outlook.and_then(Outlook::basis)
            .map(|basis| format!("{} d · {}", basis.days, gauge.source.word())),
    }))
}

/// An alert of this month.
#[derive(Debug, Serialize)]
struct AlertItem {
    platform: PlatformId,
    tenant: Masked,
    tenant_name: Masked,
    /// `80`, `95`, `100`, a share of the tenant's own, or `forecast`.
    level: String,
    /// It was given now, by this call; else at that time by that person.
    new: bool,
    given_at: At,
    given_by: Masked,
    used: u64,
    limit: Option<u64>,
    used_percent: Option<f64>,
    breaks: Option<String>,
}

/// Gives what is due, each once for all consoles, and lists it with what was given this month. A console that may
/// only read says what is due and leaves no row.
async fn alerts(station: &Station, found: &[Burning], form: Form) -> io::Result<u8> {
    let mut items = Vec::new();
    let mut sentences = Vec::new();
    for one in found {
        let period = time::month(one.read_at);
        let own = one.metered.threshold.as_ref().map(|own| own.percent);
        for level in burn::due(&one.gauges, own, &period, &one.metered.given) {
            let given = match &station.desk {
                AnyDesk::Writing(desk) => desk.give_alert(&one.tenant.key(), level).await,
                AnyDesk::Reading(_) => Ok(true),
            };
            match given {
                Err(problem) => return failed(problem, form),
                Ok(false) => continue,
                Ok(true) => {}
            }
            let Some(gauge) = burn::subject(&one.gauges, level) else {
                continue;
            };
            sentences.push(say::alert(&told(one, gauge, level), one.read_at));
            let by = on_desk!(&station.desk, desk => desk.actor().name.clone());
            items.push(item(one, gauge, level, (true, one.read_at, by.as_str())));
        }
        for given in one.metered.given.iter().filter(|one| one.period == period) {
            if let Some(gauge) = burn::subject(&one.gauges, given.level).or(one.gauges.first()) {
                items.push(item(one, gauge, given.level, (false, given.at, &given.by)));
            }
        }
    }
    match form {
        Form::Json => output::json(&Items { items })?,
        Form::Text if sentences.is_empty() => output::tell([say::nothing_due()]),
        Form::Text => output::lines(sentences)?,
    }
    Ok(0)
}

fn told(one: &Burning, gauge: &Gauge, level: Level) -> Alerted {
    Alerted {
        tenant: one.tenant.name.clone(),
        level,
        counted: gauge.measure.counted,
        used: gauge.measure.used,
        limit: gauge.limit().unwrap_or_default(),
        breaks: match &gauge.outlook {
            Some(Outlook::Breaks { p50, .. }) => *p50,
            _ => None,
        },
    }
}

fn item(
    one: &Burning,
    gauge: &Gauge,
    level: Level,
    (new, at, by): (bool, Timestamp, &str),
) -> AlertItem {
    AlertItem {
        platform: one.tenant.platform,
        tenant: Masked::new(one.tenant.id.as_str()),
        tenant_name: Masked::new(&one.tenant.name),
        level: level.word(),
        new,
        given_at: At(at),
        given_by: Masked::new(by),
        used: gauge.measure.used,
        limit: gauge.limit(),
        used_percent: gauge
            .percent()
            .map(|percent| (percent * 10.0).round() / 10.0),
        breaks: match &gauge.outlook {
            Some(Outlook::Breaks { p50, .. }) => p50.map(|day| day.to_string()),
            _ => None,
        },
    }
}

fn export(found: &[Burning], as_csv: bool, out: Option<&Path>, form: Form) -> io::Result<u8> {
    let lines: Vec<Line> = found.iter().flat_map(Burning::lines).collect();
    let text = match as_csv {
        true => csv(&lines),
        false => format!("{}\n", output::encode(&lines)?),
    };
    match out {
        Some(file) => write(file, &text, form),
        None if as_csv => output::lines(text.lines()).map(|()| 0),
        None => output::json(&lines).map(|()| 0),
    }
}

/// Writes a whole file, by way of another beside it, so that nobody reads half of it.
fn write(file: &Path, text: &str, form: Form) -> io::Result<u8> {
    let mut beside = file.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let written = std::fs::write(&beside, text).and_then(|()| std::fs::rename(&beside, file));
    match written {
        Ok(()) => {
            let name = file.display().to_string();
            match form {
                Form::Json => output::json(&serde_json::json!({ "written": name }))?,
                Form::Text => output::tell([say::written(&name)]),
            }
            Ok(0)
        }
        Err(error) => {
            let _ = std::fs::remove_file(&beside);
            let name = file.display().to_string();
            failed(
                Problem::new(Trouble::Invalid, name, error.to_string()),
                form,
            )
        }
    }
}

/// Sets from which share on a tenant alerts.
pub(super) async fn set(desk: &Desk<Writing>, verb: &UsageVerb) -> Result<Answer, Problem> {
    let UsageVerb::Alert { tenant, percent } = verb else {
        return Ok(Answer::bare(Outcome::Invalid));
    };
    let tenants = desk.tenants_called(tenant).await?;
    let Some(found) = tenants
        .iter()
        .find(|one| one.platform == PlatformId::Marketplace)
    else {
        return Ok(Answer::bare(Outcome::NotFound).because(Reason::NoTenant));
    };
    Ok(match desk.set_threshold(&found.key(), *percent).await? {
        ThresholdSet::Done => Answer {
            changed: true,
            ..Answer::bare(Outcome::Done)
        },
        ThresholdSet::Already => Answer::bare(Outcome::Already),
        ThresholdSet::Changed => Answer::bare(Outcome::Changed).because(Reason::ChangedMeanwhile),
        ThresholdSet::Unknown => Answer::bare(Outcome::Unknown).because(Reason::Unknown),
    })
}
