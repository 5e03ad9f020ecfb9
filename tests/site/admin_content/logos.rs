//! Logos of insights: uploaded, refused, shown to visitors, and deleted with the last insight that uses them.

use std::io::Cursor;
use std::time::Duration;

use actix_web::http::Method;
use actix_web::rt::time::timeout;
use actix_web::test::TestRequest;
use image::{DynamicImage, GrayImage, ImageFormat, Luma, Rgba, RgbaImage};
use metier::models::user::Role::{Author, Editor};
use metier::profile::logo::{self, Logo};

use super::{add_quote, quote};
use crate::support::{TestDb, Visitor, entry, rows, save};

const PATH: &str = "/admin/insights/1/logo";

fn picture(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    encoded(&DynamicImage::new_rgb8(width, height), format)
}

fn encoded(picture: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// The pixels of a logo.
fn pixels(logo: &Logo) -> RgbaImage {
    image::load_from_memory_with_format(&logo.png, ImageFormat::Png).unwrap().to_rgba8()
}

on_both!(async a_logo_is_shown_until_its_last_insight_is_deleted);
async fn a_logo_is_shown_until_its_last_insight_is_deleted(db: TestDb) {
    save(&db.db, &[entry("Baker")]).unwrap();
    add_quote(&db, &[]).await;
    add_quote(&db, &[("said_on", "2020-01-01")]).await;
    let editor = Visitor::signed_in(&db, Editor);
    assert!(editor.get("/admin/insights/1/edit").await.attributes("main a", "href").contains(&PATH.into()));
    let jpeg = picture(300, 200, ImageFormat::Jpeg);
    for path in [PATH, "/admin/insights/2/logo"] {
        let taken = editor.upload(path, &[("version", "1")], ("logo", &jpeg)).await;
        assert_eq!((taken.status, taken.header("location")), (303, "/admin/insights?done=changed"));
    }
    assert_eq!(rows(&db.db, "logos"), 1, "the same picture is stored once");
    let page = Visitor::new(&db).get("/careers/baker").await;
    let addresses = page.attributes("figcaption img", "src");
    assert_eq!(addresses.len(), 2);
    assert_eq!(page.attributes("figcaption img", "alt"), ["", ""]);
    assert_eq!(page.attributes("figcaption img", "width"), ["40", "40"]);
    let sent = Visitor::new(&db).get(&addresses[0]).await;
    assert_eq!((sent.status, sent.header("content-type")), (200, "image/png"));
    assert_eq!(sent.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(sent.header("x-content-type-options"), "nosniff");
    assert_eq!(image::guess_format(&sent.bytes).unwrap(), ImageFormat::Png);
    for nothing in ["/logos/0.png", "/logos/a%00b.png"] {
        assert_eq!(Visitor::new(&db).get(nothing).await.status, 404, "{nothing}");
    }
    // Editing the text keeps the logo. The audit log has the two uploads.
    let words = quote(&[("version", "2"), ("quote", "Salt first.")]);
    assert_eq!(editor.post("/admin/insights/1/edit", &words).await.status, 303);
    assert_eq!(rows(&db.db, "audit_log WHERE action = 'changed' AND changes LIKE '%logo%'"), 2);
    let removed = editor.upload(PATH, &[("version", "3"), ("remove", "yes")], ("logo", b"")).await;
    assert_eq!((removed.status, rows(&db.db, "logos")), (303, 1));
    assert_eq!(editor.post("/admin/insights/2/delete", &[("version", "2")]).await.status, 303);
    assert_eq!(rows(&db.db, "logos"), 0);
    assert_eq!(Visitor::new(&db).get(&addresses[0]).await.status, 404);
    assert_eq!(Visitor::new(&db).get("/careers/baker").await.texts(".disc"), ["QB"]);
}

on_both!(async a_refused_upload_keeps_the_version);
async fn a_refused_upload_keeps_the_version(db: TestDb) {
    save(&db.db, &[entry("Baker")]).unwrap();
    add_quote(&db, &[]).await;
    let editor = Visitor::signed_in(&db, Editor);
    let (wide, long) = (picture(4097, 1, ImageFormat::Png), vec![0; 300_000]);
    let whole = picture(60, 60, ImageFormat::Png);
    let unknown = "The file is not a PNG, JPEG or WebP image";
    for (file, message) in [
        (&b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>"[..], unknown),
        (b"GIF89a\x01\x00\x01\x00", unknown),
        (&whole[..whole.len() / 2], "The image is damaged and can’t be read"),
        (&wide, "The image is larger than 4096 × 4096 pixels. Scale it down first"),
        (&long, "The file is larger than 256 KB. Choose a smaller one"),
        (b"", "Choose a file"),
    ] {
        let page = editor.upload(PATH, &[("version", "1")], ("logo", file)).await;
        assert_eq!(page.status, 422, "{message}");
        assert_eq!(page.texts(".error-summary li"), [format!("Logo: {message}")]);
        assert_eq!(page.attributes("#logo", "aria-describedby"), ["logo-hint logo-error"]);
        assert_eq!(page.attributes("[name=version]", "value"), ["1"]);
    }
    let endless = vec![0; 5_000_000];
    assert_eq!(editor.upload(PATH, &[("version", "1")], ("logo", &endless)).await.status, 413);
    assert_eq!(rows(&db.db, "logos"), 0);
}

on_both!(async a_logo_by_an_author_waits_and_a_stale_form_changes_nothing);
async fn a_logo_by_an_author_waits_and_a_stale_form_changes_nothing(db: TestDb) {
    save(&db.db, &[entry("Baker")]).unwrap();
    add_quote(&db, &[]).await;
    let author = Visitor::signed_in(&db, Author);
    let square = picture(9, 9, ImageFormat::WebP);
    assert_eq!(author.upload(PATH, &[("version", "1")], ("logo", &square)).await.status, 303);
    assert_eq!(author.get("/admin/insights").await.texts(".desk-row .desk-status"), ["Waiting"]);
    let other = picture(9, 1, ImageFormat::Png);
    let stale = author.upload(PATH, &[("version", "1")], ("logo", &other)).await;
    assert_eq!((stale.status, stale.texts("#conflict-heading").len()), (409, 1));
    assert_eq!(stale.attributes("[name=version]", "value"), ["2"]);
    assert_eq!(rows(&db.db, "logos"), 1, "the refused logo isn’t stored");
}

#[test]
fn a_picture_becomes_a_square_that_is_read_back_unchanged() {
    for format in [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP] {
        let logo = Logo::read(&picture(300, 100, format)).unwrap();
        let square = pixels(&logo);
        assert_eq!(square.dimensions(), (128, 128));
        assert_eq!((square.get_pixel(64, 10)[3], square.get_pixel(64, 64)[3]), (0, 255), "{format:?}");
        assert_eq!(Logo::read(&logo.png).unwrap(), logo);
    }
    assert!(Logo::read(&picture(4096, 1, ImageFormat::Png)).is_ok());
    assert!(Logo::read(&picture(1, 1, ImageFormat::Png)).is_ok());
    assert_eq!(Logo::read(b"").unwrap_err(), logo::Wrong::Unknown);
    assert_eq!(Logo::read(&vec![0; logo::MAX_BYTES + 1]).unwrap_err(), logo::Wrong::TooLong);
}

#[test]
fn every_pixel_format_is_read() {
    use ImageFormat::{Jpeg, Png, WebP};
    let gray = DynamicImage::from(GrayImage::from_pixel(300, 100, Luma([90])));
    let kinds: [(DynamicImage, &[ImageFormat]); 6] = [
        (gray.to_luma8().into(), &[Png, Jpeg]),
        (gray.to_luma_alpha8().into(), &[Png]),
        (gray.to_rgb8().into(), &[Png, Jpeg, WebP]),
        (gray.to_rgba8().into(), &[Png, WebP]),
        (gray.to_luma16().into(), &[Png]),
        (gray.to_rgba16().into(), &[Png]),
    ];
    for (picture, formats) in kinds {
        for format in formats {
            let logo = pixels(&Logo::read(&encoded(&picture, *format)).unwrap());
            assert_eq!(logo.get_pixel(64, 64).0, [90, 90, 90, 255], "{:?} {format:?}", picture.color());
        }
    }
}

#[test]
fn every_pixel_of_a_large_picture_counts() {
    let stripes =
        RgbaImage::from_fn(1000, 500, |x, _| if x % 2 == 0 { Rgba([255; 4]) } else { Rgba([0; 4]) });
    let logo = pixels(&Logo::read(&encoded(&stripes.into(), ImageFormat::Png)).unwrap());
    for (x, y) in (4..124).flat_map(|x| (36..92).map(move |y| (x, y))) {
        let [red, _, _, alpha] = logo.get_pixel(x, y).0;
        assert!(red > 250 && (120..136).contains(&alpha), "{x} {y}: {red} {alpha}");
    }
}

on_both!(async uploads_that_are_truncated_or_have_a_short_boundary_are_refused_at_once);
async fn uploads_that_are_truncated_or_have_a_short_boundary_are_refused_at_once(db: TestDb) {
    let editor = Visitor::signed_in(&db, Editor);
    let begun = "--edge\r\nContent-Disposition: form-data; name=\"logo\"; filename=\"a\"\r\n\r\na\r\n";
    let short = ["", "a", "ab", "abc"].into_iter();
    let short = short.flat_map(|edge| ["\n", "-\n", "--\n", "---\n"].map(|line| (edge, line)));
    for (boundary, body) in short.chain([("edge", begun)]) {
        let request = TestRequest::with_uri(PATH).method(Method::POST).set_payload(body);
        let kind = format!("multipart/form-data; boundary={boundary}");
        let request = request.insert_header(("Content-Type", kind));
        let request = request.insert_header(("Sec-Fetch-Site", "same-origin"));
        let answer = timeout(Duration::from_secs(5), editor.send(request)).await.unwrap();
        assert_eq!(answer.status, 400, "{boundary:?}: {body:?}");
    }
}
