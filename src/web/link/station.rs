//! The station's end: hears who is there, wakes them, and passes on what they tell and answer.

use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::net::unix::OwnedWriteHalf;
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{Semaphore, mpsc, watch};

use super::super::questions::{AnswerEvent, Pending};
use super::super::readers::Readers;
use super::super::types::{LinkedRole, Presence, RoleStatus};
use super::super::worker::Wake;
use super::{Caller, Down, PATIENCE, SOCKET, Up, folder, hear, say, short};
use crate::conversation::Told;
use crate::fault::{Fault, FaultCode};

/// Peers that are spoken with at a time.
const PEERS: usize = 8;
/// What is said of handing on as long as there is nobody to hand on to.
pub const NO_FLEET: &str = "No fleet is configured: nothing is sent.";

/// Which roles have their process, and a bell for all of them.
pub struct Links {
    /// Whether the roles have processes of their own.
    apart: bool,
    roles: Mutex<Vec<RoleStatus>>,
    ring: watch::Sender<()>,
}

impl Links {
    pub fn new(apart: bool) -> Arc<Links> {
        let presence = if apart { Presence::Away } else { Presence::Within };
        let roles = [(LinkedRole::Reader, ""), (LinkedRole::Sync, if apart { "" } else { NO_FLEET })]
            .map(|(role, note)| RoleStatus { role, presence, note: note.into() });
        Arc::new(Links { apart, roles: Mutex::new(roles.into()), ring: watch::Sender::new(()) })
    }

    /// Wakes every role that is there.
    pub fn wake(self: &Arc<Links>) -> Wake {
        let links = self.clone();
        Wake::calling(move || {
            links.ring.send_replace(());
        })
    }

    pub fn roles(&self) -> Vec<RoleStatus> {
        self.held().clone()
    }

    /// Changes what is known of a role; false where `change` says so.
    fn change(&self, role: LinkedRole, change: impl FnOnce(&mut RoleStatus) -> bool) -> bool {
        self.held().iter_mut().find(|status| status.role == role).is_some_and(change)
    }

    /// Lets a role in; false where one is there already.
    fn enter(&self, role: LinkedRole) -> bool {
        self.change(role, |status| std::mem::replace(&mut status.presence, Presence::Here) == Presence::Away)
    }

    fn leave(&self, role: LinkedRole) {
        self.change(role, |status| {
            *status = RoleStatus { role, presence: Presence::Away, note: String::new() };
            true
        });
    }

    fn held(&self) -> MutexGuard<'_, Vec<RoleStatus>> {
        self.roles.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The station's socket in a record's folder. It has its name only once it listens, so that who sees it can call.
pub fn bind(record: &Path) -> io::Result<UnixListener> {
    let folder = folder(record);
    crate::record::make_folder(&folder)?;
    let place = short(&folder)?;
    let unnamed = place.path.join("new.sock");
    match std::fs::remove_file(&unnamed) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(&unnamed)?;
    std::fs::rename(&unnamed, place.path.join(SOCKET))?;
    Ok(listener)
}

/// Speaks with all who call, until the server stops.
pub async fn listen(
    listener: UnixListener,
    links: Arc<Links>,
    readers: Arc<Readers>,
    wake: Wake,
    mut stopping: watch::Receiver<bool>,
) {
    let places = Arc::new(Semaphore::new(PEERS));
    loop {
        let stream = tokio::select! {
            accepted = listener.accept() => accepted.map(|(stream, _)| stream),
            _ = stopping.wait_for(|stopping| *stopping) => return,
        };
        let Ok(place) = places.clone().try_acquire_owned() else { continue };
        let stream = match stream {
            Ok(stream) => stream,
            Err(error) => {
                tracing::warn!(%error, "the station's socket");
                tokio::time::sleep(PATIENCE).await;
                continue;
            }
        };
        let (links, readers, wake, stopping) =
            (links.clone(), readers.clone(), wake.clone(), stopping.clone());
        tokio::spawn(async move {
            let _place = place;
            meet(stream, &links, &readers, &wake, stopping).await;
        });
    }
}

async fn meet(
    stream: UnixStream,
    links: &Arc<Links>,
    readers: &Readers,
    wake: &Wake,
    stopping: watch::Receiver<bool>,
) {
    let (from, to) = stream.into_split();
    let mut heard = hear::<Up>(from);
    let Ok(Some(Up::Hello { role, version })) = tokio::time::timeout(PATIENCE, heard.recv()).await else {
        return;
    };
    let role = match role {
        Caller::Command => return wake.wake(),
        Caller::Role(role) => role,
    };
    if version != env!("CARGO_PKG_VERSION") {
        tracing::error!(?role, %version, "a role of another version of this software is not spoken with");
        return;
    }
    if !links.apart || !links.enter(role) {
        return;
    }
    tracing::info!(?role, "is there");
    let ring = links.ring.subscribe();
    let mut talk = Talk { to, readers, links, role, asked: HashMap::new(), number: 0 };
    let ended = talk.go_on(&mut heard, ring, stopping).await;
    tracing::info!(?role, ?ended, "is gone");
    for (_, question) in talk.asked.drain() {
        question.end(Err(gone()));
    }
    links.leave(role);
    if role == LinkedRole::Reader {
        readers.away();
    }
}

/// A conversation with one role.
struct Talk<'a> {
    to: OwnedWriteHalf,
    readers: &'a Readers,
    links: &'a Links,
    role: LinkedRole,
    /// Questions that the reader has, by their number.
    asked: HashMap<u64, Pending>,
    number: u64,
}

