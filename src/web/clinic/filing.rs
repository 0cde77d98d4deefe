//! A photograph is moved to another encounter or eye; the audit keeps from where.

use axum::Json;
use axum::extract::{Path, Request, State};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::fault::Fault;
use crate::record::*;
use crate::terms::Laterality;
use crate::web::access::Caller;
use crate::web::body::{malformed, read};
use crate::web::events::Event;
use crate::web::refusal::Refusal;
use crate::web::state::App;

/// What is changed; what is not named stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FilingRequest {
    /// ULID of the encounter it belongs to.
    #[serde(default)]
    encounter_id: Option<String>,
    /// The eye. Said after the picture was read, it stands also where the picture looks like the other one.
    #[serde(default)]
    laterality: Option<Laterality>,
}

/// Files a photograph under another encounter or eye. `sides_disagree` in the answer says that the picture looks like the
/// other eye.
#[utoipa::path(
    patch, path = "/api/photographs/{id}", tag = "photographs", operation_id = "filePhotograph",
    request_body = FilingRequest, params(("id" = String, Path, description = "ULID of the photograph")),
    responses(
        (status = 200, description = "As it is now", body = Photograph),
        (status = 400, description = "The request is malformed", body = Fault),
        (status = 404, description = "No such photograph or encounter", body = Fault),
        (status = 409, description = "That patient has not agreed to being screened; nothing was moved", body = Fault),
    )
)]
pub async fn file(
    State(app): State<App>,
    Path(id): Path<String>,
    caller: Caller,
    request: Request,
) -> Result<Json<Photograph>, Refusal> {
    let asked: FilingRequest = read(request).await?;
    if asked.encounter_id.is_none() && asked.laterality.is_none() {
        return Err(malformed("it names neither an encounter nor an eye"));
    }
    let (before, now) = app
        .on_record(move |record| {
            let before = record.photograph(&id)?;
            let to = Filing {
                encounter: asked.encounter_id.as_deref(),
                laterality: asked.laterality,
                consent_elsewhere: false,
            };
            Ok((before, record.file_photograph(&id, to, caller.who())?))
        })
        .await?;
    let mut touched: Vec<String> =
        [before.encounter_id, now.encounter_id.clone()].into_iter().flatten().collect();
    touched.dedup();
    for encounter_id in touched {
        app.bus.tell(Event::EncounterChanged { encounter_id });
    }
    app.bus.tell(Event::PhotographChanged { photograph: Box::new(now.clone()) });
    Ok(Json(now))
}
