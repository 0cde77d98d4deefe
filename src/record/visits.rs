//! Encounters: what was told, consent, the photographs, the decision as it is kept, and the end with its recall.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde_json::json;

use super::audit::{self, Who};
use super::clock::{is_id, new_id, stamp, utc_offset_minutes};
use super::creation;
use super::day::*;
use super::photographs::{of_encounter, parsed, to_json, word};
use super::rows::{Parted, each, parted};
use super::{Record, RecordError, patients};
use crate::reading::{Encounter, EyeHistory, Eyes};
use crate::terms::*;

/// What is changed of an encounter; what is none stays.
#[derive(Debug, Clone, Default)]
pub struct Told {
    pub symptoms: Option<Vec<Symptom>>,
    pub diabetes: Option<Diabetes>,
    pub diabetes_years: Option<Option<u32>>,
    pub eyes: Vec<(Laterality, EyeHistory)>,
}

/// Needs `e` for the encounter; 12 columns.
const SUMMARY: &str = "e.id, e.started_at, e.ended_at, e.asked_at, e.category, e.within_days, e.decision IS NOT NULL,
    (SELECT c.given FROM consent c WHERE c.patient_id = e.patient_id AND c.purpose = 'screening' ORDER BY c.id DESC LIMIT 1),
    (SELECT json_array(coalesce(sum(laterality = 'OD'), 0), coalesce(sum(laterality = 'OS'), 0),
        coalesce(sum(laterality = 'unknown'), 0),
        coalesce(sum(laterality = 'OD' AND verdict <> 'reject'), 0),
        coalesce(sum(laterality = 'OS' AND verdict <> 'reject'), 0),
        coalesce(sum(NOT EXISTS (SELECT 1 FROM reading r WHERE r.photograph_id = f.id)
            AND EXISTS (SELECT 1 FROM job j WHERE j.photograph_id = f.id AND j.state IN ('queued', 'leased'))), 0),
        (SELECT count(y.no_photograph) FROM eye y WHERE y.encounter_id = e.id AND y.laterality = 'OD'),
        (SELECT count(y.no_photograph) FROM eye y WHERE y.encounter_id = e.id AND y.laterality = 'OS'))
     FROM photograph f WHERE f.encounter_id = e.id)";
pub(super) const SUMMARY_WIDTH: usize = 9;

/// The summary's columns, for other rooms.
pub(super) fn summary_columns() -> &'static str {
    SUMMARY
}

/// A summary from its columns, of which the first stands in column `at`. Tells also whether a decision is kept.
pub(super) fn summary_of(row: &Row<'_>, at: usize) -> rusqlite::Result<(EncounterSummary, bool)> {
    let counts: [u32; 8] = parsed(at + 8, &row.get::<_, String>(at + 8)?)?;
    let [od, os, unknown, od_good, os_good, waiting, no_od, no_os] = counts;
    let photographs = EyeCounts { od, os, unknown };
    let ended_at: Option<String> = row.get(at + 2)?;
    let asked: Option<String> = row.get(at + 3)?;
    let consented: Option<bool> = row.get(at + 7)?;
    let step = if ended_at.is_some() {
        VisitStep::Ended
    } else if consented != Some(true) {
        VisitStep::Consent
    } else if asked.is_none() {
        VisitStep::Questions
    } else if od_good + no_od == 0 || os_good + no_os == 0 {
        VisitStep::Photographs
    } else if waiting > 0 {
        VisitStep::Reading
    } else {
        VisitStep::Result
    };
    let anything = asked.is_some() || od + os + unknown > 0;
    let category: Option<String> = row.get(at + 4)?;
    let summary = EncounterSummary {
        id: row.get(at)?,
        started_at: row.get(at + 1)?,
        ended_at,
        step,
        photographs,
        category: category.filter(|_| anything).map(|_| word(row, at + 4)).transpose()?,
        within_days: if anything { row.get(at + 5)? } else { None },
    };
    let decided: bool = row.get(at + 6)?;
    Ok((summary, decided || !anything))
}

/// Every encounter of a patient, newest first, and the ids of those that cannot be understood.
pub(super) fn summaries(
    connection: &Connection,
    patient: &str,
) -> rusqlite::Result<Parted<EncounterSummary>> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT {SUMMARY} FROM encounter e WHERE e.patient_id = ?1 ORDER BY e.started_at DESC, e.id DESC LIMIT 200"
    ))?;
    let of = |row: &Row<'_>| summary_of(row, 0).map(|(summary, _)| summary);
    Ok(parted(each(query.query([patient])?, 0, of)?))
}

