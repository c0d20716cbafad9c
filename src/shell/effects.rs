//! Effects: one match from each to a desk call, and from its outcome to a message. No rule is here.

mod journal;
mod logs;
mod out;
mod shift;
mod verbs;

use super::News;
use super::keeper::Keeper;
use crate::app::effect::{Load, Verb};
use crate::app::logs::out::Out;
use crate::app::msg::{Connected, Epoch, Followed, Loaded, Msg};
use crate::app::shift::Write;
use crate::connect::Connector;
use crate::desk::{AnyDesk, Desk, Station, Writing};
use crate::domain::agent::Agent;
use crate::domain::guard::Activity;
use crate::domain::id::{ConversationKey, MessageId};
use crate::domain::problem::{Problem, Trouble};
use crate::on_desk;
use jiff::Timestamp;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OnceCell, mpsc};
use tokio::task::JoinSet;

/// How long leaving waits for writes under way.
const PATIENCE: Duration = Duration::from_secs(2);

/// How long a feed is listened to in one go: as long as SQS allows.
const LISTEN: Duration = Duration::from_secs(20);

/// Runs effects and sends what they come to.
pub struct Effects {
    connector: Arc<Connector>,
    news: mpsc::Sender<News>,
    station: Option<Station>,
    keeper: Keeper,
    catalogue: Arc<OnceCell<Vec<Agent>>>,
    verbs: JoinSet<()>,
}

impl Effects {
    /// Nothing is connected yet.
    pub fn new(connector: Arc<Connector>, news: mpsc::Sender<News>) -> Self {
        Self {
            connector,
            news,
            station: None,
            keeper: Keeper::default(),
            catalogue: Arc::default(),
            verbs: JoinSet::new(),
        }
    }

    /// Server time, as well as it is known.
    pub fn now(&self) -> Timestamp {
        match &self.station {
            Some(station) => on_desk!(&station.desk, desk => desk.now()),
            None => Timestamp::now(),
        }
    }

    /// Read units consumed since the connection was made.
    pub fn read_units(&self) -> f64 {
        match &self.station {
            Some(station) => on_desk!(&station.desk, desk => desk.consumed().read_units),
            None => 0.0,
        }
    }

    /// Begins to connect; what it comes to arrives as news.
    pub fn connect(&self, epoch: Epoch) {
        let (connector, news) = (self.connector.clone(), self.news.clone());
        tokio::spawn(async move {
            let outcome = connector.connect().await;
            let _ = news.send(News::Station(epoch, Box::new(outcome))).await;
        });
    }

    /// Begins to connect to another profile; leases of this one are kept no longer.
    pub fn open(&mut self, epoch: Epoch, profile: &str) {
        self.keeper.clear();
        self.station = None;
        self.connector.choose(profile);
        self.connect(epoch);
    }

    /// Takes over a new station and keeps the claims that it goes on with.
    pub fn connected(&mut self, epoch: Epoch, outcome: Result<Station, Problem>) -> Msg {
        let outcome = outcome.map(|station| {
            self.keeper.clear();
            self.catalogue = Arc::default();
            if let AnyDesk::Writing(desk) = &station.desk {
                for claim in &station.resumed.claims {
                    self.keeper
                        .keep(desk, claim.clone(), false, epoch, &self.news);
                }
            }
            let connected = introduce(&station);
            self.station = Some(station);
            connected
        });
        Msg::Connected {
            epoch,
            outcome: Box::new(outcome),
        }
    }

    /// Renews every claim now.
    pub fn hurry(&self) {
        self.keeper.hurry();
    }

    /// Starts a read.
    pub fn load(&self, epoch: Epoch, load: Load) {
        let Some(station) = &self.station else { return };
        let (desk, news) = (station.desk.clone(), self.news.clone());
        let catalogue = self.catalogue.clone();
        tokio::spawn(async move {
            let outcome = read(&desk, &load, &catalogue).await;
            let message = Msg::Loaded {
                epoch,
                load,
                outcome,
            };
            let _ = news.send(News::Msg(message)).await;
        });
    }

    /// Starts a write.
    pub fn perform(&mut self, epoch: Epoch, verb: Verb) {
        let Some(station) = &self.station else { return };
        let (desk, news, keeper) = (station.desk.clone(), self.news.clone(), self.keeper.clone());
        self.verbs.spawn(async move {
            let outcome = match &desk {
                AnyDesk::Writing(desk) => verbs::write(desk, &verb, &keeper, epoch, &news).await,
                AnyDesk::Reading(_) => Err(Problem::new(Trouble::ReadOnly, "console", "")),
            };
            let message = Msg::Done {
                epoch,
                verb,
                outcome,
            };
            let _ = news.send(News::Msg(message)).await;
        });
    }

