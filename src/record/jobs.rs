//! The queue of jobs: leased, retried with a limit and a jitter, set aside with their reason when the limit is reached.
//!
//! A try is counted when the lease is given. So a reader that is killed has used its try, and a photograph that
//! kills the reader each time ends as poison instead of stopping the clinic.

use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{OptionalExtension, Transaction, params};
use serde_json::json;

use super::audit::{self, Who};
use super::clock::{after_ms, stamp};
use super::photographs::{READ, one, to_json};
use super::types::*;
use super::{Record, RecordError, files};
use super::{bundles, changes};
use crate::fault::{Fault, FaultCode};
use crate::reading::Reading;

/// Tries of a job before it is set aside.
pub const MAX_TRIES: u32 = 3;
/// How long a reader may take over one photograph before the job is taken from it, in milliseconds: longer than any
/// limit that `serve` allows a reading.
pub const LEASE: i64 = 900_000;
/// Wait before the second try, in milliseconds; four times as long before each further one.
const FIRST_WAIT: i64 = 1_000;
/// No wait is longer than this, in milliseconds: one that seems to be shows that the clock was set back.
const LONGEST_WAIT: i64 = 60_000;

/// The kind of job that reads a photograph once more, for a newer bundle; its reading until then stands.
pub(super) const REREAD: &str = "reread";

/// A job that is this reader's until the lease ends.
#[derive(Debug, Clone, PartialEq)]
pub struct Lease {
    pub job: String,
    pub owner: String,
    /// 1 for the first try.
    pub attempt: u32,
    /// Whether it has been read before, so that nobody waits.
    pub again: bool,
    pub photograph: Photograph,
}

/// What became of a job whose try failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure {
    /// It is tried again at this time.
    Retry(Timestamp),
    /// It is set aside; the photograph stays.
    Poison,
}

