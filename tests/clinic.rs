//! A clinic's day over HTTP: patients, consent, photographs of both eyes, the decision, the recall; with a reader that
//! does as the file's name says in place of the models.
#![allow(clippy::disallowed_methods, reason = "scratch files of a test need no durability")]

mod common;
mod front_door;

use std::time::Duration;

use common::{eventually, eye_jpeg, reading, serve_options};
use ocellus::fault::Fault;
use ocellus::reading::{Models, Reading};
use ocellus::web::{Loader, Reads, Server};
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

/// Reads `OD-2.jpg` as a right eye of ICDR grade 2.
struct ByName;

impl Reads for ByName {
    fn read(&mut self, _bytes: &[u8], file: &str) -> Result<Reading, Fault> {
        Ok(graded(file))
    }

    fn models(&self) -> Models {
        Models { evidence: None, language: None, fallbacks: vec![] }
    }
}

fn graded(file: &str) -> Reading {
    let mut one = serde_json::to_value(reading(file)).unwrap();
    let grade: usize = file.split(['-', '.']).nth(1).and_then(|g| g.parse().ok()).unwrap_or(0);
    let categories = ["rescreen", "rescreen", "refer", "refer", "urgent"];
    let days = [365, 365, 180, 90, 30];
    one["eye"]["laterality"] = json!(&file[..2]);
    one["referral"] = json!({ "category": categories[grade], "probability": if grade > 1 { 0.9 } else { 0.1 },
                              "within_days": days[grade], "because": [format!("ICDR {grade}.")] });
    let stage = |scale: &str, value: usize, of: usize| {
        let shares: Vec<f32> = (0..of).map(|n| if n == value { 1.0 } else { 0.0 }).collect();
        json!({ "scale": scale, "value": value, "probabilities": shares })
    };
    let status = if grade > 0 { "present" } else { "absent" };
    one["conditions"][1] = json!({ "condition": "diabetic_retinopathy", "status": status, "evidence": [],
        "probability": if grade > 0 { 0.9 } else { 0.1 }, "stage": stage("icdr", grade, 5), "research": false });
    one["conditions"][5] = json!({ "condition": "macular_edema", "status": "absent", "probability": 0.05,
        "stage": stage("dme_risk", 0, 3), "evidence": [], "research": false });
    serde_json::from_value(one).unwrap()
}

struct Clinic {
    runtime: tokio::runtime::Runtime,
    server: Option<Server>,
    base: String,
    agent: ureq::Agent,
    folder: Option<TempDir>,
}

impl Clinic {
    fn open() -> Clinic {
        let folder = tempdir().unwrap();
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let loader: Loader = Box::new(|| Ok(Box::new(ByName)));
        let server = runtime.block_on(Server::start(serve_options(folder.path()), loader)).unwrap();
        let config = ureq::Agent::config_builder().http_status_as_error(false);
        let agent = config.timeout_global(Some(Duration::from_secs(60))).build().new_agent();
        let base = format!("http://{}", server.address());
        Clinic { runtime, server: Some(server), base, agent, folder: Some(folder) }
    }

    fn send(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header("content-type", "application/json");
        let mut answer = self.agent.run(request.body(body.to_string()).unwrap()).expect("an answer");
        let text = answer.body_mut().read_to_string().expect("a body");
        let value = serde_json::from_str(&text).unwrap_or_else(|_| panic!("{method} {path}: {text}"));
        (answer.status().as_u16(), value)
    }

    fn get(&self, path: &str) -> Value {
        let mut answer = self.agent.get(format!("{}{path}", self.base)).call().expect("an answer");
        let text = answer.body_mut().read_to_string().expect("a body");
        assert_eq!(answer.status().as_u16(), 200, "{path}: {text}");
        serde_json::from_str(&text).expect("JSON")
    }

    fn done(&self, method: &str, path: &str, body: Value) -> Value {
        let (status, answer) = self.send(method, path, &body);
        assert!((200..300).contains(&status), "{method} {path}: {status} {answer}");
        answer
    }

    fn refused(&self, method: &str, path: &str, body: Value, status: u16, code: &str) -> Value {
        let (got, answer) = self.send(method, path, &body);
        assert_eq!((got, answer["code"].as_str()), (status, Some(code)), "{method} {path}: {answer}");
        answer
    }

