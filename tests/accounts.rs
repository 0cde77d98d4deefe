//! Accounts through the front door: first run, sign in, roles, locks, limits, and what is tried against them.
#![allow(clippy::disallowed_methods, reason = "scratch files of a test need no durability")]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use common::{eventually, serve_options};
use ocellus::fault::{Fault, FaultCode};
use ocellus::record::{Operator, Record, verify};
use ocellus::web::{Drawn, Loader, ServeOptions, Server, SessionState, SessionStatus};
use serde_json::{Value, json};
use tempfile::tempdir;

const PASSWORD: &str = "eleven tall giraffes";
const PIN: &str = "2580";

/// No reader: accounts need none.
fn no_reader() -> Loader {
    Box::new(|| Err(Fault { code: FaultCode::BundleMissing, message: "none".into(), remedy: String::new() }))
}

struct Running {
    runtime: tokio::runtime::Runtime,
    server: Option<Server>,
    base: String,
}

impl Running {
    fn start(options: ServeOptions) -> Running {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let server = runtime.block_on(Server::start(options, no_reader())).expect("the server starts");
        let base = format!("http://{}", server.address());
        Running { runtime, server: Some(server), base }
    }

    fn stop(mut self) {
        let server = self.server.take().unwrap();
        self.runtime.block_on(server.stop());
    }

    fn tablet(&self) -> Tablet {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)));
        Tablet { agent: config.build().new_agent(), base: self.base.clone(), cookie: None, csrf: None }
    }

    /// A tablet at which the first run was gone through.
    fn set_up(&self) -> Tablet {
        let mut tablet = self.tablet();
        let answer = tablet.send("POST", "/api/first-run", Some(&first_run()));
        assert_eq!(answer.status, 201, "{}", answer.body);
        tablet
    }
}

fn first_run() -> Value {
    json!({
        "administrator": "Maria", "password": PASSWORD, "pin": PIN,
        "clinic": "Santa Rosa", "lang": "es", "time_zone": "America/Lima"
    })
}

/// A browser, as far as accounts go: it keeps its cookie and its mark against forgery.
#[derive(Clone)]
struct Tablet {
    agent: ureq::Agent,
    base: String,
    cookie: Option<String>,
    csrf: Option<String>,
}

struct Answer {
    status: u16,
    body: Value,
    set_cookie: Option<String>,
}

impl Answer {
    fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }
}

impl Tablet {
    /// A request as the page sends it; with a session that comes back it goes on.
    fn send(&mut self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        let csrf = self.csrf.clone();
        let more: Vec<(&str, &str)> = csrf.iter().map(|csrf| ("x-ocellus-csrf", csrf.as_str())).collect();
        let answer = self.raw(method, path, body, &more);
        if let Some(set) = &answer.set_cookie {
            let value = set.split(';').next().unwrap().to_owned();
            self.cookie = (!value.ends_with('=')).then_some(value);
        }
        if let Some(csrf) = answer.body["csrf"].as_str() {
            self.csrf = Some(csrf.into());
        }
        answer
    }

    fn raw(&self, method: &str, path: &str, body: Option<&Value>, more: &[(&str, &str)]) -> Answer {
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.base));
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        for (name, value) in more {
            request = request.header(*name, *value);
        }
        let text = body.map(Value::to_string).unwrap_or_default();
        if body.is_some() {
            request = request.header("content-type", "application/json");
        }
        let request = request.body(text).unwrap();
        let mut answer = self.agent.run(request).expect("an answer");
        let set_cookie = answer.headers().get("set-cookie").map(|value| value.to_str().unwrap().to_owned());
        let body = answer.body_mut().read_to_string().unwrap_or_default();
        let body = serde_json::from_str(&body).unwrap_or(Value::String(body));
        Answer { status: answer.status().as_u16(), body, set_cookie }
    }

    fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, None)
    }

    fn session(&mut self) -> SessionStatus {
        let answer = self.get("/api/session");
        assert_eq!(answer.status, 200);
        serde_json::from_value(answer.body).expect("a session")
    }

    fn sign_in(&mut self, name: &str, password: &str) -> Answer {
        self.send("POST", "/api/session", Some(&json!({ "name": name, "password": password })))
    }

    fn add(&mut self, name: &str, role: &str) -> Operator {
        let new = json!({ "name": name, "role": role, "password": PASSWORD, "pin": PIN });
        let answer = self.send("POST", "/api/operators", Some(&new));
        assert_eq!(answer.status, 201, "{}", answer.body);
        serde_json::from_value(answer.body).unwrap()
    }
}

/// Every operation of the document with what it needs; ids are filled in.
fn operations() -> Vec<(String, String, String)> {
    let document = serde_json::to_value(ocellus::web::openapi()).unwrap();
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let Some(needs) = operation["x-ocellus-needs"].as_str() else {
                panic!("{method} {path} says not what it needs");
            };
            let mut path = path.clone();
            while let (Some(from), Some(to)) = (path.find('{'), path.find('}')) {
                path.replace_range(from..=to, "01J00000000000000000000000");
            }
            all.push((method.to_uppercase(), path, needs.to_owned()));
        }
    }
    assert!(all.len() > 15);
    all
}

#[test]
fn without_accounts_the_station_is_open_and_says_so() {
    let folder = tempdir().unwrap();
    let running = Running::start(serve_options(folder.path()));
    let mut tablet = running.tablet();
    let session = tablet.session();
    assert_eq!((session.state, session.operator, session.csrf), (SessionState::Open, None, None));
    assert_eq!((session.clinic, session.practice, session.idle_minutes), (None, false, 10));
    for path in ["/api/photographs", "/api/status", "/api/openapi.json"] {
        assert_eq!(tablet.get(path).status, 200, "{path}");
    }
    // Half a set-up cannot be made: the first operator is the administrator of the first run.
    let new = json!({ "name": "Eve", "role": "technician", "password": PASSWORD });
    assert_eq!(tablet.send("POST", "/api/operators", Some(&new)).code(), "conflict");
    assert_eq!(tablet.sign_in("Maria", PASSWORD).code(), "conflict");
}

