//! `/c/{id}`, codes and alternate titles redirect to the career.

use metier::models::snapshot::Snapshot;

use crate::common::{all_answer, edited, get, id, redirects, store_starter, unpublished, withdrawn};
use crate::support::{TestDb, entry, save};

/// A career with a code and alternate titles.
fn known_as(title: &str, code: Option<&str>, names: &[&str]) -> Snapshot {
    edited(title, |profile| {
        profile.onet_code = code.map(Into::into);
        profile.alternate_titles = names.iter().map(|name| (*name).into()).collect();
    })
}

on_both!(async a_permanent_link_redirects_to_the_career);
async fn a_permanent_link_redirects_to_the_career(db: TestDb) {
    let careers = [withdrawn(entry("Lamplighter")), unpublished(entry("Stargazer")), entry("Baker")];
    save(&db.db, &careers).unwrap();
    let path = |slug| format!("/c/{}", id(&db, slug));
    redirects(&db, 307, &path("baker"), "/careers/baker").await;
    redirects(&db, 307, &format!("{}?a=b", path("baker")), "/careers/baker?a=b").await;
    let page = get(&db, &path("lamplighter")).await;
    assert_eq!((page.status, page.text("h1").as_str()), (410, "“Lamplighter” has been withdrawn"));
    let none = ["/c/999999", "/c/x", "/c/99999999999999999999"].map(String::from);
    all_answer(&db, 404, none.into_iter().chain([path("stargazer")])).await;
}

on_both!(async a_code_redirects_to_its_career);
async fn a_code_redirects_to_its_career(db: TestDb) {
    let unseen = unpublished(known_as("Stargazer", Some("19-2011.00"), &[]));
    let whole = known_as("Web Developer", Some("15-1254.00"), &[]);
    let part = known_as("Sports Medicine Physician", Some("29-1229.06"), &[]);
    save(&db.db, &[unseen, whole, part]).unwrap();
    redirects(&db, 307, "/careers/15-1254.00", "/careers/web-developer").await;
    redirects(&db, 307, "/careers/15-1254/pay?place=x", "/careers/web-developer/pay?place=x").await;
    redirects(&db, 307, "/careers/29-1229.06", "/careers/sports-medicine-physician").await;
    let none = ["29-1229", "19-2011.00", "15-1254.01"];
    all_answer(&db, 404, none.map(|code| format!("/careers/{code}"))).await;
}

on_both!(async a_unique_alternate_title_redirects_to_its_career);
async fn a_unique_alternate_title_redirects_to_its_career(db: TestDb) {
    let unseen = unpublished(known_as("Stargazer", None, &["Astronomer", "Sky Reader"]));
    let baker = known_as("Baker", None, &["Bread Maker", "Pastry Maker", "Oven Keeper", "Astronomer"]);
    let cook = known_as("Pastry Cook", None, &["Pastry Makers", "Cake Maker"]);
    save(&db.db, &[unseen, baker, cook, entry("Oven Keepers")]).unwrap();
    redirects(&db, 307, "/careers/bread-maker", "/careers/baker").await;
    redirects(&db, 307, "/careers/Bread%20Makers/insights?a=b", "/careers/baker/insights?a=b").await;
    redirects(&db, 307, "/careers/astronomer", "/careers/baker").await;
    let none = ["pastry-maker", "oven-keeper", "sky-reader", "stargazer", "%20", "..."];
    all_answer(&db, 404, none.map(|title| format!("/careers/{title}"))).await;
}

on_both!(async the_starter_set_is_found_by_alternate_titles);
async fn the_starter_set_is_found_by_alternate_titles(db: TestDb) {
    store_starter(&db);
    redirects(&db, 307, "/careers/back-end-engineer", "/careers/back-end-developer").await;
}
