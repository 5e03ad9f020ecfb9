//! Cargo.toml: nothing is depended on without a reason.

use std::fs;

#[test]
fn every_dependency_says_what_it_is_for() {
    let manifest = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap();
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
