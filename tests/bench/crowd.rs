//! A console whose state holds very many conversations: what a key, an update and a filter cost in the
//! core, beside sorting and searching plain vectors of the same size.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout
)]
#![allow(dead_code)]

#[path = "../reducer/driver.rs"]
mod driver;
mod measure;
mod surface;
#[path = "../reducer/world.rs"]
mod world;

use driver::{Console, is_sweep, page};
use measure::{Times, figure, heading, short};
use std::time::Instant;
use surface::Surface;
use switchboard::app::effect::{Effect, Load};
use switchboard::app::msg::{Loaded, Msg};
use switchboard::domain::conversation::ConversationRow;

const CROWD: usize = 100_000;
const SIZE: (u16, u16) = (200, 50);
const ROUNDS: usize = 2_000;

fn main() {
    let rows: Vec<ConversationRow> = (0..CROWD).map(person).collect();
    heading(&format!(
        "core with {CROWD} conversations in the state, {}×{}",
        SIZE.0, SIZE.1
    ));
    let start = Instant::now();
    let mut console = Console::up();
    console.send(Msg::Resized {
        columns: SIZE.0,
        rows: SIZE.1,
    });
    console.sweep(rows.clone());
    figure(
        "taking all rows in, one page per tenant",
        &short(start.elapsed()),
    );
    let mut sorted: Vec<_> = rows
        .iter()
        .map(|row| (row.last_activity(), &row.key))
        .collect();
    sorted.sort_by_key(|(_, key)| key.conversation.as_str().bytes().rev().collect::<Vec<u8>>());
    let start = Instant::now();
    sorted.sort();
    figure(
        "reference: sorting a vector of so many times and keys",
        &short(start.elapsed()),
    );

    for pane in ["2", "3"] {
        console.keys(pane);
        let shown = match pane {
            "2" => console.state.conversations.list.len(),
            _ => console.state.escalations.list.len(),
        };
        heading(&format!(
            "key → frame in the core, pane {pane} with {shown} rows"
        ));
        keys(&mut console);
        under_updates(&mut console, &rows);
    }
    filter(&mut console, &rows);
}

/// One of the crowd; one in ten waits for a person.
fn person(at: usize) -> ConversationRow {
    let tenant = if at.is_multiple_of(2) { "acme" } else { "luna" };
    let names = [
        "Marta Gómez",
        "José Ramírez",
        "Zoé Peña",
        "Ana López",
        "Thiago Moura",
    ];
    let name = format!("{tenant}/{tenant}_573005{at:06}");
    let customer = format!("{} {at}", names[at % names.len()]);
    let spoke = -i64::try_from(at).unwrap();
    if at.is_multiple_of(10) {
        let priority = ["urgent", "high", "medium", "low"][at / 10 % 4];
        world::waiting(&name, &customer, priority, spoke)
    } else {
        world::row(&name, &customer, spoke)
    }
}

fn keys(console: &mut Console) {
    let mut surface = Surface::new(SIZE.0, SIZE.1);
    for (name, one, other) in [
        ("one row down, one up", "j", "k"),
        ("first, last", "home", "end"),
        ("order by the next column", "o", "o"),
    ] {
        let rounds = if one == "o" { ROUNDS / 20 } else { ROUNDS };
        let times = Times::of(rounds, |round| {
            console.keys(if round % 2 == 0 { one } else { other });
            forget_effects(console);
            surface.draw(&console.state)
        });
        figure(name, &times.line());
    }
}

/// A page of the sweep that is asked for is not asked again, so it stays.
fn forget_effects(console: &mut Console) {
    let is_page = |effect: &Effect| matches!(effect, Effect::Load(load) if is_sweep(load));
    console.effects.retain(is_page);
}

/// A key that comes right behind a page of a hundred rows of which one has changed.
fn under_updates(console: &mut Console, rows: &[ConversationRow]) {
    let mut surface = Surface::new(SIZE.0, SIZE.1);
    let (mut pages, mut keys) = (Times::new(), Times::new());
    let mut done = 0;
    while done < ROUNDS / 4 {
        while !console.asks(is_sweep) {
            forget_effects(console);
            console.wait(1_000);
        }
        let at = console
            .effects
            .iter()
            .position(|effect| matches!(effect, Effect::Load(load) if is_sweep(load)));
        let Effect::Load(load) = console.effects.remove(at.unwrap()) else {
            return;
        };
        let Load::Sweep { tenant, .. } = &load else {
            return;
        };
        let first = done * 100 % (CROWD - 100);
        let items: Vec<ConversationRow> = rows[first..first + 100]
            .iter()
            .filter(|row| row.key.owner() == *tenant)
            .enumerate()
            .map(|(at, row)| {
                let mut row = row.clone();
                if at == 0 {
                    let last = row.talk.as_mut().unwrap().last.as_mut().unwrap();
                    last.at = Some(console.now);
                }
                row
            })
            .collect();
        let epoch = console.state.epoch;
        let start = Instant::now();
        console.send(Msg::Loaded {
            epoch,
            load,
            // Always a page that another follows: a pass that ended would forget the others.
            outcome: Ok(Loaded::Conversations(page(items, Some("more"), 0.0))),
        });
        let taken = start.elapsed();
        console.keys(if done % 2 == 0 { "j" } else { "k" });
        surface.draw(&console.state);
        pages.add(taken);
        keys.add(start.elapsed());
        done += 1;
    }
    figure("a page of 50 rows, one changed, taken in", &pages.line());
    figure("a key right behind it, to the frame", &keys.line());
}

fn filter(console: &mut Console, rows: &[ConversationRow]) {
    heading(&format!("one key in the filter's line, {CROWD} rows"));
    let mut surface = Surface::new(SIZE.0, SIZE.1);
    console.keys("2 esc esc");
    for word in ["marta", "7300599"] {
        let (mut first, mut later) = (Times::new(), Times::new());
        for _ in 0..30 {
            console.keys("/");
            surface.draw(&console.state);
            for (at, c) in word.chars().enumerate() {
                let start = Instant::now();
                console.keys(&format!("'{c}'"));
                surface.draw(&console.state);
                if at == 0 { &mut first } else { &mut later }.add(start.elapsed());
            }
            console.keys("esc");
            forget_effects(console);
        }
        figure(&format!("first letter of “{word}”"), &first.line());
        figure(&format!("each further letter of “{word}”"), &later.line());
    }
    let texts: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {:?}", row.key.conversation.as_str(), row.customer()))
        .collect();
    let search = Times::of(30, |_| {
        texts.iter().filter(|text| text.contains("marta")).count()
    });
    figure(
        "reference: searching so many strings, one thread",
        &search.line(),
    );
}
