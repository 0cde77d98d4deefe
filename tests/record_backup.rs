//! The restore drill: what is backed up from a record in use comes back whole, sealed from everybody else.
#![allow(clippy::disallowed_methods, reason = "scratch files of a test need no durability")]

mod common;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use common::{eye_jpeg, read_one, save_eye};
use ocellus::record::Record;
use tempfile::{TempDir, tempdir};

fn ocellus(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ocellus")).arg("record").args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path().is_dir() {
            true => found.extend(files_below(&entry.path())),
            false => found.push(entry.path()),
        }
    }
    found.sort();
    found
}

/// A place with a key, its recipient and names for folders.
struct Place {
    folder: TempDir,
    recipient: String,
}

impl Place {
    /// Nothing where the program age is not installed.
    fn new() -> Option<Place> {
        let folder = tempdir().unwrap();
        let Ok(made) = Command::new("age-keygen").args(["-o", text(&folder.path().join("key.txt"))]).output()
        else {
            eprintln!("skipped: age is not installed");
            return None;
        };
        let told = String::from_utf8_lossy(&made.stderr).into_owned();
        let recipient = told.split_whitespace().find(|word| word.starts_with("age1")).unwrap().to_owned();
        Some(Place { folder, recipient })
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn backup(&self) -> Output {
        ocellus(&[
            "backup",
            text(&self.at("stick")),
            "--to",
            &self.recipient,
            "--data",
            text(&self.at("record")),
        ])
    }

    fn restore(&self, into: &str, key: &str) -> Output {
        let (stick, key, into) = (self.at("stick"), self.at(key), self.at(into));
        ocellus(&["restore", text(&stick), "--key", text(&key), "--data", text(&into)])
    }
}

#[test]
fn a_record_in_use_is_backed_up_and_comes_back_whole() {
    let Some(place) = Place::new() else { return };
    let record = Record::open_with_floor(&place.at("record"), 0).unwrap();
    let ids: Vec<String> = (0..4).map(|seed| save_eye(&record, seed)).collect();
    read_one(&record);
    // The station goes on writing while the backup runs.
    std::thread::scope(|scope| {
        let writing = scope.spawn(|| (10..20).map(|seed| save_eye(&record, seed)).collect::<Vec<_>>().len());
        let made = place.backup();
        assert!(made.status.success(), "{}", said(&made));
        assert_eq!(writing.join().unwrap(), 10);
    });
    let leftovers: Vec<_> =
        files_below(&place.at("record")).into_iter().filter(|path| text(path).contains("snapshot")).collect();
    assert!(leftovers.is_empty(), "{leftovers:?}");

    let restored = place.restore("restored", "key.txt");
    assert!(restored.status.success(), "{}", said(&restored));
    let back = Record::open_with_floor(&place.at("restored"), 0).unwrap();
    for (seed, id) in ids.iter().enumerate() {
        assert_eq!(back.photograph_bytes(id).unwrap(), eye_jpeg(seed as u32));
        assert_eq!(back.photograph(id).unwrap().sha256, record.photograph(id).unwrap().sha256);
    }
    let read: Vec<_> = ids.iter().filter_map(|id| back.reading_json(id).ok()).collect();
    assert_eq!(read.len(), 1);
    // The restored record goes on where the other was.
    save_eye(&back, 99);
    drop(back);
    assert!(ocellus(&["verify", "--data", text(&place.at("restored"))]).status.success());
}

#[test]
fn a_backup_tells_nothing_without_the_key_and_a_wrong_key_brings_nothing_back() {
    let Some(place) = Place::new() else { return };
    let record = Record::open_with_floor(&place.at("record"), 0).unwrap();
    let id = save_eye(&record, 1);
    read_one(&record);
    assert!(place.backup().status.success());
    let secrets =
        [record.photograph(&id).unwrap().sha256, "ocellus.reading/1".into(), "JFIF".into(), "eye.jpg".into()];
    for file in files_below(&place.at("stick")) {
        let bytes = std::fs::read(&file).unwrap();
        for secret in &secrets {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found && !text(&file).contains(secret.as_str()), "{secret} in {}", file.display());
        }
    }
    Command::new("age-keygen").args(["-o", text(&place.at("other.txt"))]).output().unwrap();
    let refused = place.restore("restored", "other.txt");
    assert!(refused.status.code() == Some(1) && said(&refused).contains("key"), "{}", said(&refused));
    assert!(files_below(&place.at("restored")).is_empty());
    let full = place.restore("record", "key.txt");
    assert!(full.status.code() == Some(1) && said(&full).contains("not empty"), "{}", said(&full));
}

