//! `ocellus screen --encounter`: the photographs of one person become one decision.

use std::io::Read;
use std::path::Path;

use super::screen::headline;
use crate::fault::{Fault, FaultCode};
use crate::reading::encounter::{Photographed, ReadSoFar, decide};
use crate::reading::protocol::Protocol;
use crate::reading::{Encounter, History, Reading};
use crate::terms::Laterality;

/// The longest file with what a person tells, in bytes.
const MAX_HISTORY: u64 = 64 * 1024;

/// What a person tells, from a JSON file; nothing where there is none.
pub fn history(file: Option<&Path>) -> Result<History, Fault> {
    let Some(path) = file else { return Ok(History::default()) };
    let fault = |code, error: &dyn std::fmt::Display| {
        Fault {
        code,
        message: format!("{} cannot be understood as what a person tells: {error}", path.display()),
        remedy: "Give a file such as {\"symptoms\": [\"flashes\"], \"diabetes\": \"type_2\"}; `ocellus schema` has all \
                 of it under History."
            .into(),
    }
    };
    let mut text = String::new();
    std::fs::File::open(path)
        .and_then(|file| file.take(MAX_HISTORY).read_to_string(&mut text))
        .map_err(|error| fault(FaultCode::Unreadable, &error))?;
    serde_json::from_str(&text).map_err(|error| fault(FaultCode::BadRequest, &error))
}

/// The decision from the files of one person; a file without a Reading could not be read.
pub fn decided(history: &History, files: &[(String, Option<Reading>)], protocol: &Protocol) -> Encounter {
    let photographs: Vec<Photographed<'_>> = files
        .iter()
        .map(|(file, reading)| Photographed {
            id: None,
            file,
            said: Laterality::Unknown,
            confirmed: false,
            read: reading.as_ref().map_or(ReadSoFar::Failed, ReadSoFar::Read),
        })
        .collect();
    decide(&ulid::Ulid::generate().to_string(), history, &photographs, protocol)
}

/// What a person at a terminal wants to know of it.
pub fn plain(decided: &Encounter) -> String {
    let referral = &decided.referral;
    let mut text =
        vec![format!("both eyes  [{}], within {} days", headline(referral.category), referral.within_days)];
    text.extend(referral.because.iter().map(|because| format!("  {}", because.text)));
    text.push(format!("  {}", decided.notice));
    text.join("\n")
}
