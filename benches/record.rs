//! The record at the size of a busy clinic: 10,000 encounters with 4 small photographs each (`ENCOUNTERS` changes it).
//! Prints percentiles in milliseconds and writes them to `benches/runs/`.

#![allow(clippy::disallowed_methods, reason = "a bench keeps nothing that must last")]

#[path = "../tests/common/mod.rs"]
mod common;
mod measured;

use std::fs::File;
use std::io::Write;
use std::path::Path;
use std::time::Instant;

use common::station::Station;
use jiff::Timestamp;
use measured::{Times, a_reading, keep, resident_mb};
use ocellus::record::{Added, Filing, NewPatient, Patient, Record, Who};
use ocellus::terms::Laterality;
use serde_json::{Value, json};

const PHOTOGRAPHS: u32 = 4;
const LOOKS: usize = 500;
const CAPTURES: u32 = 100;

/// A small photograph like no other: the same eye with its number in a comment.
fn photograph(eye: &[u8], number: u32) -> Vec<u8> {
    let mut bytes = eye[..2].to_vec();
    bytes.extend_from_slice(&[0xFF, 0xFE, 0, 6]);
    bytes.extend_from_slice(&number.to_be_bytes());
    bytes.extend_from_slice(&eye[2..]);
    bytes
}

/// What any program pays that puts these bytes on the disk for good.
fn plain_write(path: &Path, bytes: &[u8]) {
    let mut file = File::create(path).expect("a file");
    file.write_all(bytes).and_then(|()| file.sync_all()).expect("written");
    File::open(path.parent().expect("a folder")).and_then(|folder| folder.sync_all()).expect("synced");
}

fn main() {
    let encounters: u32 = std::env::var("ENCOUNTERS").ok().and_then(|n| n.parse().ok()).unwrap_or(10_000);
    // Beside the build, so that it is the disk that is timed and no memory file system.
    let scratch = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let data = scratch.path().join("record");
    let record = Record::open(&data).expect("a new record");
    let (eye, quality, reading) = (common::eye_jpeg(1), common::good(), a_reading());
    let (mut times, mut memory) = (Times::default(), Vec::new());
    for n in 0..encounters {
        let (identifier, name) = (format!("P{n:06}"), name(n));
        let new = NewPatient {
            local_identifier: &identifier,
            name: Some(&name),
            birth_year: Some(1930 + (n % 70) as u16),
            ..NewPatient::default()
        };
        let added = times.time("add a patient", || record.add_patient(&new, Who::COMMAND)).expect("added");
        let Added::New(Patient { id: patient, .. }) = added else {
            panic!("{n} is like somebody: {added:?}")
        };
        let encounter = record.begin_encounter(&patient, Who::COMMAND).expect("begun");
        for k in 0..PHOTOGRAPHS {
            let bytes = photograph(&eye, n * PHOTOGRAPHS + k);
            let new = common::new_eye(&bytes, &quality);
            let saved = times.time("save a photograph", || record.save_photograph(&new)).expect("saved").0;
            let eye = if k % 2 == 0 { Laterality::Od } else { Laterality::Os };
            let to = Filing { encounter: Some(&encounter), laterality: Some(eye), consent_elsewhere: true };
            record.file_photograph(&saved.id, to, Who::COMMAND).expect("filed");
            let lease = times
                .time("lease a job", || record.lease("bench", Timestamp::now()))
                .expect("asked")
                .expect("a job");
            let mut one = reading.clone();
            one.id = ocellus::record::new_id();
            times.time("keep a reading", || record.finish(&lease, &one, Timestamp::now())).expect("kept");
        }
        if n % (encounters / 10).max(1) == 0 {
            times.time("the photograph's own write", || {
                plain_write(&scratch.path().join(format!("plain{n}")), &eye)
            });
            memory.push(json!({ "jobs": n * PHOTOGRAPHS, "resident_mb": resident_mb() }));
            eprintln!("{n} of {encounters} encounters");
        }
    }
    for n in 0..50 {
        times.time("the photograph's own write", || {
            plain_write(&scratch.path().join(format!("more{n}")), &eye)
        });
    }
    memory.push(json!({ "jobs": encounters * PHOTOGRAPHS, "resident_mb": resident_mb() }));
    let ids: Vec<String> = pages(&record);
    for n in 0..LOOKS {
        let id = &ids[(n * 7919) % ids.len()];
        times.time("list a page of 50", || record.photographs(50, Some(id))).expect("a page");
        times.time("open a photograph", || {
            record.photograph(id).expect("known");
            record.reading_json(id).expect("read");
            record.photograph_bytes(id).expect("there")
        });
        let named = format!("P{:06}", (n as u32 * 7919) % encounters);
        times.time("find a patient by identifier", || record.patient(&named, Who::COMMAND)).expect("found");
    }
    drop(record);
    day(&data, encounters, &mut times);
    captures(&data, scratch.path(), &mut times);
    let starts: Vec<f64> = (0..5).map(|n| killed_and_started(&data, &eye, u32::MAX - 100 * n)).collect();
    keep(
        "record",
        &json!({
            "encounters": encounters, "photographs": encounters * PHOTOGRAPHS, "photograph_bytes": eye.len(),
            "reading_bytes": serde_json::to_string(&reading).expect("JSON").len(),
            "milliseconds": times.report(), "memory": memory, "start_after_a_kill_s": starts,
        }),
    );
}

