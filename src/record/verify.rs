//! Verification of a whole record: SQLite's own check, the audit's chain, every row against the audit, every
//! photograph against its hash. It only reads, and may run beside the station.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use serde::Serialize;

use super::audit::{Entry, START};
use super::rows::each;
use super::{DATABASE, RecordError, VERSION, connect, files, migrate};

/// Faults of one kind that are listed; more are only counted.
const LISTED: usize = 100;

/// What is wrong, as far as it is listed, and how often in all.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Faults {
    pub count: u64,
    /// At most 100, each with what it is about.
    pub listed: Vec<String>,
}

impl Faults {
    pub(super) fn add(&mut self, fault: String) {
        self.count += 1;
        if self.listed.len() < LISTED {
            self.listed.push(fault);
        }
    }
}

/// What a verification found.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// `ocellus.verification/1`.
    pub schema: &'static str,
    /// Whether nothing is wrong.
    pub sound: bool,
    /// What SQLite says of its file, and rows that refer to nothing.
    pub database: Faults,
    pub audit_entries: u64,
    /// `NUMBER:HASH` of the last entry; noted elsewhere, it shows later whether the audit was written anew.
    pub audit_head: String,
    pub audit: Faults,
    pub photographs_checked: u64,
    /// Photographs whose file is missing, altered or cannot be read.
    pub photographs: Faults,
}

/// Verifies the record in a folder. `head` is a `NUMBER:HASH` noted earlier, which the chain must still contain.
pub fn verify(folder: &Path, head: Option<&str>) -> Result<Verification, RecordError> {
    let path = folder.join(DATABASE);
    if !path.is_file() {
        let source = std::io::Error::from(std::io::ErrorKind::NotFound);
        return Err(RecordError::Folder { path: path.clone(), source });
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = connect(&path, flags, folder)?;
    let found: u32 = connection
        .pragma_query_value(None, "user_version", |row| row.get(0))
        .map_err(|source| RecordError::Database { act: "tell its version", source })?;
    if found != VERSION {
        return Err(RecordError::OtherVersion { path, found, known: VERSION });
    }
    let mut report = Verification { schema: "ocellus.verification/1", ..Default::default() };
    report.database = database(&connection);
    // SQLite's check is silent about a schema that was altered and still reads.
    match (schema(&connection), migrate::fresh().and_then(|whole| schema(&whole))) {
        (Ok(found), Ok(written)) if found == written => {}
        (Ok(_), Ok(_)) => report.database.add("the schema is not the one that was written".into()),
        (Err(error), _) | (_, Err(error)) => {
            report.database.add(format!("the schema cannot be compared: {error}"));
        }
    }
    // A damaged page can stop a query half-way: that is a finding, and the rest is still looked at.
    report.audit = audit(&connection, head, |entries, last| {
        report.audit_entries = entries;
        report.audit_head = last;
    });
    if let Err(error) = photographs(&connection, folder, &mut report) {
        report.photographs.add(format!("the list of photographs cannot be read: {error}"));
    }
    report.sound =
        [&report.database, &report.audit, &report.photographs].iter().all(|faults| faults.count == 0);
    Ok(report)
}

/// Every table, index and trigger as it was written.
fn schema(connection: &Connection) -> rusqlite::Result<Vec<(String, Option<String>)>> {
    let mut query = connection.prepare("SELECT name, sql FROM sqlite_schema ORDER BY type, name")?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    rows.collect()
}

/// SQLite's own check.
pub(super) fn database(connection: &Connection) -> Faults {
    let mut faults = Faults::default();
    let mut check = |sql: &str, fine: &str| -> rusqlite::Result<()> {
        let mut query = connection.prepare(sql)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let said: String = row.get(0)?;
            if said != fine {
                faults.add(said);
            }
        }
        Ok(())
    };
    let checked = check("PRAGMA integrity_check(100)", "ok").and_then(|()| {
        check("SELECT \"table\" || ' row ' || coalesce(rowid, '?') || ' refers to nothing in ' || parent FROM pragma_foreign_key_check LIMIT 100", "")
    });
    if let Err(error) = checked {
        faults.add(format!("the database cannot be read to its end: {error}"));
    }
    faults
}

/// The audit's chain, and the rows against it. Tells how many entries there are, and the last as `NUMBER:HASH`.
pub(super) fn audit(connection: &Connection, head: Option<&str>, tell: impl FnOnce(u64, String)) -> Faults {
    let mut faults = Faults::default();
    match chain(connection, head, &mut faults) {
        Ok((entries, last)) => tell(entries, last),
        Err(error) => faults.add(format!("the audit cannot be read: {error}")),
    }
    if let Err(error) = rows(connection, &mut faults).and_then(|()| understood(connection, &mut faults)) {
        faults.add(format!("the rows cannot be compared with the audit: {error}"));
    }
    faults
}

