//! The real `ocellus serve` is killed at random points of its work, and started again on the same record.

use std::time::Duration;

use super::eyes::eyes;
use super::ground::{progress, rounds, seed};
use super::station::{Ledger, keep, note_readings, start};

#[test]
fn nothing_acknowledged_is_lost_when_the_process_is_killed_in_mid_write() {
    let seed = seed("kill -9");
    let mut chance = fastrand::Rng::with_seed(seed);
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("record");
    let mut ledger = Ledger::new();
    let kills = rounds(20, 200);
    for round in 0..kills {
        progress("kills of the whole station", round, kills);
        let station = start(&data);
        let pid = station.child.id().to_string();
        // Killed after so many photographs and a little later, in the middle of the next.
        let (after, later) = (chance.usize(0..8), chance.u64(0..40_000));
        let pictures = eyes(seed as u32 ^ round as u32, 400);
        let (shot, heard) = std::sync::mpsc::sync_channel::<()>(1);
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let _ = heard.recv();
                std::thread::sleep(Duration::from_micros(later));
                let killed = std::process::Command::new("kill").args(["-KILL", &pid]).status();
                assert!(killed.is_ok_and(|status| status.success()), "the station was there to be killed");
            });
            for (n, bytes) in pictures.iter().enumerate() {
                if n == after {
                    let _ = shot.try_send(());
                }
                if !keep(&station, bytes, &mut ledger, || 0)
                    || (n % 5 == 4 && !note_readings(&station, &mut ledger, || 0))
                {
                    break;
                }
            }
        });
    }
    let station = start(&data);
    let photographs = station.photographs().expect("the list");
    for kept in ledger.values() {
        let found = photographs.iter().find(|found| found["id"] == kept.photograph.as_str());
        let found = found.unwrap_or_else(|| panic!("OCELLUS_SEED={seed}: {} is lost", kept.photograph));
        assert_eq!(found["sha256"], kept.sha256.as_str(), "OCELLUS_SEED={seed}");
        let (status, _) =
            station.get(&format!("/api/photographs/{}/image", kept.photograph)).expect("an answer");
        assert_eq!(status, 200, "OCELLUS_SEED={seed}: the file of {}", kept.photograph);
        if let Some((reading, _)) = &kept.reading {
            assert_eq!(found["reading"]["id"], reading.as_str(), "OCELLUS_SEED={seed}: a reading is lost");
        }
    }
    let readings = ledger.values().filter(|kept| kept.reading.is_some()).count();
    println!("{} photographs and {readings} readings acknowledged over {kills} kills: 0 lost", ledger.len());
    assert!(!ledger.is_empty());
}
