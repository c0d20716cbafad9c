//! The event loop: signals, keys, outcomes and the next deadline become messages; effects go to the desk;
//! a key is answered at once, what comes by itself with at most one frame per 16 ms (four a second while
//! nobody touches a key), and only when something changed. Nothing here waits for a backend.

mod effects;
mod input;
mod keeper;
pub mod osc;
mod screen;
mod signals;
mod terminal;

use crate::app::effect::Effect;
use crate::app::geometry::Size;
use crate::app::msg::{Epoch, Msg};
use crate::app::preferences::Preferences;
use crate::app::state::{Start, State, ThemeName};
use crate::app::update::update;
use crate::connect::Connector;
use crate::desk::Station;
use crate::domain::problem::Problem;
use crate::keymap::Keymap;
use crate::theme::{Choice, Environment, Theme};
use effects::Effects;
use futures::StreamExt;
use futures::future::poll_immediate;
use input::Keyboard;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use screen::Screen;
use signals::{Asked, Signals};
use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};
use terminal::Guard;
use tokio::sync::mpsc;

/// Shortest time between two frames while a person is at work.
const FRAME: Duration = Duration::from_millis(16);
/// The same for what comes by itself while nobody touches a key.
const CALM: Duration = Duration::from_millis(250);
/// How long after a key a person is at work.
const AT_WORK: Duration = Duration::from_secs(2);
/// Outcomes that may wait to be taken in; more make their senders wait.
const INBOX: usize = 256;
/// A clock that jumped by more than this against the other: the machine slept.
const GAP: SignedDuration = SignedDuration::from_secs(5);
/// Shortest sleep until a deadline: a deadline that stays in the past must not spin.
const BREATH: Duration = Duration::from_millis(10);

/// What tasks tell the loop.
#[allow(
    clippy::large_enum_variant,
    reason = "nearly all news are messages, and they are moved once"
)]
enum News {
    Msg(Msg),
    /// What connecting came to; the desk in it is for the loop, the rest for the state.
    Station(Epoch, Box<Result<Station, Problem>>),
}

/// Runs the console on this terminal until the person quits or a signal ends it.
///
/// # Errors
/// When the terminal cannot be used or is gone.
pub async fn run(
    connector: Arc<Connector>,
    theme: Choice,
    preferences: Preferences,
) -> io::Result<()> {
    let mut signals = Signals::listen()?;
    let (columns, rows) = crossterm::terminal::size()?;
    let guard = Guard::enter()?;
    let screen = Screen::new(columns, rows)?;
    let (news, inbox) = mpsc::channel(INBOX);
    let mut shell = Shell::new(
        connector,
        news,
        screen,
        guard,
        theme,
        Size { columns, rows },
    );
    shell.state.preferences = preferences;
    let outcome = shell.live(&mut signals, inbox).await;
    shell.screen.settle().await;
    drop(shell.guard);
    shell.effects.settle().await;
    outcome
}

struct Shell {
    state: State,
    keymap: Keymap,
    keyboard: Keyboard,
    environment: Environment,
    theme: (ThemeName, Theme),
    screen: Screen,
    effects: Effects,
    guard: Guard,
    dirty: bool,
    /// A person's key is answered at once; only what comes by itself waits for the next frame.
    touched: bool,
    /// Between us and the terminal is tmux.
    in_tmux: bool,
    suspending: bool,
    drawn: Option<Instant>,
    /// The last key, or the start.
    key: Instant,
    counted: f64,
    clocks: (Timestamp, Instant),
}

impl Shell {
    fn new(
        connector: Arc<Connector>,
        news: mpsc::Sender<News>,
        screen: Screen,
        guard: Guard,
        choice: Choice,
        size: Size,
    ) -> Self {
        let environment = environment();
        let name = theme_name(choice, &environment);
        let now = Timestamp::now();
        Self {
            state: State::new(Start {
                now,
                size,
                zone: TimeZone::system(),
                theme: name,
                language: crate::locale::spoken(),
            }),
            keymap: Keymap::default(),
            keyboard: Keyboard::default(),
            theme: (name, built_in(name, &environment)),
            environment,
            screen,
            effects: Effects::new(connector, news),
            guard,
            dirty: true,
            touched: false,
            in_tmux: std::env::var_os("TMUX").is_some_and(|value| !value.is_empty()),
            suspending: false,
            drawn: None,
            key: Instant::now(),
            counted: 0.0,
            clocks: (now, Instant::now()),
        }
    }

