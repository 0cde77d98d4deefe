//! Why a question is declined, and what can be asked instead.

use super::facts::Facts;
use super::intent::Intent;
use super::types::Decline;
use crate::terms::Lang;
use crate::words::word;

/// One sentence that says why.
pub fn why(decline: Decline, lang: Lang) -> String {
    word(lang, &format!("answer-decline-{decline}"))
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
