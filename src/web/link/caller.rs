//! The end of a role that calls the station, and calls again whenever it comes back.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use notify::{RecursiveMode, Watcher};
use tokio::net::UnixStream;
use tokio::sync::{Notify, mpsc};

use super::super::types::LinkedRole;
use super::{Caller, Down, PATIENCE, SOCKET, Up, folder, hear, say, short};

/// The longest wait before the station is called again, for where the system does not tell that its socket came.
const AGAIN: Duration = Duration::from_secs(60);

/// What comes of the link.
#[derive(Debug)]
pub enum Heard {
    /// The station is there; what it missed it has to be told.
    Connected,
    Down(Down),
    /// The station is gone.
    Lost,
}

/// Keeps the link until nobody hears: passes on what is said from each side, and lets go what is to be said while the
/// station is away. Wakes without looking again and again: the system tells when the socket comes.
pub async fn call(
    record: &Path,
    role: LinkedRole,
    mut up: mpsc::Receiver<Up>,
    heard: mpsc::Sender<Heard>,
) -> io::Result<()> {
    let folder = folder(record);
    crate::record::make_folder(&folder)?;
    let came = Arc::new(Notify::new());
    let bell = came.clone();
    let mut watcher = notify::recommended_watcher(move |_| bell.notify_one()).map_err(io::Error::other)?;
    watcher.watch(&folder, RecursiveMode::NonRecursive).map_err(io::Error::other)?;
    loop {
        if let Ok(stream) = connect(&folder).await {
            let ended = talk(stream, role, &mut up, &heard).await;
            tracing::info!(?ended, "the station is gone");
            if heard.send(Heard::Lost).await.is_err() {
                return Ok(());
            }
        }
        let again = tokio::time::sleep(AGAIN);
        tokio::pin!(again);
        loop {
            tokio::select! {
                () = came.notified() => break,
                () = &mut again => break,
                () = heard.closed() => return Ok(()),
                message = up.recv() => if message.is_none() { return Ok(()) },
            }
        }
    }
}

async fn talk(
    stream: UnixStream,
    role: LinkedRole,
    up: &mut mpsc::Receiver<Up>,
    heard: &mpsc::Sender<Heard>,
) -> io::Result<()> {
    let (from, mut to) = stream.into_split();
    let mut lines = hear::<Down>(from);
    say(&mut to, &hello(Caller::Role(role))).await?;
    let closed = |_| io::Error::other("this role is stopping");
    heard.send(Heard::Connected).await.map_err(closed)?;
    loop {
        tokio::select! {
            line = lines.recv() => match line {
                Some(line) => heard.send(Heard::Down(line)).await.map_err(closed)?,
                None => return Ok(()),
            },
            message = up.recv() => match message {
                Some(message) => say(&mut to, &message).await?,
                None => return Ok(()),
            },
        }
    }
}

/// Tells a station, where there is one, that a command has changed its record.
pub fn wake_station(record: &Path) {
    use std::io::Write;
    let told = || -> io::Result<()> {
        let place = short(&folder(record))?;
        let mut stream = std::os::unix::net::UnixStream::connect(place.path.join(SOCKET))?;
        stream.set_write_timeout(Some(PATIENCE))?;
        let mut line = serde_json::to_vec(&hello(Caller::Command))?;
        line.push(b'\n');
        stream.write_all(&line)
    };
    if let Err(error) = told() {
        tracing::debug!(%error, "no station is there to be woken");
    }
}

fn hello(role: Caller) -> Up {
    Up::Hello { role, version: env!("CARGO_PKG_VERSION").into() }
}

async fn connect(folder: &Path) -> io::Result<UnixStream> {
    let place = short(folder)?;
    UnixStream::connect(place.path.join(SOCKET)).await
}
