//! The JSON Schema (2020-12) of a Reading, from the same types that write it.

use serde_json::{Value, json};
use utoipa::{PartialSchema, ToSchema};

use super::types::Reading;

/// The schema of `ocellus.reading/1` with everything it refers to under `$defs`.
pub fn json_schema() -> Value {
    let mut parts = Vec::new();
    Reading::schemas(&mut parts);
    let defs: serde_json::Map<String, Value> = parts
        .into_iter()
        .map(|(name, schema)| (name, serde_json::to_value(schema).unwrap_or(Value::Null)))
        .collect();
    let mut root = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:ocellus:reading:1",
        "title": "ocellus.reading/1",
    });
    let body = serde_json::to_value(Reading::schema()).unwrap_or(Value::Null);
    if let (Some(root), Value::Object(body)) = (root.as_object_mut(), body) {
        root.extend(body);
        root.insert("$defs".into(), Value::Object(defs));
    }
    point_at_defs(&mut root);
    root
}

/// `#/components/schemas/X` of OpenAPI is `#/$defs/X` here.
fn point_at_defs(value: &mut Value) {
    match value {
        Value::Object(map) => {
            if let Some(Value::String(target)) = map.get_mut("$ref") {
                *target = target.replace("#/components/schemas/", "#/$defs/");
            }
            map.values_mut().for_each(point_at_defs);
        }
        Value::Array(items) => items.iter_mut().for_each(point_at_defs),
        _ => {}
    }
}
