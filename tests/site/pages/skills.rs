//! Skill pages.

use metier::models::skill_definition;
use metier::models::snapshot::Snapshot;
use metier::profile::Skill;
use metier::profile::skill::{SkillDefinition, SkillKind};

use crate::common::{all_answer, canonical, edited, get, redirects, skilled, unpublished};
use crate::support::{TestDb, Visitor, save};

fn with_skills(title: &str, skills: &[(&str, f64)]) -> Snapshot {
    let skill = |(name, importance): &(&str, f64)| Skill { name: (*name).into(), importance: *importance };
    edited(title, |profile| profile.skills = skills.iter().map(skill).collect())
}

fn fill(db: &TestDb) {
    let careers = [
        with_skills("Baker", &[("Heat", 0.7), ("C++", 0.1)]),
        with_skills("Cook", &[("Heat", 1.0)]),
        with_skills("Astronomer", &[("Heat", 0.7)]),
        unpublished(with_skills("Alchemist", &[("Heat", 0.9), ("Gold", 1.0)])),
    ];
    save(&db.db, &careers).unwrap();
}

on_both!(async skills_are_listed_with_the_number_of_careers);
async fn skills_are_listed_with_the_number_of_careers(db: TestDb) {
    assert!(get(&db, "/skills").await.text("main").contains("No skills yet"));
    fill(&db);
    let page = get(&db, "/skills").await;
    assert_eq!(page.texts(".skills li"), ["C++ 1 career", "Heat 3 careers"], "drafts don’t count");
    assert_eq!(page.attributes(".skills a", "href"), ["/skills/c-plus-plus", "/skills/heat"]);
    assert_eq!(page.texts("h2"), [""; 0], "nothing to group by");
}

fn define(db: &TestDb, definitions: &[(&str, SkillKind, &str)]) {
    let definition = |(name, kind, text): &(&str, SkillKind, &str)| SkillDefinition {
        name: (*name).into(),
        kind: *kind,
        definition: (*text).into(),
    };
    let definitions: Vec<_> = definitions.iter().map(definition).collect();
    db.db.write_now(|conn| skill_definition::save(conn, &definitions)).unwrap();
}

on_both!(async skills_are_explained_and_grouped);
async fn skills_are_explained_and_grouped(db: TestDb) {
    fill(&db);
    let (heat, gold) =
        (("HEAT", SkillKind::Knowledge, "Knowing <fire>."), ("Gold", SkillKind::Skill, "Shining."));
    define(&db, &[heat, ("Heat", SkillKind::Skill, "The second one for a skill."), gold]);
    let page = get(&db, "/skills").await;
    assert_eq!(page.texts("h2"), ["Knowledge", "Other skills"], "no career asks for gold");
    assert_eq!(page.texts(".skills li"), ["Heat 3 careers Knowing <fire>.", "C++ 1 career"]);
    assert_eq!(get(&db, "/skills/heat").await.text(".lead"), "Heat: Knowing <fire>.");
    let visitor = Visitor::new(&db);
    visitor.get("/skills").await;
    define(&db, &[("Heat", SkillKind::Skill, "Warming up.")]);
    let changed = visitor.get("/skills").await;
    assert_eq!(changed.texts(".skills li")[0], "Heat 3 careers Warming up.", "cached pages follow");
}

on_both!(async the_careers_that_need_a_skill_most_come_first);
async fn the_careers_that_need_a_skill_most_come_first(db: TestDb) {
    fill(&db);
    let page = get(&db, "/skills/heat").await;
    assert_eq!(page.text("h1"), "Careers that ask for Heat");
    assert_eq!(page.texts(".by-importance a"), ["Cook", "Astronomer", "Baker"]);
    assert_eq!(page.texts(".importance"), ["100%", "70%", "70%"]);
    assert_eq!(canonical(&page), "https://careers.example/skills/heat");
}

on_both!(async other_spellings_of_a_skill_redirect_to_its_page);
async fn other_spellings_of_a_skill_redirect_to_its_page(db: TestDb) {
    fill(&db);
    for wrong in ["/skills/Heat", "/skills/heat/", "/skills/HEAT"] {
        redirects(&db, 301, wrong, "/skills/heat").await;
    }
    let missing = ["/skills/gold", "/skills/nope", "/skills/heat?page=2", "/skills/heat?page=0"];
    all_answer(&db, 404, missing).await;
}

on_both!(async long_lists_are_paged);
async fn long_lists_are_paged(db: TestDb) {
    let careers: Vec<_> = (0..130).map(|n| skilled(&format!("Worker {n:03}"), &["Work"])).collect();
    save(&db.db, &careers).unwrap();
    assert_eq!(get(&db, "/skills/work").await.texts(".by-importance a").len(), 100);
    let second = get(&db, "/skills/work?page=2").await;
    assert_eq!(second.texts(".by-importance a")[0], "Worker 100");
    assert_eq!(second.texts(".by-importance a").len(), 30);
}

on_both!(async skills_follow_changes);
async fn skills_follow_changes(db: TestDb) {
    let listed = async || get(&db, "/skills").await.texts(".skills li, .nothing");
    save(&db.db, &[skilled("One", &["Rust", "SQL"]), skilled("Two", &["Rust", "C++"])]).unwrap();
    assert_eq!(listed().await, ["C++ 1 career", "Rust 2 careers", "SQL 1 career"]);
    save(&db.db, &[skilled("Two", &["SQL", "C#"])]).unwrap();
    assert_eq!(listed().await, ["C# 1 career", "Rust 1 career", "SQL 2 careers"], "C++ is gone");
    save(&db.db, &[skilled("One", &[]), skilled("Two", &[])]).unwrap();
    assert_eq!(listed().await, ["No skills yet. Browse all careers"]);
    save(&db.db, &[skilled("One", &["Problem solving"]), skilled("Two", &["Problem-Solving"])]).unwrap();
    assert_eq!(get(&db, "/skills/problem-solving").await.texts(".by-importance a"), ["One", "Two"]);
}
