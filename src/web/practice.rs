//! Practice from the page: a second station on drawn eyes, in a record of its own, for the sessions that ask for it.
//!
//! Everybody else goes on with the clinic's record. Which of the two a request reaches follows from its session alone,
//! which is begun anew with another cookie and another mark against forgery when practice begins or ends: a page that
//! was left open on the other side can change nothing. A session that practises is never kept: a restart ends it.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use serde::Deserialize;
use tokio::sync::{Mutex, watch};
use tower::ServiceExt;
use utoipa::ToSchema;

use super::access::{Caller, cookie};
use super::apart;
use super::body::Sent;
use super::camera::{Camera, Threads};
use super::events::Bus;
use super::ingest::Ingest;
use super::link::Links;
use super::open::reclaim;
use super::questions::Questions;
use super::readers::Readers;
use super::refusal::Refusal;
use super::server::routes;
use super::session::{SessionStatus, blocking, signed_in};
use super::state::{App, Door, Station, apart as off_the_threads};
use super::types::ModelState;
use super::worker::{Wake, Worker};
use crate::accounts::Found;
use crate::camera::Choice;
use crate::fault::{Explain, Fault, FaultCode};
use crate::reading::ReaderOptions;
use crate::record::{Record, RecordError, Role};

/// The record of practice, within the record's folder.
pub const FOLDER: &str = "practice";
/// Looks for the last practice to have let its record go.
const TRIES: u32 = 25;
const BETWEEN: Duration = Duration::from_millis(200);

/// What practice works with.
#[derive(Debug, Clone)]
pub struct Drawn {
    /// The eyes that the camera of practice replays.
    pub eyes: PathBuf,
    pub reader: ReaderOptions,
}

/// The room for practice: there as long as a session is in it.
pub struct Practice {
    drawn: Drawn,
    floor: u64,
    reading_limit: Duration,
    room: Mutex<Option<Room>>,
    door: RwLock<Option<Router>>,
}

struct Room {
    worker: Worker,
    camera: Option<Threads>,
    stop: watch::Sender<bool>,
}

impl Practice {
    pub fn new(drawn: Drawn, floor: u64, reading_limit: Duration) -> Arc<Practice> {
        let (room, door) = (Mutex::new(None), RwLock::new(None));
        Arc::new(Practice { drawn, floor, reading_limit, room, door })
    }

    /// Opens the room beside a station, where it is not open; everybody with an account is known there.
    async fn open(self: &Arc<Practice>, beside: &App) -> Result<(), Refusal> {
        let mut room = self.room.lock().await;
        if room.is_none() {
            let (practice, beside) = (self.clone(), beside.clone());
            let (opened, app) = off_the_threads(move || practice.start(&beside)).await??;
            *self.door.write().unwrap_or_else(PoisonError::into_inner) = Some(routes(app));
            *room = Some(opened);
        }
        Ok(())
    }

