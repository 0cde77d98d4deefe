//! The little of HTTP that the tests need: one request a connection, HTTP/1.0 (no chunks), a deadline on every read.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value;

/// Longer than any answer of the station may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// More than any answer of the station has.
const MOST_BYTES: u64 = 64 << 20;

/// The station's address.
#[derive(Clone)]
pub struct Site(pub String);

impl Site {
    pub fn get(&self, path: &str) -> Result<(u16, Vec<u8>), String> {
        self.whole("GET", path, "")
    }

    pub fn json(&self, path: &str) -> Result<Value, String> {
        let (status, body) = self.get(path)?;
        serde_json::from_slice(&body).map_err(|e| format!("{path}: {status}, {e}"))
    }

    pub fn post(&self, path: &str, body: &Value) -> Result<(u16, Value), String> {
        let (status, body) = self.whole("POST", path, &body.to_string())?;
        let value = serde_json::from_slice(&body).map_err(|e| format!("{path}: {status}, {e}"))?;
        Ok((status, value))
    }

    /// An answer that goes on: its body, past the headers.
    pub fn stream(&self, path: &str) -> Result<BufReader<TcpStream>, String> {
        let (status, body) = self.send("GET", path, "")?;
        if status == 200 { Ok(body) } else { Err(format!("{path}: {status}")) }
    }

    fn whole(&self, method: &str, path: &str, body: &str) -> Result<(u16, Vec<u8>), String> {
        let (status, answer) = self.send(method, path, body)?;
        let mut bytes = Vec::new();
        answer.take(MOST_BYTES).read_to_end(&mut bytes).map_err(|e| format!("{path}: {e}"))?;
        Ok((status, bytes))
    }

    fn send(&self, method: &str, path: &str, body: &str) -> Result<(u16, BufReader<TcpStream>), String> {
        let told = |e: std::io::Error| format!("{method} {path}: {e}");
        let mut socket = TcpStream::connect(&self.0).map_err(told)?;
        socket.set_read_timeout(Some(PATIENCE)).map_err(told)?;
        let length = body.len();
        let head = format!(
            "{method} {path} HTTP/1.0\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n",
            self.0
        );
        socket.write_all(head.as_bytes()).and_then(|()| socket.write_all(body.as_bytes())).map_err(told)?;
        let mut answer = BufReader::with_capacity(256 * 1024, socket);
        let mut line = String::new();
        answer.read_line(&mut line).map_err(told)?;
        let status = line.split(' ').nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
        while !line.trim_end().is_empty() {
            line.clear();
            answer.read_line(&mut line).map_err(told)?;
        }
        Ok((status, answer))
    }
}
