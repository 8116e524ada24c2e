//! Rating against what a model costs, how large it is, or how fast: who is worth it.

use maud::{Markup, html};

use super::Rated;
use crate::charts::{Axis, Cell, Chart, Column, Dot, Drawing, Format, Frame, Kind, Scatter, Table};
use crate::language::Language;

/// What is weighed against the rating.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Cost {
    /// US dollars per million tokens written.
    #[default]
    Price,
    /// Billions of parameters.
    Size,
    /// Characters per second.
    Speed,
}

/// Models with what they cost.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trade {
    /// What that is.
    pub cost: Cost,
    /// The models, best first, each with its cost if it is known.
    pub models: Vec<(Rated, Option<f64>)>,
}

/// A model that has both.
#[derive(Clone, Copy)]
struct Known<'a> {
    model: &'a Rated,
    cost: f64,
    rating: f64,
}

impl Cost {
    /// The word of the picture, and the column in its file.
    fn key(self) -> (&'static str, &'static str) {
        match self {
            Self::Price => ("price", "price_output"),
            Self::Size => ("size", "parameters_b"),
            Self::Speed => ("speed", "chars_per_second"),
        }
    }

    fn format(self) -> Format {
        match self {
            Self::Price => Format::Price,
            Self::Size => Format::Billions,
            Self::Speed => Format::Plain,
        }
    }

    /// A cost within a sentence, with its unit.
    fn say(self, t: Language, cost: f64) -> String {
        let said = self.format().say(t, cost);
        match self {
            Self::Price | Self::Size => said,
            Self::Speed => t.chart_speed_said(said).into_string(),
        }
    }

    fn title(self, t: Language) -> &'static str {
        match self {
            Self::Price => t.chart_price_title(),
            Self::Size => t.chart_size_title(),
            Self::Speed => t.chart_speed_title(),
        }
    }

    fn axis(self, t: Language) -> &'static str {
        match self {
            Self::Price => t.chart_price_axis(),
            Self::Size => t.chart_size_axis(),
            Self::Speed => t.chart_speed_axis(),
        }
    }

    /// Whether the first cost is certainly better than the second.
    fn is_better(self, first: f64, second: f64) -> bool {
        if self == Self::Speed {
            first > second
        } else {
            first < second
        }
    }
}

