//! `ocellus describe`: what a published vision-language model says of photographs. One reader alone, measured by nobody:
//! its findings say so, every condition stays not assessed, and nothing is referred by it.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use serde_json::{Value, json};

use super::screen::read_file;
use super::{ReaderArgs, tell};
use crate::bundle::Bundle;
use crate::engine::{EngineReport, LoadOptions};
use crate::fault::{Explain, Fault};
use crate::fundus::{self, Photograph};
use crate::language::{Description, Published, Turn};
use crate::terms::{Condition, Source, Status};

/// The `schema` of a line.
const SCHEMA: &str = "ocellus.description/1";

#[derive(Args)]
#[command(
    after_help = "Example:\n  ocellus describe --bundle internvl3-2b eye.jpg --question \"Where is the optic disc?\""
)]
pub struct DescribeArgs {
    /// Photographs: JPEG, PNG, TIFF, BMP, WebP
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What to ask [default: the bundle's own question]
    #[arg(long, value_name = "TEXT")]
    question: Option<String>,
    /// Time for one answer, the photograph's tiles included: a large model on a small machine needs minutes
    #[arg(long, value_name = "N", default_value_t = Published::TIME.as_secs(), value_parser = clap::value_parser!(u64).range(1..=3600))]
    seconds: u64,
    /// One JSON line a file
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    reader: ReaderArgs,
}

pub fn run(args: &DescribeArgs) -> Result<bool, Fault> {
    let options = args.reader.options()?;
    let bundle = Bundle::open(&options.bundle).map_err(|e| e.fault())?;
    let roles = crate::bundle::Role::LANGUAGE.to_vec();
    let load = LoadOptions {
        choice: options.engine,
        threads: options.threads,
        roles: Some(roles),
        ..Default::default()
    };
    let loaded = crate::engine::load_with(&bundle, &load).map_err(|e| e.fault())?;
    let model = Published::new(&bundle, loaded.graphs).map_err(|e| e.fault())?;
    let mut model = model.with_bounds(Duration::from_secs(args.seconds), Published::TOKENS);
    let question = args.question.clone().unwrap_or_else(|| model.prompt());
    let mut all = true;
    for path in &args.files {
        let name = path.to_string_lossy();
        tell::progress(&format!("{name} …"));
        let said = read_file(path).and_then(|bytes| {
            let photograph = fundus::decode(&bytes).map_err(|e| e.fault())?;
            let turns = [Turn { question: &question, answer: "" }];
            let said = model.answer(&photograph.rgb, &turns).map_err(|e| e.fault())?;
            Ok((photograph, said))
        });
        tell::progress("");
        all &= said.is_ok();
        match (said, args.json) {
            (Ok((photograph, said)), true) => {
                let mut line = described(&photograph, &said);
                line["file"] = json!(name);
                line["question"] = json!(question);
                line["model"] = used(&bundle, &loaded.report);
                tell::json_line(&line)?;
            }
            (Ok((_, said)), false) => tell::line(&plain(&name, &said))?,
            (Err(fault), true) => {
                tell::json_line(&json!({ "schema": SCHEMA, "file": name, "error": fault }))?;
            }
            (Err(fault), false) => tell::fault(&fault),
        }
    }
    Ok(all)
}

fn described(photograph: &Photograph, said: &Description) -> Value {
    let (width, height) = (photograph.width, photograph.height);
    let boxes = said.places.iter().flat_map(|place| place.boxes.iter().map(move |bounds| (place, bounds)));
    let findings: Vec<Value> = boxes
        .enumerate()
        .map(|(i, (place, bounds))| {
            let sides = [width, height, width, height];
            let px: Vec<u32> = bounds.iter().zip(sides).map(|(&b, side)| pixel(b, side)).collect();
            json!({ "id": format!("L{}", i + 1), "name": place.name, "source": Source::Language,
                    "box": bounds, "box_px": px })
        })
        .collect();
    let conditions: Vec<Value> = Condition::ALL
        .iter()
        .map(
            |condition| json!({ "condition": condition, "status": Status::NotAssessed, "probability": null }),
        )
        .collect();
    json!({
        "schema": SCHEMA,
        "image": { "sha256": photograph.sha256, "width": width, "height": height },
        "text": said.text, "whole": said.whole, "tokens": said.tokens, "dropped": said.dropped,
        "tiles": [said.grid.0, said.grid.1], "findings": findings, "conditions": conditions,
    })
}

/// 0–999 of a side as a pixel of it.
fn pixel(at: u16, side: u32) -> u32 {
    (f64::from(at) / 999.0 * f64::from(side.saturating_sub(1))).round() as u32
}

fn used(bundle: &Bundle, report: &EngineReport) -> Value {
    json!({ "bundle": bundle.manifest.name, "version": bundle.manifest.version, "sha256": bundle.sha256,
            "engine": report.engine, "provider": report.provider, "precision": report.precision })
}

fn plain(name: &str, said: &Description) -> String {
    let mut lines = vec![format!("{name}  [NOT ASSESSED: words of a language model alone]")];
    lines.extend(said.text.lines().map(|line| format!("  {line}")));
    if !said.whole {
        lines.push("  (it broke off: its time or its room was used up)".to_owned());
    }
    lines.join("\n")
}
