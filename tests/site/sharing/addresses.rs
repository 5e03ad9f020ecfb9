//! `/c/{id}`, codes and alternate titles redirect to the career.

use metier::import::bundle;
use metier::models::career::{self, Status};
use metier::models::snapshot::Snapshot;

use crate::support::{TestDb, Visitor, entry, save, slug};

/// A career with a code and alternate titles.
fn known_as(title: &str, code: Option<&str>, names: &[&str]) -> Snapshot {
    let mut entry = entry(title);
    entry.profile.onet_code = code.map(Into::into);
    entry.profile.alternate_titles = names.iter().map(|name| (*name).into()).collect();
    entry
}

/// The id of the career with a slug.
pub fn id(db: &TestDb, text: &str) -> i64 {
    let slug = slug(text);
    db.db.read_now(|conn| career::ids(conn, &[&slug])).unwrap()[text]
}

async fn leads_to(db: &TestDb, path: &str, target: &str) {
    let answer = Visitor::new(db).get(path).await;
    assert_eq!((answer.status, answer.header("location")), (307, target), "{path}");
}

on_both!(async a_permanent_link_redirects_to_the_career);
async fn a_permanent_link_redirects_to_the_career(db: TestDb) {
    let (mut gone, mut draft) = (entry("Lamplighter"), entry("Stargazer"));
    (gone.status, draft.status) = (Status::Withdrawn, Status::Draft);
    save(&db.db, &[gone, draft, entry("Baker")]).unwrap();
    let path = |slug| format!("/c/{}", id(&db, slug));
    leads_to(&db, &path("baker"), "/careers/baker").await;
    leads_to(&db, &format!("{}?a=b", path("baker")), "/careers/baker?a=b").await;
    let page = Visitor::new(&db).get(&path("lamplighter")).await;
    assert_eq!((page.status, page.text("h1").as_str()), (410, "“Lamplighter” has been withdrawn"));
    for none in [path("stargazer"), "/c/999999".into(), "/c/x".into(), "/c/99999999999999999999".into()] {
        assert_eq!(Visitor::new(&db).get(&none).await.status, 404, "{none}");
    }
}

on_both!(async a_code_redirects_to_its_career);
async fn a_code_redirects_to_its_career(db: TestDb) {
    let mut draft = known_as("Stargazer", Some("19-2011.00"), &[]);
    draft.status = Status::Draft;
    let whole = known_as("Web Developer", Some("15-1254.00"), &[]);
    let part = known_as("Sports Medicine Physician", Some("29-1229.06"), &[]);
    save(&db.db, &[draft, whole, part]).unwrap();
    leads_to(&db, "/careers/15-1254.00", "/careers/web-developer").await;
    leads_to(&db, "/careers/15-1254/pay?place=x", "/careers/web-developer/pay?place=x").await;
    leads_to(&db, "/careers/29-1229.06", "/careers/sports-medicine-physician").await;
    for none in ["29-1229", "19-2011.00", "15-1254.01"] {
        assert_eq!(Visitor::new(&db).get(&format!("/careers/{none}")).await.status, 404, "{none}");
    }
}

on_both!(async a_unique_alternate_title_redirects_to_its_career);
async fn a_unique_alternate_title_redirects_to_its_career(db: TestDb) {
    let mut draft = known_as("Stargazer", None, &["Astronomer", "Sky Reader"]);
    draft.status = Status::Draft;
    let baker = known_as("Baker", None, &["Bread Maker", "Pastry Maker", "Oven Keeper", "Astronomer"]);
    let cook = known_as("Pastry Cook", None, &["Pastry Makers", "Cake Maker"]);
    save(&db.db, &[draft, baker, cook, entry("Oven Keepers")]).unwrap();
    leads_to(&db, "/careers/bread-maker", "/careers/baker").await;
    leads_to(&db, "/careers/Bread%20Makers/insights?a=b", "/careers/baker/insights?a=b").await;
    leads_to(&db, "/careers/astronomer", "/careers/baker").await;
    for none in ["pastry-maker", "oven-keeper", "sky-reader", "stargazer", "%20", "..."] {
        assert_eq!(Visitor::new(&db).get(&format!("/careers/{none}")).await.status, 404, "{none}");
    }
}

on_both!(async the_starter_set_is_found_by_alternate_titles);
async fn the_starter_set_is_found_by_alternate_titles(db: TestDb) {
    db.db.write_now(bundle::store_starter).unwrap();
    leads_to(&db, "/careers/back-end-engineer", "/careers/back-end-developer").await;
}
