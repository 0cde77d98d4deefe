//! Sessions as they are kept, so that a restart of the station costs nobody her place.

use jiff::Timestamp;
use rusqlite::params;

use super::clock::stamp;
use super::rows::{each, parted};
use super::{Record, RecordError};

/// A session as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredSession {
    /// SHA-256 of the cookie, in hex.
    pub id: String,
    pub operator_id: String,
    pub csrf: String,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
    pub locked: bool,
    /// Wrong PINs since the last right one.
    pub pin_misses: u32,
}

impl Record {
    /// Every session that is kept; times that cannot be read are the beginning of time, and so have
    /// ended. One that cannot be understood is nobody's: its operator signs in again.
    pub fn sessions(&self) -> Result<Vec<StoredSession>, RecordError> {
        let act = "read the sessions";
        let time = |text: String| text.parse().unwrap_or(Timestamp::UNIX_EPOCH);
        self.read(act, |connection| {
            connection
                .prepare_cached(
                    "SELECT id, operator_id, csrf, created_at, seen_at, locked, pin_misses FROM session",
                )
                .and_then(|mut query| {
                    each(query.query([])?, 0, |row| {
                        Ok(StoredSession {
                            id: row.get(0)?,
                            operator_id: row.get(1)?,
                            csrf: row.get(2)?,
                            created_at: time(row.get(3)?),
                            seen_at: time(row.get(4)?),
                            locked: row.get(5)?,
                            pin_misses: row.get(6)?,
                        })
                    })
                })
                .map(|lines| parted(lines).0)
                .map_err(|source| RecordError::Database { act, source })
        })
    }

    /// Keeps sessions as they are now, in one transaction.
    pub fn keep_sessions(&self, sessions: &[StoredSession]) -> Result<(), RecordError> {
        let act = "keep a session";
        self.write(act, |transaction| {
            for session in sessions {
                transaction
                    .prepare_cached(
                        "INSERT INTO session (id, operator_id, csrf, created_at, seen_at, locked, pin_misses)
                         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                         ON CONFLICT (id) DO UPDATE SET seen_at = ?5, locked = ?6, pin_misses = ?7",
                    )
                    .and_then(|mut query| {
                        query.execute(params![
                            session.id,
                            session.operator_id,
                            session.csrf,
                            stamp(session.created_at),
                            stamp(session.seen_at),
                            session.locked,
                            session.pin_misses
                        ])
                    })
                    .map_err(|source| self.database(act, source))?;
            }
            Ok(())
        })
    }

    /// Ends sessions; those that are not there have ended already.
    pub fn end_sessions(&self, ids: &[String]) -> Result<(), RecordError> {
        let act = "end a session";
        self.write(act, |transaction| {
            for id in ids {
                transaction
                    .execute("DELETE FROM session WHERE id = ?1", [id])
                    .map_err(|source| self.database(act, source))?;
            }
            Ok(())
        })
    }

    /// Ends all of an operator's.
    pub fn end_sessions_of(&self, operator: &str) -> Result<(), RecordError> {
        let act = "end the sessions of an operator";
        self.write(act, |transaction| {
            transaction
                .execute("DELETE FROM session WHERE operator_id = ?1", [operator])
                .map(|_| ())
                .map_err(|source| self.database(act, source))
        })
    }
}
