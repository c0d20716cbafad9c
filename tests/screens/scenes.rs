//! Every state that a screen can be in, and how a person comes there.

use switchboard::app::command::Command as C;
use switchboard::app::effect::Load;
use switchboard::app::msg::{Lease, Msg, Place};
use switchboard::domain::gauge::Range;
use switchboard::domain::handoff::Pause;
use switchboard::domain::problem::{Problem, Trouble};
use switchboard::domain::reply::{Line, Refusal, ReplyState, Reports, Route};
use switchboard::domain::role::{Access, Barred, Role};
use switchboard::domain::sheet::SheetKind;
use switchboard::domain::system::Port;
use switchboard::domain::template::Template;
use switchboard::domain::text::Text;

use super::guarded;
use super::kill;
use super::plaza;
use super::queue;
use super::sheets;
use super::stage::Stage;

/// A state of the screen.
pub struct Scene {
    pub name: &'static str,
    /// Kept at all sizes, else only at the smallest.
    pub all_sizes: bool,
    build: fn(Stage) -> Stage,
}

impl Scene {
    /// The state at a size.
    pub fn stage(&self, columns: u16, rows: u16) -> Stage {
        let mut stage = (self.build)(Stage::cold(columns, rows));
        stage.rest();
        stage
    }
}

const fn everywhere(name: &'static str, build: fn(Stage) -> Stage) -> Scene {
    Scene {
        name,
        all_sizes: true,
        build,
    }
}

const fn small(name: &'static str, build: fn(Stage) -> Stage) -> Scene {
    Scene {
        name,
        all_sizes: false,
        build,
    }
}

fn account() -> Place {
    Place::Account {
        account: "123456789012".into(),
        region: "us-east-1".into(),
        others: 1,
    }
}

fn ready(mut stage: Stage) -> Stage {
    stage.run();
    stage
}

fn after(stage: Stage, commands: &[C]) -> Stage {
    let mut stage = ready(stage);
    for command in commands {
        stage.command(*command);
    }
    stage
}

/// Until everything that the pane of health wants now is read.
fn measured(mut stage: Stage) -> Stage {
    for _ in 0..8 {
        stage.tick(0, 0.0);
    }
    stage
}

/// The reads of the queue are refused from now on; what was read stays.
fn refused(stage: Stage, refuse: fn(&Load) -> Option<Problem>) -> Stage {
    let mut stage = ready(stage);
    stage.refuse = refuse;
    for _ in 0..4 {
        stage.tick(1, 0.0);
    }
    stage
}

fn sweep(load: &Load, trouble: Trouble, detail: &str) -> Option<Problem> {
    matches!(load, Load::Sweep { .. }).then(|| {
        Problem::new(
            trouble,
            "dynamodb:Query ai-marketplace-conversations-platform",
            detail,
        )
    })
}

/// A bot that reads no pause, and conversations that no index over tenants has.
fn unheard(mut stage: Stage) -> Stage {
    for system in &mut stage.systems {
        system.ports.extend([Port::PauseUnread, Port::WholeTable]);
    }
    stage
}

/// All four systems behind the connection.
fn everything(mut stage: Stage) -> Stage {
    stage.systems = plaza::all_systems();
    stage
}

fn select_work(mut stage: Stage, id: &str) -> Stage {
    for _ in 0..20 {
        let here = stage.state.escalations.selected_work();
        if here.is_some_and(|work| work.key.id.as_str() == id) {
            break;
        }
        stage.command(C::Down);
    }
    stage
}

fn write_timed_out() -> Problem {
    Problem::new(
        Trouble::TimedOut,
        "dynamodb:UpdateItem switchboard-control",
        "5 s",
    )
}

fn failing_to_connect(mut stage: Stage, trouble: Trouble, subject: &str) -> Stage {
    let epoch = stage.state.epoch;
    stage.send(Msg::Connected {
        epoch,
        outcome: Box::new(Err(Problem::new(trouble, subject, "connection refused"))),
    });
    stage
}

