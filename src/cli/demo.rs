//! The demo backend as flags describe it: asked for by its verb, or opened where nothing else is configured.

use super::Flags;
use super::asked::{Asked, Misuse, wanted};
use crate::connect::{Caller, Source};
#[cfg(feature = "embedded")]
use crate::headless::Request;
use crate::locale::headless as words;
#[cfg(feature = "embedded")]
use crate::{app::preferences::Preferences, config::Config, embedded::DemoOptions};

/// What a console without any configuration opens.
#[cfg(feature = "embedded")]
pub(super) fn implied(flags: &Flags) -> Option<Source> {
    Some(Source::Embedded(DemoOptions {
        scenario: flags.scenario,
        ..DemoOptions::shown()
    }))
}

#[cfg(not(feature = "embedded"))]
pub(super) fn implied(_: &Flags) -> Option<Source> {
    None
}

/// Refuses a bad day of the demo on a backend that is none.
#[cfg(feature = "embedded")]
pub(super) fn is_no_scenario(flags: &Flags) -> Result<(), Misuse> {
    match flags.scenario {
        Some(_) => Err(words::scenario_elsewhere().into()),
        None => Ok(()),
    }
}

#[cfg(not(feature = "embedded"))]
pub(super) fn is_no_scenario(_: &Flags) -> Result<(), Misuse> {
    Ok(())
}

/// The screen over a demo, or a demo that is served.
#[cfg(feature = "embedded")]
pub(super) fn asked(demo: &super::Demo, flags: &Flags) -> Asked {
    let source = Source::Embedded(DemoOptions {
        seed: demo.seed,
        scenario: flags.scenario,
        conversations: demo.conversations,
        speed: demo.speed,
        rng: demo.rng,
        queue_index: demo.index,
        listen: demo.listen,
        data: demo.data.clone(),
        provider: true,
    });
    let config = Config::default();
    if demo.headless {
        let wanted = wanted(flags, &config, source, Caller::Headless);
        Asked::Verb(wanted, Request::Serve)
    } else {
        let wanted = wanted(flags, &config, source, Caller::Screen);
        Asked::Screen(
            wanted,
            flags.theme.unwrap_or_default(),
            Preferences::default(),
        )
    }
}
