//! What happened between each two models: how often one was preferred, and how often they met.

use maud::{Markup, html};

use super::Rated;
use super::ratings::isolated;
use crate::charts::{Cell, Chart, Column, Drawing, Format, Frame, Heat, HeatCell, Table};
use crate::language::Language;

/// Models in the picture; the file has them all.
const MOST: usize = 20;

/// All pairs of the models of a board.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pairs {
    /// The models, best first.
    pub models: Vec<Rated>,
    /// Their pairs, as far as they met or can be compared.
    pub pairs: Vec<Pair>,
}

/// Two models.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pair {
    /// The place of the better one, from 0.
    pub first: usize,
    /// The place of the other one.
    pub second: usize,
    /// Votes between them.
    pub votes: u64,
    /// Votes for the first.
    pub first_wins: u64,
    /// Votes for the second.
    pub second_wins: u64,
    /// Ties.
    pub ties: u64,
    /// Both were bad.
    pub both_bad: u64,
    /// The share of votes for the first, ties as half.
    pub observed: Option<f64>,
    /// The same as the ratings say.
    pub predicted: Option<f64>,
}

impl Pairs {
    /// Predicted shares above the diagonal, observed ones below it.
    #[must_use]
    pub fn win_rates(&self, t: Language) -> Chart {
        let cell = |row, column, share: Option<f64>, title: String| {
            let share = share?;
            Some(HeatCell {
                row,
                column,
                // A share of 85 in 100 has the deepest tint.
                level: (share - 0.5) / 0.35,
                said: t.decimal((share * 100.0).round()),
                title,
            })
        };
        let both = |pair: &Pair| {
            let (first, second) = (pair.first, pair.second);
            let title = t.chart_pair(
                format!("{} \u{2013} {}", self.name(first), self.name(second)),
                t.percent(pair.predicted),
                t.percent(pair.observed),
                t.frame_votes(pair.votes),
            );
            let title = plain(&title);
            let above = cell(first, second, pair.predicted, title.clone());
            let below = cell(second, first, pair.observed.map(|share| 1.0 - share), title);
            [above, below]
        };
        Chart {
            frame: Frame {
                id: "win-rates".into(),
                title: t.chart_win_rates_title().into(),
                reading: self.reading(t, t.chart_win_rates_reading()),
            },
            drawing: self.heat(t, |pair| both(pair).into_iter().flatten().collect()),
            table: self.table(t),
        }
    }

    /// How often each two models met.
    #[must_use]
    pub fn battles(&self, t: Language) -> Chart {
        let most = self.drawn().map(|pair| pair.votes).max().unwrap_or(1);
        let both = |pair: &Pair| {
            let cell = |row, column| HeatCell {
                row,
                column,
                level: share(pair.votes, most),
                said: t.count(pair.votes),
                title: format!(
                    "{} \u{b7} {}: {}",
                    self.name(row),
                    self.name(column),
                    plain(&t.frame_votes(pair.votes))
                ),
            };
            let (first, second) = (pair.first, pair.second);
            if pair.votes == 0 {
                return Vec::new();
            }
            vec![cell(first, second), cell(second, first)]
        };
        Chart {
            frame: Frame {
                id: "battles".into(),
                title: t.chart_battles_title().into(),
                reading: self.reading(t, t.chart_battles_reading()),
            },
            drawing: self.heat(t, both),
            table: self.table(t),
        }
    }

    /// How a picture is read, where there is one.
    fn reading(&self, t: Language, how: &'static str) -> Markup {
        let is_empty = self.drawn().all(|pair| pair.votes == 0);
        html! { (if is_empty { t.chart_empty() } else { how }) }
    }

    fn name(&self, place: usize) -> String {
        let model = self.models.get(place);
        model.map_or_else(String::new, |model| isolated(&model.name))
    }

    fn drawn(&self) -> impl Iterator<Item = &Pair> {
        let is_drawn = |pair: &&Pair| pair.first < MOST && pair.second < MOST;
        self.pairs.iter().filter(is_drawn)
    }

    fn heat(&self, t: Language, cells: impl Fn(&Pair) -> Vec<HeatCell>) -> Drawing {
        let rows = self.models.iter().take(MOST);
        Drawing::Heat(Heat {
            across: if self.models.len() > MOST {
                t.chart_first_models(MOST as u64).into_string()
            } else {
                String::new()
            },
            rows: rows
                .map(|model| (model.id.clone(), model.name.clone()))
                .collect(),
            columns: None,
            cells: self.drawn().flat_map(cells).collect(),
        })
    }

    fn table(&self, t: Language) -> Table {
        let id = |place: usize| {
            let model = self.models.get(place);
            model.map_or(Cell::Missing, |model| Cell::Name(model.id.clone()))
        };
        let share = |share| Cell::number(share, |share| Format::Percent.say(t, share));
        let row = |pair: &Pair| {
            vec![
                id(pair.first),
                id(pair.second),
                Cell::Count(pair.votes),
                Cell::Count(pair.first_wins),
                Cell::Count(pair.second_wins),
                Cell::Count(pair.ties),
                Cell::Count(pair.both_bad),
                share(pair.observed),
                share(pair.predicted),
            ]
        };
        Table {
            columns: vec![
                Column::words("model_a", t.chart_first()),
                Column::words("model_b", t.chart_second()),
                Column::number("votes", t.board_votes()),
                Column::number("wins_a", t.chart_first_wins()),
                Column::number("wins_b", t.chart_second_wins()),
                Column::number("ties", t.chart_ties()),
                Column::number("both_bad", t.chart_both_bad()),
                Column::number("observed", t.chart_observed()),
                Column::number("predicted", t.chart_predicted()),
            ],
            rows: self.pairs.iter().map(row).collect(),
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "a number of votes")]
fn share(votes: u64, most: u64) -> f64 {
    votes as f64 / most.max(1) as f64
}

/// Markup of the catalogue that has no tags, as text.
pub(super) fn plain(markup: &maud::Markup) -> String {
    let text = &markup.0;
    if !text.contains('&') {
        return text.clone();
    }
    // What maud escapes, undone: it is escaped again where it is written.
    let text = text.replace("&lt;", "<").replace("&gt;", ">");
    text.replace("&quot;", "\"").replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_drawn_is_not_explained() {
        let t = Language::English;
        for pictures in [Pairs::win_rates, Pairs::battles] {
            let reading = pictures(&Pairs::default(), t).frame.reading;
            assert_eq!(reading.into_string(), t.chart_empty());
        }
    }

    #[test]
    fn one_vote_is_one_vote() {
        let model = |id: &str| Rated {
            id: id.into(),
            name: id.into(),
            ..Rated::default()
        };
        let pairs = Pairs {
            models: vec![model("a"), model("b")],
            pairs: vec![Pair {
                first: 0,
                second: 1,
                votes: 1,
                first_wins: 1,
                observed: Some(1.0),
                predicted: Some(0.5),
                ..Pair::default()
            }],
        };
        let picture = pairs.win_rates(Language::English);
        let Drawing::Heat(heat) = picture.drawing else {
            panic!("a heat map");
        };
        assert!(
            heat.cells
                .iter()
                .all(|cell| cell.title.ends_with("in 1 vote"))
        );
        assert_eq!(heat.cells.len(), 2);
    }
}
