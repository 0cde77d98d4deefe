//! The kernel's file encryption (`Documentation/filesystems/fscrypt.rst`): five ioctls on an open folder. Numbers and
//! layouts are those of `include/uapi/linux/fscrypt.h`, policies and keys of version 2.

use std::fs::File;
use std::io;

use rustix::ioctl::{Opcode, Setter, Updater, ioctl};

/// Bytes of a master key; AES-256-XTS derives its own two from it.
pub const KEY: usize = 32;
/// Bytes of what the kernel names a key by.
pub const NAME: usize = 16;

const SET_POLICY: Opcode = 0x800c_6613;
const GET_POLICY: Opcode = 0xc009_6616;
const ADD_KEY: Opcode = 0xc050_6617;
const REMOVE_KEY: Opcode = 0xc040_6618;
const KEY_STATUS: Opcode = 0xc080_661a;

/// A key of version 2, named by what the kernel derives from it.
const BY_NAME: u32 = 2;
/// AES-256-XTS for contents, AES-256-CTS for names.
const MODES: [u8; 2] = [1, 4];
/// Names are padded to 32 bytes, so that their length says little.
const PADDING: u8 = 3;
const PRESENT: u32 = 2;

fn named(name: &[u8; NAME]) -> [u8; 40] {
    let mut spec = [0; 40];
    spec[..4].copy_from_slice(&BY_NAME.to_ne_bytes());
    spec[8..8 + NAME].copy_from_slice(name);
    spec
}

fn update<const OPCODE: Opcode, const N: usize>(folder: &File, value: &mut [u8; N]) -> io::Result<()> {
    // SAFETY: each caller gives the opcode the layout and length that the kernel reads and writes for it; `N` is at
    // least the size in the opcode, and all of it is initialised bytes.
    unsafe { ioctl(folder, Updater::<OPCODE, [u8; N]>::new(value)) }.map_err(io::Error::from)
}

/// Gives the kernel a key for the folder's file system; returns what it names it by. Once more changes nothing.
pub fn add(folder: &File, key: &[u8; KEY]) -> io::Result<[u8; NAME]> {
    let mut argument = [0; 80 + KEY];
    argument[..4].copy_from_slice(&BY_NAME.to_ne_bytes());
    argument[40..44].copy_from_slice(&(KEY as u32).to_ne_bytes());
    argument[80..].copy_from_slice(key);
    let added = update::<ADD_KEY, { 80 + KEY }>(folder, &mut argument);
    let mut name = [0; NAME];
    name.copy_from_slice(&argument[8..8 + NAME]);
    argument.fill(0);
    added.map(|()| name)
}

/// Takes a key from the kernel. False where files are still open: those stay readable until they are closed.
pub fn remove(folder: &File, name: &[u8; NAME]) -> io::Result<bool> {
    let mut argument = [0; 64];
    argument[..40].copy_from_slice(&named(name));
    update::<REMOVE_KEY, 64>(folder, &mut argument)?;
    Ok(argument[40..44] == [0; 4])
}

/// Whether the kernel has a key.
pub fn has(folder: &File, name: &[u8; NAME]) -> io::Result<bool> {
    let mut argument = [0; 128];
    argument[..40].copy_from_slice(&named(name));
    update::<KEY_STATUS, 128>(folder, &mut argument)?;
    Ok(argument[64..68] == PRESENT.to_ne_bytes())
}

/// Has everything below an empty folder encrypted from now on.
pub fn encrypt(folder: &File, name: &[u8; NAME]) -> io::Result<()> {
    let mut policy = [0; 24];
    policy[0] = 2;
    policy[1..3].copy_from_slice(&MODES);
    policy[3] = PADDING;
    policy[8..].copy_from_slice(name);
    // SAFETY: the kernel reads the policy by its first byte, here 24 bytes of version 2.
    unsafe { ioctl(folder, Setter::<SET_POLICY, [u8; 24]>::new(policy)) }.map_err(io::Error::from)
}

/// The name of the key that a folder is encrypted with; none where it is not.
pub fn policy(folder: &File) -> io::Result<Option<[u8; NAME]>> {
    let mut argument = [0; 32];
    argument[..8].copy_from_slice(&24_u64.to_ne_bytes());
    match update::<GET_POLICY, 32>(folder, &mut argument) {
        Ok(()) => {
            let mut name = [0; NAME];
            name.copy_from_slice(&argument[16..32]);
            Ok(Some(name))
        }
        // No policy, a file system that knows none, and one whose feature is off.
        Err(error) if matches!(error.raw_os_error(), Some(61 | 25 | 95)) => Ok(None),
        Err(error) => Err(error),
    }
}
