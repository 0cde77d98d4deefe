//! `ocellus screen`: one line a file, in the order of the files; a file that fails does not stop the others.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Args;

use super::{ReaderArgs, encounter, maps, overlay, tell};
use crate::fault::{Fault, FaultCode};
use crate::fundus::decode::MAX_BYTES;
use crate::language;
use crate::reading::{ReadPhotograph, Reader, ReaderOptions, Reading, SCHEMA, Unread, grade_name};
use crate::terms::{Lang, ReferralCategory, Status};
use crate::words;

#[derive(Args)]
#[command(
    after_help = "Examples:\n  ocellus screen eye.jpg\n  ocellus screen *.jpg --json > readings.jsonl\n  \
                  ocellus screen eye.jpg --overlay out --maps out\n  \
                  ocellus screen right.jpg left.jpg --encounter\n\nExit code 1 when a file could not be read."
)]
pub struct ScreenArgs {
    /// Photographs: JPEG, PNG, TIFF, BMP, WebP
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// One JSON line a file: a Reading, or an error with its remedy
    #[arg(long)]
    json: bool,
    /// Write each photograph with its findings drawn over it to DIR/NAME.overlay.png
    #[arg(long, value_name = "DIR")]
    overlay: Option<PathBuf>,
    /// Write each evidence map to DIR/NAME.LABEL.png: 8 bit, 255 is certain, at the photograph's size
    #[arg(long, value_name = "DIR")]
    maps: Option<PathBuf>,
    /// Show, marked, what only drawn eyes support; it moves no referral
    #[arg(long)]
    research: bool,
    /// The photographs are of one person: decide on both eyes, as a line of its own at the end. What the person tells may
    /// stand in a JSON file, as `history` of an encounter
    #[arg(long, value_name = "HISTORY", num_args = 0..=1, require_equals = true)]
    encounter: Option<Option<PathBuf>>,
    #[command(flatten)]
    reader: ReaderArgs,
}

pub fn run(args: &ScreenArgs) -> Result<bool, Fault> {
    let history = args.encounter.as_ref().map(|file| encounter::history(file.as_deref())).transpose()?;
    for dir in [&args.overlay, &args.maps].into_iter().flatten() {
        std::fs::create_dir_all(dir).map_err(|e| unwritable(dir, &e))?;
    }
    if args.overlay.is_some() || args.maps.is_some() {
        distinct(&args.files)?;
    }
    tell::progress("loading the models …");
    let mut reader = match load(args) {
        Ok(reader) => reader,
        Err(fault) if args.json => {
            // One line a file, also when none can be read.
            for path in &args.files {
                tell::json_line(&unread(path, &fault))?;
            }
            return Err(fault);
        }
        Err(fault) => return Err(fault),
    };
    for note in &reader.models().fallbacks {
        eprintln!("ocellus: note: {note}");
    }
    let mut all_read = true;
    let mut person = Vec::new();
    for (i, path) in args.files.iter().enumerate() {
        tell::progress(&format!("{} of {}: {}", i + 1, args.files.len(), path.display()));
        let result = screen_one(&mut reader, path, args);
        tell::progress("");
        all_read &= result.is_ok();
        if history.is_some() {
            person.push((path.to_string_lossy().into_owned(), result.as_ref().ok().cloned()));
        }
        match (result, args.json) {
            (Ok(reading), true) => tell::json_line(&reading)?,
            (Ok(reading), false) => tell::line(&plain(&reading))?,
            (Err(fault), true) => tell::json_line(&unread(path, &fault))?,
            (Err(fault), false) => tell::fault(&fault),
        }
    }
    if let Some(history) = history {
        let decided = encounter::decided(&history, &person, reader.protocol());
        match args.json {
            true => tell::json_line(&decided)?,
            false => tell::line(&encounter::plain(&decided))?,
        }
    }
    Ok(all_read)
}

/// What is written beside a Reading is named after its file: two of one name would overwrite each other.
fn distinct(files: &[PathBuf]) -> Result<(), Fault> {
    let mut seen: BTreeMap<&OsStr, &PathBuf> = BTreeMap::new();
    for file in files {
        if let Some(first) = seen.insert(file.file_stem().unwrap_or_default(), file) {
            return Err(Fault {
                code: FaultCode::OutputFailed,
                message: format!(
                    "{} and {} would be written to the same names",
                    first.display(),
                    file.display()
                ),
                remedy: "Screen them in two calls, each with folders of its own.".into(),
            });
        }
    }
    Ok(())
}