    /// Writes a file that only this person may read.
    pub fn write(&self, write: Write) {
        let news = self.news.clone();
        tokio::task::spawn_blocking(move || {
            let _ = news.blocking_send(News::Msg(Msg::Wrote(shift::write(&write))));
        });
    }

    /// Tells others that a person is in a conversation.
    pub fn appear(&self, key: ConversationKey, activity: Activity) {
        if let Some(Station {
            desk: AnyDesk::Writing(desk),
            ..
        }) = &self.station
        {
            let desk = desk.clone();
            tokio::spawn(async move {
                // The next sign follows soon.
                let _ = desk.appear(&key, activity).await;
            });
        }
    }

    /// Lets lines leave the console.
    pub fn put_out(&self, out: Out) {
        let news = self.news.clone();
        // A thread of its own: a command that never ends must not keep the console from ending.
        let started = std::thread::Builder::new().spawn(move || {
            let outcome = out::put(&out);
            let _ = news.blocking_send(News::Msg(Msg::PutOut { out, outcome }));
        });
        // Without a thread to be had there is nobody to tell either.
        drop(started);
    }

    /// Waits for the writes under way, but not for ever: what is unanswered is found at the next start.
    pub async fn settle(&mut self) {
        let all = async { while self.verbs.join_next().await.is_some() {} };
        let _ = tokio::time::timeout(PATIENCE, all).await;
    }
}

fn introduce(station: &Station) -> Connected {
    let (actor, plan, systems) = on_desk!(&station.desk, desk => {
        (desk.actor().clone(), desk.queue_plan(), desk.systems())
    });
    Connected {
        actor,
        place: station.place.clone(),
        access: station.access,
        role: station.role,
        profile: station.profile.clone(),
        profiles: station.profiles.clone(),
        production: station.production,
        queue_plan: plan,
        systems,
        resumed: station.resumed.claims.clone(),
        drafts: station.resumed.drafts.clone(),
        looked: station.resumed.looked.clone(),
        canned: station.canned.clone(),
        recovered: station.resumed.found.clone(),
    }
}

