//! Why somebody is not let in, and what they do about it.

use std::time::Duration;

use crate::fault::{Explain, FaultCode};
use crate::record::RecordError;

/// Why an act on accounts is refused.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    #[error("name and password do not belong together")]
    WrongPassword,
    #[error("this is not the PIN")]
    WrongPin { left: u32 },
    #[error("the PIN is no longer taken for this session")]
    PinUsedUp,
    #[error("nobody is signed in")]
    SignedOut,
    #[error("too many wrong tries; wait {} seconds", .wait.as_secs() + 1)]
    TooManyTries { wait: Duration },
    #[error("too many people sign in at once")]
    Busy,
    #[error("the set-up code is not the one on the station's console")]
    WrongCode,
    #[error("the {what} {why}")]
    Unsuitable { what: &'static str, why: &'static str },
    #[error("a secret cannot be hashed: {0}")]
    Hash(String),
    #[error(transparent)]
    Record(#[from] RecordError),
}

impl Explain for AccountError {
    fn code(&self) -> FaultCode {
        match self {
            AccountError::WrongPassword | AccountError::SignedOut => FaultCode::SignedOut,
            AccountError::WrongPin { .. } | AccountError::PinUsedUp => FaultCode::Locked,
            AccountError::TooManyTries { .. } => FaultCode::TooManyTries,
            AccountError::Busy => FaultCode::Busy,
            AccountError::WrongCode => FaultCode::NotAllowed,
            AccountError::Unsuitable { .. } => FaultCode::Unsuitable,
            AccountError::Hash(_) => FaultCode::Internal,
            AccountError::Record(error) => error.code(),
        }
    }

    fn remedy(&self) -> String {
        match self {
            AccountError::WrongPassword => "Try again. An administrator can set another password; an \
                 administrator's own is set with `ocellus operator reset-password` at the station."
                .into(),
            AccountError::WrongPin { left: 0 } | AccountError::PinUsedUp => {
                "Give the password; what was open is kept.".into()
            }
            AccountError::WrongPin { left } => {
                format!("Try again; {left} tries are left before the password.")
            }
            AccountError::SignedOut => "Sign in.".into(),
            AccountError::TooManyTries { .. } => "Wait, then try again.".into(),
            AccountError::Busy => "Try again in a moment.".into(),
            AccountError::WrongCode => {
                "Read the code again where `ocellus serve` was started, or in its log.".into()
            }
            AccountError::Unsuitable { .. } => "Choose another.".into(),
            AccountError::Hash(_) => {
                "Try again. If it happens again, report it with the server's log.".into()
            }
            AccountError::Record(error) => error.remedy(),
        }
    }
}
