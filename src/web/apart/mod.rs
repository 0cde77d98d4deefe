//! The readers in a process of their own: a native library that hangs can be stopped there, and one that crashes
//! takes no station with it.
//!
//! The child is this same program. It is told what to load on its first line of input, answers on its output in lines
//! of JSON, and ends when its input does, so that it never outlives the station.

mod child;
#[cfg(test)]
mod tests;

use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::worker::{Loader, Reads};
use crate::conversation::{Ask, Message, Sentence, Teller, Told};
use crate::fault::{Fault, FaultCode};
use crate::reading::{Models, ReaderOptions, Reading};

pub use child::read_apart;

/// The verb under which this program is the child.
pub const VERB: &str = "reader";
/// How long loading and self-test may take.
pub(super) const LOADING: Duration = Duration::from_secs(180);
/// How long a child that was killed may take to be gone.
const REAPED: Duration = Duration::from_secs(5);
/// An answer of more bytes than this is none.
const MAX_ANSWER: u64 = 64 << 20;
/// How often it is looked whether anybody still waits for an answer.
const LOOK: Duration = Duration::from_millis(100);

/// What is asked of the child; `bytes` of a photograph follow the line.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Request {
    Read {
        file: String,
        bytes: u64,
    },
    Ask {
        number: u64,
        reading: Box<Reading>,
        ask: Box<Ask>,
        bytes: u64,
    },
    /// Nobody waits any more for the answer of this number.
    Cancel {
        number: u64,
    },
}

impl Request {
    fn bytes(&self) -> u64 {
        match self {
            Request::Read { bytes, .. } | Request::Ask { bytes, .. } => *bytes,
            Request::Cancel { .. } => 0,
        }
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Ready(Box<Models>),
    Reading(Box<Reading>),
    /// Words of an answer that goes on.
    Piece(String),
    /// One sentence of an answer that goes on.
    Sentence(Sentence),
    /// A whole answer.
    Message(Box<Message>),
    /// The answer was cancelled.
    Left,
    Fault(Fault),
    /// A fault after which nobody knows what state the readers are in.
    Lost(Fault),
}

/// The loader of the real readers; `limit` is how long one photograph may take. A published model looks and answers well
/// within it, so that a slow one is told and not stopped.
pub fn loader(mut options: ReaderOptions, limit: Duration) -> Loader {
    options.language_time = options.language_time.min(limit * 2 / 5);
    Box::new(move || {
        let mut command = Command::new(this_program()?);
        command.arg(VERB);
        let reader = Apart::start(command, &options, LOADING, limit)?;
        Ok(Box::new(reader) as Box<dyn Reads>)
    })
}

/// This program's file, also where it was replaced by a newer one since it was started.
fn this_program() -> Result<std::path::PathBuf, Fault> {
    let running = std::path::Path::new("/proc/self/exe");
    match running.exists() {
        true => Ok(running.to_owned()),
        false => std::env::current_exe().map_err(|error| unstartable(&error)),
    }
}

/// The station's end: a child, and the threads that talk with it.
pub struct Apart {
    child: Child,
    requests: SyncSender<(Request, Vec<u8>)>,
    answers: Receiver<io::Result<Answer>>,
    models: Models,
    limit: Duration,
    lost: bool,
    /// Questions asked so far.
    asked: u64,
}

impl Apart {
    /// Starts `command` as a child and waits until its readers are loaded.
    fn start(
        mut command: Command,
        options: &ReaderOptions,
        loading: Duration,
        limit: Duration,
    ) -> Result<Apart, Fault> {
        // A group of its own: what is typed at the station's terminal is for the station.
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).process_group(0);
        let mut options = serde_json::to_vec(options).map_err(|error| unstartable(&error))?;
        options.push(b'\n');
        let mut child = command.spawn().map_err(|error| unstartable(&error))?;
        let (to, from) = (child.stdin.take(), child.stdout.take());
        // A request and its cancellation.
        let (requests, asked) = sync_channel(2);
        let (answer, answers) = sync_channel(16);
        let thread = |name: &str| std::thread::Builder::new().name(name.into());
        let talking = match (to, from) {
            (Some(to), Some(from)) => thread("to the reader")
                .spawn(move || tell(to, &options, &asked))
                .and_then(|_| thread("from the reader").spawn(move || hear(from, &answer))),
            _ => Err(io::Error::other("it has no pipes")),
        };
        let models = Models { evidence: None, language: None, fallbacks: vec![] };
        let mut apart = Apart { child, requests, answers, models, limit, lost: false, asked: 0 };
        talking.map_err(|error| unstartable(&error))?;
        match apart.answer(loading, "to load")? {
            Answer::Ready(models) => apart.models = *models,
            Answer::Fault(fault) | Answer::Lost(fault) => return Err(fault),
            _ => return Err(unstartable(&"it answers before it is asked")),
        }
        Ok(apart)
    }

    /// The child's next answer. Where none comes in time the child is stopped.
    fn answer(&mut self, limit: Duration, act: &str) -> Result<Answer, Fault> {
        self.answer_until(Instant::now() + limit, limit, limit, act, &mut || ())
    }