fn load(args: &ScreenArgs) -> Result<Reader, Fault> {
    Reader::load(&ReaderOptions { research: args.research, ..args.reader.options()? })
}

fn screen_one(reader: &mut Reader, path: &Path, args: &ScreenArgs) -> Result<Reading, Fault> {
    let bytes = read_file(path)?;
    let name = path.to_string_lossy();
    let named = |mut fault: Fault| {
        fault.message = format!("{name}: {}", fault.message);
        fault
    };
    let ReadPhotograph { mut reading, photograph, evidence, .. } =
        reader.read_whole(&bytes, &name).map_err(named)?;
    if let Some(dir) = &args.maps {
        reading.maps = Some(maps::write(dir, path, &photograph, evidence.as_ref())?);
    }
    if let Some(dir) = &args.overlay {
        overlay::write(dir, path, photograph.rgb, &reading)?;
    }
    Ok(reading)
}

/// The bytes of a photograph's file, bounded.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Fault> {
    let unreadable = |e: &std::io::Error| Fault {
        code: FaultCode::Unreadable,
        message: format!("{} cannot be read: {e}", path.display()),
        remedy: "Check the name and that you may read the file.".into(),
    };
    let meta = std::fs::metadata(path).map_err(|e| unreadable(&e))?;
    if meta.is_dir() {
        return Err(Fault {
            code: FaultCode::IsDirectory,
            message: format!("{} is a folder, not a photograph", path.display()),
            remedy: format!("Name the files in it: {}/*.jpg", path.display()),
        });
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|e| unreadable(&e))?;
    file.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map_err(|e| unreadable(&e))?;
    Ok(bytes)
}

fn unread(path: &Path, fault: &Fault) -> Unread {
    Unread { schema: SCHEMA.into(), file: path.to_string_lossy().into_owned(), error: fault.clone() }
}

pub fn unwritable(path: &Path, error: &std::io::Error) -> Fault {
    let full = crate::fault::is_disk_full(error);
    Fault {
        code: if full { FaultCode::DiskFull } else { FaultCode::OutputFailed },
        message: format!("{} cannot be written: {error}", path.display()),
        remedy: match full {
            true => "Free some room on the disk and run it again.".into(),
            false => "Name a folder that you may write to.".into(),
        },
    }
}

/// The fault of a picture that could not be saved.
pub fn unsaved(path: &Path, error: image::ImageError) -> Fault {
    match error {
        image::ImageError::IoError(error) => unwritable(path, &error),
        other => Fault {
            code: FaultCode::OutputFailed,
            message: format!("{} cannot be written: {other}", path.display()),
            remedy: "Name a folder that you may write to.".into(),
        },
    }
}

/// What a person at a terminal wants to know of one photograph.
fn plain(reading: &Reading) -> String {
    let lang = Lang::from_word(&reading.report.lang).unwrap_or(Lang::En);
    let mut text = vec![format!("{}  [{}]", reading.file, headline(reading.referral.category))];
    text.extend(reading.report.text.lines().map(|line| format!("  {line}")));
    for condition in reading.conditions.iter().filter(|c| c.status != Status::NotAssessed) {
        let mut notes = vec![words::share(lang, condition.probability.unwrap_or(0.0))];
        notes.extend(condition.stage.as_ref().map(|stage| grade_name(lang, reading, stage)));
        notes.extend(condition.research.then(|| words::word(lang, "findings-research")));
        text.push(format!(
            "  {}: {} ({})",
            words::word(lang, &format!("conditions-name-{}", condition.condition)),
            words::word(lang, &format!("conditions-status-{}", condition.status)),
            words::list(lang, &notes)
        ));
    }
    let mark = words::word(lang, "chain-source-unverified");
    let said = reading.chain.iter().filter(|step| step.unverified);
    text.extend(said.map(|step| format!("  [{mark}] {}", language::words(&step.text))));
    let check = words::word(lang, "paper-check");
    text.extend(reading.checks.iter().filter(|c| !c.passed).map(|c| format!("  {check}: {}", c.detail)));
    text.extend((!lang.is_reviewed()).then(|| format!("  {}", words::word(lang, "words-not-reviewed"))));
    text.push(format!("  {} ms", reading.timings_ms.total));
    text.join("\n")
}

pub fn headline(category: ReferralCategory) -> &'static str {
    match category {
        ReferralCategory::Urgent => "REFER URGENTLY",
        ReferralCategory::Refer => "REFER",
        ReferralCategory::Review => "REVIEW",
        ReferralCategory::Rescreen => "RESCREEN",
        ReferralCategory::Ungradable => "UNGRADABLE",
    }
}
