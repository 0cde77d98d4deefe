//! Composes what the two readers say into one checked Reading: findings, conditions, chain, checks, referral, report.

pub mod acuity;
mod agreement;
pub mod chain;
pub mod checks;
mod compose;
pub mod conditions;
pub mod correct;
mod described;
pub mod encounter;
pub mod findings;
mod grounding;
pub mod protocol;
mod reader;
pub mod referral;
pub mod report;
mod research;
pub mod schema;
mod speak;
pub mod types;

pub use described::in_field;
pub use encounter::{Encounter, EyeHistory, Eyes, History};
pub use reader::{ReadPhotograph, Reader, ReaderOptions, Seen};
pub use speak::{because_in, grade_name, speak};
pub use types::*;
