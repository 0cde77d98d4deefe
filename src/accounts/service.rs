//! The desk at the door: signs in, locks, reopens, signs out; keeps sessions and record together.

use std::net::IpAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::json;

use super::limit::Limits;
use super::sessions::{Found, Now, PIN_TRIES, Person, Session, Sessions};
use super::{AccountError, policy, secret};
use crate::record::{
    Clinic, Credentials, NewOperator, Operator, OperatorChange, Record, RecordError, StoredSession, Who,
};
use crate::terms::Role;

/// Secrets that are hashed or wait for it at a time; each takes 19 MiB while it is.
const HASHING: usize = 8;
/// Sessions that were seen are written this often.
const WRITTEN: Duration = Duration::from_secs(60);

/// Who is let in at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Nobody has an account, and only this machine can reach the station.
    Open,
    /// Nobody has an account yet, and others can reach the station: the wizard alone answers.
    FirstRun,
    /// Everybody signs in.
    Staffed,
}

/// A new session: the cookie is told once, and kept only as its hash.
pub struct Signed {
    pub cookie: String,
    pub session: Session,
}

/// What the first run asks for.
pub struct FirstRun {
    pub code: Option<String>,
    pub administrator: String,
    pub password: String,
    pub pin: String,
    pub clinic: Clinic,
}

/// The accounts of a station.
pub struct Accounts {
    record: Arc<Record>,
    /// The record of what is done, where that is another one.
    practice: Option<Arc<Record>>,
    reachable: bool,
    /// What the first run must bring; none where only this machine can reach the station.
    code: Option<String>,
    staffed: AtomicBool,
    sessions: Mutex<Sessions>,
    limits: Mutex<Limits>,
    /// Secrets are hashed one at a time, and few wait for it.
    hashing: Mutex<()>,
    waiting: std::sync::atomic::AtomicUsize,
    written: Mutex<Instant>,
}

impl Accounts {
    /// The accounts in a record, with the sessions that an earlier run kept. `code` is what the first run must bring
    /// where others can reach the station.
    pub fn open(
        record: Arc<Record>,
        practice: Option<Arc<Record>>,
        idle: Duration,
        code: Option<String>,
    ) -> Result<Accounts, AccountError> {
        let mut sessions = Sessions::new(idle);
        let now = Now::read();
        let mut over = Vec::new();
        for stored in record.sessions()? {
            let id = stored.id.clone();
            let operator = record.credentials(&stored.operator_id).ok().filter(|one| one.operator.active);
            let goes_on = operator.is_some_and(|one| {
                sessions.resume(stored, Person::from(&one.operator), one.pin.is_some(), now)
            });
            if !goes_on {
                over.push(id);
            }
        }
        if !over.is_empty() {
            record.end_sessions(&over)?;
        }
        if let Some(practice) = &practice {
            for operator in record.operators()? {
                practice.know_operator(&operator)?;
            }
        }
        Ok(Accounts {
            staffed: AtomicBool::new(record.is_staffed()?),
            record,
            practice,
            reachable: code.is_some(),
            code,
            sessions: Mutex::new(sessions),
            limits: Mutex::default(),
            hashing: Mutex::new(()),
            waiting: Default::default(),
            written: Mutex::new(Instant::now()),
        })
    }

    /// Who is let in at all.
    pub fn mode(&self) -> Mode {
        match (self.staffed.load(Ordering::SeqCst), self.reachable) {
            (true, _) => Mode::Staffed,
            (false, true) => Mode::FirstRun,
            (false, false) => Mode::Open,
        }
    }

    /// What the first run must bring; none where it needs none, or is over.
    pub fn setup_code(&self) -> Option<String> {
        self.code.clone().filter(|_| self.mode() == Mode::FirstRun)
    }

    /// The clinic; none before the first run.
    pub fn clinic(&self) -> Result<Option<Clinic>, AccountError> {
        Ok(self.record.clinic()?)
    }

    /// The session of a cookie. `act` tells whether a person did something. Never blocks.
    pub fn find(&self, cookie: &str, act: bool) -> Found {
        self.sessions().find(&secret::fingerprint(cookie), act, Now::read())
    }

