//! The server over HTTP, with a reader that does as the test says in place of the models.
#![allow(clippy::disallowed_methods, reason = "scratch files of a test need no durability")]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use common::{eventually, eye, eye_jpeg, jpeg, reading, serve_options};
use ocellus::fault::{Fault, FaultCode};
use ocellus::reading::{Models, Reading};
use ocellus::web::{
    Loader, Photograph, PhotographList, Reads, ServeOptions, Server, StationStatus, UploadAnswer,
};
use serde_json::Value;
use tempfile::{TempDir, tempdir};

/// What the reader does at its n-th reading, counted from 0.
type Act = Arc<dyn Fn(u32, &str) -> Result<Reading, Fault> + Send + Sync>;

struct Scripted {
    act: Act,
    count: Arc<AtomicU32>,
}

impl Reads for Scripted {
    fn read(&mut self, _bytes: &[u8], file: &str) -> Result<Reading, Fault> {
        (self.act)(self.count.fetch_add(1, Ordering::SeqCst), file)
    }

    fn models(&self) -> Models {
        Models { evidence: None, language: None, fallbacks: vec!["scripted".into()] }
    }
}

fn loader(act: impl Fn(u32, &str) -> Result<Reading, Fault> + Send + Sync + 'static) -> Loader {
    let (act, count): (Act, _) = (Arc::new(act), Arc::new(AtomicU32::new(0)));
    Box::new(move || Ok(Box::new(Scripted { act: act.clone(), count: count.clone() })))
}

fn reads_all() -> Loader {
    loader(|_, file| Ok(reading(file)))
}

fn engine_failed() -> Fault {
    Fault { code: FaultCode::EngineFailed, message: "the engine failed".into(), remedy: "wait".into() }
}

struct Running {
    runtime: tokio::runtime::Runtime,
    server: Option<Server>,
    base: String,
    address: SocketAddr,
    agent: ureq::Agent,
}

impl Running {
    fn start(options: ServeOptions, loader: Loader) -> Running {
        Running::try_start(options, loader).expect("the server starts")
    }

    fn try_start(options: ServeOptions, loader: Loader) -> Result<Running, Fault> {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let server = runtime.block_on(Server::start(options, loader))?;
        let address = server.address();
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(30)));
        let base = format!("http://{address}");
        Ok(Running { runtime, server: Some(server), base, address, agent: config.build().new_agent() })
    }

    fn stop(mut self) {
        let server = self.server.take().expect("it is stopped once");
        self.runtime.block_on(server.stop());
    }

    fn get(&self, path: &str) -> (u16, Vec<u8>) {
        let mut answer = self.agent.get(format!("{}{path}", self.base)).call().expect("an answer");
        (answer.status().as_u16(), answer.body_mut().read_to_vec().expect("a body"))
    }

    fn json<T: serde::de::DeserializeOwned>(&self, path: &str) -> T {
        let (status, body) = self.get(path);
        assert_eq!(status, 200, "{path}: {}", String::from_utf8_lossy(&body));
        serde_json::from_slice(&body).expect("the JSON that the document says")
    }

    fn post(&self, files: &[(&str, &[u8])]) -> (u16, Vec<u8>) {
        let (kind, form) = form(files);
        let request = self.agent.post(format!("{}/api/photographs", self.base)).header("content-type", kind);
        let mut answer = request.send(&form[..]).expect("an answer");
        (answer.status().as_u16(), answer.body_mut().read_to_vec().expect("a body"))
    }

    fn upload(&self, files: &[(&str, &[u8])]) -> (u16, UploadAnswer) {
        let (status, body) = self.post(files);
        (
            status,
            serde_json::from_slice(&body).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&body))),
        )
    }

    fn photograph(&self, id: &str) -> Photograph {
        self.json(&format!("/api/photographs/{id}"))
    }

    fn list(&self) -> PhotographList {
        self.json("/api/photographs")
    }

    fn await_state(&self, id: &str, state: &str) -> Photograph {
        eventually(state, || {
            let photograph = self.photograph(id);
            let now = serde_json::to_value(photograph.state).unwrap();
            (now == state).then_some(photograph)
        })
    }

    /// Sends a request as it is written and gives the status line and headers of the answer.
    fn raw(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        let _ = stream.set_read_timeout(Some(Duration::from_secs(10)));
        let mut lines = BufReader::new(stream);
        while lines.read_line(&mut answer).unwrap() > 2 {}
        answer.to_lowercase()
    }

    fn listen(&self) -> Listening {
        let config = ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(60))).build();
        let answer = config.new_agent().get(format!("{}/api/events", self.base)).call().unwrap();
        Listening(BufReader::new(Box::new(answer.into_body().into_reader())))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Some(server) = self.server.take() {
            self.runtime.block_on(server.stop());
        }
    }
}

