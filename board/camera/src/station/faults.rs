//! Everything that can befall a camera, while somebody looks and while a photograph is taken: no damage becomes a
//! photograph, no wait is without end, and the picture comes back by itself.

use std::time::{Duration, Instant};

use crate::checks::{PATIENCE, unplug_and_plug};
use crate::report::Report;
use crate::serve::{Pressed, Serve, pause};
use crate::usb::Usb;
use crate::watch::{Listener, Viewer};

/// What is done to frames, and whether it shows without decoding them.
pub const DAMAGES: [(&str, bool); 6] = [
    ("truncate", true),
    ("gap", false),
    ("corrupt", false),
    ("wrong-size", true),
    ("empty", true),
    ("error", true),
];
/// No press of the shutter may take longer, whatever befalls the camera: the station gives up after 20 s.
const ANSWERED: Duration = Duration::from_secs(25);

pub fn previewing(
    report: &mut Report,
    serve: &Serve,
    viewer: &Viewer,
    ears: &Listener,
    usb: &mut Usb,
) -> Result<(), String> {
    report.stage("faults while somebody looks");
    // What the plug itself told is heard before.
    pause(Duration::from_millis(500));
    for (damage, shows) in DAMAGES {
        report.check(&format!("{damage}, four frames: the picture goes on"), {
            let (since, before) = (Instant::now(), viewer.frames().strange);
            usb.order(&format!("{damage} 4"));
            let goes_on = viewer.more(12, PATIENCE);
            let strange = viewer.frames().strange - before;
            let states = ears.changes(since);
            let told = format!("{strange} of the four were shown");
            match goes_on && states.is_empty() && (strange == 0 || !shows) && strange <= 4 {
                true => Ok(told),
                false => Err(format!("{told}; {states:?}")),
            }
        });
    }
    report.check("two frames a second are shown as they come", {
        usb.order("slow 2");
        let start = Instant::now();
        let came = viewer.more(5, PATIENCE);
        usb.order("slow 30");
        if came && ears.changes(start).is_empty() { Ok(String::new()) } else { Err("it stopped".into()) }
    });
    let since = Instant::now();
    usb.order("stall 5000");
    report.check("a stall is told", {
        match ears.state("stalled", since, PATIENCE) {
            Some((after, event)) if event["camera"]["fault"]["code"] == "camera_silent" => {
                Ok(format!("{:.1} s", after.as_secs_f32()))
            }
            Some((_, event)) => Err(event["camera"]["fault"].to_string()),
            None => Err("it was not told".into()),
        }
    });
    report.check("and the picture comes back by itself", {
        let back = viewer.next(Instant::now(), PATIENCE);
        back.map(|after| format!("{:.1} s", after.as_secs_f32())).ok_or(serve.camera().to_string())
    });
    let done = unplug_and_plug(report, viewer, ears, usb, "unplug-midframe");
    report.check("unplugged in mid-frame it says so, plugged in it is back", done.map(|()| String::new()));
    Ok(())
}

pub fn capturing(report: &mut Report, serve: &Serve, viewer: &Viewer, usb: &mut Usb) -> Result<(), String> {
    report.stage("faults while a photograph is taken");
    for (damage, _) in DAMAGES {
        usb.order(&format!("{damage} 2"));
        report.check(&format!("{damage}, two frames: the photograph is whole"), whole(serve));
    }
    // One that its structure betrays, and one that only decoding does.
    for damage in ["truncate", "gap"] {
        usb.order(&format!("{damage} 1000"));
        report.check(&format!("{damage}, all frames: none is taken"), refused(serve, "camera_silent"));
        usb.order("clear");
        recovered(viewer)?;
    }
    usb.order("stall 4000");
    report.check("a stall: a whole photograph or none, in time", whole_or(serve, &["camera_silent"]));
    recovered(viewer)?;
    usb.order("slow 3");
    report.check("three frames a second are waited for", whole(serve));
    usb.order("slow 30");
    for round in 1..=3 {
        let order = if round % 2 == 0 { "unplug" } else { "unplug-midframe" };
        let done = std::thread::scope(|scope| {
            let pressing = scope.spawn(|| whole_or(serve, &["camera_unplugged", "camera_missing"]));
            pause(Duration::from_millis(60 * round));
            usb.order(order);
            pressing.join().unwrap_or_else(|_| Err("the press was lost".into()))
        });
        report.check(&format!("unplugged meanwhile ({round}): a whole photograph or none"), done);
        pause(Duration::from_millis(300));
        usb.order("plug");
        recovered(viewer)?;
    }
    report.check("afterwards photographs are taken as before", whole(serve));
    report.check("and no other was saved", serve.kept().map(|kept| format!("{kept} photographs")));
    Ok(())
}

/// A press of the shutter, bounded in time.
fn press(serve: &Serve) -> Result<Pressed, String> {
    // A press within 0.7 s of another is the same press.
    pause(Duration::from_millis(750));
    let start = Instant::now();
    let pressed = serve.press()?;
    match start.elapsed() > ANSWERED {
        true => Err(format!("answered after {:.1} s", start.elapsed().as_secs_f32())),
        false => Ok(pressed),
    }
}

fn whole(serve: &Serve) -> Result<String, String> {
    match press(serve)? {
        Pressed::Whole(_, answer) => Ok(format!("saved after {} ms", answer["saved_ms"])),
        Pressed::Refused(code) => Err(code),
    }
}

/// Either a whole photograph or a refusal of one of these codes.
pub fn whole_or(serve: &Serve, codes: &[&str]) -> Result<String, String> {
    match press(serve)? {
        Pressed::Whole(..) => Ok("whole".into()),
        Pressed::Refused(code) if codes.contains(&code.as_str()) => Ok(code),
        Pressed::Refused(code) => Err(code),
    }
}

fn refused(serve: &Serve, code: &str) -> Result<String, String> {
    match press(serve)? {
        Pressed::Whole(..) => Err("a photograph was taken".into()),
        Pressed::Refused(told) if told == code => Ok(told),
        Pressed::Refused(told) => Err(told),
    }
}

pub fn recovered(viewer: &Viewer) -> Result<(), String> {
    viewer.next(Instant::now(), PATIENCE).map(|_| ()).ok_or("the picture did not come back".into())
}