/// The newest consent for each purpose.
pub(super) fn consents(connection: &Connection, patient: &str) -> rusqlite::Result<Consents> {
    let mut query =
        connection.prepare_cached("SELECT purpose, given FROM consent WHERE patient_id = ?1 ORDER BY id")?;
    let mut rows = query.query([patient])?;
    let mut all = Consents::default();
    while let Some(row) = rows.next()? {
        all.set(word(row, 0)?, row.get(1)?);
    }
    Ok(all)
}

/// Whether the patient of an encounter agrees to being screened.
pub(super) fn has_consent(connection: &Connection, encounter: &str) -> rusqlite::Result<bool> {
    let given: Option<bool> = connection
        .prepare_cached(
            "SELECT c.given FROM consent c JOIN encounter e ON e.patient_id = c.patient_id
             WHERE e.id = ?1 AND c.purpose = 'screening' ORDER BY c.id DESC LIMIT 1",
        )?
        .query_row([encounter], |row| row.get(0))
        .optional()?;
    Ok(given == Some(true))
}

impl Record {
    /// Begins an encounter with a patient. Returns its ULID; the same key again gives the same encounter. Who comes back
    /// has arrived at the recall to be screened again.
    pub fn begin_visit(&self, patient: &str, key: Option<&str>, who: Who<'_>) -> Result<String, RecordError> {
        let act = "begin an encounter";
        self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            if let Some(known) = creation::find(transaction, key, "encounter").map_err(failed)? {
                return Ok(known);
            }
            patients::one(transaction, patient)?;
            let (id, now) = (new_id(), Timestamp::now());
            let ahead = now.to_zoned(zone_of(transaction)).offset().seconds() / 60;
            let written = || -> rusqlite::Result<()> {
                transaction.execute(
                    "INSERT INTO encounter (id, patient_id, started_at, utc_offset_minutes, operator_id)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![id, patient, stamp(now), ahead, operator(who)],
                )?;
                creation::keep(transaction, key, "encounter", &id, now)?;
                audit::append(transaction, who, now, "encounter.begun", &id, &json!({ "patient": patient }))?;
                let back: Vec<String> = transaction
                    .prepare(
                        "SELECT r.id FROM recall r JOIN encounter e ON e.id = r.encounter_id
                         WHERE e.patient_id = ?1 AND r.outcome = 'open' AND r.category = 'rescreen'",
                    )?
                    .query_map([patient], |row| row.get(0))?
                    .collect::<Result<_, _>>()?;
                for recall in back {
                    super::recalls::settle(transaction, &recall, Outcome::Arrived, now, who)?;
                }
                Ok(())
            };
            written().map_err(failed)?;
            Ok(id)
        })
    }

    /// Everything of an encounter, with the decision as it is kept: none where something has changed since.
    pub fn encounter_view(&self, id: &str) -> Result<EncounterView, RecordError> {
        self.read("look up an encounter", |connection| view(connection, id))
    }

    /// Keeps what was told in an encounter whose version `seen` is still the newest.
    pub fn tell(
        &self,
        id: &str,
        seen: u32,
        told: &Told,
        who: Who<'_>,
    ) -> Result<Changed<EncounterView>, RecordError> {
        let act = "keep what was told";
        for (_, eye) in &told.eyes {
            if eye.acuity_logmar.is_some_and(|acuity| !(-0.5..=4.0).contains(&acuity)) {
                return Err(RecordError::Malformed { what: "acuity is between -0.5 and 4 logMAR" });
            }
        }
        if told.diabetes_years.flatten().is_some_and(|years| years > 120) {
            return Err(RecordError::Malformed { what: "diabetes is known for at most 120 years" });
        }
        let symptoms = match &told.symptoms {
            None => None,
            Some(all) => {
                let mut all = all.clone();
                all.sort();
                all.dedup();
                Some(to_json("symptoms", &all)?)
            }
        };
        self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            let now_is = view(transaction, id)?;
            if now_is.encounter.version != seen {
                return Ok(Changed::Conflict(now_is));
            }
            let now = Timestamp::now();
            let written = || -> rusqlite::Result<()> {
                transaction.execute(
                    "UPDATE encounter SET version = version + 1, asked_at = ?2, symptoms = coalesce(?3, symptoms),
                     diabetes = coalesce(?4, diabetes), diabetes_years = CASE WHEN ?5 THEN ?6 ELSE diabetes_years END
                     WHERE id = ?1",
                    params![
                        id,
                        stamp(now),
                        symptoms,
                        told.diabetes.map(Diabetes::word),
                        told.diabetes_years.is_some(),
                        told.diabetes_years.flatten()
                    ],
                )?;
                for (eye, known) in &told.eyes {
                    transaction.execute(
                        "INSERT INTO eye (encounter_id, laterality, acuity_logmar, earlier_laser, earlier_surgery,
                         no_photograph) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                         ON CONFLICT (encounter_id, laterality) DO UPDATE SET
                         acuity_logmar = excluded.acuity_logmar, earlier_laser = excluded.earlier_laser,
                         earlier_surgery = excluded.earlier_surgery, no_photograph = excluded.no_photograph",
                        params![
                            id,
                            eye.word(),
                            known.acuity_logmar,
                            known.earlier_laser,
                            known.earlier_surgery,
                            known.no_photograph.map(NoPhotograph::word)
                        ],
                    )?;
                }
                let eyes: Vec<&str> = told.eyes.iter().map(|(eye, _)| eye.word()).collect();
                let fields: Vec<&str> = [
                    ("symptoms", told.symptoms.is_some()),
                    ("diabetes", told.diabetes.is_some()),
                    ("diabetes_years", told.diabetes_years.is_some()),
                ]
                .iter()
                .filter_map(|(field, is)| is.then_some(*field))
                .collect();
                let detail = json!({ "fields": fields, "eyes": eyes });
                audit::append(transaction, who, now, "encounter.told", id, &detail)
            };
            written().map_err(failed)?;
            view(transaction, id).map(Changed::Done)
        })
    }

    /// Keeps what the patient of an encounter agrees to, or takes back.
    pub fn consent(
        &self,
        encounter: &str,
        purpose: Purpose,
        given: bool,
        key: Option<&str>,
        who: Who<'_>,
    ) -> Result<(), RecordError> {
        let act = "keep a consent";
        self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            let patient = visit(transaction, encounter)?.patient_id;
            if creation::find(transaction, key, "consent").map_err(failed)?.is_some() {
                return Ok(());
            }
            let (id, now) = (new_id(), Timestamp::now());
            let written = || -> rusqlite::Result<()> {
                transaction.execute(
                    "INSERT INTO consent (id, patient_id, purpose, given, operator_id, at, utc_offset_minutes)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                    params![id, patient, purpose.word(), given, operator(who), stamp(now), utc_offset_minutes(now)],
                )?;
                creation::keep(transaction, key, "consent", &id, now)?;
                let detail =
                    json!({ "consent": id, "purpose": purpose, "given": given, "encounter": encounter });
                let act = if given { "consent.given" } else { "consent.refused" };
                audit::append(transaction, who, now, act, &patient, &detail)
            };
            written().map_err(failed)
        })
    }

    /// Ends an encounter with a decision and makes the recall of it. One that has ended stays as it is.
    pub fn end_visit(&self, id: &str, decision: &Encounter, who: Who<'_>) -> Result<(), RecordError> {
        let act = "end an encounter";
        self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            if visit(transaction, id)?.ended_at.is_some() {
                return Ok(());
            }
            let (category, within_days) = (decision.referral.category, decision.referral.within_days);
            let (recall, now) = (new_id(), Timestamp::now());
            let written = || -> rusqlite::Result<()> {
                transaction.execute(
                    "UPDATE encounter SET ended_at = ?2, version = version + 1 WHERE id = ?1",
                    [id, &stamp(now)],
                )?;
                transaction.execute(
                    "INSERT INTO recall (id, encounter_id, category, due_on, created_at) VALUES (?1, ?2, ?3, ?4, ?5)",
                    params![recall, id, category.word(), due_on(transaction, now, within_days), stamp(now)],
                )?;
                let detail = json!({ "recall": recall, "category": category, "within_days": within_days,
                                     "complete": decision.complete });
                audit::append(transaction, who, now, "encounter.ended", id, &detail)
            };
            written().map_err(failed)
        })
    }
}

