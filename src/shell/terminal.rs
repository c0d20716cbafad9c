//! The terminal as we use it, and its way back: everything that is switched on is switched off again on
//! quit, error, panic and suspension.

use super::osc;
use crossterm::cursor::Show;
use crossterm::event::{
    DisableBracketedPaste, DisableFocusChange, EnableBracketedPaste, EnableFocusChange,
};
use crossterm::style::{Print, ResetColor};
use crossterm::terminal::{
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode,
    enable_raw_mode,
};
use rustix::termios::LocalModes;
use std::io::{self, Write};
use std::sync::Once;

/// While it lives, the terminal is ours. Dropping it gives the terminal back.
#[derive(Debug)]
pub struct Guard(());

impl Guard {
    /// Takes the terminal, and sees to it that a panic anywhere gives it back before it is reported.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn enter() -> io::Result<Self> {
        restore_on_panic();
        take()?;
        Ok(Self(()))
    }

    /// Gives the terminal back, stops this process and its group until somebody continues it, and takes
    /// the terminal again.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn suspend(&self) -> io::Result<()> {
        give_back();
        rustix::process::kill_current_process_group(rustix::process::Signal::STOP)?;
        take()
    }

    /// Takes the terminal again after a stop that nobody announced, where the shell has set it to its own
    /// ways. A terminal that is still raw never leaves that for a moment: a key typed then would be echoed.
    ///
    /// # Errors
    /// When the terminal refuses.
    pub fn retake(&self) -> io::Result<()> {
        if !still_raw() {
            disable_raw_mode()?;
        }
        take()
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        give_back();
    }
}

fn take() -> io::Result<()> {
    enable_raw_mode()?;
    crossterm::execute!(
        io::stdout(),
        Print(osc::KEEP_TITLE),
        EnterAlternateScreen,
        EnableBracketedPaste,
        EnableFocusChange
    )
}

/// What the kernel says; crossterm's own answer only remembers what it did last.
fn still_raw() -> bool {
    rustix::termios::tcgetattr(io::stdin())
        .is_ok_and(|modes| !modes.local_modes.contains(LocalModes::ICANON))
}

/// Never fails: where the terminal is gone there is nothing to give back.
fn give_back() {
    let mut out = io::stdout();
    let _ = crossterm::execute!(
        out,
        EndSynchronizedUpdate,
        DisableFocusChange,
        DisableBracketedPaste,
        Print(osc::GIVE_TITLE_BACK),
        ResetColor,
        LeaveAlternateScreen,
        Show
    );
    let _ = out.flush();
    let _ = disable_raw_mode();
}

fn restore_on_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let report = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            give_back();
            report(panic);
            // A console whose state may be torn must not go on; leases and journal survive it.
            std::process::exit(101);
        }));
    });
}
