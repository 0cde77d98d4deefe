//! `camera grab`, `preview` and `record`.

use std::path::PathBuf;
use std::sync::mpsc::sync_channel;
use std::time::{Duration, Instant};

use clap::Args;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{Which, Wished};
use crate::camera::button::{Button, Pressed};
use crate::camera::guide::{Guide, Seen, judge};
use crate::camera::live::{Live, Step};
use crate::camera::{CameraError, PixelFormat, Purpose, Source, burst, file};
use crate::cli::tell;
use crate::fault::{Explain, Fault, FaultCode};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  ocellus camera grab eye.jpg\n  ocellus camera grab --button eye.jpg --json\n  \
                        ocellus camera grab --camera replay:examples eye.jpg"
)]
pub struct GrabArgs {
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    wished: Wished,
    /// Where the photograph goes; its ending becomes .jpg or .png, as the camera gives it
    #[arg(value_name = "FILE", default_value = "photograph.jpg")]
    out: PathBuf,
    /// Replace a photograph of that name
    #[arg(long)]
    replace: bool,
    /// Frames that the sharpest is chosen from
    #[arg(long, value_name = "N", default_value_t = burst::FRAMES as u16, value_parser = clap::value_parser!(u16).range(1..=32))]
    burst: u16,
    /// Wait for the camera's shutter button
    #[arg(long)]
    button: bool,
    /// Wait for a foot switch or key instead: its node, such as /dev/input/by-id/…
    #[arg(long, value_name = "NODE", conflicts_with = "button")]
    switch: Option<PathBuf>,
    /// Seconds to wait for the button or switch
    #[arg(long, value_name = "SECONDS", default_value_t = 60, value_parser = clap::value_parser!(u16).range(1..=3600))]
    wait: u16,
}

#[derive(Args)]
pub struct PreviewArgs {
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    wished: Wished,
    /// How long to watch
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=86_400))]
    seconds: u32,
    /// Go on when the camera is unplugged and plugged in again
    #[arg(long)]
    follow: bool,
    /// Rate alone: do not judge the picture
    #[arg(long)]
    no_guidance: bool,
}

#[derive(Args)]
pub struct RecordArgs {
    #[command(flatten)]
    pub which: Which,
    #[command(flatten)]
    wished: Wished,
    /// Folder for the frames
    #[arg(value_name = "DIR")]
    out: PathBuf,
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=3600))]
    seconds: u32,
    /// End after so many frames
    #[arg(long, value_name = "N")]
    frames: Option<u32>,
}

fn told(error: CameraError) -> Fault {
    error.fault()
}

fn ms(since: Instant) -> u64 {
    since.elapsed().as_millis() as u64
}

pub fn grab(args: &GrabArgs) -> Result<bool, Fault> {
    let there =
        ["jpg", "png"].map(|ending| args.out.with_extension(ending)).into_iter().find(|path| path.exists());
    if let Some(there) = there.filter(|_| !args.replace) {
        return Err(Fault {
            code: FaultCode::OutputFailed,
            message: format!("{} is there already", there.display()),
            remedy: "Name another file, or say --replace.".into(),
        });
    }
    let start = Instant::now();
    let mut source = Source::open(&args.which.choice(), &args.wished.wish(Purpose::Still)).map_err(told)?;
    let open_ms = ms(start);
    // The first frame settles the sensor and proves that there is a picture.
    source.frame().map_err(told)?;
    let first_ms = ms(start);
    wait_for_trigger(args, &mut source)?;
    let shutter = Instant::now();
    let taken = burst::take(&mut source, args.burst.into()).map_err(told)?;
    let stats = source.stats();
    let (id, kept) = (source.id(), taken.kept);
    // The camera is free again while the photograph is judged.
    drop(source);
    let out = args.out.with_extension(kept.ending);
    file::write(&out, &kept.bytes).map_err(told)?;
    let saved_ms = ms(shutter);
    let sha256 = crate::hex::hex(&Sha256::digest(&kept.bytes));
    let bytes = kept.bytes.len();
    let seen = judge(kept.rgb);
    let verdict_ms = ms(shutter);
    if args.which.json {
        tell::json(&json!({
            "file": out, "sha256": sha256, "bytes": bytes, "camera": id, "mode": kept.mode,
            "quality": {
                "verdict": seen.verdict, "score": seen.score, "reasons": seen.reasons, "cause": seen.cause,
                "instruction": seen.instruction,
            },
            "burst": {
                "whole": taken.whole, "spoilt": taken.spoilt, "chosen": kept.chosen,
                "sharpness": kept.look.sharpness, "level": kept.look.level, "burnt": kept.look.burnt,
            },
            "stream": stats,
            "timings_ms": { "open": open_ms, "first_frame": first_ms, "saved": saved_ms, "verdict": verdict_ms },
        }))?;
        return Ok(true);
    }
    tell::line(&format!("{}: {}, {:?}", out.display(), kept.mode, seen.verdict))?;
    if !seen.instruction.is_empty() {
        tell::line(&format!("  {}", seen.instruction))?;
    }
    Ok(true)
}

