//! What a release says about each occupation, joined from its files.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use super::elements::{self, Element};
use super::metadata::{self, Metadata};
use super::rater::Ratings;
use super::related::{self, Relation};
use super::release::Release;
use super::table::{CODE, Dated, TableLine};
use super::tasks::{self, Tally, Task};
use super::training::{self, Answers};
use super::zones::{self, Zone};
use super::{activities, definitions, emerging, interests, titles, tools, work_styles};
use crate::import::ImportError;
use crate::profile::skill::SkillDefinition;
use crate::profile::{Interest, OnetCode, Skill, Tool};

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
    pub tasks: Dated<Vec<Task>>,
    /// Newest first.
    pub emerging_tasks: Vec<String>,
    /// Most common first.
    pub activities: Dated<Vec<String>>,
    pub elements: Dated<Vec<Element>>,
    pub tools: Vec<Tool>,
    pub answers: Answers,
    pub metadata: Metadata,
    pub interests: Ratings<Interest>,
    /// Most important first.
    pub work_styles: Ratings<Skill>,
    /// Empty if it is unknown.
    pub zone: Zone,
    pub related: Vec<Relation>,
}

/// The occupations, and what was noticed while reading the files.
#[derive(Debug, Default)]
pub struct Occupations {
    /// In the order of the release, which is by code.
    pub all: Vec<Occupation>,
    places: HashMap<OnetCode, usize>,
    pub tally: Tally,
    /// The newest date in any file.
    pub newest: Option<NaiveDate>,
    /// Of skills, by name.
    pub definitions: Vec<SkillDefinition>,
    /// By file: how many rows have unknown codes, and one of these codes.
    pub strangers: BTreeMap<String, (usize, OnetCode)>,
}

impl Occupations {
    /// Reads every file that profiles need.
    pub fn read(release: &mut Release) -> Result<Self, ImportError> {
        let mut occupations = Self::default();
        occupations.read_descriptions(release)?;
        titles::read(release, &mut occupations)?;
        tasks::read(release, &mut occupations)?;
        emerging::read(release, &mut occupations)?;
        activities::read(release, &mut occupations)?;
        elements::read(release, &mut occupations)?;
        definitions::read(release, &mut occupations)?;
        tools::read(release, &mut occupations)?;
        training::read(release, &mut occupations)?;
        metadata::read(release, &mut occupations)?;
        interests::read(release, &mut occupations)?;
        work_styles::read(release, &mut occupations)?;
        zones::read(release, &mut occupations)?;
        related::read(release, &mut occupations)?;
        Ok(occupations)
    }

    fn read_descriptions(&mut self, release: &mut Release) -> Result<(), ImportError> {
        release.each(FILE, [CODE, "Title", "Description"], |line, [code, title, description]| {
            let code = line.code(code)?;
            if self.places.insert(code.clone(), self.all.len()).is_some() {
                return Err(line.wrong(format!("{code} appears twice")));
            }
            self.all.push(Occupation {
                code,
                official: line.text("Title", title)?.to_owned(),
                description: line.text("Description", description)?.to_owned(),
                titles: Vec::new(),
                tasks: Dated::default(),
                emerging_tasks: Vec::new(),
                activities: Dated::default(),
                elements: Dated::default(),
                tools: Vec::new(),
                answers: Answers::default(),
                metadata: Metadata::default(),
                interests: Ratings::default(),
                work_styles: Ratings::default(),
                zone: Zone::default(),
                related: Vec::new(),
            });
            Ok(())
        })
    }

    pub fn has(&self, code: &OnetCode) -> bool {
        self.places.contains_key(code)
    }

    /// The occupation of a row's code. Notes an unknown code and returns `None`, so that the import skips the row.
    pub fn find(&mut self, line: &TableLine<'_>, code: &str) -> Result<Option<&mut Occupation>, ImportError> {
        Ok(self.place(line, code)?.map(|place| &mut self.all[place]))
    }

    /// Its place in `all`.
    pub fn place(&mut self, line: &TableLine<'_>, code: &str) -> Result<Option<usize>, ImportError> {
        let code = line.code(code)?;
        let place = self.places.get(&code).copied();
        if place.is_none() {
            self.strangers.entry(line.file_name()).or_insert((0, code)).0 += 1;
        }
        Ok(place)
    }

    /// Parses a date, and notes it if it is the newest.
    pub fn date(&mut self, line: &TableLine<'_>, text: &str) -> Result<Option<NaiveDate>, ImportError> {
        let date = line.month(text)?;
        self.newest = self.newest.max(date);
        Ok(date)
    }
}
