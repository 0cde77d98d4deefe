//! The processes of the roles beside the station: one that reads and has no page, no camera and no network, and one that
//! hands on. Each works on the record by itself; where the station is away, the reader still reads what waits.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use tokio::sync::{broadcast, mpsc};
use tokio::task::AbortHandle;

use super::events::{Bus, Event};
use super::link::{self, Down, Heard, NO_FLEET, Up};
use super::open::reclaim;
use super::questions::{AnswerEvent, Pending, Questions};
use super::readers::Readers;
use super::server::{ServeOptions, defect, reader_lives};
use super::signals::Signals;
use super::types::{LinkedRole, ModelState};
use super::watchdog;
use super::worker::{Loader, Wake, Worker};
use crate::fault::{Explain, Fault};
use crate::record::{DEFAULT_FLOOR, Record, Role};

/// Messages to the station that wait.
const WAITING: usize = 256;

/// Reads until SIGINT or SIGTERM.
pub async fn read(options: ServeOptions, loader: Loader) -> Result<(), Fault> {
    let mut signals = Signals::listen().map_err(|error| defect("listen for signals", &error))?;
    let record = open(Role::Reader, &options)?;
    reclaim(&record)?;
    let (wake, bell) = Wake::new();
    let questions = Questions::new(wake.clone());
    let readers = Arc::new(Readers::new(record, Bus::default(), questions, ModelState::Loading));
    let events = readers.bus.subscribe();
    let worker = Worker::start(readers.clone(), loader, wake.clone(), bell)
        .map_err(|error| defect("start its threads", &error))?;
    println!("Ocellus reads for {}", options.data_dir.display());
    watchdog::ready();
    let limit = options.reading_limit;
    let ended = tokio::select! {
        () = signals.stop() => Ok(()),
        ended = attend(&options.data_dir, &readers, &wake, events) => ended,
        () = watchdog::beat({ let readers = readers.clone(); move || reader_lives(&readers, limit) }) => Ok(()),
    };
    watchdog::stopping();
    let _ = tokio::task::spawn_blocking(move || worker.stop()).await;
    ended
}

/// Speaks with the station; never ends but by a fault.
async fn attend(
    data: &Path,
    readers: &Arc<Readers>,
    wake: &Wake,
    mut events: broadcast::Receiver<Event>,
) -> Result<(), Fault> {
    let (up, said) = mpsc::channel(WAITING);
    let (hear, mut heard) = mpsc::channel(WAITING);
    let folder = data.to_path_buf();
    let mut calling = tokio::spawn(async move { link::call(&folder, LinkedRole::Reader, said, hear).await });
    let mut asked: HashMap<u64, AbortHandle> = HashMap::new();
    loop {
        let message = tokio::select! {
            ended = &mut calling => return Err(unlinked(ended.map_err(std::io::Error::other).and_then(|e| e))),
            message = heard.recv() => match message {
                Some(Heard::Connected) => {
                    wake.wake();
                    Some(Up::Models(Box::new(readers.status())))
                }
                Some(Heard::Down(Down::Wake)) => {
                    wake.wake();
                    None
                }
                Some(Heard::Down(Down::Ask { number, photograph, ask })) => {
                    asked.retain(|_, task| !task.is_finished());
                    let (readers, up) = (readers.clone(), up.clone());
                    let task = tokio::spawn(async move { answer(&readers, number, photograph, *ask, up).await });
                    asked.insert(number, task.abort_handle());
                    None
                }
                Some(Heard::Down(Down::Cancel { number })) => {
                    // Its end of the answer goes with it, which the worker sees.
                    if let Some(task) = asked.remove(&number) { task.abort() }
                    None
                }
                Some(Heard::Lost) | None => {
                    asked.drain().for_each(|(_, task)| task.abort());
                    None
                }
            },
            event = events.recv() => match event {
                Ok(Event::ModelsLoading | Event::ModelsReady { .. } | Event::ModelsFailed { .. }) => {
                    Some(Up::Models(Box::new(readers.status())))
                }
                Ok(event) => Some(Up::Event(Box::new(event))),
                Err(_) => Some(Up::Event(Box::new(Event::Resync))),
            },
        };
        if let Some(message) = message {
            // The caller takes every message, also while the station is away.
            let _ = up.send(message).await;
        }
    }
}

/// Has the worker answer one question, and passes on what it says.
async fn answer(
    readers: &Arc<Readers>,
    number: u64,
    photograph: String,
    ask: crate::conversation::Ask,
    up: mpsc::Sender<Up>,
) {
    let (record, id) = (readers.record.clone(), photograph.clone());
    let found = tokio::task::spawn_blocking(move || record.reading_json(&id)).await;
    let reading = match found {
        Ok(found) => found.map_err(|error| error.fault()),
        Err(_) => return,
    };
    let reading = reading
        .and_then(|json| serde_json::from_str(&json).map_err(|error| defect("understand a Reading", &error)));
    match reading {
        Err(fault) => {
            let event = Box::new(AnswerEvent::Fault { fault });
            let _ = up.send(Up::Answer { number, event }).await;
        }
        Ok(reading) => {
            let (question, mut said) = Pending::new(photograph, reading, ask);
            readers.questions.push(question);
            while let Some(event) = said.recv().await {
                if up.send(Up::Answer { number, event: Box::new(event) }).await.is_err() {
                    return;
                }
            }
        }
    }
}

/// Keeps the books of what is to be sent, until SIGINT or SIGTERM. There is no fleet yet: nothing is sent, and that is
/// said.
pub async fn sync(options: ServeOptions) -> Result<(), Fault> {
    let mut signals = Signals::listen().map_err(|error| defect("listen for signals", &error))?;
    let record = open(Role::Sync, &options)?;
    println!("{NO_FLEET}");
    watchdog::ready();
    let (up, said) = mpsc::channel(WAITING);
    let (hear, mut heard) = mpsc::channel(WAITING);
    let folder = options.data_dir.clone();
    let mut calling = tokio::spawn(async move { link::call(&folder, LinkedRole::Sync, said, hear).await });
    let waiting = {
        let record = record.clone();
        move || record.waiting_to_be_sent()
    };
    let lives = move || record.waiting_to_be_sent().is_ok();
    let beat = watchdog::beat(lives);
    tokio::pin!(beat);
    loop {
        tokio::select! {
            () = signals.stop() => break,
            () = &mut beat => {}
            ended = &mut calling => return Err(unlinked(ended.map_err(std::io::Error::other).and_then(|e| e))),
            message = heard.recv() => if let Some(Heard::Connected | Heard::Down(Down::Wake)) = message {
                let waiting = waiting.clone();
                let counted = tokio::task::spawn_blocking(waiting).await;
                let note = match counted {
                    Ok(Ok(0)) => NO_FLEET.to_owned(),
                    Ok(Ok(count)) => format!("{NO_FLEET} {count} entries wait."),
                    Ok(Err(error)) => error.fault().message,
                    Err(error) => error.to_string(),
                };
                let _ = up.send(Up::Note(note)).await;
            },
        }
    }
    watchdog::stopping();
    Ok(())
}

fn open(role: Role, options: &ServeOptions) -> Result<Arc<Record>, Fault> {
    let floor = options.disk_floor.unwrap_or(DEFAULT_FLOOR);
    Record::open_as(role, &options.data_dir, floor).map(Arc::new).map_err(|error| error.fault())
}

fn unlinked(ended: std::io::Result<()>) -> Fault {
    let error = ended.err().unwrap_or_else(|| std::io::Error::other("the link ended by itself"));
    defect("speak with the station", &error)
}
