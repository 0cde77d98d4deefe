//! The JSON Schema (2020-12) of a line of `screen --json`, from the same types that write it: a Reading, the error in its
//! place, or the encounter.

use serde_json::{Value, json};
use utoipa::{PartialSchema, ToSchema};

use super::encounter::{ENCOUNTER_SCHEMA, Encounter};
use super::types::{Reading, SCHEMA, Unread};

/// A Reading, the error that stands in its place, or an encounter; everything they refer to is under `$defs`.
pub fn json_schema() -> Value {
    let mut parts = Vec::new();
    Reading::schemas(&mut parts);
    Unread::schemas(&mut parts);
    parts.push(("Reading".into(), Reading::schema()));
    parts.push(("Unread".into(), Unread::schema()));
    Encounter::schemas(&mut parts);
    parts.push(("Encounter".into(), Encounter::schema()));
    let mut defs: serde_json::Map<String, Value> =
        parts.into_iter().map(|(name, schema)| (name, json!(schema))).collect();
    for (line, name) in [("Reading", SCHEMA), ("Unread", SCHEMA), ("Encounter", ENCOUNTER_SCHEMA)] {
        defs[line]["properties"]["schema"] = json!({ "const": name });
    }
    let mut schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:ocellus:reading:1",
        "title": SCHEMA,
        "anyOf": [{ "$ref": "#/$defs/Reading" }, { "$ref": "#/$defs/Unread" }, { "$ref": "#/$defs/Encounter" }],
        "$defs": defs,
    });
    point_at_defs(&mut schema);
    schema
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
