//! `/careers/{slug}`: the profile.

mod contents;
mod glance;
mod known;
mod structured;

use std::mem;
use std::sync::Arc;

use actix_web::web::Data;
use askama::Template;
use chrono::NaiveDate;

use super::Address;
use super::pay_view::PayView;
use super::related::OtherCareer;
use super::share::Share;
use super::sources::{Cited, Noticed, SmallPrint};
use super::steps::CareerStep;
use super::tiles::{tile_sources, tiles};
use crate::addresses;
use crate::db::{Conn, Db, version};
use crate::error::Error;
use crate::filters::plain_start;
use crate::models::pay_note::{self, PayNote};
use crate::models::published::Has;
use crate::models::published::card::{self, Card, Linked, Mentioned};
use crate::models::revision::Revision;
use crate::models::skill::{self, SkillCache, Weights};
use crate::models::{
    ByCareer, Paged, QueryResult, category, insight, interview_question, job_posting, source,
};
use crate::pages::alternates::of_career;
use crate::pages::{Head, PageResult, kept, show};
use crate::profile::pay::Range;
use crate::profile::skill::{Overlap, SideBySide, Weighted};
use crate::profile::voices::{Insight, InterviewQuestion, JobPosting};
use crate::profile::{Group, Pay, Profile, Slug, Source};
use crate::site::Site;
use contents::FEW;
use glance::Glance;
use known::Known;

/// For insights, interview questions and jobs.
pub const PER_PAGE: i64 = 8;
/// How many alternate titles are shown.
const NAMES: usize = 5;

/// Everything on the page, read in one transaction.
pub(in crate::pages) struct ProfileContent {
    pub(in crate::pages) id: i64,
    pub(in crate::pages) profile: Profile,
    /// How many alternate titles it has; the profile may contain fewer.
    pub(in crate::pages) names: i64,
    pub(in crate::pages) updated: NaiveDate,
    pub(in crate::pages) category: Option<String>,
    pub(in crate::pages) preview: Option<Preview>,
    pub(in crate::pages) live: Option<Revision>,
    pub(in crate::pages) cards: Vec<Card>,
    pub(in crate::pages) weights: Weights,
    pub(in crate::pages) insights: Paged<Insight>,
    pub(in crate::pages) questions: Paged<InterviewQuestion>,
    pub(in crate::pages) jobs: Paged<JobPosting>,
    pub(in crate::pages) sources: Vec<Source>,
    /// Whether its pay is known by place.
    pub(in crate::pages) has_places: bool,
    /// Why figures of its pay are missing, if the source says so.
    pub(in crate::pages) pay_note: Option<PayNote>,
}

