//! Sample profiles.

use chrono::{NaiveDate, NaiveDateTime};
use diesel::dsl;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use metier::db::{Conn, Db, DbError};
use metier::models::audit::Actor;
use metier::models::career::{Origin, Status};
use metier::models::links::SaveError;
use metier::models::snapshot::Snapshot;
use metier::models::{career, category, imported, snapshot, source};
use metier::profile::confidence::{Confidence, Evidence};
use metier::profile::fields::Field;
use metier::profile::money::{Bound, Currency, Figure, Money, Period};
use metier::profile::pay::{Range, Statistic};
use metier::profile::{
    Bucket, Category, Citation, Education, EducationShare, Employed, Faq, Group, Industry, Interest,
    InterestKind, Outlook, PathStep, Pay, Profile, Skill, Slug, Source, Tool, ToolKind,
};

pub fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A title that tries to break out of every kind of text.
pub const HOSTILE: &str = "</script><!--<script>alert(1)</script> & \"Developer\" 'x' =1+1";

/// A published career with only a title.
pub fn entry(title: &str) -> Snapshot {
    let updated_at: NaiveDateTime = "2026-03-29T02:30:00.123456".parse().unwrap();
    let (status, origin) = (Status::Published, Origin::Import);
    Snapshot { status, origin, featured: false, updated_at, profile: Profile::new(title) }
}

/// A career that uses every field. It needs [`prepare`]; `related` must be stored too.
pub fn full(title: &str, related: &str) -> Snapshot {
    let mut entry = entry(title);
    entry.featured = true;
    let itself = entry.profile.slug.clone();
    // No `..`: each new field must be added here.
    entry.profile = Profile {
        slug: itself.clone(),
        title: title.into(),
        article: metier::profile::Article::An,
        plain_title: Some(format!("{title} (plain)")),
        category: Some(slug("technology")),
        onet_code: Some("15-1254.00".into()),
        code: Some("2141".into()),
        sample: true,
        summary: "Ein *Überblick* – 日本語 🦀 \\ ' \" % _ $1 ?\n\nTwo paragraphs.".into(),
        responsibilities: numbered("duty", 12),
        emerging_tasks: numbered("new duty", 2),
        activities: numbered("activity", 3),
        qualifications: numbered("asset", 3),
        education: Some(Education::Bachelor),
        education_levels: vec![
            EducationShare { level: Education::Bachelor, percent: 71.5 },
            EducationShare { level: Education::Master, percent: 28.5 },
        ],
        on_the_job_training: buckets(),
        apprenticeship: Some(1.2),
        certification: Some(4.9),
        work_life_balance: Some(3.7),
        career_opportunity: Some(4.1 + 0.2),
        pay: vec![pay(), reported_pay(), judged_pay()],
        number_employed: vec![Employed {
            count: 1_654_440,
            place: "United States".into(),
            counted_with: Some("Helper".into()),
            source: slug("bls"),
            as_of: date("2024-05-01"),
        }],
        outlook: vec![outlook()],
        industries: vec![Industry { name: "Insurance".into(), percent: 60.5 }],
        experience: buckets(),
        experience_asked: buckets(),
        time_in_job: buckets(),
        path: vec![
            PathStep { title: "Helper".into(), career: None, pay: Some(money()), suggested: true },
            PathStep { title: title.into(), career: Some(itself), pay: None, suggested: false },
            PathStep { title: "Next".into(), career: Some(slug(related)), pay: None, suggested: false },
        ],
        skills: ["Rust", "C++", "C#"].into_iter().zip([1.0, 0.5, 1.0 / 3.0]).map(skill).collect(),
        tools: tools(),
        interests: vec![Interest { kind: InterestKind::Investigative, score: 6.67 }],
        work_styles: vec![skill(("Integrity", 0.9))],
        related: vec![slug(related)],
        faqs: vec![Faq { question: "Why?".into(), answer: "*Because.*".into() }],
        alternate_titles: numbered("name", 11),
        citations: vec![
            citation(Group::Text, "onet"),
            citation(Group::Education, "bls"),
            citation(Group::Ratings, "onet"),
            Citation { respondents: Some(95), ..citation(Group::Experience, "bls") },
            citation(Group::Skills, "onet"),
        ],
        edited: [Field::Summary].into(),
    };
    entry
}

fn outlook() -> Outlook {
    Outlook {
        place: "United States".into(),
        from_year: 2024,
        to_year: 2034,
        employed_from: Some(33_600),
        employed_to: Some(32_000),
        growth: Some(-4.8),
        openings: Some(2_400),
        self_employed: Some(0.5),
        reason: "Risk will be with us.".into(),
        counted_with: Some("Helper".into()),
        source: slug("bls"),
        as_of: date("2025-09-01"),
    }
}

