//! What the rest of the station knows of the camera and asks of it. The thread that owns the device stands behind a
//! bounded queue; nothing here waits for it.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};

use super::captures::{Captures, Job, Of, Pending};
use super::preview::Shot;
use super::retakes::Exam;
use super::types::*;
use crate::camera::Choice;
use crate::fault::{Fault, FaultCode};
use crate::terms::Laterality;
use crate::web::events::{Bus, Event};

/// Viewers of the live picture at a time.
const VIEWERS: usize = 8;
/// Orders that wait for the camera's thread.
const ORDERS: usize = 8;
/// So long after the last look the camera is let go.
const LINGER: Duration = Duration::from_secs(5);
/// A driver that has not come back for so long hangs. Every wait of ours is shorter.
const HANGS: Duration = Duration::from_secs(9);

/// What the camera's thread is asked.
pub enum Order {
    /// Somebody looks, or the station stops: see for yourself.
    Look,
    Capture(Job),
}

/// What the camera's thread is started with.
pub struct Post {
    pub choice: Choice,
    pub orders: Receiver<Order>,
}

struct Now {
    state: CameraState,
    name: Option<String>,
    mode: Option<CameraMode>,
    fault: Option<Fault>,
    automatic: bool,
    exam: Exam,
    looked: Option<Instant>,
}

/// The camera as the station knows it.
pub struct Camera {
    bus: Bus,
    now: Mutex<Now>,
    orders: SyncSender<Order>,
    captures: Captures,
    places: Arc<Semaphore>,
    looking: AtomicUsize,
    pub shots: watch::Sender<Option<Arc<Shot>>>,
    /// The newest look alone: who is slow misses the others, and never what else happens.
    pub guidance: watch::Sender<Option<Guidance>>,
    start: Instant,
    /// When the camera's thread was last heard of, in milliseconds since `start`.
    beat: AtomicU64,
}

/// A viewer of the live picture, for as long as this lives.
pub struct Looking {
    camera: Arc<Camera>,
    _place: OwnedSemaphorePermit,
}

