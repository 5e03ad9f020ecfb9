//! The states and territories of the United States, which their statistics name by number, and where a map shows them.

#[derive(Debug)]
pub struct State {
    /// The code of the Federal Information Processing Standards.
    pub code: &'static str,
    /// The abbreviation of the Postal Service.
    pub abbreviation: &'static str,
    /// Where it is on a map of equal tiles, from the top left.
    pub column: u8,
    pub row: u8,
}

const fn at(code: &'static str, abbreviation: &'static str, column: u8, row: u8) -> State {
    State { code, abbreviation, column, row }
}

#[rustfmt::skip] // one row of the map per line
pub const STATES: [State; 54] = [
    at("02", "AK", 0, 0), at("23", "ME", 10, 0),
    at("50", "VT", 9, 1), at("33", "NH", 10, 1),
    at("53", "WA", 0, 2), at("16", "ID", 1, 2), at("30", "MT", 2, 2), at("38", "ND", 3, 2), at("27", "MN", 4, 2), at("17", "IL", 5, 2), at("55", "WI", 6, 2), at("26", "MI", 7, 2), at("36", "NY", 8, 2), at("44", "RI", 9, 2), at("25", "MA", 10, 2),
    at("41", "OR", 0, 3), at("32", "NV", 1, 3), at("56", "WY", 2, 3), at("46", "SD", 3, 3), at("19", "IA", 4, 3), at("18", "IN", 5, 3), at("39", "OH", 6, 3), at("42", "PA", 7, 3), at("34", "NJ", 8, 3), at("09", "CT", 9, 3),
    at("06", "CA", 0, 4), at("49", "UT", 1, 4), at("08", "CO", 2, 4), at("31", "NE", 3, 4), at("29", "MO", 4, 4), at("21", "KY", 5, 4), at("54", "WV", 6, 4), at("51", "VA", 7, 4), at("24", "MD", 8, 4), at("10", "DE", 9, 4),
    at("04", "AZ", 1, 5), at("35", "NM", 2, 5), at("20", "KS", 3, 5), at("05", "AR", 4, 5), at("47", "TN", 5, 5), at("37", "NC", 6, 5), at("45", "SC", 7, 5), at("11", "DC", 8, 5),
    at("40", "OK", 3, 6), at("22", "LA", 4, 6), at("28", "MS", 5, 6), at("01", "AL", 6, 6), at("13", "GA", 7, 6),
    at("15", "HI", 0, 7), at("48", "TX", 3, 7), at("12", "FL", 8, 7), at("72", "PR", 9, 7), at("78", "VI", 10, 7), at("66", "GU", 1, 7),
];

pub fn by_code(code: &str) -> Option<&'static State> {
    STATES.iter().find(|state| state.code == code)
}

pub fn by_abbreviation(abbreviation: &str) -> Option<&'static State> {
    STATES.iter().find(|state| state.abbreviation == abbreviation)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn no_two_states_share_a_code_an_abbreviation_or_a_tile() {
        let count = |all: HashSet<String>| assert_eq!(all.len(), STATES.len());
        count(STATES.iter().map(|state| state.code.to_owned()).collect());
        count(STATES.iter().map(|state| state.abbreviation.to_owned()).collect());
        count(STATES.iter().map(|state| format!("{} {}", state.column, state.row)).collect());
    }
}
