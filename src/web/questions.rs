//! Questions about a photograph that was read: asked through the API, answered by the reader when no photograph waits,
//! streamed as server-sent events. Conversations are kept in memory alone, and end with the station.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::ops::ControlFlow;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Json;
use axum::body::to_bytes;
use axum::extract::{Path, Request, State};
use axum::response::sse::{Event as Frame, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::ReceiverStream;
use utoipa::ToSchema;

use super::refusal::Refusal;
use super::state::App;
use super::types::ModelState;
use super::worker::Wake;
use crate::conversation::{Ask, Message, Sentence, Told};
use crate::fault::{Fault, FaultCode};
use crate::reading::Reading;

/// Questions that are answered or wait at a time.
const AT_ONCE: usize = 4;
/// Sentences that a slow page may fall behind; then its answer is ended.
const BEHIND: usize = 256;
/// Bytes of a request.
const MAX_BODY: usize = 64 << 10;
/// How long a question may wait for photographs and for its answer.
const PATIENCE: Duration = Duration::from_secs(120);
/// Conversations that are kept, and answers of one; the oldest go.
const CONVERSATIONS: usize = 64;
const TURNS: usize = 32;

/// A piece of the answer; the `event:` field of the stream carries the same word as `type`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum AnswerEvent {
    /// Words of a published language model as they come, verified by nothing; a sentence with all of them follows.
    Piece { text: String },
    /// As it stands; every sentence is in the message too.
    Sentence { sentence: Sentence },
    /// The whole answer, and the end.
    Message { message: Box<Message> },
    /// There is no answer, and this is the end.
    Fault { fault: Fault },
}

/// What was asked about a photograph since the station was started, oldest first.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Conversation {
    pub messages: Vec<Message>,
}

/// A question that waits for the reader.
pub struct Pending {
    pub photograph: String,
    pub reading: Reading,
    pub ask: Ask,
    to: mpsc::Sender<AnswerEvent>,
}

impl Pending {
    /// A question, and the end from which its answer is heard.
    pub fn new(photograph: String, reading: Reading, ask: Ask) -> (Pending, mpsc::Receiver<AnswerEvent>) {
        let (to, from) = mpsc::channel(BEHIND);
        (Pending { photograph, reading, ask, to }, from)
    }

    /// Comes true when nobody waits for the answer any more.
    pub fn closed(&self) -> impl Future<Output = ()> + Send + 'static {
        let to = self.to.clone();
        async move { to.closed().await }
    }

    /// Passes on what there is; ends the answer where nobody listens, or too slowly. Words that a slow page would fall
    /// behind with are left out: the sentence that follows has them all.
    pub fn tell(&self, told: Told) -> ControlFlow<()> {
        let heard = match told {
            Told::Piece(text) if self.to.capacity() > BEHIND / 2 => {
                self.to.try_send(AnswerEvent::Piece { text: text.into() }).is_ok()
            }
            Told::Waiting | Told::Piece(_) => !self.to.is_closed(),
            Told::Sentence(sentence) => {
                self.to.try_send(AnswerEvent::Sentence { sentence: sentence.clone() }).is_ok()
            }
        };
        if heard { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    /// The end of the answer.
    pub fn end(&self, said: Result<Message, Fault>) {
        let _ = self.to.try_send(match said {
            Ok(message) => AnswerEvent::Message { message: Box::new(message) },
            Err(fault) => AnswerEvent::Fault { fault },
        });
    }
}

/// Questions that wait, and conversations so far.
pub struct Questions {
    wake: Wake,
    places: Arc<Semaphore>,
    waiting: Mutex<VecDeque<Pending>>,
    /// Photograph and its answers, the latest last.
    kept: Mutex<VecDeque<(String, VecDeque<Message>)>>,
}

impl Questions {
    pub fn new(wake: Wake) -> Questions {
        Questions {
            wake,
            places: Arc::new(Semaphore::new(AT_ONCE)),
            waiting: Mutex::default(),
            kept: Mutex::default(),
        }
    }

    /// The next question that somebody still waits for.
    pub fn next(&self) -> Option<Pending> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        std::iter::from_fn(|| waiting.pop_front()).find(|question| !question.to.is_closed())
    }

    /// Queues a question; whoever does must bound how many.
    pub fn push(&self, question: Pending) {
        // Bounded by the places: each question holds one.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push_back(question);
        self.wake.wake();
    }

    /// Keeps an answer; those about an earlier Reading of the same photograph are let go.
    pub fn keep(&self, photograph: &str, message: Message) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let at = kept.iter().position(|(id, _)| id == photograph);
        let (_, mut messages) = at.and_then(|at| kept.remove(at)).unwrap_or_default();
        messages.retain(|old| old.reading == message.reading);
        messages.push_back(message);
        while messages.len() > TURNS {
            messages.pop_front();
        }
        kept.push_back((photograph.to_owned(), messages));
        while kept.len() > CONVERSATIONS {
            kept.pop_front();
        }
    }

    fn of(&self, photograph: &str) -> Vec<Message> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().find(|(id, _)| id == photograph);
        found.map_or_else(Vec::new, |(_, messages)| messages.iter().cloned().collect())
    }
}

