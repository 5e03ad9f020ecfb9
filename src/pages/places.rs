//! `/places`: the places where pay is known; `/places/{slug}`: what pays most and what employs most in one.

use std::cmp::Reverse;

use actix_web::HttpRequest;
use actix_web::web::{Data, Path};
use askama::Template;
use chrono::Datelike;

use super::careers::sources::{Cited, SmallPrint};
use super::list_picture::{ListPicture, PictureRow, ROWS};
use super::pay_scale::{Bands, PayScale};
use super::{Head, PageResult, kept, show};
use crate::addresses;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::filters::{count, counted, first_of, month};
use crate::models::place::{self, Place};
use crate::models::place_pay::{self, CareerPay};
use crate::models::place_prices::{self, Prices};
use crate::models::source;
use crate::profile::place::spoken;
use crate::profile::{Pay, PlaceFigures, PlaceKind, Slug};
use crate::site::Site;
use crate::web::paths::with_query;

/// Careers with fewer people in a place aren't ranked there, because their figures are less certain.
const FEWEST: i64 = 500;

/// How many careers a ranking shows.
const RANKED: usize = 20;

#[derive(Template)]
#[template(path = "places/index.html")]
struct PlaceList {
    head: Head,
    groups: Vec<(PlaceKind, Vec<Place>)>,
}

pub async fn index(site: Data<Site>, db: Data<Db>) -> PageResult {
    let places = db.read_shown(place::all).await?;
    let with_pay: Vec<Place> = places.into_iter().filter(|place| place.pay_as_of.is_some()).collect();
    let head = Head::new(site.into_inner(), "Pay by place", addresses::PLACES).described(format!(
        "What careers pay in {}: {}.",
        counted(&(with_pay.len() as i64), "place", "places"),
        first_of(with_pay.iter().map(|place| place.name.as_str()), with_pay.len()),
    ));
    let head = Head { is_listed: !with_pay.is_empty(), ..head };
    let of_kind = |kind: PlaceKind| with_pay.iter().filter(|place| place.kind == kind).cloned().collect();
    let kinds = <PlaceKind as strum::VariantArray>::VARIANTS.iter();
    let groups =
        kinds.map(|kind| (*kind, of_kind(*kind))).filter(|(_, places): &(_, Vec<Place>)| !places.is_empty());
    let groups = groups.collect();
    Ok(kept(show(&PlaceList { head, groups })?, addresses::PLACES))
}

#[derive(Template)]
#[template(path = "places/show.html")]
struct PlacePage {
    head: Head,
    place: Place,
    month: String,
    /// The median pay of all occupations together.
    all: Option<String>,
    best_paid: Vec<Ranked>,
    biggest: Vec<Ranked>,
    prices: Option<Prices>,
    wider: Option<Place>,
    within: Vec<Place>,
    /// When the figures of the country are from.
    nation_date: Option<String>,
    careers: i64,
    sources: Vec<Cited>,
}

/// A career in a ranking.
struct Ranked {
    title: String,
    /// Of its pay here.
    url: String,
    pay: Option<Pay>,
    employed: i64,
    /// `12% more than in the United States`.
    compared: Option<String>,
}

struct PlaceContent {
    place: Place,
    all: Option<PlaceFigures>,
    careers: Vec<CareerPay>,
    places: Vec<Place>,
    prices: Option<Prices>,
    source: Option<Slug>,
    small_print: SmallPrint,
    is_static: bool,
}

impl PlaceContent {
    fn read(conn: &mut Conn, written: &str, query: &str, is_static: bool) -> Result<Self, Error> {
        let slug = Slug::suggest(written);
        let place =
            place::find(conn, &slug)?.filter(|place| place.pay_as_of.is_some()).ok_or(Error::NotFound)?;
        if slug.as_str() != written {
            return Err(Error::Moved(with_query(&addresses::place(&slug), query)));
        }
        let careers = place_pay::in_place(conn, &place)?;
        let prices = match (place.pay_as_of, place.prices_code()) {
            (Some(as_of), Some(code)) => place_prices::of_year(conn, as_of.year() - 1)?.get(&code).copied(),
            _ => None,
        };
        let (all, source) = place_pay::of_all_occupations(conn, &place)?;
        let places = place::all(conn)?;
        let small_print = SmallPrint::new(source::all(conn)?);
        Ok(Self { place, all, careers, places, prices, source, small_print, is_static })
    }

    fn nation(&self) -> Option<&Place> {
        self.places.iter().find(|place| place.kind == PlaceKind::Country && place.id != self.place.id)
    }

    /// Careers that the source counts by themselves, with enough people here.
    fn ranked(&self) -> Vec<&CareerPay> {
        let is_whole = |career: &CareerPay| {
            career.combined.is_none()
                && career.card.onet_code.as_ref().is_none_or(|code| code.ends_with(".00"))
        };
        let is_big = |career: &CareerPay| career.figures.employed.is_some_and(|employed| employed >= FEWEST);
        self.careers.iter().filter(|career| is_whole(career) && is_big(career)).collect()
    }

    fn ranking(&self, mut careers: Vec<&CareerPay>, by: impl Fn(&CareerPay) -> Option<i64>) -> Vec<Ranked> {
        careers.retain(|career| by(career).is_some());
        careers.sort_by_key(|career| Reverse(by(career)));
        careers.into_iter().take(RANKED).map(|career| self.row(career)).collect()
    }

    /// In an export, only the page of all places is there.
    fn address(&self, slug: &Slug) -> String {
        match self.is_static {
            true => addresses::below(slug, "pay"),
            false => addresses::pay_in(slug, &self.place.slug),
        }
    }

