//! Jobs against a reference: random acts on a record and on a model of it that fits on one page must agree.
//! A failure prints the seed that repeats it; `OCELLUS_TORTURE` set makes it long.
#![allow(clippy::disallowed_methods, reason = "scratch files of a test need no durability")]

mod common;

use std::collections::BTreeMap;

use common::{good, reading};
use jiff::{SignedDuration, Timestamp};
use ocellus::fault::{Fault, FaultCode};
use ocellus::record::{Failure, LEASE, Lease, MAX_TRIES, NewPhotograph, Origin, ReadingState, Record};
use tempfile::{TempDir, tempdir};

#[derive(Debug, Clone, PartialEq)]
enum State {
    /// May be leased from this time on.
    Queued(Timestamp),
    Leased(Timestamp),
    Done,
    Poison,
}

#[derive(Debug, Clone)]
struct Job {
    priority: i32,
    tries: u32,
    state: State,
}

/// The record in the mind: jobs by the id of their photograph, which grows with time.
struct Model {
    jobs: BTreeMap<String, Job>,
    now: Timestamp,
}

impl Model {
    /// Leases that have ended go back, or are set aside when no try is left.
    fn expire(&mut self, all: bool) {
        for job in self.jobs.values_mut() {
            if matches!(job.state, State::Leased(until) if all || until <= self.now) {
                // It was due when it was leased, so it is due again.
                job.state =
                    if job.tries >= MAX_TRIES { State::Poison } else { State::Queued(Timestamp::MIN) };
            }
        }
    }

    fn next(&self) -> Option<String> {
        let due = |job: &Job| matches!(job.state, State::Queued(from) if job.tries == 0 || from <= self.now);
        self.jobs
            .iter()
            .filter(|(_, job)| due(job))
            .max_by(|(a, x), (b, y)| x.priority.cmp(&y.priority).then(b.cmp(a)))
            .map(|(id, _)| id.clone())
    }
}

struct Bench {
    folder: TempDir,
    record: Option<Record>,
    model: Model,
    leases: Vec<Lease>,
    saved: u32,
}

impl Bench {
    fn new() -> Bench {
        let folder = tempdir().expect("a folder");
        let record = Some(Record::open_with_floor(folder.path(), 0).expect("it opens"));
        // Whole milliseconds, as the record writes them; ahead of the clock, so that what is saved now is due.
        let now = Timestamp::from_millisecond(Timestamp::now().as_millisecond() + 60_000).expect("a time");
        Bench { folder, record, model: Model { jobs: BTreeMap::new(), now }, leases: Vec::new(), saved: 0 }
    }

    fn record(&self) -> &Record {
        self.record.as_ref().expect("it is open")
    }

    fn save(&mut self, chance: &mut fastrand::Rng) {
        let origin = [Origin::Demo, Origin::Watch, Origin::Upload][chance.usize(..3)];
        let old = self.saved > 0 && chance.u8(..5) == 0;
        let number = if old { chance.u32(..self.saved) } else { self.saved };
        let new = NewPhotograph {
            bytes: &number.to_be_bytes(),
            file: "eye.jpg",
            media_type: "image/jpeg",
            width: 1,
            height: 1,
            origin,
            quality: &good(),
            field_of_view: None,
        };
        let (photograph, is_new) = self.record().save_photograph(&new).expect("it is saved");
        assert_eq!(is_new, !old);
        if is_new {
            self.saved += 1;
            let job = Job { priority: origin.priority(), tries: 0, state: State::Queued(Timestamp::MIN) };
            self.model.jobs.insert(photograph.id, job);
        } else if let Some(job) =
            self.model.jobs.get_mut(&photograph.id).filter(|job| job.state == State::Poison)
        {
            // Brought again, it is read again.
            (job.tries, job.state) = (0, State::Queued(Timestamp::MIN));
        }
    }

    fn lease(&mut self) {
        let now = self.model.now;
        let found = self.record().lease("reader", now).expect("it answers");
        // The record expires leases only when it hands out one; what it shows before is still "reading".
        self.model.expire(false);
        let expected = self.model.next();
        assert_eq!(found.as_ref().map(|lease| lease.photograph.id.clone()), expected);
        let Some(lease) = found else { return };
        let job = self.model.jobs.get_mut(&lease.photograph.id).expect("it is known");
        job.tries += 1;
        job.state = State::Leased(now + SignedDuration::from_millis(LEASE));
        assert_eq!(lease.attempt, job.tries);
        self.leases.push(lease);
    }

