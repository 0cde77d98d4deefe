//! Watched folders: a file that has stopped growing is taken once, and never moved, changed or deleted.
//!
//! The system tells of changes; a slow look through the folders finds what it does not tell, as on network shares
//! and after more changes than the queue holds.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant, UNIX_EPOCH};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::state::App;
use super::types::{Origin, WatchStatus};
use crate::fault::{Explain, Fault, FaultCode};
use crate::record::Seen;

/// A file has stopped growing when its size and time have stood for this long.
const STILL: Duration = Duration::from_millis(1000);
/// How often a growing file is looked at.
const LOOK: Duration = Duration::from_millis(250);
/// How often the folders are looked through.
const ROUND: Duration = Duration::from_secs(20);
/// Changes that wait in the queue; more, and the folders are looked through instead.
const QUEUE: usize = 1024;
/// Files that are followed at a time; the others are found at the next round.
const MAX_GROWING: usize = 4096;
/// Refused files that are named.
const REFUSED: u32 = 20;
/// Folders within folders.
const MAX_DEPTH: usize = 8;

/// The running watcher of all folders.
pub struct Watch {
    stop: Arc<AtomicBool>,
    sender: SyncSender<PathBuf>,
    thread: JoinHandle<()>,
}

/// Whether folders can be watched, before the server says that it is ready.
pub fn check(folders: &[PathBuf]) -> Result<(), Fault> {
    for folder in folders {
        std::fs::read_dir(folder).map_err(|error| Fault {
            code: FaultCode::Unreadable,
            message: format!("the folder {} cannot be watched: {error}", folder.display()),
            remedy: "Give a folder that is there and that this user may read.".into(),
        })?;
    }
    Ok(())
}

impl Watch {
    pub fn start(app: App, folders: Vec<PathBuf>) -> std::io::Result<Watch> {
        let stop = Arc::new(AtomicBool::new(false));
        let (sender, receiver) = sync_channel(QUEUE);
        let (halt, changed) = (stop.clone(), sender.clone());
        let thread = std::thread::Builder::new()
            .name("watch".into())
            .spawn(move || Round::new(app, folders, halt).run(&receiver, changed))?;
        Ok(Watch { stop, sender, thread })
    }

    /// Stops after the file under way. Blocks.
    pub fn stop(self) {
        self.stop.store(true, Ordering::SeqCst);
        let _ = self.sender.try_send(PathBuf::new());
        let _ = self.thread.join();
    }
}

struct Folder {
    path: PathBuf,
    /// Absent while it cannot be watched; tried again at every round.
    watcher: Option<RecommendedWatcher>,
    /// Names of files that were not taken.
    refused: Vec<String>,
    fault: Option<Fault>,
}

struct Growing {
    seen: Seen,
    since: Instant,
}

struct Round {
    app: App,
    folders: Vec<Folder>,
    growing: HashMap<PathBuf, Growing>,
    /// Files that the station itself could not take, as on a full disk; tried again, but told only once.
    postponed: HashMap<PathBuf, Instant>,
    overflow: Arc<AtomicBool>,
    stop: Arc<AtomicBool>,
}

impl Round {
    fn new(app: App, folders: Vec<PathBuf>, stop: Arc<AtomicBool>) -> Round {
        let folders = folders.into_iter().map(|path| {
            // Changes are told by their real paths.
            let path = path.canonicalize().unwrap_or(path);
            Folder { path, watcher: None, refused: Vec::new(), fault: None }
        });
        Round {
            app,
            folders: folders.collect(),
            growing: HashMap::new(),
            postponed: HashMap::new(),
            overflow: Arc::new(AtomicBool::new(false)),
            stop,
        }
    }

