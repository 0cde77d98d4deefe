//! One suite that every engine must pass: each is a thin runner with its own list of what it cannot do.
//!
//! fp32 skins agree within 1e-5 of the largest value, with the stored goldens and among engines; int8 skins by cosine
//! and the place of the largest value, since one rounding apart moves an int8 graph by more than engines differ.
#![allow(clippy::disallowed_methods, reason = "files of a test need not survive a power cut")]

use std::path::{Path, PathBuf};

use ocellus::bundle::{Bundle, Golden, Role, Skin};
use ocellus::engine::{self, EngineChoice, Graph, LoadOptions, Tensor, Value, take};

const RELATIVE: f64 = 1e-5;
const COSINE: f64 = 0.999;

/// An engine under test.
struct Runner {
    name: &'static str,
    choice: EngineChoice,
    /// Graphs that it is known not to run.
    cannot: &'static [(Role, Skin)],
}

const RUNNERS: [Runner; 2] = [
    Runner { name: "ort", choice: EngineChoice::Ort, cannot: &[] },
    Runner { name: "tract", choice: EngineChoice::Tract, cannot: &[] },
];

impl Runner {
    fn graph(&self, bundle: &Bundle, role: Role, skin: Skin) -> Option<Box<dyn Graph>> {
        if self.cannot.contains(&(role, skin)) || bundle.graph(role, skin).is_none() {
            return None;
        }
        match engine::open_graph(bundle, role, skin, self.choice, 2) {
            Ok(graph) => Some(graph),
            Err(error) => panic!("{} {role} {skin}: {error}", self.name),
        }
    }
}

/// The bundle in miniature, and the one that ships where it has been made.
fn bundles() -> Vec<Bundle> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("tests/data/tiny")];
    let shipped: PathBuf =
        std::env::var_os("OCELLUS_BUNDLE").map_or(root.join("models/ocellus-1"), PathBuf::from);
    if shipped.join("bundle.toml").is_file() {
        folders.push(shipped);
    }
    folders.iter().map(|folder| Bundle::open(folder).expect("the bundle is whole")).collect()
}

/// The goldens that speak for a graph in a skin.
fn goldens(bundle: &Bundle, role: Role, skin: Skin) -> impl Iterator<Item = &Golden> {
    bundle.manifest.goldens.iter().filter(move |golden| {
        golden.graph == role.word()
            && (golden.skins.is_empty() || golden.skins.iter().any(|name| name == skin.word()))
    })
}

fn run(bundle: &Bundle, golden: &Golden, graph: &mut dyn Graph) -> Vec<(String, Tensor)> {
    let inputs = engine::inputs(bundle, golden, graph).expect("the golden's inputs");
    let outputs = graph.run(inputs).expect("the graph runs");
    outputs.into_iter().map(|(name, value)| (name, value.into_tensor().expect("a tensor"))).collect()
}

/// Largest difference by the largest value.
fn relative(a: &[f32], b: &[f32]) -> f64 {
    assert_eq!(a.len(), b.len());
    let most = a.iter().fold(0f32, |most, x| most.max(x.abs()));
    let apart = a.iter().zip(b).fold(0f32, |most, (x, y)| most.max((x - y).abs()));
    f64::from(apart) / f64::from(most.max(1e-12))
}

fn cosine(a: &[f32], b: &[f32]) -> f64 {
    let dot = |a: &[f32], b: &[f32]| a.iter().zip(b).map(|(&x, &y)| f64::from(x) * f64::from(y)).sum::<f64>();
    dot(a, b) / (dot(a, a) * dot(b, b)).sqrt().max(1e-30)
}

fn top(row: &[f32]) -> usize {
    (0..row.len()).fold(0, |best, at| if row[at] > row[best] { at } else { best })
}

