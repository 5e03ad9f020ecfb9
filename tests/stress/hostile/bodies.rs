//! Request bodies: forms that are nearly valid, and other things.

use metier::forms::{Job, Question, Quote};
use metier::profile::fields::Field;
use metier::profile::{Category, Source};
use strum::VariantArray;

use super::addresses::id;
use super::texts::hostile;
use crate::chance::Chance;
use crate::odd::inputs;

/// The inputs of small forms.
const SMALL: &str = "action alternative career category code confirm date days do email message moderation new next \
    password reason remove revision role second_factor secret session slug time token";

/// A body and its media type.
pub struct Body {
    pub kind: &'static str,
    pub bytes: Vec<u8>,
}

pub fn body(chance: &mut Chance, path: &str, number: u64) -> Body {
    match chance.below(20) {
        0 => Body { kind: odd_kind(chance), bytes: chance.bytes(3_000) },
        1 => Body { kind: "application/json", bytes: json(chance).into_bytes() },
        2 => Body { kind: odd_kind(chance), bytes: form(chance, path, number).into_bytes() },
        3 => Body { kind: URLENCODED, bytes: long(chance) },
        4 => multipart(chance),
        _ if path.contains("/logo") => multipart(chance),
        _ => Body { kind: URLENCODED, bytes: form(chance, path, number).into_bytes() },
    }
}

const URLENCODED: &str = "application/x-www-form-urlencoded";

fn odd_kind(chance: &mut Chance) -> &'static str {
    let kinds = [
        "",
        "application/x-www-form-urlencoded; charset=utf-16",
        "APPLICATION/X-WWW-FORM-URLENCODED",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"",
        "text/xml",
        "application/json; charset=x",
        ";;;",
        "*/*",
    ];
    chance.pick::<&str>(&kinds)
}

/// The fields of the form on a page, most of them with plausible values.
fn form(chance: &mut Chance, path: &str, number: u64) -> String {
    let path = path.strip_prefix("/admin/").unwrap_or_default();
    let is_profile = path.starts_with("careers/new") || path.contains("/edit");
    let mut names = match path.split(['/', '?']).next().unwrap_or_default() {
        "careers" if is_profile => {
            let (lists, single): (Vec<Field>, Vec<Field>) =
                Field::VARIANTS.iter().partition(|field| field.is_list());
            let rows = (0..chance.below(10)).map(|_| {
                let field = chance.pick(&lists);
                field.input_name(chance.pick(field.inputs()).name)
            });
            let rows: Vec<String> = rows.collect();
            single.iter().map(|field| field.name().into()).chain(["note".into()]).chain(rows).collect()
        }
        "insights" => inputs::<Quote>(),
        "questions" => inputs::<Question>(),
        "jobs" => inputs::<Job>(),
        "categories" => inputs::<Category>(),
        "sources" => inputs::<Source>(),
        _ => SMALL.split(' ').map(String::from).collect(),
    };
    names.push("version".into());
    if chance.one_in(4) {
        names.push(chance.word(SMALL).into());
    }
    // One form in three is plausible throughout.
    let spoiled = [0, 1, 4][chance.below(3)];
    let pair = |name: String| {
        let value = plausible(chance, &name, number);
        (name, value)
    };
    let mut pairs: Vec<(String, String)> = names.into_iter().map(pair).collect();
    for _ in 0..spoiled {
        let at = chance.below(pairs.len());
        match chance.below(6) {
            0 => pairs[at].0 = hostile(chance),
            1 => drop(pairs.remove(at)),
            2 => pairs.push(pairs[at].clone()),
            _ => pairs[at].1 = hostile(chance),
        }
        if pairs.is_empty() {
            break;
        }
    }
    serde_html_form::to_string(pairs).unwrap()
}

