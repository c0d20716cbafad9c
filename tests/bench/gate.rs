//! A proxy between a console and its backend: it can stop answering, and it can say that reads cost
//! nothing, so that a console reads as fast as it can.

use crate::http::message;
use std::io::{BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex};

#[derive(Default)]
struct Shared {
    shut: Mutex<bool>,
    changed: Condvar,
    free: AtomicBool,
    answers: AtomicU64,
}

/// A running proxy; its threads end with the process.
pub struct Gate {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Gate {
    pub fn open(endpoint: &str) -> Self {
        let backend = endpoint.trim_start_matches("http://").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared::default());
        let all = shared.clone();
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (backend, all) = (backend.clone(), all.clone());
                // A line that ends is no failure here.
                std::thread::spawn(move || pass(client, &backend, &all).ok());
            }
        });
        Self { address, shared }
    }

    pub fn endpoint(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on every request is taken and none is answered.
    pub fn shut(&self) {
        *self.shared.shut.lock().unwrap() = true;
    }

    /// From now on answers say that they cost nothing, or what they cost.
    pub fn free(&self, free: bool) {
        self.shared.free.store(free, Ordering::Relaxed);
    }

    /// Answers so far.
    pub fn answers(&self) -> u64 {
        self.shared.answers.load(Ordering::Relaxed)
    }
}

fn pass(client: TcpStream, backend: &str, shared: &Shared) -> std::io::Result<()> {
    let server = TcpStream::connect(backend)?;
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let (mut to_client, mut to_server) = (client.try_clone()?, server.try_clone()?);
    let (mut from_client, mut from_server) = (BufReader::new(client), BufReader::new(server));
    loop {
        let Some(request) = message(&mut from_client)? else {
            return Ok(());
        };
        let mut shut = shared.shut.lock().unwrap();
        while *shut {
            shut = shared.changed.wait(shut).unwrap();
        }
        drop(shut);
        to_server.write_all(&request)?;
        let Some(mut answer) = message(&mut from_server)? else {
            return Ok(());
        };
        if shared.free.load(Ordering::Relaxed) {
            cost_nothing(&mut answer);
        }
        shared.answers.fetch_add(1, Ordering::Relaxed);
        to_client.write_all(&answer)?;
    }
}

/// Writes zeros over every figure of consumed capacity; the length stays.
fn cost_nothing(answer: &mut [u8]) {
    let name = b"\"CapacityUnits\":";
    let mut at = 0;
    while let Some(found) = answer[at..]
        .windows(name.len())
        .position(|piece| piece == name)
    {
        at += found + name.len();
        let digits = answer[at..].iter_mut();
        for (place, byte) in digits
            .take_while(|b| b.is_ascii_digit() || **b == b'.')
            .enumerate()
        {
            *byte = if place == 1 { b'.' } else { b'0' };
        }
    }
}
