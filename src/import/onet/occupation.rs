//! What a release says about each occupation, joined from its files.

use std::collections::HashMap;

use super::codes::Codes;
use super::elements::{self, Element};
use super::related::{self, Relation};
use super::release::Release;
use super::table::{CODE, Dated};
use super::tasks::{self, Tally};
use super::technology::{self, Tool};
use super::titles;
use super::training::{self, Answers};
use super::zones::{self, Zone};
use crate::import::Error;
use crate::profile::OnetCode;

/// Required, as is [`tasks::FILE`]; other files may be missing.
pub const FILE: &str = "Occupation Data.txt";

/// What a release says about one occupation. Lists are in the order of its files.
#[derive(Debug)]
pub struct Occupation {
    pub code: OnetCode,
    /// The official title, a plural.
    pub official: String,
    pub description: String,
    /// Alternate titles, possibly with duplicates.
    pub titles: Vec<String>,
    /// Core ones first.
    pub tasks: Dated<Vec<String>>,
    pub elements: Dated<Vec<Element>>,
    pub tools: Vec<Tool>,
    pub answers: Answers,
    /// 1 to 5.
    pub zone: Option<u32>,
    pub related: Vec<Relation>,
}

#[derive(Debug)]
pub struct Occupations {
    /// In the order of the release, which is by code.
    pub all: Vec<Occupation>,
    pub codes: Codes,
    pub zones: HashMap<u32, Zone>,
    pub tally: Tally,
}

/// A row of [`FILE`].
struct Described {
    code: OnetCode,
    official: String,
    description: String,
}

impl Occupations {
    /// Reads every file that profiles need.
    pub fn read(release: &mut Release) -> Result<Self, Error> {
        let (described, mut codes) = described(release)?;
        let mut titles = titles::read(release, &mut codes)?;
        let (mut tasks, tally) = tasks::read(release, &mut codes)?;
        let mut elements = elements::read(release, &mut codes)?;
        let mut tools = technology::read(release, &mut codes)?;
        let mut answers = training::read(release, &mut codes)?;
        let (mut zone_of, zones) = zones::read(release, &mut codes)?;
        let mut related = related::read(release, &mut codes)?;
        let join = |Described { code, official, description }| Occupation {
            official,
            description,
            titles: titles.remove(&code).unwrap_or_default(),
            tasks: tasks.remove(&code).unwrap_or_default(),
            elements: elements.remove(&code).unwrap_or_default(),
            tools: tools.remove(&code).unwrap_or_default(),
            answers: answers.remove(&code).unwrap_or_default(),
            zone: zone_of.remove(&code),
            related: related.remove(&code).unwrap_or_default(),
            code,
        };
        Ok(Self { all: described.into_iter().map(join).collect(), codes, zones, tally })
    }
}

fn described(release: &mut Release) -> Result<(Vec<Described>, Codes), Error> {
    let (mut all, mut codes) = (Vec::new(), Codes::default());
    if let Some(table) = release.table(FILE)? {
        table.each([CODE, "Title", "Description"], |line, [code, title, description]| {
            let code = line.code(code)?;
            if !codes.add(code.clone()) {
                return Err(line.wrong(format!("{code} appears twice")));
            }
            let official = line.text("Title", title)?.to_owned();
            let description = line.text("Description", description)?.to_owned();
            all.push(Described { code, official, description });
            Ok(())
        })?;
    }
    Ok((all, codes))
}
