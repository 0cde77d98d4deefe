//! A doctor's correction of a Reading: a new version in which what the person says stands, and from which the referral
//! follows anew. What the readers gave stays in the version before.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::conditions::Graded;
use super::protocol::Protocol;
use super::referral::{Grounds, refer};
use super::types::*;
use super::{chain, report};
use crate::fault::{Explain, FaultCode};
use crate::terms::*;
use crate::words::{self, Said};

/// What a person says instead; which of it is needed depends on what is corrected.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Correction {
    /// Of a finding: what it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<Label>,
    /// Of a finding: where it is, `[x1, y1, x2, y2]`, 0–999.
    #[serde(rename = "box", skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Vec<u16>>, min_items = 4, max_items = 4)]
    pub bounds: Option<Box999>,
    /// Of a condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Of a graded condition: ICDR 0–4, or macular oedema risk 0–2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stage: Option<u8>,
    /// Of the referral.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<ReferralCategory>,
    /// Of the referral; as the protocol has it where it is not named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within_days: Option<u32>,
    /// Of the quality.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
}

/// What of a Reading is judged, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Assessed<'a> {
    pub about: About,
    /// The finding's id, the condition's name; empty for the others, and for a finding that is drawn anew.
    pub target: &'a str,
    pub judgement: Judgement,
    pub correction: Option<&'a Correction>,
}

#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorrectionError {
    #[error("this reading has no {about} {target:?}")]
    NoTarget { about: About, target: String },
    #[error("the correction {0}")]
    Unfit(&'static str),
}

impl Explain for CorrectionError {
    fn code(&self) -> FaultCode {
        match self {
            CorrectionError::NoTarget { .. } => FaultCode::NotFound,
            CorrectionError::Unfit(_) => FaultCode::BadRequest,
        }
    }
    fn remedy(&self) -> String {
        match self {
            CorrectionError::NoTarget { .. } => "Open the reading as it is now.".into(),
            CorrectionError::Unfit(_) => "See /api/openapi.json for what may be said.".into(),
        }
    }
}

use CorrectionError::Unfit;

/// The grades a person set, for the conditions that the protocol grades.
const GRADED: [(Condition, Scale, u8); 2] =
    [(Condition::DiabeticRetinopathy, Scale::Icdr, 4), (Condition::MacularEdema, Scale::DmeRisk, 2)];

/// The Reading as it is after a judgement by `by`; none where it agrees. The caller gives it to the record.
pub fn correct(
    reading: &Reading,
    said: &Assessed<'_>,
    by: &str,
    protocol: &Protocol,
) -> Result<Option<Reading>, CorrectionError> {
    if (said.judgement == Judgement::Corrected) != said.correction.is_some() {
        return Err(Unfit("stands where, and only where, the verdict is `corrected`"));
    }
    let mut new = reading.clone();
    match said.about {
        About::Finding => finding(&mut new, said)?,
        About::Condition => condition(&mut new, said)?,
        About::Quality => quality(&mut new, said)?,
        About::Referral => referral(&mut new, said, protocol)?,
    }
    if said.judgement == Judgement::Agreed {
        return Ok(None);
    }
    new.id = ulid::Ulid::generate().to_string();
    new.created_at = jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
    new.corrected_by = Some(by.into());
    new.supersedes = Some(reading.id.clone());
    let mark = Corrected { about: said.about, target: said.target.into() };
    if !new.corrections.contains(&mark) {
        new.corrections.push(mark);
    }
    match said.about {
        About::Condition | About::Quality => {
            // Grades make the referral again, also where it was said otherwise before.
            new.corrections.retain(|c| c.about != About::Referral);
            new.referral = follow(&new, protocol);
        }
        About::Finding | About::Referral => {}
    }
    retell(&mut new, protocol);
    Ok(Some(new))
}

