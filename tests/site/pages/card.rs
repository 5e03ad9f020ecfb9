//! The picture of a career: its layout, and the pages that name it.

use image::{DynamicImage, GenericImageView};

use crate::common::{edited, get, store_full_and_bare, store_starter};
use crate::support::{Answer, HOSTILE, TestDb, entry, save};

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
    store_starter(&db);
    for end in ["", "/pay", "/moves", "/insights", "/interviews", "/jobs"] {
        let page = get(&db, &format!("/careers/web-developer{end}")).await;
        let named = |name: &str| page.attributes(&format!("meta[property='og:{name}']"), "content").concat();
        assert_eq!(named("image"), "https://careers.example/careers/web-developer/card.png", "{end}");
        assert_eq!(named("image:alt"), "Web Developer: $82,475\u{a0}/yr, United States");
        assert_eq!((named("image:width").as_str(), named("image:height").as_str()), ("1200", "630"));
        assert_eq!(page.attributes("meta[name='twitter:card']", "content"), ["summary_large_image"]);
    }
    let answer = get(&db, "/careers/web-developer/card.png").await;
    assert!(ink(&picture(&answer), 72, 1128) > 2_000);
    assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin", "other sites may show it");
}

on_both!(async lists_and_comparisons_name_a_picture_of_their_first_rows);
async fn lists_and_comparisons_name_a_picture_of_their_first_rows(db: TestDb) {
    store_starter(&db);
    for (path, address, alt) in [
        ("/", "/card.png", "What is the job really like? Back End Developer, $79,057\u{a0}/yr; "),
        ("/careers", "/careers/card.png", "All careers: Back End Developer, $79,057\u{a0}/yr; "),
        ("/careers?letter=s", "/careers/card.png?letter=s", "All careers: S: Software Developer, "),
        ("/skills", "/skills/card.png", "Skills that careers ask for: "),
        ("/skills/python", "/skills/python/card.png", "Careers that ask for Python: "),
        ("/compare", "/compare/card.png", "Compare careers"),
        (
            "/compare?c=web-developer&c=back-end-developer",
            "/compare/card.png?c=web-developer&c=back-end-developer",
            "Compare careers: Web Developer, $82,475\u{a0}/yr; Back End Developer, $79,057\u{a0}/yr",
        ),
    ] {
        let page = get(&db, path).await;
        let named = |name: &str| page.attributes(&format!("meta[property='og:{name}']"), "content").concat();
        assert_eq!(named("image"), format!("https://careers.example{address}"), "{path}");
        assert!(named("image:alt").starts_with(alt), "{path}: {}", named("image:alt"));
        assert!(ink(&picture(&get(&db, address).await), 72, 1128) > 1_000, "{path}");
    }
    for missing in ["/skills/nope/card.png", "/careers/card.png?category=nope"] {
        assert_eq!(get(&db, missing).await.status, 404, "{missing}");
    }
}

on_both!(async odd_titles_are_drawn_within_the_margins);
async fn odd_titles_are_drawn_within_the_margins(db: TestDb) {
    store_full_and_bare(&db);
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
    for title in titles {
        save(&db.db, &[edited("Odd", |profile| profile.title = title.into())]).unwrap();
        let drawn = picture(&get(&db, "/careers/odd/card.png").await);
        assert!(ink(&drawn, 72, 1128) > 1_000, "{title}");
        assert_eq!((ink(&drawn, 0, 66), ink(&drawn, 1_134, 1_200)), (0, 0), "{title}");
    }
    picture(&get(&db, "/careers/wiretapper/card.png").await);
    picture(&get(&db, "/careers/actuary/card.png").await);
}

on_both!(async the_tag_of_a_picture_depends_only_on_the_picture);
async fn the_tag_of_a_picture_depends_only_on_the_picture(db: TestDb) {
    save(&db.db, &[entry("Clerk"), entry("Actuary")]).unwrap();
    let [clerk, again, actuary] = [
        get(&db, "/careers/clerk/card.png").await,
        get(&db, "/careers/clerk/card.png").await,
        get(&db, "/careers/actuary/card.png").await,
    ];
    let tag = clerk.header("etag");
    assert!(tag.starts_with('"') && tag.len() == 34, "{tag}");
    assert_eq!((tag, &clerk.bytes), (again.header("etag"), &again.bytes));
    assert_ne!(tag, actuary.header("etag"));
}
