//! What is looked at for the system page, each thing by itself; a thing that cannot be asked spoils no other.

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;

use super::types::*;
use crate::accounts::Mode;
use crate::record::{Record, RecordError, ScrubStatus};
use crate::web::camera::{CameraState, CameraStatus};
use crate::web::types::{DiskStatus, ModelState, ModelStatus, QueueStatus};

/// The day this software was made: no clock that is right shows an earlier one.
const RELEASED: &str = "2026-11-22T00:00:00Z";
/// Degrees Celsius: boards begin to slow down at the second.
const HOT: f64 = 75.0;
const TOO_HOT: f64 = 85.0;
/// Photographs that wait before it is a long queue.
const LONG_QUEUE: u64 = 40;
/// Days after which a backup is old.
const OLD_BACKUP: f64 = 7.0;
/// Days before the certificate ends.
const ENDS_SOON: u64 = 30;
/// Seconds that the newest entry may lie ahead of the clock.
const AHEAD: i64 = 120;

/// What the record says of itself, read at one time.
pub struct Kept {
    pub queue: QueueStatus,
    pub disk: Option<DiskStatus>,
    pub scrubbed: ScrubStatus,
    pub last_backup: Option<Timestamp>,
    pub newest: Option<Timestamp>,
}

impl Kept {
    pub fn read(
        record: &Record,
        disk: impl Fn(crate::record::Disk) -> DiskStatus,
    ) -> Result<Kept, RecordError> {
        Ok(Kept {
            queue: record.queue()?,
            disk: record.disk().ok().map(disk),
            scrubbed: record.scrubbed(),
            last_backup: crate::record::last_backup(record.folder()),
            newest: record.newest_entry()?,
        })
    }
}

fn item(subject: SystemSubject, state: SystemState, reason: SystemReason, remedy: &str) -> SystemItem {
    SystemItem { subject, state, reason, value: String::new(), number: None, remedy: remedy.into() }
}

fn fine(subject: SystemSubject, value: impl Into<String>) -> SystemItem {
    SystemItem { value: value.into(), ..item(subject, SystemState::Ok, SystemReason::Fine, "") }
}

impl SystemItem {
    fn found(self, value: impl Into<String>) -> SystemItem {
        SystemItem { value: value.into(), ..self }
    }

    fn numbered(self, number: f64) -> SystemItem {
        SystemItem { number: Some(number), ..self }
    }
}

pub fn camera(status: &CameraStatus) -> SystemItem {
    use {SystemReason as R, SystemState as S};
    let subject = SystemSubject::Camera;
    let name = status.name.clone().unwrap_or_default();
    let remedy = status.fault.as_ref().map_or("", |fault| fault.remedy.as_str());
    match status.state {
        CameraState::Off => item(subject, S::Ok, R::NotUsed, ""),
        CameraState::Ready | CameraState::Connecting | CameraState::Live => fine(subject, name),
        CameraState::Absent | CameraState::Unplugged => {
            item(subject, S::Bad, R::CameraAbsent, "Plug the camera in and switch it on.").found(name)
        }
        CameraState::Stalled => {
            item(subject, S::Bad, R::CameraStalled, "Unplug the camera, wait five seconds, plug it in again.")
                .found(name)
        }
        CameraState::Failed => item(subject, S::Bad, R::CameraFailed, remedy).found(name),
    }
}

/// The bundle that reads, and the engine that truly runs it.
pub fn models(status: &ModelStatus) -> [SystemItem; 2] {
    use {SystemReason as R, SystemState as S};
    let (model, engine) = (SystemSubject::Model, SystemSubject::Engine);
    let remedy = status.fault.as_ref().map_or("", |fault| fault.remedy.as_str());
    match (status.state, status.models.as_ref()) {
        (ModelState::Loading, _) => [
            item(model, S::Warn, R::ModelLoading, "Wait; photographs can be taken meanwhile."),
            item(engine, S::Warn, R::ModelLoading, ""),
        ],
        (ModelState::Away, _) => [
            item(
                model,
                S::Bad,
                R::ReaderAway,
                "Start the reader: `systemctl start ocellus-reader`. Photographs wait for it.",
            ),
            item(engine, S::Bad, R::EngineNone, "See the model above."),
        ],
        (ModelState::Failed, _) => [
            item(model, S::Bad, R::ModelFailed, remedy),
            item(engine, S::Bad, R::EngineNone, "See the model above."),
        ],
        (ModelState::Ready, models) => {
            let used = models.and_then(|models| models.evidence.as_ref().or(models.language.as_ref()));
            let bundle = used.map(|used| format!("{} {}", used.bundle, used.version)).unwrap_or_default();
            let runs = used.map(|used| format!("{} {} {}", used.engine, used.provider, used.precision));
            let runs = runs.unwrap_or_default();
            let fallbacks = models.map_or(0, |models| models.fallbacks.len());
            let engine = match (status.lost, fallbacks) {
                (0, 0) => fine(engine, runs),
                (0, _) => item(
                    engine,
                    S::Warn,
                    R::EngineFellBack,
                    "Run `ocellus doctor` at the station; it names what is missing.",
                )
                .found(runs),
                (lost, _) => {
                    let remedy = "Report it with the diagnostics; each photograph is tried again by itself.";
                    item(engine, S::Warn, R::EngineLost, remedy).found(runs).numbered(f64::from(lost))
                }
            };
            [fine(model, bundle), engine]
        }
    }
}

