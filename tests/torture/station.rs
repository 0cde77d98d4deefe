//! The real `ocellus serve`, over the bundle in miniature, and what it has acknowledged.

use std::collections::BTreeMap;
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

/// What the station said was kept, and how far the disk's log was when it had said so.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Acknowledged {
    pub photograph: String,
    pub sha256: String,
    pub at: usize,
    /// The Reading's id, with its own place in the log.
    pub reading: Option<(String, usize)>,
}

pub type Ledger = BTreeMap<String, Acknowledged>;

pub fn program(data: &Path, variables: &[(&str, &Path)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ocellus"));
    let bundle = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/tiny");
    command.args(["serve", "--address", "127.0.0.1:0", "--engine", "tract", "--bundle", bundle, "--data"]);
    command.arg(data).env_remove("OCELLUS_DATA_DIR").env("OCELLUS_LOG", "off");
    for (name, value) in variables {
        command.env(name, value);
    }
    command
}

impl Station {
    pub fn start(data: &Path) -> Station {
        Station::start_with(data, &[])
    }

    pub fn start_with(data: &Path, variables: &[(&str, &Path)]) -> Station {
        let mut child = program(data, variables)
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .expect("the program starts");
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

    /// Uploads, and writes into the ledger what was acknowledged, with what `logged` says afterwards.
    pub fn keep(&self, bytes: &[u8], ledger: &mut Ledger, logged: impl Fn() -> usize) -> bool {
        let Some((_, answer)) = self.upload(bytes) else { return false };
        if answer["outcome"] != "saved" {
            println!("not saved: {answer}");
            return answer["outcome"] == "already_here";
        }
        let word = |name: &str| answer["photograph"][name].as_str().expect("a word").to_owned();
        let (photograph, sha256) = (word("id"), word("sha256"));
        let kept = Acknowledged { photograph: photograph.clone(), sha256, at: logged(), reading: None };
        ledger.insert(photograph, kept);
        true
    }

    /// Notes which readings the station shows as done. False where it is gone.
    pub fn note_readings(&self, ledger: &mut Ledger, logged: impl Fn() -> usize) -> bool {
        let Some(photographs) = self.photographs() else { return false };
        let at = logged();
        for photograph in photographs {
            let Some(kept) = photograph["id"].as_str().and_then(|id| ledger.get_mut(id)) else { continue };
            if let (None, Some(reading)) = (&kept.reading, photograph["reading"]["id"].as_str()) {
                kept.reading = Some((reading.to_owned(), at));
            }
        }
        true
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
