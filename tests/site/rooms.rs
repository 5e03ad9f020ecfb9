//! The layers of the source, from top to bottom: a file may import only from its own layer and those below.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules of `src/` by layer, as in the table in `src/lib.rs`.
const ROOMS: [&[&str]; 9] = [
    &["main", "lib", "cli", "serve", "schedule", "static_site", "doctor", "backup", "config", "telemetry"],
    &["routes"],
    &["pages"],
    &["web", "gauges"],
    &["error"],
    &["forms", "import", "search", "catalog"],
    &["models"],
    &["db"],
    &[
        "profile",
        "terms",
        "filters",
        "escape",
        "site",
        "addresses",
        "clock",
        "scratch",
        "assets",
        "coding",
        "proxies",
        "route",
        "pictures",
        "secrets",
        "outward",
        "metrics",
    ],
];

fn room(module: &str) -> usize {
    let place = ROOMS.iter().position(|room| room.contains(&module));
    place.unwrap_or_else(|| panic!("src/{module} isn’t in any layer"))
}

fn files(folder: &Path, all: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files(&path, all),
            false => all.push(path),
        }
    }
}

/// The modules that a text names after `crate::`. Names that begin in upper case, and `app`, belong to `lib.rs`.
fn imported(text: &str) -> impl Iterator<Item = &str> {
    text.split("crate::").skip(1).map(|rest| {
        let name = rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
        if name == "app" || name.starts_with(char::is_uppercase) { "lib" } else { name }
    })
}

#[test]
fn no_file_imports_from_a_layer_above_its_own() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&source, &mut all);
    let mut upward = Vec::new();
    for path in all {
        let name = path.strip_prefix(&source).unwrap().with_extension("");
        let module = name.iter().next().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        // Tests may import anything.
        let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let is_test = name.iter().any(|part| part == "tests");
        let code = text.lines().filter(|line| !is_test && !line.trim_start().starts_with("//"));
        for other in code.flat_map(imported) {
            if room(other) < room(module) {
                upward.push(format!("{} imports {other}", name.display()));
            }
        }
    }
    assert!(upward.is_empty(), "imports from a layer above:\n{}", upward.join("\n"));
}

/// The evidence in the documentation: files, and functions in them, between backticks.
#[test]
fn documents_name_files_and_functions_that_exist() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for document in ["docs/asvs.md", "docs/guide.md", "README.md", "benches/README.md"] {
        let text = fs::read_to_string(root.join(document)).unwrap();
        for named in text.split('`').skip(1).step_by(2) {
            let (file, function) = named.split_once("::").unwrap_or((named, ""));
            let is_ours =
                ["src/", "tests/", "static/", "benches/"].iter().any(|folder| file.starts_with(folder));
            if is_ours && Path::new(file).extension().is_some() {
                let code = fs::read_to_string(root.join(file)).unwrap_or_default();
                assert!(!code.is_empty() && code.contains(function), "{document} names {named}");
            }
        }
    }
}
