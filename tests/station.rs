//! `ocellus serve` as a clinic runs it: the real program, the real models, a photograph in and its reading out, a stop
//! and a start.
#![allow(clippy::disallowed_methods, reason = "a test may wait a moment and look again")]

mod front_door;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use front_door::{data, ocellus};
use serde_json::Value;

const PATIENCE: Duration = Duration::from_secs(60);

struct Station {
    child: Child,
    url: String,
}

impl Station {
    fn start(data: &Path) -> Station {
        Station::start_with(data, &[])
    }

    fn start_with(data: &Path, more: &[&str]) -> Station {
        let mut child = ocellus(&["serve", "--address", "127.0.0.1:0", "--data"])
            .arg(data)
            .args(more)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the station starts");
        let mut line = String::new();
        let stdout = child.stdout.take().expect("piped");
        BufReader::new(stdout).read_line(&mut line).expect("the address is told");
        let url = line.split_whitespace().last().unwrap_or_default().to_owned();
        assert!(url.starts_with("http://127.0.0.1:"), "{line}");
        Station { child, url }
    }

    fn get(&self, path: &str) -> Value {
        let body =
            ureq::get(format!("{}{path}", self.url)).call().expect("an answer").body_mut().read_to_string();
        serde_json::from_str(&body.expect("a body")).expect("JSON")
    }

    fn upload(&self, file: &Path) -> Value {
        let mut body = b"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"eye.jpg\"\r\n\
                         Content-Type: image/jpeg\r\n\r\n"
            .to_vec();
        body.extend(std::fs::read(file).expect("the photograph"));
        body.extend(b"\r\n--edge--\r\n");
        let mut answer = ureq::post(format!("{}/api/photographs", self.url))
            .header("Content-Type", "multipart/form-data; boundary=edge")
            .send(&body)
            .expect("an answer");
        serde_json::from_str(&answer.body_mut().read_to_string().expect("a body")).expect("JSON")
    }

    /// The reading of a photograph, once it is there.
    fn reading(&self, id: &str) -> Value {
        let start = Instant::now();
        loop {
            let photograph = self.get(&format!("/api/photographs/{id}"));
            match photograph["state"].as_str() {
                Some("done") => return self.get(&format!("/api/photographs/{id}/reading")),
                Some("failed") => panic!("{photograph}"),
                _ => assert!(start.elapsed() < PATIENCE, "{photograph}"),
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

impl Drop for Station {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_photograph_is_kept_and_read_and_both_survive_a_kill() {
    let folder = tempfile::tempdir().expect("a folder");
    let station = Station::start(folder.path());
    let answer = station.upload(&data("synthetic_eye.jpg"));
    let photograph = &answer["photographs"][0]["photograph"];
    assert_eq!(photograph["quality"]["verdict"], "good", "{answer}");
    let id = photograph["id"].as_str().expect("an id").to_owned();
    let first = station.reading(&id);
    front_door::assert_schema(std::slice::from_ref(&first));
    drop(station);

    let station = Station::start(folder.path());
    assert_eq!(station.reading(&id), first, "the same reading after a kill");
    assert_eq!(station.get("/api/photographs")["total"], 1);
    assert_eq!(station.upload(&data("synthetic_eye.jpg"))["photographs"][0]["outcome"], "already_here");
}

#[test]
fn a_photograph_taken_before_the_models_were_ready_is_read_after_a_kill() {
    let folder = tempfile::tempdir().expect("a folder");
    let station = Station::start(folder.path());
    let answer = station.upload(&data("synthetic_eye.jpg"));
    let id = answer["photographs"][0]["photograph"]["id"].as_str().expect("an id").to_owned();
    drop(station);
    let station = Station::start(folder.path());
    assert_eq!(station.reading(&id)["schema"], "ocellus.reading/1");
}

/// The processes whose parent is `parent`.
fn children(parent: u32) -> Vec<u32> {
    let processes = std::fs::read_dir("/proc").expect("this is Linux").flatten();
    let numbered = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    numbered
        .filter(|process| {
            let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
            // After the name in brackets: the state, then the parent.
            let after = stat.rsplit_once(')').map_or("", |(_, after)| after);
            after.split_whitespace().nth(1) == Some(parent.to_string().as_str())
        })
        .collect()
}

#[test]
fn a_reader_that_hangs_is_stopped_and_holds_up_neither_its_photograph_nor_the_next() {
    let folder = tempfile::tempdir().expect("a folder");
    let station = Station::start_with(folder.path(), &["--reading-limit", "10"]);
    let start = Instant::now();
    while station.get("/api/status")["models"]["state"] != "ready" {
        assert!(start.elapsed() < PATIENCE, "the models are ready in time");
        std::thread::sleep(Duration::from_millis(100));
    }
    let [reader] = children(station.child.id())[..] else { panic!("the readers are one process apart") };
    // Stopped in the middle of whatever it does, as by a native library that never returns.
    let stopped = std::process::Command::new("kill").args(["-STOP", &reader.to_string()]).status();
    assert!(stopped.expect("kill runs").success());

    let ids: Vec<String> = [data("synthetic_eye.jpg"), front_door::examples().remove(0)]
        .iter()
        .map(|file| {
            let answer = station.upload(file);
            answer["photographs"][0]["photograph"]["id"].as_str().expect("taken at once").to_owned()
        })
        .collect();
    for id in &ids {
        assert_eq!(station.reading(id)["schema"], "ocellus.reading/1");
    }
    let tries: Vec<u64> = ids
        .iter()
        .map(|id| station.get(&format!("/api/photographs/{id}"))["attempts"].as_u64().expect("a count"))
        .collect();
    assert_eq!(tries, [2, 1], "the hang cost one try of one photograph");
    assert_eq!(station.get("/api/status")["models"]["lost"], 1);
    let fresh = children(station.child.id());
    assert!(fresh.len() == 1 && fresh[0] != reader, "the hung one is gone: {fresh:?}");

    // The readers never outlive the station, however it ends.
    drop(station);
    let start = Instant::now();
    while Path::new(&format!("/proc/{}", fresh[0])).exists() {
        assert!(start.elapsed() < PATIENCE, "it ends with its input");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_port_in_use_names_the_address_and_the_remedy() {
    let holder = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = holder.local_addr().expect("an address").to_string();
    let folder = tempfile::tempdir().expect("a folder");
    let output =
        ocellus(&["serve", "--address", &address, "--data"]).arg(folder.path()).output().expect("it ends");
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains(&address) && told.contains("--address"), "{told}");
}
