//! What is said when somebody else was faster, or when a patient may be here already: the fault, and what there is now.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::ToSchema;

use crate::fault::{Fault, FaultCode};
use crate::record::{EncounterView, Patient, Photograph, Recall};

macro_rules! conflicts {
    ($($(#[$doc:meta])* $name:ident { $(#[$fdoc:meta])* $field:ident: $of:ty }),+ $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
        pub struct $name {
            pub code: FaultCode,
            /// What happened, and to what.
            pub message: String,
            /// What to do next.
            pub remedy: String,
            $(#[$fdoc])*
            pub $field: $of,
        }
        impl $name {
            fn of(fault: Fault, $field: $of) -> Response {
                let Fault { code, message, remedy } = fault;
                (StatusCode::CONFLICT, Json($name { code, message, remedy, $field })).into_response()
            }
        }
    )+ };
}

conflicts! {
    /// Nothing was added: somebody who may be the same person is here.
    PossibleDuplicate {
        /// Who it may be, the most alike first.
        candidates: Vec<Patient>
    },
    /// Nothing was changed: the patient is another version than was seen.
    PatientConflict {
        /// As it is now.
        current: Patient
    },
    /// Nothing was changed: the encounter is another version than was seen.
    EncounterConflict {
        /// As it is now.
        current: Box<EncounterView>
    },
    /// Nothing was kept: another reading stands by now.
    ReadingConflict {
        /// As it is now.
        current: Box<Photograph>
    },
    /// Nothing was changed: the recall's outcome is another than was seen.
    RecallConflict {
        /// As it is now.
        current: Recall
    },
}

fn changed(what: &str) -> Fault {
    Fault {
        code: FaultCode::Conflict,
        message: format!("{what} was changed by somebody else since it was shown"),
        remedy: "Look at it as it is now, then change it again.".into(),
    }
}

pub fn duplicate(candidates: Vec<Patient>) -> Response {
    let fault = Fault {
        code: FaultCode::PossibleDuplicate,
        message: "somebody who may be the same person is in the record".into(),
        remedy: "Open the patient who is meant, or say that this is another person.".into(),
    };
    PossibleDuplicate::of(fault, candidates)
}

pub fn patient(current: Patient) -> Response {
    PatientConflict::of(changed("the patient"), current)
}

pub fn encounter(current: EncounterView) -> Response {
    EncounterConflict::of(changed("the encounter"), Box::new(current))
}

pub fn recall(current: Recall) -> Response {
    RecallConflict::of(changed("the recall"), current)
}

pub fn reading(current: Photograph) -> Response {
    ReadingConflict::of(changed("the reading"), Box::new(current))
}
