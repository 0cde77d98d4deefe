//! The record keeps what it has acknowledged: through restarts, kills and a full disk.
#![allow(clippy::disallowed_methods, reason = "scratch files of a test need no durability")]

mod common;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use common::{eye_jpeg, good, reading};
use jiff::{SignedDuration, Timestamp};
use ocellus::fault::{Explain, Fault, FaultCode};
use ocellus::record::{
    Failure, Filing, MAX_TRIES, NewPatient, NewPhotograph, Origin, Pace, ReadingState, Record, RecordError,
    Scrubber, Seen, Who,
};
use ocellus::terms::Laterality;
use tempfile::tempdir;

fn save(
    record: &Record,
    bytes: &[u8],
    origin: Origin,
) -> Result<(ocellus::record::Photograph, bool), RecordError> {
    record.save_photograph(&NewPhotograph {
        bytes,
        file: "eye.jpg",
        media_type: "image/jpeg",
        width: 640,
        height: 480,
        origin,
        quality: &good(),
        field_of_view: None,
    })
}

fn open(folder: &Path) -> Record {
    Record::open_with_floor(folder, 0).expect("the record opens")
}

fn fault(code: FaultCode) -> Fault {
    Fault { code, message: "it went wrong".into(), remedy: "try again".into() }
}

fn after(ms: i64) -> Timestamp {
    Timestamp::now() + SignedDuration::from_millis(ms)
}

fn files_below(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.path().is_dir() {
            true => found.extend(files_below(&entry.path())),
            false => found.push(entry.path()),
        }
    }
    found
}

#[test]
fn a_photograph_is_saved_once_and_comes_back_as_it_was() {
    let folder = tempdir().unwrap();
    let record = open(&folder.path().join("deep/new/folder"));
    let bytes = eye_jpeg(1);
    let (saved, is_new) = save(&record, &bytes, Origin::Upload).unwrap();
    assert!(is_new && saved.state == ReadingState::Queued && saved.bytes == bytes.len() as u64);
    let (again, is_new) = save(&record, &bytes, Origin::Watch).unwrap();
    assert!(!is_new);
    assert_eq!(again, saved);
    assert_eq!(record.count_photographs().unwrap(), 1);
    assert_eq!(record.photograph_bytes(&saved.id).unwrap(), bytes);
    assert_eq!(record.photograph(&saved.id).unwrap(), saved);
    assert_eq!(record.queue().unwrap().queued, 1);
    assert_eq!(record.photograph("01J0000000000000000000000X").unwrap_err().code(), FaultCode::NotFound);
    let log = record.folder().join("ocellus.sqlite3-wal");
    drop(record);
    assert!(!log.exists(), "a record that is closed has everything in its database");
}

#[test]
fn the_list_goes_backwards_in_time_page_by_page() {
    let folder = tempdir().unwrap();
    let record = open(folder.path());
    let mut ids: Vec<String> = (0..5).map(|n| save(&record, &[7, n], Origin::Upload).unwrap().0.id).collect();
    ids.reverse();
    let first = record.photographs(3, None).unwrap().photographs;
    let rest = record.photographs(3, Some(&first[2].id)).unwrap().photographs;
    let listed: Vec<String> = first.into_iter().chain(rest).map(|p| p.id).collect();
    assert_eq!(listed, ids);
}

