//! What a reader can ask of a board. Plain links and forms: every filtered board has an address.

use maud::{Markup, html};

use super::{Choice, Filters, StyleControl, View, Weights, columns};
use crate::components::hidden;
use crate::country;
use crate::language::{Language, parameters};
use crate::urls;

/// A value that is asked for: what it is called, and the query without it.
type Active = (Markup, Filters);

/// Menus of links with counts, the style switch, and a form for text; all keep the rest of the query.
pub(super) fn filters(t: Language, view: &View) -> Markup {
    html! {
        div .filters {
            nav .chips aria-label=(t.board_filters()) {
                (menus(t, view))
                (style_chip(t, view))
                @if view.facets.retired > 0 { (retired_chip(t, view)) }
                (columns::chooser(t, view))
                (more(t, view))
            }
            (find(t, view))
        }
        (active(t, view))
    }
}

fn menus(t: Language, view: &View) -> Markup {
    let facets = &view.facets;
    let menu = |label: &str,
                choices: &[Choice],
                say: &dyn Fn(&str) -> Markup,
                set: &dyn Fn(&mut Filters, &str)| {
        html! {
            @if choices.len() > 1 || choices.first().is_some_and(|one| one.current) {
                details .facet name="facet" {
                    summary .chip { (label) }
                    ul .menu {
                        @for choice in choices {
                            @let href = view.filters.with(|filters| set(filters, &choice.value)).url(&view.arena);
                            li { a href=(href) aria-current=[choice.current.then_some("true")] {
                                span { (say(&choice.value)) } " " span .num.quiet { (t.count(choice.models)) }
                            } }
                        }
                    }
                }
            }
        }
    };
    let plain = |value: &str| html! { bdi { (value) } };
    html! {
        (menu(t.board_weights(), &facets.weights, &|word| weights_name(t, word), &|filters, word| filters.weights = Weights::parse(word)))
        (menu(t.board_license(), &facets.licenses, &plain, &|filters, word| filters.license = Some(word.to_owned())))
        (menu(t.board_organization(), &facets.organizations, &plain, &|filters, word| filters.organization = Some(word.to_owned())))
        (menu(t.board_country(), &facets.countries, &|code| country::name(t, code), &|filters, word| filters.country = Some(word.to_owned())))
        (menu(t.board_reasoning(), &facets.reasoning, &|word| reasoning_name(t, word == "true"), &|filters, word| filters.reasoning = Some(word == "true")))
        (menu(t.board_size(), &facets.sizes, &|end| at_most_size(t, end), &|filters, end| filters.max_parameters_b = end.parse().ok()))
        (menu(t.board_price(), &facets.prices, &|end| at_most_price(t, end), &|filters, end| filters.max_price = end.parse().ok()))
        (menu(t.board_released(), &facets.released, &|day| t.board_since(day.get(..4).unwrap_or(day)), &|filters, day| filters.released_since = Some(day.to_owned())))
    }
}

fn weights_name(t: Language, word: &str) -> Markup {
    html! { @if word == Weights::Open.as_str() { (t.board_open()) } @else { (t.board_closed()) } }
}

fn reasoning_name(t: Language, thinks: bool) -> Markup {
    html! { @if thinks { (t.board_reasons()) } @else { (t.board_reasons_not()) } }
}

fn at_most_size(t: Language, end: &str) -> Markup {
    let size = end.parse().map_or_else(|_| end.to_owned(), parameters);
    t.board_at_most(html! { bdi { (size) } })
}

fn at_most_price(t: Language, end: &str) -> Markup {
    let price = end
        .parse()
        .map_or_else(|_| end.to_owned(), |dollars| t.price(dollars));
    t.board_at_most(t.frame_per_million(price))
}

/// What is asked for, each as a chip that takes it back.
fn active(t: Language, view: &View) -> Markup {
    let now = asked(t, &view.filters);
    html! {
        @if !now.is_empty() {
            nav .chips.active aria-label=(t.board_active()) {
                @for (label, without) in &now {
                    a .chip href=(without.url(&view.arena)) { span .vh { (t.board_remove()) " " } (label) span aria-hidden="true" { " \u{d7}" } }
                }
                @if now.len() > 1 { a .chip href=(view.filters.all_models().url(&view.arena)) { (t.board_show_all()) } }
            }
        }
    }
}

