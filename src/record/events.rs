//! The trace of what happened to what: append-only, written in the same transaction as the act itself.

use rusqlite::{Transaction, params};

use super::clock::stamp;

/// Appends one event. `subject` is the id of what it happened to; `detail` holds ids and numbers, no personal data.
pub(super) fn append(
    transaction: &Transaction<'_>,
    at: jiff::Timestamp,
    act: &str,
    subject: &str,
    detail: &serde_json::Value,
) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO event (at, actor, act, subject, detail) VALUES (?1, 'station', ?2, ?3, ?4)",
        )?
        .execute(params![stamp(at), act, subject, detail.to_string()])?;
    Ok(())
}