    fn row(&self, career: &CareerPay) -> Ranked {
        let pay = self.pay(career);
        let nation = self.nation();
        let compared =
            nation.and_then(|nation| compared(pay.as_ref()?, career.card.headline_pay.as_ref()?, nation));
        Ranked {
            title: career.card.title.clone(),
            url: self.address(&career.card.slug),
            pay,
            employed: career.figures.employed.unwrap_or_default(),
            compared,
        }
    }

    fn pay(&self, career: &CareerPay) -> Option<Pay> {
        career.figures.pay(&self.place.name, None, self.source.clone()?, self.place.pay_as_of?)
    }
}

/// How pay here differs from the career's headline, if that is the nation's.
fn compared(here: &Pay, headline: &Pay, nation: &Place) -> Option<String> {
    if headline.place != nation.name {
        return None;
    }
    Some(match here.percent_more_than(headline)? {
        0 => "±0%".into(),
        more @ 1.. => format!("+{more}%"),
        less => format!("−{}%", -less),
    })
}

fn yearly(career: &CareerPay) -> Option<i64> {
    let figure = career.figures.median()?;
    crate::profile::Money { figure, currency: career.figures.currency, period: career.figures.period }
        .yearly()
}

pub async fn page(request: HttpRequest, site: Data<Site>, db: Data<Db>) -> PageResult {
    let (written, query) = (request.match_info().query("slug").to_owned(), request.query_string().to_owned());
    let is_static = site.is_static;
    let content = db.read_shown(move |conn| PlaceContent::read(conn, &written, &query, is_static)).await?;
    let page = PlacePage::new(content, site);
    let here = addresses::place(&page.place.slug);
    Ok(kept(show(&page)?, here))
}

/// `/places/{slug}/card.png`: the picture in link previews.
pub async fn png(slug: Path<Slug>, site: Data<Site>, db: Data<Db>) -> PageResult {
    let is_static = site.is_static;
    let content = db.read_shown(move |conn| PlaceContent::read(conn, slug.as_str(), "", is_static)).await?;
    let address = addresses::list_picture(&addresses::place(&content.place.slug));
    content.picture().answer(&site, address).await
}

impl PlaceContent {
    fn best_paid(&self) -> Vec<Ranked> {
        self.ranking(self.ranked(), yearly)
    }

    fn picture(&self) -> ListPicture {
        let best = self.best_paid();
        let first = &best[..best.len().min(ROWS)];
        let pay: Vec<Option<&Pay>> = first.iter().map(|one| one.pay.as_ref()).collect();
        let row = |(one, drawn): (&Ranked, _)| PictureRow {
            title: one.title.clone(),
            counted_with: None,
            figure: one.pay.as_ref().and_then(Pay::headline).map_or("--".into(), |pay| pay.with_period()),
            pay: drawn,
        };
        ListPicture {
            heading: format!("What pays most in {}", spoken(&self.place.name)),
            rows: first.iter().zip(PayScale::of(&pay, Bands::Likely).rows).map(row).collect(),
            small_print: format!(
                "Careers that employ at least {FEWEST} people there{}.",
                self.place.pay_as_of.map(|as_of| format!(", {}", month(as_of))).unwrap_or_default()
            ),
            is_sample: false,
        }
    }
}

impl PlacePage {
    fn new(content: PlaceContent, site: Data<Site>) -> Self {
        let picture = content.picture();
        let best_paid = content.best_paid();
        let biggest = content.ranking(content.ranked(), |career| career.figures.employed);
        let as_of = content.place.pay_as_of.unwrap_or_default();
        let cited = content.source.as_ref().and_then(|slug| content.small_print.cite(slug, as_of));
        let nation = content.nation().map(|nation| nation.name.clone());
        let PlaceContent { place, all, careers, places, prices, .. } = content;
        let headlines = careers.iter().filter_map(|career| career.card.headline_pay.as_ref());
        let of_nation = headlines.filter(|pay| Some(&pay.place) == nation.as_ref());
        let nation_date = of_nation.map(|pay| pay.as_of).max().map(month);
        let here = addresses::place(&place.slug);
        let best = first_of(best_paid.iter().map(|one| one.title.as_str()), best_paid.len());
        let head = Head::new(site.into_inner(), format!("Pay in {}", spoken(&place.name)), &here)
            .described(format!(
                "What careers pay in {}, {}. Best paid: {best}.",
                spoken(&place.name),
                month(as_of)
            ))
            .pictured(addresses::list_picture(&here), &picture)
            .with_trail(&[("Places", addresses::PLACES), (&place.name, &here)]);
        let all = all.and_then(|all| {
            Some(all.pay(&place.name, None, Slug::default(), as_of)?.headline()?.with_period())
        });
        let parent = |id| places.iter().find(|place| Some(place.id) == id).cloned();
        Self {
            head,
            month: month(as_of),
            all,
            best_paid,
            biggest,
            nation_date,
            prices,
            wider: parent(place.parent_id),
            within: match place.kind {
                PlaceKind::Country => Vec::new(),
                _ => places.iter().filter(|one| one.parent_id == Some(place.id)).cloned().collect(),
            },
            careers: careers.iter().filter(|career| career.figures.has_pay()).count() as i64,
            sources: cited.into_iter().collect(),
            place,
        }
    }
}

fn fewest() -> String {
    count(&FEWEST)
}

impl Ranked {
    fn pay_text(&self) -> Option<String> {
        Some(self.pay.as_ref()?.headline()?.with_period())
    }
}

/// `3% below the country’s average`.
pub fn of_average(level: &f64) -> String {
    match (level - 100.0).round() as i64 {
        0 => "the country’s average".into(),
        more @ 1.. => format!("{more}% above the country’s average"),
        less => format!("{}% below the country’s average", -less),
    }
}
