//! How processes of several roles on one record wake and tell each other: lines of JSON over a local socket that lies
//! in the record's folder, which its user alone can enter. Nothing of it is needed to keep what was saved; it says that
//! there is something to do, how the models are, and carries questions.

mod caller;
mod station;

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::mpsc;

use super::events::Event;
use super::questions::AnswerEvent;
use super::types::{LinkedRole, ModelStatus};
use crate::conversation::Ask;

pub use caller::{Heard, call, wake_station};
pub use station::{Links, NO_FLEET, bind, listen};

/// Folder of the sockets within the record's.
const FOLDER: &str = "roles";
/// The station's socket.
const SOCKET: &str = "station.sock";
/// A line of more bytes than this is none.
const MAX_LINE: u64 = 4 << 20;
/// How long a peer may take to read a line, or to say who it is.
const PATIENCE: Duration = Duration::from_secs(5);
/// Lines that are heard but not yet minded.
const BEHIND: usize = 16;

/// What a role says to the station.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Up {
    /// First on every connection.
    Hello { role: Caller, version: String },
    /// How the models are now.
    Models(Box<ModelStatus>),
    /// Something that the page is to be told.
    Event(Box<Event>),
    /// A piece of the answer to a question.
    Answer { number: u64, event: Box<AnswerEvent> },
    /// What there is to know of a role.
    Note(String),
}

/// Who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Caller {
    Role(LinkedRole),
    /// A command has changed the record; nothing more comes.
    Command,
}

/// What the station says to a role.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Down {
    /// There is something new in the record.
    Wake,
    Ask {
        number: u64,
        photograph: String,
        ask: Box<Ask>,
    },
    /// Nobody waits any more for the answer of this number.
    Cancel {
        number: u64,
    },
}

fn folder(record: &Path) -> PathBuf {
    record.join(FOLDER)
}

/// A socket's path through an open folder: the system takes no more than 107 bytes, and a record may lie deep.
struct Short {
    _folder: std::fs::File,
    path: PathBuf,
}

fn short(folder: &Path) -> io::Result<Short> {
    use std::os::fd::AsRawFd;
    let open = std::fs::File::open(folder)?;
    let path = PathBuf::from(format!("/proc/self/fd/{}", open.as_raw_fd()));
    Ok(Short { _folder: open, path })
}

/// The lines of a peer as they come; ends with the connection, or at a line that is none of ours.
fn hear<T: DeserializeOwned + Send + 'static>(from: OwnedReadHalf) -> mpsc::Receiver<T> {
    let (heard, lines) = mpsc::channel(BEHIND);
    tokio::spawn(async move {
        let mut from = BufReader::new(from);
        let mut line = Vec::new();
        loop {
            line.clear();
            let read = tokio::select! {
                read = async { (&mut from).take(MAX_LINE).read_until(b'\n', &mut line).await } => read,
                () = heard.closed() => return,
            };
            let Ok(message) = (match read {
                Ok(0) | Err(_) => return,
                Ok(_) => serde_json::from_slice(&line),
            }) else {
                tracing::warn!("a process of another role says what is not understood");
                return;
            };
            if heard.send(message).await.is_err() {
                return;
            }
        }
    });
    lines
}

async fn say(to: &mut OwnedWriteHalf, message: &impl Serialize) -> io::Result<()> {
    let mut line = serde_json::to_vec(message)?;
    line.push(b'\n');
    tokio::time::timeout(PATIENCE, to.write_all(&line)).await?
}
