//! Tells systemd that the service is ready and lives; does nothing where it was not started by systemd.

use std::os::linux::net::SocketAddrExt;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram};
use std::time::Duration;

use tokio::time::timeout;

/// The work has begun.
pub fn ready() {
    notify("READY=1");
}

/// The service is stopping by itself.
pub fn stopping() {
    notify("STOPPING=1");
}

/// Tells that the service lives, as long as `lives` says so in time; `lives` may block. Never ends.
pub async fn beat(lives: impl Fn() -> bool + Send + Sync + 'static) {
    let Some(period) = period() else { return std::future::pending().await };
    let lives = std::sync::Arc::new(lives);
    loop {
        let asked = lives.clone();
        let answer = timeout(period, tokio::task::spawn_blocking(move || asked())).await;
        match matches!(answer, Ok(Ok(true))) {
            true => notify("WATCHDOG=1"),
            false => tracing::error!("this process does not get on with its work"),
        }
        tokio::time::sleep(period).await;
    }
}

/// Half of what systemd waits: so that one beat that is late costs nothing.
fn period() -> Option<Duration> {
    let number = |name: &str| std::env::var(name).ok()?.parse::<u64>().ok();
    let for_us = number("WATCHDOG_PID").is_none_or(|pid| pid == u64::from(std::process::id()));
    let limit = number("WATCHDOG_USEC").filter(|limit| *limit > 0 && for_us)?;
    Some(Duration::from_micros(limit / 2).max(Duration::from_millis(100)))
}

/// As `sd_notify(3)`: one datagram to the socket that `NOTIFY_SOCKET` names, where `@` begins an abstract name.
fn notify(state: &str) {
    let Some(name) = std::env::var_os("NOTIFY_SOCKET") else { return };
    let address = match name.as_bytes().strip_prefix(b"@") {
        Some(name) => SocketAddr::from_abstract_name(name),
        None => SocketAddr::from_pathname(&name),
    };
    let told = address.and_then(|address| {
        let socket = UnixDatagram::unbound()?;
        socket.send_to_addr(state.as_bytes(), &address)
    });
    if let Err(error) = told {
        tracing::warn!(%error, "systemd cannot be told {state}");
    }
}
