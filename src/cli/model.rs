//! `ocellus model`: what a bundle claims, whether it is whole, how fast it runs here.

use std::time::Instant;

use clap::{Args, Subcommand};
use serde_json::json;

use super::{ReaderArgs, tell};
use crate::bundle::{self, Bundle, EvidenceSpec, Role};
use crate::fault::{Explain, Fault, FaultCode};
use crate::median::median;
use crate::reading::Reader;

/// The photograph that is timed where none is named: a synthetic eye.
const SAMPLE: &[u8] = include_bytes!("../../tests/data/synthetic_eye.jpg");

mod decoder;

#[derive(Subcommand)]
pub enum ModelVerb {
    /// What the bundle is: graphs, quantisation, and its claims with their n and interval
    Info(Bare),
    /// Check every file of the bundle and run its golden vectors
    Verify(Loading),
    /// Build what a graphics processor needs, which takes minutes, before the first patient comes
    Prepare(Loading),
    /// Time the whole path, photograph to reading; with --decoder the language model's decoder alone
    Bench(Bench),
}

#[derive(Args)]
pub struct Bare {
    /// Folder of the bundle
    #[arg(long, value_name = "DIR")]
    bundle: Option<std::path::PathBuf>,
    #[arg(long)]
    json: bool,
}

#[derive(Args)]
pub struct Loading {
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reader: ReaderArgs,
}

#[derive(Args)]
pub struct Bench {
    /// Photograph to read [default: a synthetic eye built in]
    #[arg(value_name = "FILE")]
    file: Option<std::path::PathBuf>,
    /// Time the language model's decoder: a prompt of 160 tokens, then 64 steps
    #[arg(long, conflicts_with = "file")]
    decoder: bool,
    /// Counted runs, after one that is not counted
    #[arg(long, default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=1000))]
    runs: u16,
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reader: ReaderArgs,
}

pub fn run(verb: &ModelVerb) -> Result<bool, Fault> {
    match verb {
        ModelVerb::Info(args) => info(args),
        ModelVerb::Verify(args) => verify(args),
        ModelVerb::Prepare(args) => prepare(args),
        ModelVerb::Bench(args) => bench(args),
    }
}

fn open(named: Option<&std::path::Path>) -> Result<Bundle, Fault> {
    let folder = bundle::find(named).map_err(|e| e.fault())?;
    Bundle::open(&folder).map_err(|e| e.fault())
}

fn info(args: &Bare) -> Result<bool, Fault> {
    let bundle = open(args.bundle.as_deref())?;
    let m = &bundle.manifest;
    if args.json {
        tell::json(&json!({
            "folder": bundle.root, "name": m.name, "version": m.version, "licence": m.licence,
            "precision": m.precision, "sha256": bundle.sha256, "bytes": bundle.bytes(),
            "graphs": m.graphs, "claims": m.claims, "published": m.is_published(),
            "abstention": m.evidence.as_ref().map(|e| &e.conformal),
            "shift": m.evidence.as_ref().and_then(|e| e.shift),
            "research": m.evidence.as_ref().and_then(|e| e.research.as_ref()),
        }))?;
        return Ok(true);
    }
    tell::line(&format!("{} {} ({}, {})", m.name, m.version, m.licence, m.precision))?;
    tell::line(&format!("  {} in {:.1} MB", bundle.root.display(), bundle.bytes() as f64 / 1e6))?;
    for role in [Role::Evidence, Role::VisionEncoder, Role::EmbedTokens, Role::DecoderModelMerged] {
        if let Some(skins) = m.graphs.get(role.word()) {
            let skins: Vec<String> = skins.iter().map(|(skin, file)| format!("{skin}: {file}")).collect();
            tell::line(&format!("  {role}  {}", skins.join(", ")))?;
        }
    }
    if m.is_published() {
        tell::line(
            "  A published language model, no evidence reader: nothing is measured and nothing assessed with it",
        )?;
    }
    tell::line(match m.claims.is_empty() {
        true => "  No claims: nothing was measured of it",
        false => "  Claims, each measured:",
    })?;
    for c in &m.claims {
        let interval = c.interval.map_or(String::new(), |[lo, hi]| format!(" [{lo:.3}, {hi:.3}]"));
        let research = if c.research { "  (research: moves no referral)" } else { "" };
        tell::line(&format!(
            "    {}: {} {:.3}{interval}, n {}, {}{research}",
            c.task, c.metric, c.value, c.n, c.data
        ))?;
    }
    m.evidence.as_ref().map_or(Ok(()), certainty)?;
    Ok(true)
}

