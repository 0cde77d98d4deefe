//! The clinic's day through the API: patients, encounters, consent, the worklist, recalls, filing.

pub mod assess;
mod conflict;
pub mod decide;
pub mod encounters;
pub mod filing;
pub mod office;
pub mod patients;
pub mod worklist;

use super::body::malformed;
use super::refusal::Refusal;
use crate::record::MAX_KEY;

/// A key that a page gave a creation, if it is one.
fn key(key: Option<&String>) -> Result<(), Refusal> {
    match key.is_none_or(|key| (1..=MAX_KEY).contains(&key.len())) {
        true => Ok(()),
        false => Err(malformed("key has 1 to 64 bytes")),
    }
}
