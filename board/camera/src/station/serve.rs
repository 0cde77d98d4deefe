//! `ocellus serve` as a child process, and what can be seen of it from outside: its answers, its record, its size.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::Setup;
use crate::http::Site;

/// How long the station may take to start, and to end.
const START: Duration = Duration::from_secs(60);
const END: Duration = Duration::from_secs(20);

pub struct Serve {
    child: Child,
    pub site: Site,
    record: PathBuf,
    photographs: std::sync::Arc<Vec<Vec<u8>>>,
}

/// What became of a press of the shutter.
pub enum Pressed {
    /// The photograph is one of the camera's, byte for byte; the answer.
    Whole(usize, Value),
    /// None was taken, for the reason of this code.
    Refused(String),
}

impl Serve {
    pub fn start(setup: &Setup, options: &[&str]) -> Result<Serve, String> {
        let record = PathBuf::from(&setup.data);
        let log = std::fs::File::create(format!("{}.log", setup.data)).map_err(|e| e.to_string())?;
        let child = Command::new("ocellus")
            .args(["serve", "--address", &setup.address, "--engine", "tract", "--bundle", &setup.bundle])
            .args(["--data", &setup.data])
            .args(options)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .map_err(|e| format!("ocellus: {e}"))?;
        let site = Site(setup.address.clone());
        let mut serve = Serve { child, site, record, photographs: setup.bytes.clone() };
        serve
            .until(START, "the station to start", |serve| serve.site.json("/api/status").ok().map(|_| ()))?;
        Ok(serve)
    }

    /// Asks ten times a second until there is an answer, for so long.
    pub fn until<T>(
        &mut self,
        patience: Duration,
        what: &str,
        ask: impl Fn(&Serve) -> Option<T>,
    ) -> Result<T, String> {
        let start = Instant::now();
        while start.elapsed() < patience {
            if let Some(answer) = ask(self) {
                return Ok(answer);
            }
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(format!("the station ended: {status}"));
            }
            pause(Duration::from_millis(100));
        }
        Err(format!("waited {} s for {what}", patience.as_secs()))
    }

    pub fn camera(&self) -> Value {
        self.site.json("/api/status").map(|status| status["camera"].clone()).unwrap_or_default()
    }

    pub fn is(&self, state: &str) -> Option<()> {
        (self.camera()["state"] == state).then_some(())
    }

    /// Releases the shutter at the page, and compares what is saved with what the camera has.
    pub fn press(&self) -> Result<Pressed, String> {
        let (status, answer) = self.site.post("/api/camera/capture", &json!({}))?;
        if !matches!(status, 200 | 201) {
            let code = answer["code"].as_str().ok_or(format!("{status}: {answer}"))?.to_owned();
            return match answer["remedy"].as_str() {
                Some(remedy) if !remedy.is_empty() => Ok(Pressed::Refused(code)),
                _ => Err(format!("no remedy: {answer}")),
            };
        }
        let which = self.which(&answer["photograph"])?;
        Ok(Pressed::Whole(which, answer))
    }

    /// Which of the camera's photographs a saved one is.
    pub fn which(&self, photograph: &Value) -> Result<usize, String> {
        let id = photograph["id"].as_str().ok_or(format!("no photograph: {photograph}"))?;
        let (_, bytes) = self.site.get(&format!("/api/photographs/{id}/image"))?;
        let known = self.photographs.iter().position(|one| *one == bytes);
        known.ok_or(format!("{} bytes that the camera never gave", bytes.len()))
    }

    /// How many photographs the record has on its disk, or one that is none of the camera's.
    pub fn kept(&self) -> Result<usize, String> {
        let mut kept = 0;
        for file in files_below(&self.record.join("photographs")) {
            let bytes = std::fs::read(&file).map_err(|e| format!("{}: {e}", file.display()))?;
            if !self.photographs.contains(&bytes) {
                return Err(format!("{} is none of the camera's photographs", file.display()));
            }
            kept += 1;
        }
        Ok(kept)
    }

    pub fn process(&self) -> u32 {
        self.child.id()
    }

    /// Open file descriptors.
    pub fn descriptors(&self) -> usize {
        std::fs::read_dir(format!("/proc/{}/fd", self.process())).into_iter().flatten().count()
    }

    /// Memory that is resident, in kB.
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kb| kb.parse().ok()).unwrap_or(0)
    }

    /// Ends it as systemd does; how long that took.
    pub fn stop(mut self) -> Result<Duration, String> {
        let start = Instant::now();
        let told = Command::new("kill").arg(self.process().to_string()).status();
        told.map_err(|e| format!("kill: {e}"))?;
        while start.elapsed() < END {
            match self.child.try_wait() {
                Ok(Some(status)) if status.success() => return Ok(start.elapsed()),
                Ok(Some(status)) => return Err(format!("it ended with {status}")),
                _ => pause(Duration::from_millis(20)),
            }
        }
        Err(format!("it did not end within {} s", END.as_secs()))
    }
}

impl Drop for Serve {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => found.extend(files_below(&path)),
            false => found.push(path),
        }
    }
    found
}

#[allow(
    clippy::disallowed_methods,
    reason = "a test looks from outside: nothing tells it that a process ended"
)]
pub fn pause(time: Duration) {
    std::thread::sleep(time);
}
