//! A disk in memory that remembers every write and every flush, so that its power can be cut at any of them afterwards.
//!
//! It is one file of a FUSE mount; a loop device over it carries a real ext4. What the kernel sends to that device
//! is the log: a write that no later flush covers may be lost, kept or torn, each by itself, as a disk's cache does.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Bytes of the disk.
pub const SIZE: u64 = 192 << 20;
const BLOCK: usize = 4096;
const SECTOR: usize = 512;

/// One thing that the kernel asked of the disk.
#[derive(Clone)]
pub enum Op {
    Write { at: u64, bytes: Vec<u8> },
    Flush,
}

/// What stands on the disk; blocks that are not there are zero.
#[derive(Clone, Default)]
pub struct Blocks(HashMap<u64, Arc<[u8; BLOCK]>>);

impl Blocks {
    pub fn write(&mut self, at: u64, mut bytes: &[u8]) {
        let mut at = at as usize;
        while !bytes.is_empty() {
            let (block, from) = (at / BLOCK, at % BLOCK);
            let part = bytes.len().min(BLOCK - from);
            let kept = self.0.entry(block as u64).or_insert_with(|| Arc::new([0; BLOCK]));
            Arc::make_mut(kept)[from..from + part].copy_from_slice(&bytes[..part]);
            (at, bytes) = (at + part, &bytes[part..]);
        }
    }

    fn read(&self, at: u64, length: usize) -> Vec<u8> {
        let mut out = vec![0; length];
        let (mut at, mut done) = (at as usize, 0);
        while done < length {
            let (block, from) = (at / BLOCK, at % BLOCK);
            let part = (length - done).min(BLOCK - from);
            if let Some(kept) = self.0.get(&(block as u64)) {
                out[done..done + part].copy_from_slice(&kept[from..from + part]);
            }
            (at, done) = (at + part, done + part);
        }
        out
    }

    /// The first `cut` entries of a log on top of this; of those after the last flush, chance decides.
    pub fn after_power_cut(&self, log: &[Op], cut: usize, chance: &mut fastrand::Rng) -> Blocks {
        let log = &log[..cut];
        let flushed = log.iter().rposition(|op| matches!(op, Op::Flush)).unwrap_or(0);
        let mut blocks = self.clone();
        for (n, op) in log.iter().enumerate() {
            let Op::Write { at, bytes } = op else { continue };
            let kept = match (n < flushed, chance.u8(0..20)) {
                (true, _) | (false, 0..10) => bytes.len(),
                (false, 10..17) => 0,
                (false, _) => chance.usize(0..=bytes.len() / SECTOR) * SECTOR,
            };
            blocks.write(*at, &bytes[..kept.min(bytes.len())]);
        }
        blocks
    }
}

struct State {
    blocks: Blocks,
    log: Vec<Op>,
    /// Writes and flushes fail with an I/O error.
    broken: bool,
}

/// A disk; clones are the same one.
#[derive(Clone)]
pub struct Disk(Arc<Mutex<State>>);

impl Disk {
    pub fn new(blocks: Blocks) -> Disk {
        Disk(Arc::new(Mutex::new(State { blocks, log: Vec::new(), broken: false })))
    }

    /// How much has been logged; what was acknowledged before this call must survive a cut here or later.
    pub fn logged(&self) -> usize {
        self.state().log.len()
    }

    pub fn log(&self) -> Vec<Op> {
        self.state().log.clone()
    }

    pub fn blocks(&self) -> Blocks {
        self.state().blocks.clone()
    }

    /// From now on every write and flush fails, or works again.
    pub fn set_broken(&self, broken: bool) {
        self.state().broken = broken;
    }

    pub fn read(&self, at: u64, length: usize) -> Vec<u8> {
        let length = (length as u64).min(SIZE.saturating_sub(at)) as usize;
        self.state().blocks.read(at, length)
    }

    /// False where the disk is broken, or ends before.
    pub fn write(&self, at: u64, bytes: &[u8]) -> bool {
        let mut state = self.state();
        let fits = at.checked_add(bytes.len() as u64).is_some_and(|end| end <= SIZE);
        if state.broken || !fits {
            return false;
        }
        state.blocks.write(at, bytes);
        state.log.push(Op::Write { at, bytes: bytes.to_vec() });
        true
    }

    /// False where the disk is broken.
    pub fn flush(&self) -> bool {
        let mut state = self.state();
        if !state.broken {
            state.log.push(Op::Flush);
        }
        !state.broken
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
