//! What is wrong with a bundle or a runtime is found at load, and named. ONNX Runtime is never loaded in this file's
//! process, so that its absence can be tested.
#![allow(clippy::disallowed_methods, reason = "files of a test need not survive a power cut")]

use std::fs;
use std::path::{Path, PathBuf};

use ocellus::bundle::{Bundle, BundleError, MANIFEST_FILE};
use ocellus::engine::{self, EngineChoice, LoadOptions};
use ocellus::fault::{Explain, FaultCode};
use sha2::{Digest, Sha256};

fn tiny() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/tiny")
}

/// A copy of the bundle in miniature that may be spoilt.
fn copy() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("golden")).unwrap();
    for part in ["", "golden"] {
        for entry in fs::read_dir(tiny().join(part)).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_file() {
                fs::copy(entry.path(), folder.path().join(part).join(entry.file_name())).unwrap();
            }
        }
    }
    folder
}

fn edit(folder: &Path, from: &str, to: &str) {
    let path = folder.join(MANIFEST_FILE);
    let text = fs::read_to_string(&path).unwrap();
    assert!(text.contains(from), "{from}");
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

fn hash(path: &Path) -> String {
    Sha256::digest(fs::read(path).unwrap()).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn refused(folder: &Path, code: FaultCode, names: &str) -> BundleError {
    let error = Bundle::open(folder).expect_err("it is refused");
    let fault = error.fault();
    assert_eq!(fault.code, code, "{fault:?}");
    assert!(fault.message.contains(names), "{names} is not in {:?}", fault.message);
    assert!(!fault.remedy.is_empty());
    error
}

#[test]
fn the_miniature_is_whole() {
    let bundle = Bundle::open(&tiny()).unwrap();
    assert_eq!(bundle.sha256.len(), 64);
    assert_eq!(bundle.manifest.roles().len(), 4);
}

#[test]
fn a_missing_bundle_is_named() {
    refused(Path::new("/no/such/bundle"), FaultCode::BundleMissing, "/no/such/bundle");
    let error = ocellus::bundle::find(Some(Path::new("/no/such/bundle"))).unwrap_err();
    assert_eq!(error.code(), FaultCode::BundleMissing);
}

#[test]
fn one_flipped_byte_is_found() {
    let folder = copy();
    let path = folder.path().join("weights.bin");
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&path, bytes).unwrap();
    let error = refused(folder.path(), FaultCode::BundleInvalid, "weights.bin");
    assert!(matches!(error, BundleError::Checksum { .. }), "{error}");
}

#[test]
fn a_cut_and_a_missing_file_are_found() {
    let folder = copy();
    let path = folder.path().join("evidence.cpu.onnx");
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..bytes.len() - 1]).unwrap();
    let error = refused(folder.path(), FaultCode::BundleInvalid, "evidence.cpu.onnx");
    assert!(matches!(error, BundleError::Size { .. }), "{error}");
    fs::remove_file(&path).unwrap();
    let error = refused(folder.path(), FaultCode::BundleInvalid, "evidence.cpu.onnx");
    assert!(matches!(error, BundleError::FileMissing { .. }), "{error}");
}

#[test]
fn a_manifest_that_contradicts_itself_is_refused() {
    let spoil = |from: &str, to: &str, names: &str| {
        let folder = copy();
        edit(folder.path(), from, to);
        refused(folder.path(), FaultCode::BundleInvalid, names);
    };
    spoil("ocellus.bundle/1", "ocellus.bundle/9", "ocellus.bundle/9");
    spoil("minimum_software = \"0.1.0\"", "minimum_software = \"99.0.0\"", "99.0.0");
    spoil("path = \"weights.bin\"", "path = \"../weights.bin\"", "weights.bin");
    spoil("evidence = {", "evidence_ = {", "evidence");
    spoil("tokenizer = \"tokenizer.json\"", "tokenizer = \"other.json\"", "other.json");
    spoil("schema =", "schema", MANIFEST_FILE);
}

