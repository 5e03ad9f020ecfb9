//! What must hold for any input of the code that reads untrusted data. Each check takes bytes, so that fuzz targets can
//! call it too; the tests generate them with proptest.

use std::io::Cursor;
use std::net::SocketAddr;
use std::sync::LazyLock;

use actix_web::http::Uri;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::test::TestRequest;
use actix_web::web::Bytes;
use metier::assets::Assets;
use metier::filters;
use metier::forms::profile::{Known, ProfileForm, RowAction};
use metier::forms::{ContentForm, Job, Pairs, Question, Quote, Typed};
use metier::models::user::Role;
use metier::profile::check::{Strictness, check, is_web_address};
use metier::profile::logo::{Logo, MAX_BYTES};
use metier::profile::slug::{MAX_LENGTH, fold};
use metier::profile::{Category, Slug, Source};
use metier::site::Site;
use metier::terms::{key, terms, words};
use metier::web::client::Client;
use metier::web::gate::next_or_desk;
use metier::web::paths::plainer;
use metier::web::upload::Upload;
use pulldown_cmark::{Event, Parser};
use scraper::Html;
use url::Url;

fn pairs(body: &[u8]) -> Option<Pairs> {
    serde_html_form::from_bytes(body).ok()
}

/// A form is read, or gives field errors; what was read survives a round trip.
pub fn small_form(body: &[u8]) {
    let Some(pairs) = pairs(body) else { return };
    let typed = Typed::from(pairs);
    for role in [Role::Author, Role::Editor] {
        read::<Quote>(&typed, role);
        read::<Question>(&typed, role);
        read::<Job>(&typed, role);
        read::<Category>(&typed, role);
        read::<Source>(&typed, role);
    }
}

fn read<T: ContentForm + PartialEq + std::fmt::Debug>(typed: &Typed, role: Role) {
    match T::read(typed, role, None) {
        Ok(read) => assert_eq!(T::read(&read.typed(), role, Some(&read)).unwrap(), read),
        Err(wrong) => {
            assert!(!wrong.is_empty());
            assert!(
                wrong.0.iter().all(|error| !error.id.is_empty() && !error.message.is_empty()),
                "{wrong:?}"
            );
        }
    }
}

/// The form of a career survives a round trip, its buttons work, and a profile that is read from it is valid.
pub fn career_form(body: &[u8]) {
    let Some(pairs) = pairs(body) else { return };
    let action = RowAction::from_pairs(&pairs);
    let mut form = ProfileForm::from_pairs(pairs);
    assert_eq!(ProfileForm::from_pairs(form.pairs()), form);
    if let Some(action) = action {
        assert!(!form.apply(&action).is_empty());
    }
    match form.check(Strictness::Draft, &Known::default()) {
        Ok(profile) => assert_eq!(check(&profile, Strictness::Draft), []),
        Err(wrong) => assert!(!wrong.is_empty()),
    }
}

/// Every text gives a valid slug, a slug gives itself, and search terms are only words and stems.
pub fn text(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let slug = Slug::suggest(&text);
    assert_eq!(Slug::suggest(slug.as_str()), slug);
    assert_eq!(Slug::parse(slug.as_str()).as_ref(), Ok(&slug));
    let longer = slug.with_suffix("15-1252");
    assert!(longer.as_str().ends_with("-15-1252") && longer.as_str().len() <= MAX_LENGTH, "{longer}");
    if let Ok(slug) = Slug::parse(&text) {
        assert_eq!(slug.as_str(), text);
    }
    assert!(fold(&text).bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_control()), "{text:?}");
    let is_word = |word: &str| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    assert!(words(&text).iter().all(|word| !word.is_empty() && is_word(word)), "{text:?}");
    let terms = terms([&*text]);
    assert!(terms.split(' ').all(|term| is_word(term.strip_prefix('~').unwrap_or(term))), "{terms}");
    assert_eq!(
        key(&text.to_uppercase().to_lowercase()).split_whitespace().count(),
        key(&text.to_uppercase()).split_whitespace().count()
    );
}

/// Markdown becomes HTML with a few elements, whose links lead to the web or stay within the site. Markdown that is
/// safe for other sites has no HTML and becomes the same few elements.
pub fn markdown(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let html = filters::markdown(&text);
    only_plain_elements(&html);
    let safe = filters::safe_markdown(&text, "https://careers.example");
    for out in [&html, &safe, &filters::plain(&text)] {
        assert!(out.len() <= 40 * text.len() + 1_000, "{} of {}: {text:?}", out.len(), text.len());
    }
    let is_html = |event: &Event<'_>| matches!(event, Event::Html(_) | Event::InlineHtml(_));
    assert!(!Parser::new(&safe).any(|event| is_html(&event)), "{text:?} is {safe:?}");
    only_plain_elements(&filters::markdown(&safe));
    filters::plain(&text);
    assert!(filters::plain_start(&text, 155).chars().count() <= 156, "{text:?}");
}

