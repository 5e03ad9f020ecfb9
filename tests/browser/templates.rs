//! Keeps track of the templates that tests have shown, so that none is missed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::driver::Browser;

/// The opening and closing marks of template tags.
const TAGS: [(&str, &str); 3] = [("{{", "}}"), ("{%", "%}"), ("{#", "#}")];

/// Shorter markup is in many templates.
const SHORTEST: usize = 12;

/// Opens everything that a visitor can unfold.
const UNFOLD: &str = "document.querySelectorAll('details').forEach((details) => { details.open = true })";

/// The templates of pages that were not shown yet, by name, each with the markup that no other template has.
pub struct Unseen(BTreeMap<String, Vec<String>>);

impl Unseen {
    /// The templates of all pages, which extend a layout or are whole documents. Templates that are extended, included
    /// or imported show up in those.
    pub fn all() -> Self {
        let mut templates = BTreeMap::new();
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("templates"), "", &mut templates);
        let is_extended =
            |name: &str| templates.values().any(|text| text.contains(&format!("{{% extends \"{name}\"")));
        let is_page = |name: &str, text: &str| {
            (text.starts_with("{% extends") || text.contains("<!DOCTYPE html>")) && !is_extended(name)
        };
        let own = |name: &String, text: &str| {
            let mut others = templates.iter().filter(|(other, _)| *other != name);
            let pieces = pieces(text).into_iter();
            let own = pieces.filter(|piece| !others.clone().any(|(_, other)| other.contains(piece)));
            let own: Vec<String> = own.map(String::from).collect();
            assert!(!own.is_empty(), "nothing tells {name} from {:?}", others.next());
            (name.clone(), own)
        };
        let pages = templates.iter().filter(|(name, text)| is_page(name, text));
        Self(pages.map(|(name, text)| own(name, text)).collect())
    }

    /// Checks the current page with axe and against the width of the window, and counts its template as shown.
    pub async fn judge(&mut self, browser: &Browser) {
        browser.run(UNFOLD).await;
        browser.fits().await;
        browser.passes_axe().await;
        let page = browser.text("document.documentElement.outerHTML").await;
        self.0.retain(|_, own| !own.iter().any(|piece| page.contains(piece)));
    }

    /// Fails unless all templates were shown.
    pub fn assert_none(&self) {
        assert!(self.0.is_empty(), "no page shows {:?}", self.0.keys());
    }
}

/// Reads the templates in a folder and its subfolders, by their names relative to the first folder.
fn read(folder: &Path, within: &str, templates: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{within}{}", path.file_name().unwrap().display());
        match path.extension() {
            None => read(&path, &format!("{name}/"), templates),
            Some(extension) if extension == "html" => {
                templates.insert(name, fs::read_to_string(&path).unwrap());
            }
            Some(_) => {}
        }
    }
}

/// The markup between the tags of a template, line by line.
fn pieces(mut text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    while let Some((at, close)) =
        TAGS.iter().filter_map(|(open, close)| Some((text.find(open)?, close))).min()
    {
        pieces.extend(text[..at].lines());
        let end = at + text[at..].find(close).unwrap() + close.len();
        text = &text[end..];
    }
    pieces.extend(text.lines());
    pieces.into_iter().map(str::trim).filter(|piece| piece.len() >= SHORTEST).collect()
}
