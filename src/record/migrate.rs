//! Brings a database to the newest version, forward only, each step in one transaction.

use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::audit;
use super::error::{RecordError, is_full};

/// "Ocel" in ASCII: tells a record from any other SQLite file.
const APPLICATION_ID: i32 = 0x4f63_656c;

/// What SQL alone cannot do in a step.
type Code = fn(&Transaction<'_>) -> rusqlite::Result<()>;

/// Migration `n` brings a database from version `n` to `n + 1`. Never change one that has shipped.
const MIGRATIONS: &[(&str, Code)] = &[
    (include_str!("migrations/0001_clinic.sql"), |_| Ok(())),
    (include_str!("migrations/0002_people.sql"), |_| Ok(())),
    (include_str!("migrations/0003_audit.sql"), audit::take_over_events),
    (include_str!("migrations/0004_accounts.sql"), |_| Ok(())),
    (include_str!("migrations/0005_day.sql"), |_| Ok(())),
    (include_str!("migrations/0006_rereading.sql"), |_| Ok(())),
    (include_str!("migrations/0007_unphotographed.sql"), |_| Ok(())),
];

/// The version that this software writes.
pub const VERSION: u32 = MIGRATIONS.len() as u32;

/// The version that a database has; 0 where it is empty. Refuses what is no record, and what newer software has
/// written, before anything is changed in it.
pub(super) fn recognise(connection: &Connection, path: &Path) -> Result<u32, RecordError> {
    let asked = |source| unread(source, path);
    let application: i32 =
        connection.pragma_query_value(None, "application_id", |row| row.get(0)).map_err(asked)?;
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
    Ok(found)
}

/// Brings a database of a version to [`VERSION`].
pub(super) fn migrate(connection: &mut Connection, found: u32, path: &Path) -> Result<(), RecordError> {
    for (step, (sql, code)) in MIGRATIONS.iter().enumerate().skip(found as usize) {
        let version = step as u32 + 1;
        apply(connection, sql, *code, version).map_err(|source| match is_full(&source) {
            true => RecordError::DiskFull { path: path.to_path_buf() },
            false => RecordError::Migrate { version, source },
        })?;
    }
    Ok(())
}

/// An empty database of [`VERSION`] in memory, to compare others with.
pub(super) fn fresh() -> rusqlite::Result<Connection> {
    let mut connection = Connection::open_in_memory()?;
    for ((sql, code), version) in MIGRATIONS.iter().zip(1..) {
        apply(&mut connection, sql, *code, version)?;
    }
    Ok(connection)
}

fn apply(connection: &mut Connection, sql: &str, code: Code, version: u32) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // A process of another role may have done it meanwhile.
    let found: u32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    if found >= version {
        return Ok(());
    }
    transaction.execute_batch(sql)?;
    code(&transaction)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    transaction.pragma_update(None, "user_version", version)?;
    transaction.commit()
}

/// Even a first look may need room, for the shared memory beside the database.
fn unread(source: rusqlite::Error, path: &Path) -> RecordError {
    match source.sqlite_error_code() {
        _ if is_full(&source) => RecordError::DiskFull { path: path.to_path_buf() },
        Some(rusqlite::ErrorCode::NotADatabase) => RecordError::Foreign { path: path.to_path_buf() },
        _ => RecordError::Database { act: "tell its version", source },
    }
}
