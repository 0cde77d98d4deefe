//! `ocellus serve`: the page, its API, the readers and the record, in one process or one for each role.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::ReaderArgs;
use crate::camera::Choice;
use crate::fault::{Fault, FaultCode};
use crate::reading::ReaderOptions;
use crate::record::Role;
use crate::web::{self, Announced, Drawn, ServeOptions};

#[derive(Args)]
#[command(
    after_help = "Examples:\n  ocellus serve\n  ocellus serve --watch /srv/camera --data /var/lib/ocellus/record\n\n\
                  On a loopback address the page is for this machine alone. With --address 0.0.0.0:8443 tablets reach it \
                  over TLS, and everybody signs in."
)]
pub struct ServeArgs {
    /// Address to serve on; other machines reach any but a loopback address, over TLS
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
    address: SocketAddr,
    /// Folder of the record [default: $OCELLUS_DATA_DIR, then ocellus in the user's data folder]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Read every photograph that appears in this folder (may be given several times)
    #[arg(long, value_name = "DIR")]
    watch: Vec<PathBuf>,
    /// The page's camera: auto (the first that is plugged in), none, or as `camera list` names it, or replay:PATH
    #[arg(long, default_value = "auto", value_name = "CAMERA")]
    camera: String,
    /// A foot switch or another key that releases the shutter too: its node, such as /dev/input/by-id/…
    #[arg(long, value_name = "NODE")]
    switch: Option<PathBuf>,
    /// Photographs to begin with when the record is empty
    #[arg(long, value_name = "DIR")]
    examples: Option<PathBuf>,
    /// Seconds that one photograph may take to read; then its reader is stopped and a fresh one started
    #[arg(long, default_value = "120", value_name = "SECONDS", value_parser = clap::value_parser!(u16).range(1..=600))]
    reading_limit: u16,
    /// Minutes without an act of a person after which a session is locked
    #[arg(long, default_value = "10", value_name = "MINUTES", value_parser = clap::value_parser!(u16).range(1..=240))]
    idle: u16,
    /// Practise on drawn eyes, in a record of its own; the camera replays them, and every screen says so
    #[arg(long, conflicts_with_all = ["watch", "role"])]
    practice: bool,
    /// Show, marked, what only drawn eyes support; it moves no referral
    #[arg(long)]
    research: bool,
    /// Do one part of it, beside processes that do the others [default: all of it in this process]
    #[arg(long, value_enum, value_name = "ROLE")]
    role: Option<RoleArg>,
    #[command(flatten)]
    reader: ReaderArgs,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum RoleArg {
    /// Takes photographs and serves the page
    Station,
    /// Reads what is queued; needs no network and no camera
    Reader,
    /// Hands on what is to be sent; no fleet is configured yet, so it sends nothing and says so
    Sync,
}

pub fn run(args: &ServeArgs) -> Result<bool, Fault> {
    let data_dir = args.data.clone().unwrap_or_else(default_data_dir);
    let examples = match (&args.examples, args.practice) {
        (None, true) => Some(find_examples()?),
        (named, _) => named.clone(),
    };
    let chosen = |camera| Choice { camera, data: Some(data_dir.clone()), switch: args.switch.clone() };
    let camera = match (args.camera.as_str(), &examples) {
        ("none", _) => None,
        ("auto", Some(drawn)) if args.practice => Some(chosen(Some(format!("replay:{}", drawn.display())))),
        ("auto", _) => Some(chosen(None)),
        (named, _) => Some(chosen(Some(named.into()))),
    };
    let role = match args.role {
        None => Role::Whole,
        Some(RoleArg::Station) => Role::Station,
        Some(RoleArg::Reader) => Role::Reader,
        Some(RoleArg::Sync) => Role::Sync,
    };
    let reader = || Ok(ReaderOptions { research: args.research, ..args.reader.options()? });
    web::serve(ServeOptions {
        role,
        address: args.address,
        data_dir,
        camera,
        watch: args.watch.clone(),
        demo: examples,
        protocol: args.reader.protocol.clone(),
        reader: role.reads().then(reader).transpose()?,
        reading_limit: Duration::from_secs(args.reading_limit.into()),
        disk_floor: None,
        idle: Duration::from_secs(60 * u64::from(args.idle)),
        practice: args.practice,
        drawn: drawn(args, role),
        announce,
    })?;
    Ok(true)
}

/// What the page's own practice works with, where there is a page that is not all practice.
fn drawn(args: &ServeArgs, role: Role) -> Option<Drawn> {
    if args.practice || !matches!(role, Role::Whole | Role::Station) {
        return None;
    }
    let reader = args.reader.options().ok()?;
    Some(Drawn { eyes: find_examples().ok()?, reader: ReaderOptions { research: args.research, ..reader } })
}

/// The drawn eyes that ship: in the working folder, beside the program, or as installed.
fn find_examples() -> Result<PathBuf, Fault> {
    let beside = std::env::current_exe().ok().and_then(|program| Some(program.parent()?.join("examples")));
    let places =
        [Some(PathBuf::from("examples")), beside, Some(PathBuf::from("/usr/share/ocellus/examples"))];
    places.into_iter().flatten().find(|folder| folder.join("healthy-od.jpg").is_file()).ok_or_else(|| Fault {
        code: FaultCode::NotFound,
        message: "the drawn eyes to practise on are not found".into(),
        remedy: "Name their folder with --examples.".into(),
    })
}

/// What a person at the console needs.
fn announce(at: &Announced) {
    println!("Ocellus is at {}", at.url);
    if at.practice {
        println!("This is practice: the eyes are drawn, and nothing goes into the record.");
    }
    if let Some(fingerprint) = &at.fingerprint {
        println!("Tablets are led through trusting it at {}/trust; its fingerprint is {fingerprint}", at.url);
    }
    if let Some(code) = &at.code {
        println!("Set-up code for the first run: {code}");
    }
}

/// `$OCELLUS_DATA_DIR`, else `ocellus` in the user's data folder, else beside the working directory.
pub fn default_data_dir() -> PathBuf {
    let named = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    named("OCELLUS_DATA_DIR")
        .or_else(|| named("XDG_DATA_HOME").map(|d| d.join("ocellus")))
        .or_else(|| named("HOME").map(|d| d.join(".local/share/ocellus")))
        .unwrap_or_else(|| PathBuf::from("ocellus-data"))
}
