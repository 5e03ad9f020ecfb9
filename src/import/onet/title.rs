//! Singular titles for O*NET occupations.
//!
//! O*NET names an occupation by the people in it ("Web Developers"); a profile
//! page speaks of one person ("What does a Web Developer do?"). [`singular`]
//! turns the plural into the singular.
//!
//! A title is read in three steps:
//!
//! 1. The complement is cut off and kept as it is: in "First-Line Supervisors
//!    *of Retail Sales Workers*" only the supervisor becomes one person.
//! 2. The rest is a list of names. A name ends at a comma, a slash, before
//!    "and" or "or", or at the end; its last word is its noun. So "Sales
//!    Managers" has the noun "Managers", and "Sales" stays as it is.
//! 3. Each of these nouns becomes singular, unless it names things, not people
//!    ([`THINGS`]).
//!
//! An unknown plural counts as people: a wrong guess costs little ("Driver,
//! Heavy Truck"), but a leftover plural would break every heading.

mod spoken;

pub use spoken::{plain, spoken};

/// Official titles that the rules can't turn into one person, mostly because
/// they name a group. `Helpers--...` and "... Occupations" have rules instead.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("Clergy", "Clergy Member"),
    ("Dentists, All Other Specialists", "Specialist Dentist, All Other"),
    (
        "Hosts and Hostesses, Restaurant, Lounge, and Coffee Shop",
        "Host or Hostess, Restaurant, Lounge, and Coffee Shop",
    ),
    ("Infantry", "Infantry Soldier"),
    (
        "Lifeguards, Ski Patrol, and Other Recreational Protective Service Workers",
        "Lifeguard, Ski Patroller, or Other Recreational Protective Service Worker",
    ),
    ("Physicians, Pathologists", "Pathologist"),
    (
        "Restaurant, Lounge, and Coffee Shop Hosts and Hostesses",
        "Restaurant, Lounge, and Coffee Shop Host or Hostess",
    ),
    ("Special Forces", "Special Forces Member"),
    ("Transit and Railroad Police", "Transit and Railroad Police Officer"),
    ("Waiters and Waitresses", "Waiter or Waitress"),
];

/// Words that start a complement, as does a parenthesis: from there on the title
/// says whom or what the person deals with, so plurals stay.
const COMPLEMENTS: &str = "of at for in to with Except Including";

/// Words in "s" that end a name in a list or follow a comma, but don't name
/// people: "Compensation, *Benefits*, and Job Analysis Specialists",
/// "Roustabouts, Oil and *Gas*". Fields in "-ics" have a rule.
const THINGS: &str = "Accounts Activities Affairs Animals Arts Benefits Biofuels Buildings \
    Claims Commodities Communications Customs Effects Events Facilities Fibers Garments Gas Goods Grounds \
    Materials Metals News Operations Parks Parts Products Programs Records Relations Resources \
    Sales Sciences Securities Services Sports Studies Supplies Surfaces Systems Telecoms Textiles Tools \
    Trades Utilities Vehicles Weapons";

/// The singular title of one person who does the job: "Accountants and
/// Auditors" gives "Accountant and Auditor".
///
/// Expects official titles, which are plural. A singular title mostly comes
/// back unchanged, but "Mergers and Acquisitions Associate" loses an "s".
/// Nothing fails: odd input passes through.
pub fn singular(official: &str) -> String {
    if let Some((_, title)) = EXCEPTIONS.iter().find(|(name, _)| *name == official) {
        return (*title).to_string();
    }
    if let Some(helped) = official.strip_prefix("Helpers--") {
        // After a list, "Helper" would seem to belong to the last name only.
        return match helped.contains(',') || helped.contains(" and ") {
            true => format!("Helper to {helped}"),
            false => format!("{} Helper", singular(helped)),
        };
    }
    let words: Vec<&str> = official.split(' ').collect();
    let is_complement = |word: &str| word.starts_with('(') || is_one_of(COMPLEMENTS, word);
    let end = words.iter().position(|word| is_complement(word));
    let (names, complement) = words.split_at(end.unwrap_or(words.len()));
    let mut title = singular_names(names);
    title.extend(complement.iter().map(|word| word.to_string()));
    title.join(" ")
}

