//! Boards of votes one by one against figures calculated elsewhere, and the laws that they obey.

mod degenerate;
mod golden;
mod laws;
mod slopes;
mod truth;
mod voters;
mod worlds;
