//! Writes all samples as files that open from disk: `cargo run --example samples -- /tmp/samples`.

use std::path::PathBuf;
use std::{env, fs, io};

use agon_templates::{assets, samples};

fn main() -> io::Result<()> {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| "samples".to_owned()));
    fs::create_dir_all(&folder)?;
    let names: Vec<String> = assets::names().collect();
    for name in &names {
        if let Some(asset) = assets::asset(name) {
            fs::write(folder.join(name), asset.bytes)?;
        }
    }
    for (page, markup) in samples::samples() {
        let html = names.iter().fold(markup.into_string(), |html, name| {
            html.replace(&assets::url(name), name)
        });
        fs::write(folder.join(format!("{page}.html")), html)?;
    }
    Ok(())
}
