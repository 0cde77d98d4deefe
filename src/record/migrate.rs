//! Brings a database to the newest version, forward only, each step in one transaction.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::error::{RecordError, is_full};

/// "Ocel" in ASCII: tells a record from any other SQLite file.
const APPLICATION_ID: i32 = 0x4f63_656c;

/// Migration `n` brings a database from version `n` to `n + 1`. Never change one that has shipped.
const MIGRATIONS: &[&str] = &[include_str!("migrations/0001_clinic.sql")];

/// The version that this software writes.
pub const VERSION: u32 = MIGRATIONS.len() as u32;

/// Brings the database to [`VERSION`]. Refuses what is no record, and what newer software has written.
pub(super) fn migrate(connection: &mut Connection, path: &Path) -> Result<(), RecordError> {
    let asked = |source| RecordError::Database { act: "tell its version", source };
    let application: i32 = connection
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .map_err(|source| foreign_or(source, path))?;
    let found: u32 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(asked)?;
    let tables: u32 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(asked)?;
    let is_new = application == 0 && found == 0 && tables == 0;
    if !is_new && application != APPLICATION_ID {
        return Err(RecordError::Foreign { path: path.to_path_buf() });
    }
    if found > VERSION {
        return Err(RecordError::Newer { path: path.to_path_buf(), found, known: VERSION });
    }
    for (step, sql) in MIGRATIONS.iter().enumerate().skip(found as usize) {
        let version = step as u32 + 1;
        apply(connection, sql, version).map_err(|source| match is_full(&source) {
            true => RecordError::DiskFull { path: path.to_path_buf() },
            false => RecordError::Migrate { version, source },
        })?;
    }
    Ok(())
}

fn apply(connection: &mut Connection, sql: &str, version: u32) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    transaction.execute_batch(sql)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", version)?;
    transaction.commit()
}

fn foreign_or(source: rusqlite::Error, path: &Path) -> RecordError {
    match source.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => RecordError::Foreign { path: path.to_path_buf() },
        _ => RecordError::Database { act: "tell its version", source },
    }
}
