//! Light, dark, or as the system says: kept in a cookie, so that no page flashes.

use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpRequest, HttpResponse};
use agon_templates::layout::Theme;
use agon_templates::urls;
use serde::Deserialize;

use super::see_other;
use crate::web::fields::Sent;

const COOKIE: &str = "agon-theme";

/// The theme form.
#[derive(Deserialize)]
pub(in crate::web) struct Chosen {
    theme: String,
    #[serde(default)]
    back: String,
}

/// What the reader chose.
pub(super) fn of(request: &HttpRequest) -> Theme {
    request
        .cookie(COOKIE)
        .and_then(|cookie| Theme::parse(cookie.value()))
        .unwrap_or_default()
}

/// `POST /theme`.
pub(in crate::web) async fn choose(Sent(form): Sent<Chosen>) -> HttpResponse {
    let theme = Theme::parse(&form.theme).unwrap_or_default();
    kept((COOKIE, theme.as_str()), &form.back)
}

/// Keeps a reader's choice in a cookie, and leads back.
pub(super) fn kept((name, value): (&'static str, &str), back: &str) -> HttpResponse {
    let cookie = Cookie::build(name, value)
        .path("/")
        .same_site(SameSite::Lax)
        .max_age(Duration::days(400));
    see_other(local(back)).cookie(cookie.finish()).finish()
}

/// A path on this site, or the home page: nobody is led elsewhere.
fn local(back: &str) -> &str {
    let plain = back.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    let stays = plain && back.starts_with('/') && !back.starts_with("//");
    if stays { back } else { urls::HOME }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_theme_form_leads_nowhere_else() {
        assert_eq!(local("/leaderboard/text?q=a"), "/leaderboard/text?q=a");
        for elsewhere in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "",
            "/a\r\nset-cookie: x",
            "/\t/evil.example",
        ] {
            assert_eq!(local(elsewhere), "/");
        }
    }
}
