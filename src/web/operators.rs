//! Operators through the API, for an administrator: list, add, change.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::access::Caller;
use super::body::Sent;
use super::refusal::Refusal;
use super::session::blocking;
use super::state::App;
use crate::accounts::Mode;
use crate::fault::{Fault, FaultCode};
use crate::record::{Operator, OperatorChange};
use crate::terms::Role;

/// Everybody who has worked here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OperatorList {
    pub operators: Vec<Operator>,
}

/// Somebody new.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewOperatorRequest {
    name: String,
    role: Role,
    /// At least 10 characters; to be changed by its owner.
    password: String,
    /// 4 to 8 digits; without one the password reopens a locked session.
    #[serde(default)]
    pin: Option<String>,
}

/// What is to change; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OperatorRequest {
    #[serde(default)]
    name: Option<String>,
    #[serde(default)]
    role: Option<Role>,
    /// False ends every session of theirs, and lets them in no more.
    #[serde(default)]
    active: Option<bool>,
    #[serde(default)]
    password: Option<String>,
    #[serde(default)]
    pin: Option<String>,
}

/// Lists the operators.
#[utoipa::path(
    get, path = "/api/operators", tag = "accounts", operation_id = "listOperators",
    responses((status = 200, description = "Everybody, in the order in which they came", body = OperatorList))
)]
pub async fn list(State(app): State<App>) -> Result<Json<OperatorList>, Refusal> {
    let operators = blocking(move || app.accounts.operators()).await?;
    Ok(Json(OperatorList { operators }))
}

/// Adds an operator.
#[utoipa::path(
    post, path = "/api/operators", tag = "accounts", operation_id = "addOperator", request_body = NewOperatorRequest,
    responses(
        (status = 201, description = "Added", body = Operator),
        (status = 400, description = "The request is malformed", body = Fault),
        (status = 409, description = "There is one of that name, or the station is not set up", body = Fault),
        (status = 422, description = "A name, password or PIN that is unsuitable", body = Fault),
    )
)]
pub async fn add(
    State(app): State<App>,
    caller: Caller,
    Sent(new): Sent<NewOperatorRequest>,
) -> Result<(StatusCode, Json<Operator>), Refusal> {
    staffed(&app)?;
    let added = blocking(move || {
        app.accounts.add(&new.name, new.role, &new.password, new.pin.as_deref(), caller.who())
    })
    .await?;
    Ok((StatusCode::CREATED, Json(added)))
}

/// Changes an operator: name, role, password, PIN, or whether they may come in.
#[utoipa::path(
    patch, path = "/api/operators/{id}", tag = "accounts", operation_id = "changeOperator",
    params(("id" = String, Path, description = "ULID of the operator")), request_body = OperatorRequest,
    responses(
        (status = 200, description = "Changed", body = Operator),
        (status = 400, description = "The request is malformed", body = Fault),
        (status = 404, description = "No such operator", body = Fault),
        (status = 409, description = "The name is taken, or nobody would be left to administer", body = Fault),
        (status = 422, description = "A name, password or PIN that is unsuitable", body = Fault),
    )
)]
pub async fn change(
    State(app): State<App>,
    Path(id): Path<String>,
    caller: Caller,
    Sent(asked): Sent<OperatorRequest>,
) -> Result<Json<Operator>, Refusal> {
    staffed(&app)?;
    let change = OperatorChange {
        name: asked.name.map(|name| name.trim().to_owned()),
        role: asked.role,
        active: asked.active,
        password: asked.password,
        pin: asked.pin,
    };
    let own = caller.session.as_ref().map(|session| session.id.clone());
    let changed = blocking(move || app.accounts.change(&id, change, own.as_deref(), caller.who())).await?;
    Ok(Json(changed))
}

/// The first of all is made by the first run, so that an open station is not closed by half.
fn staffed(app: &App) -> Result<(), Refusal> {
    match app.accounts.mode() {
        Mode::Staffed => Ok(()),
        _ => {
            let remedy = "Go through the first run, which makes the administrator.";
            Err(Refusal::new(FaultCode::Conflict, "the station is not set up yet", remedy))
        }
    }
}
