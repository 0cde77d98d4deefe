//! The reader's thread: loads the models, then takes one job after the other from the record.
//!
//! It sleeps until it is woken or a wait of a job ends; it never polls. What a photograph does to it, an error or a
//! panic, costs that job one try. After a panic the models are loaded anew, for nobody knows what state they are in.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::events::Event;
use super::state::App;
use crate::fault::{Explain, Fault, FaultCode};
use crate::reading::{Models, Reader, ReaderOptions, Reading};
use crate::record::{Failure, Lease, RecordError, new_id};

/// The longest sleep: a stamp of the record that lies far ahead, as after a clock was set back, is looked at again.
const LONGEST_SLEEP: Duration = Duration::from_secs(60);
/// Waits before the models are loaded again after a failure; the last one is repeated.
const RELOAD_WAITS: [u64; 3] = [5, 30, 300];
/// How long a stop waits for the reading that is under way.
const FAREWELL: Duration = Duration::from_secs(4);

/// What the worker reads with.
pub trait Reads {
    /// Reads one photograph from its file's bytes.
    fn read(&mut self, bytes: &[u8], file: &str) -> Result<Reading, Fault>;
    /// Which bundle, engine and provider run.
    fn models(&self) -> Models;
}

impl Reads for Reader {
    fn read(&mut self, bytes: &[u8], file: &str) -> Result<Reading, Fault> {
        Reader::read(self, bytes, file)
    }

    fn models(&self) -> Models {
        Reader::models(self)
    }
}

/// Makes a reader, on the thread that it will run on.
pub type Loader = Box<dyn Fn() -> Result<Box<dyn Reads>, Fault> + Send>;

/// The loader of the real readers.
pub fn loader(options: ReaderOptions) -> Loader {
    Box::new(move || Reader::load(&options).map(|reader| Box::new(reader) as Box<dyn Reads>))
}

/// Wakes the worker; any number of calls while it works are one.
#[derive(Clone)]
pub struct Wake(SyncSender<()>);

impl Wake {
    /// A bell and the ear for it.
    pub fn new() -> (Wake, Receiver<()>) {
        let (sender, receiver) = sync_channel(1);
        (Wake(sender), receiver)
    }

    pub fn wake(&self) {
        // Full means that it is about to wake anyway.
        let _ = self.0.try_send(());
    }
}

/// The running worker.
pub struct Worker {
    app: App,
    wake: Wake,
    stop: Arc<AtomicBool>,
    current: Arc<Mutex<Option<Lease>>>,
    ended: Receiver<()>,
    thread: JoinHandle<()>,
}

impl Worker {
    /// Starts the thread; loading begins at once.
    pub fn start(app: App, loader: Loader, wake: Wake, bell: Receiver<()>) -> std::io::Result<Worker> {
        let stop = Arc::new(AtomicBool::new(false));
        let current = Arc::new(Mutex::new(None));
        let (end, ended) = sync_channel::<()>(1);
        let desk = Desk {
            app: app.clone(),
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
        Ok(Worker { app, wake, stop, current, ended, thread })
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
            if let Err(error) = self.app.record.give_back(&lease, Timestamp::now()) {
                tracing::warn!("{}", error.fault().message);
            }
        }
    }
}

/// All that the thread has at hand.
struct Desk {
    app: App,
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
        self.app.models_loading();
        let start = Instant::now();
        match caught(|| (self.loader)()) {
            Ok(reader) => {
                let load_ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
                tracing::info!(load_ms, "the models are ready");
                self.app.models_ready(reader.models(), load_ms);
                Some(reader)
            }
            Err(Failed::Fault(fault) | Failed::Panic(fault)) => {
                tracing::error!(code = ?fault.code, "the models cannot be loaded: {}", fault.message);
                self.app.models_failed(fault);
                None
            }
        }
    }

    /// Works until it is stopped, or until the reader has to be loaded anew.
    fn work(&self, reader: &mut dyn Reads) {
        while !self.stopped() {
            match self.app.record.lease(&self.owner, Timestamp::now()) {
                Ok(Some(lease)) => {
                    if !self.read(reader, lease) {
                        return;
                    }
                }
                Ok(None) => self.sleep(),
                Err(error) => {
                    tracing::error!("{}", error.fault().message);
                    self.sleep_through(Duration::from_secs(5));
                }
            }
        }
    }

    /// One job. False where the reader panicked.
    fn read(&self, reader: &mut dyn Reads, lease: Lease) -> bool {
        self.hold(Some(lease.clone()));
        self.app.bus.tell(Event::ReadingStarted { photograph_id: lease.photograph.id.clone() });
        let bytes = self.app.record.photograph_bytes(&lease.photograph.id).map_err(|error| error.fault());
        let result = caught(|| reader.read(&bytes?, &lease.photograph.file));
        let panicked = matches!(result, Err(Failed::Panic(_)));
        let now = Timestamp::now();
        let kept = match result {
            Ok(reading) => self.app.record.finish(&lease, &reading, now).map(|photograph| {
                self.app.bus.tell(Event::ReadingFinished { photograph: Box::new(photograph) });
            }),
            Err(Failed::Fault(fault) | Failed::Panic(fault)) => self.fail(&lease, fault),
        };
        if let Err(error) = kept {
            self.not_kept(&lease, &error);
        }
        self.hold(None);
        !panicked
    }

    fn fail(&self, lease: &Lease, fault: Fault) -> Result<(), RecordError> {
        let outcome = self.app.record.fail(lease, &fault, Timestamp::now())?;
        let will_retry = matches!(outcome, Failure::Retry(_));
        tracing::warn!(photograph = %lease.photograph.id, attempt = lease.attempt, will_retry, "{}", fault.message);
        let photograph_id = lease.photograph.id.clone();
        self.app.bus.tell(Event::ReadingFailed { photograph_id, fault, will_retry });
        Ok(())
    }

    /// The reading could not be written, as on a full disk: the try counts as failed, or its lease runs out.
    fn not_kept(&self, lease: &Lease, error: &RecordError) {
        let fault = error.fault();
        tracing::error!(photograph = %lease.photograph.id, "{}", fault.message);
        if !matches!(error, RecordError::LeaseLost { .. })
            && let Err(error) = self.fail(lease, fault)
        {
            tracing::error!("{}", error.fault().message);
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
        let wait = match self.app.record.next_due() {
            Ok(Some(due)) => until(&due).min(LONGEST_SLEEP),
            Ok(None) => Duration::MAX,
            Err(_) => LONGEST_SLEEP,
        };
        match wait {
            Duration::MAX => {
                let _ = self.bell.recv();
            }
            wait => {
                let _ = self.bell.recv_timeout(wait);
            }
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

/// The time from now to a stamp; at least a little, so that a stamp of this very moment does not spin.
fn until(stamp: &str) -> Duration {
    let due: Timestamp = stamp.parse().unwrap_or(Timestamp::MIN);
    let left = due.duration_since(Timestamp::now());
    Duration::try_from(left).unwrap_or_default().max(Duration::from_millis(2))
}

enum Failed {
    Fault(Fault),
    Panic(Fault),
}

/// Runs work whose panic must not end the thread.
fn caught<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Failed> {
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
