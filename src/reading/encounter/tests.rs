//! Many combinations of eyes and histories, and that more disease never makes the decision less pressing.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use serde_json::json;

use super::*;
use ReferralCategory::*;

static PROTOCOL: LazyLock<Protocol> = LazyLock::new(|| Protocol::load(None).expect("built in"));

fn protocol() -> &'static Protocol {
    &PROTOCOL
}

/// A Reading is composed once for every eye, quality and grade: the lot draws thousands.
fn reading(eye: Laterality, verdict: Verdict, icdr: u8, dme: u8) -> Reading {
    type Key = (Laterality, Verdict, u8, u8);
    static KNOWN: LazyLock<Mutex<HashMap<Key, Reading>>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().expect("no test panics under it");
    known.entry((eye, verdict, icdr, dme)).or_insert_with(|| composed(eye, verdict, icdr, dme)).clone()
}

/// A Reading of an eye with an ICDR grade and a macular oedema risk, its referral as the protocol has it.
fn composed(eye: Laterality, verdict: Verdict, icdr: u8, dme: u8) -> Reading {
    let protocol = protocol();
    let rows = [&protocol.icdr[icdr as usize], &protocol.dme[dme as usize]];
    let worst = rows.iter().min_by_key(|row| (row.category, row.within_days)).expect("two rows");
    let (mut category, mut within_days) = (worst.category, worst.within_days);
    if verdict == Verdict::Reject {
        within_days = within_days.min(protocol.ungradable.within_days);
        if category == Rescreen {
            category = Ungradable;
        }
    }
    let stage = |scale: Scale, value: u8| json!({ "scale": scale, "value": value, "probabilities": [1.0] });
    let conditions: Vec<_> = Condition::ALL
        .iter()
        .map(|condition| {
            let stage = match condition {
                Condition::DiabeticRetinopathy => stage(Scale::Icdr, icdr),
                Condition::MacularEdema => stage(Scale::DmeRisk, dme),
                _ => json!(null),
            };
            let (status, probability) =
                if stage.is_null() { ("not_assessed", None) } else { ("present", Some(0.9)) };
            json!({ "condition": condition, "status": status, "probability": probability, "stage": stage,
                    "evidence": [], "research": false })
        })
        .collect();
    serde_json::from_value(json!({
        "schema": "ocellus.reading/1", "id": format!("{eye}-{icdr}-{dme}"), "created_at": "2026-01-01T00:00:00Z",
        "file": "eye.jpg", "software": "0.1.0", "protocol": "icdr-ico/1",
        "image": { "sha256": "0", "width": 640, "height": 480, "field_of_view": null },
        "quality": { "verdict": verdict, "score": 0.9, "reasons": [], "cause": null, "instruction": "" },
        "eye": { "laterality": eye, "probability": 0.97 },
        "landmarks": { "disc": null, "cup": { "value": null, "reason": "" }, "fovea": null },
        "findings_assessed": [], "findings": [],
        "biometry": { "vessel_density": { "value": null, "reason": "" },
                      "cup_disc_ratio_vertical": { "value": null, "reason": "" } },
        "conditions": conditions, "chain": [], "checks": [],
        "referral": { "category": category, "probability": 0.5, "within_days": within_days, "because": ["graded"] },
        "report": { "lang": "en", "text": "" },
        "models": { "evidence": null, "language": null, "fallbacks": [] },
        "timings_ms": { "decode": 0, "quality": 0, "evidence": 0, "language": 0, "total": 0 }
    }))
    .expect("a Reading")
}

fn seen(reading: &Reading) -> Photographed<'_> {
    Photographed {
        id: None,
        file: "eye.jpg",
        said: Laterality::Unknown,
        confirmed: false,
        read: ReadSoFar::Read(reading),
    }
}

fn decided(history: &History, readings: &[Reading]) -> Encounter {
    let photographs: Vec<_> = readings.iter().map(seen).collect();
    decide("01J0000000000000000000000E", history, &photographs, protocol())
}

