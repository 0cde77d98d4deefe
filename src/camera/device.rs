//! The one place where `linuxvideo` is called: its panics and its error numbers become errors with a name.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rustix::io::Errno;

use super::error::CameraError;
use super::find::{self, Found};

/// Runs a call of the library. It takes names from the device for UTF-8 and panics where they are cut within a letter;
/// such a device must not take the station down.
pub fn guarded<T>(act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    catch_unwind(AssertUnwindSafe(act))
        .unwrap_or_else(|_| Err(io::Error::other("the device answers nonsense")))
}

/// Opens the node of a camera.
pub fn open(found: &Found) -> Result<linuxvideo::Device, CameraError> {
    guarded(|| linuxvideo::Device::open(&found.node)).map_err(|e| explain(found, "open it", e))
}

/// What an error number of the driver means for a person.
pub fn explain(found: &Found, act: &'static str, source: io::Error) -> CameraError {
    let name = found.name.clone();
    match Errno::from_io_error(&source) {
        Some(Errno::NODEV | Errno::NXIO | Errno::NOENT) => CameraError::Unplugged { name },
        Some(Errno::BUSY) => CameraError::Busy { name, by: find::users_of(&found.node) },
        Some(Errno::ACCESS | Errno::PERM) => {
            CameraError::Denied { node: found.node.clone(), group: find::group_of(&found.node) }
        }
        Some(Errno::NOLINK | Errno::NOLCK) => CameraError::NoSignal { name },
        // A cable that is pulled in mid-transfer first shows as a transfer that failed.
        Some(Errno::IO | Errno::PROTO | Errno::PIPE | Errno::SHUTDOWN) if !found.node.exists() => {
            CameraError::Unplugged { name }
        }
        _ => CameraError::Driver { name, act, source },
    }
}
