//! The camera at the page over HTTP, with a folder standing in for the device: what is looked through, what is taken,
//! what is told when it is pulled out. The kernel's own drivers are driven in `make test-camera`.
#![allow(clippy::disallowed_methods, reason = "scratch files of a test need no durability; a test may wait")]

mod common;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::{Duration, Instant};

use common::{eventually, eye, eye_jpeg, jpeg, reading, serve_options};
use ocellus::camera::Choice;
use ocellus::fault::Fault;
use ocellus::reading::{Models, Reading};
use ocellus::web::{Loader, PhotographList, Reads, ServeOptions, Server};
use serde_json::{Value, json};
use tempfile::{TempDir, tempdir};

/// What is timed runs alone, everything else side by side.
static QUIET: RwLock<()> = RwLock::new(());

fn alone() -> RwLockWriteGuard<'static, ()> {
    QUIET.write().unwrap_or_else(PoisonError::into_inner)
}

fn beside_others() -> RwLockReadGuard<'static, ()> {
    QUIET.read().unwrap_or_else(PoisonError::into_inner)
}

struct Reader;

impl Reads for Reader {
    fn read(&mut self, _bytes: &[u8], file: &str) -> Result<Reading, Fault> {
        Ok(reading(file))
    }

    fn models(&self) -> Models {
        Models { evidence: None, language: None, fallbacks: vec![] }
    }
}

struct Station {
    runtime: tokio::runtime::Runtime,
    server: Option<Server>,
    address: SocketAddr,
    agent: ureq::Agent,
    _record: TempDir,
}

impl Station {
    fn with(camera: Option<&str>, disk_floor: u64) -> Station {
        let camera = camera.map(|camera| Choice { camera: Some(camera.into()), ..Choice::default() });
        Station::with_choice(camera, disk_floor)
    }

    fn with_choice(camera: Option<Choice>, disk_floor: u64) -> Station {
        let record = tempdir().unwrap();
        let options = ServeOptions { camera, disk_floor: Some(disk_floor), ..serve_options(record.path()) };
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let loader: Loader = Box::new(|| Ok(Box::new(Reader)));
        let server = runtime.block_on(Server::start(options, loader)).expect("it starts");
        let address = server.address();
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(40)));
        Station { runtime, server: Some(server), address, agent: config.build().new_agent(), _record: record }
    }

    fn replaying(folder: &Path) -> Station {
        Station::with(Some(&format!("replay:{}", folder.display())), 0)
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    fn get(&self, path: &str) -> (u16, Vec<u8>) {
        let mut answer = self.agent.get(self.url(path)).call().expect("an answer");
        (answer.status().as_u16(), answer.body_mut().read_to_vec().expect("a body"))
    }

    fn json(&self, path: &str) -> Value {
        serde_json::from_slice(&self.get(path).1).expect("JSON")
    }

    fn camera(&self) -> Value {
        self.json("/api/status")["camera"].clone()
    }

    fn post(&self, path: &str, body: Value) -> (u16, Value) {
        post(&self.agent, &self.url(path), &body)
    }

    fn capture(&self, body: Value) -> (u16, Value) {
        self.post("/api/camera/capture", body)
    }

    fn total(&self) -> u64 {
        let list: PhotographList = serde_json::from_value(self.json("/api/photographs")).expect("a list");
        list.total
    }

    fn look(&self) -> Viewer {
        Viewer::open(self.address)
    }

    /// Looks on until the returned act is called.
    fn keep_looking(&self) -> impl FnOnce() {
        let mut viewer = self.look();
        viewer.head();
        let (stop, stopped) = std::sync::mpsc::sync_channel::<()>(1);
        let looking = std::thread::spawn(move || {
            while stopped.try_recv() == Err(std::sync::mpsc::TryRecvError::Empty) {
                viewer.frame();
            }
        });
        move || {
            stop.send(()).unwrap();
            looking.join().unwrap();
        }
    }

    fn listen(&self) -> Events {
        let config = ureq::Agent::config_builder().timeout_global(Some(Duration::from_secs(60))).build();
        let answer = config.new_agent().get(self.url("/api/events")).call().unwrap();
        Events(BufReader::new(Box::new(answer.into_body().into_reader())))
    }
}

