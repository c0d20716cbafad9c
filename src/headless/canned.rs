//! The team's canned replies: list, set, remove.

use super::outcome::{Answer, Outcome};
use super::{Form, failed, output};
use crate::desk::{Desk, Mode, Writing};
use crate::domain::canned::{Canned, Keeper};
use crate::domain::id::PlatformId;
use crate::domain::language::Language;
use crate::domain::problem::Problem;
use serde::Serialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::io;

/// The system whose customers are written to.
const OF: PlatformId = PlatformId::Marketplace;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CannedVerb {
    List,
    /// A text for each language that is given.
    Set {
        name: String,
        texts: Vec<(Language, String)>,
    },
    Remove {
        name: String,
    },
}

#[derive(Debug, Serialize)]
struct Listing<'a> {
    items: Vec<Item<'a>>,
}

#[derive(Debug, Serialize)]
struct Item<'a> {
    name: &'a str,
    en: Option<&'a String>,
    es: Option<&'a String>,
    pt: Option<&'a String>,
}

/// Lists the team's.
pub(super) async fn list<M: Mode>(desk: &Desk<M>, form: Form) -> io::Result<u8> {
    let found = match desk.canned(OF).await {
        Ok(found) => found,
        Err(problem) => return failed(problem, form),
    };
    let item = |one| item(one);
    let listing = Listing {
        items: found.iter().map(item).collect(),
    };
    if form == Form::Json {
        output::json(&listing)?;
        return Ok(0);
    }
    let rows: Result<Vec<Value>, _> = listing.items.iter().map(serde_json::to_value).collect();
    let columns = [("name", "NAME"), ("en", "EN"), ("es", "ES"), ("pt", "PT")];
    output::lines(output::table(&columns, &rows?))?;
    Ok(0)
}

fn item(one: &Canned) -> Item<'_> {
    let of = |language: Language| one.texts.get(language.code());
    Item {
        name: &one.name,
        en: of(Language::English),
        es: of(Language::Spanish),
        pt: of(Language::Portuguese),
    }
}

/// Keeps one or takes one away.
pub(super) async fn change(desk: &Desk<Writing>, verb: &CannedVerb) -> Result<Answer, Problem> {
    match verb {
        CannedVerb::Set { name, texts } => {
            let texts = texts.iter().map(|(of, text)| (of.code(), text.clone()));
            let canned = Canned {
                name: name.clone(),
                keeper: Keeper::Team,
                texts: texts.collect::<BTreeMap<_, _>>(),
            };
            desk.keep_canned(OF, &canned).await?;
        }
        CannedVerb::Remove { name } => desk.drop_canned(OF, name).await?,
        CannedVerb::List => {}
    }
    Ok(Answer {
        changed: true,
        ..Answer::bare(Outcome::Done)
    })
}
