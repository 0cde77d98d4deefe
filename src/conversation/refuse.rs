//! Why a question is declined, and what can be asked instead.

use super::facts::Facts;
use super::intent::Intent;
use super::phrases::pick;
use super::types::{Decline, Lang};

/// One sentence that says why.
pub fn why(decline: Decline, lang: Lang) -> String {
    let (en, zh) = match decline {
        Decline::NotAssessed => (
            "That is not assessed here: it was not looked for, so it may or may not be there.",
            "此处不评估这一项：没有检查，因此可能有，也可能没有。",
        ),
        Decline::NotMeasured => {
            ("That could not be measured in this photograph.", "这张照片无法测量这一项。")
        }
        Decline::NotInPhotograph => {
            ("A photograph of the retina can't tell that.", "眼底照片无法判断这一点。")
        }
        Decline::ForADoctor => (
            "A doctor decides that: drugs, operations and outcomes do not follow from a photograph.",
            "这由医生决定：用药、手术和预后不能从照片得出。",
        ),
        Decline::OtherEye => (
            "This photograph shows one eye only; ask about a photograph of the other one.",
            "这张照片只显示一只眼；请询问另一只眼的照片。",
        ),
        Decline::OtherVisit => (
            "Only this photograph is known here; nothing is compared with another visit.",
            "此处只知道这张照片，不与其他就诊比较。",
        ),
        Decline::Who => ("A photograph doesn't say who the patient is.", "照片不能说明患者是谁。"),
        Decline::OffTopic => {
            ("Only questions about this photograph are answered here.", "此处只回答与这张照片有关的问题。")
        }
        Decline::NotUnderstood => (
            "The question was not understood as one that this Reading can answer.",
            "没有理解为本次阅片可以回答的问题。",
        ),
        Decline::NoSuchFinding => {
            ("There is no such finding in this photograph.", "这张照片没有这一处发现。")
        }
        Decline::NoOption => (
            "None of the given options, or more than one, is what was measured.",
            "所给选项中没有一项（或不止一项）与测量相符。",
        ),
    };
    pick(lang, en, zh)
}

/// A few questions that this Reading answers.
pub fn may_ask(facts: &Facts) -> Vec<String> {
    let mut intents = vec![Intent::Gradable];
    let found = facts.reading.findings_assessed.iter().find(|label| !facts.of(**label, false).is_empty());
    intents.extend(found.map(|label| Intent::Where(*label)));
    if facts.stage(crate::terms::Condition::DiabeticRetinopathy).is_some() {
        intents.extend([Intent::Grade, Intent::WhyGrade]);
    }
    intents.extend([Intent::Manage, Intent::Unassessed]);
    intents.iter().map(|intent| intent.question(facts.lang)).collect()
}
