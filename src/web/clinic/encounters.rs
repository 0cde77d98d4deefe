//! One encounter through the API: what was told, consent, the decision, the end.

use axum::Json;
use axum::extract::{Path, Request, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;

use super::conflict::{self, EncounterConflict};
use super::{decide, key};
use crate::fault::{Fault, FaultCode};
use crate::reading::{EyeHistory, acuity};
use crate::record::*;
use crate::terms::*;
use crate::web::access::Caller;
use crate::web::body::{given, malformed, read};
use crate::web::events::Event;
use crate::web::refusal::Refusal;
use crate::web::state::App;

/// Everything of one encounter, with the decision as it is now.
#[utoipa::path(
    get, path = "/api/encounters/{id}", tag = "clinic", operation_id = "getEncounter",
    params(("id" = String, Path, description = "ULID of the encounter")),
    responses(
        (status = 200, description = "The encounter", body = EncounterView),
        (status = 404, description = "No such encounter", body = Fault),
    )
)]
pub async fn view(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<EncounterView>, Refusal> {
    let protocol = app.protocol.clone();
    let view = app.on_record(move |record| decide::view(record, &protocol, &id)).await?;
    app.opened(&caller, Some(&view.patient.id)).await;
    Ok(Json(view))
}

/// What was told; what is not named stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EncounterPatch {
    /// The version that was seen; another one is a conflict.
    version: u32,
    /// All of them; an empty list where the person tells of none.
    #[serde(default)]
    symptoms: Option<Vec<Symptom>>,
    #[serde(default)]
    diabetes: Option<Diabetes>,
    /// Years since diabetes was found; null where it is not known.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<u32>, maximum = 120)]
    diabetes_years: Option<Option<u32>>,
}

/// Keeps the answers to the questions.
#[utoipa::path(
    patch, path = "/api/encounters/{id}", tag = "clinic", operation_id = "changeEncounter",
    request_body = EncounterPatch, params(("id" = String, Path, description = "ULID of the encounter")),
    responses(
        (status = 200, description = "As it is now", body = EncounterView),
        (status = 400, description = "The request is malformed", body = Fault),
        (status = 404, description = "No such encounter", body = Fault),
        (status = 409, description = "Somebody else changed it; nothing was changed", body = EncounterConflict),
    )
)]
pub async fn change(
    State(app): State<App>,
    Path(id): Path<String>,
    caller: Caller,
    request: Request,
) -> Result<Response, Refusal> {
    let asked: EncounterPatch = read(request).await?;
    let told = Told {
        symptoms: asked.symptoms,
        diabetes: asked.diabetes,
        diabetes_years: asked.diabetes_years,
        eyes: vec![],
    };
    tell(app, id, asked.version, told, caller).await
}

/// What is known of an eye; all of it, for what is not named is not known.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EyeRequest {
    /// The version of the encounter that was seen; another one is a conflict.
    version: u32,
    /// As the chart has it: a Snellen fraction such as `6/18` or `20/60`, or `CF`, `HM`, `PL`, `NPL`. Kept as logMAR.
    #[serde(default)]
    acuity: Option<String>,
    /// Instead of `acuity`: 0 is 6/6, greater is worse.
    #[serde(default)]
    #[schema(minimum = -0.5, maximum = 4.0)]
    acuity_logmar: Option<f64>,
    #[serde(default)]
    earlier_laser: Option<bool>,
    #[serde(default)]
    earlier_surgery: Option<bool>,
    /// Why it has no photograph.
    #[serde(default)]
    no_photograph: Option<NoPhotograph>,
}

/// Keeps what is known of one eye.
#[utoipa::path(
    put, path = "/api/encounters/{id}/eyes/{eye}", tag = "clinic", operation_id = "setEye",
    request_body = EyeRequest,
    params(("id" = String, Path, description = "ULID of the encounter"), ("eye" = String, Path, description = "OD or OS")),
    responses(
        (status = 200, description = "The encounter as it is now", body = EncounterView),
        (status = 400, description = "The request is malformed", body = Fault),
        (status = 404, description = "No such encounter, or no such eye", body = Fault),
        (status = 409, description = "Somebody else changed it; nothing was changed", body = EncounterConflict),
    )
)]
pub async fn eye(
    State(app): State<App>,
    Path((id, eye)): Path<(String, String)>,
    caller: Caller,
    request: Request,
) -> Result<Response, Refusal> {
    let asked: EyeRequest = read(request).await?;
    let eye = decide::side(&eye)
        .ok_or_else(|| Refusal::new(FaultCode::NotFound, "there is no such eye", "Say OD or OS."))?;
    let acuity_logmar = match (asked.acuity.as_deref().map(str::trim), asked.acuity_logmar) {
        (None | Some(""), value) => value,
        (Some(_), Some(_)) => return Err(malformed("acuity is given twice")),
        (Some(text), None) => {
            let value = acuity::logmar(text);
            Some(value.ok_or_else(|| malformed("acuity is a fraction such as 6/18, or CF, HM, PL, NPL"))?)
        }
    };
    let known = EyeHistory {
        acuity_logmar,
        earlier_laser: asked.earlier_laser,
        earlier_surgery: asked.earlier_surgery,
        no_photograph: asked.no_photograph,
    };
    let told = Told { eyes: vec![(eye, known)], ..Told::default() };
    tell(app, id, asked.version, told, caller).await
}

