//! What persons say of readings through the API: agreement, correction, a doctor's sample of negatives.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::conflict::{self, ReadingConflict};
use super::key;
use crate::fault::{Explain, Fault};
use crate::reading::Reading;
use crate::reading::correct::{Assessed, Correction, correct};
use crate::record::*;
use crate::terms::{About, Judgement, Role};
use crate::web::access::Caller;
use crate::web::body::{malformed, read};
use crate::web::events::Event;
use crate::web::refusal::Refusal;
use crate::web::state::{App, apart};

/// So far back negatives are drawn from, in days.
const LOOK_BACK: u32 = 90;

/// What somebody says of a reading.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssessmentRequest {
    /// ULID of the reading that was seen; another one that stands by now is a conflict.
    reading_id: String,
    about: About,
    /// The finding's id or the condition's name; empty for the others, and for a finding that is drawn anew.
    #[serde(default)]
    target: String,
    verdict: Judgement,
    /// Where, and only where, `verdict` is `corrected`.
    #[serde(default)]
    correction: Option<Correction>,
    /// Any word of at most 64 bytes; the same one again keeps nothing twice.
    #[serde(default)]
    key: Option<String>,
}

/// Keeps what a person says of a reading. A doctor's correction makes a new version, which stands from then on, and from
/// which the decision follows; a technician's is kept beside the reading.
#[utoipa::path(
    post, path = "/api/photographs/{id}/assessments", tag = "clinic", operation_id = "assessReading",
    request_body = AssessmentRequest, params(("id" = String, Path, description = "ULID of the photograph")),
    responses(
        (status = 201, description = "Kept; the photograph with the reading that stands now", body = Photograph),
        (status = 400, description = "The request is malformed, or the correction contradicts itself", body = Fault),
        (status = 404, description = "No such photograph, or nothing of that name in its reading", body = Fault),
        (status = 409, description = "Another reading stands by now; nothing was kept", body = ReadingConflict),
    )
)]
pub async fn assess(
    State(app): State<App>,
    Path(id): Path<String>,
    caller: Caller,
    request: Request,
) -> Result<Response, Refusal> {
    let asked: AssessmentRequest = read(request).await?;
    key(asked.key.as_ref())?;
    let (station, photograph) = (app.clone(), id.clone());
    let kept =
        apart(move || keep(&station.record, &station.protocol, &photograph, &asked, &caller)).await??;
    match kept {
        Kept::Stale(photograph) => Ok(conflict::reading(*photograph)),
        Kept::Done(photograph) => {
            if let Some(encounter_id) = photograph.encounter_id.clone() {
                app.bus.tell(Event::EncounterChanged { encounter_id });
            }
            app.bus.tell(Event::PhotographChanged { photograph: photograph.clone() });
            Ok((StatusCode::CREATED, Json(*photograph)).into_response())
        }
    }
}

fn keep(
    record: &Record,
    protocol: &crate::reading::protocol::Protocol,
    photograph: &str,
    asked: &AssessmentRequest,
    caller: &Caller,
) -> Result<Kept, Fault> {
    let fault = |error: RecordError| error.fault();
    let now_is = record.photograph(photograph).map_err(fault)?;
    let new = NewAssessment {
        reading: &asked.reading_id,
        about: asked.about,
        target: &asked.target,
        verdict: asked.verdict,
        correction: asked.correction.as_ref(),
        key: asked.key.as_deref(),
    };
    let stands = now_is.reading.as_ref().is_some_and(|reading| reading.id == asked.reading_id);
    if record.is_made(new.key, "assessment").map_err(fault)? {
        return Ok(Kept::Done(Box::new(now_is)));
    }
    if !stands {
        return Ok(Kept::Stale(Box::new(now_is)));
    }
    let json = record.reading_json(photograph).map_err(fault)?;
    let reading: Reading = serde_json::from_str(&json)
        .map_err(|source| RecordError::Content { what: "a reading", source }.fault())?;
    if reading.id != asked.reading_id {
        return Ok(Kept::Stale(Box::new(record.photograph(photograph).map_err(fault)?)));
    }
    let said = Assessed {
        about: asked.about,
        target: &asked.target,
        judgement: asked.verdict,
        correction: asked.correction.as_ref(),
    };
    let corrected = correct(&reading, &said, caller.who().actor, protocol).map_err(|error| error.fault())?;
    let corrected = corrected.filter(|_| is_doctor(caller));
    record.assess(photograph, &new, corrected.as_ref(), caller.who()).map_err(fault)
}

/// Whether what this person says stands: a doctor or who stands above, or anyone where there are no accounts.
fn is_doctor(caller: &Caller) -> bool {
    caller.session.as_ref().is_none_or(|session| session.person.role >= Role::Doctor)
}

/// What was said of a photograph's readings.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Assessments {
    /// Newest first; at most 500.
    pub assessments: Vec<Assessment>,
}

/// What was said of every version of a photograph's reading, by whom and when.
#[utoipa::path(
    get, path = "/api/photographs/{id}/assessments", tag = "clinic", operation_id = "getAssessments",
    params(("id" = String, Path, description = "ULID of the photograph")),
    responses(
        (status = 200, description = "All of it", body = Assessments),
        (status = 404, description = "No such photograph", body = Fault),
    )
)]
pub async fn list(State(app): State<App>, Path(id): Path<String>) -> Result<Json<Assessments>, Refusal> {
    let assessments = app.on_record(move |record| record.assessments(&id)).await?;
    Ok(Json(Assessments { assessments }))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Sample {
    /// How many at most.
    #[param(minimum = 1, maximum = 50, default = 10)]
    n: Option<u32>,
}

/// A sample of negatives.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Negatives {
    pub photographs: Vec<Photograph>,
}

/// Photographs of the last 90 days, drawn by lot, that were called healthy and that no doctor has looked at.
#[utoipa::path(
    get, path = "/api/negatives", tag = "clinic", operation_id = "getNegatives", params(Sample),
    responses(
        (status = 200, description = "The sample; another one at every call", body = Negatives),
        (status = 400, description = "The query is malformed", body = Fault),
    )
)]
pub async fn negatives(
    State(app): State<App>,
    query: Result<Query<Sample>, QueryRejection>,
) -> Result<Json<Negatives>, Refusal> {
    let Query(query) = query.map_err(|error| malformed(&error.body_text()))?;
    let n = query.n.unwrap_or(10);
    if !(1..=50).contains(&n) {
        return Err(malformed("n is 1 to 50"));
    }
    let photographs = app.on_record(move |record| record.negatives(n, LOOK_BACK)).await?;
    Ok(Json(Negatives { photographs }))
}
