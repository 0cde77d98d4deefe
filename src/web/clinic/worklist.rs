//! The worklist and recalls through the API.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, Request, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use super::conflict::{self, RecallConflict};
use super::decide;
use crate::fault::Fault;
use crate::record::*;
use crate::terms::Outcome;
use crate::web::access::Caller;
use crate::web::body::{malformed, read};
use crate::web::events::Event;
use crate::web::refusal::Refusal;
use crate::web::state::App;

/// Lines in one page, at most.
const MAX_PAGE: u32 = 200;
const DEFAULT_PAGE: u32 = 50;
/// The longest search or key, in bytes.
const MAX_TEXT: usize = 100;

/// Which part of the worklist.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct WorklistQuery {
    #[param(inline)]
    list: Option<List>,
    /// A part of the identifier or of the name.
    search: Option<String>,
    /// The `next` of the page before.
    after: Option<String>,
    /// How many at most.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
}

/// A page of the worklist.
#[utoipa::path(
    get, path = "/api/worklist", tag = "clinic", operation_id = "getWorklist", params(WorklistQuery),
    responses(
        (status = 200, description = "One page", body = Worklist),
        (status = 400, description = "The query is malformed", body = Fault),
    )
)]
pub async fn list(
    State(app): State<App>,
    query: Result<Query<WorklistQuery>, QueryRejection>,
) -> Result<Json<Worklist>, Refusal> {
    let Query(query) = query.map_err(|error| malformed(&error.body_text()))?;
    let limit = query.limit.unwrap_or(DEFAULT_PAGE);
    let texts = [query.search.as_ref(), query.after.as_ref()];
    if !(1..=MAX_PAGE).contains(&limit) || texts.iter().flatten().any(|text| text.len() > MAX_TEXT) {
        return Err(malformed("limit is 1 to 200; search and after have at most 100 bytes"));
    }
    let protocol = app.protocol.clone();
    let page = app
        .on_record(move |record| {
            let look = Look {
                list: query.list.unwrap_or_default(),
                search: query.search.as_deref().unwrap_or_default(),
                after: query.after.as_deref(),
                limit,
            };
            let (page, stale) = record.worklist(&look)?;
            if stale.is_empty() {
                return Ok(page);
            }
            let undecided = decide::all_anew(record, &protocol, &stale)?;
            let mut page = record.worklist(&look)?.0;
            page.unreadable.extend(undecided);
            Ok(page)
        })
        .await?;
    Ok(Json(page))
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecallPatch {
    outcome: Outcome,
    /// The outcome that was seen; `open` where it is not named. Another one is a conflict.
    #[serde(default)]
    was: Option<Outcome>,
}

/// Keeps what became of a recall or a referral.
#[utoipa::path(
    patch, path = "/api/recalls/{id}", tag = "clinic", operation_id = "settleRecall", request_body = RecallPatch,
    params(("id" = String, Path, description = "ULID of the recall")),
    responses(
        (status = 200, description = "As it is now", body = Recall),
        (status = 400, description = "The request is malformed", body = Fault),
        (status = 404, description = "No such recall", body = Fault),
        (status = 409, description = "Somebody else said otherwise; nothing was changed", body = RecallConflict),
    )
)]
pub async fn settle(
    State(app): State<App>,
    Path(id): Path<String>,
    caller: Caller,
    request: Request,
) -> Result<Response, Refusal> {
    let asked: RecallPatch = read(request).await?;
    let was = asked.was.unwrap_or(Outcome::Open);
    let changed =
        app.on_record(move |record| record.settle_recall(&id, was, asked.outcome, caller.who())).await?;
    Ok(match changed {
        Changed::Done(recall) => {
            app.bus.tell(Event::EncounterChanged { encounter_id: recall.encounter_id.clone() });
            Json(recall).into_response()
        }
        Changed::Conflict(recall) => conflict::recall(recall),
    })
}
