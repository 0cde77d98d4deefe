//! Accounts through the front door: first run, sign in, roles, locks, limits, and what is tried against them.
#![allow(clippy::disallowed_methods, reason = "scratch files of a test need no durability")]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use common::{eventually, serve_options};
use ocellus::fault::{Fault, FaultCode};
use ocellus::record::{Operator, Record, verify};
use ocellus::web::{Loader, ServeOptions, Server, SessionState, SessionStatus};
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
    assert!((400..500).contains(&answer.status), "{}", answer.status);
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