fn is_one_of(list: &str, word: &str) -> bool {
    list.split(' ').any(|listed| listed == word)
}

fn singular_names(words: &[&str]) -> Vec<String> {
    let mut result: Vec<String> = Vec::with_capacity(words.len());
    let mut after_person = false;
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).copied();
        // Nobody is a referee *and* an "other" official: "Umpire, Referee, or
        // Other Sports Official". A shared noun keeps its "and": "Sales and
        // Related Worker".
        if *word == "and" && after_person && matches!(next, Some("Other" | "Related")) {
            result.push("or".to_string());
            continue;
        }
        let ends_name = word.ends_with(',') || matches!(next, None | Some("and" | "or" | "&"));
        let singular = singular_word(word, ends_name);
        after_person = singular != *word;
        result.push(singular);
    }
    result
}

/// Makes a word singular if it ends a name. Parts before a slash always do
/// ("Engineers/Architects"); `ends_name` says whether the last part does.
fn singular_word(word: &str, ends_name: bool) -> String {
    let parts: Vec<&str> = word.split('/').collect();
    let last = parts.len() - 1;
    let part = |(at, part): (usize, &&str)| match part.strip_suffix(',') {
        Some(noun) => singular_noun(noun) + ",",
        None if at < last || ends_name => singular_noun(part),
        None => part.to_string(),
    };
    parts.iter().enumerate().map(part).collect::<Vec<_>>().join("/")
}

