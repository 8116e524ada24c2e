//! A board and its rows in the words of the leaderboard page.

use agon_templates::categories;
use agon_templates::components::Tab;
use agon_templates::language::Language;
use agon_templates::leaderboard::{
    self, Answers, Choice, Facets, Filters, Gap, Next, Row, Sort, Status, StyleControl, View,
};

use super::battle::weights;
use super::leaderboard::{Asked, moment, tab};
use super::tabs;
use crate::app::{self, BoardPage, Facet, LeaderboardQuery, LeaderboardRow, Named, Site};
use crate::board::OVERALL;
use crate::clock::civil;
use crate::web::Web;

/// The page's view.
pub(super) fn view(web: &Web, (found, asked): (BoardPage, &Asked), t: Language) -> View {
    let BoardPage {
        board,
        facets,
        answers,
    } = found;
    let arenas = web.app.arenas();
    let of_arena = arenas.iter().find(|arena| arena.id == board.arena);
    let categories = of_arena.map(|arena| arena.categories.as_slice());
    let site = web.app.site();
    let titles = Titles { t, site: &site };
    View {
        arena: board.arena.to_string(),
        title: board.title.clone(),
        arenas: tabs(&arenas),
        categories: titles.tabs(categories.unwrap_or_default()),
        filters: filters(asked),
        facets: facet_view(facets, &asked.query),
        answers: answer_view(answers),
        seq: board.seq.unsigned_abs(),
        votes: board.votes,
        models: board.models as u64,
        live: asked.query.at.is_none(),
        computed_at: civil(board.computed_at_ms).map(moment),
        rows: board.rows.iter().map(row).collect(),
    }
}

/// What readers call categories: the operator's own by the operator's words.
pub(in crate::web) struct Titles<'a> {
    /// The reader's language.
    pub(in crate::web) t: Language,
    /// Where the operator's categories stand.
    pub(in crate::web) site: &'a Site,
}

impl Titles<'_> {
    /// A category with its title.
    pub(in crate::web) fn tab(&self, id: &str) -> Tab {
        let own = self.site.config.categories.iter();
        let own = own.filter(|rule| rule.id.as_str() == id);
        let own = own.map(|rule| rule.title.as_str()).next();
        tab(id, own.unwrap_or_else(|| categories::title(self.t, id)))
    }

    /// All of them in the order in which pages list them.
    pub(super) fn tabs(&self, ids: &[String]) -> Vec<Tab> {
        let mut ids: Vec<&String> = ids.iter().collect();
        ids.sort_by_key(|id| categories::place(id));
        ids.into_iter().map(|id| self.tab(id)).collect()
    }
}

fn filters(asked: &Asked) -> Filters {
    let query = &asked.query;
    Filters {
        category: query
            .category
            .clone()
            .filter(|category| category != OVERALL),
        weights: query.weights.map(weights),
        organization: query.organization.clone(),
        country: query.country.clone(),
        license: query.license.clone(),
        reasoning: query.reasoning,
        max_parameters_b: query.max_parameters_b,
        max_price: query.max_price,
        released_since: query.released_since.clone(),
        hide_retired: query.hide_retired,
        style_control: if query.style_control {
            StyleControl::On
        } else {
            StyleControl::Off
        },
        q: query.q.clone().unwrap_or_default(),
        models: query.models.clone(),
        at: asked.at.clone(),
        sort: Sort {
            by: query.sort.by.as_str(),
            reversed: query.sort.reversed,
            ascending: query.sort.is_ascending(),
        },
        columns: asked.columns.clone(),
    }
}

fn facet_view(facets: app::Facets, query: &LeaderboardQuery) -> Facets {
    let choices = |facets: Vec<Facet>, now: Option<String>| {
        let choice = |facet: Facet| Choice {
            current: now
                .as_ref()
                .is_some_and(|now| now.eq_ignore_ascii_case(&facet.value)),
            value: facet.value,
            models: facet.models,
        };
        facets.into_iter().map(choice).collect()
    };
    let number = |value: Option<f64>| value.map(|value| value.to_string());
    let word = |weights: crate::domain::Weights| weights.as_str().to_owned();
    Facets {
        weights: choices(facets.weights, query.weights.map(word)),
        organizations: choices(facets.organizations, query.organization.clone()),
        countries: choices(facets.countries, query.country.clone()),
        licenses: choices(facets.licenses, query.license.clone()),
        reasoning: choices(facets.reasoning, query.reasoning.map(|on| on.to_string())),
        sizes: choices(facets.sizes, number(query.max_parameters_b)),
        prices: choices(facets.prices, number(query.max_price)),
        released: choices(facets.released, query.released_since.clone()),
        retired: facets.retired,
    }
}

/// A model as pages link it.
pub(super) fn named(model: &Named) -> Tab {
    tab(&model.id, &model.name)
}

fn answer_view(answers: app::Answers) -> Answers {
    let versus = |versus: app::Versus| leaderboard::Versus {
        best: versus.best.each_ref().map(named),
        gap: gap(&versus.gap),
        groups: versus.groups,
    };
    Answers {
        open: answers.open.iter().map(named).collect(),
        open_or_closed: answers.open_or_closed.map(versus),
        countries: answers.countries.map(versus),
        cheap: answers
            .cheap
            .as_ref()
            .map(|model| (named(model), app::CHEAP)),
        small: answers
            .small
            .as_ref()
            .map(|model| (named(model), app::ONE_MACHINE_B)),
        plain: answers.plain.as_ref().map(named),
    }
}

/// How far two models are apart.
pub(super) fn gap(gap: &app::Gap) -> Gap {
    Gap {
        points: gap.points.estimate,
        low: gap.low,
        high: gap.high,
        preferred: gap.preferred,
        separable: gap.is_separable,
        votes_needed: gap.votes_needed,
    }
}

/// A row of a board.
pub(super) fn row(row: &LeaderboardRow) -> Row {
    let (model, standing) = (&row.model, &row.standing);
    Row {
        rank_low: row.rank.map(|rank| rank.low),
        rank_high: row.rank.map(|rank| rank.high),
        rank_overall: row.rank_overall.map(|rank| rank.low),
        id: model.id.to_string(),
        name: model.name.clone(),
        organization: model.organization.clone(),
        license: model.license.clone(),
        weights: model.weights.map(weights),
        rating: standing.rating,
        low: standing.low,
        high: standing.high,
        votes: standing.votes,
        wins: standing.wins,
        losses: standing.losses,
        ties: standing.ties,
        both_bad: standing.both_bad,
        win_rate: row.win_rate,
        price: model.price_output,
        parameters_b: model.parameters_b,
        released: model.released.clone(),
        context_tokens: model.context_tokens,
        next: row.next.as_ref().map(|next| Next {
            model: named(&next.model),
            gap: gap(&next.gap),
        }),
        status: Status::parse(row.status).unwrap_or_default(),
    }
}
