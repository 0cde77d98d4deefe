//! A Fault as an HTTP answer.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::fault::{Explain, Fault, FaultCode};

/// Why a request is refused: a Fault, with the status that fits its code unless another is said.
#[derive(Debug)]
pub struct Refusal {
    pub fault: Fault,
    status: StatusCode,
}

impl Refusal {
    /// A fault of the code's own status.
    pub fn new(code: FaultCode, message: impl Into<String>, remedy: impl Into<String>) -> Refusal {
        Refusal::from(Fault { code, message: message.into(), remedy: remedy.into() })
    }

    /// The same, with a status of its own.
    pub fn with_status(self, status: StatusCode) -> Refusal {
        Refusal { status, ..self }
    }

    /// A defect of the program, seen as a panic of work that ran apart.
    pub fn defect() -> Refusal {
        let remedy = "Try again. If it happens again, report it with the server's log.";
        Refusal::new(FaultCode::Internal, "the server failed at this request", remedy)
    }
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Refusal {
        let status = status_of(fault.code);
        Refusal { fault, status }
    }
}

impl<E: Explain> From<E> for Refusal {
    fn from(error: E) -> Refusal {
        Refusal::from(error.fault())
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        if self.status.is_server_error() {
            tracing::warn!(code = ?self.fault.code, "{}", self.fault.message);
        }
        let mut response = (self.status, Json(self.fault)).into_response();
        if self.status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("2"));
        }
        response
    }
}

/// The HTTP status that fits a code.
pub fn status_of(code: FaultCode) -> StatusCode {
    match code {
        FaultCode::BadRequest | FaultCode::IsDirectory | FaultCode::CameraUnsupported => {
            StatusCode::BAD_REQUEST
        }
        FaultCode::NotFound => StatusCode::NOT_FOUND,
        FaultCode::SignedOut => StatusCode::UNAUTHORIZED,
        FaultCode::Locked => StatusCode::LOCKED,
        FaultCode::NotAllowed => StatusCode::FORBIDDEN,
        FaultCode::TooManyTries => StatusCode::TOO_MANY_REQUESTS,
        FaultCode::Unsuitable => StatusCode::UNPROCESSABLE_ENTITY,
        FaultCode::Conflict | FaultCode::PossibleDuplicate | FaultCode::NoConsent => StatusCode::CONFLICT,
        FaultCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        FaultCode::Empty | FaultCode::UnknownFormat | FaultCode::Damaged => StatusCode::UNPROCESSABLE_ENTITY,
        FaultCode::CameraMissing
        | FaultCode::CameraDenied
        | FaultCode::CameraBusy
        | FaultCode::CameraUnplugged
        | FaultCode::CameraSilent
        | FaultCode::CameraFailed
        | FaultCode::Busy
        | FaultCode::BundleMissing
        | FaultCode::BundleInvalid
        | FaultCode::EngineUnavailable
        | FaultCode::EngineFailed => StatusCode::SERVICE_UNAVAILABLE,
        FaultCode::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    }
}
