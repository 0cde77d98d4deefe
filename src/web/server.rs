//! Starts and stops the server: address, record, routes, worker, watched folders, in the order that makes it ready soonest.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::extract::DefaultBodyLimit;
use axum::http::{Method, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::get;
use axum::{Json, Router};
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::camera::{Camera, Threads};
use super::events::Bus;
use super::link::{self, Links};
use super::open::{Place, open};
use super::practice::{self, Drawn, Practice};
use super::readers::Readers;
use super::refusal::Refusal;
use super::signals::Signals;
use super::state::{App, Station};
use super::tls::{self, Announcement};
use super::types::Origin;
use super::upload::MAX_BODY;
use super::watch::{self as folders, Watch};
use super::worker::{Loader, Wake, Worker};
use super::{access, apart, api, guard, listen, page, roles, watchdog};
use crate::camera::Choice;
use crate::fault::{Explain, Fault, FaultCode};
use crate::reading::ReaderOptions;
use crate::reading::protocol::Protocol;
use crate::record::{DEFAULT_FLOOR, Pace, Role, Scrubber};

/// How long answers under way may take after a stop.
const FAREWELL: Duration = Duration::from_secs(3);
/// How often it is looked for sessions that were left idle.
const SWEEP: Duration = Duration::from_secs(5);
/// How often it is looked whether the certificate's names or time have changed.
const CERTIFICATE: Duration = Duration::from_secs(15 * 60);
/// Work that blocks (the record, decoding) runs on at most this many threads.
const BLOCKING_THREADS: usize = 8;

/// How to serve.
#[derive(Debug, Clone)]
pub struct ServeOptions {
    /// A loopback address, or one that other machines reach, over TLS; port 0 takes a free one.
    pub address: SocketAddr,
    /// Where the record is kept.
    pub data_dir: PathBuf,
    /// Folders whose photographs are taken.
    pub watch: Vec<PathBuf>,
    /// The camera of the page; none where nothing is chosen.
    pub camera: Option<Choice>,
    /// A folder of example photographs, taken at the first start when the record is empty.
    pub demo: Option<PathBuf>,
    /// What this process does; [`Role::Whole`] does all of it.
    pub role: Role,
    /// None where this process does not read.
    pub reader: Option<ReaderOptions>,
    /// The protocol that decides encounters; the built-in one where none is given.
    pub protocol: Option<PathBuf>,
    /// How long one photograph may take to read before its reader is stopped and another one started.
    pub reading_limit: Duration,
    /// Photographs are refused when fewer bytes would stay free on the disk; the record's own floor where none is given.
    pub disk_floor: Option<u64>,
    /// A session without an act of a person is locked after this long.
    pub idle: Duration,
    /// Works on drawn eyes, in a record of its own below the record's folder; accounts are those of the record.
    pub practice: bool,
    /// What sessions practise on beside the clinic's work; none where practice is not offered.
    pub drawn: Option<Drawn>,
    /// Told once photographs can be taken.
    pub announce: fn(&Announced),
}

/// Where the station is, and what a person needs to come in.
#[derive(Debug, Clone)]
pub struct Announced {
    /// As a browser takes it.
    pub url: String,
    /// What the first run asks for, where other machines reach the station and it is not set up.
    pub code: Option<String>,
    /// Of what a tablet is to trust; none without TLS.
    pub fingerprint: Option<String>,
    pub practice: bool,
}

/// A running server.
pub struct Server {
    address: SocketAddr,
    stop: watch::Sender<bool>,
    task: JoinHandle<std::io::Result<()>>,
    readers: Arc<Readers>,
    /// Absent where another process reads.
    worker: Option<Worker>,
    watch: Option<Watch>,
    camera: Option<Threads>,
    scrubber: Scrubber,
    sweeper: JoinHandle<()>,
    app: App,
    announced: Announced,
    /// Taken back when the server is gone.
    _announcement: Option<Announcement>,
}

/// Serves until SIGINT or SIGTERM.
pub fn serve(options: ServeOptions) -> Result<(), Fault> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(BLOCKING_THREADS)
        .enable_all()
        .build()
        .map_err(|error| defect("start its threads", &error))?;
    let loader = options.reader.clone().map(|reader| apart::loader(reader, options.reading_limit));
    let result = runtime.block_on(async {
        match (options.role, loader) {
            (Role::Sync, _) => roles::sync(options).await,
            (Role::Reader, Some(loader)) => roles::read(options, loader).await,
            (_, loader) => station(options, loader).await,
        }
    });
    runtime.shutdown_timeout(FAREWELL);
    result
}

