//! The closed set of what a question can mean.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::phrases::{condition_name, label_names};
use super::types::{Decline, PlanStep};
use crate::terms::{Condition, Label, Lang};
use crate::words::{Value, say};

/// What a question means; each has one answer in a Reading, or a reason why there is none.
#[derive(Debug, Clone, PartialEq)]
pub enum Intent {
    Describe,
    Referable,
    WhyReferral,
    Grade,
    WhyGrade,
    OedemaRisk,
    WhyOedema,
    Disc,
    Fovea,
    Side,
    Gradable,
    Manage,
    Next,
    Plan,
    Urgent,
    DiscToFovea,
    Cup,
    Vessels,
    /// Every lesion that was looked for.
    Lesions,
    Healthy,
    Unassessed,
    Sure,
    Checks,
    Present(Label),
    Where(Label),
    Count(Label),
    Largest(Label),
    Area(Label),
    Distance(Label),
    /// Which of the two there are more of.
    Compare(Label, Label),
    Condition(Condition),
    /// A finding by its number.
    Finding(u32),
    /// A box, 0–999.
    Inside([u16; 4]),
    Help,
    /// It cannot be answered, whatever the Reading says.
    Refused(Decline),
}

/// A task that is asked for by name; `question` then says what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema, clap::ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// The photograph along the clinical chain.
    Describe,
    /// Where a lesion or landmark is.
    Locate,
    /// What lies in a box.
    Name,
    /// Whether a condition is there.
    Screen,
    /// The stage of retinopathy or of macular oedema risk.
    Stage,
    /// Any question.
    Vqa,
    /// Diagnosis, justification, assessment and plan, treatment and outcome, follow-up.
    Plan,
}

impl Intent {
    /// Those that name nothing: each is one question.
    pub(super) const FIXED: [Intent; 24] = [
        Intent::Describe,
        Intent::Referable,
        Intent::WhyReferral,
        Intent::Grade,
        Intent::WhyGrade,
        Intent::OedemaRisk,
        Intent::WhyOedema,
        Intent::Disc,
        Intent::Fovea,
        Intent::Side,
        Intent::Gradable,
        Intent::Manage,
        Intent::Next,
        Intent::Plan,
        Intent::Urgent,
        Intent::DiscToFovea,
        Intent::Cup,
        Intent::Vessels,
        Intent::Lesions,
        Intent::Healthy,
        Intent::Unassessed,
        Intent::Sure,
        Intent::Checks,
        Intent::Help,
    ];

    /// The question that it stands for; in English and Chinese these are the words that the language reader was taught.
    pub fn question(&self, lang: Lang) -> String {
        use Intent::*;
        let of = |label: &Label| vec![("labels", Value::Text(label_names(*label, lang)))];
        let (key, given) = match self {
            Describe => ("describe", vec![]),
            Referable => ("referable", vec![]),
            WhyReferral => ("why_referral", vec![]),
            Grade => ("grade", vec![]),
            WhyGrade => ("why_grade", vec![]),
            OedemaRisk => ("oedema_risk", vec![]),
            WhyOedema => ("why_oedema", vec![]),
            Disc => ("disc", vec![]),
            Fovea => ("fovea", vec![]),
            Side => ("side", vec![]),
            Gradable => ("gradable", vec![]),
            Manage => ("manage", vec![]),
            Next => ("next", vec![]),
            Plan => ("plan", vec![]),
            Urgent => ("urgent", vec![]),
            DiscToFovea => ("disc_to_fovea", vec![]),
            Cup => ("cup", vec![]),
            Vessels => ("vessels", vec![]),
            Lesions => ("lesions", vec![]),
            Healthy => ("healthy", vec![]),
            Unassessed => ("unassessed", vec![]),
            Sure => ("sure", vec![]),
            Checks => ("checks", vec![]),
            Help => ("help", vec![]),
            Present(label) => ("present", of(label)),
            Where(label) => ("where", of(label)),
            Count(label) => ("count", of(label)),
            Largest(label) => ("largest", of(label)),
            Area(label) => ("area", of(label)),
            Distance(label) => ("distance", of(label)),
            Compare(a, b) => {
                let others = Value::Text(label_names(*b, lang));
                ("compare", [of(a), vec![("others", others)]].concat())
            }
            Condition(condition) => {
                ("condition", vec![("condition", condition_name(*condition, lang).into())])
            }
            // Text: a number of a name is not counted.
            Finding(n) => ("finding", vec![("n", n.to_string().into())]),
            Inside(bounds) => ("inside", vec![("box", format!("{bounds:?}").into())]),
            Refused(_) => return String::new(),
        };
        say(lang, &format!("asked-{key}"), &given)
    }

    /// The lesion that it is about, for a question that follows on.
    pub(super) fn label(&self) -> Option<Label> {
        use Intent::*;
        match self {
            Present(l) | Where(l) | Count(l) | Largest(l) | Area(l) | Distance(l) => Some(*l),
            _ => None,
        }
    }
}

impl PlanStep {
    /// In their order.
    pub const ALL: [PlanStep; 5] = [
        PlanStep::Diagnosis,
        PlanStep::Justification,
        PlanStep::AssessmentAndPlan,
        PlanStep::TreatmentAndOutcome,
        PlanStep::FollowUp,
    ];
}
