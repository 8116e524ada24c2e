//! `/api/docs`: the API's description to read and to try, by Swagger UI. A page without the frame of the others: Swagger UI
//! brings a style of its own, and speaks English.

use maud::{DOCTYPE, Markup, html};

use crate::language::Language;
use crate::{assets, urls};

/// The page.
#[must_use]
pub fn render(t: Language) -> Markup {
    let description = html! { a href=(urls::OPENAPI) dir="ltr" { "openapi.json" } };
    html! {
        (DOCTYPE)
        html lang=(t.tag()) dir=(t.direction()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (t.docs_title()) " \u{b7} Agon" }
                link rel="icon" type="image/svg+xml" href=(assets::url("favicon.svg"));
                link rel="stylesheet" href=(urls::docs_file("swagger-ui.css"));
                link rel="stylesheet" href=(assets::url("docs.css"));
                script defer src=(urls::docs_file("swagger-ui-bundle.js")) {}
                script type="module" src=(assets::url("docs.js")) {}
            }
            body {
                nav { a href=(urls::DATA) { (t.docs_back()) } " " (description) }
                noscript { p { (t.docs_script(&description)) } }
                main #docs lang="en" dir="ltr" data-description=(urls::OPENAPI) {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_leads_to_the_description_in_every_language() {
        for language in Language::ALL {
            let html = render(language).into_string();
            let page = format!("<html lang=\"{}\"", language.tag());
            for needle in [
                page.as_str(),
                "data-description=\"/api/openapi.json\"",
                language.docs_back(),
            ] {
                assert!(html.contains(needle), "{needle} in {html}");
            }
            assert!(
                !html.contains("<style") && !html.contains("<script>"),
                "{html}"
            );
        }
    }
}
