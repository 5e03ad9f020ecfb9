//! Occupations that federal surveys count together: several under one combined code, and a part of a SOC occupation,
//! which only O*NET tells apart, with the whole.

use super::OnetCode;
use crate::filters::list;

/// Each combined code and its parts, of the releases since 2019. The titles of the codes of 2019 and 2020 name their parts;
/// codes whose titles don’t are left out, such as 25-3097 and 29-1228.
const COMBINED: [(&str, &[&str]); 32] = [
    ("11-9198", &["11-9072", "11-9179", "11-9199"]),
    ("13-1020", &["13-1021", "13-1022", "13-1023"]),
    ("13-1198", &["13-1082", "13-1199"]),
    ("13-2020", &["13-2022", "13-2023"]),
    ("13-2098", &["13-2051", "13-2054", "13-2099"]),
    ("15-1245", &["15-1242", "15-1243"]),
    ("15-1256", &["15-1252", "15-1253"]),
    ("15-1257", &["15-1254", "15-1255"]),
    ("15-2098", &["15-2051", "15-2099"]),
    ("17-3098", &["17-3028", "17-3029"]),
    ("19-4010", &["19-4012", "19-4013"]),
    ("19-4045", &["19-4043", "19-4044"]),
    ("21-1018", &["21-1011", "21-1014"]),
    ("25-2052", &["25-2055", "25-2056"]),
    ("25-9045", &["25-9042", "25-9043", "25-9049"]),
    ("27-4098", &["27-4015", "27-4099"]),
    ("29-1298", &["29-1291", "29-1299"]),
    ("29-2010", &["29-2011", "29-2012"]),
    ("29-2040", &["29-2042", "29-2043"]),
    ("29-2098", &["29-2036", "29-2072", "29-2099"]),
    ("29-9098", &["29-9021", "29-9093", "29-9099"]),
    ("31-1120", &["31-1121", "31-1122"]),
    ("33-9098", &["33-9094", "33-9099"]),
    ("39-1098", &["39-1014", "39-1022"]),
    ("39-7010", &["39-7011", "39-7012"]),
    ("39-9098", &["39-4012", "39-9099"]),
    ("47-4090", &["47-4091", "47-4099"]),
    ("51-2028", &["51-2022", "51-2023"]),
    ("51-2090", &["51-2092", "51-2099"]),
    ("51-2098", &["51-2092", "51-2099"]),
    ("53-1047", &["53-1042", "53-1043", "53-1044", "53-1049"]),
    ("53-6098", &["53-6032", "53-6099"]),
];

/// The combined codes of an occupation, one for each set of releases.
pub fn of(soc: &str) -> impl Iterator<Item = &'static str> {
    COMBINED.iter().filter(move |(_, parts)| parts.contains(&soc)).map(|(combined, _)| *combined)
}

/// The occupations under a combined code; none under another.
pub fn parts(soc: &str) -> &'static [&'static str] {
    COMBINED.iter().find(|(combined, _)| *combined == soc).map_or(&[], |(_, parts)| parts)
}

/// The titles of the other occupations that a figure covers, if there are any. `combined` is the code that the figure is
/// for, if it isn't the occupation's own, and `title` gives the title of a SOC occupation.
pub fn counted_with<'t>(
    code: &OnetCode,
    combined: Option<&str>,
    title: impl Fn(&str) -> Option<&'t str>,
) -> Option<String> {
    let parts = combined.map_or(vec![code.soc()], |combined| parts(combined).to_vec());
    let others = parts.into_iter().filter(|soc| *soc != code.soc() || code.is_part());
    let titles: Vec<String> = others.filter_map(title).map(str::to_owned).collect();
    (!titles.is_empty()).then(|| list(&titles))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_counted_with_the_whole_and_a_combined_code_with_its_others() {
        let title = |soc: &str| match soc {
            "29-1141" => Some("Registered Nurse"),
            "29-2011" => Some("Laboratory Technologist"),
            "29-2012" => Some("Laboratory Technician"),
            "13-1021" => Some("Buyer, Farm Products"),
            "13-1023" => Some("Purchasing Agent"),
            _ => None,
        };
        for (code, combined, expected) in [
            ("29-1141.00", None, None),
            ("29-1141.01", None, Some("Registered Nurse")),
            ("29-2011.00", Some("29-2010"), Some("Laboratory Technician")),
            ("29-2011.04", Some("29-2010"), Some("Laboratory Technologist and Laboratory Technician")),
            ("29-2011.00", None, None),
            ("13-1022.00", Some("13-1020"), Some("Buyer, Farm Products; and Purchasing Agent")),
        ] {
            let code = code.parse().unwrap();
            assert_eq!(counted_with(&code, combined, title).as_deref(), expected, "{code}");
        }
    }
}
