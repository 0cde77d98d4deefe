//! The load order: TensorRT, CUDA, ONNX Runtime on the processor, tract; the first that proves itself is used.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;
use tract_linalg::multithread::Executor;
use utoipa::ToSchema;

use super::ort::{OrtGraph, Provider, Runtime, runtime};
use super::table::Table;
use super::tract::{self, TractGraph};
use super::{EngineChoice, EngineError, Graph, declared, golden, prepared};
use crate::bundle::{Bundle, BundleError, MANIFEST_FILE, Role, Skin};
use crate::fault::Explain;

/// How to load.
#[derive(Debug, Clone, Default)]
pub struct LoadOptions {
    pub choice: EngineChoice,
    /// Threads of each graph; 0 for one a processor core.
    pub threads: usize,
    /// ONNX Runtime's library, where it is configured.
    pub ort_library: Option<PathBuf>,
    /// Only these roles; None for all that the bundle has.
    pub roles: Option<Vec<Role>>,
    /// Whether TensorRT may compile what it has not compiled before, which takes minutes.
    pub prepare: bool,
}

/// A bundle in an engine.
pub struct Loaded {
    pub graphs: BTreeMap<Role, Box<dyn Graph>>,
    pub report: EngineReport,
}

/// Which engine truly runs, and which were passed over.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct EngineReport {
    /// `ort` or `tract`.
    pub engine: String,
    /// `tensorrt`, `cuda` or `cpu`.
    pub provider: String,
    /// Form of the graphs: `cpu`, `qdq`, or `fused` where the decoder runs in ONNX Runtime's own larger operators.
    pub skin: String,
    /// Of the weights: `int8` or `fp32`.
    pub precision: String,
    /// Version of the runtime.
    pub version: String,
    pub threads: usize,
    /// Golden vectors that were run at load, all well.
    pub goldens: usize,
    /// What was tried before, and why it was not used.
    pub passed_over: Vec<PassedOver>,
}

/// An engine that was not used.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PassedOver {
    /// `ort/tensorrt`, `ort/cuda`, `ort/cpu fused`, `ort/cpu` or `tract/cpu`.
    pub candidate: String,
    pub reason: String,
    /// A graphics processor that was never there to begin with, or that the bundle has no skin for, is no fallback.
    pub expected: bool,
}

impl std::fmt::Display for PassedOver {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.candidate, self.reason)
    }
}

/// Loads all graphs of `bundle` with `threads` threads (0: one a core), in the order that `choice` allows.
pub fn load(bundle: &Bundle, choice: EngineChoice, threads: usize) -> Result<Loaded, EngineError> {
    load_with(bundle, &LoadOptions { choice, threads, ..LoadOptions::default() })
}

#[derive(Clone, Copy, PartialEq)]
enum Candidate {
    Ort(Provider),
    /// ONNX Runtime on the processor, with the fused form of each graph that has one.
    Fused,
    Tract,
}

impl Candidate {
    fn order(choice: EngineChoice) -> Vec<Candidate> {
        let [tensorrt, cuda, cpu] = [Provider::TensorRt, Provider::Cuda, Provider::Cpu].map(Candidate::Ort);
        let ort = [tensorrt, cuda, Candidate::Fused, cpu];
        match choice {
            EngineChoice::Auto => ort.into_iter().chain([Candidate::Tract]).collect(),
            EngineChoice::Ort => ort.to_vec(),
            EngineChoice::Tract => vec![Candidate::Tract],
        }
    }

    fn engine(self) -> &'static str {
        match self {
            Candidate::Ort(_) | Candidate::Fused => "ort",
            Candidate::Tract => "tract",
        }
    }

    fn provider(self) -> Provider {
        match self {
            Candidate::Ort(provider) => provider,
            Candidate::Fused | Candidate::Tract => Provider::Cpu,
        }
    }

    /// As it stands in a report.
    fn name(self) -> String {
        let form = if self == Candidate::Fused { " fused" } else { "" };
        format!("{}/{}{form}", self.engine(), self.provider().word())
    }

    /// The form that it is named after.
    fn skin(self) -> Skin {
        match self {
            Candidate::Ort(Provider::TensorRt | Provider::Cuda) => Skin::Qdq,
            Candidate::Fused => Skin::Fused,
            Candidate::Ort(Provider::Cpu) | Candidate::Tract => Skin::Cpu,
        }
    }

    /// The form that it runs of one graph.
    fn skin_of(self, bundle: &Bundle, role: Role) -> Skin {
        match self.skin() {
            Skin::Fused if bundle.graph(role, Skin::Fused).is_none() => Skin::Cpu,
            skin => skin,
        }
    }
}

