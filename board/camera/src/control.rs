//! Endpoint 0: standard requests, the negotiation of a stream (probe and commit), and the camera's controls.

use crate::descriptors as usb;
use crate::photographs::Size;

/// The request is answered with a stall.
pub struct Stall;

/// A control of the camera: where it lives, and its range.
struct Control {
    entity: u8,
    selector: u8,
    bytes: usize,
    least: i32,
    most: i32,
    step: i32,
    default: i32,
    now: i32,
}

/// A set-up packet.
pub struct Setup {
    kind: u8,
    request: u8,
    value: u16,
    index: u16,
}

impl Setup {
    pub fn new(bytes: [u8; 8]) -> Setup {
        let pair = |at: usize| u16::from_le_bytes([bytes[at], bytes[at + 1]]);
        Setup { kind: bytes[0], request: bytes[1], value: pair(2), index: pair(4) }
    }
}

/// What a request did to the stream.
#[derive(PartialEq)]
pub enum Effect {
    None,
    /// What was being sent is of an old agreement, or nobody takes it any more.
    Restart,
}

/// The state behind endpoint 0.
pub struct Endpoint0 {
    serial: String,
    bulk: bool,
    interval: u32,
    controls: Vec<Control>,
    probe: Vec<u8>,
    commit: Vec<u8>,
}

impl Endpoint0 {
    pub fn new(serial: &str, bulk: bool, fps: u32) -> Endpoint0 {
        let control = |entity, selector, bytes, least, most, step, default| Control {
            entity,
            selector,
            bytes,
            least,
            most,
            step,
            default,
            now: default,
        };
        let (camera, unit) = (usb::CAMERA_TERMINAL, usb::PROCESSING_UNIT);
        let controls = vec![
            // Exposure mode is a bit mask: the step says which modes there are, 1 manual and 8 aperture priority.
            control(camera, 0x02, 1, 1, 8, 9, 8),
            control(camera, 0x04, 4, 1, 10_000, 1, 156),
            control(camera, 0x06, 2, 0, 250, 5, 0),
            control(camera, 0x08, 1, 0, 1, 1, 1),
            control(unit, 0x02, 2, -64, 64, 1, 0),
            control(unit, 0x04, 2, 0, 255, 1, 16),
            control(unit, 0x0A, 2, 2800, 6500, 10, 4600),
            control(unit, 0x0B, 1, 0, 1, 1, 1),
        ];
        Endpoint0 {
            serial: serial.into(),
            bulk,
            interval: 10_000_000 / fps,
            controls,
            probe: Vec::new(),
            commit: Vec::new(),
        }
    }

    /// Format and frame that were agreed on, as the descriptors number them.
    pub fn agreed(&self) -> Option<(u8, u8)> {
        Some((*self.commit.get(2)?, *self.commit.get(3)?))
    }

    /// Answers one request; `out` is what the host sent with it.
    pub fn answer(&mut self, s: &Setup, out: &[u8], sizes: &[Size]) -> Result<(Vec<u8>, Effect), Stall> {
        let high = (s.value >> 8) as u8;
        let entity = (s.index >> 8) as u8;
        let streaming = s.index & 0xFF == 1;
        let data = match (s.kind, s.request) {
            (0x80, 6) => match high {
                1 => usb::device(),
                2 => usb::configuration(sizes, self.interval, self.bulk),
                3 => usb::string(s.value as u8, &self.serial),
                _ => return Err(Stall),
            },
            (0x80..=0x82, 0) => vec![0, 0],
            // The address, the configuration, and remote wake-up.
            (0x00, 1 | 3 | 5 | 9) => vec![],
            // A halt is cleared, or another setting of the interface taken: the stream stops or starts.
            (0x02, 1) | (0x01, 11) => return Ok((vec![], Effect::Restart)),
            (0x21, 1) if streaming => {
                let agreed = self.negotiate(out, sizes);
                match high {
                    1 => self.probe = agreed,
                    _ => self.commit = agreed,
                }
                return Ok((vec![], Effect::Restart));
            }
            (0xA1, request) if streaming => self.negotiation(high, request, sizes)?,
            (0x21, 1) => {
                let control = self.control(entity, high)?;
                let mut bytes = [0; 4];
                let n = control.bytes;
                bytes[..n].copy_from_slice(out.get(..n).ok_or(Stall)?);
                let asked = i32::from_le_bytes(bytes);
                control.now = if n == 2 { i32::from(asked as i16) } else { asked };
                vec![]
            }
            (0xA1, request) => {
                let c = self.control(entity, high)?;
                let value = |v: i32| v.to_le_bytes()[..c.bytes].to_vec();
                match request {
                    0x81 => value(c.now),
                    0x82 => value(c.least),
                    0x83 => value(c.most),
                    0x84 => value(c.step),
                    0x85 => (c.bytes as u16).to_le_bytes().to_vec(),
                    0x86 => vec![3],
                    0x87 => value(c.default),
                    _ => return Err(Stall),
                }
            }
            _ => return Err(Stall),
        };
        Ok((data, Effect::None))
    }

    fn control(&mut self, entity: u8, selector: u8) -> Result<&mut Control, Stall> {
        self.controls.iter_mut().find(|c| (c.entity, c.selector) == (entity, selector)).ok_or(Stall)
    }

    fn negotiation(&self, which: u8, request: u8, sizes: &[Size]) -> Result<Vec<u8>, Stall> {
        let kept = if which == 1 { &self.probe } else { &self.commit };
        match request {
            0x81 if !kept.is_empty() => Ok(kept.clone()),
            0x81..=0x83 | 0x87 => Ok(self.negotiate(kept, sizes)),
            0x85 => Ok(vec![34, 0]),
            0x86 => Ok(vec![3]),
            _ => Err(Stall),
        }
    }

    /// The 34 bytes of UVC 1.1 table 4-47 for what was asked, brought to what there is.
    fn negotiate(&self, asked: &[u8], sizes: &[Size]) -> Vec<u8> {
        let at = |i: usize| asked.get(i).copied().unwrap_or(1);
        let format = at(2).clamp(usb::MJPEG, usb::RW10);
        let size = pick(sizes, format, at(3));
        let mut p = vec![0; 34];
        p[0] = 1;
        p[2] = format;
        p[3] = at(3).max(1);
        p[4..8].copy_from_slice(&self.interval.to_le_bytes());
        p[18..22].copy_from_slice(&size.most_bytes().to_le_bytes());
        let payload = if self.bulk { usb::BULK_PAYLOAD } else { usb::ISO_PAYLOAD };
        p[22..26].copy_from_slice(&payload.to_le_bytes());
        p[26..30].copy_from_slice(&6_000_000u32.to_le_bytes());
        p[30..34].copy_from_slice(&[3, 1, 1, 1]);
        p
    }
}

/// The size behind a format's frame number; the last where the number is none.
pub fn pick(sizes: &[Size], format: u8, frame: u8) -> &Size {
    let offered: Vec<&Size> = sizes.iter().filter(|s| format == usb::MJPEG || s.has_raw()).collect();
    let at = usize::from(frame.saturating_sub(1)).min(offered.len().saturating_sub(1));
    offered.get(at).copied().unwrap_or(&sizes[0])
}
