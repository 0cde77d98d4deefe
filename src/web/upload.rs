//! Reads the form of an upload, one file at a time, with a bound on everything.

use std::time::{Duration, Instant};

use axum::extract::multipart::{Field, MultipartError, MultipartRejection};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use tokio::time::timeout;
use tokio_stream::StreamExt;

use super::access::Caller;
use super::ingest::Incoming;
use super::refusal::{self, Refusal};
use super::state::{Station, apart};
use super::types::*;
use crate::fault::{Fault, FaultCode};
use crate::terms::Laterality;

/// The largest body of an upload.
pub const MAX_BODY: usize = 64 * 1024 * 1024;
/// Files in one upload, at most.
const MAX_FILES: usize = 16;
/// How long an upload may wait for its turn.
const TURN: Duration = Duration::from_secs(20);
/// How long a whole form may take to arrive.
const ARRIVAL: Duration = Duration::from_secs(120);
/// What is still read of a body that is too large, so that the browser hears the answer.
const DRAINED: usize = 512 * 1024 * 1024;

/// Where the files of a form belong.
#[derive(Debug, Clone, Default, serde::Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct UploadTo {
    /// ULID of the encounter they belong to.
    pub encounter: Option<String>,
    /// The eye that a person says they are of.
    #[param(inline)]
    pub laterality: Option<Laterality>,
}

/// Takes every file of a form.
pub async fn take(
    app: &std::sync::Arc<Station>,
    to: UploadTo,
    caller: Caller,
    request: Request,
) -> Result<UploadAnswer, Refusal> {
    let length = request.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    if length.and_then(|length| length.parse::<u64>().ok()).is_some_and(|length| length > MAX_BODY as u64) {
        let _ = timeout(ARRIVAL, drain(request)).await;
        return Err(too_large());
    }
    let form = Multipart::from_request(request, app).await.map_err(no_form)?;
    let busy = |_| Refusal::new(FaultCode::Busy, "too many uploads at once", "Try again in a moment.");
    let turn = timeout(TURN, app.uploads.acquire()).await.map_err(busy)?;
    let _turn = turn.map_err(|_| Refusal::defect())?;
    let deadline = Instant::now() + ARRIVAL;
    let photographs = take_parts(app, (&to, &caller), form, deadline).await?;
    match photographs.is_empty() {
        false => Ok(UploadAnswer { photographs }),
        true => {
            let remedy = "Send the photographs as parts with a file name, in a multipart/form-data form.";
            Err(Refusal::new(FaultCode::BadRequest, "there is no file in the form", remedy))
        }
    }
}

async fn take_parts(
    app: &std::sync::Arc<Station>,
    (to, caller): (&UploadTo, &Caller),
    mut form: Multipart,
    deadline: Instant,
) -> Result<Vec<Uploaded>, Refusal> {
    let mut taken = Vec::new();
    while let Some(part) = arrives(deadline, form.next_field()).await?.map_err(broken)? {
        let Some(file) = part.file_name().map(str::to_owned) else { continue };
        if taken.len() == MAX_FILES {
            let message =
                format!("there are more than {MAX_FILES} files in the form; the first {MAX_FILES} are taken");
            return Err(Refusal::new(
                FaultCode::BadRequest,
                message,
                "Send the others in a form of their own.",
            ));
        }
        let bytes = arrives(deadline, read(part)).await??;
        let (app, to, caller) = (app.clone(), to.clone(), caller.clone());
        let uploaded = apart(move || one(&app, &to, &caller, file, &bytes)).await?;
        taken.push(uploaded);
    }
    Ok(taken)
}

fn one(app: &Station, to: &UploadTo, caller: &Caller, file: String, bytes: &[u8]) -> Uploaded {
    let start = Instant::now();
    let incoming = Incoming {
        bytes,
        file: &file,
        origin: Origin::Upload,
        eye: to.laterality.unwrap_or(Laterality::Unknown),
        encounter: to.encounter.as_deref(),
        who: caller.who(),
        judged: &|_| {},
    };
    let taken = app.ingest.take_incoming(&incoming, None);
    let took_ms = u32::try_from(start.elapsed().as_millis()).unwrap_or(u32::MAX);
    match taken {
        Ok((photograph, is_new)) => Uploaded {
            file,
            outcome: if is_new { UploadOutcome::Saved } else { UploadOutcome::AlreadyHere },
            photograph: Some(photograph),
            fault: None,
            took_ms,
        },
        Err(fault) => {
            Uploaded { file, outcome: UploadOutcome::Refused, photograph: None, fault: Some(fault), took_ms }
        }
    }
}

/// The status of an answer: what is new makes it 201; nothing but refusals makes it an error.
pub fn status_of(answer: &UploadAnswer) -> StatusCode {
    let any = |outcome| answer.photographs.iter().any(|uploaded| uploaded.outcome == outcome);
    if any(UploadOutcome::Saved) {
        return StatusCode::CREATED;
    }
    if any(UploadOutcome::AlreadyHere) {
        return StatusCode::OK;
    }
    let first: Option<&Fault> = answer.photographs.iter().find_map(|uploaded| uploaded.fault.as_ref());
    match first.map(|fault| refusal::status_of(fault.code)) {
        // The station's own trouble, rather than the files'.
        Some(status) if status.is_server_error() => status,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

async fn arrives<T>(deadline: Instant, part: impl Future<Output = T>) -> Result<T, Refusal> {
    timeout(deadline.saturating_duration_since(Instant::now()), part).await.map_err(|_| {
        let refusal =
            Refusal::new(FaultCode::BadRequest, "the upload took too long to arrive", "Send it again.");
        refusal.with_status(StatusCode::REQUEST_TIMEOUT)
    })
}

async fn read(mut part: Field<'_>) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    while let Some(chunk) = part.chunk().await.map_err(broken)? {
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

async fn drain(request: Request) {
    let mut body = request.into_body().into_data_stream();
    let mut read = 0;
    while let Some(Ok(chunk)) = body.next().await {
        read += chunk.len();
        if read > DRAINED {
            return;
        }
    }
}

fn no_form(rejection: MultipartRejection) -> Refusal {
    let remedy = "Send the photographs as a multipart/form-data form.";
    Refusal::new(FaultCode::BadRequest, format!("the request is no form: {}", rejection.body_text()), remedy)
}

fn broken(error: MultipartError) -> Refusal {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return too_large();
    }
    let message = format!("the form breaks off or contradicts itself: {}", error.body_text());
    Refusal::new(FaultCode::BadRequest, message, "Send it again.")
}

fn too_large() -> Refusal {
    let message = format!("the upload is larger than {} MB", MAX_BODY >> 20);
    Refusal::new(FaultCode::TooLarge, message, "Send fewer photographs at a time.")
}
