//! The station with real drivers: what it says without a camera, its live picture, its shutter, its buttons, plugs and
//! unplugs, two cameras.

use std::io::Write;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::Setup;
use crate::faults;
use crate::report::Report;
use crate::serve::{Pressed, Serve, pause};
use crate::usb::Usb;
use crate::watch::{Listener, Viewer};

/// What the station promises: word of an unplug, the picture after a plug, and after the first plug of all.
pub const TOLD: f64 = 1.0;
pub const BACK: f64 = 2.0;
pub const FIRST: f64 = 5.0;
/// An emulated machine on a busy one is late now and then; the median keeps the promise, and nothing takes longer.
const LATE: f64 = 5.0;
/// Longer than any of it takes.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// Where the smaller photographs begin.
pub const SMALL: usize = 2;
/// How long a photograph that is new may take to be judged, saved and read by an emulated processor.
const NEW: Duration = Duration::from_secs(90);
/// How often the shutter is pressed for it.
const PRESSES: u32 = 3;
/// So many plugs.
const PLUGS: u32 = 20;
/// Kilobytes by which twenty plugs may leave the station larger: what an allocator keeps, and no more.
const GROWTH: u64 = 8192;

pub fn run(setup: &Setup) -> Result<bool, String> {
    let mut report = Report::new();
    report.stage("the station");
    let switch = foot_switch().unwrap_or_else(|| "/dev/null".into());
    let mut serve = Serve::start(setup, &["--camera", "auto", "--switch", &switch])?;
    let ears = Listener::listen(&serve.site)?;
    report.check("without a camera it says so, and what to do", {
        let told = |s: &Serve| (s.camera()["fault"]["code"] == "camera_missing").then_some(String::new());
        serve.until(PATIENCE, "word of it", told)
    });
    // Models that load meanwhile would have the one processor to themselves.
    let ready = |s: &Serve| (s.site.json("/api/status").ok()?["models"]["state"] == "ready").then_some(());
    serve.until(NEW, "the models", ready)?;
    let viewer = Viewer::look(&serve.site, &setup.bytes)?;
    let (large, small) = setup.photographs.split_at(2);
    let usb = Usb::plug(0, "SN0001", large)?;
    let first = viewer.next(usb.since, PATIENCE);
    report.check(&format!("from the plug to the first picture in less than {FIRST} s"), {
        first.ok_or("no picture came".into()).and_then(|time| within(time, FIRST))
    });
    report.measure("plug to the first picture", first.unwrap_or(PATIENCE));
    report.check("its frames are the camera's, byte for byte", {
        let enough = viewer.more(10, PATIENCE);
        let seen = viewer.frames();
        let told = format!("{} frames, {} others", seen.known, seen.strange);
        if enough && seen.strange == 0 { Ok(told) } else { Err(told) }
    });
    // Smaller ones from here on: an emulated processor decodes nothing else otherwise.
    drop(usb);
    let mut usb = Usb::plug(0, "SN0001", small)?;
    report.check("another camera takes its place", {
        match viewer.shows(SMALL, PATIENCE) {
            true => Ok(format!("{:.1} s", usb.since.elapsed().as_secs_f32())),
            false => Err(serve.camera().to_string()),
        }
    });
    shutter(&mut report, &serve, &viewer, &ears, &mut usb);
    faults::previewing(&mut report, &serve, &viewer, &ears, &mut usb)?;
    faults::capturing(&mut report, &serve, &viewer, &mut usb)?;
    plugs(&mut report, &serve, &viewer, &ears, &mut usb);
    let mut second = two_cameras(&mut report, setup, &mut serve, &viewer, &ears, &mut usb)?;
    second.order("unplug");
    drop(viewer);
    report.check("when nobody looks any more the camera is free again", {
        serve.until(PATIENCE, "the camera to be free", |s| s.is("ready")).map(|()| String::new())
    });
    report.check("every photograph of the record is one of the camera's, whole", {
        serve.kept().map(|kept| format!("{kept} of {}", setup.bytes.len()))
    });
    drop(ears);
    report.check("told to end, it ends", serve.stop().map(|time| format!("{} ms", time.as_millis())));
    Ok(report.end())
}

