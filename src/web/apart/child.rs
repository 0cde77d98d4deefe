//! The child's end: one photograph or question after the other, until its input ends.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read, Write};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{SyncSender, sync_channel};

use super::super::ingest::MAX_FILE;
use super::super::worker::{Failed, caught};
use super::{Answer, MAX_ANSWER, Request, ended, unstartable};
use crate::conversation::{Ask, Talk, Told};
use crate::fault::Fault;
use crate::reading::{Reader, ReaderOptions, Reading};

/// Conversations that the child keeps in mind; of another photograph it reads what was seen anew.
const TALKS: usize = 4;

/// The child's end: loads what its first line says and reads what it is asked, until its input ends. False where it
/// could not load.
pub fn read_apart() -> Result<bool, Fault> {
    let (hand, requests) = sync_channel::<(Request, Vec<u8>)>(1);
    let (told, options) = sync_channel::<ReaderOptions>(1);
    let cancelled = Arc::new(AtomicU64::new(0));
    let heard = cancelled.clone();
    let listening = std::thread::Builder::new().name("station's pipe".into()).spawn(move || {
        let _ = listen(&told, &hand, &heard);
        leave();
    });
    listening.map_err(|error| unstartable(&error))?;
    let Ok(options) = options.recv() else { return Ok(false) };
    let mut reader = match caught(|| Reader::load(&options)) {
        Ok(reader) => reader,
        Err(Failed::Fault(fault) | Failed::Panic(fault)) => {
            say(&Answer::Fault(fault))?;
            return Ok(false);
        }
    };
    say(&Answer::Ready(Box::new(reader.models())))?;
    let mut talks = VecDeque::new();
    while let Ok((request, bytes)) = requests.recv() {
        let answered = caught(|| match &request {
            Request::Read { file, .. } => {
                reader.read(&bytes, file).map(|reading| Answer::Reading(Box::new(reading)))
            }
            Request::Ask { number, reading, ask, .. } => {
                let left = || cancelled.load(Ordering::SeqCst) >= *number;
                talk(&mut reader, &mut talks, &bytes, reading, ask, left)
            }
            Request::Cancel { .. } => Ok(Answer::Left),
        });
        match answered {
            Ok(answer) => say(&answer)?,
            Err(Failed::Fault(fault)) => say(&Answer::Fault(fault))?,
            Err(Failed::Panic(fault)) => {
                say(&Answer::Lost(fault))?;
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// Answers a question in the conversation about its Reading; the photograph is looked at where that is not known.
fn talk(
    reader: &mut Reader,
    talks: &mut VecDeque<Talk>,
    bytes: &[u8],
    reading: &Reading,
    ask: &Ask,
    left: impl Fn() -> bool,
) -> Result<Answer, Fault> {
    let known = talks.iter().position(|talk| talk.reading().id == reading.id);
    let mut talk = match known.and_then(|at| talks.remove(at)) {
        Some(talk) => talk,
        None => {
            let mut going = |_: &str| if left() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) };
            match reader.see(bytes, &mut going) {
                Err(_) if left() => return Ok(Answer::Left),
                seen => Talk::about(reading.clone(), seen?),
            }
        }
    };
    // One conversation at a time has a large model's keys and values.
    talks.iter_mut().for_each(Talk::rest);
    let mut unheard = None;
    let said = talk.ask(reader, ask, &mut |told| {
        unheard = match told {
            Told::Waiting => None,
            Told::Piece(text) => say(&Answer::Piece(text.into())).err(),
            Told::Sentence(sentence) => say(&Answer::Sentence(sentence.clone())).err(),
        };
        if left() || unheard.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    talks.push_front(talk);
    talks.truncate(TALKS);
    match unheard {
        Some(fault) => Err(fault),
        None => {
            said.map(|message| message.map_or(Answer::Left, |message| Answer::Message(Box::new(message))))
        }
    }
}

/// Hands on what comes in, whatever the readers are doing, until the input ends.
fn listen(
    told: &SyncSender<ReaderOptions>,
    hand: &SyncSender<(Request, Vec<u8>)>,
    cancelled: &AtomicU64,
) -> io::Result<()> {
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    let mut first = true;
    loop {
        line.clear();
        (&mut input).take(MAX_ANSWER).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(());
        }
        let closed = if std::mem::take(&mut first) {
            told.send(serde_json::from_slice(&line)?).is_err()
        } else {
            let request: Request = serde_json::from_slice(&line)?;
            if let Request::Cancel { number } = request {
                cancelled.fetch_max(number, Ordering::SeqCst);
                continue;
            }
            let mut bytes = Vec::new();
            (&mut input).take(request.bytes().min(MAX_FILE)).read_to_end(&mut bytes)?;
            hand.send((request, bytes)).is_err()
        };
        if closed {
            return Ok(());
        }
    }
}

/// The station is gone. A reader that hangs would keep this process for ever, and there is nothing in it to lose.
#[allow(
    clippy::disallowed_methods,
    reason = "this process holds no record, and its main thread may be hanging"
)]
fn leave() {
    std::process::exit(0);
}

fn say(answer: &Answer) -> Result<(), Fault> {
    let line = serde_json::to_string(answer).map_err(|error| ended(&error.to_string()))?;
    let mut out = io::stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).map_err(|error| ended(&error.to_string()))
}