async fn station(options: ServeOptions, loader: Option<Loader>) -> Result<(), Fault> {
    let mut asked = Signals::listen().map_err(|error| defect("listen for signals", &error))?;
    let (announce, limit) = (options.announce, options.reading_limit);
    let mut server = Server::start_with(options, loader).await?;
    announce(&server.announced);
    watchdog::ready();
    let (readers, reads) = (server.readers.clone(), server.worker.is_some());
    let lives = move || match reads {
        true => reader_lives(&readers, limit),
        false => readers.record.queue().is_ok(),
    };
    let ended = tokio::select! {
        () = asked.stop() => None,
        ended = &mut server.task => Some(ended),
        () = watchdog::beat(lives) => None,
    };
    watchdog::stopping();
    match ended {
        None => server.stop().await,
        Some(ended) => {
            let error = ended.map_err(std::io::Error::other).and_then(|ended| ended).err();
            return Err(defect(
                "go on",
                &error.unwrap_or_else(|| std::io::Error::other("it ended by itself")),
            ));
        }
    }
    Ok(())
}

impl Server {
    /// Starts a server; photographs can be taken when it is there, while the models are still loading. Boxed, so that the
    /// station is compiled once, here, and not again in every program that starts one.
    pub fn start(
        options: ServeOptions,
        loader: Loader,
    ) -> Pin<Box<dyn Future<Output = Result<Server, Fault>> + Send>> {
        Box::pin(Server::start_with(options, Some(loader)))
    }

