//! From the terminal's events to messages: keys through the keymap of the layer that has the focus.

use crate::app::State;
use crate::app::msg::Msg;
use crate::keymap::{Code, KeyPress, Keymap, Pending, Resolved};
use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use ratatui_textarea::{Input, Key};

/// Largest paste that is taken: far more than any reply may be long.
const MAX_PASTE: usize = 64 * 1024;

/// Turns events into messages; remembers the keys of an unfinished sequence.
#[derive(Default)]
pub struct Keyboard {
    pending: Pending,
}

impl Keyboard {
    /// What an event means in this state, if anything.
    pub fn read(&mut self, event: Event, state: &State, keymap: &Keymap) -> Option<Msg> {
        match event {
            Event::Key(key) if key.kind != KeyEventKind::Release => self.key(key, state, keymap),
            Event::Paste(text) => Some(Msg::Paste(text.chars().take(MAX_PASTE).collect())),
            Event::Resize(columns, rows) => Some(Msg::Resized { columns, rows }),
            Event::FocusGained => Some(Msg::Focused(true)),
            Event::FocusLost => Some(Msg::Focused(false)),
            Event::Key(_) | Event::Mouse(_) => None,
        }
    }

    fn key(&mut self, event: KeyEvent, state: &State, keymap: &Keymap) -> Option<Msg> {
        let press = key_press(event)?;
        match keymap.resolve(state.layer(), state.pane, &mut self.pending, press) {
            Resolved::Command(command) => Some(Msg::Command(command)),
            Resolved::Edit => Some(Msg::Edit(input(press))),
            Resolved::Prefix(keys) => Some(Msg::Prefix(keys)),
            Resolved::None if state.prefix.is_empty() => None,
            Resolved::None => Some(Msg::Prefix(String::new())),
        }
    }
}

fn key_press(event: KeyEvent) -> Option<KeyPress> {
    let code = match event.code {
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => {
            return Some(KeyPress::new(Code::Tab, false, false, true));
        }
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    };
    let held = |modifier| event.modifiers.contains(modifier);
    Some(KeyPress::new(
        code,
        held(KeyModifiers::CONTROL),
        held(KeyModifiers::ALT),
        held(KeyModifiers::SHIFT),
    ))
}

fn input(press: KeyPress) -> Input {
    let key = match press.code {
        Code::Char(c) => Key::Char(c),
        Code::Enter => Key::Enter,
        Code::Esc => Key::Esc,
        Code::Tab => Key::Tab,
        Code::Backspace => Key::Backspace,
        Code::Delete => Key::Delete,
        Code::Up => Key::Up,
        Code::Down => Key::Down,
        Code::Left => Key::Left,
        Code::Right => Key::Right,
        Code::Home => Key::Home,
        Code::End => Key::End,
        Code::PageUp => Key::PageUp,
        Code::PageDown => Key::PageDown,
        Code::F(number) => Key::F(number),
    };
    Input {
        key,
        ctrl: press.ctrl,
        alt: press.alt,
        shift: press.shift,
    }
}
