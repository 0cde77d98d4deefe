//! What a model is on disk: a folder with a manifest, graphs, one file of weights, checksums and claims.
//!
//! A bundle is refused as a whole, and before anything of it runs: a missing file, a byte that changed, a path that
//! leaves the folder, a role without its graph. Nothing of a bundle is trusted that `open` has not hashed.

mod discover;
mod evidence;
mod manifest;
mod open;
mod vlm;

pub use discover::{BUNDLE_ENV, find};
pub use evidence::{Calibration, Conformal, EvidenceSpec, HEADS, Research, Shift};
pub use manifest::{
    Claim, FileEntry, Golden, GoldenInput, LanguageSpec, LanguageTokens, Manifest, PerOutput, Role, SCHEMA,
    Skin,
};
pub use open::{Bundle, MANIFEST_FILE};
pub use vlm::{IMAGE, ImageFamily, ImageSpec, Resample, TemplateKind, TemplateSpec};

use std::path::PathBuf;

use crate::fault::{Explain, FaultCode};

/// Why a bundle is refused. Each names the file it is about.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    #[error("no model bundle at {}", path.display())]
    Missing { path: PathBuf },
    #[error("no model bundle in any of the usual places ({})", looked_in.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", "))]
    NotFound { looked_in: Vec<PathBuf> },
    #[error("cannot read {}", path.display())]
    Unreadable { path: PathBuf, source: std::io::Error },
    #[error("{} is no bundle manifest", path.display())]
    Manifest { path: PathBuf, source: toml::de::Error },
    #[error("{}: {what}", path.display())]
    Inconsistent { path: PathBuf, what: String },
    #[error("{} needs Ocellus {needed}, this is {running}", path.display())]
    SoftwareTooOld { path: PathBuf, needed: String, running: String },
    #[error("{}: the path \"{file}\" leaves the bundle's folder", path.display())]
    Escapes { path: PathBuf, file: String },
    #[error("{} is listed in the manifest and missing", path.display())]
    FileMissing { path: PathBuf },
    #[error("{} has {found} bytes where the manifest says {expected}", path.display())]
    Size { path: PathBuf, expected: u64, found: u64 },
    #[error("{} was altered: its SHA-256 is {found}, the manifest says {expected}", path.display())]
    Checksum { path: PathBuf, expected: String, found: String },
    #[error("{}: no {skin} graph for the role {role}", path.display())]
    GraphMissing { path: PathBuf, role: Role, skin: Skin },
}

impl Explain for BundleError {
    fn code(&self) -> FaultCode {
        match self {
            Self::Missing { .. } | Self::NotFound { .. } => FaultCode::BundleMissing,
            _ => FaultCode::BundleInvalid,
        }
    }

    fn remedy(&self) -> String {
        match self {
            Self::Missing { .. } | Self::NotFound { .. } => {
                format!(
                    "Name the folder of a bundle with --bundle or {BUNDLE_ENV}; it holds a {MANIFEST_FILE}."
                )
            }
            Self::Unreadable { path, .. } => {
                format!("Check that {} exists and may be read by this user.", path.display())
            }
            Self::SoftwareTooOld { needed, .. } => {
                format!("Update Ocellus to {needed} or newer, or use an older bundle.")
            }
            Self::Size { .. } | Self::Checksum { .. } | Self::FileMissing { .. } => {
                "Copy the bundle again from where it came; a bundle is used whole or not at all.".to_owned()
            }
            Self::Manifest { .. }
            | Self::Inconsistent { .. }
            | Self::Escapes { .. }
            | Self::GraphMissing { .. } => {
                "Get this bundle anew from whoever made it, or use another one with --bundle.".to_owned()
            }
        }
    }
}