#[test]
fn fp32_agrees_with_the_stored_goldens() {
    for bundle in bundles() {
        for runner in &RUNNERS {
            for role in bundle.manifest.roles() {
                let Some(mut graph) = runner.graph(&bundle, role, Skin::Float) else { continue };
                for golden in goldens(&bundle, role, Skin::Float).filter(|golden| golden.cosine > 0.9999) {
                    let found = run(&bundle, golden, graph.as_mut());
                    for wanted in engine::expected(&bundle, golden).expect("the golden's outputs") {
                        let (_, tensor) = found
                            .iter()
                            .find(|(name, _)| *name == wanted.output)
                            .expect("the output is there");
                        let kept: Vec<f32> =
                            tensor.data().to_f32().into_iter().step_by(wanted.stride).collect();
                        let error = relative(&wanted.values, &kept);
                        assert!(error <= RELATIVE, "{} {role} {}: {error:.2e}", runner.name, wanted.output);
                    }
                }
            }
        }
    }
}

#[test]
fn engines_agree_among_themselves() {
    let [reference, others @ ..] = &RUNNERS;
    for bundle in bundles() {
        for role in bundle.manifest.roles() {
            for skin in [Skin::Float, Skin::Cpu] {
                let Some(mut graph) = reference.graph(&bundle, role, skin) else { continue };
                let cases: Vec<&Golden> = goldens(&bundle, role, skin).collect();
                let wanted: Vec<_> =
                    cases.iter().map(|golden| run(&bundle, golden, graph.as_mut())).collect();
                for other in others {
                    let Some(mut graph) = other.graph(&bundle, role, skin) else { continue };
                    for (golden, wanted) in cases.iter().zip(&wanted) {
                        let found = run(&bundle, golden, graph.as_mut());
                        for ((name, a), (_, b)) in wanted.iter().zip(&found) {
                            let label =
                                format!("{} {} {role} {skin} {name}", bundle.manifest.name, other.name);
                            // The evidence graph is convolutions, which expand their int8 weights and compute in fp32.
                            let fp32 = skin == Skin::Float || role == Role::Evidence;
                            agree(&label, fp32, a, b, name);
                        }
                    }
                }
            }
        }
    }
}

fn agree(label: &str, fp32: bool, a: &Tensor, b: &Tensor, name: &str) {
    assert_eq!(a.shape(), b.shape(), "{label}");
    let (shape, a, b) = (a.shape(), a.data().to_f32(), b.data().to_f32());
    if fp32 {
        // Probabilities are measured by their range, which is 1; where nothing is seen all of them are small.
        let most = a.iter().fold(0f32, |most, x| most.max(x.abs()));
        let scale = if matches!(name, "maps" | "heat") { f64::from(most) } else { 1.0 };
        let error = relative(&a, &b) * scale;
        println!("{label}: relative {error:.2e}");
        assert!(error <= RELATIVE, "{label}: {error:.2e}");
        return;
    }
    let similarity = cosine(&a, &b);
    println!("{label}: cosine {similarity:.6}");
    assert!(similarity >= COSINE, "{label}: {similarity}");
    if name == "logits" {
        let width = *shape.last().expect("logits have a width");
        let (a, b) = (&a[a.len() - width..], &b[b.len() - width..]);
        assert_eq!(top(a), top(b), "{label}: top 1 of the last position");
    }
}

/// Inputs or outputs that a step leaves to the next.
type Past = Vec<(String, Value)>;

/// Keys and values as a first step takes them: with `room` positions where the graph writes in place, else with none.
fn empty_past(bundle: &Bundle, graph: &dyn Graph, room: usize) -> Past {
    let language = bundle.manifest.language.as_ref().expect("it has a language model");
    let names = (0..language.layers).flat_map(|layer| ["key", "value"].map(|half| format!("{layer}.{half}")));
    let value = || {
        let shape = |n| vec![1, language.kv_heads, n, language.head_dim];
        let none = || Tensor::f32(shape(0), vec![]).unwrap().into();
        graph.room(&shape(room)).expect("there is memory").unwrap_or_else(none)
    };
    names.map(|name| (format!("past_key_values.{name}"), value())).collect()
}

