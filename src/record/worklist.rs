//! The worklist: today, recalls due, referrals that have not arrived, what waits for a doctor, everyone. Pages by key,
//! so that the last page costs what the first does.

use jiff::Timestamp;
use rusqlite::{Row, params};

use super::clock::stamp;
use super::day::*;
use super::patients::{self, key_of, patient_of};
use super::recalls::{self, recall_of};
use super::rows::{each, paged};
use super::visits::{SUMMARY_WIDTH, summary_columns, summary_of, zone_of};
use super::{Record, RecordError};

/// The column of a line's key, after the recall's six.
const KEY: usize = patients::WIDTH + SUMMARY_WIDTH + 6;

/// A part of the worklist.
#[derive(Debug, Clone)]
pub struct Look<'a> {
    pub list: List,
    /// A part of the identifier or of the name; empty for all.
    pub search: &'a str,
    /// Where the page before ended.
    pub after: Option<&'a str>,
    pub limit: u32,
}

/// A page, and the encounters whose decision is not kept as they are now.
pub type Found = (Worklist, Vec<String>);

impl Record {
    /// A page of the worklist.
    pub fn worklist(&self, look: &Look<'_>) -> Result<Found, RecordError> {
        let act = "list the patients";
        let zone = self.read(act, |connection| Ok(zone_of(connection)))?;
        // The clinic's midnight divides the days.
        let now = Timestamp::now().to_zoned(zone);
        let today = now.date().to_string();
        let midnight = now.start_of_day().map_or(Timestamp::MIN, |day| day.timestamp());
        // An id is never older than the moment before it was written.
        let an_hour_before = (midnight.as_millisecond() - 3_600_000).max(0).unsigned_abs();
        let oldest = ulid::Ulid::from_parts(an_hour_before, 0).to_string();
        let midnight = stamp(midnight);
        let (of, order, key, first) = match look.list {
            // By the key, which begins with the time; the start itself says it exactly.
            List::Today => ("e.id >= ?7 AND e.id < ?1 AND +e.started_at >= ?4", "e.id DESC", "e.id", "~"),
            List::Recalls => (
                "r.outcome = 'open' AND r.category = 'rescreen' AND r.due_on <= ?5 AND r.due_on || r.id > ?1",
                "r.due_on, r.id",
                "r.due_on || r.id",
                "",
            ),
            List::NotArrived => (
                "r.outcome IN ('open', 'missed') AND r.category IN ('urgent', 'refer', 'ungradable')
                 AND r.due_on || r.id > ?1",
                "r.due_on, r.id",
                "r.due_on || r.id",
                "",
            ),
            List::Review => (
                "r.outcome = 'open' AND r.category = 'review' AND r.due_on || r.id > ?1",
                "r.due_on, r.id",
                "r.due_on || r.id",
                "",
            ),
            List::All => ("p.id < ?1", "p.id DESC", "p.id", "~"),
        };
        // The list's own table leads; what belongs to a line is looked up by its key.
        let from = match look.list {
            List::Today => {
                "encounter e CROSS JOIN patient p ON p.id = e.patient_id
                 LEFT JOIN recall r ON r.id = (SELECT max(id) FROM recall WHERE encounter_id = e.id)"
            }
            List::Recalls | List::NotArrived | List::Review => {
                "recall r CROSS JOIN encounter e ON e.id = r.encounter_id
                 CROSS JOIN patient p ON p.id = e.patient_id"
            }
            // Found in the index alone, then looked up.
            List::All => {
                "(SELECT m.id FROM patient m WHERE m.id < ?1 AND (?3 = ''
                     OR m.local_identifier LIKE ?3 ESCAPE '\\' OR m.name_key LIKE ?6 ESCAPE '\\')
                     ORDER BY m.id DESC LIMIT ?2) found
                 CROSS JOIN patient p ON p.id = found.id LEFT JOIN encounter e ON e.id =
                     (SELECT id FROM encounter WHERE patient_id = p.id ORDER BY started_at DESC, id DESC LIMIT 1)
                 LEFT JOIN recall r ON r.id = (SELECT max(id) FROM recall WHERE encounter_id = e.id)"
            }
        };
        let sql = format!(
            "SELECT {}, {}, {}, {key} FROM {from} WHERE {of}
             AND (?3 = '' OR p.local_identifier LIKE ?3 ESCAPE '\\' OR p.name_key LIKE ?6 ESCAPE '\\')
             AND ?4 <> ?5 AND ?7 <> '' ORDER BY {order} LIMIT ?2",
            patients::COLUMNS,
            summary_columns(),
            recalls::COLUMNS,
        );
        let search = look.search.trim();
        let pattern = |text: &str| match text.is_empty() {
            true => String::new(),
            false => format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")),
        };
        let (identifier, name) = (pattern(search), pattern(&key_of(search)));
        let name = if name.is_empty() { "\u{0}".to_owned() } else { name };
        self.read(act, |connection| {
            let rows = connection
                .prepare_cached(&sql)
                .and_then(|mut query| {
                    let after = look.after.unwrap_or(first);
                    let limit = look.limit.saturating_add(1);
                    let found = params![after, limit, identifier, midnight, today, name, oldest];
                    each(query.query(found)?, KEY, item_of)
                })
                .map_err(|source| RecordError::Database { act, source })?;
            let (lines, next) = paged(rows, look.limit);
            let (mut items, mut stale, mut unreadable) = (Vec::new(), Vec::new(), Vec::new());
            for (key, line) in lines {
                let Some((item, decided)) = line else {
                    unreadable.push(id_in(&key).to_owned());
                    continue;
                };
                if let Some(encounter) = item.encounter.as_ref().filter(|_| !decided) {
                    stale.push(encounter.id.clone());
                }
                items.push(item);
            }
            Ok((Worklist { items, unreadable, next }, stale))
        })
    }
}

/// The id that a line's key is or ends with.
fn id_in(key: &str) -> &str {
    key.get(key.len().saturating_sub(26)..).unwrap_or(key)
}

fn item_of(row: &Row<'_>) -> rusqlite::Result<(WorklistItem, bool)> {
    let (e, r) = (patients::WIDTH, patients::WIDTH + SUMMARY_WIDTH);
    let summary = match row.get::<_, Option<String>>(e)? {
        Some(_) => Some(summary_of(row, e)?),
        None => None,
    };
    let recall = match row.get::<_, Option<String>>(r)? {
        Some(_) => Some(recall_of(row, r)?),
        None => None,
    };
    let decided = summary.as_ref().is_none_or(|(_, decided)| *decided);
    let encounter = summary.map(|(summary, _)| summary);
    let item = WorklistItem {
        patient: patient_of(row, 0)?,
        photographs: encounter.as_ref().map(|e| e.photographs).unwrap_or_default(),
        decision: encounter.as_ref().and_then(|e| e.category),
        encounter,
        recall,
    };
    Ok((item, decided))
}
