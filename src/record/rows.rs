//! The rows of a list, each for itself: one that cannot be understood is named, and takes no other with it.

use rusqlite::{Error, Row, Rows};

/// A row's key, and what it holds; none where that is not what was written.
pub(super) type Line<T> = (String, Option<T>);

/// Reads every row with `of`; its key stands in column `key`. Where SQLite itself fails, the list does.
pub(super) fn each<T>(
    mut rows: Rows<'_>,
    key: usize,
    of: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> rusqlite::Result<Vec<Line<T>>> {
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let name = name(row, key);
        let one = match of(row) {
            Ok(one) => Some(one),
            Err(error) if is_content(&error) => {
                tracing::error!(key = name, "a row of the record cannot be understood: {error}");
                None
            }
            Err(error) => return Err(error),
        };
        lines.push((name, one));
    }
    Ok(lines)
}

/// What could be read, and the keys of what could not.
pub(super) fn parted<T>(lines: Vec<Line<T>>) -> (Vec<T>, Vec<String>) {
    let (mut read, mut unreadable) = (Vec::new(), Vec::new());
    for (key, line) in lines {
        match line {
            Some(one) => read.push(one),
            None => unreadable.push(key),
        }
    }
    (read, unreadable)
}

/// Whether a row was there and its content was wrong, rather than the database.
fn is_content(error: &Error) -> bool {
    matches!(
        error,
        Error::FromSqlConversionFailure(..)
            | Error::InvalidColumnType(..)
            | Error::IntegralValueOutOfRange(..)
            | Error::Utf8Error(..)
    )
}

/// The key as text, whatever became of it.
fn name(row: &Row<'_>, key: usize) -> String {
    let bytes = row.get_ref(key).ok().and_then(|value| value.as_bytes_or_null().ok().flatten());
    bytes.map(|bytes| String::from_utf8_lossy(bytes).into_owned()).unwrap_or_default()
}
