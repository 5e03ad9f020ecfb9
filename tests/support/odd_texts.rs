//! Texts that break careless code.

/// Single signs, letters and numbers.
const SHORT: [&str; 21] = [
    "", " ", "\"", "'", "*", "a*", "(((", ")", "%", "_", "\\", "\0", "🦀", "ß", "e", "s", "er", "1", "2025",
    "c#", "…",
];

/// Hostile searches, and searches for anything but a job.
pub fn odd_texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "''; DROP TABLE careers; --",
        "\"*\"",
        "a OR b",
        "NEAR(a b)",
        "a AND",
        "NOT",
        "-nurse",
        "^nurse",
        "{terms} : nurse",
        "title:nurse",
        "a & b | !c",
        "nurse:*",
        "~nurs",
        "\u{202e}nurse",
        "日本語",
        "محاسب",
        "ﬁreﬁghter",
        "I\u{307}stanbul",
        "a\u{301}",
        "\u{fffd}",
        "<script>alert(1)</script>",
        "</title><b>",
        "&amp;",
        "{{ 7*7 }}",
        "of the and",
        "manager",
        "worker of all kinds and other workers and more workers of every sort",
    ]
    .map(String::from)
    .into();
    texts.extend(SHORT.map(String::from));
    texts.extend(
        ["a", "manager ", "\"", "é", "日", "operator machine "].map(|text| text.repeat(10_000 / text.len())),
    );
    texts
}
