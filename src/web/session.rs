//! The session through the API: first run, sign in, lock, reopen, sign out.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::cookie::{Cookie, SameSite};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::access::{COOKIE, Caller, cookie};
use super::body::Sent;
use super::refusal::Refusal;
use super::state::{App, apart};
use crate::accounts::{AccountError, FirstRun, LIFETIME, Mode, Signed};
use crate::fault::{Explain, Fault, FaultCode};
use crate::record::{Clinic, OperatorChange};
use crate::terms::Role;

/// How the page stands towards the station.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum SessionState {
    /// Nobody has an account, and only this machine reaches the station: all is free.
    Open,
    /// The wizard has to be gone through first.
    FirstRun,
    SignedOut,
    /// Somebody is signed in; the PIN reopens it.
    Locked,
    SignedIn,
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SessionOperator {
    /// ULID.
    pub id: String,
    pub name: String,
    pub role: Role,
}

/// The session of this page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SessionStatus {
    pub state: SessionState,
    /// Null unless signed in or locked.
    #[schema(required)]
    pub operator: Option<SessionOperator>,
    /// To be sent as `X-Ocellus-CSRF` with every request but GET; null where there is no session.
    #[schema(required)]
    pub csrf: Option<String>,
    /// Null before the first run.
    #[schema(required)]
    pub clinic: Option<Clinic>,
    /// Whether this session works on drawn eyes, in a record of its own.
    pub practice: bool,
    /// Whether practice can be begun and ended here.
    pub may_practise: bool,
    /// After so many minutes without an act of a person a session is locked.
    pub idle_minutes: u32,
    /// PINs that may still be tried; with none left the password reopens the session. Null where there is no session.
    #[schema(required)]
    pub pin_tries: Option<u32>,
}

/// What the first run sets up.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FirstRunRequest {
    /// As the station's console shows it; needed where other machines reach the station.
    #[serde(default)]
    code: Option<String>,
    /// Name of the administrator.
    administrator: String,
    /// At least 10 characters.
    password: String,
    /// 4 to 8 digits.
    pin: String,
    /// Name of the clinic.
    clinic: String,
    /// One of `en`, `es`, `fr`, `pt`, `hi`, `zh`, `ar`.
    lang: String,
    /// IANA name, such as `Asia/Kolkata`.
    time_zone: String,
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SignInRequest {
    name: String,
    password: String,
}

/// The PIN, or the password once the PIN is used up.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UnlockRequest {
    #[serde(default)]
    pin: Option<String>,
    #[serde(default)]
    password: Option<String>,
}

/// Another password or PIN of one's own.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SecretRequest {
    /// The password as it is now.
    current: String,
    #[serde(default)]
    password: Option<String>,
    #[serde(default)]
    pin: Option<String>,
}

/// How this page stands: free, signed in, locked, signed out, or before the first run.
#[utoipa::path(
    get, path = "/api/session", tag = "accounts", operation_id = "getSession",
    responses((status = 200, description = "The session", body = SessionStatus))
)]
pub async fn get(State(app): State<App>, caller: Caller) -> Result<Json<SessionStatus>, Refusal> {
    Ok(Json(status(&app, &caller).await?))
}

/// Sets up the clinic and its administrator, once, and signs the administrator in.
#[utoipa::path(
    post, path = "/api/first-run", tag = "accounts", operation_id = "firstRun", request_body = FirstRunRequest,
    responses(
        (status = 201, description = "Set up and signed in; the cookie comes with it", body = SessionStatus),
        (status = 400, description = "The request is malformed", body = Fault),
        (status = 403, description = "The code is wrong, or a page of another origin sent it", body = Fault),
        (status = 409, description = "The station is set up already", body = Fault),
        (status = 422, description = "A name, password or PIN that is unsuitable", body = Fault),
        (status = 429, description = "Too many wrong codes", body = Fault),
    )
)]
pub async fn first_run(
    State(app): State<App>,
    caller: Caller,
    Sent(asked): Sent<FirstRunRequest>,
) -> Result<Response, Refusal> {
    let asked = FirstRun {
        code: asked.code,
        administrator: asked.administrator,
        password: asked.password,
        pin: asked.pin,
        clinic: Clinic { name: asked.clinic.trim().into(), lang: asked.lang, time_zone: asked.time_zone },
    };
    let (station, from) = (app.clone(), caller.clone());
    let signed = blocking(move || station.accounts.first_run(&asked, from.address, from.source())).await?;
    signed_in(&app, caller, signed).await
}

