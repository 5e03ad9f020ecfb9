//! The areas of the survey: the nation, states, territories, metropolitan and nonmetropolitan areas.

use crate::models::place::NewPlace;
use crate::profile::PlaceKind;
use crate::profile::place::search_key;
use crate::profile::states;

pub const COUNTRY: &str = "United States";

/// Names of our own for areas that people seldom call by their first city.
const ALIASES: [(&str, &[&str]); 9] = [
    ("99", &["us", "u s", "usa", "america", "nationwide"]),
    ("35620", &["new york city", "nyc"]),
    ("41860", &["san francisco bay area", "bay area", "sf"]),
    ("47900", &["washington dc", "washington d c", "dc metro", "dmv"]),
    ("37980", &["philly"]),
    ("29820", &["vegas"]),
    ("35380", &["nola"]),
    ("19100", &["dfw"]),
    ("41620", &["slc"]),
];

/// The area columns of a row.
pub struct Area<'a> {
    pub code: &'a str,
    pub title: &'a str,
    pub kind: &'a str,
}

impl Area<'_> {
    pub fn place(&self) -> Result<NewPlace, String> {
        let kind = match self.kind {
            "1" => PlaceKind::Country,
            "2" | "3" => PlaceKind::State,
            "4" => PlaceKind::Metro,
            "6" => PlaceKind::Nonmetro,
            other => return Err(format!("AREA_TYPE is “{other}”, not one of 1, 2, 3, 4, 6")),
        };
        let digits = match kind {
            PlaceKind::Country | PlaceKind::State | PlaceKind::Region => 2,
            PlaceKind::Metro => 5,
            PlaceKind::Nonmetro => 7,
        };
        // Spreadsheets drop zeros in front of numbers.
        let code = format!("{:0>digits$}", self.code);
        if code.len() != digits || !code.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(format!("AREA is “{}”, not a code of {digits} digits", self.code));
        }
        let name = if kind == PlaceKind::Country { COUNTRY } else { self.title };
        let (cities, states_in_title) = name.rsplit_once(", ").unwrap_or((name, ""));
        let abbreviation = match kind {
            PlaceKind::State | PlaceKind::Nonmetro => {
                states::by_code(&code[..2]).map(|state| state.abbreviation)
            }
            PlaceKind::Metro => Some(states_in_title.split('-').next().unwrap_or_default()),
            _ => None,
        };
        let abbreviation = abbreviation.filter(|text| !text.is_empty()).map(str::to_owned);
        let aliases = ALIASES.iter().filter(|(of, _)| *of == code).flat_map(|(_, names)| *names);
        let mut names: Vec<String> = aliases.map(|name| (*name).to_owned()).collect();
        match kind {
            PlaceKind::State => names.extend(abbreviation.iter().map(|text| search_key(text))),
            PlaceKind::Metro => names.extend(city_names(cities, states_in_title)),
            _ => {}
        }
        Ok(NewPlace { code: Some(code), kind, name: name.to_owned(), abbreviation, within: None, names })
    }
}

/// `dallas`, `dallas tx` and the same for each other city of `Dallas-Fort Worth-Arlington, TX`.
fn city_names(cities: &str, states: &str) -> Vec<String> {
    let each = cities.split(['-', '/']).chain([cities]);
    let names = each.flat_map(|city| {
        let with_states = states.split('-').map(move |state| format!("{city} {state}"));
        with_states.chain([city.to_owned()])
    });
    let mut names: Vec<String> = names.map(|name| search_key(&name)).collect();
    names.sort();
    names.dedup();
    names
}
