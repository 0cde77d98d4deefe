//! How often an eye was taken again, and when taking it again stops making sense.

use super::types::{EyeTries, NextStep};
use crate::reading::Quality;
use crate::terms::{Cause, Laterality, Verdict};

/// Retakes after which another one is not asked for.
pub const MOST: u32 = 3;

/// The eyes of the person in the chair.
#[derive(Debug, Clone)]
pub struct Exam {
    /// The eye that the next photograph is of.
    pub eye: Laterality,
    /// ULID of the encounter that the next photograph belongs to.
    pub encounter: Option<String>,
    pub eyes: [EyeTries; 3],
}

impl Default for Exam {
    fn default() -> Exam {
        let none = |eye| EyeTries { eye, photographs: 0, retakes: 0, verdict: None };
        Exam {
            eye: Laterality::Unknown,
            encounter: None,
            eyes: [none(Laterality::Od), none(Laterality::Os), none(Laterality::Unknown)],
        }
    }
}

impl Exam {
    /// Counts a photograph of an eye and says what comes next.
    pub fn count(&mut self, eye: Laterality, quality: &Quality) -> (EyeTries, NextStep) {
        let at = self.eyes.iter().position(|tries| tries.eye == eye).unwrap_or(2);
        let tries = &mut self.eyes[at];
        tries.photographs = tries.photographs.saturating_add(1);
        tries.retakes = match tries.verdict {
            Some(Verdict::Reject) => tries.retakes.saturating_add(1),
            _ => 0,
        };
        tries.verdict = Some(quality.verdict);
        (*tries, next(quality, tries.retakes))
    }
}

/// A retake mends technique. It does not mend the eye, nor what three retakes have not mended.
fn next(quality: &Quality, retakes: u32) -> NextStep {
    match quality.verdict {
        Verdict::Good | Verdict::Usable => NextStep::GoOn,
        Verdict::Reject if quality.cause == Some(Cause::Physiology) || retakes >= MOST => {
            NextStep::DilateOrRefer
        }
        Verdict::Reject => NextStep::Retake,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quality(verdict: Verdict, cause: Option<Cause>) -> Quality {
        Quality { verdict, score: 0.1, reasons: vec![], cause, instruction: String::new() }
    }

    #[test]
    fn technique_is_taken_again_three_times_and_physiology_never() {
        let mut exam = Exam::default();
        let bad = quality(Verdict::Reject, Some(Cause::Technique));
        let steps: Vec<(u32, NextStep)> = (0..5)
            .map(|_| exam.count(Laterality::Od, &bad))
            .map(|(tries, next)| (tries.retakes, next))
            .collect();
        let expected = [
            (0, NextStep::Retake),
            (1, NextStep::Retake),
            (2, NextStep::Retake),
            (3, NextStep::DilateOrRefer),
            (4, NextStep::DilateOrRefer),
        ];
        assert_eq!(steps, expected);
        let (tries, next) = exam.count(Laterality::Os, &quality(Verdict::Reject, Some(Cause::Physiology)));
        assert_eq!((tries.retakes, next), (0, NextStep::DilateOrRefer), "the other eye counts for itself");
    }

    #[test]
    fn a_photograph_that_can_be_read_ends_the_count() {
        let mut exam = Exam::default();
        let bad = quality(Verdict::Reject, Some(Cause::Technique));
        exam.count(Laterality::Od, &bad);
        let (tries, next) = exam.count(Laterality::Od, &quality(Verdict::Usable, None));
        assert_eq!((tries.retakes, next), (1, NextStep::GoOn), "one retake has helped");
        let (tries, next) = exam.count(Laterality::Od, &bad);
        assert_eq!((tries.photographs, tries.retakes, next), (3, 0, NextStep::Retake));
    }
}
