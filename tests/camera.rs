//! `ocellus camera` through the front door, with a folder standing in for a camera and with no camera at all. The real
//! drivers are driven in a virtual machine: `make test-camera`.
#![allow(clippy::disallowed_methods, reason = "what the tests share waits by polling")]

mod common;

use std::path::Path;

use assert_cmd::Command;
use serde_json::Value;

fn camera(args: &[&str]) -> Command {
    let mut command = Command::cargo_bin("ocellus").expect("built");
    command.arg("camera").args(args).timeout(std::time::Duration::from_secs(60));
    command
}

fn folder(name: &str, files: &[(&str, Vec<u8>)]) -> tempfile::TempDir {
    let folder = tempfile::Builder::new().prefix(name).tempdir().expect("a folder");
    for (file, bytes) in files {
        std::fs::write(folder.path().join(file), bytes).expect("written");
    }
    folder
}

fn replay(folder: &Path) -> String {
    format!("replay:{}", folder.display())
}

fn json(command: &mut Command) -> (bool, Value) {
    let output = command.output().expect("runs");
    let text = String::from_utf8(output.stdout).expect("text");
    (output.status.success(), serde_json::from_str(&text).unwrap_or_else(|e| panic!("{e}: {text}")))
}

#[test]
fn the_photograph_of_a_burst_is_the_sharpest_and_byte_for_byte_the_cameras() {
    let sharp = common::jpeg(&common::eye(800, 600, 1));
    let blurred = common::jpeg(&image::imageops::blur(&common::eye(800, 600, 1), 3.0));
    let dark = {
        let mut eye = common::eye(800, 600, 1);
        eye.pixels_mut().for_each(|p| p.0 = p.0.map(|c| c / 12));
        common::jpeg(&eye)
    };
    let files = [("a.jpg", blurred.clone()), ("b.jpg", dark), ("c.jpg", sharp.clone()), ("d.jpg", blurred)];
    let eyes = folder("burst", &files);
    let out = tempfile::tempdir().expect("a folder");
    let file = out.path().join("eye.jpg");
    let mut command = camera(&["grab", "--json", "--camera", &replay(eyes.path())]);
    let (done, answer) = json(command.arg(&file));
    assert!(done, "{answer}");
    assert_eq!(std::fs::read(&file).expect("saved"), sharp, "{answer}");
    assert_eq!(answer["burst"]["whole"], 4);
    assert_eq!(answer["mode"]["width"], 800);
    assert!(
        answer["quality"]["verdict"].is_string() && answer["sha256"].as_str().is_some_and(|s| s.len() == 64)
    );
    assert_eq!(std::fs::read_dir(out.path()).expect("a folder").count(), 1, "nothing unfinished is left");
    let mut command = camera(&["grab", "--json", "--camera", &replay(eyes.path())]);
    let (done, answer) = json(command.arg(&file));
    assert!(!done && answer["error"]["message"].as_str().is_some_and(|m| m.contains("already")), "{answer}");
}

#[test]
fn what_is_not_whole_never_becomes_a_photograph() {
    let whole = common::eye_jpeg(3);
    let torn = whole[..whole.len() * 2 / 3].to_vec();
    let mut gap = whole[..whole.len() / 2].to_vec();
    gap.extend(&whole[whole.len() / 2 + 1500..]);
    let mut garbage = whole.clone();
    let middle = garbage.len() / 2;
    garbage[middle..middle + 300].fill(0xA5);
    let out = tempfile::tempdir().expect("a folder");
    let file = out.path().join("eye.jpg");

    let mixed = folder("mixed", &[("a.jpg", torn.clone()), ("b.jpg", gap.clone()), ("c.jpg", whole.clone())]);
    let mut command = camera(&["grab", "--json", "--camera", &replay(mixed.path())]);
    let (done, answer) = json(command.arg(&file));
    assert!(done, "{answer}");
    assert_eq!(std::fs::read(&file).expect("saved"), whole);
    assert!(
        answer["stream"]["torn"].as_u64() > Some(0) && answer["burst"]["spoilt"].as_u64() > Some(0),
        "{answer}"
    );

    std::fs::remove_file(&file).expect("removed");
    let spoilt = folder("spoilt", &[("a.jpg", gap), ("b.jpg", torn)]);
    let mut command = camera(&["grab", "--json", "--camera", &replay(spoilt.path())]);
    let (done, answer) = json(command.arg(&file));
    assert!(!done && answer["error"]["code"] == "camera_silent", "{answer}");
    assert!(!file.exists());
}