    /// The same until `end`; `look` is called every so often while nothing comes.
    fn answer_until(
        &mut self,
        end: Instant,
        limit: Duration,
        every: Duration,
        act: &str,
        look: &mut dyn FnMut(),
    ) -> Result<Answer, Fault> {
        let heard = loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.answers.recv_timeout(left.min(every)) {
                Err(RecvTimeoutError::Timeout) if Instant::now() < end => look(),
                heard => break heard,
            }
        };
        let fault = match heard {
            Ok(Ok(Answer::Lost(fault))) => fault,
            Ok(Ok(answer)) => return Ok(answer),
            Ok(Err(error)) => ended(&error.to_string()),
            Err(RecvTimeoutError::Disconnected) => ended("its pipe is closed"),
            Err(RecvTimeoutError::Timeout) => hung(limit, act),
        };
        self.end();
        Err(fault)
    }

    fn send(&mut self, request: Request, bytes: Vec<u8>) -> Result<(), Fault> {
        // Each request is answered before the next, so that there is a free place.
        if self.lost || self.requests.try_send((request, bytes)).is_err() {
            self.end();
            return Err(ended("its pipe is closed"));
        }
        Ok(())
    }

    /// It said something that belongs to no request.
    fn babbled(&mut self) -> Fault {
        self.end();
        ended("it answers what was not asked")
    }

    fn end(&mut self) {
        self.lost = true;
        let _ = self.child.kill();
        // A child that hangs within a driver cannot be reaped; it is left then, and the station goes on.
        let ended = Instant::now() + REAPED;
        while matches!(self.child.try_wait(), Ok(None)) && Instant::now() < ended {
            #[expect(
                clippy::disallowed_methods,
                reason = "a child's end has no deadline of its own to wait with"
            )]
            std::thread::sleep(REAPED / 200);
        }
    }
}

impl Reads for Apart {
    fn read(&mut self, bytes: &[u8], file: &str) -> Result<Reading, Fault> {
        self.send(Request::Read { file: file.into(), bytes: bytes.len() as u64 }, bytes.to_vec())?;
        match self.answer(self.limit, "over this photograph")? {
            Answer::Reading(reading) => Ok(*reading),
            Answer::Fault(fault) | Answer::Lost(fault) => Err(fault),
            _ => Err(self.babbled()),
        }
    }

    fn ask(
        &mut self,
        bytes: &[u8],
        reading: &Reading,
        ask: &Ask,
        tell: &mut Teller,
    ) -> Result<Option<Message>, Fault> {
        self.asked += 1;
        let number = self.asked;
        let (reading, ask) = (Box::new(reading.clone()), Box::new(ask.clone()));
        self.send(Request::Ask { number, reading, ask, bytes: bytes.len() as u64 }, bytes.to_vec())?;
        let end = Instant::now() + self.limit;
        let cancel = self.requests.clone();
        let mut wanted = true;
        loop {
            let mut unwanted = |broken: bool| {
                if broken && std::mem::take(&mut wanted) {
                    // Where there is no place the child is gone, or ends the answer by itself soon.
                    let _ = cancel.try_send((Request::Cancel { number }, Vec::new()));
                }
            };
            let heard = self.answer_until(end, self.limit, LOOK, "over this question", &mut || {
                unwanted(tell(Told::Waiting).is_break())
            })?;
            match heard {
                Answer::Piece(text) => unwanted(tell(Told::Piece(&text)).is_break()),
                Answer::Sentence(sentence) => unwanted(tell(Told::Sentence(&sentence)).is_break()),
                Answer::Message(message) => return Ok(Some(*message)),
                Answer::Left => return Ok(None),
                Answer::Fault(fault) | Answer::Lost(fault) => return Err(fault),
                Answer::Ready(_) | Answer::Reading(_) => return Err(self.babbled()),
            }
        }
    }

    fn models(&self) -> Models {
        self.models.clone()
    }

    fn is_lost(&self) -> bool {
        self.lost
    }
}

impl Drop for Apart {
    fn drop(&mut self) {
        self.end();
    }
}

/// Writes what is asked, until the pipe is closed. It may block; nobody waits for it without a deadline, and killing
/// the child ends it.
fn tell(mut to: ChildStdin, options: &[u8], asked: &Receiver<(Request, Vec<u8>)>) {
    let mut said = to.write_all(options).and_then(|()| to.flush());
    while said.is_ok() {
        let Ok((request, bytes)) = asked.recv() else { return };
        said = ask(&mut to, &request, &bytes);
    }
}

/// Reads the answers, until the pipe is closed or what comes is none.
fn hear(from: ChildStdout, answer: &SyncSender<io::Result<Answer>>) {
    let mut from = BufReader::new(from);
    loop {
        let heard = next_answer(&mut from);
        let over = heard.is_err();
        if answer.send(heard).is_err() || over {
            return;
        }
    }
}

fn ask(to: &mut ChildStdin, request: &Request, bytes: &[u8]) -> io::Result<()> {
    let mut line = serde_json::to_vec(request)?;
    line.push(b'\n');
    to.write_all(&line)?;
    to.write_all(bytes)?;
    to.flush()
}

fn next_answer(from: &mut impl BufRead) -> io::Result<Answer> {
    let mut line = Vec::new();
    from.take(MAX_ANSWER).read_until(b'\n', &mut line)?;
    match line.last() {
        Some(b'\n') => Ok(serde_json::from_slice(&line)?),
        _ => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

fn unstartable(error: &dyn std::fmt::Display) -> Fault {
    Fault {
        code: FaultCode::Internal,
        message: format!("the reader's process cannot be started: {error}"),
        remedy: "It is tried again. If it happens again, report it with the server's log.".into(),
    }
}

fn ended(how: &str) -> Fault {
    Fault {
        code: FaultCode::Internal,
        message: format!("the reader ended in the middle of its work: {how}"),
        remedy: "It is tried again with a fresh one. If it happens again, report it with the server's log."
            .into(),
    }
}

fn hung(limit: Duration, act: &str) -> Fault {
    Fault {
        code: FaultCode::EngineFailed,
        message: format!("the reader took longer than {} s {act} and was stopped", limit.as_secs_f32()),
        remedy: "It is tried again with a fresh one. On a slow machine, allow more with --reading-limit."
            .into(),
    }
}
