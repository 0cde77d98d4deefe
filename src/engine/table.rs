//! The token table, looked up here: a row of numbers is no work for a runtime, and a step is spared one crossing.

use std::collections::HashMap;
use std::path::Path;

use tract_onnx::data_resolver::MmapDataResolver;
use tract_onnx::pb::{GraphProto, NodeProto, TensorProto};
use tract_onnx::prelude::{Datum, Framework, TractResult};
use tract_onnx::tensor::load_tensor;
use tract_onnx::tract_hir::internal::{TractErrorContext, ensure};

use super::{Data, Dim, EngineError, Graph, Kind, Port, Tensor, Value};
use crate::bundle::Role;

const IDS: &str = "input_ids";
const ROWS: &str = "inputs_embeds";

/// What a row is made of.
enum Rows {
    Float(Vec<f32>),
    /// Levels, and a step for each row.
    Int8(Vec<i8>, Vec<f32>),
}

/// A graph that gives rows of a table and does nothing else.
pub(super) struct Table {
    rows: Rows,
    count: usize,
    width: usize,
    inputs: Vec<Port>,
    outputs: Vec<Port>,
}

impl Table {
    /// Reads the table out of the graph at `path`; None where the graph is another one, which an engine has to run.
    pub(super) fn load(path: &Path) -> Result<Option<Table>, EngineError> {
        read(path).map_err(|error| EngineError::Load { path: path.to_path_buf(), what: format!("{error:#}") })
    }

    fn row(&self, id: i64, out: &mut Vec<f32>) -> Result<(), EngineError> {
        let wrong = || EngineError::Run {
            role: Role::EmbedTokens,
            what: format!("there is no token {id} among {}", self.count),
        };
        let at = usize::try_from(id).ok().filter(|&at| at < self.count).ok_or_else(wrong)?;
        let place = at * self.width..(at + 1) * self.width;
        match &self.rows {
            Rows::Float(values) => out.extend_from_slice(&values[place]),
            Rows::Int8(levels, steps) => {
                out.extend(levels[place].iter().map(|&level| f32::from(level) * steps[at]));
            }
        }
        Ok(())
    }
}

fn read(path: &Path) -> TractResult<Option<Table>> {
    let folder = path.parent().and_then(Path::to_str).context("the path is not UTF-8")?;
    let proto = tract_onnx::onnx().proto_model_for_path(path)?;
    let graph = proto.graph.as_ref().context("it has no graph")?;
    let Some((table, steps)) = parts(graph) else { return Ok(None) };
    let &[count, width] = table.dims.as_slice() else { return Ok(None) };
    let (count, width) = (usize::try_from(count)?, usize::try_from(width)?);
    let rows = match steps {
        None => Rows::Float(values(table, folder)?),
        Some(steps) => Rows::Int8(values(table, folder)?, values(steps, folder)?),
    };
    let (cells, steps) = match &rows {
        Rows::Float(cells) => (cells.len(), count),
        Rows::Int8(cells, steps) => (cells.len(), steps.len()),
    };
    ensure!(
        cells == count * width && steps == count,
        "{cells} numbers and {steps} steps for {count}×{width}"
    );
    let free = || Dim::Free("sequence_length".to_owned());
    let port = |name: &str, kind, shape| Port { name: name.to_owned(), kind: Some(kind), shape };
    let inputs = vec![port(IDS, Kind::I64, vec![Dim::Fixed(1), free()])];
    let outputs = vec![port(ROWS, Kind::F32, vec![Dim::Fixed(1), free(), Dim::Fixed(width)])];
    Ok(Some(Table { rows, count, width, inputs, outputs }))
}

/// The table and its steps, of `Gather(table, ids)` alone or `Cast(Gather(table, ids)) · Gather(steps, ids)`.
fn parts(graph: &GraphProto) -> Option<(&TensorProto, Option<&TensorProto>)> {
    let constants: HashMap<&str, &TensorProto> =
        graph.initializer.iter().map(|tensor| (tensor.name.as_str(), tensor)).collect();
    let mut kinds: Vec<&str> = graph.node.iter().map(|node| node.op_type.as_str()).collect();
    kinds.retain(|&kind| kind != "Identity");
    kinds.sort_unstable();
    let first_axis = |node: &NodeProto| {
        node.attribute.iter().all(|attribute| attribute.name != "axis" || attribute.i == 0)
    };
    let gathered: Vec<&TensorProto> = graph
        .node
        .iter()
        .filter(|node| node.op_type == "Gather" && first_axis(node))
        .filter(|node| node.input.get(1).is_some_and(|name| name == IDS))
        .filter_map(|node| constants.get(node.input.first()?.as_str()).copied())
        .collect();
    let of = |tensor: &TensorProto, kind: i32| tensor.data_type == kind && tensor.dims.len() == 2;
    let (float, int8) = (1, 3);
    match (kinds.as_slice(), gathered.as_slice()) {
        (["Gather"], &[table]) if of(table, float) => Some((table, None)),
        (["Cast", "Gather", "Gather", "Mul"], &[a, b]) => {
            let (table, steps) = if a.data_type == int8 { (a, b) } else { (b, a) };
            (of(table, int8) && of(steps, float) && steps.dims[1] == 1).then_some((table, Some(steps)))
        }
        _ => None,
    }
}

fn values<T: Datum + Copy>(tensor: &TensorProto, folder: &str) -> TractResult<Vec<T>> {
    let tensor = load_tensor(&MmapDataResolver, tensor, Some(folder))?;
    Ok(tensor.try_as_plain_ram()?.as_slice::<T>()?.to_vec())
}

impl Graph for Table {
    fn inputs(&self) -> &[Port] {
        &self.inputs
    }

    fn outputs(&self) -> &[Port] {
        &self.outputs
    }

    fn run(&mut self, mut inputs: Vec<(String, Value)>) -> Result<Vec<(String, Value)>, EngineError> {
        let ids = super::take(&mut inputs, IDS)?.into_tensor()?;
        let Data::I64(ids) = ids.data() else {
            let found = ids.data().kind().to_string();
            return Err(EngineError::Value { expected: Kind::I64.to_string(), found });
        };
        let mut rows = Vec::with_capacity(ids.len() * self.width);
        for &id in ids {
            self.row(id, &mut rows)?;
        }
        let rows = Tensor::f32(vec![1, ids.len(), self.width], rows)?;
        Ok(vec![(ROWS.to_owned(), rows.into())])
    }
}