const OD: Laterality = Laterality::Od;
const OS: Laterality = Laterality::Os;

/// What comes out where nothing is told.
fn outcome(readings: &[Reading]) -> (ReferralCategory, u32) {
    let decided = decided(&History::default(), readings);
    (decided.referral.category, decided.referral.within_days)
}

#[test]
fn the_worst_eye_counts_and_an_eye_that_was_not_assessed_counts() {
    let (good, reject) = (Verdict::Good, Verdict::Reject);
    for (readings, expected) in [
        (vec![], (Ungradable, 30)),
        (vec![reading(OD, good, 0, 0)], (Ungradable, 30)),
        (vec![reading(OD, good, 0, 0), reading(OS, good, 0, 0)], (Rescreen, 365)),
        (vec![reading(OD, good, 1, 0), reading(OS, good, 0, 0)], (Rescreen, 365)),
        (vec![reading(OD, Verdict::Usable, 0, 0), reading(OS, good, 0, 0)], (Rescreen, 365)),
        (vec![reading(OD, good, 2, 0), reading(OS, good, 0, 0)], (Refer, 180)),
        (vec![reading(OD, good, 0, 0), reading(OS, good, 0, 1)], (Refer, 90)),
        (vec![reading(OD, good, 2, 0), reading(OS, good, 3, 0)], (Refer, 90)),
        (vec![reading(OD, good, 2, 0), reading(OS, good, 0, 2)], (Refer, 30)),
        (vec![reading(OD, good, 4, 0), reading(OS, good, 0, 0)], (Urgent, 30)),
        (vec![reading(OD, reject, 0, 0), reading(OS, good, 0, 0)], (Ungradable, 30)),
        // The other eye refers within half a year, but the one that was not seen does not wait so long.
        (vec![reading(OD, reject, 0, 0), reading(OS, good, 2, 0)], (Refer, 30)),
        (vec![reading(OD, good, 2, 0)], (Refer, 30)),
        (vec![reading(OD, reject, 3, 0), reading(OS, good, 0, 0)], (Refer, 30)),
        // Several of one eye: the readable ones count, and disease in any.
        (vec![reading(OD, reject, 0, 0), reading(OD, good, 0, 0), reading(OS, good, 0, 0)], (Rescreen, 365)),
        (vec![reading(OD, good, 0, 0), reading(OD, good, 2, 0), reading(OS, good, 0, 0)], (Refer, 180)),
        (vec![reading(OD, good, 0, 0), reading(OD, reject, 4, 0), reading(OS, good, 0, 0)], (Urgent, 30)),
        // An eye that nobody named: its disease counts, its health proves nothing of either.
        (
            vec![reading(OD, good, 0, 0), reading(OS, good, 0, 0), reading(Laterality::Unknown, good, 2, 0)],
            (Refer, 180),
        ),
        (
            vec![reading(OD, good, 0, 0), reading(OS, good, 0, 0), reading(Laterality::Unknown, good, 0, 0)],
            (Rescreen, 365),
        ),
        (vec![reading(OD, good, 0, 0), reading(Laterality::Unknown, good, 0, 0)], (Ungradable, 30)),
    ] {
        let told: Vec<_> = readings.iter().map(|r| format!("{} {}", r.quality.verdict, r.id)).collect();
        assert_eq!(outcome(&readings), expected, "{told:?}");
    }
}

