//! What is known of a model before anybody votes on it, in the order in which people ask.

use maud::{Markup, html};

use crate::components::{Weights, day};
use crate::language::{Language, parameters};
use crate::{country, urls};

/// A model's card.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// Its id.
    pub id: String,
    /// What people call it.
    pub name: String,
    /// Who made it.
    pub organization: Option<String>,
    /// ISO code of the maker's country.
    pub country: Option<String>,
    /// SPDX name, or the maker's own.
    pub license: Option<String>,
    /// Open or closed.
    pub weights: Option<Weights>,
    /// Parameters, in billions.
    pub parameters_b: Option<f64>,
    /// Those used for one token.
    pub active_parameters_b: Option<f64>,
    /// Whether it thinks before it answers.
    pub reasoning: Option<bool>,
    /// Release date.
    pub released: Option<String>,
    /// US dollars per million tokens read.
    pub price_input: Option<f64>,
    /// US dollars per million tokens written.
    pub price_output: Option<f64>,
    /// The longest conversation that it can read, in tokens.
    pub context_tokens: Option<u64>,
    /// Whether it answers no more.
    pub retired: bool,
}

/// A fact by its label; `None` where it is not known.
pub(crate) type Fact = (&'static str, Option<Markup>);

/// All facts of a card, always in the same order and number.
pub(crate) fn facts(t: Language, card: &Card) -> Vec<Fact> {
    let text = |value: &Option<String>, url: fn(&str) -> String| {
        let link = |name: &String| html! { a href=(url(name)) { bdi { (name) } } };
        value.as_ref().map(link)
    };
    let size = |value: Option<f64>| value.map(|size| html! { bdi { (parameters(size)) } });
    let price = |value: Option<f64>| value.map(|dollars| t.frame_per_million(t.price(dollars)));
    let weights = card.weights.map(|weights| match weights {
        Weights::Open => html! { (t.board_open()) },
        Weights::Closed => html! { (t.board_closed()) },
    });
    let thinks = |thinks: bool| html! { @if thinks { (t.board_reasons()) } @else { (t.board_reasons_not()) } };
    vec![
        (
            t.board_organization(),
            text(&card.organization, urls::organization),
        ),
        (
            t.board_country(),
            card.country.as_ref().map(|code| country::link(t, code)),
        ),
        (t.board_license(), text(&card.license, urls::license)),
        (t.board_weights(), weights),
        (t.board_size(), size(card.parameters_b)),
        (t.model_active_size(), size(card.active_parameters_b)),
        (t.board_reasoning(), card.reasoning.map(thinks)),
        (t.board_released(), card.released.as_deref().map(day)),
        (t.model_price_read(), price(card.price_input)),
        (t.model_price_written(), price(card.price_output)),
        (
            t.board_context(),
            card.context_tokens
                .map(|tokens| html! { (t.count(tokens)) }),
        ),
    ]
}