fn barred(mut stage: Stage, why: Barred) -> Stage {
    stage.access = Access::ReadsOnly(why);
    ready(stage)
}

fn select(mut stage: Stage, phone: &str) -> Stage {
    for _ in 0..20 {
        let here = stage.state.escalations.selected_conversation();
        if here.is_some_and(|key| key.conversation.as_str().ends_with(phone)) {
            break;
        }
        stage.command(C::Down);
    }
    stage
}

fn briefed(mut stage: Stage) -> Stage {
    stage.briefing = Some(plaza::briefing());
    after(stage, &[])
}

pub const SCENES: [Scene; 133] = [
    everywhere("escalations", ready),
    small("incidents", |stage| after(stage, &[C::Incidents])),
    everywhere("incident", |stage| after(stage, &[C::Incidents, C::Enter])),
    everywhere("handover", |stage| after(stage, &[C::Handover])),
    everywhere("past", |stage| after(stage, &[C::Health, C::MuchEarlier])),
    everywhere("briefing", |stage| {
        let mut stage = briefed(stage);
        stage.command(C::Enter);
        stage
    }),
    small("briefing-ended", |mut stage| {
        let mut kept = plaza::briefing();
        kept.resolution = Some(plaza::reset());
        stage.briefing = Some(kept);
        stage.marta_is_back();
        let mut stage = after(stage, &[C::Conversations]);
        let marta = plaza::key(plaza::ECOM, plaza::MARTA);
        while stage.state.conversations.list.selected_key() != Some(&marta) {
            stage.command(C::Down);
        }
        stage.command(C::Enter);
        stage
    }),
    everywhere("conversations", |stage| after(stage, &[C::Conversations])),
    everywhere("tenants", |stage| after(stage, &[C::Tenants])),
    everywhere("agents", |stage| after(stage, &[C::Agents])),
    everywhere("usage", |stage| after(stage, &[C::Usage])),
    everywhere("forecast", |stage| {
        after(stage, &[C::Usage, C::First, C::Down, C::Forecast])
    }),
    small("cut-off", |stage| {
        after(stage, &[C::Usage, C::First, C::Enter, C::Enter])
    }),
    everywhere("health", |stage| after(stage, &[C::Health])),
    small("alarm", |stage| {
        let mut stage = after(stage, &[C::Health, C::Down, C::Enter]);
        stage.tick(1, 0.0);
        stage.command(C::PageDown);
        stage.command(C::PageDown);
        stage
    }),
    everywhere("alarm-chart", |stage| {
        measured(after(stage, &[C::Health, C::Down, C::Enter]))
    }),
    small("alarm-of-others", |stage| {
        measured(after(stage, &[C::Health, C::Enter]))
    }),
    everywhere("metrics", |stage| {
        measured(after(stage, &[C::Health, C::Metrics]))
    }),
    everywhere("metric", |stage| {
        let mut stage = measured(after(stage, &[C::Health, C::Metrics]));
        stage.command(C::Enter);
        measured(stage)
    }),
    small("metric-without-data", |stage| {
        let mut stage = measured(after(stage, &[C::Health, C::Metrics]));
        stage.command(C::Last);
        stage.command(C::Enter);
        measured(stage)
    }),
    small("metric-incomplete", |stage| {
        let mut stage = measured(after(stage, &[C::Health, C::Metrics]));
        for _ in Range::ALL {
            stage.command(C::LongerRange);
            stage = measured(stage);
        }
        stage.command(C::Enter);
        stage.command(C::PageDown);
        measured(stage)
    }),
    small("acknowledge", |stage| {
        let mut stage = after(stage, &[C::Health, C::Down, C::Acknowledge]);
        stage.type_text("restarting the worker");
        stage
    }),
    small("condition", |stage| {
        measured(after(stage, &[C::Health, C::Down, C::Down, C::Enter]))
    }),
    small("alarm-missing", |stage| {
        let mut stage = after(stage, &[C::Health]);
        let missing = "fibonacci-iam-changes-prod";
        while stage
            .state
            .health
            .list
            .selected_key()
            .is_some_and(|key| key.1 != *missing)
        {
            stage.command(C::Down);
        }
        stage.command(C::Enter);
        stage
    }),
    everywhere("logs", super::logs::opened),
    small("logs-wrapped", super::logs::wrapped),
    small("logs-behind", super::logs::behind),
    small("logs-sought", super::logs::sought),
    small("logs-typing", super::logs::typing),
    small("logs-empty", super::logs::empty),
    small("logs-denied", super::logs::denied),
    small("insights-price", super::logs::priced),
    small("insights", super::logs::answered),
    small("piped", super::logs::piped),
    everywhere("trace", super::logs::trace),
    everywhere("traces", super::logs::traces),
    small("traces-none", super::logs::no_traces),
    small("trace-unknown", super::logs::no_trace),
    small("health-denied", |mut stage| {
        stage.refuse = |load| {
            let what = "cloudwatch:DescribeAlarms";
            let denied = Problem::new(Trouble::Denied, what, "not authorized");
            matches!(load, Load::Health { .. }).then_some(denied)
        };
        after(stage, &[C::Health])
    }),
    everywhere("mine", mine),
    everywhere("queue-promised", queue::promised),
    small("queue-snooze", queue::snooze),
    small("queue-assign", queue::assign),
    everywhere("help", |stage| after(stage, &[C::Help])),
    everywhere("confirm", |stage| {
        let mut stage = after(stage, &[C::Agents, C::Toggle]);
        stage.type_text("responde precios viejos");
        stage.command(C::Enter);
        stage
    }),
    everywhere("kill-all", kill::all),
    everywhere("kill-all-on", kill::all_on),
    everywhere("switch-beaten", kill::beaten),
    everywhere("op-conflict", kill::compared),
    everywhere("conflict-word", kill::confirming),
    everywhere("op-outcome", kill::outcome),
    small("op-list", kill::list),
    small("op-half-done", kill::half_done),
    small("op-waiting", kill::waiting),
    small("op-glass", kill::glass),
    small("bot-speaks", guarded::overrun),
    small("steal", guarded::steal),
    small("stolen", guarded::stolen),
    small("taken-away", guarded::taken_away),
    small("hand-back", guarded::hand_back),
    small("summary", guarded::summary),
    small("leaving", guarded::leaving),
    small("watching", guarded::watching),
    small("remedies", guarded::remedies),
    small("silence", guarded::silence),
    small("returned", guarded::returned),
    small("present", guarded::present),
    small("unseen", guarded::unseen),
    everywhere("work", |stage| after(everything(stage), &[])),
    small("approval", |stage| {
        let mut stage = select_work(after(everything(stage), &[]), "apr-77");
        stage.command(C::Enter);
        stage
    }),
    small("approve", |stage| {
        let mut stage = select_work(after(everything(stage), &[]), "apr-77");
        stage.command(C::Approve);
        stage.type_text("acordado con legal");
        stage.command(C::Enter);
        stage
    }),
    everywhere("sheet", |stage| {
        after(sheets::stage(stage), &[C::Tenants, C::Sheets])
    }),
    everywhere("entry", |stage| {
        after(sheets::stage(stage), &[C::Tenants, C::Sheets, C::Enter])
    }),
    small("sheet-many", |stage| {
        let mut stage = sheets::stage(stage);
        for system in stage.systems.iter_mut().take(1) {
            system.sheets.tenant = SheetKind::ALL.into();
        }
        after(stage, &[C::Tenants, C::Sheets, C::PreviousPane])
    }),
    small("sheet-empty", |stage| {
        after(sheets::stage(stage), &[C::Tenants, C::Sheets, C::NextPane])
    }),
    small("sheet-remarks", |stage| {
        let commands = [C::Tenants, C::Sheets, C::PreviousPane];
        after(sheets::stage(stage), &commands)
    }),
    small("sheet-loading", |stage| {
        let mut stage = after(sheets::stage(stage), &[C::Tenants]);
        stage.answers = false;
        stage.command(C::Sheets);
        stage
    }),
    small("sheet-failed", |stage| {
        let mut stage = after(sheets::stage(stage), &[C::Tenants]);
        stage.refuse = |load| {
            matches!(load, Load::Sheet { .. }).then(|| {
                Problem::new(
                    Trouble::Denied,
                    "dynamodb:Query ai-marketplace-products-platform",
                    "not authorized to perform: dynamodb:Query",
                )
            })
        };
        stage.command(C::Sheets);
        stage
    }),
    small("sheet-narrow", |stage| {
        let mut stage = after(sheets::stage(stage), &[C::Tenants, C::Sheets, C::Filter]);
        stage.type_text("status=fa");
        stage
    }),
    small("sold", |stage| {
        let commands = [C::Tenants, C::Sheets, C::MarkSold];
        let mut stage = after(sheets::stage(stage), &commands);
        stage.type_text("vendido en la tienda");
        stage.command(C::Enter);
        stage
    }),
    small("issue", |stage| {
        let commands = [C::Tenants, C::Sheets, C::Issue, C::Down];
        after(sheets::stage(stage), &commands)
    }),
    small("pause-pending", |mut stage| {
        stage.pause = Pause::Pending(write_timed_out());
        after(stage, &[C::Claim])
    }),
    small("lease-trouble", |stage| {
        let mut stage = after(stage, &[C::Claim]);
        stage.lease(Lease::Trouble(write_timed_out()));
        stage
    }),
    small("locked", |stage| {
        let mut stage = after(stage, &[C::Claim]);
        stage.type_text("Hola Marta, ya reviso tu pedido");
        stage.answers = false;
        stage.lease(Lease::Trouble(write_timed_out()));
        stage.tick(100, 0.0);
        stage
    }),
    small("lost", |stage| {
        let mut stage = after(stage, &[C::Claim]);
        stage.type_text("Hola Marta, ya reviso tu pedido");
        let mut claim = plaza::claim_of_luis();
        claim.key = stage.claims.last().unwrap().key.clone();
        stage.lease(Lease::Lost(Some(claim)));
        stage
    }),
    small("resumed", |mut stage| {
        let claim = plaza::claim_of_ana(plaza::key(plaza::ECOM, plaza::MARTA));
        stage.claims.push(claim.clone());
        stage.resumed.push(claim);
        after(stage, &[C::Enter])
    }),
    small("uncertain", |stage| {
        let mut stage = after(stage, &[C::Claim, C::Back]);
        stage.replied("Ya salió tu reemplazo.", ReplyState::Failed);
        stage.replied("Llega mañana antes de mediodía.", ReplyState::Unknown);
        stage.tick(3, 0.0);
        stage
    }),
    small("ladder", ladder),
    small("doubt", |stage| {
        let mut stage = ladder(stage);
        stage.command(C::Outcome);
        stage
    }),
    small("templates", |stage| {
        let mut stage = ladder(stage);
        stage.command(C::Template);
        stage
    }),
    small("template-value", |stage| {
        let mut stage = ladder(stage);
        for command in [C::Template, C::SecondAnswer] {
            stage.command(command);
        }
        stage.type_text("Marta");
        stage.command(C::Enter);
        stage.type_text("8841     A");
        stage.command(C::Enter);
        stage
    }),
    small("template-whole", |stage| {
        let mut stage = ladder(stage);
        for command in [C::Template, C::SecondAnswer] {
            stage.command(command);
        }
        for value in ["Marta", "8841", "mañana por la tarde"] {
            stage.type_text(value);
            stage.command(C::Enter);
        }
        stage
    }),
    small("open", |stage| after(stage, &[C::Enter])),
    small("other", |stage| {
        let mut stage = select(ready(stage), "7781");
        stage.command(C::Enter);
        stage
    }),
    small("last-only", |stage| {
        let mut stage = select(ready(stage), "1122");
        stage.command(C::Enter);
        stage
    }),
    small("no-transcript", |stage| {
        let mut stage = select(ready(stage), "3370");
        stage.command(C::Enter);
        stage
    }),
    small("unheard", |stage| {
        let mut stage = select(ready(stage), "1107");
        stage.command(C::Enter);
        stage
    }),
    small("note", |stage| {
        let mut stage = after(stage, &[C::Claim, C::Back, C::Note]);
        stage.type_text("cambio autorizado por Luis");
        stage
    }),
    small("tenant", |stage| after(stage, &[C::Tenants, C::Enter])),
    small("agent", |stage| after(stage, &[C::Agents, C::Enter])),
    small("month", |stage| after(stage, &[C::Usage, C::Enter])),
    small("pause-unread", |stage| after(unheard(stage), &[C::Claim])),
    small("number-asked", |stage| {
        after(stage, &[C::Enter, C::ShowNumber])
    }),
    small("number", |stage| {
        let mut stage = after(stage, &[C::Enter, C::ShowNumber]);
        stage.type_text("called by the shop");
        stage.command(C::Enter);
        stage
    }),
    small("private", |stage| {
        let mut stage = after(stage, &[C::Enter, C::CommandLine]);
        stage.type_text("privacy on");
        stage.command(C::Enter);
        stage
    }),
    small("palette", |stage| {
        let mut stage = after(stage, &[C::CommandLine]);
        stage.type_text("han");
        stage
    }),
    small("inspector", |stage| after(stage, &[C::Inspect])),
    small("messages", |stage| {
        after(stage, &[C::Claim, C::Back, C::Messages])
    }),
    small("toggle", |stage| {
        let mut stage = after(stage, &[C::Agents, C::Down, C::Toggle]);
        stage.type_text("corto");
        stage.command(C::Enter);
        stage
    }),
    small("takeover", |stage| {
        let mut stage = after(stage, &[C::Conversations, C::First, C::Claim]);
        stage.type_text("cliente pidió");
        stage
    }),
    small("release", |stage| {
        let mut stage = after(stage, &[C::Claim]);
        stage.type_text("Hola Marta, ya reviso tu pedido");
        stage.command(C::Back);
        stage.command(C::HandBack);
        stage.command(C::FirstAnswer);
        stage
    }),
    small("quit", |stage| {
        after(stage, &[C::Claim, C::Back, C::Back, C::Quit])
    }),
    small("filter", |stage| {
        let mut stage = after(stage, &[C::Filter]);
        stage.type_text("solutions");
        stage
    }),
    small("no-match", |stage| {
        let mut stage = after(stage, &[C::Filter]);
        stage.type_text("zzz");
        stage.command(C::Enter);
        stage
    }),
    small("connecting", |stage| stage),
    small("down", |stage| {
        failing_to_connect(stage, Trouble::Unreachable, "http://127.0.0.1:8010")
    }),
    small("credentials", |stage| {
        failing_to_connect(stage, Trouble::Credentials, "sts:GetCallerIdentity")
    }),
    small("loading", |mut stage| {
        stage.answers = false;
        stage.connect();
        stage
    }),
    small("empty", |mut stage| {
        stage.empty_queue();
        stage.run();
        stage
    }),
    small("stale", |stage| {
        let mut stage = ready(stage);
        stage.answers = false;
        stage.tick(95, 0.0);
        stage
    }),
    small("throttled", |stage| {
        refused(stage, |load| sweep(load, Trouble::Throttled, ""))
    }),
    small("failed", |stage| {
        refused(stage, |load| sweep(load, Trouble::TimedOut, "5 s"))
    }),
    small("denied", |stage| {
        refused(stage, |load| {
            sweep(
                load,
                Trouble::Denied,
                "not authorized to perform: dynamodb:Query",
            )
        })
    }),
    small("production", |mut stage| {
        stage.place = account();
        stage.role = Role::Support;
        stage.profile = Some("prod");
        stage.production = true;
        ready(stage)
    }),
    small("only-diatonic", |mut stage| {
        stage.systems = plaza::all_systems();
        let mut stage = ready(stage);
        stage.command(C::Conversations);
        stage.command(C::CommandLine);
        stage.type_text("platform diatonic");
        stage.command(C::Enter);
        stage
    }),
    everywhere("why", |stage| after(stage, &[C::Briefing])),
    small("marked", |stage| {
        after(stage, &[C::MarkShown, C::MarkShown])
    }),
    small("bulk-question", |stage| {
        after(stage, &[C::MarkShown, C::MarkShown, C::HandBack])
    }),
    small("triggers", |stage| after(stage, &[C::Triggers])),
    small("canned", |stage| {
        let mut stage = after(stage, &[C::Claim]);
        stage.state.canned.mine = vec![switchboard::domain::canned::Canned {
            name: "saludo".to_owned(),
            keeper: switchboard::domain::canned::Keeper::Mine,
            texts: [("es", "Hola {{nombre}}, tu guía es {{guia}}.".to_owned())].into(),
        }];
        stage.send(Msg::Edit(ratatui_textarea::Input {
            key: ratatui_textarea::Key::Char('/'),
            ..Default::default()
        }));
        stage
    }),
    small("find", |stage| {
        let mut stage = after(stage, &[C::Enter, C::Find]);
        stage.type_text("pedido");
        stage
    }),
    small("read-only", |mut stage| {
        stage.place = account();
        barred(stage, Barred::ReadOnly)
    }),
    small("no-control-table", |mut stage| {
        stage.place = Place::Joined {
            endpoint: "127.0.0.1:8010".into(),
        };
        barred(stage, Barred::NoControlTable)
    }),
];

