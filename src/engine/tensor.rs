//! Tensors on the host, and values that stay inside the engine that made them.

use tract_onnx::prelude::TValue;

use super::EngineError;

/// Element kinds that cross the border of an engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    F32,
    I64,
    I32,
    U8,
    I8,
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Kind::F32 => "f32",
            Kind::I64 => "i64",
            Kind::I32 => "i32",
            Kind::U8 => "u8",
            Kind::I8 => "i8",
        })
    }
}

/// Elements in row-major order.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    F32(Vec<f32>),
    I64(Vec<i64>),
    I32(Vec<i32>),
    U8(Vec<u8>),
    I8(Vec<i8>),
}

impl Data {
    pub fn kind(&self) -> Kind {
        match self {
            Data::F32(_) => Kind::F32,
            Data::I64(_) => Kind::I64,
            Data::I32(_) => Kind::I32,
            Data::U8(_) => Kind::U8,
            Data::I8(_) => Kind::I8,
        }
    }

    pub fn len(&self) -> usize {
        match self {
            Data::F32(v) => v.len(),
            Data::I64(v) => v.len(),
            Data::I32(v) => v.len(),
            Data::U8(v) => v.len(),
            Data::I8(v) => v.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The elements as f32, whatever they are stored as.
    pub fn to_f32(&self) -> Vec<f32> {
        match self {
            Data::F32(v) => v.clone(),
            Data::I64(v) => v.iter().map(|&x| x as f32).collect(),
            Data::I32(v) => v.iter().map(|&x| x as f32).collect(),
            Data::U8(v) => v.iter().map(|&x| f32::from(x)).collect(),
            Data::I8(v) => v.iter().map(|&x| f32::from(x)).collect(),
        }
    }
}

/// A shape and its elements; they always agree.
#[derive(Debug, Clone, PartialEq)]
pub struct Tensor {
    shape: Vec<usize>,
    data: Data,
}

impl Tensor {
    /// Fails where the shape's volume is not the number of elements.
    pub fn new(shape: Vec<usize>, data: Data) -> Result<Tensor, EngineError> {
        let volume = shape.iter().try_fold(1usize, |product, &n| product.checked_mul(n));
        if volume != Some(data.len()) {
            return Err(EngineError::Value {
                expected: format!("{shape:?}"),
                found: format!("{} elements", data.len()),
            });
        }
        Ok(Tensor { shape, data })
    }

    /// f32 elements in row-major order.
    pub fn f32(shape: Vec<usize>, data: Vec<f32>) -> Result<Tensor, EngineError> {
        Tensor::new(shape, Data::F32(data))
    }

    /// i64 elements in row-major order.
    pub fn i64(shape: Vec<usize>, data: Vec<i64>) -> Result<Tensor, EngineError> {
        Tensor::new(shape, Data::I64(data))
    }

    pub fn shape(&self) -> &[usize] {
        &self.shape
    }

    pub fn data(&self) -> &Data {
        &self.data
    }

    pub fn into_parts(self) -> (Vec<usize>, Data) {
        (self.shape, self.data)
    }

    /// The elements if they are f32.
    pub fn as_f32(&self) -> Result<&[f32], EngineError> {
        match &self.data {
            Data::F32(data) => Ok(data),
            other => Err(EngineError::Value { expected: "f32".into(), found: other.kind().to_string() }),
        }
    }

    /// Shape and elements if they are f32 of this rank.
    pub fn into_f32<const RANK: usize>(self) -> Result<([usize; RANK], Vec<f32>), EngineError> {
        let (shape, data) = self.into_parts();
        match (<[usize; RANK]>::try_from(shape), data) {
            (Ok(shape), Data::F32(data)) => Ok((shape, data)),
            (Ok(_), data) => {
                Err(EngineError::Value { expected: "f32".into(), found: data.kind().to_string() })
            }
            (Err(shape), _) => {
                Err(EngineError::Value { expected: format!("rank {RANK}"), found: format!("{shape:?}") })
            }
        }
    }
}

/// What goes into a graph and comes out of it: on the host, or still in the engine that made it.
#[derive(Debug)]
pub struct Value(pub(super) Place);

#[derive(Debug)]
pub(super) enum Place {
    Host(Tensor),
    Ort(::ort::value::DynValue),
    Tract(TValue),
}

impl From<Tensor> for Value {
    fn from(tensor: Tensor) -> Self {
        Value(Place::Host(tensor))
    }
}

impl Value {
    /// The value on the host; copies it out of the engine where it is still there.
    pub fn into_tensor(self) -> Result<Tensor, EngineError> {
        match self.0 {
            Place::Host(tensor) => Ok(tensor),
            Place::Ort(value) => super::ort::to_host(&value),
            Place::Tract(value) => super::tract::to_host(&value),
        }
    }

    /// The value's shape, wherever it lies.
    pub fn shape(&self) -> Vec<usize> {
        match &self.0 {
            Place::Host(tensor) => tensor.shape().to_vec(),
            Place::Ort(value) => super::ort::shape(value),
            Place::Tract(value) => value.shape().to_vec(),
        }
    }
}

/// Takes the output `name` out of what a graph gave.
pub fn take(outputs: &mut Vec<(String, Value)>, name: &str) -> Result<Value, EngineError> {
    match outputs.iter().position(|(n, _)| n == name) {
        Some(at) => Ok(outputs.swap_remove(at).1),
        None => Err(EngineError::Value { expected: format!("an output {name:?}"), found: "none".into() }),
    }
}
