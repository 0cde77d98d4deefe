//! ONNX Runtime behind the trait: its shared library is found and loaded at run time, and may be absent.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

use ort::ep::{self, ExecutionProviderDispatch};
use ort::session::{Session, SessionInputValue};
use ort::value::{DynValue, Shape, Tensor as OrtTensor, TensorElementType, ValueType};

use super::tensor::Place;
use super::{Data, Dim, EngineError, Graph, Kind, Port, Tensor, Value, in_place};
use crate::bundle::{Role, Skin};

/// Names the library's file. `ORT_DYLIB_PATH`, which others use, is read after it.
pub const LIBRARY_ENV: &str = "OCELLUS_ORT_LIB";

/// Where a graph is to run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Provider {
    TensorRt,
    Cuda,
    Cpu,
}

impl Provider {
    /// As it stands in a Reading.
    pub(super) fn word(self) -> &'static str {
        match self {
            Provider::TensorRt => "tensorrt",
            Provider::Cuda => "cuda",
            Provider::Cpu => "cpu",
        }
    }

    /// As ONNX Runtime calls it in a profile.
    pub(super) fn profile_name(self) -> &'static str {
        match self {
            Provider::TensorRt => "TensorrtExecutionProvider",
            Provider::Cuda => "CUDAExecutionProvider",
            Provider::Cpu => "CPUExecutionProvider",
        }
    }

    /// Registered so that a provider that does not bind is an error: by default ONNX Runtime falls back in silence.
    /// TensorRT keeps what it compiles in `built`, where there is such a folder.
    fn dispatch(self, built: Option<&Path>) -> Vec<ExecutionProviderDispatch> {
        let cuda = || ep::CUDA::default().build().error_on_failure();
        match self {
            Provider::TensorRt => {
                let mut tensorrt = ep::TensorRT::default();
                if let Some(folder) = built {
                    let folder = folder.display();
                    tensorrt = tensorrt.with_engine_cache(true).with_engine_cache_path(folder);
                }
                vec![tensorrt.build().error_on_failure(), cuda()]
            }
            Provider::Cuda => vec![cuda()],
            Provider::Cpu => Vec::new(),
        }
    }
}

/// The library, once loaded; a process loads one and keeps it.
pub(super) struct Runtime {
    environment: ort::environment::Environment,
    /// ONNX Runtime's own version.
    pub(super) version: String,
}

static RUNTIME: OnceLock<Runtime> = OnceLock::new();
static LOADING: Mutex<()> = Mutex::new(());

/// The library's file: `named`, else the environment's, else beside the executable, in `build/onnxruntime` of the
/// working folder, in `/usr/lib/ocellus`. One that is named is used or refused, never replaced by another.
pub fn find_library(named: Option<&Path>) -> Result<PathBuf, EngineError> {
    let from_environment = || {
        [LIBRARY_ENV, "ORT_DYLIB_PATH"]
            .iter()
            .find_map(|name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from))
    };
    if let Some(path) = named.map(Path::to_path_buf).or_else(from_environment) {
        let file = if path.is_dir() { library_in(&path) } else { Some(path.clone()) };
        return file
            .filter(|file| file.is_file())
            .ok_or(EngineError::LibraryMissing { looked_in: vec![path] });
    }
    let beside = std::env::current_exe().ok().and_then(|file| file.parent().map(Path::to_path_buf));
    let fixed = ["build/onnxruntime", "/usr/lib/ocellus"].map(PathBuf::from);
    let looked_in: Vec<PathBuf> = beside.into_iter().chain(fixed).collect();
    match looked_in.iter().find_map(|folder| library_in(folder)) {
        Some(file) => Ok(file),
        None => Err(EngineError::LibraryMissing { looked_in }),
    }
}

/// `libonnxruntime.so` or the `libonnxruntime.so.VERSION` that sorts last.
fn library_in(folder: &Path) -> Option<PathBuf> {
    let plain = folder.join("libonnxruntime.so");
    if plain.is_file() {
        return Some(plain);
    }
    let entries = std::fs::read_dir(folder).ok()?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("libonnxruntime.so."))
        })
        .collect();
    files.sort();
    files.pop()
}

/// Loads the library, or gives the one that is loaded already.
pub(super) fn runtime(named: Option<&Path>) -> Result<&'static Runtime, EngineError> {
    let _one_at_a_time = LOADING.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(runtime) = RUNTIME.get() {
        return Ok(runtime);
    }
    let path = find_library(named)?;
    let path = path.canonicalize().unwrap_or(path);
    let unusable = |what: String| EngineError::LibraryUnusable { path: path.clone(), what };
    // The crate panics where the library answers but offers no API of the version asked for.
    let environment = std::panic::catch_unwind(|| {
        ort::init_from(&path)
            .map_err(|error| error.to_string())?
            .with_name("ocellus")
            .with_telemetry(false)
            .build()
            .map_err(|error| error.to_string())
    })
    .unwrap_or_else(|_| Err("it does not offer the interface that is needed".to_owned()))
    .map_err(unusable)?;
    environment.set_log_level(ort::logging::LogLevel::Error);
    Ok(RUNTIME.get_or_init(|| Runtime { environment, version: version_of(ort::info(), &path) }))
}

