//! Drives `ocellus serve` with cameras in software, in the virtual machine, and looks at it from outside.
//!
//! `ocellus-board-station shrink WIDTH IN OUT` makes a smaller photograph for it; `alike LEVELS ONE OTHER` compares two.
//! `ocellus-board-station check|torture --bundle DIR --data DIR [--seed N] [--plugs N] [--faults N] [--seconds N] PHOTOGRAPH…`
#![forbid(unsafe_code)]

mod checks;
mod faults;
mod http;
mod report;
mod serve;
mod torture;
mod usb;
mod watch;

use std::process::ExitCode;
use std::sync::Arc;

/// What the command line asked for.
pub struct Setup {
    pub photographs: Vec<String>,
    pub bytes: Arc<Vec<Vec<u8>>>,
    pub bundle: String,
    pub data: String,
    pub address: String,
    pub seed: u64,
    pub plugs: u32,
    pub faults: u32,
    /// Seconds of preview.
    pub seconds: u32,
}

fn setup() -> Result<(String, Setup), String> {
    let mut words = std::env::args().skip(1);
    let verb = words.next().ok_or("say check or torture")?;
    let mut setup = Setup {
        photographs: Vec::new(),
        bytes: Arc::default(),
        bundle: String::new(),
        data: "station".into(),
        address: "127.0.0.1:8080".into(),
        seed: 1,
        plugs: 200,
        faults: 200,
        seconds: 3600,
    };
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("{word} wants a value"));
        let number = |text: String| text.parse::<u32>().map_err(|_| format!("{text} is no number"));
        match word.as_str() {
            "--bundle" => setup.bundle = value()?,
            "--data" => setup.data = value()?,
            "--seed" => setup.seed = number(value()?)?.into(),
            "--plugs" => setup.plugs = number(value()?)?,
            "--faults" => setup.faults = number(value()?)?,
            "--seconds" => setup.seconds = number(value()?)?,
            _ => setup.photographs.push(word),
        }
    }
    let read = |path: &String| std::fs::read(path).map_err(|e| format!("{path}: {e}"));
    setup.bytes = Arc::new(setup.photographs.iter().map(read).collect::<Result<_, _>>()?);
    if setup.photographs.len() != 4 {
        return Err("name four photographs, two of one size and two of a smaller".into());
    }
    Ok((verb, setup))
}

/// Makes a photograph of this width, in its own proportions.
fn shrink(width: &str, from: &str, to: &str) -> Result<bool, String> {
    let width: u32 = width.parse().map_err(|_| format!("{width} is no number"))?;
    let told = |e: image::ImageError| format!("{from}: {e}");
    let picture = image::open(from).map_err(told)?.into_rgb8();
    let height = (picture.height() * width).div_ceil(picture.width().max(1));
    let filter = image::imageops::FilterType::Lanczos3;
    image::imageops::resize(&picture, width, height, filter).save(to).map_err(told).map(|()| true)
}

/// Whether two pictures differ by no more than so many levels of 255 in the mean.
fn alike(levels: &str, one: &str, other: &str) -> Result<bool, String> {
    let levels: f64 = levels.parse().map_err(|_| format!("{levels} is no number"))?;
    let read = |path: &str| image::open(path).map(|p| p.into_rgb8()).map_err(|e| format!("{path}: {e}"));
    let (one, other) = (read(one)?, read(other)?);
    if one.dimensions() != other.dimensions() {
        return Err(format!("{:?} and {:?}", one.dimensions(), other.dimensions()));
    }
    let sum: u64 = one.as_raw().iter().zip(other.as_raw()).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    let mean = sum as f64 / one.as_raw().len() as f64;
    println!("{mean:.2} levels apart");
    Ok(mean <= levels)
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["shrink", width, from, to] => return end(shrink(width, from, to)),
        ["alike", levels, one, other] => return end(alike(levels, one, other)),
        _ => {}
    }
    let done = setup().and_then(|(verb, setup)| match verb.as_str() {
        "check" => checks::run(&setup),
        "torture" => torture::run(&setup),
        other => Err(format!("{other} is unknown")),
    });
    end(done)
}

fn end(done: Result<bool, String>) -> ExitCode {
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            println!("FAILED  {error}");
            ExitCode::FAILURE
        }
    }
}