struct Listening(BufReader<Box<dyn Read>>);

impl Listening {
    fn next(&mut self) -> Option<Value> {
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).ok()? == 0 {
                return None;
            }
            if let Some(data) = line.strip_prefix("data:") {
                return serde_json::from_str(data.trim()).ok();
            }
        }
    }

    /// Reads on until an event of this type.
    fn until(&mut self, kind: &str) -> Value {
        loop {
            let event = self.next().unwrap_or_else(|| panic!("the stream ended before {kind}"));
            if event["type"] == kind {
                return event;
            }
        }
    }
}

fn form(files: &[(&str, &[u8])]) -> (&'static str, Vec<u8>) {
    let mut form = Vec::new();
    for (name, bytes) in files {
        let head = format!(
            "--EDGE\r\ncontent-disposition: form-data; name=\"photograph\"; filename=\"{name}\"\r\n\
             content-type: application/octet-stream\r\n\r\n"
        );
        form.extend_from_slice(head.as_bytes());
        form.extend_from_slice(bytes);
        form.extend_from_slice(b"\r\n");
    }
    form.extend_from_slice(b"--EDGE--\r\n");
    ("multipart/form-data; boundary=EDGE", form)
}

fn fault(body: &[u8]) -> Fault {
    serde_json::from_slice(body).unwrap_or_else(|_| panic!("no fault: {}", String::from_utf8_lossy(body)))
}

fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).unwrap().as_str().unwrap().to_owned()
}

#[test]
fn a_photograph_goes_in_and_its_reading_comes_out() {
    let folder = tempdir().unwrap();
    let station = Running::start(serve_options(folder.path()), reads_all());
    let bytes = std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/synthetic_eye.jpg")).unwrap();
    let shape = image::load_from_memory(&bytes).unwrap();
    let (status, answer) = station.upload(&[("left eye.jpg", &bytes)]);
    assert_eq!((status, answer.photographs.len()), (201, 1));
    let uploaded = &answer.photographs[0];
    assert_eq!(word(uploaded.outcome), "saved");
    let saved = uploaded.photograph.as_ref().unwrap();
    assert_eq!(
        (saved.file.as_str(), saved.width, saved.height),
        ("left eye.jpg", shape.width(), shape.height())
    );
    assert_ne!(word(saved.quality.verdict), "reject", "{:?}", saved.quality);
    assert!(saved.field_of_view.is_some());

    let read = station.await_state(&saved.id, "done");
    let summary = read.reading.unwrap();
    assert_eq!((word(summary.category), word(read.laterality)), ("rescreen".into(), "OD".into()));
    let reading: Reading = station.json(&format!("/api/photographs/{}/reading", saved.id));
    assert_eq!((reading.id, reading.file.as_str()), (summary.id, "left eye.jpg"));

    let (status, picture) = station.get(&format!("/api/photographs/{}/image", saved.id));
    assert_eq!((status, picture), (200, bytes));
    let (status, small) = station.get(&format!("/api/photographs/{}/thumbnail", saved.id));
    assert_eq!((status, image::load_from_memory(&small).unwrap().width()), (200, 512));

    let status: StationStatus = station.json("/api/status");
    assert!(status.ready && status.photographs == 1 && status.queue.queued == 0);
    assert_eq!(word(status.models.state), "ready");
    assert_eq!(station.list().photographs[0].id, saved.id);
    assert_eq!(station.get("/api/health").0, 200);
}