/// The version out of the build's description (`git-branch=rel-1.31.1`) or else of the file's name.
fn version_of(info: &str, path: &Path) -> String {
    let branch = info.split([',', ' ']).find_map(|part| part.strip_prefix("git-branch=rel-"));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    match (branch, name.split_once(".so.")) {
        (Some(version), _) => version.to_owned(),
        (None, Some((_, version))) => version.to_owned(),
        (None, None) => "unknown".to_owned(),
    }
}

/// A graph in an ONNX Runtime session.
pub(super) struct OrtGraph {
    session: Session,
    role: Role,
    inputs: Vec<Port>,
    outputs: Vec<Port>,
    profiling: bool,
    in_place: bool,
}

impl OrtGraph {
    /// Loads `path` on `provider` with `threads` threads. Where the provider is no processor, its nodes are counted.
    pub(super) fn load(
        runtime: &Runtime,
        path: &Path,
        role: Role,
        skin: Skin,
        provider: Provider,
        threads: usize,
        built: Option<&Path>,
    ) -> Result<OrtGraph, EngineError> {
        let wrong = |what: String| EngineError::Load { path: path.to_path_buf(), what };
        let failed = |error: ort::Error<_>| wrong(error.to_string());
        let profiling = provider != Provider::Cpu;
        let builder = Session::builder(&runtime.environment)
            .map_err(|error| wrong(error.to_string()))?
            .with_execution_providers(provider.dispatch(built))
            .map_err(|error| EngineError::Provider {
                provider: provider.word(),
                what: first_line(&error.to_string()),
            })?
            .with_intra_threads(threads)
            .map_err(failed)?;
        let mut builder = if profiling {
            let prefix = std::env::temp_dir().join(format!("ocellus-{}-{role}", std::process::id()));
            builder.with_profiling(prefix).map_err(failed)?
        } else {
            // On the processor weights are kept int8 on disk and expanded once; otherwise each run expands them
            // anew and convolutions miss their fast layout. An x86 processor without VNNI adds pairs of int8 products in 16
            // bits, which overflow; there, and only there, the runtime then multiplies in a slower way that does not.
            let builder = builder.with_quant_qdq(false).map_err(failed)?;
            builder.with_precise_qmm().map_err(failed)?
        };
        let session = builder.commit_from_file(path).map_err(|error| wrong(error.to_string()))?;
        let inputs = session.inputs().iter().map(|outlet| declared(outlet.name(), outlet.dtype())).collect();
        let outputs =
            session.outputs().iter().map(|outlet| declared(outlet.name(), outlet.dtype())).collect();
        let in_place = skin == Skin::Fused;
        Ok(OrtGraph { session, role, inputs, outputs, profiling, in_place })
    }
}

impl Graph for OrtGraph {
    fn inputs(&self) -> &[Port] {
        &self.inputs
    }

    fn outputs(&self) -> &[Port] {
        &self.outputs
    }

    fn room(&self, shape: &[usize]) -> Result<Option<Value>, EngineError> {
        if !self.in_place {
            return Ok(None);
        }
        in_place::room(shape)
            .map(Some)
            .map_err(|error| EngineError::Run { role: self.role, what: error.to_string() })
    }

