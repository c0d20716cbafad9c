//! One contract for the ports of every system, whatever ports it has and whatever its rows are. A failure
//! names the system, the port and the row.
#![allow(dead_code)]

mod sheets;
mod talks;
mod tenants;
mod waiting;
mod writes;

use jiff::Timestamp;
use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt::Debug;
use switchboard::aws::dynamo::Dynamo;
use switchboard::domain::agent::Activation;
use switchboard::domain::cost::{Cost, Read};
use switchboard::domain::handoff::Actor;
use switchboard::domain::id::{ConsoleId, TenantId};
use switchboard::domain::page::{Cursor, Page};
use switchboard::domain::problem::{Problem, Trouble};
use switchboard::domain::text::Text;
use switchboard::domain::work::Work;
use switchboard::platform::{Platform, PlatformWriter};

/// What no system has.
pub const NOBODY: &str = "no-such-thing-here";
/// Pages that a list of a seed never takes.
const ENDLESS: usize = 500;
/// What no list gave: nothing, no hexadecimal, no JSON in it, an empty key, and the key of another table.
const FOREIGN: [&str; 5] = [
    "",
    "not a cursor",
    "7b7d7d",
    "7b7d",
    "7b22666f726569676e223a5b2253222c2278225d7d",
];

/// Both sides of one system over one store.
pub struct System {
    /// System, design and rows: what a failure is told of.
    pub name: String,
    pub reader: Platform,
    pub writer: PlatformWriter,
    /// Where its calls report what they consume; a database reports nothing.
    pub dynamo: Option<Dynamo>,
    pub now: Timestamp,
    pub breaches: Breaches,
}

/// Where the contract does not hold, told all at once.
#[derive(Default)]
pub struct Breaches(RefCell<Vec<String>>);

impl Breaches {
    pub fn told(self) -> Vec<String> {
        self.0.into_inner()
    }
}

/// What the contract was held against: nothing is proved by empty lists.
pub struct Held {
    tenants: Vec<TenantId>,
    switches: Vec<Activation>,
    work: Vec<Work>,
    conversations: usize,
    bodies: usize,
    months: usize,
    entries: usize,
}

impl System {
    /// Holds every port that there is to the contract of what is read.
    pub async fn reads(&self) -> Held {
        let tenants = tenants::hold(self).await;
        let switches = tenants::switches(self, &tenants).await;
        let (conversations, bodies) = talks::hold(self, &tenants).await;
        Held {
            conversations,
            bodies,
            months: tenants::usage(self, &tenants).await,
            work: waiting::hold(self).await,
            entries: sheets::hold(self, &tenants, &switches).await,
            tenants,
            switches,
        }
    }

    /// Asks for changes of what is not as it was seen, and of what is not there. Answers how many were
    /// refused; whether the store is as before is for the caller to see.
    pub async fn refuses(&self, held: &Held) -> usize {
        writes::refused(self, held).await
    }

    /// Where the rows are those of an ordinary day there is something behind every port.
    pub fn shows(&self, held: &Held, refused: usize) {
        let ports = &self.reader;
        let there = [
            ("tenants", ports.tenants.is_some(), held.tenants.len()),
            ("switches", ports.switches.is_some(), held.switches.len()),
            (
                "conversations",
                ports.conversations.is_some(),
                held.conversations,
            ),
            ("bodies", ports.bodies.is_some(), held.bodies),
            ("usage", ports.usage.is_some(), held.months),
            ("work", ports.work.is_some(), held.work.len()),
            ("sheets", ports.sheets.is_some(), held.entries),
            ("writers", true, refused),
        ];
        for (port, is_there, count) in there {
            let what = format!("{port}: there {is_there}, rows {count}");
            self.holds(&what, is_there == (count > 0));
        }
    }

    /// A list that came, counted; empty where it did not.
    fn page<T>(&self, what: &str, page: Result<Page<T>, Problem>) -> Page<T> {
        match self.came(what, page) {
            Some(page) => {
                self.counted(what, page.cost);
                page
            }
            None => Page {
                items: Vec::new(),
                next: None,
                cost: Cost::default(),
            },
        }
    }

