//! Files that hold no votes, or not all of their bytes.

use super::*;

#[test]
fn what_is_no_votes_or_broken_says_so() {
    let names = [
        nullable(
            "OPTIONAL GROUP na { REQUIRED INT32 me (INT_32); }",
            Values::Int(vec![1]),
            &[1],
        ),
        text("REQUIRED BYTE_ARRAY id (UTF8)", &["1"]),
    ];
    let refusal = refused_file(usual(&names), None);
    assert!(
        refusal.starts_with("has columns that are not known (na, id); expected"),
        "{refusal}"
    );
    let cut = |length: u64| {
        let columns = [
            text("REQUIRED BYTE_ARRAY left (UTF8)", &["x"]),
            text("REQUIRED BYTE_ARRAY right (UTF8)", &["y"]),
            text("REQUIRED BYTE_ARRAY winner (UTF8)", &["tie"]),
        ];
        let whole = usual(&columns);
        whole
            .set_len(whole.metadata().unwrap().len() - length)
            .unwrap();
        whole
    };
    let refusal = refused_file(cut(1), None);
    assert!(
        refusal.starts_with("is Parquet that is cut off, damaged"),
        "{refusal}"
    );
    let refusal = refused_file(cut(0), Some(Layout::Kaggle));
    assert!(refusal.ends_with("winner_tie (kaggle)"), "{refusal}");
    assert!(refused(b"PAR1", None).ends_with("give the file itself, not a pipe"));
    let mut short = tempfile::tempfile().unwrap();
    short.write_all(b"PAR1").unwrap();
    short.rewind().unwrap();
    assert!(refused_file(short, None).starts_with("is Parquet that is cut off"));
}

#[test]
fn text_files_open_as_files_too() {
    let mut csv = tempfile::tempfile().unwrap();
    csv.write_all(b"model_a,model_b,winner\nx,y,tie\n").unwrap();
    csv.rewind().unwrap();
    let reader = VoteReader::open_file(csv, None, &Wanted::default()).unwrap();
    assert_eq!(
        (reader.unit(), reader.layout()),
        ("line", Some(Layout::Lmarena))
    );
    let row = Ok(("x".to_owned(), "y".to_owned(), Choice::Tie));
    assert_eq!(all_rows(reader), [(2, row)]);
}
