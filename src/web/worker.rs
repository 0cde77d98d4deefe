//! The reader's thread: loads the models, then takes one job after the other from the record, and a question where
//! there is no job.
//!
//! It sleeps until it is woken or a wait of a job ends; it never polls. What a photograph does to it, an error, a panic
//! or a hang, costs that job one try. After a panic or a hang the models are loaded anew, for nobody knows what state
//! they are in.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::events::Event;
use super::questions::Pending;
use super::readers::Readers;
use crate::conversation::{Ask, Message, Teller};
use crate::fault::{Explain, Fault, FaultCode};
use crate::reading::{Models, Reading};
use crate::record::{Failure, Lease, RecordError, new_id};

/// The longest sleep with work open, so that a clock which was set cannot make it longer.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);
/// Wait before the record is written again after it could not be.
const RECORD_WAIT: Duration = Duration::from_secs(5);
/// Waits before the models are loaded again after a failure; the last one is repeated.
const RELOAD_WAITS: [u64; 3] = [5, 30, 300];
/// Wait after a reader was lost, for a stop that reached it first.
const WAKE: Duration = Duration::from_millis(300);
/// How long a stop waits for the reading that is under way.
const FAREWELL: Duration = Duration::from_secs(4);

/// What the worker reads with.
pub trait Reads {
    /// Reads one photograph from its file's bytes.
    fn read(&mut self, bytes: &[u8], file: &str) -> Result<Reading, Fault>;
    /// Answers a question about a photograph that was read; `None` where `tell` ended the answer.
    fn ask(
        &mut self,
        _bytes: &[u8],
        _reading: &Reading,
        _ask: &Ask,
        _tell: &mut Teller,
    ) -> Result<Option<Message>, Fault> {
        Err(Fault {
            code: FaultCode::Busy,
            message: "this reader answers no questions".into(),
            remedy: "Read the report.".into(),
        })
    }
    /// Which bundle, engine and provider run.
    fn models(&self) -> Models;
    /// Whether it can read no more, so that another has to be loaded.
    fn is_lost(&self) -> bool {
        false
    }
}

/// Makes a reader, on the thread that it will run on.
pub type Loader = Box<dyn Fn() -> Result<Box<dyn Reads>, Fault> + Send>;

/// Wakes the worker, wherever it is; any number of calls while it works are one.
#[derive(Clone)]
pub struct Wake(Arc<dyn Fn() + Send + Sync>);

impl Wake {
    /// A bell and the ear for it.
    pub fn new() -> (Wake, Receiver<()>) {
        let (sender, receiver) = sync_channel::<()>(1);
        // Full means that it is about to wake anyway.
        let call = move || {
            let _ = sender.try_send(());
        };
        (Wake::calling(call), receiver)
    }

    /// A bell of another kind.
    pub fn calling(call: impl Fn() + Send + Sync + 'static) -> Wake {
        Wake(Arc::new(call))
    }

    pub fn wake(&self) {
        (self.0)();
    }
}

/// The running worker.
pub struct Worker {
    readers: Arc<Readers>,
    wake: Wake,
    stop: Arc<AtomicBool>,
    current: Arc<Mutex<Option<Lease>>>,
    ended: Receiver<()>,
    thread: JoinHandle<()>,
}

impl Worker {
    /// Starts the thread; loading begins at once.
    pub fn start(
        readers: Arc<Readers>,
        loader: Loader,
        wake: Wake,
        bell: Receiver<()>,
    ) -> std::io::Result<Worker> {
        let stop = Arc::new(AtomicBool::new(false));
        let current = Arc::new(Mutex::new(None));
        let (end, ended) = sync_channel::<()>(1);
        let desk = Desk {
            readers: readers.clone(),
            loader,
            bell,
            stop: stop.clone(),
            current: current.clone(),
            owner: new_id(),
        };
        let thread = std::thread::Builder::new().name("reader".into()).spawn(move || {
            // Dropped when the thread ends, however it ends; that is what `stop` waits for.
            let _end = end;
            desk.run();
        })?;
        Ok(Worker { readers, wake, stop, current, ended, thread })
    }

    /// Stops after the reading under way; one that takes too long is given back, and costs no try. Blocks.
    pub fn stop(self) {
        self.stop.store(true, Ordering::SeqCst);
        self.wake.wake();
        if self.ended.recv_timeout(FAREWELL) == Err(RecvTimeoutError::Disconnected) {
            let _ = self.thread.join();
            return;
        }
        let lease = self.current.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(lease) = lease {
            tracing::info!(photograph = %lease.photograph.id, "the reading under way is given back");
            if let Err(error) = self.readers.record.give_back(&lease, Timestamp::now()) {
                tracing::warn!("{}", error.fault().message);
            }
        }
    }
}