/// One step over words `from..to` of some embeddings; gives its logits and what it leaves to the next.
fn step(
    bundle: &Bundle,
    graph: &mut dyn Graph,
    mut past: Past,
    from: usize,
    to: usize,
) -> Result<(Vec<f32>, Past), engine::EngineError> {
    let hidden = bundle.manifest.language.as_ref().expect("it has a language model").hidden;
    let value = |i: usize| ((i * 37 % 101) as f32 / 50.0 - 1.0) * 0.8;
    let embeds = Tensor::f32(vec![1, to - from, hidden], (from * hidden..to * hidden).map(value).collect())?;
    let positions = (from as i64..to as i64).collect();
    past.push(("inputs_embeds".into(), embeds.into()));
    past.push(("attention_mask".into(), Tensor::i64(vec![1, to], vec![1; to])?.into()));
    past.push(("position_ids".into(), Tensor::i64(vec![1, to - from], positions)?.into()));
    let mut outputs = graph.run(past)?;
    let logits = take(&mut outputs, "logits")?.into_tensor()?;
    let past = outputs.into_iter().map(|(name, value)| (name.replace("present", "past_key_values"), value));
    Ok((logits.as_f32()?.to_vec(), past.collect()))
}

/// Reading word by word with the cache moved from step to step gives what reading at once gives.
#[test]
fn a_cache_that_is_moved_changes_nothing() {
    let bundle = &bundles()[0];
    let language = bundle.manifest.language.as_ref().expect("the miniature has a language model");
    for runner in &RUNNERS {
        let Some(mut graph) = runner.graph(bundle, Role::DecoderModelMerged, Skin::Float) else { continue };
        let graph = graph.as_mut();
        let words = 6;
        let past = empty_past(bundle, graph, words);
        let (at_once, _) = step(bundle, graph, past, 0, words).unwrap();
        let past = empty_past(bundle, graph, words);
        let (mut by_word, mut past) = step(bundle, graph, past, 0, 2).unwrap();
        for word in 2..words {
            assert_eq!(past[0].1.shape(), [1, language.kv_heads, word, language.head_dim]);
            let (logits, next) = step(bundle, graph, past, word, word + 1).unwrap();
            by_word.extend(logits);
            past = next;
        }
        let error = relative(&at_once, &by_word);
        assert!(error <= RELATIVE, "{}: {error:.2e}", runner.name);
    }
}

/// The fused decoder writes keys and values where they lie; word by word it says what the plain one says at once.
#[test]
fn a_fused_decoder_is_the_plain_one_and_keeps_to_its_room() {
    let mut tried = 0;
    for bundle in bundles() {
        let role = Role::DecoderModelMerged;
        let Some(mut fused) = RUNNERS[0].graph(&bundle, role, Skin::Fused) else { continue };
        let mut plain = RUNNERS[0].graph(&bundle, role, Skin::Float).expect("every bundle has one");
        let (fused, plain) = (fused.as_mut(), plain.as_mut());
        let (words, room) = (9, 12);
        let mut past = empty_past(&bundle, fused, room);
        assert_eq!(past[0].1.shape()[2], room, "it writes in place");
        let mut from = 0;
        // A prompt, a word, a forced stretch, a word.
        for to in [4, 5, 8, words] {
            let (logits, next) = step(&bundle, fused, past, from, to).unwrap();
            let nothing = empty_past(&bundle, plain, 0);
            let (wanted, _) = step(&bundle, plain, nothing, 0, to).unwrap();
            let wanted = &wanted[wanted.len() - logits.len()..];
            let near = cosine(wanted, &logits);
            println!("{} {to} words: cosine {near:.6}", bundle.manifest.name);
            assert!(near >= 0.995, "{} {to} words: {near}", bundle.manifest.name);
            assert_eq!(next[0].1.shape()[2], room);
            (past, from) = (next, to);
        }
        let error = step(&bundle, fused, past, words, room + 1).expect_err("there is no room");
        assert!(error.to_string().contains("do not fit into the 12"), "{error}");
        let loaded = engine::load(&bundle, EngineChoice::Ort, 1).expect("the bundle loads");
        assert_eq!(loaded.report.skin, "fused");
        tried += 1;
    }
    assert!(tried > 0, "no bundle has a fused decoder");
}

