//! Texts that break careless code.

/// Hostile searches, and searches for anything but a job.
pub fn odd_texts() -> Vec<String> {
    let mut texts: Vec<String> = [
        "",
        " ",
        "\"",
        "'",
        "''; DROP TABLE careers; --",
        "*",
        "\"*\"",
        "a*",
        "a OR b",
        "NEAR(a b)",
        "a AND",
        "NOT",
        "-nurse",
        "^nurse",
        "{terms} : nurse",
        "title:nurse",
        "(((",
        ")",
        "a & b | !c",
        "nurse:*",
        "~nurs",
        "%",
        "_",
        "\\",
        "\0",
        "\u{202e}nurse",
        "🦀",
        "日本語",
        "محاسب",
        "ﬁreﬁghter",
        "I\u{307}stanbul",
        "ß",
        "a\u{301}",
        "\u{fffd}",
        "<script>alert(1)</script>",
        "</title><b>",
        "&amp;",
        "{{ 7*7 }}",
        "of the and",
        "e",
        "s",
        "er",
        "manager",
        "worker of all kinds and other workers and more workers of every sort",
        "1",
        "2025",
        "c#",
        "…",
    ]
    .map(String::from)
    .into();
    texts.extend(
        ["a", "manager ", "\"", "é", "日", "operator machine "].map(|text| text.repeat(10_000 / text.len())),
    );
    texts
}