    /// Ends one of the leases that were ever given; only one that still holds may change anything.
    fn end(&mut self, chance: &mut fastrand::Rng) {
        if self.leases.is_empty() {
            return;
        }
        let lease = self.leases.swap_remove(chance.usize(..self.leases.len()));
        let now = self.model.now;
        let id = lease.photograph.id.clone();
        let job = self.model.jobs.get(&id).expect("it is known").clone();
        let holds = matches!(job.state, State::Leased(_)) && job.tries == lease.attempt;
        let state = match chance.u8(..4) {
            0 => {
                let done = self.record().finish(&lease, &reading("eye.jpg"), now);
                assert_eq!(done.is_ok(), holds);
                State::Done
            }
            1 => {
                assert_eq!(self.record().give_back(&lease, now).is_ok(), holds);
                if holds {
                    self.model.jobs.get_mut(&id).expect("it is known").tries -= 1;
                }
                State::Queued(now)
            }
            2 => {
                let given_up = self.record().fail(&lease, &fault(FaultCode::Damaged), now);
                assert_eq!(given_up.ok(), holds.then_some(Failure::Poison));
                State::Poison
            }
            _ => match self.record().fail(&lease, &fault(FaultCode::EngineFailed), now) {
                Err(_) => {
                    assert!(!holds);
                    State::Done
                }
                Ok(Failure::Poison) => {
                    assert!(holds && job.tries == MAX_TRIES);
                    State::Poison
                }
                Ok(Failure::Retry(at)) => {
                    assert!(holds && job.tries < MAX_TRIES && at > now);
                    // The record writes whole milliseconds.
                    State::Queued(Timestamp::from_millisecond(at.as_millisecond()).expect("a time"))
                }
            },
        };
        if holds {
            self.model.jobs.get_mut(&id).expect("it is known").state = state;
        }
    }

    fn restart(&mut self) {
        drop(self.record.take());
        self.record = Some(Record::open_with_floor(self.folder.path(), 0).expect("it opens again"));
        let taken = self.record().reclaim().expect("it answers");
        let leased = self.model.jobs.values().filter(|job| matches!(job.state, State::Leased(_))).count();
        assert_eq!(taken, leased);
        self.model.expire(true);
    }

    fn compare(&self) {
        let queue = self.record().queue().expect("it answers");
        let count = |wanted: fn(&State) -> bool| {
            self.model.jobs.values().filter(|job| wanted(&job.state)).count() as u64
        };
        assert_eq!(queue.queued, count(|state| matches!(state, State::Queued(_))));
        assert_eq!(queue.reading, count(|state| matches!(state, State::Leased(_))));
        assert_eq!(queue.failed, count(|state| *state == State::Poison));
        for (id, job) in &self.model.jobs {
            let photograph = self.record().photograph(id).expect("it is there");
            let state = match job.state {
                State::Queued(_) => ReadingState::Queued,
                State::Leased(_) => ReadingState::Reading,
                State::Done => ReadingState::Done,
                State::Poison => ReadingState::Failed,
            };
            assert_eq!((photograph.state, photograph.attempts), (state, job.tries), "{id}");
            assert_eq!(photograph.reading.is_some(), job.state == State::Done, "{id}");
            assert!(job.state != State::Poison || photograph.fault.is_some(), "{id} says why");
        }
    }
}

fn fault(code: FaultCode) -> Fault {
    Fault { code, message: "it went wrong".into(), remedy: "try again".into() }
}

#[test]
fn jobs_and_record_do_what_a_simple_reference_does() {
    let given = std::env::var("OCELLUS_SEED").ok().and_then(|seed| seed.parse().ok());
    let long = std::env::var_os("OCELLUS_TORTURE").is_some();
    let seed: u64 = given.unwrap_or_else(|| fastrand::u64(..1 << 48));
    for run in 0..if long { 400 } else { 8 } {
        println!("OCELLUS_SEED={} repeats it", seed.wrapping_add(run));
        let mut chance = fastrand::Rng::with_seed(seed.wrapping_add(run));
        let mut bench = Bench::new();
        let mut handed_out = 0;
        for _ in 0..60 {
            match chance.u8(..20) {
                0..5 => bench.save(&mut chance),
                5..11 => {
                    bench.lease();
                    handed_out += 1;
                }
                11..16 => bench.end(&mut chance),
                16..19 => bench.model.now += SignedDuration::from_millis(chance.i64(1..LEASE)),
                _ => bench.restart(),
            }
            bench.compare();
        }
        assert!(handed_out > 0 && bench.saved > 0, "something happened");
    }
}
