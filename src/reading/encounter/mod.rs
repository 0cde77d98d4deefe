//! The encounter (`ocellus.encounter/1`): both eyes, every photograph and what the person tells become one decision.
//!
//! The worst eye counts; an eye that was not assessed counts; symptoms refer whatever the picture shows; what is
//! `research` moves nothing. More disease never makes the decision less pressing.

mod types;

pub use types::*;

use super::protocol::Protocol;
use super::types::Reading;
use crate::terms::*;

/// How far a photograph was read.
#[derive(Debug, Clone, Copy)]
pub enum ReadSoFar<'a> {
    Waiting,
    Failed,
    Read(&'a Reading),
}

/// A photograph that is to be considered.
#[derive(Debug, Clone, Copy)]
pub struct Photographed<'a> {
    /// ULID in the record.
    pub id: Option<&'a str>,
    pub file: &'a str,
    /// The eye that a person said it is of; `unknown` leaves it to the picture.
    pub said: Laterality,
    /// Whether a person said so after the picture was read: then the picture no longer disagrees.
    pub confirmed: bool,
    pub read: ReadSoFar<'a>,
}

impl<'a> Photographed<'a> {
    fn reading(&self) -> Option<&'a Reading> {
        match self.read {
            ReadSoFar::Read(reading) => Some(reading),
            _ => None,
        }
    }

    /// What a person says stands over what the picture looks like.
    fn eye(&self) -> Laterality {
        match self.said {
            Laterality::Unknown => self.reading().map_or(Laterality::Unknown, |r| r.eye.laterality),
            said => said,
        }
    }

    fn disagrees(&self) -> bool {
        let seen = self.reading().map_or(Laterality::Unknown, |r| r.eye.laterality);
        !self.confirmed && ![seen, self.said].contains(&Laterality::Unknown) && seen != self.said
    }
}

