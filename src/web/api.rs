//! The routes of the API and their OpenAPI document.

use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use super::camera::routes as camera;
use super::state::App;
use super::{photographs, questions, station};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Ocellus", license(name = "Apache-2.0", identifier = "Apache-2.0"),
        description = "The station's own API, on the loopback address. Errors are a `Fault` with a fitting status.",
    ),
    tags(
        (name = "photographs", description = "Photographs and their readings"),
        (name = "camera", description = "The station's camera: live picture, capture, settings"),
        (name = "station", description = "How the station is, and what happens on it"),
    )
)]
struct Document;

/// Every route of the API, with its documentation.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Document::openapi())
        .routes(routes!(photographs::upload, photographs::list))
        .routes(routes!(photographs::one))
        .routes(routes!(photographs::image))
        .routes(routes!(photographs::thumbnail))
        .routes(routes!(photographs::reading))
        .routes(routes!(camera::preview))
        .routes(routes!(camera::capture))
        .routes(routes!(camera::settings))
        .routes(routes!(questions::ask, questions::conversation))
        .routes(routes!(station::status))
        .routes(routes!(station::events))
        .routes(routes!(station::health))
}

/// The OpenAPI document of the API.
pub fn openapi() -> utoipa::openapi::OpenApi {
    routes().into_openapi()
}
