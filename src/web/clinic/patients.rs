//! Patients through the API: added with a look for the same person, opened, changed; encounters begun.

use axum::Json;
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;

use super::conflict::{self, PatientConflict, PossibleDuplicate};
use super::{decide, key};
use crate::fault::Fault;
use crate::record::*;
use crate::terms::Sex;
use crate::web::access::Caller;
use crate::web::body::{given, read};
use crate::web::events::Event;
use crate::web::refusal::Refusal;
use crate::web::state::App;

/// A patient who is to be added; no more is asked than is needed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PatientRequest {
    /// What the clinic calls the person, such as the number on the card; at most 100 bytes.
    local_identifier: String,
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    #[schema(minimum = 1880)]
    birth_year: Option<u16>,
    #[serde(default)]
    sex: Option<Sex>,
    /// Add the patient also where somebody of an alike name and birth year is here. An identifier that is taken stays so.
    #[serde(default)]
    anyway: bool,
    /// Any word of at most 64 bytes; the same one again gives the same patient instead of another.
    #[serde(default)]
    key: Option<String>,
}

/// Adds a patient.
#[utoipa::path(
    post, path = "/api/patients", tag = "clinic", operation_id = "addPatient", request_body = PatientRequest,
    responses(
        (status = 201, description = "Added", body = Patient),
        (status = 200, description = "Added before by the same key", body = Patient),
        (status = 400, description = "The request is malformed", body = Fault),
        (status = 409, description = "Somebody who may be the same person is here; nothing was added", body = PossibleDuplicate),
    )
)]
pub async fn add(State(app): State<App>, caller: Caller, request: Request) -> Result<Response, Refusal> {
    let asked: PatientRequest = read(request).await?;
    key(asked.key.as_ref())?;
    let added = app
        .on_record(move |record| {
            let new = NewPatient {
                local_identifier: &asked.local_identifier,
                name: asked.name.as_deref(),
                birth_year: asked.birth_year,
                sex: asked.sex,
                anyway: asked.anyway,
                key: asked.key.as_deref(),
            };
            record.add_patient(&new, caller.who())
        })
        .await?;
    Ok(match added {
        Added::New(patient) => (StatusCode::CREATED, Json(patient)).into_response(),
        Added::Known(patient) => (StatusCode::OK, Json(patient)).into_response(),
        Added::Similar(candidates) => conflict::duplicate(candidates),
    })
}

/// A patient with every encounter.
#[utoipa::path(
    get, path = "/api/patients/{id}", tag = "clinic", operation_id = "getPatient",
    params(("id" = String, Path, description = "ULID of the patient")),
    responses(
        (status = 200, description = "The patient", body = PatientCard),
        (status = 404, description = "No such patient", body = Fault),
    )
)]
pub async fn card(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<PatientCard>, Refusal> {
    let card = app.on_record(move |record| record.patient_card(&id)).await?;
    app.opened(&caller, Some(&card.patient.id)).await;
    Ok(Json(card))
}

/// What is changed; what is not named stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PatientPatch {
    /// The version that was seen; another one is a conflict.
    version: u32,
    #[serde(default)]
    local_identifier: Option<String>,
    /// Null takes the name away.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    name: Option<Option<String>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<u16>)]
    birth_year: Option<Option<u16>>,
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<Sex>)]
    sex: Option<Option<Sex>>,
}

/// Changes a patient.
#[utoipa::path(
    patch, path = "/api/patients/{id}", tag = "clinic", operation_id = "changePatient", request_body = PatientPatch,
    params(("id" = String, Path, description = "ULID of the patient")),
    responses(
        (status = 200, description = "As it is now", body = Patient),
        (status = 400, description = "The request is malformed", body = Fault),
        (status = 404, description = "No such patient", body = Fault),
        (status = 409, description = "Somebody else changed it; nothing was changed", body = PatientConflict),
    )
)]
pub async fn change(
    State(app): State<App>,
    Path(id): Path<String>,
    caller: Caller,
    request: Request,
) -> Result<Response, Refusal> {
    let asked: PatientPatch = read(request).await?;
    let changed = app
        .on_record(move |record| {
            let change = PatientChange {
                local_identifier: asked.local_identifier.as_deref(),
                name: asked.name.as_ref().map(|name| name.as_deref().unwrap_or_default()),
                birth_year: asked.birth_year,
                sex: asked.sex,
            };
            record.change_patient(&id, asked.version, &change, caller.who())
        })
        .await?;
    Ok(match changed {
        Changed::Done(patient) => Json(patient).into_response(),
        Changed::Conflict(patient) => conflict::patient(patient),
    })
}

#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginRequest {
    /// Any word of at most 64 bytes; the same one again gives the same encounter instead of another.
    #[serde(default)]
    key: Option<String>,
}

/// Begins an encounter with a patient.
#[utoipa::path(
    post, path = "/api/patients/{id}/encounters", tag = "clinic", operation_id = "beginEncounter",
    request_body(content = Option<BeginRequest>),
    params(("id" = String, Path, description = "ULID of the patient")),
    responses(
        (status = 201, description = "Begun, or begun before by the same key", body = EncounterView),
        (status = 404, description = "No such patient", body = Fault),
    )
)]
pub async fn begin(
    State(app): State<App>,
    Path(id): Path<String>,
    caller: Caller,
    request: Request,
) -> Result<Response, Refusal> {
    let asked: BeginRequest = read(request).await?;
    key(asked.key.as_ref())?;
    let protocol = app.protocol.clone();
    let view = app
        .on_record(move |record| {
            let encounter = record.begin_visit(&id, asked.key.as_deref(), caller.who())?;
            decide::view(record, &protocol, &encounter)
        })
        .await?;
    app.bus.tell(Event::EncounterChanged { encounter_id: view.encounter.id.clone() });
    Ok((StatusCode::CREATED, Json(view)).into_response())
}
