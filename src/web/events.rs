//! What happens, pushed to the page as server-sent events through one bounded channel.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event as Frame, KeepAlive, Sse};
use serde::{Deserialize, Serialize};
use tokio::sync::{broadcast, watch};
use tokio_stream::wrappers::errors::BroadcastStreamRecvError;
use tokio_stream::wrappers::{BroadcastStream, WatchStream};
use tokio_stream::{Stream, StreamExt};
use utoipa::ToSchema;

use super::camera::{CameraStatus, Captured, Guidance, Judged, Trigger};
use super::types::{Origin, Photograph};
use crate::fault::Fault;
use crate::reading::Models;

/// Events that a slow page may fall behind before it is told to fetch everything anew.
const BACKLOG: usize = 256;

/// One event; the `event:` field of the stream carries the same word as `type`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type")]
pub enum Event {
    /// First on every connection: what was shown before may be stale.
    #[serde(rename = "hello")]
    Hello {
        /// Version of this software; a page of another version reloads itself.
        version: String,
        /// Differs after every start of the server.
        started_at: String,
    },
    /// Some events were missed; fetch anew.
    #[serde(rename = "resync")]
    Resync,
    #[serde(rename = "photograph.saved")]
    PhotographSaved { photograph: Box<Photograph> },
    /// A file of a watched folder or of the examples cannot be taken; it is left where it is.
    #[serde(rename = "photograph.refused")]
    PhotographRefused { file: String, origin: Origin, fault: Fault },
    #[serde(rename = "reading.started")]
    ReadingStarted { photograph_id: String },
    #[serde(rename = "reading.finished")]
    ReadingFinished { photograph: Box<Photograph> },
    #[serde(rename = "reading.failed")]
    ReadingFailed {
        photograph_id: String,
        fault: Fault,
        /// Whether it will be tried again by itself.
        will_retry: bool,
    },
    /// It was filed elsewhere, or a doctor corrected its reading.
    #[serde(rename = "photograph.changed")]
    PhotographChanged { photograph: Box<Photograph> },
    /// Something of an encounter has changed, perhaps at another tablet; fetch it anew.
    #[serde(rename = "encounter.changed")]
    EncounterChanged { encounter_id: String },
    #[serde(rename = "models.loading")]
    ModelsLoading,
    #[serde(rename = "models.ready")]
    ModelsReady { models: Box<Models>, load_ms: u64 },
    #[serde(rename = "models.failed")]
    ModelsFailed { fault: Fault },
    /// The process that reads is gone; photographs wait for it.
    #[serde(rename = "models.away")]
    ModelsAway,
    /// The camera came, went, or is set otherwise.
    #[serde(rename = "camera.state")]
    CameraState { camera: Box<CameraStatus> },
    /// What to do for a good photograph; several a second while somebody looks through the camera.
    #[serde(rename = "camera.guidance")]
    CameraGuidance { guidance: Guidance },
    /// A photograph was taken and judged; it is being saved.
    #[serde(rename = "camera.judged")]
    CameraJudged { judged: Box<Judged> },
    /// A photograph was taken and is on the disk.
    #[serde(rename = "camera.taken")]
    CameraTaken { capture: Box<Captured> },
    /// The shutter was released, and no photograph came of it.
    #[serde(rename = "camera.refused")]
    CameraRefused { trigger: Trigger, fault: Fault },
}