#[test]
fn a_second_backup_adds_what_is_new_and_takes_away_what_was_erased() {
    let Some(place) = Place::new() else { return };
    let record = Record::open_with_floor(&place.at("record"), 0).unwrap();
    let gone = save_eye(&record, 1);
    save_eye(&record, 2);
    assert!(said(&place.backup()).contains("2 new"));
    let third = save_eye(&record, 3);
    drop(record);
    let data = place.at("record");
    assert!(ocellus(&["file", &gone, "--patient", "K 17", "--data", text(&data)]).status.success());
    let erased = ocellus(&["erase", "--patient", "K 17", "--yes", "--data", text(&data)]);
    assert!(erased.status.success(), "{}", said(&erased));
    let again = said(&place.backup());
    assert!(again.contains("2 photographs") && again.contains("1 new, 2 sealed files taken away"), "{again}");
    let sealed = files_below(&place.at("stick"));
    assert_eq!(sealed.len(), 4, "manifest, database, two photographs: {sealed:?}");
    assert!(sealed.iter().any(|path| text(path).contains(&third)));
    assert!(!sealed.iter().any(|path| text(path).contains(&gone)));
    assert!(place.restore("restored", "key.txt").status.success());
}

#[test]
fn a_damaged_backup_says_what_is_missing_and_brings_back_the_rest() {
    let Some(place) = Place::new() else { return };
    let record = Record::open_with_floor(&place.at("record"), 0).unwrap();
    let ids: Vec<String> = (0..3).map(|seed| save_eye(&record, seed)).collect();
    assert!(place.backup().status.success());
    let sealed = files_below(&place.at("stick"));
    let of = |id: &str| sealed.iter().find(|path| text(path).contains(id)).unwrap();
    let mut bytes = std::fs::read(of(&ids[0])).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(of(&ids[0]), bytes).unwrap();
    std::fs::copy(of(&ids[2]), of(&ids[1])).unwrap();
    let restored = place.restore("restored", "key.txt");
    let told = said(&restored);
    assert_eq!(restored.status.code(), Some(1), "{told}");
    assert!(told.contains(&ids[0]) && told.contains(&ids[1]) && told.contains("1 photographs of"), "{told}");
    let back = Record::open_with_floor(&place.at("restored"), 0).unwrap();
    assert_eq!(back.photograph_bytes(&ids[2]).unwrap(), eye_jpeg(2));
}

#[test]
fn a_backup_that_was_killed_leaves_the_one_before() {
    let Some(place) = Place::new() else { return };
    let record = Record::open_with_floor(&place.at("record"), 0).unwrap();
    let first = save_eye(&record, 0);
    assert!(place.backup().status.success());
    let manifest = std::fs::read(place.at("stick/manifest.json")).unwrap();
    (1..40).for_each(|seed| drop(save_eye(&record, seed)));
    for wait in [5, 40, 120] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_ocellus"))
            .args(["record", "backup", text(&place.at("stick")), "--to", &place.recipient, "--data"])
            .arg(place.at("record"))
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(std::time::Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        // Either the manifest is the old one and complete, or the new one was finished in time.
        let now = std::fs::read(place.at("stick/manifest.json")).unwrap();
        let into = format!("after {wait}");
        let restored = place.restore(&into, "key.txt");
        assert!(restored.status.success(), "{}", said(&restored));
        let back = Record::open_with_floor(&place.at(&into), 0).unwrap();
        assert_eq!(back.photograph_bytes(&first).unwrap(), eye_jpeg(0));
        assert_eq!(back.count_photographs().unwrap(), if now == manifest { 1 } else { 40 });
    }
    assert!(place.backup().status.success(), "the next one goes on");
}

#[test]
fn what_is_no_recipient_or_no_backup_is_refused_with_what_to_do() {
    let folder = tempdir().unwrap();
    drop(Record::open_with_floor(&folder.path().join("record"), 0).unwrap());
    let (stick, data) = (folder.path().join("stick"), folder.path().join("record"));
    for recipient in ["somebody", "age1; rm -rf /", "-age1"] {
        let output = ocellus(&["backup", text(&stick), &format!("--to={recipient}"), "--data", text(&data)]);
        assert!(output.status.code() == Some(1) && said(&output).contains("age-keygen"), "{}", said(&output));
    }
    assert!(!stick.exists());
    let output =
        ocellus(&["restore", text(&stick), "--key", "k", "--data", text(&folder.path().join("new"))]);
    assert!(output.status.code() == Some(1) && said(&output).contains("no backup"), "{}", said(&output));
}
