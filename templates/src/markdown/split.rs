//! Where one block of an answer ends and the next begins, found line by line while the answer is written.
//!
//! A block is what later lines cannot change: a heading, a paragraph, a table, a fence, one item of a list. The cut may be made
//! at places where a parser of the whole text would see one block (a loose list, say); the same cuts are made when all is
//! known, so an answer looks the same while it is written and afterwards.

/// A finished block of source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Chunk {
    /// Its lines, with the blank ones around it.
    pub(super) source: String,
    /// Whether it is an item of the list that the block before it is an item of.
    pub(super) continues: bool,
}

/// Later lines are no longer cut: nobody writes so many blocks in earnest.
const MAX_CHUNKS: usize = 4_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fence {
    sign: char,
    length: usize,
}

/// What an item begins with: the sign tells one list from another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Marker {
    sign: char,
    /// The column in which the item's text begins.
    content: usize,
    /// Whether a paragraph gives way to it.
    interrupts: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mode {
    /// Nothing but blank lines yet.
    Start,
    Paragraph {
        quote: bool,
    },
    /// Code by four columns; it may have blank lines.
    Indented,
    Fence(Fence),
    Item {
        marker: Marker,
        blank: bool,
        fence: Option<Fence>,
    },
}

/// Cuts a text that arrives in pieces.
#[derive(Debug)]
pub(super) struct Splitter {
    mode: Mode,
    /// Whole lines of the block that is being written.
    open: String,
    /// The line that is being written.
    line: String,
    continues: bool,
    chunks: usize,
}

impl Splitter {
    pub(super) fn new() -> Self {
        Self {
            mode: Mode::Start,
            open: String::new(),
            line: String::new(),
            continues: false,
            chunks: 0,
        }
    }

    /// The blocks that a piece of text finishes.
    pub(super) fn push(&mut self, text: &str) -> Vec<Chunk> {
        let mut done = Vec::new();
        for piece in text.split_inclusive('\n') {
            self.line.push_str(piece);
            if piece.ends_with('\n') {
                let line = std::mem::take(&mut self.line);
                self.take(&line, &mut done);
            }
        }
        done
    }

    /// What is left at the end of the text.
    pub(super) fn finish(&mut self) -> Vec<Chunk> {
        let mut done = Vec::new();
        if !self.line.is_empty() {
            let line = std::mem::take(&mut self.line);
            self.take(&line, &mut done);
        }
        self.close(&mut done);
        done
    }

    /// What is written of the block that is not finished.
    pub(super) fn rest(&self) -> String {
        format!("{}{}", self.open, self.line)
    }

    fn close(&mut self, done: &mut Vec<Chunk>) {
        if !self.open.is_empty() && self.chunks < MAX_CHUNKS {
            done.push(Chunk {
                source: std::mem::take(&mut self.open),
                continues: self.continues,
            });
        }
        self.mode = Mode::Start;
        self.continues = false;
    }

    fn take(&mut self, line: &str, done: &mut Vec<Chunk>) {
        let before = done.len();
        let blank = line.trim().is_empty();
        match self.mode {
            _ if self.chunks >= MAX_CHUNKS - 1 => self.open.push_str(line),
            Mode::Start if blank => self.open.push_str(line),
            Mode::Start => self.begin(line, done),
            Mode::Paragraph { .. } if blank => {
                self.open.push_str(line);
                self.close(done);
            }
            Mode::Paragraph { quote } => self.paragraph(line, quote, done),
            Mode::Indented if blank || indent(line) >= 4 => self.open.push_str(line),
            Mode::Indented => {
                self.close(done);
                self.begin(line, done);
            }
            Mode::Fence(fence) => {
                self.open.push_str(line);
                if closes(fence, line) {
                    self.close(done);
                }
            }
            Mode::Item {
                marker,
                fence,
                blank: after_blank,
            } => self.item(line, (marker, after_blank, fence), done),
        }
        self.chunks += done.len() - before;
    }

