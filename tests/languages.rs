//! Every sentence in three languages: none is left out, none is cut, and plural forms, days and numbers are as
//! the language has them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    dead_code
)]

#[path = "languages/binary.rs"]
mod binary;
#[path = "screens/dump.rs"]
mod dump;
#[path = "screens/guarded.rs"]
mod guarded;
#[path = "screens/health.rs"]
mod health;
#[path = "languages/help.rs"]
mod help;
#[path = "screens/kill.rs"]
mod kill;
#[path = "screens/logs.rs"]
mod logs;
#[path = "languages/misread.rs"]
mod misread;
#[path = "screens/plaza.rs"]
mod plaza;
#[path = "support/process.rs"]
mod process;
#[path = "screens/queue.rs"]
mod queue;
#[path = "languages/remarks.rs"]
mod remarks;
#[path = "screens/scenes.rs"]
mod scenes;
#[path = "languages/schema.rs"]
mod schema;
#[path = "screens/sheets.rs"]
mod sheets;
#[path = "languages/source.rs"]
mod source;
#[path = "screens/stage.rs"]
mod stage;

use dump::{dark, text};
use jiff::SignedDuration;
use jiff::civil::date;
use scenes::SCENES;
use std::sync::{Mutex, MutexGuard, PoisonError};
use switchboard::app::command::Command;
use switchboard::app::state::Layer;
use switchboard::domain::language::Language;
use switchboard::domain::problem::Trouble;
use switchboard::locale::{self, number, time};

/// The language is one for the process, so tests take turns.
static TURN: Mutex<()> = Mutex::new(());

