//! The rows. A rating never stands without its interval, a rank never without its range.

use maud::{Markup, html};

use super::Row;
use super::interval::{Axis, bar};
use crate::components::weights_tag;
use crate::language::Language;
use crate::urls;

/// The whole table on one axis.
pub(super) fn table(t: Language, rows: &[Row]) -> Markup {
    let axis = Axis::over(rows);
    let link = html! { a href=(urls::ABOUT_RATINGS) { (t.frame_foot_ratings()) } };
    html! {
        div .scroll tabindex="0" role="region" aria-label=(t.board_table()) {
            table .board {
                caption { (t.board_caption(link)) }
                thead {
                    tr {
                        th scope="col" { (t.board_rank()) }
                        th .hide scope="col" { (t.board_range()) }
                        th scope="col" { (t.board_model()) }
                        th .r scope="col" { (t.board_rating()) }
                        th .hide scope="col" { span .axis dir="ltr" { span { (axis.low_label(t)) } span dir=(t.direction()) { (t.board_interval()) } span { (axis.high_label(t)) } } }
                        th .r.hide scope="col" { (t.board_votes()) }
                        th .r.hide scope="col" { (t.board_win_rate()) }
                    }
                }
                tbody { @for row in rows { (self::row(t, row, &axis)) } }
            }
        }
    }
}

fn row(t: Language, row: &Row, axis: &Axis) -> Markup {
    let record = t.board_record(
        t.count(row.wins),
        t.count(row.losses),
        t.count(row.ties),
        t.count(row.both_bad),
    );
    html! {
        tr data-model=(row.name) data-rank=[row.rank_low] data-rating=(t.rating(row.rating)) {
            td .rank.num { @if let Some(rank) = row.rank_low { (rank) } @else { "\u{2013}" } }
            td .num.quiet.hide { (t.rank_range(row.rank_low, row.rank_high)) }
            th .model scope="row" {
                span .name { bdi { (row.name) } }
                span .small.quiet.facts {
                    @if let Some(organization) = &row.organization { bdi { (organization) } }
                    (weights_tag(t, row.weights))
                    @if let Some(words) = row.mark(t) { span .tag.mark { (words) } }
                    @if let Some(license) = &row.license { bdi .wide { (license) } }
                    @if let Some(dollars) = row.price { span .wide { (t.frame_per_million(t.price(dollars))) } }
                    span .narrow.num { (t.frame_votes(row.votes)) }
                }
            }
            td .r.num {
                b { (t.rating(row.rating)) } " "
                span .pm { (t.half_width(row.low, row.high).unwrap_or_default()) }
            }
            td .hide.bar { (bar(t, row, axis)) }
            td .r.num.hide { (t.count(row.votes)) }
            td .r.num.hide title=(record) { (t.percent(row.win_rate)) }
        }
    }
}