impl Record {
    /// Takes the most pressing job that is due, if there is one.
    pub fn lease(&self, owner: &str, now: Timestamp) -> Result<Option<Lease>, RecordError> {
        let act = "lease a job";
        // Most calls find nothing; those must not cost a write.
        if self.wait(now)?.is_none_or(|wait| !wait.is_zero()) {
            return Ok(None);
        }
        self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            expire(transaction, Some(now)).map_err(failed)?;
            loop {
                // What was never read goes first, whatever its priority.
                let Some((kind, (job, id, attempts))) = [READ, REREAD]
                    .into_iter()
                    .find_map(|kind| {
                        due(transaction, kind, now).transpose().map(|found| found.map(|job| (kind, job)))
                    })
                    .transpose()
                    .map_err(failed)?
                else {
                    return Ok(None);
                };
                let attempt = attempts + 1;
                assert!(attempt <= MAX_TRIES, "a queued job has a try left");
                let photograph = match one(transaction, &id) {
                    Ok(photograph) => photograph,
                    // It would be the next one for ever, and those behind it would never be read.
                    Err(error) if error.is_content() => {
                        tracing::error!(id, "a photograph cannot be understood, so it cannot be read: {error}");
                        let reason = to_json("a fault", &crate::fault::Explain::fault(&error))?;
                        set_aside(transaction, &job, &id, &reason, now).map_err(failed)?;
                        continue;
                    }
                    Err(error) => return Err(error),
                };
                transaction
                    .prepare_cached(
                        "UPDATE job SET state = 'leased', attempts = ?2, lease_owner = ?3, lease_until = ?4 WHERE id = ?1",
                    )
                    .and_then(|mut update| {
                        update.execute(params![job, attempt, owner, stamp(after_ms(now, LEASE))])
                    })
                    .map_err(failed)?;
                let again = kind == REREAD;
                return Ok(Some(Lease { job, owner: owner.into(), attempt, again, photograph }));
            }
        })
    }

    /// Ends a job with its reading; both are durable together. Where it was read before and the outcome is otherwise, that
    /// is listed for a person.
    pub fn finish(
        &self,
        lease: &Lease,
        reading: &Reading,
        now: Timestamp,
    ) -> Result<Photograph, RecordError> {
        let act = "keep a reading";
        let text = to_json("a reading", reading)?;
        self.write(act, |transaction| {
            let used = reading.models.evidence.as_ref().map(|model| model.sha256.as_str());
            if let Some(bundle) = used
                && bundles::withdrawn(transaction, bundle).map_err(|source| self.database(act, source))?
            {
                return Err(RecordError::Withdrawn { bundle: bundle.into() });
            }
            let before = match lease.again {
                true => changes::standing(transaction, &lease.photograph.id)
                    .map_err(|source| self.database(act, source))?,
                false => None,
            };
            end(transaction, lease, "done", None, now)
                .map_err(|source| self.database(act, source))?
                .or_lost(lease)?;
            let written = || -> rusqlite::Result<()> {
                super::readings::insert(transaction, &lease.photograph.id, Some(&lease.job), reading, &text)?;
                transaction
                    .prepare_cached(
                        "UPDATE photograph SET laterality = ?2, laterality_by = 'reader'
                         WHERE id = ?1 AND laterality_by <> 'person'",
                    )?
                    .execute(params![lease.photograph.id, reading.eye.laterality.word()])?;
                let detail = json!({
                    "reading": reading.id, "sha256": files::sha256_hex(text.as_bytes()),
                    "job": lease.job, "try": lease.attempt
                });
                let subject = &lease.photograph.id;
                audit::append(transaction, Who::STATION, now, "reading.finished", subject, &detail)
            };
            written().map_err(|source| self.database(act, source))?;
            if lease.again {
                changes::note(transaction, &lease.photograph.id, before, now)?;
            }
            one(transaction, &lease.photograph.id)
        })
    }

    /// Ends a try that failed: the job waits for another, or is set aside when the limit is reached or when
    /// another try cannot help.
    pub fn fail(&self, lease: &Lease, fault: &Fault, now: Timestamp) -> Result<Failure, RecordError> {
        let act = "keep why a reading failed";
        let reason = to_json("a fault", fault)?;
        let outcome = match lease.attempt < MAX_TRIES && may_pass(fault.code) {
            true => Failure::Retry(after_ms(now, wait_ms(lease.attempt, fastrand::f64()))),
            false => Failure::Poison,
        };
        self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            match outcome {
                Failure::Retry(at) => {
                    requeue(transaction, lease, Some(&reason), at).map_err(failed)?.or_lost(lease)?
                }
                Failure::Poison => {
                    end(transaction, lease, "poison", Some(&reason), now).map_err(failed)?.or_lost(lease)?
                }
            }
            let detail = json!({ "job": lease.job, "try": lease.attempt, "code": fault.code });
            let act = match outcome {
                Failure::Retry(_) => "reading.failed",
                Failure::Poison => "reading.set_aside",
            };
            audit::append(transaction, Who::STATION, now, act, &lease.photograph.id, &detail).map_err(failed)
        })?;
        Ok(outcome)
    }

    /// Queues a photograph anew whose reading was set aside: somebody brought it again.
    pub(super) fn read_again(&self, photograph: Photograph) -> Result<Photograph, RecordError> {
        if photograph.state != ReadingState::Failed {
            return Ok(photograph);
        }
        let act = "queue a photograph again";
        self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            let now = Timestamp::now();
            let queued = transaction
                .execute(
                    "UPDATE job SET state = 'queued', attempts = 0, not_before = ?2, ended_at = NULL
                     WHERE photograph_id = ?1 AND kind = 'read' AND state = 'poison'",
                    params![photograph.id, stamp(now)],
                )
                .map_err(failed)?;
            if queued == 0 {
                return Ok(photograph);
            }
            audit::append(transaction, Who::STATION, now, "reading.asked_again", &photograph.id, &json!({}))
                .map_err(failed)?;
            one(transaction, &photograph.id)
        })
    }

    /// Gives a job back untried, as when the server is stopped in the middle of it.
    pub fn give_back(&self, lease: &Lease, now: Timestamp) -> Result<(), RecordError> {
        let act = "give a job back";
        self.write(act, |transaction| {
            requeue(transaction, lease, None, now)
                .map_err(|source| self.database(act, source))?
                .or_lost(lease)?;
            transaction
                .execute("UPDATE job SET attempts = attempts - 1 WHERE id = ?1", [&lease.job])
                .map_err(|source| self.database(act, source))?;
            Ok(())
        })
    }

    /// Takes every lease back, at the start: whoever held one is gone, for this process owns the record.
    /// Returns how many were taken back.
    pub fn reclaim(&self) -> Result<usize, RecordError> {
        let act = "take leases back";
        self.write(act, |transaction| expire(transaction, None).map_err(|source| self.database(act, source)))
    }

    /// How long until a job is due or a lease ends; nothing where nothing is open.
    pub fn wait(&self, now: Timestamp) -> Result<Option<Duration>, RecordError> {
        let act = "look for the next job";
        let (queued, leased): (Option<String>, Option<String>) = self.read(act, |connection| {
            connection
                .prepare_cached(
                    "SELECT (SELECT min(CASE attempts WHEN 0 THEN '' ELSE not_before END) FROM job
                             WHERE state = 'queued' AND kind IN (?1, ?2)),
                            (SELECT min(lease_until) FROM job WHERE state = 'leased' AND state <> 'done')",
                )
                .and_then(|mut query| query.query_row([READ, REREAD], |row| Ok((row.get(0)?, row.get(1)?))))
                .map_err(|source| RecordError::Database { act, source })
        })?;
        let queued = queued.map(|stamp| until(&stamp, now, LONGEST_WAIT));
        let leased = leased.map(|stamp| until(&stamp, now, 2 * LEASE));
        Ok(queued.into_iter().chain(leased).min())
    }

    /// Jobs by state.
    pub fn queue(&self) -> Result<QueueStatus, RecordError> {
        let act = "count the jobs";
        self.read(act, |connection| {
            connection
                .prepare_cached(
                    "SELECT sum(state = 'queued' AND kind = 'read'), sum(state = 'leased' AND kind = 'read'),
                     sum(state = 'poison' AND kind = 'read'), sum(state <> 'poison' AND kind = 'reread') FROM job
                     WHERE state <> 'done'",
                )
                .and_then(|mut query| {
                    query.query_row([], |row| {
                        let count = |column| row.get::<_, Option<i64>>(column).map(|n| n.unwrap_or(0) as u64);
                        Ok(QueueStatus {
                            queued: count(0)?,
                            reading: count(1)?,
                            failed: count(2)?,
                            rereading: count(3)?,
                        })
                    })
                })
                .map_err(|source| RecordError::Database { act, source })
        })
    }
}

