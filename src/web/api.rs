//! The routes of the API and their OpenAPI document.

use utoipa::OpenApi;
use utoipa_axum::routes;

use super::access::{ADMINISTRATOR, DOCTOR, Doors, NOTHING, SESSION, TECHNICIAN};
use super::camera::routes as camera;
use super::changes;
use super::clinic::{assess, encounters, filing, office, patients, worklist};
use super::{operators, photographs, practice, questions, reports, session, station, system};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Ocellus", license(name = "Apache-2.0", identifier = "Apache-2.0"),
        description = "The station's own API. Errors are a `Fault` with a fitting status; `x-ocellus-needs` says what each \
            route needs: `nothing`, a `session`, or the least role.",
    ),
    tags(
        (name = "accounts", description = "Who is signed in, and who may be"),
        (name = "photographs", description = "Photographs and their readings"),
        (name = "camera", description = "The station's camera: live picture, capture, settings"),
        (name = "clinic", description = "Patients, encounters, consent, the worklist and recalls"),
        (name = "station", description = "How the station is, and what happens on it"),
    )
)]
struct Document;

/// Every route of the API, with its documentation and with what it needs.
pub fn routes() -> Doors {
    Doors::new(Document::openapi())
        .to(NOTHING, routes!(session::get, session::sign_in))
        .to(NOTHING, routes!(session::first_run))
        .to(SESSION, routes!(session::sign_out))
        .to(SESSION, routes!(session::lock))
        .to(SESSION, routes!(session::unlock))
        .to(TECHNICIAN, routes!(session::change_secret))
        .to(TECHNICIAN, routes!(practice::practise))
        .to(ADMINISTRATOR, routes!(operators::list, operators::add))
        .to(ADMINISTRATOR, routes!(operators::change))
        .to(TECHNICIAN, routes!(photographs::upload, photographs::list))
        .to(TECHNICIAN, routes!(photographs::one, filing::file))
        .to(TECHNICIAN, routes!(photographs::image))
        .to(TECHNICIAN, routes!(photographs::thumbnail))
        .to(TECHNICIAN, routes!(photographs::reading))
        .to(TECHNICIAN, routes!(reports::of_photograph))
        .to(TECHNICIAN, routes!(reports::of_encounter))
        .to(TECHNICIAN, routes!(reports::of_code))
        .to(TECHNICIAN, routes!(camera::preview))
        .to(TECHNICIAN, routes!(camera::capture))
        .to(TECHNICIAN, routes!(camera::settings))
        .to(TECHNICIAN, routes!(questions::ask, questions::conversation))
        .to(TECHNICIAN, routes!(worklist::list))
        .to(TECHNICIAN, routes!(worklist::settle))
        .to(TECHNICIAN, routes!(patients::add))
        .to(TECHNICIAN, routes!(patients::card, patients::change))
        .to(TECHNICIAN, routes!(patients::begin))
        .to(TECHNICIAN, routes!(encounters::view, encounters::change))
        .to(TECHNICIAN, routes!(encounters::eye))
        .to(TECHNICIAN, routes!(encounters::consent))
        .to(TECHNICIAN, routes!(encounters::end))
        .to(TECHNICIAN, routes!(assess::assess, assess::list))
        .to(DOCTOR, routes!(assess::negatives))
        .to(ADMINISTRATOR, routes!(office::audit))
        .to(TECHNICIAN, routes!(office::charts))
        .to(ADMINISTRATOR, routes!(office::export))
        .to(ADMINISTRATOR, routes!(office::erase))
        .to(TECHNICIAN, routes!(changes::list))
        .to(DOCTOR, routes!(changes::seen))
        .to(TECHNICIAN, routes!(station::status))
        .to(TECHNICIAN, routes!(station::events))
        .to(NOTHING, routes!(station::health))
        .to(TECHNICIAN, routes!(system::get))
        .to(ADMINISTRATOR, routes!(system::diagnostics))
}

/// The OpenAPI document of the API.
pub fn openapi() -> utoipa::openapi::OpenApi {
    routes().open().0.into_openapi()
}