#[test]
fn the_same_bytes_twice_are_told_so_and_bad_files_do_not_hold_up_the_good() {
    let folder = tempdir().unwrap();
    let station = Running::start(serve_options(folder.path()), reads_all());
    let good = eye_jpeg(2);
    let (status, answer) = station.upload(&[
        ("notes.jpg", b"this is a text file, whatever its name says"),
        ("empty.jpg", b""),
        ("cut.jpg", &good[..good.len() / 2]),
        ("good.jpg", &good),
        ("good again.jpg", &good),
    ]);
    assert_eq!(status, 201);
    let outcomes: Vec<String> = answer.photographs.iter().map(|uploaded| word(uploaded.outcome)).collect();
    assert_eq!(outcomes, ["refused", "refused", "refused", "saved", "already_here"]);
    let codes: Vec<String> =
        answer.photographs[..3].iter().map(|u| word(u.fault.as_ref().unwrap().code)).collect();
    assert_eq!(codes, ["unknown_format", "empty", "damaged"]);
    for uploaded in &answer.photographs[..3] {
        let fault = uploaded.fault.as_ref().unwrap();
        assert!(fault.message.contains(&uploaded.file) && !fault.remedy.is_empty(), "{fault:?}");
    }
    assert_eq!(
        answer.photographs[3].photograph.as_ref().unwrap().id,
        answer.photographs[4].photograph.as_ref().unwrap().id
    );
    assert_eq!(station.upload(&[("good.jpg", &good)]).0, 200);
    assert_eq!(station.upload(&[("bad.jpg", b"bad")]).0, 422);
    assert_eq!(station.list().total, 1);
}

#[test]
fn what_is_no_upload_is_refused_with_a_fault() {
    let folder = tempdir().unwrap();
    let station = Running::start(serve_options(folder.path()), reads_all());
    let (status, body) = station.post(&[]);
    assert_eq!((status, fault(&body).code), (400, FaultCode::BadRequest));
    let mut answer =
        station.agent.post(format!("{}/api/photographs", station.base)).send(&b"{}"[..]).unwrap();
    assert_eq!(answer.status().as_u16(), 400);
    assert_eq!(fault(&answer.body_mut().read_to_vec().unwrap()).code, FaultCode::BadRequest);
    let many: Vec<(&str, &[u8])> = vec![("x.jpg", b"x"); 17];
    assert_eq!(station.post(&many).0, 400);
    let large = vec![0; 65 << 20];
    let (status, body) = station.post(&[("large.jpg", &large)]);
    assert_eq!((status, fault(&body).code), (413, FaultCode::TooLarge));
}

#[test]
fn what_is_not_there_is_a_fault_and_so_is_the_wrong_method() {
    let folder = tempdir().unwrap();
    let station = Running::start(serve_options(folder.path()), reads_all());
    for path in
        ["/api/nothing", "/api/photographs/01J00000000000000000000000", "/api/photographs/..%2f..%2fetc"]
    {
        let (status, body) = station.get(path);
        assert_eq!((status, fault(&body).code), (404, FaultCode::NotFound), "{path}");
    }
    for path in ["/api/photographs?limit=0", "/api/photographs?limit=x", "/api/photographs?before=zzz"] {
        let (status, body) = station.get(path);
        assert_eq!((status, fault(&body).code), (400, FaultCode::BadRequest), "{path}");
    }
    let answer = station.agent.delete(format!("{}/api/photographs", station.base)).call().unwrap();
    assert_eq!(answer.status().as_u16(), 405);
    let document: Value = station.json("/api/openapi.json");
    assert_eq!(document["info"]["title"], "Ocellus");
}