/// The same with all options.
pub fn load_with(bundle: &Bundle, options: &LoadOptions) -> Result<Loaded, EngineError> {
    let threads = match options.threads {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        n => n,
    };
    let mut roles = bundle.manifest.roles();
    if let Some(wanted) = &options.roles {
        roles.retain(|role| wanted.contains(role));
    }
    let mut passed_over: Vec<PassedOver> = Vec::new();
    let mut last = None;
    let fused = roles.iter().any(|&role| bundle.graph(role, Skin::Fused).is_some());
    for candidate in Candidate::order(options.choice) {
        // Loaded once; asked again, it gives the same library or looks again for what was missing.
        let library = match candidate {
            Candidate::Ort(_) | Candidate::Fused => runtime(options.ort_library.as_deref()).map(Some),
            Candidate::Tract => Ok(None),
        };
        // Without the library there is one reason, and the plain form gives it.
        if candidate == Candidate::Fused && (!fused || library.is_err()) {
            continue;
        }
        let compiles = candidate == Candidate::Ort(Provider::TensorRt) && !options.prepare;
        let outcome = library.and_then(|library| {
            let whole = roles.iter().all(|&role| bundle.graph(role, Skin::Qdq).is_some());
            if compiles
                && whole
                && library.is_some_and(|runtime| prepared::is_awaited(&runtime.version, bundle))
            {
                return Err(EngineError::NotPrepared);
            }
            attempt(bundle, &roles, candidate, threads, library).map(|loaded| (loaded, library))
        });
        match outcome {
            Ok(((graphs, goldens), library)) => {
                let version = library.map_or(tract::VERSION, |runtime| &runtime.version).to_owned();
                let report = EngineReport {
                    engine: candidate.engine().to_owned(),
                    provider: candidate.provider().word().to_owned(),
                    skin: candidate.skin().word().to_owned(),
                    precision: bundle.manifest.precision.clone(),
                    version,
                    threads,
                    goldens,
                    passed_over,
                };
                return Ok(Loaded { graphs, report });
            }
            Err(error) => {
                let reason = explained(&error);
                let not_offered =
                    matches!(&error, EngineError::Bundle(BundleError::GraphMissing { skin: Skin::Qdq, .. }));
                last = Some(error);
                let candidate = candidate.name();
                tracing::info!(%candidate, %reason, "engine passed over");
                let expected = not_offered || reason.contains("not enabled in this build");
                passed_over.push(PassedOver { candidate, reason, expected });
            }
        }
    }
    match last {
        // What is wrong with the bundle is wrong on every engine; a choice of one engine has one reason.
        Some(
            error @ (EngineError::Declared { .. } | EngineError::Golden { .. } | EngineError::Bundle(_)),
        ) => Err(error),
        Some(error @ (EngineError::LibraryMissing { .. } | EngineError::LibraryUnusable { .. })) => {
            Err(error)
        }
        _ => Err(EngineError::NoneWorks { bundle: bundle.root.clone(), passed_over }),
    }
}

/// One graph in one engine, without a self-test: what the parity suite compares.
pub fn open_graph(
    bundle: &Bundle,
    role: Role,
    skin: Skin,
    choice: EngineChoice,
    threads: usize,
) -> Result<Box<dyn Graph>, EngineError> {
    let candidate = match choice {
        EngineChoice::Tract => Candidate::Tract,
        EngineChoice::Auto | EngineChoice::Ort if skin == Skin::Fused => Candidate::Fused,
        EngineChoice::Auto | EngineChoice::Ort => Candidate::Ort(Provider::Cpu),
    };
    let library = match candidate {
        Candidate::Ort(_) | Candidate::Fused => Some(runtime(None)?),
        Candidate::Tract => None,
    };
    open(bundle, role, skin, candidate, threads, library, tract::executor(threads))
}

/// An error with its causes in one line.
fn explained(error: &EngineError) -> String {
    error.fault().message
}