fn post(agent: &ureq::Agent, url: &str, body: &Value) -> (u16, Value) {
    let mut answer = agent.post(url).send(body.to_string()).expect("an answer");
    let body = answer.body_mut().read_to_vec().expect("a body");
    (answer.status().as_u16(), serde_json::from_slice(&body).expect("JSON"))
}

impl Drop for Station {
    fn drop(&mut self) {
        if let Some(server) = self.server.take() {
            self.runtime.block_on(server.stop());
        }
    }
}

struct Events(BufReader<Box<dyn Read>>);

impl Events {
    fn next(&mut self) -> Value {
        loop {
            let mut line = String::new();
            assert!(self.0.read_line(&mut line).expect("the stream is read") > 0, "the stream ended");
            if let Some(data) = line.strip_prefix("data:") {
                return serde_json::from_str(data.trim()).expect("JSON");
            }
        }
    }

    /// Reads on until an event of this type that fits.
    fn until(&mut self, kind: &str, fits: impl Fn(&Value) -> bool) -> Value {
        let start = Instant::now();
        loop {
            let event = self.next();
            if event["type"] == kind && fits(&event) {
                return event;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "waited 20 s for {kind}");
        }
    }

    fn until_state(&mut self, state: &str) -> Value {
        self.until("camera.state", |event| event["camera"]["state"] == state)["camera"].clone()
    }
}

/// Somebody who looks at the live picture.
struct Viewer(BufReader<TcpStream>);

impl Viewer {
    fn open(address: SocketAddr) -> Viewer {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        // HTTP/1.0 has no chunks, so that the body is as it was written.
        stream.write_all(b"GET /api/camera/preview HTTP/1.0\r\nhost: localhost\r\n\r\n").unwrap();
        Viewer(BufReader::new(stream))
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.0.read_line(&mut line).expect("the stream is read");
        line.trim_end().to_owned()
    }

    /// The headers of the answer.
    fn head(&mut self) -> String {
        let mut head = String::new();
        loop {
            match self.line() {
                line if line.is_empty() => return head.to_lowercase(),
                line => head += &(line + "\n"),
            }
        }
    }

    /// The next frame.
    fn frame(&mut self) -> Vec<u8> {
        let mut length = None;
        loop {
            let line = self.line();
            if let Some(bytes) = line.strip_prefix("Content-Length: ") {
                length = bytes.parse().ok();
            }
            if let (true, Some(length)) = (line.is_empty(), length) {
                let mut frame = vec![0; length];
                self.0.read_exact(&mut frame).expect("a whole frame");
                return frame;
            }
        }
    }
}

fn folder(files: &[(&str, Vec<u8>)]) -> TempDir {
    let folder = tempdir().unwrap();
    for (name, bytes) in files {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn example(name: &str) -> Vec<u8> {
    std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)).unwrap()
}

#[test]
fn the_live_picture_is_what_the_camera_gave_byte_for_byte() {
    let _turn = beside_others();
    let frames: Vec<Vec<u8>> = (1..4).map(eye_jpeg).collect();
    let eyes =
        folder(&[("a.jpg", frames[0].clone()), ("b.jpg", frames[1].clone()), ("c.jpg", frames[2].clone())]);
    let station = Station::replaying(eyes.path());
    eventually("the camera to be seen", || (station.camera()["state"] == "ready").then_some(()));
    let mut viewer = station.look();
    let head = viewer.head();
    assert!(head.starts_with("http/1.0 200") || head.starts_with("http/1.1 200"), "{head}");
    assert!(head.contains("content-type: multipart/x-mixed-replace; boundary="), "{head}");
    assert!(head.contains("cache-control: no-store") && head.contains("content-security-policy"), "{head}");
    let start = Instant::now();
    let mut seen = Vec::new();
    for _ in 0..25 {
        let frame = viewer.frame();
        let at = frames.iter().position(|one| *one == frame).expect("a frame of the camera, byte for byte");
        seen.push(at);
    }
    println!("25 frames in {:?}", start.elapsed());
    assert!((0..3).all(|at| seen.contains(&at)), "{seen:?}");
    let camera = station.camera();
    assert_eq!((&camera["state"], &camera["mode"]["width"]), (&"live".into(), &640.into()), "{camera}");
    // When nobody looks any more the camera is let go.
    drop(viewer);
    eventually("the camera to be free", || (station.camera()["state"] == "ready").then_some(()));
}

