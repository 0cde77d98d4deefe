//! Disks that refuse: full at any write, failing in mid-work and then read-only, and one that turns a bit.

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use ocellus::fault::{Explain, FaultCode};
use ocellus::record::Record;

use super::common::{eventually, good, new_eye};
use super::eyes::eyes;
use super::ground::{Mounted, formatted, in_own_namespace, progress, rounds, seed};
use super::station::{Ledger, keep, note_readings, program, start};

fn save(record: &Record, bytes: &[u8]) -> Result<String, ocellus::record::RecordError> {
    let quality = good();
    let new = new_eye(bytes, &quality);
    record.save_photograph(&new).map(|(photograph, _)| photograph.id)
}

fn files_below(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| if entry.path().is_dir() { files_below(&entry.path()) } else { 1 }).sum()
}

/// Takes all the room of a disk, then gives so many bytes back.
fn leave_free(folder: &Path, bytes: u64) -> std::path::PathBuf {
    use rustix::fs::{FallocateFlags, fallocate};
    let ballast = folder.join("ballast");
    let file = std::fs::File::create(&ballast).expect("a file");
    let (mut taken, mut part) = (0, 64 << 20);
    // What does not fit in one piece may fit in smaller ones.
    while part >= 4096 {
        match fallocate(&file, FallocateFlags::empty(), taken, part) {
            Ok(()) => taken += part,
            Err(_) => part /= 2,
        }
    }
    file.set_len(taken.saturating_sub(bytes)).and_then(|()| file.sync_all()).expect("room is given back");
    ballast
}

#[test]
fn a_disk_that_is_full_at_any_write_loses_nothing_and_keeps_nothing_half() {
    if !in_own_namespace("disks::a_disk_that_is_full_at_any_write_loses_nothing_and_keeps_nothing_half") {
        return;
    }
    let seed = seed("full disk");
    let mut chance = fastrand::Rng::with_seed(seed);
    let mounted = Mounted::new(formatted());
    let folder = mounted.path().join("record");
    let mut saved: Vec<(String, Vec<u8>)> = Vec::new();
    let mut refused = 0;
    for round in 0..rounds(24, 240) {
        progress("full disks", round, 240);
        let ballast = leave_free(&mounted.path(), chance.u64(0..120) * 4096);
        // With so little room even opening may be refused; then it says why.
        match Record::open_with_floor(&folder, 0) {
            Err(error) => assert_eq!(error.code(), FaultCode::DiskFull, "OCELLUS_SEED={seed}: {error}"),
            Ok(record) => {
                for bytes in eyes(round as u32 ^ seed as u32, 12) {
                    match save(&record, &bytes) {
                        Ok(id) => saved.push((id, bytes)),
                        Err(error) => {
                            refused += 1;
                            assert_eq!(error.code(), FaultCode::DiskFull, "OCELLUS_SEED={seed}: {error:?}");
                        }
                    }
                }
            }
        }
        std::fs::remove_file(ballast).expect("room again");
        let record = Record::open_with_floor(&folder, 0).expect("with room it opens");
        assert_eq!(record.count_photographs().expect("a count"), saved.len() as u64, "OCELLUS_SEED={seed}");
        assert_eq!(
            files_below(&folder.join("photographs")),
            saved.len(),
            "OCELLUS_SEED={seed}: half a photograph"
        );
        for (id, bytes) in &saved {
            assert_eq!(&record.photograph_bytes(id).expect("its bytes"), bytes, "OCELLUS_SEED={seed}");
        }
    }
    println!("{} saved, {refused} refused for want of room, none lost or half", saved.len());
    assert!(refused > 0 && !saved.is_empty());
}

