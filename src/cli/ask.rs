//! `ocellus ask`: questions about one photograph, answered from its Reading.

use std::io::{BufRead, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

use clap::Args;

use super::{ReaderArgs, screen, tell};
use crate::conversation::{Ask, Message, PlanStep, Sentence, Talk, Task, Told};
use crate::fault::{Fault, FaultCode};
use crate::reading::{ReadPhotograph, Reader, ReaderOptions};
use crate::terms::Source;

/// What stands before the words of a published language model.
const UNVERIFIED: &str = "  [language model, not verified] ";

/// Bytes of a question that are read from a pipe or terminal.
const MAX_LINE: u64 = 64 << 10;

#[derive(Args)]
#[command(after_help = "Examples:\n  ocellus ask eye.jpg \"What is the ICDR grade?\" \"Why?\"\n  \
                  ocellus ask eye.jpg --task locate \"hard exudates\" --json\n  \
                  ocellus ask eye.jpg --task plan --history \"diabetes for 12 years\"\n  \
                  ocellus ask eye.jpg --lang es \"¿Por qué este grado?\"\n  \
                  ocellus ask eye.jpg            (one question a line)\n\n\
                  Numbers and places come from the measurement, findings are named by id. What cannot be answered\n\
                  from it is declined. Questions in any language of the page. With a bundle that holds a published\n\
                  language model alone it answers itself, in words that nothing measured bears out, and are marked so.")]
pub struct AskArgs {
    /// Photograph: JPEG, PNG, TIFF, BMP, WebP
    file: PathBuf,
    /// Questions, one after the other in the same conversation; without any they are read a line each
    questions: Vec<String>,
    /// What is asked for; the question then names what it is about
    #[arg(long, value_enum)]
    task: Option<Task>,
    /// Answers to choose from, such as A,B,C or TRUE,FALSE
    #[arg(long, value_name = "A,B,…", value_delimiter = ',')]
    options: Vec<String>,
    /// What is known of the patient; urgent symptoms are looked for in it
    #[arg(long, value_name = "TEXT")]
    history: Option<String>,
    /// How freely the language reader chooses its words; it changes no fact
    #[arg(long, default_value_t = 0.0, value_name = "0–2")]
    temperature: f32,
    /// The same seed gives the same words
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// One JSON line an answer
    #[arg(long)]
    json: bool,
    /// Show, marked, what only drawn eyes support
    #[arg(long)]
    research: bool,
    #[command(flatten)]
    reader: ReaderArgs,
}

pub fn run(args: &AskArgs) -> Result<bool, Fault> {
    // A question that is over a bound is told before the models are loaded.
    let asks: Vec<Ask> = args.questions.iter().map(|question| ask(args, question)).collect();
    for ask in &asks {
        ask.check()?;
    }
    tell::progress("loading the models …");
    let mut reader = Reader::load(&ReaderOptions { research: args.research, ..args.reader.options()? })?;
    tell::progress(&format!("reading {} …", args.file.display()));
    let bytes = screen::read_file(&args.file)?;
    let ReadPhotograph { reading, seen, .. } = reader.read_to_ask(&bytes, &args.file.to_string_lossy())?;
    tell::progress("");
    let mut talk = Talk::about(reading, seen);
    let alone = asks.is_empty() && matches!(args.task, Some(Task::Describe | Task::Plan | Task::Stage));
    let asks = if alone { vec![ask(args, "")] } else { asks };
    if !asks.is_empty() {
        for ask in &asks {
            say(&mut talk, &mut reader, ask, args.json)?;
        }
        return Ok(true);
    }
    let terminal = std::io::stdin().is_terminal();
    let mut input = std::io::stdin().lock();
    loop {
        if terminal {
            eprint!("? ");
            let _ = std::io::stderr().flush();
        }
        let mut line = Vec::new();
        std::io::Read::take(&mut input, MAX_LINE)
            .read_until(b'\n', &mut line)
            .map_err(|error| unheard(&error))?;
        if line.is_empty() {
            return Ok(true);
        }
        let line = String::from_utf8_lossy(&line);
        if line.trim().is_empty() {
            continue;
        }
        match say(&mut talk, &mut reader, &ask(args, line.trim()), args.json) {
            // A person tries again; a script must not lose a question unseen.
            Err(fault) if terminal && fault.code == FaultCode::BadRequest => tell::fault(&fault),
            said => said?,
        }
    }
}

