//! The camera itself: sends frames at its pace into the host's requests, and fails when told to.

use std::collections::VecDeque;
use std::os::unix::net::UnixStream;
use std::sync::{Condvar, Mutex, MutexGuard};
use std::time::{Duration, Instant};

use crate::Options;
use crate::control::{Effect, Endpoint0, Setup, Stall, pick};
use crate::descriptors as usb;
use crate::orders::{Fault, Order};
use crate::photographs::Size;
use crate::usbip::{Cable, Urb};

/// Bytes of a payload's header (UVC 1.1, table 2-6, with both clocks).
const HEADER: usize = 12;

/// What changes while it runs.
struct State {
    endpoint0: Endpoint0,
    video: VecDeque<Urb>,
    status: VecDeque<Urb>,
    /// A button event that waits for the host to ask.
    button: VecDeque<u8>,
    faults: VecDeque<Fault>,
    shown: usize,
    pace: Duration,
    /// Grows with every plug: what befell the camera before is over.
    plugs: u64,
    /// Grows with every new agreement: a frame begun before is dropped.
    agreement: u64,
}

pub struct Camera {
    pub cable: Cable,
    sizes: Vec<Size>,
    state: Mutex<State>,
    changed: Condvar,
    started: Instant,
}

impl Camera {
    pub fn new(options: &Options, sizes: Vec<Size>, socket: UnixStream) -> Camera {
        let state = State {
            endpoint0: Endpoint0::new(&options.serial, options.bulk, options.fps),
            video: VecDeque::new(),
            status: VecDeque::new(),
            button: VecDeque::new(),
            faults: VecDeque::new(),
            shown: 0,
            pace: Duration::from_secs(1) / options.fps,
            plugs: 0,
            agreement: 0,
        };
        Camera {
            cable: Cable::new(socket),
            sizes,
            state: Mutex::new(state),
            changed: Condvar::new(),
            started: Instant::now(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("no thread panics with the state")
    }

    /// A new plug: nothing is agreed, every control stands as it did at first.
    pub fn plugged(&self, options: &Options, socket: UnixStream) {
        let mut state = self.state();
        state.endpoint0 = Endpoint0::new(&options.serial, options.bulk, options.fps);
        state.video.clear();
        state.status.clear();
        state.faults.clear();
        state.agreement += 1;
        state.plugs += 1;
        self.cable.replace(socket);
        self.changed.notify_all();
    }

    /// A request on endpoint 0.
    pub fn control(&self, setup: &Setup, out: &[u8]) -> Result<Vec<u8>, Stall> {
        let mut state = self.state();
        let (data, effect) = state.endpoint0.answer(setup, out, &self.sizes)?;
        if effect == Effect::Restart {
            state.agreement += 1;
        }
        Ok(data)
    }

    pub fn take_video(&self, urb: Urb) {
        self.state().video.push_back(urb);
        self.changed.notify_all();
    }

    pub fn take_status(&self, urb: Urb) {
        let mut state = self.state();
        state.status.push_back(urb);
        self.press(&mut state);
    }

    /// Forgets a request that the host takes back; whether it was still here.
    pub fn forget(&self, sequence: u32) -> bool {
        let mut state = self.state();
        let before = state.video.len() + state.status.len();
        state.video.retain(|urb| urb.sequence != sequence);
        state.status.retain(|urb| urb.sequence != sequence);
        before != state.video.len() + state.status.len()
    }

    pub fn obey(&self, order: Order) {
        if let Order::Fault(Fault::WrongSize, _) = order {
            // Made before it is due, so that making it is no stall.
            for size in &self.sizes {
                let _ = size.mjpeg(0);
            }
        }
        println!("{order:?}");
        let mut state = self.state();
        match order {
            Order::Fault(fault, times) => state.faults.extend((0..times.min(1000)).map(|_| fault)),
            Order::Pace(fps) => state.pace = Duration::from_secs(1) / fps,
            Order::Show(photograph) => state.shown = photograph,
            Order::Clear => state.faults.clear(),
            Order::Unplug => self.cable.pull(),
            // Done where the cable is served.
            Order::Plug => {}
            Order::Button => {
                state.button.extend([1, 0]);
                self.press(&mut state);
            }
        }
    }

    /// Sends what the button did, as far as the host has asked for it (UVC 1.1, table 2-3).
    fn press(&self, state: &mut State) {
        while !state.button.is_empty() && !state.status.is_empty() {
            if let (Some(urb), Some(down)) = (state.status.pop_front(), state.button.pop_front()) {
                self.cable.reply(&urb, 0, &[2, 1, 0, down], &[]);
            }
        }
    }

    /// Sends frames for ever.
    pub fn stream(&self) {
        let mut toggle = 0;
        let mut due = Instant::now();
        loop {
            let (format, size, shown, agreement, pace) = {
                let mut state = self.state();
                while state.video.is_empty() || state.endpoint0.agreed().is_none() {
                    state = self.changed.wait(state).expect("no thread panics with the state");
                }
                let (format, frame) = state.endpoint0.agreed().unwrap_or((usb::MJPEG, 1));
                (format, pick(&self.sizes, format, frame), state.shown, state.agreement, state.pace)
            };
            let now = Instant::now();
            match due > now {
                true => pause(due - now),
                false => due = now,
            }
            due += pace;
            let fault = self.state().faults.pop_front();
            let mut picture = self.picture(format, size, shown, fault);
            toggle ^= 1;
            if let Some(Fault::Truncate) = fault {
                picture.truncate(picture.len() / 2);
            }
            self.send(&picture, toggle, fault, agreement);
        }
    }

    fn picture(&self, format: u8, size: &Size, shown: usize, fault: Option<Fault>) -> Vec<u8> {
        let mut picture = match format {
            usb::YUYV => size.yuyv(),
            usb::RW10 => size.rw10(),
            _ => size.mjpeg(shown),
        }
        .to_vec();
        match fault {
            Some(Fault::Corrupt) => {
                // Not at the end, so that both markers of a JPEG stay where they are.
                let middle = picture.len() / 2;
                picture[middle..(middle + 256).min(middle * 2)].fill(0xA5);
                picture[middle + 16] = 0xFF;
                picture[middle + 17] = 0xC4;
            }
            Some(Fault::Gap) => {
                let middle = picture.len() / 2;
                picture.drain(middle..(middle + 3060).min(picture.len()));
            }
            Some(Fault::WrongSize) if format == usb::MJPEG => {
                let other = self.sizes.iter().find(|s| s.width != size.width);
                picture = other.map(|s| s.mjpeg(0).to_vec()).unwrap_or_default();
            }
            Some(Fault::WrongSize) => picture.truncate(picture.len() / 4),
            Some(Fault::Empty) => picture.clear(),
            Some(Fault::Black) if format == usb::MJPEG => picture = size.black().to_vec(),
            Some(Fault::Black) if format == usb::RW10 => picture.fill(0),
            Some(Fault::Black) => picture.chunks_exact_mut(2).for_each(|p| p.copy_from_slice(&[16, 128])),
            _ => {}
        }
        picture
    }

    /// Sends one frame into the host's requests; gives it up when the agreement changes or nobody asks.
    fn send(&self, picture: &[u8], toggle: u8, fault: Option<Fault>, agreement: u64) {
        let error = fault == Some(Fault::ErrorBit);
        let mut at = 0;
        // What befalls the camera in mid-frame, once half of the frame is out.
        let mut trouble = fault.filter(|fault| matches!(fault, Fault::Stall(_) | Fault::UnplugMidFrame));
        loop {
            if at >= picture.len() / 2 {
                match trouble.take() {
                    Some(Fault::Stall(time)) => self.stall(time),
                    Some(Fault::UnplugMidFrame) => return self.cable.pull(),
                    _ => {}
                }
            }
            // Held until the answer is out: a request that the host takes back in between must not be answered.
            let Some((held, urb)) = self.next_request(agreement) else { return };
            let mut data = Vec::new();
            let mut packets = Vec::new();
            // In bulk mode the request itself is the only packet.
            let bulk = [(0, urb.length)];
            let slots = if urb.packets.is_empty() { &bulk[..] } else { &urb.packets };
            let mut ended = false;
            for &(offset, length) in slots {
                let room = (length as usize).saturating_sub(HEADER);
                let n = room.min(picture.len() - at);
                let held = trouble.is_some() && at >= picture.len() / 2;
                if ended || held || room == 0 {
                    packets.push((offset, length, 0));
                    continue;
                }
                ended = at + n == picture.len();
                data.extend(self.header(toggle, ended, error));
                data.extend(&picture[at..at + n]);
                packets.push((offset, length, (n + HEADER) as u32));
                at += n;
            }
            let packets = if urb.packets.is_empty() { Vec::new() } else { packets };
            self.cable.reply(&urb, 0, &data, &packets);
            drop(held);
            if ended {
                return;
            }
        }
    }

    /// Does nothing for this long, or until it is plugged in anew.
    fn stall(&self, time: Duration) {
        let state = self.state();
        let plugs = state.plugs;
        let waited = self.changed.wait_timeout_while(state, time, |state| state.plugs == plugs);
        drop(waited.expect("no thread panics with the state"));
    }

    fn next_request(&self, agreement: u64) -> Option<(MutexGuard<'_, State>, Urb)> {
        let mut state = self.state();
        loop {
            if state.agreement != agreement {
                return None;
            }
            if let Some(urb) = state.video.pop_front() {
                return Some((state, urb));
            }
            let (held, late) = self
                .changed
                .wait_timeout(state, Duration::from_millis(500))
                .expect("no thread panics with the state");
            state = held;
            if late.timed_out() && state.video.is_empty() {
                return None;
            }
        }
    }

    fn header(&self, toggle: u8, end: bool, error: bool) -> [u8; HEADER] {
        let elapsed = self.started.elapsed();
        let clock = ((elapsed.as_micros() as u64).wrapping_mul(6) as u32).to_le_bytes();
        let frame = ((elapsed.as_millis() as u16) & 0x7FF).to_le_bytes();
        let flags = 0x8C | toggle | if end { 2 } else { 0 } | if error { 0x40 } else { 0 };
        let mut header = [0; HEADER];
        header[0] = HEADER as u8;
        header[1] = flags;
        header[2..6].copy_from_slice(&clock);
        header[6..10].copy_from_slice(&clock);
        header[10..12].copy_from_slice(&frame);
        header
    }
}

#[allow(clippy::disallowed_methods, reason = "a camera's time is the clock's; nothing else ends this wait")]
pub fn pause(time: Duration) {
    std::thread::sleep(time);
}
