//! What every handler can reach.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, watch};

use super::camera::Camera;
use super::events::Bus;
use super::ingest::Ingest;
use super::link::Links;
use super::readers::Readers;
use super::refusal::Refusal;
use super::tls::Tls;
use super::types::WatchStatus;
use crate::accounts::Accounts;
use crate::reading::protocol::Protocol;
use crate::record::{Record, RecordError};

/// Uploads that are held in memory at a time; the others wait.
const UPLOADS: usize = 2;
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
    pub accounts: Accounts,
    /// After this long without an act a session is locked.
    pub idle: Duration,
    /// The certificate, where other machines reach the station.
    pub tls: Option<Arc<Tls>>,
    /// Whether the station works on drawn eyes, in a record of its own.
    pub practice: bool,
    /// What decides an encounter.
    pub protocol: Arc<Protocol>,
    /// UTC, RFC 3339.
    pub started_at: String,
    pub uploads: Semaphore,
    pub listeners: Arc<Semaphore>,
    /// Becomes true when the server stops.
    pub stopping: watch::Receiver<bool>,
    watched: Mutex<Vec<WatchStatus>>,
}

/// Who is let in, and how they come.
pub struct Door {
    pub accounts: Accounts,
    pub protocol: Arc<Protocol>,
    pub idle: Duration,
    pub tls: Option<Arc<Tls>>,
    pub practice: bool,
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
            protocol: door.protocol,
            started_at: crate::record::stamp(jiff::Timestamp::now()),
            uploads: Semaphore::new(UPLOADS),
            listeners: Arc::new(Semaphore::new(LISTENERS)),
            stopping,
            watched: Mutex::new(Vec::new()),
        }
    }

    pub fn watched(&self) -> Vec<WatchStatus> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn set_watched(&self, watched: Vec<WatchStatus>) {
        *self.watched.lock().unwrap_or_else(PoisonError::into_inner) = watched;
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

/// Runs blocking work apart; a panic in it is a refusal.
pub async fn apart<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Refusal> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Refusal::defect())
}
