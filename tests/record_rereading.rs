//! Photographs read again by a newer bundle, a bundle withdrawn, and photographs kept no longer.
#![allow(clippy::disallowed_methods, reason = "scratch files of a test need no durability")]

mod common;

use common::{reading, save_eye};
use jiff::Timestamp;
use ocellus::reading::{ModelUsed, Reading};
use ocellus::record::{Filing, ReadingState, Record, RecordError, Role, Who, verify};
use ocellus::terms::ReferralCategory;
use serde_json::json;
use tempfile::{TempDir, tempdir};

fn bundle(name: &str) -> ModelUsed {
    let sha256 = if name == "old" { "a" } else { "b" }.repeat(64);
    serde_json::from_value(json!({
        "bundle": name, "version": "1", "sha256": sha256, "engine": "tract", "provider": "cpu", "precision": "int8"
    }))
    .unwrap()
}

/// What a bundle reads of an eye.
fn read_by(name: &str, category: ReferralCategory) -> Reading {
    let mut one = reading("eye.jpg");
    one.models.evidence = Some(bundle(name));
    one.referral.category = category;
    one
}

/// Reads all that is due; the newer bundle refers what `refers` says.
fn read_all(record: &Record, name: &str, refers: &[String]) -> usize {
    let mut count = 0;
    while let Some(lease) = record.lease("reader", Timestamp::now()).unwrap() {
        let refer = name == "new" && refers.contains(&lease.photograph.id);
        let category = if refer { ReferralCategory::Refer } else { ReferralCategory::Rescreen };
        record.finish(&lease, &read_by(name, category), Timestamp::now()).unwrap();
        count += 1;
    }
    count
}

fn open(folder: &TempDir) -> Record {
    Record::open_with_floor(folder.path(), 0).unwrap()
}

#[test]
fn a_new_bundle_reads_again_and_what_is_otherwise_is_listed_and_withdrawn() {
    let folder = tempdir().unwrap();
    let record = open(&folder);
    let ids: Vec<String> = (0..4).map(|seed| save_eye(&record, seed)).collect();
    assert_eq!(record.begin_bundle(&bundle("old"), Timestamp::now()).unwrap(), 0);
    assert_eq!(read_all(&record, "old", &[]), 4);
    assert_eq!(record.begin_bundle(&bundle("old"), Timestamp::now()).unwrap(), 0, "the same after a restart");

    let later = |ms| Timestamp::from_millisecond(Timestamp::now().as_millisecond() + ms).unwrap();
    assert_eq!(record.begin_bundle(&bundle("new"), later(5)).unwrap(), 4);
    // Meanwhile the reading that is there stands, and whoever sits in the chair goes first.
    let photograph = record.photograph(&ids[0]).unwrap();
    assert_eq!((photograph.state, photograph.reading.unwrap().version), (ReadingState::Done, 1));
    let queue = record.queue().unwrap();
    assert_eq!((queue.queued, queue.rereading), (0, 4));
    let chair = save_eye(&record, 9);
    let lease = record.lease("reader", Timestamp::now()).unwrap().unwrap();
    assert!(lease.photograph.id == chair && !lease.again);
    record.finish(&lease, &read_by("new", ReferralCategory::Rescreen), Timestamp::now()).unwrap();
    assert_eq!(read_all(&record, "new", &ids[1..2]), 4);
    assert_eq!(record.photograph(&ids[0]).unwrap().reading.unwrap().version, 2);

    let changes = record.outcome_changes("", 10).unwrap();
    let [change] = &changes[..] else { panic!("one outcome is otherwise: {changes:?}") };
    assert_eq!((&change.photograph.id, &change.what[..]), (&ids[1], &["referral".to_owned()][..]));
    assert_eq!((change.before.category.as_str(), change.after.category.as_str()), ("rescreen", "refer"));
    record.see_outcome_change(&change.id, Who::PAGE).unwrap();
    record.see_outcome_change(&change.id, Who::PAGE).unwrap();
    assert_eq!(record.count_outcome_changes().unwrap(), 0);

    // The new bundle was no good.
    let new = bundle("new").sha256;
    let beside = Record::open_as(Role::Command, folder.path(), 0).unwrap();
    let done = beside.withdraw_bundle(&new, Who::COMMAND).unwrap();
    assert_eq!((done.restored, done.queued), (4, 1), "only the new one has read the eye in the chair");
    drop(beside);
    let photograph = record.photograph(&ids[1]).unwrap();
    let (summary, text) = (photograph.reading.unwrap(), record.reading_json(&ids[1]).unwrap());
    assert_eq!((summary.version, summary.category), (3, ReferralCategory::Rescreen));
    assert!(text.contains(&summary.id) && text.contains(&bundle("old").sha256));
    let [change] = &record.outcome_changes("", 10).unwrap()[..] else { panic!("it is otherwise again") };
    assert_eq!((change.before.category.as_str(), change.after.category.as_str()), ("refer", "rescreen"));

    // It reads no more here: neither from now on, nor what it was reading.
    let refused = record.begin_bundle(&bundle("new"), later(9)).unwrap_err();
    assert!(matches!(refused, RecordError::Withdrawn { .. }), "{refused}");
    let lease = record.lease("reader", Timestamp::now()).unwrap().unwrap();
    assert!(lease.photograph.id == chair && lease.again);
    let late = read_by("new", ReferralCategory::Refer);
    assert!(matches!(
        record.finish(&lease, &late, Timestamp::now()).unwrap_err(),
        RecordError::Withdrawn { .. }
    ));
    record.give_back(&lease, Timestamp::now()).unwrap();
    assert_eq!(record.begin_bundle(&bundle("old"), later(12)).unwrap(), 0);
    assert_eq!(read_all(&record, "old", &[]), 1);
    assert_eq!(record.reread(None, Who::COMMAND).unwrap(), 0, "all is of the bundle that reads");
    drop(record);
    let found = verify(folder.path(), None).unwrap();
    assert!(found.sound, "{found:#?}");
}

