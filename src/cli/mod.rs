//! The command line: a file for each verb; parse, decide, run.

mod ask;
mod camera;
mod describe;
mod doctor;
mod encounter;
mod label;
mod maps;
mod model;
mod operator;
mod overlay;
mod record;
mod report;
mod screen;
mod serve;
mod tell;
mod vault;

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::bundle;
use crate::engine::EngineChoice;
use crate::fault::{Explain, Fault};
use crate::language::Published;
use crate::reading::ReaderOptions;
use crate::terms::Lang;

#[derive(Parser)]
#[command(
    name = "ocellus",
    version,
    about = "Reads fundus photographs offline: quality, findings, grade and referral.",
    after_help = "Examples:\n  ocellus screen eye.jpg\n  ocellus screen *.jpg --json > readings.jsonl\n  \
                  ocellus serve --watch /srv/camera\n  ocellus doctor\n\nOcellus is not a cleared medical device."
)]
struct Cli {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Read photographs from files; nothing is kept.
    Screen(screen::ScreenArgs),
    /// Write the report of a photograph, or of both eyes, as one page of PDF.
    Report(report::ReportArgs),
    /// Ask a published vision-language model about photographs; it assesses nothing.
    Describe(describe::DescribeArgs),
    /// Ask about one photograph: where, how many, which grade, why, what next.
    Ask(ask::AskArgs),
    /// Serve the page and its API on this machine, and keep the record.
    Serve(serve::ServeArgs),
    /// Find cameras, take photographs with them, set them.
    #[command(subcommand)]
    Camera(camera::CameraVerb),
    /// Look at, verify or time a bundle.
    #[command(subcommand)]
    Model(model::ModelVerb),
    /// Verify what the station keeps, back it up and bring it back, export or erase a patient.
    #[command(subcommand)]
    Record(record::RecordVerb),
    /// See and change who may sign in; the way back for a lost administrator's password.
    #[command(subcommand)]
    Operator(operator::OperatorVerb),
    /// Show the code and the fingerprint by which tablets find and know this station.
    Label(label::LabelArgs),
    /// Encrypt the record at rest: make it, open it, close it, print its recovery sheet.
    #[command(subcommand)]
    Vault(vault::VaultVerb),
    /// Say what is found, what is used, what is missing, and what to do.
    Doctor(doctor::DoctorArgs),
    /// Print the JSON Schema of the lines of `screen --json`: Reading, error, encounter.
    Schema,
    /// The readers apart from the station; `serve` starts it.
    #[command(name = crate::web::READER_VERB, hide = true)]
    Reader,
}

#[derive(Clone, Copy, ValueEnum)]
enum EngineArg {
    Auto,
    Ort,
    Tract,
}

/// One of the languages that there are; wrong usage names them.
fn language() -> impl clap::builder::TypedValueParser<Value = Lang> {
    use clap::builder::TypedValueParser;
    let words = Lang::ALL.iter().map(|lang| lang.word());
    clap::builder::PossibleValuesParser::new(words).map(|word| Lang::from_word(&word).unwrap_or(Lang::En))
}

/// What every verb that loads a bundle takes.
#[derive(Args, Clone)]
struct ReaderArgs {
    /// Folder of the bundle [default: $OCELLUS_BUNDLE, then models/ocellus-1 here or beside the program]
    #[arg(long, value_name = "DIR")]
    bundle: Option<PathBuf>,
    /// Inference engine; auto takes the first that passes the bundle's self-test
    #[arg(long, value_enum, default_value = "auto")]
    engine: EngineArg,
    /// Referral protocol [default: icdr-ico, built in]
    #[arg(long, value_name = "FILE")]
    protocol: Option<PathBuf>,
    /// Language of every sentence but the language reader's own [default: en; of an answer, that of its question]
    #[arg(long, value_parser = language(), value_name = "LANG")]
    lang: Option<Lang>,
    /// Processor threads [default: all]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
    /// Leave the language reader out: measurement alone
    #[arg(long)]
    no_language: bool,
    /// Time that a published language model may look at a photograph, and time for each answer of it
    #[arg(long, value_name = "N", default_value_t = Published::TIME.as_secs(), value_parser = clap::value_parser!(u64).range(1..=3600))]
    language_seconds: u64,
}

impl ReaderArgs {
    fn lang(&self) -> Lang {
        self.lang.unwrap_or(Lang::En)
    }

    fn options(&self) -> Result<ReaderOptions, Fault> {
        let threads = match self.threads {
            Some(n) => usize::from(n),
            None => std::thread::available_parallelism().map_or(1, usize::from),
        };
        Ok(ReaderOptions {
            bundle: bundle::find(self.bundle.as_deref()).map_err(|e| e.fault())?,
            engine: match self.engine {
                EngineArg::Auto => EngineChoice::Auto,
                EngineArg::Ort => EngineChoice::Ort,
                EngineArg::Tract => EngineChoice::Tract,
            },
            protocol: self.protocol.clone(),
            lang: self.lang(),
            threads,
            language: !self.no_language,
            research: false,
            language_time: Duration::from_secs(self.language_seconds),
        })
    }
}

/// Parses the command line and runs the verb. Exit codes: 0 done, 1 something failed, 2 wrong usage.
pub fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_env("OCELLUS_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    crate::log::start(filter);
    let done = match Cli::parse().verb {
        Verb::Screen(args) => screen::run(&args),
        Verb::Report(args) => report::run(&args),
        Verb::Describe(args) => describe::run(&args),
        Verb::Ask(args) => ask::run(&args),
        Verb::Serve(args) => serve::run(&args),
        Verb::Camera(verb) => camera::run(&verb),
        Verb::Model(verb) => model::run(&verb),
        Verb::Record(verb) => record::run(&verb),
        Verb::Operator(verb) => operator::run(&verb),
        Verb::Label(args) => label::run(&args),
        Verb::Vault(verb) => vault::run(&verb),
        Verb::Doctor(args) => doctor::run(&args),
        Verb::Reader => crate::web::read_apart(),
        Verb::Schema => tell::json(&crate::reading::schema::json_schema()).map(|()| true),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(fault) => {
            tell::fault(&fault);
            ExitCode::FAILURE
        }
    }
}