/// Claimed, three things said, one under way, one being typed.
fn mine(stage: Stage) -> Stage {
    let mut stage = after(stage, &[C::Claim]);
    stage.type_text("Hola Marta, soy Ana. Ya vi lo del pedido 8841.");
    stage.command(C::Send);
    stage.command(C::Back);
    stage.command(C::Note);
    stage.type_text("cambio autorizado por Luis");
    stage.command(C::Send);
    stage.command(C::Back);
    stage.command(C::Reply);
    stage.answers = false;
    stage.type_text("Mañana te llega el reemplazo, sin costo.");
    stage.command(C::Send);
    stage.type_text("¿Me confirmas la dirección?\nGracias por la paciencia.");
    stage
}

/// Ana's replies to Marta at every step of the way.
fn ladder(mut stage: Stage) -> Stage {
    stage.line = Line {
        route: Route::Whapi,
        reports: Reports::Asked,
        derived: false,
        templates: [
            ("seguimiento", "es", "Hola, seguimos con tu caso."),
            (
                "pedido_listo",
                "es",
                "Hola {{1}}, tu pedido {{2}} llega {{3}}. Si tienes dudas, responde a este mensaje.",
            ),
            ("acompanhamento", "pt_BR", "Olá {{nome}}, sobre {{assunto}}: responda."),
        ]
        .map(|(name, language, body)| Template {
            name: name.to_owned(),
            language: language.to_owned(),
            body: Some(body.to_owned()),
        })
        .into(),
    };
    let mut stage = after(stage, &[C::Claim, C::Back]);
    stage.travels("Hola Marta, soy Ana.", ReplyState::Read, |_| {});
    stage.travels("Ya reviso tu pedido.", ReplyState::Delivered, |_| {});
    stage.travels("Salió esta mañana.", ReplyState::Accepted, |fate| {
        fate.reports = Reports::Nowhere;
    });
    stage.travels("Llega mañana.", ReplyState::Failed, |fate| {
        fate.failure = Some(Refusal {
            code: Some(131_026),
            words: Text::from("undeliverable"),
        });
        fate.settled = None;
    });
    stage.travels("¿Te sirve?", ReplyState::Unknown, |_| {});
    stage.travels("Quedo atenta.", ReplyState::Sending, |_| {});
    stage.tick(3, 0.0);
    stage
}
