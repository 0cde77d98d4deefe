//! The camera at the page: live picture, guidance, capture. One thread owns the device, another keeps what it takes;
//! requests and pages only look at what these have said.

mod captures;
mod desk;
mod keep;
mod preview;
mod retakes;
pub mod routes;
mod service;
mod types;

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use super::state::App;
use desk::Desk;
pub use service::{Camera, Post};
pub use types::*;

/// Bursts that wait to be kept.
const WAITING: usize = 2;
/// How long a stop waits for the device to be let go.
const FAREWELL: Duration = Duration::from_secs(3);

/// The running threads.
pub struct Threads {
    app: App,
    stop: SyncSender<()>,
    ended: Receiver<()>,
}

impl Threads {
    pub fn start(app: App, post: Post) -> std::io::Result<Threads> {
        let (stop, stopped) = sync_channel(1);
        let (end, ended) = sync_channel::<()>(1);
        let (keeper, taken) = sync_channel(WAITING);
        let desk = Desk::new(app.camera.clone(), post, stopped, keeper)?;
        let keeping = app.clone();
        std::thread::Builder::new().name("keeper".into()).spawn(move || keep::run(&keeping, &taken))?;
        std::thread::Builder::new().name("camera".into()).spawn(move || {
            // Dropped when the thread ends, however it ends.
            let _end = end;
            desk.run();
        })?;
        Ok(Threads { app, stop, ended })
    }

    /// Stops. A driver that does not come back is left to the end of the process. Blocks.
    pub fn stop(self) {
        drop(self.stop);
        self.app.camera.wake();
        if self.ended.recv_timeout(FAREWELL) == Err(RecvTimeoutError::Timeout) {
            tracing::warn!("the camera's driver does not answer; the station stops without it");
        }
    }
}
