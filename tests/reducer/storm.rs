//! Whatever comes, nothing breaks and every list selects a row that it shows.

use crate::driver::{Console, page, problem};
use crate::world::{actor, at, claim, eva, key, row, three, waiting};
use proptest::prelude::*;
use switchboard::app::command::Command;
use switchboard::app::effect::{Effect, Load, Verb};
use switchboard::app::list::{List, Row};
use switchboard::app::msg::{Lease, Loaded, Msg, Outcome};
use switchboard::app::shift::Came;
use switchboard::app::update::update;
use switchboard::domain::bulk::Triaged;
use switchboard::domain::conversation::{ConversationRow, Speaker};
use switchboard::domain::handoff::{Claimed, Fence, Owned, Released};
use switchboard::domain::incident::Settling;
use switchboard::domain::problem::Trouble;
use switchboard::domain::reply::ReplyState;
use switchboard::domain::work::Decided;

#[derive(Clone, Debug)]
enum Step {
    Command(usize),
    Text(String),
    Paste(String),
    Wait(i64),
    Size(u16, u16),
    Focus(bool),
    /// Answers what is under way, in one of several ways.
    Answer(u8, Vec<u8>),
    Lease(u8, u8),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => (0..Command::ALL.len()).prop_map(Step::Command),
        2 => "[a-zé \n]{1,12}".prop_map(Step::Text),
        1 => any::<String>().prop_map(Step::Paste),
        3 => (0i64..100_000).prop_map(Step::Wait),
        1 => (0u16..300, 0u16..100).prop_map(|(columns, rows)| Step::Size(columns, rows)),
        1 => any::<bool>().prop_map(Step::Focus),
        6 => (any::<u8>(), prop::collection::vec(any::<u8>(), 0..12))
            .prop_map(|(how, rows)| Step::Answer(how, rows)),
        1 => (any::<u8>(), any::<u8>()).prop_map(|(which, news)| Step::Lease(which, news)),
    ]
}

fn some_row(seed: u8, tenant: &str) -> ConversationRow {
    let name = format!("{tenant}/{}", seed % 16);
    let when = i64::from(seed) - 100;
    if seed.is_multiple_of(3) {
        row(&name, "Bruno", when)
    } else {
        waiting(
            &name,
            "Marta",
            ["urgent", "high", "low"][usize::from(seed % 3)],
            when,
        )
    }
}

fn answer(console: &mut Console, how: u8, seeds: &[u8]) {
    let effects = console.take();
    let epoch = console.state.epoch;
    for effect in effects {
        let msg = match effect {
            Effect::Load(load) => Msg::Loaded {
                epoch,
                outcome: if how.is_multiple_of(5) {
                    Err(problem(Trouble::Throttled))
                } else {
                    Ok(loaded(&load, how, seeds))
                },
                load,
            },
            Effect::Do(verb) => Msg::Done {
                epoch,
                outcome: if how.is_multiple_of(4) {
                    Err(problem(Trouble::TimedOut))
                } else {
                    Ok(outcome(&verb, how))
                },
                verb,
            },
            Effect::Connect => Msg::Connected {
                epoch,
                outcome: Box::new(Ok(crate::sheet::connected())),
            },
            _ => continue,
        };
        console.send(msg);
    }
}