/// The hottest of the system's thermal zones.
pub fn temperature(zones: &Path) -> SystemItem {
    use {SystemReason as R, SystemState as S};
    let subject = SystemSubject::Temperature;
    let read = |zone: std::fs::DirEntry| {
        let text = std::fs::read_to_string(zone.path().join("temp")).ok()?;
        let degrees = text.trim().parse::<f64>().ok()? / 1000.0;
        // A sensor that is not wired says zero, or nonsense.
        (1.0..=150.0).contains(&degrees).then_some(degrees)
    };
    let listed = std::fs::read_dir(zones).into_iter().flatten().flatten();
    let zones = listed.filter(|zone| zone.file_name().to_string_lossy().starts_with("thermal_zone"));
    let Some(hottest) = zones.filter_map(read).max_by(f64::total_cmp) else {
        return item(subject, S::Ok, R::NotTold, "");
    };
    let found = match hottest {
        hot if hot >= TOO_HOT => item(
            subject,
            S::Bad,
            R::TooHot,
            "Move the station out of the sun, free its vents; let it cool down.",
        ),
        hot if hot >= HOT => item(subject, S::Warn, R::Hot, "Give the station air and shade."),
        _ => fine(subject, ""),
    };
    found.found(format!("{hottest:.0} °C")).numbered(hottest)
}

pub fn disk(disk: Option<&DiskStatus>) -> SystemItem {
    use {SystemReason as R, SystemState as S};
    let subject = SystemSubject::Disk;
    let Some(disk) = disk else { return item(subject, S::Warn, R::NotTold, "Check the disk of the record.") };
    let found = match (disk.full, disk.low) {
        (true, _) => item(
            subject,
            S::Bad,
            R::DiskFull,
            "Free space on the station's disk; photographs are refused until then.",
        ),
        (false, true) => item(subject, S::Warn, R::DiskLow, "Free space soon, or put in a larger disk."),
        _ => fine(subject, ""),
    };
    let gigabytes = |bytes: u64| bytes as f64 / 1e9;
    found
        .found(format!("{:.1} of {:.1} GB free", gigabytes(disk.free_bytes), gigabytes(disk.total_bytes)))
        .numbered(disk.free_bytes as f64)
}

pub fn queue(queue: &QueueStatus) -> SystemItem {
    use {SystemReason as R, SystemState as S};
    let subject = SystemSubject::Queue;
    let waiting = queue.queued + queue.reading;
    match (queue.failed, waiting) {
        (0, waiting) if waiting <= LONG_QUEUE => fine(subject, waiting.to_string()).numbered(waiting as f64),
        (0, waiting) => item(subject, S::Warn, R::QueueLong, "Go on; readings come later. Nothing is lost.")
            .found(waiting.to_string())
            .numbered(waiting as f64),
        (failed, _) => {
            let remedy = "Look at the photographs that could not be read, and take them again.";
            item(subject, S::Warn, R::QueueFailed, remedy).found(failed.to_string()).numbered(failed as f64)
        }
    }
}

pub fn record(scrubbed: &ScrubStatus) -> SystemItem {
    use {SystemReason as R, SystemState as S};
    let subject = SystemSubject::Record;
    match scrubbed.sound {
        None => item(subject, S::Ok, R::NotCheckedYet, ""),
        Some(true) => fine(subject, scrubbed.photographs.to_string()).numbered(scrubbed.photographs as f64),
        Some(false) => {
            let faults = scrubbed.damaged + scrubbed.database_faults;
            let remedy =
                "Make a backup on another stick now, then run `ocellus record verify` at the station.";
            item(subject, S::Bad, R::RecordDamaged, remedy).found(faults.to_string()).numbered(faults as f64)
        }
    }
}

pub fn backup(last: Option<Timestamp>, now: Timestamp) -> SystemItem {
    use {SystemReason as R, SystemState as S};
    let subject = SystemSubject::Backup;
    let Some(last) = last else {
        return item(
            subject,
            S::Warn,
            R::BackupNever,
            "Back the record up to a stick: `ocellus record backup`.",
        );
    };
    let seconds = now.duration_since(last).as_secs_f64().max(0.0);
    let found = match seconds > OLD_BACKUP * 86_400.0 {
        true => {
            item(subject, S::Warn, R::BackupOld, "Back the record up to a stick: `ocellus record backup`.")
        }
        false => fine(subject, ""),
    };
    found.found(crate::record::stamp(last)).numbered(seconds)
}

