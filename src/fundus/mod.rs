//! The science of one photograph: decoding, field of view, normalisation, quality, laterality. Bytes in, no I/O.

pub mod decode;
pub mod entropy;
pub mod field;
pub mod frame;
pub mod laterality;
pub mod normalise;
pub mod quality;

mod both;
mod circle;
mod ground;
mod jpeg;
mod shrink;

pub use both::both;
pub use decode::{DecodeError, Photograph, decode};
pub use field::FieldOfView;
pub use frame::Frame;
pub use laterality::{Landmark, laterality};
pub use normalise::{Normalised, normalise};
pub use quality::{Assessment, assess};
