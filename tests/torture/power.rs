//! The power is cut at any write of the real `ocellus serve`: what it acknowledged is there afterwards, whole.

use std::path::Path;

use ocellus::record::Record;

use super::common::station::Station;
use super::disk::{Blocks, Op};
use super::eyes::eyes;
use super::ground::{Mounted, formatted, in_own_namespace, library, progress, rounds, seed};
use super::station::{Ledger, keep, note_readings, program};

/// Cuts of one run.
const CUTS: usize = 100;

/// All that a run left: enough to cut its power again.
struct Run {
    before: Blocks,
    log: Vec<Op>,
    ledger: Ledger,
}

/// The station under load on a disk that remembers.
fn record(photographs: usize, chance: &mut fastrand::Rng, preload: &[(&str, &Path)]) -> Run {
    let before = formatted();
    let mounted = Mounted::new(before.clone());
    let (disk, data) = (mounted.disk.clone(), mounted.path().join("record"));
    let mut ledger = Ledger::new();
    let mut station = Station::of(&mut program(&data, preload));
    for (n, bytes) in eyes(chance.u32(..), photographs).iter().enumerate() {
        assert!(keep(&station, bytes, &mut ledger, || disk.logged()), "the station takes photograph {n}");
        if n % 4 == 3 {
            assert!(note_readings(&station, &mut ledger, || disk.logged()));
        }
        // Once the process itself goes with the power, and comes back.
        if n == photographs / 2 {
            station.kill();
            station = Station::of(&mut program(&data, preload));
        }
    }
    assert!(note_readings(&station, &mut ledger, || disk.logged()));
    station.kill();
    Run { before, log: disk.log(), ledger }
}

/// Cuts the power after `cut` entries of the log and says what is missing.
fn missing_after(run: &Run, cut: usize, chance: &mut fastrand::Rng) -> Vec<String> {
    let mounted = Mounted::new(run.before.after_power_cut(&run.log, cut, chance));
    let folder = mounted.path().join("record");
    let due = run.ledger.values().filter(|kept| kept.at <= cut);
    let record = match Record::open_with_floor(&folder, 0) {
        Ok(record) => record,
        Err(error) => return vec![format!("the record does not open: {error}")],
    };
    let mut missing = Vec::new();
    for kept in due {
        match record.photograph(&kept.photograph) {
            Err(error) => missing.push(error.to_string()),
            Ok(photograph) if photograph.sha256 != kept.sha256 => missing.push("other bytes".into()),
            Ok(photograph) => {
                let reading = kept.reading.as_ref().filter(|(_, at)| *at <= cut).map(|(id, _)| id);
                if reading.is_some_and(|id| photograph.reading.is_none_or(|kept| kept.id != *id)) {
                    missing.push(format!("the reading of {}", kept.photograph));
                }
            }
        }
    }
    // What has a row is whole, whether it was acknowledged or not.
    for photograph in record.photographs(u32::MAX, None).unwrap_or_default().photographs {
        if let Err(error) = record.photograph_bytes(&photograph.id) {
            missing.push(error.to_string());
        }
    }
    drop(record);
    missing.extend(unsound(&folder));
    missing
}

/// What SQLite itself finds wrong.
fn unsound(folder: &Path) -> Option<String> {
    let check = || -> rusqlite::Result<String> {
        let connection = rusqlite::Connection::open(folder.join("ocellus.sqlite3"))?;
        let orphans: i64 =
            connection.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
        let said: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
        Ok(if orphans > 0 { format!("{orphans} rows without their parent") } else { said })
    };
    match check() {
        Ok(said) if said == "ok" => None,
        Ok(said) => Some(said),
        Err(error) => Some(error.to_string()),
    }
}

/// An fsync that does nothing: the same program, deliberately unsafe.
const NO_FSYNC: &str =
    "int fsync(int f){(void)f;return 0;} int fdatasync(int f){(void)f;return 0;} void sync(void){}";

#[test]
fn nothing_acknowledged_is_lost_when_the_power_is_cut() {
    if !in_own_namespace("power::nothing_acknowledged_is_lost_when_the_power_is_cut") {
        return;
    }
    let seed = seed("power cut");
    for round in 0..rounds(1, 10) {
        progress("runs whose power is cut", round, 10);
        // So many that the cuts of one run share no seed with those of the next.
        cut_a_run(seed.wrapping_add((round * 1000) as u64));
    }
}

/// One run of the station, and 100 cuts of its power.
fn cut_a_run(seed: u64) {
    let mut chance = fastrand::Rng::with_seed(seed);
    let run = match super::kept::load(seed) {
        Some((log, ledger)) => Run { before: formatted(), log, ledger },
        None => record(40, &mut chance, &[]),
    };
    let first = run.ledger.values().map(|kept| kept.at).min().expect("something was acknowledged");
    let flushes = run.log.iter().filter(|op| matches!(op, Op::Flush)).count();
    let readings = run.ledger.values().filter(|kept| kept.reading.is_some()).count();
    for n in 0..CUTS {
        let mut chance = fastrand::Rng::with_seed(seed.wrapping_add(n as u64));
        // One cut in ten falls before anything was acknowledged: then nothing is due, but all must open.
        let cut = if n % 10 == 0 { chance.usize(0..=first) } else { chance.usize(first..=run.log.len()) };
        let missing = missing_after(&run, cut, &mut chance);
        if !missing.is_empty() {
            let kept = super::kept::save(seed, &run.log, &run.ledger);
            panic!("OCELLUS_SEED={seed}, cut {n} after entry {cut} ({kept}): {missing:#?}");
        }
    }
    println!(
        "{} photographs and {readings} readings acknowledged, {} writes and {flushes} flushes, {CUTS} cuts: 0 lost",
        run.ledger.len(),
        run.log.len() - flushes
    );
}

#[test]
fn the_same_test_finds_what_an_unsafe_program_loses() {
    if !in_own_namespace("power::the_same_test_finds_what_an_unsafe_program_loses") {
        return;
    }
    let seed = seed("unsafe control");
    let folder = tempfile::tempdir().expect("a folder");
    let library = library(folder.path(), "no_fsync", NO_FSYNC);
    let run = record(12, &mut fastrand::Rng::with_seed(seed), &[("LD_PRELOAD", &library)]);
    let last = run.ledger.values().map(|kept| kept.at).max().expect("something was acknowledged");
    let cuts = 10;
    let lossy = (0..cuts)
        .filter(|n| {
            let mut chance = fastrand::Rng::with_seed(seed.wrapping_add(*n));
            !missing_after(&run, last, &mut chance).is_empty()
        })
        .count();
    println!("without fsync {lossy} of {cuts} cuts lose something");
    assert!(lossy > 0, "a test that finds nothing in a program without fsync proves nothing");
}
