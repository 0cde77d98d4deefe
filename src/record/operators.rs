//! Operators, their secrets as hashes, and the clinic that they work at.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

use super::audit::{self, Who};
use super::clock::{new_id, stamp};
use super::rows::{each, parted};
use super::{Record, RecordError};
use crate::terms::Role;

/// Somebody who works at the station.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Operator {
    /// ULID.
    pub id: String,
    pub name: String,
    pub role: Role,
    /// Whether they may sign in.
    pub active: bool,
    /// UTC, RFC 3339.
    pub created_at: String,
}

/// An operator with the hashes of their secrets. Never leaves the program.
#[derive(Clone)]
pub struct Credentials {
    pub operator: Operator,
    /// Argon2id as a PHC string.
    pub password: Option<String>,
    pub pin: Option<String>,
}

/// Somebody new, with hashes of their secrets as PHC strings.
pub struct NewOperator<'a> {
    pub name: &'a str,
    pub role: Role,
    pub password: &'a str,
    pub pin: Option<&'a str>,
}

/// What is to change of an operator; what is none stays. Secrets are hashes.
#[derive(Default)]
pub struct OperatorChange {
    pub name: Option<String>,
    pub role: Option<Role>,
    pub active: Option<bool>,
    pub password: Option<String>,
    pub pin: Option<String>,
}

/// The clinic that the station stands in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Clinic {
    pub name: String,
    /// Language of the page and the reports, such as `en`.
    pub lang: String,
    /// IANA name, such as `Asia/Kolkata`.
    pub time_zone: String,
}

/// Operators of a station, the dismissed ones with them: each list of them is whole.
const MAX_OPERATORS: u32 = 1000;

const SELECT: &str = "SELECT id, name, role, active, created_at, password, pin FROM operator";

impl Record {
    /// Whether anybody can sign in; until then the station is open, or waits for its first run.
    pub fn is_staffed(&self) -> Result<bool, RecordError> {
        let act = "look for operators";
        self.read(act, |connection| {
            connection
                .query_row("SELECT EXISTS (SELECT 1 FROM operator WHERE password IS NOT NULL)", [], |row| {
                    row.get(0)
                })
                .map_err(|source| RecordError::Database { act, source })
        })
    }

    /// The clinic; none before the first run.
    pub fn clinic(&self) -> Result<Option<Clinic>, RecordError> {
        let act = "read the clinic";
        self.read(act, |connection| {
            connection
                .query_row("SELECT name, lang, time_zone FROM clinic", [], |row| {
                    Ok(Clinic { name: row.get(0)?, lang: row.get(1)?, time_zone: row.get(2)? })
                })
                .optional()
                .map_err(|source| RecordError::Database { act, source })
        })
    }