#[test]
fn the_preview_tells_its_rate_and_guides_several_times_a_second() {
    let eyes = folder("preview", &[("a.jpg", common::eye_jpeg(1)), ("b.jpg", common::eye_jpeg(2))]);
    let output = camera(&["preview", "--json", "--seconds", "3", "--camera", &replay(eyes.path())]).output();
    let text = String::from_utf8(output.expect("runs").stdout).expect("text");
    let events: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let of = |kind: &str| events.iter().filter(|e| e["event"] == kind).count();
    assert_eq!((of("opened"), of("end")), (1, 1), "{text}");
    // Five a second where the processor keeps up; half of it on a busy one.
    assert!(of("guidance") >= 7, "{text}");
    assert!(events.iter().any(|e| e["event"] == "rate" && e["fps"].as_f64() > Some(15.0)), "{text}");
}

#[test]
fn what_is_recorded_can_be_replayed() {
    let eyes = folder("record", &[("a.jpg", common::eye_jpeg(1)), ("b.jpg", common::eye_jpeg(2))]);
    let out = tempfile::tempdir().expect("a folder");
    let mut command = camera(&["record", "--json", "--frames", "3", "--camera", &replay(eyes.path())]);
    let (done, answer) = json(command.arg(out.path()));
    assert!(done && answer["frames"] == 3, "{answer}");
    let first = std::fs::read(out.path().join("frame-000001.jpg")).expect("recorded");
    assert_eq!(first, common::eye_jpeg(1));
    let again = tempfile::tempdir().expect("a folder");
    let mut command = camera(&["grab", "--json", "--camera", &replay(out.path())]);
    assert!(json(command.arg(again.path().join("eye.jpg"))).0);
}

#[test]
fn a_video_stands_in_for_a_camera() {
    let frames = [common::eye_jpeg(1), common::eye_jpeg(2)];
    let torn = frames[0][..frames[0].len() / 2].to_vec();
    let videos = folder("video", &[("eye.mjpeg", [torn, frames.concat()].concat()), ("no.avi", vec![7; 99])]);
    let out = tempfile::tempdir().expect("a folder");
    let mut command =
        camera(&["record", "--json", "--frames", "2", "--camera", &replay(&videos.path().join("eye.mjpeg"))]);
    let (done, answer) = json(command.arg(out.path()));
    assert!(done && answer["stream"]["torn"] == 1 && answer["frames"] == 2, "{answer}");
    for (at, frame) in frames.iter().enumerate() {
        let kept = std::fs::read(out.path().join(format!("frame-{:06}.jpg", at + 1))).expect("recorded");
        assert_eq!(&kept, frame);
    }
    let mut command = camera(&["grab", "--json", "--camera", &replay(&videos.path().join("no.avi"))]);
    let (done, answer) = json(&mut command);
    assert!(!done && answer["error"]["remedy"].as_str().is_some_and(|r| r.contains(".mjpeg")), "{answer}");
}

#[test]
fn a_camera_that_is_not_there_is_named_with_what_to_do() {
    let (done, answer) = json(&mut camera(&["grab", "--json", "--camera", "usb-0000-0000-none"]));
    assert!(!done);
    assert_eq!(answer["error"]["code"], "camera_missing");
    assert!(answer["error"]["remedy"].as_str().is_some_and(|r| r.contains("camera list")), "{answer}");
    let (done, answer) = json(&mut camera(&["grab", "--json", "--camera", "replay:/nowhere"]));
    assert!(!done && answer["error"]["message"].as_str().is_some_and(|m| m.contains("/nowhere")), "{answer}");
}
