//! What the administrator and the manager ask for: the audit, figures, a patient's export and erasure.

use std::io::Write;

use axum::Json;
use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::fault::{Explain, Fault, FaultCode};
use crate::record::*;
use crate::web::access::Caller;
use crate::web::body::malformed;
use crate::web::events::Event;
use crate::web::refusal::Refusal;
use crate::web::state::{App, apart};

/// Entries in one page of the audit.
const PAGE: u32 = 100;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// Only of what has this id.
    subject: Option<String>,
    /// The `next` of the page before.
    after: Option<i64>,
}

/// Who did what to which record, from where; newest first.
#[utoipa::path(
    get, path = "/api/audit", tag = "clinic", operation_id = "getAudit", params(AuditQuery),
    responses(
        (status = 200, description = "One page of at most 100 entries", body = AuditPage),
        (status = 400, description = "The query is malformed", body = Fault),
    )
)]
pub async fn audit(
    State(app): State<App>,
    query: Result<Query<AuditQuery>, QueryRejection>,
) -> Result<Json<AuditPage>, Refusal> {
    let Query(query) = query.map_err(|error| malformed(&error.body_text()))?;
    let page = app.on_record(move |record| record.audit(query.subject.as_deref(), query.after, PAGE)).await?;
    Ok(Json(page))
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Span {
    /// How many days back.
    #[param(minimum = 1, maximum = 3660, default = 30)]
    days: Option<u32>,
}

/// How many a day, how many referred, how many ungradable, by whom and why, how long.
#[utoipa::path(
    get, path = "/api/charts", tag = "clinic", operation_id = "getCharts", params(Span),
    responses(
        (status = 200, description = "The figures", body = Charts),
        (status = 400, description = "The query is malformed", body = Fault),
    )
)]
pub async fn charts(
    State(app): State<App>,
    query: Result<Query<Span>, QueryRejection>,
) -> Result<Json<Charts>, Refusal> {
    let Query(query) = query.map_err(|error| malformed(&error.body_text()))?;
    let days = query.days.unwrap_or(30);
    if !(1..=3660).contains(&days) {
        return Err(malformed("days is 1 to 3660"));
    }
    Ok(Json(app.on_record(move |record| record.charts(days)).await?))
}

/// All that is kept of a patient: `patient.json` and the photographs.
#[utoipa::path(
    get, path = "/api/patients/{id}/export", tag = "clinic", operation_id = "exportPatient",
    params(("id" = String, Path, description = "ULID of the patient")),
    responses(
        (status = 200, description = "The archive", content_type = "application/gzip"),
        (status = 404, description = "No such patient", body = Fault),
        (status = 507, description = "The disk has no room for it", body = Fault),
    )
)]
pub async fn export(
    State(app): State<App>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Refusal> {
    let (name, station) = (format!("attachment; filename=\"ocellus-{id}.tar.gz\""), app.clone());
    let file = apart(move || {
        station.record.patient_card(&id).map_err(|error| error.fault())?;
        let file = packed(&station.record, &id)?;
        station.record.note_export(&id, caller.who()).map_err(|error| error.fault())?;
        Ok::<_, Fault>(file)
    })
    .await??;
    let stream = tokio_stream::wrappers::ReceiverStream::new(file);
    let headers = [
        (header::CONTENT_TYPE, "application/gzip".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(stream)).into_response())
}

/// A patient as a gzipped archive, in pieces as it is made: nothing of it is kept on the disk beside the record.
fn packed(
    record: &std::sync::Arc<Record>,
    id: &str,
) -> Result<tokio::sync::mpsc::Receiver<std::io::Result<Vec<u8>>>, Fault> {
    let (to, pieces) = tokio::sync::mpsc::channel(8);
    let (record, id) = (record.clone(), id.to_owned());
    let document = record.patient_document(&id).map_err(|error| error.fault())?;
    let packing = move || {
        let pack = || -> std::io::Result<()> {
            let mut archive = tar::Builder::new(flate2::write::GzEncoder::new(
                std::io::BufWriter::with_capacity(1 << 18, Piece(to.clone())),
                flate2::Compression::fast(),
            ));
            let mut add = |name: &str, bytes: &[u8]| {
                let mut header = tar::Header::new_gnu();
                header.set_size(bytes.len() as u64);
                header.set_mode(0o600);
                archive.append_data(&mut header, name, bytes)
            };
            add("patient.json", &serde_json::to_vec_pretty(&document)?)?;
            for photograph in document["photograph"].as_array().into_iter().flatten() {
                let word = |name: &str| photograph[name].as_str().unwrap_or_default();
                let bytes = record.photograph_bytes(word("id")).map_err(std::io::Error::other)?;
                add(word("path"), &bytes)?;
            }
            archive.into_inner()?.finish()?.flush()
        };
        if let Err(error) = pack() {
            // The archive breaks off, which the browser says; the page cannot be told otherwise any more.
            tracing::warn!(%error, "an export broke off");
            let _ = to.blocking_send(Err(error));
        }
    };
    std::thread::Builder::new().name("export".into()).spawn(packing).map_err(|error| Fault {
        code: FaultCode::Busy,
        message: format!("the export cannot be begun: {error}"),
        remedy: "Try again in a moment.".into(),
    })?;
    Ok(pieces)
}

/// Writes into the answer; a peer that has gone ends the writing.
struct Piece(tokio::sync::mpsc::Sender<std::io::Result<Vec<u8>>>);

impl Write for Piece {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let sent = self.0.blocking_send(Ok(bytes.to_vec()));
        sent.map_err(|_| std::io::Error::from(std::io::ErrorKind::BrokenPipe)).map(|()| bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Asked for with an erasure, so that no slip of a finger erases anybody.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Erasure {
    /// What the clinic calls the patient.
    confirm: String,
}

/// Erases a patient with every photograph and reading. The audit keeps ids and that it was done.
#[utoipa::path(
    delete, path = "/api/patients/{id}", tag = "clinic", operation_id = "erasePatient", 
    params(("id" = String, Path, description = "ULID of the patient"), Erasure),
    responses(
        (status = 200, description = "What was erased", body = Erased),
        (status = 400, description = "`confirm` is not what the clinic calls this patient; nothing was erased", body = Fault),
        (status = 404, description = "No such patient", body = Fault),
        (status = 503, description = "Erased, but something still reads the old pages of the database", body = Fault),
    )
)]
pub async fn erase(
    State(app): State<App>,
    Path(id): Path<String>,
    query: Result<Query<Erasure>, QueryRejection>,
    caller: Caller,
) -> Result<Json<Erased>, Refusal> {
    let Query(query) = query.map_err(|error| malformed(&error.body_text()))?;
    let station = app.clone();
    let erased = apart(move || {
        let card = station.record.patient_card(&id).map_err(|error| error.fault())?;
        let named = card.patient.local_identifier.as_deref().unwrap_or(&card.patient.id);
        if named != query.confirm.trim() {
            return Err(Fault {
                code: FaultCode::BadRequest,
                message: "what was typed is not what the clinic calls this patient; nothing was erased"
                    .into(),
                remedy: "Type the identifier as it stands on the patient's page.".into(),
            });
        }
        station.record.erase_patient(&id, caller.who()).map_err(|error| error.fault())
    })
    .await??;
    app.bus.tell(Event::Resync);
    Ok(Json(erased))
}
