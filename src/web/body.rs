//! Small JSON bodies, with a bound on size and time.

use std::time::Duration;

use axum::body::to_bytes;
use axum::extract::Request;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use tokio::time::timeout;

use super::refusal::Refusal;
use crate::fault::FaultCode;

/// A body larger than this is none of ours.
const MAX_BODY: usize = 64 * 1024;
/// How long a body may take to arrive.
const ARRIVAL: Duration = Duration::from_secs(10);

/// The JSON of a body; none is the empty object.
pub async fn read<T: DeserializeOwned>(request: Request) -> Result<T, Refusal> {
    let body = timeout(ARRIVAL, to_bytes(request.into_body(), MAX_BODY)).await;
    let bytes =
        body.map_err(|_| malformed("it did not arrive in time"))?.map_err(|_| malformed("its body"))?;
    let bytes: &[u8] = if bytes.is_empty() { b"{}" } else { &bytes };
    serde_json::from_slice(bytes).map_err(|error| malformed(&error.to_string()))
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
