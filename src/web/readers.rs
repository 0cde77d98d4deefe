//! What reads, as the rest of the station sees it: whether the models can read, and the questions that wait for them.
//! The worker may sit in this process or in one of its own.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::events::{Bus, Event};
use super::questions::Questions;
use super::types::{ModelState, ModelStatus};
use crate::fault::Fault;
use crate::reading::Models;
use crate::record::Record;

/// What a worker works on, and where it tells of it.
pub struct Readers {
    pub record: Arc<Record>,
    pub bus: Bus,
    pub questions: Questions,
    status: Mutex<ModelStatus>,
    /// When the act began that the worker is in; none while it sleeps.
    busy: Mutex<Option<Instant>>,
}

impl Readers {
    pub fn new(record: Arc<Record>, bus: Bus, questions: Questions, state: ModelState) -> Readers {
        let status = ModelStatus { state, load_ms: None, models: None, fault: None, lost: 0 };
        Readers { record, bus, questions, status: Mutex::new(status), busy: Mutex::default() }
    }

    pub fn status(&self) -> ModelStatus {
        self.held().clone()
    }

    pub fn loading(&self) {
        self.set(ModelState::Loading, None, None, None);
    }

    pub fn ready(&self, models: Models, load_ms: u64) {
        self.set(ModelState::Ready, Some(load_ms), Some(models), None);
    }

    pub fn failed(&self, fault: Fault) {
        self.set(ModelState::Failed, None, None, Some(fault));
    }

    /// The process that reads is gone.
    pub fn away(&self) {
        self.set(ModelState::Away, None, None, None);
    }

    /// A reader crashed or hung.
    pub fn lost(&self) {
        self.held().lost += 1;
    }

    fn set(&self, state: ModelState, load_ms: Option<u64>, models: Option<Models>, fault: Option<Fault>) {
        let lost = self.held().lost;
        self.follow(ModelStatus { state, load_ms, models, fault, lost });
    }

    /// Takes a status as the worker's own process tells it, and tells the page.
    pub fn follow(&self, status: ModelStatus) {
        *self.held() = status.clone();
        let event = match (status.state, status.models, status.load_ms, status.fault) {
            (ModelState::Ready, Some(models), Some(load_ms), _) => {
                Event::ModelsReady { models: Box::new(models), load_ms }
            }
            (ModelState::Failed, _, _, Some(fault)) => Event::ModelsFailed { fault },
            (ModelState::Away, ..) => Event::ModelsAway,
            _ => Event::ModelsLoading,
        };
        self.bus.tell(event);
    }

    /// The worker begins an act that has a bound, or ends it.
    pub fn set_busy(&self, busy: bool) {
        *self.busy.lock().unwrap_or_else(PoisonError::into_inner) = busy.then(Instant::now);
    }

    /// How long the worker's act takes so far.
    pub fn busy_for(&self) -> Duration {
        let busy = *self.busy.lock().unwrap_or_else(PoisonError::into_inner);
        busy.map_or(Duration::ZERO, |since| since.elapsed())
    }

    fn held(&self) -> MutexGuard<'_, ModelStatus> {
        self.status.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