/// All that the thread has at hand.
struct Desk {
    readers: Arc<Readers>,
    loader: Loader,
    bell: Receiver<()>,
    stop: Arc<AtomicBool>,
    current: Arc<Mutex<Option<Lease>>>,
    owner: String,
}

impl Desk {
    fn run(&self) {
        let mut failures = 0;
        while !self.stopped() {
            let Some(mut reader) = self.load() else {
                let wait = RELOAD_WAITS[failures.min(RELOAD_WAITS.len() - 1)];
                failures += 1;
                self.sleep_through(Duration::from_secs(wait));
                continue;
            };
            failures = 0;
            self.work(reader.as_mut());
        }
    }

    fn load(&self) -> Option<Box<dyn Reads>> {
        self.readers.loading();
        let start = Instant::now();
        self.readers.set_busy(true);
        let loaded = caught(|| (self.loader)());
        self.readers.set_busy(false);
        match loaded {
            Ok(reader) if self.is_let_in(reader.as_ref()) => {
                let load_ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
                tracing::info!(load_ms, "the models are ready");
                self.readers.ready(reader.models(), load_ms);
                Some(reader)
            }
            // Why stands in the status.
            Ok(_) => None,
            Err(Failed::Fault(fault) | Failed::Panic(fault)) => {
                tracing::error!(code = ?fault.code, "the models cannot be loaded: {}", fault.message);
                self.readers.failed(fault);
                None
            }
        }
    }

    /// Notes which bundle reads from now on; false where it may not, or the record cannot be written.
    fn is_let_in(&self, reader: &dyn Reads) -> bool {
        let Some(bundle) = reader.models().evidence else { return true };
        match self.readers.record.begin_bundle(&bundle, Timestamp::now()) {
            Ok(0) => true,
            Ok(queued) => {
                tracing::info!(queued, "photographs are read again by a newer bundle");
                true
            }
            // A full disk must not keep the models from what can still be done.
            Err(error @ RecordError::Withdrawn { .. }) => {
                tracing::error!("{}", error.fault().message);
                self.readers.failed(error.fault());
                false
            }
            Err(error) => {
                tracing::error!("{}", error.fault().message);
                true
            }
        }
    }

    /// Whether the bundle that reads was withdrawn meanwhile.
    fn is_withdrawn(&self, bundle: Option<&str>) -> bool {
        bundle.is_some_and(|sha256| self.readers.record.is_withdrawn(sha256).unwrap_or(false))
    }

    /// Works until it is stopped, or until the reader has to be loaded anew.
    fn work(&self, reader: &mut dyn Reads) {
        let bundle = reader.models().evidence.map(|model| model.sha256);
        while !self.stopped() {
            if self.is_withdrawn(bundle.as_deref()) {
                return;
            }
            match self.readers.record.lease(&self.owner, Timestamp::now()) {
                Ok(Some(lease)) => {
                    if !self.read(reader, lease) {
                        return;
                    }
                }
                // A photograph that waits goes before a question.
                Ok(None) => match self.readers.questions.next() {
                    Some(question) if !self.answer(reader, &question) => return,
                    Some(_) => {}
                    None => self.sleep(),
                },
                Err(error) => {
                    tracing::error!("{}", error.fault().message);
                    self.sleep_through(RECORD_WAIT);
                }
            }
        }
    }

    /// One job. False where another reader has to be loaded.
    fn read(&self, reader: &mut dyn Reads, lease: Lease) -> bool {
        self.hold(Some(lease.clone()));
        // What is read again stands as it is until then.
        if !lease.again {
            self.readers.bus.tell(Event::ReadingStarted { photograph_id: lease.photograph.id.clone() });
        }
        let bytes = self.readers.record.photograph_bytes(&lease.photograph.id).map_err(|error| error.fault());
        self.readers.set_busy(true);
        let result = caught(|| reader.read(&bytes?, &lease.photograph.file));
        self.readers.set_busy(false);
        let lost = matches!(result, Err(Failed::Panic(_))) || reader.is_lost();
        if lost {
            self.readers.lost();
            // A service manager stops the reader's process together with this one: that is the stop, no failure.
            self.sleep_through(WAKE);
        }
        match result {
            Err(_) if lost && self.stopped() => {
                self.insist(&lease, |now| self.readers.record.give_back(&lease, now));
            }
            Ok(reading) => self.keep(&lease, &reading),
            Err(Failed::Fault(fault) | Failed::Panic(fault)) => self.fail(&lease, fault),
        }
        self.hold(None);
        !lost
    }

