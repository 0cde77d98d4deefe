//! Times and ids as the record writes them.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// UTC, RFC 3339 with milliseconds; of fixed width, so that it sorts as text.
pub fn stamp(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// The time after a number of milliseconds; the end of time where it would overflow.
pub(super) fn after_ms(time: Timestamp, ms: i64) -> Timestamp {
    time.checked_add(SignedDuration::from_millis(ms)).unwrap_or(Timestamp::MAX)
}

/// How far the device's clock is ahead of UTC now, in minutes.
pub(super) fn utc_offset_minutes(time: Timestamp) -> i32 {
    time.to_zoned(jiff::tz::TimeZone::system()).offset().seconds() / 60
}

static GENERATOR: Mutex<ulid::Generator> = Mutex::new(ulid::Generator::new());

/// From here on every new id is greater than this one, also where the clock was set back since it was made.
pub(super) fn continue_after(id: &str) {
    let Ok(known) = ulid::Ulid::from_string(id) else { return };
    let mut generator = GENERATOR.lock().unwrap_or_else(PoisonError::into_inner);
    let _ = generator.generate_from_datetime(known.datetime() + Duration::from_millis(1));
}

/// A new ULID, greater than every one made by this process before.
pub fn new_id() -> String {
    let mut generator = GENERATOR.lock().unwrap_or_else(PoisonError::into_inner);
    // Overflow needs 2^80 ids in one millisecond; it then borrows from the next one.
    generator.generate().unwrap_or_else(|overflow| overflow.commit_overflow_increment()).to_string()
}

/// Whether `text` is a ULID, before it goes anywhere near a query or a path.
pub fn is_id(text: &str) -> bool {
    text.len() == 26 && ulid::Ulid::from_string(text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_go_on_after_one_of_a_clock_that_was_ahead() {
        let ahead = jiff::Timestamp::now().checked_add(jiff::SignedDuration::from_hours(1)).unwrap();
        let known = ulid::Ulid::from_datetime(ahead.into()).to_string();
        continue_after(&known);
        assert!(new_id() > known);
        continue_after("no id");
    }

    #[test]
    fn ids_increase_and_stamps_have_one_width() {
        let ids: Vec<String> = (0..2000).map(|_| new_id()).collect();
        assert!(ids.windows(2).all(|w| w[0] < w[1]));
        assert!(ids.iter().all(|id| is_id(id)) && !is_id("../../etc/passwd") && !is_id(""));
        let whole = stamp("2026-01-02T03:04:05Z".parse().unwrap());
        assert_eq!(whole, "2026-01-02T03:04:05.000Z");
        assert_eq!(stamp(after_ms("2026-01-02T03:04:05Z".parse().unwrap(), 1)), "2026-01-02T03:04:05.001Z");
    }
}
