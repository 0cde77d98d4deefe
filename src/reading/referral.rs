//! The referral of one eye after the protocol: grades and probability in, category and interval out.

use super::conditions::Graded;
use super::protocol::Protocol;
use super::types::{Check, Effect, Referral, Rule};
use crate::terms::{Lang, ReferralCategory, Scale, Status};
use crate::words::{self, Said, Value};

/// What the referral rests on.
pub struct Grounds<'a> {
    pub dr: Option<&'a Graded>,
    pub dme: Option<&'a Graded>,
    /// Calibrated probability that the eye is referable; `None` where nothing was assessed.
    pub referable: Option<f32>,
    /// False where the photograph cannot be read.
    pub gradable: bool,
    pub checks: &'a [Check],
}

struct Verdict {
    category: ReferralCategory,
    within_days: u32,
    because: Said,
}

/// The most pressing of what the grades, the probability, the quality and the checks ask for.
pub fn refer(grounds: &Grounds, protocol: &Protocol) -> Referral {
    let mut verdicts = graded(grounds, protocol);
    let seen = verdicts.iter().any(|v| v.category != ReferralCategory::Rescreen);
    if let Some(p) = grounds.referable {
        verdicts.extend(by_probability(p, seen, protocol));
    }
    for check in grounds.checks.iter().filter(|c| !c.passed && c.effect == Effect::Review) {
        let within_days = protocol.review.within_days;
        verdicts.push(Verdict {
            category: ReferralCategory::Review,
            within_days,
            because: check.said.clone().unwrap_or_else(|| Said::plain(&check.detail)),
        });
    }
    let pressing = verdicts.iter().any(|v| v.category < ReferralCategory::Review);
    if !grounds.gradable && !pressing {
        let reasons = vec![Said::plain("reading-because-ungradable")];
        let within_days = Some(protocol.ungradable.within_days);
        return referral(ReferralCategory::Ungradable, grounds.referable, within_days, reasons);
    }
    verdicts.extend(unassessed(grounds, protocol));
    verdicts.sort_by_key(|v| (v.category, v.within_days));
    let category = verdicts[0].category;
    // The interval is the shortest that any reason of the same kind asks for; a rescreen never waits longer for it.
    let mut within_days = verdicts.iter().filter(|v| v.category == category).map(|v| v.within_days).min();
    let mut because: Vec<Said> = match category {
        ReferralCategory::Rescreen => verdicts.into_iter().map(|v| v.because).collect(),
        _ => {
            let weighty = verdicts.into_iter().filter(|v| v.category != ReferralCategory::Rescreen);
            weighty.map(|v| v.because).collect()
        }
    };
    if !grounds.gradable {
        // What is seen on it is the least that is there.
        within_days = within_days.map(|days| days.min(protocol.ungradable.within_days));
        because.push(Said::plain("reading-because-again"));
    }
    referral(category, grounds.referable, within_days, because)
}

fn referral(
    category: ReferralCategory,
    probability: Option<f32>,
    within_days: Option<u32>,
    reasons: Vec<Said>,
) -> Referral {
    let because = reasons.iter().map(|reason| reason.in_lang(Lang::En)).collect();
    Referral { category, probability, abstention: None, within_days, because, reasons }
}

/// No eye is rescreened for what nobody looked at.
fn unassessed(grounds: &Grounds, protocol: &Protocol) -> Option<Verdict> {
    let what = match (grounds.dr, grounds.dme) {
        (Some(_), Some(_)) => return None,
        (None, Some(_)) => "reading-because-unassessed-dr",
        (Some(_), None) => "reading-because-unassessed-dme",
        (None, None) => "reading-because-unassessed-both",
    };
    Some(Verdict {
        category: ReferralCategory::Review,
        within_days: protocol.review.within_days,
        because: Said::plain(what),
    })
}

fn graded(grounds: &Grounds, protocol: &Protocol) -> Vec<Verdict> {
    let row = |graded: Option<&Graded>, rows: &[super::protocol::Row], scale: Scale| {
        let graded = graded?;
        let row = rows.get(graded.grade() as usize)?;
        Some(Verdict {
            category: row.category,
            within_days: row.within_days,
            because: because_graded(&row.name, scale, graded),
        })
    };
    let mut oedema = row(grounds.dme, &protocol.dme, Scale::DmeRisk);
    let unseen = grounds.checks.iter().any(|c| c.rule == Rule::OedemaMatchesExudates && !c.passed);
    if let (Some(verdict), Some(risk @ 1..)) = (&mut oedema, grounds.dme.map(Graded::grade))
        && unseen
    {
        // The protocol's words name an exudate that nobody found.
        verdict.because = Said::new("reading-because-risk-unseen", &[("grade", risk.into())]);
    }
    [row(grounds.dr, &protocol.icdr, Scale::Icdr), oedema].into_iter().flatten().collect()
}

/// A grade by its name: the catalogues' where the protocol has the one that ships, else the clinic's own.
fn because_graded(name: &str, scale: Scale, graded: &Graded) -> Said {
    let known = format!("reading-grade-{scale}-{}", graded.grade());
    let name = match words::word(Lang::En, &known) == name {
        true => Value::Word(known),
        false => Value::Text(name.into()),
    };
    let key = match graded.status() {
        Status::Uncertain => "reading-because-grade-uncertain",
        _ => "reading-because-grade",
    };
    let scale = Value::Word(format!("reading-scale-{scale}"));
    Said::new(key, &[("name", name), ("scale", scale), ("grade", graded.grade().into())])
}