fn ask(args: &AskArgs, question: &str) -> Ask {
    Ask {
        question: question.into(),
        task: args.task,
        options: args.options.clone(),
        lang: args.reader.lang,
        history: args.history.clone(),
        temperature: args.temperature,
        seed: args.seed,
    }
}

fn say(talk: &mut Talk, reader: &mut Reader, ask: &Ask, json: bool) -> Result<(), Fault> {
    let mut failed = None;
    let mut step = None;
    if !json && !ask.question.is_empty() {
        tell::line(&format!("> {}", ask.question.escape_debug()))?;
    }
    let mut written = String::new();
    let mut tell = |told: Told| {
        let done = match told {
            _ if json => Ok(()),
            Told::Waiting => Ok(()),
            Told::Piece(piece) => {
                let start = if written.is_empty() { UNVERIFIED } else { "" };
                let piece = if written.is_empty() { piece.trim_start() } else { piece };
                written.push_str(piece);
                if piece.is_empty() { Ok(()) } else { tell::words(&format!("{start}{piece}")) }
            }
            Told::Sentence(sentence) if sentence.unverified && !written.is_empty() => {
                // What was held back while it was written; where that is other than what stands, all of it.
                let written = std::mem::take(&mut written);
                match sentence.text.strip_prefix(written.trim_end()) {
                    Some(rest) if written.trim_end() == written => tell::line(rest),
                    Some(_) => tell::line(""),
                    None => tell::line(&format!("\n{}", plain(sentence, None))),
                }
            }
            Told::Sentence(sentence) => {
                let heading = sentence.step.filter(|_| sentence.step != step);
                step = sentence.step;
                tell::line(&plain(sentence, heading))
            }
        };
        match done {
            Ok(()) => ControlFlow::Continue(()),
            Err(fault) => {
                failed = Some(fault);
                ControlFlow::Break(())
            }
        }
    };
    let message = talk.ask(reader, ask, &mut tell)?;
    if let Some(fault) = failed {
        return Err(fault);
    }
    match message {
        Some(message) if json => tell::json_line(&message),
        Some(message) => tell::line(&ending(&message)),
        None => Ok(()),
    }
}

/// A sentence with where it comes from, under the step of a plan that it begins.
fn plain(sentence: &Sentence, heading: Option<PlanStep>) -> String {
    if sentence.unverified {
        return format!("{UNVERIFIED}{}", sentence.text);
    }
    let mark = if sentence.source == Source::Language { "language" } else { "structure" };
    let heading = heading.map_or("", |step| match step {
        PlanStep::Diagnosis => "  Diagnosis and severity\n",
        PlanStep::Justification => "  Justification\n",
        PlanStep::AssessmentAndPlan => "  Assessment and plan\n",
        PlanStep::TreatmentAndOutcome => "  Treatment and outcome\n",
        PlanStep::FollowUp => "  Follow-up\n",
    });
    format!("{heading}  [{mark}] {}", sentence.text)
}

fn ending(message: &Message) -> String {
    let mut text = Vec::new();
    let understood = message.understood.as_ref().filter(|words| **words != message.question);
    text.extend(understood.map(|words| format!("  Understood as: {words}")));
    let places = message.places.iter().filter(|place| place.unverified);
    text.extend(places.map(|place| format!("  {}: {:?} (not verified)", place.name, place.bounds)));
    text.extend(message.choice.as_ref().map(|choice| format!("  Choice: {choice}")));
    if !message.may_ask.is_empty() {
        text.push(format!("  You can ask: {}", message.may_ask.join(" ")));
    }
    text.push(String::new());
    text.join("\n")
}

fn unheard(error: &std::io::Error) -> Fault {
    Fault {
        code: FaultCode::Unreadable,
        message: format!("the next question cannot be read: {error}"),
        remedy: "Give the questions as arguments.".into(),
    }
}