    fn upload(&self, to: &str, name: &str, seed: u32) -> (u16, Value) {
        let mut form =
            format!("--E\r\ncontent-disposition: form-data; name=\"p\"; filename=\"{name}\"\r\n\r\n")
                .into_bytes();
        form.extend_from_slice(&eye_jpeg(seed));
        form.extend_from_slice(b"\r\n--E--\r\n");
        let request = self.agent.post(format!("{}/api/photographs{to}", self.base));
        let mut answer = request
            .header("content-type", "multipart/form-data; boundary=E")
            .send(&form[..])
            .expect("an answer");
        let text = answer.body_mut().read_to_string().expect("a body");
        let value: Value = serde_json::from_str(&text).expect("JSON");
        (answer.status().as_u16(), value["photographs"][0].clone())
    }

    /// Uploads into an encounter and waits until it is read; the id.
    fn photograph(&self, encounter: &str, eye: &str, name: &str, seed: u32) -> String {
        let (status, answer) = self.upload(&format!("?encounter={encounter}&laterality={eye}"), name, seed);
        assert_eq!(status, 201, "{answer}");
        let id = answer["photograph"]["id"].as_str().unwrap().to_owned();
        eventually("the reading", || {
            (self.get(&format!("/api/photographs/{id}"))["state"] == "done").then_some(())
        });
        id
    }

    fn patient(&self, identifier: &str) -> String {
        let added = self.done("POST", "/api/patients", json!({ "local_identifier": identifier }));
        added["id"].as_str().unwrap().to_owned()
    }

    /// An encounter of a new patient who agrees to being screened and tells of nothing.
    fn visit(&self, identifier: &str) -> String {
        let begun =
            self.done("POST", &format!("/api/patients/{}/encounters", self.patient(identifier)), json!({}));
        let id = begun["encounter"]["id"].as_str().unwrap().to_owned();
        let told = json!({ "version": begun["encounter"]["version"], "symptoms": [], "diabetes": "type_2" });
        self.done("PATCH", &format!("/api/encounters/{id}"), told);
        self.done(
            "POST",
            &format!("/api/encounters/{id}/consent"),
            json!({ "purpose": "screening", "given": true }),
        );
        id
    }

    fn view(&self, encounter: &str) -> Value {
        self.get(&format!("/api/encounters/{encounter}"))
    }
}

/// Somebody who is signed in: cookie, and mark against forgery.
type Signed = (String, String);

impl Clinic {
    fn sign(&self, method: &str, path: &str, body: Value) -> Signed {
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header("content-type", "application/json");
        let mut answer = self.agent.run(request.body(body.to_string()).unwrap()).expect("an answer");
        let cookie = answer.headers().get("set-cookie").map(|c| c.to_str().unwrap().to_owned());
        let text = answer.body_mut().read_to_string().expect("a body");
        let value: Value = serde_json::from_str(&text).expect("JSON");
        let cookie = cookie.unwrap_or_else(|| panic!("{path}: {value}"));
        (cookie.split(';').next().unwrap().to_owned(), value["csrf"].as_str().unwrap().to_owned())
    }

    fn signed(&self, (cookie, csrf): &Signed, method: &str, path: &str, body: Value) -> Value {
        let request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header("cookie", cookie)
            .header("x-ocellus-csrf", csrf)
            .header("content-type", "application/json");
        let mut answer = self.agent.run(request.body(body.to_string()).unwrap()).expect("an answer");
        let text = answer.body_mut().read_to_string().expect("a body");
        assert!(answer.status().is_success(), "{method} {path}: {text}");
        serde_json::from_str(&text).expect("JSON")
    }

    /// Stops the server; the folder of its record.
    fn close(mut self) -> TempDir {
        if let Some(server) = self.server.take() {
            self.runtime.block_on(server.stop());
        }
        self.folder.take().expect("closed once")
    }
}

impl Drop for Clinic {
    fn drop(&mut self) {
        if let Some(server) = self.server.take() {
            self.runtime.block_on(server.stop());
        }
    }
}

