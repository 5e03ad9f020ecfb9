//! The models of drafts and old slugs.

use std::thread;

use metier::models::draft::{Refused, Saved};
use metier::models::snapshot::Snapshot;
use metier::models::user::Role;
use metier::models::{draft, imported, old_slug, publication, revision};

use crate::support::careers::{actor, change, drafted, load, published, summarise};
use crate::support::{TestDb, Visitor, entry, slug};

on_both!(async saving_never_changes_what_visitors_see);
async fn saving_never_changes_what_visitors_see(db: TestDb) {
    let id = published(&db.db, "Baker");
    let before = Visitor::new(&db).get("/careers/baker").await.body;
    let version = load(&db.db, id).version;
    assert_eq!(summarise(&db.db, id, version, "Quite new.").unwrap(), Saved::Revision(2));
    assert_eq!(Visitor::new(&db).get("/careers/baker").await.body, before);
    assert!(!load(&db.db, id).is_live());
    change(&db.db, |conn| publication::publish(conn, &actor(), id, version + 1)).unwrap();
    assert!(Visitor::new(&db).get("/careers/baker").await.body.contains("Quite new."));
    assert!(load(&db.db, id).is_live());
}

on_both!(saving_without_changes_adds_no_revision);
fn saving_without_changes_adds_no_revision(db: TestDb) {
    let id = published(&db.db, "Baker");
    let draft = load(&db.db, id);
    let again = summarise(&db.db, id, draft.version, &draft.profile.summary).unwrap();
    assert_eq!(again, Saved::Same);
    assert_eq!(load(&db.db, id), draft, "not even its version");
}

on_both!(of_many_concurrent_saves_one_wins_and_the_others_are_stale);
fn of_many_concurrent_saves_one_wins_and_the_others_are_stale(db: TestDb) {
    let id = drafted(&db.db, "Baker");
    let save = |n: usize| {
        let db = db.db.clone();
        thread::spawn(move || summarise(&db, id, 1, &format!("Text {n}")))
    };
    let threads: Vec<_> = (0..20).map(save).collect();
    let results: Vec<_> = threads.into_iter().map(|thread| thread.join().unwrap()).collect();
    let won = results.iter().position(|result| matches!(result, Ok(Saved::Revision(2)))).unwrap();
    let stale = results.iter().filter(|result| matches!(result, Err(Refused::Stale(_)))).count();
    assert_eq!(stale, 19);
    assert_eq!(load(&db.db, id).profile.summary, format!("Text {won}"));
    let page = db.db.read_now(|conn| revision::of(conn, id, 1, 50)).unwrap();
    assert_eq!(page.total, 2);
}

fn rename(db: &TestDb, id: i64, to: &str) -> Result<(), Refused> {
    let version = load(&db.db, id).version;
    change(&db.db, |conn| publication::move_to(conn, &actor(), id, version, &slug(to)))
}

on_both!(async old_slugs_redirect_without_chains_or_loops);
async fn old_slugs_redirect_without_chains_or_loops(db: TestDb) {
    let id = published(&db.db, "Baker");
    rename(&db, id, "bread-maker").unwrap();
    rename(&db, id, "loafer").unwrap();
    for old in ["baker", "bread-maker"] {
        let answer = Visitor::new(&db).get(&format!("/careers/{old}/pay?x=1")).await;
        assert_eq!((answer.status, answer.header("location")), (301, "/careers/loafer/pay?x=1"));
    }
    rename(&db, id, "baker").unwrap();
    assert_eq!(Visitor::new(&db).get("/careers/baker").await.status, 200);
    assert_eq!(Visitor::new(&db).get("/careers/loafer").await.header("location"), "/careers/baker");
    let other = published(&db.db, "Miller");
    let taken = rename(&db, other, "loafer");
    assert!(matches!(taken, Err(Refused::Problems(problems)) if problems[0].field == "slug"));
}

on_both!(async a_duplicate_code_is_a_field_error);
async fn a_duplicate_code_is_a_field_error(db: TestDb) {
    let new = async |title: &str, code: &str| {
        let fields = [("title", title), ("onet_code", code), ("summary", "Bakes.")];
        Visitor::signed_in(&db, Role::Author).post("/admin/careers/new", &fields).await
    };
    assert_eq!(new("Baker", "51-3011").await.status, 303);
    let taken = new("Loafer", "51-3011.00").await;
    assert_eq!(
        (taken.status, taken.attributes(".error-summary a", "href")),
        (422, vec!["#onet_code".into()])
    );
    let message = "The career “baker” already has the code 51-3011.00";
    assert!(taken.text(".error-summary").contains(message), "{}", taken.text(".error-summary"));
    assert_eq!(taken.attributes("#onet_code", "value"), ["51-3011.00"]);
    let wrong = new("Loafer", "51 3011").await;
    assert!(
        wrong.text(".error-summary").contains("not an O*NET-SOC code such as 15-1252.00"),
        "{}",
        wrong.body
    );
    assert_eq!(new("Loafer", "51-3011.01").await.status, 303);
}

on_both!(async renaming_an_unpublished_career_leaves_no_redirect);
async fn renaming_an_unpublished_career_leaves_no_redirect(db: TestDb) {
    let id = drafted(&db.db, "Baker");
    rename(&db, id, "bread-maker").unwrap();
    assert!(db.db.read_now(|conn| old_slug::of(conn, id)).unwrap().is_empty());
    assert_eq!(Visitor::new(&db).get("/careers/baker").await.status, 404);
    let again = drafted(&db.db, "Baker");
    assert_ne!(again, id, "its slug is free");
}

on_both!(only_a_career_that_was_never_public_can_be_deleted);
fn only_a_career_that_was_never_public_can_be_deleted(db: TestDb) {
    let (kept, gone) = (published(&db.db, "Baker"), drafted(&db.db, "Miller"));
    let version = load(&db.db, kept).version;
    let refused = change(&db.db, |conn| draft::delete(conn, &actor(), kept, version));
    assert!(matches!(refused, Err(Refused::Problems(_))));
    change(&db.db, |conn| draft::delete(conn, &actor(), gone, 1)).unwrap();
    assert!(db.db.read_now(|conn| draft::load(conn, gone)).unwrap().is_none());
    let again = change(&db.db, |conn| draft::delete(conn, &actor(), gone, 1));
    assert!(matches!(again, Err(Refused::Gone)));
}

on_both!(an_import_makes_open_forms_stale_and_adds_revisions);
fn an_import_makes_open_forms_stale_and_adds_revisions(db: TestDb) {
    let mut actuary = entry("Actuary");
    let import = |entry: &Snapshot| {
        db.db.write_now(|conn| imported::save(conn, &actor(), std::slice::from_ref(entry))).unwrap();
    };
    import(&actuary);
    let id = 1;
    let opened = load(&db.db, id);
    import(&actuary);
    assert_eq!(load(&db.db, id), opened, "importing the same again changes nothing");
    actuary.profile.summary = "From a newer release.".into();
    import(&actuary);
    let stale = summarise(&db.db, id, opened.version, "Mine.").unwrap_err();
    assert!(matches!(stale, Refused::Stale(now) if now.profile.summary == "From a newer release."));
    let now = load(&db.db, id);
    summarise(&db.db, id, now.version, "Mine.").unwrap();
    actuary.profile.summary = "From the newest release.".into();
    import(&actuary);
    let now = load(&db.db, id);
    assert!(now.is_live());
    assert_eq!((now.revision.number, now.profile.summary.as_str()), (4, "From the newest release."));
}
