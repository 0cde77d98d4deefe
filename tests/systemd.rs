//! The units in `systemd/` are well-formed and as closed as they claim, as systemd itself judges them.

use std::path::{Path, PathBuf};
use std::process::Command;

/// The greatest exposure that is accepted, in tenths; systemd calls up to 1.9 "OK" and 5 "medium".
const MOST_EXPOSED: &str = "15";

fn units() -> Vec<PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/systemd");
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the units are there")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "service"))
        .collect();
    found.sort();
    assert!(!found.is_empty());
    found
}

fn analyze(arguments: &[&str], unit: &Path) -> Option<(bool, String)> {
    match Command::new("systemd-analyze").args(arguments).arg(unit).output() {
        Ok(output) => {
            let said = [output.stdout, output.stderr].concat();
            Some((output.status.success(), String::from_utf8_lossy(&said).into_owned()))
        }
        Err(_) => {
            eprintln!("skipped: there is no systemd-analyze on this machine");
            None
        }
    }
}

#[test]
fn every_unit_is_as_closed_as_it_claims() {
    for unit in units() {
        let threshold = format!("--threshold={MOST_EXPOSED}");
        let Some((closed, said)) = analyze(&["security", "--offline=true", &threshold], &unit) else {
            return;
        };
        assert!(closed, "{}: {said}", unit.display());
        let overall = said.lines().rfind(|line| line.contains("Overall exposure level")).unwrap_or_default();
        println!("{}", overall.trim());
    }
}

#[test]
fn every_unit_is_well_formed() {
    for unit in units() {
        let Some((_, said)) = analyze(&["verify"], &unit) else { return };
        // The program is not installed where this is tested; everything else must be in order.
        let faults: Vec<&str> = said
            .lines()
            .filter(|line| line.contains(".service") && !line.contains("is not executable"))
            .collect();
        assert!(faults.is_empty(), "{faults:#?}");
    }
}