/// A fused decoder that this runtime cannot use is passed over by name, and the plain one runs.
#[test]
fn a_fused_decoder_that_does_not_load_is_named_and_not_used() {
    let Some(from) =
        bundles().into_iter().find(|bundle| bundle.graph(Role::DecoderModelMerged, Skin::Fused).is_some())
    else {
        panic!("no bundle has a fused decoder")
    };
    let folder = tempfile::tempdir().unwrap();
    for entry in &from.manifest.files {
        let place = folder.path().join(&entry.path);
        std::fs::create_dir_all(place.parent().expect("it lies in the folder")).unwrap();
        std::fs::copy(from.path(&entry.path), place).unwrap();
    }
    // As a runtime that does not know the operator meets it.
    let graph = folder.path().join("decoder_model_merged.fused.onnx");
    let mut bytes = std::fs::read(&graph).unwrap();
    let hash = |bytes: &[u8]| -> String {
        use sha2::Digest;
        sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    };
    let before = hash(&bytes);
    let name = b"GroupQueryAttention";
    let at = bytes.windows(name.len()).position(|window| window == name).expect("it is in there");
    bytes[at] = b'X';
    std::fs::write(&graph, &bytes).unwrap();
    let manifest = folder.path().join("bundle.toml");
    let text = std::fs::read_to_string(from.root.join("bundle.toml")).unwrap();
    std::fs::write(&manifest, text.replace(&before, &hash(&bytes))).unwrap();
    let bundle = Bundle::open(folder.path()).expect("its checksums are right");
    let roles = Some(vec![Role::DecoderModelMerged]);
    let options = LoadOptions { choice: EngineChoice::Ort, threads: 1, roles, ..LoadOptions::default() };
    let report = engine::load_with(&bundle, &options).expect("the plain one runs").report;
    assert_eq!((report.engine.as_str(), report.skin.as_str()), ("ort", "cpu"));
    let told = report.passed_over.iter().find(|passed| passed.candidate == "ort/cpu fused");
    assert!(told.is_some_and(|passed| !passed.expected), "{:?}", report.passed_over);
}

/// The skin for TensorRT and CUDA has never run there; on a processor it gives what its goldens say.
#[test]
fn the_skin_for_accelerators_computes_the_same_on_a_processor() {
    for bundle in bundles() {
        for role in bundle.manifest.roles() {
            let Some(mut graph) = RUNNERS[0].graph(&bundle, role, Skin::Qdq) else { continue };
            let count = engine::self_test(&bundle, role, Skin::Qdq, graph.as_mut()).expect("it passes");
            assert!(count > 0, "{role} has no golden for this skin");
        }
    }
}

/// The whole load as the appliance does it, self-test included, on each engine.
#[test]
fn every_engine_passes_the_bundle_s_self_test() {
    for bundle in bundles() {
        for runner in &RUNNERS {
            let start = std::time::Instant::now();
            let loaded = engine::load(&bundle, runner.choice, 2).expect("the bundle loads");
            println!("{} {}: loaded in {:?}", bundle.manifest.name, runner.name, start.elapsed());
            assert_eq!(loaded.report.engine, runner.name);
            assert_eq!(loaded.report.precision, bundle.manifest.precision);
            assert!(loaded.report.goldens >= bundle.manifest.roles().len());
            assert_eq!(loaded.graphs.len(), bundle.manifest.roles().len());
            let tried: Vec<&str> = loaded.report.passed_over.iter().map(|p| p.candidate.as_str()).collect();
            match (runner.choice, loaded.report.provider.as_str()) {
                (EngineChoice::Ort, "cpu") => assert_eq!(tried, ["ort/tensorrt", "ort/cuda"]),
                (EngineChoice::Ort, provider) => println!("this machine runs it on {provider}"),
                (_, provider) => assert_eq!((provider, tried.len()), ("cpu", 0)),
            }
            for passed in &loaded.report.passed_over {
                assert!(passed.reason.contains("does not bind"), "{passed}");
            }
        }
    }
}
