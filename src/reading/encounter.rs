//! The encounter (`ocellus.encounter/1`): both eyes, every photograph and what the person tells become one decision.
//!
//! The worst eye counts; an eye that was not assessed counts; symptoms refer whatever the picture shows; what is
//! `research` moves nothing. More disease never makes the decision less pressing.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::protocol::Protocol;
use super::types::Reading;
use crate::terms::*;

/// The `schema` field of every encounter.
pub const ENCOUNTER_SCHEMA: &str = "ocellus.encounter/1";

/// Something of the right eye (OD) and of the left (OS).
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Eyes<T> {
    #[serde(rename = "OD")]
    pub od: T,
    #[serde(rename = "OS")]
    pub os: T,
}

impl<T> Eyes<T> {
    /// Of one eye; nothing where it is not said which.
    pub fn of(&self, eye: Laterality) -> Option<&T> {
        match eye {
            Laterality::Od => Some(&self.od),
            Laterality::Os => Some(&self.os),
            Laterality::Unknown => None,
        }
    }
}

/// What is known of one eye before it is photographed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EyeHistory {
    /// logMAR: 0 is 6/6, greater is worse. Null where it was not measured.
    #[schema(required)]
    pub acuity_logmar: Option<f64>,
    /// Null where it was not asked.
    #[schema(required)]
    pub earlier_laser: Option<bool>,
    /// Null where it was not asked.
    #[schema(required)]
    pub earlier_surgery: Option<bool>,
}

/// What a person tells.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct History {
    pub symptoms: Vec<Symptom>,
    pub diabetes: Diabetes,
    /// Years since diabetes was found; null where it is not known.
    #[schema(required)]
    pub diabetes_years: Option<u32>,
    pub eyes: Eyes<EyeHistory>,
}

impl Default for History {
    fn default() -> History {
        History { symptoms: vec![], diabetes: Diabetes::Unknown, diabetes_years: None, eyes: Eyes::default() }
    }
}

/// One photograph of the encounter, as the decision sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Considered {
    /// ULID in the record; null where there is none.
    #[schema(required)]
    pub photograph_id: Option<String>,
    /// ULID of the Reading that counts; null where it is not read.
    #[schema(required)]
    pub reading_id: Option<String>,
    pub file: String,
    /// The eye it counts for.
    pub eye: Laterality,
    /// The eye that the picture looks like; null where it is not read.
    #[schema(required)]
    pub picture_eye: Option<Laterality>,
    #[schema(required)]
    pub verdict: Option<Verdict>,
    #[schema(required)]
    pub category: Option<ReferralCategory>,
    #[schema(required)]
    pub within_days: Option<u32>,
    /// Whether the Reading was corrected by a doctor.
    pub corrected: bool,
}

/// What is decided of one eye.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct EyeDecision {
    /// Whether retinopathy and macular oedema risk were assessed on a photograph that can be graded.
    pub assessed: bool,
    /// Why not; null where it was.
    #[schema(required)]
    pub not_assessed: Option<NotAssessed>,
    pub category: ReferralCategory,
    pub within_days: u32,
    /// Worst ICDR grade of its photographs, 0–4; null where none was graded.
    #[schema(required)]
    pub icdr: Option<u8>,
    /// Worst macular oedema risk, 0–2; null where none was graded.
    #[schema(required)]
    pub dme: Option<u8>,
    /// Conditions that no photograph of this eye was assessed for.
    pub conditions_not_assessed: Vec<Condition>,
}

/// One reason for the decision.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Because {
    pub reason: Reason,
    /// The eye it is of; null where it is of the person.
    #[schema(required)]
    pub eye: Option<Laterality>,
    /// Only where `reason` is `symptom`.
    #[schema(required)]
    pub symptom: Option<Symptom>,
    pub category: ReferralCategory,
    pub within_days: u32,
    /// In English words.
    pub text: String,
}

/// What is decided for the person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PersonReferral {
    pub category: ReferralCategory,
    pub within_days: u32,
    /// Every reason, most pressing first.
    pub because: Vec<Because>,
}

