//! Where a bundle is looked for when nobody names one.

use std::path::{Path, PathBuf};

use super::{BundleError, MANIFEST_FILE};

/// The environment variable that names a bundle's folder.
pub const BUNDLE_ENV: &str = "OCELLUS_BUNDLE";

const DEFAULT: &str = "models/ocellus-1";
const INSTALLED: &str = "/usr/share/ocellus/models/ocellus-1";

/// The folder of the bundle to use: `named` (from `--bundle`), else `OCELLUS_BUNDLE`, else `models/ocellus-1` in the
/// working folder, beside the executable, and as installed. Says only that a manifest is there; `Bundle::open` checks it.
pub fn find(named: Option<&Path>) -> Result<PathBuf, BundleError> {
    let environment = std::env::var_os(BUNDLE_ENV).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(path) = named.map(Path::to_path_buf).or(environment) {
        return if path.join(MANIFEST_FILE).is_file() {
            Ok(path)
        } else {
            Err(BundleError::Missing { path })
        };
    }
    let mut looked_in = vec![PathBuf::from(DEFAULT)];
    if let Some(folder) = std::env::current_exe().ok().as_deref().and_then(Path::parent) {
        looked_in.push(folder.join(DEFAULT));
    }
    looked_in.push(PathBuf::from(INSTALLED));
    match looked_in.iter().find(|path| path.join(MANIFEST_FILE).is_file()) {
        Some(path) => Ok(path.clone()),
        None => Err(BundleError::NotFound { looked_in }),
    }
}
