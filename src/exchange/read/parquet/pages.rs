//! The pages of a column of texts with symbols in place of the texts.
//!
//! A text of a dictionary is looked at once per dictionary and not once per row: its page is replaced by the symbols of
//! its texts, and so the rows that refer to it are decoded straight into symbols.

use std::sync::{Arc, Mutex};

use ::parquet::basic::Encoding;
use ::parquet::column::page::{Page, PageMetadata, PageReader};
use ::parquet::errors::{ParquetError, Result};
use ::parquet::schema::types::{ColumnDescPtr, ColumnDescriptor};
use bytes::Bytes;

use super::super::words::{Keep, Words, lock};
use super::leaf::ValueLeaf;

/// The pages of a column, translated.
pub(super) struct WordPages {
    pub(super) pages: Box<dyn PageReader>,
    pub(super) column: ColumnDescPtr,
    pub(super) words: Arc<Mutex<Words>>,
    pub(super) keep: Keep,
}

impl WordPages {
    fn translate(&self, page: Page) -> Result<Page> {
        match page {
            Page::DictionaryPage {
                buf, num_values, ..
            } => {
                let (one, column) = self.flat(buf, num_values);
                Ok(Page::DictionaryPage {
                    buf: self.symbols(one, &column)?.into(),
                    num_values,
                    encoding: Encoding::PLAIN,
                    is_sorted: false,
                })
            }
            page if is_indices(&page) => Ok(page),
            page => {
                let levels = levels_len(&page, &self.column)?;
                let levels = page.buffer().get(..levels).ok_or_else(too_short)?;
                let mut bytes = levels.to_vec();
                bytes.extend(self.symbols(page.clone(), &self.column)?);
                Ok(plain(page, bytes.into()))
            }
        }
    }

    /// A dictionary as a page of a column in which nothing is null.
    fn flat(&self, buf: Bytes, num_values: u32) -> (Page, ColumnDescPtr) {
        let (kind, path) = (self.column.self_type_ptr(), self.column.path().clone());
        let page = Page::DataPage {
            buf,
            num_values,
            encoding: Encoding::PLAIN,
            def_level_encoding: Encoding::RLE,
            rep_level_encoding: Encoding::RLE,
            statistics: None,
        };
        (page, Arc::new(ColumnDescriptor::new(kind, 0, 0, path)))
    }

    /// The symbols of all values of a page, as a page has numbers.
    fn symbols(&self, page: Page, column: &ColumnDescPtr) -> Result<Vec<u8>> {
        let rows = page.num_values() as usize;
        let mut words = lock(&self.words);
        let mut out = Vec::with_capacity(rows * 4);
        let mut values = ValueLeaf::new(Box::new(OnePage(Some(page))), column);
        values.each(rows, |_, value| {
            out.extend(value.symbol(&mut words, self.keep).to_bits());
        })?;
        Ok(out)
    }
}

/// Whether the values of a page are places in the dictionary.
fn is_indices(page: &Page) -> bool {
    matches!(
        page.encoding(),
        Encoding::RLE_DICTIONARY | Encoding::PLAIN_DICTIONARY
    )
}

fn too_short() -> ParquetError {
    ParquetError::General("a page is too short".to_owned())
}

/// How many bytes of a page say which values are null or repeated, before its values.
fn levels_len(page: &Page, column: &ColumnDescriptor) -> Result<usize> {
    if let Page::DataPageV2 {
        def_levels_byte_len,
        rep_levels_byte_len,
        ..
    } = page
    {
        return Ok(*def_levels_byte_len as usize + *rep_levels_byte_len as usize);
    }
    let mut length = 0_usize;
    for level in [column.max_rep_level(), column.max_def_level()] {
        if level > 0 {
            let rest = page.buffer().get(length..).ok_or_else(too_short)?;
            let (size, _) = rest.split_first_chunk::<4>().ok_or_else(too_short)?;
            length = length.saturating_add(4 + u32::from_le_bytes(*size) as usize);
        }
    }
    Ok(length)
}

/// The page with other values, which are not encoded.
fn plain(mut page: Page, values: Bytes) -> Page {
    if let Page::DataPage { buf, encoding, .. } | Page::DataPageV2 { buf, encoding, .. } = &mut page
    {
        *buf = values;
        *encoding = Encoding::PLAIN;
    }
    page
}

impl Iterator for WordPages {
    type Item = Result<Page>;
    fn next(&mut self) -> Option<Self::Item> {
        self.get_next_page().transpose()
    }
}

impl PageReader for WordPages {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        let page = self.pages.get_next_page()?;
        page.map(|page| self.translate(page)).transpose()
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        self.pages.peek_next_page()
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.pages.skip_next_page()
    }
}

/// A page that stands for a whole column.
struct OnePage(Option<Page>);

impl Iterator for OnePage {
    type Item = Result<Page>;
    fn next(&mut self) -> Option<Self::Item> {
        self.0.take().map(Ok)
    }
}

impl PageReader for OnePage {
    fn get_next_page(&mut self) -> Result<Option<Page>> {
        Ok(self.0.take())
    }

    fn peek_next_page(&mut self) -> Result<Option<PageMetadata>> {
        Ok(None)
    }

    fn skip_next_page(&mut self) -> Result<()> {
        self.0 = None;
        Ok(())
    }
}
