//! Turns O*NET's plain text into Markdown and readable lists.

/// In bytes.
const ONE_PARAGRAPH: usize = 320;

/// Escapes markup, and splits a long description into two paragraphs, as near to its middle as possible.
pub fn summary(description: &str) -> String {
    let text = description.trim();
    let middle = text.len() / 2;
    let cut = sentence_ends(text).into_iter().min_by_key(|end| end.abs_diff(middle));
    match cut.filter(|_| text.len() > ONE_PARAGRAPH) {
        Some(end) => format!("{}\n\n{}", escape(&text[..end]), escape(text[end..].trim_start())),
        None => escape(text),
    }
}

pub fn sentences(text: &str) -> Vec<&str> {
    let mut start = 0;
    let mut found = Vec::new();
    for end in sentence_ends(text).into_iter().chain([text.len()]) {
        found.push(text[start..end].trim());
        start = end;
    }
    found.retain(|sentence| !sentence.is_empty());
    found
}

/// Where sentences end within a text: after a period that precedes a space and a capital. The period of an abbreviation
/// ("e.g.", "U.S.", "Ph.D.") doesn't count: its word has another period or a single letter.
fn sentence_ends(text: &str) -> Vec<usize> {
    let is_end = |at: &usize| {
        let next = text[at + 2..].chars().next();
        let word = text[..*at].rsplit([' ', '(']).next().unwrap_or("");
        next.is_some_and(|next| next.is_uppercase() || next.is_ascii_digit())
            && !word.contains('.')
            && word.chars().count() > 1
            && !["etc", "vs", "Inc", "Dr", "St"].contains(&word)
    };
    text.match_indices(". ").map(|(at, _)| at).filter(is_end).map(|at| at + 1).collect()
}

fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    for (at, c) in text.char_indices() {
        // Headings, lists and rules need their markup at the start of the text, "1." and "1)" after the number.
        let begins = at == 0 && matches!(c, '#' | '+' | '-' | '=');
        let numbers = at == digits && digits > 0 && matches!(c, '.' | ')');
        if begins || numbers || "\\`*_[]<>&~|!$".contains(c) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// `Structured query language (SQL)`; O*NET appends the abbreviation without parentheses.
pub fn with_parentheses(name: &str) -> String {
    let words: Vec<&str> = name.split(' ').collect();
    let spell = |(at, word): (usize, &&str)| match abbreviates(word, &words[..at]) {
        true => format!("({word})"),
        false => word.to_string(),
    };
    words.iter().enumerate().map(spell).collect::<Vec<_>>().join(" ")
}

/// Whether a word in capitals is made of the initials of the words before it. One word may give two letters
/// ("Hypertext" in "HTML"), and small words like "of" give none.
fn abbreviates(word: &str, before: &[&str]) -> bool {
    let is_capital = |c: char| c.is_ascii_uppercase();
    if word.len() < 2 || !word.chars().all(is_capital) {
        return false;
    }
    let initials: Vec<char> = before
        .iter()
        .filter(|word| !["of", "for", "and", "the", "in", "to"].contains(word))
        .filter_map(|word| word.chars().next())
        .map(|c| c.to_ascii_uppercase())
        .collect();
    (2..=initials.len()).any(|count| {
        let last = &initials[initials.len() - count..];
        let mut letters = word.chars();
        last.first() == word.chars().next().as_ref()
            && last.iter().all(|initial| letters.any(|letter| letter == *initial))
            && count * 3 >= word.len() * 2
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_description_becomes_two_paragraphs() {
        let first = format!("Plan {} things.", "many ".repeat(40));
        let second = format!("Work in the U.S. and {} elsewhere.", "sometimes ".repeat(20));
        assert_eq!(summary(&format!("{first} {second}")), format!("{first}\n\n{second}"));
        assert_eq!(summary("Plan things. Do them."), "Plan things. Do them.");
        assert_eq!(
            sentences("Need a Ph.D. Some need e.g. Latin. One more."),
            ["Need a Ph.D. Some need e.g. Latin.", "One more."]
        );
    }

    #[test]
    fn markup_is_escaped() {
        assert_eq!(summary("- a *b* <i> [x](y) C_D & e"), "\\- a \\*b\\* \\<i\\> \\[x\\](y) C\\_D \\& e");
        assert_eq!(summary("1. Not a list"), "1\\. Not a list");
        assert_eq!(summary("# 5 - 3"), "\\# 5 - 3");
    }

    #[test]
    fn abbreviations_stand_in_parentheses() {
        for (name, expected) in [
            ("Structured query language SQL", "Structured query language (SQL)"),
            ("Hypertext markup language HTML", "Hypertext markup language (HTML)"),
            ("Amazon Web Services AWS software", "Amazon Web Services (AWS) software"),
            ("Microsoft Visual Basic for Applications VBA", "Microsoft Visual Basic for Applications (VBA)"),
            ("Adobe Photoshop", "Adobe Photoshop"),
            ("IBM SPSS Statistics", "IBM SPSS Statistics"),
            ("C", "C"),
        ] {
            assert_eq!(with_parentheses(name), expected);
        }
    }
}
