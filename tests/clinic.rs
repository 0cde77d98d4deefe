//! A clinic's day over HTTP: patients, consent, photographs of both eyes, the decision, the recall; with a reader that
//! does as the file's name says in place of the models.
#![allow(clippy::disallowed_methods, reason = "scratch files of a test need no durability")]

mod common;

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
    _folder: TempDir,
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
        Clinic { runtime, server: Some(server), base, agent, _folder: folder }
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