/// The note above a page that isn't the live profile.
#[derive(Clone, Debug)]
pub(in crate::pages) struct Preview {
    pub label: &'static str,
    pub note: String,
    pub link: Option<(String, &'static str)>,
}

#[derive(Template)]
#[template(path = "careers/show.html")]
pub(in crate::pages) struct Show {
    head: Head,
    share: Option<Share>,
    /// The slug and name.
    category: Option<(Slug, String)>,
    names: Vec<String>,
    more_names: i64,
    pay: Option<PayView>,
    glance: Glance,
    known: Known,
    path: Vec<CareerStep>,
    related: Vec<OtherCareer>,
    tile_sources: Vec<Cited>,
    sources: Vec<Noticed>,
    small_print: SmallPrint,
    content: ProfileContent,
}

pub async fn page(address: Address, site: Data<Site>, db: Data<Db>, skills: Data<SkillCache>) -> PageResult {
    let today = site.clock.today();
    let content = db.read_shown(move |conn| read(conn, &skills, &address, today)).await?;
    let here = addresses::career(&content.profile.slug);
    let page = Show::new(site.into_inner(), content, today);
    Ok(kept(page.head.with_links(show(&page)?), here))
}

pub(in crate::pages) fn read(
    conn: &mut Conn,
    skills: &SkillCache,
    address: &Address,
    today: NaiveDate,
) -> Result<ProfileContent, Error> {
    let mut page = address.find(conn)?;
    let Mentioned { mut careers, sources } = card::mentioned(conn, page.id, &mut page.profile)?;
    careers.push(page.linked());
    let table = skills.current(conn, page.version)?;
    let shown = (page.id, page.profile, page.updated_at.date());
    let (category, live, names) = (page.category, Some(page.revision), page.name_count);
    let content = around(conn, shown, page.has, (careers, table), today)?;
    let mut sources = sources;
    if let Some(PayNote { source, .. }) = &content.pay_note
        && !sources.contains(source)
    {
        sources.push(source.clone());
    }
    Ok(ProfileContent { category, live, names, sources, ..content })
}

/// The page of a revision that isn't live.
pub(in crate::pages) fn of_revision(
    conn: &mut Conn,
    skills: &SkillCache,
    (career_id, profile, updated): ShownProfile,
    preview: Preview,
    today: NaiveDate,
) -> Result<ProfileContent, Error> {
    let categories = category::all(conn)?;
    let own = categories.into_iter().find(|category| Some(&category.slug) == profile.category.as_ref());
    let steps = profile.path.iter().filter_map(|step| step.career.as_ref());
    let slugs: Vec<&Slug> = profile.related.iter().chain(steps).chain([&profile.slug]).collect();
    let linked = card::linked(conn, &slugs)?;
    let version = version::read(conn)?;
    let table = skills.current(conn, version)?;
    let any = Has { insights: true, questions: true, jobs: true, places: false, pay_notes: false };
    let content = around(conn, (career_id, profile, updated), any, (linked, table), today)?;
    let (category, sources) = (own.map(|category| category.name), source::all(conn)?);
    Ok(ProfileContent { category, sources, preview: Some(preview), ..content })
}

/// A career's id, one of its profiles, and the day that profile was saved.
type ShownProfile = (i64, Profile, NaiveDate);

/// Reads what the page shows around a profile.
fn around(
    conn: &mut Conn,
    (id, profile, updated): ShownProfile,
    has: Has,
    (linked, table): (Vec<Linked>, Arc<skill::SkillTable>),
    today: NaiveDate,
) -> Result<ProfileContent, Error> {
    let (cards, skills): (Vec<Card>, ByCareer<Weighted>) = linked
        .into_iter()
        .map(|(card, skills)| {
            let id = card.id;
            (card, (id, skills))
        })
        .unzip();
    Ok(ProfileContent {
        id,
        insights: first(has.insights, || insight::shown(conn, id, 1, PER_PAGE))?,
        questions: first(has.questions, || interview_question::shown(conn, id, 1, PER_PAGE))?,
        jobs: first(has.jobs, || job_posting::shown(conn, id, today, 1, PER_PAGE))?,
        sources: Vec::new(),
        has_places: has.places,
        pay_note: match profile.occupation().filter(|_| has.pay_notes && lacks_pay(&profile)) {
            Some(occupation) => pay_note::in_country(conn, occupation)?,
            None => None,
        },
        category: None,
        preview: None,
        live: None,
        cards,
        weights: Weights::new(table, skills),
        names: profile.alternate_titles.len() as i64,
        profile,
        updated,
    })
}

/// Whether its headline lacks the typical pay or an end of a range.
fn lacks_pay(profile: &Profile) -> bool {
    let has_band =
        |range: Option<Range>| range.is_some_and(|range| range.low.is_some() && range.high.is_some());
    let is_whole = |pay: &Pay| pay.total().is_some() && has_band(pay.likely) && has_band(pay.possible);
    !profile.headline_pay().is_some_and(is_whole)
}

/// The first page of a list, without a query if the list is known to be empty.
fn first<T>(is_any: bool, read: impl FnOnce() -> QueryResult<Paged<T>>) -> QueryResult<Paged<T>> {
    if is_any { read() } else { Ok(Paged::empty(PER_PAGE)) }
}

impl Show {
    pub(in crate::pages) fn new(site: Arc<Site>, mut content: ProfileContent, today: NaiveDate) -> Self {
        let small_print = SmallPrint::new(mem::take(&mut content.sources));
        let profile = &content.profile;
        let question = format!("What does {} do?", profile.a_title());
        let head = match &content.preview {
            Some(preview) => Head::unlisted(site, format!("{}: {question}", preview.label)),
            None => Head {
                alternates: of_career(&profile.slug, &profile.title),
                ..Head::new(site, question, addresses::career(&profile.slug))
            },
        };
        let description = match plain_start(&profile.summary, 155) {
            start if start.is_empty() => {
                format!("What {} does, what it takes, what it pays and where it leads.", profile.a_title())
            }
            start => start,
        };
        let head = Head { modified: Some(content.updated), ..head };
        let mut head = head.described(description).about(profile);
        let share = content.preview.is_none().then(|| Share::new(&head, &content));
        head.alternates.extend(share.as_ref().map(|share| share.oembed.clone()));
        let mut page = Self {
            category: profile.category.clone().zip(content.category.clone()),
            names: profile.alternate_titles.iter().take(NAMES).cloned().collect(),
            more_names: content.names - NAMES as i64,
            pay: profile.pay.first().and_then(|pay| PayView::of(pay, &small_print, today)),
            glance: Glance::of(profile),
            known: Known::of(profile),
            path: content.steps(),
            related: content.related(),
            tile_sources: tile_sources([profile], &small_print),
            sources: small_print.list([profile], &head.site.name),
            share,
            head,
            small_print,
            content,
        };
        page.head.structured_data = page.structured_data();
        page
    }

    fn cited(&self, group: Group) -> Vec<Cited> {
        self.small_print.of([&self.content.profile], &[group])
    }

    fn outlook_source(&self) -> Vec<Cited> {
        let outlook = self.content.profile.outlook.first();
        outlook.and_then(|one| self.small_print.cite(&one.source, one.as_of)).into_iter().collect()
    }

    fn pay_note_source(&self) -> Vec<Cited> {
        let note = self.content.pay_note.as_ref();
        note.and_then(|note| self.small_print.cite(&note.source.slug, note.as_of)).into_iter().collect()
    }

    fn employed_source(&self) -> Vec<Cited> {
        let employed = self.content.profile.number_employed.first();
        employed.and_then(|one| self.small_print.cite(&one.source, one.as_of)).into_iter().collect()
    }
}