async fn tell(app: App, id: String, seen: u32, told: Told, caller: Caller) -> Result<Response, Refusal> {
    let (protocol, encounter_id) = (app.protocol.clone(), id.clone());
    let (conflict, view) = app
        .on_record(move |record| {
            let conflict = matches!(record.tell(&id, seen, &told, caller.who())?, Changed::Conflict(_));
            Ok((conflict, decide::view(record, &protocol, &id)?))
        })
        .await?;
    if conflict {
        return Ok(conflict::encounter(view));
    }
    app.bus.tell(Event::EncounterChanged { encounter_id });
    Ok(Json(view).into_response())
}

/// What the patient agrees to, or takes back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ConsentRequest {
    purpose: Purpose,
    given: bool,
    /// Any word of at most 64 bytes; the same one again is the same answer.
    #[serde(default)]
    key: Option<String>,
}

/// Keeps a consent of the patient, or that it was refused or taken back. No photograph is attached without one to screening.
#[utoipa::path(
    post, path = "/api/encounters/{id}/consent", tag = "clinic", operation_id = "giveConsent",
    request_body = ConsentRequest, params(("id" = String, Path, description = "ULID of the encounter")),
    responses(
        (status = 200, description = "The encounter as it is now", body = EncounterView),
        (status = 400, description = "The request is malformed", body = Fault),
        (status = 404, description = "No such encounter", body = Fault),
    )
)]
pub async fn consent(
    State(app): State<App>,
    Path(id): Path<String>,
    caller: Caller,
    request: Request,
) -> Result<Json<EncounterView>, Refusal> {
    let asked: ConsentRequest = read(request).await?;
    key(asked.key.as_ref())?;
    let (protocol, encounter_id) = (app.protocol.clone(), id.clone());
    let view = app
        .on_record(move |record| {
            record.consent(&id, asked.purpose, asked.given, asked.key.as_deref(), caller.who())?;
            decide::view(record, &protocol, &id)
        })
        .await?;
    app.bus.tell(Event::EncounterChanged { encounter_id });
    Ok(Json(view))
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndRequest {
    /// End it also while photographs wait for the reader; the recall follows the decision when they are read.
    #[serde(default)]
    anyway: bool,
}

/// Ends an encounter and makes the recall of its decision. One that has ended stays as it is.
#[utoipa::path(
    post, path = "/api/encounters/{id}/end", tag = "clinic", operation_id = "endEncounter",
    request_body(content = Option<EndRequest>), params(("id" = String, Path, description = "ULID of the encounter")),
    responses(
        (status = 200, description = "The encounter as it is now, with its recall", body = EncounterView),
        (status = 404, description = "No such encounter", body = Fault),
        (status = 409, description = "Photographs wait for the reader; nothing was ended", body = Fault),
    )
)]
pub async fn end(
    State(app): State<App>,
    Path(id): Path<String>,
    caller: Caller,
    request: Request,
) -> Result<Json<EncounterView>, Refusal> {
    let asked: EndRequest = read(request).await?;
    let (protocol, encounter_id) = (app.protocol.clone(), id.clone());
    let ended = app
        .on_record(move |record| {
            let decision = decide::anew(record, &protocol, &id)?;
            if !decision.complete && !asked.anyway {
                return Ok(None);
            }
            record.end_visit(&id, &decision, caller.who())?;
            decide::view(record, &protocol, &id).map(Some)
        })
        .await?;
    let Some(view) = ended else {
        let remedy = "Wait for the result, or end it anyway: the recall follows when they are read.";
        return Err(Refusal::new(FaultCode::Conflict, "photographs wait for the reader", remedy));
    };
    app.bus.tell(Event::EncounterChanged { encounter_id });
    Ok(Json(view))
}
