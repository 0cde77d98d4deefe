//! From the sharpest frame to a photograph on the disk: the same way in as for every other photograph, then the count
//! and what to do next.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::captures::Job;
use super::service::Camera;
use super::types::*;
use crate::camera::Burst;
use crate::fault::{Fault, FaultCode};
use crate::fundus;
use crate::record::Who;
use crate::terms::Laterality;
use crate::web::events::Event;
use crate::web::ingest::Incoming;
use crate::web::state::App;
use crate::web::types::Origin;

/// How often the camera's thread is looked after.
const ROUND: Duration = Duration::from_secs(1);

/// A burst that is to be kept.
pub struct Taken {
    pub burst: Burst,
    pub job: Job,
}

/// Runs until the camera's thread has ended.
pub fn run(app: &App, taken: &Receiver<Taken>) {
    loop {
        match taken.recv_timeout(ROUND) {
            Ok(taken) => {
                let Taken { burst, job } = taken;
                let kept = catch_unwind(AssertUnwindSafe(|| keep(app, burst, &job)));
                match kept.unwrap_or_else(|_| Err(defect())) {
                    Ok(captured) => {
                        app.bus.tell(Event::CameraTaken { capture: Box::new(captured.clone()) });
                        job.answer(Ok(captured));
                    }
                    Err(fault) => refuse(&app.camera, job, fault),
                }
            }
            Err(RecvTimeoutError::Timeout) => app.camera.watch_over(),
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// No photograph came of it.
pub fn refuse(camera: &Camera, job: Job, fault: Fault) {
    tracing::warn!(trigger = ?job.trigger, code = ?fault.code, "no photograph: {}", fault.message);
    camera.tell(Event::CameraRefused { trigger: job.trigger, fault: fault.clone() });
    job.answer(Err(fault));
}

fn keep(app: &App, burst: Burst, job: &Job) -> Result<Captured, Fault> {
    let Burst { kept, whole, spoilt } = burst;
    let verdict_ms = Cell::new(None);
    let (eye, trigger) = (job.eye, job.trigger);
    // The drawn eyes come round again and again: each press of the shutter is a photograph of its own.
    let drawn = app.practice.then(|| commented(&kept.bytes, &crate::record::new_id()));
    let bytes = drawn.as_deref().unwrap_or(&kept.bytes);
    // Its burst proved and decoded it: neither is done again before the verdict.
    let decoded = fundus::Photograph::decoded(bytes, kept.rgb);
    let incoming = Incoming {
        bytes,
        file: &name(eye, kept.ending),
        origin: Origin::Camera,
        eye,
        encounter: job.encounter.as_deref(),
        who: job.by.as_ref().map_or(Who::STATION, |(actor, source)| Who { actor, source }),
        judged: &|quality| {
            verdict_ms.set(Some(ms(job.pressed)));
            let judged = Judged { quality: quality.clone(), eye, trigger };
            app.bus.tell(Event::CameraJudged { judged: Box::new(judged) });
        },
    };
    let (photograph, is_new) = app.ingest.take_incoming(&incoming, decoded)?;
    if let Some(encounter_id) = photograph.encounter_id.clone() {
        app.bus.tell(Event::EncounterChanged { encounter_id });
    }
    let saved_ms = ms(job.pressed);
    let (tries, next) = app.camera.count(eye, &photograph.quality);
    Ok(Captured {
        photograph,
        is_new,
        trigger,
        tries,
        next,
        frames: whole as u32,
        spoilt: spoilt as u32,
        verdict_ms: verdict_ms.get().unwrap_or(saved_ms),
        saved_ms,
    })
}

/// A JPEG with a comment after its first marker (ITU-T T.81, B.2.4.5); anything else as it is.
fn commented(bytes: &[u8], words: &str) -> Vec<u8> {
    let (Some(rest), Ok(length)) = (bytes.strip_prefix(&[0xff, 0xd8]), u16::try_from(words.len() + 2)) else {
        return bytes.to_vec();
    };
    [&[0xff, 0xd8, 0xff, 0xfe][..], &length.to_be_bytes(), words.as_bytes(), rest].concat()
}

fn ms(since: Instant) -> u32 {
    u32::try_from(since.elapsed().as_millis()).unwrap_or(u32::MAX)
}

/// `OD 2026-11-22 14-02-33.512.jpg`: UTC, as all times of the record.
fn name(eye: Laterality, ending: &str) -> String {
    let eye = if eye == Laterality::Unknown { "eye" } else { eye.word() };
    let now = Timestamp::now().strftime("%Y-%m-%d %H-%M-%S%.3f");
    format!("{eye} {now}.{ending}")
}

fn defect() -> Fault {
    Fault {
        code: FaultCode::Internal,
        message: "the station failed at this photograph".into(),
        remedy: "Take it again. If it happens again, report it with the server's log.".into(),
    }
}