async fn read(
    desk: &AnyDesk,
    load: &Load,
    catalogue: &OnceCell<Vec<Agent>>,
) -> Result<Loaded, Problem> {
    Ok(match load {
        Load::Tenants { platform, after } => {
            Loaded::Tenants(on_desk!(desk, desk => desk.tenants(*platform, after.clone()).await)?)
        }
        Load::Sweep { tenant, after, .. } => {
            let page = on_desk!(desk, desk => desk.sweep(tenant, after.clone()).await)?;
            Loaded::Conversations(page)
        }
        Load::Queue { word, after, .. } => {
            let page = on_desk!(desk, desk => desk.waiting(*word, after.clone()).await)?;
            Loaded::Conversations(page)
        }
        Load::Work { platform, after } => {
            Loaded::Work(on_desk!(desk, desk => desk.work(*platform, after.clone()).await)?)
        }
        Load::Claims => {
            let claims = on_desk!(desk, desk => desk.claims().await)?;
            if let AnyDesk::Writing(desk) = desk {
                // What cannot be finished now is found again by the next look.
                let _ = desk.finish_left(&claims).await;
                desk.wake(&claims).await;
            }
            Loaded::Claims(claims)
        }
        Load::Targets { platform } => {
            Loaded::Targets(on_desk!(desk, desk => desk.targets(*platform).await)?)
        }
        Load::Present { key } => {
            Loaded::Present(on_desk!(desk, desk => desk.present(key).await)?.value)
        }
        Load::Conversation { key } | Load::Owned { key } => {
            let opened = on_desk!(desk, desk => desk.conversation(key).await)?;
            Loaded::Conversation(Box::new(opened.value))
        }
        Load::Bodies { key, messages } => {
            Loaded::Bodies(on_desk!(desk, desk => desk.bodies(key, messages).await)?)
        }
        Load::Catalogue => {
            let agents = on_desk!(desk, desk => desk.catalogue().await)?;
            let _ = catalogue.set(agents.clone());
            Loaded::Catalogue(agents)
        }
        Load::Switches { tenant } => {
            let agents = catalogue
                .get_or_try_init(|| async { on_desk!(desk, desk => desk.catalogue().await) })
                .await?;
            let switches = on_desk!(desk, desk => desk.switches_of(tenant, agents).await)?;
            Loaded::Switches(switches.value)
        }
        Load::Usage { tenant } => {
            let metered = on_desk!(desk, desk => desk.metered(tenant).await)?.value;
            if let AnyDesk::Writing(desk) = desk {
                // The next look of any console keeps what this one could not.
                let _ = desk.keep_reading(tenant, &metered).await;
            }
            Loaded::Usage(metered)
        }
        Load::Canned { platform } => {
            Loaded::Canned(on_desk!(desk, desk => desk.canned(*platform).await)?)
        }
        Load::Endings { tenants } => {
            Loaded::Endings(on_desk!(desk, desk => desk.endings(tenants).await)?)
        }
        Load::Feed { platform } => match desk {
            AnyDesk::Writing(desk) => Loaded::Drained(desk.drain(*platform, LISTEN).await?),
            AnyDesk::Reading(_) => return Err(Problem::new(Trouble::ReadOnly, "console", "")),
        },
        Load::Replies { ask } => match desk {
            AnyDesk::Writing(desk) => Loaded::Replies(follow(desk, ask).await?),
            AnyDesk::Reading(_) => Loaded::Replies(Default::default()),
        },
        Load::Outbox => match desk {
            AnyDesk::Writing(desk) => Loaded::Relayed(desk.relay().await?),
            AnyDesk::Reading(_) => Loaded::Relayed(Default::default()),
        },
        Load::Blast { target, turn } => {
            let blast = on_desk!(desk, desk => desk.blast(target, *turn).await)?;
            Loaded::Blast(Box::new(blast))
        }
        Load::Operations => Loaded::Operations(Box::new(match desk {
            AnyDesk::Writing(desk) => desk.tick_if_permitted().await?,
            AnyDesk::Reading(desk) => desk.overview().await?,
        })),
        Load::Operation { id } => {
            let found = on_desk!(desk, desk => desk.operation(id).await)?;
            Loaded::Operation(Box::new(found))
        }
        Load::Theirs { key } => {
            Loaded::Theirs(Box::new(on_desk!(desk, desk => desk.theirs(key).await)?))
        }
        Load::Sight { target, since } => {
            Loaded::Sighted(on_desk!(desk, desk => desk.sight(target, *since).await))
        }
        Load::Heard { keys } => Loaded::Heard(on_desk!(desk, desk => desk.rows_of(keys).await)?),
        Load::Health { platform } => {
            Loaded::Health(on_desk!(desk, desk => desk.health(*platform).await)?)
        }
        Load::Shift(ask) => Loaded::Shift(Box::new(shift::read(desk, ask).await?)),
        Load::AlarmHistory {
            platform,
            name,
            after,
        } => {
            let after = after.clone();
            let read = on_desk!(desk, desk => desk.alarm_history(*platform, name, after).await);
            Loaded::AlarmHistory(read?)
        }
        Load::Metrics { platform, range } => {
            let read = on_desk!(desk, desk => desk.metrics(*platform, *range).await)?;
            Loaded::Metrics(Box::new(read))
        }
        Load::Metric {
            platform,
            query,
            range,
        } => {
            let read = on_desk!(desk, desk => desk.metric(*platform, query, *range).await)?;
            Loaded::Metrics(Box::new(read))
        }
        Load::Condition {
            platform,
            condition,
            period,
            range,
        } => {
            let of = (*condition, *period);
            let read = on_desk!(desk, desk => desk.condition(*platform, of, *range).await)?;
            Loaded::Metrics(Box::new(read))
        }
        Load::Marks { platform, range } => {
            Loaded::Marks(on_desk!(desk, desk => desk.changes_in(*platform, *range).await)?)
        }
        Load::Acks => {
            let (acks, used) = on_desk!(desk, desk => (desk.acks().await, desk.used()));
            Loaded::Acks { acks: acks?, used }
        }
        Load::Log { what, .. } => Loaded::Log(Box::new(logs::read(desk, what).await?)),
        Load::Sheet { key, after, .. } => {
            let page = on_desk!(desk, desk => desk.sheet(key, after.clone()).await)?;
            Loaded::Sheet(Box::new(page))
        }
    })
}

/// Reports that wait, what the providers say of some replies, and those that are open.
async fn follow(
    desk: &Desk<Writing>,
    ask: &[(ConversationKey, MessageId)],
) -> Result<Followed, Problem> {
    // One of them not answering keeps nobody from the others; the list decides whether it went well.
    let changed = desk.drain_reports(Duration::ZERO).await.unwrap_or_default();
    let risen = desk.ask_reports(ask).await.unwrap_or_default();
    Ok(Followed {
        open: desk.look_after_replies(false).await?,
        risen,
        changed: changed.into_iter().collect(),
        // Last: what is found out is told once.
        unanswered: desk.settle_unanswered().await,
    })
}
