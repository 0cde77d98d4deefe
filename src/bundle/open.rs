//! Opening a bundle: the manifest is read, then every file is hashed, then the whole is checked for sense.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::{Component, Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{BundleError, EvidenceSpec, LanguageSpec, Manifest, Role, SCHEMA, Skin};

/// The manifest's file name.
pub const MANIFEST_FILE: &str = "bundle.toml";

/// A manifest of more bytes than this is no manifest.
const MANIFEST_LIMIT: u64 = 4 << 20;

/// A bundle whose every listed file was found, hashed and right.
#[derive(Debug, Clone)]
pub struct Bundle {
    /// The folder.
    pub root: PathBuf,
    pub manifest: Manifest,
    /// SHA-256 of `bundle.toml` in hex; since that lists all the others, it names the whole bundle.
    pub sha256: String,
}
use crate::hex::hex;

impl Bundle {
    /// Opens the bundle in `folder` and verifies all of it.
    pub fn open(folder: &Path) -> Result<Bundle, BundleError> {
        let path = folder.join(MANIFEST_FILE);
        let text = read_manifest(&path, folder)?;
        let manifest: Manifest =
            toml::from_str(&text).map_err(|source| BundleError::Manifest { path: path.clone(), source })?;
        let bundle =
            Bundle { root: folder.to_path_buf(), manifest, sha256: hex(&Sha256::digest(text.as_bytes())) };
        bundle.check_versions(&path)?;
        bundle.check_graphs(&path)?;
        bundle.check_references(&path)?;
        let evidence = bundle.manifest.evidence.as_ref().and_then(EvidenceSpec::contradiction);
        let language = || bundle.manifest.language.as_ref().and_then(LanguageSpec::contradiction);
        if let Some(what) = evidence.or_else(language) {
            return Err(BundleError::Inconsistent { path, what });
        }
        bundle.verify()?;
        Ok(bundle)
    }

    /// Hashes every listed file anew (`ocellus model verify`).
    pub fn verify(&self) -> Result<(), BundleError> {
        let manifest_path = self.root.join(MANIFEST_FILE);
        for entry in &self.manifest.files {
            let path = self.resolve(&manifest_path, &entry.path)?;
            let (bytes, sha256) = hash_file(&path, entry.bytes)?;
            if bytes != entry.bytes {
                return Err(BundleError::Size { path, expected: entry.bytes, found: bytes });
            }
            if !sha256.eq_ignore_ascii_case(&entry.sha256) {
                return Err(BundleError::Checksum { path, expected: entry.sha256.clone(), found: sha256 });
            }
        }
        Ok(())
    }

    /// The file of a graph on disk.
    pub fn graph(&self, role: Role, skin: Skin) -> Option<PathBuf> {
        self.manifest.graph(role, skin).map(|file| self.root.join(file))
    }

    /// A listed file of the bundle on disk.
    pub fn path(&self, file: &str) -> PathBuf {
        self.root.join(file)
    }

    /// Bytes of all listed files.
    pub fn bytes(&self) -> u64 {
        self.manifest.files.iter().map(|entry| entry.bytes).sum()
    }

    fn check_versions(&self, path: &Path) -> Result<(), BundleError> {
        let manifest = &self.manifest;
        if manifest.schema != SCHEMA {
            let what = format!("its schema is {:?}, this software reads {SCHEMA:?}", manifest.schema);
            return Err(BundleError::Inconsistent { path: path.to_path_buf(), what });
        }
        let running = env!("CARGO_PKG_VERSION");
        let Some(needed) = version(&manifest.minimum_software) else {
            let what = format!("minimum_software {:?} is no version", manifest.minimum_software);
            return Err(BundleError::Inconsistent { path: path.to_path_buf(), what });
        };
        if version(running) < Some(needed) {
            return Err(BundleError::SoftwareTooOld {
                path: path.to_path_buf(),
                needed: manifest.minimum_software.clone(),
                running: running.to_owned(),
            });
        }
        Ok(())
    }

    fn check_graphs(&self, path: &Path) -> Result<(), BundleError> {
        let roles = self.manifest.roles();
        if roles.is_empty() {
            let what = "it has neither an [evidence] nor a [language] section".to_owned();
            return Err(BundleError::Inconsistent { path: path.to_path_buf(), what });
        }
        for role in Role::ALL {
            if roles.contains(&role) {
                if self.manifest.graph(role, Skin::Cpu).is_none() {
                    return Err(BundleError::GraphMissing {
                        path: path.to_path_buf(),
                        role,
                        skin: Skin::Cpu,
                    });
                }
            } else if self.manifest.graphs.contains_key(role.word()) {
                let what = format!("it has a graph for {role} but no section that says how to use it");
                return Err(BundleError::Inconsistent { path: path.to_path_buf(), what });
            }
        }
        Ok(())
    }

