//! Reports on paper: one page of PDF, made when it is asked for, off the threads that answer.

use std::time::Duration;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Serialize;
use tokio::sync::Semaphore;
use utoipa::ToSchema;

use super::access::Caller;
use super::clinic::decide;
use super::photographs::{Spoken, unspoken};
use super::refusal::Refusal;
use super::state::{App, apart};
use crate::fault::{Explain, Fault, FaultCode};
use crate::fundus;
use crate::paper::{self, Decision, Person, Sheet, SheetEye};
use crate::reading::{Reading, because_in, speak};
use crate::record::{Record, Who};
use crate::terms::{Lang, Laterality};
use crate::words;

/// Reports made at a time; the others wait, and not for longer than this.
static AT_ONCE: Semaphore = Semaphore::const_new(2);
const LONGEST: Duration = Duration::from_secs(30);

/// Countries that print on Letter, by the time zones of their clinics.
const LETTER: &[&str] = &[
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Toronto",
    "America/Vancouver",
    "America/Edmonton",
    "America/Winnipeg",
    "America/Halifax",
    "America/Mexico_City",
    "America/Tijuana",
    "America/Monterrey",
    "America/Cancun",
    "America/Guatemala",
    "America/El_Salvador",
    "America/Tegucigalpa",
    "America/Managua",
    "America/Costa_Rica",
    "America/Panama",
    "America/Bogota",
    "America/Caracas",
    "America/Santiago",
    "America/Puerto_Rico",
    "America/Santo_Domingo",
    "Asia/Manila",
];

/// The report of one photograph as PDF.
#[utoipa::path(
    get, path = "/api/photographs/{id}/report.pdf", tag = "photographs", operation_id = "getPhotographReport",
    params(("id" = String, Path, description = "ULID of the photograph"), Spoken),
    responses(
        (status = 200, description = "One page", body = Vec<u8>, content_type = "application/pdf"),
        (status = 400, description = "No such language", body = Fault),
        (status = 404, description = "No such photograph, or it is not read yet", body = Fault),
        (status = 503, description = "Too many reports are being made", body = Fault),
    )
)]
pub async fn of_photograph(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    spoken: Result<Query<Spoken>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Query(Spoken { lang }) = spoken.map_err(|error| unspoken(&error))?;
    let photograph = id.clone();
    let patient = app.on_record(move |record| record.patient_of(&photograph)).await?;
    app.opened(&caller, patient.as_deref()).await;
    let (record, practice) = (app.record.clone(), app.practice);
    made(move || photograph_report(&record, &id, lang, practice)).await
}

/// What the code on a report stands for.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportFound {
    /// ULID of the visit; null where the report is of one photograph.
    #[schema(required)]
    pub encounter_id: Option<String>,
    /// ULID of the photograph; null where the report is of a visit.
    #[schema(required)]
    pub photograph_id: Option<String>,
}

/// Looks up what the code on a report stands for.
#[utoipa::path(
    get, path = "/api/reports/{code}", tag = "clinic", operation_id = "findReport",
    params(("code" = String, Path, description = "The 26 letters and digits beside the QR code")),
    responses(
        (status = 200, description = "What it is of", body = ReportFound),
        (status = 404, description = "No report of this box", body = Fault),
    )
)]
pub async fn of_code(State(app): State<App>, Path(code): Path<String>) -> Result<Json<ReportFound>, Refusal> {
    let code = code.trim().to_uppercase();
    let (encounter_id, photograph_id) = app.on_record(move |record| record.of_code(&code)).await?;
    match (&encounter_id, &photograph_id) {
        (None, None) => {
            let remedy = "Compare the code letter by letter; the report may be of another box.";
            Err(Refusal::new(FaultCode::NotFound, "no report of this box has that code", remedy))
        }
        _ => Ok(Json(ReportFound { encounter_id, photograph_id })),
    }
}

