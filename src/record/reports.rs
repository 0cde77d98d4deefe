//! Reports that were handed out: which language, on which readings they rest, and what they said.

use jiff::Timestamp;
use rusqlite::{OptionalExtension, params};
use serde_json::json;

use super::audit::{self, Who};
use super::clock::{new_id, stamp};
use super::{Record, RecordError};

impl Record {
    /// Keeps a report, and returns its ULID and when it was made. One that says the same of the same readings in the
    /// same language is the one that is there.
    pub fn keep_report(
        &self,
        encounter: &str,
        lang: &str,
        readings: &[String],
        text: &str,
        who: Who<'_>,
    ) -> Result<(String, String), RecordError> {
        let act = "keep a report";
        let readings = json!(readings).to_string();
        self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            let known = transaction
                .prepare_cached(
                    "SELECT id, created_at, lang, readings, text FROM report WHERE encounter_id = ?1
                     ORDER BY id DESC LIMIT 50",
                )
                .and_then(|mut found| {
                    let rows = found.query_map([encounter], |row| {
                        let said: [String; 3] = [row.get(2)?, row.get(3)?, row.get(4)?];
                        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, said))
                    })?;
                    rows.collect::<rusqlite::Result<Vec<_>>>()
                })
                .map_err(failed)?;
            let same = |said: &[String; 3]| said[0] == lang && said[1] == readings && said[2] == text;
            if let Some((id, at, _)) = known.into_iter().find(|(_, _, said)| same(said)) {
                return Ok((id, at));
            }
            let (id, now) = (new_id(), Timestamp::now());
            transaction
                .prepare_cached(
                    "INSERT INTO report (id, encounter_id, lang, readings, text, created_at)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                )
                .and_then(|mut add| add.execute(params![id, encounter, lang, readings, text, stamp(now)]))
                .map_err(failed)?;
            let detail = json!({ "report": id, "lang": lang });
            audit::append(transaction, who, now, "report.made", encounter, &detail).map_err(failed)?;
            Ok((id, stamp(now)))
        })
    }

    /// What a report's code stands for: the encounter of a report, or the photograph of a reading; neither where it is
    /// of another box.
    pub fn of_code(&self, code: &str) -> Result<(Option<String>, Option<String>), RecordError> {
        let act = "look a report up";
        self.read(act, |connection| {
            let one = |sql: &str| {
                let found = connection
                    .prepare_cached(sql)
                    .and_then(|mut find| find.query_row([code], |row| row.get::<_, String>(0)).optional());
                found.map_err(|source| self.database(act, source))
            };
            let encounter = one("SELECT encounter_id FROM report WHERE id = ?1")?;
            Ok((encounter, one("SELECT photograph_id FROM reading WHERE id = ?1")?))
        })
    }
}