#[test]
fn the_first_run_sets_up_once_and_nothing_silly() {
    let folder = tempdir().unwrap();
    let running = Running::start(serve_options(folder.path()));
    let mut tablet = running.tablet();
    for (field, value, code) in [
        ("password", "short", "unsuitable"),
        ("password", "password1234", "unsuitable"),
        ("password", "Santa Rosa 1", "unsuitable"),
        ("pin", "1234", "unsuitable"),
        ("pin", "", "unsuitable"),
        ("administrator", "  ", "unsuitable"),
        ("administrator", "Ma\u{202e}ria", "unsuitable"),
        ("clinic", "", "unsuitable"),
        ("lang", "xx", "unsuitable"),
        ("time_zone", "../../etc/passwd", "unsuitable"),
        ("time_zone", "Moon/Tranquility", "unsuitable"),
        ("surprise", "x", "bad_request"),
    ] {
        let mut body = first_run();
        body[field] = value.into();
        let answer = tablet.send("POST", "/api/first-run", Some(&body));
        assert_eq!(answer.code(), code, "{field} = {value:?}: {}", answer.body);
        assert_eq!(tablet.session().state, SessionState::Open);
    }
    let answer = tablet.send("POST", "/api/first-run", Some(&first_run()));
    assert_eq!(answer.status, 201, "{}", answer.body);
    let cookie = answer.set_cookie.unwrap();
    for part in ["ocellus_session=", "HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=50400"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert!(!cookie.contains("Secure"), "over plain HTTP no browser would keep it: {cookie}");
    let session = tablet.session();
    assert_eq!(session.state, SessionState::SignedIn);
    assert_eq!(session.operator.unwrap().name, "Maria");
    assert_eq!(session.clinic.unwrap().time_zone, "America/Lima");
    // Once.
    let mut stranger = running.tablet();
    assert_eq!(stranger.send("POST", "/api/first-run", Some(&first_run())).code(), "conflict");
    assert_eq!(stranger.session().state, SessionState::SignedOut);
    assert_eq!(stranger.get("/api/photographs").code(), "signed_out");
    assert_eq!(stranger.get("/api/health").status, 200);
    running.stop();
    assert!(verify(&folder.path().join("record"), None).unwrap().sound);
}

#[test]
fn every_route_is_closed_without_a_session_with_the_wrong_role_and_to_forgery() {
    let folder = tempdir().unwrap();
    let running = Running::start(serve_options(folder.path()));
    let mut administrator = running.set_up();
    administrator.add("Tomás", "technician");
    administrator.add("Dora", "doctor");
    let (mut stranger, mut technician, mut doctor) = (running.tablet(), running.tablet(), running.tablet());
    assert_eq!(technician.sign_in("Tomás", PASSWORD).status, 201);
    assert_eq!(doctor.sign_in("dora", PASSWORD).status, 201);
    let own = running.base.clone();
    for (method, path, needs) in operations() {
        let at = format!("{method} {path} ({needs})");
        if needs == "nothing" {
            continue;
        }
        let answer = stranger.send(&method, &path, Some(&json!({})));
        assert_eq!((answer.status, answer.code()), (401, "signed_out"), "{at}: {}", answer.body);
        let mut made_up = running.tablet();
        made_up.cookie = Some(format!("ocellus_session={}", "0".repeat(64)));
        assert_eq!(made_up.send(&method, &path, None).status, 401, "{at}");
        if method != "GET" {
            let csrf = administrator.csrf.clone().unwrap();
            for forged in [
                vec![],
                vec![("x-ocellus-csrf", "")],
                vec![("x-ocellus-csrf", "0")],
                vec![("x-ocellus-csrf", csrf.as_str()), ("origin", "http://evil.example")],
                vec![("x-ocellus-csrf", csrf.as_str()), ("origin", "null")],
                vec![("x-ocellus-csrf", csrf.as_str()), ("sec-fetch-site", "cross-site")],
                vec![("x-ocellus-csrf", technician.csrf.as_deref().unwrap()), ("origin", own.as_str())],
            ] {
                let answer = administrator.raw(&method, &path, None, &forged);
                assert_eq!(answer.status, 403, "{at} {forged:?}: {}", answer.body);
            }
        }
        let refused: &mut [&mut Tablet] = match needs.as_str() {
            "administrator" => &mut [&mut technician, &mut doctor],
            "doctor" => &mut [&mut technician],
            _ => &mut [],
        };
        for tablet in refused {
            let answer = tablet.send(&method, &path, None);
            assert_eq!((answer.status, answer.code()), (403, "not_allowed"), "{at}: {}", answer.body);
        }
    }
    // What is in no document, and other methods.
    for (method, path) in
        [("GET", "/api/openapi.json"), ("GET", "/api/nothing"), ("GET", "/api"), ("PUT", "/api/photographs")]
    {
        assert_eq!(stranger.send(method, path, None).status, 401, "{path}");
    }
    assert_eq!(technician.get("/api/openapi.json").status, 200);
    assert_eq!(technician.get("/api/nothing").status, 404);
    assert_eq!(technician.send("PUT", "/api/photographs", None).status, 405);
    // Each role does its own work still.
    assert_eq!(technician.get("/api/photographs").status, 200);
    assert_eq!(doctor.get("/api/photographs").status, 200);
    assert_eq!(administrator.get("/api/operators").status, 200);
    // The files of the page are free: the page is what signs in.
    assert_eq!(stranger.get("/").status, 200);
}

#[test]
fn a_cookie_is_worth_nothing_after_the_sign_out_and_none_can_be_planted() {
    let folder = tempdir().unwrap();
    let running = Running::start(serve_options(folder.path()));
    let mut tablet = running.set_up();
    let mut thief = tablet.clone();
    assert_eq!(thief.get("/api/photographs").status, 200);
    assert_eq!(tablet.send("DELETE", "/api/session", None).status, 204);
    assert_eq!(tablet.session().state, SessionState::SignedOut);
    assert_eq!(thief.get("/api/photographs").status, 401);
    // A cookie that somebody planted does not become a session, nor does an earlier one live on.
    let mut planted = running.tablet();
    planted.cookie = Some(format!("ocellus_session={}", "ab".repeat(32)));
    let before = planted.cookie.clone();
    assert_eq!(planted.sign_in("Maria", PASSWORD).status, 201);
    assert_ne!(planted.cookie, before);
    let (first, mut old) = (planted.cookie.clone(), planted.clone());
    assert_eq!(planted.sign_in("Maria", PASSWORD).status, 201);
    assert_ne!(planted.cookie, first);
    assert_eq!(old.get("/api/photographs").status, 401);
    // The record holds no cookie: a copy of it signs nobody in.
    let cookie = planted.cookie.clone().unwrap();
    running.stop();
    let secret = cookie.trim_start_matches("ocellus_session=").as_bytes();
    for entry in std::fs::read_dir(folder.path().join("record")).unwrap().flatten() {
        let Ok(bytes) = std::fs::read(entry.path()) else { continue };
        for text in [secret, PASSWORD.as_bytes()] {
            assert!(!bytes.windows(text.len()).any(|part| part == text), "{:?}", entry.path());
        }
    }
}

#[test]
fn wrong_tries_are_slowed_and_the_wait_is_told() {
    let folder = tempdir().unwrap();
    let running = Running::start(serve_options(folder.path()));
    running.set_up();
    let mut tablet = running.tablet();
    let answers: Vec<_> = (0..7).map(|n| tablet.sign_in("Maria", &format!("wrong password {n}"))).collect();
    assert_eq!(answers.iter().map(|a| a.status).collect::<Vec<_>>(), [401, 401, 401, 401, 401, 429, 429]);
    assert_eq!(answers[6].code(), "too_many_tries");
    // Also with the right password, and also where there is no such operator.
    assert_eq!(tablet.sign_in(" MARIA ", PASSWORD).status, 429);
    assert_eq!(tablet.sign_in("Nobody", PASSWORD).status, 401);
}

#[test]
fn a_session_that_is_left_locks_and_its_pin_reopens_it() {
    let folder = tempdir().unwrap();
    let idle = Duration::from_millis(1500);
    let running = Running::start(ServeOptions { idle, ..serve_options(folder.path()) });
    let mut tablet = running.set_up();
    let stream = listen(&running, &tablet);
    assert_eq!(tablet.get("/api/photographs").status, 200);
    // What the page asks for by itself keeps it not awake, and what streams to it ends.
    let locked = eventually("the lock", || {
        let session = tablet.session();
        (session.state == SessionState::Locked).then_some(session)
    });
    assert_eq!(locked.operator.unwrap().name, "Maria");
    assert_eq!(
        (tablet.get("/api/photographs").status, tablet.get("/api/photographs").code()),
        (423, "locked")
    );
    assert!(stream.join().unwrap().contains("hello"), "the stream ended by itself");
    assert_eq!(tablet.send("POST", "/api/session/unlock", Some(&json!({ "pin": "0852" }))).code(), "locked");
    let open = tablet.send("POST", "/api/session/unlock", Some(&json!({ "pin": PIN })));
    assert_eq!((open.status, open.body["state"].as_str()), (200, Some("signed_in")));
    assert_eq!(tablet.get("/api/photographs").status, 200);
    // By hand, and with the PIN used up the password reopens it.
    assert_eq!(tablet.send("POST", "/api/session/lock", None).body["state"], "locked");
    for left in [4, 3, 2, 1, 0, 0] {
        let answer = tablet.send("POST", "/api/session/unlock", Some(&json!({ "pin": "0852" })));
        assert_eq!(answer.status, 423);
        assert_eq!(tablet.session().pin_tries, Some(left));
    }
    assert_eq!(tablet.send("POST", "/api/session/unlock", Some(&json!({ "pin": PIN }))).status, 423);
    let forged = tablet.raw("POST", "/api/session/unlock", Some(&json!({ "password": PASSWORD })), &[]);
    assert_eq!(forged.status, 403);
    let open = tablet.send("POST", "/api/session/unlock", Some(&json!({ "password": PASSWORD })));
    assert_eq!((open.status, open.body["pin_tries"].as_u64()), (200, Some(5)));
}

/// Listens to the station's events until the stream ends.
fn listen(running: &Running, tablet: &Tablet) -> std::thread::JoinHandle<String> {
    let address = running.base.trim_start_matches("http://").to_owned();
    let mut stream = TcpStream::connect(&address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
    let cookie = tablet.cookie.clone().unwrap();
    write!(
        stream,
        "GET /api/events HTTP/1.1\r\nhost: {address}\r\ncookie: {cookie}\r\nconnection: close\r\n\r\n"
    )
    .unwrap();
    std::thread::spawn(move || {
        let mut heard = String::new();
        let mut reader = BufReader::new(stream);
        let mut line = String::new();
        while reader.read_line(&mut line).expect("it ends before the time is over") > 0 {
            heard.push_str(&std::mem::take(&mut line));
        }
        let _ = reader.read_to_string(&mut heard);
        heard
    })
}

#[test]
fn a_restart_costs_nobody_their_place() {
    let folder = tempdir().unwrap();
    let running = Running::start(serve_options(folder.path()));
    let (mut one, mut other) = (running.set_up(), running.tablet());
    one.add("Tomás", "technician");
    other.sign_in("Tomás", PASSWORD);
    assert_eq!(other.send("POST", "/api/session/lock", None).body["state"], "locked");
    running.stop();
    let running = Running::start(serve_options(folder.path()));
    (one.base, other.base) = (running.base.clone(), running.base.clone());
    assert_eq!(one.session().operator.unwrap().name, "Maria");
    assert_eq!(one.get("/api/photographs").status, 200);
    assert_eq!(other.session().state, SessionState::Locked);
    assert_eq!(other.send("POST", "/api/session/unlock", Some(&json!({ "pin": PIN }))).status, 200);
    assert_eq!(other.get("/api/photographs").status, 200);
}

#[test]
fn an_administrator_adds_changes_and_dismisses_and_the_last_one_stays() {
    let folder = tempdir().unwrap();
    let running = Running::start(serve_options(folder.path()));
    let mut administrator = running.set_up();
    let tomas = administrator.add("Tomás", "technician");
    let (mut one, mut two) = (running.tablet(), running.tablet());
    one.sign_in("Tomás", PASSWORD);
    two.sign_in("TOMÁS ", PASSWORD);
    let same = json!({ "name": "tomás", "role": "doctor", "password": PASSWORD });
    assert_eq!(administrator.send("POST", "/api/operators", Some(&same)).code(), "conflict");
    // A new role holds at once, for those who are in.
    let path = format!("/api/operators/{}", tomas.id);
    assert_eq!(one.get("/api/operators").status, 403);
    assert_eq!(administrator.send("PATCH", &path, Some(&json!({ "role": "administrator" }))).status, 200);
    assert_eq!(one.get("/api/operators").status, 200);
    assert_eq!(administrator.send("PATCH", &path, Some(&json!({ "role": "technician" }))).status, 200);
    // One's own password: the other tablets are signed out, this one is not.
    let change = json!({ "current": "wrong wrong wrong", "password": "another long password" });
    assert_eq!(one.send("POST", "/api/session/secret", Some(&change)).status, 403);
    let change = json!({ "current": PASSWORD, "password": "seven small windows" });
    assert_eq!(one.send("POST", "/api/session/secret", Some(&change)).status, 204);
    assert_eq!((one.get("/api/photographs").status, two.get("/api/photographs").status), (200, 401));
    assert_eq!(two.sign_in("Tomás", PASSWORD).status, 401);
    // Dismissed.
    assert_eq!(administrator.send("PATCH", &path, Some(&json!({ "active": false }))).status, 200);
    assert_eq!(one.get("/api/photographs").status, 401);
    assert_eq!(one.sign_in("Tomás", "seven small windows").status, 401);
    // Somebody has to stay.
    let me = administrator.session().operator.unwrap().id;
    for change in [json!({ "role": "doctor" }), json!({ "active": false })] {
        let answer = administrator.send("PATCH", &format!("/api/operators/{me}"), Some(&change));
        assert_eq!(answer.code(), "conflict", "{}", answer.body);
    }
    assert_eq!(administrator.send("PATCH", "/api/operators/../photographs", Some(&json!({}))).status, 404);
    running.stop();
    let record = Record::open(&folder.path().join("record")).unwrap();
    assert!(record.operators().unwrap().iter().all(|one| one.name != "Eve"));
}

#[test]
fn hostile_bodies_and_names_change_nothing() {
    let folder = tempdir().unwrap();
    let running = Running::start(serve_options(folder.path()));
    let mut administrator = running.set_up();
    for name in ["a\u{0}b", "\u{202e}nimda", "x\r\nset-cookie: a=b", "", &"x".repeat(4000)] {
        let new = json!({ "name": name, "role": "technician", "password": PASSWORD });
        assert_eq!(administrator.send("POST", "/api/operators", Some(&new)).code(), "unsuitable", "{name:?}");
    }
    // A name that is markup or a query is a name.
    for name in ["<script>alert(1)</script>", "Robert'); DROP TABLE operator;--"] {
        assert_eq!(administrator.add(name, "technician").name, name);
        assert_eq!(running.tablet().sign_in(name, PASSWORD).status, 201);
    }
    let huge = json!({ "name": "x", "password": "y".repeat(3 << 20) });
    let answer = running.tablet().send("POST", "/api/session", Some(&huge));
    assert_eq!(answer.status, 413);
    for body in [json!([]), json!("x"), json!({ "name": 1, "password": [] }), json!({ "name": "Maria" })] {
        assert_eq!(
            running.tablet().send("POST", "/api/session", Some(&body)).code(),
            "bad_request",
            "{body}"
        );
    }
    // A form of another site cannot even be understood.
    let form = running.tablet().raw("POST", "/api/session", None, &[("content-type", "text/plain")]);
    assert_eq!(form.code(), "bad_request");
}

/// The names and texts of an archive's files.
fn unpacked(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(bytes));
    let mut all = Vec::new();
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        let name = entry.path().unwrap().display().to_string();
        let mut text = String::new();
        entry.read_to_string(&mut text).unwrap();
        all.push((name, text));
    }
    all
}