/// The clinic's own time zone, once it is set; the device's until then, and where its name is not known here.
pub(super) fn zone_of(connection: &Connection) -> TimeZone {
    let named = connection.query_row("SELECT time_zone FROM clinic", [], |row| row.get::<_, String>(0));
    named.ok().and_then(|name| TimeZone::get(&name).ok()).unwrap_or_else(TimeZone::system)
}

/// The day so many days after a moment, where the clinic is.
pub(super) fn due_on(connection: &Connection, from: Timestamp, within_days: u32) -> String {
    let day = from.to_zoned(zone_of(connection)).date();
    day.saturating_add(i64::from(within_days).days()).to_string()
}

/// The operator's id, where the actor is one.
pub(super) fn operator(who: Who<'_>) -> Option<&str> {
    is_id(who.actor).then_some(who.actor)
}

/// One encounter with its patient.
pub(super) fn visit(connection: &Connection, id: &str) -> Result<Visit, RecordError> {
    let failed = |source| RecordError::Database { act: "look up an encounter", source };
    let eyes = eyes(connection, id).map_err(failed)?;
    connection
        .prepare_cached(&format!(
            "SELECT {SUMMARY}, e.patient_id, e.utc_offset_minutes, e.operator_id, e.version, e.symptoms, e.diabetes,
             e.diabetes_years FROM encounter e WHERE e.id = ?1 AND e.patient_id IS NOT NULL"
        ))
        .and_then(|mut query| {
            let at = SUMMARY_WIDTH;
            let visit_of = |row: &Row<'_>| {
                let (summary, _) = summary_of(row, 0)?;
                // A word that was kept by other software is left out, rather than the whole encounter.
                let symptoms: Vec<String> = parsed(at + 4, &row.get::<_, String>(at + 4)?)?;
                Ok(Visit {
                    id: summary.id,
                    patient_id: row.get(at)?,
                    started_at: summary.started_at,
                    utc_offset_minutes: row.get(at + 1)?,
                    ended_at: summary.ended_at,
                    operator_id: row.get(at + 2)?,
                    version: row.get(at + 3)?,
                    step: summary.step,
                    asked: row.get::<_, Option<String>>(3)?.is_some(),
                    symptoms: symptoms.iter().filter_map(|word| Symptom::from_word(word)).collect(),
                    diabetes: word(row, at + 5)?,
                    diabetes_years: row.get(at + 6)?,
                    eyes,
                })
            };
            query.query_row([id], visit_of).optional()
        })
        .map_err(failed)?
        .ok_or_else(|| RecordError::NoEncounter { encounter: id.into() })
}

