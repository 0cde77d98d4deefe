//! Photographs through the API: upload, list, picture, reading.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::access::Caller;
use super::events::Event;
use super::pictures;
use super::refusal::Refusal;
use super::state::{App, apart};
use super::types::*;
use super::upload::{self, UploadTo};
use crate::fault::{Fault, FaultCode};
use crate::reading::{self, Reading};
use crate::record::{PhotographPage, Record, is_id};
use crate::terms::Lang;

/// Photographs in one page of the list, at most.
const MAX_PAGE: u32 = 200;
const DEFAULT_PAGE: u32 = 50;

/// The form of an upload, for the document.
#[derive(ToSchema)]
#[allow(dead_code, reason = "describes the form for the document; its parts are read as a stream")]
pub struct UploadForm {
    /// One part a photograph, each with its file name; at most 16 parts and 64 MB in all.
    #[schema(value_type = Vec<String>, format = Binary)]
    photograph: Vec<Vec<u8>>,
}

/// Takes photographs. The answer comes when each is judged and safe on the disk; the reading follows by itself.
#[utoipa::path(
    post, path = "/api/photographs", tag = "photographs", operation_id = "uploadPhotographs", params(UploadTo),
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses(
        (status = 201, description = "At least one photograph is newly saved", body = UploadAnswer),
        (status = 200, description = "None is new: every file that was not refused was here already", body = UploadAnswer),
        (status = 422, description = "Every file was refused, as where the patient has not agreed to being screened; each with its fault", body = UploadAnswer),
        (status = 400, description = "No multipart form, no file in it, or too many", body = Fault),
        (status = 403, description = "Sent by a page of another origin", body = Fault),
        (status = 413, description = "More than 64 MB", body = Fault),
        (status = 503, description = "Too many uploads at once; try again", body = Fault),
        (status = 507, description = "The disk is full, and no file was saved", body = UploadAnswer),
    )
)]
pub async fn upload(
    State(app): State<App>,
    to: Result<Query<UploadTo>, QueryRejection>,
    caller: Caller,
    request: Request,
) -> Result<Response, Refusal> {
    let Query(to) = to.map_err(|error| super::body::malformed(&error.body_text()))?;
    let encounter_id = to.encounter.clone();
    let answer = upload::take(&app, to, caller, request).await?;
    if let Some(encounter_id) = encounter_id {
        app.bus.tell(Event::EncounterChanged { encounter_id });
    }
    Ok((upload::status_of(&answer), Json(answer)).into_response())
}

/// Which part of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Page {
    /// How many at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
    /// Only photographs older than this id.
    before: Option<String>,
}

/// Lists the photographs, newest first.
#[utoipa::path(
    get, path = "/api/photographs", tag = "photographs", operation_id = "listPhotographs", params(Page),
    responses(
        (status = 200, description = "One page of the list", body = PhotographList),
        (status = 400, description = "The limit or the id is malformed", body = Fault),
    )
)]
pub async fn list(
    State(app): State<App>,
    page: Result<Query<Page>, QueryRejection>,
) -> Result<Json<PhotographList>, Refusal> {
    let malformed = |what: &str| {
        let remedy = "Give `limit` from 1 to 200, and as `before` the `next` of the page before.";
        Refusal::new(FaultCode::BadRequest, format!("the query is malformed: {what}"), remedy)
    };
    let Query(page) = page.map_err(|error| malformed(&error.body_text()))?;
    let limit = page.limit.unwrap_or(DEFAULT_PAGE);
    if !(1..=MAX_PAGE).contains(&limit) {
        return Err(malformed("limit"));
    }
    if page.before.as_deref().is_some_and(|id| !is_id(id)) {
        return Err(malformed("before"));
    }
    let (page, total) = app
        .on_record(move |record| {
            Ok((record.photographs(limit, page.before.as_deref())?, record.count_photographs()?))
        })
        .await?;
    let PhotographPage { photographs, unreadable, next } = page;
    Ok(Json(PhotographList { photographs, unreadable, next, total }))
}

