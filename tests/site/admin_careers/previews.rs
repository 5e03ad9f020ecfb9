//! Draft previews: in the desk, and by link.

use chrono::TimeDelta;
use metier::models::user::Role;
use metier::models::{draft, preview_link};
use metier::profile::{Profile, Skill};

use crate::support::careers::{actor, change, drafted, load, published, summarise};
use crate::support::{TestDb, Visitor, entry, rows, save, slug};

on_both!(async a_draft_preview_looks_like_the_public_page);
async fn a_draft_preview_looks_like_the_public_page(db: TestDb) {
    let id = published(&db.db, "Baker");
    summarise(&db.db, id, load(&db.db, id).version, "Quite new.").unwrap();
    let path = format!("/admin/careers/{id}/preview");
    let page = Visitor::signed_in(&db, Role::Author).get(&path).await;
    assert_eq!(page.text("h1"), "What does a Baker do?");
    assert_eq!(page.text("#summary"), "Quite new.");
    assert!(page.text(".preview-banner").contains("Visitors don’t see this yet."));
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.attributes("meta[name=robots]", "content"), ["noindex"]);
    assert!(page.attributes("link[rel=canonical]", "href").is_empty());
}

on_both!(async a_draft_preview_compares_the_skills_of_the_draft);
async fn a_draft_preview_compares_the_skills_of_the_draft(db: TestDb) {
    let skill = |name: &str| Skill { name: name.into(), importance: 0.5 };
    let mut nurse = entry("Nurse");
    nurse.profile.skills = vec![skill("Kneading"), skill("Reading")];
    save(&db.db, &[nurse]).unwrap();
    let id = drafted(&db.db, "Baker");
    let related = vec![slug("nurse")];
    let profile = Profile { skills: vec![skill("Kneading")], related, ..load(&db.db, id).profile };
    change(&db.db, |conn| draft::save(conn, &actor(), id, 1, &profile, "")).unwrap();
    let path = format!("/admin/careers/{id}/preview");
    let page = Visitor::signed_in(&db, Role::Author).get(&path).await;
    assert_eq!(page.texts("#related .skill-list"), ["Shared 1 Kneading", "To learn 1 Reading"]);
}

on_both!(async a_preview_link_shows_the_draft_until_it_expires_or_is_revoked);
async fn a_preview_link_shows_the_draft_until_it_expires_or_is_revoked(db: TestDb) {
    let author = Visitor::signed_in(&db, Role::Author);
    let id = drafted(&db.db, "Baker");
    let links = format!("/admin/careers/{id}/preview-links");
    let create = async || {
        let made = author.post(&links, &[("version", "1"), ("days", "7")]).await;
        assert_eq!(made.status, 201);
        let url = made.attributes(".desk-copy", "value").remove(0);
        url.strip_prefix("https://careers.example").unwrap().to_owned()
    };
    let (path, revoked) = (create().await, create().await);
    assert_ne!(path, revoked);
    let page = Visitor::new(&db).get(&path).await;
    assert_eq!((page.status, page.text("#summary").as_str()), (200, "What a Baker does."));
    assert_eq!(page.header("cache-control"), "no-store");
    assert_eq!(page.header("x-robots-tag"), "noindex");
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    assert!(page.attributes(".preview-banner a", "href").is_empty(), "no link to the desk");
    let listed = author.get(&links).await;
    assert!(!listed.body.contains(&path), "the link is shown only once");
    let revoke = listed.attributes("td form", "action").remove(0);
    let version = listed.attributes("td form [name=version]", "value").remove(0);
    assert_eq!(author.post(&revoke, &[("version", &version)]).await.status, 303);
    for (path, status) in [(&*revoked, 404), ("/preview/x", 404), (&path, 200)] {
        assert_eq!(Visitor::new(&db).get(path).await.status, status, "{path}");
    }

    let token = path.strip_prefix("/preview/").unwrap();
    assert_eq!(token.len(), 43, "256 bits");
    assert_eq!(rows(&db.db, &format!("preview_links WHERE token_hash = '{token}'")), 0, "it is hashed");
    let valid = db.db.read_now(|conn| preview_link::of(conn, id, author.clock().now())).unwrap();
    let [link] = &valid[..] else { panic!("{valid:?}") };
    assert_eq!(link.expires_at, link.made_at + TimeDelta::days(7));
    let career = |token, time| db.db.read_now(|conn| preview_link::career(conn, token, time)).unwrap();
    assert_eq!(career(token, link.expires_at - TimeDelta::seconds(1)), Some(id));
    assert_eq!(career(token, link.expires_at), None);
    assert_eq!(career("", link.made_at), None);
}

on_both!(async creating_or_revoking_links_of_a_changed_draft_asks_again);
async fn creating_or_revoking_links_of_a_changed_draft_asks_again(db: TestDb) {
    let author = Visitor::signed_in(&db, Role::Author);
    let id = drafted(&db.db, "Baker");
    let links = format!("/admin/careers/{id}/preview-links");
    summarise(&db.db, id, 1, "Not for strangers yet.").unwrap();
    let stale = author.post(&links, &[("version", "1"), ("days", "30")]).await;
    assert_eq!(stale.status, 409);
    assert_eq!(stale.attributes("#days [selected]", "value"), ["30"], "what was chosen is kept");
    assert!(author.get(&links).await.texts("td form").is_empty(), "no link was made");
    assert_eq!(stale.attributes("input[name=version]", "value"), ["2"]);
    let made = author.post(&links, &[("version", "2"), ("days", "30")]).await;
    assert_eq!(made.status, 201, "sending it again works");
    let revoke = made.attributes("td form", "action").remove(0);
    summarise(&db.db, id, 2, "For everyone.").unwrap();
    let stale = author.post(&revoke, &[("version", "2")]).await;
    assert_eq!(stale.status, 409);
    assert_eq!(stale.attributes("td form", "action"), [revoke.as_str()]);
    assert_eq!(author.get(&links).await.texts("td form").len(), 1, "the link still works");
    assert_eq!(author.post(&revoke, &[("version", "3")]).await.status, 303);
    assert!(author.get(&links).await.texts("td form").is_empty());
}
