//! Frames: drawn into memory, then handed as one piece to a thread that writes them. While it writes,
//! nothing is drawn, and nothing is dropped: the next frame is made from the newest state.

use crossterm::clipboard::CopyToClipboard;
use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use ratatui::backend::CrosstermBackend;
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};
use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::Duration;

/// How long leaving waits for a terminal that does not take its last frame.
const PATIENCE: Duration = Duration::from_millis(500);
/// A frame in which no cell changed still says where the cursor is, in fewer bytes than this.
const QUIET: usize = 64;

/// What a frame is drawn with and written to.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Ink>>,
    ink: Ink,
    /// Bytes that go out with the next frame and are not part of it (bell, clipboard).
    aside: Vec<u8>,
    last: Vec<u8>,
    writer: Writer,
}

impl Screen {
    /// A screen of this size over standard output.
    ///
    /// # Errors
    /// When the writer's thread cannot be started.
    pub fn new(columns: u16, rows: u16) -> io::Result<Self> {
        let ink = Ink::default();
        let terminal = Terminal::with_options(
            CrosstermBackend::new(ink.clone()),
            TerminalOptions {
                viewport: Viewport::Fixed(Rect::new(0, 0, columns, rows)),
            },
        )?;
        Ok(Self {
            terminal,
            ink,
            aside: Vec::new(),
            last: Vec::new(),
            writer: Writer::start()?,
        })
    }

    /// Whether the last frame has been written.
    pub fn is_free(&self) -> bool {
        !self.writer.busy
    }

    /// Waits until the frame under way is written. Never ends while there is none.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub async fn freed(&mut self) -> io::Result<()> {
        if !self.writer.busy {
            return std::future::pending().await;
        }
        self.writer.freed().await
    }

    /// Forgets what is on the terminal: the next frame is whole.
    ///
    /// # Errors
    /// When the size is refused.
    pub fn renew(&mut self, columns: u16, rows: u16) -> io::Result<()> {
        self.terminal.resize(Rect::new(0, 0, columns, rows))?;
        self.last.clear();
        Ok(())
    }

    /// Draws a frame and hands it to the writer. Only while the screen is free.
    ///
    /// # Errors
    /// When the writer is gone.
    pub fn draw(&mut self, view: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(view)?;
        let mut drawn = self.ink.take();
        if drawn.len() < QUIET && drawn == self.last && self.aside.is_empty() {
            return Ok(());
        }
        self.last.clone_from(&drawn);
        let mut frame = std::mem::take(&mut self.aside);
        crossterm::queue!(frame, BeginSynchronizedUpdate)?;
        frame.append(&mut drawn);
        crossterm::queue!(frame, EndSynchronizedUpdate)?;
        self.writer.write(frame)
    }

    /// Rings the terminal's bell with the next frame.
    pub fn bell(&mut self) {
        self.aside.push(0x07);
    }

    /// Sends bytes to the terminal with the next frame.
    pub fn aside(&mut self, bytes: &[u8]) {
        self.aside.extend_from_slice(bytes);
    }

    /// Puts text on the clipboard of the terminal with the next frame (OSC 52).
    pub fn copy(&mut self, text: &str) {
        // Writing into memory does not fail.
        let _ = crossterm::queue!(self.aside, CopyToClipboard::to_clipboard_from(text));
    }

    /// Waits for the frame under way, but not for a terminal that takes nothing any more.
    pub async fn settle(&mut self) {
        if self.writer.busy {
            let _ = tokio::time::timeout(PATIENCE, self.writer.freed()).await;
        }
    }
}

/// Where a frame collects before it is written.
#[derive(Clone, Default)]
struct Ink(Rc<RefCell<Vec<u8>>>);

impl Ink {
    fn take(&self) -> Vec<u8> {
        self.0.take()
    }
}

impl Write for Ink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The thread that writes: a terminal that takes its time holds up nobody else.
struct Writer {
    frames: std::sync::mpsc::SyncSender<Vec<u8>>,
    written: tokio::sync::mpsc::Receiver<io::Result<()>>,
    busy: bool,
}

impl Writer {
    fn start() -> io::Result<Self> {
        let (frames, inbox) = std::sync::mpsc::sync_channel::<Vec<u8>>(1);
        let (report, written) = tokio::sync::mpsc::channel(1);
        std::thread::Builder::new()
            .name("screen-writer".into())
            .spawn(move || {
                let mut out = io::stdout();
                for frame in inbox {
                    let done = out.write_all(&frame).and_then(|()| out.flush());
                    if report.blocking_send(done).is_err() {
                        return;
                    }
                }
            })?;
        Ok(Self {
            frames,
            written,
            busy: false,
        })
    }

    fn write(&mut self, frame: Vec<u8>) -> io::Result<()> {
        self.busy = true;
        self.frames.try_send(frame).map_err(|_| gone())
    }

    async fn freed(&mut self) -> io::Result<()> {
        let written = self.written.recv().await;
        self.busy = false;
        written.unwrap_or_else(|| Err(gone()))
    }
}

fn gone() -> io::Error {
    io::Error::new(io::ErrorKind::BrokenPipe, "the terminal is gone")
}
