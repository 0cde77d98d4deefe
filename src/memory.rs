//! How much memory this process may still take, as far as the system tells.

use std::path::{Path, PathBuf};

/// Bytes that are free: the least of what the machine has available and of what every control group above this process
/// leaves it. `None` where the system tells neither.
pub fn free() -> Option<u64> {
    let machine = std::fs::read_to_string("/proc/meminfo").ok().as_deref().and_then(available);
    let groups = std::fs::read_to_string("/proc/self/cgroup").ok().as_deref().and_then(group);
    let groups = groups.and_then(|group| left(Path::new("/sys/fs/cgroup"), &group));
    machine.into_iter().chain(groups).min()
}

/// `MemAvailable` of `/proc/meminfo`, in bytes.
fn available(meminfo: &str) -> Option<u64> {
    let line = meminfo.lines().find(|line| line.starts_with("MemAvailable:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok()?.checked_mul(1024)
}

/// The control group of `/proc/self/cgroup`, version 2, relative to the root of all.
fn group(cgroup: &str) -> Option<PathBuf> {
    let path = cgroup.lines().find_map(|line| line.strip_prefix("0::/"))?;
    Some(PathBuf::from(path))
}

/// What a group and those above it leave. Pages of files that can be let go count as free.
fn left(root: &Path, group: &Path) -> Option<u64> {
    let number = |path: PathBuf| std::fs::read_to_string(path).ok()?.trim().parse::<u64>().ok();
    let of = |group: &Path| {
        let folder = root.join(group);
        let (most, taken) = (number(folder.join("memory.max"))?, number(folder.join("memory.current"))?);
        let stat = std::fs::read_to_string(folder.join("memory.stat")).unwrap_or_default();
        let idle = stat.lines().find_map(|line| line.strip_prefix("inactive_file ")?.parse().ok());
        Some(most.saturating_sub(taken).saturating_add(idle.unwrap_or(0)).min(most))
    };
    group.ancestors().filter_map(of).min()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::disallowed_methods, reason = "files of a test need not survive a power cut")]
    use super::*;

    #[test]
    fn the_machine_tells_in_kilobytes() {
        assert_eq!(available("MemTotal: 9 kB\nMemAvailable:    2048 kB\n"), Some(2 << 20));
        assert_eq!(available("MemTotal: 9 kB\n"), None);
        assert!(free().is_none_or(|bytes| bytes > 0));
    }

    #[test]
    fn the_narrowest_group_counts() {
        assert_eq!(group("1:name=x:/a\n0::/a/b\n"), Some(PathBuf::from("a/b")));
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(root.path().join("a/b")).unwrap();
        let write = |file: &str, text: &str| std::fs::write(root.path().join(file), text).unwrap();
        write("a/memory.max", "1000\n");
        write("a/memory.current", "900\n");
        write("a/memory.stat", "anon 5\ninactive_file 50\n");
        write("a/b/memory.max", "max\n");
        write("a/b/memory.current", "10\n");
        assert_eq!(left(root.path(), Path::new("a/b")), Some(150));
        assert_eq!(left(root.path(), Path::new("c")), None);
    }
}
