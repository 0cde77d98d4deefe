//! `ocellus record`: verify what is kept, back it up and bring it back, file, export and erase a patient.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{serve::default_data_dir, tell};
use crate::fault::{Explain, Fault, FaultCode};
use crate::reading::protocol::Protocol;
use crate::record::{self, Faults, Filing, Record, Role, Verification, Who};
use crate::terms::Laterality;

#[derive(Subcommand)]
pub enum RecordVerb {
    /// Compare every photograph, row and audit entry with what was written. May run beside the station.
    Verify(VerifyArgs),
    /// Back everything up, sealed with age, into a folder or onto a stick. May run beside the station.
    Backup(BackupArgs),
    /// Make a record from a backup, in a new folder, and verify it.
    Restore(RestoreArgs),
    /// File a photograph under a patient and an eye, in a new encounter. The station must be stopped.
    File(FileArgs),
    /// Write all that is kept of one patient into a folder. May run beside the station.
    Export(ExportArgs),
    /// Name the bundles that have read here.
    Bundles(BundlesArgs),
    /// Queue photographs to be read again that another bundle read. May run beside the station.
    Reread(RereadArgs),
    /// Withdraw a bundle: what an earlier one read stands again. May run beside the station.
    Withdraw(WithdrawArgs),
    /// Take away photographs older than the protocol's [retention] keeps them. The station must be stopped.
    Retain(RetainArgs),
    /// Erase one patient with every photograph and reading. The station must be stopped.
    Erase(EraseArgs),
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  age-keygen -o key.txt        # keep key.txt away from the station; it prints the recipient\n  \
                  ocellus record backup /media/stick/ocellus --to age1...\n\n\
                  A second backup into the same folder adds what is new and takes away what was erased."
)]
pub struct BackupArgs {
    /// Folder to write to
    #[arg(value_name = "DIR")]
    target: PathBuf,
    /// age recipient who can open it
    #[arg(long, value_name = "age1...")]
    to: String,
    #[command(flatten)]
    folder: Folder,
}

#[derive(Args)]
#[command(
    after_help = "Example:\n  ocellus record restore /media/stick/ocellus --key key.txt --data /var/lib/ocellus/record"
)]
pub struct RestoreArgs {
    /// Folder of the backup
    #[arg(value_name = "DIR")]
    source: PathBuf,
    /// File of the age key
    #[arg(long, value_name = "FILE")]
    key: PathBuf,
    /// Folder to make the record in; empty or not there yet
    #[arg(long, value_name = "DIR")]
    data: PathBuf,
}

#[derive(Args)]
pub struct FileArgs {
    /// Id of the photograph
    photograph: String,
    /// What the clinic calls the patient, or the patient's id; added where new
    #[arg(long, value_name = "IDENTIFIER")]
    patient: Option<String>,
    /// The eye
    #[arg(long, value_name = "EYE", value_parser = ["OD", "OS"])]
    eye: Option<String>,
    #[command(flatten)]
    folder: Folder,
}

#[derive(Args)]
pub struct ExportArgs {
    /// Folder to write to
    #[arg(value_name = "DIR")]
    target: PathBuf,
    /// What the clinic calls the patient, or the patient's id
    #[arg(long, value_name = "IDENTIFIER")]
    patient: String,
    #[command(flatten)]
    folder: Folder,
}

#[derive(Args)]
pub struct BundlesArgs {
    #[command(flatten)]
    folder: Folder,
}

#[derive(Args)]
#[command(
    after_help = "A new bundle has the latest 200 photographs read again by itself. Every other photograph goes before \
                  them, every reading stays as a version, and the page lists whose outcome is otherwise."
)]
pub struct RereadArgs {
    /// All of them, however old
    #[arg(long)]
    all: bool,
    /// Only the latest so many
    #[arg(long, value_name = "N", default_value_t = record::LATEST, conflicts_with = "all")]
    latest: u32,
    #[command(flatten)]
    folder: Folder,
}

#[derive(Args)]
#[command(after_help = "Example, with the bundle before still installed:\n  ocellus record bundles\n  \
                  ocellus record withdraw 3f1c9a0b --data /var/lib/ocellus/record\n  \
                  ocellus serve --bundle /usr/share/ocellus/models/ocellus-1\n\n\
                  Its readings stay as versions; it reads no more on this record. What only it has read is read again.")]
