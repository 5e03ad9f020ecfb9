//! Table 1.12: what affects the share of an occupation in the jobs of industries.

use std::collections::HashMap;

use super::table::without_year;
use crate::import::ImportError;
use crate::import::spreadsheet::{Spreadsheet, text};

const SHEET: &str = "Table 1.12";

/// The code of all industries together.
const TOTAL: &str = "TE1000";

/// The most reasons an outlook gives. Some occupations have 46.
const MOST: usize = 2;

#[derive(Debug, Default)]
pub struct Factors {
    by_soc: HashMap<String, Vec<Factor>>,
}

#[derive(Debug)]
struct Factor {
    /// None for all industries.
    industry: Option<String>,
    what: String,
}

impl Factors {
    /// Nothing, if an edition lacks the table.
    pub fn read(spreadsheet: &mut Spreadsheet<'_>) -> Result<Self, ImportError> {
        let mut factors = Self::default();
        if !spreadsheet.names().iter().any(|name| name == SHEET) {
            return Ok(factors);
        }
        let mut columns: Option<[usize; 4]> = None;
        spreadsheet.rows(SHEET, |_, cells| {
            let cells: Vec<String> = cells.iter().map(text).collect();
            let Some(places) = columns else {
                let place = |start: &str| cells.iter().position(|head| without_year(head).starts_with(start));
                let heads = [
                    "National Employment Matrix occupation code",
                    "National Employment Matrix industry title",
                    "National Employment Matrix industry code",
                    "Factors affecting",
                ];
                if let [Some(soc), Some(title), Some(code), Some(factor)] = heads.map(place) {
                    columns = Some([soc, title, code, factor]);
                }
                return Ok(true);
            };
            let [soc, title, code, factor] = places.map(|place| cells.get(place).map_or("", String::as_str));
            if !factor.is_empty() {
                let industry = (code != TOTAL).then(|| industry(title));
                let factor = Factor { industry, what: what(factor) };
                factors.by_soc.entry(soc.to_owned()).or_default().push(factor);
            }
            Ok(true)
        })?;
        Ok(factors)
    }

    /// A sentence for each reason: first for all industries, then those that hold in most industries.
    pub fn reason(&self, soc: &str) -> String {
        let mut reasons: Vec<(&str, Vec<Option<&str>>)> = Vec::new();
        for Factor { industry, what } in self.by_soc.get(soc).map_or(&[][..], Vec::as_slice) {
            match reasons.iter_mut().find(|(other, _)| other == what) {
                Some((_, industries)) => industries.push(industry.as_deref()),
                None => reasons.push((what, vec![industry.as_deref()])),
            }
        }
        reasons.sort_by_key(|(_, industries)| (!industries.contains(&None), usize::MAX - industries.len()));
        let sentence = |(what, industries): (&str, Vec<Option<&str>>)| match industries.as_slice() {
            all if all.contains(&None) => format!("In all industries together, {what}"),
            [Some(only)] => format!("In {only}, {what}"),
            [Some(first), ..] => format!("In {} industries, such as {first}, {what}", industries.len()),
            _ => what.to_owned(),
        };
        reasons.into_iter().take(MOST).map(sentence).collect::<Vec<_>>().join(" ")
    }
}

/// "Demand change - share increases as …", as the end of a sentence: "this occupation’s share of jobs increases as …".
fn what(factor: &str) -> String {
    let changes = ["share increases", "share decreases"];
    let start = changes.iter().filter_map(|change| factor.find(change)).min();
    let what = match start {
        Some(start) => factor[start..].replacen("share ", "this occupation’s share of jobs ", 1),
        None => factor.split_once(" - ").map_or(factor, |(_, what)| what).to_owned(),
    };
    if what.ends_with('.') { what } else { what + "." }
}

/// `Junior colleges; local` as `junior colleges (local government)`, without the codes in `Chemical manufacturing
/// (3255,6)`.
fn industry(title: &str) -> String {
    let (name, owner) = title.split_once("; ").unwrap_or((title, ""));
    let codes = name.rsplit_once(" (").filter(|(_, codes)| codes.starts_with(|c: char| c.is_ascii_digit()));
    let name = codes.map_or(name, |(name, _)| name);
    let owner = match owner {
        "" => String::new(),
        "private" => " (private)".into(),
        government => format!(" ({government} government)"),
    };
    let mut letters = name.chars();
    let first = letters.next().map(|first| first.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}{owner}", letters.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(factors: &[(&str, &str)]) -> String {
        let factor = |&(title, text): &(&str, &str)| Factor {
            industry: (!title.is_empty()).then(|| industry(title)),
            what: what(text),
        };
        let by_soc = HashMap::from([("11-1011".to_owned(), factors.iter().map(factor).collect())]);
        Factors { by_soc }.reason("11-1011")
    }

    #[test]
    fn the_reason_says_where_it_holds() {
        assert_eq!(reason(&[]), "");
        let mills = [("Sugar mills", "Productivity change - share decreases as robots mill")];
        assert_eq!(industry("Farms (111,2)"), "farms");
        assert_eq!(
            reason(&mills),
            "In sugar mills, this occupation’s share of jobs decreases as robots mill."
        );
        let many = [
            ("Farms", "Demand change - share increases as farms grow."),
            ("Schools; local", "Demand change, sourcing change -- share increases as pupils learn."),
            ("Schools; private", "Demand change - share increases as pupils learn."),
            ("", "Demand change- share decreases as fewer are needed."),
            ("Shops", "Everything changes."),
        ];
        assert_eq!(
            reason(&many),
            "In all industries together, this occupation’s share of jobs decreases as fewer are needed. In 2 \
             industries, such as schools (local government), this occupation’s share of jobs increases as pupils learn."
        );
    }
}