#[test]
fn the_page_comes_with_headers_that_bind_it_to_this_server() {
    let folder = tempdir().unwrap();
    let station = Running::start(serve_options(folder.path()), reads_all());
    for path in ["/", "/photographs/01J00000000000000000000000", "/api/status"] {
        let answer =
            station.raw(&format!("GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"));
        assert!(answer.starts_with("http/1.1 200"), "{answer}");
        assert!(
            answer.contains("content-security-policy: default-src 'none'; script-src 'self'"),
            "{answer}"
        );
        assert!(
            answer.contains("x-content-type-options: nosniff") && answer.contains("cache-control: no-"),
            "{answer}"
        );
    }
    assert_eq!(station.get("/nothing.js").0, 404);
    assert!(String::from_utf8(station.get("/").1).unwrap().contains("Ocellus"));
}

#[test]
fn other_sites_are_kept_out() {
    let folder = tempdir().unwrap();
    let station = Running::start(serve_options(folder.path()), reads_all());
    let answer =
        station.raw("GET /api/photographs HTTP/1.1\r\nhost: rebound.example\r\nconnection: close\r\n\r\n");
    assert!(answer.starts_with("http/1.1 421"), "{answer}");
    let (kind, form) = form(&[("eye.jpg", &eye_jpeg(3))]);
    let url = format!("{}/api/photographs", station.base);
    for (name, value) in
        [("origin", "http://other.example"), ("origin", "null"), ("sec-fetch-site", "cross-site")]
    {
        let request = station.agent.post(&url).header("content-type", kind).header(name, value);
        let status = request.send(&form[..]).unwrap().status().as_u16();
        assert_eq!(status, 403, "{name}: {value}");
    }
    assert_eq!(station.list().total, 0);
    let own = station.agent.post(&url).header("content-type", kind).header("origin", &station.base);
    assert_eq!(own.send(&form[..]).unwrap().status().as_u16(), 201);
}

#[test]
fn pictures_are_not_sent_twice_and_formats_that_browsers_lack_become_jpeg() {
    let folder = tempdir().unwrap();
    let station = Running::start(serve_options(folder.path()), reads_all());
    let mut tiff = std::io::Cursor::new(Vec::new());
    eye(300, 200, 4).write_to(&mut tiff, image::ImageFormat::Tiff).unwrap();
    let (_, answer) = station.upload(&[("eye.tif", tiff.get_ref())]);
    let id = &answer.photographs[0].photograph.as_ref().expect("TIFF is taken").id;
    for part in ["image", "thumbnail"] {
        let url = format!("{}/api/photographs/{id}/{part}", station.base);
        let mut answer = station.agent.get(&url).call().unwrap();
        assert_eq!(answer.headers()["content-type"], "image/jpeg");
        let tag = answer.headers()["etag"].clone();
        let picture = image::load_from_memory(&answer.body_mut().read_to_vec().unwrap()).unwrap();
        assert_eq!((picture.width(), picture.height()), (300, 200));
        let again = station.agent.get(&url).header("if-none-match", tag).call().unwrap();
        assert_eq!(again.status().as_u16(), 304);
    }
}

#[test]
fn events_tell_what_happens_in_order() {
    let folder = tempdir().unwrap();
    let failing_once = loader(|n, file| match n {
        0 => Err(engine_failed()),
        1 => panic!("the vendor's driver crashed"),
        _ => Ok(reading(file)),
    });
    let station = Running::start(serve_options(folder.path()), failing_once);
    let mut events = station.listen();
    assert_eq!(events.next().unwrap()["type"], "hello");
    let (_, answer) = station.upload(&[("eye.jpg", &eye_jpeg(5))]);
    let id = answer.photographs[0].photograph.as_ref().unwrap().id.clone();
    assert_eq!(events.until("photograph.saved")["photograph"]["id"], *id);
    assert_eq!(events.until("reading.started")["photograph_id"], *id);
    let failed = events.until("reading.failed");
    assert_eq!((&failed["fault"]["code"], &failed["will_retry"]), (&"engine_failed".into(), &true.into()));
    let crashed = events.until("reading.failed");
    assert!(crashed["fault"]["message"].as_str().unwrap().contains("the vendor's driver crashed"));
    events.until("models.ready");
    let done = events.until("reading.finished");
    assert_eq!((&done["photograph"]["state"], &done["photograph"]["attempts"]), (&"done".into(), &3.into()));
    // An open page does not hold up the stop.
    let start = Instant::now();
    station.stop();
    assert!(start.elapsed() < Duration::from_secs(3));
    assert_eq!(events.next(), None);
}

