//! Publishing, withdrawing and scheduling on the publication page.

use metier::models::career::Status;
use metier::models::schedule::run_due;
use metier::models::user::Role;

use crate::support::careers::{drafted, load, published, summarise};
use crate::support::{TestDb, Visitor};

on_both!(async a_draft_is_published_and_withdrawn);
async fn a_draft_is_published_and_withdrawn(db: TestDb) {
    let editor = Visitor::signed_in(&db, Role::Editor);
    published(&db.db, "Cook");
    let id = drafted(&db.db, "Baker");
    let base = format!("/admin/careers/{id}");
    let (path, withdrawal) = (format!("{base}/publication"), format!("{base}/withdrawal"));
    let published = editor.post(&path, &[("version", "1")]).await;
    assert_eq!(published.header("location"), format!("{path}?done=published"));
    assert_eq!(Visitor::new(&db).get("/careers/baker").await.status, 200);
    let stale = editor.post(&withdrawal, &[("version", "1"), ("reason", "Old")]).await;
    assert_eq!(stale.status, 409);
    assert_eq!(stale.text("#conflict-heading"), "Someone else has changed this career since you opened it");
    assert_eq!(stale.texts("[name=reason]"), ["Old", ""], "the fields are kept");
    assert_eq!(stale.attributes("[name=version]", "value"), ["2"; 4]);
    let withdraw = [("version", "2"), ("reason", "Old"), ("alternative", "cook")];
    let withdrawn = editor.post(&withdrawal, &withdraw).await;
    assert_eq!(withdrawn.header("location"), format!("{path}?done=withdrawn"));
    let gone = Visitor::new(&db).get("/careers/baker").await;
    assert_eq!(gone.status, 410);
    assert!(gone.body.contains("href=\"/careers/cook\""));
}

on_both!(async an_editor_chooses_the_careers_on_the_home_page);
async fn an_editor_chooses_the_careers_on_the_home_page(db: TestDb) {
    let editor = Visitor::signed_in(&db, Role::Editor);
    let ids = ["Baker", "Cook"].map(|title| published(&db.db, title));
    let featured = async || Visitor::new(&db).get("/").await.texts(".featured h3");
    assert_eq!(featured().await, [""; 0]);
    let path = format!("/admin/careers/{}/featured", ids[0]);
    let on = editor.post(&path, &[("version", "2"), ("featured", "yes")]).await;
    assert_eq!(on.header("location"), format!("/admin/careers/{}/publication?done=featured", ids[0]));
    assert_eq!(featured().await, ["Baker"]);
    assert_eq!(editor.post(&path, &[("version", "2")]).await.status, 409);
    let many = ids.map(|id| format!("{id}-{}", load(&db.db, id).version));
    let many = |action| {
        let careers = many.iter().map(|career| ("career", career.as_str()));
        careers.chain([("action", action), ("confirm", "yes")]).collect::<Vec<_>>()
    };
    let refused = editor.post("/admin/careers/bulk", &many("nonsense")).await;
    assert_eq!(refused.status, 422);
    assert_eq!(editor.post("/admin/careers/bulk", &many("feature")).await.status, 303);
    assert_eq!(featured().await, ["Baker", "Cook"]);
    let list = editor.get("/admin/careers?status=featured").await;
    assert_eq!(list.texts("tbody th"), ["Baker", "Cook"]);
    assert_eq!(editor.post(&path, &[("version", "3")]).await.status, 303);
    assert_eq!(featured().await, ["Cook"]);
}

on_both!(async missing_content_links_to_its_field);
async fn missing_content_links_to_its_field(db: TestDb) {
    let editor = Visitor::signed_in(&db, Role::Editor);
    let id = drafted(&db.db, "Baker");
    summarise(&db.db, id, 1, "").unwrap();
    let path = format!("/admin/careers/{id}/publication");
    let field = format!("/admin/careers/{id}/edit#summary");
    let page = editor.get(&path).await;
    assert_eq!(page.attributes(".desk-lacking a", "href"), [field.as_str()]);
    let refused = editor.post(&path, &[("version", "2")]).await;
    assert_eq!((refused.status, load(&db.db, id).status), (422, Status::Draft));
    assert_eq!(refused.attributes(".error-summary a", "href"), [field]);
}