impl Drop for Looking {
    fn drop(&mut self) {
        // First until when it counts as looked through, or the camera would be closed in between.
        self.camera.lock().looked = Some(Instant::now());
        self.camera.looking.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Camera {
    /// The camera of a station, and what its thread is started with; without a choice there is none.
    pub fn new(choice: Option<Choice>, bus: Bus) -> (Arc<Camera>, Option<Post>) {
        let (orders, receiver) = sync_channel(ORDERS);
        let state = if choice.is_some() { CameraState::Absent } else { CameraState::Off };
        let now = Now {
            state,
            name: None,
            mode: None,
            fault: None,
            automatic: false,
            exam: Exam::default(),
            looked: None,
        };
        let camera = Camera {
            bus,
            now: Mutex::new(now),
            orders,
            captures: Captures::default(),
            places: Arc::new(Semaphore::new(VIEWERS)),
            looking: AtomicUsize::new(0),
            shots: watch::Sender::new(None),
            guidance: watch::Sender::new(None),
            start: Instant::now(),
            beat: AtomicU64::new(0),
        };
        (Arc::new(camera), choice.map(|choice| Post { choice, orders: receiver }))
    }

    pub fn status(&self) -> CameraStatus {
        Camera::told(&self.lock())
    }

    fn told(now: &Now) -> CameraStatus {
        CameraStatus {
            state: now.state,
            name: now.name.clone(),
            mode: now.mode.clone(),
            fault: now.fault.clone(),
            automatic: now.automatic,
            eye: now.exam.eye,
            encounter: now.exam.encounter.clone(),
            eyes: now.exam.eyes.to_vec(),
        }
    }

    /// Changes what is known, and tells the page where that is news.
    fn change(&self, change: impl FnOnce(&mut Now)) -> CameraStatus {
        let mut now = self.lock();
        let before = Camera::told(&now);
        change(&mut now);
        let after = Camera::told(&now);
        // Told under the lock, so that no page hears of two changes in the wrong order.
        if after != before {
            self.bus.tell(Event::CameraState { camera: Box::new(after.clone()) });
        }
        after
    }

    /// How it is with the device now. A camera that was pulled out stays `unplugged` until it is back.
    pub fn set(&self, state: CameraState, fault: Option<Fault>) {
        self.change(|now| {
            now.state = state;
            now.fault = fault;
            if state != CameraState::Live {
                now.mode = None;
            }
        });
        if state != CameraState::Live {
            self.shots.send_if_modified(|shot| shot.take().is_some());
            self.guidance.send_if_modified(|guidance| guidance.take().is_some());
        }
    }

    pub fn set_live(&self, mode: CameraMode) {
        self.change(|now| {
            (now.state, now.mode, now.fault) = (CameraState::Live, Some(mode), None);
        });
    }

    pub fn set_name(&self, name: Option<String>) {
        self.change(|now| now.name = name);
    }

    pub fn state(&self) -> CameraState {
        self.lock().state
    }

    pub fn is_automatic(&self) -> bool {
        self.lock().automatic
    }

    /// What the page changes.
    pub fn settle(&self, settings: &CameraSettings) -> CameraStatus {
        self.change(|now| {
            if settings.next_person {
                now.exam = Exam::default();
            }
            if let Some(eye) = settings.eye {
                now.exam.eye = eye;
            }
            if settings.encounter.is_some() {
                now.exam.encounter.clone_from(&settings.encounter);
            }
            if let Some(automatic) = settings.automatic {
                now.automatic = automatic && now.state != CameraState::Off;
            }
        })
    }

    /// Counts a photograph that was taken.
    pub fn count(&self, eye: Laterality, quality: &crate::reading::Quality) -> (EyeTries, NextStep) {
        let mut counted = None;
        self.change(|now| counted = Some(now.exam.count(eye, quality)));
        let none = EyeTries { eye, photographs: 0, retakes: 0, verdict: None };
        counted.unwrap_or((none, NextStep::GoOn))
    }

    /// A place among the viewers. Fails where there is no camera to look through, or every place is taken.
    pub fn look(self: &Arc<Self>) -> Result<Looking, Fault> {
        if self.state() == CameraState::Off {
            return Err(off());
        }
        let place = self.places.clone().try_acquire_owned().map_err(|_| Fault {
            code: FaultCode::Busy,
            message: "too many pages show the live picture".into(),
            remedy: "Close pages of this station that are not needed.".into(),
        })?;
        self.looking.fetch_add(1, Ordering::SeqCst);
        let _ = self.orders.try_send(Order::Look);
        Ok(Looking { camera: self.clone(), _place: place })
    }

    /// Whether anybody looks, or did a moment ago. When nobody does any more, nothing is taken by itself either.
    pub fn is_looked_through(&self) -> bool {
        let looked = self.looking.load(Ordering::SeqCst) > 0
            || self.lock().looked.is_some_and(|at| at.elapsed() < LINGER);
        if !looked {
            self.change(|now| now.automatic = false);
        }
        looked
    }

    /// Releases the shutter, or joins a capture that is under way. `eye` and `encounter` are named where they are not
    /// those that are set; `by` is who presses, and from where.
    pub fn capture(
        &self,
        trigger: Trigger,
        (eye, encounter, by): (Option<Laterality>, Option<String>, Option<(String, String)>),
        key: Option<String>,
    ) -> Result<Pending, Fault> {
        let (of, refused) = {
            let now = self.lock();
            let refused = match now.state {
                CameraState::Off => Some(off()),
                CameraState::Ready | CameraState::Connecting | CameraState::Live => None,
                // Not looked for yet, in the first moment of the station.
                CameraState::Absent if now.fault.is_none() => None,
                _ => Some(now.fault.clone().unwrap_or_else(off)),
            };
            let eye = eye.unwrap_or(now.exam.eye);
            (Of { eye, encounter: encounter.or_else(|| now.exam.encounter.clone()), by }, refused)
        };
        self.captures.begin(trigger, of, key, |job| match refused {
            Some(fault) => Err(fault),
            None => self.orders.try_send(Order::Capture(job)).map_err(|_| Fault {
                code: FaultCode::Busy,
                message: "the camera has not done what was asked of it before".into(),
                remedy: "Wait a moment, then take the photograph again.".into(),
            }),
        })
    }

    /// Whether a photograph is being taken, judged or saved.
    pub fn is_taking(&self) -> bool {
        self.captures.are_under_way()
    }

    /// Tells the page.
    pub fn tell(&self, event: Event) {
        self.bus.tell(event);
    }

    /// The camera's thread is well.
    pub fn beat(&self) {
        self.beat.store(self.start.elapsed().as_millis() as u64, Ordering::SeqCst);
    }

    /// Says so where the camera's thread has not come back from the driver for too long. It goes on by itself when it
    /// does; the station does not wait for it.
    pub fn watch_over(&self) {
        let silent =
            self.start.elapsed().saturating_sub(Duration::from_millis(self.beat.load(Ordering::SeqCst)));
        if silent < HANGS || self.state() == CameraState::Off {
            return;
        }
        let name = self.lock().name.clone().unwrap_or_else(|| "the camera".into());
        let fault = Fault {
            code: FaultCode::CameraFailed,
            message: format!("the driver of {name} has not answered for {} s", HANGS.as_secs()),
            remedy: "Plug the camera in again. If that does not help, start this computer again.".into(),
        };
        self.set(CameraState::Stalled, Some(fault));
    }

    /// Wakes the thread, so that it sees that the station stops.
    pub fn wake(&self) {
        let _ = self.orders.try_send(Order::Look);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn off() -> Fault {
    Fault {
        code: FaultCode::CameraMissing,
        message: "this station runs without a camera".into(),
        remedy: "Start it with --camera auto, or add photographs as files.".into(),
    }
}