#[test]
fn a_restart_in_the_middle_of_a_job_costs_one_try() {
    let folder = tempdir().unwrap();
    let record = open(folder.path());
    let (saved, _) = save(&record, &eye_jpeg(1), Origin::Upload).unwrap();
    let lease = record.lease("reader-1", Timestamp::now()).unwrap().unwrap();
    assert_eq!((lease.attempt, &lease.photograph.id), (1, &saved.id));
    assert_eq!(record.photograph(&saved.id).unwrap().state, ReadingState::Reading);
    assert!(record.lease("reader-2", Timestamp::now()).unwrap().is_none(), "a lease is held by one");
    drop(record);

    let record = open(folder.path());
    assert_eq!(record.reclaim().unwrap(), 1);
    let again = record.lease("reader-2", Timestamp::now()).unwrap().unwrap();
    assert_eq!(again.attempt, 2);
    // What the dead reader still says is not kept.
    let late = record.finish(&lease, &reading("eye.jpg"), Timestamp::now());
    assert!(matches!(late, Err(RecordError::LeaseLost { .. })));
    let done = record.finish(&again, &reading("eye.jpg"), Timestamp::now()).unwrap();
    assert_eq!((done.state, done.laterality), (ReadingState::Done, Laterality::Od));
    assert_eq!(done.reading.unwrap().version, 1);
    drop(record);

    let record = open(folder.path());
    assert_eq!(record.reclaim().unwrap(), 0);
    assert!(record.lease("reader-3", after(600_000)).unwrap().is_none());
    assert!(record.reading_json(&saved.id).unwrap().contains("ocellus.reading/1"));
}

#[test]
fn a_photograph_that_kills_the_reader_every_time_is_set_aside() {
    let folder = tempdir().unwrap();
    for attempt in 1..=MAX_TRIES {
        let record = open(folder.path());
        if attempt == 1 {
            save(&record, &eye_jpeg(1), Origin::Upload).unwrap();
        }
        record.reclaim().unwrap();
        assert_eq!(record.lease("reader", Timestamp::now()).unwrap().unwrap().attempt, attempt);
    }
    let record = open(folder.path());
    record.reclaim().unwrap();
    assert!(record.lease("reader", after(3_600_000)).unwrap().is_none());
    let photograph = record.photographs(1, None).unwrap().photographs.remove(0);
    assert_eq!(photograph.state, ReadingState::Failed);
    assert!(photograph.fault.unwrap().message.contains("every try"));
    assert_eq!(record.queue().unwrap().failed, 1);
}

#[test]
fn a_failed_try_waits_longer_each_time_and_then_is_set_aside_with_its_reason() {
    let folder = tempdir().unwrap();
    let record = open(folder.path());
    let (saved, _) = save(&record, &eye_jpeg(1), Origin::Upload).unwrap();
    let mut now = Timestamp::now();
    let mut waits = Vec::new();
    for _ in 1..MAX_TRIES {
        let lease = record.lease("reader", now).unwrap().unwrap();
        let Failure::Retry(at) = record.fail(&lease, &fault(FaultCode::EngineFailed), now).unwrap() else {
            panic!("a try was left")
        };
        assert!(record.lease("reader", now).unwrap().is_none(), "it waits");
        waits.push(at.duration_since(now).as_millis());
        now = at + SignedDuration::from_millis(2);
    }
    assert!((500..=1500).contains(&waits[0]) && (2000..=6000).contains(&waits[1]), "{waits:?}");
    let lease = record.lease("reader", now).unwrap().unwrap();
    assert_eq!(record.fail(&lease, &fault(FaultCode::EngineFailed), now).unwrap(), Failure::Poison);
    let photograph = record.photograph(&saved.id).unwrap();
    assert_eq!((photograph.state, photograph.attempts), (ReadingState::Failed, MAX_TRIES));
    assert_eq!(photograph.fault.unwrap().code, FaultCode::EngineFailed);
    assert_eq!(record.wait(now).unwrap(), None);
    let (again, is_new) = save(&record, &eye_jpeg(1), Origin::Upload).unwrap();
    assert_eq!(
        (is_new, again.id, again.state),
        (false, saved.id, ReadingState::Queued),
        "brought again, read again"
    );
    assert_eq!(record.lease("reader", after(5)).unwrap().unwrap().attempt, 1);
}

#[test]
fn what_no_other_try_can_help_is_set_aside_at_once() {
    let folder = tempdir().unwrap();
    let record = open(folder.path());
    save(&record, &eye_jpeg(1), Origin::Upload).unwrap();
    let lease = record.lease("reader", Timestamp::now()).unwrap().unwrap();
    assert_eq!(record.fail(&lease, &fault(FaultCode::Damaged), Timestamp::now()).unwrap(), Failure::Poison);
}

