//! `ocellus operator`: who may sign in, from the station itself: the one way back for a lost administrator's password.
//!
//! Whoever may write the record's folder may do this; nobody can over the network. Passwords are made here and shown
//! once, so that none stands in a shell's history; their owners change them on the page.

use clap::{Args, Subcommand};

use super::record::Folder;
use super::tell;
use crate::accounts;
use crate::fault::{Explain, Fault, FaultCode};
use crate::record::{NewOperator, Operator, OperatorChange, Record, RecordError, Who};
use crate::terms::Role;

#[derive(Subcommand)]
pub enum OperatorVerb {
    /// Show who has an account.
    List(ListArgs),
    /// Add somebody; a password is made and shown once. The station must be stopped.
    Add(AddArgs),
    /// Make a new password for somebody and show it once; they may come in again. The station must be stopped.
    ResetPassword(ResetArgs),
    /// Let somebody in no more. The station must be stopped.
    Dismiss(ResetArgs),
}

#[derive(Args)]
pub struct ListArgs {
    #[command(flatten)]
    folder: Folder,
}

#[derive(Args)]
pub struct AddArgs {
    name: String,
    #[arg(long, value_name = "ROLE", value_parser = ["technician", "doctor", "administrator"], default_value = "technician")]
    role: String,
    #[command(flatten)]
    folder: Folder,
}

#[derive(Args)]
#[command(
    after_help = "Example:\n  systemctl stop ocellus\n  ocellus operator reset-password Maria --data /var/lib/ocellus/record\n  systemctl start ocellus"
)]
pub struct ResetArgs {
    /// Name as it is typed to sign in
    name: String,
    #[command(flatten)]
    folder: Folder,
}

pub fn run(verb: &OperatorVerb) -> Result<bool, Fault> {
    match verb {
        OperatorVerb::List(args) => {
            let operators = args.folder.open()?.operators().map_err(|error| error.fault())?;
            for Operator { id, name, role, active, .. } in operators {
                let left = if active { "" } else { "  (dismissed)" };
                tell::line(&format!("{id}  {:<13}  {name}{left}", role.word()))?;
            }
        }
        OperatorVerb::Add(args) => {
            let record = args.folder.open()?;
            let role = Role::from_word(&args.role).unwrap_or(Role::Technician);
            accounts::check_name(&args.name).map_err(|error| error.fault())?;
            if !record.is_staffed().map_err(|error| error.fault())? {
                return Err(Fault {
                    code: FaultCode::Conflict,
                    message: "the station is not set up yet".into(),
                    remedy: "Go through the first run on its page, which makes the administrator.".into(),
                });
            }
            let (password, hash) = made()?;
            let new = NewOperator { name: &args.name, role, password: &hash, pin: None };
            record.add_operator(&new, Who::COMMAND).map_err(|error| error.fault())?;
            told(&args.name, &password)?;
        }
        OperatorVerb::ResetPassword(args) => {
            let record = args.folder.open()?;
            let operator = find(&record, &args.name)?;
            let (password, hash) = made()?;
            let change = OperatorChange { password: Some(hash), active: Some(true), ..Default::default() };
            changed(&record, &operator, &change)?;
            told(&operator.name, &password)?;
        }
        OperatorVerb::Dismiss(args) => {
            let record = args.folder.open()?;
            let operator = find(&record, &args.name)?;
            changed(&record, &operator, &OperatorChange { active: Some(false), ..Default::default() })?;
        }
    }
    Ok(true)
}

/// Changes somebody, whose sessions of before end with it.
fn changed(record: &Record, operator: &Operator, change: &OperatorChange) -> Result<(), Fault> {
    record
        .change_operator(&operator.id, change, Who::COMMAND)
        .and_then(|_| record.end_sessions_of(&operator.id))
        .map_err(|error| error.fault())
}

fn find(record: &Record, name: &str) -> Result<Operator, Fault> {
    let found = record.credentials_of(name).map_err(|error| error.fault())?;
    let missing = || RecordError::NoOperator { operator: name.into() }.fault();
    found.map(|one| one.operator).ok_or_else(missing)
}

/// A new password and its hash.
fn made() -> Result<(String, String), Fault> {
    let password = accounts::random_password().map_err(|error| error.fault())?;
    let hash = accounts::hash(&password).map_err(|error| error.fault())?;
    Ok((password, hash))
}

fn told(name: &str, password: &str) -> Result<(), Fault> {
    tell::line(&format!("{name} signs in with {password}"))?;
    tell::line("It is shown this once. Change it on the page after signing in.")
}