/// Where the bundle abstains, with its stated error rates, and what it does with an unlike photograph.
fn certainty(evidence: &EvidenceSpec) -> Result<(), Fault> {
    let percent = |share: f32| (share * 1000.0).round() / 10.0;
    for (task, band) in &evidence.conformal {
        tell::line(&format!(
            "  Abstention {task}: negative below {} %, at most {} % of positives missed (n {}); positive from {} %, \
             at most {} % of negatives alarmed (n {}); uncertain between",
            percent(band.low),
            percent(band.miss_rate),
            band.positives,
            percent(band.high),
            percent(band.false_alarm_rate),
            band.negatives,
        ))?;
    }
    if let Some(research) = &evidence.research {
        let names: Vec<&str> = research.conditions.iter().map(|condition| condition.word()).collect();
        tell::line(&format!("  With --research, learned from drawn eyes alone: {}", names.join(", ")))?;
    }
    if let Some(shift) = evidence.shift {
        tell::line(&format!(
            "  A photograph of novelty above {}: every logit divided by {}",
            shift.limit, shift.temperature
        ))?;
    }
    Ok(())
}

fn verify(args: &Loading) -> Result<bool, Fault> {
    let options = args.reader.options()?;
    let bundle = open(Some(&options.bundle))?;
    let loaded = crate::engine::load(&bundle, options.engine, options.threads).map_err(|e| e.fault())?;
    let report = &loaded.report;
    if args.json {
        tell::json(
            &json!({ "folder": bundle.root, "files": bundle.manifest.files.len(), "engine": report }),
        )?;
        return Ok(true);
    }
    tell::line(&format!(
        "{}: {} files are what the manifest says.",
        bundle.root.display(),
        bundle.manifest.files.len()
    ))?;
    tell::line(&format!(
        "{} golden vectors ran well on {}/{} {}, {} form ({} threads).",
        report.goldens, report.engine, report.provider, report.version, report.skin, report.threads
    ))?;
    for passed in &report.passed_over {
        tell::line(&format!("  passed over {passed}"))?;
    }
    Ok(true)
}

fn prepare(args: &Loading) -> Result<bool, Fault> {
    let options = args.reader.options()?;
    let bundle = open(Some(&options.bundle))?;
    let next = |role: Role, i: usize, count: usize| tell::progress(&format!("{role}, {i} of {count} …"));
    let built = crate::engine::prepare(&bundle, options.threads, next);
    tell::progress("");
    let built = built.map_err(|e| e.fault())?;
    if args.json {
        tell::json(&json!({ "bundle": bundle.sha256, "folder": built }))?;
        return Ok(true);
    }
    tell::line(&format!("{} is prepared for this machine: {}", bundle.manifest.name, built.display()))?;
    Ok(true)
}

fn bench(args: &Bench) -> Result<bool, Fault> {
    if args.decoder {
        return decoder::bench(args);
    }
    let bytes = match &args.file {
        None => SAMPLE.to_vec(),
        Some(path) => std::fs::read(path).map_err(|e| Fault {
            code: FaultCode::Unreadable,
            message: format!("{} cannot be read: {e}", path.display()),
            remedy: "Name a photograph that exists.".into(),
        })?,
    };
    let options = args.reader.options()?;
    let clock = Instant::now();
    let mut reader = Reader::load(&options)?;
    let load_ms = clock.elapsed().as_millis() as u64;
    let mut runs = Vec::new();
    let mut last = None;
    for i in 0..=args.runs {
        tell::progress(&format!("run {i} of {}", args.runs));
        let reading = reader.read(&bytes, "bench")?;
        if i > 0 {
            runs.push(reading.timings_ms.clone());
        }
        last = Some(reading);
    }
    tell::progress("");
    let middle = |of: fn(&crate::reading::Timings) -> u32| {
        median(runs.iter().map(|t| f64::from(of(t))).collect()).map_or(0, |ms| ms as u32)
    };
    let rows = [
        ("decode", middle(|t| t.decode)),
        ("quality", middle(|t| t.quality)),
        ("evidence", middle(|t| t.evidence)),
        ("language", middle(|t| t.language)),
        ("total", middle(|t| t.total)),
    ];
    let models = last.map(|r| r.models);
    let peak_mb = peak_memory_mb();
    if args.json {
        let medians: serde_json::Map<_, _> = rows.iter().map(|(k, v)| ((*k).to_string(), json!(v))).collect();
        tell::json(&json!({
            "load_ms": load_ms, "threads": options.threads, "median_ms": medians, "runs_ms": runs,
            "peak_resident_mb": peak_mb, "models": models,
        }))?;
        return Ok(true);
    }
    if let Some(used) = models.and_then(|m| m.evidence.or(m.language)) {
        tell::line(&format!(
            "{} on {}/{}, {} threads",
            used.bundle, used.engine, used.provider, options.threads
        ))?;
    }
    tell::line(&format!("  load {load_ms} ms"))?;
    for (name, ms) in rows {
        tell::line(&format!("  {name} {ms} ms (median of {})", args.runs))?;
    }
    if let Some(mb) = peak_mb {
        tell::line(&format!("  peak resident memory {mb} MB"))?;
    }
    Ok(true)
}

/// Greatest resident memory of this process so far, in MB; `None` where the system does not tell.
fn peak_memory_mb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? / 1024)
}