pub struct WithdrawArgs {
    /// How its SHA-256 begins, as `record bundles` prints it; 8 characters at least
    #[arg(value_name = "SHA256")]
    bundle: String,
    #[command(flatten)]
    folder: Folder,
}

#[derive(Args)]
#[command(
    after_help = "Says what would go, and takes nothing away without --yes. Photographs of a patient whom an open recall \
                  awaits stay, and so do those that are filed under no patient. In the protocol's file:\n  \
                  [retention]\n  photograph_years = 10"
)]
pub struct RetainArgs {
    /// Protocol whose [retention] holds [default: icdr-ico, built in, which keeps everything]
    #[arg(long, value_name = "FILE")]
    protocol: Option<PathBuf>,
    /// Take them away; they do not come back
    #[arg(long)]
    yes: bool,
    #[command(flatten)]
    folder: Folder,
}

#[derive(Args)]
pub struct EraseArgs {
    /// What the clinic calls the patient, or the patient's id
    #[arg(long, value_name = "IDENTIFIER")]
    patient: String,
    /// Needed: what is erased does not come back
    #[arg(long, required = true)]
    yes: bool,
    #[command(flatten)]
    folder: Folder,
}

#[derive(Args)]
#[command(
    after_help = "Examples:\n  ocellus record verify\n  ocellus record verify --json --data /var/lib/ocellus/record\n\n\
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
pub struct Folder {
    /// Folder of the record [default: $OCELLUS_DATA_DIR, then ocellus in the user's data folder]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
}

impl Folder {
    pub fn path(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(default_data_dir)
    }

    /// The record in it, for writing; refused while the station has it.
    pub fn open(&self) -> Result<Record, Fault> {
        open(self)
    }
}

pub fn run(verb: &RecordVerb) -> Result<bool, Fault> {
    match verb {
        RecordVerb::Verify(args) => verify(args),
        RecordVerb::Backup(args) => backup(args),
        RecordVerb::Restore(args) => restore(args),
        RecordVerb::File(args) => file(args),
        RecordVerb::Export(args) => {
            let count =
                record::export(&args.folder.path(), &args.patient, &args.target).map_err(|e| e.fault())?;
            tell::line(&format!("{count} photographs and patient.json are in {}", args.target.display()))?;
            Ok(true)
        }
        RecordVerb::Bundles(args) => bundles(&args.folder),
        RecordVerb::Reread(args) => {
            let latest = (!args.all).then_some(args.latest);
            let queued = beside(&args.folder)?.reread(latest, Who::COMMAND).map_err(|error| error.fault())?;
            crate::web::wake_station(&args.folder.path());
            tell::line(&format!("{queued} photographs are queued to be read again"))?;
            Ok(true)
        }
        RecordVerb::Withdraw(args) => withdraw(args),
        RecordVerb::Retain(args) => retain(args),
        RecordVerb::Erase(args) => {
            debug_assert!(args.yes, "clap refuses without it");
            let erased = open(&args.folder)?
                .erase_patient(&args.patient, Who::COMMAND)
                .map_err(|error| error.fault())?;
            tell::line(&format!(
                "erased: {} encounters, {} photographs, {} readings; the next backup takes them out of its folder",
                erased.encounters, erased.photographs, erased.readings
            ))?;
            Ok(true)
        }
    }
}

/// The record, for writing; refused while the station has it.
fn open(folder: &Folder) -> Result<Record, Fault> {
    open_as(Role::Whole, folder)
}

/// The record, for one act of rows alone, beside the station.
fn beside(folder: &Folder) -> Result<Record, Fault> {
    open_as(Role::Command, folder)
}

fn bundles(folder: &Folder) -> Result<bool, Fault> {
    for used in beside(folder)?.bundles().map_err(|error| error.fault())? {
        let state = match &used.withdrawn_at {
            Some(at) => format!("withdrawn {at}"),
            None => format!("read last {}", used.last_used_at),
        };
        tell::line(&format!("{}  {} {}  {state}", used.sha256, used.name, used.version))?;
    }
    Ok(true)
}