#[test]
fn why_an_eye_was_not_assessed_is_told() {
    let unread = |read| Photographed { id: None, file: "x", said: OD, confirmed: false, read };
    let rejected = reading(OD, Verdict::Reject, 0, 0);
    let mut unclaimed = reading(OD, Verdict::Good, 0, 0);
    unclaimed.conditions[1].status = Status::NotAssessed;
    unclaimed.referral.category = Review;
    let mut research = reading(OD, Verdict::Good, 0, 0);
    research.conditions[5].research = true;
    for (photographs, why, category) in [
        (vec![], NotAssessed::NoPhotograph, Ungradable),
        (vec![unread(ReadSoFar::Waiting)], NotAssessed::NotReadYet, Review),
        (vec![unread(ReadSoFar::Failed)], NotAssessed::ReadingFailed, Ungradable),
        (vec![seen(&rejected)], NotAssessed::Ungradable, Ungradable),
        (vec![seen(&rejected), unread(ReadSoFar::Waiting)], NotAssessed::NotReadYet, Review),
        (vec![seen(&unclaimed)], NotAssessed::NoClaim, Review),
        (vec![seen(&research)], NotAssessed::NoClaim, Review),
    ] {
        let decided = decide("x", &History::default(), &photographs, protocol());
        let eye = &decided.eyes.od;
        assert_eq!((eye.assessed, eye.not_assessed, eye.category), (false, Some(why), category));
        assert_eq!(decided.complete, !photographs.iter().any(|p| matches!(p.read, ReadSoFar::Waiting)));
        let told = decided.referral.because.iter();
        assert!(told.clone().any(|b| b.reason == Reason::EyeNotAssessed && b.eye == Some(OD)), "{why}");
        assert_ne!(decided.referral.category, Rescreen);
    }
}

#[test]
fn an_absent_eye_brings_nobody_back_and_one_that_could_not_be_photographed_refers() {
    let (right, left) = (reading(OD, Verdict::Good, 0, 0), reading(OS, Verdict::Good, 0, 0));
    let sick = reading(OD, Verdict::Good, 2, 0);
    let black = reading(OS, Verdict::Reject, 0, 0);
    let with = |why, known: EyeHistory| {
        let os = EyeHistory { no_photograph: Some(why), ..known };
        History { eyes: Eyes { od: EyeHistory::default(), os }, ..History::default() }
    };
    let nothing = EyeHistory::default();
    let blind = EyeHistory { acuity_logmar: Some(3.0), earlier_surgery: Some(true), ..nothing };
    let reasons = |decided: &Encounter, reason| decided.referral.because.iter().any(|b| b.reason == reason);
    for known in [nothing, blind] {
        for photographs in [vec![right.clone()], vec![right.clone(), black.clone()]] {
            let alone = decided(&with(NoPhotograph::Absent, known), &photographs);
            assert_eq!((alone.referral.category, alone.referral.within_days), (Rescreen, 365), "{known:?}");
            assert_eq!(alone.eyes.os.not_assessed, Some(NotAssessed::Absent));
            assert!(reasons(&alone, Reason::EyeAbsent) && !reasons(&alone, Reason::EyeNotAssessed));
        }
    }
    assert_eq!(decided(&with(NoPhotograph::Absent, nothing), &[sick]).referral.category, Refer);
    for why in [NoPhotograph::CouldNot, NoPhotograph::Refused] {
        for photographs in [vec![right.clone()], vec![right.clone(), black.clone()]] {
            let one = decided(&with(why, nothing), &photographs);
            assert_eq!((one.referral.category, one.referral.within_days), (Ungradable, 30));
            assert_eq!(one.eyes.os.not_assessed, Some(why.into()));
        }
        // A photograph that can be graded after all is what counts.
        let both = decided(&with(why, nothing), &[right.clone(), left.clone()]);
        assert_eq!(both.referral.category, Rescreen);
    }
    // Somebody is wrong: a person says which eye it is.
    let photographed = decided(&with(NoPhotograph::Absent, nothing), &[right.clone(), left]);
    assert_eq!(photographed.referral.category, Review);
    assert!(reasons(&photographed, Reason::AbsentEyePhotographed));
    // Nobody is sent home because both eyes were said to be absent.
    let eye = EyeHistory { no_photograph: Some(NoPhotograph::Absent), ..nothing };
    let none = History { eyes: Eyes { od: eye, os: eye }, ..History::default() };
    assert_eq!(decided(&none, &[]).referral.category, Review);
}