#[test]
fn a_lease_that_ran_out_goes_to_the_next_and_one_given_back_costs_nothing() {
    let folder = tempdir().unwrap();
    let record = open(folder.path());
    save(&record, &eye_jpeg(1), Origin::Upload).unwrap();
    let first = record.lease("reader-1", Timestamp::now()).unwrap().unwrap();
    record.give_back(&first, Timestamp::now()).unwrap();
    let second = record.lease("reader-1", after(5)).unwrap().unwrap();
    assert_eq!(second.attempt, 1);
    let third = record.lease("reader-2", after(ocellus::record::LEASE + 1000)).unwrap().unwrap();
    assert_eq!((third.attempt, third.owner.as_str()), (2, "reader-2"));
}

#[test]
fn a_clock_that_was_set_back_holds_nothing_up() {
    let folder = tempdir().unwrap();
    let record = open(folder.path());
    save(&record, &eye_jpeg(1), Origin::Upload).unwrap();
    let day_before = after(-86_400_000);
    assert_eq!(record.wait(day_before).unwrap(), Some(std::time::Duration::ZERO));
    // A new job, one that waits for its second try, and one that is leased: all set in what is now the future.
    let lease = record.lease("reader", Timestamp::now()).unwrap().unwrap();
    record.fail(&lease, &fault(FaultCode::EngineFailed), Timestamp::now()).unwrap();
    assert_eq!(record.lease("reader", day_before).unwrap().unwrap().attempt, 2);
    let two_days_before = after(-2 * 86_400_000);
    assert_eq!(record.lease("reader", two_days_before).unwrap().unwrap().attempt, 3);
}

#[test]
fn the_patient_in_the_chair_goes_first() {
    let folder = tempdir().unwrap();
    let record = open(folder.path());
    for (n, origin) in [Origin::Demo, Origin::Watch, Origin::Upload, Origin::Upload].into_iter().enumerate() {
        save(&record, &[9, n as u8], origin).unwrap();
    }
    let order: Vec<Origin> = std::iter::from_fn(|| record.lease("reader", after(5)).unwrap())
        .map(|lease| lease.photograph.origin)
        .collect();
    assert_eq!(order, [Origin::Upload, Origin::Upload, Origin::Watch, Origin::Demo]);
}

#[test]
fn a_file_that_the_disk_altered_is_told_and_mended_by_the_same_bytes() {
    let folder = tempdir().unwrap();
    let record = open(folder.path());
    let bytes = eye_jpeg(1);
    let (saved, _) = save(&record, &bytes, Origin::Upload).unwrap();
    let file = files_below(&folder.path().join("photographs")).remove(0);
    let mut altered = bytes.clone();
    altered[1000] ^= 1;
    std::fs::write(&file, altered).unwrap();
    let error = record.photograph_bytes(&saved.id).unwrap_err();
    assert!(
        matches!(error, RecordError::Altered { .. })
            && error.fault().message.contains(file.to_str().unwrap())
    );
    assert!(!save(&record, &bytes, Origin::Upload).unwrap().1);
    assert_eq!(record.photograph_bytes(&saved.id).unwrap(), bytes);
}

#[test]
fn watched_files_are_remembered_as_they_stood() {
    let folder = tempdir().unwrap();
    let record = open(folder.path());
    let (path, seen) = (Path::new("/camera/1.jpg"), Seen { bytes: 10, modified_ns: 20 });
    assert!(!record.was_seen(path, seen).unwrap());
    record.remember_seen(path, seen, true).unwrap();
    assert!(record.was_seen(path, seen).unwrap());
    assert!(!record.was_seen(path, Seen { bytes: 11, ..seen }).unwrap());
}

