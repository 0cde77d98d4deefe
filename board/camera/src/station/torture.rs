//! At length: every fault at random, plugs by the hundred, an hour of preview, and what the station has grown by.

use std::time::{Duration, Instant};

use crate::Setup;
use crate::checks::{PATIENCE, SMALL, unplug_and_plug};
use crate::faults::{DAMAGES, recovered, whole_or};
use crate::report::Report;
use crate::serve::{Serve, pause};
use crate::usb::Usb;
use crate::watch::{Listener, Viewer};

/// Kilobytes by which the station may be larger at the end of a part than a minute into it.
const GROWTH: u64 = 16 * 1024;
/// Before sizes are compared: what is made once is made by then.
const SETTLED: Duration = Duration::from_secs(20);
/// After so many rounds the memory that they need is had.
const WARM: u32 = 20;
/// What a press of the shutter may be answered with while the camera misbehaves.
const CODES: [&str; 3] = ["camera_silent", "camera_unplugged", "camera_missing"];

pub fn run(setup: &Setup) -> Result<bool, String> {
    let mut report = Report::new();
    println!("seed {}", setup.seed);
    let mut random = fastrand::Rng::with_seed(setup.seed);
    let mut serve = Serve::start(setup, &["--camera", "auto"])?;
    let ears = Listener::listen(&serve.site)?;
    let viewer = Viewer::look(&serve.site, &setup.bytes)?;
    let mut usb = Usb::plug(0, "SN0001", &setup.photographs[SMALL..])?;
    serve.until(PATIENCE, "the picture", |s| s.is("live"))?;
    recovered(&viewer)?;

    report.stage("every fault at random");
    pause(SETTLED);
    let mut size = size(&serve);
    let mut done = Ok(format!("{} faults, seed {}", setup.faults, setup.seed));
    for round in 1..=setup.faults {
        if round == WARM {
            size = self::size(&serve);
        }
        if let Err(error) = misfortune(&mut random, &serve, &viewer, &mut usb) {
            done = Err(format!("round {round}: {error}; {}", serve.camera()));
            break;
        }
    }
    report.check("whole photographs or none, and the picture back each time", done);
    grown(&mut report, &serve, size);
    report
        .check("every photograph of the record is the camera's", serve.kept().map(|n| format!("{n} files")));

    report.stage("plugged in and out");
    let mut size = self::size(&serve);
    let mut done = Ok(format!("{} plugs", setup.plugs));
    for round in 1..=setup.plugs {
        if round == WARM {
            size = self::size(&serve);
        }
        let how = if random.bool() { "unplug" } else { "unplug-midframe" };
        if let Err(error) = unplug_and_plug(&mut report, &viewer, &ears, &mut usb, how) {
            done = Err(format!("round {round}: {error}"));
            break;
        }
        // Sometimes at once, sometimes when all has settled.
        pause(Duration::from_millis(random.u64(0..600)));
    }
    report.check("told each time, and back each time", done);
    grown(&mut report, &serve, size);

    report.stage("a long look");
    let size = self::size(&serve);
    let (start, before) = (Instant::now(), viewer.frames());
    let mut silent = 0;
    while start.elapsed() < Duration::from_secs(setup.seconds.into()) {
        pause(Duration::from_secs(1));
        let late = viewer.next(Instant::now(), Duration::from_secs(1)).is_none();
        silent += u32::from(late);
    }
    let seen = viewer.frames();
    let (frames, strange) = (seen.known - before.known, seen.strange - before.strange);
    let rate = frames as f64 / start.elapsed().as_secs_f64();
    let told =
        format!("{frames} frames in {} s, {rate:.1} a second, {silent} seconds without", setup.seconds);
    let well = strange == 0 && u64::from(silent) * 50 <= u64::from(setup.seconds);
    report.check("frames come all the time, each the camera's", if well { Ok(told) } else { Err(told) });
    grown(&mut report, &serve, size);
    report.check("told to end, it ends", serve.stop().map(|time| format!("{} ms", time.as_millis())));
    Ok(report.end())
}

/// One fault of any kind, half of the time while a photograph is taken.
fn misfortune(
    random: &mut fastrand::Rng,
    serve: &Serve,
    viewer: &Viewer,
    usb: &mut Usb,
) -> Result<(), String> {
    let order = match random.u32(0..10) {
        at @ 0..6 => format!("{} {}", DAMAGES[at as usize].0, random.u32(1..120)),
        6 => format!("stall {}", random.u32(100..5000)),
        7 => format!("slow {}", random.u32(1..8)),
        8 => "unplug".into(),
        _ => "unplug-midframe".into(),
    };
    usb.order(&format!("show {}", random.u32(0..2)));
    let told = if random.bool() {
        std::thread::scope(|scope| {
            let pressing = scope.spawn(|| whole_or(serve, &CODES));
            pause(Duration::from_millis(random.u64(600..1500)));
            usb.order(&order);
            pressing.join().unwrap_or_else(|_| Err("the press was lost".into()))
        })
    } else {
        usb.order(&order);
        pause(Duration::from_millis(random.u64(0..1500)));
        Ok(String::new())
    };
    usb.order("clear");
    usb.order("slow 30");
    if order.starts_with("unplug") {
        pause(Duration::from_millis(random.u64(100..800)));
        usb.order("plug");
    }
    told.map_err(|error| format!("{order}: {error}"))?;
    recovered(viewer).map_err(|error| format!("{order}: {error}"))
}

fn size(serve: &Serve) -> (usize, u64) {
    (serve.descriptors(), serve.memory())
}

fn grown(report: &mut Report, serve: &Serve, before: (usize, u64)) {
    pause(Duration::from_secs(2));
    let now = size(serve);
    let told = format!("descriptors {} to {}, memory {} to {} kB", before.0, now.0, before.1, now.1);
    let well = now.0 <= before.0 && now.1 < before.1 + GROWTH;
    report.check("nothing is left behind", if well { Ok(told) } else { Err(told) });
}
