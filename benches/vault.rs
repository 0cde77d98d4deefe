//! What encryption at rest costs: the same record on one disk, in a vault and beside it, in turn. Root and loop devices.
//! Prints percentiles in milliseconds and writes them to `benches/runs/`.

#![allow(clippy::disallowed_methods, reason = "a bench keeps nothing that must last")]

#[path = "../tests/common/mod.rs"]
mod common;
mod measured;

use std::fs::File;
use std::path::Path;
use std::process::Command;

use measured::{Times, keep};
use ocellus::record::{NewPatient, Record, Who};
use serde_json::json;

const ROUNDS: u32 = 150;
/// Bytes of a photograph: a tail after a drawn one's end makes it as long as a camera's.
const PHOTOGRAPH: usize = 1_500_000;

fn run(program: &str, arguments: &[&str]) -> bool {
    Command::new(program).args(arguments).status().is_ok_and(|status| status.success())
}

/// What this process has taken of a processor, in milliseconds; of the kernel's own threads nothing.
fn processor_ms() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after = text.rsplit_once(')').map_or("", |(_, after)| after);
    // User and system time, in hundredths.
    after.split_whitespace().skip(11).take(2).filter_map(|n| n.parse::<f64>().ok()).sum::<f64>() * 10.0
}

/// Lets the kernel forget what it has of a file, so that the disk is read.
fn forget(path: &Path) {
    let file = File::open(path).expect("the photograph");
    rustix::fs::fadvise(&file, 0, None, rustix::fs::Advice::DontNeed).expect("it is forgotten");
}

fn main() {
    let scratch = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
    let (image, at) = (scratch.path().join("image"), scratch.path().join("at"));
    let (image_text, at_text) = (image.display().to_string(), at.display().to_string());
    File::create(&image).and_then(|file| file.set_len(2 << 30)).expect("an image");
    std::fs::create_dir(&at).expect("a folder");
    let mounted = run("mkfs.ext4", &["-q", "-F", "-O", "encrypt", &image_text])
        && run("mount", &["-o", "loop", &image_text, &at_text]);
    if !mounted {
        return eprintln!("left out: no disk can be mounted here");
    }
    let outcome = std::panic::catch_unwind(|| measure(&at, &scratch.path().join("key")));
    run("umount", &["-l", &at_text]);
    assert!(outcome.is_ok());
}

fn measure(at: &Path, key: &Path) {
    let vault = at.join("vault");
    if let Err(error) = ocellus::vault::create(&vault, key) {
        return eprintln!("left out: {error}");
    }
    let (inside, beside) =
        (Record::open(&vault).expect("a record"), Record::open(&at.join("plain")).expect("a record"));
    let (eye, quality) = (common::eye_jpeg(1), common::good());
    let mut times = Times::default();
    let mut spent = [0.0; 2];
    for n in 0..ROUNDS {
        let mut bytes = [&eye[..], &n.to_be_bytes()].concat();
        let mut random = fastrand::Rng::with_seed(u64::from(n));
        bytes.resize_with(PHOTOGRAPH, || random.u8(..));
        // Whoever goes first pays for what both share.
        let mut turns = [(&inside, 0), (&beside, 1)];
        turns.rotate_left((n % 2) as usize);
        for (record, side) in turns {
            let [saved, read, commit] = [
                [
                    "vault: a photograph of 1.5 MB durable",
                    "vault: read again from the disk",
                    "vault: a commit",
                ],
                [
                    "plain: a photograph of 1.5 MB durable",
                    "plain: read again from the disk",
                    "plain: a commit",
                ],
            ][side];
            let before = processor_ms();
            let photograph = times.time(saved, || record.save_photograph(&common::new_eye(&bytes, &quality)));
            let photograph = photograph.expect("saved").0;
            let sha256 = &photograph.sha256;
            forget(&record.folder().join(format!("photographs/{}/{sha256}.jpg", &sha256[..2])));
            times.time(read, || record.photograph_bytes(&photograph.id)).expect("there");
            spent[side] += processor_ms() - before;
            let identifier = format!("P{n}");
            let new = NewPatient { local_identifier: &identifier, ..NewPatient::default() };
            times.time(commit, || record.add_patient(&new, Who::COMMAND)).expect("added");
        }
    }
    let aes = std::fs::read_to_string("/proc/crypto").unwrap_or_default();
    let aes = aes.lines().filter_map(|line| line.strip_prefix("driver")?.split(": ").nth(1));
    let used: Vec<&str> =
        aes.filter(|driver| driver.contains("xts") || driver.contains("adiantum")).collect();
    keep(
        "vault",
        &json!({
            "rounds": ROUNDS, "photograph_bytes": PHOTOGRAPH, "milliseconds": times.report(), "kernel_cipher": used,
            "processor_ms_a_photograph": { "vault": spent[0] / f64::from(ROUNDS), "plain": spent[1] / f64::from(ROUNDS) },
        }),
    );
}
