//! Canned replies of the team: `TEAM#<platform>` / `CANNED#<name>` with a text for each of `en`, `es`, `pt`.

use super::row::{row, text};
use super::{Reader, Writer};
use crate::aws::dynamo::{Item, Query};
use crate::aws::expression::{Assign, Condition, key, s};
use crate::aws::transaction::OwnItem;
use crate::aws::write::{Change, Put};
use crate::domain::canned::{Canned, Keeper};
use crate::domain::handoff::Actor;
use crate::domain::id::PlatformId;
use crate::domain::language::Language;
use crate::domain::problem::Problem;
use crate::domain::text::Text;
use crate::domain::time;
use jiff::Timestamp;

/// Pages of a team's texts: a page holds hundreds.
const PAGES: u32 = 2;
const PREFIX: &str = "CANNED#";
/// What marks one that was taken away: the row stays, as the trail of who wrote it does.
const REMOVED: &str = "removed";

impl Reader {
    /// The team's canned replies by name.
    ///
    /// # Errors
    /// Any failure of the call.
    pub async fn canned(&self, platform: PlatformId) -> Result<Vec<Canned>, Problem> {
        let mut query = Query::partition(&self.table, "pk", pk(platform));
        query.sort_prefix = Some(("sk", PREFIX));
        let page = self.dynamo.query_all(query, PAGES).await?;
        Ok(page.items.iter().filter_map(decode).collect())
    }
}

impl Writer {
    /// The item that keeps one, in place of what was kept under its name.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn keep_canned(
        &self,
        platform: PlatformId,
        canned: &Canned,
        by: &Actor,
        now: Timestamp,
    ) -> Result<OwnItem, Problem> {
        let of = |language: Language| canned.texts.get(language.code()).map(s);
        let item = row([
            ("pk", Some(s(pk(platform)))),
            ("sk", Some(s(format!("{PREFIX}{}", canned.name)))),
            ("en", of(Language::English)),
            ("es", of(Language::Spanish)),
            ("pt", of(Language::Portuguese)),
            ("by", Some(s(by.name.as_str()))),
            ("at", Some(s(time::iso(now)))),
        ]);
        Put {
            table: self.reader.table.clone(),
            item,
            condition: Condition::Any(vec![Condition::Absent("pk"), Condition::Exists("pk")]),
        }
        .own()
    }

    /// The item that takes one away, on the condition that it is there.
    ///
    /// # Errors
    /// Only when the request cannot be built.
    pub fn drop_canned(
        &self,
        platform: PlatformId,
        name: &str,
        by: &Actor,
        now: Timestamp,
    ) -> Result<OwnItem, Problem> {
        let mut assigns: Vec<(&'static str, Assign)> = Language::ALL
            .into_iter()
            .map(|language| (language.code(), Assign::Remove))
            .collect();
        assigns.push(("state", Assign::Set(s(REMOVED))));
        assigns.push(("by", Assign::Set(s(by.name.as_str()))));
        assigns.push(("at", Assign::Set(s(time::iso(now)))));
        Change {
            table: self.reader.table.clone(),
            key: key(
                ("pk", &pk(platform)),
                Some(("sk", &format!("{PREFIX}{name}"))),
            ),
            assigns,
            condition: Condition::Exists("pk"),
        }
        .own()
    }
}

/// A row without any text says nothing. What a newer console or a slip wrote is made safe for people.
fn decode(item: &Item) -> Option<Canned> {
    let name = text(item, "sk")?.strip_prefix(PREFIX)?;
    let of = |language: Language| {
        let text = Text::from_untrusted(text(item, language.code())?);
        (!text.trim().is_empty()).then(|| (language.code(), text.as_str().to_owned()))
    };
    let texts: std::collections::BTreeMap<_, _> =
        Language::ALL.into_iter().filter_map(of).collect();
    (!texts.is_empty()).then(|| Canned {
        name: Text::from_untrusted(name).one_line().into_owned(),
        keeper: Keeper::Team,
        texts,
    })
}

fn pk(platform: PlatformId) -> String {
    format!("TEAM#{}", platform.as_str())
}