fn tools() -> Vec<Tool> {
    let tool =
        |name: &str, kind, hot| Tool { name: name.into(), kind, about: "A tool".into(), hot, in_demand: hot };
    vec![tool("Excel", ToolKind::Software, true), tool("Abacus", ToolKind::Equipment, false)]
}

/// Adds the category and the sources that [`full`] uses, and one more category.
pub fn prepare(db: &Db) {
    let named = |text: &str| (slug(text), text.to_uppercase());
    let categories = ["technology", "health"].map(named).map(|(slug, name)| Category { slug, name });
    let source = |(slug, name)| Source {
        slug,
        name,
        url: Some("https://example.org/".into()),
        license: Some("CC BY 4.0".into()),
        license_url: None,
        notice: "{site} uses it".into(),
    };
    let sources = ["onet", "bls"].map(named).map(source);
    let done = db.write_now(|conn| {
        category::ensure(conn, &categories)?;
        source::save(conn, &sources)
    });
    done.unwrap();
}

/// Stores careers as an importer does, in a transaction.
pub fn save(db: &Db, careers: &[Snapshot]) -> Result<(), SaveError> {
    db.write_now(|conn| store(conn, careers)).map(drop)
}

/// Stores careers as an importer does, and returns their ids.
pub fn store(conn: &mut Conn, careers: &[Snapshot]) -> Result<Vec<i64>, SaveError> {
    imported::save(conn, &Actor::other("test", "2026-03-29T02:30:00".parse().unwrap()), careers)
}

/// All careers, in the order in which they were stored.
pub fn stored(db: &Db) -> Vec<Snapshot> {
    let all = db.read_now(|conn| {
        let ids = career::all_ids(conn)?;
        snapshot::of(conn, &ids)
    });
    all.unwrap().into_iter().map(|(_, entry)| entry).collect()
}

/// The only value of a query.
pub fn count(db: &Db, sql: &str) -> i64 {
    db.read_now(|conn| Ok::<_, DbError>(dsl::sql::<BigInt>(sql).get_result(conn)?)).unwrap()
}

/// The number of rows that SQL like `users WHERE role = 'admin'` selects.
pub fn rows(db: &Db, from: &str) -> i64 {
    count(db, &format!("SELECT COUNT(*) FROM {from}"))
}

/// The only column of a query.
pub fn texts(db: &Db, sql: &str) -> Vec<String> {
    db.read_now(|conn| Ok::<_, DbError>(dsl::sql::<Text>(sql).load(conn)?)).unwrap()
}

/// Pay from a survey, with every figure.
pub fn pay() -> Pay {
    let figure = |amount, bound| Some(Figure { amount, bound });
    Pay {
        place: "United States".into(),
        currency: Currency::USD,
        period: Period::Year,
        statistic: Statistic::Median,
        total: figure(7_905_700, Bound::AtLeast),
        base: figure(7_409_400, Bound::AtLeast),
        additional: figure(496_300, Bound::Exact),
        likely: Some(Range {
            low: figure(6_000_000, Bound::AtMost),
            high: figure(9_000_000, Bound::Exact),
            percentiles: Some((25, 75)),
        }),
        possible: Some(Range {
            low: None,
            high: figure(10_000_000_000_000, Bound::AtLeast),
            percentiles: None,
        }),
        evidence: Some(Evidence::Survey { relative_standard_error: 1.3 }),
        counted_with: None,
        source: slug("bls"),
        as_of: date("2024-05-01"),
    }
}

fn reported_pay() -> Pay {
    Pay {
        place: "日本".into(),
        currency: "JPY".parse().unwrap(),
        period: Period::Hour,
        statistic: Statistic::Mean,
        base: None,
        additional: None,
        likely: None,
        possible: None,
        evidence: Some(Evidence::Reports { count: 42, newest: date("2026-02-28") }),
        ..pay()
    }
}

fn judged_pay() -> Pay {
    let label = Confidence::VeryConfident;
    let evidence = Some(Evidence::Editor { label });
    Pay {
        place: "Île-de-France".into(),
        statistic: Statistic::Point,
        evidence,
        source: slug("onet"),
        ..reported_pay()
    }
}

fn money() -> Money {
    let figure = Figure { amount: 1_550, bound: Bound::AtMost };
    Money { figure, currency: Currency::USD, period: Period::Hour }
}

fn buckets() -> Vec<Bucket> {
    let bucket = |from_months, to_months, percent| Bucket { from_months, to_months, percent };
    vec![bucket(0, Some(12), 5.1), bucket(24, Some(48), 73.4), bucket(96, None, 21.5)]
}

fn skill((name, importance): (&str, f64)) -> Skill {
    Skill { name: name.into(), importance }
}

fn citation(group: Group, source: &str) -> Citation {
    Citation { group, source: slug(source), as_of: date("2025-02-01"), respondents: None }
}

/// Use more than nine to see whether they are sorted as numbers.
fn numbered(word: &str, count: usize) -> Vec<String> {
    (1..=count).map(|number| format!("{word} {number}")).collect()
}