#[test]
fn below_the_lowest_mark_photographs_are_refused_and_all_else_goes_on() {
    if !in_own_namespace("disks::below_the_lowest_mark_photographs_are_refused_and_all_else_goes_on") {
        return;
    }
    let mounted = Mounted::new(formatted());
    let station = start(&mounted.path().join("record"));
    let disk = |name: &str| station.json("/api/health").expect("an answer")["disk"][name].clone();
    let pictures = eyes(1, 3);
    let (_, first) = station.upload(&pictures[0]).expect("an answer");
    assert_eq!(first["outcome"], "saved", "{first}");
    // This small disk is always below the low mark: a warning, no refusal.
    assert_eq!((disk("low"), disk("full")), (true.into(), false.into()));
    let ballast = leave_free(&mounted.path(), 40 << 20);
    assert_eq!(disk("full"), true);
    let (status, refused) = station.upload(&pictures[1]).expect("an answer");
    assert!(status == 507 && refused["fault"]["code"] == "disk_full", "{status} {refused}");
    assert!(refused["fault"]["remedy"].as_str().expect("a remedy").contains("Free space"), "{refused}");
    // Readings, pages and pictures go on.
    let id = first["photograph"]["id"].as_str().expect("an id").to_owned();
    let path = format!("/api/photographs/{id}");
    eventually("the reading", || station.json(&path).filter(|photograph| photograph["state"] == "done"));
    for page in ["", "/image", "/thumbnail", "/reading"] {
        assert_eq!(station.get(&format!("{path}{page}")).expect("an answer").0, 200, "{page}");
    }
    std::fs::remove_file(ballast).expect("room again");
    assert_eq!(station.upload(&pictures[1]).expect("an answer").1["outcome"], "saved");
}

#[test]
fn a_failing_disk_is_told_and_what_was_acknowledged_before_is_there_after() {
    if !in_own_namespace("disks::a_failing_disk_is_told_and_what_was_acknowledged_before_is_there_after") {
        return;
    }
    let seed = seed("failing disk");
    for round in 0..rounds(2, 20) as u64 {
        progress("failing disks", round as usize, 20);
        let mut chance = fastrand::Rng::with_seed(seed.wrapping_add(round));
        let mounted = Mounted::new(formatted());
        let data = mounted.path().join("record");
        let mut ledger = Ledger::new();
        let mut station = start(&data);
        let pictures = eyes(chance.u32(..), 40);
        for bytes in &pictures[..chance.usize(3..12)] {
            assert!(keep(&station, bytes, &mut ledger, || 0));
        }
        note_readings(&station, &mut ledger, || 0);
        // Every write fails; soon ext4 gives up and turns read-only, as on a dying card.
        mounted.disk.set_broken(true);
        for bytes in &pictures[12..16] {
            let (status, answer) = station.upload(bytes).expect("an answer");
            assert!(status >= 400, "OCELLUS_SEED={seed}: nothing is saved on a failing disk: {answer}");
            assert!(!answer["fault"]["remedy"].as_str().unwrap_or_default().is_empty(), "{answer}");
        }
        // What is there can still be looked at.
        assert_eq!(station.photographs().expect("the list").len(), ledger.len(), "OCELLUS_SEED={seed}");
        station.kill();
        let blocks = mounted.disk.blocks();
        drop(mounted);

        let mounted = Mounted::new(blocks);
        let station = start(&mounted.path().join("record"));
        let photographs = station.photographs().expect("the list");
        for kept in ledger.values() {
            let found = photographs.iter().find(|found| found["id"] == kept.photograph.as_str());
            assert!(found.is_some(), "OCELLUS_SEED={seed}: {} is lost", kept.photograph);
            let path = format!("/api/photographs/{}/image", kept.photograph);
            assert_eq!(station.get(&path).expect("an answer").0, 200, "OCELLUS_SEED={seed}");
        }
    }
}

#[test]
fn a_read_only_disk_is_refused_at_the_start_with_what_to_do() {
    if !in_own_namespace("disks::a_read_only_disk_is_refused_at_the_start_with_what_to_do") {
        return;
    }
    let mounted = Mounted::new(formatted());
    let data = mounted.path().join("record");
    drop(start(&data));
    let remounted =
        std::process::Command::new("mount").args(["-o", "remount,ro"]).arg(mounted.path()).status();
    assert!(remounted.is_ok_and(|status| status.success()));
    let output = program(&data, &[]).args(["--address", "127.0.0.1:0"]).output().expect("it ends");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("record") && said.contains("folder"), "{said}");
}

