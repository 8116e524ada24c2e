//! Parquet: every kind of column, and files that are broken.

mod broken;
mod shapes;

use std::fs::File;
use std::io::{Seek as _, Write as _};
use std::sync::Arc;

use ::parquet::basic::{BrotliLevel, Compression, Encoding, GzipLevel, ZstdLevel};
use ::parquet::column::writer::ColumnWriter;
use ::parquet::data_type::ByteArray;
use ::parquet::file::properties::{WriterProperties, WriterVersion};
use ::parquet::file::writer::SerializedFileWriter;
use ::parquet::schema::parser::parse_message_type;

use super::more::{all, lines};
use super::*;

/// The values of a column with the levels that say where they stand.
enum Values {
    Text(Vec<&'static str>),
    Bytes(Vec<&'static [u8]>),
    Bool(Vec<bool>),
    Int(Vec<i32>),
    Long(Vec<i64>),
    Double(Vec<f64>),
}

struct Given {
    kind: &'static str,
    values: Values,
    defined: Option<Vec<i16>>,
    repeated: Option<Vec<i16>>,
}

fn given(kind: &'static str, values: Values) -> Given {
    Given {
        kind,
        values,
        defined: None,
        repeated: None,
    }
}

fn nullable(kind: &'static str, values: Values, defined: &[i16]) -> Given {
    Given {
        defined: Some(defined.to_vec()),
        ..given(kind, values)
    }
}

fn text(kind: &'static str, values: &[&'static str]) -> Given {
    given(kind, Values::Text(values.to_vec()))
}

/// A file with one row group.
fn file(columns: &[Given], properties: WriterProperties) -> File {
    let fields = columns.iter().fold(String::new(), |fields, one| {
        let end = if one.kind.ends_with('}') { "" } else { ";" };
        fields + one.kind + end
    });
    let schema = parse_message_type(&format!("message votes {{ {fields} }}")).unwrap();
    let mut out = tempfile::tempfile().unwrap();
    let sink = out.try_clone().unwrap();
    let mut writer =
        SerializedFileWriter::new(sink, Arc::new(schema), Arc::new(properties)).unwrap();
    let mut group = writer.next_row_group().unwrap();
    for one in columns {
        let mut column = group.next_column().unwrap().unwrap();
        let (defined, repeated) = (one.defined.as_deref(), one.repeated.as_deref());
        let bytes = |texts: &[&[u8]]| -> Vec<ByteArray> {
            texts
                .iter()
                .map(|text| ByteArray::from(text.to_vec()))
                .collect()
        };
        match (column.untyped(), &one.values) {
            (ColumnWriter::ByteArrayColumnWriter(to), Values::Text(values)) => {
                let values: Vec<&[u8]> = values.iter().map(|text| text.as_bytes()).collect();
                to.write_batch(&bytes(&values), defined, repeated)
            }
            (ColumnWriter::ByteArrayColumnWriter(to), Values::Bytes(values)) => {
                to.write_batch(&bytes(values), defined, repeated)
            }
            (ColumnWriter::BoolColumnWriter(to), Values::Bool(values)) => {
                to.write_batch(values, defined, repeated)
            }
            (ColumnWriter::Int32ColumnWriter(to), Values::Int(values)) => {
                to.write_batch(values, defined, repeated)
            }
            (ColumnWriter::Int64ColumnWriter(to), Values::Long(values)) => {
                to.write_batch(values, defined, repeated)
            }
            (ColumnWriter::DoubleColumnWriter(to), Values::Double(values)) => {
                to.write_batch(values, defined, repeated)
            }
            _ => panic!("{} has other values", one.kind),
        }
        .unwrap();
        column.close().unwrap();
    }
    group.close().unwrap();
    writer.close().unwrap();
    out.rewind().unwrap();
    out
}

fn usual(columns: &[Given]) -> File {
    file(columns, WriterProperties::default())
}

fn rows_of(file: File) -> Rows {
    let reader = VoteReader::open_file(file, None, &Wanted::default()).unwrap();
    assert_eq!(reader.unit(), "row");
    all_rows(reader)
}

fn check_file(file: File, expected: &[Read]) {
    let own = |read: &Read| {
        let read = read.clone();
        read.map(|(a, b, choice)| (a.to_owned(), b.to_owned(), choice))
    };
    let expected: Vec<_> = (1..).zip(expected.iter().map(own)).collect();
    assert_eq!(rows_of(file), expected);
}

fn refused_file(file: File, layout: Option<Layout>) -> String {
    let opened = VoteReader::open_file(file, layout, &Wanted::default());
    opened.err().unwrap().to_string()
}

#[test]
fn lmarena_with_nulls_and_text_that_is_none() {
    let columns = [
        nullable(
            "OPTIONAL BYTE_ARRAY model_a (UTF8)",
            Values::Bytes(vec![b"x", b"x", b"\xff", b"", b"x", b" x ", b"x"]),
            &[1, 1, 1, 1, 0, 1, 1, 1],
        ),
        text(
            "REQUIRED BYTE_ARRAY model_b (UTF8)",
            &["y", "x", "y", "y", "y", "y", "y", "y"],
        ),
        nullable(
            "OPTIONAL BYTE_ARRAY winner (UTF8)",
            Values::Text(vec![
                "model_a", "tie", "tie", "tie", "tie", "model_c", "both_bad",
            ]),
            &[1, 1, 1, 1, 1, 1, 0, 1],
        ),
        nullable(
            "OPTIONAL BOOLEAN anony",
            Values::Bool(vec![true, true, true, true, true, true, true]),
            &[1, 1, 1, 1, 1, 0, 1, 1],
        ),
        text(
            "REQUIRED BYTE_ARRAY prompt",
            &["p", "p", "p", "p", "p", "p", "p", "p"],
        ),
    ];
    check_file(
        usual(&columns),
        &[
            A,
            Err(Skip::SelfPlay),
            Err(Skip::NotUtf8),
            Err(Skip::EmptyName),
            Err(Skip::EmptyName),
            Err(Skip::Outcome),
            Err(Skip::Outcome),
            BAD,
        ],
    );
}

#[test]
fn every_encoding_says_the_same() {
    let names = ["x", "y", "x", "y"];
    let columns = || {
        [
            text("REQUIRED BYTE_ARRAY left (UTF8)", &names),
            nullable(
                "OPTIONAL BYTE_ARRAY right (UTF8)",
                Values::Text(vec!["y", "x", "y"]),
                &[1, 1, 1, 0],
            ),
            text(
                "REQUIRED BYTE_ARRAY winner (UTF8)",
                &["left", "right", "tie", "left"],
            ),
        ]
    };
    let expected = [A, Ok(("y", "x", Choice::B)), TIE, Err(Skip::EmptyName)];
    for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
        for compression in [
            Compression::UNCOMPRESSED,
            Compression::SNAPPY,
            Compression::LZ4_RAW,
            Compression::GZIP(GzipLevel::default()),
            Compression::BROTLI(BrotliLevel::default()),
            Compression::ZSTD(ZstdLevel::default()),
        ] {
            let base = WriterProperties::builder()
                .set_writer_version(version)
                .set_compression(compression);
            check_file(file(&columns(), base.clone().build()), &expected);
            for encoding in [
                Encoding::PLAIN,
                Encoding::DELTA_LENGTH_BYTE_ARRAY,
                Encoding::DELTA_BYTE_ARRAY,
            ] {
                let plain = base.clone().set_dictionary_enabled(false);
                let plain = plain
                    .set_encoding(encoding)
                    .set_data_page_row_count_limit(3);
                check_file(file(&columns(), plain.build()), &expected);
            }
        }
    }
}

