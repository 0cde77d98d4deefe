//! The readers in a process of their own: a native library that hangs can be stopped there, and one that crashes
//! takes no station with it.
//!
//! The child is this same program. It is told what to load on its first line of input, answers on its output in lines
//! of JSON, and ends when its input does, so that it never outlives the station.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::ops::ControlFlow;
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::ingest::MAX_FILE;
use super::worker::{Failed, Loader, Reads, caught};
use crate::conversation::{Ask, Message, Sentence, Talk, Teller};
use crate::fault::{Fault, FaultCode};
use crate::reading::{Models, Reader, ReaderOptions, Reading};

/// The verb under which this program is the child.
pub const VERB: &str = "reader";
/// How long loading and self-test may take.
const LOADING: Duration = Duration::from_secs(180);
/// How long a child that was killed may take to be gone.
const REAPED: Duration = Duration::from_secs(5);
/// An answer of more bytes than this is none.
const MAX_ANSWER: u64 = 64 << 20;

/// Conversations that the child keeps in mind; of another photograph it reads what was seen anew.
const TALKS: usize = 4;
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

/// The loader of the real readers; `limit` is how long one photograph may take.
pub fn loader(options: ReaderOptions, limit: Duration) -> Loader {
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
                unwanted(tell(None).is_break())
            })?;
            match heard {
                Answer::Sentence(sentence) => unwanted(tell(Some(&sentence)).is_break()),
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
        None => Talk::about(reading.clone(), reader.see(bytes)?),
    };
    let mut unheard = None;
    let said = talk.ask(reader, ask, &mut |sentence| {
        if let Some(sentence) = sentence {
            unheard = say(&Answer::Sentence(sentence.clone())).err();
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn options() -> ReaderOptions {
        ReaderOptions {
            bundle: "none".into(),
            engine: Default::default(),
            protocol: None,
            lang: "en".into(),
            threads: 1,
            language: false,
            research: false,
        }
    }

    /// A child that is a few lines of shell.
    fn start(script: &str, limit_ms: u64) -> Result<Apart, Fault> {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        let limit = Duration::from_millis(limit_ms);
        Apart::start(command, &options(), Duration::from_secs(20), limit)
    }

    const READY: &str =
        r#"read -r options; echo '{"ready":{"evidence":null,"language":null,"fallbacks":[]}}';"#;

    #[test]
    fn a_reader_that_hangs_is_stopped_in_time() {
        let mut reader = start(&format!("{READY} exec sleep 600"), 300).expect("it says that it is ready");
        let clock = Instant::now();
        // More than a pipe holds: the writing hangs too.
        let fault = reader.read(&[0; 1 << 20], "eye.jpg").expect_err("no answer comes");
        assert!(clock.elapsed() < Duration::from_secs(10), "{:?}", clock.elapsed());
        assert_eq!(fault.code, FaultCode::EngineFailed);
        assert!(fault.message.contains("0.3 s") && reader.is_lost(), "{fault:?}");
        assert!(reader.child.try_wait().is_ok_and(|status| status.is_some()), "the child is gone");
        assert!(reader.read(&[0], "eye.jpg").is_err(), "and stays so");
    }

    #[test]
    fn a_reader_that_crashes_or_babbles_is_lost_and_a_fault_alone_is_not() {
        for script in ["exit 3", "echo nonsense"] {
            let mut reader = start(&format!("{READY} read -r request; {script}"), 20_000).expect("ready");
            let fault = reader.read(b"", "eye.jpg").expect_err("no reading");
            assert!(fault.code == FaultCode::Internal && reader.is_lost(), "{script}: {fault:?}");
        }
        let said = r#"echo '{"fault":{"code":"damaged","message":"m","remedy":"r"}}'"#;
        let mut reader =
            start(&format!("{READY} read -r a; {said}; read -r b; {said}"), 20_000).expect("ready");
        for _ in 0..2 {
            let fault = reader.read(b"", "eye.jpg").expect_err("a fault");
            assert!(fault.code == FaultCode::Damaged && !reader.is_lost(), "{fault:?}");
        }
    }

    fn reading() -> Reading {
        let conditions: Vec<_> = crate::terms::Condition::ALL
            .iter()
            .map(|c| serde_json::json!({ "condition": c, "status": "not_assessed", "probability": null, "stage": null, "evidence": [], "research": false }))
            .collect();
        serde_json::from_value(serde_json::json!({
            "schema": crate::reading::SCHEMA, "id": "1", "created_at": "", "file": "", "software": "", "protocol": "",
            "image": { "sha256": "0", "width": 1, "height": 1, "field_of_view": null },
            "quality": { "verdict": "good", "score": 0.9, "reasons": [], "cause": null, "instruction": "" },
            "eye": { "laterality": "OD", "probability": 0.97 },
            "landmarks": { "disc": null, "cup": { "value": null, "reason": "" }, "fovea": null },
            "findings_assessed": [], "findings": [], "conditions": conditions, "chain": [], "checks": [],
            "biometry": { "vessel_density": { "value": null, "reason": "" }, "cup_disc_ratio_vertical": { "value": null, "reason": "" } },
            "referral": { "category": "rescreen", "probability": null, "within_days": 365, "because": [] },
            "report": { "lang": "en", "text": "" },
            "models": { "evidence": null, "language": null, "fallbacks": [] },
            "timings_ms": { "decode": 1, "quality": 1, "evidence": 1, "language": 0, "total": 3 }
        }))
        .expect("a Reading")
    }

    #[test]
    fn who_stops_listening_cancels_and_the_child_is_kept() {
        let said = r#"echo '{"sentence":{"text":"One.","source":"structure","findings":[]}}'"#;
        let script = format!(
            "{READY} read -r asked; {said}; read -r cancel; case $cancel in *cancel*1*) echo '\"left\"';; esac; read -r more"
        );
        let mut reader = start(&script, 20_000).expect("ready");
        let mut told = 0;
        let answer = reader.ask(b"", &reading(), &Ask::new("?"), &mut |sentence| {
            told += usize::from(sentence.is_some());
            if sentence.is_none() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        assert!(matches!(answer, Ok(None)), "{answer:?}");
        assert!(told == 1 && !reader.is_lost());
        let mut silent = start(&format!("{READY} sleep 600"), 300).expect("ready");
        let fault = silent
            .ask(b"", &reading(), &Ask::new("?"), &mut |_| ControlFlow::Continue(()))
            .expect_err("it hangs");
        assert!(fault.message.contains("0.3 s") && silent.is_lost(), "{fault:?}");
    }

    #[test]
    fn what_cannot_be_loaded_is_told() {
        let said = r#"read -r o; echo '{"fault":{"code":"bundle_missing","message":"none","remedy":"r"}}'"#;
        assert_eq!(start(said, 1000).err().map(|fault| fault.code), Some(FaultCode::BundleMissing));
        assert!(start("exit 1", 1000).is_err_and(|fault| fault.code == FaultCode::Internal));
    }
}