/// One photograph with the state of its reading.
#[utoipa::path(
    get, path = "/api/photographs/{id}", tag = "photographs", operation_id = "getPhotograph",
    params(("id" = String, Path, description = "ULID of the photograph")),
    responses(
        (status = 200, description = "The photograph", body = Photograph),
        (status = 404, description = "No such photograph", body = Fault),
    )
)]
pub async fn one(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Json<Photograph>, Refusal> {
    let (photograph, patient) =
        app.on_record(move |record| Ok((record.photograph(&id)?, record.patient_of(&id)?))).await?;
    app.opened(&caller, patient.as_deref()).await;
    Ok(Json(photograph))
}

/// The picture for a screen: the file as it came where browsers show its format, else upright as JPEG.
#[utoipa::path(
    get, path = "/api/photographs/{id}/image", tag = "photographs", operation_id = "getImage",
    params(("id" = String, Path, description = "ULID of the photograph")),
    responses(
        (status = 200, description = "The picture; browsers turn it upright by its EXIF orientation", content_type = "image/*"),
        (status = 304, description = "Not changed"),
        (status = 404, description = "No such photograph", body = Fault),
        (status = 500, description = "The file is missing or altered", body = Fault),
    )
)]
pub async fn image(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let photograph = id.clone();
    let patient = app.on_record(move |record| record.patient_of(&photograph)).await?;
    app.opened(&caller, patient.as_deref()).await;
    shown(app, id, &headers, "", pictures::view).await
}

/// A small upright JPEG, at most 512 pixels a side.
#[utoipa::path(
    get, path = "/api/photographs/{id}/thumbnail", tag = "photographs", operation_id = "getThumbnail",
    params(("id" = String, Path, description = "ULID of the photograph")),
    responses(
        (status = 200, description = "The picture", content_type = "image/jpeg"),
        (status = 304, description = "Not changed"),
        (status = 404, description = "No such photograph", body = Fault),
    )
)]
pub async fn thumbnail(
    State(app): State<App>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let jpeg = |record: &Record, photograph: &Photograph| {
        Ok((pictures::thumbnail(record, photograph)?, "image/jpeg".to_owned()))
    };
    shown(app, id, &headers, "-thumbnail", jpeg).await
}

/// The language of what is asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Spoken {
    /// As it is kept where none is named. What the language reader wrote stays in the language it was written in.
    #[param(inline)]
    pub lang: Option<Lang>,
}

/// A language that there is not.
pub fn unspoken(error: &QueryRejection) -> Refusal {
    let known: Vec<&str> = Lang::ALL.iter().map(|lang| lang.word()).collect();
    let message = format!("the query is malformed: {}", error.body_text());
    Refusal::new(FaultCode::BadRequest, message, format!("Give as `lang` one of {}.", known.join(", ")))
}

/// The newest Reading of a photograph, its composed sentences in the language that is asked for.
#[utoipa::path(
    get, path = "/api/photographs/{id}/reading", tag = "photographs", operation_id = "getReading",
    params(("id" = String, Path, description = "ULID of the photograph"), Spoken),
    responses(
        (status = 200, description = "The Reading", body = Reading),
        (status = 400, description = "No such language", body = Fault),
        (status = 404, description = "No such photograph, or it is not read yet", body = Fault),
    )
)]
pub async fn reading(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
    spoken: Result<Query<Spoken>, QueryRejection>,
) -> Result<Response, Refusal> {
    let Query(Spoken { lang }) = spoken.map_err(|error| unspoken(&error))?;
    let (kept, patient) =
        app.on_record(move |record| Ok((record.reading_json(&id)?, record.patient_of(&id)?))).await?;
    app.opened(&caller, patient.as_deref()).await;
    let json = match lang {
        None => kept,
        Some(lang) => {
            let spoken = serde_json::from_str::<Reading>(&kept)
                .and_then(|reading| serde_json::to_string(&reading::speak(&reading, lang)));
            spoken.map_err(|error| {
                tracing::error!("a Reading that is kept cannot be said in {lang}: {error}");
                Refusal::defect()
            })?
        }
    };
    Ok(([(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")], json)
        .into_response())
}

/// A picture of a photograph with its media type, made only where the browser does not have it. `kind` ends its tag.
async fn shown(
    app: App,
    id: String,
    headers: &HeaderMap,
    kind: &str,
    make: impl FnOnce(&Record, &Photograph) -> Result<(Vec<u8>, String), Fault> + Send + 'static,
) -> Result<Response, Refusal> {
    let photograph = app.on_record(move |record| record.photograph(&id)).await?;
    let tag = format!("\"{}{kind}\"", photograph.sha256);
    if is_known(headers, &tag) {
        return Ok(not_changed(&tag));
    }
    let record = app.record.clone();
    let (bytes, media_type) = apart(move || make(&record, &photograph)).await??;
    Ok(picture(bytes, &media_type, &tag))
}

/// Whether the browser has the picture of this tag.
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let sent = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    sent.split(',').any(|known| known.trim().trim_start_matches("W/") == tag)
}

fn not_changed(tag: &str) -> Response {
    (StatusCode::NOT_MODIFIED, [(header::ETAG, tag.to_owned())]).into_response()
}

/// A picture that only this person's browser may keep, and asks for again.
fn picture(bytes: Vec<u8>, media_type: &str, tag: &str) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, media_type),
        (header::ETAG, tag),
        (header::CACHE_CONTROL, "private, no-cache"),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    response
}