fn within(time: Duration, limit: f64) -> Result<String, String> {
    let told = format!("{:.2} s", time.as_secs_f64());
    if time.as_secs_f64() <= limit { Ok(told) } else { Err(told) }
}

fn shutter(report: &mut Report, serve: &Serve, viewer: &Viewer, ears: &Listener, usb: &mut Usb) {
    report.check("the shutter at the page takes the camera's photograph, byte for byte", {
        let press = || {
            // Its answer is late where all is emulated; what counts is what is saved.
            let _ = serve.site.post("/api/camera/capture", &json!({}));
        };
        std::thread::scope(|scope| by("page", SMALL, serve, ears, || drop(scope.spawn(press))))
    });
    report.check("and its reading follows by itself", {
        let read = ears.hears("reading.finished", Instant::now() - NEW, NEW, |_| true);
        read.map(|_| String::new()).ok_or("no reading came".into())
    });
    usb.order("show 1");
    let shown = viewer.shows(SMALL + 1, PATIENCE);
    report.check("the camera's own button takes the next", {
        if shown {
            by("button", SMALL + 1, serve, ears, || usb.order("button"))
        } else {
            Err("not shown".into())
        }
    });
    usb.order("show 0");
    viewer.shows(SMALL, PATIENCE);
    match foot_switch() {
        Some(node) => {
            report.check("a foot switch takes one", by("switch", SMALL, serve, ears, || press_key(&node)))
        }
        None => report.check("a foot switch takes one", Err("this machine has no keyboard".into())),
    };
}

/// What an act releases comes as an event, with its trigger, and is the photograph that was shown.
fn by(
    trigger: &str,
    which: usize,
    serve: &Serve,
    ears: &Listener,
    mut act: impl FnMut(),
) -> Result<String, String> {
    // A press within 0.7 s of another is the same press.
    pause(Duration::from_millis(800));
    let since = Instant::now();
    let taken = |event: &Value| event["capture"]["trigger"] == trigger;
    // Who starves a camera of its processor may be refused, and presses again.
    let pressed = (0..PRESSES).find_map(|_| {
        act();
        ears.hears("camera.taken", since, NEW / PRESSES, taken)
    });
    let (_, event) = pressed.ok_or("no photograph came")?;
    let time = |name: &str| event["capture"][name].as_u64().unwrap_or_default();
    match serve.which(&event["capture"]["photograph"])? {
        found if found == which => {
            Ok(format!("verdict {} ms, saved {} ms", time("verdict_ms"), time("saved_ms")))
        }
        found => Err(format!("photograph {found} instead of {which}")),
    }
}

/// The keyboard that every PC has stands in for a foot switch: both are keys to the kernel.
pub fn foot_switch() -> Option<String> {
    let devices = std::fs::read_to_string("/proc/bus/input/devices").ok()?;
    let keyboard = devices.split("\n\n").find(|device| device.contains("kbd"))?;
    let handlers = keyboard.lines().find(|line| line.starts_with("H:"))?;
    let event = handlers.split_whitespace().map(|word| word.trim_start_matches("Handlers="));
    event.filter(|word| word.starts_with("event")).map(|word| format!("/dev/input/{word}")).next()
}

/// Puts Enter down and up, through the kernel's input core: whoever reads the device is told.
fn press_key(node: &str) {
    // struct input_event: two words of time, type, code, value; EV_KEY 1, KEY_ENTER 28, EV_SYN 0.
    let event = |kind: u16, code: u16, value: i32| {
        let mut bytes = [0; 24];
        bytes[16..18].copy_from_slice(&kind.to_ne_bytes());
        bytes[18..20].copy_from_slice(&code.to_ne_bytes());
        bytes[20..24].copy_from_slice(&value.to_ne_bytes());
        bytes
    };
    let presses = [event(1, 28, 1), event(0, 0, 0), event(1, 28, 0), event(0, 0, 0)].concat();
    let written = std::fs::OpenOptions::new().write(true).open(node).and_then(|mut f| f.write_all(&presses));
    if let Err(error) = written {
        println!("{node}: {error}");
    }
}

