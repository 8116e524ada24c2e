//! Writes all samples as files that open from disk: `cargo run --example samples -- /tmp/samples [language]`.

use std::path::PathBuf;
use std::{env, fs, io};

use agon_templates::language::Language;
use agon_templates::{assets, samples};

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| "samples".to_owned()));
    let asked = env::args().nth(2).unwrap_or_default();
    let language = Language::of_tag(&asked).unwrap_or_default();
    fs::create_dir_all(&folder)?;
    let names: Vec<String> = assets::names().collect();
    for name in &names {
        if let Some(asset) = assets::asset(name) {
            fs::write(folder.join(name), asset.bytes)?;
        }
    }
    for (page, markup) in samples::samples(language) {
        let html = names.iter().fold(markup.into_string(), |html, name| {
            html.replace(&assets::url(name), name)
        });
        fs::write(folder.join(format!("{page}.html")), html)?;
    }
    Ok(())
}
