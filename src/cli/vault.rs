//! `ocellus vault`: the record encrypted at rest; make it, open it, close it, print its recovery sheet.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{serve::default_data_dir, tell};
use crate::fault::{Explain, Fault};
use crate::vault::{self, Protection};

#[derive(Subcommand)]
pub enum VaultVerb {
    /// Encrypt an empty folder from now on, and make its key; prints the recovery sheet
    Create(Keyed),
    /// Give the kernel the key, before the station starts
    Open(Keyed),
    /// Take the key from the kernel, after the station has stopped
    Close(Bare),
    /// Print the recovery sheet again
    Sheet(Keyed),
}

#[derive(Args)]
#[command(
    after_help = "Example, once, before the first start:\n  ocellus vault create --key /media/stick/vault.key \
                  --data /var/lib/ocellus/record | lp\n\n\
                  The folder's file system must be ext4 or f2fs with the feature `encrypt` (`tune2fs -O encrypt`)."
)]
pub struct Keyed {
    /// File of the key, on another disk or partition than the record
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    #[command(flatten)]
    folder: Bare,
}

#[derive(Args)]
pub struct Bare {
    /// Folder of the record [default: $OCELLUS_DATA_DIR, then ocellus in the user's data folder]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

impl Bare {
    fn path(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(default_data_dir)
    }
}

pub fn run(verb: &VaultVerb) -> Result<bool, Fault> {
    done(verb).map_err(|error| error.fault())?
}

fn done(verb: &VaultVerb) -> Result<Result<bool, Fault>, vault::VaultError> {
    Ok(match verb {
        VaultVerb::Create(args) => {
            let folder = args.folder.path();
            let made = vault::create(&folder, &args.key)?;
            if made.together {
                tracing::warn!("key and record lie on one file system: who takes the disk has both");
            }
            tell::line(&vault::sheet(&args.key, &folder, &made.name)?).map(|()| true)
        }
        VaultVerb::Open(args) => match vault::protection(&args.folder.path())? {
            Protection::Disk { device } => {
                tell::line(&format!("the whole disk is encrypted ({device}); there is nothing to open"))
                    .map(|()| true)
            }
            _ => {
                let name = vault::open(&args.folder.path(), &args.key)?;
                tell::line(&format!("open, with the key {name}")).map(|()| true)
            }
        },
        VaultVerb::Close(folder) => match vault::close(&folder.path())? {
            true => tell::line("closed").map(|()| true),
            false => {
                tell::line("not closed: files in it are still open; stop the station first").map(|()| false)
            }
        },
        VaultVerb::Sheet(args) => {
            let folder = args.folder.path();
            let name = match vault::protection(&folder)? {
                Protection::Vault { key, .. } => key,
                _ => return Err(vault::VaultError::NotVault { path: folder }),
            };
            tell::line(&vault::sheet(&args.key, &folder, &name)?).map(|()| true)
        }
    })
}
