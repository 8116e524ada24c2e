//! One value of a record: as text in CSV, typed in Parquet.

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use super::write::Column;
use crate::clock::rfc3339;

/// What a column of a typed file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8.
    Text,
    /// Yes or no.
    Bool,
    /// A whole number, 64 bits, signed: the one kind that every tool reads.
    Int,
    /// A whole number, 32 bits, signed: only where a public schema has one.
    Int32,
    /// A number, 64 bits.
    Float,
    /// UTC, in milliseconds.
    Time,
}

/// How a column is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// What each value is.
    pub kind: Kind,
    /// Whether there may be none.
    pub is_optional: bool,
    /// Whether there are any number of them.
    pub is_list: bool,
    /// Whether values come again, so that a dictionary of them pays.
    pub repeats: bool,
}

impl Shape {
    const fn of(kind: Kind) -> Self {
        Self {
            kind,
            is_optional: false,
            is_list: false,
            repeats: true,
        }
    }
}

/// A value of a record.
pub(super) trait Cell {
    /// Its column.
    const SHAPE: Shape;
    /// As text; empty where there is none.
    fn text(&self) -> Cow<'_, str>;
    /// Appends it to its column.
    fn put(&self, column: &mut Column);
}

/// A point in time, Unix milliseconds; RFC 3339 UTC in text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, utoipa::ToSchema)]
#[schema(value_type = String, format = DateTime)]
pub struct Time(pub i64);

/// A text that no other row has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(transparent)]
pub struct Unique(pub String);

/// Texts that somebody wrote, in order; a JSON list in text, since any separator may stand in them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(transparent)]
pub struct Texts(pub Vec<String>);

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&rfc3339(self.0))
    }
}

impl Cell for String {
    const SHAPE: Shape = Shape::of(Kind::Text);

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(self)
    }

    fn put(&self, column: &mut Column) {
        column.text(self);
    }
}

impl Cell for Unique {
    const SHAPE: Shape = Shape {
        repeats: false,
        ..Shape::of(Kind::Text)
    };

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.0)
    }

    fn put(&self, column: &mut Column) {
        column.text(&self.0);
    }
}

impl Cell for Time {
    const SHAPE: Shape = Shape::of(Kind::Time);

    fn text(&self) -> Cow<'_, str> {
        Cow::Owned(rfc3339(self.0))
    }

    fn put(&self, column: &mut Column) {
        column.int(self.0);
    }
}

impl Cell for bool {
    const SHAPE: Shape = Shape::of(Kind::Bool);

    fn text(&self) -> Cow<'_, str> {
        Cow::Borrowed(if *self { "true" } else { "false" })
    }

    fn put(&self, column: &mut Column) {
        column.bool(*self);
    }
}

impl Cell for f64 {
    const SHAPE: Shape = Shape::of(Kind::Float);

    fn text(&self) -> Cow<'_, str> {
        Cow::Owned(self.to_string())
    }

    fn put(&self, column: &mut Column) {
        column.float(*self);
    }
}

macro_rules! whole_numbers {
    ($($kind:ty),*) => { $(impl Cell for $kind {
        const SHAPE: Shape = Shape::of(Kind::Int);

        fn text(&self) -> Cow<'_, str> {
            Cow::Owned(self.to_string())
        }

        fn put(&self, column: &mut Column) {
            // Counts of votes and characters end far below.
            column.int(i64::try_from(*self).unwrap_or(i64::MAX));
        }
    })* };
}
whole_numbers!(i64, u64, u32);

impl<T: Cell> Cell for Option<T> {
    const SHAPE: Shape = Shape {
        is_optional: true,
        ..T::SHAPE
    };

    fn text(&self) -> Cow<'_, str> {
        self.as_ref().map(Cell::text).unwrap_or_default()
    }

    fn put(&self, column: &mut Column) {
        column.is_there(self.is_some());
        if let Some(value) = self {
            value.put(column);
        }
    }
}

const LIST: Shape = Shape {
    is_list: true,
    ..Shape::of(Kind::Text)
};

impl Cell for Vec<String> {
    const SHAPE: Shape = LIST;

    fn text(&self) -> Cow<'_, str> {
        Cow::Owned(self.join(";"))
    }

    fn put(&self, column: &mut Column) {
        column.list(self);
    }
}

impl Cell for Texts {
    const SHAPE: Shape = Shape {
        repeats: false,
        ..LIST
    };

    fn text(&self) -> Cow<'_, str> {
        // A list of strings always serialises.
        Cow::Owned(serde_json::to_string(&self.0).unwrap_or_default())
    }

    fn put(&self, column: &mut Column) {
        column.list(&self.0);
    }
}