    /// One thing that came, counted.
    fn one<T>(&self, what: &str, read: Result<Read<Option<T>>, Problem>) -> Option<T> {
        let read = self.came(what, read)?;
        self.counted(what, read.cost);
        self.holds(&format!("{what} is not found"), read.value.is_some());
        read.value
    }

    /// What is not there is `None` and no failure.
    fn none<T: Debug>(&self, what: &str, read: Result<Read<Option<T>>, Problem>) {
        let found = read.map(|read| read.value);
        let is_none = matches!(found, Ok(None));
        self.holds(
            &format!("{what} is not there, and comes as {found:?}"),
            is_none,
        );
    }

    fn came<T>(&self, what: &str, answer: Result<T, Problem>) -> Option<T> {
        if let Err(why) = &answer {
            self.holds(&format!("{what} fails: {why}"), false);
        }
        answer.ok()
    }

    fn counted(&self, what: &str, cost: Cost) {
        let counted = self.dynamo.is_none() || cost.read_units > 0.0;
        self.holds(&format!("{what} reports no cost"), counted);
    }

    fn same<T: PartialEq + Debug>(&self, what: &str, listed: &T, read: &T) {
        self.holds(&format!("{what}: {listed:?} is {read:?}"), listed == read);
    }

    fn holds(&self, what: &str, is_so: bool) {
        if !is_so {
            let told = format!("{}: {what}", self.name);
            self.breaches.0.borrow_mut().push(told);
        }
    }

    /// All pages of a list: they come to an end, and no cursor comes again.
    async fn walk<T>(
        &self,
        what: &str,
        ask: impl AsyncFn(Option<Cursor>) -> Result<Page<T>, Problem>,
    ) -> Vec<T> {
        let (mut all, mut after, mut met) = (Vec::new(), None, HashSet::new());
        for _ in 0..ENDLESS {
            let page = self.page(what, ask(after).await);
            all.extend(page.items);
            let Some(next) = page.next else { return all };
            if !met.insert(next.0.clone()) {
                self.holds(&format!("{what} goes in a circle"), false);
                return all;
            }
            after = Some(next);
        }
        self.holds(&format!("{what} has no end"), false);
        all
    }

    /// No cursor of another list is taken for the beginning. One that is no cursor at all is `Invalid`.
    async fn refuses_cursors<T>(
        &self,
        what: &str,
        ask: impl AsyncFn(Option<Cursor>) -> Result<T, Problem>,
    ) {
        let mut wrong = Vec::new();
        for (at, word) in FOREIGN.into_iter().enumerate() {
            let answer = ask(Some(Cursor(word.to_owned()))).await;
            let trouble = answer.err().map(|why| why.trouble);
            // Only the service knows the keys of its tables.
            let is_key = at == FOREIGN.len() - 1 && trouble == Some(Trouble::Refused);
            if trouble != Some(Trouble::Invalid) && !is_key {
                wrong.push((word, trouble));
            }
        }
        let what = format!("{what} goes on after cursors of no list: {wrong:?}");
        self.holds(&what, wrong.is_empty());
    }

    /// No two are the same.
    fn distinct<K: std::hash::Hash + Eq + Debug>(
        &self,
        what: &str,
        keys: impl IntoIterator<Item = K>,
    ) {
        let mut met = HashSet::new();
        for key in keys {
            let told = format!("{key:?}");
            self.holds(&format!("{what} has {told} twice"), met.insert(key));
        }
    }
}

fn nobody() -> TenantId {
    TenantId::from(NOBODY)
}

fn actor() -> Actor {
    Actor {
        identity: "demo:ana@example.com".to_owned(),
        name: Text::from("Ana"),
        console: ConsoleId::from("01KAHCONSOLE"),
        host: Text::from("here"),
    }
}
