//! The disk refuses at literally every write: full from the n-th on, or failing there once, for every n of a visit. Who
//! goes on afterwards, and who dies at that moment, loses nothing that was acknowledged and keeps nothing half.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use jiff::Timestamp;
use ocellus::fault::Explain;
use ocellus::record::{Added, Filing, NewPatient, Record, RecordError, Told, Who, verify};
use ocellus::terms::{Laterality, Purpose, Symptom};

use super::common::{good, new_eye, reading};
use super::ground::{is_long, library, progress, seed};

/// Set in the process that works while its disk refuses: the record's folder.
const FOLDER: &str = "OCELLUS_TORTURE_REFUSE";
/// Set where that process dies at the first refusal.
const DIES: &str = "OCELLUS_TORTURE_DIES";

/// Refuses the n-th call that writes below a folder, with `errno`: from then on until the file `room` is there, or that once.
/// A full disk takes the first half of the write at which it becomes full.
const REFUSING: &str = r#"
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
static long calls, from; static int code, once; static char folder[4096], room[4096];
__attribute__((constructor)) static void begin(void) {
    snprintf(folder, sizeof folder, "%s", getenv("OCELLUS_TORTURE_REFUSE") ? getenv("OCELLUS_TORTURE_REFUSE") : "/nowhere");
    snprintf(room, sizeof room, "%s.room", folder);
    from = atol(getenv("REFUSE_FROM")); code = atoi(getenv("REFUSE_CODE")); once = code == EIO;
}
static int below(const char *path) { return strncmp(path, folder, strlen(folder)) == 0 && path[strlen(folder)] == '/'; }
static int open_below(int file) {
    char link[64], path[4096]; snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t n = readlink(link, path, sizeof path - 1); if (n < 0) return 0; path[n] = 0; return below(path);
}
/* 1: this very call is the n-th; 2: the disk is full since then */
static int refused(void) {
    long n = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
    if (n < from || (once && n > from)) return 0;
    if (n > from && access(room, F_OK) == 0) return 0;
    return n == from ? 1 : 2;
}
#define REAL(type, name, ...) static type (*real)(__VA_ARGS__); if (!real) real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)
#define WRITES(name, offset) \
    ssize_t name(int file, const void *bytes, size_t n, offset at) { \
        REAL(ssize_t, #name, int, const void *, size_t, offset); \
        int no = open_below(file) ? refused() : 0; \
        if (no == 1 && !once && n > 1) return real(file, bytes, n / 2, at); \
        if (no) { errno = code; return -1; } \
        return real(file, bytes, n, at); }
WRITES(pwrite, off_t)
WRITES(pwrite64, off_t)
ssize_t write(int file, const void *bytes, size_t n) {
    REAL(ssize_t, "write", int, const void *, size_t);
    int no = open_below(file) ? refused() : 0;
    if (no == 1 && !once && n > 1) return real(file, bytes, n / 2);
    if (no) { errno = code; return -1; }
    return real(file, bytes, n); }
/* A sync finds a failing disk; a full one has taken the bytes already. */
#define SYNCS(name) \
    int name(int file) { \
        REAL(int, #name, int); \
        if (once && open_below(file) && refused()) { errno = code; return -1; } \
        return real(file); }
SYNCS(fsync)
SYNCS(fdatasync)
#define OPENS(name) \
    int name(const char *path, int flags, ...) { \
        REAL(int, #name, const char *, int, ...); \
        va_list rest; va_start(rest, flags); mode_t mode = (flags & O_CREAT) ? va_arg(rest, mode_t) : 0; va_end(rest); \
        if ((flags & O_CREAT) && below(path) && access(path, F_OK) != 0 && refused()) { errno = code; return -1; } \
        return real(path, flags, mode); }
OPENS(open)
OPENS(open64)
int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    if (below(path) && refused()) { errno = code; return -1; }
    return real(path, mode); }
int rename(const char *old, const char *new) {
    REAL(int, "rename", const char *, const char *);
    if (below(new) && refused()) { errno = code; return -1; }
    return real(old, new); }
"#;

/// Says what became of an act; dies where a refusal is to be the end.
fn told<T>(act: &str, done: Result<T, RecordError>) -> Option<T> {
    match done {
        Ok(done) => Some(done),
        Err(error) => {
            assert!(!error.remedy().is_empty(), "{error}");
            println!("\nrefused {act} {:?}", error.code());
            if std::env::var_os(DIES).is_some() {
                // Nothing is closed or dropped.
                std::process::exit(0);
            }
            None
        }
    }
}

fn save(record: &Record, encounter: Option<&str>, word: &str) -> Option<String> {
    let bytes = word.repeat(1000).into_bytes();
    let quality = good();
    let new = new_eye(&bytes, &quality);
    let to = Filing { encounter, laterality: encounter.map(|_| Laterality::Od), consent_elsewhere: false };
    let saved = told("photograph", record.save_photograph_of(&new, to, Who::STATION))?.0.id;
    println!("\nkept photograph {saved} {word}");
    Some(saved)
}

/// A visit: a patient, consent, what was told, two photographs, a reading, one moved. What fails is left out.
fn visit(record: &Record, word: &str) {
    let new = NewPatient { local_identifier: word, ..NewPatient::default() };
    let patient = told("patient", record.add_patient(&new, Who::COMMAND)).map(|added| match added {
        Added::New(patient) | Added::Known(patient) => patient.id,
        Added::Similar(mut all) => all.remove(0).id,
    });
    if let Some(patient) = &patient {
        println!("\nkept patient {patient} {word}");
    }
    let encounter = patient.and_then(|id| told("visit", record.begin_visit(&id, None, Who::COMMAND)));
    let encounter = encounter.filter(|id| {
        told("consent", record.consent(id, Purpose::Screening, true, None, Who::COMMAND)).is_some()
    });
    let one = save(record, encounter.as_deref(), &format!("{word}-one-"));
    save(record, None, &format!("{word}-two-"));
    if let Some(lease) = told("lease", record.lease("reader", Timestamp::now())).flatten() {
        let reading = reading("eye.jpg");
        if told("reading", record.finish(&lease, &reading, Timestamp::now())).is_some() {
            println!("\nkept reading {} {}", lease.photograph.id, reading.id);
        }
    }
    if let Some(encounter) = encounter {
        let symptoms = Told { symptoms: Some(vec![Symptom::ALL[0]]), ..Told::default() };
        told("answers", record.tell(&encounter, 1, &symptoms, Who::COMMAND));
    }
    if let Some(one) = one {
        let to = Filing { laterality: Some(Laterality::Os), ..Filing::default() };
        told("filing", record.file_photograph(&one, to, Who::COMMAND));
    }
}

/// The process whose disk refuses; begun by the test below alone.
#[test]
fn works_while_the_disk_refuses() {
    let Some(folder) = std::env::var_os(FOLDER).map(PathBuf::from) else { return };
    let first = told("open", Record::open_with_floor(&folder, 0));
    if let Some(record) = &first {
        visit(record, "first");
    }
    // Room again, or a disk that failed once: the same process goes on.
    std::fs::write(folder.with_extension("room"), "").expect("beside the record");
    let record =
        first.or_else(|| told("open", Record::open_with_floor(&folder, 0))).expect("with room it opens");
    let before = record.count_photographs().expect("a count");
    visit(&record, "second");
    assert!(record.count_photographs().expect("a count") >= before, "it works again");
    println!("\nended");
}

/// The acknowledged, by kind and id.
type Kept = BTreeMap<(String, String), String>;

/// One visit on a disk that refuses at the n-th write. What was acknowledged, and whether anything was refused at all.
fn refusing_at(library: &Path, folder: &Path, n: usize, errno: i32, dies: bool) -> (Kept, bool, String) {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command
        .args(["--exact", "refuse::works_while_the_disk_refuses", "--nocapture", "--test-threads=1"])
        .env(FOLDER, folder)
        .env("LD_PRELOAD", library)
        .env("REFUSE_FROM", n.to_string())
        .env("REFUSE_CODE", errno.to_string());
    if dies {
        command.env(DIES, "1");
    }
    let output = command.output().expect("it runs");
    let text = String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned();
    assert!(output.status.success(), "{text}");
    let kept = text.lines().filter_map(|line| {
        let mut words = line.strip_prefix("kept ")?.splitn(3, ' ').map(str::to_owned);
        Some(((words.next()?, words.next()?), words.next()?))
    });
    (kept.collect(), text.lines().any(|line| line.starts_with("refused ")), text.clone())
}

fn files_below(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    entries.map(|entry| if entry.path().is_dir() { files_below(&entry.path()) } else { 1 }).sum()
}

/// What is missing, altered or half of what was acknowledged.
fn missing(folder: &Path, kept: &Kept) -> Result<Vec<String>, RecordError> {
    let record = Record::open_with_floor(folder, 0)?;
    let mut wrong = Vec::new();
    let photographs = record.photographs(100, None)?.photographs;
    for photograph in &photographs {
        if let Err(error) = record.photograph_bytes(&photograph.id) {
            wrong.push(format!("a row without its file: {error}"));
        }
    }
    for ((kind, id), word) in kept {
        match kind.as_str() {
            "photograph" => match record.photograph_bytes(id) {
                Ok(bytes) if bytes == word.repeat(1000).into_bytes() => {}
                other => wrong.push(format!("photograph {word}: {:?}", other.map(|bytes| bytes.len()))),
            },
            "reading" => {
                if !record.reading_json(id)?.contains(word.as_str()) {
                    wrong.push(format!("the reading of {id}"));
                }
            }
            _ => {
                if record.patient_card(id)?.patient.local_identifier.as_deref() != Some(word.as_str()) {
                    wrong.push(format!("patient {word}"));
                }
            }
        }
    }
    drop(record);
    let found = verify(folder, None)?;
    // A file that never got its row is no half photograph: nobody was told of it, and the scrubber takes it away.
    let orphans = files_below(&folder.join("photographs")).saturating_sub(photographs.len());
    if orphans > 2 {
        wrong.push(format!("{orphans} files without a row"));
    }
    if !found.sound {
        wrong.push(format!("{found:?}"));
    }
    Ok(wrong)
}

#[test]
fn a_disk_that_refuses_at_any_write_loses_nothing_and_keeps_nothing_half() {
    let seed = seed("refusing disk");
    let mut chance = fastrand::Rng::with_seed(seed);
    let scratch = tempfile::tempdir().expect("a folder");
    let library = library(scratch.path(), "refusing", REFUSING);
    // What lies there need not be durable: the process dies, not the machine.
    let ground =
        ["/dev/shm", "/tmp"].into_iter().find(|folder| Path::new(folder).is_dir()).expect("a folder");
    let step = if is_long() { 1 } else { 23 };
    for (errno, dies) in [(28, false), (28, true), (5, false), (5, true)] {
        let (mut n, mut refused) = (chance.usize(1..=step), 0);
        loop {
            let folder = tempfile::tempdir_in(ground).expect("a folder");
            let data = folder.path().canonicalize().expect("a path").join("record");
            let (kept, hit, said) = refusing_at(&library, &data, n, errno, dies);
            let wrong = missing(&data, &kept);
            assert!(
                wrong.as_ref().is_ok_and(Vec::is_empty),
                "OCELLUS_SEED={seed}: error {errno} at write {n}, dying {dies}: {wrong:#?}\n{said}"
            );
            refused += usize::from(hit);
            if !hit && n > 60 {
                break;
            }
            progress("writes refused", n, 400);
            n += step;
        }
        println!("error {errno} at each of {n} writes, step {step}, dying {dies}: {refused} refused, 0 lost");
        assert!(refused > 5);
    }
}
