//! The program's log: to its standard error for whoever runs it, and the last hour in memory for the diagnostics,
//! without any text that could name a person or a file.

use std::collections::VecDeque;
use std::fmt::{Debug, Write};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tracing::field::{Field, Visit};
use tracing::{Event, Level, Subscriber};
use tracing_subscriber::filter::{EnvFilter, LevelFilter, Targets};
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::util::SubscriberInitExt;

/// Lines that are kept, and for how long.
const LINES: usize = 2000;
const KEPT: Duration = Duration::from_secs(3600);

/// Fields whose values are counts, codes of closed lists and the like. A message is free text, in which a file's or a
/// person's name may stand, so none is kept: place in the program, level and these say what happened.
const HARMLESS: [&str; 12] = [
    "attempt",
    "candidate",
    "code",
    "failures",
    "load_ms",
    "lost",
    "photographs",
    "reclaimed",
    "removed",
    "state",
    "trigger",
    "will_retry",
];

struct Line {
    at: Timestamp,
    text: String,
}

/// The last lines of this process.
#[derive(Clone, Default)]
struct Ring(Arc<Mutex<VecDeque<Line>>>);

static RING: OnceLock<Ring> = OnceLock::new();

/// Starts the log: what `filter` lets through goes to standard error, the ring takes this program's own from `info` on.
/// A second call does nothing.
pub fn start(filter: EnvFilter) {
    let ring = RING.get_or_init(Ring::default).clone();
    let own = Targets::new().with_target("ocellus", LevelFilter::INFO);
    let printed =
        tracing_subscriber::fmt::layer().with_writer(std::io::stderr).without_time().with_filter(filter);
    let _ = tracing_subscriber::registry().with(printed).with(ring.with_filter(own)).try_init();
}

/// The lines of the last hour, oldest first.
pub fn last_hour() -> Vec<String> {
    let Some(ring) = RING.get() else { return Vec::new() };
    let from = Timestamp::now().checked_sub(KEPT).unwrap_or(Timestamp::MIN);
    let lines = ring.0.lock().unwrap_or_else(PoisonError::into_inner);
    lines.iter().filter(|line| line.at >= from).map(|line| format!("{} {}", line.at, line.text)).collect()
}

impl<S: Subscriber> Layer<S> for Ring {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let place = event.metadata();
        let level = *place.level();
        let mut text = format!("{level} {}", place.file().unwrap_or(place.target()));
        let _ = write!(text, ":{}", place.line().unwrap_or_default());
        event.record(&mut Fields(&mut text));
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // What is told often must not push out what is told once.
        let again = level > Level::WARN && lines.back().is_some_and(|last| last.text == text);
        if again {
            return;
        }
        if lines.len() >= LINES {
            lines.pop_front();
        }
        lines.push_back(Line { at: Timestamp::now(), text });
    }
}

struct Fields<'a>(&'a mut String);

impl Visit for Fields<'_> {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if !HARMLESS.contains(&field.name()) {
            return;
        }
        let value = format!("{value:?}");
        let plain =
            value.len() <= 40 && value.bytes().all(|b| b.is_ascii_alphanumeric() || b"_/-\"".contains(&b));
        if plain {
            let _ = write!(self.0, " {}={value}", field.name());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ring_keeps_places_and_codes_and_no_text() {
        let ring = Ring::default();
        let subscriber = tracing_subscriber::registry().with(ring.clone());
        tracing::subscriber::with_default(subscriber, || {
            tracing::warn!(code = ?crate::fault::FaultCode::Damaged, file = "Asha Devi.jpg", "not taken: {}", "Asha");
            tracing::warn!(code = "Asha Devi 17", attempt = 2, "x");
            for n in 0..LINES + 10 {
                tracing::warn!(attempt = n, "y");
            }
        });
        let lines = ring.0.lock().unwrap();
        assert_eq!(lines.len(), LINES);
        drop(lines);
        let ring = Ring::default();
        tracing::subscriber::with_default(tracing_subscriber::registry().with(ring.clone()), || {
            tracing::warn!(code = ?crate::fault::FaultCode::Damaged, file = "Asha Devi.jpg", "not taken: {}", "Asha");
            tracing::warn!(code = "Asha Devi 17", attempt = 2, "x");
        });
        let text: Vec<String> = ring.0.lock().unwrap().iter().map(|line| line.text.clone()).collect();
        assert!(text[0].starts_with("WARN src/log.rs:") && text[0].ends_with(" code=Damaged"), "{text:?}");
        assert!(text[1].ends_with(" attempt=2"), "{text:?}");
        assert!(!text.concat().contains("Asha"), "{text:?}");
    }
}
