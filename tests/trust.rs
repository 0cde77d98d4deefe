//! What a Reading says of its own certainty, through the front door with the bundle in miniature.
#![allow(clippy::disallowed_methods, reason = "files of a test need not survive a power cut")]

mod front_door;

use std::fs;
use std::path::Path;

use front_door::{assert_schema, data, ocellus, screen};
use serde_json::Value;
use tempfile::TempDir;

/// The bundle in miniature with its manifest changed, and a claim for every graded task and lesion of old.
fn bundle(changes: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::create_dir(folder.path().join("golden")).expect("a folder");
    for part in ["", "golden"] {
        for entry in fs::read_dir(data("tiny").join(part)).expect("the miniature").flatten() {
            if entry.path().is_file() {
                let to = folder.path().join(part).join(entry.file_name());
                fs::copy(entry.path(), to).expect("copied");
            }
        }
    }
    let path = folder.path().join("bundle.toml");
    let mut text = fs::read_to_string(&path).expect("a manifest").replacen("claims = []\n", "", 1);
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    for task in ["referable_dr", "dme_risk", "referable", "hard_exudate_pixels"] {
        text += &format!(
            "\n[[claims]]\ntask = \"{task}\"\ndata = \"a test\"\nn = 1\nmetric = \"none\"\nvalue = 0.0\n\
             where = \"here\"\ndate = \"2026-01-01\"\n"
        );
    }
    fs::write(path, text).expect("written");
    folder
}

/// One synthetic eye read with a bundle.
fn read(bundle: &Path, more: &[&str]) -> Value {
    let folder = bundle.to_str().expect("a name");
    let mut arguments = vec!["--bundle", folder, "--no-language", "--engine", "tract"];
    arguments.extend(more);
    let (output, mut lines) = screen(&[data("synthetic_eye.jpg")], &arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    assert_schema(&lines);
    lines.remove(0)
}

/// What `screen` says of a bundle that it refuses.
fn refused(bundle: &Path) -> String {
    let folder = bundle.to_str().expect("a name");
    let (output, lines) = screen(&[data("synthetic_eye.jpg")], &["--bundle", folder, "--engine", "tract"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(lines[0]["error"]["code"], "bundle_invalid", "{}", lines[0]);
    lines[0]["error"]["message"].as_str().expect("a message").to_owned()
}

fn check<'a>(reading: &'a Value, rule: &str) -> Option<&'a Value> {
    reading["checks"].as_array().expect("checks").iter().find(|check| check["rule"] == rule)
}

fn condition<'a>(reading: &'a Value, name: &str) -> &'a Value {
    let all = reading["conditions"].as_array().expect("conditions");
    all.iter().find(|c| c["condition"] == name).expect("all twelve")
}

fn logit(p: &Value) -> f64 {
    let p = p.as_f64().expect("a probability");
    (p / (1.0 - p)).ln()
}

const SHIFT: &str = "shift = { \"limit\" = 1.0, \"temperature\" = 1.5 }";

#[test]
fn an_unlike_photograph_is_read_with_less_confidence_and_says_so() {
    let familiar = read(bundle(&[(SHIFT, "shift = { limit = 1000.0, temperature = 1.5 }")]).path(), &[]);
    let unlike = read(bundle(&[(SHIFT, "shift = { limit = 0.001, temperature = 1.5 }")]).path(), &[]);

    assert_eq!(familiar["image"]["novelty"]["value"], unlike["image"]["novelty"]["value"]);
    assert_eq!(familiar["image"]["novelty"]["limit"], 1000.0);
    assert_eq!(check(&familiar, "familiar_camera").expect("asked")["passed"], true);
    let failed = check(&unlike, "familiar_camera").expect("asked");
    assert_eq!((&failed["passed"], &failed["effect"]), (&false.into(), &"uncertain".into()));

    let detail = failed["detail"].as_str().expect("words");
    assert!(detail.contains("unlike"), "{detail}");
    assert!(unlike["report"]["text"].as_str().expect("a report").contains(detail));
    assert!(!familiar["report"]["text"].as_str().expect("a report").contains("unlike"));
    for (name, head) in [("diabetic_retinopathy", "icdr"), ("macular_edema", "dme_risk")] {
        let (sure, unsure) = (condition(&familiar, name), condition(&unlike, name));
        assert_eq!(
            (&sure["stage"]["scale"], &sure["stage"]["value"]),
            (&head.into(), &unsure["stage"]["value"])
        );
        let ratio = logit(&sure["probability"]) / logit(&unsure["probability"]);
        assert!((ratio - 1.5).abs() < 1e-3, "{name}: {ratio}");
    }
    let ratio = logit(&familiar["referral"]["probability"]) / logit(&unlike["referral"]["probability"]);
    assert!((ratio - 1.5).abs() < 1e-3, "{ratio}");
    let because = unlike["referral"]["because"].to_string();
    assert!(!because.contains("unlike"), "of itself it asks for nothing: {because}");
}