    /// The first line of a block.
    fn begin(&mut self, line: &str, done: &mut Vec<Chunk>) {
        self.open.push_str(line);
        if is_alone(line) {
            self.close(done);
        } else if let Some(fence) = fence(line) {
            self.mode = Mode::Fence(fence);
        } else if let Some(marker) = marker(line) {
            self.mode = Mode::Item {
                marker,
                blank: false,
                fence: inner_fence(line),
            };
        } else if indent(line) >= 4 {
            self.mode = Mode::Indented;
        } else {
            let quote = is_quote(line);
            self.mode = Mode::Paragraph { quote };
        }
    }

    fn paragraph(&mut self, line: &str, quote: bool, done: &mut Vec<Chunk>) {
        if is_underline(line) {
            self.open.push_str(line);
            return self.close(done);
        }
        let other = is_alone(line)
            || fence(line).is_some()
            || marker(line).is_some_and(|marker| marker.interrupts)
            || (is_quote(line) && !quote);
        if other {
            self.close(done);
            return self.begin(line, done);
        }
        self.open.push_str(line);
    }

    fn item(
        &mut self,
        line: &str,
        (item, after_blank, fence): (Marker, bool, Option<Fence>),
        done: &mut Vec<Chunk>,
    ) {
        let blank = line.trim().is_empty();
        let inside = blank || indent(line) >= item.content;
        if inside {
            self.open.push_str(line);
            let fence = match fence {
                Some(open) => (!closes_within(open, line)).then_some(open),
                None => inner_fence(line),
            };
            self.mode = Mode::Item {
                marker: item,
                blank,
                fence,
            };
            return;
        }
        let next = marker(line).filter(|_| !is_alone(line));
        // A line without a mark goes on with the item's paragraph, unless something else begins.
        let lazy = !after_blank && fence.is_none() && next.is_none();
        if lazy && !is_alone(line) && self::fence(line).is_none() && !is_quote(line) {
            return self.open.push_str(line);
        }
        self.close(done);
        self.continues = next.is_some_and(|next| next.sign == item.sign);
        self.begin(line, done);
    }
}

/// Columns of white space before a line's text.
fn indent(line: &str) -> usize {
    let mut column = 0;
    for c in line.chars() {
        match c {
            ' ' => column += 1,
            '\t' => column += 4 - column % 4,
            _ => break,
        }
    }
    column
}

fn run(text: &str, sign: char) -> usize {
    text.chars().take_while(|c| *c == sign).count()
}

/// Three or more backticks or tildes; nothing behind backticks may be one.
fn opening(text: &str) -> Option<Fence> {
    let sign = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = run(text, sign);
    let info = text.get(length..).unwrap_or_default();
    (length >= 3 && (sign == '~' || !info.contains('`'))).then_some(Fence { sign, length })
}

fn fence(line: &str) -> Option<Fence> {
    (indent(line) < 4).then(|| opening(line.trim()))?
}

fn closes_within(fence: Fence, line: &str) -> bool {
    let text = line.trim();
    let length = run(text, fence.sign);
    length >= fence.length && length == text.chars().count()
}

fn closes(fence: Fence, line: &str) -> bool {
    indent(line) < 4 && closes_within(fence, line)
}

/// A fence that begins in an item, behind the marks of its own lists.
fn inner_fence(line: &str) -> Option<Fence> {
    let mut text = line.trim();
    while let Some(mark) = marker(text) {
        text = text.get(mark.content..).unwrap_or_default().trim_start();
    }
    opening(text)
}

/// A heading or a rule: a block of one line.
fn is_alone(line: &str) -> bool {
    let text = line.trim();
    let hashes = run(text, '#');
    let is_heading = (1..=6).contains(&hashes)
        && text
            .get(hashes..)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    let signs: String = text.split_whitespace().collect();
    let is_rule = ['-', '*', '_']
        .iter()
        .any(|sign| signs.len() >= 3 && signs.chars().all(|c| c == *sign));
    indent(line) < 4 && (is_heading || is_rule)
}

