//! The one thread that owns the camera: follows it through plug and unplug, shows its frames, guides, listens to its
//! button, takes bursts. It never waits for a viewer, for the disk or for the judgement of a frame.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError};
use std::time::{Duration, Instant};

use super::captures::Job;
use super::keep::Taken;
use super::preview::Shot;
use super::service::{Camera, Order, Post};
use super::types::*;
use crate::camera::aim::Aimer;
use crate::camera::button::{Button, Pressed};
use crate::camera::guide::{Guide, Seen};
use crate::camera::live::{Live, Step};
use crate::camera::{CameraError, Choice, Frame, Mode, Purpose, Source, Wish, burst, find};
use crate::fault::{Explain, Fault, FaultCode};
use crate::reading::FieldCircle;

/// How often it is looked whether a camera came or went, while nobody looks through it.
const LOOK: Duration = Duration::from_secs(1);
/// Wait after a defect before the camera is opened again.
const AFTER_DEFECT: Duration = Duration::from_secs(5);

/// Everything that the thread has at hand.
pub struct Desk {
    camera: Arc<Camera>,
    choice: Choice,
    orders: Receiver<Order>,
    stop: Receiver<()>,
    keeper: SyncSender<Taken>,
    guide: Guide,
    aimer: Aimer,
    live: Option<Live>,
    /// The camera that was opened, until nobody looks any more.
    opened: Option<String>,
    button: Option<Button>,
    switch: Option<Button>,
    /// When the foot switch was last looked for.
    switch_tried: Option<Instant>,
    /// Waits for the first frame.
    pending: Option<Job>,
    nodes: Option<Vec<std::ffi::OsString>>,
}

impl Desk {
    pub fn new(
        camera: Arc<Camera>,
        post: Post,
        stop: Receiver<()>,
        keeper: SyncSender<Taken>,
    ) -> std::io::Result<Desk> {
        Ok(Desk {
            camera,
            choice: post.choice,
            orders: post.orders,
            stop,
            keeper,
            guide: Guide::start()?,
            aimer: Aimer::default(),
            live: None,
            opened: None,
            button: None,
            switch: None,
            switch_tried: None,
            pending: None,
            nodes: None,
        })
    }

    /// Runs until it is stopped; a defect costs the picture some seconds and nothing else.
    pub fn run(mut self) {
        while let Err(panic) = catch_unwind(AssertUnwindSafe(|| self.work())) {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no reason given");
            tracing::error!("the camera's thread failed: {text}");
            self.live = None;
            self.refuse_pending(&defect());
            self.camera.set(CameraState::Failed, Some(defect()));
            if self.stop.recv_timeout(AFTER_DEFECT) != Err(RecvTimeoutError::Timeout) {
                return;
            }
        }
    }

    fn work(&mut self) {
        while self.stop.try_recv() == Err(std::sync::mpsc::TryRecvError::Empty) {
            self.camera.beat();
            match self.camera.is_looked_through() || self.pending.is_some() {
                true => {
                    self.nodes = None;
                    if !self.step() {
                        return;
                    }
                }
                false => self.rest(),
            }
        }
    }

    /// Nobody looks: the camera is free for others, and it is only seen whether it is there.
    fn rest(&mut self) {
        if self.live.take().is_some() {
            (self.button, self.switch, self.switch_tried) = (None, None, None);
            self.opened = None;
            self.nodes = None;
        }
        match self.choice.replay().map(Path::to_owned) {
            Some(replayed) => self.say_whether_there_is(&replayed),
            None => {
                let nodes = find::nodes();
                // What was not to be opened may be a moment later: its node is there before its rights are.
                let changed = self.nodes.as_ref() != Some(&nodes);
                if changed || self.camera.state() != CameraState::Ready {
                    self.nodes = Some(nodes);
                    self.look_for_one();
                }
            }
        }
        match self.orders.recv_timeout(LOOK) {
            Ok(order) => self.obey(order),
            Err(RecvTimeoutError::Timeout) => {}
            // Nobody is left who could ask for anything.
            Err(RecvTimeoutError::Disconnected) => {
                let _ = self.stop.recv_timeout(LOOK);
            }
        }
    }

