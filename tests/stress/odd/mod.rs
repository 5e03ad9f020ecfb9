//! Random input for the code that reads untrusted data.

pub mod checks;
pub mod imports;

use metier::forms::{ContentForm, Job, Question, Quote};
use metier::import::bundle;
use metier::models::user::Role;
use metier::profile::fields::Field;
use metier::profile::{Category, Source};
use proptest::prelude::*;
use strum::VariantArray;

use crate::support::backups::content;
use crate::support::release::old_names;
use crate::support::wages::{EXACT, xlsx};
use crate::support::{TestDb, multipart};
use imports::Importing;

/// The names of a form's inputs.
pub fn inputs<T: ContentForm>() -> Vec<String> {
    T::fields(Role::Editor, true).into_iter().map(|field| field.name.to_owned()).collect()
}

/// The body of a form: names of its inputs, with random values.
fn body() -> impl Strategy<Value = Vec<u8>> {
    let inputs_of = |field: &Field| {
        let field = *field;
        field.inputs().iter().map(move |input| field.input_name(input.name))
    };
    let career = Field::VARIANTS.iter().flat_map(inputs_of).chain(["do".into()]).collect();
    let forms =
        [inputs::<Quote>(), inputs::<Question>(), inputs::<Job>(), inputs::<Category>(), inputs::<Source>()];
    let forms = prop::sample::select([vec![career], forms.into()].concat());
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
    let pairs = forms.prop_flat_map(move |names| {
        let names = prop::sample::select(names);
        prop::collection::vec((names, values.clone()), 0..40)
    });
    pairs.prop_map(|pairs| serde_html_form::to_string(pairs).unwrap().into_bytes())
}

/// Texts full of Markdown syntax.
fn markdown() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[<>a-z\"'=/()\\[\\] \n*_!&;:#`-]{0,80}",
        "</?(script|img|b|!--|a href=x)>?",
        "\\[\\PC{0,5}\\](\\(<?(javascript:|//|/|https?://|data:)[a-z\\\\ <>()]{0,9}\\)?|: /[a-z]{0,3})",
        "\n {0,5}([*+>#-]|[0-9]{1,10}[.)]|```[a-z]{0,2}|    )",
        "&(lt|amp|#x?[0-9a-f]{0,7}|[a-z]{1,5});?",
        "(.|\n|\u{0}){0,9}",
    ];
    prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

/// Lists of values for forwarding headers, most of them similar to addresses.
fn hops() -> impl Strategy<Value = Vec<u8>> {
    let hop = prop_oneof![
        "[0-9]{1,3}(\\.[0-9]{1,3}){3}(:[0-9]{0,6})?",
        "\\[?[0-9a-f:]{0,20}\\]?(:[0-9]{1,5})?",
        "for=\"?[0-9a-f:.\\[\\]]{0,20}\"?(;proto=https)?",
        "[ -~]{0,12}",
    ];
    prop::collection::vec(hop, 0..5).prop_map(|hops| hops.join(", ").into_bytes())
}

/// A picture, perhaps corrupted.
fn picture() -> impl Strategy<Value = Vec<u8>> {
    let formats = prop::sample::select(vec![image::ImageFormat::Png, image::ImageFormat::Jpeg]);
    let picture = (formats, 1..200_u32, 1..200_u32).prop_map(|(format, width, height)| {
        let mut bytes = std::io::Cursor::new(Vec::new());
        image::RgbImage::new(width, height).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    });
    picture.prop_flat_map(spoilt)
}

/// A form with a file: a line with its `Content-Type`, and its body.
fn upload(boundary: &str, fields: &[(String, String)], file: &[u8]) -> Vec<u8> {
    let kind = format!("multipart/form-data; boundary={boundary}\n").into_bytes();
    [kind, multipart(boundary, fields, "logo", file)].concat()
}

/// A form with a file, perhaps after other lines, perhaps corrupted.
fn spoilt_upload() -> impl Strategy<Value = Vec<u8>> {
    let fields = prop::collection::vec(("[a-z]{0,9}", "\\PC{0,9}(\r?\n--?)?"), 0..4);
    let file = prop_oneof![prop::collection::vec(any::<u8>(), 0..50), Just(b"\r\n--\r\n\r\n".to_vec())];
    let sent = ("[a-zA-Z0-9'()+_,./:=?-]{0,12}", "([a-z-]{0,3}\r?\n){0,2}", fields, file);
    let sent = sent.prop_map(|(boundary, before, fields, file)| {
        let mut sent = upload(&boundary, &fields, &file);
        let body = sent.iter().position(|byte| *byte == b'\n').unwrap() + 1;
        sent.splice(body..body, before.into_bytes());
        sent
    });
    sent.prop_flat_map(spoilt)
}

