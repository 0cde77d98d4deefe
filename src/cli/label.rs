//! `ocellus label`: what is printed and stuck on the box: its address as a code for the tablet's camera, and the
//! fingerprint by which the tablet knows it.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use qrcode::render::{svg, unicode};
use qrcode::{EcLevel, QrCode};

use super::record::Folder;
use super::tell;
use crate::fault::{Explain, Fault, FaultCode};
use crate::web::Tls;

#[derive(Args)]
#[command(after_help = "Examples:\n  ocellus label\n  ocellus label --address 0.0.0.0:8443 --svg label.svg")]
pub struct LabelArgs {
    /// The address that `serve` is given
    #[arg(long, default_value = "0.0.0.0:8443", value_name = "ADDRESS:PORT")]
    address: SocketAddr,
    /// Write the code as a picture to print, instead of showing it here
    #[arg(long, value_name = "FILE")]
    svg: Option<PathBuf>,
    #[command(flatten)]
    folder: Folder,
}

pub fn run(args: &LabelArgs) -> Result<bool, Fault> {
    if args.address.ip().is_loopback() {
        return Err(Fault {
            code: FaultCode::BadRequest,
            message: format!("no tablet can reach {}", args.address),
            remedy: "Give the address that `serve` is given, such as 0.0.0.0:8443.".into(),
        });
    }
    let tls = Tls::open(&args.folder.path(), args.address).map_err(|error| error.fault())?;
    let url = format!("{}/trust", tls.url());
    let code = QrCode::with_error_correction_level(&url, EcLevel::M).map_err(|error| Fault {
        code: FaultCode::Internal,
        message: format!("the address cannot be made a code: {error}"),
        remedy: "Give the machine a shorter name.".into(),
    })?;
    match &args.svg {
        Some(path) => {
            let picture = code.render::<svg::Color<'_>>().min_dimensions(480, 480).build();
            write(path, &picture)?;
        }
        None => tell::line(&code.render::<unicode::Dense1x2>().quiet_zone(true).build())?,
    }
    tell::line(&url)?;
    tell::line(&format!("fingerprint {}", tls.fingerprint()))?;
    Ok(true)
}

/// A picture to print; what is lost with the power is made again.
fn write(path: &std::path::Path, text: &str) -> Result<(), Fault> {
    use std::io::Write;
    std::fs::File::create(path)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| super::screen::unwritable(path, &error))
}
