//! Related occupations.

use std::collections::HashMap;

use super::codes::{ByCode, Codes};
use super::release::Release;
use super::table::CODE;
use crate::import::Error;
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

pub fn read(release: &mut Release, codes: &mut Codes) -> Result<ByCode<Vec<Relation>>, Error> {
    let file = "Related Occupations.txt";
    let mut all: ByCode<Vec<Relation>> = HashMap::new();
    let Some(table) = release.table(file)? else { return Ok(all) };
    let columns = [CODE, "Related O*NET-SOC Code", "Relatedness Tier", "Index"];
    table.each(columns, |line, [code, related, tier, index]| {
        let relation = Relation {
            code: line.code(related)?,
            supplemental: tier == "Supplemental",
            index: line.ordinal("Index", index, 10_000)?,
        };
        if let Some(code) = codes.find(line, file, code)? {
            all.entry(code).or_default().push(relation);
        }
        Ok(())
    })?;
    Ok(all)
}

/// Most closely related first.
pub fn nearest<'a>(
    own: &OnetCode,
    related: &'a [Relation],
    exists: impl Fn(&OnetCode) -> bool,
) -> Vec<&'a OnetCode> {
    let mut relations: Vec<&Relation> = related.iter().collect();
    relations.sort_by_key(|relation| (relation.supplemental, relation.index));
    let mut codes: Vec<&OnetCode> = Vec::new();
    for Relation { code, .. } in relations {
        if codes.len() < MOST && code != own && !codes.contains(&code) && exists(code) {
            codes.push(code);
        }
    }
    codes
}
