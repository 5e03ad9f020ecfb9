//! Generates careers. Each depends only on the seed and its number, so nothing needs to be remembered between them.

use chrono::NaiveDate;
use metier::models::career::{Origin, Status};
use metier::models::snapshot::Snapshot;
use metier::profile::confidence::Evidence;
use metier::profile::money::{Currency, Figure, Period};
use metier::profile::pay::{Range, Statistic};
use metier::profile::{Bucket, Category, Citation, Education, Group, Pay, Profile, Skill, Slug, Source};

use super::random::{Random, Zipf};
use super::vocabulary::Vocabulary;

/// As in the real data.
const CATEGORIES: usize = 23;
const SKILLS: usize = 100;
/// The number of alternate titles that several careers use.
const SHARED_NAMES: usize = 20_000;
/// The share of careers without pay, and of those without experience.
const UNKNOWN: f64 = 0.1;

pub struct Maker {
    seed: u64,
    with_skills: bool,
    words: Vocabulary,
    shared_name: Zipf,
    categories: Vec<String>,
    skills: Vec<String>,
}

impl Maker {
    pub fn new(seed: u64, with_skills: bool) -> Self {
        let words = Vocabulary::new(seed);
        let categories = distinct(&words, &mut Random::new(!seed, 0), CATEGORIES);
        let skills = distinct(&words, &mut Random::new(!seed, 1), SKILLS);
        Self { seed, with_skills, shared_name: Zipf::of(SHARED_NAMES), categories, skills, words }
    }

    pub fn categories(&self) -> Vec<Category> {
        let category =
            |(number, name): (usize, &String)| Category { slug: category(number), name: name.clone() };
        self.categories.iter().enumerate().map(category).collect()
    }

    pub fn source() -> Source {
        let name = "Generated for benchmarks".into();
        Source { slug: source(), name, url: None, license: None, license_url: None, notice: String::new() }
    }

    pub fn entry(&self, number: u64) -> Snapshot {
        let mut random = Random::new(self.seed, number);
        let random = &mut random;
        let title = self.title(random);
        let mut profile = Profile::new(&title);
        profile.slug = profile.slug.with_suffix(&number.to_string());
        profile.category = Some(category(Zipf::of(CATEGORIES).draw(random)));
        profile.summary = self.sentences(random, 30, 60);
        let duties = random.between(4, 10);
        profile.responsibilities = (0..duties).map(|_| self.sentences(random, 8, 16)).collect();
        profile.education = random.pick(&levels()).to_owned().into();
        profile.alternate_titles = self.other_names(random, &title);
        if self.with_skills {
            profile.skills = self.skills(random);
        }
        if !random.chance(UNKNOWN) {
            profile.pay = vec![pay(random)];
        }
        if !random.chance(UNKNOWN) {
            profile.experience = experience(random);
        }
        profile.citations = [Group::Text, Group::Education, Group::Experience, Group::Skills]
            .map(|group| Citation { group, source: source(), as_of: day(), respondents: None })
            .into();
        let (status, origin) = (Status::Published, Origin::Import);
        Snapshot { status, origin, featured: number < 6, updated_at: day().into(), profile }
    }

    /// One to five words, mostly two or three.
    fn title(&self, random: &mut Random) -> String {
        let count = *random.pick(&[1, 2, 2, 2, 3, 3, 3, 4, 4, 5]);
        self.words.phrase(random, count)
    }

    /// About ten: variations of the title, names that other careers share, and unique names.
    fn other_names(&self, random: &mut Random, title: &str) -> Vec<String> {
        let count = random.between(6, 14);
        let name = |_| match random.between(0, 9) {
            0..=3 => self.varied(random, title),
            4..=6 => self.shared(self.shared_name.draw(random)),
            _ => self.title(random),
        };
        let mut names: Vec<String> = (0..count).map(name).collect();
        names.sort();
        names.dedup();
        names
    }

    fn varied(&self, random: &mut Random, title: &str) -> String {
        let mut words: Vec<&str> = title.split(' ').collect();
        let word = self.words.draw(random);
        match random.chance(0.5) {
            true => words.insert(0, word),
            false => *words.last_mut().unwrap() = word,
        }
        words.join(" ")
    }

    fn shared(&self, number: usize) -> String {
        self.title(&mut Random::new(self.seed ^ 0x5A5A, number as u64))
    }

    fn sentences(&self, random: &mut Random, fewest: usize, most: usize) -> String {
        let glue = ["and", "of", "the", "with", "to", "for"];
        let count = random.between(fewest, most);
        let word = |place: usize| match place % 3 {
            2 => random.pick(&glue).to_string(),
            _ => self.words.draw(random).to_lowercase(),
        };
        (0..count).map(word).collect::<Vec<_>>().join(" ") + "."
    }

    fn skills(&self, random: &mut Random) -> Vec<Skill> {
        let count = random.between(10, 30);
        let mut skills: Vec<Skill> = random
            .some(&self.skills, count)
            .into_iter()
            .map(|name| Skill { name, importance: random.between(1, 100) as f64 / 100.0 })
            .collect();
        skills.sort_by(|a, b| b.importance.total_cmp(&a.importance));
        skills
    }
}

/// Distinct phrases of one to three words.
fn distinct(words: &Vocabulary, random: &mut Random, count: usize) -> Vec<String> {
    let mut phrases: Vec<String> = Vec::new();
    while phrases.len() < count {
        let length = random.between(1, 3);
        let phrase = words.phrase(random, length);
        if !phrases.contains(&phrase) {
            phrases.push(phrase);
        }
    }
    phrases
}

fn category(number: usize) -> Slug {
    Slug::suggest(&format!("field-{}", number + 1))
}

fn source() -> Slug {
    Slug::suggest("made")
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 1, 1).unwrap()
}

fn levels() -> [Education; 6] {
    use Education::*;
    [HighSchool, HighSchool, SomeCollege, Associate, Bachelor, Master]
}

/// $25,000 to $175,000 a year, in steps of $10; lower amounts are more frequent.
fn pay(random: &mut Random) -> Pay {
    let total = 2_500_000 + (15_000.0 * random.fraction().powi(2)) as i64 * 1_000;
    let part = |percent: i64| Some(Figure::exact(total * percent / 100));
    let range = |low, high, percentiles| {
        Some(Range { low: part(low), high: part(high), percentiles: Some(percentiles) })
    };
    Pay {
        place: "United States".into(),
        currency: Currency::USD,
        period: Period::Year,
        statistic: Statistic::Median,
        total: part(100),
        base: None,
        additional: None,
        likely: range(80, 125, (25, 75)),
        possible: range(60, 170, (10, 90)),
        evidence: Some(Evidence::Survey { relative_standard_error: 1.5 }),
        counted_with: None,
        source: source(),
        as_of: day(),
    }
}

fn experience(random: &mut Random) -> Vec<Bucket> {
    let middle = random.between(20, 70) as f64;
    let first = random.between(5, 29) as f64;
    let bucket = |from_months, to_months, percent| Bucket { from_months, to_months, percent };
    vec![bucket(0, Some(12), first), bucket(12, Some(48), middle), bucket(48, None, 100.0 - first - middle)]
}