    /// Writes clinic and administrator, once, and signs the administrator in. Blocks.
    pub fn first_run(&self, asked: &FirstRun, from: IpAddr, source: &str) -> Result<Signed, AccountError> {
        if self.mode() == Mode::Staffed {
            return Err(RecordError::AlreadyFirstRun.into());
        }
        self.try_at(from, "first run")?;
        if let Some(code) = &self.code {
            let said = asked.code.as_deref().unwrap_or_default();
            let folded: String = said.to_uppercase().chars().filter(|c| !c.is_whitespace()).collect();
            if !secret::same(&folded, code) {
                return Err(AccountError::WrongCode);
            }
        }
        self.limits().succeeded(from, "first run");
        policy::check_name(&asked.administrator)?;
        policy::check_clinic(&asked.clinic)?;
        policy::check_password(&asked.password, &[&asked.administrator, &asked.clinic.name])?;
        policy::check_pin(&asked.pin)?;
        let (password, pin) = (self.hash(&asked.password)?, self.hash(&asked.pin)?);
        let new = NewOperator {
            name: &asked.administrator,
            role: Role::Administrator,
            password: &password,
            pin: Some(&pin),
        };
        let operator = self.record.first_run(&asked.clinic, &new, source)?;
        self.staffed.store(true, Ordering::SeqCst);
        self.known(&operator);
        self.begin(&operator, (true, false), source)
    }

    /// Signs in. An earlier session of the same browser, by its cookie, ends. Blocks.
    pub fn sign_in(
        &self,
        name: &str,
        password: &str,
        earlier: Option<&str>,
        from: IpAddr,
        source: &str,
    ) -> Result<Signed, AccountError> {
        let account = name.trim().to_lowercase();
        self.try_at(from, &account)?;
        let known = self.record.credentials_of(name)?.filter(|one| one.operator.active);
        let phc = known.as_ref().and_then(|one| one.password.as_deref());
        let right = self.verify(password, phc)?;
        let Some(Credentials { operator, pin, .. }) = known.filter(|_| right) else {
            // What was typed as a name may be a password: it is not written.
            self.record.note(Who { actor: "page", source }, "session.refused", "", &json!({}))?;
            return Err(AccountError::WrongPassword);
        };
        self.limits().succeeded(from, &account);
        if let Some(cookie) = earlier {
            self.end(&secret::fingerprint(cookie))?;
        }
        self.begin(&operator, (pin.is_some(), false), source)
    }

    /// Ends a session and begins another of the same person, which works on drawn eyes or on the clinic's record. One
    /// that practises is not kept: a restart ends it, so that neither record is ever taken for the other. Blocks.
    pub fn practise(&self, session: &Session, on: bool, source: &str) -> Result<Signed, AccountError> {
        let Credentials { operator, pin, .. } = self.record.credentials(&session.person.id)?;
        self.end(&session.id)?;
        self.begin(&operator, (pin.is_some(), on), source)
    }

    /// Ends a session that was never kept.
    pub fn forget(&self, session: &Session) {
        self.sessions().end(&session.id);
    }

    /// Whether any session practises.
    pub fn is_practised(&self) -> bool {
        self.sessions().practises(None)
    }

    /// The folder of the record with the accounts.
    pub fn folder(&self) -> &std::path::Path {
        self.record.folder()
    }

    /// Locks a session until its PIN is given. Blocks.
    pub fn lock(&self, session: &Session, source: &str) -> Result<(), AccountError> {
        let kept = self.sessions().lock(&session.id);
        self.keep(kept.as_slice())?;
        Ok(self.record.note(who(session, source), "session.locked", &session.person.id, &json!({}))?)
    }