fn finding(reading: &mut Reading, said: &Assessed<'_>) -> Result<(), CorrectionError> {
    let at = reading.findings.iter().position(|f| f.id == said.target);
    let missing = || CorrectionError::NoTarget { about: said.about, target: said.target.into() };
    let bounds = said.correction.and_then(|c| c.bounds);
    if bounds.is_some_and(|[x1, y1, x2, y2]| x1 >= x2 || y1 >= y2 || x2 > 999 || y2 > 999) {
        return Err(Unfit("has a box that encloses nothing"));
    }
    match (said.judgement, said.correction) {
        (Judgement::Agreed, _) => at.map(|_| ()).ok_or_else(missing),
        (Judgement::Rejected, _) => {
            let gone = reading.findings.remove(at.ok_or_else(missing)?);
            for condition in &mut reading.conditions {
                condition.evidence.retain(|id| *id != gone.id);
            }
            Ok(())
        }
        (Judgement::Corrected, Some(correction)) if said.target.is_empty() => {
            let (Some(label), Some(bounds)) = (correction.label, correction.bounds) else {
                return Err(Unfit("draws a finding without label or box"));
            };
            let number = |f: &Finding| f.id.strip_prefix('F').and_then(|n| n.parse::<u32>().ok());
            let next = reading.findings.iter().filter_map(number).max().unwrap_or(0).saturating_add(1);
            let drawn = placed(reading, format!("F{next}"), label, bounds);
            reading.findings.push(drawn);
            Ok(())
        }
        (Judgement::Corrected, correction) => {
            let at = at.ok_or_else(missing)?;
            let before = &reading.findings[at];
            let (label, bounds) = correction.map_or((None, None), |c| (c.label, c.bounds));
            if label.is_none() && bounds.is_none() {
                return Err(Unfit("says neither what nor where the finding is"));
            }
            let moved = placed(
                reading,
                before.id.clone(),
                label.unwrap_or(before.label),
                bounds.unwrap_or(before.bounds),
            );
            reading.findings[at] = moved;
            Ok(())
        }
    }
}

/// A finding as a person drew it, measured from the landmarks of the Reading.
fn placed(reading: &Reading, id: String, label: Label, bounds: Box999) -> Finding {
    let (width, height) = (reading.image.width as f32, reading.image.height as f32);
    let pixels = |[x, y]: [f32; 2]| [x / 999.0 * width, y / 999.0 * height];
    let [x1, y1, x2, y2] = bounds.map(f32::from);
    let ([left, top], [right, bottom]) = (pixels([x1, y1]), pixels([x2, y2]));
    let centre = [(left + right) / 2.0, (top + bottom) / 2.0];
    let disc = reading.landmarks.disc.as_ref().map(|disc| {
        let [x1, _, x2, _] = disc.bounds.map(f32::from);
        (pixels(disc.centre.map(f32::from)), (x2 - x1) / 999.0 * width)
    });
    let fovea = reading.landmarks.fovea.as_ref().map(|fovea| pixels(fovea.centre.map(f32::from)));
    let distance = |a: [f32; 2], b: [f32; 2]| (a[0] - b[0]).hypot(a[1] - b[1]);
    let (mut fovea_distance_dd, mut sector) = (None, Sector::Unknown);
    if let (Some((disc, diameter)), Some(fovea)) = (disc, fovea)
        && diameter > 0.0
    {
        let dd = distance(centre, fovea) / diameter;
        let nasal = (centre[0] > fovea[0]) == (disc[0] > fovea[0]);
        fovea_distance_dd = Some(dd);
        sector = match (centre[1] < fovea[1], nasal) {
            _ if dd <= 1.0 => Sector::Macular,
            (true, true) => Sector::Superonasal,
            (true, false) => Sector::Superotemporal,
            (false, true) => Sector::Inferonasal,
            (false, false) => Sector::Inferotemporal,
        };
    }
    Finding {
        id,
        label,
        source: Source::Person,
        bounds,
        box_px: [left.floor(), top.floor(), right.ceil().min(width), bottom.ceil().min(height)]
            .map(|v| v as u32),
        score: 1.0,
        area_dd2: None,
        fovea_distance_dd,
        sector,
        research: false,
    }
}

