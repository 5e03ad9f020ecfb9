//! Career moves: similar careers, their pay, missing skills, and that lists follow changes.

use metier::models::snapshot::Snapshot;

use super::paid;
use crate::common::{get, redirects, robots, skilled, unpublished};
use crate::support::{TestDb, prepare, save};

/// A baker, and careers that are more or less similar.
fn careers() -> [Snapshot; 7] {
    [
        paid("Baker", &["Flour", "Heat", "Early Rising", "Sugar"], 30_000),
        paid("Driver", &["Roads", "Early Rising", "Maps", "Patience"], 40_000),
        paid("Confectioner", &["Flour", "Heat", "Sugar", "Chocolate"], 35_500),
        paid("Cook", &["Heat", "Sugar", "Knives", "Salt"], 28_000),
        skilled("Miller", &["Flour", "Water", "Wind"]),
        paid("Astronomer", &["Stars", "Maths", "Telescopes"], 90_000),
        paid("Thinker", &["Thought"], 1),
    ]
}

on_both!(async the_most_similar_come_first_with_pay_and_missing_skills);
async fn the_most_similar_come_first_with_pay_and_missing_skills(db: TestDb) {
    prepare(&db.db);
    save(&db.db, &careers()).unwrap();
    let page = get(&db, "/careers/baker/moves").await;
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
    let page = get(&db, "/careers/baker/moves?pays=more").await;
    assert_eq!(page.texts(".moves h2"), ["Confectioner", "Driver"]);
    assert_eq!(robots(&page), "noindex");
    let top = get(&db, "/careers/driver/moves?pays=more").await;
    assert!(top.text("main").contains("No similar career is known to pay more"));
    let few = get(&db, "/careers/thinker/moves").await;
    assert!(few.text("main").contains("We don’t have enough skills data"));
    redirects(&db, 301, "/careers/Baker/moves?pays=more", "/careers/baker/moves?pays=more").await;
}

async fn near(db: &TestDb, slug: &str) -> Vec<String> {
    get(db, &format!("/careers/{slug}/moves")).await.texts(".moves h2")
}

on_both!(async moves_follow_changes);
async fn moves_follow_changes(db: TestDb) {
    prepare(&db.db);
    for career in careers() {
        save(&db.db, &[career]).unwrap();
    }
    let saved_one_by_one = near(&db, "baker").await;
    assert_eq!(saved_one_by_one, ["Confectioner", "Cook", "Driver", "Miller"]);
    save(&db.db, &[skilled("Pastry Chef", &["Flour", "Heat", "Early Rising", "Sugar"])]).unwrap();
    assert_eq!(near(&db, "baker").await[0], "Pastry Chef");
    let chef = skilled("Pastry Chef", &["Stars", "Maths", "Telescopes"]);
    save(&db.db, std::slice::from_ref(&chef)).unwrap();
    assert_eq!(near(&db, "baker").await[0], "Confectioner");
    assert_eq!(near(&db, "astronomer").await, ["Pastry Chef"]);
    save(&db.db, &[unpublished(chef)]).unwrap();
    assert_eq!(near(&db, "astronomer").await, [""; 0], "only published careers are shown");
}

on_both!(async a_new_career_replaces_the_least_similar_one);
async fn a_new_career_replaces_the_least_similar_one(db: TestDb) {
    let alike = |n| skilled(&format!("Roofer {n:02}"), &["Slate", "Heights", "Hammer", &format!("Roof {n}")]);
    let mut careers: Vec<_> = (0..60).map(alike).collect();
    careers.push(skilled("Thatcher", &["Slate", "Heights", "Hammer"]));
    save(&db.db, &careers).unwrap();
    assert_eq!(near(&db, "thatcher").await.len(), 24);
    save(&db.db, &[skilled("Slater", &["Slate", "Heights", "Hammer"])]).unwrap();
    assert_eq!(near(&db, "thatcher").await[0], "Slater");
}

on_both!(async a_large_site_compares_with_careers_that_need_the_skills_most);
async fn a_large_site_compares_with_careers_that_need_the_skills_most(db: TestDb) {
    let other =
        |n| skilled(&format!("Worker {n:04}"), &["Lifting", "Carrying", &format!("Thing {}", n % 500)]);
    save(&db.db, &(0..2_001).map(other).collect::<Vec<_>>()).unwrap();
    save(&db.db, &[skilled("Baker", &["Flour", "Heat", "Lifting"])]).unwrap();
    save(&db.db, &[skilled("Cook", &["Flour", "Heat", "Carrying"])]).unwrap();
    assert_eq!(near(&db, "baker").await[0], "Cook");
    assert_eq!(near(&db, "cook").await[0], "Baker");
}
