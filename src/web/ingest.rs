//! The way in for every photograph, whether dropped on the page, found in a folder or an example:
//! decode, judge, save, tell the page, wake the reader.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::events::{Bus, Event};
use super::inspect::{self, Inspected};
use super::pictures;
use super::types::{Origin, Photograph};
use super::worker::Wake;
use crate::fault::{Explain, Fault, FaultCode};
use crate::fundus;
use crate::reading::Quality;
use crate::record::{Filing, NewPhotograph, Record, Who};
use crate::terms::Laterality;

/// The largest file that is taken.
pub const MAX_FILE: u64 = 64 * 1024 * 1024;

/// A photograph on its way in.
pub struct Incoming<'a> {
    pub bytes: &'a [u8],
    pub file: &'a str,
    pub origin: Origin,
    /// The eye that a person says it is of; `unknown` leaves it to the readers.
    pub eye: Laterality,
    /// ULID of the encounter that it belongs to.
    pub encounter: Option<&'a str>,
    pub who: Who<'a>,
    /// Told the judgement before the photograph is saved; not told of bytes that were saved before.
    pub judged: &'a dyn Fn(&Quality),
}

/// Takes photographs into the record.
pub struct Ingest {
    record: Arc<Record>,
    bus: Bus,
    wake: Wake,
    /// One photograph is decoded at a time: a large one takes hundreds of megabytes.
    decoding: Mutex<()>,
}

impl Ingest {
    pub fn new(record: Arc<Record>, bus: Bus, wake: Wake) -> Ingest {
        Ingest { record, bus, wake, decoding: Mutex::new(()) }
    }

    /// Takes one photograph; it is on the disk when this returns. The flag tells whether it is new. Blocks.
    pub fn take(&self, bytes: &[u8], file: &str, origin: Origin) -> Result<(Photograph, bool), Fault> {
        let (eye, who) = (Laterality::Unknown, Who::STATION);
        self.take_incoming(
            &Incoming { bytes, file, origin, eye, encounter: None, who, judged: &|_| {} },
            None,
        )
    }

    /// As [`Ingest::take`], with what else is known of it, and its picture where that was decoded before.
    pub fn take_incoming(
        &self,
        incoming: &Incoming<'_>,
        decoded: Option<fundus::Photograph>,
    ) -> Result<(Photograph, bool), Fault> {
        let Incoming { bytes, file, origin, eye, encounter, who, judged } = *incoming;
        let laterality = (eye != Laterality::Unknown).then_some(eye);
        let of = Filing { encounter, laterality, consent_elsewhere: false };
        if bytes.len() as u64 > MAX_FILE {
            return Err(too_large(file));
        }
        if let Some(known) = self.record.recognise(bytes).map_err(|error| error.fault())? {
            // It may have been set aside, and be queued again now.
            self.wake.wake();
            return Ok((self.attach(known, of, who)?, false));
        }
        let file = clean_name(file);
        let seen = self
            .inspect(bytes, decoded, judged)
            .map_err(|fault| Fault { message: format!("{file}: {}", fault.message), ..fault })?;
        let new = NewPhotograph {
            bytes,
            file: &file,
            media_type: seen.media_type,
            width: seen.width,
            height: seen.height,
            origin,
            quality: &seen.quality,
            field_of_view: seen.field_of_view,
        };
        let (photograph, is_new) =
            self.record.save_photograph_of(&new, of, who).map_err(|error| error.fault())?;
        if is_new {
            pictures::keep_thumbnail(&self.record, &photograph.sha256, &seen.thumbnail);
            self.bus.tell(Event::PhotographSaved { photograph: Box::new(photograph.clone()) });
            self.wake.wake();
        }
        Ok((photograph, is_new))
    }

