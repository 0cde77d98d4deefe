//! Which cameras there are, from sysfs: the same name for the same camera after every plug.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use linuxvideo::CapabilityFlags;
use serde::Serialize;

use super::device::guarded;
use super::error::CameraError;

const CLASS: &str = "/sys/class/video4linux";
/// Nodes that are looked at.
const MOST: usize = 64;

/// A camera that is plugged in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Found {
    /// The same after every plug: vendor, product and serial number of USB; without a serial number, the port.
    pub id: String,
    /// What its maker calls it.
    pub name: String,
    /// The node now; it changes from plug to plug.
    pub node: PathBuf,
    pub driver: String,
    /// Where it is plugged in, such as `1-2` on USB.
    pub bus: String,
    /// Names in /dev that udev keeps pointing at it.
    pub links: Vec<PathBuf>,
    /// Whether this user may open it.
    pub permitted: bool,
}

impl Found {
    /// Whether the kernel still has it.
    pub fn is_listed(&self) -> bool {
        self.node.file_name().is_some_and(|name| Path::new(CLASS).join(name).exists())
    }
}

/// The names of all nodes, in no order that matters; read without opening any.
pub fn nodes() -> Vec<std::ffi::OsString> {
    let mut names: Vec<_> =
        fs::read_dir(CLASS).into_iter().flatten().flatten().map(|entry| entry.file_name()).collect();
    names.sort();
    names
}

/// Every camera that is plugged in, by node number. Nodes that give no picture (metadata, output) are left out.
pub fn list() -> Vec<Found> {
    let mut nodes: Vec<(u32, PathBuf)> = fs::read_dir(CLASS)
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            let number = entry.file_name().to_str()?.strip_prefix("video")?.parse().ok()?;
            Some((number, entry.path()))
        })
        .collect();
    nodes.sort();
    nodes.into_iter().take(MOST).filter_map(|(number, class)| look_at(number, &class)).collect()
}

/// The camera of this id, name, node or link; the first where nothing is asked.
pub fn find(asked: Option<&str>) -> Result<Found, CameraError> {
    let all = list();
    let Some(asked) = asked else {
        return all.into_iter().next().ok_or_else(|| match without_driver() {
            Some(at) => CameraError::NoDriver { at },
            None => CameraError::NoneFound,
        });
    };
    let path = fs::canonicalize(asked).ok();
    let is_it = |c: &&Found| c.id == asked || path.as_ref() == Some(&c.node);
    let named = |c: &&Found| c.name.eq_ignore_ascii_case(asked);
    match all.iter().find(is_it).or_else(|| all.iter().find(named)) {
        Some(found) => Ok(found.clone()),
        None => {
            Err(CameraError::Unknown { asked: asked.into(), there: all.into_iter().map(|c| c.id).collect() })
        }
    }
}

fn look_at(number: u32, class: &Path) -> Option<Found> {
    let node = PathBuf::from(format!("/dev/video{number}"));
    let permitted = match guarded(|| linuxvideo::Device::open(&node)) {
        Ok(device) => {
            let capabilities = guarded(|| device.capabilities()).ok()?;
            if !capabilities.device_capabilities().contains(CapabilityFlags::VIDEO_CAPTURE) {
                return None;
            }
            true
        }
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            // Only the first node of a device gives pictures, as far as can be told from outside.
            if text(&class.join("index")).as_deref() != Some("0") {
                return None;
            }
            false
        }
        Err(_) => return None,
    };
    let device = fs::canonicalize(class.join("device")).unwrap_or_else(|_| class.to_owned());
    let last = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let driver = fs::read_link(device.join("driver")).map_or_else(|_| "virtual".into(), |path| last(&path));
    let name = text(&class.join("name")).unwrap_or_else(|| format!("video{number}"));
    let usb = device.ancestors().find(|path| path.join("idVendor").is_file());
    let (id, bus) = match usb {
        Some(usb) => (usb_id(usb, &last(usb)), last(usb)),
        None => (last(&device), last(&device)),
    };
    Some(Found { id, name, links: links(&node), node, driver, bus, permitted })
}

fn usb_id(usb: &Path, port: &str) -> String {
    let part = |name: &str| text(&usb.join(name)).unwrap_or_default();
    let kind = format!("usb-{}-{}", part("idVendor"), part("idProduct"));
    match text(&usb.join("serial")).map(|serial| plain(&serial)).filter(|serial| !serial.is_empty()) {
        Some(serial) => format!("{kind}-{serial}"),
        None => format!("{kind}-at-{port}"),
    }
}

/// Letters that can stand in a file's name and on a command line.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' })
        .take(64)
        .collect()
}

/// The first line of a file of sysfs; whatever is no UTF-8 in it is replaced.
fn text(path: &Path) -> Option<String> {
    let bytes = fs::read(path).ok()?;
    let line = String::from_utf8_lossy(&bytes).trim().to_owned();
    (!line.is_empty()).then_some(line)
}

fn links(node: &Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = ["/dev/ocellus/camera", "/dev/v4l/by-id", "/dev/v4l/by-path"]
        .iter()
        .flat_map(|folder| fs::read_dir(folder).into_iter().flatten().flatten())
        .map(|entry| entry.path())
        .filter(|path| fs::canonicalize(path).is_ok_and(|target| target == node))
        .collect();
    found.sort();
    found
}

/// A USB device with a video interface that no driver has taken: where it is plugged in.
fn without_driver() -> Option<String> {
    fs::read_dir("/sys/bus/usb/devices").ok()?.flatten().find_map(|entry| {
        let interface = entry.path();
        let video = text(&interface.join("bInterfaceClass")).as_deref() == Some("0e");
        (video && !interface.join("driver").exists())
            .then(|| entry.file_name().to_string_lossy().into_owned())
    })
}

/// The name of the group that owns a node.
pub fn group_of(node: &Path) -> Option<String> {
    let gid = fs::metadata(node).ok()?.gid().to_string();
    let groups = fs::read_to_string("/etc/group").ok()?;
    let line = groups.lines().find(|line| line.split(':').nth(2) == Some(gid.as_str()))?;
    line.split(':').next().map(str::to_owned).filter(|name| name != "root")
}

/// The programs that hold a node open, as far as this user may see: name and process number.
pub fn users_of(node: &Path) -> Vec<String> {
    let holds = |process: &Path| {
        let open = fs::read_dir(process.join("fd")).into_iter().flatten().flatten();
        open.take(4096).any(|entry| fs::read_link(entry.path()).is_ok_and(|target| target == node))
    };
    let own = std::process::id();
    fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse::<u32>().ok()?, entry.path())))
        .filter(|(number, path)| *number != own && holds(path))
        .map(|(number, path)| format!("{} (process {number})", text(&path.join("comm")).unwrap_or_default()))
        .collect()
}