impl Event {
    /// The word of `type`.
    pub fn word(&self) -> &'static str {
        match self {
            Event::Hello { .. } => "hello",
            Event::Resync => "resync",
            Event::PhotographSaved { .. } => "photograph.saved",
            Event::PhotographRefused { .. } => "photograph.refused",
            Event::ReadingStarted { .. } => "reading.started",
            Event::ReadingFinished { .. } => "reading.finished",
            Event::ReadingFailed { .. } => "reading.failed",
            Event::PhotographChanged { .. } => "photograph.changed",
            Event::EncounterChanged { .. } => "encounter.changed",
            Event::ModelsLoading => "models.loading",
            Event::ModelsReady { .. } => "models.ready",
            Event::ModelsFailed { .. } => "models.failed",
            Event::ModelsAway => "models.away",
            Event::CameraState { .. } => "camera.state",
            Event::CameraGuidance { .. } => "camera.guidance",
            Event::CameraJudged { .. } => "camera.judged",
            Event::CameraTaken { .. } => "camera.taken",
            Event::CameraRefused { .. } => "camera.refused",
        }
    }

    fn frame(&self) -> Frame {
        // Serialising these types cannot fail: no maps with keys that are not strings, no NaN is refused.
        let data = serde_json::to_string(self).unwrap_or_default();
        Frame::default().event(self.word()).data(data)
    }
}

/// The one channel that everything which happens goes through.
#[derive(Debug, Clone)]
pub struct Bus {
    sender: broadcast::Sender<Event>,
}

impl Default for Bus {
    fn default() -> Self {
        Bus { sender: broadcast::channel(BACKLOG).0 }
    }
}

impl Bus {
    /// Tells every page that listens; nobody listening is fine.
    pub fn tell(&self, event: Event) {
        let _ = self.sender.send(event);
    }

    /// What happens from now on.
    pub fn subscribe(&self) -> broadcast::Receiver<Event> {
        self.sender.subscribe()
    }
}

/// The stream that one page listens to: `hello`, then what happens, until `end` resolves. Of the camera's guidance a
/// slow page gets the newest alone, so that it never crowds out anything else.
pub fn stream(
    hello: Event,
    receiver: broadcast::Receiver<Event>,
    guidance: watch::Receiver<Option<Guidance>>,
    end: impl Future<Output = ()> + Send + 'static,
) -> Sse<impl Stream<Item = Result<Frame, Infallible>>> {
    let guidance = WatchStream::from_changes(guidance)
        .filter_map(|guidance| guidance.map(|guidance| Event::CameraGuidance { guidance }));
    let events = tokio_stream::once(hello).chain(happening(receiver).merge(guidance));
    let events = events.map(|event| Ok(event.frame()));
    Sse::new(until(events, end))
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(15)).text("still here"))
}

/// What happens; who falls behind is told to fetch anew instead of what was missed.
fn happening(receiver: broadcast::Receiver<Event>) -> impl Stream<Item = Event> {
    BroadcastStream::new(receiver).map(|item| match item {
        Ok(event) => event,
        Err(BroadcastStreamRecvError::Lagged(_)) => Event::Resync,
    })
}

/// A stream that ends once a future resolves; without it an open page would hold up the shutdown.
pub fn until<S: Stream>(stream: S, end: impl Future<Output = ()> + Send + 'static) -> Until<S> {
    Until { stream: Box::pin(stream), end: Box::pin(end) }
}

/// See [`until`].
pub struct Until<S> {
    stream: std::pin::Pin<Box<S>>,
    end: std::pin::Pin<Box<dyn Future<Output = ()> + Send>>,
}

impl<S: Stream> Stream for Until<S> {
    type Item = S::Item;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<S::Item>> {
        if self.end.as_mut().poll(context).is_ready() {
            return std::task::Poll::Ready(None);
        }
        self.stream.as_mut().poll_next(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_falls_behind_is_told_to_fetch_anew() {
        let bus = Bus::default();
        let mut slow = Box::pin(happening(bus.subscribe()));
        for n in 0..BACKLOG + 10 {
            bus.tell(Event::ReadingStarted { photograph_id: n.to_string() });
        }
        assert_eq!(slow.next().await, Some(Event::Resync));
        assert_eq!(slow.next().await, Some(Event::ReadingStarted { photograph_id: "10".into() }));
    }

    #[test]
    fn the_word_is_the_type() {
        for event in [
            Event::Resync,
            Event::ModelsLoading,
            Event::ReadingStarted { photograph_id: String::new() },
            Event::Hello { version: String::new(), started_at: String::new() },
        ] {
            assert_eq!(serde_json::to_value(&event).unwrap()["type"], event.word());
        }
    }
}