#[test]
fn a_bundle_that_tells_no_novelty_is_read_as_ever() {
    let reading = read(bundle(&[(SHIFT, "")]).path(), &[]);
    assert!(reading["image"].get("novelty").is_none());
    assert!(check(&reading, "familiar_camera").is_none());
}

#[test]
fn a_bundle_that_promises_novelty_without_the_output_is_refused_at_load() {
    let folder = bundle(&[(SHIFT, "shift = { limit = 1.0, temperature = 0.5 }")]);
    assert!(refused(folder.path()).contains("evidence.shift.temperature"), "named");

    let graph = data("tiny/evidence.cpu.onnx");
    let bytes = fs::read(&graph).expect("the graph");
    let folder = bundle(&[]);
    let renamed = folder.path().join("evidence.cpu.onnx");
    let replaced = replace(&bytes, b"novelty", b"novelti");
    assert_ne!(replaced, bytes);
    fs::write(&renamed, &replaced).expect("written");
    let manifest = folder.path().join("bundle.toml");
    let text = fs::read_to_string(&manifest).expect("a manifest");
    fs::write(&manifest, text.replacen(&hash(&bytes), &hash(&replaced), 1)).expect("written");
    let message = refused(folder.path());
    assert!(message.contains("evidence.cpu.onnx") && message.contains("novelty"), "{message}");
}

/// Without exudates no rule speaks of the oedema risk.
const NO_EXUDATE: (&str, &str) = ("\"hard_exudate\" = 0.5", "\"hard_exudate\" = 1.0");
const UNCERTAIN: &str = "uncertain = { \"dr\" = [0.35, 0.65], \"dme\" = [0.35, 0.65] }";

/// A manifest entry in which `task` abstains between `low` and `high`.
fn abstains(task: &str, low: f64, high: f64) -> String {
    format!(
        "{UNCERTAIN}\nconformal = {{ {task} = {{ low = {low}, high = {high}, miss_rate = 0.05, \
         false_alarm_rate = 0.1, positives = 34, negatives = 24 }} }}"
    )
}

#[test]
fn the_stated_band_makes_the_status_and_its_error_rates_are_told() {
    let plain = read(bundle(&[NO_EXUDATE]).path(), &[]);
    let p = condition(&plain, "macular_edema")["probability"].as_f64().expect("a probability");
    assert!(condition(&plain, "macular_edema").get("abstention").is_none());
    // Certain only where the grade, which changes at one half, says the same.
    let (above, below) = if p >= 0.5 { ("present", "uncertain") } else { ("uncertain", "absent") };
    for (low, high, status) in
        [(0.0, p - 0.01, above), (p - 0.01, p + 0.01, "uncertain"), (p + 0.01, 1.0, below)]
    {
        let stated = read(bundle(&[NO_EXUDATE, (UNCERTAIN, &abstains("dme", low, high))]).path(), &[]);
        let dme = condition(&stated, "macular_edema");
        assert_eq!(dme["status"], status, "{low}–{high} about {p}");
        assert_eq!(dme["abstention"]["miss_rate"], 0.05);
        assert_eq!(
            (&dme["abstention"]["positives"], &dme["abstention"]["applies"]),
            (&34.into(), &true.into())
        );
        for decided in ["category", "within_days"] {
            assert_eq!(
                stated["referral"][decided], plain["referral"][decided],
                "the protocol alone decides it"
            );
        }
    }
}

#[test]
fn the_rates_of_what_is_referable_stand_with_the_referral_and_do_not_apply_to_the_unlike() {
    let unlike = (SHIFT, "shift = { limit = 0.001, temperature = 1.5 }");
    let stated = read(bundle(&[(UNCERTAIN, &abstains("referable", 0.2, 0.7)), unlike]).path(), &[]);
    let abstention = &stated["referral"]["abstention"];
    assert_eq!((&abstention["negatives"], &abstention["applies"]), (&24.into(), &false.into()));
}

#[test]
fn a_band_that_cannot_be_is_refused_by_name() {
    let spoilt = |from: &str, to: &str| {
        let entry = abstains("referable", 0.2, 0.7).replace(from, to);
        refused(bundle(&[(UNCERTAIN, &entry)]).path())
    };
    for (from, to, names) in [
        ("low = 0.2", "low = 0.8", "evidence.conformal.referable: 0 ≤ low"),
        ("high = 0.7", "high = 1.2", "evidence.conformal.referable: 0 ≤ low"),
        ("positives = 34", "positives = 0", "evidence.conformal.referable.positives"),
        ("miss_rate = 0.05", "miss_rate = nan", "evidence.conformal.referable.miss_rate"),
        ("referable =", "glaucoma =", "evidence.conformal.glaucoma"),
    ] {
        let message = spoilt(from, to);
        assert!(message.contains(names), "{message}");
    }
}