impl Trade {
    fn known(&self) -> Vec<Known<'_>> {
        let known = self.models.iter().filter_map(|(model, cost)| {
            let cost = cost.filter(|cost| cost.is_finite() && *cost > 0.0)?;
            let rating = model.rating.filter(|_| model.rank.is_some())?;
            Some(Known {
                model,
                cost,
                rating,
            })
        });
        known.collect()
    }

    /// The models that nothing beats: nobody has both a better cost and a higher rating. Best cost first.
    fn front<'a>(&self, known: &[Known<'a>]) -> Vec<Known<'a>> {
        let beats = |other: &Known<'_>, one: &Known<'_>| {
            let worse = self.cost.is_better(one.cost, other.cost) || other.rating < one.rating;
            !worse && (self.cost.is_better(other.cost, one.cost) || other.rating > one.rating)
        };
        let mut front: Vec<Known<'a>> = known
            .iter()
            .filter(|one| !known.iter().any(|other| beats(other, one)))
            .copied()
            .collect();
        front.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        front
    }

    /// The best cost among those that cannot be told from a model, if that is better than its own.
    fn instead<'a>(&self, known: &[Known<'a>], one: &Known<'_>) -> Option<Known<'a>> {
        let meets = |other: &&Known<'_>| {
            let (low, high) = (other.model.low?, other.model.high?);
            let (own_low, own_high) = (one.model.low?, one.model.high?);
            (low <= own_high && own_low <= high && self.cost.is_better(other.cost, one.cost))
                .then_some(())
        };
        let found = known.iter().filter(|other| meets(other).is_some());
        found.copied().reduce(|best, other| {
            if self.cost.is_better(other.cost, best.cost) {
                other
            } else {
                best
            }
        })
    }

    /// The picture.
    #[must_use]
    pub fn chart(&self, t: Language) -> Chart {
        let known = self.known();
        let front = self.front(&known);
        let is_first = |one: &Known<'_>| front.iter().any(|other| other.model.id == one.model.id);
        let format = self.cost.format();
        let dot = |one: &Known<'_>| Dot {
            key: one.model.id.clone(),
            label: Some(one.model.name.clone()),
            x: one.cost,
            y: one.rating,
            interval: one.model.low.zip(one.model.high),
            is_first: is_first(one),
            title: format!(
                "{} \u{b7} {}",
                one.model.said(t),
                self.cost.say(t, one.cost)
            ),
        };
        let (first, others): (Vec<&Known<'_>>, Vec<&Known<'_>>) =
            known.iter().partition(|one| is_first(one));
        Chart {
            frame: Frame {
                id: self.cost.key().0.into(),
                title: self.cost.title(t).into(),
                reading: self.reading(t, &known),
            },
            drawing: Drawing::Scatter(Scatter {
                x: Axis {
                    label: self.cost.axis(t).into(),
                    kind: Kind::Log,
                    format,
                },
                y: Axis {
                    label: t.board_rating().into(),
                    kind: Kind::Linear,
                    format: Format::Rating,
                },
                dots: first.into_iter().chain(others).map(dot).collect(),
                front: front.iter().map(|one| (one.cost, one.rating)).collect(),
                has_diagonal: false,
            }),
            table: self.table(t, &known, &front),
        }
    }

    fn reading(&self, t: Language, known: &[Known<'_>]) -> Markup {
        let Some(best) = known.first() else {
            return html! { (t.chart_trade_unknown()) };
        };
        let said = |cost: f64| html! { bdi { (self.cost.say(t, cost)) } };
        let (name, cost) = (html! { bdi { (best.model.name) } }, said(best.cost));
        match self.instead(known, best) {
            Some(other) => {
                let instead = html! { bdi { (other.model.name) } };
                t.chart_trade_instead(name, cost, instead, said(other.cost))
            }
            None => t.chart_trade_best(name, cost),
        }
    }

    fn table(&self, t: Language, known: &[Known<'_>], front: &[Known<'_>]) -> Table {
        let (_, key) = self.cost.key();
        let format = self.cost.format();
        let rating = |value| Cell::number(value, |value| t.rating(Some(value)));
        let row = |(model, cost): &(Rated, Option<f64>)| {
            let same = |one: &&Known<'_>| one.model.id == model.id;
            let instead = known
                .iter()
                .find(same)
                .and_then(|one| self.instead(known, one));
            let is_first = front.iter().any(|one| one.model.id == model.id);
            let said = if is_first {
                t.chart_yes()
            } else {
                t.chart_no()
            };
            vec![
                Cell::Name(model.id.clone()),
                Cell::Name(model.name.clone()),
                Cell::number(*cost, |cost| format.say(t, cost)),
                rating(model.rating),
                rating(model.low),
                rating(model.high),
                Cell::Said(is_first.to_string(), said.to_owned()),
                instead.map_or(Cell::Missing, |one| Cell::Name(one.model.id.clone())),
            ]
        };
        Table {
            columns: vec![
                Column::words("model", t.chart_id()),
                Column::words("name", t.board_model()),
                Column::number(key, self.cost.axis(t)),
                Column::number("rating", t.board_rating()),
                Column::number("rating_low", t.chart_low()),
                Column::number("rating_high", t.chart_high()),
                Column::words("front", t.chart_front()),
                Column::words("instead", t.chart_instead()),
            ],
            rows: self.models.iter().map(row).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn model(id: &str, rating: f64, cost: f64) -> (Rated, Option<f64>) {
        let model = Rated {
            id: id.into(),
            rank: Some((1, 2)),
            rating: Some(rating),
            low: Some(rating - 20.0),
            high: Some(rating + 20.0),
            ..Rated::default()
        };
        (model, Some(cost))
    }

    fn trade(cost: Cost) -> Trade {
        Trade {
            cost,
            models: vec![
                model("dear", 1200.0, 10.0),
                model("near", 1170.0, 1.0),
                model("bad", 1100.0, 5.0),
                model("cheap", 1050.0, 0.1),
            ],
        }
    }

    #[test]
    fn the_front_has_whom_nobody_beats_in_both() {
        for (cost, expected) in [
            (Cost::Price, vec!["cheap", "near", "dear"]),
            (Cost::Speed, vec!["dear"]),
        ] {
            let trade = trade(cost);
            let front = trade.front(&trade.known());
            let ids: Vec<&str> = front.iter().map(|one| one.model.id.as_str()).collect();
            assert_eq!(ids, expected);
        }
    }

    #[test]
    fn whoever_cannot_be_told_apart_and_costs_less_is_named() {
        let trade = trade(Cost::Price);
        let records = trade.chart(Language::English).table.records();
        let instead: Vec<&str> = records[1..].iter().map(|row| row[7].as_str()).collect();
        assert_eq!(instead, ["near", "", "", ""]);
    }

    #[test]
    fn equal_models_are_both_on_the_front() {
        let trade = Trade {
            cost: Cost::Size,
            models: vec![model("a", 1000.0, 7.0), model("b", 1000.0, 7.0)],
        };
        assert_eq!(trade.front(&trade.known()).len(), 2);
    }

    #[test]
    fn a_speed_has_its_unit_in_sentences() {
        for (cost, unit) in [
            (Cost::Speed, "10 characters per second"),
            (Cost::Price, "$10.00"),
        ] {
            let chart = trade(cost).chart(Language::English);
            let reading = chart.frame.reading.into_string();
            assert!(reading.contains(unit), "{reading}");
        }
    }
}
