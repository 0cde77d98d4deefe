//! The page, built from `ui/` and embedded in the binary.

use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::refusal::Refusal;
use crate::fault::FaultCode;

#[derive(RustEmbed)]
#[folder = "ui/dist"]
#[allow_missing = true]
struct Built;

/// Shown where the binary was built before the page was.
const PLACEHOLDER: &str = include_str!("placeholder.html");

/// Every path that is no route: a file of the page, or the page itself for the paths that it routes on its own.
pub async fn serve(uri: Uri, headers: HeaderMap) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path == "api" || path.starts_with("api/") {
        let message = format!("there is nothing at {}", uri.path());
        return Refusal::new(FaultCode::NotFound, message, "See /api/openapi.json for what there is.")
            .into_response();
    }
    match Built::get(path) {
        Some(file) if !path.is_empty() => answer(path, file, &headers),
        _ if path.rsplit('/').next().is_some_and(|last| last.contains('.')) && path != "index.html" => {
            StatusCode::NOT_FOUND.into_response()
        }
        _ => match Built::get("index.html") {
            Some(index) => answer("index.html", index, &headers),
            None => ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], PLACEHOLDER).into_response(),
        },
    }
}

fn answer(path: &str, file: EmbeddedFile, headers: &HeaderMap) -> Response {
    let hash = crate::hex::hex(&file.metadata.sha256_hash()[..16]);
    let tag = format!("\"{hash}\"");
    // The build puts a hash of the content into these names.
    let lasting = path.starts_with("assets/");
    let caching = if lasting { "public, max-age=31536000, immutable" } else { "no-cache" };
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|sent| sent.as_bytes() == tag.as_bytes());
    let mut response = match known {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => {
            let kind = mime_guess::from_path(path).first_or_octet_stream();
            let kind = match kind.type_() {
                mime_guess::mime::TEXT => format!("{}; charset=utf-8", kind.essence_str()),
                _ => kind.essence_str().to_owned(),
            };
            ([(header::CONTENT_TYPE, kind)], file.data.into_owned()).into_response()
        }
    };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(caching));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// Whether the page was built before this program was.
pub fn is_built() -> bool {
    Built::get("index.html").is_some()
}
