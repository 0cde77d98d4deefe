//! What every handler can reach.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{Semaphore, watch};

use super::access::Caller;
use super::camera::Camera;
use super::events::Bus;
use super::ingest::Ingest;
use super::link::Links;
use super::practice::Practice;
use super::readers::Readers;
use super::refusal::Refusal;
use super::tls::Tls;
use super::types::WatchStatus;
use crate::accounts::Accounts;
use crate::reading::protocol::Protocol;
use crate::record::{Record, RecordError, Who};

/// Uploads that are held in memory at a time; the others wait.
const UPLOADS: usize = 2;
/// A record that is looked at again within this time was open all along.
const OPENING: Duration = Duration::from_secs(15 * 60);
/// Openings that are remembered.
const OPENED: usize = 1024;
/// Pages that may listen to events at a time.
const LISTENERS: usize = 64;

/// Shared by the handlers, the worker and the watcher.
pub type App = Arc<Station>;

/// The running station.
pub struct Station {
    pub record: Arc<Record>,
    pub ingest: Ingest,
    pub bus: Bus,
    pub camera: Arc<Camera>,
    pub readers: Arc<Readers>,
    pub links: Arc<Links>,
    pub accounts: Arc<Accounts>,
    /// After this long without an act a session is locked.
    pub idle: Duration,
    /// The certificate, where other machines reach the station.
    pub tls: Option<Arc<Tls>>,
    /// Whether the station works on drawn eyes, in a record of its own.
    pub practice: bool,
    /// Where sessions practise; none where there are no drawn eyes, or all of this is practice.
    pub room: Option<Arc<Practice>>,
    /// What decides an encounter.
    pub protocol: Arc<Protocol>,
    /// UTC, RFC 3339.
    pub started_at: String,
    pub uploads: Semaphore,
    pub listeners: Arc<Semaphore>,
    /// Becomes true when the server stops.
    pub stopping: watch::Receiver<bool>,
    watched: Mutex<Vec<WatchStatus>>,
    opened: Mutex<Opened>,
}

/// Who is let in, and how they come.
pub struct Door {
    pub accounts: Arc<Accounts>,
    pub protocol: Arc<Protocol>,
    pub idle: Duration,
    pub tls: Option<Arc<Tls>>,
    pub practice: bool,
    pub room: Option<Arc<Practice>>,
}

impl Station {
    pub fn new(
        readers: Arc<Readers>,
        ingest: Ingest,
        camera: Arc<Camera>,
        links: Arc<Links>,
        door: Door,
        stopping: watch::Receiver<bool>,
    ) -> Station {
        Station {
            record: readers.record.clone(),
            ingest,
            bus: readers.bus.clone(),
            camera,
            readers,
            links,
            accounts: door.accounts,
            idle: door.idle,
            tls: door.tls,
            practice: door.practice,
            room: door.room,
            protocol: door.protocol,
            started_at: crate::record::stamp(jiff::Timestamp::now()),
            uploads: Semaphore::new(UPLOADS),
            listeners: Arc::new(Semaphore::new(LISTENERS)),
            stopping,
            watched: Mutex::new(Vec::new()),
            opened: Mutex::default(),
        }
    }

    pub fn watched(&self) -> Vec<WatchStatus> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn set_watched(&self, watched: Vec<WatchStatus>) {
        *self.watched.lock().unwrap_or_else(PoisonError::into_inner) = watched;
    }

    /// Notes in the audit that somebody opens a patient's record. What follows of the same patient by the same person is
    /// the same opening. A record that cannot be written keeps nobody from a patient: that is logged.
    pub async fn opened(&self, caller: &Caller, patient: Option<&str>) {
        let Some(patient) = patient.map(str::to_owned) else { return };
        let actor = caller.who().actor.to_owned();
        let is_new = {
            let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
            opened.is_new(&actor, &patient, Instant::now())
        };
        if !is_new {
            return;
        }
        let source = caller.source().to_owned();
        let noted = self.on_record(move |record| {
            let who = Who { actor: &actor, source: &source };
            record.note(who, "patient.opened", &patient, &serde_json::json!({}))
        });
        if let Err(refusal) = noted.await {
            tracing::error!(code = ?refusal.fault.code, "an opening is not in the audit: {}", refusal.fault.message);
        }
    }

    /// Runs work on the record apart from the async threads, which must never block.
    pub async fn on_record<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Record) -> Result<T, RecordError> + Send + 'static,
    ) -> Result<T, Refusal> {
        let record = self.record.clone();
        apart(move || work(&record)).await?.map_err(Refusal::from)
    }
}

/// Who opened whose record lately.
#[derive(Default)]
struct Opened(HashMap<(String, String), Instant>);

impl Opened {
    /// Whether an opening is another one than before.
    fn is_new(&mut self, actor: &str, patient: &str, now: Instant) -> bool {
        if self.0.len() >= OPENED {
            self.0.retain(|_, last| now.saturating_duration_since(*last) < OPENING);
        }
        if self.0.len() >= OPENED {
            self.0.clear();
        }
        let last = self.0.insert((actor.to_owned(), patient.to_owned()), now);
        last.is_none_or(|last| now.saturating_duration_since(last) >= OPENING)
    }
}

/// Runs blocking work apart; a panic in it is a refusal.
pub async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Refusal::defect())
}
