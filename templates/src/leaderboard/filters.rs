//! What a reader can ask of a board. Plain links and a form: every filtered board has an address.

use maud::{Markup, html};

use super::{Filters, StyleControl, View, Weights};
use crate::language::Language;
use crate::urls;

/// Links for what has few values, a form for text; both keep the rest of the query.
pub(super) fn filters(t: Language, view: &View) -> Markup {
    let now = &view.filters;
    let weights = |value: Option<Weights>, label: &str| {
        let href = link(
            &view.arena,
            &Filters {
                weights: value,
                ..now.clone()
            },
        );
        html! { a .chip href=(href) aria-current=[(now.weights == value).then_some("true")] { (label) } }
    };
    html! {
        div .filters {
            nav .chips aria-label=(t.board_filters()) {
                (weights(None, t.board_open_and_closed()))
                (weights(Some(Weights::Open), t.board_open()))
                (weights(Some(Weights::Closed), t.board_closed()))
                (style_chip(t, view))
            }
            form .find role="search" method="get" action=(urls::leaderboard(&view.arena)) {
                @if let Some(weights) = now.weights { input type="hidden" name="weights" value=(weights.as_str()); }
                @if now.style_control == StyleControl::On { input type="hidden" name="style_control" value="true"; }
                label .vh for="q" { (t.board_find_label()) }
                input #q type="search" name="q" value=(now.q) placeholder=(t.board_find_placeholder()) maxlength="100" dir="auto";
                button .btn type="submit" { (t.board_find()) }
            }
        }
    }
}

fn style_chip(t: Language, view: &View) -> Markup {
    let on = view.filters.style_control == StyleControl::On;
    let other = if on {
        StyleControl::Off
    } else {
        StyleControl::On
    };
    let href = link(
        &view.arena,
        &Filters {
            style_control: other,
            ..view.filters.clone()
        },
    );
    html! { a .chip href=(href) aria-current=[on.then_some("true")] { @if on { (t.board_style_on()) } @else { (t.board_style_off()) } } }
}

fn link(arena: &str, filters: &Filters) -> String {
    let style = if filters.style_control == StyleControl::On {
        "true"
    } else {
        ""
    };
    let weights = filters.weights.map_or("", Weights::as_str);
    urls::leaderboard_query(
        arena,
        &[
            ("weights", weights),
            ("style_control", style),
            ("q", &filters.q),
        ],
    )
}