#[test]
fn a_path_does_not_leave_the_folder() {
    let folder = copy();
    let path = folder.path().join("weights.bin");
    let away = tempfile::tempdir().unwrap();
    fs::rename(&path, away.path().join("weights.bin")).unwrap();
    std::os::unix::fs::symlink(away.path().join("weights.bin"), &path).unwrap();
    let error = refused(folder.path(), FaultCode::BundleInvalid, "weights.bin");
    assert!(matches!(error, BundleError::Escapes { .. }), "{error}");
}

#[test]
fn a_wrong_shape_is_refused_with_the_graph_named() {
    let folder = copy();
    edit(folder.path(), "size = 64", "size = 32");
    let bundle = Bundle::open(folder.path()).unwrap();
    let error = engine::load(&bundle, EngineChoice::Tract, 1).err().expect("it is refused");
    assert_eq!(error.code(), FaultCode::BundleInvalid);
    assert!(error.to_string().contains("evidence.cpu.onnx"), "{error}");
    assert!(error.to_string().contains("32"), "{error}");
}

#[test]
fn a_runtime_that_computes_wrongly_is_passed_over() {
    let folder = copy();
    // As if the runtime gave something else: the golden of the grades is turned about.
    let path = folder.path().join("golden/evidence.dr.npy");
    let before = hash(&path);
    let mut bytes = fs::read(&path).unwrap();
    let start = bytes.len() - 16;
    for byte in bytes[start..].iter_mut().skip(3).step_by(4) {
        *byte ^= 0x80;
    }
    fs::write(&path, bytes).unwrap();
    edit(folder.path(), &before, &hash(&path));
    let bundle = Bundle::open(folder.path()).expect("its checksums are right");
    let error = engine::load(&bundle, EngineChoice::Tract, 1).err().expect("it is refused");
    assert_eq!(error.code(), FaultCode::EngineUnavailable);
    let message = error.to_string();
    assert!(
        message.contains("tract/cpu") && message.contains("evidence.dr.npy") && message.contains("cosine"),
        "{message}"
    );
}

#[test]
fn without_the_library_tract_reads_and_the_report_says_why() {
    let bundle = Bundle::open(&tiny()).unwrap();
    let options = LoadOptions {
        choice: EngineChoice::Ort,
        threads: 1,
        ort_library: Some(PathBuf::from("/no/such/libonnxruntime.so")),
        ..LoadOptions::default()
    };
    let error = engine::load_with(&bundle, &options).err().expect("it is refused");
    assert_eq!(error.code(), FaultCode::EngineUnavailable);
    assert!(error.to_string().contains("/no/such"), "{error}");
    assert!(error.remedy().contains("tract"), "{}", error.remedy());

    let loaded =
        engine::load_with(&bundle, &LoadOptions { choice: EngineChoice::Auto, ..options.clone() }).unwrap();
    assert_eq!(loaded.report.engine, "tract");
    let reasons = &loaded.report.passed_over;
    assert_eq!(reasons.len(), 3);
    assert!(reasons.iter().all(|passed| passed.reason.contains("/no/such")), "{reasons:?}");

    // A file that is no library, and a library that is another one.
    let folder = tempfile::tempdir().unwrap();
    let text = folder.path().join("libonnxruntime.so");
    fs::write(&text, "no library").unwrap();
    for path in [text, the_c_library()] {
        let options = LoadOptions { ort_library: Some(path.clone()), ..options.clone() };
        let error = engine::load_with(&bundle, &options).err().expect("it is refused");
        assert!(error.to_string().contains(path.file_name().unwrap().to_str().unwrap()), "{error}");
    }
    // Nothing of all this has loaded ONNX Runtime.
    let maps = fs::read_to_string("/proc/self/maps").unwrap();
    assert!(!maps.contains("onnxruntime.so."), "ONNX Runtime was loaded");
}

/// A library that every process has, and that is no ONNX Runtime.
fn the_c_library() -> PathBuf {
    let maps = fs::read_to_string("/proc/self/maps").unwrap();
    let line = maps.lines().find(|line| line.contains("libc.so"));
    PathBuf::from(line.unwrap().split_whitespace().last().unwrap())
}
