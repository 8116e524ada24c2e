//! File formats. Pure: records in, bytes out; where records come from and bytes go is the caller's business.

mod leaderboard;
mod own;
pub mod read;
mod records;
mod write;

pub use leaderboard::CategoryRecord;
pub use own::{OwnFormat, own_battle};
pub use records::{
    ComparedRecord, HistoryRecord, LeaderboardRecord, ModelRecord, Record, VoteRecord,
};
pub use write::{Format, csv_table, encode, header};
