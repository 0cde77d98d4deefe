//! Which files of watched folders were looked at, so that a restart does not read them all again.

use std::path::{Path, PathBuf};

use rusqlite::{OptionalExtension, params};

use super::clock::stamp;
use super::{Record, RecordError};

/// A file as it stood when it was looked at; another size or time means another look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    pub bytes: u64,
    /// Nanoseconds since 1970.
    pub modified_ns: i64,
}

impl Record {
    /// Whether a file was looked at as it stands now.
    pub fn was_seen(&self, path: &Path, now: Seen) -> Result<bool, RecordError> {
        let act = "look up a watched file";
        self.read(act, |connection| {
            let found: Option<(i64, i64)> = connection
                .prepare_cached("SELECT bytes, modified_ns FROM watched_file WHERE path = ?1")
                .and_then(|mut query| {
                    query.query_row([path.to_string_lossy()], |row| Ok((row.get(0)?, row.get(1)?))).optional()
                })
                .map_err(|source| RecordError::Database { act, source })?;
            Ok(found == Some((now.bytes as i64, now.modified_ns)))
        })
    }

    /// Files below a folder that were looked at and not taken, the latest first, at most `limit`.
    pub fn refused_below(&self, folder: &Path, limit: u32) -> Result<Vec<(PathBuf, Seen)>, RecordError> {
        let act = "list refused files";
        self.read(act, |connection| {
            let below = format!("{}/", folder.to_string_lossy().trim_end_matches('/'));
            connection
                .prepare_cached(
                    "SELECT path, bytes, modified_ns FROM watched_file WHERE taken = 0
                     AND substr(path, 1, length(?1)) = ?1 ORDER BY seen_at DESC, path LIMIT ?2",
                )
                .and_then(|mut query| {
                    let row = |row: &rusqlite::Row<'_>| {
                        let seen =
                            Seen { bytes: row.get::<_, i64>(1)?.unsigned_abs(), modified_ns: row.get(2)? };
                        Ok((PathBuf::from(row.get::<_, String>(0)?), seen))
                    };
                    query.query_map(params![below, limit], row)?.collect()
                })
                .map_err(|source| RecordError::Database { act, source })
        })
    }

    /// Remembers that a file was looked at, and whether it was taken.
    pub fn remember_seen(&self, path: &Path, seen: Seen, taken: bool) -> Result<(), RecordError> {
        let act = "remember a watched file";
        self.write(act, |transaction| {
            transaction
                .prepare_cached(
                    "INSERT INTO watched_file (path, bytes, modified_ns, taken, seen_at) VALUES (?1, ?2, ?3, ?4, ?5)
                     ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes, modified_ns = excluded.modified_ns,
                     taken = excluded.taken, seen_at = excluded.seen_at",
                )
                .and_then(|mut insert| {
                    insert.execute(params![
                        path.to_string_lossy(),
                        seen.bytes as i64,
                        seen.modified_ns,
                        taken,
                        stamp(jiff::Timestamp::now())
                    ])
                })
                .map_err(|source| self.database(act, source))?;
            Ok(())
        })
    }
}
