//! The rows of a list, each for itself: one that cannot be understood is named, and takes no other with it.

use rusqlite::{Error, Row, Rows};

/// A row's key, and what it holds; none where that is not what was written.
pub(super) type Line<T> = (String, Option<T>);

/// What could be read, and the keys of what could not.
pub(super) type Parted<T> = (Vec<T>, Vec<String>);

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

/// A page of at most `limit` lines and the key that the next one begins after, of `lines` that were asked for with one
/// more than the limit; none where this is the last page.
pub(super) fn paged<T>(mut lines: Vec<Line<T>>, limit: u32) -> (Vec<Line<T>>, Option<String>) {
    let more = lines.len() > limit as usize;
    lines.truncate(limit as usize);
    let next = lines.last().filter(|_| more).map(|(key, _)| key.clone());
    (lines, next)
}

/// Divides lines by whether they could be read.
pub(super) fn parted<T>(lines: Vec<Line<T>>) -> Parted<T> {
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
pub(super) fn is_content(error: &Error) -> bool {
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
