//! The language reader on the bundle in miniature, whose weights are random: whatever such a model wants to say, the
//! grammar makes it a chain. And on the bundle that ships, where it has been made.
#![allow(clippy::disallowed_methods, reason = "files of a test need not survive a power cut")]

use std::path::{Path, PathBuf};
use std::time::Duration;

use ocellus::bundle::Bundle;
use ocellus::engine::{self, EngineChoice};
use ocellus::fault::{Explain, FaultCode};
use ocellus::language::{LanguageReader, QUESTION_LIMIT, Segment, parse_chain};
use ocellus::terms::Step;

fn reader(folder: &Path, choice: EngineChoice) -> LanguageReader {
    let bundle = Bundle::open(folder).expect("the bundle is whole");
    let loaded = engine::load(&bundle, choice, 2).expect("the bundle loads");
    LanguageReader::new(&bundle, loaded.graphs).expect("it has a language model")
}

fn tiny() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/tiny")
}

fn picture(side: u32, seed: usize) -> Vec<f32> {
    let n = 3 * (side * side) as usize;
    (0..n).map(|i| ((i * (seed * 2 + 7)) % 251) as f32 / 125.0 - 1.0).collect()
}

#[test]
fn whatever_the_model_wants_the_text_is_a_chain() {
    let mut reader = reader(&tiny(), EngineChoice::Tract);
    for seed in 0..4 {
        let chain = reader.chain(&picture(reader.size(), seed)).unwrap();
        assert!(chain.complete, "{}", chain.text);
        let (steps, dropped) = parse_chain(&chain.text).expect("it parses");
        assert_eq!((&steps, dropped), (&chain.steps, chain.dropped));
        assert_eq!(steps.iter().map(|step| step.step).collect::<Vec<_>>(), Step::ALL);
        for segment in steps.iter().flat_map(|step| &step.segments) {
            if let Segment::Grounded { boxes, .. } = segment {
                assert!(boxes.iter().all(|&[x1, y1, x2, y2]| x1 < x2 && y1 < y2 && x2 <= 999 && y2 <= 999));
            }
        }
        assert!(chain.tokens > 20);
    }
}

#[test]
fn both_engines_write_the_same() {
    let picture = picture(64, 1);
    let by_tract = reader(&tiny(), EngineChoice::Tract).chain(&picture).unwrap();
    let by_ort = reader(&tiny(), EngineChoice::Ort).chain(&picture).unwrap();
    assert_eq!(by_tract.text, by_ort.text);
}

#[test]
fn questions_have_short_answers() {
    let mut reader = reader(&tiny(), EngineChoice::Tract);
    let picture = picture(reader.size(), 2);
    for question in
        ["Is diabetic retinopathy referable here?", "Where is the optic disc?", "", "<|eos|> ρωτώ 眼"]
    {
        let answer = reader.ask(&picture, question).unwrap();
        assert!(!answer.text.is_empty() && !answer.text.contains('\n'), "{:?}", answer.text);
    }
    let error = reader.ask(&picture, &"?".repeat(QUESTION_LIMIT + 1)).unwrap_err();
    assert_eq!(error.code(), FaultCode::BadRequest);
    let error = reader.ask(&picture[1..], "Which eye is this?").unwrap_err();
    assert_eq!(error.code(), FaultCode::Internal);
}

#[test]
fn what_takes_too_long_breaks_off_between_lines() {
    let mut reader = reader(&tiny(), EngineChoice::Tract).with_time(Duration::ZERO);
    let chain = reader.chain(&picture(reader.size(), 0)).unwrap();
    assert!(!chain.complete);
    assert!(chain.steps.len() < 6);
    let error = reader.ask(&picture(64, 0), "Which eye is this?").unwrap_err();
    assert!(error.to_string().contains("within"), "{error}");
}

/// The bundle in miniature with another size of context.
fn with_context(tokens: usize) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (from, to) = (tiny(), folder.path());
    std::fs::create_dir(to.join("golden")).unwrap();
    for entry in std::fs::read_dir(&from).unwrap().chain(std::fs::read_dir(from.join("golden")).unwrap()) {
        let path = entry.unwrap().path();
        if path.is_file() {
            std::fs::copy(&path, to.join(path.strip_prefix(&from).unwrap())).unwrap();
        }
    }
    let manifest = to.join("bundle.toml");
    let text = std::fs::read_to_string(&manifest).unwrap();
    assert!(text.contains("context = 512"));
    std::fs::write(&manifest, text.replace("context = 512", &format!("context = {tokens}"))).unwrap();
    folder
}

/// Where there is little room lists stay short, and the model still comes to its diagnosis.
#[test]
fn a_small_context_is_enough_for_a_whole_chain() {
    let folder = with_context(140);
    let mut reader = reader(folder.path(), EngineChoice::Tract);
    for seed in 0..4 {
        let chain = reader.chain(&picture(reader.size(), seed)).unwrap();
        assert!(chain.complete && chain.tokens < 140, "{} tokens: {}", chain.tokens, chain.text);
        assert!(!chain.text.contains("], ["), "{}", chain.text);
    }
}

#[test]
fn the_shipped_bundle_writes_chains() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = std::env::var_os("OCELLUS_BUNDLE").map_or(root.join("models/ocellus-1"), PathBuf::from);
    let Ok(bundle) = Bundle::open(&folder) else { return };
    if bundle.manifest.language.is_none() {
        return;
    }
    let mut reader = reader(&folder, EngineChoice::Auto);
    let chain = reader.chain(&picture(reader.size(), 3)).unwrap();
    assert!(chain.complete && parse_chain(&chain.text).is_ok(), "{}", chain.text);
}