/// Makes a report apart, at most two at a time.
async fn made(make: impl FnOnce() -> Result<Vec<u8>, Fault> + Send + 'static) -> Result<Response, Refusal> {
    let busy = || {
        let remedy = "Wait a moment and ask again.";
        Refusal::new(FaultCode::Busy, "too many reports are being made", remedy)
    };
    let permit = tokio::time::timeout(LONGEST, AT_ONCE.acquire()).await.map_err(|_| busy())?;
    let permit = permit.map_err(|_| Refusal::defect())?;
    let pdf = apart(move || {
        let _permit = permit;
        make()
    })
    .await??;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"report.pdf\""),
    ];
    Ok((headers, pdf).into_response())
}

/// Where the clinic is, what it is called and what it speaks.
struct House {
    name: Option<String>,
    lang: Lang,
    zone: TimeZone,
    letter: bool,
}

fn house(record: &Record, asked: Option<Lang>, practice: bool) -> Result<House, Fault> {
    let clinic = record.clinic().map_err(|error| error.fault())?;
    let zone = clinic.as_ref().and_then(|clinic| TimeZone::get(&clinic.time_zone).ok());
    let spoken = clinic.as_ref().and_then(|clinic| Lang::from_word(&clinic.lang));
    let lang = asked.or(spoken).unwrap_or(Lang::En);
    Ok(House {
        letter: clinic.as_ref().is_some_and(|clinic| LETTER.contains(&clinic.time_zone.as_str())),
        lang,
        zone: zone.unwrap_or(TimeZone::UTC),
        name: match practice {
            true => Some(words::word(lang, "paper-practice")),
            false => clinic.map(|clinic| clinic.name),
        },
    })
}

fn photograph_report(
    record: &Record,
    id: &str,
    asked: Option<Lang>,
    practice: bool,
) -> Result<Vec<u8>, Fault> {
    let house = house(record, asked, practice)?;
    let photograph = record.photograph(id).map_err(|error| error.fault())?;
    let reading = reading_of(record, id)?;
    let picture = picture_of(record, id)?;
    let eye = match photograph.laterality {
        Laterality::Unknown => reading.eye.laterality,
        said => said,
    };
    let spoken = speak(&reading, house.lang);
    let shown = SheetEye { eye, reading: Some(&reading), photograph: Some(&picture), why: None };
    let other = match eye {
        Laterality::Od => Laterality::Os,
        Laterality::Os => Laterality::Od,
        Laterality::Unknown => Laterality::Unknown,
    };
    let mut eyes = vec![shown, SheetEye { eye: other, reading: None, photograph: None, why: None }];
    eyes.sort_by_key(|eye| eye.eye);
    let sheet = Sheet {
        lang: house.lang,
        letter: house.letter,
        person: Person::default(),
        clinic: house.name,
        zone: house.zone,
        photographed: photograph.saved_at.parse::<Timestamp>().ok(),
        printed: Timestamp::now(),
        one_alone: true,
        eyes,
        decision: Decision {
            category: reading.referral.category,
            within_days: reading.referral.within_days,
            because: spoken.referral.because,
            seen: true,
        },
        code: reading.id.clone(),
    };
    paper::render(&sheet).map_err(|error| error.fault())
}

/// The report of one visit, both eyes, as PDF.
#[utoipa::path(
    get, path = "/api/encounters/{id}/report.pdf", tag = "clinic", operation_id = "getEncounterReport",
    params(("id" = String, Path, description = "ULID of the encounter"), Spoken),
    responses(
        (status = 200, description = "One page", body = Vec<u8>, content_type = "application/pdf"),
        (status = 400, description = "No such language", body = Fault),
        (status = 404, description = "No such encounter, or nothing is decided yet", body = Fault),
        (status = 503, description = "Too many reports are being made", body = Fault),
    )
)]
pub async fn of_encounter(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    spoken: Result<Query<Spoken>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Query(Spoken { lang }) = spoken.map_err(|error| unspoken(&error))?;
    let encounter = id.clone();
    let patient = app.on_record(move |record| record.patient_in(&encounter)).await?;
    app.opened(&caller, patient.as_deref()).await;
    made(move || encounter_report(&app, &id, lang, caller.who())).await
}

