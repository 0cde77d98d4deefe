//! Ocellus: a fundus photograph becomes a checked reading, offline. `ARCHITECTURE.md` has the rooms.

pub mod accounts;
pub mod bundle;
pub mod camera;
pub mod cli;
pub mod conversation;
pub mod engine;
pub mod evidence;
pub mod fault;
pub mod fundus;
mod hex;
pub mod language;
pub mod log;
mod median;
mod memory;
pub mod paper;
pub mod reading;
pub mod record;
pub mod terms;
pub mod vault;
pub mod web;
pub mod words;
