//! Small JSON bodies, with a bound on size and time.

use std::time::Duration;

use axum::extract::{FromRequest, Request};
use axum::http::header;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use tokio::time::timeout;
use tokio_stream::StreamExt;

use super::refusal::Refusal;
use crate::fault::FaultCode;

/// A body larger than this is none of ours.
const MAX_BODY: usize = 64 * 1024;
/// So much of one that is too large is read and dropped, so that its sender hears why it was refused.
const DROPPED: usize = 4 * 1024 * 1024;
/// How long a body may take to arrive.
const ARRIVAL: Duration = Duration::from_secs(10);

/// The JSON of a body; none is the empty object.
pub async fn read<T: DeserializeOwned>(request: Request) -> Result<T, Refusal> {
    let body =
        timeout(ARRIVAL, arrived(request)).await.map_err(|_| malformed("it did not arrive in time"))??;
    let body: &[u8] = if body.is_empty() { b"{}" } else { &body };
    serde_json::from_slice(body).map_err(|error| malformed(&error.to_string()))
}

async fn arrived(request: Request) -> Result<Vec<u8>, Refusal> {
    let (mut kept, mut length) = (Vec::new(), 0_usize);
    let mut body = request.into_body().into_data_stream();
    while let Some(part) = body.next().await {
        let part = part.map_err(|_| malformed("its body is broken off"))?;
        length = length.saturating_add(part.len());
        if length <= MAX_BODY {
            kept.extend_from_slice(&part);
        } else if length > DROPPED {
            break;
        }
    }
    match length > MAX_BODY {
        true => {
            let message = "the request's body is larger than 64 KiB";
            Err(Refusal::new(FaultCode::TooLarge, message, "Send shorter texts."))
        }
        false => Ok(kept),
    }
}

/// JSON that says that it is JSON. What another site's form sends is none, so that a page elsewhere cannot sign anybody in.
pub struct Sent<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Sent<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, _: &S) -> Result<Sent<T>, Refusal> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if kind.is_none_or(|kind| kind.split(';').next().unwrap_or(kind).trim() != "application/json") {
            return Err(malformed("its content-type is not application/json"));
        }
        read(request).await.map(Sent)
    }
}

/// A request that says what cannot be understood.
pub fn malformed(what: &str) -> Refusal {
    let remedy = "See /api/openapi.json for what may be asked.";
    Refusal::new(FaultCode::BadRequest, format!("the request is malformed: {what}"), remedy)
}

/// A field that is there, be it null; with `default`, one that is not there is none.
pub fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}
