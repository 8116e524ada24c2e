//! Pixels of an SVG. The program brings a font for Latin, Greek, Cyrillic, Arabic and Hebrew; other scripts are drawn with the
//! fonts of the machine, or as empty boxes where it has none.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use actix_web::web::Bytes;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::Database;
use resvg::usvg::{Options, Tree};
use tokio::sync::Semaphore;

use agon_templates::charts::FLAT_FONT;

use crate::app::Error;
use crate::web::problem::Problem;

/// Pixels per unit, for screens with fine pixels.
const FINE: f32 = 2.0;
/// The most pixels of a picture; a larger one gets coarser ones.
const MOST_PIXELS: f32 = 16e6;
/// Pictures that are made at the same time; others wait.
const AT_ONCE: usize = 2;
/// Pictures that are kept.
const KEPT: usize = 64;

static FONTS: LazyLock<Arc<Database>> = LazyLock::new(|| Arc::new(fonts(true)));

fn fonts(has_system: bool) -> Database {
    let mut fonts = Database::new();
    fonts.load_font_data(dejavu::sans::regular().to_vec());
    fonts.load_font_data(dejavu::sans::bold().to_vec());
    fonts.set_sans_serif_family(FLAT_FONT);
    if has_system {
        fonts.load_system_fonts();
    }
    fonts
}

/// Pictures that were made, by their tags.
pub(in crate::web) struct Pictures {
    made: Mutex<HashMap<String, Bytes>>,
    turns: Semaphore,
}

impl Default for Pictures {
    fn default() -> Self {
        Self {
            made: Mutex::default(),
            turns: Semaphore::new(AT_ONCE),
        }
    }
}

impl Pictures {
    /// The picture of this tag, if it was made already.
    pub(super) fn get(&self, tag: &str) -> Option<Bytes> {
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        made.get(tag).cloned()
    }

    /// Makes it, off the async threads, and keeps it.
    pub(super) async fn make(&self, tag: &str, svg: String) -> Result<Bytes, Problem> {
        let internal = |error: Box<dyn std::error::Error + Send + Sync>| Error::Internal(error);
        let turn = self.turns.acquire().await;
        let _turn = turn.map_err(|error| internal(Box::new(error)))?;
        // Somebody else may have made it while this one waited.
        if let Some(bytes) = self.get(tag) {
            return Ok(bytes);
        }
        let made = actix_web::web::block(move || png(&svg, &FONTS)).await;
        let made = made.map_err(|error| internal(Box::new(error)))?;
        let bytes = Bytes::from(made.map_err(|error| internal(error.into()))?);
        let mut kept = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(tag.to_owned(), bytes.clone());
        Ok(bytes)
    }
}

/// An SVG as a PNG.
fn png(svg: &str, fonts: &Arc<Database>) -> Result<Vec<u8>, String> {
    let options = Options {
        font_family: FLAT_FONT.to_owned(),
        fontdb: Arc::clone(fonts),
        ..Options::default()
    };
    let tree = Tree::from_str(svg, &options).map_err(|error| error.to_string())?;
    let size = tree.size();
    let scale = FINE.min((MOST_PIXELS / (size.width() * size.height())).sqrt());
    let whole = size
        .to_int_size()
        .scale_by(scale)
        .ok_or("the picture has no size")?;
    let mut pixels =
        Pixmap::new(whole.width(), whole.height()).ok_or("the picture is too large")?;
    resvg::render(
        &tree,
        Transform::from_scale(scale, scale),
        &mut pixels.as_mut(),
    );
    pixels.encode_png().map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Dark pixels of a word that is drawn without any font of the machine.
    fn ink(word: &str) -> usize {
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"40\"><rect width=\"200\" height=\"40\" \
             fill=\"#fff\"/><text x=\"10\" y=\"28\" font-size=\"20\">{word}</text></svg>"
        );
        let bytes = png(&svg, &Arc::new(fonts(false))).unwrap();
        let pixels = Pixmap::decode_png(&bytes).unwrap();
        assert_eq!((pixels.width(), pixels.height()), (400, 80));
        let dark = pixels.pixels().iter().filter(|pixel| pixel.red() < 128);
        dark.count()
    }

    #[test]
    fn a_bare_machine_draws_every_script_and_boxes_for_those_it_has_no_letters_for() {
        assert_eq!(ink(""), 0);
        let words = [
            "Mistral",
            "\u{39b}\u{3cc}\u{3b3}\u{3bf}\u{3c2}",
            "\u{42f}\u{43d}\u{434}\u{435}\u{43a}\u{441}",
            "\u{646}\u{645}\u{648}\u{630}\u{62c}",
            "\u{6a21}\u{578b}",
        ];
        for word in words {
            assert!(ink(word) > 100, "{word}: {}", ink(word));
        }
    }

    #[test]
    fn a_huge_picture_has_coarser_pixels() {
        let svg =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4000\" height=\"40000\"></svg>";
        let bytes = png(svg, &Arc::new(fonts(false))).unwrap();
        let pixels = Pixmap::decode_png(&bytes).unwrap();
        assert!(pixels.width() * pixels.height() <= 16_100_000);
    }
}
