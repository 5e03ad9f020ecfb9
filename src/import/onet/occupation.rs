//! What a release says about each occupation, collected from its files.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::elements::Element;
use super::related::Relation;
use super::release::Release;
use super::table::Line;
use super::technology::Tool;
use super::training::{Scale, Share};
use crate::import::Error;
use crate::profile::OnetCode;

/// The one file besides tasks that every release has.
pub const FILE: &str = "Occupation Data.txt";

pub const CODE: &str = "O*NET-SOC Code";

/// Lists are in the order of the files.
#[derive(Debug)]
pub struct Occupation {
    pub code: OnetCode,
    /// A plural.
    pub official: String,
    pub description: String,
    /// With duplicates.
    pub titles: Vec<String>,
    /// Core tasks first.
    pub tasks: Dated<Vec<String>>,
    pub elements: Dated<Vec<Element>>,
    pub tools: Vec<Tool>,
    pub answers: HashMap<Scale, Dated<Vec<Share>>>,
    /// 1 to 5.
    pub zone: Option<u32>,
    pub related: Vec<Relation>,
}

impl Occupation {
    pub fn new(code: OnetCode, official: &str, description: &str) -> Self {
        Self {
            code,
            official: official.to_owned(),
            description: description.to_owned(),
            titles: Vec::new(),
            tasks: Dated::default(),
            elements: Dated::default(),
            tools: Vec::new(),
            answers: HashMap::new(),
            zone: None,
            related: Vec::new(),
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct Dated<T> {
    pub facts: T,
    pub newest: Option<NaiveDate>,
}

impl<T> Dated<Vec<T>> {
    pub fn push(&mut self, fact: T, date: Option<NaiveDate>) {
        self.facts.push(fact);
        self.newest = self.newest.max(date);
    }
}

#[derive(Debug, Default)]
pub struct Occupations {
    /// In the order of the release, which is by code.
    pub all: Vec<Occupation>,
    /// The newest date in any file.
    pub newest: Option<NaiveDate>,
    /// Rows of a file whose code isn't in [`FILE`]: their number, and one of the codes.
    pub strangers: BTreeMap<&'static str, (usize, OnetCode)>,
    places: HashMap<OnetCode, usize>,
}

impl Occupations {
    pub fn read(release: &mut Release) -> Result<Self, Error> {
        let mut occupations = Self::default();
        if let Some(table) = release.table(FILE)? {
            table.each([CODE, "Title", "Description"], |line, [code, title, description]| {
                let code = line.code(code)?;
                let place = occupations.all.len();
                if occupations.places.insert(code.clone(), place).is_some() {
                    return Err(line.wrong(format!("{code} is there already")));
                }
                let official = line.text("Title", title)?;
                let description = line.text("Description", description)?;
                occupations.all.push(Occupation::new(code, official, description));
                Ok(())
            })?;
        }
        Ok(occupations)
    }

    /// The occupation of a row. A row of an unknown one is counted and skipped.
    pub fn find(
        &mut self,
        line: &Line<'_>,
        file: &'static str,
        code: &str,
    ) -> Result<Option<&mut Occupation>, Error> {
        let code = line.code(code)?;
        match self.places.get(&code) {
            Some(place) => Ok(Some(&mut self.all[*place])),
            None => {
                self.strangers.entry(file).or_insert((0, code)).0 += 1;
                Ok(None)
            }
        }
    }

    pub fn by_code(&mut self, code: &OnetCode) -> Option<&mut Occupation> {
        self.places.get(code).map(|place| &mut self.all[*place])
    }

    /// Parses a date and updates the newest one.
    pub fn date(&mut self, line: &Line<'_>, text: &str) -> Result<Option<NaiveDate>, Error> {
        let date = line.month(text)?;
        self.newest = self.newest.max(date);
        Ok(date)
    }
}
