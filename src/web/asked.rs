//! Boards as addresses ask for them: `?category=coding&weights=open&m=a&m=b`.

use agon_templates::urls;

use super::fields::Params;
use super::problem::Problem;
use crate::app::{AsOf, LeaderboardQuery, Sort};
use crate::board::OVERALL;
use crate::domain::Weights;

/// The orders of rows.
const SORTS: &str = "rating, name, votes, win_rate, price, size, released or context, or one of them with - before it";

/// What a query asks of a board.
pub(super) fn query_of(query: &str) -> Result<LeaderboardQuery, Problem> {
    let params = Params::parse(query)?;
    let text = |name: &str| params.text(name).map(str::to_owned);
    Ok(LeaderboardQuery {
        category: text("category"),
        style_control: params.flag("style_control")?.unwrap_or(false),
        weights: params.read("weights", "open or closed", |word| {
            word.parse::<Weights>().ok()
        })?,
        organization: text("organization"),
        country: text("country"),
        license: text("license"),
        reasoning: params.flag("reasoning")?,
        max_parameters_b: params.number("max_parameters_b")?,
        max_price: params.number("max_price")?,
        released_since: params.read("released_since", "a day such as 2026-01-31", day)?,
        q: text("q"),
        models: params.all("m").map(str::to_owned).collect(),
        hide_retired: params
            .read("retired", "show or hide", |word| match word {
                "hide" => Some(true),
                "show" => Some(false),
                _ => None,
            })?
            .unwrap_or(false),
        sort: params
            .read("sort", SORTS, |word| word.parse::<Sort>().ok())?
            .unwrap_or_default(),
        at: as_of(&params)?,
    })
}

/// The query string that asks for it; what is as usual is not in it.
pub(super) fn asking(query: &LeaderboardQuery) -> String {
    let mut pairs: Vec<(&str, String)> = Vec::new();
    let mut ask = |key, value: Option<String>| pairs.extend(value.map(|value| (key, value)));
    let on = |flag: bool, word: &str| flag.then(|| word.to_owned());
    ask(
        "category",
        query.category.clone().filter(|id| id != OVERALL),
    );
    ask("style_control", on(query.style_control, "true"));
    ask(
        "weights",
        query.weights.map(|weights| weights.as_str().to_owned()),
    );
    ask("organization", query.organization.clone());
    ask("country", query.country.clone());
    ask("license", query.license.clone());
    ask("reasoning", query.reasoning.map(|flag| flag.to_string()));
    ask(
        "max_parameters_b",
        query.max_parameters_b.map(|most| most.to_string()),
    );
    ask("max_price", query.max_price.map(|most| most.to_string()));
    ask("released_since", query.released_since.clone());
    ask("q", query.q.clone());
    for model in &query.models {
        ask("m", Some(model.clone()));
    }
    ask("retired", on(query.hide_retired, "hide"));
    ask(
        "sort",
        Some(query.sort)
            .filter(|sort| *sort != Sort::default())
            .map(|sort| sort.to_string()),
    );
    ask("at", query.at.map(|at| at.to_string()));
    let pairs: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(key, value)| (*key, value.as_str()))
        .collect();
    urls::pairs(&pairs)
}

fn day(text: &str) -> Option<String> {
    text.parse::<jiff::civil::Date>()
        .ok()
        .map(|day| day.to_string())
}

pub(super) fn as_of(params: &Params) -> Result<Option<AsOf>, Problem> {
    params.read("at", AsOf::MUST, |text| text.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_address_asks_for_can_be_asked_for_again() {
        let all = "category=coding&style_control=true&weights=open&organization=A%20%26%20B&country=FR&license=MIT&reasoning=false\
            &max_parameters_b=70.5&max_price=0.1&released_since=2026-01-31&q=x%2By&m=a&m=b&retired=hide&sort=-votes&at=s12";
        for asked in ["", "at=17", "at=2026-01-31T12:00:00.000Z", all] {
            assert_eq!(asking(&query_of(asked).unwrap()), asked);
        }
        assert_eq!(
            asking(&query_of("category=overall&sort=rating&retired=show&style_control=0").unwrap()),
            ""
        );
    }
}
