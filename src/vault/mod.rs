//! The record encrypted at rest: a folder that the kernel encrypts, file contents and names, with a key that lies
//! elsewhere. The database, its log, photographs and temporary files alike; nothing above notices.

mod kernel;
mod key;

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::fault::{Explain, FaultCode};
use crate::hex::hex;

/// A key file is a line; more bytes than this are none.
const MAX_KEY_FILE: u64 = 4096;
/// Devices under devices, such as LVM on LUKS.
const MAX_DEPTH: usize = 8;

/// Why an act on a vault failed.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    #[error("the file system of {path} cannot encrypt")]
    Unsupported { path: PathBuf },
    #[error("{path} is not empty")]
    NotEmpty { path: PathBuf },
    #[error("{path} is not encrypted")]
    NotVault { path: PathBuf },
    #[error("the key would lie within {path}, which it is to close")]
    KeyInside { path: PathBuf },
    #[error("the key file {path} cannot be {act}")]
    KeyFile { act: &'static str, path: PathBuf, source: io::Error },
    #[error("the key in {path} is not as it was written down: a letter is wrong or missing")]
    Mistyped { path: PathBuf },
    #[error("the key in {path} is the key of another folder")]
    WrongKey { path: PathBuf },
    #[error("the folder {path} cannot be {act}")]
    Folder { act: &'static str, path: PathBuf, source: io::Error },
}

impl Explain for VaultError {
    fn code(&self) -> FaultCode {
        match self {
            VaultError::NotVault { .. } => FaultCode::NotFound,
            VaultError::KeyFile { .. } => FaultCode::Unreadable,
            VaultError::NotEmpty { .. }
            | VaultError::KeyInside { .. }
            | VaultError::Mistyped { .. }
            | VaultError::WrongKey { .. } => FaultCode::BadRequest,
            _ => FaultCode::RecordFailed,
        }
    }

    fn remedy(&self) -> String {
        match self {
            VaultError::Unsupported { .. } => {
                "Use ext4 or f2fs, and switch its feature on: `tune2fs -O encrypt DEVICE`. \
                Or encrypt the whole disk with LUKS."
                    .into()
            }
            VaultError::NotEmpty { .. } => {
                "Encryption begins with an empty folder: make one, then bring the record into \
                it with `ocellus record backup` and `restore`."
                    .into()
            }
            VaultError::NotVault { .. } => "Make it with `ocellus vault create` while it is empty.".into(),
            VaultError::KeyInside { .. } => {
                "Give a file on another disk or partition, such as a stick.".into()
            }
            VaultError::KeyFile { .. } => {
                "Check the path, and that it is not there yet when it is made.".into()
            }
            VaultError::Mistyped { .. } => "Compare it with the recovery sheet, group by group.".into(),
            VaultError::WrongKey { .. } => {
                "Take the key or the recovery sheet that was made with this folder.".into()
            }
            VaultError::Folder { .. } => "Check that the folder is there and that this user owns it.".into(),
        }
    }
}

/// How a folder's disk is protected while the power is off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Protection {
    /// The folder is a vault; `open` while the kernel has its key.
    Vault { key: String, open: bool },
    /// The whole disk is encrypted (dm-crypt).
    Disk { device: String },
    /// Whoever has the disk can read it.
    None,
}

/// Looks how a folder, or the nearest one above it that is there, is protected.
pub fn protection(folder: &Path) -> Result<Protection, VaultError> {
    let existing = folder.ancestors().find(|folder| folder.is_dir()).unwrap_or(Path::new("/"));
    let failed = |source| VaultError::Folder { act: "looked at", path: existing.to_path_buf(), source };
    let open = File::open(existing).map_err(failed)?;
    if let Some(name) = kernel::policy(&open).map_err(failed)? {
        let open = kernel::has(&open, &name).map_err(failed)?;
        return Ok(Protection::Vault { key: hex(&name), open });
    }
    let device = open.metadata().map_err(failed)?.dev();
    let (major, minor) = (rustix::fs::major(device), rustix::fs::minor(device));
    let block = Path::new("/sys/dev/block").join(format!("{major}:{minor}"));
    Ok(crypt(&block, 0).map_or(Protection::None, |device| Protection::Disk { device }))
}

/// The name of the dm-crypt device that a block device is or lies on.
fn crypt(block: &Path, depth: usize) -> Option<String> {
    let word = |name: &str| fs::read_to_string(block.join(name)).map(|text| text.trim().to_owned());
    if word("dm/uuid").is_ok_and(|uuid| uuid.starts_with("CRYPT-")) {
        return word("dm/name").ok();
    }
    if depth == MAX_DEPTH {
        return None;
    }
    let below = fs::read_dir(block.join("slaves")).into_iter().flatten().flatten();
    below.map(|device| device.path()).find_map(|device| crypt(&device, depth + 1))
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// What the kernel names the key by; it is on the recovery sheet, and tells nothing of the key.
    pub name: String,
    /// Whether key and folder lie on one file system, where a thief has both.
    pub together: bool,
}