fn loaded(load: &Load, how: u8, seeds: &[u8]) -> Loaded {
    let next = how.is_multiple_of(3).then_some("next");
    match load {
        Load::Work { .. } => Loaded::Work(page(Vec::new(), next, 1.0)),
        Load::Bodies { .. } => Loaded::Bodies(Vec::new()),
        Load::Feed { .. } => Loaded::Drained(Default::default()),
        Load::Heard { .. } => Loaded::Heard(three()),
        Load::Outbox => Loaded::Relayed(Default::default()),
        Load::Blast { target, .. } => Loaded::Blast(Box::new(crate::kill::some_blast(target))),
        Load::Operations => Loaded::Operations(Box::new(crate::kill::some_overview(seeds))),
        Load::Operation { .. } => Loaded::Operation(Box::new(None)),
        Load::Theirs { .. } => Loaded::Theirs(Box::new(crate::conflict::some_theirs(how))),
        Load::Sight { since, .. } => Loaded::Sighted(crate::kill::some_sight(*since, seeds)),
        Load::Replies { .. } => Loaded::Replies(Default::default()),
        Load::Log { what, .. } => Loaded::Log(Box::new(crate::logs::some(what, seeds))),
        Load::Health { .. } => Loaded::Health(crate::health::some(seeds)),
        Load::AlarmHistory { .. } => Loaded::AlarmHistory(page(Vec::new(), next, 0.0)),
        Load::Metrics { range, .. } => Loaded::Metrics(Box::new(crate::metrics::readings(*range))),
        Load::Condition { range, .. } => {
            Loaded::Metrics(Box::new(crate::metrics::readings(*range)))
        }
        Load::Metric { range, .. } => Loaded::Metrics(Box::new(crate::metrics::readings(*range))),
        Load::Marks { .. } => Loaded::Marks(crate::metrics::no_changes()),
        Load::Acks => Loaded::Acks {
            acks: Vec::new(),
            used: Vec::new(),
        },
        Load::Targets { .. } => Loaded::Targets(crate::arranging::some_targets()),
        Load::Tenants { .. } => Loaded::Tenants(page(crate::world::tenants(), None, 1.0)),
        Load::Sweep { tenant, .. } => Loaded::Conversations(page(
            seeds
                .iter()
                .map(|seed| some_row(*seed, tenant.tenant.as_str()))
                .collect(),
            next,
            f64::from(how),
        )),
        Load::Queue { .. } => Loaded::Conversations(page(three(), next, 1.0)),
        Load::Claims => Loaded::Claims(
            seeds
                .iter()
                .map(|seed| {
                    claim(
                        &format!("acme/{}", seed % 16),
                        &eva(),
                        1,
                        at(i64::from(how)),
                    )
                })
                .collect(),
        ),
        Load::Conversation { key } | Load::Owned { key } => {
            let mut row = some_row(how, "acme");
            row.key = key.clone();
            let messages = seeds
                .iter()
                .map(|seed| {
                    let id = format!("m{seed}");
                    crate::world::message(&id, Speaker::Customer, i64::from(*seed), "hola\nsí")
                })
                .collect();
            let opened = crate::world::opened(row, messages);
            Loaded::Conversation(Box::new((!how.is_multiple_of(7)).then_some(opened)))
        }
        Load::Present { .. } => Loaded::Present(Vec::new()),
        Load::Catalogue => Loaded::Catalogue(Vec::new()),
        Load::Switches { .. } => Loaded::Switches(Vec::new()),
        Load::Usage { .. } => Loaded::Usage(Default::default()),
        Load::Canned { .. } => Loaded::Canned(Vec::new()),
        Load::Shift(ask) => Loaded::Shift(Box::new(crate::shift::told(ask))),
        Load::Endings { .. } => Loaded::Endings(Vec::new()),
        Load::Sheet { .. } => Loaded::Sheet(Box::new(crate::sheet::sheet(
            seeds
                .iter()
                .map(|seed| crate::sheet::entry(&format!("p{}", seed % 16), "Nike"))
                .collect(),
            next,
        ))),
    }
}

fn outcome(verb: &Verb, how: u8) -> Outcome {
    match verb {
        Verb::Arrange { key, what } => {
            Outcome::Arranged(crate::arranging::some_outcome(key, what, how))
        }
        Verb::Claim { key, .. } | Verb::Steal { key, .. } | Verb::Reopen { key } => {
            let mut claim = claim("acme/1", &actor(), 3, at(i64::from(how)));
            claim.key = key.clone();
            Outcome::Claimed(match how % 3 {
                0 => Claimed::Unknown,
                1 => Claimed::Already { claim },
                _ => Claimed::Lost { holder: claim },
            })
        }
        Verb::Reply { local, .. } | Verb::Template { local, .. } => Outcome::Replied {
            local: local.clone(),
            owned: match how % 3 {
                0 => Owned::Unknown,
                1 => Owned::Lost(None),
                _ => Owned::Done(crate::delivering::reply("01J", 1, ReplyState::Queued)),
            },
        },
        Verb::Deliver { .. } | Verb::SettleDoubt { .. } => Outcome::Delivered(match how % 4 {
            0 => Owned::Unknown,
            1 => Owned::Lost(None),
            2 => Owned::Done(crate::delivering::row("01J", ReplyState::Unknown, |_| {})),
            _ => Owned::Done(crate::delivering::row("01J", ReplyState::Read, |_| {})),
        }),
        Verb::Note { local, text, .. } => Outcome::Noted {
            local: local.clone(),
            owned: Owned::Done(crate::world::message("n", Speaker::Note, 1, text)),
        },
        Verb::Decide { work, decision, .. } => Outcome::Decided {
            work: work.clone(),
            decision: *decision,
            decided: switchboard::domain::work::Decided::Unknown,
        },
        Verb::ShowNumber { .. } => Outcome::Number(
            how.is_multiple_of(2)
                .then(|| switchboard::domain::revealed::Revealed::new("+573005550142")),
        ),
        Verb::HandBack { .. }
        | Verb::HandBackWith { .. }
        | Verb::Resolve { .. }
        | Verb::Return { .. } => Outcome::Released(Released::Done { fence: Fence(3) }),
        Verb::Reassert { .. } => Outcome::Reasserted(None),
        Verb::Overrun { .. } => Outcome::Audited,
        Verb::AlertUsage { .. } | Verb::SetUsageAlert { .. } => {
            Outcome::UsageAlerted(how.is_multiple_of(2))
        }
        Verb::Incident(_) => Outcome::Incident(Came::Settled(Settling::Unknown)),
        Verb::Triage(_) => Outcome::Triaged(Triaged::Done { fence: Fence(3) }),
        Verb::Act { .. } => Outcome::Acted(Decided::Unknown),
        Verb::Acknowledge { .. } => Outcome::Acknowledged(switchboard::domain::ack::Acked::Unknown),
        Verb::Toggle(_) => Outcome::Released(Released::Unknown),
        Verb::SwitchOff { .. } => Outcome::Released(Released::Unknown),
        Verb::Operate(what) => Outcome::Stepped(crate::kill::some_step(what, &[how])),
    }
}

