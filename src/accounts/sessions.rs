//! Sessions that are open: who is in, since when, locked or not. Pure but for the clocks that it is given.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::sync::watch;

use crate::record::{Operator, StoredSession};
use crate::terms::Role;

/// A session ends this long after the sign-in: a long day at the clinic.
pub const LIFETIME: Duration = Duration::from_secs(14 * 3600);
/// Wrong PINs in a row before the password is needed.
pub const PIN_TRIES: u32 = 5;
/// Sessions that are open at a time; the one that was seen longest ago goes.
const MOST: usize = 256;

/// Who acts at the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub id: String,
    pub name: String,
    pub role: Role,
}

impl From<&Operator> for Person {
    fn from(operator: &Operator) -> Person {
        Person { id: operator.id.clone(), name: operator.name.clone(), role: operator.role }
    }
}

/// One session as a request sees it.
#[derive(Debug, Clone)]
pub struct Session {
    /// Hash of the cookie.
    pub id: String,
    pub person: Person,
    pub csrf: String,
    /// PINs that may still be tried.
    pub pin_tries: u32,
    /// Whether it works on drawn eyes.
    pub practice: bool,
    /// Becomes true when it is locked or has ended: what streams to it stops.
    pub closed: watch::Receiver<bool>,
}

impl Session {
    /// Whether a request carries this session's mark against forgery.
    pub fn is_own(&self, csrf: Option<&str>) -> bool {
        csrf.is_some_and(|csrf| super::secret::same(csrf, &self.csrf))
    }
}

/// What a cookie stands for.
#[derive(Debug)]
pub enum Found {
    Open(Session),
    Locked(Session),
    Nothing,
}

struct Live {
    stored: StoredSession,
    person: Person,
    has_pin: bool,
    practice: bool,
    seen: Instant,
    ends: Instant,
    /// Whether the record knows less than is known here.
    unwritten: bool,
    closed: watch::Sender<bool>,
}

impl Live {
    fn view(&self) -> Session {
        Session {
            id: self.stored.id.clone(),
            person: self.person.clone(),
            csrf: self.stored.csrf.clone(),
            pin_tries: if self.has_pin { PIN_TRIES.saturating_sub(self.stored.pin_misses) } else { 0 },
            practice: self.practice,
            closed: self.closed.subscribe(),
        }
    }

    fn lock(&mut self) {
        if !self.stored.locked {
            self.stored.locked = true;
            self.unwritten = true;
            self.closed.send_replace(true);
        }
    }
}

/// Every session that is open.
pub struct Sessions {
    idle: Duration,
    live: HashMap<String, Live>,
}

/// Both clocks at one moment: the steady one while the station runs, the wall's across a restart.
#[derive(Clone, Copy)]
pub struct Now {
    pub steady: Instant,
    pub wall: Timestamp,
}

impl Now {
    pub fn read() -> Now {
        Now { steady: Instant::now(), wall: Timestamp::now() }
    }
}

impl Sessions {
    pub fn new(idle: Duration) -> Sessions {
        Sessions { idle, live: HashMap::new() }
    }

    /// Takes a session that an earlier run kept. Where the clock went back since, nobody knows how long it was left:
    /// it is locked. False where it has ended.
    pub fn resume(&mut self, stored: StoredSession, person: Person, has_pin: bool, now: Now) -> bool {
        let since = |then: Timestamp| Duration::try_from(now.wall.duration_since(then)).ok();
        let age = since(stored.created_at);
        if age.is_some_and(|age| age >= LIFETIME) {
            return false;
        }
        let left = since(stored.seen_at);
        let mut live = Live {
            stored,
            person,
            has_pin,
            practice: false,
            seen: left.and_then(|left| now.steady.checked_sub(left)).unwrap_or(now.steady),
            ends: now.steady + LIFETIME.saturating_sub(age.unwrap_or_default()),
            unwritten: false,
            closed: watch::channel(false).0,
        };
        if age.is_none() || left.is_none_or(|left| left >= self.idle) {
            live.lock();
        }
        live.closed.send_replace(live.stored.locked);
        self.live.insert(live.stored.id.clone(), live);
        true
    }