#[test]
fn a_person_is_screened_from_the_door_to_the_recall() {
    let clinic = Clinic::open();
    let asha =
        json!({ "local_identifier": "K-17", "name": "Asha Devi", "birth_year": 1961, "sex": "female" });
    let asha = clinic.done("POST", "/api/patients", asha);
    let begun =
        clinic.done("POST", &format!("/api/patients/{}/encounters", asha["id"].as_str().unwrap()), json!({}));
    let id = begun["encounter"]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/encounters/{id}");
    assert_eq!((&begun["encounter"]["step"], &begun["decision"]), (&json!("consent"), &Value::Null));

    // No photograph without consent, and nothing of it is kept.
    let (status, refused) = clinic.upload(&format!("?encounter={id}&laterality=OD"), "OD-0.jpg", 1);
    assert_eq!((status, &refused["fault"]["code"]), (422, &json!("no_consent")), "{refused}");
    assert_eq!(clinic.get("/api/photographs")["total"], 0);
    let consented =
        clinic.done("POST", &format!("{path}/consent"), json!({ "purpose": "screening", "given": true }));
    assert_eq!(consented["encounter"]["step"], "questions");

    let told = json!({ "version": 1, "symptoms": [], "diabetes": "type_2", "diabetes_years": 12 });
    let told = clinic.done("PATCH", &path, told);
    let eye = json!({ "version": told["encounter"]["version"], "acuity": "6/9", "earlier_laser": false });
    let told = clinic.done("PUT", &format!("{path}/eyes/OD"), eye);
    assert_eq!(told["encounter"]["eyes"]["OD"]["acuity_logmar"], 0.18);
    assert_eq!(
        (&told["encounter"]["step"], &told["encounter"]["diabetes_years"]),
        (&json!("photographs"), &json!(12))
    );

    clinic.photograph(&id, "OD", "OD-0.jpg", 1);
    let one = clinic.view(&id);
    assert_eq!(one["encounter"]["step"], "photographs");
    assert_eq!(one["decision"]["eyes"]["OS"]["not_assessed"], "no_photograph");
    assert_ne!(one["decision"]["referral"]["category"], "rescreen", "one eye alone is never enough");

    clinic.photograph(&id, "OS", "OS-3.jpg", 2);
    let both = clinic.view(&id);
    assert_eq!(both["encounter"]["step"], "result");
    let referral = &both["decision"]["referral"];
    assert_eq!(
        (&referral["category"], &referral["within_days"]),
        (&json!("refer"), &json!(90)),
        "{referral}"
    );
    assert_eq!(both["decision"]["schema"], "ocellus.encounter/1");
    let reasons: Vec<&str> =
        referral["because"].as_array().unwrap().iter().filter_map(|b| b["reason"].as_str()).collect();
    assert!(reasons.contains(&"asymmetry"), "{reasons:?}");
    assert!(both["decision"]["notice"].as_str().unwrap().contains("not a cleared"));

    let today = clinic.get("/api/worklist?list=today");
    assert_eq!(today["items"][0]["decision"], "refer");
    assert_eq!(today["items"][0]["photographs"], json!({ "od": 1, "os": 1, "unknown": 0 }));
    let ended = clinic.done("POST", &format!("{path}/end"), json!({}));
    let recall = &ended["recall"];
    assert_eq!((&recall["category"], &recall["outcome"]), (&json!("refer"), &json!("open")));
    let again = clinic.done("POST", &format!("{path}/end"), json!({}));
    assert_eq!(&again["recall"], recall, "ended once");

    let waiting = clinic.get("/api/worklist?list=not_arrived");
    assert_eq!(waiting["items"][0]["patient"]["local_identifier"], "K-17");
    let settle = format!("/api/recalls/{}", recall["id"].as_str().unwrap());
    assert_eq!(clinic.done("PATCH", &settle, json!({ "outcome": "arrived" }))["outcome"], "arrived");
    assert_eq!(clinic.get("/api/worklist?list=not_arrived")["items"], json!([]));
    let other = clinic.refused("PATCH", &settle, json!({ "outcome": "missed" }), 409, "conflict");
    assert_eq!(other["current"]["outcome"], "arrived");
}

#[test]
fn sudden_loss_of_sight_is_urgent_whatever_the_pictures_show() {
    let clinic = Clinic::open();
    let id = clinic.visit("A-1");
    clinic.photograph(&id, "OD", "OD-0.jpg", 1);
    clinic.photograph(&id, "OS", "OS-0.jpg", 2);
    let view = clinic.view(&id);
    assert_eq!(view["decision"]["referral"]["category"], "rescreen");
    assert_eq!(view["decision"]["referral"]["within_days"], 365);
    let told = json!({ "version": view["encounter"]["version"], "symptoms": ["sudden_loss_of_sight"] });
    let told = clinic.done("PATCH", &format!("/api/encounters/{id}"), told);
    assert_eq!(told["decision"]["referral"]["category"], "urgent");
    assert_eq!(told["decision"]["referral"]["because"][0]["symptom"], "sudden_loss_of_sight");
}

