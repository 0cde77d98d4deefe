//! Keeps other sites' pages out: only names of this machine, only the own origin, and headers that bind the page to
//! what this server sends. No HSTS: a tablet that does not trust the certificate yet has to be let past its warning.
//!
//! A site that rebinds its name to 127.0.0.1 still sends its own name as `Host`; a form on another site sends its
//! own `Origin`. A program on this machine sends neither and is let in.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::refusal::Refusal;
use super::tls::Tls;
use crate::fault::FaultCode;

/// No script, style, picture or connection but the server's own.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; \
    frame-ancestors 'none'";

const HEADERS: [(&str, &str); 6] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
];

/// Middleware over every route.
pub async fn guard(State(tls): State<Option<Arc<Tls>>>, request: Request, next: Next) -> Response {
    let mut response = match admit(tls.as_deref(), &request) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn admit(tls: Option<&Tls>, request: &Request) -> Result<(), Refusal> {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|value| value.to_str().ok())
        .or_else(|| request.uri().authority().map(|authority| authority.as_str()))
        .unwrap_or_default();
    let ours = is_loopback_name(host) || tls.is_some_and(|tls| is_name_of(tls, host));
    if !ours {
        let message = format!("this server does not answer to the name {host:?}");
        let remedy = "Open the page by the address that the server printed, such as http://127.0.0.1:8080.";
        let refusal = Refusal::new(FaultCode::BadRequest, message, remedy);
        return Err(refusal.with_status(StatusCode::MISDIRECTED_REQUEST));
    }
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes && !is_own_origin(request.headers(), if tls.is_some() { "https" } else { "http" }, host) {
        let remedy = "Use the page of this server; pages of other origins may not change anything here.";
        let refusal =
            Refusal::new(FaultCode::BadRequest, "the request comes from a page of another origin", remedy);
        return Err(refusal.with_status(StatusCode::FORBIDDEN));
    }
    Ok(())
}

/// Whether a `Host` names this machine to itself, whatever the port.
fn is_loopback_name(host: &str) -> bool {
    let Ok(authority) = host.parse::<axum::http::uri::Authority>() else { return false };
    if authority.as_str().contains('@') {
        return false;
    }
    let name = authority.host().trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost")
        || name.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Whether a `Host` is one that the certificate's machine answers to, whatever the port.
fn is_name_of(tls: &Tls, host: &str) -> bool {
    let Ok(authority) = host.parse::<axum::http::uri::Authority>() else { return false };
    !authority.as_str().contains('@') && tls.names().answers_to(authority.host())
}

/// Whether a browser says that the own page sent this; what no browser sent says nothing.
fn is_own_origin(headers: &HeaderMap, scheme: &str, host: &str) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("unreadable"));
    match (text("origin"), text("sec-fetch-site")) {
        (Some(origin), _) => origin.eq_ignore_ascii_case(&format!("{scheme}://{host}")),
        (None, Some(site)) => matches!(site, "same-origin" | "none"),
        (None, None) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine() {
        for name in ["localhost", "LocalHost:8080", "127.0.0.1:8080", "127.9.9.9", "[::1]:80", "[::1]"] {
            assert!(is_loopback_name(name), "{name}");
        }
        for name in
            ["", "evil.example", "localhost.evil.example:8080", "10.0.0.1", "127.0.0.1.nip.io", "a@localhost"]
        {
            assert!(!is_loopback_name(name), "{name}");
        }
    }

    #[test]
    fn only_the_own_origin() {
        let headers = |pairs: &[(&'static str, &'static str)]| {
            pairs
                .iter()
                .map(|(n, v)| (n.parse().unwrap(), HeaderValue::from_static(v)))
                .collect::<HeaderMap>()
        };
        let own = |pairs: &[_]| is_own_origin(&headers(pairs), "http", "127.0.0.1:8080");
        assert!(own(&[]));
        assert!(own(&[("origin", "http://127.0.0.1:8080")]));
        assert!(own(&[("sec-fetch-site", "same-origin")]));
        for origin in ["null", "http://evil.example", "http://127.0.0.1:9999", "https://127.0.0.1:8080"] {
            assert!(!own(&[("origin", origin)]), "{origin}");
        }
        assert!(!own(&[("sec-fetch-site", "cross-site")]));
    }
}
