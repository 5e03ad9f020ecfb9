//! No input breaks the search, comes back as markup, or takes long.

use std::time::Duration;

use metier::web::paths::LONGEST;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestRunner};

use super::{fixture, outcome};
use crate::support::odd_texts::odd_texts;
use crate::support::{Answer, TestDb, Visitor, with_query};

/// The longest that a page may take.
const MOST: Duration = Duration::from_millis(200);

/// Texts with many characters that are special in some syntax.
fn odd_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "\\PC{0,40}",
        "[a-z \"'*()^:|&!~<>%_\\\\{}+#.-]{0,60}",
        "(nurse|software|of|OR|NEAR|é|🦀|\u{0}|\u{202e}| |\\*|\"){0,12}",
        prop::collection::vec(any::<char>(), 0..30).prop_map(|chars| chars.into_iter().collect()),
    ]
}

on_both!(any_text_can_be_searched);
fn any_text_can_be_searched(db: TestDb) {
    fixture::fill(&db.db);
    odd_texts().iter().for_each(|text| drop(outcome(&db.db, text)));
    let mut runner = TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(400) });
    let found = runner.run(&odd_text(), |text| {
        outcome(&db.db, &text);
        Ok(())
    });
    found.unwrap();
}

/// Every address that takes user input, with `text` as the input.
fn addresses(text: &str) -> Vec<String> {
    let typed = [("/search", "q"), ("/search", "c"), ("/search/suggest", "q"), ("/search/suggest", "c")];
    let narrowed = ["category", "letter", "pay", "education", "experience", "sort", "page", "c"];
    let narrowed = narrowed.map(|name| ("/careers", name));
    let rest = [("/compare", "c"), ("/careers/barista/moves", "pays"), ("/skills/patience", "page")];
    let one = |(path, name)| with_query(path, &[(name, text)]);
    let many = with_query("/compare", &[("c", "barista"), ("c", text), ("c", text), ("c", "electrician")]);
    typed.into_iter().chain(narrowed).chain(rest).map(one).chain([many]).collect()
}

on_both!(async input_comes_back_as_text);
async fn input_comes_back_as_text(db: TestDb) {
    fixture::fill(&db.db);
    let mut runner = TestRunner::deterministic();
    let mut typed = odd_texts();
    typed.extend((0..60).map(|_| odd_text().new_tree(&mut runner).unwrap().current()));
    let mine = |text: &String| format!("<i id=mine>{text}\"'><i id=mine>");
    let paths: Vec<String> = typed.iter().map(mine).flat_map(|text| addresses(&text)).collect();
    for (path, answer) in paths.iter().zip(Visitor::new(&db).get_all(&paths).await) {
        let is_expected = match path.len() > LONGEST {
            true => answer.status == 414,
            false => [200, 400, 404].contains(&answer.status),
        };
        assert!(is_expected, "{path}: {}", answer.status);
        let is_json = answer.header("content-type") == "application/json";
        assert!(is_json || !answer.body.contains("<i id=mine>"), "{path}");
    }
}

on_both!(async malformed_parameters_are_refused_or_ignored);
async fn malformed_parameters_are_refused_or_ignored(db: TestDb) {
    let queries = ["q", "q=%", "q=%FF%FE", "q=%00", "q=a&q=b", "q[]=a", "=", "&&", "q=%F0%9F%A6%80"];
    let both = |query| ["/search", "/search/suggest"].map(|path| format!("{path}?{query}"));
    let paths: Vec<String> = queries.into_iter().flat_map(both).collect();
    for (path, answer) in paths.iter().zip(Visitor::new(&db).get_all(&paths).await) {
        assert!(answer.status == 200 || answer.status == 400, "{path}: {}", answer.status);
    }
}

/// No page takes longer than 200 ms, whatever the input. Slow pages are requested again, since other tests run at the
/// same time.
pub async fn assert_quick(db: &TestDb) {
    let mut paths: Vec<String> = odd_texts().iter().flat_map(|text| addresses(text)).collect();
    for _ in 0..4 {
        let answers = Visitor::new(db).get_all(&paths).await;
        assert!(answers.iter().all(|answer| answer.status < 500));
        let slow = |(path, answer): (&String, Answer)| (answer.took > MOST).then(|| path.clone());
        paths = paths.iter().zip(answers).filter_map(slow).collect();
    }
    assert!(paths.is_empty(), "longer than {MOST:?}: {paths:#?}");
}