fn wait_for_trigger(args: &GrabArgs, source: &mut Source) -> Result<(), Fault> {
    let missing = |what: &str| {
        told(CameraError::Control { name: source.name(), control: what.into(), value: "pressed".into() })
    };
    let mut button = match (&args.switch, args.button, &*source) {
        (None, false, _) => return Ok(()),
        (Some(node), _, _) => Button::at(node)
            .map_err(|source| told(CameraError::File { act: "listened to", path: node.clone(), source }))?,
        (None, true, Source::Camera(stream)) => {
            Button::of(stream.found()).ok_or_else(|| missing("shutter button"))?
        }
        (None, true, Source::Replay(_)) => return Err(missing("shutter button")),
    };
    tell::progress("press the shutter …");
    let start = Instant::now();
    loop {
        // The stream goes on meanwhile, so that the burst begins with a fresh frame.
        source.frame().map_err(told)?;
        match button.wait(Duration::ZERO) {
            Pressed::Down => return Ok(()),
            Pressed::Gone => return Err(told(CameraError::Unplugged { name: source.name() })),
            Pressed::No if start.elapsed() > Duration::from_secs(args.wait.into()) => {
                let waited = start.elapsed();
                return Err(told(CameraError::Stalled { name: "the shutter button".into(), waited }));
            }
            Pressed::No => {}
        }
    }
}

pub fn preview(args: &PreviewArgs) -> Result<bool, Fault> {
    let mut live = Live::new(args.which.choice(), args.wished.wish(Purpose::Live));
    let (_keep, stop) = sync_channel(1);
    let start = Instant::now();
    let (mut frames, mut second, mut in_second) = (0u64, start, 0u32);
    let mut guide = match args.no_guidance {
        true => None,
        false => Some(Guide::start().map_err(|e| Fault {
            code: FaultCode::Internal,
            message: format!("guidance cannot start: {e}"),
            remedy: "Try again with --no-guidance.".into(),
        })?),
    };
    let mut lost: Option<Instant> = None;
    let mut last_fault = None;
    while start.elapsed() < Duration::from_secs(args.seconds.into()) {
        match live.step(&stop) {
            Step::Stopped => break,
            Step::Opened => {
                let mode = live.source().map(|s| s.mode());
                say(args, &json!({ "event": "opened", "at_ms": ms(start), "mode": mode }))?;
            }
            Step::Lost(error) if !args.follow => return Err(told(error)),
            Step::Lost(error) => {
                let fault = told(error);
                // The same trouble again is no news.
                if last_fault.as_ref() != Some(&fault.code) {
                    say(args, &json!({ "event": "lost", "at_ms": ms(start), "error": fault }))?;
                }
                last_fault = Some(fault.code);
                lost.get_or_insert_with(Instant::now);
            }
            Step::Frame(frame) => {
                frames += 1;
                in_second += 1;
                if let Some(since) = lost.take() {
                    last_fault = None;
                    say(args, &json!({ "event": "back", "at_ms": ms(start), "after_ms": ms(since) }))?;
                }
                if let Some(guide) = &mut guide {
                    guide.show(&frame);
                    tell_guidance(args, guide, start)?;
                }
            }
        }
        if second.elapsed() >= Duration::from_secs(1) {
            let fps = f64::from(in_second) / second.elapsed().as_secs_f64();
            let torn = live.source().map_or(0, |s| s.stats().torn);
            say(
                args,
                &json!({ "event": "rate", "at_ms": ms(start), "fps": (fps * 10.0).round() / 10.0, "torn": torn }),
            )?;
            (second, in_second) = (Instant::now(), 0);
        }
    }
    let fps = frames as f64 / start.elapsed().as_secs_f64();
    say(
        args,
        &json!({ "event": "end", "frames": frames, "fps": (fps * 10.0).round() / 10.0, "cpu_ms": cpu_ms() }),
    )?;
    Ok(frames > 0)
}