/// Speaks a language until it is dropped.
struct Speaking(#[allow(dead_code)] MutexGuard<'static, ()>);

fn speaking(language: Language) -> Speaking {
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    locale::speak(language);
    Speaking(turn)
}

impl Drop for Speaking {
    fn drop(&mut self) {
        locale::speak(Language::English);
    }
}

/// What `say` says in English, Spanish and Portuguese.
fn thrice<T>(say: impl Fn() -> T) -> [T; 3] {
    Language::ALL.map(|language| {
        let _speaking = speaking(language);
        say()
    })
}

#[test]
fn months_and_days_have_the_names_of_the_language() {
    let today = date(2026, 11, 21);
    let say = |day| thrice(|| time::date(day, today));
    assert_eq!(say(today), ["today", "hoy", "hoje"]);
    assert_eq!(say(date(2026, 11, 20)), ["yesterday", "ayer", "ontem"]);
    assert_eq!(say(date(2026, 1, 9)), ["9 Jan", "9 ene", "9 jan"]);
    let last_year = ["31 Dec 2025", "31 dic 2025", "31 dez 2025"];
    assert_eq!(say(date(2025, 12, 31)), last_year);
    for month in 1..=12 {
        let names = thrice(|| time::month(month));
        assert!(names.iter().all(|name| name.len() == 3), "{names:?}");
    }
    assert_eq!(time::month(0), "");
    assert_eq!(time::month(13), "");
}

#[test]
fn one_is_not_many_in_any_language() {
    let say = |n| thrice(|| locale::handoff::standing(&wrote(n))[0].1.clone());
    assert_eq!(
        say(1),
        [
            "1 message so far",
            "1 mensaje hasta ahora",
            "1 mensagem até agora"
        ]
    );
    assert_eq!(
        say(4120),
        [
            "4 120 messages so far",
            "4 120 mensajes hasta ahora",
            "4 120 mensagens até agora"
        ]
    );
    let quit = |n| thrice(|| locale::dialog::quit_text(n));
    assert!(quit(1)[1].starts_with("1 conversación es tuya") && quit(1)[1].contains("vuelve a"));
    assert!(quit(2)[1].starts_with("2 conversaciones son tuyas"));
    assert!(quit(2)[2].starts_with("2 conversas são suas") && quit(2)[2].contains("voltam"));
}

fn wrote(messages: u64) -> switchboard::domain::conversation::Standing {
    switchboard::domain::conversation::Standing {
        messages: Some(messages),
        ..Default::default()
    }
}

#[test]
fn decimals_stand_behind_the_languages_own_mark() {
    assert_eq!(
        thrice(|| number::decimal(1250.5, 2)),
        ["1 250.50", "1 250,50", "1 250,50"]
    );
    assert_eq!(thrice(|| number::rate(0.5)), ["0.5", "0,5", "0,5"]);
    assert_eq!(
        thrice(|| number::difference(2.1)),
        ["2.1 %", "2,1 %", "2,1 %"]
    );
    let ago = thrice(|| time::ago(SignedDuration::from_secs(12)));
    assert_eq!(ago, ["12 s ago", "hace 12 s", "há 12 s"]);
}

#[test]
fn every_literal_of_a_sentence_stands_in_three_languages() {
    let left: Vec<String> = source::files().iter().flat_map(source::alone).collect();
    assert!(left.is_empty(), "one language only:\n{}", left.join("\n"));
}

#[test]
fn the_three_of_a_sentence_differ_and_keep_its_values() {
    let odd: Vec<String> = source::files().iter().flat_map(source::odd).collect();
    assert!(odd.is_empty(), "{}", odd.join("\n"));
}

#[test]
fn commands_and_failures_have_words_of_their_own_in_each_language() {
    for command in Command::ALL {
        let [english, spanish, portuguese] = thrice(|| locale::command(command));
        assert!(english != spanish && english != portuguese, "{english}");
        let short = thrice(|| locale::label(command).chars().count());
        assert!(
            short.iter().all(|chars| *chars <= 16),
            "{command:?}: {short:?}"
        );
        let _ = thrice(|| locale::label_in(command, Layer::Form));
    }
    let say = |trouble| thrice(|| locale::problem::remedy(trouble));
    let [english, spanish, portuguese] = say(Trouble::Throttled);
    assert!(english != spanish && spanish != portuguese && english != portuguese);
}

/// Screens that support staff see all day.
const MAIN: [&str; 10] = [
    "escalations",
    "briefing",
    "conversations",
    "tenants",
    "agents",
    "usage",
    "mine",
    "help",
    "confirm",
    "sheet",
];
const SIZES: [(u16, u16); 2] = [(80, 24), (120, 36)];

#[test]
fn the_main_screens_look_as_they_did_in_spanish_and_portuguese() {
    for language in [Language::Spanish, Language::Portuguese] {
        let _speaking = speaking(language);
        for scene in SCENES.iter().filter(|scene| MAIN.contains(&scene.name)) {
            for (columns, rows) in SIZES {
                let screen = text(&scene.stage(columns, rows).draw(&dark()));
                let name = format!("{}-{}-{columns}x{rows}", language.code(), scene.name);
                insta::with_settings!({
                    snapshot_path => "languages/snapshots",
                    prepend_module_to_snapshot => false,
                    omit_expression => true,
                }, {
                    insta::assert_snapshot!(name, screen);
                });
            }
        }
    }
}

#[test]
fn no_title_of_a_column_is_cut_and_no_tab() {
    for language in Language::ALL {
        let _speaking = speaking(language);
        for scene in SCENES
            .iter()
            .filter(|scene| MAIN[..6].contains(&scene.name))
        {
            for (columns, rows) in [(80, 24), (120, 36), (200, 50)] {
                let screen = text(&scene.stage(columns, rows).draw(&dark()));
                let lines: Vec<&str> = screen.lines().collect();
                for line in [lines[1], lines[3]] {
                    let list = line.split('│').next().unwrap();
                    let cut = list.contains('…') && !list.contains("RCU");
                    assert!(!cut, "{language:?} {} {columns}: {line}", scene.name);
                }
            }
        }
    }
}

#[test]
fn every_scene_can_be_drawn_in_every_language() {
    for language in Language::ALL {
        let _speaking = speaking(language);
        for scene in &SCENES {
            let screen = text(&scene.stage(80, 24).draw(&dark()));
            assert_eq!(screen.lines().count(), 24, "{}", scene.name);
        }
    }
}
