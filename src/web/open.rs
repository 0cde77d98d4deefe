//! Opens a station: record, accounts, certificate, and what works on them, before anything is served.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;

use super::camera::Camera;
use super::events::Bus;
use super::ingest::Ingest;
use super::link::Links;
use super::practice::{self, Practice};
use super::questions::Questions;
use super::readers::Readers;
use super::state::{App, Door, Station};
use super::tls::Tls;
use super::types::ModelState;
use super::worker::Wake;
use crate::accounts::Accounts;
use crate::fault::{Explain, Fault};
use crate::reading::protocol::Protocol;
use crate::record::{Record, Role};

/// What a station is opened with.
pub(super) struct Place {
    pub role: Role,
    pub floor: u64,
    pub idle: Duration,
    pub protocol: Arc<Protocol>,
    pub address: SocketAddr,
    pub practice: bool,
    pub room: Option<Arc<Practice>>,
    pub links: Arc<Links>,
    pub stopping: watch::Receiver<bool>,
}

pub(super) fn open(
    folder: &Path,
    place: Place,
    wake: Wake,
    (bus, camera): (Bus, Arc<Camera>),
) -> Result<App, Fault> {
    let Place { role, floor, idle, address, practice, room, protocol, links, stopping } = place;
    let kept = Arc::new(Record::open_as(role, folder, floor).map_err(|error| error.fault())?);
    let record = match practice {
        true => {
            let drawn = Record::open_as(role, &folder.join(practice::FOLDER), floor);
            Arc::new(drawn.map_err(|error| error.fault())?)
        }
        false => kept.clone(),
    };
    let state = match role.reads() {
        true => ModelState::Loading,
        false => ModelState::Away,
    };
    if role.reads() {
        reclaim(&record)?;
    }
    let ingest = Ingest::new(record.clone(), bus.clone(), wake.clone());
    let readers = Arc::new(Readers::new(record.clone(), bus, Questions::new(wake), state));
    let tls = match address.ip().is_loopback() {
        true => None,
        false => Some(Arc::new(Tls::open(kept.folder(), address).map_err(|error| error.fault())?)),
    };
    let code = tls.as_ref().map(|_| crate::accounts::random_code());
    let code = code.transpose().map_err(|error| error.fault())?;
    let drawn = practice.then_some(record);
    let accounts = Arc::new(Accounts::open(kept, drawn, idle, code).map_err(|error| error.fault())?);
    let door = Door { accounts, protocol, idle, tls, practice, room };
    Ok(Arc::new(Station::new(readers, ingest, camera, links, door, stopping)))
}

/// Takes back what was being read when the last reader ended.
pub(super) fn reclaim(record: &Record) -> Result<(), Fault> {
    let reclaimed = record.reclaim().map_err(|error| error.fault())?;
    if reclaimed > 0 {
        tracing::warn!(reclaimed, "readings were cut off at the last stop");
    }
    Ok(())
}
