//! An Atom feed (RFC 4287). It speaks English, as the API does.

use maud::{PreEscaped, html};

use crate::charts::xml;

/// A feed.
#[derive(Clone, Debug, Default)]
pub struct Feed {
    /// What it is called.
    pub title: String,
    /// Its own address, which is its id too.
    pub url: String,
    /// The page that it is of.
    pub page: String,
    /// Who makes it.
    pub author: String,
    /// The newest entry's time, RFC 3339.
    pub updated: String,
    /// The newest first.
    pub entries: Vec<Entry>,
}

/// One entry.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    /// For ever the same, and nobody else's.
    pub id: String,
    /// What happened.
    pub title: String,
    /// More about it.
    pub summary: String,
    /// Where to see it.
    pub url: String,
    /// When, RFC 3339.
    pub time: String,
}

/// The feed as a document.
#[must_use]
pub fn atom(feed: &Feed) -> String {
    let markup = html! {
        (PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>"))
        feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" {
            title { (feed.title) }
            id { (feed.url) }
            // With an end: in HTML a link has none, in XML it must.
            (link("self", &feed.url))
            (link("alternate", &feed.page))
            updated { (feed.updated) }
            author { name { (feed.author) } }
            @for entry in &feed.entries {
                entry {
                    title { (entry.title) }
                    id { (entry.id) }
                    (link("alternate", &entry.url))
                    updated { (entry.time) }
                    published { (entry.time) }
                    summary { (entry.summary) }
                }
            }
        }
    };
    xml(&markup.into_string())
}

fn link(rel: &str, url: &str) -> PreEscaped<String> {
    let attributes = html! { a rel=(rel) href=(url) {} }.into_string();
    let inside = attributes
        .trim_start_matches("<a")
        .trim_end_matches("></a>");
    PreEscaped(format!("<link{inside}/>"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_text_and_every_element_ends() {
        let hostile = "\u{0}<script>&\"]]>".to_owned();
        let feed = Feed {
            title: hostile.clone(),
            url: "https://x/feeds/text.atom?a=1&b=2".to_owned(),
            entries: vec![Entry {
                title: hostile.clone(),
                summary: hostile,
                ..Entry::default()
            }],
            ..Feed::default()
        };
        let text = atom(&feed);
        assert!(text.starts_with("<?xml"));
        assert!(
            text.contains("<link rel=\"self\" href=\"https://x/feeds/text.atom?a=1&amp;b=2\"/>")
        );
        assert!(text.contains("<title>&lt;script&gt;&amp;"));
        assert!(!text.contains(['\u{0}']) && !text.contains("<script"));
        assert_eq!(
            text.matches("<entry>").count(),
            text.matches("</entry>").count()
        );
    }
}
