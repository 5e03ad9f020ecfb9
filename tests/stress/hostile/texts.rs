//! Hostile input.

use std::sync::LazyLock;

use crate::chance::Chance;
use crate::support::odd_texts::odd_texts;

/// Part of planted texts: an element or attribute with this name means that one got through.
pub const MARKER: &str = "x-marker";
/// What a template engine would make of `1234567*7`, which is in [`PLANTED`].
pub const PRODUCT: &str = "8641969";
/// The beginnings of planted texts: markup, an attribute, a script, a template, a header.
const PLANTED: [&str; 16] = [
    "<x-marker>",
    "<x-marker onload=alert(1)>",
    "</script><x-marker>",
    "</title></style></textarea><x-marker>",
    "--><x-marker>",
    "]]><x-marker>",
    "\" x-marker=\"1",
    "' x-marker='1",
    "\"><x-marker>",
    "'><x-marker>",
    "[a](javascript:x-marker)",
    "javascript:x-marker",
    "<\u{0}x-marker>",
    "\r\nX-Marker: 1\r\n",
    "{{ 1234567*7 }}${1234567*7}#{1234567*7}<%= 1234567*7 %>",
    "=HYPERLINK(\"x-marker\")",
];
/// Texts with a meaning for file systems, databases, number parsers or terminals.
const MEANT: [&str; 32] = [
    "../../../../etc/passwd",
    "..\\..\\windows\\win.ini",
    "/etc/passwd",
    "file:///etc/passwd",
    "....//....//etc/passwd",
    "%2e%2e%2fetc%2fpasswd",
    "' OR 1=1 --",
    "1; DROP TABLE careers; --",
    "'||(SELECT version())||'",
    "1 UNION SELECT 1,2,3",
    "-1",
    "0",
    "9223372036854775807",
    "-9223372036854775808",
    "9223372036854775808",
    "99999999999999999999999999999999999999",
    "1e308",
    "-0.0",
    "NaN",
    "Infinity",
    "0x7f",
    "１２３",
    "٣",
    "9999-12-31",
    "-262143-01-01",
    "+262142-12-31",
    "2026-02-30",
    "24:00",
    "\u{1b}[31m\u{7}\u{8}",
    "\u{202e}\u{2066}\u{200b}\u{feff}",
    "{\"level\":\"ERROR\"}\n{\"level\":\"ERROR\"}",
    "//evil.example/\\evil.example",
];

/// A hostile text, rarely a very long one.
pub fn hostile(chance: &mut Chance) -> String {
    static ODD: LazyLock<Vec<String>> = LazyLock::new(odd_texts);
    match chance.below(12) {
        0..4 => planted(chance),
        4..7 => (*chance.pick(&MEANT)).to_owned(),
        7..9 => chance.pick(&ODD).clone(),
        9 => (0..chance.below(40)).filter_map(|_| char::from_u32(chance.below(0x11_0000) as u32)).collect(),
        10 => format!("{}{}", hostile(chance), hostile(chance)),
        _ => {
            let text = planted(chance);
            let times = [1, 2, 30, 300][chance.below(4)];
            text.repeat(times)
        }
    }
}

/// A text that must come back as text, if at all.
fn planted(chance: &mut Chance) -> String {
    let number = chance.below(1_000);
    format!("{}{number}", chance.pick(&PLANTED))
}

/// A hostile text for an address: percent-encoded, or bytes that aren't UTF-8.
pub fn encoded(chance: &mut Chance) -> String {
    match chance.below(10) {
        0 => {
            (*chance.pick(&["%", "%zz", "%00", "%c0%af", "%ed%a0%80", "%f8%88%80%80%80", "%ff%fe", "%u0041"]))
                .into()
        }
        1 => percent(&chance.bytes(30)),
        _ => percent(hostile(chance).as_bytes()),
    }
}

/// Percent-encodes bytes, except letters, digits and some punctuation.
pub fn percent(bytes: &[u8]) -> String {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~/!$'()*,;:@".contains(&byte);
    let sign =
        |byte: &u8| if is_plain(*byte) { char::from(*byte).to_string() } else { format!("%{byte:02X}") };
    bytes.iter().map(sign).collect()
}
