//! What the verbs say: results to stdout, faults and progress to stderr.

use std::io::{IsTerminal, Write};

use serde::Serialize;

use crate::fault::{Fault, FaultCode};

/// One pretty JSON document on stdout.
pub fn json(value: &impl Serialize) -> Result<(), Fault> {
    let text = serde_json::to_string_pretty(value).map_err(internal)?;
    line(&text)
}

/// One compact JSON line on stdout.
pub fn json_line(value: &impl Serialize) -> Result<(), Fault> {
    let text = serde_json::to_string(value).map_err(internal)?;
    line(&text)
}

/// One line of text on stdout, flushed, so that a reader at the other end of a pipe has it at once.
pub fn line(text: &str) -> Result<(), Fault> {
    words(&format!("{text}\n"))
}

/// A stretch of a line, likewise.
pub fn words(text: &str) -> Result<(), Fault> {
    let mut out = std::io::stdout().lock();
    write!(out, "{text}").and_then(|()| out.flush()).map_err(|e| Fault {
        code: FaultCode::OutputFailed,
        message: format!("the output cannot be written: {e}"),
        remedy: "Check the disk or the program that the output is piped to.".into(),
    })
}

/// A fault for a person on stderr.
pub fn fault(fault: &Fault) {
    eprintln!("ocellus: {}\n  {}", fault.message, fault.remedy);
}

/// Progress on stderr, and only when it is a terminal.
pub fn progress(text: &str) {
    if std::io::stderr().is_terminal() {
        eprint!("\r\x1b[K{text}");
    }
}

fn internal(error: serde_json::Error) -> Fault {
    Fault {
        code: FaultCode::Internal,
        message: format!("a result cannot be written as JSON: {error}"),
        remedy: "Report this with the photograph's name.".into(),
    }
}
