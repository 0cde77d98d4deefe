//! What a clinic set for a camera, kept in the data folder and used at every plug: `cameras/ID.toml`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::CameraError;
use super::file;
use super::mode::Wish;

/// A larger file is no profile.
const MOST_BYTES: u64 = 64 * 1024;

/// The settings of one camera.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// Format and size; what is not set is chosen.
    #[serde(default)]
    pub mode: Wish,
    /// Values by the names of `camera info`, whatever their order in the file.
    #[serde(default)]
    pub controls: BTreeMap<String, i32>,
}

impl Profile {
    /// The profile of a camera; none where nothing was set.
    pub fn load(data: &Path, id: &str) -> Result<Option<Profile>, CameraError> {
        let path = path(data, id);
        let failed = |source| CameraError::File { act: "read", path: path.clone(), source };
        let size = match fs::metadata(&path) {
            Ok(meta) => meta.len(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(failed(error)),
        };
        let wrong = |why: String| CameraError::Profile { path: path.clone(), why };
        if size > MOST_BYTES {
            return Err(wrong(format!("{size} bytes")));
        }
        let text = fs::read_to_string(&path).map_err(failed)?;
        toml::from_str(&text).map(Some).map_err(|e| wrong(e.message().to_owned()))
    }

    /// The controls in the order in which they can be set: an automatic comes before what it rules.
    pub fn in_order(&self) -> Vec<(&str, i32)> {
        let mut all: Vec<(&str, i32)> =
            self.controls.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        all.sort_by_key(|(name, _)| !is_automatic(name));
        all
    }

    /// Keeps a profile: whole or not at all.
    pub fn save(&self, data: &Path, id: &str) -> Result<PathBuf, CameraError> {
        let path = path(data, id);
        let text = toml::to_string(self)
            .map_err(|e| CameraError::Profile { path: path.clone(), why: e.to_string() })?;
        fs::create_dir_all(path.parent().unwrap_or(data)).map_err(|source| CameraError::File {
            act: "written",
            path: path.clone(),
            source,
        })?;
        file::write(&path, text.as_bytes())?;
        Ok(path)
    }

    /// Forgets what was set.
    pub fn forget(data: &Path, id: &str) -> Result<(), CameraError> {
        let path = path(data, id);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(CameraError::File { act: "deleted", path, source: error })
            }
            _ => Ok(()),
        }
    }
}

/// Whether a control is one that rules others, such as `auto_exposure` or `focus_automatic_continuous`.
pub fn is_automatic(name: &str) -> bool {
    name.split('_').any(|part| part == "auto" || part == "automatic")
}

/// A camera's id has no letters that mean something in a path, but a folder of the bus may be named in it.
fn path(data: &Path, id: &str) -> PathBuf {
    let name: String =
        id.chars().map(|c| if c.is_ascii_alphanumeric() || "._-".contains(c) { c } else { '_' }).collect();
    data.join("cameras").join(format!("{name}.toml"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::camera::mode::PixelFormat;

    #[test]
    fn a_profile_is_kept_and_forgotten() {
        let data = tempfile::tempdir().expect("a folder");
        let load = || Profile::load(data.path(), "usb-1209-f001-SN1");
        assert_eq!(load().expect("none yet"), None);
        let mut profile = Profile::default();
        profile.controls.insert("gain".into(), 40);
        profile.mode.format = Some(PixelFormat::Yuyv);
        profile.mode.size = Some((1280, 720));
        profile.save(data.path(), "usb-1209-f001-SN1").expect("saved");
        assert_eq!(load().expect("loads"), Some(profile));
        Profile::forget(data.path(), "usb-1209-f001-SN1").expect("forgotten");
        assert_eq!(load().expect("none again"), None);
    }

    #[test]
    fn automatics_are_set_first() {
        let mut profile = Profile::default();
        for name in
            ["exposure_time_absolute", "focus_absolute", "focus_automatic_continuous", "auto_exposure"]
        {
            profile.controls.insert(name.into(), 1);
        }
        let names: Vec<&str> = profile.in_order().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names[..2], ["auto_exposure", "focus_automatic_continuous"]);
    }

    #[test]
    fn a_spoilt_profile_is_named() {
        let data = tempfile::tempdir().expect("a folder");
        let path = Profile::default().save(data.path(), "x").expect("saved");
        file::write(&path, b"controls = 7").expect("spoilt");
        let error = Profile::load(data.path(), "x").expect_err("refused");
        assert!(matches!(&error, CameraError::Profile { path: p, .. } if *p == path), "{error}");
    }
}
