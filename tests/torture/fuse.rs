//! Serves a [`Disk`] as the one file of a FUSE mount: the few requests of the protocol that a loop device makes.
//! The layouts are those of the kernel's `include/uapi/linux/fuse.h`, version 7.31.

use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::JoinHandle;

use super::disk::{Disk, SIZE};

/// The name of the one file.
pub const FILE: &str = "disk";
const ROOT: u64 = 1;
const NODE: u64 = 2;
const MAX_WRITE: u32 = 1 << 20;
/// Seconds that the kernel may trust what it was told.
const FOREVER: u64 = 3600;

const ENOENT: i32 = 2;
const EIO: i32 = 5;
const ENOSYS: i32 = 38;

/// A mount that is being served; taken away when dropped.
pub struct Session {
    folder: PathBuf,
    thread: Option<JoinHandle<()>>,
}

/// Mounts the disk as the file [`FILE`] in a folder.
pub fn serve(disk: Disk, folder: &Path) -> std::io::Result<Session> {
    let device = File::options().read(true).write(true).open("/dev/fuse")?;
    let status = Command::new("mount")
        .args(["-i", "-t", "fuse", "-o", "fd=0,rootmode=40000,user_id=0,group_id=0", "torture"])
        .arg(folder)
        .stdin(Stdio::from(device.try_clone()?))
        .status()?;
    if !status.success() {
        return Err(std::io::Error::other("mount refuses FUSE"));
    }
    let thread = std::thread::spawn(move || answer_all(&disk, device));
    Ok(Session { folder: folder.to_path_buf(), thread: Some(thread) })
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.folder).status();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

fn answer_all(disk: &Disk, mut device: File) {
    let mut request = vec![0; MAX_WRITE as usize + 8192];
    loop {
        match device.read(&mut request) {
            Ok(length) => {
                if let Some(answer) = answer(disk, &request[..length]) {
                    // A request that was given up meanwhile wants no answer.
                    let _ = device.write(&answer);
                }
            }
            Err(error) if matches!(error.kind(), ErrorKind::Interrupted | ErrorKind::NotFound) => {}
            // Unmounted.
            Err(_) => return,
        }
    }
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes[at..at + 4].try_into().map(u32::from_ne_bytes).expect("four bytes")
}

fn u64_at(bytes: &[u8], at: usize) -> u64 {
    bytes[at..at + 8].try_into().map(u64::from_ne_bytes).expect("eight bytes")
}

/// The answer with its header; nothing for requests that want none.
fn answer(disk: &Disk, request: &[u8]) -> Option<Vec<u8>> {
    let (opcode, node, body) = (u32_at(request, 4), u64_at(request, 16), &request[40..]);
    let outcome = match opcode {
        // Forget, interrupt, forget many.
        2 | 36 | 42 => return None,
        1 => match body.split(|byte| *byte == 0).next() == Some(FILE.as_bytes()) {
            true => Ok(entry()),
            false => Err(ENOENT),
        },
        3 => Ok([&FOREVER.to_ne_bytes()[..], &[0; 8], &attributes(node)].concat()),
        // Open, open a folder; 2 keeps the kernel's cache.
        14 | 27 => Ok([&0_u64.to_ne_bytes()[..], &2_u32.to_ne_bytes(), &[0; 4]].concat()),
        15 => Ok(disk.read(u64_at(body, 8), u32_at(body, 16) as usize)),
        16 => {
            let size = u32_at(body, 16);
            let bytes = &body[40..40 + size as usize];
            disk.write(u64_at(body, 8), bytes).then(|| [size.to_ne_bytes(), [0; 4]].concat()).ok_or(EIO)
        }
        20 => disk.flush().then(Vec::new).ok_or(EIO),
        // Release, flush of a descriptor, release of a folder, destroy.
        18 | 25 | 29 | 38 => Ok(Vec::new()),
        26 => Ok(init(body)),
        _ => Err(ENOSYS),
    };
    let (error, body) = match outcome {
        Ok(body) => (0, body),
        Err(error) => (-error, Vec::new()),
    };
    let length = (16 + body.len()) as u32;
    Some([&length.to_ne_bytes()[..], &error.to_ne_bytes(), &request[8..16], &body].concat())
}

fn init(body: &[u8]) -> Vec<u8> {
    // Big writes, and as many pages in one as it takes.
    let flags: u32 = 1 << 5 | 1 << 22;
    let mut out = Vec::new();
    for number in [7, 31, u32_at(body, 8), flags] {
        out.extend(number.to_ne_bytes());
    }
    for number in [16_u16, 12] {
        out.extend(number.to_ne_bytes());
    }
    for number in [MAX_WRITE, 1] {
        out.extend(number.to_ne_bytes());
    }
    out.extend(((MAX_WRITE / 4096) as u16).to_ne_bytes());
    out.resize(64, 0);
    out
}

fn entry() -> Vec<u8> {
    let numbers = [NODE, 0, FOREVER, FOREVER, 0].map(u64::to_ne_bytes).concat();
    [numbers, attributes(NODE)].concat()
}

fn attributes(node: u64) -> Vec<u8> {
    let (size, mode): (u64, u32) = if node == ROOT { (0, 0o40700) } else { (SIZE, 0o100_600) };
    let mut out = [node, size, size / 512, 0, 0, 0].map(u64::to_ne_bytes).concat();
    out.extend([0, 0, 0, mode, 1, 0, 0, 0, 4096, 0].map(u32::to_ne_bytes).concat());
    out
}