#[test]
fn who_opens_a_record_is_written_down_once() {
    let clinic = Clinic::open();
    let visit = clinic.visit("K-opened");
    let photograph = clinic.photograph(&visit, "OD", "OD-0.jpg", 1);
    let patient = clinic.view(&visit)["patient"]["id"].as_str().unwrap().to_owned();
    let opened = || {
        let entries = clinic.get(&format!("/api/audit?subject={patient}"))["entries"].clone();
        entries.as_array().unwrap().iter().filter(|entry| entry["act"] == "patient.opened").count()
    };
    for path in [
        format!("/api/patients/{patient}"),
        format!("/api/encounters/{visit}"),
        format!("/api/photographs/{photograph}"),
        format!("/api/photographs/{photograph}/reading"),
    ] {
        clinic.get(&path);
    }
    assert_eq!(opened(), 1);
    // A list opens nobody.
    let other = clinic.patient("K-listed");
    clinic.get("/api/worklist?list=all");
    let entries = clinic.get(&format!("/api/audit?subject={other}"))["entries"].clone();
    assert!(!entries.to_string().contains("patient.opened"));
}

#[test]
fn an_eye_without_a_photograph_says_why_and_the_decision_follows() {
    let clinic = Clinic::open();
    let visit = clinic.visit("K-one-eye");
    clinic.photograph(&visit, "OD", "OD-0.jpg", 1);
    assert_eq!(clinic.view(&visit)["encounter"]["step"], "photographs");
    for (why, category, not_assessed) in [
        ("could_not", "ungradable", "could_not"),
        ("refused", "ungradable", "refused"),
        ("absent", "rescreen", "absent"),
    ] {
        let version = clinic.view(&visit)["encounter"]["version"].clone();
        let told = json!({ "version": version, "no_photograph": why });
        let view = clinic.done("PUT", &format!("/api/encounters/{visit}/eyes/OS"), told);
        assert_eq!(view["decision"]["referral"]["category"], category, "{view}");
        assert_eq!(view["decision"]["eyes"]["OS"]["not_assessed"], not_assessed);
        assert_eq!(view["encounter"]["eyes"]["OS"]["no_photograph"], why);
        assert_eq!(view["encounter"]["step"], "result");
    }
    let version = clinic.view(&visit)["encounter"]["version"].clone();
    let told = json!({ "version": version, "no_photograph": "lost" });
    clinic.refused("PUT", &format!("/api/encounters/{visit}/eyes/OS"), told, 400, "bad_request");
}

#[test]
fn one_row_that_cannot_be_understood_hides_itself_alone_and_makes_nobody_harmless() {
    let clinic = Clinic::open();
    let (hurt, lost, whole) = (clinic.visit("K-hurt"), clinic.visit("K-lost"), clinic.visit("K-whole"));
    let mut seed = 0;
    let mut both = |visit: &str, od: &str| {
        seed += 2;
        (clinic.photograph(visit, "OD", od, seed), clinic.photograph(visit, "OS", "OS-0.jpg", seed + 1))
    };
    let (row, _) = both(&hurt, "OD-2.jpg");
    let (reading, _) = both(&lost, "OD-0.jpg");
    both(&whole, "OD-0.jpg");
    assert_eq!(clinic.view(&lost)["decision"]["referral"]["category"], "rescreen");

    let record = clinic.folder.as_ref().unwrap().path().join("record/ocellus.sqlite3");
    let damage = |sql: &str, id: &str| {
        let connection = rusqlite::Connection::open(&record).unwrap();
        connection.busy_timeout(Duration::from_secs(30)).unwrap();
        // A turned bit asks no trigger and no constraint.
        connection
            .execute_batch("PRAGMA ignore_check_constraints = ON; DROP TRIGGER IF EXISTS reading_stays")
            .unwrap();
        assert_eq!(connection.execute(sql, [id]).unwrap(), 1, "{sql}");
    };
    damage("UPDATE photograph SET quality = '{' WHERE id = ?1", &row);
    damage("UPDATE reading SET json = '{' WHERE photograph_id = ?1", &reading);

    let list = clinic.get("/api/photographs");
    let listed = |list: &Value| list["photographs"].as_array().unwrap().len();
    assert_eq!((listed(&list), &list["unreadable"], &list["total"]), (5, &json!([row]), &json!(6)));
    // Page by page it is passed over, and told on its own page.
    let (mut before, mut seen, mut told) = (String::new(), 0, Vec::new());
    loop {
        let page = clinic.get(&format!("/api/photographs?limit=1{before}"));
        seen += listed(&page);
        told.extend(page["unreadable"].as_array().unwrap().clone());
        let Some(next) = page["next"].as_str() else { break };
        before = format!("&before={next}");
    }
    assert_eq!((seen, told), (5, vec![json!(row)]));

    // What was read of it is still referred, though the photograph itself is not listed.
    let view = clinic.view(&hurt);
    assert_eq!((&view["unreadable"], view["photographs"].as_array().unwrap().len()), (&json!([row]), 1));
    assert_eq!(view["decision"]["referral"]["category"], "refer");
    // A reading whose words are lost lets nobody go home.
    let version = clinic.view(&lost)["encounter"]["version"].clone();
    let told = json!({ "version": version, "symptoms": ["floaters"] });
    let view = clinic.done("PATCH", &format!("/api/encounters/{lost}"), told);
    assert_ne!(view["decision"]["referral"]["category"], "rescreen", "{}", view["decision"]);
    assert_eq!(view["decision"]["eyes"]["OD"]["not_assessed"], "reading_failed", "{}", view["decision"]);

    damage("UPDATE encounter SET category = '?' WHERE id = ?1", &hurt);
    let day = clinic.get("/api/worklist");
    let lines: Vec<_> =
        day["items"].as_array().unwrap().iter().map(|line| &line["encounter"]["id"]).collect();
    assert_eq!((lines, &day["unreadable"]), (vec![&json!(whole), &json!(lost)], &json!([hurt])));
    let card = clinic.get(&format!("/api/patients/{}", view_patient(&clinic, &lost)));
    assert_eq!(card["unreadable"], json!([]));
    let found = ocellus::record::verify(&clinic.close().path().join("record"), None).unwrap();
    assert!(!found.sound, "{found:?}");
    for id in [&row, &hurt] {
        assert!(found.audit.listed.iter().any(|fault| fault.contains(id)), "{id}: {found:?}");
    }
}

