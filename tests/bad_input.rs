//! Bad input: each has an error that names the file and the remedy, and the other files are still read.
#![allow(clippy::disallowed_methods, reason = "scratch files of a test need no durability")]

mod front_door;

use std::path::{Path, PathBuf};

use front_door::{assert_schema, data, ocellus, root, screen};
use serde_json::Value;

/// Screens `bad` between two good files, and gives the error line after checking that both others were read.
fn between_good_files(bad: &Path) -> Value {
    let good = data("synthetic_eye.jpg");
    let (output, lines) = screen(&[good.clone(), bad.to_owned(), good], &["--no-language"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines.len(), 3);
    assert!(lines[0]["error"].is_null() && lines[2]["error"].is_null(), "the others are read");
    assert_schema(&lines);
    let error = lines[1]["error"].clone();
    let name = bad.file_name().expect("a name").to_string_lossy().into_owned();
    assert!(error["message"].as_str().is_some_and(|m| m.contains(&name)), "the file is named: {error}");
    assert!(error["remedy"].as_str().is_some_and(|r| !r.is_empty()), "a remedy is given: {error}");
    error
}

fn written(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("written");
    path
}

#[test]
fn broken_files_are_told_apart() {
    let folder = tempfile::tempdir().expect("a folder");
    let whole = std::fs::read(data("synthetic_eye.jpg")).expect("ships");
    let cases: [(&str, &[u8], &str); 3] = [
        ("truncated.jpg", &whole[..whole.len() / 2], "damaged"),
        ("empty.jpg", b"", "empty"),
        ("letter.jpg", b"Dear colleague, please find attached the photograph.", "unknown_format"),
    ];
    for (name, bytes, code) in cases {
        let error = between_good_files(&written(folder.path(), name, bytes));
        assert_eq!(error["code"], code, "{name}: {error}");
    }
}

#[test]
fn a_folder_is_no_photograph() {
    let folder = tempfile::tempdir().expect("a folder");
    let inner = folder.path().join("photos");
    std::fs::create_dir(&inner).expect("made");
    assert_eq!(between_good_files(&inner)["code"], "is_directory");
}

#[test]
fn a_picture_of_200_megapixels_is_refused_by_its_header() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = b"IHDR".to_vec();
    header.extend(20_000u32.to_be_bytes());
    header.extend(10_000u32.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]);
    chunk(&mut png, &header);
    // A little of the 600 MB of zeros that a bomb would unpack to.
    chunk(&mut png, b"IDAT\x78\x9c\x63\x60\x60\x60\x00\x00\x00\x04\x00\x01");
    chunk(&mut png, b"IEND");
    assert_eq!(between_good_files(&written(folder.path(), "bomb.png", &png))["code"], "too_large");
}

fn chunk(png: &mut Vec<u8>, typed: &[u8]) {
    png.extend((typed.len() as u32 - 4).to_be_bytes());
    png.extend(typed);
    let crc = typed.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |c, _| if c & 1 == 1 { 0xEDB8_8320 ^ (c >> 1) } else { c >> 1 })
    });
    png.extend((!crc).to_be_bytes());
}

#[test]
fn a_missing_bundle_is_told_with_its_remedy_and_one_line_a_file() {
    let output = ocellus(&["screen", "--json", "--bundle", "/nonexistent/bundle"])
        .arg(data("synthetic_eye.jpg"))
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(1));
    let lines = front_door::lines(&output);
    assert_eq!(lines[0]["error"]["code"], "bundle_missing");
    assert!(String::from_utf8_lossy(&output.stderr).contains("/nonexistent/bundle"));
    assert_schema(&lines);
}

#[test]
fn one_flipped_byte_in_the_weights_is_refused_at_load_with_the_file_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let bundle = folder.path().join("bundle");
    copy(&root().join("models/ocellus-1"), &bundle);
    let weights = bundle.join("weights.bin");
    let mut bytes = std::fs::read(&weights).expect("weights");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&weights, bytes).expect("written");
    let output = ocellus(&["screen", "--json", "--bundle"])
        .arg(&bundle)
        .arg(data("synthetic_eye.jpg"))
        .output()
        .expect("runs");
    assert_eq!(output.status.code(), Some(1));
    let error = front_door::lines(&output).remove(0)["error"].clone();
    assert_eq!(error["code"], "bundle_invalid");
    assert!(error["message"].as_str().is_some_and(|m| m.contains("weights.bin")), "{error}");
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("made");
    for entry in std::fs::read_dir(from).expect("the bundle ships") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(std::fs::copy(entry.path(), target).expect("copied")),
        }
    }
}

#[test]
fn a_full_disk_is_told_and_nothing_is_lost_silently() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("/dev/full");
    let status = ocellus(&["screen", "--json", "--no-language"])
        .arg(data("synthetic_eye.jpg"))
        .stdout(full)
        .output()
        .expect("runs");
    assert_eq!(status.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&status.stderr).contains("cannot be written"));
}

#[test]
fn a_cmyk_photograph_is_read() {
    let (output, lines) = screen(&[data("cmyk.jpg")], &["--no-language"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(lines[0]["error"].is_null());
}