#[test]
fn frames_that_are_no_jpeg_are_encoded() {
    let _turn = beside_others();
    let mut png = std::io::Cursor::new(Vec::new());
    eye(320, 240, 1).write_to(&mut png, image::ImageFormat::Png).unwrap();
    let eyes = folder(&[("a.png", png.into_inner())]);
    let station = Station::replaying(eyes.path());
    let mut viewer = station.look();
    viewer.head();
    let frame = image::load_from_memory(&viewer.frame()).expect("a picture");
    assert_eq!((frame.width(), frame.height()), (320, 240));
}

#[test]
fn a_viewer_that_takes_nothing_is_dropped_and_holds_up_nobody() {
    let _turn = alone();
    let eyes = folder(&[("a.jpg", jpeg(&eye(1280, 960, 1))), ("b.jpg", jpeg(&eye(1280, 960, 2)))]);
    let station = Station::replaying(eyes.path());
    let mut slow = station.look();
    slow.head();
    let mut viewer = station.look();
    viewer.head();
    viewer.frame();
    let (start, mut frames) = (Instant::now(), 0u32);
    while start.elapsed() < Duration::from_secs(8) {
        viewer.frame();
        frames += 1;
    }
    let rate = f64::from(frames) / start.elapsed().as_secs_f64();
    println!("{rate:.1} frames a second beside a viewer that takes none");
    // 25 where the processor keeps up.
    assert!(rate > 12.0, "{rate}");
    // What had been sent to the slow one can still be read; then it ends, far short of what the other got.
    let mut rest = Vec::new();
    slow.0.read_to_end(&mut rest).expect("it ends");
    let frame = jpeg(&eye(1280, 960, 1)).len();
    assert!(rest.len() < 12_000_000 && rest.len() / frame < frames as usize / 2, "{} bytes", rest.len());
}

#[test]
fn more_viewers_than_there_are_places_are_told_so() {
    let _turn = beside_others();
    let eyes = folder(&[("a.jpg", eye_jpeg(1))]);
    let station = Station::replaying(eyes.path());
    let mut viewers: Vec<Viewer> = (0..8).map(|_| station.look()).collect();
    for viewer in &mut viewers {
        viewer.head();
        viewer.frame();
    }
    let (status, body) = station.get("/api/camera/preview");
    let fault: Value = serde_json::from_slice(&body).unwrap();
    assert_eq!((status, &fault["code"]), (503, &"busy".into()));
    // The places of those who go are free again, although the camera gives nothing to send them.
    drop(viewers);
    eventually("a place", || {
        let mut viewer = station.look();
        viewer.head().contains(" 200 ").then_some(())
    });
}

#[test]
fn guidance_comes_several_times_a_second_while_somebody_looks() {
    let _turn = alone();
    let eyes = folder(&[("a.jpg", example("healthy-od.jpg"))]);
    let station = Station::replaying(eyes.path());
    let mut events = station.listen();
    let stop_looking = station.keep_looking();
    let first = events.until("camera.guidance", |_| true)["guidance"].clone();
    let field = &first["field"];
    assert!(field["r"].as_f64() > Some(100.0) && first["off"].as_array().is_some_and(|o| o.len() == 2));
    let (start, mut looks, mut took) = (Instant::now(), 0, 0);
    while start.elapsed() < Duration::from_secs(4) {
        let look = events.until("camera.guidance", |_| true);
        looks += 1;
        took += look["guidance"]["took_ms"].as_u64().expect("milliseconds");
    }
    let seconds = start.elapsed().as_secs_f64();
    let (rate, share) = (f64::from(looks) / seconds, took as f64 / 1000.0 / seconds);
    println!("{rate:.1} looks a second, {:.0} ms each", 1000.0 * share / rate);
    // Where the processor does not keep up, one look follows the other.
    assert!(rate >= 5.0 || share > 0.6, "{rate} a second, looking {share} of the time");
    events.until("camera.guidance", |event| event["guidance"]["hint"] == "ready");
    stop_looking();
}