fn encounter_report(app: &App, id: &str, asked: Option<Lang>, who: Who<'_>) -> Result<Vec<u8>, Fault> {
    let (record, protocol) = (&*app.record, &*app.protocol);
    let house = house(record, asked, app.practice)?;
    let lang = house.lang;
    let view = decide::view(record, protocol, id).map_err(|error| error.fault())?;
    let decision = view.decision.ok_or_else(|| Fault {
        code: FaultCode::NotFound,
        message: "nothing is decided of this visit yet".into(),
        remedy: "Take a photograph or answer the questions first.".into(),
    })?;
    let mut read: Vec<(Laterality, String, Reading)> = Vec::new();
    for one in decision.photographs.iter().filter(|one| one.reading_id.is_some()) {
        if let Some(photograph) = &one.photograph_id {
            read.push((one.eye, photograph.clone(), reading_of(record, photograph)?));
        }
    }
    read.sort_by_key(|(_, _, reading)| (reading.referral.category.rank(), reading.referral.within_days));
    let mut pictures = Vec::new();
    for eye in [Laterality::Od, Laterality::Os] {
        let worst = read.iter().find(|(side, _, _)| *side == eye);
        let picture = worst.map(|(_, photograph, _)| picture_of(record, photograph)).transpose()?;
        pictures.push((eye, worst.map(|(_, _, reading)| reading), picture));
    }
    let sides: Vec<(Laterality, &Reading)> = read.iter().map(|(eye, _, reading)| (*eye, reading)).collect();
    let because = because_in(lang, &decision, &sides);
    let shown: Vec<String> =
        pictures.iter().filter_map(|(_, reading, _)| Some(reading.as_ref()?.id.clone())).collect();
    let text =
        std::iter::once(words::word(lang, &format!("referral-headline-{}", decision.referral.category)))
            .chain(because.iter().cloned())
            .collect::<Vec<_>>()
            .join("\n");
    let kept = record.keep_report(id, lang.word(), &shown, &text, who).map_err(|error| error.fault())?;
    let sheet = Sheet {
        lang,
        letter: house.letter,
        person: Person {
            name: view.patient.name,
            identifier: view.patient.local_identifier,
            birth_year: view.patient.birth_year.map(i64::from),
        },
        clinic: house.name,
        zone: house.zone,
        photographed: view.encounter.started_at.parse::<Timestamp>().ok(),
        printed: Timestamp::now(),
        one_alone: false,
        eyes: pictures
            .iter()
            .map(|(eye, reading, picture)| SheetEye {
                eye: *eye,
                reading: *reading,
                photograph: picture.as_ref(),
                why: decision.eyes.of(*eye).and_then(|eye| eye.not_assessed),
            })
            .collect(),
        decision: Decision {
            category: decision.referral.category,
            within_days: Some(decision.referral.within_days),
            because,
            seen: !decision.referral.told_alone,
        },
        code: kept.0,
    };
    paper::render(&sheet).map_err(|error| error.fault())
}

fn reading_of(record: &Record, photograph: &str) -> Result<Reading, Fault> {
    let json = record.reading_json(photograph).map_err(|error| error.fault())?;
    serde_json::from_str(&json).map_err(|error| Fault {
        code: FaultCode::Internal,
        message: format!("a Reading that is kept is not understood: {error}"),
        remedy: "Report this with the server's log.".into(),
    })
}

fn picture_of(record: &Record, photograph: &str) -> Result<image::RgbImage, Fault> {
    let bytes = record.photograph_bytes(photograph).map_err(|error| error.fault())?;
    Ok(fundus::decode(&bytes).map_err(|error| error.fault())?.rgb)
}
