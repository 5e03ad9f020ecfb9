//! Official titles as people say them: "Bus Drivers, School" are "School Bus Drivers".
//!
//! Official titles put what is common first, so that a list can be sorted, and delimit each occupation against the
//! others. In a question or a sentence, that stops a reader. So
//!
//! - a qualifier after the last person moves to the front;
//! - exceptions and inclusions ("Except Landscape and Naval") are left out, because the text says what the people do;
//! - ", All Other" becomes "Other" in front.

use super::{COMPLEMENTS, is_one_of, singular, singular_names, singular_word};

/// Titles that the rules don't turn into what people say.
const EXCEPTIONS: [(&str, &str); 6] = [
    ("Dentists, All Other Specialists", "Other Specialist Dentists"),
    (
        "Electronic Equipment Installers and Repairers, Motor Vehicles",
        "Motor Vehicle Electronic Equipment Installers and Repairers",
    ),
    (
        "Entertainers and Performers, Sports and Related Workers, All Other",
        "Other Entertainers, Performers, and Sports Workers",
    ),
    (
        "First-Line Supervisors of All Other Tactical Operations Specialists",
        "First-Line Supervisors of Other Tactical Operations Specialists",
    ),
    ("Physicians, Pathologists", "Pathologists"),
    (
        "Sales Representatives, Wholesale and Manufacturing, Technical and Scientific Products",
        "Technical and Scientific Products Sales Representatives",
    ),
];

/// The spoken title of one person, if it differs from the title that [`singular`] gives.
pub fn plain(official: &str) -> Option<String> {
    let plain = singular(&spoken(official));
    (plain != singular(official)).then_some(plain)
}

/// The spoken title, in the plural like the official one.
pub fn spoken(official: &str) -> String {
    if let Some((_, spoken)) = EXCEPTIONS.iter().find(|(name, _)| *name == official) {
        return (*spoken).to_owned();
    }
    if let Some(helped) = official.strip_prefix("Helpers--") {
        return match helped.contains(',') || helped.contains(" and ") {
            true => format!("Helpers to {helped}"),
            false => format!("{} Helpers", singular(helped)),
        };
    }
    let (title, is_rest) = match official.strip_suffix(", All Other") {
        Some(title) => (title, true),
        None => (official, false),
    };
    let end = [", Except ", ", Including "].iter().filter_map(|words| title.find(words)).min();
    let title = turned(&title[..end.unwrap_or(title.len())]);
    match title.split_once(" of ") {
        _ if !is_rest => title,
        Some((who, whom)) => format!("{who} of Other {whom}"),
        None => format!("Other {title}"),
    }
}

/// With the qualifier in front, if a title ends in one: "Cooks, Fast Food". A tail that names people is none: "Coaches,
/// Scouts, and Umpires".
fn turned(title: &str) -> String {
    if title.split(' ').any(|word| is_one_of(COMPLEMENTS, word)) {
        return title.to_owned();
    }
    let names_people = |words: &str| {
        let words: Vec<&str> = words.split(' ').collect();
        singular_names(&words) != words
    };
    let is_qualifier = |(head, tail): &(&str, &str)| {
        let last = head.rsplit(' ').next().unwrap_or(head);
        singular_word(last, true) != last && !tail.starts_with("and ") && !names_people(tail)
    };
    let mut cuts = title.match_indices(", ").map(|(at, comma)| (&title[..at], &title[at + comma.len()..]));
    cuts.find(is_qualifier).map_or(title.to_owned(), |(head, tail)| format!("{tail} {head}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unspeakable_titles_become_speakable() {
        for (official, expected) in [
            ("Bus Drivers, School", "School Bus Driver"),
            ("Cooks, Fast Food", "Fast Food Cook"),
            ("Business Teachers, Postsecondary", "Postsecondary Business Teacher"),
            ("Insulation Workers, Floor, Ceiling, and Wall", "Floor, Ceiling, and Wall Insulation Worker"),
            (
                "Sawing Machine Setters, Operators, and Tenders, Wood",
                "Wood Sawing Machine Setter, Operator, and Tender",
            ),
            ("Architects, Except Landscape and Naval", "Architect"),
            (
                "Sales Representatives, Wholesale and Manufacturing, Except Technical and Scientific Products",
                "Wholesale and Manufacturing Sales Representative",
            ),
            ("Fine Artists, Including Painters, Sculptors, and Illustrators", "Fine Artist"),
            ("Computer Occupations, All Other", "Other Computer Worker"),
            ("Artists and Related Workers, All Other", "Other Artist or Related Worker"),
            (
                "Social Sciences Teachers, Postsecondary, All Other",
                "Other Postsecondary Social Sciences Teacher",
            ),
            (
                "Engineering Technologists and Technicians, Except Drafters, All Other",
                "Other Engineering Technologist and Technician",
            ),
            (
                "First-Line Supervisors of Transportation Workers, All Other",
                "First-Line Supervisor of Other Transportation Workers",
            ),
            ("Helpers, Construction Trades, All Other", "Other Construction Trades Helper"),
            ("Dentists, All Other Specialists", "Other Specialist Dentist"),
            (
                "Hosts and Hostesses, Restaurant, Lounge, and Coffee Shop",
                "Restaurant, Lounge, and Coffee Shop Host or Hostess",
            ),
        ] {
            assert_eq!(plain(official).as_deref(), Some(expected), "{official}");
        }
    }

    #[test]
    fn titles_that_people_say_stay() {
        for official in [
            "Registered Nurses",
            "Accountants and Auditors",
            "Tax Examiners and Collectors, and Revenue Agents",
            "Fraud Examiners, Investigators and Analysts",
            "Compensation, Benefits, and Job Analysis Specialists",
            "Lifeguards, Ski Patrol, and Other Recreational Protective Service Workers",
            "First-Line Supervisors of Helpers, Laborers, and Material Movers, Hand",
            "Helpers--Electricians",
            "Helpers--Painters, Paperhangers, Plasterers, and Stucco Masons",
            "Infantry",
            "",
        ] {
            assert_eq!(plain(official), None, "{official}");
        }
        assert_eq!(spoken("Helpers--Electricians"), "Electrician Helpers");
    }
}
