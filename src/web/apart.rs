//! The readers in a process of their own: a native library that hangs can be stopped there, and one that crashes
//! takes no station with it.
//!
//! The child is this same program. It is told what to load on its first line of input, answers on its output in lines
//! of JSON, and ends when its input does, so that it never outlives the station.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::ingest::MAX_FILE;
use super::worker::{Failed, Loader, Reads, caught};
use crate::fault::{Fault, FaultCode};
use crate::reading::{Models, Reader, ReaderOptions, Reading};

/// The verb under which this program is the child.
pub const VERB: &str = "reader";
/// How long loading and self-test may take.
const LOADING: Duration = Duration::from_secs(180);
/// An answer of more bytes than this is none.
const MAX_ANSWER: u64 = 64 << 20;

/// One photograph that is asked for; its bytes follow the line.
#[derive(Serialize, Deserialize)]
struct Request {
    file: String,
    bytes: u64,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    Ready(Box<Models>),
    Reading(Box<Reading>),
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

/// The station's end: a child, and the thread that talks with it.
pub struct Apart {
    child: Child,
    requests: SyncSender<(Request, Vec<u8>)>,
    answers: Receiver<io::Result<Answer>>,
    models: Models,
    limit: Duration,
    lost: bool,
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
        let (requests, asked) = sync_channel(1);
        let (answer, answers) = sync_channel(1);
        let talk = std::thread::Builder::new().name("reader's pipe".into());
        let talking = match (to, from) {
            (Some(to), Some(from)) => talk.spawn(move || converse(to, from, &options, &asked, &answer)),
            _ => Err(io::Error::other("it has no pipes")),
        };
        let models = Models { evidence: None, language: None, fallbacks: vec![] };
        let mut apart = Apart { child, requests, answers, models, limit, lost: false };
        talking.map_err(|error| unstartable(&error))?;
        match apart.answer(loading, "to load")? {
            Answer::Ready(models) => apart.models = *models,
            Answer::Fault(fault) | Answer::Lost(fault) => return Err(fault),
            Answer::Reading(_) => return Err(unstartable(&"it answers before it is asked")),
        }
        Ok(apart)
    }

    /// The child's next answer. Where none comes in time the child is stopped.
    fn answer(&mut self, limit: Duration, act: &str) -> Result<Answer, Fault> {
        let heard = self.answers.recv_timeout(limit);
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

    fn end(&mut self) {
        self.lost = true;
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Reads for Apart {
    fn read(&mut self, bytes: &[u8], file: &str) -> Result<Reading, Fault> {
        let request = Request { file: file.into(), bytes: bytes.len() as u64 };
        // Each request is answered before the next, so that the one place is free.
        if self.lost || self.requests.try_send((request, bytes.to_vec())).is_err() {
            self.end();
            return Err(ended("its pipe is closed"));
        }
        match self.answer(self.limit, "over this photograph")? {
            Answer::Reading(reading) => Ok(*reading),
            Answer::Fault(fault) | Answer::Lost(fault) => Err(fault),
            Answer::Ready(_) => {
                self.end();
                Err(ended("it answers what was not asked"))
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

/// Writes what is asked and reads the answers, until either pipe is closed. It may block; nobody waits for it without
/// a deadline, and killing the child ends it.
fn converse(
    mut to: ChildStdin,
    from: ChildStdout,
    options: &[u8],
    asked: &Receiver<(Request, Vec<u8>)>,
    answer: &SyncSender<io::Result<Answer>>,
) {
    let mut from = BufReader::new(from);
    let mut said = to.write_all(options).and_then(|()| to.flush()).and_then(|()| next_answer(&mut from));
    loop {
        let over = said.is_err();
        if answer.send(said).is_err() || over {
            return;
        }
        let Ok((request, bytes)) = asked.recv() else { return };
        said = ask(&mut to, &request, &bytes).and_then(|()| next_answer(&mut from));
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
    let listening = std::thread::Builder::new().name("station's pipe".into()).spawn(move || {
        let _ = listen(&told, &hand);
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
    while let Ok((request, bytes)) = requests.recv() {
        match caught(|| reader.read(&bytes, &request.file)) {
            Ok(reading) => say(&Answer::Reading(Box::new(reading)))?,
            Err(Failed::Fault(fault)) => say(&Answer::Fault(fault))?,
            Err(Failed::Panic(fault)) => {
                say(&Answer::Lost(fault))?;
                return Ok(false);
            }
        }
    }
    Ok(true)
}

/// Hands on what comes in, whatever the readers are doing, until the input ends.
fn listen(told: &SyncSender<ReaderOptions>, hand: &SyncSender<(Request, Vec<u8>)>) -> io::Result<()> {
    let mut input = io::stdin().lock();
    let mut line = Vec::new();
    let mut first = true;
    loop {
        line.clear();
        (&mut input).take(1 << 20).read_until(b'\n', &mut line)?;
        if line.is_empty() {
            return Ok(());
        }
        let closed = if std::mem::take(&mut first) {
            told.send(serde_json::from_slice(&line)?).is_err()
        } else {
            let request: Request = serde_json::from_slice(&line)?;
            let mut bytes = Vec::new();
            (&mut input).take(request.bytes.min(MAX_FILE)).read_to_end(&mut bytes)?;
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
    use std::time::Instant;

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

    #[test]
    fn what_cannot_be_loaded_is_told() {
        let said = r#"read -r o; echo '{"fault":{"code":"bundle_missing","message":"none","remedy":"r"}}'"#;
        assert_eq!(start(said, 1000).err().map(|fault| fault.code), Some(FaultCode::BundleMissing));
        assert!(start("exit 1", 1000).is_err_and(|fault| fault.code == FaultCode::Internal));
    }
}