#[test]
fn who_is_sent_for_what_they_told_alone_is_told_so() {
    let healthy = [reading(OD, Verdict::Good, 0, 0), reading(OS, Verdict::Good, 0, 0)];
    let sick = [reading(OD, Verdict::Good, 2, 0), reading(OS, Verdict::Good, 0, 0)];
    let flashes = History { symptoms: vec![Symptom::Flashes], ..History::default() };
    for (history, readings, alone) in [
        (&flashes, &healthy, true),
        (&flashes, &sick, false),
        (&History::default(), &sick, false),
        (&History::default(), &healthy, false),
    ] {
        assert_eq!(decided(history, readings).referral.told_alone, alone, "{history:?}");
    }
}

#[test]
fn what_a_person_tells_counts_whatever_the_pictures_show() {
    let healthy = [reading(OD, Verdict::Good, 0, 0), reading(OS, Verdict::Good, 0, 0)];
    let mut tables = vec![
        (History::default(), (Rescreen, 365), None),
        (
            History { diabetes: Diabetes::Type1, diabetes_years: Some(40), ..History::default() },
            (Rescreen, 365),
            None,
        ),
    ];
    for (&symptom, row) in &protocol().encounter.symptoms {
        let told = History { symptoms: vec![symptom], ..History::default() };
        tables.push((told, (row.category, row.within_days), Some(Reason::Symptom)));
    }
    let eye = |od: EyeHistory| History { eyes: Eyes { od, os: EyeHistory::default() }, ..History::default() };
    let known = EyeHistory::default();
    for (od, expected, reason) in [
        (EyeHistory { acuity_logmar: Some(0.3), ..known }, (Rescreen, 365), None),
        (EyeHistory { acuity_logmar: Some(0.48), ..known }, (Refer, 90), Some(Reason::PoorAcuity)),
        (EyeHistory { earlier_laser: Some(true), ..known }, (Review, 30), Some(Reason::EarlierLaser)),
        (EyeHistory { earlier_surgery: Some(true), ..known }, (Review, 30), Some(Reason::EarlierSurgery)),
        (
            EyeHistory { earlier_laser: Some(false), earlier_surgery: Some(false), ..known },
            (Rescreen, 365),
            None,
        ),
    ] {
        tables.push((eye(od), expected, reason));
    }
    for (history, expected, reason) in tables {
        let decided = decided(&history, &healthy);
        assert_eq!((decided.referral.category, decided.referral.within_days), expected, "{history:?}");
        assert!(reason.is_none_or(|reason| decided.referral.because[0].reason == reason), "{history:?}");
        assert_eq!(decided.history, history);
    }
}

#[test]
fn asymmetry_and_a_picture_of_the_other_side_are_told() {
    let far = [reading(OD, Verdict::Good, 0, 0), reading(OS, Verdict::Good, 2, 0)];
    let reasons = |e: &Encounter| e.referral.because.iter().map(|b| b.reason).collect::<Vec<_>>();
    assert!(reasons(&decided(&History::default(), &far)).contains(&Reason::Asymmetry));
    let near = [reading(OD, Verdict::Good, 1, 0), reading(OS, Verdict::Good, 2, 0)];
    assert!(!reasons(&decided(&History::default(), &near)).contains(&Reason::Asymmetry));

    let cup = |eye, ratio: f32, research| {
        let mut one = reading(eye, Verdict::Good, 0, 0);
        one.biometry.cup_disc_ratio_vertical.value = Some(ratio);
        one.biometry.cup_disc_ratio_vertical.research = research;
        one
    };
    assert_eq!(outcome(&[cup(OD, 0.3, false), cup(OS, 0.6, false)]).0, Review);
    assert_eq!(outcome(&[cup(OD, 0.3, false), cup(OS, 0.45, false)]).0, Rescreen);
    assert_eq!(outcome(&[cup(OD, 0.3, true), cup(OS, 0.9, true)]).0, Rescreen, "research moves nothing");

    let healthy = [reading(OS, Verdict::Good, 0, 0), reading(OS, Verdict::Good, 0, 0)];
    let said = |confirmed| {
        let mut photographs: Vec<_> = healthy.iter().map(seen).collect();
        (photographs[0].said, photographs[0].confirmed) = (OD, confirmed);
        decide("x", &History::default(), &photographs, protocol())
    };
    assert_eq!(said(false).referral.category, Review);
    assert_eq!(said(true).referral.category, Rescreen, "a person said it again");
    assert!(said(true).eyes.od.assessed, "it counts for the eye that a person says");
}