fn eyes(connection: &Connection, encounter: &str) -> rusqlite::Result<Eyes<EyeHistory>> {
    let mut query = connection.prepare_cached(
        "SELECT laterality, acuity_logmar, earlier_laser, earlier_surgery, no_photograph FROM eye
         WHERE encounter_id = ?1",
    )?;
    let mut rows = query.query([encounter])?;
    let mut eyes = Eyes::<EyeHistory>::default();
    while let Some(row) = rows.next()? {
        let known = EyeHistory {
            acuity_logmar: row.get(1)?,
            earlier_laser: row.get(2)?,
            earlier_surgery: row.get(3)?,
            // A word that was kept by other software says nothing.
            no_photograph: row.get::<_, Option<String>>(4)?.as_deref().and_then(NoPhotograph::from_word),
        };
        match word(row, 0)? {
            Laterality::Od => eyes.od = known,
            Laterality::Os => eyes.os = known,
            Laterality::Unknown => {}
        }
    }
    Ok(eyes)
}

fn view(connection: &Connection, id: &str) -> Result<EncounterView, RecordError> {
    let act = "look up an encounter";
    let failed = |source| RecordError::Database { act, source };
    let encounter = visit(connection, id)?;
    let patient = patients::one(connection, &encounter.patient_id)?;
    let decision: Option<String> = connection
        .query_row("SELECT decision FROM encounter WHERE id = ?1", [id], |row| row.get(0))
        .map_err(failed)?;
    let decision = match decision {
        None => None,
        Some(json) => serde_json::from_str(&json)
            .map_err(|source| RecordError::Content { what: "a decision", source })?,
    };
    let (photographs, unreadable) = of_encounter(connection, id).map_err(failed)?;
    let (all, _) = summaries(connection, &patient.id).map_err(failed)?;
    let previous = all.into_iter().find(|other| {
        other.id != id && (&other.started_at, &other.id) < (&encounter.started_at, &encounter.id)
    });
    let consent = consents(connection, &patient.id).map_err(failed)?;
    let recall = super::recalls::of_encounter(connection, id).map_err(failed)?;
    Ok(EncounterView { encounter, patient, consent, photographs, unreadable, decision, recall, previous })
}