#[test]
fn a_capture_is_judged_saved_and_filed_under_its_eye() {
    let _turn = alone();
    let (sharp, blurred) = (example("healthy-od.jpg"), {
        let picture = image::load_from_memory(&example("healthy-od.jpg")).unwrap().into_rgb8();
        jpeg(&image::imageops::blur(&picture, 4.0))
    });
    let eyes = folder(&[("a.jpg", blurred.clone()), ("b.jpg", sharp.clone()), ("c.jpg", blurred)]);
    let station = Station::replaying(eyes.path());
    let mut events = station.listen();
    let _viewer = station.look();
    events.until_state("live");
    let (status, answer) = station.capture(json!({ "eye": "OS" }));
    assert_eq!(status, 201, "{answer}");
    let photograph = &answer["photograph"];
    assert_eq!((&photograph["origin"], &photograph["laterality"]), (&"camera".into(), &"OS".into()));
    assert_eq!(answer["next"], "go_on", "{answer}");
    assert!(answer["verdict_ms"].as_u64() <= answer["saved_ms"].as_u64());
    println!("verdict after {} ms, on the disk after {} ms", answer["verdict_ms"], answer["saved_ms"]);
    let id = photograph["id"].as_str().unwrap();
    assert_eq!(station.get(&format!("/api/photographs/{id}/image")).1, sharp, "the sharpest, byte for byte");
    let judged = events.until("camera.judged", |_| true);
    assert_eq!(judged["judged"]["quality"], photograph["quality"]);
    assert_eq!(events.until("photograph.saved", |_| true)["photograph"]["laterality"], "OS");
    assert_eq!(events.until("camera.taken", |_| true)["capture"], answer);
    // The reading says OD; the person who took it said OS.
    events.until("reading.finished", |event| event["photograph"]["id"] == id);
    assert_eq!(station.json(&format!("/api/photographs/{id}"))["laterality"], "OS");
}

#[test]
fn a_foot_switch_releases_the_shutter() {
    let _turn = beside_others();
    let place = folder(&[("a.jpg", eye_jpeg(1))]);
    // A pipe stands in for the device node: it carries the kernel's events as a node of /dev/input does.
    let pipes = tempdir().unwrap();
    let node = pipes.path().join("switch");
    assert!(std::process::Command::new("mkfifo").arg(&node).status().unwrap().success());
    let choice = Choice {
        camera: Some(format!("replay:{}", place.path().display())),
        data: None,
        switch: Some(node.clone()),
    };
    let station = Station::with_choice(Some(choice), 0);
    let mut events = station.listen();
    let stop_looking = station.keep_looking();
    events.until_state("live");
    // Both ways, so that it opens at once and the station never sees its end.
    let mut switch = std::fs::OpenOptions::new().read(true).write(true).open(&node).unwrap();
    let event = |kind: u16, code: u16, value: i32| {
        let mut bytes = vec![0; 16];
        bytes.extend(kind.to_ne_bytes().into_iter().chain(code.to_ne_bytes()).chain(value.to_ne_bytes()));
        bytes
    };
    // A key that comes up, and a movement: neither is a press.
    switch.write_all(&[event(1, 48, 0), event(2, 0, 1), event(0, 0, 0)].concat()).unwrap();
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(station.total(), 0);
    switch.write_all(&[event(1, 48, 1), event(0, 0, 0), event(1, 48, 0), event(0, 0, 0)].concat()).unwrap();
    let taken = events.until("camera.taken", |_| true)["capture"].clone();
    assert_eq!(taken["trigger"], "switch", "{taken}");
    assert_eq!(station.total(), 1);
    stop_looking();
}

