//! A record of every earlier version, with data in it, is brought to this one and loses nothing.
#![allow(clippy::disallowed_methods, reason = "scratch files of a test need no durability")]

use std::path::Path;

use ocellus::record::{ReadingState, Record, VERSION, verify};
use rusqlite::Connection;
use tempfile::{TempDir, tempdir};

const VERSION_1: &str = include_str!("data/record/version_1.sql");
const TO_VERSION_2: &str = include_str!("../src/record/migrations/0002_people.sql");
const TO_VERSION_3: &str = include_str!("../src/record/migrations/0003_audit.sql");
const TO_VERSION_4: &str = include_str!("../src/record/migrations/0004_accounts.sql");
const TO_VERSION_5: &str = include_str!("../src/record/migrations/0005_day.sql");
const TO_VERSION_6: &str = include_str!("../src/record/migrations/0006_rereading.sql");

/// What version 2 can hold beyond version 1.
const PEOPLE: &str = "
    INSERT INTO patient (id, local_identifier, created_at, birth_year, sex)
        VALUES ('01J0000000000000000000000P', 'K-17', '2026-01-01T00:00:00.000Z', 1961, 'female');
    INSERT INTO encounter (id, patient_id, started_at, utc_offset_minutes, symptoms, diabetes, diabetes_years)
        VALUES ('01J0000000000000000000000E', '01J0000000000000000000000P', '2026-01-01T00:00:00.000Z', 330,
                '[\"flashes\"]', 'type_2', 12);
    INSERT INTO eye VALUES ('01J0000000000000000000000E', 'OD', 0.3, 1, 0);
    UPDATE photograph SET encounter_id = '01J0000000000000000000000E';";

/// The folder of a record of version 1, files and all.
fn version_1() -> TempDir {
    let folder = tempdir().unwrap();
    let connection = Connection::open(folder.path().join("ocellus.sqlite3")).unwrap();
    connection.execute_batch(VERSION_1).unwrap();
    let eye = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/synthetic_eye.jpg")).unwrap();
    let paths: Vec<String> = connection
        .prepare("SELECT path FROM photograph ORDER BY id")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for (path, tail) in paths.iter().zip([&b""[..], b"2"]) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, [&eye[..], tail].concat()).unwrap();
    }
    folder
}

fn version_2() -> TempDir {
    let folder = version_1();
    let connection = Connection::open(folder.path().join("ocellus.sqlite3")).unwrap();
    connection.execute_batch(TO_VERSION_2).unwrap();
    connection.execute_batch(PEOPLE).unwrap();
    connection.pragma_update(None, "user_version", 2).unwrap();
    folder
}

/// The audit's chain is made by code: its entries are taken from a record that this software brought on from version 2.
fn version_3() -> TempDir {
    let folder = version_2();
    let connection = Connection::open(folder.path().join("ocellus.sqlite3")).unwrap();
    connection.execute_batch(TO_VERSION_3).unwrap();
    let entries: Vec<String> = {
        let newest = version_2();
        drop(Record::open_with_floor(newest.path(), 0).unwrap());
        let newest = Connection::open(newest.path().join("ocellus.sqlite3")).unwrap();
        newest
            .prepare(
                "SELECT json_array(seq, at, actor, source, act, subject, detail, hash) FROM audit WHERE seq <= 4",
            )
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap()
    };
    for entry in entries {
        connection
            .execute(
                "INSERT INTO audit SELECT ?1 ->> 0, ?1 ->> 1, ?1 ->> 2, ?1 ->> 3, ?1 ->> 4, ?1 ->> 5, ?1 ->> 6, ?1 ->> 7",
                [entry],
            )
            .unwrap();
    }
    connection.execute_batch("DROP TABLE event").unwrap();
    connection.pragma_update(None, "user_version", 3).unwrap();
    folder
}

fn version_4() -> TempDir {
    let folder = version_3();
    let connection = Connection::open(folder.path().join("ocellus.sqlite3")).unwrap();
    connection.execute_batch(TO_VERSION_4).unwrap();
    connection.pragma_update(None, "user_version", 4).unwrap();
    folder
}

fn version_5() -> TempDir {
    let folder = version_4();
    let connection = Connection::open(folder.path().join("ocellus.sqlite3")).unwrap();
    connection.execute_batch(TO_VERSION_5).unwrap();
    connection.pragma_update(None, "user_version", 5).unwrap();
    folder
}

fn version_6() -> TempDir {
    let folder = version_5();
    let connection = Connection::open(folder.path().join("ocellus.sqlite3")).unwrap();
    connection.execute_batch(TO_VERSION_6).unwrap();
    connection.pragma_update(None, "user_version", 6).unwrap();
    folder
}

/// The rows that matter, as text.
fn rows(folder: &Path) -> Vec<String> {
    let connection = Connection::open(folder.join("ocellus.sqlite3")).unwrap();
    let mut all = Vec::new();
    for table in ["photograph", "job", "reading", "watched_file"] {
        let mut query = connection.prepare(&format!("SELECT * FROM {table} ORDER BY 1")).unwrap();
        // Columns that a later version adds stand at the end.
        let columns = match table {
            "photograph" => 17,
            "reading" => 13,
            _ => query.column_count(),
        };
        let mut rows = query.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<rusqlite::types::Value> = (0..columns).map(|n| row.get(n).unwrap()).collect();
            all.push(format!("{table} {values:?}"));
        }
    }
    all
}

#[test]
fn every_earlier_version_is_brought_here_and_keeps_its_data() {
    let versions: [fn() -> TempDir; 6] = [version_1, version_2, version_3, version_4, version_5, version_6];
    assert_eq!(versions.len() as u32 + 1, VERSION, "a new version needs its test here");
    for (n, make) in versions.iter().enumerate() {
        let folder = make();
        let before = rows(folder.path());
        assert!(before.len() >= 6, "there is data in it");
        let record = Record::open_with_floor(folder.path(), 0).unwrap();
        let photographs = record.photographs(10, None).unwrap().photographs;
        assert_eq!(photographs.len(), 2, "from version {}", n + 1);
        for photograph in &photographs {
            assert_eq!(photograph.state, ReadingState::Done);
            assert!(record.reading_json(&photograph.id).unwrap().contains("ocellus.reading/1"));
            record.photograph_bytes(&photograph.id).unwrap();
        }
        drop(record);
        assert_eq!(rows(folder.path()), before, "from version {}", n + 1);
        let found = verify(folder.path(), None).unwrap();
        assert!(found.sound, "{found:#?}");
        assert_eq!((found.audit_entries, found.photographs_checked), (4, 2));
    }
}

#[test]
fn an_older_record_is_not_verified_in_silence() {
    let folder = version_1();
    let error = verify(folder.path(), None).unwrap_err();
    assert!(error.to_string().contains("version 1"), "{error}");
}

#[test]
fn a_step_that_fails_leaves_the_record_at_its_version() {
    let folder = version_1();
    // A table that the next step wants to make.
    let connection = Connection::open(folder.path().join("ocellus.sqlite3")).unwrap();
    connection.execute_batch("CREATE TABLE outbox (x)").unwrap();
    drop(connection);
    let before = rows(folder.path());
    assert!(Record::open_with_floor(folder.path(), 0).is_err());
    let connection = Connection::open(folder.path().join("ocellus.sqlite3")).unwrap();
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    let events: u32 = connection.query_row("SELECT count(*) FROM event", [], |row| row.get(0)).unwrap();
    assert_eq!((version, events), (1, 4));
    assert_eq!(rows(folder.path()), before);
}