#[test]
fn the_diagnostics_say_how_it_is_and_name_nobody() {
    ocellus::log::start("warn".parse().unwrap());
    let folder = tempdir().unwrap();
    let watched = folder.path().join("Patient Quispe inbox");
    std::fs::create_dir(&watched).unwrap();
    std::fs::write(watched.join("Mamani Juana 1961.jpg"), b"no picture").unwrap();
    let options = ServeOptions { watch: vec![watched], ..serve_options(folder.path()) };
    let running = Running::start(options);
    let mut administrator = running.set_up();
    administrator.add("Tomás Huanca", "technician");
    // What is refused is told to the log with its name.
    let form = b"--E\r\ncontent-disposition: form-data; name=\"photograph\"; filename=\"Condori Luz HC-4711.jpg\"\r\n\r\nnothing\r\n--E--\r\n";
    let csrf = administrator.csrf.clone().unwrap();
    for body in [&form[..], &with_eye("Apaza Rosa HC-0815.jpg")] {
        let sent = administrator
            .agent
            .post(format!("{}/api/photographs", running.base))
            .header("cookie", administrator.cookie.as_deref().unwrap())
            .header("x-ocellus-csrf", &csrf)
            .header("content-type", "multipart/form-data; boundary=E")
            .send(body)
            .unwrap();
        assert!([201, 422].contains(&sent.status().as_u16()));
    }
    eventually("the refusal of the watched file", || {
        ocellus::log::last_hour().iter().any(|line| line.contains("src/web/ingest.rs")).then_some(())
    });
    let report = administrator.get("/api/system");
    assert_eq!(report.status, 200);
    let subjects: Vec<&str> = report.body["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["subject"].as_str().unwrap())
        .collect();
    for subject in
        ["camera", "model", "engine", "temperature", "disk", "queue", "backup", "sync", "clock", "software"]
    {
        assert!(subjects.contains(&subject), "{subject}");
    }
    let of = |subject: &str| {
        report.body["items"].as_array().unwrap().iter().find(|i| i["subject"] == subject).unwrap().clone()
    };
    assert_eq!(
        (of("model")["state"].as_str(), of("model")["reason"].as_str()),
        (Some("bad"), Some("model_failed"))
    );
    assert_eq!(of("backup")["reason"], "backup_never");
    assert_eq!(report.body["state"], "bad");

    let url = format!("{}/api/system/diagnostics", running.base);
    let cookie = administrator.cookie.clone().unwrap();
    let mut sent = administrator.agent.get(url).header("cookie", cookie).call().unwrap();
    assert_eq!(sent.headers()["content-type"], "application/gzip");
    let files = unpacked(&sent.body_mut().read_to_vec().unwrap());
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    for name in ["README.txt", "versions.json", "system.json", "models.json", "counts.json", "log.txt"] {
        assert!(names.contains(&format!("ocellus-diagnostics/{name}").as_str()), "{names:?}");
    }
    let all = files.iter().map(|(_, text)| text.as_str()).collect::<String>();
    assert!(all.contains("\"photographs\": 1") && all.contains("code="), "{all}");
    let home = folder.path().display().to_string();
    for secret in [
        "Quispe",
        "Mamani",
        "Condori",
        "Apaza",
        "4711",
        "0815",
        "1961",
        "Huanca",
        "Maria",
        "Santa Rosa",
        ".jpg",
        &home,
        "127.0.0.1",
        &csrf,
    ] {
        assert!(!all.to_lowercase().contains(&secret.to_lowercase()), "{secret} is in {all}");
    }
}

/// A form with a drawn eye of this name.
fn with_eye(name: &str) -> Vec<u8> {
    let head =
        format!("--E\r\ncontent-disposition: form-data; name=\"photograph\"; filename=\"{name}\"\r\n\r\n");
    [head.as_bytes(), &common::eye_jpeg(7), b"\r\n--E--\r\n"].concat()
}

/// A station that other machines reach.
struct Reachable {
    running: Running,
    folder: tempfile::TempDir,
    tablet: Trusting,
}

/// A tablet that trusts its authority and speaks TLS to it.
struct Trusting {
    port: u16,
    trusts: Arc<rustls::ClientConfig>,
}

impl Reachable {
    fn start() -> Reachable {
        let folder = tempdir().unwrap();
        let address = "0.0.0.0:0".parse().unwrap();
        let running = Running::start(ServeOptions { address, ..serve_options(folder.path()) });
        let pem = folder.path().join("record/tls/authority.pem");
        let mut roots = rustls::RootCertStore::empty();
        roots.add(rustls::pki_types::pem::PemObject::from_pem_file(pem).unwrap()).unwrap();
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let trusts = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(roots)
            .with_no_client_auth();
        let port = running.server.as_ref().unwrap().address().port();
        Reachable { running, folder, tablet: Trusting { port, trusts: Arc::new(trusts) } }
    }

    fn announced(&self) -> ocellus::web::Announced {
        self.running.server.as_ref().unwrap().announced().clone()
    }
}

impl Trusting {
    /// One request over a connection of its own: status, head and body.
    fn send(
        &self,
        name: &str,
        request: &str,
        headers: &str,
        body: &str,
    ) -> std::io::Result<(u16, String, String)> {
        let stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(60)))?;
        let server = rustls::pki_types::ServerName::try_from(name.to_owned()).unwrap();
        let connection = rustls::ClientConnection::new(self.trusts.clone(), server).unwrap();
        let mut stream = rustls::StreamOwned::new(connection, stream);
        let own = format!("host: {name}:{}\r\n", self.port);
        let host = if headers.starts_with("host:") { "" } else { own.as_str() };
        let length = body.len();
        write!(
            stream,
            "{request} HTTP/1.1\r\n{host}{headers}content-type: application/json\r\ncontent-length: {length}\r\n\
             connection: close\r\n\r\n{body}"
        )?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Ok((status, head.to_owned(), body.to_owned()))
    }

    fn get(&self, path: &str, headers: &str) -> (u16, String, String) {
        self.send("localhost", &format!("GET {path}"), headers, "").expect("an answer")
    }
}

