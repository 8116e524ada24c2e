//! Which language a page is in: what the reader chose, kept in a cookie, else the best that the browser asks for.

use actix_web::http::header::ACCEPT_LANGUAGE;
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::language::Language;
use serde::Deserialize;

use super::theme::kept;
use crate::web::fields::Sent;

const COOKIE: &str = "agon-language";
/// The most languages of a browser's list that are looked at.
const MOST: usize = 50;

/// The language form.
#[derive(Deserialize)]
pub(in crate::web) struct Chosen {
    language: String,
    #[serde(default)]
    back: String,
}

/// The language of the pages of this reader.
pub(in crate::web) fn of(request: &HttpRequest) -> Language {
    let chosen = request
        .cookie(COOKIE)
        .and_then(|cookie| Language::of_tag(cookie.value()));
    let asked = request
        .headers()
        .get(ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok());
    chosen.or_else(|| asked.and_then(best)).unwrap_or_default()
}

/// The language that a browser's list prefers among ours: the highest weight wins, the first of equals.
fn best(accepted: &str) -> Option<Language> {
    let mut best: Option<(Language, f64)> = None;
    for entry in accepted.split(',').take(MOST) {
        let mut parts = entry.split(';').map(str::trim);
        let tag = parts.next().unwrap_or_default();
        let weight = parts
            .find_map(|part| part.strip_prefix("q="))
            .map_or(Some(1.0), |weight| weight.parse().ok())
            .filter(|weight| (0.0..=1.0).contains(weight) && *weight > 0.0);
        // Whoever takes anything gets the language that the site was written in.
        let language = if tag == "*" {
            Some(Language::English)
        } else {
            Language::of_tag(tag).filter(|language| *language != Language::Pseudo)
        };
        if let (Some(language), Some(weight)) = (language, weight)
            && best.is_none_or(|(_, most)| weight > most)
        {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

/// `POST /language`.
pub(in crate::web) async fn choose(Sent(form): Sent<Chosen>) -> HttpResponse {
    let language = Language::of_tag(&form.language).unwrap_or_default();
    kept((COOKIE, language.tag()), &form.back)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{Arabic, Chinese, English, French, Spanish};

    #[test]
    fn the_browsers_list_is_read_by_its_weights() {
        for (list, expected) in [
            ("fr", Some(French)),
            ("fr-CA, en;q=0.8", Some(French)),
            ("en;q=0.5, ar;q=0.9", Some(Arabic)),
            ("de, zh-TW;q=0.7, es;q=0.7", Some(Chinese)),
            ("es;q=0, en;q=0.1", Some(English)),
            ("de-AT, nl;q=0.5", None),
            ("de, *;q=0.5", Some(English)),
            ("ES;q=1.000", Some(Spanish)),
            ("fr;q=2, ar;q=x, es;q=NaN", None),
            ("en-XA", None),
            ("", None),
        ] {
            assert_eq!(best(list), expected, "{list}");
        }
    }
}
