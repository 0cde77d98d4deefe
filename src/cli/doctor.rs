//! `ocellus doctor`: what is found, what is used, what is missing, and what to do.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::{ReaderArgs, serve::default_data_dir, tell};
use crate::bundle::Bundle;
use crate::engine::{self, EngineChoice, LoadOptions};
use crate::fault::{Explain, Fault};
use crate::reading::protocol::Protocol;
use crate::vault::{self, Protection};

#[derive(Args)]
pub struct DoctorArgs {
    #[arg(long)]
    json: bool,
    /// Folder of the record to look at
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    #[command(flatten)]
    reader: ReaderArgs,
}

#[derive(Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
enum State {
    Ok,
    /// Works, but not as well as it could.
    Warning,
    /// The main job cannot be done.
    Failed,
}

#[derive(Serialize)]
struct Finding {
    subject: &'static str,
    state: State,
    found: String,
    /// What to do; empty where nothing is.
    remedy: String,
}

pub fn run(args: &DoctorArgs) -> Result<bool, Fault> {
    let mut findings = vec![software(), memory()];
    match args.reader.options() {
        Ok(options) => match Bundle::open(&options.bundle) {
            Ok(bundle) => {
                findings.push(ok(
                    "bundle",
                    format!(
                        "{} {} in {} ({} files, all as the manifest says)",
                        bundle.manifest.name,
                        bundle.manifest.version,
                        bundle.root.display(),
                        bundle.manifest.files.len()
                    ),
                ));
                findings.push(readers(&bundle));
                findings.extend(engines(&bundle, options.threads));
            }
            Err(error) => findings.push(failed("bundle", &error.fault())),
        },
        Err(fault) => findings.push(failed("bundle", &fault)),
    }
    findings.push(match Protocol::load(args.reader.protocol.as_deref()) {
        Ok(protocol) => ok("protocol", protocol.id()),
        Err(error) => failed("protocol", &error.fault()),
    });
    findings.push(data(&args.data.clone().unwrap_or_else(default_data_dir)));
    findings.push(protection(&args.data.clone().unwrap_or_else(default_data_dir)));
    findings.push(page());
    let well = findings.iter().all(|f| f.state != State::Failed);
    if args.json {
        tell::json(&serde_json::json!({ "ok": well, "findings": findings }))?;
    } else {
        for f in &findings {
            let mark = match f.state {
                State::Ok => "ok     ",
                State::Warning => "warning",
                State::Failed => "FAILED ",
            };
            tell::line(&format!("{mark}  {}: {}", f.subject, f.found))?;
            if !f.remedy.is_empty() {
                tell::line(&format!("         → {}", f.remedy))?;
            }
        }
    }
    Ok(well)
}

fn ok(subject: &'static str, found: String) -> Finding {
    Finding { subject, state: State::Ok, found, remedy: String::new() }
}

fn failed(subject: &'static str, fault: &Fault) -> Finding {
    Finding { subject, state: State::Failed, found: fault.message.clone(), remedy: fault.remedy.clone() }
}

fn software() -> Finding {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let arch = std::env::consts::ARCH;
    ok("software", format!("ocellus {} on {arch}, {cores} cores", env!("CARGO_PKG_VERSION")))
}

/// Which of the two readers the bundle holds.
fn readers(bundle: &Bundle) -> Finding {
    let manifest = &bundle.manifest;
    let found = match (manifest.evidence.is_some(), manifest.language.is_some()) {
        (true, true) => return ok("readers", "two: one measures, one writes the clinical chain".into()),
        (true, false) => "one of two: it measures; there is no language reader".to_owned(),
        _ => format!(
            "one of two: {} is a published language model; nothing is measured and nothing assessed",
            manifest.name
        ),
    };
    let remedy = "Use a bundle with both readers where there is one.".into();
    Finding { subject: "readers", state: State::Warning, found, remedy }
}

fn memory() -> Finding {
    match crate::memory::free().map(|bytes| bytes >> 20) {
        Some(mb) if mb < 1024 => Finding {
            subject: "memory",
            state: State::Warning,
            found: format!("{mb} MB available; the readers take up to 700 MB"),
            remedy: "Stop other programs on this machine.".into(),
        },
        Some(mb) => ok("memory", format!("{mb} MB available")),
        None => ok("memory", "not told by this system".into()),
    }
}

/// Each engine is loaded with the bundle and runs its golden vectors.
fn engines(bundle: &Bundle, threads: usize) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut works = false;
    for (subject, choice) in [("engine ort", EngineChoice::Ort), ("engine tract", EngineChoice::Tract)] {
        let options = LoadOptions { choice, threads, ..Default::default() };
        findings.push(match engine::load_with(bundle, &options) {
            Ok(loaded) => {
                works = true;
                let r = &loaded.report;
                ok(
                    subject,
                    format!(
                        "{} {}, {} form, {} golden vectors well",
                        r.provider, r.version, r.skin, r.goldens
                    ),
                )
            }
            Err(error) => Finding { state: State::Warning, ..failed(subject, &error.fault()) },
        });
    }
    if !works {
        findings.iter_mut().for_each(|f| f.state = State::Failed);
    }
    findings.push(Finding {
        subject: "engine tensorrt, cuda",
        state: State::Ok,
        found: "written, never executed: no machine with one has run this software yet".into(),
        remedy: String::new(),
    });
    findings
}

/// Whether the record's folder, or the nearest one above it that exists, can be written.
fn data(folder: &std::path::Path) -> Finding {
    let existing = folder.ancestors().find(|f| f.is_dir()).unwrap_or(std::path::Path::new("/"));
    let probe = existing.join(format!(".ocellus-probe-{}", std::process::id()));
    let written =
        std::fs::File::create(&probe).and_then(|mut file| std::io::Write::write_all(&mut file, b"probe"));
    let _ = std::fs::remove_file(&probe);
    match written {
        Ok(()) => ok("record", format!("{} can be written", folder.display())),
        Err(e) => failed("record", &super::screen::unwritable(folder, &e)),
    }
}

/// Whether somebody who takes the disk can read the record.
fn protection(folder: &std::path::Path) -> Finding {
    let warning = |found: &str, remedy: &str| Finding {
        subject: "encryption at rest",
        state: State::Warning,
        found: found.into(),
        remedy: remedy.into(),
    };
    match vault::protection(folder) {
        Ok(Protection::Vault { key, open: true }) => {
            ok("encryption at rest", format!("a vault, open (key {key})"))
        }
        Ok(Protection::Vault { .. }) => {
            warning("a vault, closed: nothing in it can be read", "Open it: `ocellus vault open --key FILE`.")
        }
        Ok(Protection::Disk { device }) => {
            ok("encryption at rest", format!("the whole disk is encrypted ({device})"))
        }
        Ok(Protection::None) => warning(
            "none: who takes the disk can read every patient's record",
            "Make a vault before the first patient (`ocellus vault create`), or use an encrypted disk.",
        ),
        Err(error) => warning(&error.fault().message, &error.remedy()),
    }
}

fn page() -> Finding {
    match crate::web::page_is_built() {
        true => ok("page", "built in".into()),
        false => Finding {
            subject: "page",
            state: State::Warning,
            found: "not built into this program; the API works without it".into(),
            remedy: "Run `make`, which builds the page first.".into(),
        },
    }
}
