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
use crate::language::{Description, Published};
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
    /// What to ask; more than once for a conversation [default: the bundle's own question]
    #[arg(long, value_name = "TEXT")]
    question: Vec<String>,
    /// Show all files to the model at once, in their order: both eyes, an eye and its earlier visits
    #[arg(long)]
    together: bool,
    /// Time for looking at the photographs, and for each answer: a large model on a small machine needs minutes
    #[arg(long, value_name = "N", default_value_t = Published::TIME.as_secs(), value_parser = clap::value_parser!(u64).range(1..=3600))]
    seconds: u64,
    /// One JSON line an answer
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
    let mut questions = args.question.clone();
    if questions.is_empty() {
        questions.push(model.prompt());
    }
    let groups: Vec<&[PathBuf]> =
        if args.together { vec![args.files.as_slice()] } else { args.files.chunks(1).collect() };
    let mut all = true;
    for files in groups {
        let names: Vec<String> = files.iter().map(|path| path.to_string_lossy().into_owned()).collect();
        let name = names.join(", ");
        tell::progress(&format!("{name} …"));
        let seen = photographs(files).and_then(|photographs| {
            let rgb: Vec<&image::RgbImage> = photographs.iter().map(|photograph| &photograph.rgb).collect();
            let talk = model.look(&rgb).map_err(|e| e.fault())?;
            Ok((photographs, talk))
        });
        let (photographs, mut talk) = match seen {
            Ok(seen) => seen,
            Err(fault) => {
                failed(args, &names, &fault)?;
                all = false;
                continue;
            }
        };
        for question in &questions {
            tell::progress(&format!("{name} …"));
            let said = model.say(&mut talk, question).map_err(|e| e.fault());
            tell::progress("");
            match said {
                Ok(said) if args.json => {
                    let mut line = described(&photographs, &said);
                    file(&mut line, &names);
                    line["question"] = json!(question);
                    line["model"] = used(&bundle, &loaded.report);
                    tell::json_line(&line)?;
                }
                Ok(said) => tell::line(&plain(&name, &said))?,
                Err(fault) => {
                    failed(args, &names, &fault)?;
                    all = false;
                    // What comes after may rest on the answer that is missing.
                    break;
                }
            }
        }
    }
    Ok(all)
}

fn photographs(files: &[PathBuf]) -> Result<Vec<Photograph>, Fault> {
    files.iter().map(|path| fundus::decode(&read_file(path)?).map_err(|e| e.fault())).collect()
}

/// One file stands as `file`, several as `files`.
fn file(line: &mut Value, names: &[String]) {
    match names {
        [name] => line["file"] = json!(name),
        names => line["files"] = json!(names),
    }
}

fn failed(args: &DescribeArgs, names: &[String], fault: &Fault) -> Result<(), Fault> {
    tell::progress("");
    if !args.json {
        tell::fault(fault);
        return Ok(());
    }
    let mut line = json!({ "schema": SCHEMA, "error": fault });
    file(&mut line, names);
    tell::json_line(&line)
}

/// Boxes among several photographs do not say in which: they are counted, and none is drawn.
fn described(photographs: &[Photograph], said: &Description) -> Value {
    let image = |photograph: &Photograph| json!({ "sha256": photograph.sha256, "width": photograph.width, "height": photograph.height });
    let mut line = json!({
        "schema": SCHEMA, "text": said.text, "whole": said.whole, "tokens": said.tokens, "dropped": said.dropped,
        "conditions": conditions(),
    });
    match photographs {
        [photograph] => {
            line["image"] = image(photograph);
            line["tiles"] = json!([said.grid.0, said.grid.1]);
            line["findings"] = json!(findings(photograph.width, photograph.height, said));
        }
        several => {
            let boxes: usize = said.places.iter().map(|place| place.boxes.len()).sum();
            line["images"] = several.iter().map(image).collect();
            line["findings"] = json!([]);
            line["unplaced"] = json!(boxes);
        }
    }
    line
}

fn findings(width: u32, height: u32, said: &Description) -> Vec<Value> {
    let boxes = said.places.iter().flat_map(|place| place.boxes.iter().map(move |bounds| (place, bounds)));
    boxes
        .enumerate()
        .map(|(i, (place, bounds))| {
            let sides = [width, height, width, height];
            let px: Vec<u32> = bounds.iter().zip(sides).map(|(&b, side)| pixel(b, side)).collect();
            json!({ "id": format!("L{}", i + 1), "name": place.name, "source": Source::Language,
                    "box": bounds, "box_px": px })
        })
        .collect()
}

fn conditions() -> Vec<Value> {
    let unassessed = |condition: &Condition| json!({ "condition": condition, "status": Status::NotAssessed, "probability": null });
    Condition::ALL.iter().map(unassessed).collect()
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
    lines.extend(said.words().lines().map(|line| format!("  {line}")));
    for place in &said.places {
        let name = &place.name;
        lines.extend(place.boxes.iter().map(|bounds| format!("  {name}: {bounds:?} (not verified)")));
    }
    if !said.whole {
        lines.push("  (it broke off: its time or its room was used up)".to_owned());
    }
    lines.join("\n")
}