    /// As [`Server::start`]; without a loader another process reads.
    async fn start_with(options: ServeOptions, loader: Option<Loader>) -> Result<Server, Fault> {
        let (listener, address) = listen::bind(options.address)?;
        folders::check(&options.watch)?;
        folders::check(options.demo.as_slice())?;
        let protocol = Arc::new(Protocol::load(options.protocol.as_deref()).map_err(|error| error.fault())?);
        let (stop, stopping) = watch::channel(false);
        let apart = loader.is_none();
        let links = Links::new(apart);
        let (within, bell) = Wake::new();
        let wake = if apart { links.wake() } else { within };
        let (folder, floor) = (options.data_dir, options.disk_floor.unwrap_or(DEFAULT_FLOOR));
        let (bus, idle) = (Bus::default(), options.idle);
        let (camera, post) = Camera::new(options.camera, bus.clone());
        let role = if apart { Role::Station } else { Role::Whole };
        let room = options.drawn.map(|drawn| Practice::new(drawn, floor, options.reading_limit));
        let practice = options.practice;
        let place = Place { role, floor, idle, address, practice, room, protocol, links, stopping };
        let ring = wake.clone();
        let opened = tokio::task::spawn_blocking(move || open(&folder, place, ring, (bus, camera))).await;
        let app = opened.map_err(|error| defect("open the record", &error))??;
        let sweeper = tokio::spawn(sweep(app.clone(), stop.subscribe()));
        let failed = |error: std::io::Error| defect("start its threads", &error);
        let socket = link::bind(app.record.folder()).map_err(failed)?;
        tokio::spawn(link::listen(
            socket,
            app.links.clone(),
            app.readers.clone(),
            wake.clone(),
            stop.subscribe(),
        ));
        let announcement = app.tls.as_ref().and_then(|tls| Announcement::start(&tls.names(), address.port()));
        let announced = announced(&app, address);
        let doors = practice::beside(routes(app.clone()), &app);
        let pages = listen::run(listener, app.tls.clone(), doors, stop.subscribe());
        let task = tokio::spawn(pages);
        let readers = app.readers.clone();
        let worker = loader.map(|loader| Worker::start(readers.clone(), loader, wake, bell));
        let worker = worker.transpose().map_err(failed)?;
        let camera = post.map(|post| Threads::start(app.clone(), post)).transpose().map_err(failed)?;
        let scrubber = Scrubber::start(app.record.clone(), Pace::default()).map_err(failed)?;
        if let Some(folder) = options.demo {
            let app = app.clone();
            // Ends by itself; stopping the server in the middle leaves whole photographs only.
            std::thread::Builder::new()
                .name("demo".into())
                .spawn(move || demo(&app, &folder))
                .map_err(failed)?;
        }
        let watch = match options.watch.is_empty() {
            true => None,
            false => Some(Watch::start(app.clone(), options.watch).map_err(failed)?),
        };
        Ok(Server {
            address,
            stop,
            task,
            readers,
            worker,
            watch,
            camera,
            scrubber,
            sweeper,
            app,
            announced,
            _announcement: announcement,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where it is, and what a person needs to come in.
    pub fn announced(&self) -> &Announced {
        &self.announced
    }

    /// Stops: no new requests, answers under way end, the reading under way ends or is given back.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        if let Some(room) = &self.app.room {
            room.close(&self.app, true).await;
        }
        let mut task = self.task;
        if tokio::time::timeout(FAREWELL, &mut task).await.is_err() {
            task.abort();
        }
        let _ = tokio::time::timeout(FAREWELL, self.sweeper).await;
        let (worker, watch, scrubber, camera) = (self.worker, self.watch, self.scrubber, self.camera);
        let _ = tokio::task::spawn_blocking(move || {
            if let Some(camera) = camera {
                camera.stop();
            }
            if let Some(worker) = worker {
                worker.stop();
            }
            drop(scrubber);
            if let Some(watch) = watch {
                watch.stop();
            }
        })
        .await;
    }
}

fn announced(app: &Station, address: SocketAddr) -> Announced {
    Announced {
        url: app.tls.as_ref().map_or_else(|| format!("http://{address}"), |tls| tls.url()),
        code: app.accounts.setup_code(),
        fingerprint: app.tls.as_ref().map(|tls| tls.fingerprint().to_owned()),
        practice: app.practice,
    }
}

/// Locks sessions that were left idle, and writes when each was last seen, until the stop and once more then.
async fn sweep(app: App, mut stop: watch::Receiver<bool>) {
    let (mut last, mut looked) = (false, Instant::now());
    while !last {
        last = tokio::time::timeout(SWEEP, stop.wait_for(|stop| *stop)).await.is_ok();
        let station = app.clone();
        if let Ok(Err(error)) = tokio::task::spawn_blocking(move || station.accounts.sweep(last)).await {
            tracing::warn!(code = ?error.code(), "the sessions cannot be kept");
        }
        if let Some(room) = &app.room {
            room.close(&app, false).await;
        }
        if looked.elapsed() >= CERTIFICATE
            && let Some(tls) = app.tls.clone()
        {
            looked = Instant::now();
            match tokio::task::spawn_blocking(move || tls.look_after()).await {
                Ok(Ok(true)) => tracing::info!("the certificate was made anew"),
                Ok(Err(error)) => tracing::error!(code = ?error.code(), "no certificate: {error}"),
                _ => {}
            }
        }
    }
}

/// Whether the worker gets on with its work: no act of it takes longer than loading and reading may together.
pub(super) fn reader_lives(readers: &Readers, reading_limit: Duration) -> bool {
    readers.busy_for() < apart::LOADING + reading_limit + FAREWELL && readers.record.queue().is_ok()
}

/// Every route: the API, its document, and the page for all else.
pub(super) fn routes(app: App) -> Router {
    let (api, mut table) = api::routes().open();
    let (api, document) = api.split_for_parts();
    let document = Json(document);
    table.declare("/api/openapi.json", Method::GET, access::TECHNICIAN);
    api.route("/api/openapi.json", get(move || async move { document }))
        .method_not_allowed_fallback(|| async {
            let remedy = "See /api/openapi.json for what there is.";
            Refusal::new(FaultCode::BadRequest, "this method is not for this address", remedy)
                .with_status(axum::http::StatusCode::METHOD_NOT_ALLOWED)
                .into_response()
        })
        .route("/trust", get(tls::trust))
        .route("/trust/certificate", get(tls::certificate))
        .fallback(page::serve)
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(from_fn_with_state((app.clone(), Arc::new(table)), access::admit))
        .layer(from_fn(uncached))
        .layer(from_fn_with_state(app.tls.clone(), guard::guard))
        .with_state(app)
}

/// Answers about patients stay out of caches unless a handler says otherwise.
async fn uncached(request: axum::extract::Request, next: axum::middleware::Next) -> axum::response::Response {
    let mut response = next.run(request).await;
    let no_store = axum::http::HeaderValue::from_static("no-store");
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(no_store);
    response
}

pub(super) fn defect(act: &str, error: &dyn std::fmt::Display) -> Fault {
    Fault {
        code: FaultCode::Internal,
        message: format!("the server cannot {act}: {error}"),
        remedy: "Start it again. If it happens again, report it with the server's log.".into(),
    }
}

/// Takes the example photographs into an empty record.
fn demo(app: &Station, folder: &std::path::Path) {
    if app.record.count_photographs().is_ok_and(|count| count > 0) {
        return;
    }
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    files.retain(|path| {
        let kind = mime_guess::from_path(path).first();
        path.is_file() && kind.is_some_and(|kind| kind.type_() == mime_guess::mime::IMAGE)
    });
    files.sort();
    for path in files {
        if *app.stopping.borrow() {
            return;
        }
        // What cannot be taken is told to the page and the log.
        let _ = app.ingest.take_file(&path, Origin::Demo);
    }
}
