//! Skill pages.

use metier::models::career::Status;
use metier::models::snapshot::Snapshot;
use metier::profile::Skill;

use crate::support::{TestDb, Visitor, entry, save};

fn with_skills(title: &str, skills: &[(&str, f64)]) -> Snapshot {
    let mut career = entry(title);
    let skill = |(name, importance): &(&str, f64)| Skill { name: (*name).into(), importance: *importance };
    career.profile.skills = skills.iter().map(skill).collect();
    career
}

fn fill(db: &TestDb) {
    let careers = [
        with_skills("Baker", &[("Heat", 0.7), ("C++", 0.1)]),
        with_skills("Cook", &[("Heat", 1.0)]),
        with_skills("Astronomer", &[("Heat", 0.7)]),
        Snapshot { status: Status::Draft, ..with_skills("Alchemist", &[("Heat", 0.9), ("Gold", 1.0)]) },
    ];
    save(&db.db, &careers).unwrap();
}

on_both!(async skills_are_listed_with_the_number_of_careers);
async fn skills_are_listed_with_the_number_of_careers(db: TestDb) {
    assert!(Visitor::new(&db).get("/skills").await.text("main").contains("No skills yet"));
    fill(&db);
    let page = Visitor::new(&db).get("/skills").await;
    assert_eq!(page.texts(".category-list li"), ["C++ 1 career", "Heat 3 careers"], "drafts don’t count");
    assert_eq!(page.attributes(".category-list a", "href"), ["/skills/c-plus-plus", "/skills/heat"]);
}

on_both!(async the_careers_that_need_a_skill_most_come_first);
async fn the_careers_that_need_a_skill_most_come_first(db: TestDb) {
    fill(&db);
    let page = Visitor::new(&db).get("/skills/heat").await;
    assert_eq!(page.text("h1"), "Careers that ask for Heat");
    assert_eq!(page.texts(".by-importance a"), ["Cook", "Astronomer", "Baker"]);
    assert_eq!(page.texts(".importance"), ["100%", "70%", "70%"]);
    assert_eq!(page.attributes("link[rel=canonical]", "href"), ["https://careers.example/skills/heat"]);
}

on_both!(async other_spellings_of_a_skill_redirect_to_its_page);
async fn other_spellings_of_a_skill_redirect_to_its_page(db: TestDb) {
    fill(&db);
    for wrong in ["/skills/Heat", "/skills/heat/", "/skills/HEAT"] {
        let moved = Visitor::new(&db).get(wrong).await;
        assert_eq!((moved.status, moved.header("location")), (301, "/skills/heat"), "{wrong}");
    }
    for missing in ["/skills/gold", "/skills/nope", "/skills/heat?page=2", "/skills/heat?page=0"] {
        assert_eq!(Visitor::new(&db).get(missing).await.status, 404, "{missing}");
    }
}

on_both!(async long_lists_are_paged);
async fn long_lists_are_paged(db: TestDb) {
    let careers: Vec<_> =
        (0..130).map(|n| with_skills(&format!("Worker {n:03}"), &[("Work", 0.5)])).collect();
    save(&db.db, &careers).unwrap();
    assert_eq!(Visitor::new(&db).get("/skills/work").await.texts(".by-importance a").len(), 100);
    let second = Visitor::new(&db).get("/skills/work?page=2").await;
    assert_eq!(second.texts(".by-importance a")[0], "Worker 100");
    assert_eq!(second.texts(".by-importance a").len(), 30);
}

on_both!(async skills_follow_changes);
async fn skills_follow_changes(db: TestDb) {
    let career = |title: &str, names: &[&str]| {
        with_skills(title, &names.iter().map(|name| (*name, 0.5)).collect::<Vec<_>>())
    };
    let listed = async || Visitor::new(&db).get("/skills").await.texts(".category-list li");
    save(&db.db, &[career("One", &["Rust", "SQL"]), career("Two", &["Rust", "C++"])]).unwrap();
    assert_eq!(listed().await, ["C++ 1 career", "Rust 2 careers", "SQL 1 career"]);
    save(&db.db, &[career("Two", &["SQL", "C#"])]).unwrap();
    assert_eq!(listed().await, ["C# 1 career", "Rust 1 career", "SQL 2 careers"], "C++ is gone");
    save(&db.db, &[career("One", &[]), career("Two", &[])]).unwrap();
    assert_eq!(listed().await, ["No skills yet"]);
    save(&db.db, &[career("One", &["Problem solving"]), career("Two", &["Problem-Solving"])]).unwrap();
    assert_eq!(
        Visitor::new(&db).get("/skills/problem-solving").await.texts(".by-importance a"),
        ["One", "Two"]
    );
}
