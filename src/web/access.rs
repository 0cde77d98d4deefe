//! Who may do what: the role that each route needs, declared where the route is, and the middleware that asks for it.
//! A route without a declaration cannot be added to [`Doors`], and one that came in another way is refused.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{ConnectInfo, FromRequestParts, MatchedPath, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use utoipa::openapi::path::{Operation, PathItem};
use utoipa::openapi::{ContentBuilder, Ref, ResponseBuilder};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

use super::events::until;
use super::refusal::Refusal;
use super::state::App;
use crate::accounts::{Found, Mode, Session};
use crate::fault::FaultCode;
use crate::record::Who;
use crate::terms::Role;

/// The cookie of a session.
pub const COOKIE: &str = "ocellus_session";
/// What every request that changes something carries: the `csrf` of the session.
pub const CSRF: &str = "x-ocellus-csrf";
/// Its place in the document.
const NEEDS: &str = "x-ocellus-needs";

/// What the page asks for by itself: it keeps no session awake.
const BY_ITSELF: [&str; 6] =
    ["/api/camera/preview", "/api/events", "/api/health", "/api/session", "/api/status", "/api/system"];

/// What a route needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing: it looks after itself.
    Nothing,
    /// A session, be it locked.
    Session,
    /// A session of this role or a greater one.
    Role(Role),
}

pub const NOTHING: Needs = Needs::Nothing;
pub const SESSION: Needs = Needs::Session;
pub const TECHNICIAN: Needs = Needs::Role(Role::Technician);
pub const DOCTOR: Needs = Needs::Role(Role::Doctor);
pub const ADMINISTRATOR: Needs = Needs::Role(Role::Administrator);

impl Needs {
    fn word(self) -> &'static str {
        match self {
            Needs::Nothing => "nothing",
            Needs::Session => "session",
            Needs::Role(role) => role.word(),
        }
    }
}

/// What each route needs, by its path as it is written and its method.
#[derive(Debug, Default)]
pub struct Table(HashMap<String, HashMap<Method, Needs>>);

impl Table {
    /// Declares a route that stands in no document.
    pub fn declare(&mut self, path: &str, method: Method, needs: Needs) {
        self.0.entry(path.to_owned()).or_default().insert(method, needs);
    }

    fn needs(&self, path: &str, method: &Method) -> Declared {
        let Some(methods) = self.0.get(path) else { return Declared::Nowhere };
        // A route that answers GET answers HEAD.
        let method = if method == Method::HEAD { &Method::GET } else { method };
        methods.get(method).map_or(Declared::ForOthers, |needs| Declared::Here(*needs))
    }
}

enum Declared {
    Here(Needs),
    /// The path is declared, with other methods.
    ForOthers,
    Nowhere,
}

/// The routes of the API; the one way to add some is with what they need.
pub struct Doors {
    router: OpenApiRouter<App>,
    table: Table,
}

impl Doors {
    pub fn new(document: utoipa::openapi::OpenApi) -> Doors {
        Doors { router: OpenApiRouter::with_openapi(document), table: Table::default() }
    }

    /// Adds routes that need the same.
    pub fn to(mut self, needs: Needs, mut routes: UtoipaMethodRouter<App>) -> Doors {
        for (path, item) in &mut routes.1.paths {
            for (method, operation) in operations(item) {
                describe(operation, needs, method != Method::GET);
                self.table.declare(path, method, needs);
            }
        }
        Doors { router: self.router.routes(routes), ..self }
    }

