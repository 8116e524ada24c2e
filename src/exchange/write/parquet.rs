//! A Parquet file in the making: row groups leave as they fill, so memory does not grow with the file.

use std::sync::Arc;

use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::Result;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::{ColumnPath, Type, TypePtr};

use super::About;
use super::column::{Column, field};
use crate::exchange::Record;
use crate::exchange::cell::Shape;

/// Rows in a group: as many as `DuckDB` and Spark like to read at once.
const GROUP_ROWS: usize = 65_536;
/// A group of long texts is closed before.
const GROUP_BYTES: usize = 16 << 20;
/// Rows after which the size of the texts is looked at.
const LOOK_ROWS: usize = 256;

/// A Parquet file in the making.
pub(in crate::exchange) struct TypedFile {
    writer: SerializedFileWriter<Vec<u8>>,
    columns: Vec<Column>,
    rows: usize,
}

impl TypedFile {
    pub(super) fn new(shapes: &[(&'static str, Shape)], about: About) -> Result<Self> {
        let fields = shapes.iter().map(|(name, shape)| field(name, *shape));
        let columns = shapes.iter().map(|(_, shape)| Column::new(*shape));
        let unique = shapes.iter().filter(|(_, shape)| !shape.repeats);
        let unique = unique.map(|(name, shape)| {
            let mut path = vec![(*name).to_owned()];
            if shape.is_list {
                path.extend(["list", "element"].map(str::to_owned));
            }
            ColumnPath::new(path)
        });
        let parts = (fields.collect::<Result<_>>()?, columns.collect());
        Self::of(parts, unique.collect(), about)
    }

    /// A file with these fields, whose values go into these columns; a dictionary of the values at these paths would not pay.
    pub(in crate::exchange) fn of(
        (fields, columns): (Vec<TypePtr>, Vec<Column>),
        unique: Vec<ColumnPath>,
        about: About,
    ) -> Result<Self> {
        let schema = Type::group_type_builder("agon")
            .with_fields(fields)
            .build()?;
        let about = about.into_iter();
        let about = about.map(|(name, value)| KeyValue::new(format!("agon.{name}"), value));
        let mut properties = WriterProperties::builder()
            .set_created_by(concat!("agon version ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_compression(Compression::ZSTD(ZstdLevel::try_new(1)?))
            .set_statistics_enabled(EnabledStatistics::Chunk)
            .set_key_value_metadata(Some(about.collect()));
        for path in unique {
            properties = properties.set_column_dictionary_enabled(path, false);
        }
        let properties = Arc::new(properties.build());
        Ok(Self {
            writer: SerializedFileWriter::new(Vec::new(), Arc::new(schema), properties)?,
            columns,
            rows: 0,
        })
    }

    pub(super) fn add<R: Record>(&mut self, record: &R) -> Result<()> {
        self.add_row(|columns| record.put(&mut columns.iter_mut()))
    }

    /// Takes a row, which `put` puts into all columns.
    pub(in crate::exchange) fn add_row(&mut self, put: impl FnOnce(&mut [Column])) -> Result<()> {
        put(&mut self.columns);
        self.rows += 1;
        let is_full = self.rows >= GROUP_ROWS
            || (self.rows.is_multiple_of(LOOK_ROWS) && self.text_bytes() >= GROUP_BYTES);
        if is_full { self.close_group() } else { Ok(()) }
    }

    /// Adds to what the file says of itself.
    pub(in crate::exchange) fn note(&mut self, name: &str, value: String) {
        let note = KeyValue::new(format!("agon.{name}"), value);
        self.writer.append_key_value_metadata(note);
    }

    /// The bytes of the groups that are closed.
    pub(in crate::exchange) fn ready(&mut self) -> Result<Vec<u8>> {
        self.writer.flush()?;
        Ok(std::mem::take(self.writer.inner_mut()))
    }

    pub(in crate::exchange) fn finish(mut self) -> Result<Vec<u8>> {
        self.close_group()?;
        self.writer.into_inner()
    }

    fn text_bytes(&self) -> usize {
        self.columns.iter().map(Column::text_bytes).sum()
    }

    fn close_group(&mut self) -> Result<()> {
        if std::mem::take(&mut self.rows) == 0 {
            return Ok(());
        }
        let mut group = self.writer.next_row_group()?;
        for column in &mut self.columns {
            if let Some(mut writer) = group.next_column()? {
                column.write_to(writer.untyped())?;
                writer.close()?;
                column.is_written();
            }
        }
        group.close()?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use parquet::file::metadata::RowGroupMetaData;
    use parquet::file::reader::{FileReader as _, SerializedFileReader};
    use parquet::record::RowAccessor as _;

    use crate::exchange::{FileWriter, Format, PairRecord};

    fn pair(seq: i64) -> PairRecord {
        PairRecord {
            arena: "text".into(),
            category: "overall".into(),
            seq,
            model_a: format!("model-{}", seq % 7),
            model_b: format!("model-{}", seq % 11 + 7),
            votes: 1,
            wins_a: 1,
            wins_b: 0,
            ties: 0,
            both_bad: 0,
        }
    }

    #[test]
    fn rows_leave_in_groups_while_more_come_in() {
        let mut file = FileWriter::new::<PairRecord>(Format::Parquet, Vec::new()).unwrap();
        let mut given = Vec::new();
        let mut bytes = Vec::new();
        for page in 0..70 {
            let rows: Vec<PairRecord> = (page * 1_000..(page + 1) * 1_000).map(pair).collect();
            let ready = file.write(&rows).unwrap();
            given.push(!ready.is_empty());
            bytes.extend(ready);
        }
        bytes.extend(file.finish::<PairRecord>().unwrap());
        // The file's first four bytes, then one group of 65,536 rows.
        let pages: Vec<usize> = (0..70).filter(|page| given[*page]).collect();
        assert_eq!(pages, [0, 65]);
        let file = SerializedFileReader::new(bytes::Bytes::from(bytes)).unwrap();
        let groups = file.metadata().row_groups().iter();
        assert_eq!(
            groups.map(RowGroupMetaData::num_rows).collect::<Vec<_>>(),
            [65_536, 4_464]
        );
        let seqs = file.get_row_iter(None).unwrap();
        let seqs = seqs.map(|row| row.unwrap().get_long(2).unwrap());
        assert!(seqs.eq(0..70_000));
    }
}
