//! `/oembed`.

use metier::models::audit::Actor;
use metier::models::publication;
use serde_json::json;

use super::frame_attribute;
use crate::common::{get, id, json, store_starter};
use crate::support::{Answer, HOSTILE, TestDb, entry, save, slug, with_query};

const PROFILE: &str = "https://careers.example/careers/back-end-developer";

async fn ask(db: &TestDb, url: &str, more: &[(&str, &str)]) -> Answer {
    let parameters: Vec<_> = [("url", url)].into_iter().chain(more.iter().copied()).collect();
    get(db, &with_query("/oembed", &parameters)).await
}

on_both!(async a_profile_links_to_its_frame);
async fn a_profile_links_to_its_frame(db: TestDb) {
    store_starter(&db);
    let page = get(&db, "/careers/back-end-developer").await;
    let found = page.attributes("link[type='application/json+oembed']", "href").remove(0);
    let answer = get(&db, found.strip_prefix("https://careers.example").unwrap()).await;
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let mut rich = json(&answer);
    let html = rich.as_object_mut().unwrap().remove("html").unwrap();
    assert_eq!(
        rich,
        json!({
            "type": "rich",
            "version": "1.0",
            "title": "Back End Developer",
            "provider_name": "Testing",
            "provider_url": "https://careers.example",
            "cache_age": 86_400,
            "width": 400,
            "height": 380,
            "thumbnail_url": format!("{PROFILE}/card.png"),
            "thumbnail_width": 1200,
            "thumbnail_height": 630,
        })
    );
    let html = html.as_str().unwrap();
    assert_eq!(frame_attribute(html, "src"), format!("{PROFILE}/card"));
    assert_eq!(frame_attribute(html, "title"), "Back End Developer: pay, from Testing");
}

on_both!(async the_frame_fits_the_requested_size);
async fn the_frame_fits_the_requested_size(db: TestDb) {
    store_starter(&db);
    for (asked, expected) in [
        (&[("maxwidth", "250"), ("maxheight", "200")][..], (250, 200)),
        (&[("maxwidth", "9999")], (400, 380)),
        (&[("maxwidth", "0"), ("maxheight", "wide"), ("format", "json")], (400, 380)),
    ] {
        let rich = json(&ask(&db, PROFILE, asked).await);
        assert_eq!((rich["width"].clone(), rich["height"].clone()), (expected.0.into(), expected.1.into()));
        let size = format!("width=\"{}\" height=\"{}\"", expected.0, expected.1);
        assert!(rich["html"].as_str().unwrap().contains(&size), "{rich}");
        assert_eq!(rich.get("thumbnail_url").is_some(), expected.0 == 400, "{asked:?}");
    }
}

on_both!(async only_addresses_of_careers_are_answered);
async fn only_addresses_of_careers_are_answered(db: TestDb) {
    store_starter(&db);
    let career = id(&db, "back-end-developer");
    let actor = Actor::other("test", entry("x").updated_at);
    let to = slug("server-developer");
    db.db.write_now(|conn| publication::move_to(conn, &actor, career, 1, &to)).unwrap();
    let site = "https://careers.example";
    for path in [
        "/careers/back-end-developer",
        "/careers/server-developer",
        &format!("/c/{career}"),
        "/careers/back-end-engineer/",
        "/careers/Server_Developer?a#b",
    ] {
        let html = json(&ask(&db, &format!("{site}{path}"), &[]).await)["html"].to_string();
        assert!(html.contains("/careers/server-developer/card"), "{path}: {html}");
    }
    for path in ["", "/", "/careers", "/careers/nobody", "/careers/server-developer/pay", "/c/9999", "/c/x"] {
        assert_eq!(ask(&db, &format!("{site}{path}"), &[]).await.status, 404, "{path}");
    }
    for url in ["https://other.example/careers/server-developer", "/careers/server-developer", ""] {
        assert_eq!(ask(&db, url, &[]).await.status, 404, "{url}");
    }
    assert_eq!(ask(&db, PROFILE, &[("format", "xml")]).await.status, 501);
    assert_eq!(get(&db, "/oembed").await.status, 400);
}

on_both!(async a_hostile_title_stays_text_in_the_frame);
async fn a_hostile_title_stays_text_in_the_frame(db: TestDb) {
    save(&db.db, &[entry(HOSTILE)]).unwrap();
    let url = format!("https://careers.example/careers/{}", entry(HOSTILE).profile.slug);
    let rich = json(&ask(&db, &url, &[]).await);
    assert_eq!(rich["title"], HOSTILE);
    let html = rich["html"].as_str().unwrap();
    assert_eq!(html.matches('<').count(), 2, "one element: {html}");
}
