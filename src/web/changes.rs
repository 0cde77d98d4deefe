//! Changed outcomes through the API: listed until a doctor has looked at them.

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::access::Caller;
use super::refusal::Refusal;
use super::state::App;
use crate::fault::Fault;
use crate::record::OutcomeChange;

/// Changes on one page of the list, at most.
const MOST: u32 = 100;

/// Outcomes that became otherwise, the oldest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct ChangeList {
    pub changes: Vec<OutcomeChange>,
    /// Pass as `after` for the next page; null on the last page.
    #[schema(required)]
    pub next: Option<String>,
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ChangeQuery {
    /// Only changes after this one.
    #[serde(default)]
    after: String,
}

/// Lists outcomes that became otherwise when a photograph was read again by a newer bundle, or when a bundle was
/// withdrawn, and that nobody has looked at.
#[utoipa::path(
    get, path = "/api/changes", tag = "photographs", operation_id = "listChangedOutcomes", params(ChangeQuery),
    responses((status = 200, description = "At most 100, the oldest first", body = ChangeList))
)]
pub async fn list(
    State(app): State<App>,
    Query(query): Query<ChangeQuery>,
) -> Result<Json<ChangeList>, Refusal> {
    let mut changes = app.on_record(move |record| record.outcome_changes(&query.after, MOST + 1)).await?;
    let more = changes.len() > MOST as usize;
    changes.truncate(MOST as usize);
    let next = changes.last().filter(|_| more).map(|last| last.id.clone());
    Ok(Json(ChangeList { changes, next }))
}

/// Says that a person has looked at a changed outcome.
#[utoipa::path(
    post, path = "/api/changes/{id}/seen", tag = "photographs", operation_id = "seeChangedOutcome",
    params(("id" = String, Path, description = "ULID of the change")),
    responses(
        (status = 204, description = "Noted"),
        (status = 404, description = "No such change", body = Fault),
    )
)]
pub async fn seen(
    State(app): State<App>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<StatusCode, Refusal> {
    app.on_record(move |record| record.see_outcome_change(&id, caller.who())).await?;
    Ok(StatusCode::NO_CONTENT)
}
