//! The record in a vault: the real station on an encrypted folder, the disk taken away and looked at, a key that is wrong,
//! lost or typed in from the sheet.

use std::path::Path;
use std::process::{Command, Output};

use super::common::station::Station;
use super::disk::SIZE;
use super::eyes::eyes;
use super::ground::{in_own_namespace, run};
use super::station::{program, start};

fn vault(verb: &str, key: Option<&Path>, data: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ocellus"));
    command.args(["vault", verb, "--data"]).arg(data);
    if let Some(key) = key {
        command.arg("--key").arg(key);
    }
    command.output().expect("the program runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

/// An image with an ext4 that can encrypt, and where it is mounted.
struct Disk {
    folder: tempfile::TempDir,
}

impl Disk {
    fn new() -> Disk {
        let folder = tempfile::tempdir().expect("a folder");
        let image = folder.path().join("image");
        std::fs::File::create(&image).and_then(|file| file.set_len(SIZE)).expect("an empty image");
        run("mkfs.ext4", &["-q", "-F", "-O", "encrypt"], &image);
        std::fs::create_dir(folder.path().join("at")).expect("a mount point");
        let disk = Disk { folder };
        disk.plug();
        disk
    }

    fn at(&self) -> std::path::PathBuf {
        self.folder.path().join("at")
    }

    fn plug(&self) {
        let status = Command::new("mount")
            .args(["-o", "loop"])
            .args([self.folder.path().join("image"), self.at()])
            .status();
        assert!(status.is_ok_and(|status| status.success()), "ext4 is mounted");
    }

    /// What lies on it is what a thief finds.
    fn unplug(&self) {
        let status = Command::new("umount").arg(self.at()).status();
        assert!(status.is_ok_and(|status| status.success()), "nothing uses it any more");
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.at()).status();
    }
}

fn take(station: &Station, bytes: &[u8]) -> String {
    let (_, answer) = station.upload(bytes).expect("an answer");
    assert_eq!(answer["outcome"], "saved", "{answer}");
    answer["photograph"]["id"].as_str().expect("an id").to_owned()
}

#[test]
fn the_station_works_in_a_vault_and_the_disk_alone_tells_nothing() {
    if !in_own_namespace("vault::the_station_works_in_a_vault_and_the_disk_alone_tells_nothing") {
        return;
    }
    let disk = Disk::new();
    let (data, key) = (disk.at().join("record"), disk.folder.path().join("vault.key"));
    let made = vault("create", Some(&key), &data);
    if said(&made).contains("cannot encrypt") {
        eprintln!("left out: this kernel has no file encryption (CONFIG_FS_ENCRYPTION)");
        return;
    }
    let sheet = said(&made);
    assert!(made.status.success() && sheet.contains("RECOVERY SHEET"), "{sheet}");
    let pictures = eyes(3, 2);
    let mut station = start(&data);
    let id = take(&station, &pictures[0]);
    assert_eq!(station.json("/api/status").expect("an answer")["at_rest"], "vault");
    // In use, it is not closed in silence.
    let busy = vault("close", None, &data);
    assert!(!busy.status.success() && said(&busy).contains("still open"), "{}", said(&busy));
    assert!(vault("open", Some(&key), &data).status.success());
    station.kill();
    let closed = vault("close", None, &data);
    assert!(closed.status.success(), "{}", said(&closed));
    let refused = program(&data, &[]).args(["--address", "127.0.0.1:0"]).output().expect("it ends");
    assert!(!refused.status.success(), "no station starts in a closed vault");
    disk.unplug();

    // The disk alone: neither a picture, nor a row, nor a name.
    let image = std::fs::read(disk.folder.path().join("image")).expect("the image");
    let within = |needle: &[u8]| image.windows(needle.len()).any(|window| window == needle);
    for needle in [&b"SQLite format 3"[..], b"ocellus.reading", b"ocellus.sqlite3", id.as_bytes()] {
        assert!(!within(needle), "{:?} lies open on the disk", String::from_utf8_lossy(needle));
    }
    assert!(!within(&pictures[0][..64]), "the photograph lies open on the disk");
    disk.plug();
    let names: Vec<String> = std::fs::read_dir(&data)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    assert!(!names.is_empty() && names.iter().all(|name| !name.contains("ocellus")), "{names:?}");

    // A key of another vault, a slip, and the sheet typed in.
    let (other, typed) = (disk.folder.path().join("other.key"), disk.folder.path().join("typed.key"));
    assert!(vault("create", Some(&other), &disk.at().join("other")).status.success());
    let wrong = vault("open", Some(&other), &data);
    assert!(!wrong.status.success() && said(&wrong).contains("another folder"), "{}", said(&wrong));
    let groups: Vec<&str> = sheet
        .lines()
        .filter(|line| line.starts_with("      ") && !line.contains("vault open"))
        .flat_map(str::split_whitespace)
        .collect();
    assert_eq!(groups.len(), 11, "{sheet}");
    std::fs::write(&typed, groups[1..].join(" ")).expect("the sheet typed in");
    let slip = vault("open", Some(&typed), &data);
    assert!(!slip.status.success() && said(&slip).contains("wrong or missing"), "{}", said(&slip));
    std::fs::write(&typed, groups.join(" ").to_lowercase()).expect("the sheet typed in");
    let opened = vault("open", Some(&typed), &data);
    assert!(opened.status.success(), "{}", said(&opened));
    let station = start(&data);
    let image = station.get(&format!("/api/photographs/{id}/image")).expect("an answer");
    assert_eq!(image, (200, pictures[0].clone()), "all is there again");
    take(&station, &pictures[1]);
}

#[test]
fn a_vault_begins_empty_and_its_key_lies_elsewhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("record");
    std::fs::create_dir(&data).expect("a folder");
    let inside = vault("create", Some(&data.join("vault.key")), &data);
    assert!(!inside.status.success() && said(&inside).contains("within"), "{}", said(&inside));
    std::fs::write(data.join("photograph"), b"of a patient").expect("a file");
    let full = vault("create", Some(&folder.path().join("vault.key")), &data);
    assert!(!full.status.success() && said(&full).contains("not empty"), "{}", said(&full));
    assert!(!folder.path().join("vault.key").exists());
    let none = vault("close", None, &data);
    assert!(!none.status.success() && said(&none).contains("not encrypted"), "{}", said(&none));
}
