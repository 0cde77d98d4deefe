//! Export of one patient: all that is kept of them, as one JSON document and the photographs beside it.

use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use serde_json::{Map, Value, json};

use super::audit::{self, Who};
use super::people::find_patient;
use super::{DATABASE, Record, RecordError, connect, files};

/// Table, and which of its rows are of the patient `?1`.
const TABLES: [(&str, &str); 9] = [
    ("patient", "id = ?1"),
    ("consent", "patient_id = ?1"),
    ("encounter", "patient_id = ?1"),
    ("eye", "encounter_id IN (SELECT id FROM encounter WHERE patient_id = ?1)"),
    ("photograph", "encounter_id IN (SELECT id FROM encounter WHERE patient_id = ?1)"),
    ("reading", "photograph_id IN (THEIRS)"),
    ("assessment", "reading_id IN (SELECT id FROM reading WHERE photograph_id IN (THEIRS))"),
    ("recall", "encounter_id IN (SELECT id FROM encounter WHERE patient_id = ?1)"),
    ("report", "encounter_id IN (SELECT id FROM encounter WHERE patient_id = ?1)"),
];
const THEIRS: &str =
    "SELECT p.id FROM photograph p JOIN encounter e ON e.id = p.encounter_id WHERE e.patient_id = ?1";

/// Writes a patient, named by ULID or local identifier, into a folder: `patient.json` and `photographs/`.
/// Returns how many photographs. Only reads the record; the station may run.
pub fn export(folder: &Path, named: &str, target: &Path) -> Result<u64, RecordError> {
    let act = "read a patient";
    let failed = |source| RecordError::Database { act, source };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = connect(&folder.join(DATABASE), flags, folder)?;
    // One transaction sees one state of all tables.
    let transaction = connection.transaction().map_err(failed)?;
    let document = document(&transaction, named)?;
    let mut count = 0;
    for photograph in document["photograph"].as_array().into_iter().flatten() {
        let word = |name: &str| photograph[name].as_str().unwrap_or_default();
        let bytes = files::read_checked(&folder.join(word("path")), word("sha256"))?;
        files::write_durably(&target.join(word("path")), &bytes)?;
        count += 1;
    }
    let text = serde_json::to_vec_pretty(&document)
        .map_err(|source| RecordError::Content { what: "a patient", source })?;
    files::write_durably(&target.join("patient.json"), &text)?;
    Ok(count)
}

impl Record {
    /// All that is kept of a patient, named by ULID or local identifier, but the bytes of the photographs.
    pub fn patient_document(&self, named: &str) -> Result<Value, RecordError> {
        self.read("read a patient", |connection| document(connection, named))
    }

    /// Notes in the audit that a patient was exported.
    pub fn note_export(&self, patient: &str, who: Who<'_>) -> Result<(), RecordError> {
        let act = "note an export";
        self.write(act, |transaction| {
            audit::append(transaction, who, jiff::Timestamp::now(), "patient.exported", patient, &json!({}))
                .map_err(|source| self.database(act, source))
        })
    }
}

fn document(connection: &Connection, named: &str) -> Result<Value, RecordError> {
    let failed = |source| RecordError::Database { act: "read a patient", source };
    let patient = find_patient(connection, named)
        .map_err(failed)?
        .ok_or_else(|| RecordError::NoPatient { patient: named.into() })?;
    let mut document = Map::new();
    document.insert("schema".into(), json!("ocellus.export/1"));
    for (table, theirs) in TABLES {
        let rows = rows(connection, table, &theirs.replace("THEIRS", THEIRS), &patient).map_err(failed)?;
        document.insert(table.into(), Value::Array(rows));
    }
    Ok(Value::Object(document))
}

/// The rows of a table as objects; columns of JSON as what they hold.
fn rows(connection: &Connection, table: &str, theirs: &str, patient: &str) -> rusqlite::Result<Vec<Value>> {
    let mut query = connection.prepare(&format!("SELECT * FROM {table} WHERE {theirs} ORDER BY 1"))?;
    let names: Vec<String> = query.column_names().map(str::to_owned).collect();
    let mut rows = query.query([patient])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let mut object = Map::new();
        for (n, name) in names.iter().enumerate() {
            let value = match row.get_ref(n)? {
                ValueRef::Integer(number) => json!(number),
                ValueRef::Real(number) => json!(number),
                ValueRef::Text(text) => of_text(name, &String::from_utf8_lossy(text)),
                ValueRef::Null | ValueRef::Blob(_) => Value::Null,
            };
            object.insert(name.clone(), value);
        }
        all.push(Value::Object(object));
    }
    Ok(all)
}

fn of_text(column: &str, text: &str) -> Value {
    let is_json = matches!(
        column,
        "json" | "quality" | "field_of_view" | "symptoms" | "correction" | "readings" | "decision"
    );
    match is_json.then(|| serde_json::from_str(text)) {
        Some(Ok(value)) => value,
        _ => json!(text),
    }
}
