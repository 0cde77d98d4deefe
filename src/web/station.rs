//! The station through the API: status, events, health.

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};

use super::events::{self, Event};
use super::refusal::Refusal;
use super::state::App;
use super::types::*;
use crate::fault::{Fault, FaultCode};
use crate::record::Disk;
use crate::vault::{self, Protection};

/// Less free than this many times the floor is low.
const LOW: u64 = 16;

/// The station at a glance.
#[utoipa::path(
    get, path = "/api/status", tag = "station", operation_id = "getStatus",
    responses(
        (status = 200, description = "How the station is", body = StationStatus),
        (status = 500, description = "The record cannot be read", body = Fault),
    )
)]
pub async fn status(State(app): State<App>) -> Result<Json<StationStatus>, Refusal> {
    let ((queue, changed_outcomes, at_rest), photographs, disk) = app
        .on_record(|record| {
            let jobs = (record.queue()?, record.count_outcome_changes()?, at_rest(record.folder()));
            Ok((jobs, record.count_photographs()?, record.disk().ok()))
        })
        .await?;
    let disk = disk.map(disk_status);
    Ok(Json(StationStatus {
        ready: disk.as_ref().is_none_or(|disk| !disk.full),
        version: env!("CARGO_PKG_VERSION").into(),
        started_at: app.started_at.clone(),
        models: app.readers.status(),
        roles: app.links.roles(),
        disk,
        at_rest,
        queue,
        changed_outcomes,
        photographs,
        watched: app.watched(),
        camera: app.camera.status(),
    }))
}

fn at_rest(folder: &std::path::Path) -> AtRest {
    match vault::protection(folder) {
        Ok(Protection::Vault { .. }) => AtRest::Vault,
        Ok(Protection::Disk { .. }) => AtRest::Disk,
        Ok(Protection::None) | Err(_) => AtRest::None,
    }
}

pub fn disk_status(disk: Disk) -> DiskStatus {
    DiskStatus {
        free_bytes: disk.free,
        total_bytes: disk.total,
        low: disk.free < disk.floor.saturating_mul(LOW),
        full: disk.free < disk.floor,
    }
}

/// What happens from now on, as server-sent events; `data` is an `Event`, the `event` field its `type`.
#[utoipa::path(
    get, path = "/api/events", tag = "station", operation_id = "listenToEvents",
    responses(
        (status = 200, description = "A stream that begins with `hello`", body = Event, content_type = "text/event-stream"),
        (status = 503, description = "Too many pages are listening", body = Fault),
    )
)]
pub async fn events(State(app): State<App>) -> Result<Response, Refusal> {
    let place = app.listeners.clone().try_acquire_owned().map_err(|_| {
        let remedy = "Close pages of this server that are not needed.";
        Refusal::new(FaultCode::Busy, "too many pages are listening", remedy)
    })?;
    let hello =
        Event::Hello { version: env!("CARGO_PKG_VERSION").into(), started_at: app.started_at.clone() };
    let mut stopping = app.stopping.clone();
    let end = async move {
        // The place is free again when the stream is dropped, and this with it.
        let _place = place;
        let _ = stopping.wait_for(|stopping| *stopping).await;
    };
    let guidance = app.camera.guidance.subscribe();
    Ok(events::stream(hello, app.bus.subscribe(), guidance, end).into_response())
}

/// Whether the server answers and its record can be read, for a watchdog, and how sound the record is.
#[utoipa::path(
    get, path = "/api/health", tag = "station", operation_id = "getHealth",
    responses(
        (status = 200, description = "It answers; what was found in the record stands in the body", body = Health),
        (status = 500, description = "The record cannot be read", body = Fault),
    )
)]
pub async fn health(State(app): State<App>) -> Result<Json<Health>, Refusal> {
    let (disk, record) = app
        .on_record(|record| {
            record.queue()?;
            Ok((record.disk().ok(), record.scrubbed()))
        })
        .await?;
    Ok(Json(Health { record, disk: disk.map(disk_status) }))
}