    async fn live(
        &mut self,
        signals: &mut Signals,
        mut inbox: mpsc::Receiver<News>,
    ) -> io::Result<()> {
        let mut events = crossterm::event::EventStream::new();
        self.effects.connect(self.state.epoch);
        while !self.state.quitting {
            self.draw_if_due()?;
            let wake = tokio::time::sleep(self.until_next());
            tokio::select! {
                biased;
                asked = signals.next() => self.obey(asked)?,
                event = events.next() => {
                    self.take_event(event)?;
                    // Asks with this task's own waker: the stream keeps the first one it is given.
                    while let Some(event) = poll_immediate(events.next()).await {
                        self.take_event(event)?;
                    }
                }
                Some(news) = inbox.recv() => {
                    self.take_news(news)?;
                    while let Ok(news) = inbox.try_recv() {
                        self.take_news(news)?;
                    }
                }
                written = self.screen.freed() => written?,
                () = wake => {}
            }
            if self.suspending {
                self.suspend().await?;
            }
            self.mind_the_gap()?;
            self.tick_if_due()?;
        }
        Ok(())
    }

    fn take_event(&mut self, event: Option<io::Result<crossterm::event::Event>>) -> io::Result<()> {
        let event = event.ok_or(io::ErrorKind::UnexpectedEof)??;
        if let crossterm::event::Event::Resize(columns, rows) = event {
            self.screen.renew(columns, rows)?;
        }
        match self.keyboard.read(event, &self.state, &self.keymap) {
            Some(message) => {
                self.touched = true;
                self.key = Instant::now();
                self.tell(message)
            }
            None => Ok(()),
        }
    }

    fn take_news(&mut self, news: News) -> io::Result<()> {
        match news {
            News::Msg(message) => self.tell(message),
            News::Station(epoch, _) if epoch != self.state.epoch => Ok(()),
            News::Station(epoch, outcome) => {
                self.counted = 0.0;
                let message = self.effects.connected(epoch, *outcome);
                self.tick()?;
                self.tell(message)
            }
        }
    }

    fn obey(&mut self, asked: Asked) -> io::Result<()> {
        match asked {
            Asked::End => self.tell(Msg::Terminate),
            Asked::Suspend => {
                self.suspending = true;
                Ok(())
            }
            Asked::Continued => {
                self.guard.retake()?;
                self.resumed()
            }
        }
    }

    /// A machine or process that slept comes back to leases of which nobody knows whose they are.
    fn mind_the_gap(&mut self) -> io::Result<()> {
        let (wall, steady) = (Timestamp::now(), Instant::now());
        let (old_wall, old_steady) = std::mem::replace(&mut self.clocks, (wall, steady));
        let by_steady =
            SignedDuration::try_from(steady.duration_since(old_steady)).unwrap_or_default();
        if (wall.duration_since(old_wall) - by_steady).abs() > GAP {
            return self.resumed();
        }
        Ok(())
    }

    fn tell(&mut self, message: Msg) -> io::Result<()> {
        self.dirty = true;
        for effect in update(&mut self.state, message) {
            self.run(effect)?;
        }
        Ok(())
    }

    fn run(&mut self, effect: Effect) -> io::Result<()> {
        let epoch = self.state.epoch;
        match effect {
            Effect::Connect => self.effects.connect(epoch),
            Effect::Open { profile } => self.effects.open(epoch, &profile),
            Effect::Load(load) => self.effects.load(epoch, load),
            Effect::Do(verb) => self.effects.perform(epoch, verb),
            Effect::SaveDraft { key, text } => self.effects.save_draft(key, text),
            Effect::KeepLooked { key, at } => self.effects.keep_looked(key, at),
            Effect::KeepLeaving { key, leaving } => self.effects.keep_leaving(key, leaving),
            Effect::Appear { key, activity } => self.effects.appear(key, activity),
            Effect::Write(write) => self.effects.write(*write),
            Effect::Copy(text) => self.screen.copy(&text),
            Effect::Bell => self.screen.bell(),
            Effect::Out(out) => self.effects.put_out(out),
            Effect::Title(title) => self.screen.aside(&osc::title(&title)),
            Effect::Alert(alert) => self.screen.aside(&osc::alert(&alert, self.in_tmux)),
            Effect::Redraw => self.redraw()?,
            Effect::Suspend => self.suspending = true,
            Effect::Quit => self.state.quitting = true,
        }
        Ok(())
    }