/// Pulls the plug and puts it back, and keeps both times.
pub fn unplug_and_plug(
    report: &mut Report,
    viewer: &Viewer,
    ears: &Listener,
    usb: &mut Usb,
    how: &str,
) -> Result<(), String> {
    let since = Instant::now();
    usb.order(how);
    let told = ears.state("unplugged", since, PATIENCE);
    let (told, event) =
        told.ok_or_else(|| format!("the unplug was not told, but {:?}", ears.changes(since)))?;
    if event["camera"]["fault"]["code"] != "camera_unplugged" {
        return Err(format!("told as {}", event["camera"]["fault"]));
    }
    report.measure("unplug to word of it", told);
    let since = Instant::now();
    usb.order("plug");
    // Frames from before the unplug may still be on their way: those after word of the return count.
    let (live, _) = ears.state("live", since, PATIENCE).ok_or("its return was not told")?;
    let after = viewer.next(since + live, PATIENCE).ok_or("the picture did not come back")?;
    report.measure("plug to the picture's return", live + after);
    Ok(())
}

fn plugs(report: &mut Report, serve: &Serve, viewer: &Viewer, ears: &Listener, usb: &mut Usb) {
    report.stage("plugged in and out");
    pause(Duration::from_secs(1));
    let (descriptors, memory) = (serve.descriptors(), serve.memory());
    let mut done = Ok(String::new());
    for round in 1..=PLUGS {
        let how = if round % 2 == 0 { "unplug" } else { "unplug-midframe" };
        if let Err(error) = unplug_and_plug(report, viewer, ears, usb, how) {
            done = Err(format!("round {round}: {error}"));
            break;
        }
    }
    report.check(&format!("{PLUGS} times: told each time, and back each time"), done);
    for (name, limit) in [("unplug to word of it", TOLD), ("plug to the picture's return", BACK)] {
        let (median, worst) = report.spread(name).unwrap_or((f64::MAX, f64::MAX));
        let told = format!("median {median:.2} s, longest {worst:.2} s");
        let kept = median <= limit && worst <= LATE * limit;
        report.check(&format!("{name} in less than {limit} s"), if kept { Ok(told) } else { Err(told) });
    }
    pause(Duration::from_secs(1));
    report.check("no file descriptor is left behind", {
        let now = serve.descriptors();
        let told = format!("{descriptors} to {now}");
        if now <= descriptors { Ok(told) } else { Err(told) }
    });
    report.check("and no memory", {
        let now = serve.memory();
        let told = format!("{memory} to {now} kB");
        if now < memory + GROWTH { Ok(told) } else { Err(told) }
    });
}

fn two_cameras(
    report: &mut Report,
    setup: &Setup,
    serve: &mut Serve,
    viewer: &Viewer,
    ears: &Listener,
    usb: &mut Usb,
) -> Result<Usb, String> {
    report.stage("two cameras");
    let turned: Vec<String> = setup.photographs[SMALL..].iter().rev().cloned().collect();
    let mut second = Usb::plug(1, "SN0002", &turned)?;
    report.check("a second one leaves the picture of the first alone", {
        let since = Instant::now();
        let (came, seen) = (viewer.more(10, PATIENCE), viewer.frames());
        match (came, seen.last, ears.changes(since).is_empty()) {
            (true, Some((_, SMALL)), true) => Ok(String::new()),
            other => Err(format!("{other:?}")),
        }
    });
    report.check("photographs are the first one's", {
        serve.press().and_then(|pressed| match pressed {
            Pressed::Whole(SMALL, _) => Ok(String::new()),
            Pressed::Whole(which, _) => Err(format!("photograph {which}")),
            Pressed::Refused(code) => Err(code),
        })
    });
    report.check("the first is pulled out: a station of any camera goes on with the second", {
        usb.order("unplug");
        let last = setup.photographs.len() - 1;
        if viewer.shows(last, PATIENCE) { Ok(String::new()) } else { Err(serve.camera().to_string()) }
    });
    report.check("whose photograph it takes", {
        serve.press().and_then(|pressed| match pressed {
            Pressed::Whole(which, _) if which == setup.photographs.len() - 1 => Ok(String::new()),
            Pressed::Whole(which, _) => Err(format!("photograph {which}")),
            Pressed::Refused(code) => Err(code),
        })
    });
    usb.order("plug");
    second.order("show 0");
    Ok(second)
}