    fn say_whether_there_is(&self, replayed: &Path) {
        match replayed.exists() {
            true => {
                self.camera.set_name(Some(format!("replay:{}", replayed.display())));
                self.camera.set(CameraState::Ready, None);
            }
            false => {
                let gone = CameraError::NothingToReplay { path: replayed.to_owned() };
                self.camera.set(CameraState::Absent, Some(gone.fault()));
            }
        }
    }

    /// Looks without streaming; nothing lights up.
    fn look_for_one(&self) {
        match find::find(self.choice.camera.as_deref()) {
            Ok(found) => {
                self.camera.set_name(Some(found.name.clone()));
                match found.permitted {
                    true => self.camera.set(CameraState::Ready, None),
                    false => {
                        let group = find::group_of(&found.node);
                        let denied = CameraError::Denied { node: found.node, group };
                        self.camera.set(CameraState::Failed, Some(denied.fault()));
                    }
                }
            }
            Err(error) => {
                self.camera.set_name(None);
                self.camera.set(CameraState::Absent, Some(error.fault()));
            }
        }
    }

    fn obey(&mut self, order: Order) {
        match order {
            Order::Look => {}
            // Captures are joined, so that there is one at a time; a second has lost its first.
            Order::Capture(job) => self.pending = Some(job),
        }
    }

    /// Opens, or takes a frame, or waits a moment for a camera that is lost. False where it is to stop.
    fn step(&mut self) -> bool {
        let wish = Wish { purpose: Purpose::Live, ..Wish::default() };
        let choice = &self.choice;
        if self.live.is_none() {
            self.aimer = Aimer::default();
            self.camera.set(CameraState::Connecting, None);
        }
        let live = self.live.get_or_insert_with(|| Live::new(choice.clone(), wish));
        match live.step(&self.stop) {
            Step::Stopped => return false,
            Step::Opened => self.opened(),
            Step::Frame(frame) => self.frame(frame),
            Step::Lost(error) => self.lost(&error),
        }
        while let Ok(order) = self.orders.try_recv() {
            self.obey(order);
        }
        true
    }

    fn opened(&mut self) {
        let Some(source) = self.live.as_mut().and_then(Live::source) else { return };
        self.opened = Some(source.name());
        self.camera.set_name(self.opened.clone());
        self.button = match source {
            Source::Camera(stream) => Button::of(stream.found()),
            Source::Replay(_) => None,
        };
        self.camera.set(CameraState::Connecting, None);
    }

    fn frame(&mut self, frame: Frame) {
        self.camera.set_live(mode(&frame.mode));
        // The processor is for the verdict that a person waits for.
        if !self.camera.is_taking() {
            self.guide.show(&frame);
        }
        let seen: Vec<Seen> = self.guide.seen().collect();
        for seen in seen {
            self.aim(&seen);
        }
        if pressed(&mut self.button) {
            self.release(Trigger::Button);
        }
        self.look_for_the_switch();
        if pressed(&mut self.switch) {
            self.release(Trigger::Switch);
        }
        while let Ok(order) = self.orders.try_recv() {
            self.obey(order);
        }
        // What was on the screen when the shutter was released is the first of the burst.
        let first = self.pending.as_ref().map(|_| frame.clone());
        self.camera.shots.send_replace(Some(Arc::new(Shot::new(frame))));
        if let Some(job) = self.pending.take() {
            self.burst(job, first);
        }
    }

    /// A foot switch may be plugged in at any time. What was pressed while nobody looked is not heard.
    fn look_for_the_switch(&mut self) {
        let Some(node) = self.choice.switch.as_ref().filter(|_| self.switch.is_none()) else { return };
        if self.switch_tried.is_some_and(|at| at.elapsed() < LOOK) {
            return;
        }
        match Button::at(node) {
            Ok(switch) => self.switch = Some(switch),
            // Said once, until it was there again.
            Err(error) if self.switch_tried.is_none() => {
                tracing::warn!("the foot switch {} cannot be listened to: {error}", node.display());
            }
            Err(_) => {}
        }
        self.switch_tried = Some(Instant::now());
    }

