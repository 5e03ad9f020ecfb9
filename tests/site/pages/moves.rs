//! Career moves: similar careers, their pay, missing skills, and that lists follow changes.

use metier::models::career::Status;
use metier::models::snapshot::Snapshot;
use metier::profile::Skill;
use metier::profile::money::Figure;

use crate::support::{self, TestDb, Visitor, entry, prepare, save};

/// A career with equally important skills, and yearly pay in dollars if it is known.
fn career(title: &str, skills: &[&str], dollars: Option<i64>) -> Snapshot {
    let mut career = entry(title);
    let skill = |name: &&str| Skill { name: (*name).into(), importance: 0.5 };
    career.profile.skills = skills.iter().map(skill).collect();
    let pay = |dollars: i64| metier::profile::Pay {
        total: Some(Figure::exact(dollars * 100)),
        base: None,
        additional: None,
        ..support::pay()
    };
    career.profile.pay = dollars.map(pay).into_iter().collect();
    career
}

/// A baker, and careers that are more or less similar.
fn careers() -> Vec<Snapshot> {
    vec![
        career("Baker", &["Flour", "Heat", "Early Rising", "Sugar"], Some(30_000)),
        career("Driver", &["Roads", "Early Rising", "Maps", "Patience"], Some(40_000)),
        career("Confectioner", &["Flour", "Heat", "Sugar", "Chocolate"], Some(35_500)),
        career("Cook", &["Heat", "Sugar", "Knives", "Salt"], Some(28_000)),
        career("Miller", &["Flour", "Water", "Wind"], None),
        career("Astronomer", &["Stars", "Maths", "Telescopes"], Some(90_000)),
        career("Thinker", &["Thought"], Some(1)),
    ]
}

on_both!(async the_most_similar_come_first_with_pay_and_missing_skills);
async fn the_most_similar_come_first_with_pay_and_missing_skills(db: TestDb) {
    prepare(&db.db);
    save(&db.db, &careers()).unwrap();
    let page = Visitor::new(&db).get("/careers/baker/moves").await;
    assert_eq!(page.text("h1"), "Career moves for a Baker");
    assert_eq!(page.texts(".moves h2"), ["Confectioner", "Cook", "Driver", "Miller"]);
    let differences = ["$5,500 a year more", "$2,000 a year less", "$10,000 a year more", ""];
    assert_eq!(page.texts(".moves .difference"), differences, "unknown pay is no difference");
    assert!(page.texts(".moves .overlap")[0].starts_with("3 of 4 skills in common ("));
    assert_eq!(
        page.texts(".moves li:first-child .skill-list"),
        ["Shared 3 Flour, Heat, Sugar", "To learn 1 Chocolate"]
    );
    assert_eq!(page.attributes(".skill-list a", "href")[3], "/skills/chocolate");
}

on_both!(async moves_can_be_filtered_by_higher_pay);
async fn moves_can_be_filtered_by_higher_pay(db: TestDb) {
    prepare(&db.db);
    save(&db.db, &careers()).unwrap();
    let page = Visitor::new(&db).get("/careers/baker/moves?pays=more").await;
    assert_eq!(page.texts(".moves h2"), ["Confectioner", "Driver"]);
    assert_eq!(page.attributes("meta[name=robots]", "content"), ["noindex"]);
    let top = Visitor::new(&db).get("/careers/driver/moves?pays=more").await;
    assert!(top.text("main").contains("No similar career is known to pay more"));
    let few = Visitor::new(&db).get("/careers/thinker/moves").await;
    assert!(few.text("main").contains("We don’t have enough skills data"));
    assert_eq!(
        Visitor::new(&db).get("/careers/Baker/moves?pays=more").await.header("location"),
        "/careers/baker/moves?pays=more"
    );
}

async fn near(db: &TestDb, slug: &str) -> Vec<String> {
    Visitor::new(db).get(&format!("/careers/{slug}/moves")).await.texts(".moves h2")
}

on_both!(async moves_follow_changes);
async fn moves_follow_changes(db: TestDb) {
    prepare(&db.db);
    for career in careers() {
        save(&db.db, &[career]).unwrap();
    }
    assert_eq!(
        near(&db, "baker").await,
        ["Confectioner", "Cook", "Driver", "Miller"],
        "saved one by one or all at once"
    );
    save(&db.db, &[career("Pastry Chef", &["Flour", "Heat", "Early Rising", "Sugar"], None)]).unwrap();
    assert_eq!(near(&db, "baker").await[0], "Pastry Chef");
    save(&db.db, &[career("Pastry Chef", &["Stars", "Maths", "Telescopes"], None)]).unwrap();
    assert_eq!(near(&db, "baker").await[0], "Confectioner");
    assert_eq!(near(&db, "astronomer").await, ["Pastry Chef"]);
    let draft =
        Snapshot { status: Status::Draft, ..career("Pastry Chef", &["Stars", "Maths", "Telescopes"], None) };
    save(&db.db, &[draft]).unwrap();
    assert_eq!(near(&db, "astronomer").await, [""; 0], "only published careers are shown");
}

on_both!(async a_new_career_replaces_the_least_similar_one);
async fn a_new_career_replaces_the_least_similar_one(db: TestDb) {
    prepare(&db.db);
    let alike = |n: usize| {
        career(&format!("Roofer {n:02}"), &["Slate", "Heights", "Hammer", &format!("Roof {n}")], None)
    };
    let mut careers = vec![career("Thatcher", &["Slate", "Heights", "Hammer"], None)];
    careers.extend((0..60).map(alike));
    save(&db.db, &careers).unwrap();
    assert_eq!(near(&db, "thatcher").await.len(), 24);
    save(&db.db, &[career("Slater", &["Slate", "Heights", "Hammer"], None)]).unwrap();
    assert_eq!(near(&db, "thatcher").await[0], "Slater");
}

on_both!(async a_large_site_compares_with_careers_that_need_the_skills_most);
async fn a_large_site_compares_with_careers_that_need_the_skills_most(db: TestDb) {
    prepare(&db.db);
    let other = |n: usize| {
        career(&format!("Worker {n:04}"), &["Lifting", "Carrying", &format!("Thing {}", n % 500)], None)
    };
    save(&db.db, &(0..2_001).map(other).collect::<Vec<_>>()).unwrap();
    save(&db.db, &[career("Baker", &["Flour", "Heat", "Lifting"], None)]).unwrap();
    save(&db.db, &[career("Cook", &["Flour", "Heat", "Carrying"], None)]).unwrap();
    assert_eq!(near(&db, "baker").await[0], "Cook");
    assert_eq!(near(&db, "cook").await[0], "Baker");
}