    /// One question. False where another reader has to be loaded.
    fn answer(&self, reader: &mut dyn Reads, question: &Pending) -> bool {
        let bytes = self.readers.record.photograph_bytes(&question.photograph).map_err(|error| error.fault());
        self.readers.set_busy(true);
        let said =
            caught(|| reader.ask(&bytes?, &question.reading, &question.ask, &mut |s| question.tell(s)));
        self.readers.set_busy(false);
        let lost = matches!(said, Err(Failed::Panic(_))) || reader.is_lost();
        if lost {
            self.readers.lost();
            self.sleep_through(WAKE);
        }
        match said {
            Ok(Some(message)) => {
                self.readers.questions.keep(&question.photograph, message.clone());
                question.end(Ok(message));
            }
            Ok(None) => {}
            Err(Failed::Fault(fault) | Failed::Panic(fault)) => question.end(Err(fault)),
        }
        !lost
    }

    /// Keeps a reading. A disk that is full now may have room soon: the reading waits for it rather than be lost.
    fn keep(&self, lease: &Lease, reading: &Reading) {
        self.insist(lease, |now| {
            let photograph = match self.readers.record.finish(lease, reading, now) {
                // Withdrawn while it read: another bundle reads it.
                Err(RecordError::Withdrawn { .. }) => return self.readers.record.give_back(lease, now),
                kept => kept?,
            };
            self.readers.bus.tell(Event::ReadingFinished { photograph: Box::new(photograph) });
            Ok(())
        });
    }

    fn fail(&self, lease: &Lease, fault: Fault) {
        self.insist(lease, |now| {
            let will_retry = matches!(self.readers.record.fail(lease, &fault, now)?, Failure::Retry(_));
            tracing::warn!(photograph = %lease.photograph.id, attempt = lease.attempt, will_retry, "{}", fault.message);
            let photograph_id = lease.photograph.id.clone();
            if !lease.again {
                self.readers.bus.tell(Event::ReadingFailed { photograph_id, fault: fault.clone(), will_retry });
            }
            Ok(())
        });
    }

    /// Writes until it works, the lease is lost or the server stops.
    fn insist(&self, lease: &Lease, write: impl Fn(Timestamp) -> Result<(), RecordError>) {
        while let Err(error) = write(Timestamp::now()) {
            tracing::error!(photograph = %lease.photograph.id, "{}", error.fault().message);
            if matches!(error, RecordError::LeaseLost { .. } | RecordError::Content { .. }) || self.stopped()
            {
                return;
            }
            self.sleep_through(RECORD_WAIT);
        }
    }

    fn hold(&self, lease: Option<Lease>) {
        *self.current.lock().unwrap_or_else(PoisonError::into_inner) = lease;
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }

    /// Sleeps until woken, or until the next job is due.
    fn sleep(&self) {
        let heard = match self.readers.record.wait(Timestamp::now()) {
            Ok(None) => self.bell.recv().map_err(|_| RecvTimeoutError::Disconnected),
            Ok(Some(wait)) => self.bell.recv_timeout(wait.min(LONGEST_SLEEP)),
            Err(_) => self.bell.recv_timeout(LONGEST_SLEEP),
        };
        if heard == Err(RecvTimeoutError::Disconnected) {
            self.stop.store(true, Ordering::SeqCst);
        }
    }

    /// Sleeps for the whole time, through new photographs, but not through a stop.
    fn sleep_through(&self, wait: Duration) {
        let end = Instant::now() + wait;
        while !self.stopped() {
            let left = end.saturating_duration_since(Instant::now());
            if left.is_zero() || self.bell.recv_timeout(left) == Err(RecvTimeoutError::Disconnected) {
                return;
            }
        }
    }
}

/// Why work gave no value.
pub(super) enum Failed {
    Fault(Fault),
    Panic(Fault),
}

/// Runs work whose panic must not end the thread.
pub(super) fn caught<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Failed> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(Ok(value)) => Ok(value),
        Ok(Err(fault)) => Err(Failed::Fault(fault)),
        Err(panic) => {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason given");
            Err(Failed::Panic(Fault {
                code: FaultCode::Internal,
                message: format!("the reader stopped: {text}"),
                remedy: "It is tried again. If it happens again, report it with the server's log.".into(),
            }))
        }
    }
}