/// Asks about a photograph that was read. Answers with server-sent events: a `sentence` as each stands, before those of a
/// published language model `piece`s of it as it is written, then one `message` or one `fault`; `data` is an `AnswerEvent`. Who closes the stream cancels the answer. A photograph that
/// waits to be read goes first.
#[utoipa::path(
    post, path = "/api/photographs/{id}/messages", tag = "photographs", operation_id = "askAboutPhotograph",
    params(("id" = String, Path, description = "ULID of the photograph")),
    request_body = Ask,
    responses(
        (status = 200, description = "The answer as it comes", body = AnswerEvent, content_type = "text/event-stream"),
        (status = 400, description = "The question is malformed or over a bound", body = Fault),
        (status = 403, description = "Sent by a page of another origin", body = Fault),
        (status = 404, description = "No such photograph, or it is not read yet", body = Fault),
        (status = 413, description = "More than 64 kB", body = Fault),
        (status = 503, description = "The models are not ready, or too many questions at once", body = Fault),
    )
)]
pub async fn ask(
    State(app): State<App>,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Refusal> {
    let body = to_bytes(request.into_body(), MAX_BODY).await.map_err(|_| {
        let remedy = "Ask in at most 300 characters.";
        Refusal::new(FaultCode::TooLarge, "the question is larger than 64 kB", remedy)
    })?;
    let ask: Ask = serde_json::from_slice(&body).map_err(|error| {
        let remedy = "Send JSON such as {\"question\": \"What is the ICDR grade?\"}.";
        Refusal::new(FaultCode::BadRequest, format!("the question is malformed: {error}"), remedy)
    })?;
    ask.check().map_err(Refusal::from)?;
    let photograph = id.clone();
    let json = app.on_record(move |record| record.reading_json(&id)).await?;
    let reading: Reading = serde_json::from_str(&json).map_err(|error| {
        let remedy = "Read the photograph anew with this version.";
        Refusal::new(FaultCode::Internal, format!("its Reading cannot be understood: {error}"), remedy)
    })?;
    if app.readers.status().state != ModelState::Ready {
        let remedy = "Wait until they are ready; the Reading itself can be looked at.";
        return Err(Refusal::new(FaultCode::Busy, "the models are not ready", remedy));
    }
    let place = app.readers.questions.places.clone().try_acquire_owned().map_err(|_| {
        let remedy = "Wait for the answers that are under way.";
        Refusal::new(FaultCode::Busy, "too many questions at once", remedy)
    })?;
    let (question, from) = Pending::new(photograph, reading, ask);
    app.readers.questions.push(question);
    Ok(stream(from, place, app.stopping.clone()).into_response())
}

/// The answer as it comes, until its end, its time or the server's stop. When the page is gone `from` is dropped, which
/// the reader sees.
fn stream(
    mut from: mpsc::Receiver<AnswerEvent>,
    place: OwnedSemaphorePermit,
    mut stopping: tokio::sync::watch::Receiver<bool>,
) -> Sse<impl tokio_stream::Stream<Item = Result<Frame, Infallible>>> {
    let (out, events) = mpsc::channel(1);
    tokio::spawn(async move {
        let _place = place;
        let late = tokio::time::sleep(PATIENCE);
        let stop = async {
            let _ = stopping.wait_for(|stopping| *stopping).await;
        };
        tokio::pin!(late, stop);
        loop {
            let event = tokio::select! {
                event = from.recv() => event.unwrap_or_else(|| unanswered("the answer was ended")),
                () = out.closed() => return,
                () = &mut stop => unanswered("the station is stopping"),
                () = &mut late => unanswered("no answer came in time"),
            };
            let last = !matches!(event, AnswerEvent::Sentence { .. } | AnswerEvent::Piece { .. });
            let sent = tokio::time::timeout(PATIENCE, out.send(event)).await;
            if last || !matches!(sent, Ok(Ok(()))) {
                return;
            }
        }
    });
    Sse::new(ReceiverStream::new(events).map(|event| Ok(frame(&event))))
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(15)).text("still here"))
}

fn unanswered(why: &str) -> AnswerEvent {
    AnswerEvent::Fault {
        fault: Fault { code: FaultCode::Busy, message: why.into(), remedy: "Ask again.".into() },
    }
}

fn frame(event: &AnswerEvent) -> Frame {
    let word = match event {
        AnswerEvent::Piece { .. } => "piece",
        AnswerEvent::Sentence { .. } => "sentence",
        AnswerEvent::Message { .. } => "message",
        AnswerEvent::Fault { .. } => "fault",
    };
    // Serialising these types cannot fail: no maps with keys that are not strings.
    Frame::default().event(word).data(serde_json::to_string(event).unwrap_or_default())
}

/// What was asked about a photograph since the station was started, and answered; at most 32 answers.
#[utoipa::path(
    get, path = "/api/photographs/{id}/messages", tag = "photographs", operation_id = "getConversation",
    params(("id" = String, Path, description = "ULID of the photograph")),
    responses(
        (status = 200, description = "The conversation so far", body = Conversation),
        (status = 404, description = "No such photograph", body = Fault),
    )
)]
pub async fn conversation(
    State(app): State<App>,
    Path(id): Path<String>,
) -> Result<Json<Conversation>, Refusal> {
    let photograph = app.on_record(move |record| record.photograph(&id)).await?;
    Ok(Json(Conversation { messages: app.readers.questions.of(&photograph.id) }))
}