fn plausible(chance: &mut Chance, name: &str, number: u64) -> String {
    let field = name.rsplit('.').next().unwrap_or(name);
    let words: &[&str] = match field {
        "version" => &["1", "2", "3", "1", "2", "4"],
        "action" => &["publish", "withdraw", "categorise", "set", "remove", "delete"],
        "days" => &["1", "7", "30"],
        "confirm" | "sample" | "remove" => &["yes", ""],
        "do" => &["save", "save", "add:skills", "remove:pay:0", "up:faqs:1"],
        "role" => &["author", "editor", "admin"],
        "moderation" => &["approved", "pending", "rejected"],
        "said_on" | "as_of" | "date" | "posted_on" | "expires_on" => &["2024-05-31", "2031-01-01"],
        "time" => &["10:00"],
        "email" => &["somebody@example.com", "author@example.org", "nobody@example.com"],
        "url" | "license_url" => &["https://example.com/a?b=c&d", ""],
        "percent" | "from_months" | "total" | "pay_low" | "pay_high" => &["12", "100", ""],
        "importance" | "work_life_balance" | "career_opportunity" => &["1", "0.5", ""],
        "total_bound" => &["exact", "at_least"],
        "currency" => &["USD", ""],
        "period" => &["year", "hour"],
        "article" => &["a", "an", "none"],
        "category" => &["computer-and-mathematical", ""],
        "onet_code" => &["", "15-1254.00", "29-1141"],
        "education" | "alternative" | "related" => &["", ""],
        // Never plausible: random requests must not change rules for everybody.
        "second_factor_required" | "password" | "code" => return hostile(chance),
        "career" if chance.one_in(2) => &["back-end-developer", "kept-clerk"],
        "career" => return format!("{}-{}", id(chance, number), 1 + chance.below(3)),
        "revision" => return (1 + chance.below(3)).to_string(),
        "slug" => return format!("made-{}", chance.below(100_000)),
        _ => return format!("Made {} <x-marker> & \"y\"", chance.below(100_000)),
    };
    (*chance.pick(words)).into()
}

/// Many or large fields.
fn long(chance: &mut Chance) -> Vec<u8> {
    match chance.below(4) {
        0 => "a=b&".repeat(1 + chance.below(12_000)).into_bytes(),
        1 => "responsibilities=%3Cx-marker%3E&".repeat(1 + chance.below(1_500)).into_bytes(),
        2 => [b"title=".to_vec(), vec![b'%'; chance.below(70_000)]].concat(),
        _ => [b"title=".to_vec(), vec![b'a'; 60_000 + chance.below(1_200_000)]].concat(),
    }
}

fn json(chance: &mut Chance) -> String {
    match chance.below(3) {
        0 => "[".repeat(chance.below(50_000)),
        1 => format!("{{\"a\":{}}}", "9".repeat(chance.below(5_000))),
        _ => serde_json::json!({ "title": hostile(chance), "$where": hostile(chance) }).to_string(),
    }
}

fn multipart(chance: &mut Chance) -> Body {
    let mut bytes = Vec::new();
    let most = if chance.one_in(9) { 40 } else { 4 };
    for part in 0..chance.below(most) {
        let name = *chance.pick(&["logo", "version", "remove", "", "x\"; filename=\"../../x-planted"]);
        let file = if part == 0 { "; filename=\"../../x-planted\"" } else { "" };
        let head = format!("--edge\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n");
        bytes.extend_from_slice(head.as_bytes());
        let more = *chance.pick(&[
            "\r\n",
            "Content-Type: image/svg+xml\r\n\r\n",
            "\r\n\r\n",
            "",
            "X: \u{0}\r\n\r\n",
        ]);
        bytes.extend_from_slice(more.as_bytes());
        bytes.extend_from_slice(&file_of(chance));
        bytes.extend_from_slice(b"\r\n");
    }
    let end = *chance.pick(&["--edge--\r\n", "--edge", "", "--edge--x"]);
    bytes.extend_from_slice(end.as_bytes());
    Body { kind: "multipart/form-data; boundary=edge", bytes }
}

/// A file, often with the beginning of a picture.
fn file_of(chance: &mut Chance) -> Vec<u8> {
    let begins: [&[u8]; 6] = [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff\xff\xff\xff\xff\xff\xff\xff\x08\x06\0\0\0",
        b"\xff\xd8\xff\xe0\0\x10JFIF",
        b"RIFF\xff\xff\xff\xffWEBPVP8L",
        b"<svg onload=\"alert(1)\">",
        b"GIF89a",
        b"1",
    ];
    let mut bytes = chance.pick(&begins).to_vec();
    bytes.extend(chance.bytes(2_000));
    if chance.one_in(40) {
        bytes.resize(300_000, 0);
    }
    bytes
}
