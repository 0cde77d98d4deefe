//! tract behind the trait: pure Rust, no library to find.

use std::path::Path;
use std::sync::Arc;

use tract_linalg::multithread::{Executor, multithread_tract_scope};
use tract_onnx::prelude::*;
use tract_onnx::tract_hir::internal::{DimLike, TractErrorContext, TypedFact, bail, tract_ndarray};

use super::expand::expand;
use super::tensor::Place;
use super::{Data, Dim, EngineError, Graph, Kind, Port, Tensor as HostTensor, Value};
use crate::bundle::Role;

/// The version of the tract crates in `Cargo.toml`, which a test compares with `Cargo.lock`.
pub(super) const VERSION: &str = "0.23.9";

/// Threads for tract's matrix products, shared by the graphs of a bundle.
pub(super) fn executor(threads: usize) -> Executor {
    if threads > 1 {
        Executor::multithread_with_name(threads, "ocellus-tract")
    } else {
        Executor::SingleThread
    }
}

/// A graph as a tract plan.
pub(super) struct TractGraph {
    plan: Arc<TypedRunnableModel>,
    executor: Executor,
    role: Role,
    inputs: Vec<Port>,
    outputs: Vec<Port>,
}

impl TractGraph {
    /// Loads and optimises `path`.
    pub(super) fn load(path: &Path, role: Role, executor: Executor) -> Result<TractGraph, EngineError> {
        let wrong = |what: String| EngineError::Load { path: path.to_path_buf(), what };
        build(path, role, executor).map_err(|error| wrong(format!("{error:#}")))
    }
}

fn build(path: &Path, role: Role, executor: Executor) -> TractResult<TractGraph> {
    let framework = tract_onnx::onnx().with_ignore_output_shapes(true);
    let folder = path.parent().and_then(Path::to_str).context("the path is not UTF-8")?;
    let mut proto = framework.proto_model_for_path(path)?;
    expand(&mut proto, &framework, folder)?;
    let parsed = framework.parse(&proto, Some(folder))?;
    drop(proto);
    if !parsed.unresolved_inputs.is_empty() {
        bail!("nothing gives {}", parsed.unresolved_inputs.join(", "));
    }
    let model = parsed.model;
    let input_names: Vec<String> =
        model.input_outlets()?.iter().map(|outlet| model.node(outlet.node).name.clone()).collect();
    let output_names: Vec<String> = model
        .output_outlets()?
        .iter()
        .map(|&outlet| model.outlet_label(outlet).unwrap_or(&model.node(outlet.node).name).to_owned())
        .collect();
    let model = model.into_typed()?.into_decluttered()?;
    let inputs = ports(input_names, (0..model.inputs.len()).map(|i| model.input_fact(i)))?;
    let outputs = ports(output_names, (0..model.outputs.len()).map(|i| model.output_fact(i)))?;
    let plan = model.into_optimized()?.into_runnable()?;
    Ok(TractGraph { plan, executor, role, inputs, outputs })
}

fn ports<'a>(
    names: Vec<String>,
    facts: impl Iterator<Item = TractResult<&'a TypedFact>>,
) -> TractResult<Vec<Port>> {
    names
        .into_iter()
        .zip(facts)
        .map(|(name, fact)| {
            let fact = fact?;
            let dim = |dim: &TDim| match dim.to_usize() {
                Ok(n) => Dim::Fixed(n),
                Err(_) => Dim::Free(dim.to_string()),
            };
            Ok(Port { name, kind: kind(fact.datum_type), shape: fact.shape.iter().map(dim).collect() })
        })
        .collect()
}

impl Graph for TractGraph {
    fn inputs(&self) -> &[Port] {
        &self.inputs
    }

    fn outputs(&self) -> &[Port] {
        &self.outputs
    }

    fn run(&mut self, mut inputs: Vec<(String, Value)>) -> Result<Vec<(String, Value)>, EngineError> {
        let failed = |what: String| EngineError::Run { role: self.role, what };
        let mut values: TVec<TValue> = tvec!();
        for port in &self.inputs {
            let at = inputs.iter().position(|(name, _)| name == &port.name);
            let at = at.ok_or_else(|| failed(format!("it was given no input {:?}", port.name)))?;
            values.push(match inputs.swap_remove(at).1.0 {
                Place::Tract(value) => value,
                other => {
                    to_tract(Value(other).into_tensor()?).map_err(|error| failed(format!("{error:#}")))?
                }
            });
        }
        if let Some((name, _)) = inputs.first() {
            return Err(failed(format!("it has no input {name:?}")));
        }
        let results = multithread_tract_scope(self.executor.clone(), || self.plan.run(values));
        let results = results.map_err(|error| failed(format!("{error:#}")))?;
        let names = self.outputs.iter().map(|port| port.name.clone());
        Ok(names.zip(results.into_iter().map(|value| Value(Place::Tract(value)))).collect())
    }
}

fn kind(datum: DatumType) -> Option<Kind> {
    match datum {
        DatumType::F32 => Some(Kind::F32),
        DatumType::I64 => Some(Kind::I64),
        DatumType::I32 => Some(Kind::I32),
        DatumType::U8 => Some(Kind::U8),
        DatumType::I8 => Some(Kind::I8),
        _ => None,
    }
}

fn to_tract(tensor: HostTensor) -> TractResult<TValue> {
    let (shape, data) = tensor.into_parts();
    let tensor = match data {
        Data::F32(data) => tract_ndarray::ArrayD::from_shape_vec(shape, data)?.into_tensor(),
        Data::I64(data) => tract_ndarray::ArrayD::from_shape_vec(shape, data)?.into_tensor(),
        Data::I32(data) => tract_ndarray::ArrayD::from_shape_vec(shape, data)?.into_tensor(),
        Data::U8(data) => tract_ndarray::ArrayD::from_shape_vec(shape, data)?.into_tensor(),
        Data::I8(data) => tract_ndarray::ArrayD::from_shape_vec(shape, data)?.into_tensor(),
    };
    Ok(tensor.into())
}

/// Copies a value out of tract.
pub(super) fn to_host(value: &TValue) -> Result<HostTensor, EngineError> {
    let failed = |found: String| EngineError::Value { expected: "a tensor".to_owned(), found };
    macro_rules! copy {
        ($kind:ident, $element:ty) => {{
            let view = value.try_as_plain_ram().map_err(|error| failed(error.to_string()))?;
            Data::$kind(view.as_slice::<$element>().map_err(|error| failed(error.to_string()))?.to_vec())
        }};
    }
    let data = match kind(value.datum_type()) {
        Some(Kind::F32) => copy!(F32, f32),
        Some(Kind::I64) => copy!(I64, i64),
        Some(Kind::I32) => copy!(I32, i32),
        Some(Kind::U8) => copy!(U8, u8),
        Some(Kind::I8) => copy!(I8, i8),
        None => return Err(failed(format!("{:?}", value.datum_type()))),
    };
    HostTensor::new(value.shape().to_vec(), data)
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_version_is_the_locked_one() {
        let lock = include_str!("../../Cargo.lock");
        assert!(lock.contains(&format!("name = \"tract-onnx\"\nversion = \"{}\"", super::VERSION)));
    }
}
