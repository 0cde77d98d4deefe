//! The published vision-language model in miniature, as it is or altered.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::TempDir;

/// Its folder.
pub fn folder(precision: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/vlm").join(precision)
}

/// A copy whose manifest is made other by `edit` and that has other `files`; the manifest tells the truth of them.
pub fn altered(precision: &str, edit: impl Fn(String) -> String, files: &[(&str, Vec<u8>)]) -> TempDir {
    let source = folder(precision);
    let copy = tempfile::tempdir().unwrap();
    std::fs::create_dir(copy.path().join("golden")).unwrap();
    let all = std::fs::read_dir(&source).unwrap().chain(std::fs::read_dir(source.join("golden")).unwrap());
    for path in all.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
        std::fs::copy(&path, copy.path().join(path.strip_prefix(&source).unwrap())).unwrap();
    }
    let manifest = copy.path().join("bundle.toml");
    let mut document: toml::Table = std::fs::read_to_string(&manifest).unwrap().parse().unwrap();
    for (name, bytes) in files {
        std::fs::write(copy.path().join(name), bytes).unwrap();
        for entry in document["files"].as_array_mut().unwrap() {
            let entry = entry.as_table_mut().unwrap();
            if entry["path"].as_str() == Some(name) {
                let sha256: String = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
                entry.insert("sha256".into(), sha256.into());
                entry.insert("bytes".into(), (bytes.len() as i64).into());
            }
        }
    }
    std::fs::write(&manifest, edit(document.to_string())).unwrap();
    copy
}

/// A manifest without self-tests: what it holds is found out at the first photograph.
pub fn untested(manifest: String) -> String {
    let mut document: toml::Table = manifest.parse().unwrap();
    document.remove("goldens");
    document.to_string()
}