fn asked(t: Language, now: &Filters) -> Vec<Active> {
    let own = |value: &str| html! { bdi { (value) } };
    let all: [Option<Active>; 10] = [
        now.weights.map(|weights| {
            (
                weights_name(t, weights.as_str()),
                now.with(|filters| filters.weights = None),
            )
        }),
        now.organization
            .as_ref()
            .map(|name| (own(name), now.with(|filters| filters.organization = None))),
        now.country.as_ref().map(|code| {
            (
                country::name(t, code),
                now.with(|filters| filters.country = None),
            )
        }),
        now.license
            .as_ref()
            .map(|name| (own(name), now.with(|filters| filters.license = None))),
        now.reasoning.map(|thinks| {
            (
                reasoning_name(t, thinks),
                now.with(|filters| filters.reasoning = None),
            )
        }),
        now.max_parameters_b.map(|end| {
            (
                at_most_size(t, &end.to_string()),
                now.with(|filters| filters.max_parameters_b = None),
            )
        }),
        now.max_price.map(|end| {
            (
                at_most_price(t, &end.to_string()),
                now.with(|filters| filters.max_price = None),
            )
        }),
        now.released_since.as_ref().map(|day| {
            (
                t.board_since(day),
                now.with(|filters| filters.released_since = None),
            )
        }),
        now.hide_retired.then(|| {
            (
                html! { (t.board_without_retired()) },
                now.with(|filters| filters.hide_retired = false),
            )
        }),
        (!now.q.is_empty()).then(|| (own(&now.q), now.with(|filters| filters.q = String::new()))),
    ];
    let models = now.models.iter().map(|id| {
        let without = now.with(|filters| filters.models.retain(|other| other != id));
        (own(id), without)
    });
    all.into_iter().flatten().chain(models).collect()
}

fn style_chip(t: Language, view: &View) -> Markup {
    let on = view.filters.style_control == StyleControl::On;
    let other = if on {
        StyleControl::Off
    } else {
        StyleControl::On
    };
    let href = view
        .filters
        .with(|filters| filters.style_control = other)
        .url(&view.arena);
    html! { a .chip href=(href) aria-current=[on.then_some("true")] { @if on { (t.board_style_on()) } @else { (t.board_style_off()) } } }
}

fn retired_chip(t: Language, view: &View) -> Markup {
    let hidden = view.filters.hide_retired;
    let href = view
        .filters
        .with(|filters| filters.hide_retired = !hidden)
        .url(&view.arena);
    html! {
        a .chip href=(href) aria-current=[hidden.then_some("true")] {
            @if hidden { (t.board_show_retired()) } @else { (t.board_hide_retired()) } " "
            span .num.quiet { (t.count(view.facets.retired)) }
        }
    }
}

/// Text that a name or a maker has.
fn find(t: Language, view: &View) -> Markup {
    let now = &view.filters;
    html! {
        form .find role="search" method="get" action=(urls::leaderboard(&view.arena)) {
            (hidden(&now.pairs(), &["q"]))
            label .vh for="q" { (t.board_find_label()) }
            input #q type="search" name="q" value=(now.q) placeholder=(t.board_find_placeholder()) maxlength="100" dir="auto";
            button .btn type="submit" { (t.board_find()) }
        }
    }
}

/// Numbers and days that no menu has.
fn more(t: Language, view: &View) -> Markup {
    let now = &view.filters;
    let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
    html! {
        details .facet.more {
            summary .chip { (t.board_more()) }
            form .menu method="get" action=(urls::leaderboard(&view.arena)) {
                (hidden(&now.pairs(), &["max_parameters_b", "max_price", "released_since", "at"]))
                label .field { span .small { (t.board_max_size()) } input type="number" min="0" step="any" name="max_parameters_b" value=(number(now.max_parameters_b)); }
                label .field { span .small { (t.board_max_price()) } input type="number" min="0" step="any" name="max_price" value=(number(now.max_price)); }
                label .field { span .small { (t.board_released_since()) } input type="date" name="released_since" value=(now.released_since.as_deref().unwrap_or_default()); }
                label .field { span .small { (t.board_at()) } input type="date" name="at" value=(now.at.get(..10).unwrap_or_default()); }
                button .btn.small type="submit" { (t.board_apply()) }
            }
        }
    }
}
