//! The command line: every command by name, found by any of its letters in order.

use super::{CommandLine, Entry, Match, Overlay};
use crate::app::arranging;
use crate::app::command::Command;
use crate::app::effect::{Effect, Verb};
use crate::app::enabled::{enabled, may};
use crate::app::field::Field;
use crate::app::logs;
use crate::app::notice::Notice;
use crate::app::open::visit;
use crate::app::operations;
use crate::app::run;
use crate::app::sheet;
use crate::app::shift;
use crate::app::state::{State, ThemeName, Why};
use crate::app::usage;
use crate::domain::language::Language;
use crate::domain::role::Right;
use crate::domain::text::Text;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

/// Opens the command line.
pub fn open(state: &mut State) {
    state.overlay = Some(Overlay::CommandLine(CommandLine {
        field: Field::line(""),
        matches: find(state, ""),
        chosen: 0,
    }));
}

/// Finds the matches again after the text has changed.
pub fn typed(state: &mut State) {
    let Some(Overlay::CommandLine(line)) = &state.overlay else {
        return;
    };
    let matches = find(state, &line.field.text());
    if let Some(Overlay::CommandLine(line)) = &mut state.overlay {
        line.matches = matches;
        line.chosen = 0;
    }
}

/// A command while the command line stands.
pub fn command(state: &mut State, command: Command) -> Vec<Effect> {
    let Some(Overlay::CommandLine(line)) = &mut state.overlay else {
        return Vec::new();
    };
    let last = line.matches.len().saturating_sub(1);
    match command {
        Command::Down | Command::NextField => line.chosen = (line.chosen + 1).min(last),
        Command::Up => line.chosen = line.chosen.saturating_sub(1),
        Command::Back | Command::Cancel => state.overlay = None,
        Command::Enter | Command::Confirm => return run_chosen(state),
        _ => {}
    }
    Vec::new()
}

fn run_chosen(state: &mut State) -> Vec<Effect> {
    let Some(Overlay::CommandLine(line)) = state.overlay.take() else {
        return Vec::new();
    };
    let typed = line.field.text();
    let chosen = line
        .matches
        .get(line.chosen)
        .map(|found| found.entry.clone());
    if let Some(Entry::Transfer { .. } | Entry::Sheet(..)) = &chosen
        && state.shift.past.is_some()
    {
        state.tell(Notice::Refused {
            command: Command::CommandLine,
            why: Why::Past,
        });
        return Vec::new();
    }
    match chosen {
        Some(Entry::Command(command)) => run::run(state, command),
        Some(Entry::Theme(theme)) => {
            state.theme = theme;
            Vec::new()
        }
        Some(Entry::Language(language)) => {
            state.language = language;
            Vec::new()
        }
        Some(Entry::Privacy(on)) => {
            state.private = on;
            visit::show_messages(state);
            Vec::new()
        }
        Some(Entry::Platform(only)) => {
            run::narrow(state, only);
            Vec::new()
        }
        Some(Entry::Profile(profile)) => run::open_profile(state, profile),
        Some(Entry::Sheet(platform, kind)) => {
            sheet::open::of_system(state, platform, kind);
            Vec::new()
        }
        Some(Entry::UsageAlert { tenant, percent }) => {
            vec![Effect::Do(Verb::SetUsageAlert { tenant, percent })]
        }
        Some(Entry::Trace(id)) => {
            logs::open::typed_trace(state, &id);
            Vec::new()
        }
        Some(Entry::Transfer { to, all }) => arranging::transfer(state, &to, all),
        Some(Entry::Op(id)) => operations::show_named(state, &id),
        Some(Entry::At(typed)) => {
            shift::past::go_to_typed(state, &typed);
            Vec::new()
        }
        None => {
            state.tell(Notice::NoSuchCommand { typed });
            Vec::new()
        }
    }
}

/// Commands that mean something as a line; the others are for the places where they act.
fn is_listed(command: Command) -> bool {
    !matches!(
        command,
        Command::Down
            | Command::Up
            | Command::PageDown
            | Command::PageUp
            | Command::First
            | Command::Last
            | Command::Confirm
            | Command::Cancel
            | Command::NextField
            | Command::AskAgain
            | Command::Resend
            | Command::DropReply
            | Command::RollBack
            | Command::FirstAnswer
            | Command::SecondAnswer
            | Command::ThirdAnswer
            | Command::CommandLine
            | Command::Interrupt
            | Command::Back
            | Command::Enter
            | Command::WriteTable
            | Command::SideLeft
            | Command::SideRight
    )
}

fn entries(state: &State) -> impl Iterator<Item = (Entry, String)> {
    let commands = Command::ALL
        .into_iter()
        .filter(|command| is_listed(*command))
        .map(|command| (Entry::Command(command), command.name().to_owned()));
    let themes = ThemeName::ALL
        .into_iter()
        .map(|theme| (Entry::Theme(theme), format!("theme {}", theme.name())));
    let languages = Language::ALL
        .into_iter()
        .map(|one| (Entry::Language(one), format!("lang {}", one.code())));
    let privacy = [
        (Entry::Privacy(true), "privacy on".to_owned()),
        (Entry::Privacy(false), "privacy off".to_owned()),
    ];
    commands
        .chain(themes)
        .chain(languages)
        .chain(privacy)
        .chain(places(state))
        .chain(known_operations(state))
        .chain(sheets(state))
}

