//! The picture of a career: its layout, addresses and caching.

use image::{DynamicImage, GenericImageView};
use metier::import::bundle;
use metier::models::career::Status;

use crate::support::{Answer, HOSTILE, TestDb, Visitor, entry, full, prepare, save};

/// Decodes the picture of an answer.
#[track_caller]
fn picture(answer: &Answer) -> DynamicImage {
    assert_eq!((answer.status, answer.header("content-type")), (200, "image/png"));
    let picture = image::load_from_memory(&answer.bytes).unwrap();
    assert_eq!(picture.dimensions(), (1200, 630));
    picture
}

/// The number of dark pixels in the area of the title, between two columns.
fn ink(picture: &DynamicImage, from: u32, to: u32) -> usize {
    let grey = picture.to_luma8();
    let points = (132..344).flat_map(|y| (from..to).map(move |x| (x, y)));
    points.filter(|(x, y)| grey.get_pixel(*x, *y).0[0] < 100).count()
}

on_both!(async every_page_about_a_career_names_its_picture);
async fn every_page_about_a_career_names_its_picture(db: TestDb) {
    db.db.write_now(bundle::store_starter).unwrap();
    for end in ["", "/pay", "/moves", "/insights", "/interviews", "/jobs"] {
        let page = Visitor::new(&db).get(&format!("/careers/web-developer{end}")).await;
        let named = |name: &str| page.attributes(&format!("meta[property='og:{name}']"), "content").concat();
        assert_eq!(named("image"), "https://careers.example/careers/web-developer/card.png", "{end}");
        assert_eq!(named("image:alt"), "Web Developer: $82,475\u{a0}/yr, United States");
        assert_eq!((named("image:width").as_str(), named("image:height").as_str()), ("1200", "630"));
        assert_eq!(page.attributes("meta[name='twitter:card']", "content"), ["summary_large_image"]);
    }
    let drawn = picture(&Visitor::new(&db).get("/careers/web-developer/card.png").await);
    assert!(ink(&drawn, 72, 1128) > 2_000);
}

on_both!(async odd_titles_are_drawn_within_the_margins);
async fn odd_titles_are_drawn_within_the_margins(db: TestDb) {
    prepare(&db.db);
    let titles = [
        HOSTILE,
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsvorsitzender",
        "Computer, Automated Teller, and Office Machine Repairer and of Everything Else That Has a Plug and a \
         Screen in Any Building of This Town and of the Next One",
        "محاسب قانوني",
        "软件开发工程师",
        "Clown 🤡 Trainer 👩‍💻",
        "Bell\u{7}ringer\u{fffe}",
    ];
    let mut careers = vec![full("Wiretapper", "actuary"), entry("Actuary")];
    for (place, title) in titles.iter().enumerate() {
        let mut odd = entry(&format!("Odd {place}"));
        odd.profile.title = (*title).into();
        careers.push(odd);
    }
    save(&db.db, &careers).unwrap();
    for (place, title) in titles.iter().enumerate() {
        let drawn = picture(&Visitor::new(&db).get(&format!("/careers/odd-{place}/card.png")).await);
        assert!(ink(&drawn, 72, 1128) > 1_000, "{title}");
        assert_eq!((ink(&drawn, 0, 66), ink(&drawn, 1_134, 1_200)), (0, 0), "{title}");
    }
    picture(&Visitor::new(&db).get("/careers/wiretapper/card.png").await);
    picture(&Visitor::new(&db).get("/careers/actuary/card.png").await);
}

on_both!(async a_matching_tag_answers_304);
async fn a_matching_tag_answers_304(db: TestDb) {
    save(&db.db, &[entry("Clerk"), entry("Actuary")]).unwrap();
    let [clerk, again, actuary] = [
        Visitor::new(&db).get("/careers/clerk/card.png").await,
        Visitor::new(&db).get("/careers/clerk/card.png").await,
        Visitor::new(&db).get("/careers/actuary/card.png").await,
    ];
    let tag = clerk.header("etag");
    assert!(tag.starts_with('"') && tag.len() == 34, "{tag}");
    assert_eq!((tag, &clerk.bytes), (again.header("etag"), &again.bytes));
    assert_ne!(tag, actuary.header("etag"));
    let kept = "public, max-age=0, s-maxage=5";
    assert_eq!(clerk.header("cache-control"), kept);
    for known in [tag.to_owned(), format!("W/{tag}, \"x\""), "*".into()] {
        let answer = Visitor::new(&db).get_with("/careers/clerk/card.png", ("If-None-Match", &known)).await;
        assert_eq!((answer.status, answer.bytes.len()), (304, 0), "{known}");
        assert_eq!((answer.header("etag"), answer.header("cache-control")), (tag, kept));
    }
    let other = Visitor::new(&db).get_with("/careers/clerk/card.png", ("If-None-Match", "\"x\"")).await;
    assert_eq!(other.status, 200);
}

on_both!(async a_picture_answers_with_the_status_of_its_career);
async fn a_picture_answers_with_the_status_of_its_career(db: TestDb) {
    let mut gone = entry("Gone");
    gone.status = Status::Withdrawn;
    let mut draft = entry("Draft");
    draft.status = Status::Draft;
    save(&db.db, &[entry("Clerk"), gone, draft]).unwrap();
    let moved = Visitor::new(&db).get("/careers/Clerk/card.png?x=1").await;
    assert_eq!((moved.status, moved.header("location")), (301, "/careers/clerk/card.png?x=1"));
    for (path, status) in [("gone", 410), ("draft", 404), ("nope", 404)] {
        assert_eq!(
            Visitor::new(&db).get(&format!("/careers/{path}/card.png")).await.status,
            status,
            "{path}"
        );
    }
}