/// Signs in. An earlier session of this browser ends.
#[utoipa::path(
    post, path = "/api/session", tag = "accounts", operation_id = "signIn", request_body = SignInRequest,
    responses(
        (status = 201, description = "Signed in; the cookie comes with it", body = SessionStatus),
        (status = 400, description = "The request is malformed", body = Fault),
        (status = 401, description = "Name and password do not belong together", body = Fault),
        (status = 403, description = "A page of another origin sent it", body = Fault),
        (status = 429, description = "Too many wrong tries", body = Fault),
        (status = 503, description = "Too many people sign in at once", body = Fault),
    )
)]
pub async fn sign_in(
    State(app): State<App>,
    caller: Caller,
    headers: HeaderMap,
    Sent(asked): Sent<SignInRequest>,
) -> Result<Response, Refusal> {
    if app.accounts.mode() != Mode::Staffed {
        let remedy = "Set the station up first.";
        return Err(Refusal::new(FaultCode::Conflict, "nobody has an account here yet", remedy));
    }
    let (station, from, earlier) = (app.clone(), caller.clone(), cookie(&headers));
    let signed = blocking(move || {
        let (name, password) = (&asked.name, &asked.password);
        station.accounts.sign_in(name, password, earlier.as_deref(), from.address, from.source())
    })
    .await?;
    signed_in(&app, caller, signed).await
}

/// Locks the session; the PIN reopens it.
#[utoipa::path(
    post, path = "/api/session/lock", tag = "accounts", operation_id = "lockSession",
    responses((status = 200, description = "Locked", body = SessionStatus))
)]
pub async fn lock(State(app): State<App>, mut caller: Caller) -> Result<Json<SessionStatus>, Refusal> {
    if let Some(session) = caller.session.take() {
        let (station, from, open) = (app.clone(), caller.clone(), session.clone());
        blocking(move || station.accounts.lock(&open, from.source())).await?;
        caller.locked = Some(session);
    }
    Ok(Json(status(&app, &caller).await?))
}

/// Reopens a locked session with the PIN, or with the password.
#[utoipa::path(
    post, path = "/api/session/unlock", tag = "accounts", operation_id = "unlockSession", request_body = UnlockRequest,
    responses(
        (status = 200, description = "Open again", body = SessionStatus),
        (status = 400, description = "The request is malformed", body = Fault),
        (status = 423, description = "The PIN is wrong, or used up", body = Fault),
        (status = 429, description = "Too many wrong passwords", body = Fault),
    )
)]
pub async fn unlock(
    State(app): State<App>,
    mut caller: Caller,
    Sent(asked): Sent<UnlockRequest>,
) -> Result<Json<SessionStatus>, Refusal> {
    if let Some(session) = caller.locked.take() {
        let (station, from) = (app.clone(), caller.clone());
        let open = blocking(move || {
            let (pin, password) = (asked.pin.as_deref(), asked.password.as_deref());
            station.accounts.unlock(&session, pin, password, from.address, from.source())
        })
        .await?;
        caller.session = Some(open);
    }
    Ok(Json(status(&app, &caller).await?))
}

