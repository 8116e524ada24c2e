//! File formats. Pure: records in, bytes out; where records come from and bytes go is the caller's business.

mod cards;
mod cell;
mod leaderboard;
mod manifest;
mod own;
mod public;
mod published;
pub mod read;
mod records;
pub mod sheet;
mod spreadsheet;
mod write;

pub use cards::{Card, Cards, UnknownCards, cards};
pub use cell::{Kind, Shape, Texts, Time, Unique};
pub use leaderboard::CategoryRecord;
pub use manifest::{
    ArenaManifest, Exclusion, FileEntry, FileSeen, KeyEntry, Link, MANIFEST_VERSION, Manifest,
    Part, Signed,
};
pub use own::{OwnFormat, own_battle};
pub use public::{Losses, Lost, PublicFile, PublicSchema, PublicVote};
pub use published::{Published, PublishedRow, UnknownBoard, published};
pub use records::{
    BattleRecord, ComparedRecord, HistoryRecord, LeaderboardRecord, ModelRecord, PairRecord,
    Record, SamplingRecord, VoteRecord,
};
use spreadsheet::plain_cell;
pub use write::{About, Column, FileWriter, Format, WriteError, csv_file, csv_table, whole_file};
