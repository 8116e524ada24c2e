//! A CSV record that is one line, without a copy of it.

use super::Skip;
use super::plan::Target;
use super::row::Into;
use super::table::check_length;
use super::value::Value;
use crate::exchange::plain_cell;

/// Reads a record; `None` if it has a quoted cell that does not end in this line or has quotes within.
pub(super) fn read(
    line: &[u8],
    columns: &[Vec<Target>],
    last_wanted: usize,
    into: &mut Into<'_>,
) -> Option<Result<(), Skip>> {
    let Ok(text) = std::str::from_utf8(line) else {
        // Which bytes are a cell does not matter any more, but where the record ends does.
        let is_plain = memchr::memchr(b'"', line).is_none();
        return is_plain.then_some(Err(Skip::NotUtf8));
    };
    into.row.clear();
    let (mut rest, mut cells) = (Some(text), 0);
    while let Some(behind) = rest {
        if cells >= last_wanted && memchr::memchr(b'"', behind.as_bytes()).is_none() {
            cells += 1 + memchr::memchr_iter(b',', behind.as_bytes()).count();
            break;
        }
        let (cell, next) = first_cell(behind)?;
        for target in columns.get(cells).into_iter().flatten() {
            into.set(*target, Value::Text(plain_cell(cell)));
        }
        cells += 1;
        rest = next;
    }
    Some(check_length(cells, columns.len()))
}

/// The first cell without its quotes, and what stands behind its comma.
fn first_cell(text: &str) -> Option<(&str, Option<&str>)> {
    if let Some(quoted) = text.strip_prefix('"') {
        let end = memchr::memchr(b'"', quoted.as_bytes())?;
        let (cell, behind) = (quoted.get(..end)?, quoted.get(end + 1..)?);
        return match behind.as_bytes().first() {
            None => Some((cell, None)),
            Some(b',') => Some((cell, behind.get(1..))),
            Some(_) => None,
        };
    }
    match memchr::memchr(b',', text.as_bytes()) {
        Some(comma) => Some((text.get(..comma)?, text.get(comma + 1..))),
        None => Some((text, None)),
    }
}
