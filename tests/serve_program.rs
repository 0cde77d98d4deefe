//! `ocellus serve` as a person runs it: the real program, its real readers over a bundle in miniature, real signals.
#![allow(
    clippy::disallowed_methods,
    reason = "scratch files of a test need no durability; the kill comes at a time"
)]

mod common;

use std::process::Command;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use common::station::{Station, program, with_bundle};
use common::{eventually, eye_jpeg};
use tempfile::tempdir;

#[test]
fn it_is_ready_at_once_reads_what_it_is_given_and_ends_when_it_is_told() {
    let folder = tempdir().unwrap();
    let start = Instant::now();
    let mut station = Station::start(folder.path());
    println!("ready to take a photograph after {:?}", start.elapsed());
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/synthetic_eye.jpg"))
        .unwrap_or_else(|_| eye_jpeg(1));
    let uploaded = station.upload(&bytes).unwrap().1;
    assert_eq!(uploaded["outcome"], "saved", "{uploaded}");
    let id = uploaded["photograph"]["id"].as_str().unwrap();
    let read = eventually("the reading", || {
        let photograph = station.json(&format!("/api/photographs/{id}")).unwrap();
        assert_ne!(photograph["state"], "failed", "{photograph}");
        (photograph["state"] == "done").then_some(photograph)
    });
    let reading = station.json(&format!("/api/photographs/{id}/reading")).unwrap();
    assert_eq!((&reading["schema"], &reading["id"]), (&"ocellus.reading/1".into(), &read["reading"]["id"]));
    assert_eq!(reading["image"]["sha256"], read["sha256"]);
    let status = station.json("/api/status").unwrap();
    println!("models ready after {} ms", status["models"]["load_ms"]);
    assert_eq!(status["models"]["models"]["evidence"]["engine"], "tract");

    let start = Instant::now();
    station.signal("-TERM");
    assert!(station.child.wait().unwrap().success());
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
}

#[test]
fn what_it_acknowledged_is_there_after_it_was_killed() {
    let folder = tempdir().unwrap();
    let mut acknowledged: Vec<(String, Vec<u8>)> = Vec::new();
    for round in 0..4_u32 {
        let station = Station::start(folder.path());
        let (told, first) = channel();
        std::thread::scope(|scope| {
            let station = &station;
            let killer = scope.spawn(move || {
                // However slow the machine is, some are acknowledged first.
                let _ = first.recv_timeout(Duration::from_secs(60));
                std::thread::sleep(Duration::from_millis(20 + 170 * u64::from(round)));
                station.signal("-KILL");
            });
            for n in 0..10_000 {
                let bytes = eye_jpeg(1000 * round + n);
                let Some((_, uploaded)) = station.upload(&bytes) else { break };
                if let Some(id) = uploaded["photograph"]["id"].as_str() {
                    acknowledged.push((id.into(), bytes));
                    let _ = told.send(());
                }
            }
            killer.join().unwrap();
        });
    }
    assert!(!acknowledged.is_empty());
    let station = Station::start(folder.path());
    for (id, bytes) in &acknowledged {
        let (status, kept) = station.get(&format!("/api/photographs/{id}/image")).unwrap();
        assert!(status == 200 && kept == *bytes, "{id} was acknowledged");
    }
    println!("{} photographs acknowledged over 4 kills, all there", acknowledged.len());
}

#[test]
fn a_port_in_use_is_refused_with_a_remedy() {
    let folder = tempdir().unwrap();
    let other = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = other.local_addr().unwrap().to_string();
    let output = program(folder.path()).args(["--address", &taken]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(said.contains(&taken) && said.contains("--address"), "{said}");
}

#[test]
fn an_altered_bundle_stops_readings_but_not_photographs() {
    let folder = tempdir().unwrap();
    let bundle = folder.path().join("bundle");
    let copied = Command::new("cp")
        .args(["-r", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/tiny")])
        .arg(&bundle)
        .status()
        .unwrap();
    assert!(copied.success());
    let weights = bundle.join("weights.bin");
    let mut bytes = std::fs::read(&weights).unwrap();
    bytes[777] ^= 1;
    std::fs::write(&weights, bytes).unwrap();
    let station = Station::of(&mut with_bundle(&bundle, &folder.path().join("record")));
    let fault = eventually("the refusal of the bundle", || {
        let status = station.json("/api/status").unwrap();
        (status["models"]["state"] == "failed").then(|| status["models"]["fault"].clone())
    });
    assert_eq!(fault["code"], "bundle_invalid");
    assert!(fault["message"].as_str().unwrap().contains("weights.bin"), "{fault}");
    assert_eq!(station.upload(&eye_jpeg(1)).unwrap().1["outcome"], "saved");
}