/// The selection is a row that is shown, at the place where it says it is.
fn check<R: Row>(list: &List<R>, height: usize)
where
    R::Key: std::fmt::Debug,
{
    assert!(list.len() <= list.total());
    let at = list.position().and_then(|at| list.shown().nth(at));
    match list.selected() {
        None => assert!(list.is_empty()),
        Some(row) => {
            assert_eq!(at.map(Row::key), Some(row.key()));
            let on_screen = list.window(height).filter(|(_, selected)| *selected);
            assert_eq!(on_screen.count(), 1);
        }
    }
    let column = list.order().column;
    let reversed = list.order().reversed != switchboard::app::list::Column::descends(column);
    for (a, b) in list.shown().zip(list.shown().skip(1)) {
        let order = a.compare(b, column);
        let order = if reversed { order.reverse() } else { order };
        let whole = a
            .rank()
            .cmp(&b.rank())
            .then(order)
            .then(a.key().cmp(b.key()));
        assert!(whole.is_lt(), "{:?} before {:?}", a.key(), b.key());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn whatever_comes(steps in prop::collection::vec(step(), 1..120)) {
        let mut console = Console::with_rows(three());
        for step in steps {
            match step {
                Step::Command(at) => {
                    console.send(Msg::Command(Command::ALL[at]));
                    // A console that was told to end is gone.
                    if console.state.quitting {
                        break;
                    }
                }
                Step::Text(text) => {
                    for c in text.chars() {
                        let key = ratatui_textarea::Key::Char(c);
                        let input = ratatui_textarea::Input { key, ..Default::default() };
                        console.send(Msg::Edit(input));
                    }
                }
                Step::Paste(text) => { console.send(Msg::Paste(text)); }
                Step::Wait(millis) => { console.wait(millis); }
                Step::Size(columns, rows) => { console.send(Msg::Resized { columns, rows }); }
                Step::Focus(focused) => { console.send(Msg::Focused(focused)); }
                Step::Answer(how, seeds) => answer(&mut console, how, &seeds),
                Step::Lease(which, news) => {
                    let name = format!("acme/{}", which % 16);
                    let news = match news % 3 {
                        0 => Lease::Lost(None),
                        1 => Lease::Trouble(problem(Trouble::TimedOut)),
                        _ => Lease::PauseVerified,
                    };
                    console.lease(&key(&name), news);
                }
            }
            let state = &console.state;
            let height = state.size.list_rows();
            check(&state.tenants.list, height);
            check(&state.conversations.list, height);
            check(&state.escalations.list, height);
            check(&state.agents.list, height);
            check(&state.usage.list, height);
            let waiting = state.escalations.list.all().filter(|row| row.holder.is_none()).count();
            prop_assert_eq!(waiting, state.escalations.waiting);
            for (key, mine) in &state.mine {
                prop_assert_eq!(key, &mine.claim.key);
            }
        }
    }

    #[test]
    fn a_list_is_what_sorting_everything_would_give(
        changes in prop::collection::vec((0u8..40, any::<u8>(), 0u8..6), 1..200),
    ) {
        let mut console = Console::with_rows(Vec::new());
        let mut rows: std::collections::BTreeMap<u8, ConversationRow> = Default::default();
        for chunk in changes.chunks(10) {
            for (id, seed, what) in chunk {
                if *what == 0 {
                    rows.remove(id);
                } else {
                    let mut row = some_row(*seed, "acme");
                    row.key = key(&format!("acme/{id}"));
                    rows.insert(*id, row);
                }
            }
            console.sweep(rows.values().cloned().collect());
            let state = &console.state;
            prop_assert_eq!(state.conversations.list.total(), rows.len());
            check(&state.conversations.list, 20);
            check(&state.escalations.list, 20);
        }
    }
}

#[test]
fn a_hundred_thousand_rows_take_a_change_without_sorting_them_all() {
    let mut console = Console::up();
    let rows: Vec<ConversationRow> = (0..100_000)
        .map(|n| row(&format!("acme/{n:06}"), "Bruno", -n))
        .collect();
    let begun = std::time::Instant::now();
    console.sweep(rows);
    let all_at_once = begun.elapsed();
    let started = std::time::Instant::now();
    for n in 0..20 {
        let changed = row(&format!("acme/{n:06}"), "Bruno", n);
        let load = Load::Conversation {
            key: changed.key.clone(),
        };
        let epoch = console.state.epoch;
        let opened = crate::world::opened(changed, Vec::new());
        let loaded = Msg::Loaded {
            epoch,
            load,
            outcome: Ok(Loaded::Conversation(Box::new(Some(opened)))),
        };
        update(&mut console.state, loaded);
        update(&mut console.state, Msg::Command(Command::Down));
    }
    // Taking all of them in is the measure, on the same machine at the same time: twenty changes that sorted
    // them all anew would take longer.
    let each = started.elapsed();
    assert!(each < all_at_once, "{each:?} beside {all_at_once:?}");
}
