//! A bundle that holds a published vision-language model alone, under every verb that reads: one reader of two, nothing
//! measured, nothing assessed, and its words marked as its own.
#![allow(clippy::disallowed_methods, reason = "files of a test need not survive a power cut")]

mod common;
mod front_door;

use std::path::{Path, PathBuf};
use std::process::Output;

use common::eventually;
use common::published::{altered, folder};
use common::station::{Station, with_bundle};
use front_door::{assert_schema, examples, lines, ocellus};
use serde_json::{Value, json};
use tempfile::tempdir;

fn example(name: &str) -> PathBuf {
    examples().into_iter().find(|path| path.to_string_lossy().contains(name)).expect("it ships")
}

fn screen(bundle: &Path, files: &[&Path], more: &[&str]) -> (Output, Vec<Value>) {
    let mut command = ocellus(&["screen", "--json", "--bundle"]);
    let output = command.arg(bundle).args(more).args(files).output().expect("ocellus runs");
    let lines = lines(&output);
    (output, lines)
}

fn step<'a>(reading: &'a Value, name: &str) -> &'a Value {
    reading["chain"]
        .as_array()
        .unwrap()
        .iter()
        .find(|step| step["step"] == name)
        .expect("every step is there")
}

/// Nothing in it was measured, and nothing that steers a model is left in any of its texts.
fn assert_honest(reading: &Value) {
    assert!(reading["models"]["evidence"].is_null());
    assert_eq!(reading["models"]["language"]["bundle"], "tiny-vlm-int8");
    let note = reading["models"]["fallbacks"].to_string();
    assert!(note.contains("one reader of two"), "{note}");
    let conditions = reading["conditions"].as_array().unwrap();
    assert_eq!(conditions.len(), 12);
    for condition in conditions {
        assert_eq!(condition["status"], "not_assessed");
        assert!(condition["probability"].is_null() && condition["stage"].is_null(), "{condition}");
    }
    for empty in ["findings", "findings_assessed"] {
        assert_eq!(reading[empty], json!([]));
    }
    for landmark in ["disc", "fovea"] {
        assert!(reading["landmarks"][landmark].is_null());
    }
    for number in ["vessel_density", "cup_disc_ratio_vertical"] {
        assert!(reading["biometry"][number]["value"].is_null());
    }
    assert_eq!(reading["eye"], json!({ "laterality": "unknown", "probability": 0.0 }));
    assert!(reading["referral"]["probability"].is_null());
    for step in reading["chain"].as_array().unwrap() {
        assert_eq!(step["source"] == "language", step["unverified"] == true, "{step}");
        assert_eq!(step["findings"], json!([]));
    }
    let all = reading.to_string();
    for mark in ["<|", "|>", "<img>", "IMG_CONTEXT"] {
        assert!(!all.contains(mark), "{mark} in {all}");
    }
}

