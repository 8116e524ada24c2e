//! Reads `[judge]`: a model that looks at votes in the background and says which categories they have.

use std::collections::BTreeSet;

use super::model::endpoint;
use super::section::Section;
use super::similar::did_you_mean;
use crate::domain::category::TOPICS;
use crate::domain::{CategoryRule, EndpointId, JudgeRule};

/// Votes in a minute of a judge that says nothing.
const VOTES_PER_MINUTE: u32 = 20;

/// Reads the judge; none if there is no such table. Categories that ask it something need one.
pub(super) fn judge(
    section: &Section<'_>,
    endpoints: &BTreeSet<EndpointId>,
    categories: &[(&Section<'_>, &CategoryRule)],
) -> Option<JudgeRule> {
    if !section.is_there() {
        for (asks, _) in categories
            .iter()
            .filter(|(_, rule)| rule.question.is_some())
        {
            asks.wrong(
                "question",
                "needs a [judge] that can be asked; write its endpoint and model",
            );
        }
        return None;
    }
    let endpoint = endpoint(section, endpoints);
    let fix = "write the name by which the endpoint knows the model";
    let upstream = section.needed("model", fix);
    let topics = section.texts("topics");
    let topics = topics.map_or_else(
        || TOPICS.map(str::to_owned).to_vec(),
        |topics| {
            topics
                .into_iter()
                .filter_map(|topic| read(section, topic))
                .collect()
        },
    );
    let asks = categories.iter().any(|(_, rule)| rule.question.is_some());
    if topics.is_empty() && !asks {
        section.wrong(
            "topics",
            "leaves the judge nothing to decide; name some, or give a [[category]] a question",
        );
    }
    Some(JudgeRule {
        endpoint: endpoint?,
        upstream: upstream?.to_owned(),
        topics,
        votes_per_minute: section
            .whole("votes_per_minute", 1..=10_000)
            .unwrap_or(VOTES_PER_MINUTE),
    })
}

fn read(section: &Section<'_>, topic: &str) -> Option<String> {
    let known = TOPICS.contains(&topic);
    if !known {
        let hint = did_you_mean(topic, TOPICS);
        let all = TOPICS.join(", ");
        section.wrong(
            "topics",
            format_args!("{topic:?} is nothing that a judge decides; there is: {all}{hint}"),
        );
    }
    known.then(|| topic.to_owned())
}