    #[allow(
        clippy::disallowed_methods,
        reason = "off the async threads, and nothing tells when a record is let go"
    )]
    fn start(self: &Arc<Practice>, beside: &App) -> Result<(Room, App), Fault> {
        let folder = beside.accounts.folder().join(FOLDER);
        let mut tries = TRIES;
        let record = loop {
            match Record::open_as(Role::Whole, &folder, self.floor) {
                Err(RecordError::InUse { .. }) if tries > 0 => std::thread::sleep(BETWEEN),
                opened => break Arc::new(opened.map_err(|error| error.fault())?),
            }
            tries -= 1;
        };
        reclaim(&record)?;
        for operator in beside.accounts.operators().map_err(|error| error.fault())? {
            record.know_operator(&operator).map_err(|error| error.fault())?;
        }
        let (stop, stopping) = watch::channel(false);
        let (bus, (wake, bell)) = (Bus::default(), Wake::new());
        let camera = Some(format!("replay:{}", self.drawn.eyes.display()));
        let (camera, post) = Camera::new(Some(Choice { camera, data: None, switch: None }), bus.clone());
        let ingest = Ingest::new(record.clone(), bus.clone(), wake.clone());
        let questions = Questions::new(wake.clone());
        let readers = Arc::new(Readers::new(record, bus, questions, ModelState::Loading));
        let door = Door {
            accounts: beside.accounts.clone(),
            protocol: beside.protocol.clone(),
            idle: beside.idle,
            tls: beside.tls.clone(),
            practice: true,
            room: Some(self.clone()),
        };
        let links = Links::new(false);
        let app = Arc::new(Station::new(readers.clone(), ingest, camera, links, door, stopping));
        let loader = apart::loader(self.drawn.reader.clone(), self.reading_limit);
        let failed = |error: std::io::Error| Fault {
            code: FaultCode::Internal,
            message: format!("practice cannot begin: {error}"),
            remedy: "Try again in a moment.".into(),
        };
        let camera = post.map(|post| Threads::start(app.clone(), post)).transpose().map_err(failed)?;
        let worker = Worker::start(readers, loader, wake, bell).map_err(failed)?;
        Ok((Room { worker, camera, stop }, app))
    }

    /// Closes the room once nobody is in it, or at once.
    pub async fn close(&self, app: &Station, at_once: bool) {
        let mut room = self.room.lock().await;
        if room.is_none() || (!at_once && app.accounts.is_practised()) {
            return;
        }
        self.door.write().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(Room { worker, camera, stop }) = room.take() {
            let _ = stop.send(true);
            let closing = move || {
                if let Some(camera) = camera {
                    camera.stop();
                }
                worker.stop();
            };
            let _ = off_the_threads(closing).await;
        }
    }

    fn door(&self) -> Option<Router> {
        self.door.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// The station's routes, behind which sessions that practise find the other room.
pub fn beside(own: Router, app: &App) -> Router {
    match app.room.is_some() {
        true => own.layer(from_fn_with_state(app.clone(), lead)),
        false => own,
    }
}

async fn lead(State(app): State<App>, request: Request, next: Next) -> Response {
    let found = cookie(request.headers()).map(|cookie| app.accounts.find(&cookie, false));
    let Some(Found::Open(session) | Found::Locked(session)) = found else { return next.run(request).await };
    if !session.practice {
        return next.run(request).await;
    }
    let Some(door) = app.room.as_ref().and_then(|room| room.door()) else {
        // Nobody is led from practice into the clinic's work: who was in it signs in again.
        app.accounts.forget(&session);
        return next.run(request).await;
    };
    // What the routes in front have made of its path is not for those behind.
    let (parts, body) = request.into_parts();
    let mut led = Request::new(body);
    *led.method_mut() = parts.method;
    *led.uri_mut() = parts.uri;
    *led.version_mut() = parts.version;
    *led.headers_mut() = parts.headers;
    if let Some(from) = parts.extensions.get::<ConnectInfo<SocketAddr>>() {
        led.extensions_mut().insert(*from);
    }
    match door.oneshot(led).await {
        Ok(response) => response.map(Body::new),
        Err(never) => match never {},
    }
}

/// Whether to practise from now on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PracticeRequest {
    on: bool,
}

/// Begins practice on drawn eyes, or ends it, for this session alone. Nothing of it goes into the clinic's record.
#[utoipa::path(
    post, path = "/api/practice", tag = "accounts", operation_id = "practise", request_body = PracticeRequest,
    responses(
        (status = 201, description = "The session from now on; another cookie comes with it", body = SessionStatus),
        (status = 400, description = "The request is malformed", body = Fault),
        (status = 404, description = "No drawn eyes are here", body = Fault),
        (status = 409, description = "Nobody has an account here yet", body = Fault),
    )
)]
pub async fn practise(
    State(app): State<App>,
    caller: Caller,
    Sent(PracticeRequest { on }): Sent<PracticeRequest>,
) -> Result<Response, Refusal> {
    let Some(session) = caller.session.clone() else {
        let remedy = "Set the station up first.";
        return Err(Refusal::new(FaultCode::Conflict, "nobody has an account here yet", remedy));
    };
    let Some(room) = &app.room else {
        let remedy = "Put the examples beside the program, or name their folder with --examples.";
        return Err(Refusal::new(FaultCode::NotFound, "there are no drawn eyes to practise on", remedy));
    };
    if on {
        room.open(&app).await?;
    }
    let (station, from) = (app.clone(), caller.clone());
    let signed = blocking(move || station.accounts.practise(&session, on, from.source())).await?;
    if on {
        // It may have been closed meanwhile behind the last one who left.
        room.open(&app).await?;
    }
    signed_in(&app, caller, signed).await
}
