//! A published vision-language model in miniature, from its bundle to the words at the end of the command line. What it
//! must say was written by transformers (`tools/tests/make_vlm_data.py`); the weights are random, and so are the words.
#![allow(clippy::disallowed_methods, reason = "files of a test need not survive a power cut")]

use std::path::{Path, PathBuf};
use std::time::Duration;

use assert_cmd::Command;
use ocellus::bundle::{Bundle, BundleError};
use ocellus::engine::{self, EngineChoice};
use ocellus::fault::{Explain, FaultCode};
use ocellus::language::{Published, Turn};
use serde_json::Value;

fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/vlm")
}

fn model(precision: &str, choice: EngineChoice) -> Published {
    let bundle = Bundle::open(&data().join(precision)).expect("the bundle is whole");
    let loaded = engine::load(&bundle, choice, 2).expect("the bundle loads");
    Published::new(&bundle, loaded.graphs).expect("it is a published model")
}

fn golden() -> Value {
    serde_json::from_str(&std::fs::read_to_string(data().join("text.json")).unwrap()).unwrap()
}

fn describe(bundle: &Path, more: &[&str]) -> (bool, Vec<Value>, String) {
    let mut command = Command::cargo_bin("ocellus").unwrap();
    command.args(["describe", "--json", "--engine", "tract", "--bundle"]).arg(bundle).args(more);
    let output = command.output().unwrap();
    let lines = String::from_utf8(output.stdout).unwrap();
    let lines = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (output.status.success(), lines, String::from_utf8(output.stderr).unwrap())
}

#[test]
fn both_engines_say_what_transformers_says() {
    let eye = image::open(data().join("eye.png")).unwrap().to_rgb8();
    let golden = golden();
    let text = golden["text"].as_str().unwrap();
    let count = golden["said"].as_array().unwrap().len();
    for choice in [EngineChoice::Tract, EngineChoice::Ort] {
        let mut model = model("fp32", choice).with_bounds(Duration::from_secs(60), count);
        let question = model.prompt();
        let said = model.answer(&eye, &[Turn { question: &question, answer: "" }]).unwrap();
        assert_eq!(said.raw, text, "{choice:?}");
        assert!(
            text.contains("<|endoftext|>") && !said.text.contains("<|"),
            "what steers it is shown to nobody"
        );
        assert_eq!((said.tokens, said.whole), (count, count < 40));
        assert_eq!(u64::from(said.grid.0 * said.grid.1 + 1), golden["tiles"].as_u64().unwrap());
    }
}

#[test]
fn int8_runs_on_both_engines() {
    let eye = image::open(data().join("eye.png")).unwrap().to_rgb8();
    for choice in [EngineChoice::Tract, EngineChoice::Ort] {
        let mut model = model("int8", choice).with_bounds(Duration::from_secs(60), 8);
        let turns = [Turn { question: "Good?", answer: "Yes." }, Turn { question: "Why?", answer: "" }];
        let said = model.answer(&eye, &turns).unwrap();
        assert!(said.tokens > 0 || said.whole, "{choice:?}");
    }
}

#[test]
fn bounds_hold() {
    let eye = image::open(data().join("eye.png")).unwrap().to_rgb8();
    let ask = |model: &mut Published, question: &str| model.answer(&eye, &[Turn { question, answer: "" }]);
    let mut slow = model("int8", EngineChoice::Tract).with_bounds(Duration::ZERO, 8);
    assert_eq!(ask(&mut slow, "Why?").unwrap_err().code(), FaultCode::EngineFailed);
    let mut model = model("int8", EngineChoice::Tract).with_bounds(Duration::from_secs(60), 3);
    assert!(ask(&mut model, "Why?").unwrap().tokens <= 3);
    assert!(ask(&mut model, &"?".repeat(20_001)).unwrap_err().to_string().contains("characters"));
    let long = ask(&mut model, &"eye ".repeat(2000)).unwrap_err();
    assert!(long.to_string().contains("context"), "{long}");
}

#[test]
fn a_photograph_is_described_and_nothing_is_assessed() {
    let eye = data().join("eye.png");
    let (done, lines, errors) = describe(&data().join("int8"), &[eye.to_str().unwrap()]);
    assert!(done, "{errors}");
    let line = &lines[0];
    assert_eq!(line["schema"], "ocellus.description/1");
    let text = line["text"].as_str().unwrap();
    assert!(!text.is_empty() && !text.contains("<|"), "{text}");
    assert_eq!(line["question"], "Describe this fundus photograph.");
    assert_eq!(line["model"]["bundle"], "tiny-vlm-int8");
    assert_eq!((&line["image"]["width"], &line["image"]["height"]), (&360.into(), &270.into()));
    let conditions = line["conditions"].as_array().unwrap();
    assert_eq!(conditions.len(), 12);
    assert!(conditions.iter().all(|c| c["status"] == "not_assessed" && c["probability"].is_null()));
    assert!(line["findings"].as_array().unwrap().iter().all(|f| f["source"] == "language"));
}