impl Talk<'_> {
    async fn go_on(
        &mut self,
        heard: &mut mpsc::Receiver<Up>,
        mut ring: watch::Receiver<()>,
        mut stopping: watch::Receiver<bool>,
    ) -> io::Result<()> {
        let (left, mut unheard) = mpsc::channel(PEERS);
        loop {
            if self.role == LinkedRole::Reader {
                self.ask(&left).await?;
            }
            tokio::select! {
                message = heard.recv() => match message {
                    Some(message) => self.mind(message),
                    None => return Ok(()),
                },
                _ = ring.changed() => say(&mut self.to, &Down::Wake).await?,
                Some(number) = unheard.recv() => {
                    if self.asked.remove(&number).is_some() {
                        say(&mut self.to, &Down::Cancel { number }).await?;
                    }
                }
                () = async { drop(stopping.wait_for(|stopping| *stopping).await) } => return Ok(()),
            }
        }
    }

    /// Puts the questions that wait to the reader.
    async fn ask(&mut self, left: &mpsc::Sender<u64>) -> io::Result<()> {
        while let Some(question) = self.readers.questions.next() {
            self.number += 1;
            let number = self.number;
            let ask = Down::Ask {
                number,
                photograph: question.photograph.clone(),
                ask: Box::new(question.ask.clone()),
            };
            let (closed, left) = (question.closed(), left.clone());
            tokio::spawn(async move {
                closed.await;
                let _ = left.send(number).await;
            });
            self.asked.insert(number, question);
            say(&mut self.to, &ask).await?;
        }
        Ok(())
    }

    fn mind(&mut self, message: Up) {
        match message {
            Up::Models(status) if self.role == LinkedRole::Reader => self.readers.follow(*status),
            Up::Event(event) => self.readers.bus.tell(*event),
            Up::Answer { number, event } => self.answer(number, *event),
            Up::Note(note) => {
                self.links.change(self.role, |status| {
                    status.note = note;
                    true
                });
            }
            Up::Models(_) | Up::Hello { .. } => {}
        }
    }

    fn answer(&mut self, number: u64, event: AnswerEvent) {
        // Who does not listen any more is told of by `closed`.
        match event {
            AnswerEvent::Piece { text } => {
                if let Some(question) = self.asked.get(&number) {
                    let _ = question.tell(Told::Piece(&text));
                }
            }
            AnswerEvent::Sentence { sentence } => {
                if let Some(question) = self.asked.get(&number) {
                    let _ = question.tell(Told::Sentence(&sentence));
                }
            }
            AnswerEvent::Message { message } => {
                if let Some(question) = self.asked.remove(&number) {
                    self.readers.questions.keep(&question.photograph, (*message).clone());
                    question.end(Ok(*message));
                }
            }
            AnswerEvent::Fault { fault } => {
                if let Some(question) = self.asked.remove(&number) {
                    question.end(Err(fault));
                }
            }
        }
    }
}

fn gone() -> Fault {
    Fault {
        code: FaultCode::Busy,
        message: "the process that reads went away".into(),
        remedy: "Ask again once it is back; the station says when.".into(),
    }
}