fn condition(reading: &mut Reading, said: &Assessed<'_>) -> Result<(), CorrectionError> {
    let name = Condition::from_word(said.target);
    let found = reading.conditions.iter_mut().find(|c| Some(c.condition) == name);
    let Some(found) = found else {
        return Err(CorrectionError::NoTarget { about: said.about, target: said.target.into() });
    };
    let scale = GRADED.iter().find(|(condition, ..)| Some(*condition) == name);
    let (status, stage) = match (said.judgement, said.correction) {
        (Judgement::Agreed, _) => return Ok(()),
        (Judgement::Rejected, _) => (Status::Absent, scale.map(|_| 0)),
        (Judgement::Corrected, correction) => {
            let correction = correction.cloned().unwrap_or_default();
            let by_stage = |stage| if stage > 0 { Status::Present } else { Status::Absent };
            let status = correction.status.or(correction.stage.map(by_stage));
            let status = status.ok_or(Unfit("says neither status nor stage of the condition"))?;
            match (scale, correction.stage) {
                (None, Some(_)) => return Err(Unfit("gives a stage to a condition without a scale")),
                (Some((.., most)), Some(stage)) if stage > *most => {
                    return Err(Unfit("gives a stage beyond the scale"));
                }
                (Some(_), None) if status == Status::Present => {
                    return Err(Unfit("says that a graded condition is there without its stage"));
                }
                (Some(_), None) if status == Status::Absent => (status, Some(0)),
                (_, Some(stage))
                    if (stage > 0) != (status == Status::Present) && status != Status::Uncertain =>
                {
                    return Err(Unfit("contradicts itself: stage and status"));
                }
                (_, stage) => (status, stage),
            }
        }
    };
    found.status = status;
    // A person gives no probability of their own; what is said is taken for sure.
    found.probability = match status {
        Status::Present => Some(1.0),
        Status::Absent => Some(0.0),
        Status::Uncertain => Some(0.5),
        Status::NotAssessed => None,
    };
    found.stage = match (scale, stage) {
        (Some((_, scale, most)), Some(value)) if status != Status::NotAssessed => Some(Stage {
            scale: *scale,
            value,
            probabilities: (0..=*most).map(|grade| if grade == value { 1.0 } else { 0.0 }).collect(),
        }),
        _ => None,
    };
    found.abstention = None;
    found.research = false;
    if status == Status::Absent {
        found.evidence.clear();
    }
    Ok(())
}

fn quality(reading: &mut Reading, said: &Assessed<'_>) -> Result<(), CorrectionError> {
    if !said.target.is_empty() {
        return Err(CorrectionError::NoTarget { about: said.about, target: said.target.into() });
    }
    let verdict = match (said.judgement, said.correction.and_then(|c| c.verdict)) {
        (Judgement::Agreed, _) => return Ok(()),
        (Judgement::Corrected, Some(verdict)) => verdict,
        _ => return Err(Unfit("of a quality says the verdict")),
    };
    reading.quality.verdict = verdict;
    if verdict == Verdict::Good {
        reading.quality.reasons.clear();
        reading.quality.cause = None;
        reading.quality.instruction.clear();
    }
    if verdict == Verdict::Reject {
        let by_person = |c: &ConditionReading| {
            let mark = Corrected { about: About::Condition, target: c.condition.word().into() };
            reading.corrections.contains(&mark)
        };
        let doubted: Vec<bool> =
            reading.conditions.iter().map(|c| c.status == Status::Absent && !by_person(c)).collect();
        for (condition, _) in reading.conditions.iter_mut().zip(doubted).filter(|(_, doubted)| *doubted) {
            // Disease not seen on a photograph that cannot be graded proves nothing.
            condition.status = Status::Uncertain;
        }
    }
    Ok(())
}

/// Why a referral stands that a doctor made, or that follows from what a doctor corrected.
const DECIDED: &str = "reading-because-doctor-decided";
const CORRECTED: &str = "reading-because-doctor-corrected";

