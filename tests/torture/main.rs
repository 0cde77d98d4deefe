//! The record under torture: power cuts, kills, full and failing disks, rot. `make test` runs the short form,
//! `make torture` the long one. A failure prints the seed that repeats it.
#![allow(clippy::disallowed_methods, reason = "scratch files of a test need no durability")]

mod clock;
#[path = "../common/mod.rs"]
mod common;
mod disk;
mod disks;
mod eyes;
mod fuse;
mod ground;
mod kept;
mod kill;
mod power;
mod refuse;
mod roles;
mod station;
mod vault;
