//! The diagnostics: an archive of states, counts and codes. Whatever could name a person, a clinic, a file or a folder
//! is left out where it is made, not searched for afterwards.

use std::io::{self, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};

use super::types::{SystemItem, SystemReport};
use crate::web::state::Station;
use crate::web::types::ModelStatus;

const ABOUT: &str = "Diagnostics of an Ocellus station, for whoever mends it.\n\n\
    versions.json  software, machine, system\n\
    system.json    what the system page said, without names\n\
    models.json    which models and engine run, or the code of why not\n\
    counts.json    how much there is of what\n\
    log.txt        the last hour: time, level, place in the program, codes\n\n\
    No patient, operator, clinic, identifier, file name or address is in here.\n";

/// The .tar.gz.
pub fn archive(app: &Station, report: &SystemReport) -> io::Result<Vec<u8>> {
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::default()));
    let when = jiff::Timestamp::now().as_second().max(0).unsigned_abs();
    let mut put = |name: &str, bytes: &[u8]| -> io::Result<()> {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o600);
        header.set_mtime(when);
        tar.append_data(&mut header, format!("ocellus-diagnostics/{name}"), bytes)
    };
    put("README.txt", ABOUT.as_bytes())?;
    put("versions.json", &pretty(&versions(app)))?;
    put("system.json", &pretty(&system(report)))?;
    put("models.json", &pretty(&models(&app.readers.status())))?;
    put("counts.json", &pretty(&counts(app)))?;
    put("log.txt", (crate::log::last_hour().join("\n") + "\n").as_bytes())?;
    let mut gzip = tar.into_inner()?;
    gzip.flush()?;
    gzip.finish()
}

fn pretty(value: &Value) -> Vec<u8> {
    serde_json::to_vec_pretty(value).unwrap_or_default()
}

fn versions(app: &Station) -> Value {
    let line = |path: &str| std::fs::read_to_string(path).ok().map(|text| text.trim().to_owned());
    let system = line("/etc/os-release").and_then(|text| {
        let name = text.lines().find_map(|line| line.strip_prefix("PRETTY_NAME="))?;
        Some(name.trim_matches('"').to_owned())
    });
    json!({
        "software": env!("CARGO_PKG_VERSION"),
        "record": crate::record::VERSION,
        "started_at": app.started_at,
        "machine": std::env::consts::ARCH,
        "cores": std::thread::available_parallelism().map_or(0, usize::from),
        "board": line("/proc/device-tree/model").map(|text| text.trim_end_matches('\0').to_owned()),
        "kernel": line("/proc/sys/kernel/osrelease"),
        "system": system,
        "tls": app.tls.is_some(),
        "practice": app.practice,
        "idle_seconds": app.idle.as_secs(),
    })
}

/// The remedies may name folders; state and reason say the same.
fn system(report: &SystemReport) -> Value {
    let item = |item: &SystemItem| {
        json!({ "subject": item.subject, "state": item.state, "reason": item.reason, "value": item.value,
                "number": item.number })
    };
    json!({ "state": report.state, "now": report.now, "items": report.items.iter().map(item).collect::<Vec<_>>() })
}

fn models(status: &ModelStatus) -> Value {
    json!({
        "state": status.state, "load_ms": status.load_ms, "lost": status.lost,
        "code": status.fault.as_ref().map(|fault| fault.code),
        "evidence": status.models.as_ref().map(|models| &models.evidence),
        "language": status.models.as_ref().map(|models| &models.language),
        "fallbacks": status.models.as_ref().map(|models| models.fallbacks.len()),
    })
}

fn counts(app: &Station) -> Value {
    let watched = app.watched();
    json!({
        "photographs": app.record.count_photographs().ok(),
        "queue": app.record.queue().ok(),
        "watched_folders": watched.len(),
        "watched_waiting": watched.iter().map(|one| one.waiting).sum::<u64>(),
        "watched_faults": watched.iter().filter_map(|one| one.fault.as_ref()).map(|f| f.code).collect::<Vec<_>>(),
        "camera": app.camera.status().state,
        "camera_mode": app.camera.status().mode,
        "camera_fault": app.camera.status().fault.map(|fault| fault.code),
    })
}