    fn aim(&mut self, seen: &Seen) {
        let aim = self.aimer.look(seen, Instant::now());
        self.camera.guidance.send_replace(Some(Guidance {
            hint: aim.hint,
            off: aim.off.map(|off| off.to_vec()),
            field: seen.field.map(|f| FieldCircle { cx: f.cx, cy: f.cy, r: f.r }),
            width: seen.width,
            height: seen.height,
            held: aim.held,
            verdict: seen.assessment.verdict,
            reasons: seen.assessment.reasons.clone(),
            frame: seen.number,
            took_ms: u32::try_from(seen.took.as_millis()).unwrap_or(u32::MAX),
        }));
        if self.camera.is_automatic() && self.aimer.is_due(&aim) {
            self.release(Trigger::Automatic);
        }
    }

    /// The button, or the eye itself: what comes of it is told as an event.
    fn release(&mut self, trigger: Trigger) {
        if trigger == Trigger::Automatic {
            self.aimer.taken();
        }
        let _ = self.camera.capture(trigger, (None, None, None), None);
    }

    fn burst(&mut self, job: Job, first: Option<Frame>) {
        let Some(source) = self.live.as_mut().and_then(Live::source) else { return };
        let camera = &self.camera;
        let taken = burst::take_shown(source, first, burst::FRAMES, |frame| {
            camera.beat();
            camera.shots.send_replace(Some(Arc::new(Shot::new(frame.clone()))));
        });
        self.aimer.taken();
        match taken {
            Ok(burst) => {
                if let Err(TrySendError::Full(taken) | TrySendError::Disconnected(taken)) =
                    self.keeper.try_send(Taken { burst, job })
                {
                    taken.job.answer(Err(behind()));
                }
            }
            Err(error) => {
                super::keep::refuse(&self.camera, job, error.fault());
                match error {
                    // Torn frames cost this burst alone; the eye is still there and is tried again by itself.
                    CameraError::Torn { .. } => self.aimer = Aimer::default(),
                    _ => {
                        if let Some(live) = &mut self.live {
                            live.give_up();
                        }
                        self.lost(&error);
                    }
                }
            }
        }
    }

    fn lost(&mut self, error: &CameraError) {
        self.button = None;
        self.aimer = Aimer::default();
        // A camera that was open and is nowhere to be found was pulled out, whatever its driver said first.
        let pulled = match (&self.opened, error) {
            (Some(name), CameraError::NoneFound | CameraError::Unknown { .. }) => {
                Some(CameraError::Unplugged { name: name.clone() })
            }
            _ => None,
        };
        let error = pulled.as_ref().unwrap_or(error);
        let fault = error.fault();
        self.refuse_pending(&fault);
        let state = match error {
            CameraError::NoneFound | CameraError::Unknown { .. } | CameraError::NoDriver { .. } => {
                CameraState::Absent
            }
            CameraError::NothingToReplay { .. } | CameraError::File { .. }
                if self.choice.replay().is_some() =>
            {
                CameraState::Absent
            }
            CameraError::Unplugged { .. } => CameraState::Unplugged,
            CameraError::Stalled { .. } | CameraError::Torn { .. } | CameraError::NoSignal { .. } => {
                CameraState::Stalled
            }
            _ => CameraState::Failed,
        };
        // What was pulled out is not merely absent; that it was pulled out stays said until it is back.
        if !(state == CameraState::Absent && self.camera.state() == CameraState::Unplugged) {
            tracing::info!(state = ?state, "{}", fault.message);
            self.camera.set(state, Some(fault));
        }
    }

    fn refuse_pending(&mut self, fault: &Fault) {
        if let Some(job) = self.pending.take() {
            super::keep::refuse(&self.camera, job, fault.clone());
        }
    }
}

/// Whether a button went down since it was last asked; one that went away is given up.
fn pressed(button: &mut Option<Button>) -> bool {
    match button.as_mut().map(|button| button.wait(Duration::ZERO)) {
        Some(Pressed::Down) => true,
        Some(Pressed::Gone) => {
            *button = None;
            false
        }
        Some(Pressed::No) | None => false,
    }
}

fn mode(mode: &Mode) -> CameraMode {
    CameraMode { format: mode.format.to_string(), width: mode.width, height: mode.height, fps: mode.fps }
}

fn defect() -> Fault {
    Fault {
        code: FaultCode::Internal,
        message: "the camera's thread failed".into(),
        remedy: "It is tried again by itself. If it happens again, report it with the server's log.".into(),
    }
}

fn behind() -> Fault {
    Fault {
        code: FaultCode::Busy,
        message: "the photograph before is not saved yet".into(),
        remedy: "Wait a moment, then take it again.".into(),
    }
}