fn retain(args: &RetainArgs) -> Result<bool, Fault> {
    let protocol = Protocol::load(args.protocol.as_deref()).map_err(|error| error.fault())?;
    let Some(years) = protocol.retention.photograph_years else {
        tell::line(&format!("the protocol {} keeps everything", protocol.id()))?;
        return Ok(true);
    };
    let done = open(&args.folder)?.retain(years, args.yes, Who::COMMAND).map_err(|error| error.fault())?;
    done.photographs.iter().try_for_each(|id| tell::line(id))?;
    tell::line(&format!(
        "{} photographs from before {} {}; {} as old stay",
        done.photographs.len(),
        done.before,
        if args.yes {
            "are taken away; the next backup takes them out of its folder"
        } else {
            "would go with --yes"
        },
        done.kept
    ))?;
    Ok(true)
}

fn withdraw(args: &WithdrawArgs) -> Result<bool, Fault> {
    let record = beside(&args.folder)?;
    let known = record.bundles().map_err(|error| error.fault())?;
    let mut meant = known.iter().filter(|used| used.sha256.starts_with(&args.bundle));
    let (Some(bundle), None, true) = (meant.next(), meant.next(), args.bundle.len() >= 8) else {
        return Err(record::RecordError::NoBundle { bundle: args.bundle.clone() }.fault());
    };
    let done = record.withdraw_bundle(&bundle.sha256, Who::COMMAND).map_err(|error| error.fault())?;
    crate::web::wake_station(&args.folder.path());
    tell::line(&format!(
        "{} {} is withdrawn: {} photographs have the outcome of an earlier reading again, {} wait to be read by another bundle",
        bundle.name, bundle.version, done.restored, done.queued
    ))?;
    Ok(true)
}

fn open_as(role: Role, folder: &Folder) -> Result<Record, Fault> {
    let path = folder.path();
    if !path.is_dir() {
        return Err(Fault {
            code: FaultCode::NotFound,
            message: format!("there is no record in {}", path.display()),
            remedy: "Give its folder with --data.".into(),
        });
    }
    Record::open_as(role, &path, record::DEFAULT_FLOOR).map_err(|error| error.fault())
}

fn backup(args: &BackupArgs) -> Result<bool, Fault> {
    let made = record::backup(&args.folder.path(), &args.target, &args.to).map_err(|error| error.fault())?;
    tell::line(&format!(
        "{} photographs are in {}: {} new, {} sealed files taken away",
        made.manifest.photographs - made.faults.len() as u64,
        args.target.display(),
        made.added,
        made.removed
    ))?;
    tell::line(&format!("last audit entry: {}", made.manifest.audit_head))?;
    faults("not backed up", &made.faults)
}

fn restore(args: &RestoreArgs) -> Result<bool, Fault> {
    let restored = record::restore(&args.source, &args.data, &args.key).map_err(|error| error.fault())?;
    tell::line(&format!(
        "{} photographs of {} are in {}",
        restored.photographs,
        restored.manifest.made_at,
        args.data.display()
    ))?;
    told(&restored.verification)?;
    Ok(faults("not restored", &restored.faults)? && restored.verification.sound)
}

fn file(args: &FileArgs) -> Result<bool, Fault> {
    let record = open(&args.folder)?;
    let filed = || -> Result<(), record::RecordError> {
        record.photograph(&args.photograph)?;
        let encounter = match &args.patient {
            Some(patient) => {
                let patient = record.patient(patient, Who::COMMAND)?;
                Some(record.begin_encounter(&patient, Who::COMMAND)?)
            }
            None => None,
        };
        let laterality =
            args.eye.as_deref().map(|eye| if eye == "OD" { Laterality::Od } else { Laterality::Os });
        let to = Filing { encounter: encounter.as_deref(), laterality, consent_elsewhere: true };
        record.file_photograph(&args.photograph, to, Who::COMMAND).map(|_| ())
    };
    filed().map_err(|error| error.fault())?;
    Ok(true)
}

/// Tells the faults; true where there are none.
fn faults(what: &str, faults: &[String]) -> Result<bool, Fault> {
    faults.iter().try_for_each(|fault| tell::line(&format!("{what}: {fault}")))?;
    Ok(faults.is_empty())
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
