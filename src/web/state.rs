//! What every handler can reach.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Semaphore, watch};

use super::camera::Camera;
use super::events::{Bus, Event};
use super::ingest::Ingest;
use super::questions::Questions;
use super::refusal::Refusal;
use super::types::{ModelState, ModelStatus, WatchStatus};
use crate::accounts::Accounts;
use crate::fault::Fault;
use crate::reading::Models;
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
    pub questions: Questions,
    pub accounts: Accounts,
    /// After this long without an act a session is locked.
    pub idle: Duration,
    /// Whether pages come over TLS.
    pub tls: bool,
    /// Whether the station works on drawn eyes, in a record of its own.
    pub practice: bool,
    /// UTC, RFC 3339.
    pub started_at: String,
    pub uploads: Semaphore,
    pub listeners: Arc<Semaphore>,
    /// Becomes true when the server stops.
    pub stopping: watch::Receiver<bool>,
    models: Mutex<ModelStatus>,
    watched: Mutex<Vec<WatchStatus>>,
}

/// Who is let in, and how they come.
pub struct Door {
    pub accounts: Accounts,
    pub idle: Duration,
    pub tls: bool,
    pub practice: bool,
}

impl Station {
    pub fn new(
        record: Arc<Record>,
        ingest: Ingest,
        bus: Bus,
        camera: Arc<Camera>,
        questions: Questions,
        door: Door,
        stopping: watch::Receiver<bool>,
    ) -> Station {
        let state = ModelState::Loading;
        let models = ModelStatus { state, load_ms: None, models: None, fault: None, lost: 0 };
        Station {
            record,
            ingest,
            bus,
            camera,
            questions,
            accounts: door.accounts,
            idle: door.idle,
            tls: door.tls,
            practice: door.practice,
            started_at: crate::record::stamp(jiff::Timestamp::now()),
            uploads: Semaphore::new(UPLOADS),
            listeners: Arc::new(Semaphore::new(LISTENERS)),
            stopping,
            models: Mutex::new(models),
            watched: Mutex::new(Vec::new()),
        }
    }

    pub fn models(&self) -> ModelStatus {
        self.models.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn models_loading(&self) {
        self.set_models(ModelState::Loading, None, None, None);
        self.bus.tell(Event::ModelsLoading);
    }

    pub fn models_ready(&self, models: Models, load_ms: u64) {
        self.set_models(ModelState::Ready, Some(load_ms), Some(models.clone()), None);
        self.bus.tell(Event::ModelsReady { models: Box::new(models), load_ms });
    }

    pub fn models_failed(&self, fault: Fault) {
        self.set_models(ModelState::Failed, None, None, Some(fault.clone()));
        self.bus.tell(Event::ModelsFailed { fault });
    }

    fn set_models(
        &self,
        state: ModelState,
        load_ms: Option<u64>,
        models: Option<Models>,
        fault: Option<Fault>,
    ) {
        let mut status = self.models.lock().unwrap_or_else(PoisonError::into_inner);
        *status = ModelStatus { state, load_ms, models, fault, lost: status.lost };
    }

    /// A reader crashed or hung.
    pub fn reader_lost(&self) {
        self.models.lock().unwrap_or_else(PoisonError::into_inner).lost += 1;
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
