//! The rows. A rating never stands without its interval, a rank never without its range.

use maud::{Markup, html};

use super::interval::{Axis, bar};
use super::neighbours::short;
use super::{Column, Row, Sort, View};
use crate::components::{day, weights_tag};
use crate::language::{Language, parameters};
use crate::urls;

/// What all rows share.
struct Look {
    t: Language,
    axis: Axis,
    columns: Vec<Column>,
    /// Whether rows are in the order of their ratings.
    is_ranked: bool,
}

impl Look {
    /// The columns beside the rank.
    fn ranks(&self) -> impl Iterator<Item = Column> {
        self.columns
            .iter()
            .copied()
            .filter(|column| column.is_rank())
    }

    /// The columns behind the rating.
    fn others(&self) -> impl Iterator<Item = Column> {
        self.columns
            .iter()
            .copied()
            .filter(|column| !column.is_rank())
    }
}

/// The whole table on one axis.
pub(super) fn table(t: Language, view: &View) -> Markup {
    let look = Look {
        t,
        axis: Axis::over(&view.rows),
        columns: Column::of(view),
        is_ranked: view.filters.sort == Sort::default(),
    };
    let link = html! { a href=(urls::ABOUT_RATINGS) { (t.frame_foot_ratings()) } };
    html! {
        div .scroll tabindex="0" role="region" aria-label=(t.board_table()) {
            table .board {
                caption { (t.board_caption(link)) }
                thead data-part="head" { (head(&look, view)) }
                tbody data-part="rows" { @for row in &view.rows { (self::row(&look, row)) } }
            }
        }
    }
}

fn head(look: &Look, view: &View) -> Markup {
    let t = look.t;
    html! {
        tr {
            th .pick scope="col" { span .vh { (t.board_compare_column()) } }
            th scope="col" { (t.board_rank()) }
            @for column in look.ranks() { th .hide scope="col" { (column.label(t)) } }
            (sorted(view, Some("name"), "", &html! { (t.board_model()) }))
            (sorted(view, Some("rating"), "r", &html! { (t.board_rating()) }))
            @for column in look.others() {
                @if column == Column::Interval {
                    th .hide scope="col" { span .axis dir="ltr" { span { (look.axis.low_label(t)) } span dir=(t.direction()) { (column.label(t)) } span { (look.axis.high_label(t)) } } }
                } @else { (sorted(view, column.sort(), class(column), &html! { (column.label(t)) })) }
            }
        }
    }
}

/// A head that is a link where rows can be sorted by its column.
fn sorted(view: &View, word: Option<&'static str>, class: &str, label: &Markup) -> Markup {
    let sort = &view.filters.sort;
    let Some(word) = word else {
        return html! { th class=[(!class.is_empty()).then_some(class)] scope="col" { (label) } };
    };
    let state = match (sort.by == word, sort.ascending) {
        (false, _) => None,
        (true, true) => Some("ascending"),
        (true, false) => Some("descending"),
    };
    let href = view
        .filters
        .with(|filters| filters.sort = sort.toggled(word))
        .url(&view.arena);
    html! {
        th class=[(!class.is_empty()).then_some(class)] scope="col" aria-sort=[state] { a .sort href=(href) { (label) } }
    }
}

/// Numbers end together; only rank, model and rating fit a narrow screen.
fn class(column: Column) -> &'static str {
    match column {
        Column::License | Column::Next => "hide",
        Column::Interval => "hide bar",
        _ => "r hide",
    }
}

fn row(look: &Look, row: &Row) -> Markup {
    let t = look.t;
    html! {
        tr data-model=(row.id) data-rank=[row.rank_low] data-rating=(t.rating(row.rating)) {
            td .pick { label { input type="checkbox" form="compare" name="m" value=(row.id); span .vh { (t.board_compare_pick(html! { bdi { (row.name) } })) } } }
            td .rank.num { @if let Some(rank) = row.rank_low { (rank) } @else { "\u{2013}" } }
            @for column in look.ranks() { td .num.quiet.hide { (cell(look, row, column)) } }
            th .model scope="row" {
                a .name href=(urls::model(&row.id)) { bdi { (row.name) } } " "
                span .small.quiet.facts { (facts(look, row)) }
            }
            td .r.num {
                b { (t.rating(row.rating)) } " "
                span .pm { (t.half_width(row.low, row.high).unwrap_or_default()) }
            }
            @for column in look.others() { td class={ (class(column)) " num" } { (cell(look, row, column)) } }
        }
    }
}

fn facts(look: &Look, row: &Row) -> Markup {
    let t = look.t;
    html! {
        @if let Some(organization) = &row.organization { a .org href=(urls::organization(organization)) { bdi { (organization) } } }
        (weights_tag(t, row.weights))
        @if let Some(words) = row.mark(t) { span .tag.mark { (words) } }
        span .narrow.num { (t.frame_votes(row.votes)) }
    }
}

fn cell(look: &Look, row: &Row, column: Column) -> Markup {
    let t = look.t;
    let dash = || html! { "\u{2013}" };
    match column {
        Column::Range => html! { (t.rank_range(row.rank_low, row.rank_high)) },
        Column::Overall => row.rank_overall.map_or_else(dash, |rank| html! { (rank) }),
        Column::Interval => bar(t, row, &look.axis),
        Column::Votes => html! { (t.count(row.votes)) },
        Column::WinRate => html! { (t.percent(row.win_rate)) },
        Column::Next => row
            .next
            .as_ref()
            .map_or_else(dash, |next| short(t, next, look.is_ranked)),
        Column::Record => t.board_record(
            t.count(row.wins),
            t.count(row.losses),
            t.count(row.ties),
            t.count(row.both_bad),
        ),
        Column::Price => row
            .price
            .map_or_else(dash, |dollars| html! { (t.price(dollars)) }),
        Column::Size => row
            .parameters_b
            .map_or_else(dash, |size| html! { bdi { (parameters(size)) } }),
        Column::License => row.license.as_ref().map_or_else(
            dash,
            |name| html! { a href=(urls::license(name)) { bdi { (name) } } },
        ),
        Column::Released => row
            .released
            .as_ref()
            .map_or_else(dash, |released| day(released)),
        Column::Context => row
            .context_tokens
            .map_or_else(dash, |tokens| html! { (t.count(tokens)) }),
    }
}
