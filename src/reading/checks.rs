//! The consistency rules: each says whether it holds, what it does if not, and in words what was seen.

use super::conditions::Graded;
use super::findings::Place;
use super::protocol::{CheckLimits, Protocol};
use super::types::{Check, Effect, Finding, Rule};
use crate::evidence::Novelty;
use crate::evidence::landmarks::distance;
use crate::terms::{Label, Lang, Verdict};
use crate::words::{self, Value};

/// What the language reader said, as far as the rules need it.
#[derive(Debug, Clone, Default)]
pub struct Said {
    pub icdr: Option<u8>,
    pub dme: Option<u8>,
    /// Boxes of lesions, in pixels of the photograph.
    pub lesions: Vec<(Label, [u32; 4])>,
    /// Boxes that had to be cut away because they lay outside the field of view.
    pub outside: usize,
    /// All six steps were there.
    pub complete: bool,
}

/// What the rules look at.
pub struct Facts<'a> {
    pub place: &'a Place<'a>,
    pub findings: &'a [Finding],
    pub assessed: &'a [Label],
    pub dr: Option<&'a Graded>,
    pub dme: Option<&'a Graded>,
    pub verdict: Verdict,
    /// `None` where the bundle does not tell it.
    pub novelty: Option<Novelty>,
    pub said: Option<&'a Said>,
}

/// Every rule that can be asked of these facts, in a fixed order.
pub fn check(facts: &Facts, protocol: &Protocol) -> Vec<Check> {
    let limits = &protocol.checks;
    let mut checks = vec![landmarks_plausible(facts, limits), quality_permits_absence(facts)];
    checks.extend(facts.novelty.map(familiar_camera));
    checks.extend(facts.dr.map(|dr| stage_has_lesions(facts, dr, limits)));
    checks.extend(facts.dr.map(|dr| lesions_have_stage(facts, dr, limits)));
    checks.extend(facts.dme.and_then(|dme| oedema_matches_exudates(facts, dme, limits)));
    if let Some(said) = facts.said {
        checks.push(chain_complete(said));
        checks.push(boxes_in_field(said.outside));
        checks.push(language_boxes_supported(facts, said, limits));
        checks.extend(readers_agree(facts, said, protocol));
    }
    checks
}

fn result(rule: Rule, passed: bool, effect: Effect, key: &str, given: &words::Given) -> Check {
    let said = words::Said::new(key, given);
    let detail = said.in_lang(Lang::En);
    Check { rule, passed, effect: if passed { Effect::None } else { effect }, detail, said: Some(said) }
}

/// Findings that count in a rule: claimed labels, certain enough.
fn counted<'a>(facts: &'a Facts, limits: &'a CheckLimits) -> impl Iterator<Item = &'a Finding> {
    facts.findings.iter().filter(|f| !f.research && f.score >= limits.lesion_score)
}

fn landmarks_plausible(facts: &Facts, limits: &CheckLimits) -> Check {
    let rule = Rule::LandmarksPlausible;
    let [least, most] = limits.disc_fovea_dd;
    match (facts.place.disc, facts.place.fovea) {
        (Some(disc), Some(fovea)) => {
            let dd = distance(disc.centre, fovea.centre) / disc.diameter;
            let given = [
                ("distance", Value::Decimal(format!("{dd:.1}"))),
                ("least", Value::Decimal(least.to_string())),
                ("most", Value::Decimal(most.to_string())),
            ];
            let passed = (least..=most).contains(&dd);
            result(rule, passed, Effect::Uncertain, "reading-check-apart", &given)
        }
        (None, _) => result(rule, false, Effect::Uncertain, "reading-check-no-disc", &[]),
        (_, None) => result(rule, false, Effect::Uncertain, "reading-check-no-fovea", &[]),
    }
}

fn quality_permits_absence(facts: &Facts) -> Check {
    let passed = facts.verdict != Verdict::Reject;
    let key = if passed { "reading-check-absence" } else { "reading-check-no-absence" };
    result(Rule::QualityPermitsAbsence, passed, Effect::Uncertain, key, &[])
}

/// Its probabilities were drawn toward 0.5 already, which is what makes the result uncertain; it asks for nothing more.
fn familiar_camera(novelty: Novelty) -> Check {
    let key = if novelty.is_unlike() { "reading-check-unlike" } else { "reading-check-familiar" };
    result(Rule::FamiliarCamera, !novelty.is_unlike(), Effect::Uncertain, key, &[])
}

/// A stage above none needs a lesion that defines it, of the labels this bundle claims to find.
fn stage_has_lesions(facts: &Facts, dr: &Graded, limits: &CheckLimits) -> Check {
    let grade = dr.grade();
    let lesions = counted(facts, limits).count();
    let passed = grade == 0 || facts.assessed.is_empty() || lesions > 0;
    let (graded, n) = (("grade", Value::from(grade)), ("n", Value::from(lesions)));
    let rule = Rule::StageHasLesions;
    match (grade, passed) {
        (0, _) => result(rule, passed, Effect::Review, "reading-check-no-retinopathy", &[]),
        (_, true) => result(rule, passed, Effect::Review, "reading-check-rests", &[graded, n]),
        (_, false) => result(rule, passed, Effect::Review, "reading-check-no-lesion", &[graded]),
    }
}

