//! Assessment and plan in VOLMO's five steps, each seeing the ones before it and the history. They are composed from
//! Reading and protocol; the language reader is asked the same in one conversation, so that it too sees what it said.

use super::answer::{Draft, answer, urgent};
use super::facts::Facts;
use super::intent::Intent;
use super::phrases::told;
use super::types::{Decline, PlanStep, Sentence};
use super::{heard, refuse};
use crate::reading::protocol::Protocol;

/// Characters of a history that are repeated.
const REPEATED: usize = 200;

/// One step, and as what the language reader is asked about it.
pub struct Step {
    pub draft: Draft,
    pub asked: Option<Intent>,
}

/// The step after those in `before`.
pub fn step(
    which: PlanStep,
    before: &[Sentence],
    history: Option<&str>,
    facts: &Facts,
    protocol: &Protocol,
) -> Step {
    let lang = facts.lang;
    let symptoms = history.is_some_and(heard::urgent);
    let mut draft = Draft::default();
    let asked = match which {
        PlanStep::Diagnosis => {
            if let Some(history) = history {
                draft.say(told(lang, "history", &[("history", repeated(history).into())]));
            }
            take(&mut draft, answer(&Intent::Grade, facts, protocol));
            take(&mut draft, answer(&Intent::OedemaRisk, facts, protocol));
            Some(Intent::Grade)
        }
        PlanStep::Justification => {
            take(&mut draft, answer(&Intent::WhyGrade, facts, protocol));
            // What the step before has said is not said again.
            draft.sentences.retain(|sentence| !before.iter().any(|one| one.text == sentence.text));
            Some(Intent::WhyGrade)
        }
        PlanStep::AssessmentAndPlan => {
            if symptoms {
                draft.say(urgent(lang));
            }
            take(&mut draft, answer(&Intent::Manage, facts, protocol));
            (!symptoms).then_some(Intent::Plan)
        }
        PlanStep::TreatmentAndOutcome => {
            draft.say(refuse::why(Decline::ForADoctor, lang));
            None
        }
        PlanStep::FollowUp => {
            if symptoms {
                draft.say(urgent(lang));
            }
            take(&mut draft, answer(&Intent::Next, facts, protocol));
            take(&mut draft, answer(&Intent::Unassessed, facts, protocol));
            (!symptoms).then_some(Intent::Next)
        }
    };
    for sentence in &mut draft.sentences {
        sentence.step = Some(which);
    }
    // A step that declines by itself does not decline the plan.
    draft.declined = None;
    draft.values.clear();
    Step { draft, asked }
}

fn take(draft: &mut Draft, other: Draft) {
    for sentence in other.sentences {
        if !draft.sentences.iter().any(|told| told.text == sentence.text) {
            draft.sentences.push(sentence);
        }
    }
    for place in other.places {
        if !draft.places.contains(&place) {
            draft.places.push(place);
        }
    }
}

/// A history as one line that can do no harm where it is shown.
fn repeated(history: &str) -> String {
    let line: String = history.chars().map(|c| if c.is_control() { ' ' } else { c }).take(REPEATED).collect();
    line.replace(['<', '>', '“', '”'], " ").trim().to_owned()
}