    /// Reopens a session with its PIN, or with the password once the PIN is used up. Blocks.
    pub fn unlock(
        &self,
        session: &Session,
        pin: Option<&str>,
        password: Option<&str>,
        from: IpAddr,
        source: &str,
    ) -> Result<Session, AccountError> {
        let credentials = self.record.credentials(&session.person.id)?;
        let account = credentials.operator.name.to_lowercase();
        let right = match (pin, password) {
            (_, Some(password)) => {
                self.try_at(from, &account)?;
                let right = self.verify(password, credentials.password.as_deref())?;
                right.then(|| self.limits().succeeded(from, &account)).is_some()
            }
            (pin, None) => {
                let tried = self.sessions().try_pin(&session.id).ok_or(AccountError::PinUsedUp)?;
                let left = PIN_TRIES.saturating_sub(tried.pin_misses);
                // On the disk before it is answered: a power cut gives no tries back.
                self.keep(&[tried])?;
                let right = self.verify(pin.unwrap_or_default(), credentials.pin.as_deref())?;
                if !right {
                    self.record.note(
                        who(session, source),
                        "session.refused",
                        &session.person.id,
                        &json!({}),
                    )?;
                    return Err(AccountError::WrongPin { left });
                }
                right
            }
        };
        if !right {
            self.record.note(who(session, source), "session.refused", &session.person.id, &json!({}))?;
            return Err(AccountError::WrongPassword);
        }
        let reopened = self.sessions().reopen(&session.id, Now::read());
        let (open, kept) = reopened.ok_or(AccountError::SignedOut)?;
        self.keep(&[kept])?;
        self.record.note(who(session, source), "session.reopened", &session.person.id, &json!({}))?;
        Ok(open)
    }

    /// Ends a session. Blocks.
    pub fn sign_out(&self, session: &Session, source: &str) -> Result<(), AccountError> {
        self.end(&session.id)?;
        Ok(self.record.note(who(session, source), "session.ended", &session.person.id, &json!({}))?)
    }

    /// Everybody who has worked here.
    pub fn operators(&self) -> Result<Vec<Operator>, AccountError> {
        Ok(self.record.operators()?)
    }

    /// Adds somebody. Blocks.
    pub fn add(
        &self,
        name: &str,
        role: Role,
        password: &str,
        pin: Option<&str>,
        who: Who<'_>,
    ) -> Result<Operator, AccountError> {
        policy::check_name(name)?;
        policy::check_password(password, &[name])?;
        pin.map_or(Ok(()), policy::check_pin)?;
        let password = self.hash(password)?;
        let pin = pin.map(|pin| self.hash(pin)).transpose()?;
        let new = NewOperator { name, role, password: &password, pin: pin.as_deref() };
        let operator = self.record.add_operator(&new, who)?;
        self.known(&operator);
        Ok(operator)
    }

    /// Changes somebody; secrets come as they were typed. With another password, or not active, all sessions of theirs
    /// end but `but`. Blocks.
    pub fn change(
        &self,
        id: &str,
        change: OperatorChange,
        but: Option<&str>,
        who: Who<'_>,
    ) -> Result<Operator, AccountError> {
        let before = self.record.credentials(id)?;
        let name = change.name.clone().unwrap_or(before.operator.name);
        policy::check_name(&name)?;
        if let Some(password) = &change.password {
            policy::check_password(password, &[&name])?;
        }
        change.pin.as_deref().map_or(Ok(()), policy::check_pin)?;
        let hashed = |secret: Option<String>| secret.map(|secret| self.hash(&secret)).transpose();
        let ends = change.password.is_some() || change.active == Some(false);
        let change =
            OperatorChange { password: hashed(change.password)?, pin: hashed(change.pin)?, ..change };
        let operator = self.record.change_operator(id, &change, who)?;
        let has_pin = self.record.credentials(id)?.pin.is_some();
        self.known(&operator);
        let ended = {
            let mut sessions = self.sessions();
            sessions.renew(&operator, has_pin);
            if ends { sessions.end_all_of(id, but) } else { Vec::new() }
        };
        self.record.end_sessions(&ended)?;
        Ok(operator)
    }

    /// Changes one's own password or PIN, with the password as it is. Blocks.
    pub fn change_own(
        &self,
        session: &Session,
        current: &str,
        change: OperatorChange,
        from: IpAddr,
        source: &str,
    ) -> Result<Operator, AccountError> {
        let credentials = self.record.credentials(&session.person.id)?;
        let account = credentials.operator.name.to_lowercase();
        self.try_at(from, &account)?;
        if !self.verify(current, credentials.password.as_deref())? {
            return Err(AccountError::WrongPassword);
        }
        self.limits().succeeded(from, &account);
        let OperatorChange { password, pin, .. } = change;
        let change = OperatorChange { password, pin, ..Default::default() };
        self.change(&session.person.id, change, Some(&session.id), who(session, source))
    }

