//! A line between a console and the server that is cut at one of the console's messages, or falls silent.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Whether the server still gets the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    Before,
    /// It gets it, and its answer is lost.
    After,
    /// Nothing comes through any more, and nobody hangs up.
    Silence,
}

/// A proxy on this machine.
pub struct Line {
    pub port: u16,
    left: Arc<AtomicUsize>,
}

impl Line {
    /// To the server on `port`. Nothing is cut until [`Self::cut_at`].
    pub async fn to(port: u16, how: Cut) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let left = Arc::new(AtomicUsize::new(usize::MAX));
        let line = Self {
            port: listener.local_addr().unwrap().port(),
            left: left.clone(),
        };
        tokio::spawn(async move {
            while let Ok((console, _)) = listener.accept().await {
                let server = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
                tokio::spawn(carry(console, server, how, left.clone()));
            }
        });
        line
    }

    /// Cuts the line at the console's message with this number from now, counted from 0, just once.
    pub fn cut_at(&self, message: usize) {
        self.left.store(message, Ordering::SeqCst);
    }

    /// Whether a cut is still to come.
    pub fn is_whole(&self) -> bool {
        self.left.load(Ordering::SeqCst) < usize::MAX / 2
    }
}

async fn carry(mut console: TcpStream, mut server: TcpStream, how: Cut, left: Arc<AtomicUsize>) {
    console.set_nodelay(true).unwrap();
    server.set_nodelay(true).unwrap();
    let (mut ask, mut answer) = (vec![0; 65_536], vec![0; 65_536]);
    loop {
        tokio::select! {
            read = console.read(&mut ask) => {
                let Ok(length @ 1..) = read else { return };
                // One write of the client is one read here: its messages are small.
                if left.fetch_sub(1, Ordering::SeqCst) == 0 {
                    if how == Cut::Silence {
                        std::future::pending::<()>().await;
                    }
                    if how == Cut::After {
                        let _ = server.write_all(&ask[..length]).await;
                        let _ = server.read(&mut answer).await;
                    }
                    return;
                }
                if server.write_all(&ask[..length]).await.is_err() { return }
            }
            read = server.read(&mut answer) => {
                let Ok(length @ 1..) = read else { return };
                if console.write_all(&answer[..length]).await.is_err() { return }
            }
        }
    }
}
