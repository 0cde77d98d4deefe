//! The live picture as motion JPEG (multipart/x-mixed-replace): each viewer gets the newest frame when it has room for
//! one, and never an older one; who takes nothing is dropped.

use std::convert::Infallible;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use axum::body::{Body, Bytes};
use image::codecs::jpeg::JpegEncoder;
use tokio::sync::{mpsc, watch};
use tokio::time::timeout;
use tokio_stream::wrappers::ReceiverStream;

use super::service::Looking;
use crate::camera::guide;
use crate::camera::jpeg;
use crate::camera::{Frame, PixelFormat};
use crate::web::state::apart;

/// A viewer that takes no frame for so long is dropped.
const PATIENCE: Duration = Duration::from_secs(5);
/// Of frames that the camera does not give as JPEG.
const QUALITY: u8 = 80;
/// Stands between two frames.
const EDGE: &str = "ocellus-frame";

/// The type of the stream.
pub const MEDIA_TYPE: &str = "multipart/x-mixed-replace; boundary=ocellus-frame";

/// A frame on its way to those who look.
pub struct Shot {
    frame: Frame,
    /// Made once, by whoever needs it first.
    encoded: OnceLock<Option<Bytes>>,
}

impl Shot {
    pub fn new(frame: Frame) -> Shot {
        Shot { frame, encoded: OnceLock::new() }
    }

    /// The camera's own JPEG, with the Huffman tables that motion JPEG may leave out; other frames encoded. `None`
    /// where that fails.
    fn jpeg(&self) -> Option<Bytes> {
        self.encoded.get_or_init(|| encode(&self.frame)).clone()
    }
}

fn encode(frame: &Frame) -> Option<Bytes> {
    if frame.mode.format == PixelFormat::Mjpeg {
        let walked = jpeg::walk(&frame.bytes).ok()?;
        return Some(jpeg::with_tables(&frame.bytes, &walked).into());
    }
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, QUALITY).encode_image(&guide::picture(frame)?).ok()?;
    Some(bytes.into())
}

/// The body that one viewer is sent, until it goes, stops taking frames, or the server stops.
pub fn body(
    looking: Looking,
    shots: watch::Receiver<Option<Arc<Shot>>>,
    stopping: watch::Receiver<bool>,
) -> Body {
    let (sender, receiver) = mpsc::channel::<Result<Bytes, Infallible>>(1);
    tokio::spawn(async move {
        // The viewer counts as one for as long as this runs.
        let _looking = looking;
        show(shots, stopping, sender).await;
    });
    Body::from_stream(ReceiverStream::new(receiver))
}

async fn show(
    mut shots: watch::Receiver<Option<Arc<Shot>>>,
    mut stopping: watch::Receiver<bool>,
    sender: mpsc::Sender<Result<Bytes, Infallible>>,
) {
    // The edge stands before the first frame and after each: a browser shows a frame once it has read the edge after it.
    if sender.send(Ok(Bytes::from(format!("--{EDGE}\r\n")))).await.is_err() {
        return;
    }
    shots.mark_changed();
    loop {
        tokio::select! {
            _ = stopping.wait_for(|stopping| *stopping) => return,
            () = sender.closed() => return,
            changed = shots.changed() => if changed.is_err() { return },
        }
        // First the room, then the newest frame: what came meanwhile is skipped.
        let Ok(Ok(room)) = timeout(PATIENCE, sender.reserve()).await else { return };
        let Some(shot) = shots.borrow_and_update().clone() else { continue };
        let made = match shot.frame.mode.format {
            PixelFormat::Mjpeg => shot.jpeg(),
            _ => apart(move || shot.jpeg()).await.ok().flatten(),
        };
        if let Some(jpeg) = made {
            room.send(Ok(part(&jpeg)));
        }
    }
}

fn part(jpeg: &Bytes) -> Bytes {
    let head = format!("Content-Type: image/jpeg\r\nContent-Length: {}\r\n\r\n", jpeg.len());
    let edge = format!("\r\n--{EDGE}\r\n");
    let mut part = Vec::with_capacity(head.len() + jpeg.len() + edge.len());
    part.extend_from_slice(head.as_bytes());
    part.extend_from_slice(jpeg);
    part.extend_from_slice(edge.as_bytes());
    part.into()
}
