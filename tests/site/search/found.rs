//! The right career comes first.

use metier::search::Reading;

use super::table::SEARCHES;
use super::{fixture, outcome, titles};
use crate::support::{TestDb, entry, save};

/// At least 95% of the searches have the intended career among the first three, and every search finds something.
pub fn assert_found(db: &TestDb) {
    let mut wrong = Vec::new();
    for (text, title) in SEARCHES {
        let found = titles(&db.db, text);
        assert!(!found.is_empty(), "nothing was found for {text:?}");
        if !found.iter().take(3).any(|found| found == title) {
            wrong.push((text, title, found));
        }
    }
    assert!(wrong.len() * 100 <= SEARCHES.len() * 5, "{wrong:#?}");
}

on_both!(what_people_type_finds_what_they_mean);
fn what_people_type_finds_what_they_mean(db: TestDb) {
    fixture::fill(&db.db);
    assert_found(&db);
}

on_both!(names_rank_before_title_words_and_those_before_other_text);
fn names_rank_before_title_words_and_those_before_other_text(db: TestDb) {
    fixture::fill(&db.db);
    // An alternate title, a word of the title, another form of it.
    let expected = ["Registered Nurse", "Nurse Practitioner", "Nursing Assistant"];
    assert_eq!(titles(&db.db, "nurse"), expected);
    assert_eq!(titles(&db.db, "medicine")[..1], ["Pharmacist"], "only the summary or the skills say so");
    assert_eq!(titles(&db.db, "c++"), ["Software Developer"], "a skill");
    assert_eq!(titles(&db.db, "everyday work").len(), 35, "a category");
    assert_eq!(titles(&db.db, "a"), ["Actuary", "Accountant and Auditor", "Art Therapist"]);
}

on_both!(a_prefix_finds_every_word_that_starts_with_it);
fn a_prefix_finds_every_word_that_starts_with_it(db: TestDb) {
    // So many that the search looks up the words with the prefix one by one.
    let mut careers: Vec<_> = (0..210).map(|number| entry(&format!("Manager {number}"))).collect();
    careers.extend([entry("Keeper"), entry("Mane Comber")]);
    careers[210].profile.alternate_titles = vec!["Manatee Keeper".into()];
    save(&db.db, &careers).unwrap();
    assert_eq!(titles(&db.db, "keeper mana"), ["Keeper"], "the rarer of two words with the prefix");
    assert_eq!(titles(&db.db, "manat"), ["Keeper"]);
    assert_eq!(titles(&db.db, "comber man"), ["Mane Comber"], "one of three words with the prefix");
    let shortest = titles(&db.db, "mana");
    assert!(shortest.iter().all(|title| title.starts_with("Manager")), "{shortest:?}");
    assert_eq!(titles(&db.db, "207 mana"), ["Manager 207"]);
}

on_both!(a_hit_has_the_alternate_title_that_matches);
fn a_hit_has_the_alternate_title_that_matches(db: TestDb) {
    fixture::fill(&db.db);
    let name = |text: &str| outcome(&db.db, text).hits.remove(0).also_called;
    assert_eq!(name("software engineers").as_deref(), Some("Software Engineer"));
    assert_eq!(name("programmer").as_deref(), Some("Programmer"));
    assert_eq!(name("software developer"), None, "the title itself");
    assert_eq!(name("wires"), None, "the summary");
}

on_both!(the_outcome_says_how_the_query_was_interpreted);
fn the_outcome_says_how_the_query_was_interpreted(db: TestDb) {
    fixture::fill(&db.db);
    let read = |text: &str| {
        let outcome = outcome(&db.db, text);
        (outcome.reading, outcome.query.text(), outcome.hits.len())
    };
    assert_eq!(read("nurse"), (Reading::AsTyped, "nurse".into(), 3));
    assert_eq!(read("softwares de").0, Reading::AsTyped, "another form of a word, and a prefix");
    assert_eq!(read("sofware enginer"), (Reading::Corrected, "software engineer".into(), 1));
    // Two words written as one, and a word without a near match.
    assert_eq!(read("truckdriver"), (Reading::Corrected, "truck driver".into(), 1));
    assert_eq!(read("barista qqqqqqq"), (Reading::Corrected, "barista".into(), 1));
    assert_eq!(read("plumber coffee"), (Reading::SomeWords, "plumber coffee".into(), 2));
    assert_eq!(read("truck driver in bridges"), (Reading::SomeWords, "truck driver bridges".into(), 1));
    assert_eq!(read("qqqqqqq").2, 0);
}