/// Draws an encounter, makes something of it worse, and looks that the decision is not less pressing. A failure prints the
/// seed.
#[test]
fn more_disease_never_lowers_urgency() {
    const VERDICTS: [Verdict; 3] = [Verdict::Good, Verdict::Usable, Verdict::Reject];
    const EYES: [Laterality; 5] = [OD, OS, OD, OS, Laterality::Unknown];
    let seed =
        std::env::var("OCELLUS_SEED").ok().and_then(|s| s.parse().ok()).unwrap_or_else(|| fastrand::u64(..));
    let mut random = fastrand::Rng::with_seed(seed);
    for n in 0..2000 {
        let mut eyes: Vec<(Laterality, Verdict, u8, u8)> = (0..random.usize(0..6))
            .map(|_| {
                (EYES[random.usize(0..5)], VERDICTS[random.usize(0..3)], random.u8(0..5), random.u8(0..3))
            })
            .collect();
        let mut history = History::default();
        for _ in 0..random.usize(0..2) {
            history.symptoms.push(Symptom::ALL[random.usize(0..Symptom::ALL.len())]);
        }
        history.eyes.od.acuity_logmar = random.bool().then(|| random.f64() * 0.6);
        history.eyes.os.earlier_laser = random.bool().then(|| random.bool());
        for eye in [&mut history.eyes.od, &mut history.eyes.os] {
            let why = NoPhotograph::ALL[random.usize(0..NoPhotograph::ALL.len())];
            eye.no_photograph = (random.u8(0..4) == 0).then_some(why);
        }
        let decide_now = |eyes: &[(Laterality, Verdict, u8, u8)], history: &History| {
            let readings: Vec<_> = eyes.iter().map(|&(e, v, i, d)| reading(e, v, i, d)).collect();
            let d = decided(history, &readings).referral;
            (d.category.rank(), d.within_days)
        };
        let before = (eyes.clone(), history.clone());
        let was = decide_now(&eyes, &history);
        let what = match random.usize(0..6) {
            0 if !eyes.is_empty() => {
                let at = random.usize(0..eyes.len());
                eyes[at].2 = (eyes[at].2 + 1).min(4);
                "a higher grade"
            }
            1 if !eyes.is_empty() => {
                let at = random.usize(0..eyes.len());
                eyes[at].3 = (eyes[at].3 + 1).min(2);
                "a higher risk of oedema"
            }
            2 => {
                // Of an eye that is assessed already; of another one it is news that may also be good.
                let assessed = |eye| eyes.iter().any(|e| e.0 == eye && e.1 != Verdict::Reject);
                if [OD, OS].iter().all(|&eye| assessed(eye)) {
                    eyes.push((
                        EYES[random.usize(0..4)],
                        VERDICTS[random.usize(0..3)],
                        random.u8(0..5),
                        random.u8(0..3),
                    ));
                }
                "another photograph"
            }
            3 => {
                history.symptoms.push(Symptom::ALL[random.usize(0..Symptom::ALL.len())]);
                "a symptom"
            }
            4 => {
                history.eyes.od.acuity_logmar = Some(history.eyes.od.acuity_logmar.unwrap_or(0.0) + 0.2);
                "poorer sight"
            }
            _ => {
                history.eyes.os.earlier_surgery = Some(true);
                "earlier surgery"
            }
        };
        let now = decide_now(&eyes, &history);
        assert!(
            now <= was,
            "OCELLUS_SEED={seed}, {n}: {what} made {was:?} of {before:?} into {now:?} of {eyes:?} {history:?}"
        );
    }
}
