//! The columns of both kinds of tables, and which a table has.

use std::collections::HashMap;

use super::sheet::Row;

/// Of a table of careers.
pub const CAREERS: [&str; 16] = [
    "title",
    "plural title",
    "plain title",
    "article",
    "slug",
    "code",
    "category",
    "summary",
    "responsibilities",
    "emerging tasks",
    "activities",
    "qualifications",
    "education",
    "skills",
    "related",
    "alternate titles",
];

/// Of a table of pay.
pub const PAY: [&str; 17] = [
    "code",
    "slug",
    "place",
    "kind of place",
    "within",
    "currency",
    "period",
    "p10",
    "p25",
    "median",
    "p75",
    "p90",
    "mean",
    "employed",
    "relative standard error",
    "note",
    "as of",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Careers,
    Pay,
}

impl Kind {
    fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Careers => &CAREERS,
            Self::Pay => &PAY,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Careers => "careers",
            Self::Pay => "pay",
        }
    }

    /// How many of some names are its own columns.
    fn own(self, names: &[String]) -> usize {
        let other = if self == Self::Careers { Self::Pay } else { Self::Careers };
        let is_own = |name: &&String| {
            self.columns().contains(&name.as_str()) && !other.columns().contains(&name.as_str())
        };
        names.iter().filter(is_own).count()
    }
}

#[derive(Debug)]
pub struct Columns {
    pub kind: Kind,
    at: HashMap<String, usize>,
}

impl Columns {
    /// Upper case, and hyphens or underscores between words, make no difference. An error lists the known columns.
    pub fn of(header: &Row) -> Result<Self, String> {
        let plain = |cell: &String| {
            let words = cell.to_lowercase().replace(['_', '-'], " ");
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let names: Vec<String> = header.cells.iter().map(plain).collect();
        let kind = match (Kind::Careers.own(&names), Kind::Pay.own(&names)) {
            (0, 0) => {
                return Err(format!(
                    "is neither of the two tables. {}",
                    Self::known(Kind::Careers) + " " + &Self::known(Kind::Pay)
                ));
            }
            (careers, pay) if careers >= pay => Kind::Careers,
            _ => Kind::Pay,
        };
        let mut at = HashMap::new();
        for (place, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            if !kind.columns().contains(&name.as_str()) {
                return Err(format!("has an unknown column “{name}”. {}", Self::known(kind)));
            }
            if at.insert(name.clone(), place).is_some() {
                return Err(format!("has two columns “{name}”"));
            }
        }
        Ok(Self { kind, at })
    }

    fn known(kind: Kind) -> String {
        format!("A table of {} has the columns: {}.", kind.name(), kind.columns().join(", "))
    }

    pub fn has(&self, name: &str) -> bool {
        self.at.contains_key(name)
    }

    /// Empty if the table doesn't have the column.
    pub fn cell<'r>(&self, row: &'r Row, name: &str) -> &'r str {
        let place = self.at.get(name);
        place.and_then(|place| row.cells.get(*place)).map_or("", String::as_str)
    }

    /// Whether a row has a value where the header has no name.
    pub fn is_beyond(&self, row: &Row) -> bool {
        let named: Vec<&usize> = self.at.values().collect();
        let has_value = |(place, cell): (usize, &String)| !cell.is_empty() && !named.contains(&&place);
        row.cells.iter().enumerate().any(has_value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(names: &[&str]) -> Result<Columns, String> {
        Columns::of(&Row { number: 1, cells: names.iter().map(|name| name.to_string()).collect() })
    }

    #[test]
    fn the_header_tells_the_two_tables_apart() {
        let careers = columns(&["Code", "Plural_Title", "alternate-titles"]).unwrap();
        assert_eq!((careers.kind, careers.has("alternate titles")), (Kind::Careers, true));
        let pay = columns(&["code", "P10", "Kind of  place", ""]).unwrap();
        assert_eq!((pay.kind, pay.has("kind of place"), pay.has("median")), (Kind::Pay, true, false));
    }

    #[test]
    fn an_unknown_column_lists_the_known_ones() {
        let unknown = columns(&["title", "salary"]).unwrap_err();
        assert!(
            unknown
                .starts_with("has an unknown column “salary”. A table of careers has the columns: title, ")
        );
        let neither = columns(&["code", "salary"]).unwrap_err();
        assert!(
            neither.contains("A table of careers has") && neither.contains("A table of pay has"),
            "{neither}"
        );
        assert_eq!(columns(&["title", "Title"]).unwrap_err(), "has two columns “title”");
    }
}
