//! 100,000 jobs (`JOBS` changes it) through the station with a reader that answers at once: its memory must stay flat.
//! Prints how much is resident as the jobs go by, and writes it to `benches/runs/`; fails where it grows.

#![allow(clippy::disallowed_methods, reason = "a bench keeps nothing that must last")]

#[path = "../tests/common/mod.rs"]
mod common;
mod measured;

use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use measured::{a_reading, keep, resident_mb};
use ocellus::fault::Fault;
use ocellus::reading::{Models, Reading};
use ocellus::record::{Record, new_id};
use ocellus::web::{Loader, Reads, Server};
use serde_json::json;

/// Set in the process that fills the record, so that its memory is not the station's.
const FILL: &str = "OCELLUS_BENCH_FILL";
/// What the station may have grown by from a tenth of the jobs to the last, in MB.
const FLAT: f64 = 8.0;

/// Answers at once.
struct AtOnce {
    reading: Reading,
    read: Arc<AtomicU32>,
}

impl Reads for AtOnce {
    fn read(&mut self, _bytes: &[u8], file: &str) -> Result<Reading, Fault> {
        self.read.fetch_add(1, Ordering::Relaxed);
        Ok(Reading { id: new_id(), file: file.into(), ..self.reading.clone() })
    }

    fn models(&self) -> Models {
        Models { evidence: None, language: None, fallbacks: vec!["at once".into()] }
    }
}

fn fill(data: &Path, jobs: u32) {
    let record = Record::open(data).expect("a new record");
    let (quality, eye) = (common::good(), common::jpeg(&common::eye(64, 48, 1)));
    for n in 0..jobs {
        let bytes = [&eye[..], &n.to_be_bytes()].concat();
        record.save_photograph(&common::new_eye(&bytes, &quality)).expect("saved");
    }
}

fn main() {
    let jobs: u32 = std::env::var("JOBS").ok().and_then(|n| n.parse().ok()).unwrap_or(100_000);
    if let Some(data) = std::env::var_os(FILL) {
        return fill(Path::new(&data), jobs);
    }
    let scratch = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let options = common::serve_options(scratch.path());
    let filled = Command::new(std::env::current_exe().expect("this program"))
        .env(FILL, &options.data_dir)
        .status()
        .expect("it fills the record");
    assert!(filled.success());
    let (reading, read) = (a_reading(), Arc::new(AtomicU32::new(0)));
    let reading_bytes = serde_json::to_string(&reading).expect("JSON").len();
    let counted = read.clone();
    let loader: Loader = Box::new(move || {
        Ok(Box::new(AtOnce { reading: reading.clone(), read: counted.clone() }) as Box<dyn Reads>)
    });
    let start = Instant::now();
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime");
    let server = runtime.block_on(Server::start(options, loader)).expect("the station starts");
    let list = format!("http://{}/api/photographs?limit=50", server.address());
    let step = (jobs / 50).max(1);
    let mut samples: Vec<(u32, f64)> = Vec::new();
    while samples.len() < 51 {
        let due = samples.len() as u32 * step;
        while read.load(Ordering::Relaxed) < due.min(jobs) {
            std::thread::sleep(Duration::from_millis(5));
        }
        // Somebody looks at the page meanwhile.
        let answer = ureq::get(&list).call().expect("an answer").body_mut().read_to_string();
        assert!(answer.is_ok_and(|text| text.contains("photographs")));
        samples.push((read.load(Ordering::Relaxed), resident_mb()));
    }
    let seconds = start.elapsed().as_secs_f64();
    runtime.block_on(server.stop());
    let early = samples[5].1;
    let last = samples.last().expect("samples").1;
    let most = samples[5..].iter().map(|(_, mb)| *mb).fold(0.0, f64::max);
    keep(
        "jobs",
        &json!({
            "jobs": jobs, "reading_bytes": reading_bytes, "seconds": seconds.round(),
            "resident_mb_after_a_tenth": early, "resident_mb_at_the_end": last, "most_after_a_tenth": most,
            "memory": samples.iter().map(|(n, mb)| json!({ "jobs": n, "resident_mb": mb })).collect::<Vec<_>>(),
        }),
    );
    assert!(most - early < FLAT, "memory grew by {} MB from the {step}th job on", most - early);
}