/// Lost at its first reading, as a process that was stopped.
struct Hanging {
    lost: bool,
    first: Arc<AtomicU32>,
}

impl Reads for Hanging {
    fn read(&mut self, _bytes: &[u8], file: &str) -> Result<Reading, Fault> {
        match self.first.fetch_add(1, Ordering::SeqCst) {
            0..3 => {
                self.lost = true;
                Err(engine_failed())
            }
            _ => Ok(reading(file)),
        }
    }

    fn models(&self) -> Models {
        Models { evidence: None, language: None, fallbacks: vec![] }
    }

    fn is_lost(&self) -> bool {
        self.lost
    }
}

#[test]
fn a_photograph_that_loses_every_reader_is_set_aside_and_the_next_is_read() {
    let folder = tempdir().unwrap();
    let count = Arc::new(AtomicU32::new(0));
    let loader: Loader = Box::new(move || Ok(Box::new(Hanging { lost: false, first: count.clone() })));
    let station = Running::start(serve_options(folder.path()), loader);
    let (_, answer) = station.upload(&[("bad.jpg", &eye_jpeg(8))]);
    let bad = answer.photographs[0].photograph.as_ref().unwrap().id.clone();
    let failed = station.await_state(&bad, "failed");
    assert_eq!((failed.attempts, failed.fault.unwrap().code), (3, FaultCode::EngineFailed));
    let (_, answer) = station.upload(&[("next.jpg", &eye_jpeg(9))]);
    station.await_state(&answer.photographs[0].photograph.as_ref().unwrap().id, "done");
    let status: StationStatus = station.json("/api/status");
    assert_eq!((word(status.models.state), status.models.lost), ("ready".into(), 3));
}

#[test]
fn a_photograph_that_cannot_be_read_is_set_aside_and_kept() {
    let folder = tempdir().unwrap();
    let damaged = Fault { code: FaultCode::Damaged, message: "damaged".into(), remedy: "retake".into() };
    let station = Running::start(serve_options(folder.path()), loader(move |_, _| Err(damaged.clone())));
    let bytes = eye_jpeg(6);
    let (_, answer) = station.upload(&[("eye.jpg", &bytes)]);
    let id = &answer.photographs[0].photograph.as_ref().unwrap().id;
    let failed = station.await_state(id, "failed");
    assert_eq!((failed.attempts, failed.fault.unwrap().code), (1, FaultCode::Damaged));
    assert_eq!(station.get(&format!("/api/photographs/{id}/image")).1, bytes);
    let (status, body) = station.get(&format!("/api/photographs/{id}/reading"));
    assert_eq!((status, fault(&body).code), (404, FaultCode::NotFound));
}