#[test]
fn what_cannot_be_described_is_told() {
    let eye = data().join("eye.png");
    let (done, lines, _) = describe(&data().join("int8"), &["no-such-file.jpg", eye.to_str().unwrap()]);
    assert!(!done);
    assert_eq!(lines[0]["error"]["code"], "unreadable");
    assert!(lines[1]["text"].is_string(), "the others are still read");

    let mut command = Command::cargo_bin("ocellus").unwrap();
    let output = command.args(["describe", "--seconds", "0", "eye.jpg"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "no time at all is wrong usage");

    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/tiny");
    let (done, _, errors) = describe(&own, &[eye.to_str().unwrap()]);
    assert!(!done && errors.contains("ocellus screen"), "{errors}");
}

#[test]
fn a_conversation_about_two_photographs_reads_nothing_twice() {
    let eye = image::open(data().join("eye.png")).unwrap().to_rgb8();
    let other = image::imageops::flip_horizontal(&eye);
    for choice in [EngineChoice::Tract, EngineChoice::Ort] {
        let mut model = model("int8", choice).with_bounds(Duration::from_secs(60), 6);
        let mut talk = model.look(&[&eye, &other]).unwrap();
        let first = model.say(&mut talk, "Which eye is worse?").unwrap();
        // Two photographs of five tiles of four places each.
        assert!(first.read > 40, "{first:?}");
        let before = talk.length();
        let second = model.say(&mut talk, "Why?").unwrap();
        assert!(second.read < 40 && talk.length() == before + second.read, "{second:?}");
        // It is what a model says that reads all of it at once.
        let mut anew = model.look(&[&eye, &other]).unwrap();
        assert_eq!(model.say(&mut anew, "Which eye is worse?").unwrap().text, first.text);
        assert!(model.look(&[&eye; 9]).err().unwrap().to_string().contains("1 to 8"));
        assert!(model.look(&[]).is_err());
    }
}

#[test]
fn files_are_described_together_and_no_box_is_drawn() {
    let eye = data().join("eye.png");
    let eye = eye.to_str().unwrap();
    let more = [eye, eye, "--together", "--question", "Which eye is worse?", "--question", "Why?"];
    let (done, lines, errors) = describe(&data().join("int8"), &more);
    assert!(done, "{errors}");
    assert_eq!(lines.len(), 2, "a line for each question");
    for (line, question) in lines.iter().zip(["Which eye is worse?", "Why?"]) {
        assert_eq!(line["question"], question);
        assert_eq!(line["files"].as_array().unwrap().len(), 2);
        assert_eq!(line["images"].as_array().unwrap().len(), 2);
        assert!(line["findings"].as_array().unwrap().is_empty() && line["unplaced"].is_u64());
    }
}

/// The int8 bundle with its manifest changed.
fn changed(from: &str, to: &str) -> Result<Bundle, BundleError> {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("golden")).unwrap();
    let source = data().join("int8");
    let all = std::fs::read_dir(&source).unwrap().chain(std::fs::read_dir(source.join("golden")).unwrap());
    for path in all.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()) {
        std::fs::copy(&path, folder.path().join(path.strip_prefix(&source).unwrap())).unwrap();
    }
    let manifest = folder.path().join("bundle.toml");
    let text = std::fs::read_to_string(&manifest).unwrap();
    assert!(text.contains(from), "{from}");
    std::fs::write(&manifest, text.replace(from, to)).unwrap();
    Bundle::open(folder.path())
}

#[test]
fn an_unknown_family_is_refused_when_the_bundle_is_opened() {
    assert!(changed("context = 1024", "context = 1000").is_ok());
    for (from, to, said) in [
        ("family = \"internvl\"", "family = \"fuyu\"", "fuyu"),
        ("kind = \"chatml\"", "kind = \"alpaca\"", "alpaca"),
        ("resample = \"bicubic\"", "resample = \"lanczos\"", "lanczos"),
        ("maximum_tiles = 4", "maximum_tiles = 4000", "tiles"),
        ("minimum_tiles = 1", "minimum_tiles = 9", "tiles"),
        ("family = \"internvl\"", "family = \"siglip\"", "internvl"),
        ("std = [0.229, ", "std = [0.0, ", "std"),
        ("normalisation = \"image\"", "normalisation = \"imagenet\"", "imagenet"),
        ("normalisation = \"image\"", "normalisation = \"local-mean/1\"", "language.image"),
        ("boxes = \"photograph-1000\"", "boxes = \"crop-999\"", "crop-999"),
        ("context = 1024", "context = 2", "context"),
    ] {
        let error = changed(from, to).expect_err(to);
        assert_eq!(error.code(), FaultCode::BundleInvalid, "{to}");
        let told = format!("{error} {:?}", std::error::Error::source(&error).map(ToString::to_string));
        assert!(told.contains("bundle.toml") && told.contains(said), "{told}");
    }
}