    /// Whatever the manifest refers to must be listed, so that it is hashed.
    fn check_references(&self, path: &Path) -> Result<(), BundleError> {
        let manifest = &self.manifest;
        let listed: BTreeSet<&str> = manifest.files.iter().map(|entry| entry.path.as_str()).collect();
        let graphs = manifest.graphs.values().flat_map(|skins| skins.values()).map(String::as_str);
        let goldens = manifest.goldens.iter().flat_map(|golden| {
            golden
                .inputs
                .values()
                .map(|input| input.path())
                .chain(golden.outputs.values().map(String::as_str))
        });
        let words = manifest.language.iter().flat_map(|language| {
            let grammars = language.grammar.iter().chain(&language.answers);
            std::iter::once(&language.tokenizer).chain(grammars).map(String::as_str)
        });
        for file in graphs.chain(goldens).chain(words).chain(manifest.weights.as_deref()) {
            if !listed.contains(file) {
                let what = format!("it refers to {file:?}, which is not in its list of files");
                return Err(BundleError::Inconsistent { path: path.to_path_buf(), what });
            }
        }
        Ok(())
    }

    /// `file` under the folder; refused where the words or a link lead out of it.
    fn resolve(&self, manifest_path: &Path, file: &str) -> Result<PathBuf, BundleError> {
        let escapes = || BundleError::Escapes { path: manifest_path.to_path_buf(), file: file.to_owned() };
        let relative = Path::new(file);
        if file.is_empty() || !relative.components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(escapes());
        }
        let path = self.root.join(relative);
        let real = |path: &Path| {
            path.canonicalize().map_err(|source| match source.kind() {
                ErrorKind::NotFound => BundleError::FileMissing { path: path.to_path_buf() },
                _ => BundleError::Unreadable { path: path.to_path_buf(), source },
            })
        };
        if !real(&path)?.starts_with(real(&self.root)?) {
            return Err(escapes());
        }
        Ok(path)
    }
}

fn read_manifest(path: &Path, folder: &Path) -> Result<String, BundleError> {
    let mut text = String::new();
    let file = File::open(path).map_err(|source| match source.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => BundleError::Missing { path: folder.to_path_buf() },
        _ => BundleError::Unreadable { path: path.to_path_buf(), source },
    })?;
    file.take(MANIFEST_LIMIT)
        .read_to_string(&mut text)
        .map_err(|source| BundleError::Unreadable { path: path.to_path_buf(), source })?;
    Ok(text)
}

/// Bytes and SHA-256 of a file; reads no further than one byte past `expected`.
fn hash_file(path: &Path, expected: u64) -> Result<(u64, String), BundleError> {
    let unreadable = |source| BundleError::Unreadable { path: path.to_path_buf(), source };
    let file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    if length != expected {
        return Ok((length, String::new()));
    }
    let mut reader = file.take(expected.saturating_add(1));
    let mut hasher = Sha256::new();
    let mut buffer = vec![0u8; 1 << 18];
    let mut bytes = 0u64;
    loop {
        let n = reader.read(&mut buffer).map_err(unreadable)?;
        if n == 0 {
            return Ok((bytes, hex(&hasher.finalize())));
        }
        hasher.update(&buffer[..n]);
        bytes += n as u64;
    }
}

/// `major.minor.patch` as numbers; what follows a `-` or `+` does not count.
fn version(text: &str) -> Option<[u32; 3]> {
    let core = text.split(['-', '+']).next()?;
    let mut parts = core.split('.').map(|part| part.parse::<u32>().ok());
    let version = [parts.next()??, parts.next()??, parts.next()??];
    parts.next().is_none().then_some(version)
}

#[cfg(test)]
mod tests {
    use super::version;

    #[test]
    fn versions_compare_as_numbers() {
        assert!(version("0.10.0") > version("0.9.9"));
        assert_eq!(version("1.2.3-rc.1"), Some([1, 2, 3]));
        assert_eq!(version("1.2"), None);
        assert_eq!(version("one"), None);
    }
}
