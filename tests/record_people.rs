//! A photograph is filed under a patient and an eye with a trace; one patient is exported and erased, and no other.
#![allow(clippy::disallowed_methods, reason = "scratch files of a test need no durability")]

mod common;

use std::path::Path;
use std::process::{Command, Output};

use common::{eye_jpeg, good, reading};
use jiff::Timestamp;
use ocellus::record::{NewPhotograph, Origin, Record, verify};
use ocellus::terms::Laterality;
use serde_json::Value;
use tempfile::{TempDir, tempdir};

fn ocellus(data: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ocellus"));
    command.arg("record").args(arguments).arg("--data").arg(data).output().unwrap()
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A record with photographs of two patients, read; their ids in this order: Asha, Asha, Binod, nobody.
fn clinic() -> (TempDir, Vec<String>) {
    let folder = tempdir().unwrap();
    let record = Record::open_with_floor(folder.path(), 0).unwrap();
    let ids: Vec<String> = ["asha-right.jpg", "asha-left.jpg", "binod.jpg", "nobody.jpg"]
        .iter()
        .zip(0..)
        .map(|(file, seed)| {
            let new = NewPhotograph {
                bytes: &eye_jpeg(seed),
                file,
                media_type: "image/jpeg",
                width: 640,
                height: 480,
                origin: Origin::Watch,
                quality: &good(),
                field_of_view: None,
            };
            let seen = ocellus::record::Seen { bytes: 1, modified_ns: 1 };
            record.remember_seen(&Path::new("/camera").join(file), seen, true).unwrap();
            record.save_photograph(&new).unwrap().0.id
        })
        .collect();
    for _ in &ids {
        let lease = record.lease("reader", Timestamp::now()).unwrap().unwrap();
        record.finish(&lease, &reading(&lease.photograph.file), Timestamp::now()).unwrap();
    }
    drop(record);
    for (id, patient, eye) in [(0, "Asha 1961", "OD"), (1, "Asha 1961", "OS"), (2, "Binod 1950", "OD")] {
        let filed = ocellus(folder.path(), &["file", &ids[id], "--patient", patient, "--eye", eye]);
        assert!(filed.status.success(), "{}", said(&filed));
    }
    (folder, ids)
}

/// Every byte that lies in a folder, one file after the other.
fn all_bytes(folder: &Path) -> Vec<u8> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        match entry.path().is_dir() {
            true => all.extend(all_bytes(&entry.path())),
            false => all.extend(std::fs::read(entry.path()).unwrap()),
        }
    }
    all
}

