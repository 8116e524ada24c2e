//! `/compare`: two to five models beside each other.

use maud::{Markup, html};

use crate::charts::{Chart, Files};
use crate::components::{Tab, model_link};
use crate::facts::{Card, facts};
use crate::language::Language;
use crate::layout::{Chrome, page};
use crate::leaderboard::{Axis, Gap, Row, bar, sentence};
use crate::model::{arenas, fact, past, pictured, share};
use crate::urls;

/// The most models beside each other.
const MOST: usize = 5;

/// What the page shows.
#[derive(Clone, Debug)]
pub struct View {
    /// The arena.
    pub arena: String,
    /// All arenas, this one among them.
    pub arenas: Vec<Tab>,
    /// All models of the board, best first.
    pub models: Vec<Tab>,
    /// Those that were picked, best first: card and row.
    pub picked: Vec<(Card, Row)>,
    /// Their pairs.
    pub pairs: Vec<Pair>,
    /// Categories by title, each with the rows of the picked models in their order.
    pub categories: Vec<(String, Vec<Option<Row>>)>,
    /// Their ratings and their places over time.
    pub past: Vec<(Chart, Files)>,
}

/// Two of them.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The better one and the other one.
    pub models: [Tab; 2],
    /// Votes, and the share that the first won with the ends of its interval.
    pub observed: Option<(u64, [f64; 3])>,
    /// How far they are apart by their ratings.
    pub gap: Option<Gap>,
}

/// The page.
#[must_use]
pub fn render(chrome: &Chrome, view: &View) -> Markup {
    let t = chrome.language;
    let body = html! {
        div .model-page {
            (arenas(t, &view.arenas, &view.arena, |arena| urls::compare(arena, &[])))
            h1 { (t.compare_title()) }
            @if view.picked.len() < 2 { p .quiet { (t.compare_lead()) } }
            (picker(t, view))
            @if view.picked.len() > 1 {
                (pairs(t, view))
                (ratings(t, view))
                (past(t, &view.past))
                (categories(t, view))
                (cards(t, view))
            }
        }
    };
    page(chrome, &pictured(html! { (t.compare_title()) }), "", &body)
}

/// As many lists as models can be compared; an empty one is left out.
fn picker(t: Language, view: &View) -> Markup {
    let picked = |place: usize| view.picked.get(place).map(|(card, _)| card.id.as_str());
    html! {
        form .card method="get" action=(urls::COMPARE) {
            input type="hidden" name="arena" value=(view.arena);
            div .pickers {
                @for place in 0..MOST {
                    label .field { span .small.quiet { (t.compare_model(place + 1)) }
                        select name="m" {
                            option value="" { "\u{2013}" }
                            @for model in &view.models { option value=(model.id) selected[picked(place) == Some(model.id.as_str())] dir="auto" { (model.title) } }
                        }
                    }
                }
            }
            button .btn.primary type="submit" { (t.board_compare()) }
        }
    }
}

/// Each pair: what was observed, what the ratings expect, and a sentence.
fn pairs(t: Language, view: &View) -> Markup {
    html! {
        section {
            h2 { (t.compare_pairs()) }
            div .scroll tabindex="0" role="region" aria-label=(t.compare_pairs()) {
                table .board.pairs {
                    thead { tr {
                        th scope="col" { (t.compare_pair()) } th .r scope="col" { (t.model_won()) } th .r.hide scope="col" { (t.board_votes()) }
                        th .r scope="col" { (t.model_expected()) } th .r scope="col" { (t.compare_points()) }
                    } }
                    tbody { @for pair in &view.pairs { (row(t, pair)) } }
                }
            }
            ul .plainlist.sentences {
                @for pair in &view.pairs { @if let Some(gap) = &pair.gap { li { (sentence(t, pair.models.each_ref().map(model_link), gap)) } } }
            }
        }
    }
}

fn row(t: Language, pair: &Pair) -> Markup {
    let [first, second] = pair.models.each_ref().map(model_link);
    html! {
        tr {
            th .model scope="row" { (t.compare_against(first, second)) }
            td .r.num { @match pair.observed { Some((_, won)) => (share(t, won)), None => (t.compare_never_met()) } }
            td .r.num.hide { @if let Some((votes, _)) = pair.observed { (t.count(votes)) } @else { "\u{2013}" } }
            td .r.num { (t.percent(pair.gap.map(|gap| gap.preferred))) }
            td .r.num {
                @match &pair.gap {
                    Some(gap) => { b { (t.rating(Some(gap.points))) } " " span .pm { (t.half_width(gap.low, gap.high).unwrap_or_default()) } },
                    None => (t.compare_no_scale()),
                }
            }
        }
    }
}

fn ratings(t: Language, view: &View) -> Markup {
    let rows: Vec<Row> = view.picked.iter().map(|(_, row)| row.clone()).collect();
    let axis = Axis::over(&rows);
    html! {
        section {
            h2 { (t.board_rating()) }
            div .scroll tabindex="0" role="region" aria-label=(t.board_rating()) {
                table .board {
                    thead { tr {
                        th scope="col" { (t.board_model()) } th scope="col" { (t.board_rank()) } th .r scope="col" { (t.board_rating()) }
                        th .hide.bar scope="col" { (t.board_interval()) } th .r scope="col" { (t.board_votes()) }
                    } }
                    tbody { @for row in &rows { tr {
                        th .model scope="row" { (model_link(&Tab { id: row.id.clone(), title: row.name.clone() })) }
                        td .num { (t.rank_range(row.rank_low, row.rank_high)) }
                        td .r.num { b { (t.rating(row.rating)) } " " span .pm { (t.half_width(row.low, row.high).unwrap_or_default()) } }
                        td .hide.bar { (bar(t, row, &axis)) }
                        td .r.num { (t.count(row.votes)) }
                    } } }
                }
            }
        }
    }
}

/// One column a model.
fn heads(view: &View) -> Markup {
    html! { @for (card, _) in &view.picked { th .r scope="col" { bdi { (card.name) } } } }
}

fn categories(t: Language, view: &View) -> Markup {
    html! {
        @if !view.categories.is_empty() {
            section {
                h2 { (t.board_categories()) }
                div .scroll tabindex="0" role="region" aria-label=(t.board_categories()) {
                    table .board {
                        thead { tr { th scope="col" { (t.model_category()) } (heads(view)) } }
                        tbody { @for (title, rows) in &view.categories { tr {
                            th .model scope="row" { bdi { (title) } }
                            @for row in rows { td .r.num {
                                @match row { Some(row) => { b { (t.rating(row.rating)) } " " span .pm { (t.half_width(row.low, row.high).unwrap_or_default()) } }, None => "\u{2013}" }
                            } }
                        } } }
                    }
                }
            }
        }
    }
}

fn cards(t: Language, view: &View) -> Markup {
    let all: Vec<_> = view.picked.iter().map(|(card, _)| facts(t, card)).collect();
    let labels = all
        .first()
        .map(|facts| facts.iter().map(|(label, _)| *label).enumerate());
    html! {
        section {
            h2 { (t.compare_facts()) }
            div .scroll tabindex="0" role="region" aria-label=(t.compare_facts()) {
                table .board {
                    thead { tr { th scope="col" { (t.compare_fact()) } (heads(view)) } }
                    tbody { @for (place, label) in labels.into_iter().flatten() { tr {
                        th .model scope="row" { (label) }
                        @for facts in &all { td .r { (fact(facts.get(place).and_then(|(_, value)| value.as_ref()))) } }
                    } } }
                }
            }
        }
    }
}
