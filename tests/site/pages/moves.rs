//! Career moves: similar careers, their pay, missing skills, and that lists follow changes.

use metier::models::snapshot::Snapshot;
use metier::profile::{Tool, ToolKind};

use super::paid;
use crate::common::{get, redirects, robots, skilled, unpublished};
use crate::support::{TestDb, prepare, save, slug};

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
    let differences = ["$5,500 a year more", "$2,000 a year less", "$10,000 a year more"];
    assert_eq!(page.texts(".moves .difference"), differences, "unknown pay is no difference");
    assert!(page.texts(".moves .overlap")[0].starts_with("3 of 4 skills in common ("));
    assert_eq!(
        page.texts(".moves li:first-child .skill-list"),
        ["To learn 1 Chocolate", "Shared 3 Flour, Heat, Sugar"]
    );
}

on_both!(async moves_are_sorted_by_gain_in_pay_and_by_what_is_to_learn);
async fn moves_are_sorted_by_gain_in_pay_and_by_what_is_to_learn(db: TestDb) {
    prepare(&db.db);
    save(&db.db, &careers()).unwrap();
    let page = get(&db, "/careers/baker/moves?sort=pay").await;
    assert_eq!(page.texts(".moves h2"), ["Driver", "Confectioner", "Cook", "Miller"]);
    assert_eq!(page.text(".order [aria-current]"), "Highest gain in pay");
    assert_eq!(robots(&page), "noindex");
    let builders: [(&str, &[&str]); 3] = [
        ("Builder", &["Bricks", "Mortar", "Heights", "Plans", "Tiles", "Wood"]),
        ("Foreman", &["Bricks", "Mortar", "Heights", "Plans", "Tiles", "Wood", "People"]),
        ("Helper", &["Bricks", "Mortar", "Heights"]),
    ];
    save(&db.db, &builders.map(|(title, skills)| skilled(title, skills))).unwrap();
    assert_eq!(near(&db, "builder").await, ["Foreman", "Helper"]);
    let page = get(&db, "/careers/builder/moves?sort=learn").await;
    assert_eq!(page.texts(".moves h2"), ["Helper", "Foreman"], "a helper has nothing to learn");
    redirects(&db, 301, "/careers/baker/moves?pays=more", "/careers/baker/moves?sort=pay").await;
}

on_both!(async a_career_of_which_too_little_is_known_leads_to_its_field);
async fn a_career_of_which_too_little_is_known_leads_to_its_field(db: TestDb) {
    prepare(&db.db);
    let mut thinker = paid("Thinker", &["Thought"], 1);
    thinker.profile.category = Some(slug("health"));
    save(&db.db, &[thinker]).unwrap();
    let page = get(&db, "/careers/thinker/moves").await;
    assert!(page.text("main").contains("neither skills nor tools are on record"));
    assert!(page.attributes("main a", "href").contains(&"/careers?category=health".into()));
}

on_both!(async shared_wages_are_no_difference_in_pay);
async fn shared_wages_are_no_difference_in_pay(db: TestDb) {
    prepare(&db.db);
    let counted_with_baker = |title, total| {
        let mut career = paid(title, &["Flour", "Heat", "Sugar"], total);
        career.profile.pay[0].counted_with = Some("Baker".into());
        career
    };
    let [baker, ..] = careers();
    save(
        &db.db,
        &[baker, counted_with_baker("Pastry Chef", 30_000), counted_with_baker("Cake Decorator", 30_000)],
    )
    .unwrap();
    for (slug, shared_with) in [("baker", "Baker"), ("pastry-chef", "Pastry Chef")] {
        let page = get(&db, &format!("/careers/{slug}/moves")).await;
        assert_eq!(page.texts(".difference"), [""; 0]);
        assert_eq!(page.texts(".counted-with").len(), 2);
        let shared = format!("Counted together with {shared_with}");
        assert!(page.text(".moves").contains(&shared), "{}", page.text(".moves"));
    }
}

/// A career with only tools.
fn with_tools(title: &str, tools: &[&str]) -> Snapshot {
    let tool = |name: &&str| Tool {
        name: name.to_string(),
        kind: ToolKind::Software,
        about: String::new(),
        hot: false,
        in_demand: true,
    };
    let mut career = skilled(title, &[]);
    career.profile.tools = tools.iter().map(tool).collect();
    career
}

on_both!(async careers_without_skills_are_compared_by_their_tools);
async fn careers_without_skills_are_compared_by_their_tools(db: TestDb) {
    prepare(&db.db);
    let many: Vec<String> = (1..=15).map(|n| format!("Tool {n}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).chain(["Python", "SQL"]).collect();
    save(&db.db, &[with_tools("Developer", &many), with_tools("Analyst", &["Python", "Tool 1", "Excel"])])
        .unwrap();
    let page = get(&db, "/careers/developer/moves").await;
    assert_eq!(page.texts(".moves h2"), ["Analyst"]);
    assert!(page.text(".overlap").starts_with("2 of 3 tools in common ("), "{}", page.text(".overlap"));
    let lists = page.texts(".skill-list");
    assert_eq!(lists[0], "To learn 1 Excel", "Python is known, though 15 other tools come first");
    assert_eq!(get(&db, "/skills/python").await.status, 404, "tools have no pages");
    assert!(!get(&db, "/skills").await.text("main").contains("Python"));
}

on_both!(async general_skills_are_folded_away);
async fn general_skills_are_folded_away(db: TestDb) {
    prepare(&db.db);
    let worker = |n| skilled(&format!("Worker {n}"), &["Listening", "Writing", &format!("Craft {n}")]);
    save(&db.db, &(0..12).map(worker).collect::<Vec<_>>()).unwrap();
    save(&db.db, &[skilled("Potter", &["Clay", "Writing", "Kilns"])]).unwrap();
    let page = get(&db, "/careers/potter/moves").await;
    assert_eq!(page.texts(".moves li:first-child .skill-list > p"), ["Craft 0"]);
    let folded = page.texts(".moves li:first-child .skill-list details");
    assert_eq!(folded, ["1 general Listening", "1 general Writing"]);
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
