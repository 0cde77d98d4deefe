//! The station's own health through the API: the system page, and diagnostics with no patient in them.

mod checks;
mod diagnostics;
mod types;

use std::path::Path;

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

use super::refusal::Refusal;
use super::state::{App, apart};
use super::station::disk_status;
use crate::fault::Fault;
use crate::record::stamp;
pub use checks::released;
pub use types::*;

/// Where Linux tells temperatures.
const ZONES: &str = "/sys/class/thermal";

/// Camera, model, engine, temperature, disk, queue, record, backup, clock, software: each with what to do.
#[utoipa::path(
    get, path = "/api/system", tag = "station", operation_id = "getSystem",
    responses(
        (status = 200, description = "How the station is", body = SystemReport),
        (status = 500, description = "The record cannot be read", body = Fault),
    )
)]
pub async fn get(State(app): State<App>) -> Result<Json<SystemReport>, Refusal> {
    Ok(Json(report(&app).await?))
}

/// What somebody who mends the station needs, as a .tar.gz: versions, states, counts, places in the program from the
/// log of the last hour. No patient, operator, clinic, identifier, file name or text of a person is in it.
#[utoipa::path(
    get, path = "/api/system/diagnostics", tag = "station", operation_id = "getDiagnostics",
    responses(
        (status = 200, description = "The archive", content_type = "application/gzip"),
        (status = 500, description = "The record cannot be read", body = Fault),
    )
)]
pub async fn diagnostics(State(app): State<App>) -> Result<Response, Refusal> {
    let report = report(&app).await?;
    let station = app.clone();
    let made = apart(move || diagnostics::archive(&station, &report)).await?;
    let bytes = made.map_err(|_| Refusal::defect())?;
    let day = Timestamp::now().strftime("%Y-%m-%d");
    let name = format!("attachment; filename=\"ocellus-diagnostics-{day}.tar.gz\"");
    Ok(([(header::CONTENT_TYPE, "application/gzip".to_owned()), (header::CONTENT_DISPOSITION, name)], bytes)
        .into_response())
}

async fn report(app: &App) -> Result<SystemReport, Refusal> {
    let kept = app.on_record(|record| checks::Kept::read(record, disk_status)).await?;
    let temperature = apart(|| checks::temperature(Path::new(ZONES))).await?;
    let now = Timestamp::now();
    let mut items = vec![checks::camera(&app.camera.status())];
    items.extend(checks::models(&app.readers.status()));
    items.extend([
        temperature,
        checks::disk(kept.disk.as_ref()),
        checks::queue(&kept.queue),
        checks::record(&kept.scrubbed),
        match app.practice {
            true => checks::no_backup(),
            false => checks::backup(kept.last_backup, now),
        },
        checks::sync(),
        checks::clock(now, kept.newest),
        checks::accounts(app.accounts.mode()),
        checks::certificate(app.tls.as_ref().map(|tls| tls.left())),
        checks::software(),
    ]);
    Ok(SystemReport {
        state: items.iter().map(|item| item.state).max().unwrap_or(SystemState::Ok),
        items,
        version: env!("CARGO_PKG_VERSION").into(),
        started_at: app.started_at.clone(),
        now: stamp(now),
        practice: app.practice,
    })
}
