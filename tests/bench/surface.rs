//! The console's own way from a state to bytes, without a terminal behind it.
#![allow(dead_code)]

use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use switchboard::app::State;
use switchboard::keymap::Keymap;
use switchboard::theme::{Choice, Environment, Theme};
use switchboard::ui::view;

/// Draws, compares and encodes as the shell does, into memory.
pub struct Surface {
    terminal: Terminal<CrosstermBackend<Sink>>,
    sink: Sink,
    theme: Theme,
    keymap: Keymap,
    size: Rect,
}

impl Surface {
    pub fn new(columns: u16, rows: u16) -> Self {
        let sink = Sink::default();
        let size = Rect::new(0, 0, columns, rows);
        let options = TerminalOptions {
            viewport: Viewport::Fixed(size),
        };
        let backend = CrosstermBackend::new(sink.clone());
        let environment = Environment {
            colorterm: Some("truecolor".to_owned()),
            term: Some("xterm-256color".to_owned()),
            ..Environment::default()
        };
        Self {
            terminal: Terminal::with_options(backend, options).unwrap(),
            sink,
            theme: Theme::built_in(Choice::Dark, &environment),
            keymap: Keymap::default(),
            size,
        }
    }

    /// Draws the state; how many bytes would be written.
    pub fn draw(&mut self, state: &State) -> usize {
        let (theme, keymap) = (&self.theme, &self.keymap);
        self.terminal
            .draw(|frame| view(state, theme, keymap, frame))
            .unwrap();
        self.sink.taken()
    }

    /// Draws anything else with the same machinery.
    pub fn draw_with(&mut self, draw: impl FnOnce(&mut Frame<'_>)) -> usize {
        self.terminal.draw(draw).unwrap();
        self.sink.taken()
    }

    /// Forgets what was drawn: the next frame is whole.
    pub fn forget(&mut self) {
        self.terminal.resize(self.size).unwrap();
        self.sink.taken();
    }
}

#[derive(Clone, Default)]
struct Sink(Rc<RefCell<Vec<u8>>>);

impl Sink {
    fn taken(&self) -> usize {
        let mut bytes = self.0.borrow_mut();
        let count = bytes.len();
        bytes.clear();
        count
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
