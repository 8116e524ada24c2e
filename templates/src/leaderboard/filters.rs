//! What a reader can ask of a board. Plain links and a form: every filtered board has an address.

use maud::{Markup, html};

use super::{Filters, StyleControl, View, Weights};
use crate::urls;

/// Links for what has few values, a form for text; both keep the rest of the query.
pub(super) fn filters(view: &View) -> Markup {
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
            nav .chips aria-label="Filters" {
                (weights(None, "Open and closed"))
                (weights(Some(Weights::Open), "Open weights"))
                (weights(Some(Weights::Closed), "Closed"))
                (style_chip(view))
            }
            form .find role="search" method="get" action=(urls::leaderboard(&view.arena)) {
                @if let Some(weights) = now.weights { input type="hidden" name="weights" value=(weights.as_str()); }
                @if now.style_control == StyleControl::On { input type="hidden" name="style_control" value="true"; }
                label .vh for="q" { "Find a model or maker" }
                input #q type="search" name="q" value=(now.q) placeholder="Find a model" maxlength="100" dir="auto";
                button .btn type="submit" { "Find" }
            }
        }
    }
}

fn style_chip(view: &View) -> Markup {
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
    html! { a .chip href=(href) aria-current=[on.then_some("true")] { "Style control" @if on { " on" } @else { " off" } } }
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