fn tell_guidance(args: &PreviewArgs, guide: &Guide, start: Instant) -> Result<(), Fault> {
    for Seen { number, assessment: seen, took, .. } in guide.seen() {
        say(
            args,
            &json!({
                "event": "guidance", "at_ms": ms(start), "frame": number, "took_ms": took.as_millis() as u64,
                "verdict": seen.verdict, "score": seen.score, "reasons": seen.reasons, "cause": seen.cause,
                "instruction": seen.instruction,
            }),
        )?;
    }
    Ok(())
}

fn say(args: &PreviewArgs, event: &serde_json::Value) -> Result<(), Fault> {
    if args.which.json {
        return tell::json_line(event);
    }
    let parts = event.as_object().into_iter().flatten().filter(|(key, _)| *key != "event");
    let parts: Vec<String> = parts.map(|(key, value)| format!("{key} {value}")).collect();
    tell::line(&format!("{:9} {}", event["event"].as_str().unwrap_or_default(), parts.join("  ")))
}

/// Processor time of this process so far (user and system), in milliseconds; 0 where it is not told.
fn cpu_ms() -> u64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = text.rsplit(')').next().unwrap_or_default();
    let ticks: u64 =
        after_name.split_whitespace().skip(11).take(2).filter_map(|t| t.parse::<u64>().ok()).sum();
    // A tick is a hundredth of a second on every platform that Linux runs on here.
    ticks * 10
}

pub fn record(args: &RecordArgs) -> Result<bool, Fault> {
    std::fs::create_dir_all(&args.out)
        .map_err(|source| told(CameraError::File { act: "written", path: args.out.clone(), source }))?;
    let mut source = Source::open(&args.which.choice(), &args.wished.wish(Purpose::Live)).map_err(told)?;
    let start = Instant::now();
    let most = args.frames.unwrap_or(u32::MAX);
    let (mut written, mut spoilt) = (0u32, 0u32);
    while written < most && start.elapsed() < Duration::from_secs(args.seconds.into()) {
        let frame = source.frame().map_err(told)?;
        // What is kept is proved as a photograph is.
        let Ok((rgb, jpeg)) = burst::develop(&frame) else {
            spoilt += 1;
            continue;
        };
        written += 1;
        let name = args.out.join(format!("frame-{written:06}"));
        let kept = match frame.mode.format {
            PixelFormat::Mjpeg => file::write(&name.with_extension("jpg"), &jpeg),
            _ => burst::png(&rgb).and_then(|bytes| file::write(&name.with_extension("png"), &bytes)),
        };
        kept.map_err(told)?;
    }
    let answer = json!({
        "folder": args.out, "frames": written, "spoilt": spoilt, "mode": source.mode(), "stream": source.stats(),
    });
    match args.which.json {
        true => tell::json(&answer)?,
        false => tell::line(&format!("{written} frames in {}", args.out.display()))?,
    }
    Ok(written > 0)
}
