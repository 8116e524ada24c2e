//! What every call has in common: a name of its own, parameters with limits and examples, bodies with examples.

use serde_json::{Map, Value, json};

use super::responses;

/// What parameters must be, with examples: by name, or by `METHOD PATH NAME` where a name means something else; and members
/// of bodies by `SCHEMA.MEMBER`.
const KNOWN: &str = include_str!("known.json");
/// Bodies that a real site took and gave, by operation: `request`, and `response` by status.
const EXAMPLES: &str = include_str!("examples.json");

/// Completes the description that the annotations make.
pub(super) fn complete(document: &mut Value) {
    // Files of this folder; the tests of the suite read what came of them.
    let known: Value = serde_json::from_str(KNOWN).unwrap_or_default();
    let examples: Value = serde_json::from_str(EXAMPLES).unwrap_or_default();
    let scheme = json!({
        "type": "http",
        "scheme": "bearer",
        "description": "The token of POST /api/v1/voters. Browsers have a cookie instead.",
    });
    let components = &mut document["components"];
    components["securitySchemes"] = json!({ "voter": scheme });
    complete_members(&mut components["schemas"], &known);
    loosen(&mut components["schemas"]);
    let Some(paths) = document["paths"].as_object_mut() else {
        return;
    };
    for (path, item) in paths {
        for (method, call) in item.as_object_mut().into_iter().flatten() {
            let name = operation(method, path);
            let place = format!("{} {path}", method.to_uppercase());
            let parameters = call.get_mut("parameters").and_then(Value::as_array_mut);
            for parameter in parameters.into_iter().flatten() {
                complete_parameter(parameter, &place, &known);
            }
            responses::complete(call, path);
            if let Some(examples) = examples.get(&name) {
                add_examples(call, examples);
            }
            call["operationId"] = Value::String(name);
        }
    }
}

/// `get_arenas_leaderboard`, `delete_battles_by_id`: no two calls have the same.
fn operation(method: &str, path: &str) -> String {
    let words = path.trim_start_matches("/api/v1/").split(['/', '.']);
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let mut name = method.to_owned();
    for (place, word) in words.iter().enumerate() {
        let is_last = place + 1 == words.len();
        match word.strip_prefix('{').and_then(|w| w.strip_suffix('}')) {
            Some(parameter) if is_last => name.extend(["_by_", parameter]),
            Some(_) => {}
            None => name.extend(["_", word]),
        }
    }
    name
}

fn complete_members(schemas: &mut Value, known: &Value) {
    for (name, more) in known.as_object().into_iter().flatten() {
        let member = name.split_once('.').and_then(|(schema, member)| {
            let place = format!("/{schema}/properties/{member}");
            schemas.pointer_mut(&place)?.as_object_mut()
        });
        if let (Some(member), Some(more)) = (member, more.as_object()) {
            member.extend(more.clone());
        }
    }
}

/// What may be one of several schemas may be more than one of them: a battle whose models are named is a battle too.
fn loosen(schemas: &mut Value) {
    for schema in schemas
        .as_object_mut()
        .into_iter()
        .flat_map(Map::values_mut)
    {
        if let Some(any) = schema
            .as_object_mut()
            .and_then(|members| members.remove("oneOf"))
        {
            schema["anyOf"] = any;
        }
    }
}

fn complete_parameter(parameter: &mut Value, place: &str, known: &Value) {
    let name = parameter["name"].as_str().unwrap_or_default().to_owned();
    let here = known.get(format!("{place} {name}"));
    let mut schema = match parameter["schema"].take() {
        Value::Object(schema) => schema,
        _ => Map::new(),
    };
    // A parameter is there or not; a query has no null.
    if let Some(Value::Array(types)) = schema.get("type") {
        let one = types.iter().find(|kind| *kind != "null").cloned();
        schema.insert("type".to_owned(), one.unwrap_or_default());
    }
    // An empty value counts as none, as forms send them; only programs ask for parts.
    let is_of_forms = parameter["in"] == "query" && !["limit", "cursor"].contains(&name.as_str());
    if is_of_forms && parameter["required"] != true {
        parameter["allowEmptyValue"] = Value::Bool(true);
    }
    if let Some(Value::Object(known)) = here.or_else(|| known.get(&name)) {
        let mut known = known.clone();
        if let Some(example) = known.remove("example") {
            parameter["example"] = example;
        }
        schema.extend(known);
    }
    parameter["schema"] = Value::Object(schema);
}

fn add_examples(call: &mut Value, examples: &Value) {
    let request = &examples["request"];
    let body = call.pointer_mut("/requestBody/content/application~1json");
    if let (Some(body), false) = (body, request.is_null()) {
        body["example"] = request.clone();
    }
    for (status, example) in examples["response"].as_object().into_iter().flatten() {
        let content = call.pointer_mut(&format!("/responses/{status}/content"));
        let kinds = content.and_then(Value::as_object_mut);
        for (kind, content) in kinds.into_iter().flatten() {
            // A file's example is that of its kind of content, if it was recorded.
            let is_by_kind = example
                .as_object()
                .is_some_and(|one| one.keys().any(|key| key.contains('/')));
            let of_kind = if is_by_kind {
                example.get(kind)
            } else {
                Some(example)
            };
            if let Some(of_kind) = of_kind {
                content["example"] = of_kind.clone();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{ExportKind, Sort};
    use crate::domain::{Choice, Mode, Reason};

    #[test]
    fn calls_have_names_of_their_own() {
        assert_eq!(
            operation("get", "/api/v1/arenas/{arena}/leaderboard/stream"),
            "get_arenas_leaderboard_stream"
        );
        assert_eq!(
            operation("delete", "/api/v1/battles/{id}"),
            "delete_battles_by_id"
        );
        assert_eq!(operation("delete", "/api/v1/battles"), "delete_battles");
        assert_eq!(
            operation("get", "/api/v1/battles/export.{format}"),
            "get_battles_export_by_format"
        );
        assert_eq!(operation("get", "/healthz"), "get_healthz");
    }

    /// The words in `known.json` are those that the server takes.
    #[test]
    fn the_words_that_are_described_are_those_of_the_server() {
        let known: Value = serde_json::from_str(KNOWN).unwrap();
        let words = |name: &str| -> Vec<String> {
            // Of a list, it is its items that are words.
            let about = &known[name];
            let list = [&about["enum"], &about["items"]["enum"]];
            let list = list.into_iter().find_map(Value::as_array).unwrap();
            let words = list.iter().filter_map(Value::as_str);
            words.map(str::to_owned).collect()
        };
        for word in words("NewVote.choice") {
            assert!(word.parse::<Choice>().is_ok(), "{word}");
        }
        for word in words("NewBattle.mode") {
            assert!(word.parse::<Mode>().is_ok(), "{word}");
        }
        for word in words("sort") {
            assert!(word.parse::<Sort>().is_ok(), "{word}");
        }
        assert_eq!(words("NewReasons.a"), Reason::ALL.map(Reason::as_str));
        let file = known["file"]["pattern"].as_str().unwrap();
        for kind in ExportKind::ALL {
            assert!(file.contains(kind.as_str()), "{file}");
        }
    }

    #[test]
    fn the_files_of_this_folder_can_be_read() {
        for text in [KNOWN, EXAMPLES] {
            let read: Value = serde_json::from_str(text).unwrap();
            assert!(!read.as_object().unwrap().is_empty());
        }
    }
}
