//! Names, counts and lists as answers word them, in any language.

use crate::reading::{Box999, Finding, Measured, Referral, chain};
use crate::terms::*;
use crate::words::{Value, lower, say, word};

/// Ids that are named in a sentence; all of them are cited.
const MOST_IDS: usize = 12;

/// A sentence of an answer.
pub fn told(lang: Lang, key: &str, given: &[(&str, Value)]) -> String {
    say(lang, &format!("answer-{key}"), given)
}

/// One lesion in the middle of a sentence: `hard exudate`.
pub fn label_name(label: Label, lang: Lang) -> String {
    chain::label_name(lang, label)
}

/// Several: `hard exudates`; in English the words that the language reader was taught.
pub fn label_names(label: Label, lang: Lang) -> String {
    match (lang, label) {
        (Lang::En, Label::Drusen) => label.plain(),
        (Lang::En, _) => format!("{}s", label.plain()),
        _ => lower(&word(lang, &format!("labels-{label}"))),
    }
}

/// `Hard exudates: 3 (F1, F2, F3).`
pub fn counted(found: &[&Finding], label: Label, lang: Lang) -> String {
    let labels = ("labels", Value::Word(format!("labels-{label}")));
    match found.len() {
        0 => told(lang, "count-none", &[labels]),
        n => told(lang, "count", &[labels, ("n", n.into()), ("ids", ids(found, lang).into())]),
    }
}

/// In the middle of a sentence.
pub fn condition_name(condition: Condition, lang: Lang) -> String {
    lower(&word(lang, &format!("conditions-name-{condition}")))
}

/// What is to be done, as the protocol has it.
pub fn management(referral: &Referral, lang: Lang) -> String {
    chain::management(lang, referral)
}

/// `F1, F2, F3 and 5 more`.
pub fn ids(findings: &[&Finding], lang: Lang) -> String {
    let shown: Vec<String> = findings.iter().take(MOST_IDS).map(|finding| finding.id.clone()).collect();
    let shown = crate::words::list(lang, &shown);
    match findings.len().saturating_sub(MOST_IDS) {
        0 => shown,
        more => told(lang, "more", &[("ids", shown.into()), ("n", more.into())]),
    }
}

/// `[1, 2, 3, 4]`.
pub fn place(bounds: Box999) -> Value {
    format!("{bounds:?}").into()
}

/// A number with so many decimals.
pub fn decimal(value: f32, places: usize) -> Value {
    Value::Decimal(format!("{value:.places$}"))
}

/// Why a number is missing.
pub fn unmeasured(measured: &Measured, lang: Lang) -> Option<String> {
    let reason = measured.reason.clone()?;
    Some(told(lang, "unmeasured", &[("reason", reason.into())]))
}
