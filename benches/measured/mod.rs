//! What the benches of the record share: a real Reading, percentiles, the machine's state, where figures are kept.
#![allow(dead_code, reason = "every bench uses a part of it")]

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use jiff::Timestamp;
use ocellus::reading::Reading;
use serde_json::{Value, json};

/// Milliseconds by what was done.
#[derive(Default)]
pub struct Times(BTreeMap<&'static str, Vec<f64>>);

impl Times {
    pub fn time<T>(&mut self, what: &'static str, act: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let done = act();
        self.0.entry(what).or_default().push(start.elapsed().as_secs_f64() * 1e3);
        done
    }

    pub fn report(&mut self) -> Value {
        let told = |v: &mut Vec<f64>| {
            v.sort_by(f64::total_cmp);
            let at =
                |share: f64| (v[((v.len() - 1) as f64 * share).round() as usize] * 100.0).round() / 100.0;
            json!({ "n": v.len(), "p50": at(0.5), "p95": at(0.95), "p99": at(0.99), "most": at(1.0) })
        };
        self.0
            .iter_mut()
            .map(|(what, v)| ((*what).to_owned(), told(v)))
            .collect::<serde_json::Map<_, _>>()
            .into()
    }
}

/// The Reading of an example with lesions, by the program and the bundle that ship: some 25 kB.
pub fn a_reading() -> Reading {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output = Command::new(env!("CARGO_BIN_EXE_ocellus"))
        .args(["screen", "--json", "--engine", "tract", "--bundle"])
        .arg(root.join("models/ocellus-1"))
        .arg(root.join("examples/moderate-exudates.jpg"))
        .output()
        .expect("the program reads");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("a Reading")
}

/// What this process has in memory.
pub fn resident_mb() -> f64 {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|l| l.strip_prefix("VmRSS:")).unwrap_or("0");
    let kb = line.trim().trim_end_matches(" kB").parse::<f64>().unwrap_or(0.0);
    (kb / 102.4).round() / 10.0
}

/// Prints figures, and writes them with the machine's state to `benches/runs/DATE-ARCH-NAME.json`.
pub fn keep(name: &str, figures: &Value) {
    let mut document = figures.clone();
    document["machine"] = json!({
        "cores": std::thread::available_parallelism().map_or(0, usize::from),
        "load": std::fs::read_to_string("/proc/loadavg").unwrap_or_default().trim(),
    });
    let day = Timestamp::now().strftime("%Y-%m-%d").to_string();
    let out = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join(format!("benches/runs/{day}-{}-{name}.json", std::env::consts::ARCH));
    let text = serde_json::to_string_pretty(&document).expect("JSON");
    println!("{text}");
    std::fs::write(out, text + "\n").expect("kept");
}
