//! The language reader: sees the photograph, not the evidence, and writes grounded text under a grammar.
//!
//! Its text always parses, because no token is chosen that the grammar forbids; what it says is its own. It may be
//! wrong, and it may be slow: every answer is bounded in tokens and in time.

mod chain;
mod generate;
mod grammar;
mod loose;
mod pace;
mod parse;
mod published;
mod reader;
mod session;
mod talk;
mod template;
pub mod tiles;
mod vocabulary;

pub use chain::{Chain, ChainStep, Segment};
pub use generate::{Listener, Sampling, Stop};
pub use grammar::Form;
pub use loose::{Place, words};
pub use pace::{Pace, pace};
pub use parse::{parse_answer, parse_chain};
pub use published::Published;
pub use reader::{Answer, LanguageReader, QUESTION_LIMIT, Seen};
pub use session::{Asked, Said, Session};
pub use talk::{Description, Talk};
pub use template::Turn;

use std::path::PathBuf;

use crate::bundle::{BundleError, Role};
use crate::engine::EngineError;
use crate::fault::{Explain, FaultCode};

/// Why the language reader cannot be used, or gave nothing.
#[derive(Debug, thiserror::Error)]
pub enum LanguageError {
    #[error("{} has no language model", bundle.display())]
    Absent { bundle: PathBuf },
    #[error("{}: its language model reads the normalised square, not photographs", bundle.display())]
    NotPublished { bundle: PathBuf },
    #[error("{}: its language model is a published one, which writes no clinical chain", bundle.display())]
    IsPublished { bundle: PathBuf },
    #[error(transparent)]
    Tiles(#[from] tiles::TilesError),
    #[error("{} has no {role} graph in the engine", bundle.display())]
    GraphMissing { bundle: PathBuf, role: Role },
    #[error("cannot use the tokenizer {}: {what}", path.display())]
    Tokenizer { path: PathBuf, what: String },
    #[error("cannot use the grammar {}: {what}", path.display())]
    Grammar { path: PathBuf, what: String },
    #[error("the language model failed")]
    Engine(#[from] EngineError),
    #[error(transparent)]
    Bundle(#[from] BundleError),
    #[error("a normalised photograph of {expected} values was expected, not {found}")]
    Picture { expected: usize, found: usize },
    #[error("the question has {found} characters, at most {limit} are read")]
    QuestionTooLong { found: usize, limit: usize },
    #[error("{found} photographs are to be shown together, 1 to {limit} can be")]
    Together { found: usize, limit: usize },
    #[error("the prompt has {found} tokens, the model's context is {context}")]
    PromptTooLong { found: usize, context: usize },
    #[error("the language model did not answer within {seconds} s")]
    TooSlow { seconds: u64 },
    #[error("the language model's answer cannot be read: {what}")]
    Answer { what: String },
    #[error("nobody waits for the answer any more")]
    Left,
    #[error("keys and values of {tokens} tokens need {} MB of memory, {} MB are free", needed.div_ceil(1_000_000), free / 1_000_000)]
    NoRoom { needed: u64, free: u64, tokens: usize },
    #[error("the language model gave something that is no number")]
    NotANumber,
    #[error("the grammar allows no token here: it cannot be satisfied with this tokenizer")]
    Unsatisfiable,
    #[error("the options cannot be used: {what}")]
    Options { what: String },
}

impl Explain for LanguageError {
    fn code(&self) -> FaultCode {
        match self {
            Self::Absent { .. } => FaultCode::NotFound,
            Self::NotPublished { .. } | Self::IsPublished { .. } | Self::Tiles(_) => FaultCode::BadRequest,
            Self::GraphMissing { .. } | Self::Tokenizer { .. } | Self::Grammar { .. } => {
                FaultCode::BundleInvalid
            }
            Self::Engine(error) => error.code(),
            Self::Bundle(error) => error.code(),
            Self::QuestionTooLong { .. }
            | Self::Together { .. }
            | Self::PromptTooLong { .. }
            | Self::Options { .. }
            | Self::Unsatisfiable => FaultCode::BadRequest,
            Self::TooSlow { .. } | Self::NotANumber | Self::NoRoom { .. } => FaultCode::EngineFailed,
            Self::Left => FaultCode::Busy,
            Self::Picture { .. } | Self::Answer { .. } => FaultCode::Internal,
        }
    }

    fn remedy(&self) -> String {
        match self {
            Self::NotPublished { .. } => "Use `ocellus screen`, which asks both of its readers.".into(),
            Self::IsPublished { .. } => "Use `ocellus describe` with it.".into(),
            Self::Tiles(_) => "Use a photograph of the whole field.".into(),
            Self::Absent { .. } => {
                "Use a bundle with a language model; the evidence reader works without.".into()
            }
            Self::GraphMissing { .. } | Self::Tokenizer { .. } | Self::Grammar { .. } => {
                "Get the bundle anew from whoever made it, or use another one with --bundle.".into()
            }
            Self::Engine(error) => error.remedy(),
            Self::Bundle(error) => error.remedy(),
            Self::QuestionTooLong { limit, .. } => format!("Ask in at most {limit} characters."),
            Self::Together { .. } => "Show fewer photographs at once.".into(),
            Self::PromptTooLong { .. } => "Ask a shorter question.".into(),
            Self::Options { .. } => {
                "Give 2 to 26 different options of one line, each up to 100 characters.".into()
            }
            Self::Unsatisfiable => "Use another grammar, or the bundle's own.".into(),
            Self::Left => "Ask again.".into(),
            Self::NoRoom { .. } => {
                "Stop other programs on this machine, or use a smaller model or one with fewer tiles.".into()
            }
            Self::NotANumber => {
                "Try again; if it repeats, choose another engine with --engine and report the bundle.".into()
            }
            Self::TooSlow { .. } => "Read without the language model, or use a faster machine.".into(),
            Self::Picture { .. } | Self::Answer { .. } => {
                "Report this, with the bundle's name and version.".into()
            }
        }
    }
}