    /// Begins a session, of practice or of the clinic's work. Returns the ones that had to go for it.
    pub fn begin(
        &mut self,
        stored: StoredSession,
        person: Person,
        (has_pin, practice): (bool, bool),
        now: Now,
    ) -> Vec<String> {
        let mut gone = Vec::new();
        while self.live.len() >= MOST {
            let oldest = self.live.iter().min_by_key(|(_, live)| live.seen).map(|(id, _)| id.clone());
            gone.extend(oldest.inspect(|id| drop(self.live.remove(id))));
        }
        let live = Live {
            stored,
            person,
            has_pin,
            practice,
            seen: now.steady,
            ends: now.steady + LIFETIME,
            unwritten: false,
            closed: watch::channel(false).0,
        };
        self.live.insert(live.stored.id.clone(), live);
        gone
    }

    /// The session of a cookie's hash. `act` tells whether a person did something, so that it is not idle.
    pub fn find(&mut self, id: &str, act: bool, now: Now) -> Found {
        let idle = self.idle;
        let Some(live) = self.live.get_mut(id).filter(|live| live.ends > now.steady) else {
            return Found::Nothing;
        };
        if now.steady.saturating_duration_since(live.seen) >= idle {
            live.lock();
        }
        if live.stored.locked {
            return Found::Locked(live.view());
        }
        if act {
            live.seen = now.steady;
            live.stored.seen_at = now.wall;
            live.unwritten = true;
        }
        Found::Open(live.view())
    }

    /// Locks a session; its PIN reopens it. What is to be kept of it.
    pub fn lock(&mut self, id: &str) -> Option<StoredSession> {
        let live = self.live.get_mut(id)?;
        live.lock();
        live.unwritten = false;
        Some(live.stored.clone())
    }

    /// Takes one try at the PIN, before it is known whether it is right. None where there is none left.
    pub fn try_pin(&mut self, id: &str) -> Option<StoredSession> {
        let live = self.live.get_mut(id)?;
        if !live.has_pin || live.stored.pin_misses >= PIN_TRIES {
            return None;
        }
        live.stored.pin_misses += 1;
        Some(live.stored.clone())
    }

    /// Reopens a session. None where it has ended.
    pub fn reopen(&mut self, id: &str, now: Now) -> Option<(Session, StoredSession)> {
        let live = self.live.get_mut(id).filter(|live| live.ends > now.steady)?;
        live.stored.locked = false;
        live.stored.pin_misses = 0;
        live.stored.seen_at = now.wall;
        live.seen = now.steady;
        live.unwritten = false;
        // Streams of before the lock have ended; new ones watch anew.
        live.closed = watch::channel(false).0;
        Some((live.view(), live.stored.clone()))
    }

    /// Whether a session that is open practises: that one, or any.
    pub fn practises(&self, id: Option<&str>) -> bool {
        match id {
            Some(id) => self.live.get(id).is_some_and(|live| live.practice),
            None => self.live.values().any(|live| live.practice),
        }
    }

    /// Ends one.
    pub fn end(&mut self, id: &str) -> bool {
        let Some(live) = self.live.remove(id) else { return false };
        live.closed.send_replace(true);
        true
    }

    /// Ends all of an operator's but one. Returns them.
    pub fn end_all_of(&mut self, operator: &str, but: Option<&str>) -> Vec<String> {
        let theirs =
            |live: &Live| live.stored.operator_id == operator && Some(live.stored.id.as_str()) != but;
        let mut ids: Vec<String> =
            self.live.values().filter(|live| theirs(live)).map(|live| live.stored.id.clone()).collect();
        ids.retain(|id| self.end(id));
        ids
    }

    /// An operator was changed: the sessions go on with the new name, role and PIN.
    pub fn renew(&mut self, operator: &Operator, has_pin: bool) {
        for live in self.live.values_mut().filter(|live| live.stored.operator_id == operator.id) {
            live.person = Person::from(operator);
            live.has_pin = has_pin;
        }
    }

