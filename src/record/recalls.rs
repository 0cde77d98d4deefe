//! Recalls and referrals: when somebody is to come back or to be seen elsewhere, and whether they were.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde_json::json;

use super::audit::{self, Who};
use super::clock::stamp;
use super::day::{Changed, Recall};
use super::photographs::word;
use super::visits::due_on;
use super::{Record, RecordError};
use crate::terms::{Outcome, ReferralCategory};

pub(super) const COLUMNS: &str = "r.id, r.encounter_id, r.category, r.due_on, r.outcome, r.outcome_at";

/// A recall from [`COLUMNS`], of which the first stands in column `at`.
pub(super) fn recall_of(row: &Row<'_>, at: usize) -> rusqlite::Result<Recall> {
    Ok(Recall {
        id: row.get(at)?,
        encounter_id: row.get(at + 1)?,
        category: word(row, at + 2)?,
        due_on: row.get(at + 3)?,
        outcome: word(row, at + 4)?,
        outcome_at: row.get(at + 5)?,
    })
}

impl Record {
    /// Keeps what became of a recall that is as it was seen.
    pub fn settle_recall(
        &self,
        id: &str,
        was: Outcome,
        outcome: Outcome,
        who: Who<'_>,
    ) -> Result<Changed<Recall>, RecordError> {
        let act = "keep what became of a recall";
        self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            let now_is = one(transaction, id).map_err(failed)?;
            let now_is = now_is.ok_or_else(|| RecordError::NoRecall { id: id.into() })?;
            if now_is.outcome == outcome {
                return Ok(Changed::Done(now_is));
            }
            if now_is.outcome != was {
                return Ok(Changed::Conflict(now_is));
            }
            settle(transaction, id, outcome, Timestamp::now(), who).map_err(failed)?;
            let now_is = one(transaction, id).map_err(failed)?;
            now_is.map(Changed::Done).ok_or_else(|| RecordError::NoRecall { id: id.into() })
        })
    }
}

fn one(connection: &Connection, id: &str) -> rusqlite::Result<Option<Recall>> {
    connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM recall r WHERE r.id = ?1"))?
        .query_row([id], |row| recall_of(row, 0))
        .optional()
}

/// The newest recall of an encounter.
pub(super) fn of_encounter(connection: &Connection, encounter: &str) -> rusqlite::Result<Option<Recall>> {
    connection
        .prepare_cached(&format!(
            "SELECT {COLUMNS} FROM recall r WHERE r.encounter_id = ?1 ORDER BY r.id DESC LIMIT 1"
        ))?
        .query_row([encounter], |row| recall_of(row, 0))
        .optional()
}

pub(super) fn settle(
    transaction: &Transaction<'_>,
    id: &str,
    outcome: Outcome,
    now: Timestamp,
    who: Who<'_>,
) -> rusqlite::Result<()> {
    let at = (outcome != Outcome::Open).then(|| stamp(now));
    transaction.execute(
        "UPDATE recall SET outcome = ?2, outcome_at = ?3 WHERE id = ?1",
        params![id, outcome.word(), at],
    )?;
    audit::append(transaction, who, now, "recall.settled", id, &json!({ "outcome": outcome }))
}

/// Sets the open recall of an encounter that has ended to a decision that came out otherwise since.
pub(super) fn follow(
    transaction: &Transaction<'_>,
    encounter: &str,
    category: ReferralCategory,
    within_days: u32,
) -> rusqlite::Result<()> {
    let open: Option<(String, String, String, String)> = transaction
        .prepare_cached(
            "SELECT r.id, r.category, r.due_on, e.ended_at FROM recall r JOIN encounter e ON e.id = r.encounter_id
             WHERE e.id = ?1 AND r.outcome = 'open' AND e.ended_at IS NOT NULL ORDER BY r.id DESC LIMIT 1",
        )?
        .query_row([encounter], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
        .optional()?;
    let Some((id, before, due, ended)) = open else { return Ok(()) };
    let ended: Timestamp = ended.parse().unwrap_or_else(|_| Timestamp::now());
    let now_due = due_on(transaction, ended, within_days);
    if (before.as_str(), &due) == (category.word(), &now_due) {
        return Ok(());
    }
    transaction.execute(
        "UPDATE recall SET category = ?2, due_on = ?3 WHERE id = ?1",
        params![id, category.word(), now_due],
    )?;
    let detail = json!({ "from": { "category": before, "due_on": due },
                         "to": { "category": category, "due_on": now_due }, "encounter": encounter });
    audit::append(transaction, Who::STATION, Timestamp::now(), "recall.follows", &id, &detail)
}
