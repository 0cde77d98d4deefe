//! `ocellus serve` as a person runs it: the real program, its real readers over a bundle in miniature, real signals.
#![allow(
    clippy::disallowed_methods,
    reason = "scratch files of a test need no durability; the kill comes at a time"
)]

mod common;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use common::{eventually, eye_jpeg};
use serde_json::Value;
use tempfile::tempdir;

/// `serve` until it is killed or dropped.
struct Station {
    child: Child,
    base: String,
    agent: ureq::Agent,
}

fn program(data: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ocellus"));
    let bundle = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/tiny");
    command.args(["serve", "--engine", "tract", "--bundle", bundle, "--data"]).arg(data).args(more);
    command
}

impl Station {
    fn start(data: &Path) -> Station {
        let mut child = program(data, &["--address", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
        let at = line.find("http://").unwrap_or_else(|| panic!("the address is printed: {line:?}"));
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(20)));
        Station {
            child,
            base: line[at..].trim().trim_end_matches('/').into(),
            agent: config.build().new_agent(),
        }
    }

    /// Nothing where the server is gone.
    fn upload(&self, name: &str, bytes: &[u8]) -> Option<Value> {
        let mut form = format!(
            "--E\r\ncontent-disposition: form-data; name=\"photograph\"; filename=\"{name}\"\r\n\r\n"
        )
        .into_bytes();
        form.extend_from_slice(bytes);
        form.extend_from_slice(b"\r\n--E--\r\n");
        let url = format!("{}/api/photographs", self.base);
        let sent =
            self.agent.post(url).header("content-type", "multipart/form-data; boundary=E").send(&form[..]);
        let answer: Value = serde_json::from_str(&sent.ok()?.body_mut().read_to_string().ok()?).ok()?;
        Some(answer["photographs"][0].clone())
    }

    fn get(&self, path: &str) -> (u16, Vec<u8>) {
        let mut answer = self.agent.get(format!("{}{path}", self.base)).call().expect("an answer");
        (answer.status().as_u16(), answer.body_mut().read_to_vec().expect("a body"))
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_slice(&self.get(path).1).expect("JSON")
    }

    fn signal(&self, name: &str) {
        let sent =
            Command::new("kill").args([name, &self.child.id().to_string()]).status().expect("kill is there");
        assert!(sent.success());
    }
}

impl Drop for Station {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn it_is_ready_at_once_reads_what_it_is_given_and_ends_when_it_is_told() {
    let folder = tempdir().unwrap();
    let start = Instant::now();
    let mut station = Station::start(folder.path());
    println!("ready to take a photograph after {:?}", start.elapsed());
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/synthetic_eye.jpg"))
        .unwrap_or_else(|_| eye_jpeg(1));
    let uploaded = station.upload("eye.jpg", &bytes).unwrap();
    assert_eq!(uploaded["outcome"], "saved", "{uploaded}");
    let id = uploaded["photograph"]["id"].as_str().unwrap();
    let read = eventually("the reading", || {
        let photograph = station.json(&format!("/api/photographs/{id}"));
        assert_ne!(photograph["state"], "failed", "{photograph}");
        (photograph["state"] == "done").then_some(photograph)
    });
    let reading = station.json(&format!("/api/photographs/{id}/reading"));
    assert_eq!((&reading["schema"], &reading["id"]), (&"ocellus.reading/1".into(), &read["reading"]["id"]));
    assert_eq!(reading["image"]["sha256"], read["sha256"]);
    let status = station.json("/api/status");
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
        std::thread::scope(|scope| {
            let killer = scope.spawn(|| {
                std::thread::sleep(Duration::from_millis(150 + 170 * u64::from(round)));
                station.signal("-KILL");
            });
            for n in 0..10_000 {
                let bytes = eye_jpeg(1000 * round + n);
                let Some(uploaded) = station.upload("eye.jpg", &bytes) else { break };
                if let Some(id) = uploaded["photograph"]["id"].as_str() {
                    acknowledged.push((id.into(), bytes));
                }
            }
            killer.join().unwrap();
        });
    }
    assert!(!acknowledged.is_empty());
    let station = Station::start(folder.path());
    for (id, bytes) in &acknowledged {
        let (status, kept) = station.get(&format!("/api/photographs/{id}/image"));
        assert!(status == 200 && kept == *bytes, "{id} was acknowledged");
    }
    println!("{} photographs acknowledged over 4 kills, all there", acknowledged.len());
}

#[test]
fn a_port_in_use_and_an_open_address_are_refused_with_a_remedy() {
    let folder = tempdir().unwrap();
    let other = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = other.local_addr().unwrap().to_string();
    for address in [taken.as_str(), "0.0.0.0:0"] {
        let output = program(folder.path(), &["--address", address]).output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains(address) && said.contains("--address"), "{said}");
    }
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
    let mut child = Command::new(env!("CARGO_BIN_EXE_ocellus"))
        .args(["serve", "--address", "127.0.0.1:0", "--engine", "tract", "--bundle"])
        .arg(&bundle)
        .arg("--data")
        .arg(folder.path().join("record"))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let base = line[line.find("http://").unwrap()..].trim().trim_end_matches('/').to_owned();
    let station = Station { child, base, agent: ureq::agent() };
    let fault = eventually("the refusal of the bundle", || {
        let status = station.json("/api/status");
        (status["models"]["state"] == "failed").then(|| status["models"]["fault"].clone())
    });
    assert_eq!(fault["code"], "bundle_invalid");
    assert!(fault["message"].as_str().unwrap().contains("weights.bin"), "{fault}");
    assert_eq!(station.upload("eye.jpg", &eye_jpeg(1)).unwrap()["outcome"], "saved");
}
