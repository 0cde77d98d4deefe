//! The real `ocellus serve`, over the bundle in miniature, and what it has acknowledged.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use super::common::station::{self, Station};

/// What the station said was kept, and how far the disk's log was when it had said so.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct Acknowledged {
    pub photograph: String,
    pub sha256: String,
    pub at: usize,
    /// The Reading's id, with its own place in the log.
    pub reading: Option<(String, usize)>,
}

pub type Ledger = BTreeMap<String, Acknowledged>;

pub fn program(data: &Path, variables: &[(&str, &Path)]) -> Command {
    let mut command = station::program(data);
    command.env("OCELLUS_LOG", "off");
    for (name, value) in variables {
        command.env(name, value);
    }
    command
}

pub fn start(data: &Path) -> Station {
    Station::of(&mut program(data, &[]))
}

/// Uploads, and writes into the ledger what was acknowledged, with what `logged` says afterwards.
pub fn keep(station: &Station, bytes: &[u8], ledger: &mut Ledger, logged: impl Fn() -> usize) -> bool {
    let Some((_, answer)) = station.upload(bytes) else { return false };
    if answer["outcome"] != "saved" {
        println!("not saved: {answer}");
        return answer["outcome"] == "already_here";
    }
    let word = |name: &str| answer["photograph"][name].as_str().expect("a word").to_owned();
    let (photograph, sha256) = (word("id"), word("sha256"));
    let kept = Acknowledged { photograph: photograph.clone(), sha256, at: logged(), reading: None };
    ledger.insert(photograph, kept);
    true
}

/// Notes which readings the station shows as done. False where it is gone.
pub fn note_readings(station: &Station, ledger: &mut Ledger, logged: impl Fn() -> usize) -> bool {
    let Some(photographs) = station.photographs() else { return false };
    let at = logged();
    for photograph in photographs {
        let Some(kept) = photograph["id"].as_str().and_then(|id| ledger.get_mut(id)) else { continue };
        if let (None, Some(reading)) = (&kept.reading, photograph["reading"]["id"].as_str()) {
            kept.reading = Some((reading.to_owned(), at));
        }
    }
    true
}