#[test]
fn an_empty_database_of_version_0_is_brought_to_the_newest_and_others_are_refused() {
    let folder = tempdir().unwrap();
    let database = folder.path().join("ocellus.sqlite3");
    std::fs::write(&database, b"").unwrap();
    drop(open(folder.path()));
    let connection = rusqlite::Connection::open(&database).unwrap();
    let version: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    assert_eq!(version, ocellus::record::VERSION);
    let check: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");

    connection.pragma_update(None, "user_version", version + 1).unwrap();
    drop(connection);
    let newer = Record::open(folder.path()).unwrap_err();
    assert!(matches!(newer, RecordError::Newer { found, .. } if found == version + 1));

    let other = tempdir().unwrap();
    let connection = rusqlite::Connection::open(other.path().join("ocellus.sqlite3")).unwrap();
    connection.execute_batch("CREATE TABLE somebody_elses (x)").unwrap();
    drop(connection);
    let database = other.path().join("ocellus.sqlite3");
    let before = std::fs::read(&database).unwrap();
    assert!(matches!(Record::open(other.path()).unwrap_err(), RecordError::Foreign { .. }));
    assert!(std::fs::read(&database).unwrap() == before, "it is left as it is");
    std::fs::write(other.path().join("ocellus.sqlite3"), b"this is no database, but a text".repeat(50))
        .unwrap();
    let text = Record::open(other.path()).unwrap_err();
    assert!(matches!(text, RecordError::Foreign { .. }), "{text:?}");
}

#[test]
fn a_record_has_one_owner_and_its_folder_must_be_writable() {
    let folder = tempdir().unwrap();
    let record = open(folder.path());
    assert!(matches!(Record::open(folder.path()).unwrap_err(), RecordError::InUse { .. }));
    drop(record);
    drop(open(folder.path()));
    let file = folder.path().join("a-file");
    std::fs::write(&file, b"x").unwrap();
    let error = Record::open(&file.join("below")).unwrap_err();
    assert_eq!(error.code(), FaultCode::RecordFailed);
    assert!(error.fault().message.contains("a-file") && !error.remedy().is_empty());
}

#[test]
fn readings_and_audit_cannot_be_changed_afterwards() {
    let folder = tempdir().unwrap();
    let record = open(folder.path());
    save(&record, &eye_jpeg(1), Origin::Upload).unwrap();
    let lease = record.lease("reader", Timestamp::now()).unwrap().unwrap();
    record.finish(&lease, &reading("eye.jpg"), Timestamp::now()).unwrap();
    drop(record);
    let connection = rusqlite::Connection::open(folder.path().join("ocellus.sqlite3")).unwrap();
    for sql in ["UPDATE reading SET category = 'refer'", "UPDATE audit SET actor = 'x'", "DELETE FROM audit"]
    {
        assert!(connection.execute(sql, []).is_err(), "{sql}");
    }
    let acts: Vec<String> = connection
        .prepare("SELECT act FROM audit ORDER BY seq")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert_eq!(acts, ["photograph.saved", "reading.finished"]);
}

/// Writes photographs until it is killed, and says each id after it was acknowledged. Runs as a child only.
#[test]
#[ignore = "the child of the test below"]
fn child_that_saves_until_it_is_killed() {
    let Ok(folder) = std::env::var("OCELLUS_TEST_FOLDER") else { return };
    let record = open(Path::new(&folder));
    record.reclaim().unwrap();
    for seed in 0_u64.. {
        let bytes: Vec<u8> =
            (0..40_000_u64).map(|n| (n.wrapping_mul(seed + std::process::id() as u64) >> 3) as u8).collect();
        let (saved, _) = save(&record, &bytes, Origin::Upload).unwrap();
        println!("acknowledged {} {}", saved.id, saved.sha256);
        if seed % 3 == 0
            && let Some(lease) = record.lease("child", Timestamp::now()).unwrap()
        {
            record.finish(&lease, &reading("eye.jpg"), Timestamp::now()).unwrap();
            println!("read {} -", lease.photograph.id);
        }
    }
}