#[test]
fn model_info_tells_where_the_bundle_abstains() {
    let folder = bundle(&[(UNCERTAIN, &abstains("referable", 0.2, 0.7))]);
    let bundle = ["model", "info", "--bundle", folder.path().to_str().expect("a name")];
    let plain = ocellus(&bundle).output().expect("ocellus runs");
    let plain = String::from_utf8_lossy(&plain.stdout).into_owned();
    assert!(plain.contains("negative below 20 %, at most 5 % of positives missed (n 34)"), "{plain}");
    let json = ocellus(&bundle).arg("--json").output().expect("ocellus runs");
    let json: Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(json["abstention"]["referable"]["negatives"], 24);
    assert_eq!(json["shift"]["temperature"], 1.5);
}

#[test]
fn what_only_drawn_eyes_support_is_shown_marked_where_it_is_asked_for_and_moves_nothing() {
    // Its random maps find something everywhere, and its disc where the eye has none.
    let folder = bundle(&[]);
    let (plain, research) = (read(folder.path(), &[]), read(folder.path(), &["--research"]));
    assert!(plain.get("research").is_none() && research["research"] == true);

    let findings = |reading: &Value| reading["findings"].as_array().expect("findings").clone();
    assert!(findings(&plain).iter().all(|f| f["label"] == "hard_exudate" && f["research"] == false));
    assert_eq!(findings(&plain)[..], findings(&research)[..findings(&plain).len()], "numbers never move");
    let added: Vec<Value> =
        findings(&research).into_iter().filter(|f| f["label"] != "hard_exudate").collect();
    assert!(!added.is_empty() && added.iter().all(|f| f["research"] == true), "{added:?}");

    for name in ["age_related_macular_degeneration", "myopic_fundus", "drusen"] {
        assert_eq!(condition(&plain, name)["status"], "not_assessed");
        let asked = condition(&research, name);
        assert_ne!(asked["status"], "not_assessed", "{asked}");
        assert!(asked["research"] == true && asked["probability"].is_number(), "{asked}");
    }
    assert_eq!(condition(&research, "glaucoma")["status"], "not_assessed");
    assert!(research["report"]["text"].as_str().expect("a report").contains("Research is switched on"));
    assert!(!plain["report"]["text"].to_string().contains("Research"));
    assert_eq!(research["biometry"]["cup_disc_ratio_vertical"]["research"], true);
    for same in ["referral", "checks", "chain", "findings_assessed", "eye"] {
        assert_eq!(plain[same], research[same], "{same}");
    }
    for graded in ["diabetic_retinopathy", "macular_edema"] {
        let (a, b) = (condition(&plain, graded), condition(&research, graded));
        assert_eq!((&a["status"], &a["probability"]), (&b["status"], &b["probability"]));
        assert_eq!(b["research"], false);
    }
}

#[test]
fn the_cup_of_the_bundle_that_ships_is_measured_where_research_is_asked_for() {
    let more = ["--no-language", "--research"];
    let (output, lines) = screen(&[data("synthetic_eye.jpg")], &more);
    assert!(output.status.success());
    assert_schema(&lines);
    let (_, plain) = screen(&[data("synthetic_eye.jpg")], &more[..1]);
    assert!(plain[0]["biometry"]["cup_disc_ratio_vertical"]["value"].is_null());

    let ratio =
        lines[0]["biometry"]["cup_disc_ratio_vertical"]["value"].as_f64().expect("a drawn eye has a cup");
    assert!((0.05..=1.0).contains(&ratio), "{ratio}");
    let (cup, disc) = (&lines[0]["landmarks"]["cup"]["box"], &lines[0]["landmarks"]["disc"]["box"]);
    let height = |b: &Value| b[3].as_f64().expect("a box") - b[1].as_f64().expect("a box");
    assert!((height(cup) / height(disc) - ratio).abs() < 0.05, "{cup} in {disc}: {ratio}");
    let increased = condition(&lines[0], "increased_cup_disc_ratio");
    let p = increased["probability"].as_f64().expect("a probability");
    assert!(increased["research"] == true && (p >= 0.5) == (ratio > 0.7), "{increased} {ratio}");
}

#[test]
fn research_conditions_that_cannot_be_are_refused_by_name() {
    let named = "\"age_related_macular_degeneration\", \"myopic_fundus\", \"drusen\"";
    for (names, told) in [
        ("\"drusen\", \"glaucoma\", \"drusen\"", "names drusen twice"),
        ("\"macular_edema\"", "names macular_edema"),
        ("\"headache\"", "headache"),
        ("\"drusen\", \"glaucoma\"", "conditions"),
    ] {
        let message = refused(bundle(&[(named, names)]).path());
        assert!(message.contains(told), "{message}");
    }
}

fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for at in 0..=bytes.len() - from.len() {
        if &bytes[at..at + from.len()] == from {
            bytes[at..at + from.len()].copy_from_slice(to);
        }
    }
    bytes
}

fn hash(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