#[test]
fn a_bit_that_turned_in_a_photograph_is_told_and_the_same_bytes_mend_it() {
    let seed = seed("bit rot");
    let mut chance = fastrand::Rng::with_seed(seed);
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("record");
    let pictures = eyes(chance.u32(..), rounds(4, 40));
    let station = start(&data);
    for bytes in &pictures {
        let (_, answer) = station.upload(bytes).expect("an answer");
        let word = |name: &str| answer["photograph"][name].as_str().expect("a word").to_owned();
        let (id, sha256) = (word("id"), word("sha256"));
        let image = format!("/api/photographs/{id}/image");
        let file = data.join("photographs").join(&sha256[..2]).join(format!("{sha256}.jpg"));
        eventually("the reading", || {
            station.json(&format!("/api/photographs/{id}")).filter(|p| p["state"] == "done")
        });
        let mut rotten = bytes.clone();
        rotten[chance.usize(..bytes.len())] ^= 1 << chance.u8(..8);
        std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).expect("its owner may");
        std::fs::write(&file, rotten).expect("rot");
        let (status, told) = station.get(&image).expect("an answer");
        assert!(
            status == 500 && String::from_utf8_lossy(&told).contains(&sha256),
            "OCELLUS_SEED={seed}: {status}"
        );
        assert_eq!(station.upload(bytes).expect("an answer").1["outcome"], "already_here");
        assert_eq!(station.get(&image).expect("an answer"), (200, bytes.clone()), "OCELLUS_SEED={seed}");
    }
}

#[test]
fn a_bit_that_turned_in_the_database_is_found_or_touches_nothing() {
    let seed = seed("database rot");
    let mut chance = fastrand::Rng::with_seed(seed);
    let folder = tempfile::tempdir().expect("a folder");
    let record = Record::open_with_floor(folder.path(), 0).expect("it opens");
    for bytes in eyes(seed as u32, 6) {
        save(&record, &bytes).expect("it is saved");
        let lease = record.lease("reader", jiff::Timestamp::now()).expect("an answer").expect("a job");
        let reading = super::common::reading("eye.jpg");
        record.finish(&lease, &reading, jiff::Timestamp::now()).expect("it is kept");
    }
    let kept = |record: &Record| -> Result<Vec<(String, String, String)>, ocellus::record::RecordError> {
        let photographs = record.photographs(100, None)?.photographs;
        photographs.into_iter().map(|p| Ok((record.reading_json(&p.id)?, p.id, p.sha256))).collect()
    };
    let before = kept(&record).expect("all of it");
    drop(record);
    let database = folder.path().join("ocellus.sqlite3");
    let whole = std::fs::read(&database).expect("the database");
    // The first bit turns within a reading's text; it must be found. The others turn anywhere.
    let schema = b"ocellus.reading/1";
    let within = whole.windows(schema.len()).position(|window| window == schema).expect("a reading's text");
    let mut found = 0;
    for round in 0..rounds(40, 2000) {
        progress("turned bits", round, 2000);
        let byte = if round == 0 { within } else { chance.usize(..whole.len()) };
        let bit = chance.u8(..8);
        let mut rotten = whole.clone();
        rotten[byte] ^= 1 << bit;
        std::fs::write(&database, &rotten).expect("rot");
        if !ocellus::record::verify(folder.path(), None).is_ok_and(|report| report.sound) {
            found += 1;
            continue;
        }
        assert!(round > 0, "OCELLUS_SEED={seed}: a reading's text was altered, unseen");
        // Called sound: then every photograph and every reading is what it was.
        let after =
            Record::open_with_floor(folder.path(), 0).and_then(|record| kept(&record)).expect("all of it");
        assert!(
            after == before,
            "OCELLUS_SEED={seed}: bit {bit} of byte {byte} changed what is kept, unseen"
        );
    }
    println!(
        "{found} of {} turned bits found, the others touched neither photograph nor reading",
        rounds(40, 2000)
    );
}