fn lesions_have_stage(facts: &Facts, dr: &Graded, limits: &CheckLimits) -> Check {
    let more_than_mild = counted(facts, limits).filter(|f| f.label != Label::Microaneurysm).count();
    // Grade 1 is microaneurysms alone.
    let passed = dr.grade() >= 2 || more_than_mild == 0;
    // One or two faint spots on a healthy eye are common; several are not.
    let effect = if more_than_mild >= 3 { Effect::Review } else { Effect::Uncertain };
    let given = [("grade", dr.grade().into()), ("n", more_than_mild.into())];
    match passed {
        true => result(Rule::LesionsHaveStage, true, effect, "reading-check-agree", &[]),
        false => result(Rule::LesionsHaveStage, false, effect, "reading-check-more", &given),
    }
}

fn oedema_matches_exudates(facts: &Facts, dme: &Graded, limits: &CheckLimits) -> Option<Check> {
    if !facts.assessed.contains(&Label::HardExudate) {
        return None;
    }
    let exudates = || counted(facts, limits).filter(|f| f.label == Label::HardExudate);
    let (all, grade) = (exudates().count(), dme.grade());
    // Without disc and fovea no distance is known.
    let placed = facts.place.disc.is_some() && facts.place.fovea.is_some();
    let within = |f: &Finding| f.fovea_distance_dd.is_some_and(|d| d <= limits.oedema_distance_dd);
    let close = placed.then(|| exudates().filter(|f| within(f)).count());
    let passed = match grade {
        0 => all == 0,
        1 => all > 0,
        _ => close.unwrap_or(all) > 0,
    };
    // One or two bright spots are common; several, or one beside the fovea, with no risk graded are not.
    let overlooked = grade == 0 && (all >= 3 || close.is_some_and(|close| close > 0));
    let effect = if overlooked { Effect::Review } else { Effect::Uncertain };
    let mut given = vec![("grade", Value::from(grade)), ("n", all.into())];
    let key = match close {
        Some(close) => {
            given.push(("close", close.into()));
            given.push(("limit", Value::Decimal(limits.oedema_distance_dd.to_string())));
            "reading-check-oedema"
        }
        None => "reading-check-oedema-unplaced",
    };
    Some(result(Rule::OedemaMatchesExudates, passed, effect, key, &given))
}

fn chain_complete(said: &Said) -> Check {
    let key = if said.complete { "reading-check-complete" } else { "reading-check-incomplete" };
    result(Rule::ChainComplete, said.complete, Effect::None, key, &[])
}

/// `outside` boxes had to be left out.
pub(super) fn boxes_in_field(outside: usize) -> Check {
    let rule = Rule::BoxesInField;
    match outside {
        0 => result(rule, true, Effect::None, "reading-check-inside", &[]),
        n => result(rule, false, Effect::None, "reading-check-outside", &[("n", n.into())]),
    }
}

fn language_boxes_supported(facts: &Facts, said: &Said, limits: &CheckLimits) -> Check {
    let asked: Vec<_> = said.lesions.iter().filter(|(label, _)| facts.assessed.contains(label)).collect();
    let supported = asked
        .iter()
        .filter(|(label, bounds)| {
            let lies_on = |f: &Finding| overlap(f.box_px, *bounds) >= limits.language_box_overlap;
            facts.findings.iter().any(|f| f.label == *label && lies_on(f))
        })
        .count();
    let passed = asked.is_empty() || 2 * supported >= asked.len();
    let given = [("n", supported.into()), ("all", asked.len().into())];
    result(Rule::LanguageBoxesSupported, passed, Effect::None, "reading-check-supported", &given)
}

fn readers_agree(facts: &Facts, said: &Said, protocol: &Protocol) -> Option<Check> {
    let rule = Rule::ReadersAgreeReferable;
    let from = &protocol.referable;
    let evidence = facts.dr?.grade() >= from.icdr || facts.dme.is_some_and(|dme| dme.grade() >= from.dme);
    let Some(icdr) = said.icdr else {
        // A whole chain without a grade calls the photograph ungradable.
        let doubted = said.complete && facts.verdict != Verdict::Reject;
        return doubted.then(|| result(rule, false, Effect::Review, "reading-check-doubted", &[]));
    };
    let language = icdr >= from.icdr || said.dme.is_some_and(|dme| dme >= from.dme);
    let key = match (evidence, language) {
        (true, true) => "reading-check-both-referable",
        (false, false) => "reading-check-both-not",
        (true, false) => "reading-check-differ-measured",
        (false, true) => "reading-check-differ-said",
    };
    Some(result(rule, evidence == language, Effect::Review, key, &[]))
}

/// Intersection over the smaller of the two areas, 0–1.
pub fn overlap(a: [u32; 4], b: [u32; 4]) -> f32 {
    let side = |lo: u32, hi: u32| hi.saturating_sub(lo) as f32;
    let area = |r: [u32; 4]| side(r[0], r[2]) * side(r[1], r[3]);
    let shared = area([a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])]);
    shared / area(a).min(area(b)).max(1.0)
}

#[cfg(test)]
mod tests {
    use super::overlap;

    #[test]
    fn overlap_is_measured_against_the_smaller_box() {
        assert_eq!(overlap([0, 0, 10, 10], [5, 5, 7, 7]), 1.0);
        assert_eq!(overlap([0, 0, 10, 10], [20, 20, 30, 30]), 0.0);
        assert_eq!(overlap([0, 0, 10, 10], [5, 0, 15, 10]), 0.5);
    }
}