    /// A photograph that the record has already, in the encounter it is brought to: one that belongs to no encounter is
    /// filed there, and one of another encounter stays where it is.
    fn attach(&self, known: Photograph, to: Filing<'_>, who: Who<'_>) -> Result<Photograph, Fault> {
        match (known.encounter_id.as_deref(), to.encounter) {
            (_, None) => Ok(known),
            (Some(is), Some(wanted)) if is == wanted => Ok(known),
            (None, Some(_)) => self.record.file_photograph(&known.id, to, who).map_err(|error| error.fault()),
            (Some(is), Some(_)) => {
                let (patient, day) = self.record.named_visit(is).map_err(|error| error.fault())?;
                let of = patient.map_or_else(String::new, |patient| format!(" of patient {patient}"));
                Err(Fault {
                    code: FaultCode::Conflict,
                    message: format!("{}: this very photograph is in another visit already", known.file),
                    remedy: format!(
                        "It is in the visit{of} on {day}. Take a new photograph for this one; if it was filed under the \
                         wrong person, open it there and move it."
                    ),
                })
            }
        }
    }

    /// Takes a file of a folder; what cannot be taken is told to the page and left where it is. Blocks.
    pub fn take_file(&self, path: &Path, origin: Origin) -> Result<(Photograph, bool), Fault> {
        let taken = self.take_file_again(path, origin);
        if let Err(fault) = &taken {
            let file = path.display().to_string();
            tracing::warn!(%file, code = ?fault.code, "not taken: {}", fault.message);
            self.bus.tell(Event::PhotographRefused { file, origin, fault: fault.clone() });
        }
        taken
    }

    /// As [`Ingest::take_file`], for a file whose refusal was told before.
    pub fn take_file_again(&self, path: &Path, origin: Origin) -> Result<(Photograph, bool), Fault> {
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        read_bounded(path).and_then(|bytes| self.take(&bytes, &name, origin))
    }

    fn inspect(
        &self,
        bytes: &[u8],
        decoded: Option<fundus::Photograph>,
        judged: &dyn Fn(&Quality),
    ) -> Result<Inspected, Fault> {
        let _one = self.decoding.lock().unwrap_or_else(PoisonError::into_inner);
        inspect::inspect(bytes, decoded, judged)
    }
}

fn read_bounded(path: &Path) -> Result<Vec<u8>, Fault> {
    use std::io::Read;
    let unreadable = |error: std::io::Error| Fault {
        code: FaultCode::Unreadable,
        message: format!("{} cannot be read: {error}", path.display()),
        remedy: "Check that the file is there and that this user may read it.".into(),
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(MAX_FILE + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    match bytes.len() as u64 > MAX_FILE {
        true => Err(too_large(&path.display().to_string())),
        false => Ok(bytes),
    }
}

fn too_large(file: &str) -> Fault {
    Fault {
        code: FaultCode::TooLarge,
        message: format!("{file} is larger than {} MB", MAX_FILE >> 20),
        remedy: "Export the photograph as JPEG or PNG at the camera's own resolution.".into(),
    }
}

/// A file's name as it is kept and shown: no folders, no control characters, at most 200 characters.
fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let clean: String = last.chars().filter(|c| !c.is_control() && !is_bidi(*c)).take(200).collect();
    match clean.trim() {
        "" | "." | ".." => "photograph".into(),
        name => name.into(),
    }
}

/// Marks that turn the direction of writing, with which a name can pretend to be another.
fn is_bidi(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_become_harmless() {
        assert_eq!(clean_name("eye.jpg"), "eye.jpg");
        assert_eq!(clean_name("../../etc/passwd"), "passwd");
        assert_eq!(clean_name(r"C:\Users\x\left eye.JPG"), "left eye.JPG");
        assert_eq!(clean_name("a\u{202e}gpj.\r\nexe\0"), "agpj.exe");
        assert_eq!(clean_name("/"), "photograph");
        assert_eq!(clean_name(".."), "photograph");
        assert_eq!(clean_name(&"x".repeat(9000)).len(), 200);
    }
}
