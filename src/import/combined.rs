//! Occupations that federal surveys count together: several under one combined code, and a part of a SOC occupation,
//! which only O*NET tells apart, with the whole.

use super::onet::text::list;
use crate::profile::OnetCode;

/// The combined code and its parts.
const COMBINED: [(&str, &[&str]); 12] = [
    ("13-1020", &["13-1021", "13-1022", "13-1023"]),
    ("13-2020", &["13-2022", "13-2023"]),
    ("21-1018", &["21-1011", "21-1014"]),
    ("25-2052", &["25-2055", "25-2056"]),
    ("25-9045", &["25-9042", "25-9043", "25-9049"]),
    ("29-2010", &["29-2011", "29-2012"]),
    ("31-1120", &["31-1121", "31-1122"]),
    ("39-7010", &["39-7011", "39-7012"]),
    ("47-4090", &["47-4091", "47-4099"]),
    ("51-2028", &["51-2022", "51-2023"]),
    ("51-2090", &["51-2092", "51-2099"]),
    ("53-1047", &["53-1042", "53-1043", "53-1044", "53-1049"]),
];

pub fn of(soc: &str) -> Option<&'static str> {
    COMBINED.iter().find(|(_, parts)| parts.contains(&soc)).map(|(combined, _)| *combined)
}

/// The titles of the other occupations that a figure covers, if there are any. `is_combined` says whether the figure is
/// for the combined code, and `title` gives the title of a SOC occupation.
pub fn counted_with<'t>(
    code: &OnetCode,
    is_combined: bool,
    title: impl Fn(&str) -> Option<&'t str>,
) -> Option<String> {
    let combined = COMBINED.iter().find(|(_, parts)| is_combined && parts.contains(&code.soc()));
    let parts = combined.map_or(vec![code.soc()], |(_, parts)| parts.to_vec());
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
        for (code, is_combined, expected) in [
            ("29-1141.00", false, None),
            ("29-1141.01", false, Some("Registered Nurse")),
            ("29-2011.00", true, Some("Laboratory Technician")),
            ("29-2011.04", true, Some("Laboratory Technologist and Laboratory Technician")),
            ("29-2011.00", false, None),
            ("13-1022.00", true, Some("Buyer, Farm Products; and Purchasing Agent")),
        ] {
            let code = code.parse().unwrap();
            assert_eq!(counted_with(&code, is_combined, title).as_deref(), expected, "{code}");
        }
    }
}