fn singular_noun(noun: &str) -> String {
    let ends = |endings: &[&str]| endings.iter().any(|ending| noun.ends_with(ending));
    // "Glass", "Hostess", "Campus", "Analysis", "Sheriff's" aren't plurals.
    let no_plural = ends(&["ss", "us", "is", "'s", "’s"]);
    // "Physics" and "Electronics" are fields, "Mechanics" and "Paramedics" people.
    let field = ends(&["ics"]) && !ends(&["echanics", "edics", "ritics", "lerics", "omestics"]);
    if no_plural || field || is_one_of(THINGS, noun) {
        return noun.to_string();
    }
    // "Computer Occupations, All Other" are the people without another title.
    if noun == "Occupations" {
        return "Worker".to_string();
    }
    // The first matching ending decides. "Coaches" loses "es", but "Nurses"
    // and "Concierges" only "s"; "Midwives" change, "Detectives" do not.
    let endings = [
        ("people", "person"),
        ("men", "man"),
        ("wives", "wife"),
        ("ies", "y"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("xes", "x"),
        ("s", ""),
    ];
    let change = |(from, to): (&str, &str)| noun.strip_suffix(from).map(|stem| format!("{stem}{to}"));
    endings.into_iter().find_map(change).unwrap_or_else(|| noun.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_singular() {
        let cases = [
            // One name, and lists of names.
            ("Web Developers", "Web Developer"),
            ("Accountants and Auditors", "Accountant and Auditor"),
            ("Plumbers, Pipefitters, and Steamfitters", "Plumber, Pipefitter, and Steamfitter"),
            ("Fraud Examiners, Investigators and Analysts", "Fraud Examiner, Investigator and Analyst"),
            (
                "Tax Examiners and Collectors, and Revenue Agents",
                "Tax Examiner and Collector, and Revenue Agent",
            ),
            ("Media Technical Directors/Managers", "Media Technical Director/Manager"),
            ("Driver/Sales Workers", "Driver/Sales Worker"),
            // Complements keep their plurals.
            (
                "First-Line Supervisors of Retail Sales Workers",
                "First-Line Supervisor of Retail Sales Workers",
            ),
            (
                "Agents and Business Managers of Artists, Performers, and Athletes",
                "Agent and Business Manager of Artists, Performers, and Athletes",
            ),
            (
                "Secretaries and Administrative Assistants, Except Legal, Medical, and Executive",
                "Secretary and Administrative Assistant, Except Legal, Medical, and Executive",
            ),
            (
                "Telecommunications Equipment Installers and Repairers, Except Line Installers",
                "Telecommunications Equipment Installer and Repairer, Except Line Installers",
            ),
            (
                "Fine Artists, Including Painters, Sculptors, and Illustrators",
                "Fine Artist, Including Painters, Sculptors, and Illustrators",
            ),
            // Tails after a comma stay.
            ("Business Teachers, Postsecondary", "Business Teacher, Postsecondary"),
            ("Cooks, Fast Food", "Cook, Fast Food"),
            ("Managers, All Other", "Manager, All Other"),
            ("Buyers and Purchasing Agents, Farm Products", "Buyer and Purchasing Agent, Farm Products"),
            ("Roustabouts, Oil and Gas", "Roustabout, Oil and Gas"),
            (
                "Education Administrators, Kindergarten through Secondary",
                "Education Administrator, Kindergarten through Secondary",
            ),
            (
                "Extruding and Drawing Machine Setters, Operators, and Tenders, Metal and Plastic",
                "Extruding and Drawing Machine Setter, Operator, and Tender, Metal and Plastic",
            ),
            // Modifiers stay.
            ("Sales Managers", "Sales Manager"),
            ("Human Resources Specialists", "Human Resources Specialist"),
            ("Claims Adjusters, Examiners, and Investigators", "Claims Adjuster, Examiner, and Investigator"),
            (
                "Compensation, Benefits, and Job Analysis Specialists",
                "Compensation, Benefits, and Job Analysis Specialist",
            ),
            (
                "Atmospheric, Earth, Marine, and Space Sciences Teachers, Postsecondary",
                "Atmospheric, Earth, Marine, and Space Sciences Teacher, Postsecondary",
            ),
            ("Physics and Electronics Teachers", "Physics and Electronics Teacher"),
            ("Sales and Related Workers, All Other", "Sales and Related Worker, All Other"),
            ("Police and Sheriff's Patrol Officers", "Police and Sheriff's Patrol Officer"),
            // Endings.
            ("Actuaries", "Actuary"),
            ("Coaches and Scouts", "Coach and Scout"),
            ("Nurse Midwives", "Nurse Midwife"),
            ("Registered Nurses", "Registered Nurse"),
            ("Detectives and Criminal Investigators", "Detective and Criminal Investigator"),
            ("Chefs and Head Cooks", "Chef and Head Cook"),
            ("Automotive Service Technicians and Mechanics", "Automotive Service Technician and Mechanic"),
            ("Paramedics", "Paramedic"),
            ("Air Hostesses", "Air Hostess"),
            ("Fishermen and Salespeople", "Fisherman and Salesperson"),
            // "or" before the odd one out.
            ("Umpires, Referees, and Other Sports Officials", "Umpire, Referee, or Other Sports Official"),
            ("Artists and Related Workers, All Other", "Artist or Related Worker, All Other"),
            // Helpers, groups and exceptions.
            ("Helpers--Electricians", "Electrician Helper"),
            ("Helpers--Production Workers", "Production Worker Helper"),
            (
                "Helpers--Pipelayers, Plumbers, Pipefitters, and Steamfitters",
                "Helper to Pipelayers, Plumbers, Pipefitters, and Steamfitters",
            ),
            ("Computer Occupations, All Other", "Computer Worker, All Other"),
            ("Clergy", "Clergy Member"),
            ("Transit and Railroad Police", "Transit and Railroad Police Officer"),
            ("Waiters and Waitresses", "Waiter or Waitress"),
            // Made-up titles.
            ("Emergency Medical Technicians (EMTs)", "Emergency Medical Technician (EMTs)"),
            ("Interpreters for Courts", "Interpreter for Courts"),
        ];
        for (official, title) in cases {
            assert_eq!(singular(official), title, "{official}");
        }
    }

    #[test]
    fn singular_and_odd_titles_stay() {
        let titles = [
            "",
            " ",
            ",",
            "/",
            "&",
            "Web Developer",
            "Boss",
            "Chief of Operations",
            "GIS",
            "  two  spaces ",
            "Ärztin",
            "看護師",
            "🙂/🙂, and 🙂",
        ];
        for title in titles {
            assert_eq!(singular(title), title);
        }
        for odd in ["s", "s,", "ies", "Helpers--", "Helpers--,", "and Other", "’s/s", " of "] {
            singular(odd);
        }
    }

    #[test]
    fn a_singular_title_does_not_change_again() {
        for (_, title) in EXCEPTIONS {
            assert_eq!(singular(title), *title);
        }
    }
}
