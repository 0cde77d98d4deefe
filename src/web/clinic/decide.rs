//! The decision of an encounter from what the record has of it, kept until something changes.

use crate::reading::encounter::{Photographed, ReadSoFar, decide};
use crate::reading::protocol::Protocol;
use crate::reading::{Encounter, Reading};
use crate::record::{EncounterView, Facts, Record, RecordError};
use crate::terms::Laterality;

/// Decides an encounter as it is now, and keeps the decision.
pub fn anew(record: &Record, protocol: &Protocol, id: &str) -> Result<Encounter, RecordError> {
    let decided = [made(record, protocol, id)?];
    keep(record, &decided);
    let [(_, decision)] = decided;
    Ok(decision)
}

/// As [`anew`] for the encounters of a page, kept together: one commit, not one for each. Gives those that
/// cannot be decided on for what they hold.
pub fn all_anew(record: &Record, protocol: &Protocol, ids: &[String]) -> Result<Vec<String>, RecordError> {
    let (mut decided, mut undecided) = (Vec::new(), Vec::new());
    for id in ids {
        match made(record, protocol, id) {
            Ok(one) => decided.push(one),
            Err(error) if !error.is_content() => return Err(error),
            Err(error) => {
                tracing::error!(id, "an encounter cannot be decided on: {error}");
                undecided.push(id.clone());
            }
        }
    }
    keep(record, &decided);
    Ok(undecided)
}

/// What is not kept is made anew at the next look; a disk without room must not hide it.
fn keep(record: &Record, decided: &[(Facts, Encounter)]) {
    if let Err(error) = record.keep_decisions(decided) {
        tracing::warn!(decisions = decided.len(), "decisions were not kept: {error}");
    }
}

fn made(record: &Record, protocol: &Protocol, id: &str) -> Result<(Facts, Encounter), RecordError> {
    let facts = record.facts(id)?;
    let readings: Vec<Option<Reading>> = facts
        .photographs
        .iter()
        .map(|photograph| photograph.reading.as_deref().and_then(understood))
        .collect();
    let photographs: Vec<Photographed<'_>> = facts
        .photographs
        .iter()
        .zip(&readings)
        .map(|(photograph, reading)| Photographed {
            id: Some(&photograph.id),
            file: &photograph.file,
            said: photograph.said,
            confirmed: photograph.confirmed,
            read: match reading {
                Some(reading) => ReadSoFar::Read(reading),
                // Where there is one and what it says is lost, a person looks: nothing follows from its silence.
                None if photograph.failed || photograph.reading.is_some() => ReadSoFar::Failed,
                None => ReadSoFar::Waiting,
            },
        })
        .collect();
    let decision = decide(id, &facts.history, &photographs, protocol);
    Ok((facts, decision))
}

/// A Reading as it was kept; none where it cannot be understood.
fn understood(json: &str) -> Option<Reading> {
    serde_json::from_str(json)
        .inspect_err(|error| tracing::error!("a reading of the record cannot be understood: {error}"))
        .ok()
}

/// Everything of an encounter with the decision as it is now.
pub fn view(record: &Record, protocol: &Protocol, id: &str) -> Result<EncounterView, RecordError> {
    let view = record.encounter_view(id)?;
    let nothing_yet = !view.encounter.asked && view.photographs.is_empty();
    if view.decision.is_some() || nothing_yet {
        return Ok(view);
    }
    let decision = anew(record, protocol, id)?;
    // The recall may have followed.
    let mut view = record.encounter_view(id)?;
    view.decision = Some(decision);
    Ok(view)
}

/// The eye that is named in a path.
pub fn side(word: &str) -> Option<Laterality> {
    Laterality::from_word(word).filter(|eye| *eye != Laterality::Unknown)
}