/// The most pressing job of a kind that is due: id, photograph and tries so far.
fn due(
    transaction: &Transaction<'_>,
    kind: &str,
    now: Timestamp,
) -> rusqlite::Result<Option<(String, String, u32)>> {
    transaction
        .prepare_cached(
            "SELECT id, photograph_id, attempts FROM job WHERE state = 'queued' AND kind = ?1
             AND (attempts = 0 OR not_before <= ?2 OR not_before > ?3) ORDER BY priority DESC, id LIMIT 1",
        )?
        .query_row(params![kind, stamp(now), stamp(after_ms(now, LONGEST_WAIT))], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()
}

/// Sets a job aside that nobody can take, because its photograph's row cannot be understood.
fn set_aside(
    transaction: &Transaction<'_>,
    job: &str,
    photograph: &str,
    reason: &str,
    now: Timestamp,
) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("UPDATE job SET state = 'poison', last_error = ?2, ended_at = ?3 WHERE id = ?1")?
        .execute(params![job, reason, stamp(now)])?;
    let detail = json!({ "job": job, "code": FaultCode::RecordFailed });
    audit::append(transaction, Who::STATION, now, "reading.set_aside", photograph, &detail)
}

/// The time from `now` to a stamp; none where it is past, unreadable, or further ahead than it can have been set.
fn until(stamp: &str, now: Timestamp, longest_ms: i64) -> Duration {
    let due: Timestamp = stamp.parse().unwrap_or(Timestamp::MIN);
    let ms = due.as_millisecond().saturating_sub(now.as_millisecond());
    match (1..=longest_ms).contains(&ms) {
        true => Duration::from_millis(ms.unsigned_abs()),
        false => Duration::ZERO,
    }
}

