//! Children that hang, crash, babble and leave.

use std::ops::ControlFlow;

use super::*;

fn options() -> ReaderOptions {
    ReaderOptions {
        bundle: "none".into(),
        engine: Default::default(),
        protocol: None,
        lang: crate::terms::Lang::En,
        threads: 1,
        language: false,
        research: false,
        language_time: Duration::from_secs(60),
    }
}

/// A child that is a few lines of shell.
fn start(script: &str, limit_ms: u64) -> Result<Apart, Fault> {
    let mut command = Command::new("sh");
    command.args(["-c", script]);
    let limit = Duration::from_millis(limit_ms);
    Apart::start(command, &options(), Duration::from_secs(20), limit)
}

const READY: &str = r#"read -r options; echo '{"ready":{"evidence":null,"language":null,"fallbacks":[]}}';"#;

#[test]
fn a_reader_that_hangs_is_stopped_in_time() {
    let mut reader = start(&format!("{READY} exec sleep 600"), 300).expect("it says that it is ready");
    let clock = Instant::now();
    // More than a pipe holds: the writing hangs too.
    let fault = reader.read(&[0; 1 << 20], "eye.jpg").expect_err("no answer comes");
    assert!(clock.elapsed() < Duration::from_secs(10), "{:?}", clock.elapsed());
    assert_eq!(fault.code, FaultCode::EngineFailed);
    assert!(fault.message.contains("0.3 s") && reader.is_lost(), "{fault:?}");
    assert!(reader.child.try_wait().is_ok_and(|status| status.is_some()), "the child is gone");
    assert!(reader.read(&[0], "eye.jpg").is_err(), "and stays so");
}

#[test]
fn a_reader_that_crashes_or_babbles_is_lost_and_a_fault_alone_is_not() {
    for script in ["exit 3", "echo nonsense"] {
        let mut reader = start(&format!("{READY} read -r request; {script}"), 20_000).expect("ready");
        let fault = reader.read(b"", "eye.jpg").expect_err("no reading");
        assert!(fault.code == FaultCode::Internal && reader.is_lost(), "{script}: {fault:?}");
    }
    let said = r#"echo '{"fault":{"code":"damaged","message":"m","remedy":"r"}}'"#;
    let mut reader = start(&format!("{READY} read -r a; {said}; read -r b; {said}"), 20_000).expect("ready");
    for _ in 0..2 {
        let fault = reader.read(b"", "eye.jpg").expect_err("a fault");
        assert!(fault.code == FaultCode::Damaged && !reader.is_lost(), "{fault:?}");
    }
}

fn reading() -> Reading {
    let conditions: Vec<_> = crate::terms::Condition::ALL
        .iter()
        .map(|c| serde_json::json!({ "condition": c, "status": "not_assessed", "probability": null, "stage": null, "evidence": [], "research": false }))
        .collect();
    serde_json::from_value(serde_json::json!({
        "schema": crate::reading::SCHEMA, "id": "1", "created_at": "", "file": "", "software": "", "protocol": "",
        "image": { "sha256": "0", "width": 1, "height": 1, "field_of_view": null },
        "quality": { "verdict": "good", "score": 0.9, "reasons": [], "cause": null, "instruction": "" },
        "eye": { "laterality": "OD", "probability": 0.97 },
        "landmarks": { "disc": null, "cup": { "value": null, "reason": "" }, "fovea": null },
        "findings_assessed": [], "findings": [], "conditions": conditions, "chain": [], "checks": [],
        "biometry": { "vessel_density": { "value": null, "reason": "" }, "cup_disc_ratio_vertical": { "value": null, "reason": "" } },
        "referral": { "category": "rescreen", "probability": null, "within_days": 365, "because": [] },
        "report": { "lang": "en", "text": "" },
        "models": { "evidence": null, "language": null, "fallbacks": [] },
        "timings_ms": { "decode": 1, "quality": 1, "evidence": 1, "language": 0, "total": 3 }
    }))
    .expect("a Reading")
}

#[test]
fn who_stops_listening_cancels_and_the_child_is_kept() {
    let said = r#"echo '{"sentence":{"text":"One.","source":"structure","findings":[]}}'"#;
    let script = format!(
        "{READY} read -r asked; {said}; read -r cancel; case $cancel in *cancel*1*) echo '\"left\"';; esac; read -r more"
    );
    let mut reader = start(&script, 20_000).expect("ready");
    let mut told = 0;
    let answer = reader.ask(b"", &reading(), &Ask::new("?"), &mut |heard| {
        told += usize::from(matches!(heard, Told::Sentence(_)));
        if heard == Told::Waiting { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    assert!(matches!(answer, Ok(None)), "{answer:?}");
    assert!(told == 1 && !reader.is_lost());
    let mut silent = start(&format!("{READY} exec sleep 600"), 300).expect("ready");
    let fault = silent
        .ask(b"", &reading(), &Ask::new("?"), &mut |_| ControlFlow::Continue(()))
        .expect_err("it hangs");
    assert!(fault.message.contains("0.3 s") && silent.is_lost(), "{fault:?}");
}

#[test]
fn what_cannot_be_loaded_is_told() {
    let said = r#"read -r o; echo '{"fault":{"code":"bundle_missing","message":"none","remedy":"r"}}'"#;
    assert_eq!(start(said, 1000).err().map(|fault| fault.code), Some(FaultCode::BundleMissing));
    assert!(start("exit 1", 1000).is_err_and(|fault| fault.code == FaultCode::Internal));
}