/// The patient of an encounter.
fn view_patient(clinic: &Clinic, encounter: &str) -> String {
    clinic.view(encounter)["patient"]["id"].as_str().unwrap().to_owned()
}

#[test]
fn a_photograph_of_another_visit_is_refused_with_the_visit_where_it_is() {
    let clinic = Clinic::open();
    let (first, second) = (clinic.visit("K-first"), clinic.visit("K-second"));
    clinic.photograph(&first, "OD", "OD-0.jpg", 1);
    let (status, answer) = clinic.upload(&format!("?encounter={second}&laterality=OD"), "OD-0.jpg", 1);
    assert_eq!((status, &answer["fault"]["code"]), (422, &json!("conflict")), "{answer}");
    let remedy = answer["fault"]["remedy"].as_str().unwrap();
    assert!(remedy.contains("K-first"), "{remedy}");
    assert!(!answer["fault"]["message"].as_str().unwrap().contains("K-first"), "messages are logged");
}

#[test]
fn the_same_person_is_not_added_twice() {
    let clinic = Clinic::open();
    let asha = json!({ "local_identifier": "K-17", "name": "Asha Devi", "birth_year": 1961, "key": "tap-1" });
    let first = clinic.done("POST", "/api/patients", asha.clone());
    let (status, again) = clinic.send("POST", "/api/patients", &asha);
    assert_eq!((status, &again["id"]), (200, &first["id"]), "a lost answer asked for again");

    let taken = json!({ "local_identifier": "k-17 ", "name": "Somebody Else", "anyway": true });
    let taken = clinic.refused("POST", "/api/patients", taken, 409, "possible_duplicate");
    assert_eq!(taken["candidates"][0]["id"], first["id"]);
    let slip = json!({ "local_identifier": "K-18", "name": "devi, aasha", "birth_year": 1962 });
    let slip_told = clinic.refused("POST", "/api/patients", slip.clone(), 409, "possible_duplicate");
    assert_eq!(slip_told["candidates"][0]["local_identifier"], "K-17");
    for (name, year) in [("Asha Devi", 1985), ("Usha Rani", 1961)] {
        let other = json!({ "local_identifier": format!("{name}{year}"), "name": name, "birth_year": year });
        assert_eq!(clinic.send("POST", "/api/patients", &other).0, 201, "{name} {year} is another person");
    }
    let mut anyway = slip;
    anyway["anyway"] = json!(true);
    assert_eq!(clinic.send("POST", "/api/patients", &anyway).0, 201);
    for bad in [
        json!({}),
        json!({ "local_identifier": " " }),
        json!({ "local_identifier": "a\u{0}b" }),
        json!({ "local_identifier": "x".repeat(101) }),
        json!({ "local_identifier": "Z", "birth_year": 1700 }),
        json!({ "local_identifier": "Z", "sex": "yes" }),
        json!({ "local_identifier": "Z", "nmae": "typo" }),
    ] {
        clinic.refused("POST", "/api/patients", bad, 400, "bad_request");
    }
    let found = clinic.get("/api/worklist?list=all&search=deV");
    assert_eq!(found["items"].as_array().unwrap().len(), 3, "{found}");
    assert_eq!(clinic.get("/api/worklist?list=all&search=%25")["items"], json!([]), "no pattern of SQL");
    assert_eq!(clinic.get("/api/worklist?list=all&search=K-1")["items"].as_array().unwrap().len(), 2);
}