/// Changes one's own password or PIN. With another password the other sessions of the same person end.
#[utoipa::path(
    post, path = "/api/session/secret", tag = "accounts", operation_id = "changeSecret", request_body = SecretRequest,
    responses(
        (status = 204, description = "Changed"),
        (status = 400, description = "The request is malformed", body = Fault),
        (status = 422, description = "A password or PIN that is unsuitable", body = Fault),
        (status = 429, description = "Too many wrong passwords", body = Fault),
    )
)]
pub async fn change_secret(
    State(app): State<App>,
    caller: Caller,
    Sent(asked): Sent<SecretRequest>,
) -> Result<StatusCode, Refusal> {
    let Some(session) = caller.session.clone() else {
        return Err(Refusal::new(
            FaultCode::Conflict,
            "nobody has an account here yet",
            "Set the station up first.",
        ));
    };
    let change = OperatorChange { password: asked.password, pin: asked.pin, ..Default::default() };
    blocking(move || {
        let (from, source) = (caller.address, caller.source().to_owned());
        match app.accounts.change_own(&session, &asked.current, change, from, &source) {
            // The session itself is sound: a wrong password here signs nobody out.
            Err(AccountError::WrongPassword) => {
                let fault = AccountError::WrongPassword.fault();
                Err(Refusal::from(fault).with_status(StatusCode::FORBIDDEN))
            }
            other => other.map_err(Refusal::from),
        }
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Signs out; the cookie is worth nothing from then on.
#[utoipa::path(
    delete, path = "/api/session", tag = "accounts", operation_id = "signOut",
    responses((status = 204, description = "Signed out"))
)]
pub async fn sign_out(State(app): State<App>, caller: Caller) -> Result<Response, Refusal> {
    if let Some(session) = caller.session.clone().or(caller.locked.clone()) {
        let station = app.clone();
        blocking(move || station.accounts.sign_out(&session, caller.source())).await?;
    }
    with_cookie(StatusCode::NO_CONTENT.into_response(), String::new(), app.tls.is_some(), 0)
}

/// Work that hashes or writes, apart from the async threads.
pub async fn blocking<T: Send + 'static, E: Send + 'static>(
    work: impl FnOnce() -> Result<T, E> + Send + 'static,
) -> Result<T, Refusal>
where
    Refusal: From<E>,
{
    Ok(apart(work).await??)
}

pub(super) async fn signed_in(app: &App, mut caller: Caller, signed: Signed) -> Result<Response, Refusal> {
    caller.session = Some(signed.session);
    caller.locked = None;
    let answer = (StatusCode::CREATED, Json(status(app, &caller).await?)).into_response();
    let seconds = i64::try_from(LIFETIME.as_secs()).unwrap_or(i64::MAX);
    with_cookie(answer, signed.cookie, app.tls.is_some(), seconds)
}

/// Only this server gets it back, no script reads it, and no other site's page sends it along.
fn with_cookie(mut response: Response, value: String, tls: bool, seconds: i64) -> Result<Response, Refusal> {
    let mut cookie = Cookie::build((COOKIE, value)).path("/").http_only(true).same_site(SameSite::Strict);
    if tls {
        cookie = cookie.secure(true);
    }
    let text = format!("{}; Max-Age={seconds}", cookie.build());
    let value = HeaderValue::from_str(&text).map_err(|_| Refusal::defect())?;
    response.headers_mut().insert(header::SET_COOKIE, value);
    Ok(response)
}

async fn status(app: &App, caller: &Caller) -> Result<SessionStatus, Refusal> {
    let session = caller.session.as_ref().or(caller.locked.as_ref());
    let state = match (app.accounts.mode(), &caller.session, &caller.locked) {
        (Mode::Open, ..) => SessionState::Open,
        (Mode::FirstRun, ..) => SessionState::FirstRun,
        (Mode::Staffed, Some(_), _) => SessionState::SignedIn,
        (Mode::Staffed, None, Some(_)) => SessionState::Locked,
        (Mode::Staffed, None, None) => SessionState::SignedOut,
    };
    let station = app.clone();
    let clinic = blocking(move || station.accounts.clinic()).await?;
    let operator = session.map(|session| SessionOperator {
        id: session.person.id.clone(),
        name: session.person.name.clone(),
        role: session.person.role,
    });
    Ok(SessionStatus {
        state,
        operator,
        csrf: session.map(|session| session.csrf.clone()),
        clinic,
        practice: match (&app.room, session) {
            (Some(_), session) => session.is_some_and(|session| session.practice),
            (None, _) => app.practice,
        },
        may_practise: app.room.is_some() && session.is_some(),
        idle_minutes: u32::try_from(app.idle.as_secs().div_ceil(60)).unwrap_or(u32::MAX),
        pin_tries: session.map(|session| session.pin_tries),
    })
}
