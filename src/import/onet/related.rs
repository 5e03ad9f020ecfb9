//! Occupations near each other.

use super::occupation::{CODE, Occupation, Occupations};
use super::release::Release;
use crate::import::Error;
use crate::profile::OnetCode;

const MOST: usize = 10;

#[derive(Clone, Debug)]
pub struct Relation {
    pub code: OnetCode,
    /// Listed by O*NET only as a supplement to nearer ones.
    pub supplemental: bool,
    /// Rank by nearness, from 1.
    pub index: u32,
}

pub fn read(release: &mut Release, occupations: &mut Occupations) -> Result<(), Error> {
    let file = "Related Occupations.txt";
    let Some(table) = release.table(file)? else { return Ok(()) };
    let columns = [CODE, "Related O*NET-SOC Code", "Relatedness Tier", "Index"];
    table.each(columns, |line, [code, related, tier, index]| {
        let relation = Relation {
            code: line.code(related)?,
            supplemental: tier == "Supplemental",
            index: line.ordinal("Index", index, 10_000)?,
        };
        if let Some(occupation) = occupations.find(line, file, code)? {
            occupation.related.push(relation);
        }
        Ok(())
    })
}

/// Nearest first.
pub fn nearest(occupation: &Occupation, exists: impl Fn(&OnetCode) -> bool) -> Vec<&OnetCode> {
    let mut relations: Vec<&Relation> = occupation.related.iter().collect();
    relations.sort_by_key(|relation| (relation.supplemental, relation.index));
    let mut codes: Vec<&OnetCode> = Vec::new();
    for Relation { code, .. } in relations {
        if codes.len() < MOST && *code != occupation.code && !codes.contains(&code) && exists(code) {
            codes.push(code);
        }
    }
    codes
}
