//! `/careers/{slug}/revisions/{number}`, and the revisions that imports create.

use metier::db::Db;
use metier::models::audit::Actor;
use metier::models::publication::{self, Withdrawal};
use metier::models::snapshot::Snapshot;
use metier::models::{draft, imported};
use metier::profile::Profile;

use crate::common::{
    all_answer, get, id, redirects, robots, store_starter, summarised, unpublished, withdrawn,
};
use crate::support::{TestDb, count, entry, slug};

fn actor(day: u32) -> Actor {
    Actor::other("import", format!("2026-03-{day:02}T08:00:00").parse().unwrap())
}

fn import(db: &Db, day: u32, entries: &[Snapshot]) {
    db.write_now(|conn| imported::save(conn, &actor(day), entries)).unwrap();
}

on_both!(async a_revision_is_shown_as_it_was);
async fn a_revision_is_shown_as_it_was(db: TestDb) {
    let mut first = summarised("Baker", "Bakes <bread>.");
    first.profile.related = vec![slug("pastry-cook"), slug("miller")];
    import(&db.db, 1, &[first, entry("Pastry Cook"), withdrawn(entry("Miller"))]);
    import(&db.db, 8, &[summarised("Baker", "Bakes cakes.")]);
    let (baker, cook) = (id(&db, "baker"), id(&db, "pastry-cook"));
    let move_to = |conn: &mut _| publication::move_to(conn, &actor(9), cook, 1, &slug("confectioner"));
    db.db.write_now(move_to).unwrap();

    let page = get(&db, "/careers/baker/revisions/1").await;
    assert_eq!((page.status, page.text("#summary").as_str()), (200, "Bakes <bread>."));
    let banner = page.text(".preview-banner");
    let said = "Earlier version. This is the page as it was from March 1, 2026 until March 8, 2026.";
    assert!(banner.starts_with(said), "{banner}");
    assert_eq!(page.attributes(".preview-banner a", "href"), ["/careers/baker"]);
    assert_eq!(robots(&page), "noindex");
    assert!(page.attributes("link[rel=canonical], link[rel=alternate]", "href").is_empty());
    assert!(page.texts(".share, script[type]").is_empty());
    let current = "/careers/confectioner";
    assert_eq!(page.attributes(".related-title a", "href"), [current]);
    let page = get(&db, "/careers/baker/revisions/2").await;
    assert!(page.text(".preview-banner").contains("from March 8, 2026 until now."));

    let move_to = |conn: &mut _| publication::move_to(conn, &actor(9), baker, 2, &slug("bread-baker"));
    db.db.write_now(move_to).unwrap();
    redirects(&db, 301, "/careers/baker/revisions/1", "/careers/bread-baker/revisions/1").await;
    let withdrawal = Withdrawal { reason: "Gone.".into(), alternative: None };
    db.db.write_now(|conn| publication::withdraw(conn, &actor(9), baker, 3, &withdrawal)).unwrap();
    all_answer(&db, 410, ["/careers/bread-baker/revisions/1"]).await;
}

on_both!(async a_draft_has_no_public_revision_page);
async fn a_draft_has_no_public_revision_page(db: TestDb) {
    import(&db.db, 1, &[summarised("Baker", "Bakes.")]);
    let baker = id(&db, "baker");
    let newer = Profile { summary: "Secret.".into(), ..summarised("Baker", "").profile };
    db.db.write_now(|conn| draft::save(conn, &actor(2), baker, 1, &newer, "")).unwrap();
    all_answer(&db, 200, ["/careers/baker/revisions/1"]).await;
    for number in ["2", "3", "0", "-1", "x", "99999999999999999999"] {
        let page = get(&db, &format!("/careers/baker/revisions/{number}")).await;
        assert_eq!(page.status, 404, "{number}");
        assert!(!page.body.contains("Secret"), "{number}");
    }
    db.db.write_now(|conn| publication::publish(conn, &actor(3), baker, 2)).unwrap();
    assert_eq!(get(&db, "/careers/baker/revisions/2").await.text("#summary"), "Secret.");
    let first = get(&db, "/careers/baker/revisions/1").await;
    assert!(first.text(".preview-banner").contains("from March 1, 2026 until March 3, 2026."));
}

on_both!(an_import_without_changes_adds_no_revision);
fn an_import_without_changes_adds_no_revision(db: TestDb) {
    let revisions = || count(&db.db, "SELECT COUNT(*) AS count FROM revisions");
    let all = [summarised("Baker", "Bakes."), entry("Cook"), unpublished(entry("Stargazer"))];
    import(&db.db, 1, &all);
    assert_eq!(revisions(), 3);
    import(&db.db, 2, &all);
    assert_eq!(revisions(), 3, "nothing has changed");
    let baker = id(&db, "baker");
    let newer = Profile { summary: "A draft.".into(), ..all[0].profile.clone() };
    db.db.write_now(|conn| draft::save(conn, &actor(3), baker, 1, &newer, "")).unwrap();
    import(&db.db, 4, &all);
    let newest = || {
        let draft = db.db.read_now(|conn| draft::load(conn, baker)).unwrap().unwrap();
        (draft.revision, draft.profile)
    };
    assert_eq!((revisions(), newest().1.summary.as_str()), (4, "A draft."), "an editor’s draft stays");
    import(&db.db, 5, &[summarised("Baker", "Kneads.")]);
    let (kept, profile) = newest();
    assert_eq!((kept.number, kept.published_at, profile.summary.as_str()), (3, Some(actor(5).at), "Kneads."));
}

on_both!(async the_starter_set_has_revision_pages);
async fn the_starter_set_has_revision_pages(db: TestDb) {
    store_starter(&db);
    let page = get(&db, "/careers/back-end-developer/revisions/1").await;
    let live = get(&db, "/careers/back-end-developer").await;
    for part in ["#summary", "#pay", "#experience", "#sources", ".panel dl"] {
        assert_eq!(page.text(part), live.text(part), "{part}");
    }
}
