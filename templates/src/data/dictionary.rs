//! What the columns of each file mean.

use maud::{Markup, html};

use super::File;
use crate::language::Language;

/// A table for each file; that of votes is open.
pub(super) fn dictionary(t: Language, files: &[File]) -> Markup {
    html! {
        @for file in files {
            details .fold open[file.word == "votes"] {
                summary { (t.data_columns_of(html! { code { (file.word) } })) }
                div .scroll tabindex="0" role="region" aria-label=(t.data_table()) {
                    table .fields {
                        thead { tr { th scope="col" { (t.data_column()) } th scope="col" { (t.data_meaning()) } } }
                        tbody {
                            @for column in file.columns {
                                tr { th scope="row" { code { (column) } } td { (meaning(t, file.word, column)) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What a column means in a file; nothing of one that is not known.
fn meaning(t: Language, file: &str, column: &str) -> &'static str {
    in_file(t, file, column)
        .or_else(|| of_votes(t, column))
        .or_else(|| of_boards(t, column))
        .or_else(|| of_models(t, column))
        .unwrap_or_default()
}

/// Words that mean something else in some files.
fn in_file(t: Language, file: &str, column: &str) -> Option<&'static str> {
    Some(match (file, column) {
        ("history", "time") => t.data_field_taken(),
        ("battles" | "sampling", "time") => t.data_field_began(),
        ("history" | "pairs", "seq") => t.data_field_covered(),
        ("battles", "seq") => t.data_field_decided(),
        ("models", "state") => t.data_field_model_state(),
        ("sampling", "state") => t.data_field_battle_state(),
        ("sampling", "reason") => t.data_field_void_reason(),
        ("pairs", "model_a") => t.data_field_first_model(),
        ("pairs", "model_b") => t.data_field_second_model(),
        _ => return None,
    })
}

fn of_votes(t: Language, column: &str) -> Option<&'static str> {
    Some(match column {
        "seq" => t.data_field_seq(),
        "battle" => t.data_field_battle(),
        "time" => t.data_field_time(),
        "arena" => t.data_field_arena(),
        "model_a" => t.data_field_model_a(),
        "model_b" => t.data_field_model_b(),
        "choice" => t.data_field_choice(),
        "voter" => t.data_field_voter(),
        "categories" => t.data_field_categories(),
        "state" => t.data_field_state(),
        "reason" => t.data_field_reason(),
        "chars_a" | "chars_b" => t.data_field_chars(),
        "headers_a" | "headers_b" => t.data_field_headers(),
        "lists_a" | "lists_b" => t.data_field_lists(),
        "bold_a" | "bold_b" => t.data_field_bold(),
        "reasons_a" | "reasons_b" => t.data_field_reasons(),
        "note" => t.data_field_note(),
        "mode" => t.data_field_mode(),
        "tagged_by" => t.data_field_tagged_by(),
        "hash" => t.data_field_hash(),
        "check" => t.data_field_check(),
        "prompts" => t.data_field_prompts(),
        "answers_a" | "answers_b" => t.data_field_answers(),
        "removed" => t.data_field_removed(),
        "probability" => t.data_field_probability(),
        "turns" => t.data_field_turns(),
        _ => return None,
    })
}

fn of_boards(t: Language, column: &str) -> Option<&'static str> {
    Some(match column {
        "snapshot" => t.data_field_snapshot(),
        "category" => t.data_field_category(),
        "style_control" => t.data_field_style(),
        "method" => t.data_field_method(),
        "rank" => t.data_field_rank(),
        "rank_low" => t.data_field_rank_low(),
        "rank_high" => t.data_field_rank_high(),
        "rank_overall" => t.data_field_rank_overall(),
        "rating" => t.data_field_rating(),
        "rating_low" | "rating_high" => t.data_field_rating_ends(),
        "votes" => t.data_field_votes(),
        "wins" => t.data_field_wins(),
        "losses" => t.data_field_losses(),
        "ties" => t.data_field_ties(),
        "both_bad" => t.data_field_both_bad(),
        "win_rate" => t.data_field_win_rate(),
        "status" => t.data_field_status(),
        "component" => t.data_field_component(),
        "wins_a" | "wins_b" => t.data_field_wins_of(),
        _ => return None,
    })
}

fn of_models(t: Language, column: &str) -> Option<&'static str> {
    Some(match column {
        "model" => t.data_field_model(),
        "name" => t.data_field_name(),
        "organization" => t.data_field_organization(),
        "country" => t.data_field_country(),
        "license" => t.data_field_license(),
        "weights" => t.data_field_weights(),
        "reasoning" => t.data_field_reasoning(),
        "parameters_b" => t.data_field_parameters(),
        "active_parameters_b" => t.data_field_active_parameters(),
        "price_input" => t.data_field_price_input(),
        "price_output" => t.data_field_price_output(),
        "released" => t.data_field_released(),
        "context_tokens" => t.data_field_context(),
        "aliases" => t.data_field_aliases(),
        _ => return None,
    })
}
