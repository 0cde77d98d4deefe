//! What is to be sent when there is somebody to send it to.

use super::{Record, RecordError};

impl Record {
    /// How many entries wait.
    pub fn waiting_to_be_sent(&self) -> Result<u64, RecordError> {
        let act = "count what is to be sent";
        self.read(act, |connection| {
            connection
                .prepare_cached("SELECT count(*) FROM outbox WHERE state = 'waiting'")
                .and_then(|mut query| query.query_row([], |row| row.get::<_, i64>(0)))
                .map(|count| count.unsigned_abs())
                .map_err(|source| RecordError::Database { act, source })
        })
    }
}