/// Drawn eyes need none.
pub fn no_backup() -> SystemItem {
    item(SystemSubject::Backup, SystemState::Ok, SystemReason::NotUsed, "")
}

/// Nothing is sent anywhere by this software; the page says so rather than showing nothing.
pub fn sync() -> SystemItem {
    item(SystemSubject::Sync, SystemState::Ok, SystemReason::SyncNone, "")
}

/// No earlier time is now, whatever the clock says.
pub fn released() -> Timestamp {
    RELEASED.parse().unwrap_or(Timestamp::UNIX_EPOCH)
}

/// Ages, recalls and certificates rest on it.
pub fn clock(now: Timestamp, newest: Option<Timestamp>) -> SystemItem {
    use {SystemReason as R, SystemState as S};
    let subject = SystemSubject::Clock;
    let released = released();
    let remedy = "Set the date and time of the station; its battery may be empty.";
    let found = if now < released {
        item(subject, S::Bad, R::ClockBehind, remedy)
    } else if newest.is_some_and(|newest| newest.duration_since(now).as_secs() > AHEAD) {
        item(subject, S::Bad, R::ClockWentBack, remedy)
    } else {
        fine(subject, "")
    };
    found.found(crate::record::stamp(now))
}

pub fn accounts(mode: Mode) -> SystemItem {
    let subject = SystemSubject::Accounts;
    match mode {
        Mode::Staffed => fine(subject, ""),
        Mode::Open | Mode::FirstRun => item(
            subject,
            SystemState::Warn,
            SystemReason::AccountsOpen,
            "Set the station up: clinic and administrator.",
        ),
    }
}

/// Where other machines reach the station; it is made anew by itself long before this is told.
pub fn certificate(left: Option<Duration>) -> SystemItem {
    use {SystemReason as R, SystemState as S};
    let subject = SystemSubject::Certificate;
    let Some(left) = left else { return item(subject, S::Ok, R::NotUsed, "") };
    let days = left.as_secs() / 86_400;
    let found = match days < ENDS_SOON {
        true => item(
            subject,
            S::Bad,
            R::CertificateEnds,
            "Check the clock and the disk, then start the station again.",
        ),
        false => fine(subject, ""),
    };
    found.found(days.to_string()).numbered(days as f64)
}

pub fn software() -> SystemItem {
    fine(SystemSubject::Software, env!("CARGO_PKG_VERSION"))
}

#[cfg(test)]
#[allow(clippy::disallowed_methods, reason = "scratch files of a test need no durability")]
mod tests {
    use super::*;

    #[test]
    fn the_hottest_zone_counts_and_nonsense_does_not() {
        let folder = tempfile::tempdir().unwrap();
        let zone = |n: u32, text: &str| {
            let zone = folder.path().join(format!("thermal_zone{n}"));
            std::fs::create_dir_all(&zone).unwrap();
            std::fs::write(zone.join("temp"), text).unwrap();
            temperature(folder.path())
        };
        assert_eq!(temperature(folder.path()).reason, SystemReason::NotTold);
        assert_eq!(zone(0, "0\n").reason, SystemReason::NotTold);
        assert_eq!(zone(1, "garbage").reason, SystemReason::NotTold);
        let warm = zone(2, "61000\n");
        assert_eq!((warm.state, warm.value.as_str(), warm.number), (SystemState::Ok, "61 °C", Some(61.0)));
        assert_eq!(zone(3, "79500").reason, SystemReason::Hot);
        assert_eq!(zone(4, "91000").state, SystemState::Bad);
        assert_eq!(zone(5, "999000").number, Some(91.0));
    }

    #[test]
    fn a_clock_that_cannot_be_right_is_told() {
        let now: Timestamp = "2027-03-01T08:00:00Z".parse().unwrap();
        let at = |text: &str| Some(text.parse().unwrap());
        assert_eq!(clock(now, at("2027-03-01T07:59:00Z")).state, SystemState::Ok);
        assert_eq!(clock(now, at("2027-03-01T08:01:00Z")).state, SystemState::Ok);
        assert_eq!(clock(now, at("2027-03-02T08:00:00Z")).reason, SystemReason::ClockWentBack);
        assert_eq!(clock("1970-01-01T00:10:00Z".parse().unwrap(), None).reason, SystemReason::ClockBehind);
    }

    #[test]
    fn a_backup_grows_old() {
        let now: Timestamp = "2027-03-10T08:00:00Z".parse().unwrap();
        assert_eq!(backup(None, now).reason, SystemReason::BackupNever);
        assert_eq!(backup(Some("2027-03-09T08:00:00Z".parse().unwrap()), now).number, Some(86_400.0));
        assert_eq!(
            backup(Some("2027-03-01T08:00:00Z".parse().unwrap()), now).reason,
            SystemReason::BackupOld
        );
    }
}