/// A name like no other: its letters are drawn from the number.
fn name(n: u32) -> String {
    let mut random = fastrand::Rng::with_seed(u64::from(n));
    let mut word = |length: usize| (0..length).map(|_| random.lowercase()).collect::<String>();
    format!("{} {}", word(6), word(8))
}

/// A day's pages over HTTP, from the real station: lists, search, one encounter. The first look at an encounter makes its
/// decision from its readings; it is timed apart.
fn day(data: &Path, encounters: u32, times: &mut Times) {
    let station = Station::start(data);
    let get = |path: &str| {
        let (status, answer) = station.get(path).expect("an answer");
        assert_eq!(status, 200, "{path}: {}", String::from_utf8_lossy(&answer));
        serde_json::from_slice::<Value>(&answer).expect("JSON")
    };
    let mut random = fastrand::Rng::with_seed(7);
    let mut after = String::new();
    let mut ids: Vec<String> = Vec::new();
    loop {
        let page = times.time("HTTP: a page of 50 of today, seen first", || {
            get(&format!("/api/worklist?list=today{after}"))
        });
        let items = page["items"].as_array().expect("a list");
        ids.extend(items.iter().map(|item| item["encounter"]["id"].as_str().expect("an id").to_owned()));
        match page["next"].as_str() {
            Some(next) => after = format!("&after={next}"),
            None => break,
        }
    }
    assert_eq!(ids.len(), encounters as usize, "everybody is listed");
    for n in 0..LOOKS {
        let id = &ids[random.usize(0..ids.len())];
        times.time("HTTP: a page of 50 of today", || get(&format!("/api/worklist?list=today&after={id}")));
        times.time("HTTP: a page of 50 of all patients", || get("/api/worklist?list=all"));
        let who = random.u32(0..encounters);
        let found = times
            .time("HTTP: search an identifier", || get(&format!("/api/worklist?list=all&search=P{who:06}")));
        assert_eq!(found["items"].as_array().map(Vec::len), Some(1), "found");
        let part = &name(who)[..5];
        let found = times
            .time("HTTP: search a part of a name", || get(&format!("/api/worklist?list=all&search={part}")));
        assert!(found["items"].as_array().is_some_and(|items| !items.is_empty()), "{part} is found, {n}");
        times.time("HTTP: open an encounter", || get(&format!("/api/encounters/{id}")));
    }
}

/// From the bytes at the page's door to "saved" (decoded, judged, on the disk, in the record), beside the same bytes written
/// plainly: a photograph of 2 megapixels, with its way over HTTP.
fn captures(data: &Path, scratch: &Path, times: &mut Times) {
    let station = Station::start(data);
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/moderate-exudates.jpg");
    let eye = std::fs::read(example).expect("an example");
    for n in 0..CAPTURES {
        let bytes = photograph(&eye, n);
        times.time("HTTP: the same, its own write", || {
            plain_write(&scratch.join(format!("capture{n}")), &bytes)
        });
        let answer = times.time("HTTP: a photograph of 2 megapixels to durable", || station.upload(&bytes));
        let (_, answer) = answer.expect("an answer");
        assert_eq!(answer["outcome"], "saved", "{answer}");
        // Its reading, which the next one must not wait behind on two cores.
        let path = format!("/api/photographs/{}", answer["photograph"]["id"].as_str().expect("an id"));
        common::eventually("the reading", || station.json(&path).filter(|p| p["state"] == "done"));
    }
}

/// The ids of all photographs, a page after the other.
fn pages(record: &Record) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    loop {
        let page = record.photographs(200, ids.last().map(String::as_str)).expect("a page").photographs;
        if page.is_empty() {
            return ids;
        }
        ids.extend(page.into_iter().map(|p| p.id));
    }
}

/// Seconds until `serve` has printed its address, on a record whose station was killed right after it took photographs.
fn killed_and_started(data: &Path, eye: &[u8], first: u32) -> f64 {
    let station = Station::start(data);
    for n in 0..20 {
        let answer = station.upload(&photograph(eye, first - n)).expect("an answer").1;
        assert_eq!(answer["outcome"], "saved", "{answer}");
    }
    drop(station);
    let start = Instant::now();
    let station = Station::start(data);
    let taken = start.elapsed().as_secs_f64();
    assert_eq!(station.get("/api/status").map(|(status, _)| status), Some(200), "it answers");
    (taken * 1000.0).round() / 1000.0
}
