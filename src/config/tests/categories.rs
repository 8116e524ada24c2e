//! Categories of the operator's own.

use super::*;

fn with(category: &str) -> String {
    format!("{PLAIN}\n[[category]]\n{category}\n")
}

#[test]
fn a_category_has_what_its_table_says() {
    let text = with(
        "id = \"law\"\ntitle = \"Law\"\nany_of = [\"court*\"]\nregex = 'art\\. \\d+'\nlanguages = [\"en\", \"french\"]\nmin_chars = 9\narenas = [\"text\"]",
    );
    let config = load(&text).unwrap();
    let [law] = config.categories.as_slice() else {
        panic!("one category")
    };
    assert_eq!(
        (law.id.as_str(), law.title.as_str(), law.min_chars),
        ("law", "Law", 9)
    );
    let tags: Vec<&str> = law.languages.iter().map(|one| one.tag()).collect();
    assert_eq!(tags, ["en", "fr"]);
    assert!(law.regex.as_ref().unwrap().is_in("see ART. 5"));
    assert_eq!(law.arenas[0].as_str(), "text");
}

#[test]
fn what_is_wrong_with_a_category_is_named_with_the_fix() {
    let cases = [
        (
            "id = \"law\"",
            "says nothing that a battle must have; write any_of",
        ),
        (
            "id = \"Law\"\nmin_chars = 5",
            "category \"Law\".id: a category has 1 to 60 lower-case letters",
        ),
        (
            "id = \"coding\"\nmin_chars = 5",
            "category \"coding\".id: is the name of a category that Agon finds itself",
        ),
        (
            "id = \"law\"\nregex = \"(\"",
            "category \"law\".regex: is no regular expression",
        ),
        (
            "id = \"law\"\nregex = \"(a{1000}){1000}\"",
            "category \"law\".regex: is no regular expression",
        ),
        (
            "id = \"law\"\nlanguages = [\"xx\"]",
            "\"xx\" is no language that can be told; there is: am, ar",
        ),
        (
            "id = \"law\"\nany_of = [\"?!\"]",
            "has neither letters nor digits",
        ),
        (
            "id = \"law\"\nmin_chars = 5\narenas = [\"texts\"]",
            "no arena has the id \"texts\"; did you mean \"text\"?",
        ),
        (
            "id = \"law\"\nphrases = [\"a\"]\nmin_chars = 5",
            "category \"law\".phrases: unknown key",
        ),
        (
            "id = \"law\"\nmin_chars = 0",
            "category \"law\".min_chars: must be",
        ),
    ];
    for (category, what) in cases {
        let found = problems(&with(category)).join("\n");
        assert!(found.contains(what), "{category}: {found}");
    }
    let twice = format!(
        "{}[[category]]\nid = \"law\"\nmin_chars = 6\n",
        with("id = \"law\"\nmin_chars = 5")
    );
    assert!(problems(&twice).join("").contains("stands already in line"));
}

const ASKING: &str = "id = \"law\"\nquestion = \"it is about law\"";

#[test]
fn a_judge_decides_all_topics_unless_some_are_named() {
    let text = format!(
        "{}\n[judge]\nendpoint = \"lab\"\nmodel = \"small\"\n",
        with(ASKING)
    );
    let judge = load(&text).unwrap().judge.unwrap();
    assert_eq!((judge.upstream.as_str(), judge.topics.len()), ("small", 6));
    let some = text + "topics = [\"math\"]\nvotes_per_minute = 3\n";
    let judge = load(&some).unwrap().judge.unwrap();
    assert_eq!(
        (judge.topics, judge.votes_per_minute),
        (vec!["math".to_owned()], 3)
    );
    assert_eq!(load(PLAIN).unwrap().judge, None);
}

#[test]
fn what_is_wrong_with_a_judge_is_named_with_the_fix() {
    let cases = [
        (
            "",
            "category \"law\".question: needs a [judge] that can be asked",
        ),
        ("[judge]", "judge.endpoint: is missing"),
        (
            "[judge]\nendpoint = \"x\"\nmodel = \"m\"",
            "judge.endpoint: no endpoint has the id \"x\"",
        ),
        ("[judge]\nendpoint = \"lab\"", "judge.model: is missing"),
        (
            "[judge]\nendpoint = \"lab\"\nmodel = \"m\"\ntopics = [\"maths\"]",
            "\"maths\" is nothing that a judge decides; there is: coding, math",
        ),
    ];
    for (judge, wanted) in cases {
        let said = load(&format!("{}\n{judge}\n", with(ASKING)))
            .unwrap_err()
            .to_string();
        assert!(said.contains(wanted), "{said}");
    }
    let nothing = format!("{PLAIN}\n[judge]\nendpoint = \"lab\"\nmodel = \"m\"\ntopics = []\n");
    let said = load(&nothing).unwrap_err().to_string();
    assert!(
        said.contains("leaves the judge nothing to decide"),
        "{said}"
    );
}