    /// Locks what was left idle and takes away what has ended. What is to be kept, and what is to be forgotten.
    pub fn sweep(&mut self, now: Now, write: bool) -> (Vec<StoredSession>, Vec<String>) {
        let mut over: Vec<String> =
            self.live.iter().filter(|(_, live)| live.ends <= now.steady).map(|(id, _)| id.clone()).collect();
        over.retain(|id| self.end(id));
        let mut keep = Vec::new();
        for live in self.live.values_mut() {
            if now.steady.saturating_duration_since(live.seen) >= self.idle {
                live.lock();
            }
            if write && live.unwritten {
                live.unwritten = false;
                keep.push(live.stored.clone());
            }
        }
        (keep, over)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const IDLE: Duration = Duration::from_secs(600);

    fn asha() -> Person {
        Person { id: "01".into(), name: "Asha".into(), role: Role::Technician }
    }

    fn stored(at: Timestamp) -> StoredSession {
        StoredSession {
            id: "c".repeat(64),
            operator_id: "01".into(),
            csrf: "x".into(),
            created_at: at,
            seen_at: at,
            locked: false,
            pin_misses: 0,
        }
    }

    fn later(now: Now, seconds: u64) -> Now {
        let by = Duration::from_secs(seconds);
        Now { steady: now.steady + by, wall: now.wall + by }
    }

    #[test]
    fn left_idle_it_locks_and_looking_on_is_no_act() {
        let (mut sessions, now) = (Sessions::new(IDLE), Now::read());
        let id = stored(now.wall).id;
        sessions.begin(stored(now.wall), asha(), (true, false), now);
        assert!(matches!(sessions.find(&id, true, later(now, 500)), Found::Open(_)));
        assert!(matches!(sessions.find(&id, false, later(now, 1000)), Found::Open(_)));
        let Found::Locked(session) = sessions.find(&id, true, later(now, 1100)) else { panic!("locked") };
        assert!(*session.closed.borrow() && session.pin_tries == PIN_TRIES);
        assert!(sessions.reopen(&id, later(now, 1101)).is_some());
        assert!(matches!(sessions.find(&id, true, later(now, 1102)), Found::Open(_)));
        assert!(matches!(sessions.find(&id, true, later(now, 15 * 3600)), Found::Nothing));
        assert_eq!(sessions.sweep(later(now, 15 * 3600), true).1, [id]);
    }

    #[test]
    fn pins_are_used_up() {
        let (mut sessions, now) = (Sessions::new(IDLE), Now::read());
        let id = stored(now.wall).id;
        sessions.begin(stored(now.wall), asha(), (true, false), now);
        assert!((0..PIN_TRIES).all(|_| sessions.try_pin(&id).is_some()));
        assert!(sessions.try_pin(&id).is_none());
        sessions.reopen(&id, now);
        assert!(sessions.try_pin(&id).is_some());
    }

    #[test]
    fn a_restart_keeps_a_place_and_a_clock_that_went_back_locks_it() {
        let now = Now::read();
        let find = |seen: i64, created: i64| {
            let mut sessions = Sessions::new(IDLE);
            let at = |seconds: i64| now.wall + jiff::SignedDuration::from_secs(seconds);
            let kept = StoredSession { seen_at: at(seen), created_at: at(created), ..stored(now.wall) };
            let id = kept.id.clone();
            sessions.resume(kept, asha(), true, now).then(|| sessions.find(&id, true, now))
        };
        assert!(matches!(find(-60, -3600), Some(Found::Open(_))));
        assert!(matches!(find(-601, -3600), Some(Found::Locked(_))));
        assert!(matches!(find(3600, -60), Some(Found::Locked(_))));
        assert!(matches!(find(3600, 3600), Some(Found::Locked(_))));
        assert!(find(-60, -15 * 3600).is_none());
    }

    #[test]
    fn sessions_are_bounded() {
        let (mut sessions, now) = (Sessions::new(IDLE), Now::read());
        for n in 0..MOST as u64 + 3 {
            let one = StoredSession { id: format!("{n}"), ..stored(now.wall) };
            sessions.begin(one, asha(), (true, false), later(now, n));
        }
        assert_eq!(sessions.live.len(), MOST);
        assert!(matches!(sessions.find("2", false, now), Found::Nothing));
    }
}
