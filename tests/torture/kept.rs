//! The log of a run that failed, kept so that its seed finds the same disk again.

use std::io::{BufReader, BufWriter, Read, Write};
use std::path::PathBuf;

use super::disk::Op;
use super::station::Ledger;

fn folder(seed: u64) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/build/torture")).join(seed.to_string())
}

/// Keeps a log and what was acknowledged in it; says where.
pub fn save(seed: u64, log: &[Op], ledger: &Ledger) -> String {
    let folder = folder(seed);
    let written = || -> std::io::Result<()> {
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join("ledger.json"), serde_json::to_vec(ledger)?)?;
        let mut file = BufWriter::new(std::fs::File::create(folder.join("log"))?);
        for op in log {
            // A length of zero is a flush.
            let (at, bytes): (u64, &[u8]) = match op {
                Op::Write { at, bytes } => (*at, bytes),
                Op::Flush => (0, &[]),
            };
            file.write_all(&at.to_le_bytes())?;
            file.write_all(&(bytes.len() as u64).to_le_bytes())?;
            file.write_all(bytes)?;
        }
        file.flush()
    };
    match written() {
        Ok(()) => format!("kept in {}", folder.display()),
        Err(error) => format!("not kept: {error}"),
    }
}

/// The log that was kept under a seed, if one was.
pub fn load(seed: u64) -> Option<(Vec<Op>, Ledger)> {
    let ledger = serde_json::from_slice(&std::fs::read(folder(seed).join("ledger.json")).ok()?).ok()?;
    let mut file = BufReader::new(std::fs::File::open(folder(seed).join("log")).ok()?);
    let mut log = Vec::new();
    let mut head = [0; 16];
    while file.read_exact(&mut head).is_ok() {
        let number = |half: &[u8]| half.try_into().map(u64::from_le_bytes).expect("eight bytes");
        let (at, length) = (number(&head[..8]), number(&head[8..]));
        if length == 0 {
            log.push(Op::Flush);
            continue;
        }
        let mut bytes = vec![0; length as usize];
        file.read_exact(&mut bytes).ok()?;
        log.push(Op::Write { at, bytes });
    }
    Some((log, ledger))
}