#[test]
fn one_tablet_never_overwrites_another_in_silence() {
    let clinic = Clinic::open();
    let id = clinic.visit("A-1");
    let path = format!("/api/encounters/{id}");
    let seen = clinic.view(&id)["encounter"]["version"].clone();
    clinic.done("PATCH", &path, json!({ "version": seen, "symptoms": ["flashes"] }));
    let late = json!({ "version": seen, "symptoms": [] });
    let late = clinic.refused("PATCH", &path, late, 409, "conflict");
    assert_eq!(late["current"]["encounter"]["symptoms"], json!(["flashes"]));
    let eye = json!({ "version": seen, "acuity": "6/6" });
    clinic.refused("PUT", &format!("{path}/eyes/OS"), eye, 409, "conflict");
    clinic.refused("PATCH", &path, json!({ "symptoms": [] }), 400, "bad_request");
    clinic.refused("PUT", &format!("{path}/eyes/OU"), json!({ "version": 9 }), 404, "not_found");
    clinic.refused(
        "PUT",
        &format!("{path}/eyes/OD"),
        json!({ "version": 9, "acuity": "0.5" }),
        400,
        "bad_request",
    );

    let patient = clinic.view(&id)["patient"].clone();
    let path = format!("/api/patients/{}", patient["id"].as_str().unwrap());
    let named = clinic.done("PATCH", &path, json!({ "version": 1, "name": "Asha", "birth_year": 1950 }));
    assert_eq!((&named["name"], &named["version"]), (&json!("Asha"), &json!(2)));
    let late = clinic.refused("PATCH", &path, json!({ "version": 1, "name": "Usha" }), 409, "conflict");
    assert_eq!(late["current"]["name"], "Asha");
    let cleared = clinic.done("PATCH", &path, json!({ "version": 2, "name": null }));
    assert_eq!((&cleared["name"], &cleared["birth_year"]), (&Value::Null, &json!(1950)));
}

#[test]
fn a_picture_that_looks_like_the_other_eye_is_told_and_settled_only_by_a_person() {
    let clinic = Clinic::open();
    let id = clinic.visit("A-1");
    let right = clinic.photograph(&id, "OD", "OS-0.jpg", 1);
    clinic.photograph(&id, "OS", "OS-0.jpg", 2);
    let view = clinic.view(&id);
    assert_eq!(view["photographs"][0]["sides_disagree"], true, "{view}");
    assert_eq!(view["photographs"][1]["sides_disagree"], false);
    assert_eq!(view["decision"]["referral"]["category"], "review");
    let filed = clinic.done("PATCH", &format!("/api/photographs/{right}"), json!({ "laterality": "OD" }));
    assert_eq!((&filed["sides_disagree"], &filed["laterality"]), (&json!(false), &json!("OD")));
    assert_eq!(clinic.view(&id)["decision"]["referral"]["category"], "rescreen");
}

#[test]
fn a_photograph_moves_to_the_right_person_with_the_decisions_of_both() {
    let clinic = Clinic::open();
    let (one, other) = (clinic.visit("A-1"), clinic.visit("B-2"));
    let sick = clinic.photograph(&one, "OD", "OD-4.jpg", 1);
    assert_eq!(clinic.view(&one)["decision"]["referral"]["category"], "urgent");
    let (status, twice) = clinic.upload(&format!("?encounter={other}"), "OD-4.jpg", 1);
    assert_eq!(
        (status, &twice["fault"]["code"]),
        (422, &json!("conflict")),
        "it is never of two people: {twice}"
    );
    clinic.done("PATCH", &format!("/api/photographs/{sick}"), json!({ "encounter_id": other }));
    assert_eq!(clinic.view(&one)["decision"]["eyes"]["OD"]["not_assessed"], "no_photograph");
    assert_eq!(clinic.view(&other)["decision"]["referral"]["category"], "urgent");
    let begun =
        clinic.done("POST", &format!("/api/patients/{}/encounters", clinic.patient("C-3")), json!({}));
    let silent = json!({ "encounter_id": begun["encounter"]["id"] });
    clinic.refused("PATCH", &format!("/api/photographs/{sick}"), silent, 409, "no_consent");
    let nowhere = json!({ "encounter_id": "01J0000000000000000000000X" });
    clinic.refused("PATCH", &format!("/api/photographs/{sick}"), nowhere, 404, "not_found");
}

/// A reading's place in `/api/photographs`.
fn of(photograph: &str, what: &str) -> String {
    format!("/api/photographs/{photograph}/{what}")
}

