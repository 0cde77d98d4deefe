//! Questions through the API: by the real program with its real reader over the bundle in miniature, and with a reader
//! that does as the test says.
#![allow(clippy::disallowed_methods, reason = "scratch files of a test need no durability")]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use common::{eventually, eye_jpeg, reading, serve_options};
use ocellus::conversation::{Ask, Message, Teller, Told as Heard};
use ocellus::fault::Fault;
use ocellus::reading::{Models, Reading};
use ocellus::web::{Loader, Reads, Server};
use serde_json::{Value, json};
use tempfile::tempdir;

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder().http_status_as_error(false);
    config.timeout_global(Some(Duration::from_secs(120))).build().new_agent()
}

fn get(base: &str, path: &str) -> Value {
    let mut answer = agent().get(format!("{base}{path}")).call().expect("an answer");
    serde_json::from_str(&answer.body_mut().read_to_string().expect("a body")).expect("JSON")
}

/// Id of a photograph that was just saved.
fn upload(base: &str, name: &str, bytes: &[u8]) -> String {
    let mut form =
        format!("--E\r\ncontent-disposition: form-data; name=\"photograph\"; filename=\"{name}\"\r\n\r\n")
            .into_bytes();
    form.extend_from_slice(bytes);
    form.extend_from_slice(b"\r\n--E--\r\n");
    let url = format!("{base}/api/photographs");
    let sent = agent().post(url).header("content-type", "multipart/form-data; boundary=E").send(&form[..]);
    let text = sent.expect("an answer").body_mut().read_to_string().expect("a body");
    let answer: Value = serde_json::from_str(&text).expect("JSON");
    answer["photographs"][0]["photograph"]["id"].as_str().expect("it is saved").to_owned()
}

/// Status and events of a question.
fn ask(base: &str, id: &str, body: &[u8]) -> (u16, Vec<Value>) {
    let url = format!("{base}/api/photographs/{id}/messages");
    let mut answer =
        agent().post(url).header("content-type", "application/json").send(body).expect("an answer");
    let status = answer.status().as_u16();
    let text = answer.body_mut().read_to_string().expect("a body");
    let data: Vec<&str> = match status {
        200 => text.lines().filter_map(|line| line.strip_prefix("data: ")).collect(),
        _ => vec![&text],
    };
    (status, data.iter().map(|line| serde_json::from_str(line).expect(line)).collect())
}

fn question(text: &str) -> Vec<u8> {
    json!({ "question": text }).to_string().into_bytes()
}

struct Station {
    child: Child,
    base: String,
}

impl Station {
    fn start(data: &Path) -> Station {
        let bundle = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/tiny");
        let mut command = Command::new(env!("CARGO_BIN_EXE_ocellus"));
        command.args([
            "serve",
            "--engine",
            "tract",
            "--address",
            "127.0.0.1:0",
            "--bundle",
            bundle,
            "--data",
        ]);
        let mut child = command.arg(data).stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
        let at = line.find("http://").expect("the address is printed");
        Station { child, base: line[at..].trim().into() }
    }

    /// A photograph that was read.
    fn read(&self) -> String {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/synthetic_eye.jpg");
        let id = upload(&self.base, "eye.jpg", &std::fs::read(file).expect("it ships"));
        eventually("the reading", || {
            (get(&self.base, &format!("/api/photographs/{id}"))["state"] == "done").then_some(())
        });
        id
    }
}

impl Drop for Station {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn an_answer_comes_by_sentences_and_the_conversation_is_there_afterwards() {
    let folder = tempdir().unwrap();
    let station = Station::start(folder.path());
    let id = station.read();
    let (status, events) = ask(&station.base, &id, &question("Which eye is this?"));
    assert_eq!(status, 200);
    let (last, before) = events.split_last().expect("events");
    assert!(!before.is_empty() && before.iter().all(|event| event["type"] == "sentence"), "{events:#?}");
    let message = &last["message"];
    assert_eq!((&last["type"], &message["outcome"]), (&json!("message"), &json!("answered")), "{last:#}");
    let told: Vec<&Value> = before.iter().map(|event| &event["sentence"]).collect();
    assert_eq!(told, message["sentences"].as_array().unwrap().iter().collect::<Vec<_>>());
    assert!(message["language"]["written"].as_u64().expect("the language reader was asked") > 0);

    // The second question encodes nothing, and reads only itself.
    let (_, events) = ask(&station.base, &id, &question("Can this photograph be graded?"));
    let second = &events.last().unwrap()["message"];
    assert_eq!(second["encoded"], message["encoded"], "{second:#}");
    assert!(second["language"]["read"].as_u64() < message["language"]["read"].as_u64(), "{second:#}");

