//! Every schema in every kind of file, and everything that can be wrong with a row.

mod feedback;
mod more;
mod parquet;

use std::io::{BufRead, Seek as _, Write as _};

use super::*;

use crate::domain::Choice;

type Read = Result<(&'static str, &'static str, Choice), Skip>;
type Rows = Vec<(u64, Result<(String, String, Choice), Skip>)>;

/// The rows of a file with their places.
fn rows(bytes: &[u8], layout: Option<Layout>) -> Rows {
    all_rows(VoteReader::open(bytes, layout, &Wanted::default()).unwrap())
}

fn all_rows<R: BufRead>(mut reader: VoteReader<R>) -> Rows {
    let mut rows = Vec::new();
    while let Some(batch) = reader.next_batch().unwrap() {
        let name = |number: u32| reader.models().get(number).unwrap().to_owned();
        assert_eq!(
            usize::try_from(batch.rows).unwrap(),
            batch.places.len() + batch.skipped.len()
        );
        for (row, place) in batch.places.iter().enumerate() {
            let (a, b) = (name(batch.models_a[row]), name(batch.models_b[row]));
            rows.push((*place, Ok((a, b, batch.choices[row]))));
        }
        rows.extend(
            batch
                .skipped
                .into_iter()
                .map(|(place, skip)| (place, Err(skip))),
        );
    }
    rows.sort_by_key(|(place, _)| *place);
    rows
}

fn check(text: &str, expected: &[(u64, Read)]) {
    let expected: Vec<_> = expected
        .iter()
        .map(|(place, read)| {
            let vote = read.clone();
            let vote = vote.map(|(a, b, choice)| (a.to_owned(), b.to_owned(), choice));
            (*place, vote)
        })
        .collect();
    assert_eq!(rows(text.as_bytes(), None), expected, "{text}");
}

fn refused(bytes: &[u8], layout: Option<Layout>) -> String {
    VoteReader::open(bytes, layout, &Wanted::default())
        .err()
        .unwrap()
        .to_string()
}

const A: Read = Ok(("x", "y", Choice::A));
const B: Read = Ok(("x", "y", Choice::B));
const TIE: Read = Ok(("x", "y", Choice::Tie));
const BAD: Read = Ok(("x", "y", Choice::BothBad));

#[test]
fn agons_own_votes() {
    let text = "seq,model_a,model_b,choice,voter,state,reason\n\
                1,x,y,a,v,rated,\n\
                2,x,y,b,v,rated,\n\
                3,x,y,tie,v,rated,\n\
                4,x,y,both_bad,v,rated,\n\
                5,x,y,a,v,unrated,identity_leak\n\
                6,x,y,a,v,unrated,\x1b[31m red\n\
                7,x,y,a,v,quarantined,\n\
                8,x,y,left,v,rated,\n\
                9,x,x,a,v,rated,\n\
                10,,y,a,v,rated,\n\
                11,x,y\n\
                12,x,y,a,v,rated,,\n";
    check(
        text,
        &[
            (2, A),
            (3, B),
            (4, TIE),
            (5, BAD),
            (6, Err(Skip::Unrated("identity_leak".into()))),
            (7, Err(Skip::Unrated(String::new()))),
            (8, Err(Skip::State)),
            (9, Err(Skip::Outcome)),
            (10, Err(Skip::SelfPlay)),
            (11, Err(Skip::EmptyName)),
            (12, Err(Skip::TooFewColumns)),
            (13, Err(Skip::TooManyColumns)),
        ],
    );
}