#[test]
fn a_photograph_is_described_and_a_doctor_looks_at_it() {
    for engine in ["tract", "ort"] {
        let file = example("healthy-od");
        let (output, readings) = screen(&folder("int8"), &[&file], &["--engine", engine]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert_schema(&readings);
        let reading = &readings[0];
        assert_honest(reading);
        assert_eq!(reading["quality"]["verdict"], "good");
        assert_eq!(reading["referral"]["category"], "review", "{}", reading["referral"]);
        assert!(reading["referral"]["because"][0].as_str().unwrap().contains("not assessed"));
        let said = step(reading, "features");
        assert_eq!((&said["source"], &said["unverified"]), (&json!("language"), &json!(true)));
        assert!(!said["text"].as_str().unwrap().is_empty());
        for own in ["quality", "anatomy", "lesions", "diagnosis", "management"] {
            assert_eq!(step(reading, own)["source"], "structure");
        }
        let report = reading["report"]["text"].as_str().unwrap();
        assert!(report.contains("A language model described this photograph"), "{report}");
        assert!(report.contains("No lesions were looked for."), "{report}");
        assert!(reading["timings_ms"]["language"].as_u64().unwrap() > 0);
    }
}

#[test]
fn a_photograph_that_cannot_be_graded_is_taken_again_and_described_by_nobody() {
    let scratch = tempdir().unwrap();
    let (dark, blurred) = (scratch.path().join("dark.png"), scratch.path().join("blurred.png"));
    image::RgbImage::new(640, 480).save(&dark).unwrap();
    let eye = image::open(example("healthy-od")).unwrap().to_rgb8();
    image::imageops::fast_blur(&eye, 24.0).save(&blurred).unwrap();
    let (output, readings) = screen(&folder("int8"), &[&dark, &blurred], &["--engine", "tract"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for reading in &readings {
        assert_honest(reading);
        assert_eq!(reading["quality"]["verdict"], "reject", "{}", reading["quality"]);
        assert_eq!(reading["referral"]["category"], "ungradable");
        let sources = reading["chain"].as_array().unwrap().iter().map(|step| &step["source"]);
        assert!(sources.into_iter().all(|source| source == "structure"), "{reading:#}");
        assert!(!reading["report"]["text"].as_str().unwrap().contains("described"));
    }
}

#[test]
fn a_claim_in_the_manifest_makes_no_measurement() {
    let claims = "[[claims]]\ntask = \"TASK\"\ndata = \"x\"\nn = 9\nmetric = \"auroc\"\nvalue = 0.99\nwhere = \"x\"\ndate = \"2026-11-22\"\n";
    let claimed = |manifest: String| {
        let tasks = ["referable", "referable_dr", "dme_risk", "hard_exudate_pixels"];
        tasks.iter().fold(manifest, |manifest, task| format!("{manifest}\n{}", claims.replace("TASK", task)))
    };
    let bundle = altered("int8", claimed, &[]);
    let (output, readings) =
        screen(bundle.path(), &[&example("severe")], &["--engine", "tract", "--research"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_honest(&readings[0]);
    assert_eq!(readings[0]["referral"]["category"], "review");
}

#[test]
fn what_a_person_reads_says_so_in_every_language_and_left_out_it_is_nobody() {
    let file = example("healthy-os");
    let mut command = ocellus(&["screen", "--engine", "tract", "--bundle"]);
    let output = command.arg(folder("int8")).arg(&file).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("[REVIEW]") && said.contains("[language model, not verified]"), "{said}");
    assert!(said.contains("one reader of two") && !said.contains("<|"), "{said}");

    let (_, english) = screen(&folder("int8"), &[&file], &["--engine", "tract"]);
    let (_, spanish) = screen(&folder("int8"), &[&file], &["--engine", "tract", "--lang", "es"]);
    assert_eq!(step(&english[0], "features"), step(&spanish[0], "features"), "its words stay as they are");
    assert!(step(&spanish[0], "anatomy")["text"].as_str().unwrap().contains("No se buscaron"));
    assert!(spanish[0]["report"]["text"].as_str().unwrap().contains("modelo de lenguaje"));

    let (output, lines) = screen(&folder("int8"), &[&file], &["--no-language"]);
    assert_eq!((output.status.code(), &lines[0]["error"]["code"]), (Some(1), &json!("bundle_invalid")));
    assert!(lines[0]["error"]["remedy"].as_str().unwrap().contains("--no-language"));
}

/// The Reading of a photograph that was just brought, once it is there.
fn read(station: &Station, file: &Path) -> (String, Value) {
    let (_, saved) = station.upload(&std::fs::read(file).unwrap()).expect("an answer");
    let id = saved["photograph"]["id"].as_str().expect("it is saved").to_owned();
    let path = format!("/api/photographs/{id}");
    eventually("the reading", || (station.json(&path)?["state"] == "done").then_some(()));
    let reading = station.json(&format!("{path}/reading")).expect("a reading");
    (id, reading)
}

#[test]
fn the_station_reads_with_it_and_says_so() {
    let data = tempdir().unwrap();
    let station = Station::of(&mut with_bundle(&folder("int8"), data.path()));
    let (id, reading) = read(&station, &example("moderate"));
    assert_honest(&reading);
    assert_eq!(reading["referral"]["category"], "review");
    assert_eq!(step(&reading, "features")["unverified"], true);
    let models = &station.json("/api/status").unwrap()["models"];
    assert!(models["models"]["evidence"].is_null(), "{models}");
    assert_eq!(models["models"]["language"]["bundle"], "tiny-vlm-int8");
    assert!(models["models"]["fallbacks"].to_string().contains("one reader of two"), "{models}");
    // What was said stays in the language it was said in; the rest follows the page.
    let chinese = station.json(&format!("/api/photographs/{id}/reading?lang=zh")).unwrap();
    assert_eq!(step(&chinese, "features"), step(&reading, "features"));
    assert!(chinese["report"]["text"].as_str().unwrap().contains("语言模型"), "{chinese}");
    let (status, pdf) = station.get(&format!("/api/photographs/{id}/report.pdf")).unwrap();
    assert!(status == 200 && pdf.starts_with(b"%PDF"), "{status}");
}

#[test]
fn doctor_and_model_info_name_it() {
    let output = ocellus(&["doctor", "--json", "--bundle"]).arg(folder("int8")).output().unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).expect("a report");
    let readers = report["findings"].as_array().unwrap().iter().find(|one| one["subject"] == "readers");
    let readers = readers.expect("it tells of the readers");
    assert_eq!(readers["state"], "warning");
    let found = readers["found"].as_str().unwrap();
    assert!(found.contains("one of two") && found.contains("tiny-vlm-int8"), "{found}");

    let output = ocellus(&["model", "info", "--json", "--bundle"]).arg(folder("int8")).output().unwrap();
    let info: Value = serde_json::from_slice(&output.stdout).expect("a document");
    assert_eq!((&info["published"], &info["claims"]), (&json!(true), &json!([])));
    let output = ocellus(&["model", "info", "--bundle"]).arg(folder("int8")).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("no evidence reader") && said.contains("No claims"), "{said}");
}
