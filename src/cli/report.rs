//! `ocellus report`: the report of a photograph, or of both eyes, as one page of PDF.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::screen::{read_file, unwritable};
use super::{ReaderArgs, tell};
use crate::fault::{Explain, Fault, FaultCode};
use crate::fundus::{self, Photograph};
use crate::paper::{self, Decision, Person, Sheet, SheetEye};
use crate::reading::{Reader, Reading, speak};
use crate::terms::Laterality;

#[derive(Args)]
#[command(after_help = "Examples:\n  ocellus report eye.jpg --lang hi --out report.pdf\n  \
                  ocellus report right.jpg left.jpg --name \"Ana Quispe\" --out report.pdf\n  \
                  ocellus report eye.jpg --reading reading.json --out report.pdf")]
pub struct ReportArgs {
    /// A photograph, or one of each eye
    #[arg(value_name = "FILE", num_args = 0..=2, required_unless_present = "reading")]
    files: Vec<PathBuf>,
    /// A Reading that `screen --json` gave, instead of reading anew; in the order of the files
    #[arg(long, value_name = "READING.json")]
    reading: Vec<PathBuf>,
    /// Where the PDF is written
    #[arg(long, value_name = "FILE")]
    out: PathBuf,
    /// The person's name
    #[arg(long, default_value = "")]
    name: String,
    /// The person's number
    #[arg(long, default_value = "")]
    identifier: String,
    /// The clinic's name
    #[arg(long, default_value = "")]
    clinic: String,
    /// The clinic's time zone, as `America/Lima` [default: this machine's]
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// Size of the page
    #[arg(long, value_enum, default_value = "a4")]
    paper: PaperArg,
    #[command(flatten)]
    reader: ReaderArgs,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum PaperArg {
    A4,
    Letter,
}

pub fn run(args: &ReportArgs) -> Result<bool, Fault> {
    let read = match args.reading.is_empty() {
        true => read(args)?,
        false => kept(args)?,
    };
    let zone = match &args.zone {
        Some(name) => TimeZone::get(name).map_err(|_| Fault {
            code: FaultCode::BadRequest,
            message: format!("there is no time zone {name}"),
            remedy: "Name one of the IANA list, as America/Lima or Asia/Kolkata.".into(),
        })?,
        None => TimeZone::system(),
    };
    let sheet = sheet(args, &read, zone)?;
    let pdf = paper::render(&sheet).map_err(|error| error.fault())?;
    #[expect(clippy::disallowed_methods, reason = "a report is made again from what was read")]
    std::fs::write(&args.out, pdf).map_err(|error| unwritable(&args.out, &error))?;
    tell::line(&args.out.display().to_string())?;
    Ok(true)
}

type Read = (Reading, Option<Photograph>);

fn read(args: &ReportArgs) -> Result<Vec<Read>, Fault> {
    tell::progress("loading the models …");
    let mut reader = Reader::load(&args.reader.options()?)?;
    let one = |path: &PathBuf| {
        let whole = reader.read_whole(&read_file(path)?, &path.to_string_lossy())?;
        Ok((whole.reading, Some(whole.photograph)))
    };
    let all = args.files.iter().map(one).collect();
    tell::progress("");
    all
}

fn kept(args: &ReportArgs) -> Result<Vec<Read>, Fault> {
    if args.reading.len() > 2 || args.files.len() > args.reading.len() {
        return Err(refused("at most two Readings, and no more photographs than Readings"));
    }
    let mut all = Vec::new();
    for (i, path) in args.reading.iter().enumerate() {
        let bytes = read_file(path)?;
        let reading: Reading = serde_json::from_slice(&bytes)
            .map_err(|error| refused(&format!("{} is no Reading: {error}", path.display())))?;
        let photograph = args.files.get(i).map(|file| photograph(file, &reading)).transpose()?;
        all.push((reading, photograph));
    }
    Ok(all)
}

/// The photograph of a Reading, and of no other.
fn photograph(file: &Path, reading: &Reading) -> Result<Photograph, Fault> {
    let photograph = fundus::decode(&read_file(file)?).map_err(|error| error.fault())?;
    match photograph.sha256 == reading.image.sha256 {
        true => Ok(photograph),
        false => Err(refused(&format!("{} is not the photograph of Reading {}", file.display(), reading.id))),
    }
}

fn refused(message: &str) -> Fault {
    Fault {
        code: FaultCode::BadRequest,
        message: message.into(),
        remedy: "See `ocellus report --help`.".into(),
    }
}

fn sheet<'a>(args: &ReportArgs, read: &'a [Read], zone: TimeZone) -> Result<Sheet<'a>, Fault> {
    let lang = args.reader.lang();
    let worst = read
        .iter()
        .min_by_key(|(r, _)| (r.referral.category.rank(), r.referral.within_days))
        .ok_or_else(|| refused("no photograph and no Reading"))?;
    let because = read.iter().flat_map(|(reading, _)| {
        let eye = crate::words::word(lang, &format!("eye-{}", reading.eye.laterality));
        speak(reading, lang).referral.because.into_iter().map(move |why| format!("{eye}: {why}"))
    });
    let mut eyes: Vec<SheetEye> = read
        .iter()
        .map(|(reading, photograph)| SheetEye {
            eye: reading.eye.laterality,
            reading: Some(reading),
            photograph: photograph.as_ref().map(|p| &p.rgb),
            why: None,
        })
        .collect();
    if let [one] = &eyes[..] {
        let other = match one.eye {
            Laterality::Od => Laterality::Os,
            Laterality::Os => Laterality::Od,
            Laterality::Unknown => Laterality::Unknown,
        };
        eyes.push(SheetEye { eye: other, reading: None, photograph: None, why: None });
    }
    eyes.sort_by_key(|eye| eye.eye);
    let given = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    Ok(Sheet {
        lang,
        letter: args.paper == PaperArg::Letter,
        person: Person { name: given(&args.name), identifier: given(&args.identifier), birth_year: None },
        clinic: given(&args.clinic),
        zone,
        photographed: worst.0.created_at.parse::<Timestamp>().ok(),
        printed: Timestamp::now(),
        one_alone: read.len() == 1,
        eyes,
        decision: Decision {
            category: worst.0.referral.category,
            within_days: worst.0.referral.within_days,
            because: because.collect(),
            seen: true,
        },
        code: worst.0.id.clone(),
    })
}