#[test]
fn nothing_acknowledged_is_lost_when_the_process_is_killed() {
    let folder = tempdir().unwrap();
    let mut acknowledged = Vec::new();
    for round in 0..6_usize {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args([
                "--exact",
                "child_that_saves_until_it_is_killed",
                "--ignored",
                "--nocapture",
                "--test-threads=1",
            ])
            .env("OCELLUS_TEST_FOLDER", folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut heard = 0;
        // Killed at another point of its work each round: with so many acknowledged, and a little later.
        while heard < 5 + 7 * round {
            let line = lines.next().expect("the child goes on").unwrap();
            heard += usize::from(keep(&line, &mut acknowledged));
        }
        std::thread::sleep(std::time::Duration::from_micros(700 * round as u64));
        child.kill().unwrap();
        child.wait().unwrap();
        for line in lines.map_while(Result::ok) {
            keep(&line, &mut acknowledged);
        }
        check_all(folder.path(), &acknowledged);
    }
    assert!(acknowledged.len() > 100);
}

fn keep(line: &str, acknowledged: &mut Vec<(String, String, String)>) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    match words[..] {
        // A line cut off by the kill was not said.
        [act @ ("acknowledged" | "read"), id, sha] if id.len() == 26 && (sha == "-" || sha.len() == 64) => {
            acknowledged.push((act.into(), id.into(), sha.into()));
            act == "acknowledged"
        }
        _ => false,
    }
}

fn check_all(folder: &Path, acknowledged: &[(String, String, String)]) {
    let record = open(folder);
    for (act, id, sha) in acknowledged {
        let photograph = record.photograph(id).expect("an acknowledged photograph has its row");
        record.photograph_bytes(id).expect("an acknowledged photograph has its file, unaltered");
        match act.as_str() {
            "read" => assert_eq!(photograph.state, ReadingState::Done),
            _ => assert_eq!(&photograph.sha256, sha),
        }
    }
    let unfinished: Vec<_> = files_below(&folder.join("photographs"))
        .into_iter()
        .filter(|path| path.to_string_lossy().contains("unfinished"))
        .collect();
    assert!(unfinished.is_empty(), "half-written files are swept away: {unfinished:?}");
    drop(record);
    let connection = rusqlite::Connection::open(folder.join("ocellus.sqlite3")).unwrap();
    let check: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(check, "ok");
}

/// Fills a real, tiny disk. Runs as a child in a mount namespace of its own.
#[test]
#[ignore = "the child of the test below"]
fn child_that_fills_the_disk() {
    let Ok(folder) = std::env::var("OCELLUS_TEST_FOLDER") else { return };
    let record = open(Path::new(&folder));
    // What is given back at the end, however little the last refused photograph has left.
    let reserve = Path::new(&folder).join("reserve");
    std::fs::write(&reserve, vec![0; 256 * 1024]).unwrap();
    let mut saved = Vec::new();
    let error = loop {
        let bytes: Vec<u8> = (0..150_000_u32).map(|n| (n as usize * (saved.len() + 3)) as u8).collect();
        match save(&record, &bytes, Origin::Upload) {
            Ok((photograph, true)) => saved.push((photograph.id, bytes)),
            Ok(_) => panic!("every photograph is new"),
            Err(error) => break error,
        }
        assert!(saved.len() < 1000, "the disk is full at some time");
    };
    assert_eq!(error.code(), FaultCode::DiskFull, "{error}");
    assert!(!saved.is_empty() && error.remedy().contains("Free space"));
    // Nothing half-written: as many files as rows, all of them whole.
    assert_eq!(files_below(&Path::new(&folder).join("photographs")).len(), saved.len());
    assert_eq!(record.count_photographs().unwrap(), saved.len() as u64);
    for (id, bytes) in &saved {
        assert_eq!(&record.photograph_bytes(id).unwrap(), bytes);
    }
    // Then the database itself finds no room: it says so, and goes on once there is room again.
    let ballast = Path::new(&folder).join("ballast");
    let mut file = std::fs::File::create(&ballast).unwrap();
    while std::io::Write::write_all(&mut file, &[0; 4096]).is_ok() {}
    drop(file);
    let mut refused = None;
    for n in 0..2000_u32 {
        let seen = Seen { bytes: 1, modified_ns: 1 };
        if let Err(error) = record.remember_seen(Path::new(&format!("/{n}/{}", "x".repeat(500))), seen, true)
        {
            refused = Some(error);
            break;
        }
    }
    let refused = refused.expect("the database runs out of room");
    assert_eq!(refused.code(), FaultCode::DiskFull, "{refused}");
    assert_eq!(record.photograph(&saved[0].0).unwrap().state, ReadingState::Queued, "reading goes on");
    std::fs::remove_file(&ballast).and_then(|()| std::fs::remove_file(&reserve)).unwrap();
    save(&record, b"one more, now that there is room", Origin::Upload).unwrap();
    println!("filled and recovered with {} photographs", saved.len());
}