/// Grades and probability come from different outputs: where they part, a person looks.
fn by_probability(p: f32, graded_as_referable: bool, protocol: &Protocol) -> Option<Verdict> {
    let limits = &protocol.referable;
    let because = |key| Said::new(key, &[("share", Value::Share(p))]);
    let review = |key| {
        Some(Verdict {
            category: ReferralCategory::Review,
            within_days: protocol.review.within_days,
            because: because(key),
        })
    };
    if p >= limits.refer_from && !graded_as_referable {
        let least = protocol.icdr.get(limits.referable_row())?;
        return Some(Verdict {
            category: ReferralCategory::Refer,
            within_days: least.within_days,
            because: because("reading-because-likely"),
        });
    }
    if (limits.rescreen_below..limits.refer_from).contains(&p) {
        return review("reading-because-unclear");
    }
    if p < limits.rescreen_below && graded_as_referable {
        return review("reading-because-unlikely");
    }
    None
}

impl super::protocol::Referable {
    fn referable_row(&self) -> usize {
        usize::from(self.icdr)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn graded(at_least: &[f32]) -> Graded {
        Graded { at_least: at_least.to_vec(), uncertain: [0.3, 0.6], abstention: None }
    }

    fn refer_with(dr: &[f32], referable: f32, gradable: bool, checks: &[Check]) -> Referral {
        let protocol = Protocol::load(None).expect("built in");
        let (dr, dme) = (graded(dr), graded(&[0.1, 0.05]));
        let grounds =
            Grounds { dr: Some(&dr), dme: Some(&dme), referable: Some(referable), gradable, checks };
        refer(&grounds, &protocol)
    }

    #[test]
    fn a_healthy_eye_is_rescreened() {
        let r = refer_with(&[0.1, 0.0, 0.0, 0.0], 0.05, true, &[]);
        assert_eq!((r.category, r.within_days), (ReferralCategory::Rescreen, Some(365)));
    }

    #[test]
    fn a_grade_refers_within_its_interval() {
        let r = refer_with(&[0.9, 0.9, 0.8, 0.1], 0.9, true, &[]);
        assert_eq!((r.category, r.within_days), (ReferralCategory::Refer, Some(90)));
        let r = refer_with(&[0.9, 0.9, 0.8, 0.7], 0.9, true, &[]);
        assert_eq!(r.category, ReferralCategory::Urgent);
    }

    #[test]
    fn probability_and_grade_that_part_are_shown_to_a_person() {
        assert_eq!(refer_with(&[0.1, 0.0, 0.0, 0.0], 0.4, true, &[]).category, ReferralCategory::Review);
        assert_eq!(refer_with(&[0.1, 0.0, 0.0, 0.0], 0.8, true, &[]).category, ReferralCategory::Refer);
    }

    #[test]
    fn disease_seen_on_a_rejected_photograph_still_refers_and_none_seen_is_ungradable() {
        assert_eq!(refer_with(&[0.9, 0.9, 0.1, 0.0], 0.9, false, &[]).category, ReferralCategory::Refer);
        assert_eq!(refer_with(&[0.1, 0.0, 0.0, 0.0], 0.1, false, &[]).category, ReferralCategory::Ungradable);
    }

    #[test]
    fn disease_on_an_unreadable_photograph_waits_no_longer_than_none_and_says_to_take_it_again() {
        let seen = refer_with(&[0.9, 0.9, 0.1, 0.0], 0.9, false, &[]);
        let none = refer_with(&[0.1, 0.0, 0.0, 0.0], 0.1, false, &[]);
        assert!(seen.within_days <= none.within_days, "{seen:?}");
        assert!(seen.because.iter().any(|b| b.contains("take it again")), "{seen:?}");
    }

    #[test]
    fn what_was_not_assessed_is_never_rescreened() {
        let protocol = Protocol::load(None).expect("built in");
        let healthy = graded(&[0.1, 0.05, 0.0, 0.0]);
        for (dr, dme) in [(None, Some(&healthy)), (Some(&healthy), None), (None, None)] {
            let r = refer(&Grounds { dr, dme, referable: Some(0.1), gradable: true, checks: &[] }, &protocol);
            assert_eq!(r.category, ReferralCategory::Review);
            assert!(r.because[0].contains("not assessed"), "{r:?}");
        }
    }

    #[test]
    fn a_failed_check_lifts_a_rescreen_to_review_and_never_lowers_a_referral() {
        let check = Check {
            rule: Rule::ReadersAgreeReferable,
            passed: false,
            effect: Effect::Review,
            detail: "The two readers part.".into(),
            said: None,
        };
        let checks = std::slice::from_ref(&check);
        assert_eq!(refer_with(&[0.1, 0.0, 0.0, 0.0], 0.1, true, checks).category, ReferralCategory::Review);
        assert_eq!(refer_with(&[0.9, 0.9, 0.1, 0.0], 0.9, true, checks).category, ReferralCategory::Refer);
    }
}
