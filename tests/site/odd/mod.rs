//! Anything at all, for the parts that read what strangers write.

pub mod checks;

use proptest::prelude::*;

/// A form's body: names that there are, with anything in them.
fn body() -> impl Strategy<Value = Vec<u8>> {
    let names = prop::sample::select(vec![
        "career",
        "employer",
        "job_title",
        "said_on",
        "quote",
        "question",
        "answer",
        "title",
        "pay_low",
        "currency",
        "period",
        "posted_on",
        "expires_on",
        "url",
        "name",
        "slug",
        "notice",
        "do",
        "article",
        "summary",
        "education",
        "pay.total",
        "pay.place",
        "pay.as_of",
        "experience.percent",
        "skills.importance",
        "faqs.answer",
        "related",
    ]);
    let values = prop_oneof![
        "\\PC{0,30}",
        "[0-9.,-]{0,12}",
        "[0-9]{4}-[0-9]{2}-[0-9]{2}",
        "[a-z]{1,8}(-[a-z]{1,8})?",
        "(add|up|down|remove):(pay|skills|related)(:[0-9]{1,20})?",
        "https?://[a-z.]{1,20}/\\PC{0,9}",
        "USD|JPY|year|hour|approved|a|an",
        "(.|\n|\u{0}){0,20}",
    ];
    let pairs = prop::collection::vec((names, values), 0..40);
    pairs.prop_map(|pairs| serde_html_form::to_string(pairs).unwrap().into_bytes())
}

/// Lists of what stands where addresses are expected.
fn hops() -> impl Strategy<Value = Vec<u8>> {
    let hop = prop_oneof![
        "[0-9]{1,3}(\\.[0-9]{1,3}){3}(:[0-9]{0,6})?",
        "\\[?[0-9a-f:]{0,20}\\]?(:[0-9]{1,5})?",
        "for=\"?[0-9a-f:.\\[\\]]{0,20}\"?(;proto=https)?",
        "[ -~]{0,12}",
    ];
    prop::collection::vec(hop, 0..5).prop_map(|hops| hops.join(", ").into_bytes())
}

/// A picture with some of its bytes changed.
fn picture() -> impl Strategy<Value = Vec<u8>> {
    let formats = prop::sample::select(vec![image::ImageFormat::Png, image::ImageFormat::Jpeg]);
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4);
    (formats, 1..200_u32, 1..200_u32, changes).prop_map(|(format, width, height, changes)| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(width, height).write_to(&mut bytes, format).unwrap();
        let mut bytes = bytes.into_inner();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        bytes
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(256) })]

    #[test]
    fn forms_are_read_or_said_to_be_wrong(body in body()) {
        checks::small_form(&body);
        checks::career_form(&body);
    }

    #[test]
    fn any_text_makes_slugs_and_terms(text in "(.|\n|\u{0}){0,60}") {
        checks::text(text.as_bytes());
    }

    #[test]
    fn only_proxies_say_who_a_client_is(value in hops()) {
        checks::client(&value);
    }

    #[test]
    fn pictures_are_read_or_refused(bytes in picture()) {
        checks::logo(&bytes);
    }
}