#[test]
fn photographs_are_kept_as_long_as_the_protocol_says_and_no_patient_who_is_awaited_loses_one() {
    let folder = tempdir().unwrap();
    let record = open(&folder);
    let ids: Vec<String> = (0..4).map(|seed| save_eye(&record, seed)).collect();
    let mut visits = Vec::new();
    for (n, id) in ids[..3].iter().enumerate() {
        let patient = record.patient(&format!("P{n}"), Who::COMMAND).unwrap();
        let visit = record.begin_encounter(&patient, Who::COMMAND).unwrap();
        let to = Filing { encounter: Some(&visit), consent_elsewhere: true, ..Filing::default() };
        record.file_photograph(id, to, Who::COMMAND).unwrap();
        visits.push(visit);
    }
    read_all(&record, "old", &[]);
    let connection = rusqlite::Connection::open(folder.path().join("ocellus.sqlite3")).unwrap();
    let age = |id: &String, at: &str| {
        connection.execute("UPDATE photograph SET saved_at = ?2 WHERE id = ?1", [id, &at.to_owned()]).unwrap()
    };
    // Old, old but awaited, young, and old but nobody's.
    for id in [&ids[0], &ids[1], &ids[3]] {
        age(id, "2009-05-01T00:00:00.000Z");
    }
    connection
        .execute(
            "INSERT INTO recall (id, encounter_id, category, due_on, created_at)
             VALUES ('01J0000000000000000000000R', ?1, 'refer', '2026-01-01', '2009-05-01T00:00:00.000Z')",
            [&visits[1]],
        )
        .unwrap();
    let files = || walk(&folder.path().join("photographs"));
    let dry = record.retain(10, false, Who::COMMAND).unwrap();
    assert_eq!((dry.photographs.clone(), dry.kept, files()), (vec![ids[0].clone()], 2, 4), "{dry:?}");
    assert_eq!(record.retain(10, true, Who::COMMAND).unwrap(), dry);
    assert_eq!((record.count_photographs().unwrap(), files()), (3, 3));
    assert!(record.photograph(&ids[0]).is_err());
    // A clock that jumped ahead takes nothing: the years count back from the newest photograph.
    age(&ids[2], "2012-05-01T00:00:00.000Z");
    assert!(record.retain(10, false, Who::COMMAND).unwrap().photographs.is_empty());
    drop(connection);
    drop(record);
    let found = verify(folder.path(), None).unwrap();
    assert!(found.sound, "{found:#?}");
}

fn walk(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| if entry.path().is_dir() { walk(&entry.path()) } else { 1 }).sum()
}