/// Bytes of which some may be changed, removed or doubled.
fn spoilt(bytes: Vec<u8>) -> impl Strategy<Value = Vec<u8>> {
    let places = (any::<prop::sample::Index>(), any::<prop::sample::Index>());
    let spoiling = (places, 0..3, any::<u8>());
    prop::collection::vec(spoiling, 0..3).prop_map(move |spoilings| {
        let mut bytes = bytes.clone();
        for ((from, to), way, byte) in spoilings {
            if bytes.is_empty() {
                break;
            }
            let (from, to) = (from.index(bytes.len()), to.index(bytes.len()));
            let (from, to) = (from.min(to), from.max(to).min(from.min(to) + 40));
            match way {
                0 => bytes[from] = byte,
                1 => drop(bytes.drain(from..to)),
                _ => bytes.extend_from_within(from..to),
            }
        }
        bytes
    })
}

/// A bundle, perhaps corrupted.
fn spoilt_bundle() -> impl Strategy<Value = Vec<u8>> {
    let db = TestDb::sqlite();
    db.db.write_now(bundle::store_starter).unwrap();
    spoilt(content(&db))
}

/// One of the files of a release, perhaps corrupted; the first byte says which.
fn spoilt_table() -> impl Strategy<Value = Vec<u8>> {
    (0..old_names().len()).prop_flat_map(|which| {
        let text = old_names().swap_remove(which).1;
        spoilt(text.into_bytes()).prop_map(move |text| [vec![which as u8], text].concat())
    })
}

/// A spreadsheet, perhaps corrupted.
fn spoilt_wages() -> impl Strategy<Value = Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("wages.xlsx");
    xlsx(&file, "national_M2030_dl", &[EXACT]);
    spoilt(std::fs::read(file).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn forms_are_read_or_refused_with_errors(body in body()) {
        checks::small_form(&body);
        checks::career_form(&body);
    }

    #[test]
    fn any_text_gives_valid_slugs_and_terms(text in "(.|\n|\u{0}){0,60}") {
        checks::text(text.as_bytes());
    }

    #[test]
    fn markdown_becomes_a_few_elements_with_safe_links(text in markdown()) {
        checks::markdown(text.as_bytes());
    }

    #[test]
    fn redirects_stay_within_the_site(text in "[/\\\\]{0,3}[@:a-z.\\\\?#\t\r\n%/]{0,20}(\\PC{0,3}|/{0,3})") {
        checks::redirect(text.as_bytes());
    }

    #[test]
    fn only_trusted_proxies_set_the_client_address(value in hops()) {
        checks::client(&value);
    }

    #[test]
    fn forms_with_a_file_are_read_or_refused(sent in spoilt_upload()) {
        checks::upload(&sent);
    }

    #[test]
    fn a_form_with_a_file_is_read_as_it_was_sent(
        fields in prop::collection::btree_map("[a-z]{1,9}", "\\PC{0,20}(\n-{0,3}\\PC{0,3})?", 0..9),
        file in prop::collection::vec(any::<u8>(), 0..500),
    ) {
        let fields: Vec<_> = fields.into_iter().collect();
        let sent = upload("----of-a-browser", &fields, &file);
        let read = checks::sent_upload(&sent).unwrap();
        prop_assert_eq!(&read.file, &file);
        for (name, value) in &fields {
            prop_assert_eq!(read.typed.raw(name), value);
        }
    }

    #[test]
    fn pictures_are_read_or_refused(bytes in picture()) {
        checks::logo(&bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn bundles_are_stored_or_refused(bytes in spoilt_bundle()) {
        Importing::new().bundle(&bytes);
    }

    #[test]
    fn releases_are_stored_or_refused(bytes in spoilt_table()) {
        Importing::new().release(old_names(), &bytes);
    }

    #[test]
    fn wages_are_read_or_refused(bytes in spoilt_wages()) {
        Importing::new().wages(&bytes);
    }
}
