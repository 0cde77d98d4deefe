//! Int8 weights become floats before tract sees them.
//!
//! tract folds a DequantizeLinear of a constant only where the result is at most 4 MiB; beyond that it would expand the
//! weights anew at every run, in silence and some fifty times slower. Here all of them are expanded once, at load.

use std::collections::{HashMap, HashSet};

use tract_onnx::Onnx;
use tract_onnx::pb::tensor_proto::DataType;
use tract_onnx::pb::{ModelProto, NodeProto, TensorProto};
use tract_onnx::prelude::TractResult;
use tract_onnx::tensor::load_tensor;
use tract_onnx::tract_hir::internal::{TractErrorContext, ensure};

/// Replaces every DequantizeLinear of an initializer by the floats that it gives, y = (x − zero point) · scale
/// (ONNX operator, per tensor or per axis). `folder` is where external data lies. Returns how many there were.
pub(super) fn expand(proto: &mut ModelProto, framework: &Onnx, folder: &str) -> TractResult<usize> {
    let graph = proto.graph.as_mut().context("it has no graph")?;
    let constants: HashMap<&str, &TensorProto> =
        graph.initializer.iter().map(|t| (t.name.as_str(), t)).collect();
    let mut floats = Vec::new();
    for node in &graph.node {
        if let Some(parts) = constant_inputs(node, &constants) {
            let name = node.output.first().context("a node without an output")?;
            let values = dequantise(&parts, axis(node), framework, folder)
                .with_context(|| format!("expanding the weights {name}"))?;
            floats.push(TensorProto {
                name: name.clone(),
                dims: parts[0].dims.clone(),
                data_type: DataType::Float as i32,
                float_data: values,
                ..TensorProto::default()
            });
        }
    }
    let made: HashSet<&str> = floats.iter().map(|tensor| tensor.name.as_str()).collect();
    graph.node.retain(|node| !node.output.first().is_some_and(|name| made.contains(name.as_str())));
    let count = floats.len();
    graph.initializer.extend(floats);
    let mut used: HashSet<&str> =
        graph.node.iter().flat_map(|node| &node.input).map(String::as_str).collect();
    used.extend(graph.output.iter().map(|output| output.name.as_str()));
    // An initializer that only a branch of control flow uses is not seen here: then all of them stay.
    if graph.node.iter().all(|node| node.attribute.iter().all(|attribute| attribute.g.is_none())) {
        graph.initializer.retain(|tensor| used.contains(tensor.name.as_str()));
    }
    Ok(count)
}

/// Weights, scale and perhaps zero point of a DequantizeLinear, where all are constants.
fn constant_inputs<'a>(
    node: &NodeProto,
    constants: &HashMap<&str, &'a TensorProto>,
) -> Option<Vec<&'a TensorProto>> {
    if node.op_type != "DequantizeLinear" || !(2..=3).contains(&node.input.len()) {
        return None;
    }
    let inputs = node.input.iter().filter(|name| !name.is_empty());
    inputs.map(|name| constants.get(name.as_str()).copied()).collect()
}

fn axis(node: &NodeProto) -> i64 {
    node.attribute.iter().find(|attribute| attribute.name == "axis").map_or(1, |attribute| attribute.i)
}

fn dequantise(parts: &[&TensorProto], axis: i64, framework: &Onnx, folder: &str) -> TractResult<Vec<f32>> {
    let read = |tensor: &TensorProto| -> TractResult<(Vec<usize>, Vec<f32>)> {
        let tensor = load_tensor(&*framework.provider, tensor, Some(folder))?;
        let floats = tensor.cast_to::<f32>()?;
        Ok((tensor.shape().to_vec(), floats.try_as_plain_ram()?.as_slice::<f32>()?.to_vec()))
    };
    let (shape, mut values) = read(parts[0])?;
    let (_, scale) = read(parts[1])?;
    let zero = match parts.get(2) {
        Some(tensor) => read(tensor)?.1,
        None => vec![0.0; scale.len()],
    };
    ensure!(zero.len() == scale.len(), "{} zero points beside {} scales", zero.len(), scale.len());
    let inner = if scale.len() == 1 {
        values.len().max(1)
    } else {
        let rank = shape.len() as i64;
        let axis = usize::try_from(if axis < 0 { axis + rank } else { axis })?;
        ensure!(
            shape.get(axis) == Some(&scale.len()),
            "{} scales along axis {axis} of {shape:?}",
            scale.len()
        );
        shape[axis + 1..].iter().product::<usize>().max(1)
    };
    for (index, block) in values.chunks_mut(inner).enumerate() {
        let (scale, zero) = (scale[index % scale.len()], zero[index % zero.len()]);
        for value in block {
            *value = (*value - zero) * scale;
        }
    }
    Ok(values)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn int8(name: &str, dims: &[i64], values: &[i8]) -> TensorProto {
        let raw_data = values.iter().map(|&value| value as u8).collect();
        TensorProto {
            name: name.into(),
            dims: dims.into(),
            data_type: DataType::Int8 as i32,
            raw_data,
            ..Default::default()
        }
    }

    fn float(name: &str, values: &[f32]) -> TensorProto {
        let dims = vec![values.len() as i64];
        TensorProto {
            name: name.into(),
            dims,
            data_type: DataType::Float as i32,
            float_data: values.into(),
            ..Default::default()
        }
    }

    #[test]
    fn scales_stand_along_their_axis() {
        let framework = tract_onnx::onnx();
        let weights = int8("w", &[2, 3], &[1, 2, 3, -4, -5, -6]);
        let zero = int8("z", &[2], &[0, 1]);
        let by_row = dequantise(&[&weights, &float("s", &[0.5, 2.0]), &zero], 0, &framework, ".").unwrap();
        assert_eq!(by_row, [0.5, 1.0, 1.5, -10.0, -12.0, -14.0]);
        let by_column =
            dequantise(&[&weights, &float("s", &[1.0, 10.0, 100.0])], -1, &framework, ".").unwrap();
        assert_eq!(by_column, [1.0, 20.0, 300.0, -4.0, -50.0, -600.0]);
        let whole = dequantise(&[&weights, &float("s", &[2.0])], 1, &framework, ".").unwrap();
        assert_eq!(whole, [2.0, 4.0, 6.0, -8.0, -10.0, -12.0]);
        assert!(dequantise(&[&weights, &float("s", &[1.0, 2.0])], 1, &framework, ".").is_err());
    }
}
