//! What a release says about each occupation, gathered file by file.

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

/// The one file besides tasks that no release is without.
pub const FILE: &str = "Occupation Data.txt";

/// The column that every table begins with.
pub const CODE: &str = "O*NET-SOC Code";

/// What a release says about one occupation. Lists are in the order of its files.
#[derive(Debug)]
pub struct Occupation {
    /// Its code.
    pub code: OnetCode,
    /// Its official title, a plural.
    pub official: String,
    /// What it does.
    pub description: String,
    /// Other titles for it, with repeats.
    pub titles: Vec<String>,
    /// Its tasks, core ones first.
    pub tasks: Dated<Vec<String>>,
    /// Its skills and areas of knowledge.
    pub elements: Dated<Vec<Element>>,
    /// The software it uses.
    pub tools: Vec<Tool>,
    /// What people in it answered about education and experience.
    pub answers: HashMap<Scale, Dated<Vec<Share>>>,
    /// Its job zone, 1 to 5.
    pub zone: Option<u32>,
    /// The occupations near it.
    pub related: Vec<Relation>,
}

impl Occupation {
    /// An occupation of which nothing else is known yet.
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

/// Facts and the newest date among them.
#[derive(Clone, Debug, Default)]
pub struct Dated<T> {
    /// The facts.
    pub facts: T,
    /// The newest date.
    pub newest: Option<NaiveDate>,
}

impl<T> Dated<Vec<T>> {
    /// Adds a fact of a date.
    pub fn push(&mut self, fact: T, date: Option<NaiveDate>) {
        self.facts.push(fact);
        self.newest = self.newest.max(date);
    }
}

/// All occupations of a release.
#[derive(Debug, Default)]
pub struct Occupations {
    /// In the order of the release, which is that of their codes.
    pub all: Vec<Occupation>,
    /// The newest date in any file that was read.
    pub newest: Option<NaiveDate>,
    /// Rows of a file whose code isn't in [`FILE`]: how many, and one of the codes.
    pub strangers: BTreeMap<&'static str, (usize, OnetCode)>,
    places: HashMap<OnetCode, usize>,
}

impl Occupations {
    /// Reads the occupations themselves; the other files add to them.
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

    /// The occupation that a row is about. A row about none is noted, and the import goes on without it.
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

    /// The occupation of a code.
    pub fn by_code(&mut self, code: &OnetCode) -> Option<&mut Occupation> {
        self.places.get(code).map(|place| &mut self.all[*place])
    }

    /// Reads a date and notes it where it is the newest.
    pub fn date(&mut self, line: &Line<'_>, text: &str) -> Result<Option<NaiveDate>, Error> {
        let date = line.month(text)?;
        self.newest = self.newest.max(date);
        Ok(date)
    }
}