#[test]
fn a_correction_makes_a_new_version_from_which_decision_and_recall_follow() {
    let clinic = Clinic::open();
    let id = clinic.visit("A-1");
    let right = clinic.photograph(&id, "OD", "OD-0.jpg", 1);
    clinic.photograph(&id, "OS", "OS-0.jpg", 2);
    let ended = clinic.done("POST", &format!("/api/encounters/{id}/end"), json!({}));
    assert_eq!(ended["recall"]["category"], "rescreen");
    let first = clinic.get(&of(&right, "reading"));
    let agreed = json!({ "reading_id": first["id"], "about": "quality", "verdict": "agreed" });
    let kept = clinic.done("POST", &of(&right, "assessments"), agreed);
    assert_eq!(kept["reading"]["version"], 1, "agreement makes no version");

    let worse = json!({ "reading_id": first["id"], "about": "condition", "target": "diabetic_retinopathy",
                        "verdict": "corrected", "correction": { "stage": 4 }, "key": "one-tap" });
    let kept = clinic.done("POST", &of(&right, "assessments"), worse.clone());
    assert_eq!((&kept["reading"]["version"], &kept["reading"]["category"]), (&json!(2), &json!("urgent")));
    assert_eq!(kept["reading"]["corrected_by"], "page");
    let again = clinic.done("POST", &of(&right, "assessments"), worse);
    assert_eq!(again["reading"]["version"], 2, "a lost answer asked for again");
    let late = json!({ "reading_id": first["id"], "about": "referral", "verdict": "corrected",
                       "correction": { "category": "rescreen" } });
    let late = clinic.refused("POST", &of(&right, "assessments"), late, 409, "conflict");
    assert_eq!(late["current"]["reading"]["version"], 2);

    let second = clinic.get(&of(&right, "reading"));
    assert_eq!((&second["supersedes"], &second["models"]), (&first["id"], &first["models"]));
    let view = clinic.view(&id);
    front_door::assert_schema(&[second.clone(), view["decision"].clone()]);
    assert_eq!(view["decision"]["referral"]["category"], "urgent");
    assert_eq!(view["recall"]["category"], "urgent", "the recall that was made follows");
    assert_eq!(clinic.get("/api/worklist?list=not_arrived")["items"].as_array().unwrap().len(), 1);

    let all = clinic.get(&of(&right, "assessments"));
    let all = all["assessments"].as_array().unwrap();
    assert_eq!(all.len(), 2);
    assert_eq!((&all[0]["led_to"], &all[1]["led_to"]), (&second["id"], &Value::Null));
    let nothing =
        json!({ "reading_id": second["id"], "about": "finding", "target": "F9", "verdict": "agreed" });
    clinic.refused("POST", &of(&right, "assessments"), nothing, 404, "not_found");
    let bare = json!({ "reading_id": second["id"], "about": "referral", "verdict": "corrected" });
    clinic.refused("POST", &of(&right, "assessments"), bare, 400, "bad_request");
    let acts: Vec<String> = clinic.get(&format!("/api/audit?subject={right}"))["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["act"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(acts[..2], ["reading.assessed", "reading.corrected"], "{acts:?}");
    let folder = clinic.close();
    let found = ocellus::record::verify(&folder.path().join("record"), None).unwrap();
    assert!(found.sound, "{found:#?}");
}

#[test]
fn a_manager_sees_the_days_and_a_doctor_draws_negatives() {
    let clinic = Clinic::open();
    for (n, grades) in [(0, ["0", "0"]), (1, ["0", "3"]), (2, ["1", "0"])] {
        let id = clinic.visit(&format!("A-{n}"));
        clinic.photograph(&id, "OD", &format!("OD-{}.jpg", grades[0]), 2 * n);
        clinic.photograph(&id, "OS", &format!("OS-{}.jpg", grades[1]), 2 * n + 1);
        clinic.view(&id);
        clinic.done("POST", &format!("/api/encounters/{id}/end"), json!({}));
    }
    let charts = clinic.get("/api/charts?days=7");
    let day = &charts["days"][0];
    assert_eq!(
        (&day["screened"], &day["decided"], &day["referred"]),
        (&json!(3), &json!(3), &json!(1)),
        "{charts}"
    );
    assert!(day["median_minutes"].is_number());
    assert_eq!(charts["operators"][0]["photographs"], 6);
    let negatives = clinic.get("/api/negatives?n=50");
    assert_eq!(negatives["photographs"].as_array().unwrap().len(), 5, "all but the one that refers");
    assert_eq!(clinic.get("/api/negatives?n=2")["photographs"].as_array().unwrap().len(), 2);
    let (all, audit) = (clinic.get("/api/worklist?list=all&limit=2"), clinic.get("/api/audit"));
    let rest = clinic.get(&format!("/api/worklist?list=all&limit=2&after={}", all["next"].as_str().unwrap()));
    assert_eq!((rest["items"].as_array().unwrap().len(), &rest["next"]), (1, &Value::Null));
    assert!(audit["entries"].as_array().unwrap().len() > 20);
    for bad in [
        "/api/charts?days=0",
        "/api/negatives?n=51",
        "/api/audit?after=x",
        "/api/worklist?list=some",
        "/api/worklist?limit=0",
    ] {
        let (status, answer) = clinic.send("GET", bad, &json!({}));
        assert_eq!((status, &answer["code"]), (400, &json!("bad_request")), "{bad}: {answer}");
    }
}

#[test]
fn one_patient_is_taken_out_whole_and_erased_by_name() {
    let clinic = Clinic::open();
    let (asha, binod) = (clinic.visit("Asha-1"), clinic.visit("Binod-2"));
    clinic.photograph(&asha, "OD", "OD-0.jpg", 1);
    clinic.photograph(&binod, "OD", "OD-0.jpg", 2);
    let patient = clinic.view(&asha)["patient"]["id"].as_str().unwrap().to_owned();
    let mut answer =
        clinic.agent.get(format!("{}/api/patients/{patient}/export", clinic.base)).call().unwrap();
    let packed = answer.body_mut().read_to_vec().unwrap();
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(&packed[..]));
    let mut sizes = std::collections::BTreeMap::new();
    let mut text = String::new();
    for entry in archive.entries().unwrap() {
        let mut entry = entry.unwrap();
        let name = entry.path().unwrap().display().to_string();
        sizes.insert(name.clone(), entry.size());
        if name == "patient.json" {
            std::io::Read::read_to_string(&mut entry, &mut text).unwrap();
        }
    }
    assert_eq!(sizes.len(), 2, "{sizes:?}");
    assert!(sizes.values().any(|size| *size == eye_jpeg(1).len() as u64), "{sizes:?}");
    assert!(text.contains("Asha-1") && !text.contains("Binod"));

    let erase = format!("/api/patients/{patient}?confirm=");
    clinic.refused("DELETE", &format!("{erase}Binod-2"), json!({}), 400, "bad_request");
    assert_eq!(clinic.done("DELETE", &format!("{erase}Asha-1"), json!({}))["photographs"], 1);
    clinic.refused("GET", &format!("/api/patients/{patient}"), json!({}), 404, "not_found");
    assert_eq!(clinic.get("/api/photographs")["total"], 1);
    let folder = clinic.close();
    assert!(ocellus::record::verify(&folder.path().join("record"), None).unwrap().sound);
}

