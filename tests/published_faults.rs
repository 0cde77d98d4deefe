//! What is wrong with a published vision-language model or with the machine: told clearly, the photograph kept, and the
//! process alive.
#![allow(clippy::disallowed_methods, reason = "files of a test need not survive a power cut")]

mod common;
mod front_door;

use std::path::{Path, PathBuf};
use std::time::Duration;

use common::eventually;
use common::published::{altered, folder, untested};
use common::station::{Station, with_bundle};
use front_door::{examples, lines, ocellus};
use ocellus::bundle::Bundle;
use ocellus::engine::{self, EngineChoice};
use ocellus::fault::{Explain, FaultCode};
use ocellus::language::Published;
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

fn eye() -> PathBuf {
    examples().into_iter().find(|path| path.to_string_lossy().contains("healthy-od")).expect("it ships")
}

/// What `screen` says of the one photograph that it cannot read.
fn fault(bundle: &Path) -> Value {
    let mut command = ocellus(&["screen", "--json", "--engine", "tract", "--bundle"]);
    let output = command.arg(bundle).arg(eye()).output().expect("ocellus runs");
    assert_eq!(output.status.code(), Some(1), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = lines(&output);
    assert_eq!(lines.len(), 1);
    assert!(!lines[0]["error"]["remedy"].as_str().unwrap().is_empty());
    lines[0]["error"].clone()
}

/// Weights that are no numbers.
fn nan() -> TempDir {
    let size = std::fs::metadata(folder("fp32").join("weights.bin")).unwrap().len();
    let weights = f32::NAN.to_le_bytes().repeat(size as usize / 4);
    altered("fp32", untested, &[("weights.bin", weights)])
}

/// The tokenizer with another token.
fn tokenizer(edit: impl Fn(&mut Vec<Value>)) -> Vec<u8> {
    let text = std::fs::read(folder("int8").join("tokenizer.json")).unwrap();
    let mut json: Value = serde_json::from_slice(&text).unwrap();
    edit(json["added_tokens"].as_array_mut().unwrap());
    json.to_string().into_bytes()
}

#[test]
fn what_is_no_number_is_no_reading() {
    let nan = nan();
    let fault = fault(nan.path());
    assert_eq!(fault["code"], "engine_failed", "{fault}");
    assert!(fault["message"].as_str().unwrap().contains("no number"), "{fault}");
}

#[test]
fn another_models_tokenizer_is_refused_before_a_photograph_is_read() {
    let more = tokenizer(|added| {
        let mut token = added[0].clone();
        (token["id"], token["content"]) = (json!(5000), json!("<|elsewhere|>"));
        added.push(token);
    });
    let fault_of =
        |tokenizer: Vec<u8>| fault(altered("int8", untested, &[("tokenizer.json", tokenizer)]).path());
    let found = fault_of(more);
    assert_eq!(found["code"], "bundle_invalid", "{found}");
    assert!(found["message"].as_str().unwrap().contains("5001 tokens"), "{found}");

    let fewer = tokenizer(|added| added.retain(|token| token["content"] != "<img>"));
    let found = fault_of(fewer);
    assert_eq!(found["code"], "bundle_invalid", "{found}");
    assert!(found["message"].as_str().unwrap().contains("<img>"), "{found}");
    let found = fault_of(b"{}".to_vec());
    assert_eq!(found["code"], "bundle_invalid", "{found}");
}

#[test]
fn a_missing_graph_is_named() {
    let bundle = altered("int8", |manifest| manifest, &[]);
    std::fs::remove_file(bundle.path().join("decoder_model_merged.cpu.onnx")).unwrap();
    let found = fault(bundle.path());
    assert_eq!(found["code"], "bundle_invalid");
    assert!(found["message"].as_str().unwrap().contains("decoder_model_merged.cpu.onnx"), "{found}");
    let gone = altered("int8", |manifest| manifest.replace("[graphs.vision_encoder]", "[graphs.other]"), &[]);
    let found = fault(gone.path());
    assert!(found["message"].as_str().unwrap().contains("vision_encoder"), "{found}");
}

#[test]
fn a_photograph_that_fills_the_context_is_told() {
    let narrow = altered("int8", |manifest| manifest.replace("context = 1024", "context = 24"), &[]);
    let found = fault(narrow.path());
    assert_eq!(found["code"], "bad_request", "{found}");
    assert!(found["message"].as_str().unwrap().contains("context is 24"), "{found}");
}

#[test]
fn keys_and_values_that_memory_has_no_room_for_are_refused_before_they_are_made() {
    let eye = image::open(eye()).unwrap().to_rgb8();
    let bundle = Bundle::open(&folder("int8")).unwrap();
    for choice in [EngineChoice::Tract, EngineChoice::Ort] {
        let model = Published::new(&bundle, engine::load(&bundle, choice, 1).unwrap().graphs).unwrap();
        let mut model = model.with_bounds(Duration::from_secs(60), 8).with_memory(10_000);
        let mut talk = model.look(&[&eye]).unwrap();
        let error = model.say(&mut talk, "What is it?").unwrap_err();
        assert_eq!(error.code(), FaultCode::EngineFailed);
        let told = error.to_string();
        assert!(told.contains("tokens need") && told.contains("are free"), "{told}");
        assert!(error.remedy().contains("Stop other programs"), "{}", error.remedy());
        // With less than it would like it takes no more than it needs, and with that it answers.
        let mut model = model.with_memory(200_000);
        assert!(model.say(&mut talk, "What is it?").unwrap().tokens > 0, "{choice:?}");
    }
}

#[test]
fn a_station_keeps_the_photograph_and_goes_on() {
    let (data, nan) = (tempdir().unwrap(), nan());
    let station = Station::of(&mut with_bundle(nan.path(), data.path()));
    let (_, saved) = station.upload(&std::fs::read(eye()).unwrap()).expect("an answer");
    let path = format!("/api/photographs/{}", saved["photograph"]["id"].as_str().expect("it is saved"));
    let photograph = eventually("the last try", || {
        let photograph = station.json(&path)?;
        (photograph["state"] == "failed").then_some(photograph)
    });
    assert_eq!(photograph["fault"]["code"], "engine_failed", "{photograph}");
    assert!(photograph["fault"]["message"].as_str().unwrap().contains("no number"), "{photograph}");
    assert_eq!(station.get(&format!("{path}/image")).unwrap().0, 200, "the photograph is kept");
    let models = &station.json("/api/status").unwrap()["models"];
    assert_eq!((&models["state"], &models["lost"]), (&json!("ready"), &json!(0)), "the reader lives");

    // The same record with a sound model: it can be read again.
    drop(station);
    let station = Station::of(&mut with_bundle(&folder("int8"), data.path()));
    station.upload(&std::fs::read(eye()).unwrap()).expect("an answer");
    eventually("the reading", || (station.json(&path)?["state"] == "done").then_some(()));
}

#[test]
fn a_station_whose_model_is_not_whole_takes_photographs_and_says_why_it_does_not_read() {
    let data = tempdir().unwrap();
    let bundle = altered("int8", |manifest| manifest, &[]);
    std::fs::remove_file(bundle.path().join("embed_tokens.cpu.onnx")).unwrap();
    let station = Station::of(&mut with_bundle(bundle.path(), data.path()));
    let models = eventually("the models' end", || {
        let models = station.json("/api/status")?["models"].clone();
        (models["state"] == "failed").then_some(models)
    });
    assert!(models["fault"]["message"].as_str().unwrap().contains("embed_tokens.cpu.onnx"), "{models}");
    let (status, saved) = station.upload(&std::fs::read(eye()).unwrap()).expect("an answer");
    assert!((200..300).contains(&status), "{status}");
    let path = format!("/api/photographs/{}", saved["photograph"]["id"].as_str().expect("it is saved"));
    assert_eq!(station.json(&path).unwrap()["state"], "queued");
}