on_both!(async invalid_fields_are_kept_and_named);
async fn invalid_fields_are_kept_and_named(db: TestDb) {
    let editor = Visitor::signed_in(&db, Role::Editor);
    let id = published(&db.db, "Baker");
    let base = format!("/admin/careers/{id}");
    let told = [("version", "2"), ("reason", "A <reason>"), ("alternative", "No Slug")];
    let refused = editor.post(&format!("{base}/withdrawal"), &told).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.attributes(".error-summary a", "href"), ["#withdraw-alternative"]);
    assert_eq!(refused.text("#withdraw-reason"), "A <reason>");
    assert_eq!(refused.attributes("#withdraw-alternative", "value"), ["No Slug"]);
    let schedules = format!("{base}/schedules");
    let later = [("action", "withdraw"), ("date", "soon"), ("time", "09:30")];
    let refused = editor.post(&schedules, &[&told[..], &later].concat()).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.attributes(".error-summary a", "href"), ["#schedule-date", "#schedule-alternative"]);
    assert_eq!(refused.text("#schedule-reason"), "A <reason>");
    assert_eq!(refused.attributes("#schedule-time", "value"), ["09:30"]);
    assert_eq!(refused.attributes("#schedule-action [selected]", "value"), ["withdraw"]);
    let mixed = [("version", "2"), ("action", "publish"), ("date", "2990-01-01"), ("time", "9:30"), told[1]];
    let refused = editor.post(&schedules, &mixed).await;
    let fields = refused.attributes(".error-summary a", "href");
    assert_eq!(fields, ["#schedule-action"], "only a withdrawal has a reason");
    assert_eq!(refused.text("#schedule-reason"), "A <reason>");
}

on_both!(async schedules_are_created_shown_and_canceled);
async fn schedules_are_created_shown_and_canceled(db: TestDb) {
    let editor = Visitor::signed_in(&db, Role::Editor);
    let id = drafted(&db.db, "Baker");
    let path = format!("/admin/careers/{id}/publication");
    let schedules = format!("/admin/careers/{id}/schedules");
    let later = [("version", "1"), ("action", "publish"), ("date", "2990-01-01"), ("time", "09:30")];
    let made = editor.post(&schedules, &later).await;
    assert_eq!(made.header("location"), format!("{path}?done=scheduled"));
    let page = editor.get(&path).await;
    assert_eq!(page.texts("#schedules ~ table th[scope=row]"), ["Publish the newest draft"]);
    assert!(page.text("section[aria-labelledby=schedules]").contains("2990-01-01 09:30"));
    let cancel = page.attributes("td form", "action").remove(0);
    let version = page.attributes("td form [name=version]", "value").remove(0);
    summarise(&db.db, id, 1, "Quite new.").unwrap();
    let stale = editor.post(&cancel, &[("version", &version)]).await;
    assert_eq!(stale.status, 409);
    assert_eq!(stale.attributes("td form", "action"), [cancel.as_str()]);
    let page = editor.get(&path).await;
    assert_eq!(page.attributes("td form", "action"), [cancel.as_str()], "it is still scheduled");
    let version = stale.attributes("input[name=version]", "value").remove(0);
    let canceled = editor.post(&cancel, &[("version", &version)]).await;
    assert_eq!(canceled.status, 303, "sending it again works");
    assert_eq!(run_due(&db.db, "2990-01-02T00:00:00".parse().unwrap()).unwrap(), 0);
    let again = editor.post(&cancel, &[("version", &version)]).await;
    assert_eq!(again.status, 422);
    assert_eq!(again.texts("td[data-label=Outcome]"), ["Canceled"]);
}