#[test]
fn photographs_are_taken_while_the_models_load_and_when_they_cannot() {
    let folder = tempdir().unwrap();
    let slow: Loader = Box::new(|| {
        std::thread::sleep(Duration::from_millis(1500));
        let fault = Fault {
            code: FaultCode::BundleMissing,
            message: "no bundle".into(),
            remedy: "install it".into(),
        };
        Err(fault)
    });
    let start = Instant::now();
    let station = Running::start(serve_options(folder.path()), slow);
    let mut events = station.listen();
    let (status, _) = station.upload(&[("eye.jpg", &eye_jpeg(7))]);
    assert!(status == 201 && start.elapsed() < Duration::from_millis(1500), "{:?}", start.elapsed());
    assert_eq!(word(station.json::<StationStatus>("/api/status").models.state), "loading");
    assert_eq!(events.until("models.failed")["fault"]["code"], "bundle_missing");
    let status: StationStatus = station.json("/api/status");
    assert!(status.ready && status.queue.queued == 1);
    assert_eq!(status.models.fault.unwrap().remedy, "install it");
    station.stop();

    // With models, the next start reads what waited.
    let station = Running::start(serve_options(folder.path()), reads_all());
    let id = station.list().photographs[0].id.clone();
    station.await_state(&id, "done");
}

#[test]
fn a_stop_in_the_middle_of_a_reading_gives_it_back() {
    let folder = tempdir().unwrap();
    let slow = loader(|_, file| {
        std::thread::sleep(Duration::from_secs(12));
        Ok(reading(file))
    });
    let station = Running::start(serve_options(folder.path()), slow);
    let (_, answer) = station.upload(&[("eye.jpg", &eye_jpeg(8))]);
    let id = answer.photographs[0].photograph.as_ref().unwrap().id.clone();
    station.await_state(&id, "reading");
    let start = Instant::now();
    station.stop();
    assert!(start.elapsed() < Duration::from_secs(8), "{:?}", start.elapsed());
    // The thread above still holds the record until it ends, as no process would that has ended.
    let station = eventually("the slow reader to end", || {
        Running::try_start(serve_options(folder.path()), reads_all()).ok()
    });
    let done = station.await_state(&id, "done");
    assert_eq!(done.attempts, 1, "the reading that was given back cost no try");
}

#[test]
fn a_watched_folder_is_taken_once_and_left_as_it_is() {
    let (folder, camera): (TempDir, TempDir) = (tempdir().unwrap(), tempdir().unwrap());
    let put = |name: &str, bytes: &[u8]| std::fs::write(camera.path().join(name), bytes).unwrap();
    put("before.jpg", &eye_jpeg(10));
    put(".hidden.jpg", &eye_jpeg(11));
    let watching = || ServeOptions { watch: vec![camera.path().into()], ..serve_options(folder.path()) };
    let station = Running::start(watching(), reads_all());
    let mut events = station.listen();
    assert_eq!(events.until("photograph.saved")["photograph"]["file"], "before.jpg");
    // One that grows while it is copied.
    let bytes = eye_jpeg(12);
    put("after.jpg", &bytes[..1000]);
    std::thread::sleep(Duration::from_millis(600));
    put("after.jpg", &bytes);
    std::fs::create_dir(camera.path().join("patient")).unwrap();
    put("patient/deep.jpg", &eye_jpeg(13));
    put("readme.txt", b"not a photograph");
    put("copy of before.jpg", &eye_jpeg(10));
    let mut seen = Vec::new();
    while seen.len() < 3 {
        let event = events.next().unwrap();
        match event["type"].as_str().unwrap() {
            "photograph.saved" => seen.push(event["photograph"]["file"].as_str().unwrap().to_owned()),
            "photograph.refused" => {
                seen.push(event["file"].as_str().unwrap().rsplit('/').next().unwrap().to_owned())
            }
            _ => {}
        }
    }
    seen.sort();
    assert_eq!(seen, ["after.jpg", "deep.jpg", "readme.txt"]);
    eventually("all to be read", || {
        (station.json::<StationStatus>("/api/status").queue.queued == 0).then_some(())
    });
    assert_eq!(station.list().total, 3);
    station.stop();

    let station = Running::start(watching(), reads_all());
    let mut events = station.listen();
    put("new.jpg", &eye_jpeg(14));
    let mut kinds = Vec::new();
    loop {
        let event = events.next().unwrap();
        kinds.push(event["type"].as_str().unwrap().to_owned());
        if event["type"] == "reading.finished" {
            break;
        }
    }
    assert!(
        !kinds.contains(&"photograph.refused".to_owned()),
        "what was refused is not told again: {kinds:?}"
    );
    let watched = station.json::<StationStatus>("/api/status").watched;
    assert_eq!(watched[0].refused, ["readme.txt"], "it still stands in the state, also after a restart");
    assert_eq!(station.list().total, 4);
    assert_eq!(std::fs::read_dir(camera.path()).unwrap().count(), 7, "nothing was taken away");
}