/// The line below a heading's text.
fn is_underline(line: &str) -> bool {
    let text = line.trim();
    indent(line) < 4
        && ['=', '-']
            .iter()
            .any(|sign| text.chars().all(|c| c == *sign))
}

fn is_quote(line: &str) -> bool {
    indent(line) < 4 && line.trim_start().starts_with('>')
}

/// `-`, `*`, `+`, `1.` or `1)` with white space or nothing behind it.
fn marker(line: &str) -> Option<Marker> {
    let (before, text) = (indent(line), line.trim_start());
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let (sign, width) = match text.chars().nth(digits)? {
        sign @ ('-' | '*' | '+') if digits == 0 => (sign, 1),
        sign @ ('.' | ')') if (1..=9).contains(&digits) => (sign, digits + 1),
        _ => return None,
    };
    let rest = text.get(width..)?;
    let spaces = indent(rest);
    let is_empty = rest.trim().is_empty();
    if before > 3 || (spaces == 0 && !is_empty) {
        return None;
    }
    // Five columns and more belong to code that begins one column behind the mark.
    let gap = if is_empty || spaces > 4 { 1 } else { spaces };
    let starts_at_one = digits == 0 || text.get(..digits) == Some("1");
    Some(Marker {
        sign,
        content: before + width + gap,
        interrupts: !is_empty && starts_at_one,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(String, bool)> {
        let mut splitter = Splitter::new();
        let mut chunks = splitter.push(text);
        chunks.extend(splitter.finish());
        chunks
            .into_iter()
            .map(|chunk| (chunk.source.trim().to_owned(), chunk.continues))
            .collect()
    }

    fn sources(text: &str) -> Vec<String> {
        cut(text).into_iter().map(|(source, _)| source).collect()
    }

    #[test]
    fn blocks_end_where_later_lines_cannot_change_them() {
        assert_eq!(sources("# A\nb\nc\n\nd"), ["# A", "b\nc", "d"]);
        assert_eq!(
            sources("a\n```\nx\n\n# y\n```\nb"),
            ["a", "```\nx\n\n# y\n```", "b"]
        );
        assert_eq!(sources("~~~~\n~~~\n~~~~\nb"), ["~~~~\n~~~\n~~~~", "b"]);
        assert_eq!(sources("|a|\n|-|\n|1|\n\nb"), ["|a|\n|-|\n|1|", "b"]);
        assert_eq!(sources("> a\n> b\n\nc"), ["> a\n> b", "c"]);
        assert_eq!(sources("    x\n\n    y\nz"), ["x\n\n    y", "z"]);
        assert_eq!(sources("a\n> b"), ["a", "> b"]);
        assert_eq!(sources("Title\n---\ntext"), ["Title\n---", "text"]);
        assert_eq!(sources("a\n\n---\n\nb"), ["a", "---", "b"]);
    }

    #[test]
    fn items_of_a_list_are_blocks_that_belong_together() {
        let item = |text: &str, continues| (text.to_owned(), continues);
        assert_eq!(
            cut("Look:\n- a\n  more\n- b\n\n- c\n\nend"),
            [
                item("Look:", false),
                item("- a\n  more", false),
                item("- b", true),
                item("- c", true),
                item("end", false)
            ]
        );
        assert_eq!(
            cut("1. **A**\n   - x\n   - y\n\n   text\n2. B\n* z"),
            [
                item("1. **A**\n   - x\n   - y\n\n   text", false),
                item("2. B", true),
                item("* z", false)
            ]
        );
        assert_eq!(
            cut("- a\n  ```\n  - no item\n\n  x\n  ```\n- b"),
            [
                item("- a\n  ```\n  - no item\n\n  x\n  ```", false),
                item("- b", true)
            ]
        );
        assert_eq!(sources("- a\nlazy\n\nnew"), ["- a\nlazy", "new"]);
        assert_eq!(
            sources("It was in\n1986. A good year"),
            ["It was in\n1986. A good year"]
        );
    }
}
