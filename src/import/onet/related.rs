use std::collections::HashSet;

use super::occupation::{Occupation, Occupations};
use super::release::Release;
use super::table::CODE;
use crate::import::ImportError;
use crate::profile::OnetCode;

const MOST: usize = 10;

#[derive(Clone, Debug)]
pub struct Relation {
    pub code: OnetCode,
    /// Listed by O*NET only as a supplement to more closely related occupations.
    pub supplemental: bool,
    /// Rank from 1, the most closely related.
    pub index: u32,
}

pub fn read(release: &mut Release, occupations: &mut Occupations) -> Result<(), ImportError> {
    let columns = [CODE, "Related O*NET-SOC Code", "Relatedness Tier", "Index"];
    release.each("Related Occupations.txt", columns, |line, [code, related, tier, index]| {
        let relation = Relation {
            code: line.code(related)?,
            supplemental: tier == "Supplemental",
            index: line.ordinal("Index", index, 10_000)?,
        };
        if let Some(occupation) = occupations.find(line, code)? {
            occupation.related.push(relation);
        }
        Ok(())
    })
}

/// The occupations of the release that are related to one, most closely related first.
pub fn nearest(occupation: &Occupation, occupations: &Occupations) -> Vec<OnetCode> {
    let mut relations: Vec<&Relation> = occupation.related.iter().collect();
    relations.sort_by_key(|relation| (relation.supplemental, relation.index));
    let mut seen = HashSet::from([&occupation.code]);
    let codes = relations.into_iter().map(|relation| &relation.code);
    codes.filter(|code| occupations.has(code) && seen.insert(code)).take(MOST).cloned().collect()
}