    fn run(mut self, receiver: &Receiver<PathBuf>, sender: SyncSender<PathBuf>) {
        let mut next_round = Instant::now();
        while !self.stop.load(Ordering::SeqCst) {
            if Instant::now() >= next_round || self.overflow.swap(false, Ordering::SeqCst) {
                let start = Instant::now();
                self.look_through(&sender);
                // Looking takes a fiftieth of the time at most, however many files there are.
                next_round = Instant::now() + ROUND.max(50 * start.elapsed());
            }
            self.report();
            let wait = match self.growing.is_empty() {
                true => next_round.saturating_duration_since(Instant::now()),
                false => LOOK,
            };
            match receiver.recv_timeout(wait) {
                Ok(path) => {
                    self.follow(path);
                    while let Ok(path) = receiver.try_recv() {
                        self.follow(path);
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            self.settle();
        }
    }

    /// Looks through every folder for files that were never looked at.
    fn look_through(&mut self, sender: &SyncSender<PathBuf>) {
        let mut folders = std::mem::take(&mut self.folders);
        for folder in &mut folders {
            if !folder.path.is_dir() {
                folder.watcher = None;
            } else if folder.watcher.is_none() {
                folder.watcher = listen(&folder.path, sender.clone(), self.overflow.clone());
            }
            folder.refused = self.refused(&folder.path);
            let looked = list(&folder.path, 0, &mut |path| self.follow(path));
            folder.fault = looked.err().map(|error| Fault {
                code: FaultCode::Unreadable,
                message: format!("the folder {} cannot be read: {error}", folder.path.display()),
                remedy: "Connect the folder again. It is looked for every 20 seconds.".into(),
            });
        }
        self.folders = folders;
    }

    /// Begins to follow a file, unless it was looked at as it stands now.
    fn follow(&mut self, path: PathBuf) {
        if self.growing.len() >= MAX_GROWING
            || self.growing.contains_key(&path)
            || !self.is_of_interest(&path)
        {
            return;
        }
        let Some(seen) = seen_now(&path) else { return };
        if self.postponed.get(&path).is_some_and(|until| *until > Instant::now()) {
            return;
        }
        match self.app.record.was_seen(&path, seen) {
            Ok(true) => {}
            Ok(false) => {
                self.growing.insert(path, Growing { seen, since: Instant::now() });
            }
            Err(error) => tracing::warn!("{}", error.fault().message),
        }
    }

    /// Hidden files are not for us (half-copied files often are), nor are the record's own.
    fn is_of_interest(&self, path: &Path) -> bool {
        let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        let own = path.starts_with(self.app.record.folder());
        !hidden && !own
    }

    /// Takes the files that have stopped growing.
    fn settle(&mut self) {
        let now = Instant::now();
        let mut ready = Vec::new();
        self.growing.retain(|path, growing| match seen_now(path) {
            None => false,
            Some(seen) if seen != growing.seen => {
                *growing = Growing { seen, since: now };
                true
            }
            Some(seen) if now.duration_since(growing.since) >= STILL => {
                ready.push((path.clone(), seen));
                false
            }
            Some(_) => true,
        });
        ready.sort_by(|a, b| a.0.cmp(&b.0));
        for (path, seen) in ready {
            if self.stop.load(Ordering::SeqCst) {
                return;
            }
            self.take(&path, seen);
        }
    }

    fn take(&mut self, path: &Path, seen: Seen) {
        let taken = match self.postponed.contains_key(path) {
            true => self.app.ingest.take_file_again(path, Origin::Watch),
            false => self.app.ingest.take_file(path, Origin::Watch),
        };
        let own_trouble = taken.as_ref().is_err_and(|fault| is_own_trouble(fault.code));
        if own_trouble {
            if self.postponed.len() < MAX_GROWING {
                self.postponed.insert(path.to_path_buf(), Instant::now() + ROUND / 2);
            }
            return;
        }
        self.postponed.remove(path);
        if let Err(error) = self.app.record.remember_seen(path, seen, taken.is_ok()) {
            tracing::warn!("{}", error.fault().message);
        }
        let mut folders = std::mem::take(&mut self.folders);
        for folder in folders.iter_mut().filter(|folder| path.starts_with(&folder.path)) {
            folder.refused = self.refused(&folder.path);
        }
        self.folders = folders;
    }

    /// Files of a folder that were refused and have not changed or gone since.
    fn refused(&self, folder: &Path) -> Vec<String> {
        let listed = self.app.record.refused_below(folder, REFUSED).unwrap_or_else(|error| {
            tracing::warn!("{}", error.fault().message);
            Vec::new()
        });
        let stands = listed.into_iter().filter(|(path, seen)| seen_now(path) == Some(*seen));
        stands.map(|(path, _)| path.strip_prefix(folder).unwrap_or(&path).display().to_string()).collect()
    }

    fn report(&self) {
        let watched = self.folders.iter().map(|folder| WatchStatus {
            folder: folder.path.display().to_string(),
            waiting: self.growing.keys().filter(|path| path.starts_with(&folder.path)).count() as u64,
            refused: folder.refused.clone(),
            fault: folder.fault.clone(),
        });
        self.app.set_watched(watched.collect());
    }
}

/// Whether the station rather than the file is at fault, so that another try can help.
fn is_own_trouble(code: FaultCode) -> bool {
    matches!(
        code,
        FaultCode::DiskFull
            | FaultCode::RecordFailed
            | FaultCode::Busy
            | FaultCode::Internal
            | FaultCode::Unreadable
    )
}

/// Has the system tell of changes below a folder; without it, the rounds still find them.
fn listen(
    folder: &Path,
    sender: SyncSender<PathBuf>,
    overflow: Arc<AtomicBool>,
) -> Option<RecommendedWatcher> {
    let heard = move |event: notify::Result<notify::Event>| match event {
        Ok(event) if event.kind.is_access() || event.kind.is_remove() => {}
        Ok(event) if event.need_rescan() => overflow.store(true, Ordering::SeqCst),
        Ok(event) => {
            for path in event.paths {
                // A folder that was moved in brings its files without telling of them.
                if path.is_dir() || sender.try_send(path).is_err() {
                    overflow.store(true, Ordering::SeqCst);
                    let _ = sender.try_send(PathBuf::new());
                }
            }
        }
        Err(error) => tracing::warn!(%error, "a watched folder"),
    };
    let watching = notify::recommended_watcher(heard).and_then(|mut watcher| {
        watcher.watch(folder, RecursiveMode::Recursive)?;
        Ok(watcher)
    });
    watching
        .inspect_err(
            |error| tracing::warn!(folder = %folder.display(), %error, "looked through every 20 s only"),
        )
        .ok()
}

fn list(folder: &Path, depth: usize, found: &mut dyn FnMut(PathBuf)) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let Ok(entry) = entry else { continue };
        let Ok(kind) = entry.file_type() else { continue };
        let hidden = entry.file_name().to_string_lossy().starts_with('.');
        if kind.is_file() {
            found(entry.path());
        } else if kind.is_dir() && !hidden && depth < MAX_DEPTH {
            // A folder that cannot be read hides its own files only.
            let _ = list(&entry.path(), depth + 1, found);
        }
    }
    Ok(())
}

fn seen_now(path: &Path) -> Option<Seen> {
    let facts = std::fs::symlink_metadata(path).ok().filter(|facts| facts.is_file())?;
    let modified = facts.modified().ok()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    Some(Seen { bytes: facts.len(), modified_ns: i64::try_from(modified.as_nanos()).unwrap_or(i64::MAX) })
}
