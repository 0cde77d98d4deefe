//! Tells the clinic's network where the station is: multicast DNS, as tablets and telephones understand it.

use std::time::Duration;

use mdns_sd::{ServiceDaemon, ServiceInfo};

use super::Names;

const SERVICE: &str = "_ocellus._tcp.local.";
/// How long a farewell may take.
const FAREWELL: Duration = Duration::from_millis(500);

/// The announcement while it lasts; it is taken back when dropped.
pub struct Announcement {
    daemon: ServiceDaemon,
    full_name: String,
}

impl Announcement {
    /// Announces the station. Where the network cannot, the station is still reached by its address.
    pub fn start(names: &Names, port: u16) -> Option<Announcement> {
        let host = names.found_by();
        let instance = format!("Ocellus {}", host.trim_end_matches(".local"));
        let properties = [("version", env!("CARGO_PKG_VERSION")), ("path", "/trust")];
        let announced = ServiceDaemon::new().and_then(|daemon| {
            let service =
                ServiceInfo::new(SERVICE, &instance, &format!("{host}."), (), port, &properties[..])?;
            let service = service.enable_addr_auto();
            let full_name = service.get_fullname().to_owned();
            daemon.register(service)?;
            Ok(Announcement { daemon, full_name })
        });
        announced
            .inspect_err(|error| tracing::warn!(%error, "the station is not announced on the network"))
            .ok()
    }
}

impl Drop for Announcement {
    fn drop(&mut self) {
        if let Ok(gone) = self.daemon.unregister(&self.full_name) {
            let _ = gone.recv_timeout(FAREWELL);
        }
        let _ = self.daemon.shutdown();
    }
}
