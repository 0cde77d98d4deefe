//! What was altered, taken out, moved or cut off is found by `ocellus record verify`; what is sound is called so.
#![allow(clippy::disallowed_methods, reason = "scratch files of a test need no durability")]

mod common;

use std::path::Path;
use std::process::Command;

use common::{read_one, save_eye};
use ocellus::record::Record;
use rusqlite::Connection;
use serde_json::Value;
use tempfile::{TempDir, tempdir};

/// A record with three photographs, two of them read, and what it is called when it is sound.
fn kept() -> TempDir {
    let folder = tempdir().unwrap();
    let record = Record::open_with_floor(folder.path(), 0).unwrap();
    (0..3).for_each(|seed| drop(save_eye(&record, seed)));
    read_one(&record);
    read_one(&record);
    folder
}

/// The exit code and the report.
fn verify(folder: &Path, more: &[&str]) -> (i32, Value) {
    let output = Command::new(env!("CARGO_BIN_EXE_ocellus"))
        .args(["record", "verify", "--json", "--data"])
        .arg(folder)
        .args(more)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let report = serde_json::from_str(&said)
        .unwrap_or_else(|error| panic!("{error}: {said}{}", String::from_utf8_lossy(&output.stderr)));
    (output.status.code().unwrap(), report)
}

/// Does to the database what the program itself does not allow.
fn tamper(folder: &Path, sql: &str) {
    let connection = Connection::open(folder.join("ocellus.sqlite3")).unwrap();
    let drop = "DROP TRIGGER IF EXISTS audit_stays; DROP TRIGGER IF EXISTS audit_is_kept; DROP TRIGGER IF EXISTS reading_stays;";
    connection.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
    connection.execute_batch(drop).unwrap();
    connection.execute_batch(sql).unwrap();
}

#[test]
fn a_sound_record_is_called_sound_also_while_it_is_in_use() {
    let folder = kept();
    let record = Record::open_with_floor(folder.path(), 0).unwrap();
    let (code, report) = verify(folder.path(), &[]);
    assert_eq!((code, &report["sound"]), (0, &Value::Bool(true)), "{report:#}");
    assert_eq!((&report["audit_entries"], &report["photographs_checked"]), (&5.into(), &3.into()));
    let head = report["audit_head"].as_str().unwrap();
    assert!(head.starts_with("5:") && head.len() == 66, "{head}");
    drop(record);
    assert_eq!(verify(folder.path(), &["--head", head]).0, 0, "the noted entry is there");
    let output = Command::new(env!("CARGO_BIN_EXE_ocellus"))
        .args(["record", "verify", "--data"])
        .arg(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("audit, 5 entries: sound") && said.contains("3 photographs: sound"), "{said}");
}

#[test]
fn what_was_altered_taken_out_or_moved_in_the_audit_is_found() {
    let acts = [
        ("altered", "UPDATE audit SET actor = 'nobody' WHERE seq = 2"),
        ("altered in its detail", "UPDATE audit SET detail = json_set(detail, '$.try', 9) WHERE seq = 4"),
        ("taken out", "DELETE FROM audit WHERE seq = 3"),
        ("the first taken out", "DELETE FROM audit WHERE seq = 1"),
        ("the last taken out", "DELETE FROM audit WHERE seq = 5"),
        (
            "two exchanged",
            "UPDATE audit SET seq = 99 WHERE seq = 2; UPDATE audit SET seq = 2 WHERE seq = 3; UPDATE audit SET seq = 3 WHERE seq = 99",
        ),
        (
            "put in",
            "INSERT INTO audit SELECT 6, at, actor, source, 'reading.finished', subject, detail, hash FROM audit WHERE seq = 5",
        ),
        (
            "taken out and renumbered",
            "DELETE FROM audit WHERE seq = 4; UPDATE audit SET seq = 4 WHERE seq = 5; UPDATE sqlite_sequence SET seq = 4 WHERE name = 'audit'",
        ),
        (
            "the tail cut off and the counter set back",
            "DELETE FROM audit WHERE seq > 3; UPDATE sqlite_sequence SET seq = 3 WHERE name = 'audit'",
        ),
        ("emptied", "DELETE FROM audit; DELETE FROM sqlite_sequence"),
    ];
    for (what, sql) in acts {
        let folder = kept();
        tamper(folder.path(), sql);
        let (code, report) = verify(folder.path(), &[]);
        assert!(code == 1 && report["audit"]["count"].as_u64() > Some(0), "{what}: {report:#}");
        assert_eq!(report["sound"], false, "{what}");
    }
}

#[test]
fn rows_that_part_from_the_audit_are_found() {
    let acts = [
        ("a reading's text", "UPDATE reading SET json = json_set(json, '$.software', '9') WHERE version = 1"),
        ("a reading gone", "DELETE FROM reading WHERE rowid = 1"),
        (
            "other bytes",
            "UPDATE photograph SET sha256 = replace(sha256, substr(sha256, 1, 1), 'e') WHERE rowid = 1",
        ),
        ("a photograph gone", "DELETE FROM job; DELETE FROM photograph WHERE rowid = 3"),
    ];
    for (what, sql) in acts {
        let folder = kept();
        tamper(folder.path(), sql);
        let (code, report) = verify(folder.path(), &[]);
        assert!(code == 1 && report["audit"]["count"].as_u64() > Some(0), "{what}: {report:#}");
    }
}

#[test]
fn an_audit_written_anew_is_found_by_a_head_that_was_noted() {
    let folder = kept();
    let head = verify(folder.path(), &[]).1["audit_head"].as_str().unwrap().to_owned();
    // The whole record is exchanged for another that is sound in itself.
    let other = kept();
    assert_eq!(verify(other.path(), &[]).0, 0);
    let (code, report) = verify(other.path(), &["--head", &head]);
    assert_eq!(code, 1, "{report:#}");
    assert!(report["audit"]["listed"].to_string().contains("noted"), "{report:#}");
}

#[test]
fn damage_to_database_and_photographs_is_found() {
    let folder = kept();
    let shelf = std::fs::read_dir(folder.path().join("photographs")).unwrap().next().unwrap().unwrap().path();
    let file = std::fs::read_dir(shelf).unwrap().next().unwrap().unwrap().path();
    std::fs::remove_file(&file).unwrap();
    let (code, report) = verify(folder.path(), &[]);
    assert_eq!((code, &report["photographs"]["count"]), (1, &1.into()), "{report:#}");
    tamper(folder.path(), "DELETE FROM photograph WHERE rowid = 1");
    assert!(verify(folder.path(), &[]).1["database"]["listed"].to_string().contains("refers to nothing"));

    let output = Command::new(env!("CARGO_BIN_EXE_ocellus"))
        .args(["record", "verify", "--data", "/nowhere/at/all"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.code() == Some(1) && said.contains("/nowhere/at/all"), "{said}");
}
