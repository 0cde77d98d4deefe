//! Those who look on: at the live picture, frame by frame, and at the station's events.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read};
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::http::Site;

/// Events that are kept; older ones are forgotten.
const MOST_EVENTS: usize = 1000;

/// What is shared between a thread that reads and those who wait for what it reads.
struct Shared<T> {
    state: Mutex<T>,
    changed: Condvar,
}

impl<T> Shared<T> {
    fn lock(&self) -> MutexGuard<'_, T> {
        self.state.lock().expect("no thread panics with it")
    }

    fn tell(&self, change: impl FnOnce(&mut T)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    /// Waits until something is found, at most so long.
    fn wait<F>(&self, patience: Duration, find: impl Fn(&T) -> Option<F>) -> Option<F> {
        let unfound = |state: &mut T| find(state).is_none();
        let held = self.changed.wait_timeout_while(self.lock(), patience, unfound);
        find(&held.expect("no thread panics with it").0)
    }
}

/// A thread that reads from a socket until the socket is shut.
struct Reading {
    socket: TcpStream,
    thread: Option<JoinHandle<()>>,
}

impl Reading {
    fn start(
        body: BufReader<TcpStream>,
        read: impl FnOnce(BufReader<TcpStream>) + Send + 'static,
    ) -> Result<Reading, String> {
        let socket = body.get_ref().try_clone().map_err(|e| e.to_string())?;
        // A stream may be silent for long; its end is what ends the thread.
        socket.set_read_timeout(None).map_err(|e| e.to_string())?;
        Ok(Reading { socket, thread: Some(std::thread::spawn(move || read(body))) })
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        let _ = self.socket.shutdown(Shutdown::Both);
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// What a viewer saw.
#[derive(Default, Clone, Copy)]
pub struct Frames {
    /// Frames that are one of the photographs, byte for byte.
    pub known: u64,
    /// All others.
    pub strange: u64,
    /// When the last known one came, and which it was.
    pub last: Option<(Instant, usize)>,
}

/// Somebody who looks at the live picture.
pub struct Viewer {
    seen: Arc<Shared<Frames>>,
    _reading: Reading,
}

impl Viewer {
    pub fn look(site: &Site, photographs: &Arc<Vec<Vec<u8>>>) -> Result<Viewer, String> {
        let body = site.stream("/api/camera/preview")?;
        let seen = Arc::new(Shared { state: Mutex::new(Frames::default()), changed: Condvar::new() });
        let (told, known) = (seen.clone(), photographs.clone());
        let reading = Reading::start(body, move |mut body| {
            while let Some(frame) = frame(&mut body) {
                let which = known.iter().position(|one| *one == frame);
                told.tell(|seen| match which {
                    Some(which) => {
                        seen.known += 1;
                        seen.last = Some((Instant::now(), which));
                    }
                    None => seen.strange += 1,
                });
            }
        })?;
        Ok(Viewer { seen, _reading: reading })
    }

    pub fn frames(&self) -> Frames {
        *self.seen.lock()
    }

    /// When the first whole frame after this moment comes, counted from it.
    pub fn next(&self, since: Instant, patience: Duration) -> Option<Duration> {
        let later = |seen: &Frames| seen.last.filter(|(at, _)| *at > since).map(|(at, _)| at - since);
        self.seen.wait(patience, later)
    }

    /// Whether this photograph is shown within the time.
    pub fn shows(&self, which: usize, patience: Duration) -> bool {
        let since = Instant::now();
        let shown = |seen: &Frames| seen.last.filter(|(at, shown)| *at > since && *shown == which);
        self.seen.wait(patience, shown).is_some()
    }

    /// Whether so many more whole frames come within the time.
    pub fn more(&self, frames: u64, patience: Duration) -> bool {
        let wanted = self.frames().known + frames;
        self.seen.wait(patience, |seen| (seen.known >= wanted).then_some(())).is_some()
    }
}

fn frame(body: &mut BufReader<TcpStream>) -> Option<Vec<u8>> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if body.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if let Some(bytes) = line.strip_prefix("Content-Length: ") {
            length = bytes.trim().parse().ok();
        }
        if let (true, Some(length)) = (line.trim().is_empty(), length) {
            let mut frame = vec![0; length];
            body.read_exact(&mut frame).ok()?;
            return Some(frame);
        }
    }
}

/// Somebody who hears the station's events.
pub struct Listener {
    heard: Arc<Shared<VecDeque<(Instant, Value)>>>,
    _reading: Reading,
}

impl Listener {
    pub fn listen(site: &Site) -> Result<Listener, String> {
        let body = site.stream("/api/events")?;
        let heard = Arc::new(Shared { state: Mutex::new(VecDeque::new()), changed: Condvar::new() });
        let told = heard.clone();
        let reading = Reading::start(body, move |body| {
            for line in body.lines().map_while(Result::ok) {
                let event = line.strip_prefix("data:").and_then(|d| serde_json::from_str(d.trim()).ok());
                let Some(event) = event.filter(|e: &Value| e["type"] != "camera.guidance") else { continue };
                told.tell(|heard| {
                    heard.push_back((Instant::now(), event));
                    while heard.len() > MOST_EVENTS {
                        heard.pop_front();
                    }
                });
            }
        })?;
        Ok(Listener { heard, _reading: reading })
    }

    /// The first event of this type after a moment that fits, and how long after it came.
    pub fn hears(
        &self,
        kind: &str,
        since: Instant,
        patience: Duration,
        fits: impl Fn(&Value) -> bool,
    ) -> Option<(Duration, Value)> {
        self.heard.wait(patience, |heard| {
            let (at, event) =
                heard.iter().find(|(at, event)| *at >= since && event["type"] == kind && fits(event))?;
            Some((*at - since, event.clone()))
        })
    }

    /// The camera's first state of this name after a moment, and how long after it came.
    pub fn state(&self, state: &str, since: Instant, patience: Duration) -> Option<(Duration, Value)> {
        self.hears("camera.state", since, patience, |event| event["camera"]["state"] == state)
    }

    /// How often the camera came into a state since a moment.
    pub fn changes(&self, since: Instant) -> Vec<String> {
        let heard = self.heard.lock();
        let states = heard.iter().filter(|(at, event)| *at >= since && event["type"] == "camera.state");
        states.map(|(_, event)| event["camera"]["state"].as_str().unwrap_or_default().to_owned()).collect()
    }
}