#[test]
fn pressed_twice_it_is_taken_once_and_the_same_key_is_the_same_photograph() {
    let _turn = beside_others();
    let small = |n| (format!("{n:03}.jpg"), jpeg(&eye(160, 120, n)));
    let files: Vec<(String, Vec<u8>)> = (0..250).map(small).collect();
    let files: Vec<(&str, Vec<u8>)> = files.iter().map(|(n, b)| (n.as_str(), b.clone())).collect();
    let eyes = folder(&files);
    let station = Station::replaying(eyes.path());
    let mut viewer = station.look();
    viewer.head();
    viewer.frame();
    let press = |key: &'static str| {
        let (agent, url) = (station.agent.clone(), station.url("/api/camera/capture"));
        std::thread::spawn(move || post(&agent, &url, &json!({ "key": key })))
    };
    let (first, second) = (press("first"), press("second"));
    let (first, second) = (first.join().unwrap(), second.join().unwrap());
    assert_eq!((first.0, second.0), (201, 201), "{} {}", first.1, second.1);
    assert_eq!(first.1["photograph"]["id"], second.1["photograph"]["id"]);
    assert_eq!(station.total(), 1);
    std::thread::sleep(Duration::from_millis(800));
    let (_, third) = station.capture(json!({ "key": "third" }));
    assert_ne!(third["photograph"]["id"], first.1["photograph"]["id"]);
    std::thread::sleep(Duration::from_millis(800));
    let (_, again) = station.capture(json!({ "key": "third" }));
    assert_eq!(again, third, "an answer that was lost on its way is given again");
    assert_eq!(station.total(), 2);
}

#[test]
fn a_full_disk_refuses_the_capture_and_says_so() {
    let _turn = beside_others();
    let eyes = folder(&[("a.jpg", eye_jpeg(1))]);
    let station = Station::with(Some(&format!("replay:{}", eyes.path().display())), u64::MAX / 2);
    let mut events = station.listen();
    let (status, fault) = station.capture(json!({}));
    assert_eq!((status, &fault["code"]), (507, &"disk_full".into()), "{fault}");
    assert_eq!(events.until("camera.refused", |_| true)["fault"], fault);
    assert_eq!(station.total(), 0);
    assert!(station.camera()["eyes"].as_array().unwrap().iter().all(|eye| eye["photographs"] == 0));
}

#[test]
fn unplugged_it_is_said_at_once_and_the_picture_returns_by_itself() {
    let _turn = alone();
    let place = tempdir().unwrap();
    let (here, away) = (place.path().join("camera"), place.path().join("away"));
    std::fs::create_dir(&here).unwrap();
    for n in 0..5 {
        std::fs::write(here.join(format!("{n}.jpg")), eye_jpeg(n)).unwrap();
    }
    let station = Station::replaying(&here);
    let mut events = station.listen();
    let mut viewer = station.look();
    viewer.head();
    events.until_state("live");
    for round in 0..3 {
        let start = Instant::now();
        std::fs::rename(&here, &away).unwrap();
        let camera = events.until_state("unplugged");
        let told = start.elapsed();
        assert!(told < Duration::from_secs(1), "{told:?}");
        assert_eq!(camera["fault"]["code"], "camera_unplugged");
        assert!(camera["fault"]["remedy"].as_str().is_some_and(|r| r.contains("Plug it in again")));
        let (status, fault) = station.capture(json!({}));
        assert_eq!((status, &fault["code"]), (503, &"camera_unplugged".into()));
        // It stays said, however often it is looked for.
        std::thread::sleep(Duration::from_millis(600));
        assert_eq!(station.camera()["state"], "unplugged");
        let start = Instant::now();
        std::fs::rename(&away, &here).unwrap();
        events.until_state("live");
        assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
        println!("round {round}: told after {told:?}, back after {:?}", start.elapsed());
        // The same connection goes on.
        viewer.frame();
        viewer.frame();
    }
    assert_eq!(station.capture(json!({})).0, 201);
}

