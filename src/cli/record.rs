//! `ocellus record`: verify what is kept.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{serve::default_data_dir, tell};
use crate::fault::{Explain, Fault};
use crate::record::{self, Faults, Verification};

#[derive(Subcommand)]
pub enum RecordVerb {
    /// Compare every photograph, row and audit entry with what was written. May run beside the station.
    Verify(VerifyArgs),
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  ocellus record verify\n  ocellus record verify --json --data /var/lib/ocellus\n\n\
                  Exit code 0: sound; 1: something is wrong, or it could not be looked at."
)]
pub struct VerifyArgs {
    #[command(flatten)]
    folder: Folder,
    /// NUMBER:HASH of an audit entry that was noted earlier; the audit must still contain it
    #[arg(long, value_name = "NUMBER:HASH")]
    head: Option<String>,
    /// One JSON document
    #[arg(long)]
    json: bool,
}

/// Which record.
#[derive(Args)]
struct Folder {
    /// Folder of the record [default: $OCELLUS_DATA_DIR, then ocellus in the user's data folder]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

impl Folder {
    fn path(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(default_data_dir)
    }
}

pub fn run(verb: &RecordVerb) -> Result<bool, Fault> {
    match verb {
        RecordVerb::Verify(args) => verify(args),
    }
}

fn verify(args: &VerifyArgs) -> Result<bool, Fault> {
    let found = record::verify(&args.folder.path(), args.head.as_deref()).map_err(|error| error.fault())?;
    match args.json {
        true => tell::json(&found)?,
        false => told(&found)?,
    }
    Ok(found.sound)
}

fn told(found: &Verification) -> Result<(), Fault> {
    let line = |what: String, faults: &Faults| -> Result<(), Fault> {
        match faults.count {
            0 => tell::line(&format!("{what}: sound")),
            count => {
                tell::line(&format!("{what}: {count} faults"))?;
                faults.listed.iter().try_for_each(|fault| tell::line(&format!("  {fault}")))
            }
        }
    };
    line("database".into(), &found.database)?;
    line(format!("audit, {} entries", found.audit_entries), &found.audit)?;
    line(format!("{} photographs", found.photographs_checked), &found.photographs)?;
    tell::line(&format!("last audit entry: {}", found.audit_head))
}
