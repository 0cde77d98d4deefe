//! The wire of USB/IP as `vhci_hcd` speaks it once a port is attached (kernel: Documentation/usb/usbip_protocol.rst).

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::net::UnixStream;
use std::sync::Mutex;

use crate::control::Setup;
use crate::stream::Camera;

const SUBMIT: u32 = 1;
const UNLINK: u32 = 2;
const SUBMITTED: u32 = 3;
const UNLINKED: u32 = 4;
const EPIPE: i32 = -32;
const ECONNRESET: i32 = -104;
/// More than any URB of a video driver holds.
const MOST_BYTES: u32 = 4 << 20;
const MOST_PACKETS: u32 = 1024;

/// A request of the host that waits to be answered.
pub struct Urb {
    pub sequence: u32,
    device: u32,
    into_host: bool,
    endpoint: u32,
    /// Bytes of the host's buffer.
    pub length: u32,
    start: u32,
    /// Offset and length of each isochronous packet.
    pub packets: Vec<(u32, u32)>,
}

/// The sending half of the cable.
pub struct Cable(Mutex<UnixStream>);

impl Cable {
    pub fn new(socket: UnixStream) -> Cable {
        Cable(Mutex::new(socket))
    }

    /// Answers a request; `packets` are offset, length and used length of each isochronous packet.
    pub fn reply(&self, urb: &Urb, status: i32, data: &[u8], packets: &[(u32, u32, u32)]) {
        let length = if urb.into_host { data.len() as u32 } else { urb.length };
        let head = [
            SUBMITTED,
            urb.sequence,
            urb.device,
            u32::from(urb.into_host),
            urb.endpoint,
            status as u32,
            length,
            urb.start,
            packets.len() as u32,
            0,
            0,
            0,
        ];
        let mut message: Vec<u8> = head.into_iter().flat_map(u32::to_be_bytes).collect();
        if urb.into_host {
            message.extend(data);
        }
        for &(offset, length, used) in packets {
            message.extend([offset, length, used, 0].into_iter().flat_map(u32::to_be_bytes));
        }
        self.send(&message);
    }

    fn unlinked(&self, sequence: u32, found: bool) {
        let status = if found { ECONNRESET } else { 0 };
        let head = [UNLINKED, sequence, 0, 0, 0, status as u32, 0, 0, 0, 0, 0, 0];
        self.send(&head.into_iter().flat_map(u32::to_be_bytes).collect::<Vec<u8>>());
    }

    /// Another cable takes the place of the pulled one.
    pub fn replace(&self, socket: UnixStream) {
        *self.0.lock().expect("no thread panics with the cable") = socket;
    }

    fn send(&self, message: &[u8]) {
        // A pulled cable is seen by the reading half.
        let _ = self.0.lock().expect("no thread panics with the cable").write_all(message);
    }

    pub fn pull(&self) {
        let _ = self.0.lock().expect("no thread panics with the cable").shutdown(Shutdown::Both);
    }
}

/// Serves requests until the cable is pulled from either side.
pub fn serve(mut socket: UnixStream, camera: &Camera) -> std::io::Result<()> {
    let mut head = [0; 48];
    loop {
        if socket.read_exact(&mut head).is_err() {
            return Ok(());
        }
        let word =
            |i: usize| u32::from_be_bytes([head[4 * i], head[4 * i + 1], head[4 * i + 2], head[4 * i + 3]]);
        match word(0) {
            SUBMIT => {
                let mut urb = Urb {
                    sequence: word(1),
                    device: word(2),
                    into_host: word(3) == 1,
                    endpoint: word(4),
                    length: word(6),
                    start: word(7),
                    packets: Vec::new(),
                };
                let packets = if word(8) == u32::MAX { 0 } else { word(8) };
                if urb.length > MOST_BYTES || packets > MOST_PACKETS {
                    return Err(std::io::Error::other("a request larger than any driver's"));
                }
                let mut out = Vec::new();
                if !urb.into_host && urb.length > 0 {
                    out = vec![0; urb.length as usize];
                    socket.read_exact(&mut out)?;
                }
                for _ in 0..packets {
                    let mut packet = [0; 16];
                    socket.read_exact(&mut packet)?;
                    let part = |i: usize| {
                        u32::from_be_bytes([packet[i], packet[i + 1], packet[i + 2], packet[i + 3]])
                    };
                    urb.packets.push((part(0), part(4)));
                }
                let mut setup = [0; 8];
                setup.copy_from_slice(&head[40..48]);
                submit(urb, Setup::new(setup), &out, camera);
            }
            UNLINK => camera.cable.unlinked(word(1), camera.forget(word(5))),
            other => return Err(std::io::Error::other(format!("message {other}"))),
        }
    }
}

fn submit(urb: Urb, setup: Setup, out: &[u8], camera: &Camera) {
    use crate::descriptors::{STATUS_ENDPOINT, VIDEO_ENDPOINT};
    match urb.endpoint {
        0 => match camera.control(&setup, out) {
            Ok(mut data) => {
                data.truncate(urb.length as usize);
                camera.cable.reply(&urb, 0, &data, &[]);
            }
            Err(_) => camera.cable.reply(&urb, EPIPE, &[], &[]),
        },
        VIDEO_ENDPOINT => camera.take_video(urb),
        STATUS_ENDPOINT => camera.take_status(urb),
        _ => camera.cable.reply(&urb, EPIPE, &[], &[]),
    }
}
