//! The camera through the API: live picture, capture, settings.

use std::time::Duration;

use axum::Json;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use tokio::time::timeout;

use super::preview;
use super::types::*;
use crate::fault::{Fault, FaultCode};
use crate::web::access::Caller;
use crate::web::refusal::Refusal;
use crate::web::state::App;

/// A body larger than this is none of ours.
const MAX_BODY: usize = 4096;
/// How long a body may take to arrive.
const ARRIVAL: Duration = Duration::from_secs(5);
/// How long a photograph may take: a camera that has to be opened first, a slow burst, a slow disk.
const PATIENCE: Duration = Duration::from_secs(20);
/// The longest key.
const MAX_KEY: usize = 64;

/// The live picture as motion JPEG: frames as the camera gave them where it gives JPEG. A viewer that is slow misses
/// frames; one that takes none for five seconds is dropped. The camera is in use while somebody looks.
#[utoipa::path(
    get, path = "/api/camera/preview", tag = "camera", operation_id = "previewCamera",
    responses(
        (status = 200, description = "Frames as long as the camera gives them; silent while it is away", content_type = "multipart/x-mixed-replace"),
        (status = 503, description = "No camera at this station, or too many viewers", body = Fault),
    )
)]
pub async fn preview(State(app): State<App>) -> Result<Response, Refusal> {
    let looking = app.camera.look()?;
    let body = preview::body(looking, app.camera.shots.subscribe(), app.stopping.clone());
    Ok(([(header::CONTENT_TYPE, preview::MEDIA_TYPE)], body).into_response())
}

/// Takes a photograph: the sharpest well-exposed frame of a burst. The answer comes when it is judged and safe on the
/// disk; the reading follows by itself. Pressed twice it is taken once.
#[utoipa::path(
    post, path = "/api/camera/capture", tag = "camera", operation_id = "capturePhotograph",
    request_body(content = Option<CaptureRequest>),
    responses(
        (status = 201, description = "Taken and saved", body = Captured),
        (status = 200, description = "Taken; the very same bytes were saved before", body = Captured),
        (status = 400, description = "The request is malformed", body = Fault),
        (status = 403, description = "Sent by a page of another origin", body = Fault),
        (status = 409, description = "The patient has not agreed to being screened; nothing was saved", body = Fault),
        (status = 503, description = "No camera, no picture, or busy", body = Fault),
        (status = 507, description = "The disk is full; nothing was saved", body = Fault),
    )
)]
pub async fn capture(State(app): State<App>, caller: Caller, request: Request) -> Result<Response, Refusal> {
    let asked: CaptureRequest = read(request).await?;
    if asked.key.as_ref().is_some_and(|key| key.is_empty() || key.len() > MAX_KEY) {
        return Err(malformed("key has 1 to 64 bytes"));
    }
    let by = (caller.who().actor.to_owned(), caller.who().source.to_owned());
    let mut pending = app.camera.capture(Trigger::Page, (asked.eye, asked.encounter, Some(by)), asked.key)?;
    let late = |_| {
        let remedy = "Look at the camera's state, then take it again.";
        Refusal::new(FaultCode::CameraSilent, "the photograph took too long", remedy)
    };
    let answer = timeout(PATIENCE, pending.wait_for(Option::is_some)).await.map_err(late)?;
    let answer = answer.map_err(|_| Refusal::defect())?.clone();
    match answer {
        Some(Ok(captured)) => {
            let status = if captured.is_new { StatusCode::CREATED } else { StatusCode::OK };
            Ok((status, Json(captured)).into_response())
        }
        Some(Err(fault)) => Err(fault.into()),
        None => Err(Refusal::defect()),
    }
}

/// Sets the eye, the automatic shutter, or begins with another person.
#[utoipa::path(
    post, path = "/api/camera/settings", tag = "camera", operation_id = "setCamera",
    request_body(content = CameraSettings),
    responses(
        (status = 200, description = "The camera as it is now", body = CameraStatus),
        (status = 400, description = "The request is malformed", body = Fault),
        (status = 403, description = "Sent by a page of another origin", body = Fault),
    )
)]
pub async fn settings(State(app): State<App>, request: Request) -> Result<Json<CameraStatus>, Refusal> {
    let settings: CameraSettings = read(request).await?;
    Ok(Json(app.camera.settle(&settings)))
}

/// A small JSON body; none is the default.
async fn read<T: DeserializeOwned + Default>(request: Request) -> Result<T, Refusal> {
    let body = timeout(ARRIVAL, to_bytes(request.into_body(), MAX_BODY)).await;
    let bytes =
        body.map_err(|_| malformed("it did not arrive in time"))?.map_err(|_| malformed("its body"))?;
    if bytes.is_empty() {
        return Ok(T::default());
    }
    serde_json::from_slice(&bytes).map_err(|error| malformed(&error.to_string()))
}

fn malformed(what: &str) -> Refusal {
    let remedy = "See /api/openapi.json for what may be asked.";
    Refusal::new(FaultCode::BadRequest, format!("the request is malformed: {what}"), remedy)
}