    /// After the frame under way, so that none of it lands in the shell that gets the terminal.
    async fn suspend(&mut self) -> io::Result<()> {
        self.suspending = false;
        self.screen.settle().await;
        self.guard.suspend()?;
        self.resumed()
    }

    fn resumed(&mut self) -> io::Result<()> {
        self.clocks = (Timestamp::now(), Instant::now());
        self.redraw()?;
        self.effects.hurry();
        let now = self.effects.now();
        self.tell(Msg::Resumed { now })
    }

    fn redraw(&mut self) -> io::Result<()> {
        let (columns, rows) = crossterm::terminal::size()?;
        self.screen.renew(columns, rows)?;
        self.dirty = true;
        self.tell_size(columns, rows)
    }

    fn tell_size(&mut self, columns: u16, rows: u16) -> io::Result<()> {
        if (Size { columns, rows }) == self.state.size {
            return Ok(());
        }
        self.tell(Msg::Resized { columns, rows })
    }

    fn tick_if_due(&mut self) -> io::Result<()> {
        match self.state.next_deadline() {
            Some(deadline) if deadline <= self.effects.now() => self.tick(),
            _ => Ok(()),
        }
    }

    fn tick(&mut self) -> io::Result<()> {
        let total = self.effects.read_units();
        let read_units = (total - self.counted).max(0.0);
        self.counted = total;
        let now = self.effects.now();
        self.tell(Msg::Tick { now, read_units })
    }

    /// Until the next frame may be drawn.
    fn until_frame(&self) -> Duration {
        let pause = match self.key.elapsed() < AT_WORK {
            _ if self.touched => Duration::ZERO,
            true => FRAME,
            false => CALM,
        };
        pause.saturating_sub(self.drawn.map_or(pause, |drawn| drawn.elapsed()))
    }

    /// Until the next deadline of the state, or the next frame that is due.
    fn until_next(&self) -> Duration {
        let frame = (self.dirty && self.screen.is_free()).then(|| self.until_frame());
        let deadline = self.state.next_deadline().map(|deadline| {
            let left = deadline.duration_since(self.effects.now());
            Duration::try_from(left).unwrap_or_default().max(BREATH)
        });
        match (frame, deadline) {
            (Some(frame), Some(deadline)) => frame.min(deadline),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => Duration::from_secs(3600),
        }
    }

    fn draw_if_due(&mut self) -> io::Result<()> {
        if !self.dirty || !self.screen.is_free() || !self.until_frame().is_zero() {
            return Ok(());
        }
        if self.theme.0 != self.state.theme {
            let name = self.state.theme;
            self.theme = (name, built_in(name, &self.environment));
        }
        if self.state.language != crate::locale::spoken() {
            crate::locale::speak(self.state.language);
        }
        let (state, theme, keymap) = (&self.state, &self.theme.1, &self.keymap);
        self.screen
            .draw(|frame| crate::ui::view(state, theme, keymap, frame))?;
        self.dirty = false;
        self.touched = false;
        self.drawn = Some(Instant::now());
        Ok(())
    }
}

fn built_in(name: ThemeName, environment: &Environment) -> Theme {
    let choice = match name {
        ThemeName::Dark => Choice::Dark,
        ThemeName::Light => Choice::Light,
        ThemeName::Mono => Choice::Mono,
    };
    Theme::built_in(choice, environment)
}

fn theme_name(choice: Choice, environment: &Environment) -> ThemeName {
    use crate::theme::{Depth, Shade};
    match (environment.depth(), choice, environment.shade()) {
        (Depth::Mono, _, _) | (_, Choice::Mono, _) => ThemeName::Mono,
        (_, Choice::Light, _) | (_, Choice::Auto, Shade::Light) => ThemeName::Light,
        (_, Choice::Dark, _) | (_, Choice::Auto, Shade::Dark) => ThemeName::Dark,
    }
}

fn environment() -> Environment {
    let read = |name: &str| std::env::var(name).ok();
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(read)
        .find(|value| !value.is_empty());
    Environment {
        no_color: read("NO_COLOR"),
        colorterm: read("COLORTERM"),
        term: read("TERM"),
        colorfgbg: read("COLORFGBG"),
        locale,
        background: None,
    }
}