/// Makes an empty folder a vault, and its new key as a file. The vault is open afterwards.
pub fn create(folder: &Path, key_file: &Path) -> Result<Made, VaultError> {
    let failed = |act| move |source| VaultError::Folder { act, path: folder.to_path_buf(), source };
    if !folder.is_dir() {
        fs::DirBuilder::new().mode(0o700).recursive(true).create(folder).map_err(failed("made"))?;
    }
    if fs::read_dir(folder).map_err(failed("read"))?.next().is_some() {
        return Err(VaultError::NotEmpty { path: folder.to_path_buf() });
    }
    let beside = key_file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let key_failed = |act| move |source| VaultError::KeyFile { act, path: key_file.to_path_buf(), source };
    let (place, inside) =
        (beside.canonicalize().map_err(key_failed("made"))?, folder.canonicalize().map_err(failed("read"))?);
    if place.starts_with(&inside) {
        return Err(VaultError::KeyInside { path: folder.to_path_buf() });
    }
    let mut key = [0; kernel::KEY];
    File::open("/dev/urandom")
        .and_then(|mut random| random.read_exact(&mut key))
        .map_err(key_failed("made"))?;
    let open = File::open(folder).map_err(failed("opened"))?;
    let unsupported = |source: io::Error| match source.raw_os_error() {
        Some(25 | 95) => VaultError::Unsupported { path: folder.to_path_buf() },
        _ => VaultError::Folder { act: "encrypted", path: folder.to_path_buf(), source },
    };
    let name = kernel::add(&open, &key).map_err(unsupported)?;
    // The key is on the disk before anything is encrypted with it.
    let written = write_key(&place, key_file, &key).map_err(key_failed("written"));
    key.fill(0);
    if let Err(error) = written {
        let _ = kernel::remove(&open, &name);
        return Err(error);
    }
    if let Err(error) = kernel::encrypt(&open, &name).and_then(|()| open.sync_all()) {
        let _ = kernel::remove(&open, &name);
        let _ = fs::remove_file(key_file);
        return Err(unsupported(error));
    }
    let device = |path: &Path| path.metadata().map(|data| data.dev()).ok();
    Ok(Made { name: hex(&name), together: device(&place) == device(folder) })
}

fn write_key(folder: &Path, path: &Path, key: &[u8; kernel::KEY]) -> io::Result<()> {
    let mut file = File::options().write(true).create_new(true).mode(0o400).open(path)?;
    file.write_all(format!("{}\n", key::written(key)).as_bytes())?;
    file.sync_all()?;
    File::open(folder)?.sync_all()
}

/// Opens a vault with the key in a file. Once more changes nothing.
pub fn open(folder: &Path, key_file: &Path) -> Result<String, VaultError> {
    let failed = |source| VaultError::Folder { act: "opened", path: folder.to_path_buf(), source };
    let (mut key, opened) = (read_key(key_file)?, File::open(folder).map_err(failed)?);
    let expected = kernel::policy(&opened)
        .map_err(failed)?
        .ok_or_else(|| VaultError::NotVault { path: folder.to_path_buf() })?;
    let name = kernel::add(&opened, &key).map_err(failed)?;
    key.fill(0);
    if name != expected {
        let _ = kernel::remove(&opened, &name);
        return Err(VaultError::WrongKey { path: key_file.to_path_buf() });
    }
    Ok(hex(&name))
}

/// Closes a vault. False where files in it are still open, and so still readable.
pub fn close(folder: &Path) -> Result<bool, VaultError> {
    let failed = |source| VaultError::Folder { act: "closed", path: folder.to_path_buf(), source };
    let opened = File::open(folder).map_err(failed)?;
    let name = kernel::policy(&opened)
        .map_err(failed)?
        .ok_or_else(|| VaultError::NotVault { path: folder.to_path_buf() })?;
    // An open encrypted folder would itself be a file that is still open: the one above it will do, on the same disk.
    let above = folder.canonicalize().ok().and_then(|folder| File::open(folder.parent()?).ok());
    let device = |file: &File| file.metadata().map(|data| data.dev()).ok();
    let place = above.filter(|above| device(above) == device(&opened)).unwrap_or(opened);
    kernel::remove(&place, &name).map_err(failed)
}

/// The recovery sheet: what to print and keep away from the station.
pub fn sheet(key_file: &Path, folder: &Path, name: &str) -> Result<String, VaultError> {
    let text = key::written(&read_key(key_file)?);
    let groups: Vec<&str> = text.split('-').collect();
    let lines: Vec<String> = groups.chunks(4).map(|some| format!("      {}", some.join("  "))).collect();
    Ok(format!(
        "OCELLUS RECOVERY SHEET\n\n\
         With this key everybody can read the patients' record of the station below. Without it, and without the\n\
         key file, nobody can, and nobody can help. Print this sheet, lock it away, and keep no copy on the station.\n\n\
         \x20 Record   {}\n  Key      {name}\n\n{}\n\n\
         To recover: write the eleven groups into a file, then\n\n\
         \x20     ocellus vault open --key FILE --data {}\n\n\
         There is no I, L, O or U in it; capital letters, spaces and dashes do not matter. A slip is noticed.\n",
        folder.display(),
        lines.join("\n"),
        folder.display()
    ))
}

fn read_key(path: &Path) -> Result<[u8; kernel::KEY], VaultError> {
    let failed = |source| VaultError::KeyFile { act: "read", path: path.to_path_buf(), source };
    let mut text = String::new();
    File::open(path).and_then(|file| file.take(MAX_KEY_FILE).read_to_string(&mut text)).map_err(failed)?;
    key::read(&text).ok_or_else(|| VaultError::Mistyped { path: path.to_path_buf() })
}