#[test]
fn lmarena_in_lines() {
    let text = r#"{"model_a":"x","model_b":"y","winner":"model_a","anony":true,"turn":1}
{"winner":"model_b","conversation_a":[{"role":"user","content":"{\"}"}],"model_a":"x","model_b":"y"}

{"model_a":"x","model_b":"y","winner":"tie"}
{"model_a":"x","model_b":"y","winner":"tie (bothbad)"}
{"model_a":"x","model_b":"y","winner":"both_bad"}
{"model_a":"x","model_b":"y","winner":"model_c"}
{"model_a":"x","model_b":"y","winner":null}
{"model_a":"x","model_b":"y","winner":["tie"]}
{"model_a":"x","model_b":"x","winner":"tie"}
{"model_a":" ","model_b":"y","winner":"tie"}
{"model_a":null,"model_b":"y","winner":"tie"}
{"model_a":"x","model_b":"y","winner":"tie","anony":false}
{"model_a":"x","model_b":"y"}
{"model_a":"x","model_b":"y","winner":"tie"
[1]
nonsense
"#;
    check(
        text,
        &[
            (1, A),
            (2, B),
            (4, TIE),
            (5, BAD),
            (6, BAD),
            (7, Err(Skip::Outcome)),
            (8, Err(Skip::Outcome)),
            (9, Err(Skip::Outcome)),
            (10, Err(Skip::SelfPlay)),
            (11, Err(Skip::EmptyName)),
            (12, Err(Skip::EmptyName)),
            (13, Err(Skip::Named)),
            (14, Err(Skip::Columns)),
            (15, Err(Skip::Malformed)),
            (16, Err(Skip::Malformed)),
            (17, Err(Skip::Malformed)),
        ],
    );
}

#[test]
fn lmarena_in_an_array_counts_entries() {
    let one = r#"{"model_a":"x","model_b":"y","winner":"model_a","c":["]","}",{"d":"\"],["}]}"#;
    let two = r#"{"model_a":"x","model_b":"y","winner":"tie"}"#;
    let broken = r#"{"model_a":nope}"#;
    let expected = [
        (1, A),
        (2, Err(Skip::Malformed)),
        (3, TIE),
        (4, Err(Skip::Malformed)),
    ];
    check(&format!("[{one},{broken},{two},7]"), &expected);
    check(
        &format!(" [\n  {one} ,\n {broken}\n,\n{two},\n7\n]\n "),
        &expected,
    );
    check(&format!("[{one},]"), &[(1, A)]);
    check(
        &format!("[{one},{two}"),
        &[(1, A), (2, Err(Skip::Unclosed))],
    );
    check(
        &format!("[{one}] {two}"),
        &[(1, A), (2, Err(Skip::Malformed))],
    );
    check(&format!("[{one},"), &[(1, A), (2, Err(Skip::Unclosed))]);
    check("[]", &[]);
}

#[test]
fn kaggle_with_prompts_of_many_lines() {
    let text = "id,model_a,model_b,prompt,winner_model_a,winner_model_b,winner_tie\n\
                1,x,y,\"[\"\"a,\n b\"\"]\",1,0,0\n\
                2,x,y,p,0,1,0\n\
                3,x,y,5\" disk,0,0,1\n\
                4,x,y,p,1,0,1\n\
                5,x,y,p,0,0,0\n\
                6,x,y,p,,0,1\n\
                7,x,y,\"p,1,0,0\n8,x,y,p,1,0,0\n";
    check(
        text,
        &[
            (2, A),
            (4, B),
            (5, TIE),
            (6, Err(Skip::Outcome)),
            (7, Err(Skip::Outcome)),
            (8, Err(Skip::Outcome)),
            (9, Err(Skip::Unclosed)),
        ],
    );
    let json = r#"{"model_a":"x","model_b":"y","winner_model_a":0,"winner_model_b":1.0,"winner_tie":false}"#;
    check(json, &[(1, B)]);
}

#[test]
fn llmfao_names_models_left_and_right() {
    let text = "id,prompt,model_x,model_y,worker,winner,left,right\n\
                0,8,97,98,58,left,x,y\n0,8,97,98,83,right,x,y\n0,8,98,97,14,tie,x,y\n0,8,97,98,3,model_a,x,y";
    check(text, &[(2, A), (3, B), (4, TIE), (5, Err(Skip::Outcome))]);
}

#[test]
fn comparia_names_the_chosen_model_or_none() {
    let text = "id,model_a_name,model_b_name,chosen_model_name,both_equal\n\
                1,x,y,x,False\n2,x,y,y,False\n3,x,y,,True\n4,x,y,x,True\n5,x,y,,False\n6,x,y,z,False\n7,x,y,x,maybe\n";
    check(
        text,
        &[
            (2, A),
            (3, B),
            (4, TIE),
            (5, Err(Skip::Outcome)),
            (6, Err(Skip::Outcome)),
            (7, Err(Skip::Outcome)),
            (8, Err(Skip::Outcome)),
        ],
    );
    let json = "{\"model_a_name\":\"x\",\"model_b_name\":\"y\",\"both_equal\":true}\n\
                {\"model_a_name\":\"x\",\"model_b_name\":\"y\",\"chosen_model_name\":\"y\"}";
    check(json, &[(1, TIE), (2, B)]);
}

#[test]
fn marks_of_other_systems_are_no_part_of_the_text() {
    let csv = "\u{feff}model_a, model_b,winner\r\nx, y,model_a\r\n\r\n\"x\",\"y\",\"tie\"\r\n";
    check(csv, &[(2, A), (4, TIE)]);
    let json = "\u{feff}{\"model_a\":\"x\",\"model_b\":\"y\",\"winner\":\"tie\"}\r\n\r\n";
    check(json, &[(1, TIE)]);
}

#[test]
fn bytes_that_are_no_text_cost_their_row_only() {
    let csv = b"model_a,model_b,winner\n\xff,y,tie\nx,y,tie\n";
    assert_eq!(rows(csv, None)[0], (2, Err(Skip::NotUtf8)));
    assert!(rows(csv, None)[1].1.is_ok());
    let lines = b"{\"model_a\":\"\xff\",\"model_b\":\"y\",\"winner\":\"tie\"}\n{\"model_a\":\"x\",\"model_b\":\"y\",\"winner\":\"tie\"}";
    assert_eq!(rows(lines, None)[0], (1, Err(Skip::NotUtf8)));
    assert!(rows(lines, None)[1].1.is_ok());
}

#[test]
fn a_row_without_end_costs_itself_only() {
    let long = "z".repeat(MAX_ROW_BYTES);
    let good = r#"{"model_a":"x","model_b":"y","winner":"tie"}"#;
    let csv = format!("model_a,model_b,winner\n{long},y,tie\nx,y,tie\n");
    check(&csv, &[(2, Err(Skip::TooLong)), (3, TIE)]);
    let bad = format!(r#"{{"model_a":"{long}"}}"#);
    check(
        &format!("{bad}\n{good}\n"),
        &[(1, Err(Skip::TooLong)), (2, TIE)],
    );
    check(
        &format!("[{bad},{good}]"),
        &[(1, Err(Skip::TooLong)), (2, TIE)],
    );
}

#[test]
fn a_broken_first_line_does_not_decide_what_the_file_is() {
    let good = r#"{"model_a":"x","model_b":"y","winner":"tie"}"#;
    for broken in ["nonsense", "[1,2]", "{\"model_a\":", "a,b,c"] {
        check(
            &format!("{broken}\n{good}\n"),
            &[(1, Err(Skip::Malformed)), (2, TIE)],
        );
    }
}

#[test]
fn a_name_given_overrides_what_the_columns_say() {
    let text = b"model_a,model_b,choice,winner\nx,y,a,model_b\n";
    let choice = |layout| rows(text, layout)[0].1.clone().unwrap().2;
    assert_eq!(choice(None), Choice::A);
    assert_eq!(choice(Some(Layout::Lmarena)), Choice::B);
    assert!(refused(text, Some(Layout::Llmfao)).ends_with("expected left, right, winner (llmfao)"));
    let line = b"{\"model_a\":\"x\",\"model_b\":\"y\",\"winner\":\"tie\"}";
    assert_eq!(rows(line, Some(Layout::Kaggle)), [(1, Err(Skip::Columns))]);
}

#[test]
fn what_is_not_votes_says_what_was_expected() {
    assert!(
        refused(b"", None).starts_with("is empty; expected model_a, model_b, choice (agon) or")
    );
    assert!(refused(b" \r\n\n", None).starts_with("is empty"));
    let refusal = refused(b"id,na\x1bme\n1,2\n", None);
    assert!(refusal.starts_with("has columns that are not known (id, name); expected"));
    assert!(!refusal.contains('\n'));
    assert!(refused(b"\x1f\x8b\x08", None).contains("(not UTF-8)"));
}

#[test]
fn reactions_to_single_messages_are_known_for_what_they_are() {
    let header = "id,timestamp,model_a_name,model_b_name,refers_to_model,msg_index,model_pos,liked,disliked,comment";
    let file = format!("{header}\n1,2026-01-01,x,y,x,1,a,True,False,\n");
    let refusal = refused(file.as_bytes(), None);
    assert!(
        refusal.starts_with("holds reactions of compar:IA"),
        "{refusal}"
    );
}

#[test]
fn every_schema_has_a_word() {
    for layout in Layout::ALL {
        assert_eq!(layout.as_str().parse(), Ok(layout));
    }
    assert!("csv".parse::<Layout>().is_err());
}

#[test]
fn a_file_that_breaks_off_is_told_from_one_with_a_broken_row() {
    let row = r#"{"model_a":"x","model_b":"y","winner":"tie"}"#;
    let header = "model_a,model_b,winner\n";
    for (text, expected) in [
        (
            format!("{header}x,y\nx,y,tie"),
            vec![(2, Err(Skip::TooFewColumns)), (3, TIE)],
        ),
        (
            format!("{header}x,y,tie\nx,y"),
            vec![(2, TIE), (3, Err(Skip::Cut))],
        ),
        (
            format!("{header}x,y,tie\nx,y,\"ti"),
            vec![(2, TIE), (3, Err(Skip::Unclosed))],
        ),
        (
            format!("{row}\n{{\"model_a\":"),
            vec![(1, TIE), (2, Err(Skip::Cut))],
        ),
        (
            format!("{{\"model_a\":\n{row}"),
            vec![(1, Err(Skip::Malformed)), (2, TIE)],
        ),
        (
            format!("[{row},{{\"model_a\":"),
            vec![(1, TIE), (2, Err(Skip::Unclosed))],
        ),
    ] {
        check(&text, &expected);
        let is_cut = |(_, row): &(u64, Read)| row.as_ref().is_err_and(Skip::is_cut);
        assert_eq!(
            expected.iter().any(is_cut),
            !text.ends_with("tie") && !text.ends_with('}')
        );
    }
}

#[test]
fn how_much_was_read_grows_to_all_of_it() {
    let mut file = tempfile::tempfile().unwrap();
    let rows = "x,y,tie\n".repeat(30_000);
    file.write_all(format!("model_a,model_b,winner\n{rows}").as_bytes())
        .unwrap();
    file.rewind().unwrap();
    let mut reader = FileReader::open_file(file, None, &Wanted::default()).unwrap();
    let mut parts = vec![reader.part_read()];
    while reader.next_batch().unwrap().is_some() {
        parts.push(reader.part_read());
    }
    assert!(parts.is_sorted() && parts[0] < 0.5, "{parts:?}");
    assert_eq!(parts.last().map(ToString::to_string), Some("1".to_owned()));
}
