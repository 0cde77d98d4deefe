//! The ground that the tests stand on: a mount namespace of their own, a formatted disk, a seed.

use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::disk::{Blocks, Disk, SIZE};
use super::fuse::{self, FILE, Session};

/// Set in the process that stands in a namespace of its own.
const INSIDE: &str = "OCELLUS_TORTURE_INSIDE";

/// Whether this is the long run of `make torture`. It also may not leave anything out.
pub fn is_long() -> bool {
    std::env::var_os("OCELLUS_TORTURE").is_some()
}

/// The short or the long number.
pub fn rounds(short: usize, long: usize) -> usize {
    if is_long() { long } else { short }
}

/// The seed of this run: `OCELLUS_SEED`, else a new one. It is printed, so that a failure can be repeated.
pub fn seed(test: &str) -> u64 {
    let given = std::env::var("OCELLUS_SEED").ok().and_then(|seed| seed.parse().ok());
    let seed = given.unwrap_or_else(|| fastrand::u64(..1 << 48));
    println!("{test}: OCELLUS_SEED={seed} repeats it");
    seed
}

/// Says in the long run how far it is, after every twentieth part.
pub fn progress(what: &str, done: usize, of: usize) {
    if is_long() && done.is_multiple_of((of / 20).max(1)) {
        println!("{} {what}: {done} of {of}", jiff::Timestamp::now().strftime("%H:%M:%S"));
    }
}

/// Runs a test again as a process whose mounts are its own and go with it. True in that process.
/// Where the machine does not let a disk be mounted, the short run says so and leaves the test out.
pub fn in_own_namespace(test: &str) -> bool {
    if std::env::var_os(INSIDE).is_some() {
        return true;
    }
    if let Err(missing) = possible() {
        assert!(!is_long(), "make torture leaves nothing out, but {missing}");
        eprintln!("skipped {test}: {missing}");
        return false;
    }
    let status = Command::new("unshare")
        .args(["--mount", "--propagation", "private"])
        .arg(std::env::current_exe().expect("this program"))
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(INSIDE, "1")
        .status()
        .expect("unshare runs");
    assert!(status.success(), "{test} failed; its seed stands above");
    false
}

fn possible() -> Result<(), String> {
    let root = Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n");
    if !root {
        return Err("only root can mount a disk here".into());
    }
    if let Err(error) = std::fs::File::options().read(true).write(true).open("/dev/fuse") {
        return Err(format!("/dev/fuse: {error}"));
    }
    // What is there may still be forbidden, as in a container or a chroot: one disk is tried.
    let trial = "d=$(mktemp -d) && truncate -s 4M $d/image && mkfs.ext4 -q -F $d/image && mkdir $d/at \
                 && mount -o loop $d/image $d/at && umount $d/at; ended=$?; rm -rf $d; exit $ended";
    let tried =
        Command::new("unshare").args(["--mount", "--propagation", "private", "sh", "-c", trial]).output();
    match tried {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => {
            Err(format!("no disk can be mounted: {}", String::from_utf8_lossy(&output.stderr).trim()))
        }
        Err(error) => Err(format!("unshare: {error}")),
    }
}

/// An empty ext4.
pub fn formatted() -> Blocks {
    let folder = tempfile::tempdir().expect("a folder");
    let image = folder.path().join("image");
    std::fs::File::create(&image).and_then(|file| file.set_len(SIZE)).expect("an empty image");
    // Nothing is left to the kernel to write in the background.
    run(
        "mkfs.ext4",
        &["-q", "-F", "-b", "4096", "-m", "0", "-E", "lazy_itable_init=0,lazy_journal_init=0"],
        &image,
    );
    let bytes = std::fs::read(&image).expect("the image");
    let mut blocks = Blocks::default();
    for (n, block) in bytes.chunks(4096).enumerate().filter(|(_, block)| block.iter().any(|b| *b != 0)) {
        blocks.write(n as u64 * 4096, block);
    }
    blocks
}

/// A disk that is mounted; taken apart when dropped.
pub struct Mounted {
    pub disk: Disk,
    folder: TempDir,
    session: Option<Session>,
}

impl Mounted {
    pub fn new(blocks: Blocks) -> Mounted {
        let disk = Disk::new(blocks);
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["raw", "ext4"] {
            std::fs::create_dir(folder.path().join(name)).expect("a mount point");
        }
        let session = fuse::serve(disk.clone(), &folder.path().join("raw")).expect("FUSE serves the disk");
        let mounted = Mounted { disk, folder, session: Some(session) };
        let image = mounted.folder.path().join("raw").join(FILE);
        let status = Command::new("mount")
            .args(["-t", "ext4", "-o", "loop,errors=remount-ro"])
            .arg(&image)
            .arg(mounted.path())
            .status()
            .expect("mount runs");
        assert!(status.success(), "ext4 cannot be mounted");
        mounted
    }

    /// The mounted ext4.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("ext4")
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg(self.path()).status().is_ok_and(|status| status.success());
        if !unmounted {
            let _ = Command::new("umount").arg("-l").arg(self.path()).status();
        }
        drop(self.session.take());
    }
}

/// A library in C that stands before the system's own functions (`LD_PRELOAD`).
pub fn library(folder: &Path, name: &str, source: &str) -> PathBuf {
    let (text, library) = (folder.join(format!("{name}.c")), folder.join(format!("{name}.so")));
    std::fs::write(&text, source).expect("the source");
    let built = Command::new("cc")
        .args(["-shared", "-fPIC", "-O1", "-w", "-o"])
        .args([&library, &text])
        .arg("-ldl")
        .status()
        .expect("a C compiler, as SQLite needs one");
    assert!(built.success());
    library
}

pub fn run(program: &str, arguments: &[&str], path: &Path) {
    let output = Command::new(program).args(arguments).arg(path).output().expect("the program runs");
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
}
