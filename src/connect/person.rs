//! Who works at this console, and what this machine remembers for them.

use super::{Caller, Connector};
use crate::domain::handoff::Actor;
use crate::domain::id::ConsoleId;
use crate::domain::problem::{Problem, Trouble};
use crate::domain::text::Text;
use crate::journal::{Journal, Journals, Memory};
use etcetera::base_strategy::{BaseStrategy, choose_base_strategy};
use std::path::PathBuf;

impl Connector {
    pub(super) fn actor(&self, identity: Option<String>) -> Actor {
        let login = || std::env::var("USER").ok().filter(|name| !name.is_empty());
        let name = self
            .wanted
            .operator
            .clone()
            .or_else(login)
            .unwrap_or_else(|| "operator".to_owned());
        let host = rustix::system::uname()
            .nodename()
            .to_string_lossy()
            .into_owned();
        let console = match self.wanted.caller {
            Caller::Headless => ConsoleId::headless(&host),
            Caller::Screen => ConsoleId::from(ulid::Ulid::new().to_string()),
        };
        Actor {
            identity: identity.unwrap_or_else(|| format!("demo:{name}")),
            name: Text::from_untrusted(&name),
            console,
            host: Text::from_untrusted(&host),
        }
    }

    /// The journal of this console, kept open over reconnects.
    pub(super) async fn journal(
        &self,
        backend: &str,
        actor: &Actor,
    ) -> Result<(Journal, ConsoleId, Memory), Problem> {
        let mut kept = self.journal.lock().await;
        if let Some((_, journal)) = kept.as_ref().filter(|(of, _)| of == backend) {
            let (console, memory) = journal.recall()?;
            return Ok((journal.clone(), console, memory));
        }
        let state = match &self.wanted.state {
            Some(state) => state.clone(),
            None => state_folder()?,
        };
        let journals = Journals::open(&state, backend)?;
        let operator = &actor.identity;
        let (journal, console, memory) = match self.wanted.caller {
            Caller::Screen => {
                let found = journals.resume(operator, &actor.console)?;
                (found.journal, found.console, found.memory)
            }
            Caller::Headless => {
                let journal = journals.fresh(operator, &actor.console)?;
                (journal, actor.console.clone(), Memory::default())
            }
        };
        *kept = Some((backend.to_owned(), journal.clone()));
        Ok((journal, console, memory))
    }
}

fn state_folder() -> Result<PathBuf, Problem> {
    let nowhere = |why: String| Problem::new(Trouble::Journal, "XDG_STATE_HOME", why);
    let strategy = choose_base_strategy().map_err(|error| nowhere(error.to_string()))?;
    strategy
        .state_dir()
        .map(|state| state.join("switchboard"))
        .ok_or_else(|| nowhere("no state folder on this system".to_owned()))
}
