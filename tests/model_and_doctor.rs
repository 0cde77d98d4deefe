//! `ocellus model` and `ocellus doctor`: what is claimed, whether it is whole, what to do.

mod front_door;

use front_door::ocellus;
use serde_json::Value;

fn json(args: &[&str]) -> (Option<i32>, Value) {
    let output = ocellus(args).output().expect("ocellus runs");
    let value = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&output.stderr)));
    (output.status.code(), value)
}

#[test]
fn info_shows_claims_with_their_n_and_interval() {
    let (code, info) = json(&["model", "info", "--json"]);
    assert_eq!(code, Some(0));
    let claims = info["claims"].as_array().expect("claims");
    for task in ["referable_dr", "hard_exudate_pixels", "disc_centre", "fovea_centre"] {
        let claim =
            claims.iter().find(|c| c["task"] == task).unwrap_or_else(|| panic!("no claim for {task}"));
        assert!(claim["n"].as_u64().is_some_and(|n| n > 0), "{claim}");
        assert!(claim["interval"].is_array(), "{claim}");
    }
}

#[test]
fn the_bundle_that_ships_fits_the_limits() {
    let (_, info) = json(&["model", "info", "--json"]);
    assert!(info["bytes"].as_u64().is_some_and(|n| n <= 20_000_000), "at most 20 MB in git");
}

#[test]
fn verify_runs_the_golden_vectors_on_each_engine() {
    for engine in ["ort", "tract"] {
        let (code, report) = json(&["model", "verify", "--json", "--engine", engine]);
        assert_eq!(code, Some(0));
        assert_eq!(report["engine"]["engine"], engine);
        assert!(
            report["engine"]["goldens"].as_u64().is_some_and(|n| n >= 4),
            "every graph has one: {report}"
        );
    }
}

#[test]
fn prepare_says_where_there_is_nothing_to_prepare() {
    if std::path::Path::new("/proc/driver/nvidia/version").exists() {
        return println!("left out: this machine has a card");
    }
    let output = ocellus(&["model", "prepare"]).output().expect("ocellus runs");
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && told.contains("no NVIDIA graphics processor"), "{told}");
    assert!(told.contains("runs on the processor"), "{told}");
}

#[test]
fn doctor_is_well_on_a_whole_installation_and_says_what_never_ran() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_str().expect("a name");
    let (code, report) = json(&["doctor", "--json", "--data", data]);
    assert_eq!(code, Some(0), "{report}");
    assert!(report.to_string().contains("never executed"));
}

#[test]
fn doctor_names_what_is_missing_and_what_to_do() {
    let (code, report) = json(&["doctor", "--json", "--bundle", "/nonexistent/bundle"]);
    assert_eq!(code, Some(1));
    let findings = report["findings"].as_array().expect("findings");
    let bundle = findings.iter().find(|f| f["subject"] == "bundle").expect("the bundle");
    assert_eq!(bundle["state"], "failed");
    assert!(bundle["remedy"].as_str().is_some_and(|r| r.contains("--bundle")), "{bundle}");
}

#[test]
fn without_onnx_runtime_doctor_warns_and_tract_stands_in() {
    let output = ocellus(&["doctor", "--json"])
        .env("OCELLUS_ORT_LIB", "/nonexistent/libonnxruntime.so")
        .output()
        .expect("ocellus runs");
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(output.status.code(), Some(0), "tract works: {report}");
    let findings = report["findings"].as_array().expect("findings");
    let ort = findings.iter().find(|f| f["subject"] == "engine ort").expect("ort");
    assert_eq!(ort["state"], "warning");
    assert!(ort["remedy"].as_str().is_some_and(|r| !r.is_empty()));
}
