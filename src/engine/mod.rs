//! One trait over ONNX Runtime and tract, and the order in which they are tried.
//!
//! Goals: the same bundle gives the same reading on every engine; a runtime that is absent, too old or computes
//! wrongly is passed over and named, never trusted; with `EngineChoice::Tract` ONNX Runtime is not touched at all.
//! Trade-off: every load runs the bundle's golden vectors, which costs about one photograph's time.
//!
//! TensorRT and CUDA are written and their refusal is tested; they have **never been executed**.

mod choose;
mod declared;
mod expand;
mod golden;
mod in_place;
mod npy;
mod ort;
mod prepared;
mod table;
mod tensor;
mod tract;

pub use choose::{EngineReport, LoadOptions, Loaded, PassedOver, load, load_with, open_graph};
pub use golden::{Expected, expected, inputs, self_test};
pub use ort::{LIBRARY_ENV, find_library};
pub use prepared::{Cards, cards, prepare};
pub use tensor::{Data, Kind, Tensor, Value, take};

use std::path::PathBuf;

use crate::bundle::{BundleError, Role};
use crate::fault::{Explain, FaultCode};

/// Which engine to use; `auto` follows the load order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
pub enum EngineChoice {
    #[default]
    Auto,
    Ort,
    Tract,
}

/// One graph, loaded and ready to run.
pub trait Graph: Send {
    /// What goes in, in the graph's order.
    fn inputs(&self) -> &[Port];
    /// What comes out, in the graph's order.
    fn outputs(&self) -> &[Port];
    /// Runs the graph on inputs by name (any order, all of them) and gives all outputs by name. Values that came out
    /// of the same engine are moved in without a copy: that is how a KV cache travels from step to step.
    fn run(&mut self, inputs: Vec<(String, Value)>) -> Result<Vec<(String, Value)>, EngineError>;
    /// Room for keys or values of `shape`, where the graph writes them in place: fed as `past_key_values.*`, it comes
    /// back as `present.*`, filled further. None where the graph gives longer ones instead.
    fn room(&self, shape: &[usize]) -> Result<Option<Value>, EngineError> {
        let _ = shape;
        Ok(None)
    }
    /// Nodes run so far by each execution provider, where the engine was told to count them; ends the count.
    fn nodes_by_provider(
        &mut self,
    ) -> Result<Option<std::collections::BTreeMap<String, usize>>, EngineError> {
        Ok(None)
    }
}

/// An input or output as the graph declares it.
#[derive(Debug, Clone, PartialEq)]
pub struct Port {
    pub name: String,
    /// None where it is no tensor of a kind that is used here.
    pub kind: Option<Kind>,
    pub shape: Vec<Dim>,
}

/// One axis of a declared shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Dim {
    Fixed(usize),
    /// Free, with the name or expression that the graph gives it.
    Free(String),
}

impl std::fmt::Display for Port {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let dims: Vec<String> = self
            .shape
            .iter()
            .map(|dim| match dim {
                Dim::Fixed(n) => n.to_string(),
                Dim::Free(name) if name.is_empty() => "?".to_owned(),
                Dim::Free(name) => name.clone(),
            })
            .collect();
        let kind = self.kind.map_or("?".to_owned(), |kind| kind.to_string());
        write!(f, "{} {kind} [{}]", self.name, dims.join(", "))
    }
}

/// Why an engine cannot be used, or failed.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    #[error("no ONNX Runtime library in {}", looked_in.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", "))]
    LibraryMissing { looked_in: Vec<PathBuf> },
    #[error("{} is no usable ONNX Runtime: {what}", path.display())]
    LibraryUnusable { path: PathBuf, what: String },
    #[error("the {provider} provider does not bind: {what}")]
    Provider { provider: &'static str, what: String },
    #[error(
        "this machine has no NVIDIA graphics processor that its kernel knows: there is nothing to prepare"
    )]
    NoCard,
    #[error("the graphs are not prepared for this machine's graphics processor")]
    NotPrepared,
    #[error("cannot load {}: {what}", path.display())]
    Load { path: PathBuf, what: String },
    #[error("{} has the wrong shape: {what}", path.display())]
    Declared { path: PathBuf, what: String },
    #[error("cannot read the golden vector {}: {what}", path.display())]
    Golden { path: PathBuf, what: String },
    #[error("self-test of {} failed against {}: {what}", graph.display(), golden.display())]
    SelfTest { graph: PathBuf, golden: PathBuf, what: String },
    #[error("the {role} graph failed: {what}")]
    Run { role: Role, what: String },
    #[error("a tensor of {expected} was expected, this is {found}")]
    Value { expected: String, found: String },
    #[error("no engine can run {}: {}", bundle.display(), passed_over.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    NoneWorks { bundle: PathBuf, passed_over: Vec<PassedOver> },
    #[error(transparent)]
    Bundle(#[from] BundleError),
}

impl Explain for EngineError {
    fn code(&self) -> FaultCode {
        match self {
            Self::Run { .. } | Self::Value { .. } => FaultCode::EngineFailed,
            Self::Declared { .. } | Self::Golden { .. } => FaultCode::BundleInvalid,
            Self::Bundle(error) => error.code(),
            _ => FaultCode::EngineUnavailable,
        }
    }

    fn remedy(&self) -> String {
        match self {
            Self::LibraryMissing { .. } => format!(
                "Run `make` to fetch ONNX Runtime, name its library with {LIBRARY_ENV}, or use --engine tract, which needs none."
            ),
            Self::LibraryUnusable { .. } => {
                format!(
                    "Use ONNX Runtime 1.17 or newer for this processor ({LIBRARY_ENV}), or --engine tract."
                )
            }
            Self::NoCard => "The bundle runs on the processor, and nothing has to be done.".to_owned(),
            Self::NotPrepared => "Run `ocellus model prepare` with this bundle.".to_owned(),
            Self::Provider { .. } => {
                "Install the provider's own libraries, or run on the processor.".to_owned()
            }
            Self::Load { .. } | Self::Declared { .. } | Self::Golden { .. } => {
                "Get the bundle anew from whoever made it, or use another one with --bundle.".to_owned()
            }
            Self::SelfTest { .. } => {
                "Use another engine with --engine, or another build of this one.".to_owned()
            }
            Self::NoneWorks { .. } => {
                "See what `ocellus doctor` says of the engines and of the bundle; --engine chooses one."
                    .to_owned()
            }
            Self::Run { .. } | Self::Value { .. } => {
                "Try again; if it repeats, choose another engine with --engine and report the bundle."
                    .to_owned()
            }
            Self::Bundle(error) => error.remedy(),
        }
    }
}
