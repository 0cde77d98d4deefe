//! One trait over ONNX Runtime and tract.

/// Which engine to use; `auto` follows the load order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EngineChoice {
    #[default]
    Auto,
    Ort,
    Tract,
}
