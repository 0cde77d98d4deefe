//! A USB fundus camera in software: the kernel's `vhci_hcd` is its cable, the real `uvcvideo` its driver.
//!
//! `ocellus-board-camera [--port N] [--serial S] [--bulk] [--fps N] PHOTOGRAPH…` plugs it in; then it obeys lines on
//! standard input (see `orders`) and says on standard output what it did. Killing it pulls the plug for good.
#![forbid(unsafe_code)]

mod control;
mod descriptors;
mod orders;
mod photographs;
mod stream;
mod usbip;

use std::io::BufRead;
use std::os::fd::AsRawFd;
use std::os::unix::net::UnixStream;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::time::{Duration, Instant};

/// Where a socket becomes a USB cable.
const ATTACH: &str = "/sys/devices/platform/vhci_hcd.0/attach";
/// `USB_SPEED_HIGH` of the kernel's `usb/ch9.h`.
const HIGH_SPEED: u32 = 3;
/// How long the kernel may take to give a port free.
const PORT_FREE: Duration = Duration::from_secs(10);

/// What the command line asked for.
pub struct Options {
    /// Port of the virtual hub, 0 to 7.
    pub port: u32,
    pub serial: String,
    /// Bulk instead of isochronous transfers.
    pub bulk: bool,
    /// Frames a second that are offered and kept.
    pub fps: u32,
    pub photographs: Vec<String>,
}

fn options() -> Result<Options, String> {
    let mut options =
        Options { port: 0, serial: "SN0001".into(), bulk: false, fps: 30, photographs: Vec::new() };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or(format!("{word} wants a value"));
        match word.as_str() {
            "--port" => options.port = value()?.parse().map_err(|_| "--port wants a number")?,
            "--fps" => options.fps = value()?.parse().map_err(|_| "--fps wants a number")?,
            "--serial" => options.serial = value()?,
            "--bulk" => options.bulk = true,
            other if other.starts_with("--") => return Err(format!("{other} is unknown")),
            _ => options.photographs.push(word),
        }
    }
    if options.photographs.is_empty() {
        return Err("name at least one JPEG photograph".into());
    }
    if !(1..=60).contains(&options.fps) {
        return Err("--fps wants 1 to 60".into());
    }
    Ok(options)
}

/// Hands one end of a socket pair to the kernel; the other is the camera's end of the cable.
fn attach(options: &Options) -> Result<UnixStream, String> {
    let (ours, kernels) = UnixStream::pair().map_err(|e| format!("a socket pair: {e}"))?;
    let plug = format!("{} {} {} {HIGH_SPEED}", options.port, kernels.as_raw_fd(), 0x1_0001 + options.port);
    let start = Instant::now();
    loop {
        #[allow(clippy::disallowed_methods, reason = "a file of sysfs: a message to the kernel")]
        match std::fs::write(ATTACH, &plug) {
            // The kernel holds its own reference to its end.
            Ok(()) => return Ok(ours),
            // The port is still busy with the last plug.
            Err(_) if start.elapsed() < PORT_FREE => stream::pause(Duration::from_millis(10)),
            Err(error) => return Err(format!("{ATTACH}: {error} (is vhci-hcd loaded?)")),
        }
    }
}

fn run() -> Result<(), String> {
    let options = options()?;
    let sizes = photographs::load(&options.photographs)?;
    let mut ours = attach(&options)?;
    let camera = Arc::new(stream::Camera::new(&options, sizes, ours.try_clone().map_err(|e| e.to_string())?));
    println!("plugged in at port {}", options.port);

    let streaming = camera.clone();
    std::thread::spawn(move || streaming.stream());
    let obeying = camera.clone();
    let (plug, plugs) = sync_channel(1);
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            match orders::parse(&line) {
                Ok(orders::Order::Plug) => {
                    println!("Plug");
                    let _ = plug.try_send(());
                }
                Ok(order) => obeying.obey(order),
                Err(error) => println!("{error}"),
            }
        }
    });
    loop {
        usbip::serve(ours, &camera).map_err(|e| format!("the cable: {e}"))?;
        println!("unplugged");
        // Without orders to come there is no other plug.
        if plugs.recv().is_err() {
            return Ok(());
        }
        ours = attach(&options)?;
        camera.plugged(&options, ours.try_clone().map_err(|e| e.to_string())?);
        println!("plugged in again");
    }
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ocellus-board-camera: {error}");
            ExitCode::FAILURE
        }
    }
}