    /// Locks what was left idle; once a minute, and always at the end, writes when each was last seen. Blocks.
    pub fn sweep(&self, last: bool) -> Result<(), AccountError> {
        let write = {
            let mut written = self.written.lock().unwrap_or_else(PoisonError::into_inner);
            let due = last || written.elapsed() >= WRITTEN;
            if due {
                *written = Instant::now();
            }
            due
        };
        let (keep, over) = self.sessions().sweep(Now::read(), write);
        self.keep(&keep)?;
        match over.is_empty() {
            true => Ok(()),
            false => Ok(self.record.end_sessions(&over)?),
        }
    }

    fn begin(
        &self,
        operator: &Operator,
        (has_pin, practice): (bool, bool),
        source: &str,
    ) -> Result<Signed, AccountError> {
        let (cookie, csrf, now) = (secret::token()?, secret::token()?, Now::read());
        let stored = StoredSession {
            id: secret::fingerprint(&cookie),
            operator_id: operator.id.clone(),
            csrf,
            created_at: now.wall,
            seen_at: now.wall,
            locked: false,
            pin_misses: 0,
        };
        let id = stored.id.clone();
        let detail = if practice { json!({ "practice": true }) } else { json!({}) };
        if !practice {
            self.record.keep_sessions(std::slice::from_ref(&stored))?;
        }
        let gone = self.sessions().begin(stored, Person::from(operator), (has_pin, practice), now);
        self.record.end_sessions(&gone)?;
        self.record.note(Who { actor: &operator.id, source }, "session.begun", &operator.id, &detail)?;
        match self.sessions().find(&id, true, now) {
            Found::Open(session) => Ok(Signed { cookie, session }),
            _ => Err(AccountError::SignedOut),
        }
    }

    fn end(&self, id: &str) -> Result<(), AccountError> {
        self.sessions().end(id);
        Ok(self.record.end_sessions(&[id.to_owned()])?)
    }

    fn keep(&self, sessions: &[StoredSession]) -> Result<(), AccountError> {
        let mut sessions = sessions.to_vec();
        {
            let open = self.sessions();
            sessions.retain(|session| !open.practises(Some(&session.id)));
        }
        match sessions.is_empty() {
            true => Ok(()),
            false => Ok(self.record.keep_sessions(&sessions)?),
        }
    }

    /// What is done in practice names its operator too.
    fn known(&self, operator: &Operator) {
        if let Some(practice) = &self.practice
            && let Err(error) = practice.know_operator(operator)
        {
            tracing::warn!(%error, "an operator is not known to the practice record");
        }
    }

    /// Takes one try, or says how long to wait for the next.
    fn try_at(&self, from: IpAddr, account: &str) -> Result<(), AccountError> {
        let (mut limits, now) = (self.limits(), Instant::now());
        if let Some(wait) = limits.wait(from, account, now) {
            return Err(AccountError::TooManyTries { wait });
        }
        limits.take(from, account, now);
        Ok(())
    }

    fn hash(&self, text: &str) -> Result<String, AccountError> {
        self.in_turn(|| secret::hash(text))?
    }

    fn verify(&self, text: &str, phc: Option<&str>) -> Result<bool, AccountError> {
        self.in_turn(|| secret::verify(text, phc))
    }

    /// One at a time, with a bound on how many wait.
    fn in_turn<T>(&self, work: impl FnOnce() -> T) -> Result<T, AccountError> {
        let waiting = self.waiting.fetch_add(1, Ordering::SeqCst);
        let done = match waiting < HASHING {
            true => {
                let _turn = self.hashing.lock().unwrap_or_else(PoisonError::into_inner);
                Ok(work())
            }
            false => Err(AccountError::Busy),
        };
        self.waiting.fetch_sub(1, Ordering::SeqCst);
        done
    }

    fn sessions(&self) -> MutexGuard<'_, Sessions> {
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn limits(&self) -> MutexGuard<'_, Limits> {
        self.limits.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn who<'a>(session: &'a Session, source: &'a str) -> Who<'a> {
    Who { actor: &session.person.id, source }
}
