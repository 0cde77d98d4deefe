//! The page and its API, on the loopback address or over TLS, with the worker that reads and the folders that are watched; all of it
//! in one process, or in one for each role.

mod access;
mod apart;
mod api;
mod body;
mod camera;
mod clinic;
mod events;
mod guard;
mod ingest;
mod inspect;
mod link;
mod listen;
mod operators;
mod page;
mod photographs;
mod pictures;
mod questions;
mod readers;
mod refusal;
mod roles;
mod server;
mod session;
mod state;
mod station;
mod system;
mod tls;
mod types;
mod upload;
mod watch;
mod watchdog;
mod worker;

pub use apart::{VERB as READER_VERB, read_apart};
pub use api::openapi;
pub use camera::{CameraState, CameraStatus, Captured, Guidance};
pub use events::Event;
pub use link::wake_station;
pub use operators::OperatorList;
pub use page::is_built as page_is_built;
pub use questions::{AnswerEvent, Conversation};
pub use server::{Announced, ServeOptions, Server, serve};
pub use session::{SessionOperator, SessionState, SessionStatus};
pub use system::{SystemItem, SystemReason, SystemReport, SystemState, SystemSubject};
pub use tls::{Tls, TlsError};
pub use types::*;
pub use worker::{Loader, Reads};
