//! A step whose keys and values stay where they lie: ONNX Runtime writes what is new behind what is there.

use ort::memory::{AllocationDevice, Allocator, AllocatorType, MemoryInfo, MemoryType};
use ort::session::Session;
use ort::value::Tensor as OrtTensor;

use super::ort::from_anywhere;
use super::tensor::Place;
use super::{EngineError, Value};
use crate::bundle::Role;

const PAST: &str = "past_key_values.";

/// Zeros of `shape`, in ONNX Runtime's own memory, because only such a value can be an input and an output at once.
pub(super) fn room(shape: &[usize]) -> ort::Result<Value> {
    let tensor = OrtTensor::<f32>::new(&Allocator::default(), shape.to_vec())?;
    Ok(Value(Place::Ort(tensor.into_dyn())))
}

/// Whether keys and values come with their room; without any, as in a golden, the graph makes new ones.
pub(super) fn has_room(inputs: &[(String, Value)]) -> bool {
    inputs.iter().any(|(name, value)| name.starts_with(PAST) && value.shape().get(2).is_some_and(|&n| n > 0))
}

/// Runs a decoder once. What was read and what is new must fit into the room: the graph would write past it.
pub(super) fn step(
    session: &mut Session,
    role: Role,
    inputs: Vec<(String, Value)>,
) -> Result<Vec<(String, Value)>, EngineError> {
    let wrong = |what: String| EngineError::Run { role, what };
    let failed = |error: ort::Error| wrong(error.to_string());
    let rows = |wanted: &str, axis: usize| {
        let lengths = inputs.iter().filter(|(name, _)| name.starts_with(wanted));
        lengths.map(|(_, value)| value.shape().get(axis).copied().unwrap_or(0)).collect::<Vec<_>>()
    };
    let total = rows("attention_mask", 1).into_iter().max().unwrap_or(usize::MAX);
    if let Some(room) = rows(PAST, 2).into_iter().min().filter(|&room| room < total) {
        return Err(wrong(format!("{total} positions do not fit into the {room} of its cache")));
    }
    let mut binding = session.create_binding().map_err(failed)?;
    let mut outputs = Vec::with_capacity(inputs.len());
    for (name, value) in inputs {
        let mut value = from_anywhere(value)?.map_err(failed)?;
        binding.bind_input(name.as_str(), &value).map_err(failed)?;
        if let Some(which) = name.strip_prefix(PAST) {
            let name = format!("present.{which}");
            binding.bind_output(name.as_str(), &mut value).map_err(failed)?;
            outputs.push((name, Value(Place::Ort(value))));
        }
    }
    let host = MemoryInfo::new(AllocationDevice::CPU, 0, AllocatorType::Device, MemoryType::CPUOutput);
    binding.bind_output_to_device("logits", &host.map_err(failed)?).map_err(failed)?;
    let mut results = session.run_binding(&binding).map_err(failed)?;
    let logits = results.remove("logits").ok_or_else(|| wrong("it gave no logits".to_owned()))?;
    outputs.push(("logits".to_owned(), Value(Place::Ort(logits))));
    Ok(outputs)
}
