//! The models of drafts, concurrent editing and old slugs.

use std::slice;
use std::thread;

use metier::models::draft::{DraftRefused, Saved};
use metier::models::snapshot::Snapshot;
use metier::models::user::Role;
use metier::models::{editing, old_slug, publication, revision};

use crate::support::careers::{actor, at, change, drafted, load, published, summarise};
use crate::support::{TestDb, Visitor, add_user, entry, save, slug};

on_both!(async saving_never_changes_what_visitors_see);
async fn saving_never_changes_what_visitors_see(db: TestDb) {
    let id = published(&db.db, "Baker");
    let before = Visitor::new(&db).get("/careers/baker").await.body;
    assert_eq!(summarise(&db.db, id, 2, "Quite new.").unwrap(), Saved::Revision(2));
    assert_eq!(Visitor::new(&db).get("/careers/baker").await.body, before);
    assert!(!load(&db.db, id).is_live());
    change(&db.db, |conn| publication::publish(conn, &actor(), id, 3)).unwrap();
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
    let db = &db.db;
    let results = thread::scope(|scope| {
        let start = |n: usize| scope.spawn(move || summarise(db, id, 1, &format!("Text {n}")));
        let threads: Vec<_> = (0..20).map(start).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
    });
    let won = results.iter().position(|result| matches!(result, Ok(Saved::Revision(2)))).unwrap();
    let stale = results.iter().filter(|result| matches!(result, Err(DraftRefused::Stale(_)))).count();
    assert_eq!(stale, 19);
    assert_eq!(load(db, id).profile.summary, format!("Text {won}"));
    let page = db.read_now(|conn| revision::of(conn, id, 1, 50)).unwrap();
    assert_eq!(page.total, 2);
}

fn rename(db: &TestDb, id: i64, to: &str) -> Result<(), DraftRefused> {
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
    let taken = rename(&db, published(&db.db, "Miller"), "loafer");
    assert!(matches!(taken, Err(DraftRefused::Problems(problems)) if problems[0].field == "slug"));
}

on_both!(async a_duplicate_code_is_a_field_error);
async fn a_duplicate_code_is_a_field_error(db: TestDb) {
    let author = Visitor::signed_in(&db, Role::Author);
    let new = async |title, code| {
        let fields = [("title", title), ("onet_code", code), ("summary", "Bakes.")];
        author.post("/admin/careers/new", &fields).await
    };
    assert_eq!(new("Baker", "51-3011").await.status, 303);
    let taken = new("Loafer", "51-3011.00").await;
    assert_eq!(taken.status, 422);
    assert_eq!(taken.attributes(".error-summary a", "href"), ["#onet_code"]);
    let said = taken.text(".error-summary");
    assert!(said.contains("The career “baker” already has the code 51-3011.00"), "{said}");
    assert_eq!(taken.attributes("#onet_code", "value"), ["51-3011.00"]);
    let said = new("Loafer", "51 3011").await.text(".error-summary");
    assert!(said.contains("not an O*NET-SOC code such as 15-1252.00"), "{said}");
    assert_eq!(new("Loafer", "51-3011.01").await.status, 303);
}

on_both!(async renaming_an_unpublished_career_leaves_no_redirect);
async fn renaming_an_unpublished_career_leaves_no_redirect(db: TestDb) {
    let id = drafted(&db.db, "Baker");
    rename(&db, id, "bread-maker").unwrap();
    assert!(db.db.read_now(|conn| old_slug::of(conn, id)).unwrap().is_empty());
    assert_eq!(Visitor::new(&db).get("/careers/baker").await.status, 404);
    assert_ne!(drafted(&db.db, "Baker"), id, "its slug is free");
}

on_both!(other_editors_are_listed_for_ten_minutes);
fn other_editors_are_listed_for_ten_minutes(db: TestDb) {
    let id = drafted(&db.db, "Baker");
    let [author, editor] = [Role::Author, Role::Editor].map(|role| add_user(&db, role).id);
    let touch = |user: i64, time: &str| {
        db.db.write_now(|conn| editing::touch(conn, id, user, at(time))).unwrap();
    };
    let others = |time: &str| db.db.read_now(|conn| editing::others(conn, id, editor, at(time))).unwrap();
    touch(author, "10:00:00");
    touch(editor, "10:01:00");
    touch(author, "10:05:00");
    let seen = others("10:15:00");
    let seen: Vec<_> = seen.iter().map(|other| (other.email.as_str(), other.since)).collect();
    assert_eq!(seen, [("author@example.org", at("10:00:00"))]);
    assert!(others("10:15:01").is_empty());
    touch(author, "10:30:00");
    assert_eq!(others("10:30:00")[0].since, at("10:30:00"), "editing starts again after a pause");
    db.db.write_now(|conn| editing::leave(conn, id, author)).unwrap();
    assert!(others("10:30:00").is_empty());
}

on_both!(an_import_makes_open_forms_stale_and_adds_revisions);
fn an_import_makes_open_forms_stale_and_adds_revisions(db: TestDb) {
    let mut actuary = entry("Actuary");
    let import = |entry: &Snapshot| save(&db.db, slice::from_ref(entry)).unwrap();
    import(&actuary);
    let id = 1;
    let opened = load(&db.db, id);
    import(&actuary);
    assert_eq!(load(&db.db, id), opened, "importing the same again changes nothing");
    actuary.profile.summary = "From a newer release.".into();
    import(&actuary);
    let stale = summarise(&db.db, id, opened.version, "Mine.").unwrap_err();
    assert!(matches!(stale, DraftRefused::Stale(now) if now.profile.summary == "From a newer release."));
    let now = load(&db.db, id);
    summarise(&db.db, id, now.version, "Mine.").unwrap();
    actuary.profile.summary = "From the newest release.".into();
    import(&actuary);
    let now = load(&db.db, id);
    assert!(now.is_live());
    assert_eq!((now.revision.number, now.profile.summary.as_str()), (4, "From the newest release."));
}
