//! The roles as processes of their own over one record: each is killed at random points, and no exam is lost.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::sync_channel;

use serde_json::Value;

use super::common::eventually;
use super::common::station::{self, Station};
use super::eyes::eyes;
use super::ground::{progress, rounds, seed};
use super::station::{Ledger, keep, note_readings};

/// A role without a page, killed when dropped.
struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn command(data: &Path, role: &str) -> Command {
    let mut command = station::program(data);
    command.env("OCELLUS_LOG", "off").args(["--role", role]);
    command
}

/// A reader or sync, once it has said what it does.
fn begin(data: &Path, role: &str) -> Process {
    let mut child = command(data, role).stdout(Stdio::piped()).spawn().expect("the program starts");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
    let says = if role == "reader" { "reads for" } else { "No fleet is configured" };
    assert!(line.contains(says), "{role}: {line:?}");
    Process(child)
}

fn presence(station: &Station, role: &str) -> Option<String> {
    let status = station.json("/api/status")?;
    let roles = status["roles"].as_array()?.clone();
    let found: Option<&Value> = roles.iter().find(|status| status["role"] == role);
    found?["presence"].as_str().map(str::to_owned)
}

#[test]
fn kill_minus_nine_of_each_role_costs_one_retry_and_never_an_exam() {
    let seed = seed("kill -9 of each role");
    let mut chance = fastrand::Rng::with_seed(seed);
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("record");
    let mut ledger = Ledger::new();
    let mut station = Station::of(&mut command(&data, "station"));
    let mut reader = begin(&data, "reader");
    let mut sync = begin(&data, "sync");
    // So many of each.
    let kills = 3 * rounds(20, 200);
    for kill in 0..kills {
        progress("kills of a role", kill, kills);
        let role = ["station", "reader", "sync"][kill % 3];
        // Within the time that a few photographs take, so that it falls into writes and readings of all sorts.
        let (pause, after) = (std::time::Duration::from_micros(chance.u64(0..12_000)), chance.usize(0..5));
        let pid = match role {
            "station" => station.child.id(),
            "reader" => reader.0.id(),
            _ => sync.0.id(),
        };
        let (shot, wait) = sync_channel(1);
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let _: Result<(), _> = wait.recv();
                std::thread::sleep(pause);
                let killed = Command::new("kill").args(["-9", &pid.to_string()]).status();
                assert!(killed.is_ok_and(|status| status.success()), "the {role} was there to be killed");
            });
            for (n, bytes) in eyes(chance.u32(..), after + 3).iter().enumerate() {
                if n == after {
                    let _ = shot.try_send(());
                }
                if !keep(&station, bytes, &mut ledger, || 0)
                    || (n % 3 == 2 && !note_readings(&station, &mut ledger, || 0))
                {
                    break;
                }
            }
        });
        match role {
            "station" => {
                station.kill();
                station = Station::of(&mut command(&data, "station"));
            }
            "reader" => {
                drop(std::mem::replace(&mut reader, begin(&data, "reader")));
            }
            _ => drop(std::mem::replace(&mut sync, begin(&data, "sync"))),
        }
    }
    for role in ["reader", "sync"] {
        eventually(role, || (presence(&station, role)? == "here").then_some(()));
    }
    // However slow the machine is: as long as there is one more, it gets on.
    let mut open = usize::MAX;
    while open > 0 {
        open = eventually("one more reading", || {
            let photographs = station.photographs()?;
            let failed = photographs.iter().find(|one| one["state"] == "failed");
            assert!(failed.is_none(), "OCELLUS_SEED={seed}: a kill costs one retry: {failed:?}");
            let now = photographs.iter().filter(|one| one["state"] != "done").count();
            (now < open).then_some(now)
        });
    }
    let photographs = station.photographs().expect("the list");
    for kept in ledger.values() {
        let found = photographs.iter().find(|found| found["id"] == kept.photograph.as_str());
        let found = found.unwrap_or_else(|| panic!("OCELLUS_SEED={seed}: {} is lost", kept.photograph));
        assert_eq!(found["sha256"], kept.sha256.as_str(), "OCELLUS_SEED={seed}");
        let image = format!("/api/photographs/{}/image", kept.photograph);
        assert_eq!(station.get(&image).expect("an answer").0, 200, "OCELLUS_SEED={seed}: {image}");
        if let Some((reading, _)) = &kept.reading {
            assert_eq!(found["reading"]["id"], reading.as_str(), "OCELLUS_SEED={seed}: a reading is lost");
        }
    }
    println!("{} photographs acknowledged over {kills} kills of three roles: 0 lost", ledger.len());
    assert!(!ledger.is_empty());
    // What the three have written holds together.
    let found = ocellus::record::verify(&data, None).expect("it is looked at");
    assert!(found.sound, "OCELLUS_SEED={seed}: {found:#?}");
}

#[test]
fn the_page_shows_when_the_reader_is_away_and_photographs_wait_for_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("record");
    let station = Station::of(&mut command(&data, "station"));
    let models = || station.json("/api/status").map(|status| status["models"]["state"].clone());
    assert_eq!(models().expect("an answer"), "away");
    let pictures = eyes(7, 2);
    let id = station.upload(&pictures[0]).expect("an answer").1["photograph"]["id"].clone();
    let state = |id: &Value| {
        let id = id.as_str().expect("an id");
        station.json(&format!("/api/photographs/{id}")).map(|photograph| photograph["state"].clone())
    };
    assert_eq!(state(&id).expect("an answer"), "queued");
    let reader = begin(&data, "reader");
    eventually("the reading that waited", || (state(&id)? == "done").then_some(()));
    eventually("the models", || (models()? == "ready").then_some(()));
    let id = station.upload(&pictures[1]).expect("an answer").1["photograph"]["id"].clone();
    eventually("a reading that is woken", || (state(&id)? == "done").then_some(()));
    // One process a role, and none beside one that does everything.
    for role in [&["--role", "station"][..], &["--role", "reader"], &[]] {
        let mut second = station::program(&data);
        let output = second.args(["--address", "127.0.0.1:0"]).args(role).output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            output.status.code() == Some(1) && said.contains("another Ocellus uses the record"),
            "{said}"
        );
    }
    drop(reader);
    eventually("the page to see it", || (models()? == "away").then_some(()));
    assert_eq!(presence(&station, "reader").expect("told"), "away");
}