/// Walks the chain from its start.
fn chain(
    connection: &Connection,
    head: Option<&str>,
    faults: &mut Faults,
) -> rusqlite::Result<(u64, String)> {
    // Counted before the walk: what a station adds meanwhile is not missed.
    let counted: i64 = connection.query_row(
        "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'audit'), 0)",
        [],
        |row| row.get(0),
    )?;
    let mut query = connection
        .prepare("SELECT seq, at, actor, source, act, subject, detail, hash FROM audit ORDER BY seq")?;
    let mut rows = query.query([])?;
    let (mut last, mut before, mut met) =
        (0_i64, START.to_owned(), head.is_none_or(|head| head == format!("0:{START}")));
    let mut entries = 0;
    while let Some(row) = rows.next()? {
        let mut fields: [String; 6] = Default::default();
        for (n, field) in fields.iter_mut().enumerate() {
            *field = row.get(n + 1)?;
        }
        let (seq, kept): (i64, String) = (row.get(0)?, row.get(7)?);
        if seq != last + 1 {
            faults.add(format!("entries are missing between {last} and {seq}"));
        }
        if (Entry { seq, fields }).hash(&before) != kept {
            faults.add(format!("entry {seq} is not what was written, or does not follow the one before it"));
        }
        met |= head == Some(format!("{seq}:{kept}").as_str());
        (last, before) = (seq, kept);
        entries += 1;
    }
    if !met {
        faults.add(
            "the audit does not contain the entry that was noted: it was cut off or written anew".into(),
        );
    }
    if counted > last {
        faults.add(format!("entries {} to {counted} are missing at the end", last + 1));
    }
    Ok((entries, format!("{last}:{before}")))
}

/// Rows without their entry, entries without their row, and rows that are not what their entry says.
fn rows(connection: &Connection, faults: &mut Faults) -> rusqlite::Result<()> {
    const QUESTIONS: [&str; 4] = [
        "SELECT 'photograph ' || p.id || ' has no entry that it was saved, or other bytes than that entry says'
         FROM photograph p WHERE NOT EXISTS (SELECT 1 FROM audit a WHERE a.subject = p.id
         AND a.act = 'photograph.saved' AND a.detail ->> 'sha256' = p.sha256)",
        "SELECT 'reading ' || r.id || ' has no entry' FROM reading r WHERE NOT EXISTS (SELECT 1 FROM audit a
         WHERE a.subject = r.photograph_id AND a.act IN ('reading.finished', 'reading.corrected') AND a.detail ->> 'reading' = r.id)",
        "SELECT 'photograph ' || a.subject || ' was saved and is gone without an erasure' FROM audit a
         WHERE a.act = 'photograph.saved' AND NOT EXISTS (SELECT 1 FROM photograph p WHERE p.id = a.subject)
         AND NOT EXISTS (SELECT 1 FROM audit e WHERE e.subject = a.subject AND e.act = 'photograph.erased')",
        "SELECT 'reading ' || (a.detail ->> 'reading') || ' was finished and is gone without an erasure' FROM audit a
         WHERE a.act IN ('reading.finished', 'reading.corrected') AND NOT EXISTS (SELECT 1 FROM reading r WHERE r.id = a.detail ->> 'reading')
         AND NOT EXISTS (SELECT 1 FROM audit e WHERE e.subject = a.subject AND e.act = 'photograph.erased')",
    ];
    for question in QUESTIONS {
        let mut query = connection.prepare(question)?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            faults.add(row.get(0)?);
        }
    }
    // The reading's text against the hash in its entry; entries of the first version had none.
    let mut query = connection.prepare(
        "SELECT r.id, r.json, a.detail ->> 'sha256' FROM reading r JOIN audit a ON a.subject = r.photograph_id
         AND a.act IN ('reading.finished', 'reading.corrected') AND a.detail ->> 'reading' = r.id WHERE a.detail ->> 'sha256' IS NOT NULL",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let (id, json, kept): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if files::sha256_hex(json.as_bytes()) != kept {
            faults.add(format!("reading {id} is not what was written"));
        }
    }
    Ok(())
}

/// Rows that cannot be understood; lists leave them out and say so.
fn understood(connection: &Connection, faults: &mut Faults) -> rusqlite::Result<()> {
    type Look = fn(&Connection, &str) -> Result<(), RecordError>;
    let looks: [(&str, Look); 4] = [
        ("photograph", |connection, id| super::photographs::one(connection, id).map(drop)),
        ("patient", |connection, id| super::patients::one(connection, id).map(drop)),
        ("encounter", |connection, id| super::visits::visit(connection, id).map(drop)),
        ("operator", |connection, id| super::operators::look(connection, id)),
    ];
    for (table, look) in looks {
        let mut query = connection.prepare(&format!("SELECT id FROM {table} ORDER BY id"))?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let Ok(id) = row.get::<_, String>(0) else {
                faults.add(format!("a row of {table} has an id that is none"));
                continue;
            };
            if let Err(RecordError::Database { source, .. }) = look(connection, &id) {
                faults.add(format!("the row of {table} {id} is not what was written: {source}"));
            }
        }
    }
    Ok(())
}

fn photographs(connection: &Connection, folder: &Path, report: &mut Verification) -> rusqlite::Result<()> {
    let mut query = connection.prepare("SELECT id, path, sha256 FROM photograph ORDER BY id")?;
    let of = |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(1)?, row.get::<_, String>(2)?));
    for (id, line) in each(query.query([])?, 0, of)? {
        report.photographs_checked += 1;
        // That its row cannot be understood is told among the rows.
        let Some((path, sha256)) = line else { continue };
        if let Err(error) = files::check(&folder.join(path), &sha256, |_| {}) {
            report
                .photographs
                .add(format!("photograph {id}: {}", crate::fault::Explain::fault(&error).message));
        }
    }
    Ok(())
}
