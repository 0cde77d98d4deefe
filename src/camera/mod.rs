//! The camera: finds it, agrees with it on still quality, streams whole frames with a deadline on every wait, and
//! chooses the photograph of a burst. A folder of photographs or a video can stand in for a camera.

pub mod aim;
mod bayer;
pub mod burst;
pub mod button;
pub mod control;
mod device;
pub mod error;
pub mod file;
pub mod find;
pub mod frame;
pub mod guide;
pub mod jpeg;
pub mod live;
pub mod mode;
mod packed;
pub mod profile;
pub mod raw;
pub mod replay;
pub mod source;
pub mod stream;
mod video;

pub use burst::{Burst, Kept};
pub use error::CameraError;
pub use find::Found;
pub use frame::Frame;
pub use mode::{Mode, PixelFormat, Purpose, Wish};
pub use profile::Profile;
pub use source::{Choice, Source, Stats};