    fn run(&mut self, inputs: Vec<(String, Value)>) -> Result<Vec<(String, Value)>, EngineError> {
        if self.in_place && in_place::has_room(&inputs) {
            return in_place::step(&mut self.session, self.role, inputs);
        }
        let failed = |error: ort::Error| EngineError::Run { role: self.role, what: error.to_string() };
        let mut values: Vec<(String, SessionInputValue<'_>)> = Vec::with_capacity(inputs.len());
        for (name, value) in inputs {
            values.push((name, from_anywhere(value)?.map_err(failed)?.into()));
        }
        let mut results = self.session.run(values).map_err(failed)?;
        let mut outputs = Vec::with_capacity(self.outputs.len());
        for port in &self.outputs {
            let value = results.remove(&port.name).ok_or_else(|| EngineError::Run {
                role: self.role,
                what: format!("it gave no output {:?}", port.name),
            })?;
            outputs.push((port.name.clone(), Value(Place::Ort(value))));
        }
        Ok(outputs)
    }

    fn nodes_by_provider(&mut self) -> Result<Option<BTreeMap<String, usize>>, EngineError> {
        if !std::mem::take(&mut self.profiling) {
            return Ok(None);
        }
        let failed = |what: String| EngineError::Run { role: self.role, what };
        let file = self.session.end_profiling().map_err(|error| failed(error.to_string()))?;
        let text = std::fs::read_to_string(&file).map_err(|error| failed(format!("{file}: {error}")))?;
        // The profile was wanted for this count alone; that it stays behind would harm nobody.
        let _ = std::fs::remove_file(&file);
        count_providers(&text).map(Some).map_err(failed)
    }
}

/// Node runs by provider in an ONNX Runtime profile (a JSON array of events with `args.provider`).
fn count_providers(profile: &str) -> Result<BTreeMap<String, usize>, String> {
    let events: Vec<serde_json::Value> = serde_json::from_str(profile).map_err(|error| error.to_string())?;
    let mut counts = BTreeMap::new();
    for event in &events {
        if let Some(provider) = event.pointer("/args/provider").and_then(|value| value.as_str()) {
            *counts.entry(provider.to_owned()).or_default() += 1;
        }
    }
    Ok(counts)
}

fn first_line(text: &str) -> String {
    text.lines().next().unwrap_or_default().to_owned()
}

fn declared(name: &str, dtype: &ValueType) -> Port {
    let (kind, shape) = match dtype {
        ValueType::Tensor { ty, shape, dimension_symbols } => {
            let dims = shape.iter().enumerate().map(|(axis, &n)| match usize::try_from(n) {
                Ok(n) => Dim::Fixed(n),
                Err(_) => Dim::Free(dimension_symbols.get(axis).cloned().unwrap_or_default()),
            });
            (kind(*ty), dims.collect())
        }
        _ => (None, Vec::new()),
    };
    Port { name: name.to_owned(), kind, shape }
}

fn kind(element: TensorElementType) -> Option<Kind> {
    match element {
        TensorElementType::Float32 => Some(Kind::F32),
        TensorElementType::Int64 => Some(Kind::I64),
        TensorElementType::Int32 => Some(Kind::I32),
        TensorElementType::Uint8 => Some(Kind::U8),
        TensorElementType::Int8 => Some(Kind::I8),
        _ => None,
    }
}

/// A value inside ONNX Runtime, moved there where it is elsewhere.
pub(super) fn from_anywhere(value: Value) -> Result<ort::Result<DynValue>, EngineError> {
    Ok(match value.0 {
        Place::Ort(value) => Ok(value),
        other => to_ort(Value(other).into_tensor()?),
    })
}

fn to_ort(tensor: Tensor) -> ort::Result<DynValue> {
    let (shape, data) = tensor.into_parts();
    Ok(match data {
        Data::F32(data) => OrtTensor::from_array((shape, data))?.into_dyn(),
        Data::I64(data) => OrtTensor::from_array((shape, data))?.into_dyn(),
        Data::I32(data) => OrtTensor::from_array((shape, data))?.into_dyn(),
        Data::U8(data) => OrtTensor::from_array((shape, data))?.into_dyn(),
        Data::I8(data) => OrtTensor::from_array((shape, data))?.into_dyn(),
    })
}

/// Copies a value out of ONNX Runtime.
pub(super) fn to_host(value: &DynValue) -> Result<Tensor, EngineError> {
    let element = value.dtype().tensor_type();
    let failed = |found: String| EngineError::Value { expected: "a tensor".to_owned(), found };
    macro_rules! copy {
        ($kind:ident, $element:ty) => {{
            let (shape, data) =
                value.try_extract_tensor::<$element>().map_err(|error| failed(error.to_string()))?;
            (lengths(shape), Data::$kind(data.to_vec()))
        }};
    }
    let (shape, data) = match element.and_then(kind) {
        Some(Kind::F32) => copy!(F32, f32),
        Some(Kind::I64) => copy!(I64, i64),
        Some(Kind::I32) => copy!(I32, i32),
        Some(Kind::U8) => copy!(U8, u8),
        Some(Kind::I8) => copy!(I8, i8),
        None => return Err(failed(format!("{element:?}"))),
    };
    Tensor::new(shape, data)
}

/// The shape of a value in ONNX Runtime; empty where it is no tensor.
pub(super) fn shape(value: &DynValue) -> Vec<usize> {
    value.dtype().tensor_shape().map(lengths).unwrap_or_default()
}

fn lengths(shape: &Shape) -> Vec<usize> {
    shape.iter().map(|&n| usize::try_from(n).unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_nodes_by_provider() {
        let profile = r#"[{"cat":"Session","name":"model_loading","args":{}},
            {"cat":"Node","name":"a","args":{"provider":"CUDAExecutionProvider"}},
            {"cat":"Node","name":"b","args":{"provider":"CUDAExecutionProvider"}},
            {"cat":"Node","name":"c","args":{"provider":"CPUExecutionProvider"}}]"#;
        let counts = count_providers(profile).unwrap();
        assert_eq!(counts["CUDAExecutionProvider"], 2);
        assert_eq!(counts["CPUExecutionProvider"], 1);
        assert!(count_providers("not a profile").is_err());
    }

    #[test]
    fn reads_the_version() {
        let info = "ORT Build Info: git-branch=rel-1.31.1, git-commit-id=abc, build type=Release";
        assert_eq!(version_of(info, Path::new("x")), "1.31.1");
        assert_eq!(
            version_of("ORT Build Info: git-branch=main", Path::new("libonnxruntime.so.1.24.4")),
            "1.24.4"
        );
        assert_eq!(version_of("", Path::new("libonnxruntime.so")), "unknown");
    }

    #[test]
    fn a_library_that_is_named_and_absent_is_an_error() {
        let error = find_library(Some(Path::new("/no/such/libonnxruntime.so"))).unwrap_err();
        assert!(error.to_string().contains("/no/such"), "{error}");
    }
}