fn referral(reading: &mut Reading, said: &Assessed<'_>, protocol: &Protocol) -> Result<(), CorrectionError> {
    if !said.target.is_empty() {
        return Err(CorrectionError::NoTarget { about: said.about, target: said.target.into() });
    }
    let correction = match (said.judgement, said.correction) {
        (Judgement::Agreed, _) => return Ok(()),
        (Judgement::Corrected, Some(correction)) => correction,
        _ => return Err(Unfit("of a referral says the category")),
    };
    let category = correction.category.ok_or(Unfit("of a referral says the category"))?;
    if correction.within_days.is_some_and(|days| !(1..=3650).contains(&days)) {
        return Err(Unfit("has an interval that is not 1 to 3650 days"));
    }
    let by_protocol = |rows: &[super::protocol::Row]| {
        rows.iter().filter(|row| row.category == category).map(|row| row.within_days).min()
    };
    let usual = match category {
        ReferralCategory::Review => Some(protocol.review.within_days),
        ReferralCategory::Ungradable => Some(protocol.ungradable.within_days),
        _ => by_protocol(&protocol.icdr),
    };
    reading.referral = Referral {
        category,
        probability: None,
        abstention: None,
        within_days: correction.within_days.or(usual),
        because: vec![words::word(Lang::En, DECIDED)],
        reasons: vec![Said::plain(DECIDED)],
    };
    Ok(())
}

/// The referral that follows from the conditions and the quality as they stand now.
fn follow(reading: &Reading, protocol: &Protocol) -> Referral {
    let by_person = |condition: Condition| {
        let mark = Corrected { about: About::Condition, target: condition.word().into() };
        reading.corrections.contains(&mark)
    };
    let graded = |condition: Condition| {
        let found = reading.conditions.iter().find(|c| c.condition == condition)?;
        let stage = found.stage.as_ref().filter(|_| !found.research)?;
        let shares = &stage.probabilities;
        let at_least: Vec<f32> = (1..shares.len()).map(|grade| shares[grade..].iter().sum()).collect();
        // The band only says whether the words tell of doubt.
        let uncertain = if found.status == Status::Uncertain { [0.0, 1.1] } else { [0.5, 0.5] };
        Some(Graded { at_least, uncertain, abstention: None })
    };
    let (dr, dme) = (graded(Condition::DiabeticRetinopathy), graded(Condition::MacularEdema));
    let by_persons = GRADED.iter().any(|(condition, ..)| by_person(*condition));
    // A rule about what a person has looked at and said is settled.
    let settled = |rule: Rule| match rule {
        Rule::StageHasLesions | Rule::LesionsHaveStage => by_person(Condition::DiabeticRetinopathy),
        Rule::OedemaMatchesExudates | Rule::LandmarksPlausible => by_person(Condition::MacularEdema),
        Rule::ReadersAgreeReferable | Rule::ChainComplete => by_persons,
        _ => false,
    };
    let checks: Vec<Check> = reading.checks.iter().filter(|c| !settled(c.rule)).cloned().collect();
    let grounds = Grounds {
        dr: dr.as_ref(),
        dme: dme.as_ref(),
        // The readers' probability says nothing of what a person has graded.
        referable: reading.referral.probability.filter(|_| !by_persons),
        gradable: reading.quality.verdict != Verdict::Reject,
        checks: &checks,
    };
    let mut referral = refer(&grounds, protocol);
    referral.because.insert(0, words::word(Lang::En, CORRECTED));
    referral.reasons.insert(0, Said::plain(CORRECTED));
    referral
}

/// Text follows what stands: no step of the readers is left that could contradict it.
fn retell(reading: &mut Reading, protocol: &Protocol) {
    for label in reading.findings.iter().filter(|f| f.source == Source::Person).map(|f| f.label) {
        if !reading.findings_assessed.contains(&label) {
            reading.findings_assessed.push(label);
        }
    }
    let own = chain::again(reading, protocol);
    for step in own {
        match reading.chain.iter_mut().find(|said| said.step == step.step) {
            Some(said) => *said = step,
            None => reading.chain.push(step),
        }
    }
    reading.report = report::report(reading, Lang::En);
}

#[cfg(test)]
#[path = "correct_tests.rs"]
mod tests;
