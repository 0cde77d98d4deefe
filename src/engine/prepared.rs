//! TensorRT's compiled graphs: built by `ocellus model prepare`, never at the first patient, and found again at load for
//! the same card, driver, runtime and bundle. What a machine without a card is told is tested; the building itself has
//! **never been executed**.

use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{EngineChoice, EngineError, LoadOptions, load_with};
use crate::bundle::{Bundle, Role};
use crate::hex::hex;

/// Where the kernel's driver tells of its cards.
const DRIVER: &str = "/proc/driver/nvidia";
/// The file that stands in a folder whose graphs were all built and passed their golden vectors.
const READY: &str = "ready";

/// The graphics processors of a machine and their driver.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cards {
    /// Models, in the order of their names.
    pub models: Vec<String>,
    /// The driver's own line about its version.
    pub driver: String,
}

/// Those of this machine; None where the kernel has no driver for any.
pub fn cards() -> Option<Cards> {
    cards_in(Path::new(DRIVER))
}

fn cards_in(folder: &Path) -> Option<Cards> {
    let version = fs::read_to_string(folder.join("version")).ok()?;
    let driver = version.lines().next()?.trim().to_owned();
    let informed = fs::read_dir(folder.join("gpus")).ok()?;
    let mut models: Vec<String> = informed
        .filter_map(|card| fs::read_to_string(card.ok()?.path().join("information")).ok())
        .filter_map(|text| Some(text.lines().find_map(|l| l.strip_prefix("Model:"))?.trim().to_owned()))
        .collect();
    models.sort();
    (!models.is_empty()).then_some(Cards { models, driver })
}

/// The folder for a bundle's compiled graphs on `cards` under a version of the runtime: what was built for another of
/// them is never found.
pub(super) fn folder(cards: &Cards, runtime: &str, bundle: &Bundle) -> Option<PathBuf> {
    let named = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let base = named("CACHE_DIRECTORY")
        .or_else(|| Some(named("XDG_CACHE_HOME")?.join("ocellus")))
        .or_else(|| Some(named("HOME")?.join(".cache/ocellus")))?;
    Some(base.join("tensorrt").join(key(cards, runtime, &bundle.sha256)))
}

fn key(cards: &Cards, runtime: &str, bundle: &str) -> String {
    let mut hash = Sha256::new();
    for part in cards.models.iter().map(String::as_str).chain([cards.driver.as_str(), runtime, bundle]) {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hex(&hash.finalize())[..32].to_owned()
}

/// The same for the cards of this machine, where it has any.
pub(super) fn folder_here(runtime: &str, bundle: &Bundle) -> Option<PathBuf> {
    folder(&cards()?, runtime, bundle)
}

/// Whether this machine has a card for which nothing was built yet.
pub(super) fn is_awaited(runtime: &str, bundle: &Bundle) -> bool {
    let built = |cards: &Cards| folder(cards, runtime, bundle).is_some_and(|folder| is_ready(&folder));
    cards().is_some_and(|cards| !built(&cards))
}

/// Whether all of it was built.
fn is_ready(folder: &Path) -> bool {
    folder.join(READY).is_file()
}

/// Builds every graph of `bundle` for this machine's cards, one after the other; `tell` hears which comes next, of how
/// many. Gives the folder.
pub fn prepare(
    bundle: &Bundle,
    threads: usize,
    mut tell: impl FnMut(Role, usize, usize),
) -> Result<PathBuf, EngineError> {
    let cards = cards().ok_or(EngineError::NoCard)?;
    let runtime = super::ort::runtime(None)?;
    let unusable = |what: String| EngineError::Provider { provider: "tensorrt", what };
    let place = folder(&cards, &runtime.version, bundle)
        .ok_or_else(|| unusable("there is no folder for what it builds: set CACHE_DIRECTORY".to_owned()))?;
    let failed = |error: std::io::Error| unusable(format!("{}: {error}", place.display()));
    fs::create_dir_all(&place).map_err(failed)?;
    let roles = bundle.manifest.roles();
    for (i, &role) in roles.iter().enumerate() {
        tell(role, i + 1, roles.len());
        let choice = EngineChoice::Ort;
        let options =
            LoadOptions { choice, threads, roles: Some(vec![role]), prepare: true, ..Default::default() };
        let report = load_with(bundle, &options)?.report;
        if report.provider != "tensorrt" {
            let reasons: Vec<String> = report.passed_over.iter().map(ToString::to_string).collect();
            return Err(unusable(reasons.join("; ")));
        }
    }
    // Whole or not there: a file without content needs no order among its parts.
    fs::File::create(place.join(READY)).and_then(|file| file.sync_all()).map_err(failed)?;
    Ok(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::disallowed_methods, reason = "files of a test need not survive a power cut")]
    fn cards_are_read_as_the_driver_tells_them() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(cards_in(folder.path()), None, "no driver");
        let line = "NVRM version: NVIDIA UNIX aarch64 Kernel Module  540.4.0  Tue Sep  3";
        fs::write(folder.path().join("version"), format!("{line}\nGCC version: 12\n")).unwrap();
        assert_eq!(cards_in(folder.path()), None, "a driver and no card");
        for (place, model) in [("0000:02:00.0", "NVIDIA B"), ("0000:01:00.0", "NVIDIA A")] {
            let card = folder.path().join("gpus").join(place);
            fs::create_dir_all(&card).unwrap();
            fs::write(card.join("information"), format!("Model: \t\t {model}\nIRQ: 1\n")).unwrap();
        }
        let found = cards_in(folder.path()).unwrap();
        assert_eq!(
            (found.models.as_slice(), found.driver.as_str()),
            (&["NVIDIA A".into(), "NVIDIA B".into()][..], line)
        );
        assert!(!is_ready(folder.path()));
    }

    #[test]
    fn another_card_driver_runtime_or_bundle_has_another_folder() {
        let cards = |model: &str, driver: &str| Cards { models: vec![model.into()], driver: driver.into() };
        let keys = [
            key(&cards("A", "1"), "1.31", "x"),
            key(&cards("B", "1"), "1.31", "x"),
            key(&cards("A", "2"), "1.31", "x"),
            key(&cards("A", "1"), "1.32", "x"),
            key(&cards("A", "1"), "1.31", "y"),
        ];
        for (i, key) in keys.iter().enumerate() {
            assert!(key.len() == 32 && !keys[..i].contains(key), "{keys:?}");
        }
    }
}
