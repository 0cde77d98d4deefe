//! What a clinic's manager looks at: how many a day, how many referred, how many ungradable, by whom and why, how long.

use jiff::{SignedDuration, Timestamp};
use rusqlite::params;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::clock::stamp;
use super::{Record, RecordError};
use crate::median::median;

/// Figures of a span of days. Counts, so that rates of any span follow from them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Charts {
    /// Oldest first; days without anybody are left out.
    pub days: Vec<DayFigures>,
    pub operators: Vec<OperatorFigures>,
    /// Why photographs could not be read, the most frequent first.
    pub causes: Vec<CauseFigures>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct DayFigures {
    /// YYYY-MM-DD, where the clinic was.
    pub day: String,
    /// Persons photographed.
    pub screened: u32,
    /// Of those, with a decision.
    pub decided: u32,
    /// Of the decided: to be seen elsewhere because of what was seen or told.
    pub referred: u32,
    /// Of the decided: for a doctor's look.
    pub review: u32,
    /// Of the decided: an eye could not be assessed, and nothing more pressing was found.
    pub ungradable: u32,
    /// Median minutes from the beginning to the end of an encounter; null where none has ended.
    #[schema(required)]
    pub median_minutes: Option<f64>,
}

/// Photographs by who began the encounter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct OperatorFigures {
    /// Null where there are no accounts.
    #[schema(required)]
    pub operator_id: Option<String>,
    #[schema(required)]
    pub name: Option<String>,
    pub photographs: u32,
    /// Of those, that cannot be read.
    pub rejected: u32,
    /// Of the rejected: what a retake mends.
    pub technique: u32,
    /// Of the rejected: what a retake does not mend.
    pub physiology: u32,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CauseFigures {
    /// A word of the quality's reasons.
    pub reason: String,
    /// Rejected photographs that have it.
    pub photographs: u32,
}

impl Record {
    /// Figures of the last `days` days.
    pub fn charts(&self, days: u32) -> Result<Charts, RecordError> {
        let act = "count a clinic's days";
        let since = Timestamp::now().checked_sub(SignedDuration::from_hours(24 * i64::from(days)));
        let since = stamp(since.unwrap_or(Timestamp::MIN));
        self.read(act, |connection| {
            let failed = |source| RecordError::Database { act, source };
            let mut all = connection
                .prepare_cached(
                    "SELECT date(e.started_at, e.utc_offset_minutes || ' minutes') AS day, count(*),
                     sum(e.category IS NOT NULL), sum(e.category IN ('urgent', 'refer')), sum(e.category = 'review'),
                     sum(e.category = 'ungradable'),
                     json_group_array((julianday(e.ended_at) - julianday(e.started_at)) * 1440.0)
                         FILTER (WHERE e.ended_at IS NOT NULL)
                     FROM encounter e WHERE e.started_at >= ?1
                     AND EXISTS (SELECT 1 FROM photograph p WHERE p.encounter_id = e.id)
                     GROUP BY day ORDER BY day",
                )
                .map_err(failed)?;
            let days = all
                .query_map([&since], |row| {
                    let count = |at: usize| Ok::<u32, rusqlite::Error>(row.get::<_, Option<u32>>(at)?.unwrap_or(0));
                    let minutes: Vec<f64> = super::photographs::parsed(6, &row.get::<_, String>(6)?)?;
                    Ok(DayFigures {
                        day: row.get(0)?,
                        screened: count(1)?,
                        decided: count(2)?,
                        referred: count(3)?,
                        review: count(4)?,
                        ungradable: count(5)?,
                        median_minutes: median(minutes).map(|m| (m * 10.0).round() / 10.0),
                    })
                })
                .and_then(Iterator::collect)
                .map_err(failed)?;
            let mut all = connection
                .prepare_cached(
                    "SELECT e.operator_id, o.name, count(*), sum(p.verdict = 'reject'),
                     sum(p.verdict = 'reject' AND p.quality ->> '$.cause' = 'technique'),
                     sum(p.verdict = 'reject' AND p.quality ->> '$.cause' = 'physiology')
                     FROM encounter e JOIN photograph p ON p.encounter_id = e.id
                     LEFT JOIN operator o ON o.id = e.operator_id
                     WHERE e.started_at >= ?1 GROUP BY e.operator_id ORDER BY 3 DESC",
                )
                .map_err(failed)?;
            let operators = all
                .query_map([&since], |row| {
                    Ok(OperatorFigures {
                        operator_id: row.get(0)?,
                        name: row.get(1)?,
                        photographs: row.get(2)?,
                        rejected: row.get(3)?,
                        technique: row.get::<_, Option<u32>>(4)?.unwrap_or(0),
                        physiology: row.get::<_, Option<u32>>(5)?.unwrap_or(0),
                    })
                })
                .and_then(Iterator::collect)
                .map_err(failed)?;
            let mut all = connection
                .prepare_cached(
                    "SELECT why.value, count(*) FROM encounter e JOIN photograph p ON p.encounter_id = e.id,
                     json_each(p.quality, '$.reasons') why
                     WHERE e.started_at >= ?1 AND p.verdict = 'reject' GROUP BY why.value ORDER BY 2 DESC, 1",
                )
                .map_err(failed)?;
            let causes = all
                .query_map(params![&since], |row| {
                    Ok(CauseFigures { reason: row.get(0)?, photographs: row.get(1)? })
                })
                .and_then(Iterator::collect)
                .map_err(failed)?;
            Ok(Charts { days, operators, causes })
        })
    }
}
