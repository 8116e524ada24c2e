//! What countries are called, for the codes that makers of models come from. Another code stands for itself.

use maud::{Markup, html};

use crate::language::Language;
use crate::urls;

/// The name of an ISO 3166 code.
pub(crate) fn name(t: Language, code: &str) -> Markup {
    html! { @match known(t, code) { Some(name) => (name), None => bdi { (code) } } }
}

/// The name as text alone.
pub(crate) fn plain(t: Language, code: &str) -> Markup {
    html! { @match known(t, code) { Some(name) => (name), None => (code) } }
}

/// The name, leading to the country's page.
pub(crate) fn link(t: Language, code: &str) -> Markup {
    html! { a href=(urls::country(code)) { (name(t, code)) } }
}

fn known(t: Language, code: &str) -> Option<&'static str> {
    Some(match code.to_ascii_uppercase().as_str() {
        "AE" => t.country_ae(),
        "AR" => t.country_ar(),
        "AT" => t.country_at(),
        "AU" => t.country_au(),
        "BE" => t.country_be(),
        "BR" => t.country_br(),
        "CA" => t.country_ca(),
        "CH" => t.country_ch(),
        "CL" => t.country_cl(),
        "CN" => t.country_cn(),
        "CZ" => t.country_cz(),
        "DE" => t.country_de(),
        "DK" => t.country_dk(),
        "EG" => t.country_eg(),
        "ES" => t.country_es(),
        "FI" => t.country_fi(),
        "FR" => t.country_fr(),
        "GB" => t.country_gb(),
        "GR" => t.country_gr(),
        "HK" => t.country_hk(),
        "HU" => t.country_hu(),
        "ID" => t.country_id(),
        "IE" => t.country_ie(),
        "IL" => t.country_il(),
        "IN" => t.country_in(),
        "IT" => t.country_it(),
        "JP" => t.country_jp(),
        "KE" => t.country_ke(),
        "KR" => t.country_kr(),
        "MA" => t.country_ma(),
        "MX" => t.country_mx(),
        "MY" => t.country_my(),
        "NG" => t.country_ng(),
        "NL" => t.country_nl(),
        "NO" => t.country_no(),
        "NZ" => t.country_nz(),
        "PH" => t.country_ph(),
        "PK" => t.country_pk(),
        "PL" => t.country_pl(),
        "PT" => t.country_pt(),
        "RO" => t.country_ro(),
        "RU" => t.country_ru(),
        "SA" => t.country_sa(),
        "SE" => t.country_se(),
        "SG" => t.country_sg(),
        "TH" => t.country_th(),
        "TR" => t.country_tr(),
        "TW" => t.country_tw(),
        "UA" => t.country_ua(),
        "US" => t.country_us(),
        "VN" => t.country_vn(),
        "ZA" => t.country_za(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_code_has_a_name_in_every_language_and_another_stands_for_itself() {
        let mut names: Vec<String> = Language::ALL.map(|t| name(t, "de").into_string()).to_vec();
        names.dedup();
        assert_eq!(names.len(), 5, "{names:?}");
        assert_eq!(
            name(Language::French, "<b>").into_string(),
            "<bdi>&lt;b&gt;</bdi>"
        );
    }
}