    /// Writes the clinic and its administrator, together and once. Returns the administrator.
    pub fn first_run(
        &self,
        clinic: &Clinic,
        administrator: &NewOperator<'_>,
        source: &str,
    ) -> Result<Operator, RecordError> {
        let act = "set the station up";
        self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            let staffed: bool = transaction
                .query_row("SELECT EXISTS (SELECT 1 FROM operator WHERE password IS NOT NULL)", [], |row| {
                    row.get(0)
                })
                .map_err(failed)?;
            if staffed {
                return Err(RecordError::AlreadyFirstRun);
            }
            transaction
                .execute(
                    "INSERT INTO clinic (id, name, lang, time_zone) VALUES (1, ?1, ?2, ?3)
                     ON CONFLICT (id) DO UPDATE SET name = ?1, lang = ?2, time_zone = ?3",
                    params![clinic.name, clinic.lang, clinic.time_zone],
                )
                .map_err(failed)?;
            let id = insert(transaction, administrator, Err(source)).map_err(failed)?;
            let detail = json!({ "lang": clinic.lang, "time_zone": clinic.time_zone });
            audit::append(
                transaction,
                Who { actor: &id, source },
                Timestamp::now(),
                "station.set_up",
                &id,
                &detail,
            )
            .map_err(failed)?;
            one(transaction, &id).map_err(failed).map(|found| found.operator)
        })
    }

    /// Everybody, in the order in which they came. Whose row cannot be understood is left out: they cannot sign in, and
    /// `verify` names them.
    pub fn operators(&self) -> Result<Vec<Operator>, RecordError> {
        let act = "list operators";
        self.read(act, |connection| {
            connection
                .prepare_cached(&format!("{SELECT} ORDER BY id"))
                .and_then(|mut query| each(query.query([])?, 0, of))
                .map(|lines| parted(lines).0.into_iter().map(|one| one.operator).collect())
                .map_err(|source| RecordError::Database { act, source })
        })
    }

    /// An operator with hashes, by id.
    pub fn credentials(&self, id: &str) -> Result<Credentials, RecordError> {
        let act = "look up an operator";
        self.read(act, |connection| match one(connection, id) {
            Err(rusqlite::Error::QueryReturnedNoRows) => Err(RecordError::NoOperator { operator: id.into() }),
            found => found.map_err(|source| RecordError::Database { act, source }),
        })
    }

    /// An operator with hashes, by the name as it is typed: case and spaces around it do not matter.
    pub fn credentials_of(&self, name: &str) -> Result<Option<Credentials>, RecordError> {
        let act = "look up an operator";
        self.read(act, |connection| {
            named(connection, name).map_err(|source| RecordError::Database { act, source })
        })
    }

    /// Adds somebody.
    pub fn add_operator(&self, new: &NewOperator<'_>, who: Who<'_>) -> Result<Operator, RecordError> {
        let act = "add an operator";
        self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            if named(transaction, new.name).map_err(failed)?.is_some() {
                return Err(RecordError::NameTaken);
            }
            let known: u32 = transaction
                .query_row("SELECT count(*) FROM operator", [], |row| row.get(0))
                .map_err(failed)?;
            if known >= MAX_OPERATORS {
                let (what, remedy) = ("operators", "Change one that is there and was dismissed.");
                return Err(RecordError::Full { what, most: MAX_OPERATORS, remedy });
            }
            let id = insert(transaction, new, Ok(who)).map_err(failed)?;
            one(transaction, &id).map_err(failed).map(|found| found.operator)
        })
    }

    /// Changes an operator; the audit names what changed, not to what secret or name.
    pub fn change_operator(
        &self,
        id: &str,
        change: &OperatorChange,
        who: Who<'_>,
    ) -> Result<Operator, RecordError> {
        let act = "change an operator";
        self.write(act, |transaction| {
            let failed = |source| self.database(act, source);
            let before = match one(transaction, id) {
                Err(rusqlite::Error::QueryReturnedNoRows) => {
                    return Err(RecordError::NoOperator { operator: id.into() });
                }
                found => found.map_err(failed)?,
            };
            if let Some(name) = &change.name
                && named(transaction, name).map_err(failed)?.is_some_and(|other| other.operator.id != id)
            {
                return Err(RecordError::NameTaken);
            }
            transaction
                .execute(
                    "UPDATE operator SET name = coalesce(?2, name), role = coalesce(?3, role),
                     active = coalesce(?4, active), password = coalesce(?5, password), pin = coalesce(?6, pin)
                     WHERE id = ?1",
                    params![
                        id,
                        change.name,
                        change.role.map(Role::word),
                        change.active,
                        change.password,
                        change.pin
                    ],
                )
                .map_err(failed)?;
            let left: bool = transaction
                .query_row(
                    "SELECT EXISTS (SELECT 1 FROM operator WHERE role = 'administrator' AND active
                     AND password IS NOT NULL)",
                    [],
                    |row| row.get(0),
                )
                .map_err(failed)?;
            if !left {
                return Err(RecordError::LastAdministrator);
            }
            let after = one(transaction, id).map_err(failed)?.operator;
            let detail = json!({
                "role": { "from": before.operator.role, "to": after.role },
                "active": { "from": before.operator.active, "to": after.active },
                "name": change.name.is_some(), "password": change.password.is_some(), "pin": change.pin.is_some(),
            });
            audit::append(transaction, who, Timestamp::now(), "operator.changed", id, &detail).map_err(failed)?;
            Ok(after)
        })
    }

    /// Makes an operator of another record known here, so that what they do here can name them. No secrets.
    pub fn know_operator(&self, operator: &Operator) -> Result<(), RecordError> {
        let act = "note an operator";
        self.write(act, |transaction| {
            transaction
                .execute(
                    "INSERT INTO operator (id, name, role, active, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
                     ON CONFLICT (id) DO UPDATE SET name = ?2, role = ?3, active = ?4",
                    params![
                        operator.id,
                        operator.name,
                        operator.role.word(),
                        operator.active,
                        operator.created_at
                    ],
                )
                .map(|_| ())
                .map_err(|source| self.database(act, source))
        })
    }

    /// When the newest entry of the audit was written.
    pub fn newest_entry(&self) -> Result<Option<Timestamp>, RecordError> {
        let act = "read the audit";
        self.read(act, |connection| {
            connection
                .query_row("SELECT at FROM audit ORDER BY seq DESC LIMIT 1", [], |row| {
                    row.get::<_, String>(0)
                })
                .optional()
                .map(|at| at.and_then(|at| at.parse().ok()))
                .map_err(|source| RecordError::Database { act, source })
        })
    }

    /// Notes what happened about accounts: who came, went, or was refused.
    pub fn note(
        &self,
        who: Who<'_>,
        act: &str,
        subject: &str,
        detail: &serde_json::Value,
    ) -> Result<(), RecordError> {
        let doing = "write the audit";
        self.write(doing, |transaction| {
            audit::append(transaction, who, Timestamp::now(), act, subject, detail)
                .map_err(|source| self.database(doing, source))
        })
    }
}