/// Cookie and mark of a session that was just begun.
fn taken(head: &str, body: &str) -> String {
    let set = head.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie");
    let body: Value = serde_json::from_str(body).unwrap();
    let csrf = body["csrf"].as_str().unwrap();
    format!("cookie: {}\r\nx-ocellus-csrf: {csrf}\r\n", set.split(';').next().unwrap())
}

#[test]
fn on_the_network_it_speaks_tls_and_is_closed_until_somebody_at_the_box_sets_it_up() {
    let reachable = Reachable::start();
    let (announced, station) = (reachable.announced(), &reachable.tablet);
    let code = announced.code.clone().expect("a set-up code");
    assert!(announced.url.starts_with("https://") && announced.url.contains(".local:"), "{}", announced.url);
    // Trusted under every name of the certificate, under no other, and never in the clear.
    for name in ["localhost", "127.0.0.1"] {
        assert_eq!(station.send(name, "GET /api/session", "", "").unwrap().0, 200, "{name}");
    }
    assert!(station.send("evil.example", "GET /api/session", "", "").is_err());
    let mut plain = TcpStream::connect(("127.0.0.1", station.port)).unwrap();
    plain.write_all(b"GET /api/session HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
    let mut said = String::new();
    let _ = plain.read_to_string(&mut said);
    assert!(!said.contains("HTTP/1.1 200"), "{said}");
    // Before the first run nothing but the wizard answers.
    assert!(station.get("/api/session", "").2.contains("\"first_run\""));
    for (method, path, needs) in operations() {
        if needs != "nothing" {
            let (status, ..) = station.send("localhost", &format!("{method} {path}"), "", "{}").unwrap();
            assert_eq!(status, 401, "{method} {path}");
        }
    }
    let mut body = first_run();
    for wrong in [Value::Null, json!(""), json!("AAAA-AAAA")] {
        body["code"] = wrong;
        assert_eq!(station.send("localhost", "POST /api/first-run", "", &body.to_string()).unwrap().0, 403);
    }
    body["code"] = code.to_lowercase().into();
    let origin = |scheme: &str| format!("origin: {scheme}://localhost:{}\r\n", station.port);
    assert_eq!(
        station.send("localhost", "POST /api/first-run", &origin("http"), &body.to_string()).unwrap().0,
        403
    );
    let (status, head, said) =
        station.send("localhost", "POST /api/first-run", &origin("https"), &body.to_string()).unwrap();
    assert_eq!(status, 201, "{said}");
    for part in ["Secure", "HttpOnly", "SameSite=Strict"] {
        assert!(head.contains(part), "{head}");
    }
    // Two tablets at once, each with a session of its own.
    let one = taken(&head, &said);
    let signing = json!({ "name": "Maria", "password": PASSWORD }).to_string();
    let (status, head, said) = station.send("127.0.0.1", "POST /api/session", "", &signing).unwrap();
    assert_eq!(status, 201, "{said}");
    let two = taken(&head, &said);
    assert_ne!(one, two);
    std::thread::scope(|scope| {
        for headers in [&one, &two] {
            scope.spawn(move || {
                (0..10).for_each(|_| assert_eq!(station.get("/api/photographs", headers).0, 200))
            });
        }
    });
    assert_eq!(station.send("localhost", "DELETE /api/session", &one, "").unwrap().0, 204);
    assert_eq!(station.get("/api/photographs", &one).0, 401);
    assert_eq!(station.get("/api/photographs", &two).0, 200);
    // Another site that gave its name our address is turned away.
    let rebound = format!("host: evil.example\r\n{two}");
    assert_eq!(station.get("/api/photographs", &rebound).0, 421);
    assert!(station.get("/api/system", &two).2.contains("\"certificate\""));
}

#[test]
fn a_tablet_is_led_through_trusting_the_station() {
    let reachable = Reachable::start();
    let station = &reachable.tablet;
    let (status, head, page) = station.get("/trust", "");
    assert_eq!(status, 200);
    let fingerprint = reachable.announced().fingerprint.unwrap();
    assert!(page.contains(&fingerprint) && !page.contains("<script") && !page.contains("style="), "{page}");
    let policy = head.lines().find(|line| line.starts_with("content-security-policy")).unwrap();
    assert!(policy.contains("script-src 'self'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(!policy.contains("unsafe") && !head.contains("strict-transport-security"), "{head}");
    assert!(head.contains("x-content-type-options: nosniff"));
    // In the tablet's language, or in the one that was chosen.
    let (_, _, spanish) = station.get("/trust", "accept-language: es-PE,es;q=0.9,en;q=0.5\r\n");
    assert!(spanish.contains("lang=\"es\"") && spanish.contains("Descargar el certificado"), "{spanish}");
    for lang in ["en", "es", "fr", "pt", "hi", "zh", "ar"] {
        let (status, _, page) = station.get(&format!("/trust?lang={lang}"), "");
        let direction = if lang == "ar" { "rtl" } else { "ltr" };
        assert!(
            status == 200 && page.contains(&format!("<html lang=\"{lang}\" dir=\"{direction}\">")),
            "{page}"
        );
        assert!(page.contains(&fingerprint) && !page.contains("trust-"), "{page}");
    }
    let (status, head, _) = station.get("/trust/certificate", "");
    assert!(
        status == 200 && head.contains("application/x-x509-ca-cert") && head.contains("ocellus.crt"),
        "{head}"
    );
    // The keys are for their owner alone.
    use std::os::unix::fs::PermissionsExt;
    for file in ["authority.key", "station.key"] {
        let path = reachable.folder.path().join("record/tls").join(file);
        assert_eq!(std::fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600, "{file}");
    }
    // A plain station says that there is nothing to trust.
    let folder = tempdir().unwrap();
    let plain = Running::start(serve_options(folder.path()));
    assert_eq!(plain.tablet().get("/trust").status, 404);
    assert_eq!(plain.tablet().get("/trust/certificate").status, 404);
}

#[test]
fn practice_keeps_its_eyes_apart_and_says_so() {
    let folder = tempdir().unwrap();
    let running = Running::start(serve_options(folder.path()));
    let mut administrator = running.set_up();
    administrator.add("Tomás", "technician");
    running.stop();
    let examples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let practice =
        || ServeOptions { practice: true, demo: Some(examples.clone()), ..serve_options(folder.path()) };
    let running = Running::start(practice());
    // The same people sign in, and one who was in still is.
    administrator.base = running.base.clone();
    let session = administrator.session();
    assert!(session.practice && session.state == SessionState::SignedIn);
    let mut technician = running.tablet();
    assert_eq!(technician.sign_in("Tomás", PASSWORD).status, 201);
    eventually("a drawn eye", || {
        (technician.get("/api/photographs").body["total"].as_u64() > Some(0)).then_some(())
    });
    assert_eq!(administrator.get("/api/system").body["practice"], true);
    running.stop();
    // Nothing of it is in the record, and the practice has its own.
    let record = eventually("the record, which an eye that was being taken still held", || {
        Record::open(&folder.path().join("record")).ok()
    });
    assert_eq!((record.count_photographs().unwrap(), record.operators().unwrap().len()), (0, 2));
    drop(record);
    let drawn = Record::open(&folder.path().join("record/practice")).unwrap();
    assert!(drawn.count_photographs().unwrap() > 0);
    assert!(!drawn.is_staffed().unwrap(), "no secret lies in the practice record");
    drop(drawn);
    let running = Running::start(serve_options(folder.path()));
    administrator.base = running.base.clone();
    assert!(!administrator.session().practice);
}

#[test]
fn a_session_practises_beside_the_clinics_work_and_leaves_nothing_in_its_record() {
    let folder = tempdir().unwrap();
    let eyes = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let options = || {
        let plain = serve_options(folder.path());
        let reader = plain.reader.clone().unwrap();
        ServeOptions { drawn: Some(Drawn { eyes: eyes.clone(), reader }), ..plain }
    };
    let running = Running::start(options());
    // Nobody practises without an account.
    assert_eq!(running.tablet().send("POST", "/api/practice", Some(&json!({ "on": true }))).status, 409);
    let mut administrator = running.set_up();
    administrator.add("Tomás", "technician");
    let mut technician = running.tablet();
    assert_eq!(technician.sign_in("Tomás", PASSWORD).status, 201);
    let before = technician.clone();
    assert!(technician.session().may_practise && !technician.session().practice);
    let begun = technician.send("POST", "/api/practice", Some(&json!({ "on": true })));
    assert_eq!((begun.status, &begun.body["practice"]), (201, &json!(true)), "{}", begun.body);
    // A page that was left open on the clinic's side is signed out.
    assert_eq!(before.clone().get("/api/worklist?list=all").status, 401);
    let patient = |name: &str| json!({ "local_identifier": name, "name": name });
    let drawn = technician.send("POST", "/api/patients", Some(&patient("Nobody")));
    assert_eq!(drawn.status, 201, "{}", drawn.body);
    let path = format!("/api/patients/{}", drawn.body["id"].as_str().unwrap());
    assert_eq!(technician.get(&path).status, 200);
    assert_eq!(technician.get("/api/system").body["practice"], true);
    // The clinic goes on beside it and sees nothing of it.
    assert!(!administrator.session().practice);
    assert_eq!(administrator.get(&path).status, 404);
    let real = administrator.send("POST", "/api/patients", Some(&patient("Somebody")));
    assert_eq!(real.status, 201, "{}", real.body);
    let real = format!("/api/patients/{}", real.body["id"].as_str().unwrap());
    assert_eq!(technician.get(&real).status, 404);
    // A lock and its PIN lead back into practice, and a page of the other side cannot forge a change into it.
    assert_eq!(technician.send("POST", "/api/session/lock", None).status, 200);
    assert_eq!(technician.get("/api/worklist?list=all").status, 423);
    let opened = technician.send("POST", "/api/session/unlock", Some(&json!({ "pin": PIN })));
    assert_eq!((opened.status, &opened.body["practice"]), (200, &json!(true)));
    let mark = before.csrf.clone().unwrap();
    let forged =
        technician.raw("POST", "/api/patients", Some(&patient("Third")), &[("x-ocellus-csrf", &mark)]);
    assert_eq!(forged.status, 403, "{}", forged.body);
    // Back again: the clinic's record, as it was left.
    let left = technician.send("POST", "/api/practice", Some(&json!({ "on": false })));
    assert_eq!((left.status, &left.body["practice"]), (201, &json!(false)), "{}", left.body);
    assert_eq!((technician.get(&path).status, technician.get(&real).status), (404, 200));
    // A restart ends practice: nobody finds themselves on the other side.
    assert_eq!(technician.send("POST", "/api/practice", Some(&json!({ "on": true }))).status, 201);
    running.stop();
    let running = Running::start(options());
    (technician.base, administrator.base) = (running.base.clone(), running.base.clone());
    assert_eq!(technician.session().state, SessionState::SignedOut);
    assert_eq!(administrator.session().state, SessionState::SignedIn);
    let people = administrator.get("/api/worklist?list=all").body.to_string();
    assert!(people.contains("Somebody") && !people.contains("Nobody"), "{people}");
}

/// `ocellus` at the command line, with what it said.
fn ocellus(arguments: &[&str], record: &std::path::Path) -> (bool, String) {
    let output = std::process::Command::new(env!("CARGO_BIN_EXE_ocellus"))
        .args(arguments)
        .arg("--data")
        .arg(record)
        .output()
        .unwrap();
    (output.status.success(), String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned())
}

#[test]
fn whoever_stands_at_the_box_gets_the_administrator_back_in() {
    let folder = tempdir().unwrap();
    let record = folder.path().join("record");
    let running = Running::start(serve_options(folder.path()));
    let mut administrator = running.set_up();
    let (done, said) = ocellus(&["operator", "reset-password", "Maria"], &record);
    assert!(!done && said.contains("Stop the other one"), "the station has the record: {said}");
    running.stop();
    let (done, said) = ocellus(&["operator", "reset-password", "Nobody"], &record);
    assert!(!done && said.contains("no operator"), "{said}");
    let (done, said) = ocellus(&["operator", "reset-password", "maria"], &record);
    assert!(done, "{said}");
    let password = said.lines().next().unwrap().rsplit(' ').next().unwrap().to_owned();
    let (done, said) = ocellus(&["operator", "add", "Rosa", "--role", "doctor"], &record);
    assert!(done, "{said}");
    let rosa = said.lines().next().unwrap().rsplit(' ').next().unwrap().to_owned();
    let (_, said) = ocellus(&["operator", "list"], &record);
    assert!(said.contains("administrator  Maria") && said.contains("doctor         Rosa"), "{said}");
    assert!(!said.contains(&password) && !said.contains("argon2"), "{said}");
    let running = Running::start(serve_options(folder.path()));
    administrator.base = running.base.clone();
    assert_eq!(administrator.session().state, SessionState::SignedOut, "what was open before has ended");
    assert_eq!(administrator.sign_in("Maria", PASSWORD).status, 401);
    assert_eq!(administrator.sign_in("Maria", &password).status, 201);
    assert_eq!(running.tablet().sign_in("Rosa", &rosa).status, 201);
    running.stop();
    let found = verify(&record, None).unwrap();
    assert!(found.sound, "{found:#?}");
    let database = rusqlite::Connection::open(record.join("ocellus.sqlite3")).unwrap();
    let noted: u32 = database
        .query_row(
            "SELECT count(*) FROM audit WHERE actor = 'command' AND act IN ('operator.changed', 'operator.added')",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(noted, 2);
}

#[test]
fn the_label_shows_the_address_and_the_fingerprint_that_the_station_has() {
    let folder = tempdir().unwrap();
    let record = folder.path().join("record");
    drop(Record::open(&record).unwrap());
    let svg = folder.path().join("label.svg");
    let (done, said) = ocellus(&["label", "--svg", svg.to_str().unwrap()], &record);
    assert!(done && said.contains(".local:8443/trust"), "{said}");
    assert!(std::fs::read_to_string(&svg).unwrap().contains("<svg"));
    let address = "0.0.0.0:0".parse().unwrap();
    let running = Running::start(ServeOptions { address, ..serve_options(folder.path()) });
    let announced = running.server.as_ref().unwrap().announced().clone();
    assert!(said.contains(&announced.fingerprint.unwrap()), "{said}");
    let (done, said) = ocellus(&["label", "--address", "127.0.0.1:8080"], &record);
    assert!(!done && said.contains("no tablet can reach"), "{said}");
}

#[test]
fn hostile_paths_and_file_names_lead_nowhere() {
    let folder = tempdir().unwrap();
    let running = Running::start(serve_options(folder.path()));
    let mut tablet = running.set_up();
    let address = running.base.trim_start_matches("http://").to_owned();
    let cookie = tablet.cookie.clone().unwrap();
    let csrf = tablet.csrf.clone().unwrap();
    // As they stand on the wire, which no client library tidies up.
    for path in [
        "/../../../../etc/passwd",
        "/..%2f..%2f..%2fetc/passwd",
        "/assets/../../record/ocellus.sqlite3",
        "/api/photographs/..%2f..%2focellus.sqlite3/image",
        "/api/photographs/01J00000000000000000000000%00/image",
        "/%2e%2e/record/tls/authority.key",
        "/trust/../record/tls/authority.key",
        "//api/photographs",
        "/API/photographs",
        "/api//photographs",
    ] {
        let mut stream = TcpStream::connect(&address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        let answer = String::from_utf8_lossy(&answer);
        assert!(
            !answer.contains("root:") && !answer.contains("SQLite") && !answer.contains("PRIVATE KEY"),
            "{path}"
        );
        assert!(!answer.contains("\"total\""), "{path} lists without a session: {answer}");
    }
    for name in [
        "../../../evil.jpg",
        "..\\\\evil.jpg",
        "/etc/cron.d/evil",
        "a\u{202e}gpj.exe",
        "<img src=x onerror=alert(1)>.jpg",
    ] {
        let sent = tablet
            .agent
            .post(format!("{}/api/photographs", running.base))
            .header("cookie", &cookie)
            .header("x-ocellus-csrf", &csrf)
            .header("content-type", "multipart/form-data; boundary=E")
            .send(&with_eye(name)[..])
            .unwrap();
        assert!([200, 201].contains(&sent.status().as_u16()), "{name}: {}", sent.status());
    }
    let list = tablet.get("/api/photographs").body;
    let file = list["photographs"][0]["file"].as_str().unwrap();
    assert!(!file.contains('/') && !file.contains("..") && !file.contains('\u{202e}'), "{file}");
    for outside in ["evil.jpg", "record/evil.jpg", "../evil.jpg"] {
        assert!(!folder.path().join(outside).exists(), "{outside}");
    }
    // A body beyond every bound is refused, and the station goes on.
    let huge = vec![b'x'; 70 << 20];
    let sent = tablet
        .agent
        .post(format!("{}/api/photographs", running.base))
        .header("cookie", &cookie)
        .header("x-ocellus-csrf", &csrf)
        .header("content-type", "multipart/form-data; boundary=E")
        .send(&huge[..])
        .unwrap();
    assert_eq!(sent.status().as_u16(), 413);
    assert_eq!(tablet.get("/api/status").status, 200);
}