    /// The routes with their document, and what they need.
    pub fn open(self) -> (OpenApiRouter<App>, Table) {
        (self.router, self.table)
    }
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (Method, &mut Operation)> {
    [
        (Method::GET, &mut item.get),
        (Method::PUT, &mut item.put),
        (Method::POST, &mut item.post),
        (Method::DELETE, &mut item.delete),
        (Method::PATCH, &mut item.patch),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
}

/// Says in the document what the route needs, and how it is refused.
fn describe(operation: &mut Operation, needs: Needs, changes: bool) {
    let extensions = operation.extensions.get_or_insert_default();
    extensions.insert(NEEDS.into(), needs.word().into());
    let mut refused = |status: &str, why: &str| {
        let fault = ContentBuilder::new().schema(Some(Ref::from_schema_name("Fault"))).build();
        let response = ResponseBuilder::new().description(why).content("application/json", fault).build();
        operation.responses.responses.entry(status.into()).or_insert_with(|| response.into());
    };
    if needs != Needs::Nothing {
        refused("401", "Nobody is signed in");
    }
    if let Needs::Role(role) = needs {
        refused("423", "The session is locked");
        if role > Role::Technician || changes {
            refused("403", "Another role is needed, or the request was forged");
        }
    }
}

/// Who a request comes from.
#[derive(Debug, Clone)]
pub struct Caller {
    /// None where the station is open, nobody is signed in, or the session is locked.
    pub session: Option<Session>,
    /// A session that waits for its PIN.
    pub locked: Option<Session>,
    pub address: IpAddr,
    source: String,
}

impl Caller {
    /// As the audit names them: the operator, or the page where there are no accounts.
    pub fn who(&self) -> Who<'_> {
        match self.session.as_ref().or(self.locked.as_ref()) {
            Some(session) => Who { actor: &session.person.id, source: &self.source },
            None => Who { actor: Who::PAGE.actor, source: &self.source },
        }
    }

    /// Where the request came from, as the audit has it: an address, or `local`.
    pub fn source(&self) -> &str {
        &self.source
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Caller, Refusal> {
        // The middleware puts it there; without it nobody may do anything.
        parts.extensions.get::<Caller>().cloned().ok_or_else(Refusal::defect)
    }
}

/// Middleware over every route: lets a request through to what it may do.
pub async fn admit(
    State((app, table)): State<(App, Arc<Table>)>,
    mut request: Request,
    next: Next,
) -> Response {
    let path = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let api = path.as_deref().unwrap_or(request.uri().path()).starts_with("/api");
    if !api {
        return next.run(request).await;
    }
    let declared = path.as_deref().map_or(Declared::Nowhere, |path| table.needs(path, request.method()));
    let act =
        !path.as_deref().is_some_and(|path| BY_ITSELF.contains(&path) && request.method() == Method::GET);
    let caller = match let_in(&app, &declared, path.is_some(), act, &request) {
        Ok(caller) => caller,
        Err(refusal) => return refusal.into_response(),
    };
    let closed = caller.session.as_ref().map(|session| session.closed.clone());
    request.extensions_mut().insert(caller);
    let response = next.run(request).await;
    match closed {
        Some(closed) if is_stream(response.headers()) => ending(response, closed),
        _ => response,
    }
}

fn let_in(
    app: &App,
    declared: &Declared,
    matched: bool,
    act: bool,
    request: &Request,
) -> Result<Caller, Refusal> {
    let mode = app.accounts.mode();
    let needs = match declared {
        Declared::Here(needs) => Some(*needs),
        // The router says which methods there are, or that there is nothing, to those who may ask.
        Declared::ForOthers => Some(TECHNICIAN),
        Declared::Nowhere if !matched => Some(TECHNICIAN),
        Declared::Nowhere => None,
    };
    let Some(needs) = needs else {
        tracing::error!("a route without a declared role was asked for");
        let remedy = "Report this; the route is closed until it is mended.";
        return Err(Refusal::new(FaultCode::NotAllowed, "nobody is declared to be let in here", remedy));
    };
    let mut caller = caller(request);
    if mode == Mode::Staffed {
        match cookie(request.headers()).map(|cookie| app.accounts.find(&cookie, act)) {
            Some(Found::Open(session)) => caller.session = Some(session),
            Some(Found::Locked(session)) => caller.locked = Some(session),
            Some(Found::Nothing) | None => {}
        }
    }
    if needs == Needs::Nothing || mode == Mode::Open {
        return Ok(caller);
    }
    let Some(session) = caller.session.as_ref().or(caller.locked.as_ref()) else {
        let (message, remedy) = match mode {
            Mode::FirstRun => ("the station is not set up yet", "Set it up on its page first."),
            _ => ("nobody is signed in", "Sign in."),
        };
        return Err(Refusal::new(FaultCode::SignedOut, message, remedy));
    };
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !session.is_own(request.headers().get(CSRF).and_then(|value| value.to_str().ok())) {
        let message = "the request does not carry the session's mark against forgery";
        return Err(Refusal::new(FaultCode::NotAllowed, message, "Reload the page and try again."));
    }
    let Needs::Role(role) = needs else { return Ok(caller) };
    let Some(session) = &caller.session else {
        return Err(Refusal::new(FaultCode::Locked, "the session is locked", "Give the PIN."));
    };
    if session.person.role < role {
        let message = format!("this needs the role {role}, and {} is signed in", session.person.role);
        return Err(Refusal::new(FaultCode::NotAllowed, message, "Ask somebody who has it."));
    }
    Ok(caller)
}

fn caller(request: &Request) -> Caller {
    let address =
        request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip().to_canonical());
    let address = address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    let source = if address.is_loopback() { Who::PAGE.source.into() } else { address.to_string() };
    Caller { session: None, locked: None, address, source }
}

/// The session's cookie, as it was sent.
pub fn cookie(headers: &HeaderMap) -> Option<String> {
    CookieJar::from_headers(headers).get(COOKIE).map(|cookie| cookie.value().to_owned())
}

fn is_stream(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/event-stream") || kind.starts_with("multipart/")
}

/// A stream to a page ends when its session is locked or has ended.
fn ending(response: Response, mut closed: tokio::sync::watch::Receiver<bool>) -> Response {
    let (parts, body) = response.into_parts();
    let end = async move {
        // A sender that is gone is a session that is gone.
        let _ = closed.wait_for(|closed| *closed).await;
    };
    Response::from_parts(parts, Body::from_stream(until(body.into_data_stream(), end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_that_nobody_declared_is_nowhere() {
        let (_, mut table) = crate::web::api::routes().open();
        let needs = |table: &Table, path: &str, method: Method| match table.needs(path, &method) {
            Declared::Here(needs) => needs.word(),
            Declared::ForOthers => "for others",
            Declared::Nowhere => "nowhere",
        };
        assert_eq!(needs(&table, "/api/photographs", Method::HEAD), "technician");
        assert_eq!(needs(&table, "/api/operators", Method::POST), "administrator");
        assert_eq!(needs(&table, "/api/operators", Method::DELETE), "for others");
        assert_eq!(needs(&table, "/api/back-door", Method::GET), "nowhere");
        table.declare("/api/back-door", Method::GET, DOCTOR);
        assert_eq!(needs(&table, "/api/back-door", Method::GET), "doctor");
    }
}
