//! Nothing that is typed breaks the search, comes back as markup, or takes long.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use super::{fixture, outcome};
use crate::support::{TestDb, get_all, with_query};

/// What visitors type who mean no good, or who type something else than a job.
pub fn odd_texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        " ",
        "\"",
        "'",
        "''; DROP TABLE careers; --",
        "*",
        "\"*\"",
        "a*",
        "a OR b",
        "NEAR(a b)",
        "a AND",
        "NOT",
        "-nurse",
        "^nurse",
        "{terms} : nurse",
        "title:nurse",
        "(((",
        ")",
        "a & b | !c",
        "nurse:*",
        "~nurs",
        "%",
        "_",
        "\\",
        "\0",
        "\u{202e}nurse",
        "🦀",
        "日本語",
        "محاسب",
        "ﬁreﬁghter",
        "I\u{307}stanbul",
        "ß",
        "a\u{301}",
        "\u{fffd}",
        "<script>alert(1)</script>",
        "</title><b>",
        "&amp;",
        "{{ 7*7 }}",
        "of the and",
        "e",
        "s",
        "er",
        "manager",
        "worker of all kinds and other workers and more workers of every sort",
        "1",
        "2025",
        "c#",
        "…",
    ]
    .map(String::from)
    .into();
    texts.extend(
        ["a", "manager ", "\"", "é", "日", "operator machine "].map(|text| text.repeat(10_000 / text.len())),
    );
    texts
}

/// Texts with many of the signs that mean something to somebody.
pub fn odd_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,40}",
        "[a-z \"'*()^:|&!~<>%_\\\\{}+#.-]{0,60}",
        "(nurse|software|of|OR|NEAR|é|🦀|\u{0}|\u{202e}| |\\*|\"){0,12}",
        prop::collection::vec(any::<char>(), 0..30).prop_map(|chars| chars.into_iter().collect()),
    ]
}

on_both!(anything_may_be_typed);
fn anything_may_be_typed(db: TestDb) {
    fixture::fill(&db.db);
    odd_texts().iter().for_each(|text| drop(outcome(&db.db, text)));
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(400) });
    let found = runner.run(&odd_text(), |text| {
        outcome(&db.db, &text);
        Ok(())
    });
    found.unwrap();
}

on_both!(async what_is_typed_comes_back_as_text);
async fn what_is_typed_comes_back_as_text(db: TestDb) {
    fixture::fill(&db.db);
    let mut runner = TestRunner::deterministic();
    let mut typed = odd_texts();
    typed.extend((0..150).map(|_| odd_text().new_tree(&mut runner).unwrap().current()));
    let mine = |text: &String| format!("<i id=mine>{text}\"'><i id=mine>");
    let both = |text: String| ["/search", "/search/suggest"].map(|path| with_query(path, &[("q", &text)]));
    let paths: Vec<String> = typed.iter().map(mine).flat_map(both).collect();
    for (path, answer) in paths.iter().zip(get_all(&db, &paths).await) {
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.texts("i#mine"), [""; 0], "{path}");
    }
}

on_both!(async a_parameter_that_is_no_text_is_refused_or_ignored);
async fn a_parameter_that_is_no_text_is_refused_or_ignored(db: TestDb) {
    let queries = ["q", "q=%", "q=%FF%FE", "q=%00", "q=a&q=b", "q[]=a", "=", "&&", "q=%F0%9F%A6%80"];
    let both = |query| ["/search", "/search/suggest"].map(|path| format!("{path}?{query}"));
    let paths: Vec<String> = queries.into_iter().flat_map(both).collect();
    for (path, answer) in paths.iter().zip(get_all(&db, &paths).await) {
        assert!(answer.status == 200 || answer.status == 400, "{path}: {}", answer.status);
    }
}

/// No search takes longer than 200 ms, whatever is typed.
pub fn assert_quick(db: &TestDb) {
    for text in odd_texts() {
        let started = Instant::now();
        outcome(&db.db, &text);
        let took = started.elapsed();
        assert!(
            took < Duration::from_millis(200),
            "{took:?} for {:?}",
            text.chars().take(40).collect::<String>()
        );
    }
}