    // The bundle in miniature claims nothing: neither yes nor no.
    for text in ["Is there glaucoma?", "Is there diabetic retinopathy?", "Are there haemorrhages?"] {
        let (_, events) = ask(&station.base, &id, &question(text));
        assert_eq!(events.last().unwrap()["message"]["declined"], "not_assessed", "{events:#?}");
    }
    let kept = get(&station.base, &format!("/api/photographs/{id}/messages"));
    let kept = kept["messages"].as_array().unwrap();
    assert_eq!((kept.len(), &kept[0], &kept[1]), (5, message, second));
}

#[test]
fn what_cannot_be_asked_is_refused_and_a_page_that_goes_away_harms_nothing() {
    let folder = tempdir().unwrap();
    let station = Station::start(folder.path());
    let id = station.read();
    let base = &station.base;
    let long = question(&"x".repeat(301));
    for (id, body, wanted) in [
        (id.as_str(), &b"no JSON"[..], 400),
        (&id, br#"{"question": "?", "unknown": 1}"#, 400),
        (&id, &long, 400),
        (&id, br#"{"question": "?", "options": ["one"]}"#, 400),
        (&id, br#"{"question": "?", "temperature": 9}"#, 400),
        (&id, &vec![b' '; 65 << 10], 413),
        ("01JZZZZZZZZZZZZZZZZZZZZZZZ", &question("Which eye is this?"), 404),
        ("../../etc", &question("Which eye is this?"), 404),
    ] {
        let (status, said) = ask(base, id, body);
        assert_eq!(status, wanted, "{said:?}");
    }
    // Pages that go away in the middle leave room for the next.
    for _ in 0..12 {
        let mut page = TcpStream::connect(base.trim_start_matches("http://")).unwrap();
        let body = br#"{"question": "", "task": "plan"}"#;
        let head = format!(
            "POST /api/photographs/{id}/messages HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        page.write_all(head.as_bytes()).unwrap();
        page.write_all(body).unwrap();
        let mut first = [0; 12];
        page.read_exact(&mut first).unwrap();
        drop(page);
    }
    let answer = eventually("a free place", || {
        let (status, events) = ask(base, &id, &question("Which eye is this?"));
        (status == 200).then_some(events)
    });
    assert_eq!(answer.last().unwrap()["type"], "message");
    assert_eq!(get(base, "/api/status")["models"]["lost"], 0, "the reader lives");
}

/// Tells what it is given to do, and does it when it may.
struct Told {
    log: Arc<Mutex<Vec<String>>>,
    may: Arc<Mutex<Receiver<()>>>,
}

impl Told {
    fn step(&self, what: String) {
        self.log.lock().unwrap().push(what);
        self.may.lock().unwrap().recv_timeout(Duration::from_secs(20)).expect("it may go on");
    }
}

impl Reads for Told {
    fn read(&mut self, _: &[u8], file: &str) -> Result<Reading, Fault> {
        self.step(file.into());
        Ok(reading(file))
    }

    fn ask(&mut self, _: &[u8], _: &Reading, ask: &Ask, tell: &mut Teller) -> Result<Option<Message>, Fault> {
        self.step(ask.question.clone());
        let gone = eventually_gone(tell);
        self.log.lock().unwrap().push(if gone { "gone".into() } else { "there".into() });
        Ok(None)
    }

    fn models(&self) -> Models {
        Models { evidence: None, language: None, fallbacks: vec![] }
    }
}

/// Whether whoever asked goes away within half a second.
fn eventually_gone(tell: &mut Teller) -> bool {
    (0..50).any(|_| {
        std::thread::sleep(Duration::from_millis(10));
        tell(Heard::Waiting) == ControlFlow::Break(())
    })
}

#[test]
fn a_photograph_that_waits_goes_before_a_question_and_who_leaves_is_not_answered() {
    let folder = tempdir().unwrap();
    let (go, may): (SyncSender<()>, _) = sync_channel(64);
    let (log, may) = (Arc::new(Mutex::new(Vec::new())), Arc::new(Mutex::new(may)));
    let (told, allowed) = (log.clone(), may);
    let loader: Loader = Box::new(move || Ok(Box::new(Told { log: told.clone(), may: allowed.clone() })));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let server =
        runtime.block_on(Server::start(serve_options(folder.path()), loader)).expect("the server starts");
    let base = format!("http://{}", server.address());
    let seen = |n: usize| {
        eventually("the reader's work", || {
            let log = log.lock().unwrap();
            (log.len() >= n).then(|| log.clone())
        })
    };
    let first = upload(&base, "a.jpg", &eye_jpeg(1));
    seen(1);
    go.send(()).unwrap();
    eventually("the reading", || {
        (get(&base, &format!("/api/photographs/{first}"))["state"] == "done").then_some(())
    });
    upload(&base, "b.jpg", &eye_jpeg(2));
    seen(2);
    // While b is read, a question comes, and c after it.
    let mut page = TcpStream::connect(base.trim_start_matches("http://")).unwrap();
    let body = question("Which eye is this?");
    let head = format!(
        "POST /api/photographs/{first}/messages HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    page.write_all(head.as_bytes()).unwrap();
    page.write_all(&body).unwrap();
    let mut line = String::new();
    BufReader::new(page.try_clone().unwrap()).read_line(&mut line).unwrap();
    assert!(line.contains("200"), "{line}");
    upload(&base, "c.jpg", &eye_jpeg(3));
    go.send(()).unwrap();
    go.send(()).unwrap();
    assert_eq!(seen(4), ["a.jpg", "b.jpg", "c.jpg", "Which eye is this?"]);
    drop(page);
    go.send(()).unwrap();
    assert_eq!(seen(5)[4], "gone");
    for _ in 0..4 {
        go.send(()).unwrap();
    }
    runtime.block_on(server.stop());
}