#[test]
fn kaggles_outcomes_may_be_numbers_or_yes_and_no() {
    let names = || {
        [
            text("REQUIRED BYTE_ARRAY model_a (UTF8)", &["x", "x", "x"]),
            text("REQUIRED BYTE_ARRAY model_b (UTF8)", &["y", "y", "y"]),
        ]
    };
    let outcomes = [
        given("REQUIRED INT32 winner_model_a", Values::Int(vec![1, 0, 0])),
        given(
            "REQUIRED BOOLEAN winner_model_b",
            Values::Bool(vec![false, true, false]),
        ),
        given(
            "REQUIRED DOUBLE winner_tie",
            Values::Double(vec![0.0, 0.0, 2.0]),
        ),
    ];
    let columns: Vec<Given> = names().into_iter().chain(outcomes).collect();
    check_file(usual(&columns), &[A, B, Err(Skip::Outcome)]);
}

#[test]
fn agon_and_comparia_are_recognised_by_their_columns() {
    let agon = [
        text("REQUIRED BYTE_ARRAY model_a (UTF8)", &["x", "x", "x"]),
        text("REQUIRED BYTE_ARRAY model_b (UTF8)", &["y", "y", "y"]),
        text("REQUIRED BYTE_ARRAY choice (UTF8)", &["a", "tie", "b"]),
        text(
            "REQUIRED BYTE_ARRAY state (UTF8)",
            &["rated", "rated", "unrated"],
        ),
        text("REQUIRED BYTE_ARRAY reason (UTF8)", &["", "", "quarantine"]),
    ];
    check_file(
        usual(&agon),
        &[A, TIE, Err(Skip::Unrated("quarantine".into()))],
    );
    let comparia = [
        text("REQUIRED BYTE_ARRAY model_a_name (UTF8)", &["x", "x", "x"]),
        text("REQUIRED BYTE_ARRAY model_b_name (UTF8)", &["y", "y", "y"]),
        nullable(
            "OPTIONAL BYTE_ARRAY chosen_model_name (UTF8)",
            Values::Text(vec!["y", "z"]),
            &[1, 0, 1],
        ),
        given(
            "REQUIRED BOOLEAN both_equal",
            Values::Bool(vec![false, true, false]),
        ),
    ];
    check_file(usual(&comparia), &[B, TIE, Err(Skip::Outcome)]);
}