/// Adds an operator; `who` acts, or else the operator itself.
fn insert(
    transaction: &Transaction<'_>,
    new: &NewOperator<'_>,
    who: Result<Who<'_>, &str>,
) -> rusqlite::Result<String> {
    let (id, now) = (new_id(), Timestamp::now());
    let who = who.unwrap_or_else(|source| Who { actor: &id, source });
    transaction.execute(
        "INSERT INTO operator (id, name, role, created_at, password, pin) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![id, new.name.trim(), new.role.word(), stamp(now), new.password, new.pin],
    )?;
    audit::append(transaction, who, now, "operator.added", &id, &json!({ "role": new.role }))?;
    Ok(id)
}

fn one(connection: &Connection, id: &str) -> rusqlite::Result<Credentials> {
    connection.prepare_cached(&format!("{SELECT} WHERE id = ?1"))?.query_row([id], of)
}

/// Whether an operator's row can be understood.
pub(super) fn look(connection: &Connection, id: &str) -> Result<(), RecordError> {
    let act = "look at an operator";
    one(connection, id).map(drop).map_err(|source| RecordError::Database { act, source })
}

/// SQLite folds the case of ASCII alone; there are few operators, so they are compared here.
fn named(connection: &Connection, name: &str) -> rusqlite::Result<Option<Credentials>> {
    let wanted = name.trim().to_lowercase();
    let mut query = connection.prepare_cached(SELECT)?;
    let mut found = query.query_map([], of)?;
    found.find(|one| one.as_ref().is_ok_and(|one| one.operator.name.to_lowercase() == wanted)).transpose()
}

fn of(row: &Row<'_>) -> rusqlite::Result<Credentials> {
    let role: String = row.get(2)?;
    Ok(Credentials {
        operator: Operator {
            id: row.get(0)?,
            name: row.get(1)?,
            // The table's own check keeps other words out; the least role where it failed.
            role: Role::from_word(&role).unwrap_or(Role::Technician),
            active: row.get(3)?,
            created_at: row.get(4)?,
        },
        password: row.get(5)?,
        pin: row.get(6)?,
    })
}
