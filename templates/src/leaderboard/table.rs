//! The rows. A rating never stands without its interval, a rank never without its range.

use maud::{Markup, html};

use super::Row;
use super::interval::{Axis, bar};
use crate::components::weights_tag;
use crate::format::{count, counted, half_width, percent, price, rank_range, rating};
use crate::urls;

/// The whole table on one axis.
pub(super) fn table(rows: &[Row]) -> Markup {
    let axis = Axis::over(rows);
    html! {
        div .scroll tabindex="0" role="region" aria-label="Leaderboard table" {
            table .board {
                caption { "Ratings are on a scale where the mean is 1000; \u{b1} and bars show 95% intervals. Where intervals overlap, the order may be chance. "
                    a href=(urls::ABOUT_RATINGS) { "How ratings are made" } "." }
                thead {
                    tr {
                        th scope="col" { "Rank" }
                        th .hide scope="col" { "Range" }
                        th scope="col" { "Model" }
                        th .r scope="col" { "Rating" }
                        th .hide scope="col" { span .axis { span { (axis.low_label()) } span { "95% interval" } span { (axis.high_label()) } } }
                        th .r.hide scope="col" { "Votes" }
                        th .r.hide scope="col" { "Win rate" }
                    }
                }
                tbody { @for row in rows { (self::row(row, &axis)) } }
            }
        }
    }
}

fn row(row: &Row, axis: &Axis) -> Markup {
    let record = format!(
        "{} won, {} lost, {} tied, {} both bad",
        count(row.wins),
        count(row.losses),
        count(row.ties),
        count(row.both_bad)
    );
    html! {
        tr data-model=(row.name) data-rank=[row.rank_low] data-rating=(rating(row.rating)) {
            td .rank.num { @if let Some(rank) = row.rank_low { (rank) } @else { "\u{2013}" } }
            td .num.quiet.hide { (rank_range(row.rank_low, row.rank_high)) }
            th .model scope="row" {
                span .name dir="auto" { (row.name) }
                span .small.quiet.facts {
                    @if let Some(organization) = &row.organization { bdi { (organization) } }
                    (weights_tag(row.weights))
                    @if let Some(words) = row.mark() { span .tag.mark { (words) } }
                    @if let Some(license) = &row.license { span .wide { (license) } }
                    @if let Some(dollars) = row.price { span .wide { (price(dollars)) " per M tokens" } }
                    span .narrow.num { (counted(row.votes, "vote", "votes")) }
                }
            }
            td .r.num {
                b { (rating(row.rating)) } " "
                span .pm { (half_width(row.low, row.high).unwrap_or_default()) }
            }
            td .hide.bar { (bar(row, axis)) }
            td .r.num.hide { (count(row.votes)) }
            td .r.num.hide title=(record) { (percent(row.win_rate)) }
        }
    }
}