fn only_plain_elements(html: &str) {
    const ELEMENTS: [&str; 11] =
        ["p", "em", "strong", "ul", "ol", "li", "a", "blockquote", "code", "pre", "br"];
    let parsed = Html::parse_fragment(html);
    // Skips the document itself.
    for element in parsed.root_element().descendent_elements().skip(1) {
        let name = element.value().name();
        assert!(ELEMENTS.contains(&name), "{name} in {html:?}");
        for attribute in element.value().attrs() {
            match (name, attribute) {
                ("a", ("href", target)) => {
                    let is_ours = target.starts_with('/') && !target.starts_with("//");
                    assert!(is_ours || is_web_address(target), "{target:?} in {html:?}");
                }
                ("ol", ("start", _)) | ("code", ("class", _)) => {}
                _ => panic!("{attribute:?} in {html:?}"),
            }
        }
    }
}

pub fn redirect(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    stays(next_or_desk(&text));
    let uri = text.parse::<Uri>().ok();
    if let Some(target) = uri.and_then(|uri| plainer(uri.path(), uri.query().unwrap_or_default())) {
        stays(&target);
    }
}

fn stays(target: &str) {
    let here = Url::parse("https://careers.example/some/page").unwrap();
    let there = here.join(target).unwrap();
    assert!(there.origin() == here.origin() && there.username().is_empty(), "{target:?} is {there}");
    assert!(HeaderValue::from_str(target).is_ok(), "{target:?}");
}

/// A forwarding header counts only if a trusted proxy sends it. Then the client is the last address in it, or the
/// proxy.
pub fn client(value: &[u8]) {
    let Ok(value) = HeaderValue::from_bytes(value) else { return };
    static SITE: LazyLock<Site> =
        LazyLock::new(|| Site::new("Testing", "https://careers.example", Assets::lay_out(None).unwrap()));
    let site = |proxies: &str| Site { proxies: proxies.parse().unwrap(), ..SITE.clone() };
    let peer: SocketAddr = "192.0.2.1:4711".parse().unwrap();
    for name in ["x-forwarded-for", "forwarded"] {
        let plain = TestRequest::default().peer_addr(peer);
        let header = (HeaderName::from_static(name), value.clone());
        let told = TestRequest::default().peer_addr(peer).insert_header(header).to_http_request();
        let itself = Client::of(&plain.to_http_request(), &site(""));
        assert_eq!(Client::of(&told, &site("")), itself);
        assert_eq!(Client::of(&told, &site("198.51.100.0/24")), itself);
        let said = Client::of(&told, &site("192.0.2.1"));
        let text = String::from_utf8_lossy(value.as_bytes());
        let last = text.rsplit(',').next().unwrap_or_default();
        assert!(said == itself || last.contains(['.', ':']), "{text:?} is {said}");
    }
}

/// The largest file that the form here accepts, in bytes.
const FILE: usize = 1_000;

/// Reads a form with a file. The first line is its `Content-Type`.
pub fn sent_upload(bytes: &[u8]) -> Option<Upload<FILE>> {
    let (kind, body) = bytes.split_at(bytes.iter().position(|byte| *byte == b'\n')?);
    let kind = (header::CONTENT_TYPE, HeaderValue::from_bytes(kind).ok()?);
    let request = TestRequest::default().insert_header(kind).to_http_request();
    Upload::of(&request, Bytes::copy_from_slice(&body[1..])).ok()
}

/// A form with a file is read or refused, and the file that was read is part of the input.
pub fn upload(bytes: &[u8]) {
    let Some(Upload { file, .. }) = sent_upload(bytes) else { return };
    assert!(file.len() <= FILE + 1);
    assert!(file.is_empty() || bytes.windows(file.len()).any(|part| part == file));
}

/// A picture that is read becomes a small square, which is read back unchanged.
pub fn logo(bytes: &[u8]) {
    let Ok(logo) = Logo::read(bytes) else { return };
    assert!(bytes.len() <= MAX_BYTES);
    let picture = image::ImageReader::with_format(Cursor::new(&logo.png), image::ImageFormat::Png);
    assert_eq!(picture.into_dimensions().unwrap(), (128, 128));
    assert_eq!(Logo::read(&logo.png), Ok(logo));
}