#[test]
fn a_technician_s_correction_is_kept_beside_the_reading_and_a_doctor_s_stands() {
    let clinic = Clinic::open();
    let id = clinic.visit("A-1");
    let right = clinic.photograph(&id, "OD", "OD-2.jpg", 1);
    let secret = "a long enough pass phrase";
    let first = json!({ "administrator": "Maria", "password": secret, "pin": "2580", "clinic": "Hill", "lang": "en",
                        "time_zone": "Asia/Kolkata" });
    let maria = clinic.sign("POST", "/api/first-run", first);
    for (name, role) in [("Tara", "technician"), ("Dev", "doctor")] {
        let new = json!({ "name": name, "role": role, "password": secret, "pin": "1470" });
        clinic.signed(&maria, "POST", "/api/operators", new);
    }
    let reading = clinic.signed(&maria, "GET", &of(&right, "reading"), json!({}));
    let said = json!({ "reading_id": reading["id"], "about": "condition", "target": "diabetic_retinopathy",
                       "verdict": "corrected", "correction": { "stage": 0 } });
    for (name, version) in [("Tara", 1), ("Dev", 2)] {
        let session = clinic.sign("POST", "/api/session", json!({ "name": name, "password": secret }));
        let kept = clinic.signed(&session, "POST", &of(&right, "assessments"), said.clone());
        assert_eq!(kept["reading"]["version"], version, "{name}");
        if name == "Dev" {
            let all = clinic.signed(&session, "GET", &of(&right, "assessments"), json!({}));
            let who = |n: usize| all["assessments"][n]["operator"].clone();
            assert_eq!((who(0), who(1)), (json!("Dev"), json!("Tara")));
            let drawn = clinic.signed(&session, "GET", "/api/negatives", json!({}));
            assert_eq!(drawn["photographs"], json!([]), "a doctor has seen it");
        }
    }
}
