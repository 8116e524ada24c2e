//! The questions that people ask of a board, with what it says to them and a link to the board that shows it.

use maud::{Markup, html};

use super::neighbours::{Gap, sentence};
use super::{Filters, View, Weights};
use crate::components::{Tab, model_link};
use crate::country;
use crate::language::{Language, parameters};

/// The best of one group beside the best of another.
#[derive(Clone, Debug)]
pub struct Versus {
    /// The groups: countries, where they are.
    pub groups: [String; 2],
    /// Their best.
    pub best: [Tab; 2],
    /// How far the first is above the second.
    pub gap: Gap,
}

/// What the whole board says, as far as the models' cards allow.
#[derive(Clone, Debug, Default)]
pub struct Answers {
    /// The best open-weights models.
    pub open: Vec<Tab>,
    /// The best open beside the best closed one.
    pub open_or_closed: Option<Versus>,
    /// Among open weights: the leading country beside the next.
    pub countries: Option<Versus>,
    /// The best that is cheap, and the limit in US dollars.
    pub cheap: Option<(Tab, f64)>,
    /// The best open one that fits one machine, and the limit in billions of parameters.
    pub small: Option<(Tab, f64)>,
    /// The best open one that does not think first.
    pub plain: Option<Tab>,
}

/// All of them, folded up until they are asked for.
pub(super) fn answers(t: Language, view: &View) -> Markup {
    let answers = &view.answers;
    let base = Filters {
        category: view.filters.category.clone(),
        style_control: view.filters.style_control,
        at: view.filters.at.clone(),
        ..Filters::default()
    };
    let open = base.with(|filters| filters.weights = Some(Weights::Open));
    let ask = |filters: &Filters, question: Markup, answer: Markup| {
        html! { li { a href=(filters.url(&view.arena)) { (question) } " " (answer) } }
    };
    let nothing = answers.open.is_empty() && answers.cheap.is_none();
    html! {
        @if !nothing {
            details .card.answers {
                summary { h2 { (t.board_questions()) } }
                ul .plainlist data-part="answers" {
                    @if !answers.open.is_empty() {
                        (ask(&open, html! { (t.board_ask_open()) }, html! { @for (place, model) in answers.open.iter().enumerate() { @if place > 0 { " \u{b7} " } (model_link(model)) } }))
                    }
                    @if let Some(versus) = &answers.open_or_closed { (ask(&base, html! { (t.board_ask_caught_up()) }, compared(t, versus))) }
                    @if let Some(versus) = &answers.countries {
                        (ask(&open, html! { (t.board_ask_country()) }, html! {
                            (t.board_country_leads(country::link(t, &versus.groups[0]), country::link(t, &versus.groups[1]))) " " (compared(t, versus))
                        }))
                    }
                    @if let Some((model, dollars)) = &answers.cheap {
                        (ask(&base.with(|filters| filters.max_price = Some(*dollars)), t.board_ask_cheap(t.frame_per_million(t.price(*dollars))), model_link(model)))
                    }
                    @if let Some((model, size)) = &answers.small {
                        (ask(&open.with(|filters| filters.max_parameters_b = Some(*size)), t.board_ask_small(html! { bdi { (parameters(*size)) } }), model_link(model)))
                    }
                    @if let Some(model) = &answers.plain {
                        (ask(&open.with(|filters| filters.reasoning = Some(false)), html! { (t.board_ask_plain()) }, model_link(model)))
                    }
                }
            }
        }
    }
}

/// The sentence of two models, the better one first.
fn compared(t: Language, versus: &Versus) -> Markup {
    let [first, second] = [&versus.best[0], &versus.best[1]].map(model_link);
    if versus.gap.points >= 0.0 {
        return sentence(t, [first, second], &versus.gap);
    }
    let turned = Gap {
        preferred: 1.0 - versus.gap.preferred,
        ..versus.gap
    };
    sentence(t, [second, first], &turned)
}
