//! Composes what the two readers say into one checked Reading.

pub mod types;

use std::path::PathBuf;

pub use types::*;

use crate::fault::Fault;

/// What a Reader is loaded with.
#[derive(Debug, Clone)]
pub struct ReaderOptions {
    /// The bundle's folder.
    pub bundle: PathBuf,
    pub engine: crate::engine::EngineChoice,
    /// The protocol file; the built-in `icdr-ico` where none is given.
    pub protocol: Option<PathBuf>,
    /// BCP 47 of the report.
    pub lang: String,
    /// Processor threads for the engines.
    pub threads: usize,
}

/// Both readers, loaded and self-tested, with the protocol: photographs in, Readings out.
pub struct Reader {}

impl Reader {
    /// Loads bundle, engine and protocol; refuses, naming the file, what does not hold together.
    pub fn load(_options: &ReaderOptions) -> Result<Reader, Fault> {
        unimplemented!()
    }

    /// Reads one photograph from its file's bytes. `file` is the name that the Reading carries.
    pub fn read(&mut self, _bytes: &[u8], _file: &str) -> Result<Reading, Fault> {
        unimplemented!()
    }

    /// Which bundle, engine and provider run, and what was fallen back from.
    pub fn models(&self) -> Models {
        unimplemented!()
    }
}