/// Decides. `id` is the encounter's ULID.
pub fn decide(
    id: &str,
    history: &History,
    photographs: &[Photographed<'_>],
    protocol: &Protocol,
) -> Encounter {
    let mut because = Vec::new();
    let eyes = Eyes {
        od: eye(Laterality::Od, history.eyes.od, photographs, protocol, &mut because),
        os: eye(Laterality::Os, history.eyes.os, photographs, protocol, &mut because),
    };
    if eyes.od.is_absent() && eyes.os.is_absent() {
        // Nobody is sent away on that alone.
        because.iter_mut().filter(|b| b.reason == Reason::EyeAbsent).for_each(|b| {
            (b.category, b.within_days) = (ReferralCategory::Review, protocol.review.within_days);
        });
    }
    unnamed(photographs, &eyes, protocol, &mut because);
    told(history, &eyes, protocol, &mut because);
    compared(&eyes, photographs, protocol, &mut because);
    let mut told: Vec<Because> = Vec::new();
    for reason in because {
        if !told.contains(&reason) {
            told.push(reason);
        }
    }
    told.sort_by_key(|b| (b.category.rank(), b.within_days));
    Encounter {
        schema: ENCOUNTER_SCHEMA.into(),
        id: id.into(),
        created_at: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        software: env!("CARGO_PKG_VERSION").into(),
        protocol: protocol.id(),
        complete: !photographs.iter().any(|p| matches!(p.read, ReadSoFar::Waiting)),
        history: history.clone(),
        eyes,
        photographs: photographs.iter().map(considered).collect(),
        referral: weigh(told),
        notice: crate::words::word(Lang::En, "reading-report-not-cleared"),
    }
}

/// The most pressing reason names what is done. Where that sends the person elsewhere, the shortest interval of all
/// reasons that do so counts.
fn weigh(because: Vec<Because>) -> PersonReferral {
    let sends = |category: ReferralCategory| category.rank() <= ReferralCategory::Ungradable.rank();
    // Both eyes give a reason, always.
    let category = because.first().map_or(ReferralCategory::Review, |first| first.category);
    let counts = |b: &&Because| b.category == category || (sends(category) && sends(b.category));
    let within_days = because.iter().filter(counts).map(|b| b.within_days).min().unwrap_or(0);
    let seen = because.iter().any(|b| b.reason == Reason::Eye && b.category.refers());
    let told_alone = category.refers() && !seen;
    PersonReferral { category, within_days, told_alone, because }
}

fn considered(photograph: &Photographed<'_>) -> Considered {
    let reading = photograph.reading();
    Considered {
        photograph_id: photograph.id.map(str::to_owned),
        reading_id: reading.map(|r| r.id.clone()),
        file: photograph.file.into(),
        eye: photograph.eye(),
        picture_eye: reading.map(|r| r.eye.laterality),
        verdict: reading.map(|r| r.quality.verdict),
        category: reading.map(|r| r.referral.category),
        within_days: reading.and_then(|r| r.referral.within_days),
        corrected: reading.is_some_and(|r| r.corrected_by.is_some()),
    }
}

/// The grade of a condition, if a measured claim supports it.
fn grade(reading: &Reading, condition: Condition) -> Option<u8> {
    let found = reading.conditions.iter().find(|c| c.condition == condition)?;
    let stage = found.stage.as_ref().filter(|_| found.status != Status::NotAssessed && !found.research)?;
    Some(stage.value)
}

const NEEDED: [Condition; 2] = [Condition::DiabeticRetinopathy, Condition::MacularEdema];

/// What one eye's photographs say; its reasons are added.
fn eye(
    eye: Laterality,
    told: EyeHistory,
    photographs: &[Photographed<'_>],
    protocol: &Protocol,
    because: &mut Vec<Because>,
) -> EyeDecision {
    let own: Vec<&Photographed<'_>> = photographs.iter().filter(|p| p.eye() == eye).collect();
    let readings: Vec<&Reading> = own.iter().filter_map(|p| p.reading()).collect();
    let mut reasons: Vec<Because> =
        readings.iter().filter_map(|r| of_reading(r, Some(eye), protocol)).collect();
    let readable = |r: &&&Reading| r.quality.verdict != Verdict::Reject;
    let assessed = readings.iter().filter(readable).any(|r| NEEDED.iter().all(|&c| grade(r, c).is_some()));
    let gradable = readings.iter().any(|r| r.quality.verdict != Verdict::Reject);
    let waiting = own.iter().any(|p| matches!(p.read, ReadSoFar::Waiting));
    let absent = told.no_photograph == Some(NoPhotograph::Absent);
    let not_assessed = (!assessed).then(|| {
        if absent && !gradable && !waiting {
            NotAssessed::Absent
        } else if gradable {
            NotAssessed::NoClaim
        } else if waiting {
            NotAssessed::NotReadYet
        } else if let Some(why) = told.no_photograph {
            why.into()
        } else if !readings.is_empty() {
            NotAssessed::Ungradable
        } else if !own.is_empty() {
            NotAssessed::ReadingFailed
        } else {
            NotAssessed::NoPhotograph
        }
    });
    let mut said = |reason, category, within_days, text: &str| {
        let text = format!("{}: {text}", name(eye));
        reasons.push(Because { reason, eye: Some(eye), symptom: None, category, within_days, text });
    };
    if absent && (gradable || waiting) {
        let text = "it was said to be absent, and there is a photograph of it. Say which eye that is.";
        let review = protocol.review.within_days;
        said(Reason::AbsentEyePhotographed, ReferralCategory::Review, review, text);
    }
    if not_assessed == Some(NotAssessed::Absent) {
        let days = protocol.icdr[0].within_days;
        said(Reason::EyeAbsent, ReferralCategory::Rescreen, days, why_not(NotAssessed::Absent));
    }
    if let Some(why) = not_assessed.filter(|why| *why != NotAssessed::Absent) {
        // What waits for the reader, and what no model can assess, is for a doctor; the rest refers.
        let (category, within) = match why {
            NotAssessed::NotReadYet | NotAssessed::NoClaim => (ReferralCategory::Review, &protocol.review),
            _ => (ReferralCategory::Ungradable, &protocol.ungradable),
        };
        said(Reason::EyeNotAssessed, category, within.within_days, why_not(why));
    }
    let worst = |condition| readings.iter().filter_map(|r| grade(r, condition)).max();
    let is_assessed = |condition: &Condition| {
        readings.iter().filter(readable).any(|r| {
            let found = r.conditions.iter().find(|c| c.condition == *condition);
            found.is_some_and(|c| c.status != Status::NotAssessed && !c.research)
        })
    };
    reasons.sort_by_key(|b| (b.category.rank(), b.within_days));
    let PersonReferral { category, within_days, because: reasons, .. } = weigh(reasons);
    because.extend(reasons);
    EyeDecision {
        assessed,
        not_assessed,
        category,
        within_days,
        icdr: worst(Condition::DiabeticRetinopathy),
        dme: worst(Condition::MacularEdema),
        conditions_not_assessed: Condition::ALL.iter().copied().filter(|c| !is_assessed(c)).collect(),
    }
}

/// What a Reading says of its eye. Disease seen on a photograph that cannot be graded counts; none seen proves nothing.
fn of_reading(reading: &Reading, eye: Option<Laterality>, protocol: &Protocol) -> Option<Because> {
    let referral = &reading.referral;
    let seen = referral.category.refers();
    if (reading.quality.verdict == Verdict::Reject || referral.category == ReferralCategory::Ungradable)
        && !seen
    {
        return None;
    }
    let own = match referral.category {
        ReferralCategory::Rescreen => protocol.icdr[0].within_days,
        _ => protocol.review.within_days,
    };
    let side = eye.map_or("A photograph of an eye that nobody named", name);
    Some(Because {
        reason: Reason::Eye,
        eye,
        symptom: None,
        category: referral.category,
        within_days: referral.within_days.unwrap_or(own),
        text: format!("{side}: {}", referral.because.join(" ")).trim_end().to_owned(),
    })
}

/// Photographs of neither eye: disease counts, and where an eye was not assessed somebody has to say whose they are.
fn unnamed(
    photographs: &[Photographed<'_>],
    eyes: &Eyes<EyeDecision>,
    protocol: &Protocol,
    because: &mut Vec<Because>,
) {
    let unnamed: Vec<_> = photographs.iter().filter(|p| p.eye() == Laterality::Unknown).collect();
    let readings = unnamed.iter().filter_map(|p| p.reading());
    because.extend(readings.filter_map(|r| of_reading(r, None, protocol)));
    let lacking = [&eyes.od, &eyes.os].iter().any(|eye| !eye.assessed && !eye.is_absent());
    if lacking && !unnamed.is_empty() {
        because.push(Because {
            reason: Reason::LateralityUnknown,
            eye: None,
            symptom: None,
            category: ReferralCategory::Review,
            within_days: protocol.review.within_days,
            text: "It is not known which eye a photograph is of: say which.".into(),
        });
    }
    for photograph in photographs.iter().filter(|p| p.disagrees()) {
        because.push(Because {
            reason: Reason::LateralityDisagrees,
            eye: Some(photograph.said),
            symptom: None,
            category: ReferralCategory::Review,
            within_days: protocol.review.within_days,
            text: format!(
                "{}: the picture looks like the other eye. Say again which it is.",
                name(photograph.said)
            ),
        });
    }
}

/// What the person tells, whatever the picture shows.
fn told(history: &History, eyes: &Eyes<EyeDecision>, protocol: &Protocol, because: &mut Vec<Because>) {
    let rules = &protocol.encounter;
    for &symptom in &history.symptoms {
        if let Some(row) = rules.symptoms.get(&symptom) {
            because.push(Because {
                reason: Reason::Symptom,
                eye: None,
                symptom: Some(symptom),
                category: row.category,
                within_days: row.within_days,
                text: format!(
                    "The person tells of {}: that counts whatever the photographs show.",
                    symptom.word().replace('_', " ")
                ),
            });
        }
    }
    let known = [(Laterality::Od, &history.eyes.od, &eyes.od), (Laterality::Os, &history.eyes.os, &eyes.os)];
    // An absent eye sees nothing and may have been operated on: that sends nobody anywhere.
    for (eye, known, _) in known.into_iter().filter(|(_, _, decided)| !decided.is_absent()) {
        let mut add = |reason, category, within_days, text: String| {
            let text = format!("{}: {text}", name(eye));
            because.push(Because { reason, eye: Some(eye), symptom: None, category, within_days, text });
        };
        let poor = &rules.poor_acuity;
        if let Some(acuity) = known.acuity_logmar.filter(|acuity| *acuity > poor.worse_than_logmar) {
            let text = format!("acuity {acuity:.2} logMAR is poorer than {:.2}.", poor.worse_than_logmar);
            add(Reason::PoorAcuity, poor.category, poor.within_days, text);
        }
        if known.earlier_laser == Some(true) {
            let row = rules.earlier_laser;
            let text = "it was treated with laser before; the reader was not measured on such eyes.".into();
            add(Reason::EarlierLaser, row.category, row.within_days, text);
        }
        if known.earlier_surgery == Some(true) {
            let row = rules.earlier_surgery;
            let text = "it was operated on before; the reader was not measured on such eyes.".into();
            add(Reason::EarlierSurgery, row.category, row.within_days, text);
        }
    }
}

/// One eye against the other.
fn compared(
    eyes: &Eyes<EyeDecision>,
    photographs: &[Photographed<'_>],
    protocol: &Protocol,
    because: &mut Vec<Because>,
) {
    let limits = &protocol.encounter.asymmetry;
    let mut add = |text: String| {
        because.push(Because {
            reason: Reason::Asymmetry,
            eye: None,
            symptom: None,
            category: ReferralCategory::Review,
            within_days: limits.within_days,
            text,
        });
    };
    if let (Some(right), Some(left)) = (eyes.od.icdr, eyes.os.icdr)
        && right.abs_diff(left) >= limits.icdr
    {
        add(format!("The eyes are far apart: ICDR {right} on the right, {left} on the left."));
    }
    let cup = |eye| {
        let own = photographs.iter().filter(|p| p.eye() == eye).filter_map(Photographed::reading);
        let readable = own.filter(|r| r.quality.verdict != Verdict::Reject);
        let ratios = readable.map(|r| &r.biometry.cup_disc_ratio_vertical).filter(|m| !m.research);
        ratios.filter_map(|m| m.value).max_by(f32::total_cmp)
    };
    if let (Some(right), Some(left)) = (cup(Laterality::Od), cup(Laterality::Os))
        && (right - left).abs() > limits.cup_disc_ratio
    {
        add(format!("The cup-to-disc ratios are far apart: {right:.2} on the right, {left:.2} on the left."));
    }
}

fn name(eye: Laterality) -> &'static str {
    match eye {
        Laterality::Od => "Right eye",
        Laterality::Os => "Left eye",
        Laterality::Unknown => "An eye that nobody named",
    }
}

fn why_not(why: NotAssessed) -> &'static str {
    match why {
        NotAssessed::Absent => "it is absent: there is nothing to assess.",
        NotAssessed::CouldNot => "it could not be photographed; disease there is not excluded.",
        NotAssessed::Refused => "a photograph of it was refused; disease there is not excluded.",
        NotAssessed::NoPhotograph => "no photograph was taken of it; disease there is not excluded.",
        NotAssessed::NotReadYet => "its photographs are not read yet.",
        NotAssessed::ReadingFailed => "its photographs could not be read; disease there is not excluded.",
        NotAssessed::Ungradable => "no photograph of it can be graded; disease there is not excluded.",
        NotAssessed::NoClaim => {
            "retinopathy or macular oedema risk was not assessed: the model has no measured claim for it."
        }
    }
}

#[cfg(test)]
mod tests;
