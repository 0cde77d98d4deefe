//! The real `ocellus serve` over the bundle in miniature, spoken to as a browser does.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use serde_json::Value;

/// `serve` until it is killed or dropped.
pub struct Station {
    pub child: Child,
    base: String,
    agent: ureq::Agent,
}

/// `ocellus serve` on a folder.
pub fn program(data: &Path) -> Command {
    with_bundle(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/tiny")), data)
}

pub fn with_bundle(bundle: &Path, data: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ocellus"));
    command.args(["serve", "--engine", "tract", "--bundle"]).arg(bundle);
    command.arg("--data").arg(data).env_remove("OCELLUS_DATA_DIR");
    command
}

impl Station {
    pub fn start(data: &Path) -> Station {
        Station::of(&mut program(data))
    }

    /// On a port of its own, once it has printed its address.
    pub fn of(command: &mut Command) -> Station {
        command.args(["--address", "127.0.0.1:0"]).stdout(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
        let at = line.find("http://").unwrap_or_else(|| panic!("the address is printed: {line:?}"));
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            // A machine under load is slow, not broken.
            .timeout_global(Some(Duration::from_secs(120)));
        let base = line[at..].trim().trim_end_matches('/').to_owned();
        Station { child, base, agent: config.build().new_agent() }
    }

    /// The status and the answer about one photograph; nothing where the station is gone.
    pub fn upload(&self, bytes: &[u8]) -> Option<(u16, Value)> {
        let mut form =
            b"--E\r\ncontent-disposition: form-data; name=\"photograph\"; filename=\"eye.jpg\"\r\n\r\n"
                .to_vec();
        form.extend_from_slice(bytes);
        form.extend_from_slice(b"\r\n--E--\r\n");
        let url = format!("{}/api/photographs", self.base);
        let sent =
            self.agent.post(url).header("content-type", "multipart/form-data; boundary=E").send(&form[..]);
        let mut answer = sent.ok()?;
        let status = answer.status().as_u16();
        let body: Value = serde_json::from_str(&answer.body_mut().read_to_string().ok()?).ok()?;
        Some((status, body["photographs"][0].clone()))
    }

    pub fn get(&self, path: &str) -> Option<(u16, Vec<u8>)> {
        let mut answer = self.agent.get(format!("{}{path}", self.base)).call().ok()?;
        Some((answer.status().as_u16(), answer.body_mut().read_to_vec().ok()?))
    }

    /// The body of the answer to JSON; empty where it was refused.
    pub fn post(&self, path: &str, body: &[u8]) -> String {
        let url = format!("{}{path}", self.base);
        let mut answer =
            self.agent.post(url).header("content-type", "application/json").send(body).expect("an answer");
        let text = answer.body_mut().read_to_string().expect("a body");
        if answer.status().as_u16() == 200 { text } else { String::new() }
    }

    /// Where it listens.
    pub fn host(&self) -> &str {
        self.base.trim_start_matches("http://")
    }

    pub fn json(&self, path: &str) -> Option<Value> {
        serde_json::from_slice(&self.get(path)?.1).ok()
    }

    /// Every photograph of the list, through all its pages.
    pub fn photographs(&self) -> Option<Vec<Value>> {
        let mut all = Vec::new();
        let mut before = String::new();
        loop {
            let page = self.json(&format!("/api/photographs?limit=200{before}"))?;
            all.extend(page["photographs"].as_array()?.iter().cloned());
            match page["next"].as_str() {
                Some(next) => before = format!("&before={next}"),
                None => return Some(all),
            }
        }
    }

    pub fn signal(&self, name: &str) {
        let sent =
            Command::new("kill").args([name, &self.child.id().to_string()]).status().expect("kill is there");
        assert!(sent.success());
    }

    pub fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Station {
    fn drop(&mut self) {
        self.kill();
    }
}
