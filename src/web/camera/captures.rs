//! Captures under way and just done: pressing twice gives one photograph.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::watch;

use super::types::{Captured, Trigger};
use crate::fault::{Fault, FaultCode};
use crate::terms::Laterality;

/// Captures that are remembered by their key.
const REMEMBERED: usize = 16;
/// A shutter that is released again so soon was released once.
const ONE_PRESS: Duration = Duration::from_millis(700);

/// What became of a capture.
pub type Answer = Result<Captured, Fault>;
/// Where its answer will stand. Ends without one where the camera's thread was lost.
pub type Pending = watch::Receiver<Option<Answer>>;

/// A capture that is to be done. Its answer is told once; one that is dropped is lost.
pub struct Job {
    pub trigger: Trigger,
    pub eye: Laterality,
    /// ULID of the encounter it belongs to.
    pub encounter: Option<String>,
    /// Who pressed, and from where; none where the camera's button or the station itself did.
    pub by: Option<(String, String)>,
    /// When the shutter was released.
    pub pressed: Instant,
    answer: watch::Sender<Option<Answer>>,
}

impl Job {
    pub fn answer(self, answer: Answer) {
        self.answer.send_replace(Some(answer));
    }
}

/// What a photograph is of, and who takes it.
#[derive(Debug, Clone)]
pub struct Of {
    pub eye: Laterality,
    pub encounter: Option<String>,
    pub by: Option<(String, String)>,
}

impl Default for Of {
    fn default() -> Of {
        Of { eye: Laterality::Unknown, encounter: None, by: None }
    }
}

struct Remembered {
    key: Option<String>,
    /// Whose eye.
    of: (Laterality, Option<String>),
    pressed: Instant,
    pending: Pending,
}

impl Remembered {
    /// Neither answered nor lost.
    fn is_under_way(&self) -> bool {
        self.pending.borrow().is_none() && self.pending.has_changed().is_ok()
    }

    fn is_done_well(&self) -> bool {
        matches!(&*self.pending.borrow(), Some(Ok(_)))
    }
}

/// The captures of a station.
#[derive(Default)]
pub struct Captures(Mutex<VecDeque<Remembered>>);

impl Captures {
    /// Whether a photograph is being taken, judged or saved.
    pub fn are_under_way(&self) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).back().is_some_and(Remembered::is_under_way)
    }

    /// Begins a capture by `send`ing its job, or joins the one that is under way, was asked for by the same key, or was
    /// begun a moment ago.
    pub fn begin(
        &self,
        trigger: Trigger,
        of: Of,
        key: Option<String>,
        send: impl FnOnce(Job) -> Result<(), Fault>,
    ) -> Result<Pending, Fault> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let same = |one: &&Remembered| key.is_some() && one.key == key && one.is_done_well();
        if let Some(known) = all.iter().find(same) {
            return Ok(known.pending.clone());
        }
        if let Some(last) = all.back() {
            // One eye's photograph must never be told as another's.
            let is_same = last.of == (of.eye, of.encounter.clone());
            if last.is_under_way() && !is_same {
                return Err(Fault {
                    code: FaultCode::Busy,
                    message: "another photograph is just being taken with this camera".into(),
                    remedy: "Press again in a moment.".into(),
                });
            }
            let is_one_press = last.is_done_well() && last.pressed.elapsed() < ONE_PRESS;
            if is_same && (last.is_under_way() || is_one_press) {
                return Ok(last.pending.clone());
            }
        }
        let (answer, pending) = watch::channel(None);
        let pressed = Instant::now();
        let Of { eye, encounter, by } = of;
        let of = (eye, encounter.clone());
        send(Job { trigger, eye, encounter, by, pressed, answer })?;
        if all.len() == REMEMBERED {
            all.pop_front();
        }
        all.push_back(Remembered { key, of, pressed, pending: pending.clone() });
        Ok(pending)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault() -> Fault {
        Fault { code: FaultCode::CameraSilent, message: String::new(), remedy: String::new() }
    }

    /// Begins a capture; its job where it is a new one.
    fn begin(captures: &Captures, key: Option<&str>) -> (Pending, Option<Job>) {
        let mut begun = None;
        let send = |job| {
            begun = Some(job);
            Ok(())
        };
        let pending = captures.begin(Trigger::Page, Of::default(), key.map(str::to_owned), send);
        (pending.expect("begun"), begun)
    }

    #[test]
    fn one_that_is_under_way_is_joined_and_one_that_failed_is_tried_again() {
        let captures = Captures::default();
        let (first, job) = begin(&captures, Some("a"));
        assert!(captures.are_under_way());
        let (second, joined) = begin(&captures, Some("b"));
        assert!(first.same_channel(&second) && joined.is_none());
        job.expect("the first").answer(Err(fault()));
        assert!(matches!(&*second.borrow(), Some(Err(_))) && !captures.are_under_way());
        let (third, job) = begin(&captures, Some("a"));
        assert!(!third.same_channel(&first));
        // A thread that is lost takes its job with it.
        drop(job);
        let (fourth, job) = begin(&captures, None);
        assert!(!fourth.same_channel(&third) && job.is_some());
    }

    #[test]
    fn another_eye_is_never_given_this_ones_photograph() {
        let captures = Captures::default();
        let (_first, job) = begin(&captures, None);
        let left = || Of { eye: Laterality::Os, ..Of::default() };
        let refused = captures.begin(Trigger::Page, left(), None, |_| Ok(()));
        assert_eq!(refused.expect_err("one is under way").code, FaultCode::Busy);
        job.expect("the first").answer(Err(fault()));
        let mut sent = false;
        let send = |_| {
            sent = true;
            Ok(())
        };
        captures.begin(Trigger::Page, left(), None, send).expect("begun");
        assert!(sent);
    }

    #[test]
    fn what_cannot_be_begun_is_not_remembered() {
        let captures = Captures::default();
        let refused = captures.begin(Trigger::Button, Of::default(), None, |_| Err(fault()));
        assert!(refused.is_err());
        assert!(begin(&captures, None).1.is_some());
    }
}