#[test]
fn examples_are_taken_at_the_first_start_only() {
    let (folder, examples) = (tempdir().unwrap(), tempdir().unwrap());
    for n in 0..3 {
        std::fs::write(examples.path().join(format!("{n}.jpg")), eye_jpeg(20 + n)).unwrap();
    }
    std::fs::write(examples.path().join("README.md"), b"examples").unwrap();
    let with_demo = || ServeOptions { demo: Some(examples.path().into()), ..serve_options(folder.path()) };
    let station = Running::start(with_demo(), reads_all());
    eventually("the examples to be read", || {
        let list = station.list();
        let done = list.photographs.iter().filter(|p| p.reading.is_some()).count();
        (done == 3).then_some(())
    });
    station.stop();
    std::fs::write(examples.path().join("late.jpg"), eye_jpeg(30)).unwrap();
    let station = Running::start(with_demo(), reads_all());
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(station.list().total, 3);
}

#[test]
fn addresses_that_cannot_be_served_name_the_remedy() {
    let folder = tempdir().unwrap();
    let station = Running::start(serve_options(folder.path()), reads_all());
    let other = tempdir().unwrap();
    let taken = ServeOptions { address: station.address, ..serve_options(other.path()) };
    let fault = Running::try_start(taken, reads_all()).err().expect("the port is taken");
    assert_eq!(fault.code, FaultCode::AddressUnavailable);
    assert!(
        fault.message.contains(&station.address.to_string()) && fault.remedy.contains("--address"),
        "{fault:?}"
    );
    let missing = ServeOptions { watch: vec!["/nowhere/at/all".into()], ..serve_options(other.path()) };
    let fault = Running::try_start(missing, reads_all()).err().expect("no such folder");
    assert!(fault.message.contains("/nowhere/at/all"));
    let twice = ServeOptions { ..serve_options(folder.path()) };
    assert_eq!(Running::try_start(twice, reads_all()).err().unwrap().code, FaultCode::Busy);
}

#[test]
fn a_full_disk_refuses_photographs_and_the_rest_goes_on() {
    let folder = tempdir().unwrap();
    let full = ServeOptions { disk_floor: Some(u64::MAX / 2), ..serve_options(folder.path()) };
    let station = Running::start(full, reads_all());
    let (status, answer) = station.upload(&[("eye.jpg", &eye_jpeg(9))]);
    assert_eq!((status, word(answer.photographs[0].fault.as_ref().unwrap().code)), (507, "disk_full".into()));
    let status: StationStatus = station.json("/api/status");
    assert!(!status.ready && status.disk.unwrap().full);
    assert_eq!(station.list().total, 0);
}

#[test]
fn a_photograph_of_12_megapixels_is_answered_while_the_patient_sits() {
    let folder = tempdir().unwrap();
    let station = Running::start(serve_options(folder.path()), reads_all());
    let bytes = jpeg(&eye(4288, 2848, 3));
    let start = Instant::now();
    let (status, answer) = station.upload(&[("large.jpg", &bytes)]);
    let (whole, durable) = (start.elapsed(), answer.photographs[0].took_ms);
    println!("{} bytes: answered after {whole:?}, judged and durable after {durable} ms", bytes.len());
    assert_eq!(status, 201);
    // Under a second on two idle cores; the bound leaves room for a machine that does other things.
    assert!(whole < Duration::from_secs(4), "{whole:?}");
}