fn holds(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

#[test]
fn a_photograph_is_moved_to_another_eye_and_patient_with_a_trace() {
    let (folder, ids) = clinic();
    let moved = ocellus(folder.path(), &["file", &ids[0], "--patient", "Binod 1950", "--eye", "OS"]);
    assert!(moved.status.success(), "{}", said(&moved));
    let record = Record::open_with_floor(folder.path(), 0).unwrap();
    assert_eq!(record.photograph(&ids[0]).unwrap().laterality, Laterality::Os);
    drop(record);
    let connection = rusqlite::Connection::open(folder.path().join("ocellus.sqlite3")).unwrap();
    let trace: String = connection
        .query_row(
            "SELECT detail FROM audit WHERE act = 'photograph.filed' AND subject = ?1 ORDER BY seq DESC LIMIT 1",
            [&ids[0]],
            |row| row.get(0),
        )
        .unwrap();
    let trace: Value = serde_json::from_str(&trace).unwrap();
    assert_eq!((&trace["from"]["eye"], &trace["to"]["eye"]), (&"OD".into(), &"OS".into()));
    assert_ne!(trace["from"]["encounter"], trace["to"]["encounter"]);
    assert!(verify(folder.path(), None).unwrap().sound);
    let unknown = ocellus(folder.path(), &["file", "01J0000000000000000000000X", "--patient", "New"]);
    assert!(unknown.status.code() == Some(1) && said(&unknown).contains("no photograph"));
}

#[test]
fn one_patient_is_exported_and_no_other() {
    let (folder, ids) = clinic();
    let target = tempdir().unwrap();
    let running = Record::open_with_floor(folder.path(), 0).unwrap();
    let output =
        ocellus(folder.path(), &["export", "--patient", "Asha 1961", target.path().to_str().unwrap()]);
    assert!(output.status.success(), "{}", said(&output));
    drop(running);
    let document: Value =
        serde_json::from_slice(&std::fs::read(target.path().join("patient.json")).unwrap()).unwrap();
    assert_eq!(document["schema"], "ocellus.export/1");
    assert_eq!(document["patient"][0]["local_identifier"], "Asha 1961");
    assert_eq!(document["photograph"].as_array().unwrap().len(), 2);
    assert_eq!(document["reading"][0]["json"]["schema"], "ocellus.reading/1");
    let bytes = all_bytes(target.path());
    assert!(holds(&bytes, &eye_jpeg(0)) && holds(&bytes, &eye_jpeg(1)) && holds(&bytes, ids[0].as_bytes()));
    assert!(!holds(&bytes, b"Binod") && !holds(&bytes, ids[2].as_bytes()) && !holds(&bytes, &eye_jpeg(2)));
    let nobody = ocellus(folder.path(), &["export", "--patient", "Nobody", "/tmp"]);
    assert!(nobody.status.code() == Some(1) && said(&nobody).contains("no patient Nobody"));
}

#[test]
fn one_patient_is_erased_to_the_last_byte_and_the_others_stay() {
    let (folder, ids) = clinic();
    let thumbnail = |id: &str| {
        let record = Record::open_with_floor(folder.path(), 0).unwrap();
        let name = format!("{}.thumbnail.jpg", record.photograph(id).unwrap().sha256);
        folder.path().join("derived").join(name)
    };
    let (asha, binod) = (thumbnail(&ids[0]), thumbnail(&ids[2]));
    std::fs::create_dir_all(asha.parent().unwrap()).unwrap();
    std::fs::write(&asha, b"a thumbnail").unwrap();
    let view = asha.with_file_name(asha.file_name().unwrap().to_str().unwrap().replace("thumbnail", "view"));
    std::fs::write(&view, b"the whole picture").unwrap();
    std::fs::write(&binod, b"a thumbnail").unwrap();

    let refused = ocellus(folder.path(), &["erase", "--patient", "Asha 1961"]);
    assert_eq!(refused.status.code(), Some(2), "without --yes nothing is erased");
    let output = ocellus(folder.path(), &["erase", "--patient", "Asha 1961", "--yes"]);
    assert!(said(&output).contains("2 encounters, 2 photographs, 2 readings"), "{}", said(&output));

    let bytes = all_bytes(folder.path());
    for (what, left) in
        [("her name", &b"Asha 1961"[..]), ("a file name", b"asha-"), ("her eye", &eye_jpeg(0))]
    {
        assert!(!holds(&bytes, left), "{what} is still there");
    }
    assert!(!asha.exists() && !view.exists() && binod.exists());
    assert!(
        holds(&bytes, b"Binod 1950") && holds(&bytes, &eye_jpeg(2)) && holds(&bytes, b"/camera/binod.jpg")
    );
    let record = Record::open_with_floor(folder.path(), 0).unwrap();
    assert!(record.photograph(&ids[0]).is_err() && record.reading_json(&ids[2]).is_ok());
    assert_eq!(record.count_photographs().unwrap(), 2);
    drop(record);
    // The audit knows that it was done, and the record is sound.
    let found = verify(folder.path(), None).unwrap();
    assert!(found.sound, "{found:#?}");
    assert!(ocellus(folder.path(), &["erase", "--patient", "Asha 1961", "--yes"]).status.code() == Some(1));
}

#[test]
fn a_patient_is_not_erased_under_a_running_station() {
    let (folder, _) = clinic();
    let running = Record::open_with_floor(folder.path(), 0).unwrap();
    let output = ocellus(folder.path(), &["erase", "--patient", "Asha 1961", "--yes"]);
    assert!(
        output.status.code() == Some(1) && said(&output).contains("Stop the other one"),
        "{}",
        said(&output)
    );
    assert_eq!(running.count_photographs().unwrap(), 4);
}
