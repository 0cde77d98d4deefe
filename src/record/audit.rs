//! The audit: who did what to what, from where. Append-only, written in the same transaction as the act itself,
//! each entry under a hash of all before it.
//!
//! What the chain shows: an entry that was altered, taken out, put in or moved. What it cannot show by itself: a tail
//! that was cut off with the counter set back, or a chain written anew from some entry on. For these the record's own
//! rows are compared with it ([`super::verify`]), and a head that was noted elsewhere, as in a backup, can be asked for.

use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use super::clock::stamp;
use super::photographs::parsed;
use super::{Record, RecordError};
use crate::hex::hex;

/// Who acts, and from where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Who<'a> {
    /// An operator's id, or what acts by itself.
    pub actor: &'a str,
    /// The way it came in, such as `page` or `command`.
    pub source: &'a str,
}

impl Who<'_> {
    /// The station by itself.
    pub const STATION: Who<'static> = Who { actor: "station", source: "local" };
    /// A person at the page, as long as there are no accounts.
    pub const PAGE: Who<'static> = Who { actor: "page", source: "local" };
    /// A person at the command line of this machine.
    pub const COMMAND: Who<'static> = Who { actor: "command", source: "local" };
}

/// One entry as it is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AuditEntry {
    /// Without a gap, from 1.
    pub seq: i64,
    /// UTC, RFC 3339.
    pub at: String,
    /// An operator's id, or what acts by itself.
    pub actor: String,
    /// The operator's name; null where the actor is none.
    #[schema(required)]
    pub name: Option<String>,
    pub source: String,
    pub act: String,
    /// Id of what it happened to.
    pub subject: String,
    /// Ids and numbers; no personal data.
    pub detail: serde_json::Value,
}

/// A page of the audit, newest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct AuditPage {
    pub entries: Vec<AuditEntry>,
    /// Pass as `after` for the next page; null on the last page.
    #[schema(required)]
    pub next: Option<i64>,
}

impl Record {
    /// Entries before `after` (or the newest), newest first, of one subject or of all.
    pub fn audit(
        &self,
        subject: Option<&str>,
        after: Option<i64>,
        limit: u32,
    ) -> Result<AuditPage, RecordError> {
        let act = "read the audit";
        // Each of the two has an index of its own.
        let of = if subject.is_some() { "a.subject = ?3 AND" } else { "?3 IS NULL AND" };
        self.read(act, |connection| {
            let failed = |source| RecordError::Database { act, source };
            let mut query = connection
                .prepare_cached(&format!(
                    "SELECT a.seq, a.at, a.actor, o.name, a.source, a.act, a.subject, a.detail
                     FROM audit a LEFT JOIN operator o ON o.id = a.actor
                     WHERE {of} a.seq < ?1 ORDER BY a.seq DESC LIMIT ?2"
                ))
                .map_err(failed)?;
            let entry = |row: &Row<'_>| {
                Ok(AuditEntry {
                    seq: row.get(0)?,
                    at: row.get(1)?,
                    actor: row.get(2)?,
                    name: row.get(3)?,
                    source: row.get(4)?,
                    act: row.get(5)?,
                    subject: row.get(6)?,
                    detail: parsed(7, &row.get::<_, String>(7)?)?,
                })
            };
            let wanted = params![after.unwrap_or(i64::MAX), limit.saturating_add(1), subject];
            let mut entries: Vec<AuditEntry> =
                query.query_map(wanted, entry).and_then(Iterator::collect).map_err(failed)?;
            let more = entries.len() > limit as usize;
            entries.truncate(limit as usize);
            let next = entries.last().filter(|_| more).map(|last| last.seq);
            Ok(AuditPage { entries, next })
        })
    }
}

/// What stands before the first entry.
pub(super) const START: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// One entry as it is hashed: sequence number, time, actor, source, act, subject, detail.
pub(super) struct Entry {
    pub seq: i64,
    pub fields: [String; 6],
}

impl Entry {
    /// SHA-256, in hex, over the hash before, the number, and each field with its length before it.
    pub(super) fn hash(&self, before: &str) -> String {
        let mut sum = Sha256::new();
        sum.update(before.as_bytes());
        sum.update(self.seq.to_be_bytes());
        for field in &self.fields {
            sum.update((field.len() as u64).to_be_bytes());
            sum.update(field.as_bytes());
        }
        hex(&sum.finalize())
    }
}

/// The last entry's number and hash; those before the first where there is none.
pub(super) fn head(connection: &Connection) -> rusqlite::Result<(i64, String)> {
    let last = connection
        .prepare_cached("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(last.unwrap_or_else(|| (0, START.to_owned())))
}

/// Appends one entry. `subject` is the id of what it happened to; `detail` holds ids and numbers, no personal data.
pub(super) fn append(
    transaction: &Transaction<'_>,
    who: Who<'_>,
    at: jiff::Timestamp,
    act: &str,
    subject: &str,
    detail: &serde_json::Value,
) -> rusqlite::Result<()> {
    let fields = [&stamp(at), who.actor, who.source, act, subject, &detail.to_string()].map(str::to_owned);
    append_fields(transaction, fields)
}

pub(super) fn append_fields(transaction: &Transaction<'_>, fields: [String; 6]) -> rusqlite::Result<()> {
    let (last, before) = head(transaction)?;
    let entry = Entry { seq: last + 1, fields };
    let hash = entry.hash(&before);
    let [at, actor, source, act, subject, detail] = &entry.fields;
    transaction
        .prepare_cached(
            "INSERT INTO audit (seq, at, actor, source, act, subject, detail, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        )?
        .execute(params![entry.seq, at, actor, source, act, subject, detail, hash])?;
    Ok(())
}

/// Takes the entries of the table `event` into the chain, in their order, and drops it: a step of the migrations.
pub(super) fn take_over_events(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut query =
        transaction.prepare("SELECT at, actor, 'local', act, subject, detail FROM event ORDER BY seq")?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let field = |column| row.get::<_, String>(column);
        append_fields(transaction, [field(0)?, field(1)?, field(2)?, field(3)?, field(4)?, field(5)?])?;
    }
    drop(rows);
    drop(query);
    transaction.execute_batch("DROP TABLE event")
}
