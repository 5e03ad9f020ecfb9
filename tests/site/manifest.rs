//! What is written of the program is so: nothing is depended on without a reason, and what a table says to be shown
//! by a test is.

use std::fs;
use std::path::Path;

fn read(path: &str) -> Option<String> {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).ok()
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let manifest = read("Cargo.toml").unwrap();
    let (mut section, mut before, mut seen) = ("", "", 0);
    for line in manifest.lines() {
        match line.strip_prefix('[') {
            Some(name) => section = name,
            None if section.ends_with("dependencies]") && line.contains(" = ") => {
                assert!(before.starts_with("# ") && before.ends_with('.'), "no reason: {line}");
                seen += 1;
            }
            None => {}
        }
        before = line;
    }
    assert!(seen > 50, "it has read {seen} dependencies");
}

#[test]
fn what_answers_the_security_standard_is_there() {
    let table = read(".packaging/asvs.md").unwrap();
    let named = table.split('`').skip(1).step_by(2).filter_map(|code| code.split_once(".rs::"));
    let mut seen = 0;
    for (file, function) in named {
        let code = read(&format!("{file}.rs")).unwrap_or_else(|| panic!("there is no {file}.rs"));
        assert!(code.contains(&format!("fn {function}")), "there is no {function} in {file}.rs");
        seen += 1;
    }
    assert!(seen > 100, "it names {seen} functions");
}
