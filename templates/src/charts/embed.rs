//! Small pictures for other sites: a badge of one model, a card of the first models of a board. No script, no links, nothing that
//! loads anything.

use maud::{Markup, PreEscaped, html};

use super::axes::n;
use super::kinds::Rated;
use super::text::{fit, width};
use super::xml;
use crate::assets;
use crate::language::Language;

/// Models on a card.
pub const CARD_MODELS: usize = 5;
const CARD: f64 = 420.0;
const ROW: f64 = 28.0;

/// A badge: the arena, and the model's range of ranks with its rating.
#[must_use]
pub fn badge(t: Language, arena: &str, model: &Rated) -> String {
    let arena = fit(arena, 160.0);
    let figures = figures(t, model);
    let (left, right) = (width(&arena) + 20.0, width(&figures) + 20.0);
    let title = format!("{}: {}: {figures}", arena, model.name);
    let body = html! {
        rect .sheet width=(n(left + right)) height="24" rx="4" {}
        rect .k0 width=(n(left)) height="24" rx="4" {}
        rect .k1 x=(n(left)) width=(n(right)) height="24" rx="4" {}
        text .l lang="" x="10" y="16" { (arena) }
        text .l x=(n(left + 10.0)) y="16" { (figures) }
    };
    file(t, (left + right, 24.0), &title, &body)
}

/// Rank and rating in a few letters.
fn figures(t: Language, model: &Rated) -> String {
    let (low, high) = model.rank.unzip();
    let half = t.half_width(model.low, model.high).unwrap_or_default();
    let rank = if low.is_some() {
        format!("#{} \u{b7} ", t.rank_range(low, high))
    } else {
        String::new()
    };
    format!("{rank}{} {half}", t.rating(model.rating))
        .trim()
        .to_owned()
}

/// A card: the first models of a board with their ranks and ratings.
#[must_use]
pub fn card(t: Language, title: &str, models: &[Rated], votes: u64) -> String {
    let shown = models.iter().take(CARD_MODELS);
    let mut y = 44.0;
    let body = html! {
        rect .sheet width="100%" height="100%" rx="10" {}
        text .title lang="" x="20" y="30" { (fit(title, CARD - 60.0)) }
        @for model in shown {
            @let base = { y += ROW; n(y - 8.0) };
            line .g x1="20" x2=(n(CARD - 20.0)) y1=(n(y - ROW + 2.0)) y2=(n(y - ROW + 2.0)) {}
            text .t x="50" y=(base) text-anchor="end" { (rank(t, model)) }
            text .l lang="" x="62" y=(base) { (fit(&model.name, 230.0)) }
            text .l x=(n(CARD - 70.0)) y=(base) text-anchor="end" { (t.rating(model.rating)) }
            text .t x=(n(CARD - 20.0)) y=(base) text-anchor="end" { (t.half_width(model.low, model.high).unwrap_or_default()) }
        }
        text .t x="20" y=(n(y + 22.0)) { @if models.is_empty() { (t.chart_empty()) } @else { (t.frame_votes(votes)) " \u{b7} Agon" } }
    };
    file(t, (CARD, y + 36.0), title, &body)
}

fn rank(t: Language, model: &Rated) -> String {
    let (low, high) = model.rank.unzip();
    t.rank_range(low, high)
}

fn file(t: Language, (wide, high): (f64, f64), title: &str, body: &Markup) -> String {
    let (wide, high) = (n(wide), n(high));
    let markup = html! {
        svg .chart xmlns="http://www.w3.org/2000/svg" role="img" lang=(t.tag()) direction="ltr" width=(wide) height=(high)
            viewBox={ "0 0 " (wide) " " (high) } aria-labelledby="title" {
            title id="title" { (title) }
            style { (PreEscaped(assets::text("chart.css"))) }
            (body)
        }
    };
    xml(&markup.into_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_names_are_text_and_a_long_one_is_cut() {
        let model = Rated {
            name: crate::samples::hostile().into(),
            rank: Some((1, 3)),
            rating: Some(1172.4),
            low: Some(1117.0),
            high: Some(1227.0),
            ..Rated::default()
        };
        for t in Language::ALL {
            let all = [
                badge(t, crate::samples::hostile(), &model),
                card(
                    t,
                    crate::samples::hostile(),
                    std::slice::from_ref(&model),
                    12,
                ),
                card(t, "", &[], 0),
            ];
            for svg in all {
                assert!(!svg.contains("<script") && !svg.contains("<img"));
                assert!(svg.contains("<svg ") && !svg.contains("href"));
            }
        }
        let said = badge(Language::English, "Text", &model);
        assert!(said.contains("#1\u{2013}3 \u{b7} 1172 \u{b1}55"), "{said}");
    }
}
