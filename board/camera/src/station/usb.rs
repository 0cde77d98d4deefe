//! The camera in software as a child process: plugged in, told what to do, taken away.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, sync_channel};
use std::time::{Duration, Instant};

/// How long it may take to be plugged in: it reads its photographs first.
const PLUG: Duration = Duration::from_secs(60);

/// Lines of the camera that nobody waits for.
const MOST_LINES: usize = 64;

pub struct Usb {
    child: Child,
    said: Receiver<String>,
    /// When it was plugged in.
    pub since: Instant,
}

impl Usb {
    /// Plugs a camera with these photographs into a port of the virtual hub.
    pub fn plug(port: u32, serial: &str, photographs: &[String]) -> Result<Usb, String> {
        let mut child = Command::new("ocellus-board-camera")
            .args(["--port", &port.to_string(), "--serial", serial])
            .args(photographs)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|e| format!("ocellus-board-camera: {e}"))?;
        let out = child.stdout.take().ok_or("it has no output")?;
        let (tell, said) = sync_channel(MOST_LINES);
        // Reads on to the end, so that the camera never waits for somebody to read.
        std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                let _ = tell.try_send(line);
            }
        });
        match said.recv_timeout(PLUG) {
            Ok(line) if line.starts_with("plugged in at") => Ok(Usb { child, said, since: Instant::now() }),
            _ => Err("the camera could not be plugged in".into()),
        }
    }

    /// Gives an order (what there are is told by `ocellus-board-camera`) and waits until it is taken.
    pub fn order(&mut self, order: &str) {
        while self.said.try_recv().is_ok() {}
        if let Some(stdin) = &mut self.child.stdin {
            let _ = writeln!(stdin, "{order}").and_then(|()| stdin.flush());
        }
        let _ = self.said.recv_timeout(PLUG);
    }
}

impl Drop for Usb {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
