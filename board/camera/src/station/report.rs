//! One line a check, and what was measured at the end.

use std::time::{Duration, Instant};

pub struct Report {
    start: Instant,
    checks: u32,
    failed: u32,
    measured: Vec<(String, Vec<f64>)>,
}

impl Report {
    pub fn new() -> Report {
        Report { start: Instant::now(), checks: 0, failed: 0, measured: Vec::new() }
    }

    pub fn stage(&self, name: &str) {
        println!("-- {name}");
    }

    /// Counts a check: what it says where it holds, or why it does not.
    pub fn check(&mut self, what: &str, held: Result<String, String>) -> bool {
        self.checks += 1;
        let (word, detail) = match &held {
            Ok(detail) => ("ok    ", detail),
            Err(reason) => {
                self.failed += 1;
                ("FAILED", reason)
            }
        };
        let detail = if detail.is_empty() { String::new() } else { format!(": {detail}") };
        println!("{word}  {what}{detail}  (+{:.1} s)", self.start.elapsed().as_secs_f32());
        held.is_ok()
    }

    /// Keeps a time under a name.
    pub fn measure(&mut self, name: &str, time: Duration) {
        let seconds = time.as_secs_f64();
        match self.measured.iter_mut().find(|(known, _)| known == name) {
            Some((_, all)) => all.push(seconds),
            None => self.measured.push((name.to_owned(), vec![seconds])),
        }
    }

    /// The median and the longest of the times of a name, in seconds.
    pub fn spread(&self, name: &str) -> Option<(f64, f64)> {
        let mut all = self.measured.iter().find(|(known, _)| known == name)?.1.clone();
        all.sort_by(f64::total_cmp);
        Some((all[all.len() / 2], *all.last()?))
    }

    /// Prints what was measured; whether every check held.
    pub fn end(&self) -> bool {
        for (name, all) in &self.measured {
            if let Some((median, worst)) = self.spread(name) {
                println!("measure {name}: median {median:.2} s, longest {worst:.2} s, n {}", all.len());
            }
        }
        println!("{} checks of the station, {} failed", self.checks, self.failed);
        self.failed == 0
    }
}