#[test]
fn an_eye_that_holds_still_is_taken_by_itself_once_and_only_when_that_is_asked() {
    let _turn = beside_others();
    let eyes = folder(&[("a.jpg", example("healthy-od.jpg"))]);
    let station = Station::replaying(eyes.path());
    let mut events = station.listen();
    let stop_looking = station.keep_looking();
    events.until("camera.guidance", |event| event["guidance"]["hint"] == "ready");
    std::thread::sleep(Duration::from_millis(500));
    assert_eq!(station.total(), 0, "off by default");
    let (status, camera) = station.post("/api/camera/settings", json!({ "automatic": true, "eye": "OD" }));
    assert_eq!((status, &camera["automatic"], &camera["eye"]), (200, &true.into(), &"OD".into()));
    let taken = events.until("camera.taken", |_| true)["capture"].clone();
    assert_eq!((&taken["trigger"], &taken["tries"]["eye"]), (&"automatic".into(), &"OD".into()));
    std::thread::sleep(Duration::from_secs(3));
    assert_eq!(station.camera()["eyes"][0]["photographs"], 1, "the same view is not taken again");
    // Nobody looks: nothing is taken by itself any more.
    stop_looking();
    eventually("the automatic to end", || (station.camera()["automatic"] == false).then_some(()));
}

#[test]
fn retakes_are_counted_for_each_eye_and_end_in_other_advice() {
    let _turn = beside_others();
    let black = jpeg(&image::RgbImage::from_pixel(640, 480, image::Rgb([3, 3, 3])));
    let eyes = folder(&[("a.jpg", black)]);
    let station = Station::replaying(eyes.path());
    let _viewer = station.look();
    let mut steps = Vec::new();
    for _ in 0..4 {
        let (_, answer) = station.capture(json!({ "eye": "OD" }));
        steps.push((
            answer["tries"]["retakes"].as_u64().unwrap(),
            answer["next"].as_str().unwrap().to_owned(),
        ));
        std::thread::sleep(Duration::from_millis(750));
    }
    let steps: Vec<(u64, &str)> = steps.iter().map(|(n, next)| (*n, next.as_str())).collect();
    assert_eq!(steps, [(0, "retake"), (1, "retake"), (2, "retake"), (3, "dilate_or_refer")]);
    let (_, answer) = station.capture(json!({ "eye": "OS" }));
    assert_eq!((&answer["tries"]["retakes"], &answer["next"]), (&0.into(), &"retake".into()));
    let (_, camera) = station.post("/api/camera/settings", json!({ "next_person": true }));
    assert!(camera["eyes"].as_array().unwrap().iter().all(|eye| eye["photographs"] == 0), "{camera}");
}

#[test]
fn a_station_without_a_camera_says_so_and_others_may_not_release_the_shutter() {
    let _turn = beside_others();
    let station = Station::with(None, 0);
    assert_eq!(station.camera()["state"], "off");
    let (status, fault) = station.capture(json!({}));
    assert_eq!((status, &fault["code"]), (503, &"camera_missing".into()));
    assert_eq!(station.get("/api/camera/preview").0, 503);
    for body in [json!({ "eye": "both" }), json!({ "key": "" }), json!({ "flash": 3 }), json!([1])] {
        assert_eq!(station.capture(body.clone()).0, 400, "{body}");
    }
    let missing = Station::with(Some("usb-0000-0000-none"), 0);
    eventually("the camera's absence to be told", || {
        let camera = missing.camera();
        (camera["state"] == "absent" && camera["fault"]["code"] == "camera_missing").then_some(())
    });
    let eyes = folder(&[("a.jpg", eye_jpeg(1))]);
    let station = Station::replaying(eyes.path());
    for path in ["/api/camera/capture", "/api/camera/settings"] {
        let request = station.agent.post(station.url(path)).header("origin", "http://other.example");
        assert_eq!(request.send("{}").unwrap().status().as_u16(), 403);
    }
    assert_eq!(station.total(), 0);
}

#[test]
fn it_stops_in_time_with_somebody_looking() {
    let _turn = beside_others();
    let eyes = folder(&[("a.jpg", eye_jpeg(1))]);
    let station = Station::replaying(eyes.path());
    let mut viewer = station.look();
    viewer.head();
    viewer.frame();
    let start = Instant::now();
    drop(station);
    assert!(start.elapsed() < Duration::from_secs(4), "{:?}", start.elapsed());
}