/// One visit of one person, and what is decided of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Encounter {
    /// Always `ocellus.encounter/1`.
    pub schema: String,
    /// ULID.
    pub id: String,
    /// UTC, RFC 3339.
    pub created_at: String,
    /// Version of this software.
    pub software: String,
    /// The protocol that made the decision, `name/version`.
    pub protocol: String,
    /// False while a photograph waits for the reader: the decision can still become more pressing, or less.
    pub complete: bool,
    pub history: History,
    pub eyes: Eyes<EyeDecision>,
    pub photographs: Vec<Considered>,
    pub referral: PersonReferral,
    /// That this is not a cleared device.
    pub notice: String,
}

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
        od: eye(Laterality::Od, photographs, protocol, &mut because),
        os: eye(Laterality::Os, photographs, protocol, &mut because),
    };
    unnamed(photographs, &eyes, protocol, &mut because);
    told(history, protocol, &mut because);
    compared(&eyes, photographs, protocol, &mut because);
    let mut told: Vec<Because> = Vec::new();
    for reason in because {
        if !told.contains(&reason) {
            told.push(reason);
        }
    }
    told.sort_by_key(|b| (pressing(b.category), b.within_days));
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

/// Most pressing first. An eye that cannot be graded after retakes is a result, and refers; a doctor's look does not.
pub fn pressing(category: ReferralCategory) -> u8 {
    match category {
        ReferralCategory::Urgent => 0,
        ReferralCategory::Refer => 1,
        ReferralCategory::Ungradable => 2,
        ReferralCategory::Review => 3,
        ReferralCategory::Rescreen => 4,
    }
}

/// The most pressing reason names what is done. Where that sends the person elsewhere, the shortest interval of all
/// reasons that do so counts.
fn weigh(because: Vec<Because>) -> PersonReferral {
    let sends = |category| pressing(category) <= pressing(ReferralCategory::Ungradable);
    // Both eyes give a reason, always.
    let category = because.first().map_or(ReferralCategory::Review, |first| first.category);
    let counts = |b: &&Because| b.category == category || (sends(category) && sends(b.category));
    let within_days = because.iter().filter(counts).map(|b| b.within_days).min().unwrap_or(0);
    PersonReferral { category, within_days, because }
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
    let not_assessed = (!assessed).then(|| {
        if readings.iter().any(|r| r.quality.verdict != Verdict::Reject) {
            NotAssessed::NoClaim
        } else if own.iter().any(|p| matches!(p.read, ReadSoFar::Waiting)) {
            NotAssessed::NotReadYet
        } else if !readings.is_empty() {
            NotAssessed::Ungradable
        } else if !own.is_empty() {
            NotAssessed::ReadingFailed
        } else {
            NotAssessed::NoPhotograph
        }
    });
    if let Some(why) = not_assessed {
        // What waits for the reader, and what no model can assess, is for a doctor; the rest refers.
        let (category, within) = match why {
            NotAssessed::NotReadYet | NotAssessed::NoClaim => (ReferralCategory::Review, &protocol.review),
            _ => (ReferralCategory::Ungradable, &protocol.ungradable),
        };
        reasons.push(Because {
            reason: Reason::EyeNotAssessed,
            eye: Some(eye),
            symptom: None,
            category,
            within_days: within.within_days,
            text: format!("{}: {}", name(eye), why_not(why)),
        });
    }
    let worst = |condition| readings.iter().filter_map(|r| grade(r, condition)).max();
    let is_assessed = |condition: &Condition| {
        readings.iter().filter(readable).any(|r| {
            let found = r.conditions.iter().find(|c| c.condition == *condition);
            found.is_some_and(|c| c.status != Status::NotAssessed && !c.research)
        })
    };
    reasons.sort_by_key(|b| (pressing(b.category), b.within_days));
    let PersonReferral { category, within_days, because: reasons } = weigh(reasons);
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
    let seen = matches!(referral.category, ReferralCategory::Urgent | ReferralCategory::Refer);
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
    let lacking = !eyes.od.assessed || !eyes.os.assessed;
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
fn told(history: &History, protocol: &Protocol, because: &mut Vec<Because>) {
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
    for (eye, known) in [(Laterality::Od, &history.eyes.od), (Laterality::Os, &history.eyes.os)] {
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
#[path = "encounter_tests.rs"]
mod tests;
