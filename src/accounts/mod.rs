//! Who may come in: passwords and PINs, sessions that lock when left idle, and limits on wrong tries.
//!
//! Sessions are kept in the record, as hashes of their cookies: a restart of the station, or a power cut, costs a
//! technician her PIN and not her place, and a copy of the database signs nobody in. What is seen at every request is
//! in memory, and written once a minute.

mod error;
mod limit;
mod policy;
mod secret;
mod service;
mod sessions;

pub use error::AccountError;
pub use policy::{check_clinic, check_name, check_password, check_pin};
pub use secret::{hash, random_code, random_password};
pub use service::{Accounts, FirstRun, Mode, Signed};
pub use sessions::{Found, LIFETIME, Person, Session};