/// What can be shown instead of what is: one of the systems that are connected, another profile.
fn places(state: &State) -> Vec<(Entry, String)> {
    let Some(link) = state.connection.link() else {
        return Vec::new();
    };
    let mut places = Vec::new();
    if link.systems.len() > 1 {
        places.push((Entry::Platform(None), "platform all".to_owned()));
        places.extend(link.systems.iter().map(|system| {
            let name = format!("platform {}", system.platform.as_str());
            (Entry::Platform(Some(system.platform)), name)
        }));
    }
    let others = link.profiles.iter();
    let others = others.filter(|name| Some(*name) != link.profile.as_ref());
    places.extend(others.map(|name| (Entry::Profile(name.clone()), format!("profile {name}"))));
    places
}

/// The sheets of the systems as wholes.
fn sheets(state: &State) -> impl Iterator<Item = (Entry, String)> {
    let systems = state.connection.link().map(|link| &link.systems);
    systems.into_iter().flatten().flat_map(|system| {
        let platform = system.platform;
        let kinds = system.sheets.system.iter();
        kinds.map(move |kind| {
            let name = format!("{} {}", platform.as_str(), kind.word());
            (Entry::Sheet(platform, *kind), name)
        })
    })
}

/// The operations that are known here, by their ids.
fn known_operations(state: &State) -> impl Iterator<Item = (Entry, String)> {
    let known = state.kill.operations.iter().rev();
    known.map(|one| {
        let id = one.operation.id.as_str();
        (Entry::Op(id.to_owned()), format!("op OP-{id}"))
    })
}

/// `op ID`: the id is whatever is typed, as long as it is none that is known here, which is found among the others.
fn op(state: &State, typed: &str) -> Option<Match> {
    let id = typed.strip_prefix("op ")?.trim();
    let is_known = known_operations(state).any(|(entry, _)| match entry {
        Entry::Op(known) => known.starts_with(&operations::named(id)),
        _ => false,
    });
    (!id.is_empty() && !is_known).then(|| Match {
        entry: Entry::Op(id.to_owned()),
        name: typed.to_owned(),
        matched: Vec::new(),
        enabled: true,
    })
}

/// `transfer NAME` and `transfer all NAME`: the name is whatever is typed.
fn transfer(state: &State, typed: &str) -> Option<Match> {
    let rest = typed.strip_prefix("transfer ")?.trim();
    let (to, all) = match rest.strip_prefix("all ") {
        Some(name) => (name.trim(), true),
        None => (rest, false),
    };
    (!to.is_empty()).then(|| Match {
        entry: Entry::Transfer {
            to: Text::from_untrusted(to),
            all,
        },
        name: typed.to_owned(),
        matched: Vec::new(),
        enabled: !state.mine.is_empty(),
    })
}

/// `alert TENANT 95`: the tenant is whatever is typed, as long as only one is meant.
fn alert(state: &State, typed: &str) -> Option<Match> {
    let (tenant, percent) = usage::alert_command(state, typed)?;
    Some(Match {
        entry: Entry::UsageAlert { tenant, percent },
        name: typed.to_owned(),
        matched: Vec::new(),
        enabled: may(state, Right::Switch).is_ok(),
    })
}

/// `trace ID`: the id is whatever is typed.
fn trace(typed: &str) -> Option<Match> {
    let id = typed.strip_prefix("trace ")?.trim();
    (!id.is_empty()).then(|| Match {
        entry: Entry::Trace(id.to_owned()),
        name: typed.to_owned(),
        matched: Vec::new(),
        enabled: true,
    })
}

/// `at 03:02`: the time is whatever is typed.
fn at(typed: &str) -> Option<Match> {
    let time = typed.strip_prefix("at ")?.trim();
    (!time.is_empty()).then(|| Match {
        entry: Entry::At(time.to_owned()),
        name: typed.to_owned(),
        matched: Vec::new(),
        enabled: true,
    })
}

/// What `typed` matches, best first; all of it in its own order while nothing is typed.
fn find(state: &State, typed: &str) -> Vec<Match> {
    let typed = typed.trim().trim_start_matches(':');
    let typed = if typed == "q" { "quit" } else { typed };
    let mut matcher = Matcher::new(Config::DEFAULT);
    let pattern = Pattern::parse(typed, CaseMatching::Ignore, Normalization::Smart);
    let mut found: Vec<(u32, Match)> = entries(state)
        .filter_map(|(entry, name)| {
            let (mut buffer, mut matched) = (Vec::new(), Vec::new());
            let haystack = Utf32Str::new(&name, &mut buffer);
            let score = pattern.indices(haystack, &mut matcher, &mut matched)?;
            matched.sort_unstable();
            matched.dedup();
            let score = if name == typed { u32::MAX } else { score };
            let enabled = match &entry {
                Entry::Command(command) => enabled(state, *command).is_ok(),
                Entry::Profile(_) => state.mine.is_empty(),
                Entry::Transfer { .. } => !state.mine.is_empty(),
                Entry::UsageAlert { .. } => may(state, Right::Switch).is_ok(),
                Entry::Theme(_)
                | Entry::Language(_)
                | Entry::Privacy(_)
                | Entry::Platform(_)
                | Entry::Trace(_)
                | Entry::At(_)
                | Entry::Op(_)
                | Entry::Sheet(..) => true,
            };
            let found = Match {
                entry,
                name,
                matched,
                enabled,
            };
            Some((score, found))
        })
        .collect();
    found.sort_by_key(|(score, found)| (std::cmp::Reverse(*score), !found.enabled));
    let found = found.into_iter().map(|(_, found)| found);
    let spoken = transfer(state, typed)
        .or_else(|| alert(state, typed))
        .or_else(|| at(typed))
        .or_else(|| op(state, typed));
    let named = spoken.into_iter().chain(trace(typed));
    named.chain(found).collect()
}