/// Whether another try can turn out better. Bytes that are no picture stay none.
fn may_pass(code: FaultCode) -> bool {
    !matches!(code, FaultCode::Empty | FaultCode::UnknownFormat | FaultCode::Damaged | FaultCode::TooLarge)
}

/// The wait after a failed try, in milliseconds: longer each time, spread by half so that not all come back at once.
fn wait_ms(attempt: u32, random: f64) -> i64 {
    let base = FIRST_WAIT * 4_i64.pow(attempt.saturating_sub(1).min(8));
    (base as f64 * (0.5 + random)) as i64
}

/// Rows changed by an act that must change exactly the leased job.
struct Changed(usize);

impl Changed {
    fn or_lost(self, lease: &Lease) -> Result<(), RecordError> {
        match self.0 {
            1 => Ok(()),
            _ => Err(RecordError::LeaseLost { job: lease.job.clone() }),
        }
    }
}

fn end(
    transaction: &Transaction<'_>,
    lease: &Lease,
    state: &str,
    reason: Option<&str>,
    now: Timestamp,
) -> rusqlite::Result<Changed> {
    transaction
        .prepare_cached(
            "UPDATE job SET state = ?4, lease_owner = NULL, lease_until = NULL, last_error = ?5, ended_at = ?6
             WHERE id = ?1 AND state = 'leased' AND lease_owner = ?2 AND attempts = ?3",
        )?
        .execute(params![lease.job, lease.owner, lease.attempt, state, reason, stamp(now)])
        .map(Changed)
}

fn requeue(
    transaction: &Transaction<'_>,
    lease: &Lease,
    reason: Option<&str>,
    not_before: Timestamp,
) -> rusqlite::Result<Changed> {
    transaction
        .prepare_cached(
            "UPDATE job SET state = 'queued', lease_owner = NULL, lease_until = NULL, not_before = ?4,
             last_error = coalesce(?5, last_error)
             WHERE id = ?1 AND state = 'leased' AND lease_owner = ?2 AND attempts = ?3",
        )?
        .execute(params![lease.job, lease.owner, lease.attempt, stamp(not_before), reason])
        .map(Changed)
}

// SQLite takes the index of what is not done only where a question says so: `state = 'leased'` alone walks all jobs.

/// Takes back the leases that have ended by `now`, or all of them; those without a try left become poison.
fn expire(transaction: &Transaction<'_>, now: Option<Timestamp>) -> rusqlite::Result<usize> {
    // '~' sorts after every stamp. A lease that seems longer than it can be shows that the clock was set back.
    let until = now.map_or_else(|| "~".to_owned(), stamp);
    let beyond = now.map_or_else(|| "~".to_owned(), |now| stamp(after_ms(now, 2 * LEASE)));
    let reason = json!(Fault {
        code: FaultCode::Internal,
        message: "the reader stopped while it read this photograph, at every try".into(),
        remedy: "The photograph is kept. Take it again, or look at it yourself.".into(),
    });
    let ended = stamp(now.unwrap_or_else(Timestamp::now));
    let poisoned = transaction
        .prepare_cached(
            "UPDATE job SET state = 'poison', lease_owner = NULL, lease_until = NULL, last_error = ?3, ended_at = ?4
             WHERE state = 'leased' AND state <> 'done' AND (lease_until <= ?1 OR lease_until > ?5) AND attempts >= ?2",
        )?
        .execute(params![until, MAX_TRIES, reason.to_string(), ended, beyond])?;
    let requeued = transaction
        .prepare_cached(
            "UPDATE job SET state = 'queued', lease_owner = NULL, lease_until = NULL
             WHERE state = 'leased' AND state <> 'done' AND (lease_until <= ?1 OR lease_until > ?2)",
        )?
        .execute(params![until, beyond])?;
    Ok(poisoned + requeued)
}