#[test]
fn a_full_disk_is_told_and_leaves_nothing_half_written() {
    let folder = tempdir().unwrap();
    let script = r#"mount -t tmpfs -o size=3m none "$1" || exit 77; export OCELLUS_TEST_FOLDER="$1"; shift; exec "$@""#;
    let child = Command::new("unshare")
        .args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"])
        .arg(folder.path())
        .arg(std::env::current_exe().unwrap())
        .args(["--exact", "child_that_fills_the_disk", "--ignored", "--nocapture", "--test-threads=1"])
        .output();
    match child {
        Ok(child) if child.status.success() => {
            let said = String::from_utf8_lossy(&child.stdout).into_owned();
            assert!(said.contains("filled and recovered"), "{said}");
        }
        Ok(child)
            if child.status.code() == Some(77)
                || String::from_utf8_lossy(&child.stderr).contains("unshare") =>
        {
            eprintln!("skipped: this machine gives no namespace to mount a tiny disk in");
        }
        Ok(child) => {
            panic!("{}\n{}", String::from_utf8_lossy(&child.stdout), String::from_utf8_lossy(&child.stderr))
        }
        Err(_) => eprintln!("skipped: there is no unshare on this machine"),
    }
}

#[test]
fn the_floor_keeps_room_for_readings() {
    let folder = tempdir().unwrap();
    let record = Record::open_with_floor(folder.path(), u64::MAX / 2).unwrap();
    let error = save(&record, &eye_jpeg(1), Origin::Upload).unwrap_err();
    assert_eq!(error.code(), FaultCode::DiskFull);
    assert!(files_below(&folder.path().join("photographs")).is_empty());
}

/// As a turned bit does, which asks no trigger and no constraint.
fn damage(folder: &Path, sql: &str, id: &str) {
    let connection = rusqlite::Connection::open(folder.join("ocellus.sqlite3")).unwrap();
    connection.execute_batch("PRAGMA ignore_check_constraints = ON").unwrap();
    assert_eq!(connection.execute(sql, [id]).unwrap(), 1, "{sql}");
}

#[test]
fn a_photograph_that_cannot_be_understood_holds_no_other_up() {
    let folder = tempdir().unwrap();
    let record = open(folder.path());
    let hurt = save(&record, &[1], Origin::Upload).unwrap().0.id;
    let whole = save(&record, &[2], Origin::Upload).unwrap().0.id;
    damage(folder.path(), "UPDATE photograph SET quality = '{' WHERE id = ?1", &hurt);
    let lease = record.lease("reader", after(5)).unwrap().expect("the other one");
    assert_eq!((lease.photograph.id.as_str(), lease.attempt), (whole.as_str(), 1));
    record.finish(&lease, &reading("eye.jpg"), Timestamp::now()).unwrap();
    assert!(record.lease("reader", after(5)).unwrap().is_none());
    let queue = record.queue().unwrap();
    assert_eq!((queue.queued, queue.failed), (0, 1), "it is set aside, and told so");
}

