//! Creations by the key that the page gave them: an answer that was lost and asked for again makes nothing twice.

use jiff::{SignedDuration, Timestamp};
use rusqlite::{OptionalExtension, Transaction, params};

use super::clock::stamp;

/// The longest key, in bytes.
pub const MAX_KEY: usize = 64;
/// So long a key is remembered, in hours.
const REMEMBERED: i64 = 7 * 24;

/// What was made by this key before.
pub(super) fn find(
    transaction: &Transaction<'_>,
    key: Option<&str>,
    kind: &str,
) -> rusqlite::Result<Option<String>> {
    let Some(key) = key else { return Ok(None) };
    transaction
        .prepare_cached("SELECT subject FROM creation WHERE key = ?1 AND kind = ?2")?
        .query_row([key, kind], |row| row.get(0))
        .optional()
}

/// Remembers what was made by a key, and forgets the old ones.
pub(super) fn keep(
    transaction: &Transaction<'_>,
    key: Option<&str>,
    kind: &str,
    subject: &str,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let Some(key) = key else { return Ok(()) };
    let old = now.checked_sub(SignedDuration::from_hours(REMEMBERED)).unwrap_or(Timestamp::MIN);
    transaction.execute("DELETE FROM creation WHERE at < ?1", [stamp(old)])?;
    transaction.execute(
        "INSERT OR REPLACE INTO creation (key, kind, subject, at) VALUES (?1, ?2, ?3, ?4)",
        params![key, kind, subject, stamp(now)],
    )?;
    Ok(())
}
