//! Lists, bits, records, and many rows.

use super::*;

#[test]
fn flat_columns_lists_and_bits_tell_everything() {
    let list = Given {
        repeated: Some(vec![0, 1, 0, 0]),
        ..nullable(
            "OPTIONAL GROUP categories (LIST) { REPEATED GROUP list { OPTIONAL BYTE_ARRAY element (UTF8); } }",
            Values::Text(vec!["coding", "math"]),
            &[3, 3, 1, 0],
        )
    };
    let columns = [
        text("REQUIRED BYTE_ARRAY model_a (UTF8)", &["x", "x", "x"]),
        text("REQUIRED BYTE_ARRAY model_b (UTF8)", &["y", "y", "y"]),
        text("REQUIRED BYTE_ARRAY winner (UTF8)", &["tie", "tie", "tie"]),
        list,
        given(
            "REQUIRED INT32 cats (UINT_32)",
            Values::Int(vec![5, 0, i32::MIN]),
        ),
        given("REQUIRED INT32 voter", Values::Int(vec![7, 8, 7])),
        nullable(
            "OPTIONAL INT64 tstamp",
            Values::Long(vec![1_700_000_000, 1_700_000_000_000]),
            &[1, 1, 0],
        ),
        nullable(
            "OPTIONAL DOUBLE weight",
            Values::Double(vec![0.5, -1.0]),
            &[1, 0, 1],
        ),
        given("REQUIRED INT32 len_a", Values::Int(vec![1, 2, 3])),
        given("REQUIRED INT32 len_b", Values::Int(vec![4, 5, 6])),
        text("REQUIRED BYTE_ARRAY refusals_a (UTF8)", &["0.5", "no", ""]),
        text("REQUIRED BYTE_ARRAY id (UTF8)", &["i", "j", "k"]),
    ];
    let reader = VoteReader::open_file(usual(&columns), None, &all()).unwrap();
    let none = "NaN:NaN NaN:NaN NaN:NaN";
    let want = [
        format!("i 7 1700000000000 0.5 [cat0 cat2 coding math] 1:4 {none} 0.5:NaN rated"),
        format!("j 8 1700000000000 1 [] 2:5 {none} NaN:NaN rated"),
        "3: weight is no number from 0 on".to_owned(),
    ];
    assert_eq!(lines(reader), want);
}

/// Made up in the columns of `LMArena`'s 140k, written by pyarrow: with dictionaries, and in tiny pages without.
#[test]
fn nested_records_of_another_writer_are_looked_into() {
    let read = |name: &str| {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/votes/");
        let file = File::open(format!("{folder}{name}")).unwrap();
        lines(VoteReader::open_file(file, None, &all()).unwrap())
    };
    let votes = read("lmarena-140k.parquet");
    assert_eq!(votes, read("lmarena-140k.plain.parquet"));
    let id = "00000000-0000-4000-8000-0000000000";
    assert_eq!(votes.len(), 12);
    let first = format!(
        "{id}00 s0 1748779200250 1 [coding creative_writing en hard_prompts instruction_following] \
         100:50 3:0 1:2 3:1 NaN:NaN rated"
    );
    assert_eq!(votes[0], first);
    let (fifth, last) = (
        format!("{id}04 s1 1748793600250 1 [hard_prompts] 104:50 3:0 5:2 4:1 NaN:NaN rated"),
        format!("{id}11 s3 1748818800250 1 [de] NaN:NaN NaN:NaN NaN:NaN NaN:NaN NaN:NaN rated"),
    );
    assert_eq!(votes[4], fifth.replace("104:50", "104:54"));
    assert_eq!(votes[11], last);
}

#[test]
fn many_rows_come_in_batches_with_their_places() {
    let rows = 20_001;
    let names: Vec<&'static str> = (0..rows).map(|row| ["x", "y", "z"][row % 3]).collect();
    let others: Vec<&'static str> = (0..rows).map(|row| ["y", "z", "z"][row % 3]).collect();
    let columns = [
        text("REQUIRED BYTE_ARRAY left (UTF8)", &names),
        text("REQUIRED BYTE_ARRAY right (UTF8)", &others),
        text("REQUIRED BYTE_ARRAY winner (UTF8)", &vec!["tie"; rows]),
    ];
    let read = rows_of(usual(&columns));
    let places: Vec<u64> = read.iter().map(|(place, _)| *place).collect();
    assert_eq!(places, (1..=20_001).collect::<Vec<_>>());
    assert_eq!(
        read.iter()
            .filter(|(_, row)| *row == Err(Skip::SelfPlay))
            .count(),
        6_667
    );
}
