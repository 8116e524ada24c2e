//! Whether a value is what the API's description says: the part of JSON Schema that the description uses.

use std::collections::BTreeSet;

use serde_json::Value;

/// A description to check values against.
#[derive(Clone, Copy)]
pub(crate) struct Schemas<'a>(pub(crate) &'a Value);

impl<'a> Schemas<'a> {
    /// What is wrong with a value; nothing if it is what the schema says, and has no member that it does not name.
    pub(crate) fn faults(self, schema: &'a Value, value: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        self.look(schema, value, "$", &mut faults);
        let names = self.names(schema);
        if let (Some(members), false) = (value.as_object(), names.is_empty()) {
            let strange = members.keys().filter(|name| !names.contains(name.as_str()));
            faults.extend(strange.map(|name| format!("$.{name} is not described")));
        }
        faults
    }

    fn resolved(self, schema: &'a Value) -> &'a Value {
        match schema["$ref"].as_str() {
            Some(place) => self.0.pointer(place.trim_start_matches('#')).unwrap(),
            None => schema,
        }
    }

    /// All members that a schema names, also in its parts.
    fn names(self, schema: &'a Value) -> BTreeSet<&'a str> {
        let schema = self.resolved(schema);
        let own = schema["properties"].as_object().into_iter().flatten();
        let mut names: BTreeSet<&str> = own.map(|(name, _)| name.as_str()).collect();
        for part in schema["allOf"].as_array().into_iter().flatten() {
            names.extend(self.names(part));
        }
        names
    }

    fn look(self, schema: &'a Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        let schema = self.resolved(schema);
        for part in schema["allOf"].as_array().into_iter().flatten() {
            self.look(part, value, at, faults);
        }
        for kind in ["oneOf", "anyOf"] {
            if let Some(parts) = schema[kind].as_array()
                && !parts.iter().any(|part| self.faults(part, value).is_empty())
            {
                faults.push(format!("{at} is none of its kinds: {value}"));
            }
        }
        if !is_of_type(&schema["type"], value) {
            faults.push(format!("{at} is not {}: {value}", schema["type"]));
        }
        if let Some(words) = schema["enum"].as_array()
            && !words.contains(value)
        {
            faults.push(format!("{at} is none of {words:?}: {value}"));
        }
        self.look_inside(schema, value, at, faults);
    }

    fn look_inside(self, schema: &'a Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        let (Some(members), true) = (value.as_object(), schema["properties"].is_object()) else {
            for item in value.as_array().into_iter().flatten() {
                self.look_closed(&schema["items"], item, &format!("{at}[]"), faults);
            }
            return;
        };
        for name in schema["required"].as_array().into_iter().flatten() {
            let name = name.as_str().unwrap();
            if !members.contains_key(name) {
                faults.push(format!("{at}.{name} is missing"));
            }
        }
        for (name, member) in schema["properties"].as_object().unwrap() {
            if let Some(value) = members.get(name) {
                self.look_closed(member, value, &format!("{at}.{name}"), faults);
            }
        }
    }

    fn look_closed(self, schema: &'a Value, value: &Value, at: &str, faults: &mut Vec<String>) {
        let inner = self.faults(schema, value);
        faults.extend(inner.iter().map(|fault| fault.replacen('$', at, 1)));
    }
}

fn is_of_type(kind: &Value, value: &Value) -> bool {
    match kind {
        Value::Array(kinds) => kinds.iter().any(|kind| is_of_type(kind, value)),
        Value::String(kind) => match kind.as_str() {
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "array" => value.is_array(),
            "object" => value.is_object(),
            "null" => value.is_null(),
            other => panic!("a type that this check does not know: {other}"),
        },
        _ => true,
    }
}

#[test]
fn what_a_schema_does_not_say_is_a_fault() {
    let document: Value = serde_json::json!({"a": {"type": "object", "required": ["n"], "properties": {
        "n": {"type": ["integer", "null"]}, "w": {"enum": ["x", "y"]}, "l": {"type": "array", "items": {"$ref": "#/a"}}}}});
    let schemas = Schemas(&document);
    let faults = |value: Value| schemas.faults(&document["a"], &value).len();
    assert_eq!(
        faults(serde_json::json!({"n": 1, "w": "x", "l": [{"n": null}]})),
        0
    );
    for wrong in [
        serde_json::json!({}),
        serde_json::json!({"n": 1.5}),
        serde_json::json!({"n": 1, "w": "z"}),
        serde_json::json!({"n": 1, "more": 1}),
        serde_json::json!({"n": 1, "l": [{"n": 1, "more": 1}]}),
        serde_json::json!([]),
    ] {
        assert_eq!(faults(wrong.clone()), 1, "{wrong}");
    }
}
