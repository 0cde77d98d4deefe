//! Composes what the two readers say into one checked Reading: findings, conditions, chain, checks, referral, report.

mod agreement;
pub mod chain;
pub mod checks;
pub mod conditions;
pub mod findings;
mod grounding;
pub mod protocol;
mod reader;
pub mod referral;
pub mod report;
pub mod schema;
pub mod types;

pub use reader::{ReadPhotograph, Reader, ReaderOptions};
pub use types::*;