#[test]
fn a_patient_is_added_beside_one_that_cannot_be_understood() {
    let folder = tempdir().unwrap();
    let record = open(folder.path());
    let new = |identifier, name| NewPatient {
        local_identifier: identifier,
        name: Some(name),
        birth_year: Some(1961),
        sex: None,
        anyway: false,
        key: None,
    };
    for (identifier, name) in [("P1", "Asha Rao"), ("P2", "Binod Thapa")] {
        record.add_patient(&new(identifier, name), Who::COMMAND).unwrap();
    }
    damage(
        folder.path(),
        "UPDATE patient SET name = CAST(x'4173ff' AS TEXT) WHERE local_identifier = ?1",
        "P1",
    );
    record.add_patient(&new("P3", "Chandra Gurung"), Who::COMMAND).expect("it is added");
    let alike = record.add_patient(&new("P4", "Binod Thapa"), Who::COMMAND).unwrap();
    assert!(
        matches!(alike, ocellus::record::Added::Similar(found) if found.len() == 1),
        "the others still speak"
    );
}

#[test]
fn a_turned_bit_in_a_row_costs_no_photograph_and_no_round_of_the_scrubber() {
    let folder = tempdir().unwrap();
    let record = std::sync::Arc::new(open(folder.path()));
    let bytes = eye_jpeg(3);
    let hurt = save(&record, &bytes, Origin::Upload).unwrap().0.id;
    let lost = save(&record, &eye_jpeg(4), Origin::Upload).unwrap().0.id;
    save(&record, &eye_jpeg(5), Origin::Upload).unwrap();
    let files = files_below(&folder.path().join("photographs"));
    for file in &files {
        let long_ago = std::time::SystemTime::now() - std::time::Duration::from_secs(100_000);
        std::fs::File::options().write(true).open(file).unwrap().set_modified(long_ago).unwrap();
    }
    damage(folder.path(), "UPDATE photograph SET path = 'photographs/elsewhere.jpg' WHERE id = ?1", &hurt);
    damage(folder.path(), "UPDATE photograph SET path = CAST(x'70ff' AS TEXT) WHERE id = ?1", &lost);
    let pace = Pace {
        first: std::time::Duration::ZERO,
        between: std::time::Duration::from_secs(3600),
        bytes_a_second: 1 << 40,
    };
    let scrubber = Scrubber::start(record.clone(), pace).unwrap();
    let found = common::eventually("a round", || {
        let status = record.scrubbed();
        status.ended_at.is_some().then_some(status)
    });
    drop(scrubber);
    assert_eq!((found.photographs, found.damaged, found.removed), (3, 2, 0), "{:?}", found.faults);
    assert_eq!(files_below(&folder.path().join("photographs")).len(), 3, "every file is still there");
}

#[test]
fn a_visit_holds_no_more_photographs_than_its_page_can_show() {
    let folder = tempdir().unwrap();
    let record = open(folder.path());
    let new = NewPatient {
        local_identifier: "P1",
        name: None,
        birth_year: None,
        sex: None,
        anyway: false,
        key: None,
    };
    let ocellus::record::Added::New(patient) = record.add_patient(&new, Who::COMMAND).unwrap() else {
        panic!("somebody new")
    };
    let visit = record.begin_encounter(&patient.id, Who::COMMAND).unwrap();
    let photograph = |n: u32| {
        let (bytes, quality) = (n.to_le_bytes(), good());
        let of = Filing { encounter: Some(&visit), laterality: None, consent_elsewhere: true };
        let new = common::new_eye(&bytes, &quality);
        record.save_photograph_of(&new, of, Who::COMMAND)
    };
    for n in 0..200 {
        photograph(n).unwrap();
    }
    let error = photograph(200).unwrap_err();
    assert_eq!(error.code(), FaultCode::Conflict, "{error}");
    assert!(error.to_string().contains("200"), "{error}");
    assert_eq!(files_below(&folder.path().join("photographs")).len(), 200, "nothing half saved");
}
