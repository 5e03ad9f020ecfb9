//! Static files, named by a fingerprint of their content so that browsers can cache them forever. They are embedded in
//! the program and written to a temporary folder for actix-files at startup.

use std::collections::HashMap;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::Path;

use crate::coding::{Coding, Effort};
use crate::scratch::Scratch;
use include_dir::{Dir, include_dir};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/static");

/// Each served style sheet with the files it is concatenated from, in cascade order. Visitors don't load the desk's,
/// and cards load only their own.
const STYLES: [(&str, &[&str]); 3] = [
    (
        "site.css",
        &[
            "tokens", "base", "layout", "combobox", "figures", "charts", "profile", "facts", "lists",
            "search", "moves", "places", "compare", "quotes", "share", "narrow", "print",
        ],
    ),
    ("card.css", &["tokens", "base", "figures", "charts", "card"]),
    ("desk.css", &["forms", "desk", "desk-careers", "desk-content", "profile-form"]),
];

#[derive(Debug)]
pub struct Assets {
    /// Programs that clean up temporary folders skip it too, because it is locked.
    folder: Scratch,
    names: HashMap<String, String>,
}

impl Assets {
    /// Writes the built-in files to a temporary folder; files of the same name in `replacements` replace them.
    pub fn lay_out(replacements: Option<&Path>) -> io::Result<Self> {
        let folder = Scratch::new(&std::env::temp_dir(), "metier-static-")?;
        let mut files = built_in(replacements)?;
        for (name, parts) in STYLES {
            let styles = parts.iter().filter_map(|part| files.get(&format!("css/{part}.css")));
            let styles = styles.flatten().copied().collect();
            files.insert(name.into(), styles);
        }
        files.retain(|name, _| !name.starts_with("css/"));
        let mut names = HashMap::new();
        for (name, content) in files {
            let fingerprinted = fingerprinted(&name, &content);
            fs::write(folder.path().join(&fingerprinted), content)?;
            names.insert(name, fingerprinted);
        }
        Ok(Self { folder, names })
    }

    /// Writes compressed copies next to the files; each is served as soon as it exists.
    pub fn compress(&self) -> io::Result<()> {
        let is_text = |name: &&String| [".css", ".js", ".svg"].iter().any(|ending| name.ends_with(ending));
        for name in self.names.values().filter(is_text) {
            let content = fs::read(self.folder().join(name))?;
            for coding in [Coding::Gzip, Coding::Brotli] {
                let unfinished = self.folder().join(format!("{name}.unfinished"));
                fs::write(&unfinished, coding.of(&content, Effort::Best))?;
                fs::rename(unfinished, self.folder().join(format!("{name}{}", coding.ending())))?;
            }
        }
        Ok(())
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn url(&self, name: &str) -> String {
        let name = self.names.get(name).map_or(name, String::as_str);
        format!("/static/{name}")
    }
}

/// The files in the folders of `static/`, or their replacements, by path.
fn built_in(replacements: Option<&Path>) -> io::Result<HashMap<String, Vec<u8>>> {
    replacements.map(fs::read_dir).transpose()?;
    let mut files = HashMap::new();
    for file in BUILT_IN.dirs().flat_map(Dir::files) {
        let content = match replacements.map(|folder| fs::read(folder.join(file.path()))) {
            Some(Err(error)) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            Some(Ok(replacement)) => replacement,
            _ => file.contents().to_vec(),
        };
        files.insert(file.path().to_string_lossy().into_owned(), content);
    }
    Ok(files)
}

/// `img/mark.svg` becomes `mark.0123456789abcdef.svg`. The hash is for caching, not security.
fn fingerprinted(name: &str, content: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    let file = name.rsplit('/').next().unwrap_or(name);
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, "bin"));
    format!("{stem}.{:016x}.{extension}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_sheet_is_served_and_each_name_follows_its_content() {
        let assets = Assets::lay_out(None).unwrap();
        let served = STYLES.map(|(name, _)| &assets.names[name]);
        let css = served.map(|name| fs::read_to_string(assets.folder().join(name)).unwrap()).concat();
        let built_in = BUILT_IN.get_dir("css").unwrap().files();
        for style in built_in {
            let text = style.contents_utf8().unwrap();
            assert!(css.contains(text), "{} is not in STYLES", style.path().display());
        }
        let mine = tempfile::tempdir().unwrap();
        fs::create_dir(mine.path().join("css")).unwrap();
        fs::write(mine.path().join("css/tokens.css"), "/* mine */").unwrap();
        let replaced = Assets::lay_out(Some(mine.path())).unwrap();
        assert_ne!(assets.url("site.css"), replaced.url("site.css"));
        assert!(Assets::lay_out(Some(Path::new("/nowhere"))).is_err());
    }
}