type Graphs = BTreeMap<Role, Box<dyn Graph>>;

/// Loads and proves every graph, each in a thread of its own: loading is mostly one thread's work.
fn attempt(
    bundle: &Bundle,
    roles: &[Role],
    candidate: Candidate,
    threads: usize,
    runtime: Option<&'static Runtime>,
) -> Result<(Graphs, usize), EngineError> {
    let executor = match candidate {
        Candidate::Tract => tract::executor(threads),
        Candidate::Ort(_) | Candidate::Fused => Executor::SingleThread,
    };
    let results: Vec<_> = std::thread::scope(|scope| {
        let handles: Vec<_> = roles
            .iter()
            .map(|&role| {
                let executor = executor.clone();
                scope.spawn(move || one(bundle, role, candidate, threads, runtime, executor))
            })
            .collect();
        // A runtime that panics on a graph is passed over like one that refuses it.
        let panicked = |role: Role| EngineError::Run { role, what: "the runtime panicked".to_owned() };
        let joined = roles.iter().zip(handles);
        joined.map(|(role, handle)| handle.join().unwrap_or_else(|_| Err(panicked(*role)))).collect()
    });
    let mut graphs = Graphs::new();
    let mut goldens = 0;
    for (role, result) in roles.iter().zip(results) {
        let (graph, count) = result?;
        graphs.insert(*role, graph);
        goldens += count;
    }
    Ok((graphs, goldens))
}

fn one(
    bundle: &Bundle,
    role: Role,
    candidate: Candidate,
    threads: usize,
    runtime: Option<&'static Runtime>,
    executor: Executor,
) -> Result<(Box<dyn Graph>, usize), EngineError> {
    let skin = candidate.skin_of(bundle, role);
    let mut graph = open(bundle, role, skin, candidate, threads, runtime, executor)?;
    let goldens = golden::self_test(bundle, role, skin, graph.as_mut())?;
    truly_binds(graph.as_mut(), candidate.provider())?;
    Ok((graph, goldens))
}

/// Loads a graph and checks what it declares.
fn open(
    bundle: &Bundle,
    role: Role,
    skin: Skin,
    candidate: Candidate,
    threads: usize,
    runtime: Option<&'static Runtime>,
    executor: Executor,
) -> Result<Box<dyn Graph>, EngineError> {
    let path = bundle.graph(role, skin).ok_or_else(|| BundleError::GraphMissing {
        path: bundle.root.join(MANIFEST_FILE),
        role,
        skin,
    })?;
    let table = match role {
        Role::EmbedTokens => Table::load(&path)?,
        _ => None,
    };
    let graph: Box<dyn Graph> = match (table, runtime) {
        (Some(table), _) => Box::new(table),
        (None, Some(runtime)) => {
            let provider = candidate.provider();
            let built = (provider == Provider::TensorRt)
                .then(|| prepared::folder_here(&runtime.version, bundle))
                .flatten();
            Box::new(OrtGraph::load(runtime, &path, role, skin, provider, threads, built.as_deref())?)
        }
        (None, None) => Box::new(TractGraph::load(&path, role, executor)?),
    };
    declared::check(graph.as_ref(), role, &bundle.manifest)
        .map_err(|what| EngineError::Declared { path: path.clone(), what })?;
    Ok(graph)
}

/// A provider that registers may still run nothing: most nodes of the self-test must have run on it.
fn truly_binds(graph: &mut dyn Graph, provider: Provider) -> Result<(), EngineError> {
    let Some(counts) = graph.nodes_by_provider()? else { return Ok(()) };
    let total: usize = counts.values().sum();
    // TensorRT hands what it cannot run to CUDA, which is as good; one fused TensorRT node stands for many.
    let bound = match provider {
        Provider::TensorRt => counts.contains_key(Provider::TensorRt.profile_name()),
        other => counts.get(other.profile_name()).is_some_and(|&count| 2 * count > total),
    };
    if bound {
        return Ok(());
    }
    let counts: Vec<String> = counts.iter().map(|(name, count)| format!("{count} on {name}")).collect();
    let ran = if counts.is_empty() {
        "no node ran, for want of a golden vector".to_owned()
    } else {
        counts.join(", ")
    };
    Err(EngineError::Provider { provider: provider.word(), what: ran })
}
