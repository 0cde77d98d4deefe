//! `ocellus camera`: what is plugged in, what it gives, and photographs from it.

mod show;
mod take;

use std::path::PathBuf;

use clap::{Args, Subcommand};
use serde_json::json;

use super::serve::default_data_dir;
use super::tell;
use crate::camera::{Choice, PixelFormat, Purpose, Wish};
use crate::fault::Fault;

#[derive(Subcommand)]
pub enum CameraVerb {
    /// The cameras that are plugged in.
    List(show::ListArgs),
    /// What a camera gives: formats, sizes, rates, controls.
    Info(show::InfoArgs),
    /// Set controls, format or size of a camera, and keep them for it.
    Set(show::SetArgs),
    /// Take a photograph: the sharpest well-exposed frame of a burst.
    Grab(take::GrabArgs),
    /// Watch the live picture's rate and quality.
    Preview(take::PreviewArgs),
    /// Keep every frame as a file, in a folder that `--camera replay:FOLDER` plays back.
    Record(take::RecordArgs),
}

/// Which camera.
#[derive(Args, Clone)]
pub struct Which {
    /// Id, name or node as `camera list` shows it, or replay:PATH of a folder or a video [default: the first]
    #[arg(long, value_name = "CAMERA")]
    camera: Option<String>,
    /// Folder where the cameras' settings are kept [default: as for serve]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// JSON on standard output, errors too
    #[arg(long)]
    json: bool,
}

impl Which {
    fn choice(&self) -> Choice {
        let data = Some(self.data.clone().unwrap_or_else(default_data_dir));
        Choice { camera: self.camera.clone(), data, switch: None }
    }
}

/// What is wished of the stream.
#[derive(Args, Clone)]
struct Wished {
    /// MJPG, YUYV, NV12, RGB3, GREY, Y10, Y12, Y16 or a Bayer format such as RGGB or BG10 [default: the best for the purpose]
    #[arg(long, value_name = "FOURCC")]
    format: Option<PixelFormat>,
    /// Width and height in pixels, such as 1600x1200 [default: the best for the purpose]
    #[arg(long, value_name = "WxH", value_parser = size)]
    size: Option<(u32, u32)>,
}

impl Wished {
    fn wish(&self, purpose: Purpose) -> Wish {
        Wish { purpose, format: self.format, size: self.size }
    }
}

fn size(text: &str) -> Result<(u32, u32), String> {
    let sides = text.split_once(['x', '×']).and_then(|(w, h)| Some((w.parse().ok()?, h.parse().ok()?)));
    sides.filter(|(w, h)| *w > 0 && *h > 0).ok_or_else(|| "a size is written as 1600x1200".into())
}

pub fn run(verb: &CameraVerb) -> Result<bool, Fault> {
    let (done, json) = match verb {
        CameraVerb::List(args) => (show::list(args), args.json),
        CameraVerb::Info(args) => (show::info(args), args.which.json),
        CameraVerb::Set(args) => (show::set(args), args.which.json),
        CameraVerb::Grab(args) => (take::grab(args), args.which.json),
        CameraVerb::Preview(args) => (take::preview(args), args.which.json),
        CameraVerb::Record(args) => (take::record(args), args.which.json),
    };
    if let (Err(fault), true) = (&done, json) {
        tell::json_line(&json!({ "error": fault }))?;
    }
    done
}
