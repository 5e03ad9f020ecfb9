//! `/careers/{slug}/pay`: what a career pays, in all places. [`place`] is about one place.

mod asked;
pub(in crate::pages) mod by_place;
pub mod formats;
mod map;
mod mine;
pub mod place;
mod table;

use actix_web::HttpRequest;
use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::Data;
use askama::Template;

use self::asked::Asked;
use self::by_place::{PayByPlace, PlaceLine};
use self::map::Map;
use self::mine::{Fairness, Mine};
use self::table::PlaceTable;
use super::Address;
use super::pay_view::PayView;
use super::sources::{Noticed, SmallPrint};
use crate::addresses;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::models::published::LiveCareer;
use crate::models::{place as places, source};
use crate::pages::pagination::{encoded, parameter, parameters, with_parameters};
use crate::pages::{Head, PageResult, kept, show};
use crate::profile::money::{Figure, Period};
use crate::profile::place::{search_key, spoken};
use crate::profile::{Pay, Profile, Slug};
use crate::site::Site;

#[derive(Template)]
#[template(path = "careers/pay.html")]
struct PayPage {
    head: Head,
    profile: Profile,
    /// The headline's.
    pay: Option<PayView>,
    steps: Vec<Step>,
    /// Why there is no headline, if the source says so.
    why_not: Option<String>,
    mine: MineView,
    map: Option<Map>,
    table: Option<PlaceTable>,
    sources: Vec<Noticed>,
}

/// A figure, as a bar.
pub struct Step {
    name: String,
    figure: String,
    /// In percent.
    length: u32,
}

fn steps(pay: &Pay) -> Vec<Step> {
    let points = PayView::points_of(pay);
    let most = points.iter().map(|(_, figure)| figure.amount).max().unwrap_or(1).max(1);
    let step = |(name, figure): (String, Figure)| Step {
        name,
        figure: pay.money(figure).with_period(),
        length: (figure.amount as f64 / most as f64 * 100.0).ceil() as u32,
    };
    points.into_iter().map(step).collect()
}

/// The question about a visitor's own pay, with its answer if there is one.
pub struct MineView {
    /// Where the form leads.
    action: String,
    typed: String,
    is_hourly: bool,
    symbol: String,
    answer: Option<Fairness>,
    /// `Texas`, `the United States`.
    place: String,
    as_of: String,
}

impl MineView {
    fn of(mine: Option<&Mine>, pay: Option<&Pay>, action: String) -> Self {
        Self {
            action,
            typed: mine.map(|mine| mine.typed.clone()).unwrap_or_default(),
            is_hourly: pay
                .is_some_and(|pay| mine.map_or(pay.period == Period::Hour, |mine| mine.is_hourly(pay))),
            symbol: pay.map(|pay| pay.currency.symbol()).unwrap_or_default(),
            answer: mine.zip(pay).map(|(mine, pay)| mine.compare(pay)),
            place: pay.map(|pay| spoken(&pay.place)).unwrap_or_default(),
            as_of: pay.map(|pay| crate::filters::month(pay.as_of)).unwrap_or_default(),
        }
    }
}

impl MineView {
    /// With a mark where the visitor's own pay is.
    fn marked(&self, pay: PayView) -> PayView {
        match &self.answer {
            Some(Fairness::Compared { figure, .. }) => pay.with_mine(*figure),
            _ => pay,
        }
    }
}

fn description(profile: &Profile) -> String {
    let what = format!("What {} makes", profile.a_title());
    match profile.headline_pay().and_then(|pay| Some((pay, pay.headline()?))) {
        Some((pay, total)) => {
            let of = pay.statistic.name().map(|name| format!(" ({name})")).unwrap_or_default();
            let total = total.with_period();
            format!(
                "{what}: {total}{of}, {}. By place, with ranges, sources and dates.",
                pay.where_and_with()
            )
        }
        None => format!("{what}, by place, with ranges, sources and dates."),
    }
}

/// The content of the pages about pay.
struct PayContent {
    profile: Profile,
    places: PayByPlace,
    small_print: SmallPrint,
}

impl PayContent {
    fn read(conn: &mut Conn, address: &Address) -> Result<Self, Error> {
        let LiveCareer { profile, .. } = address.find(conn)?;
        let places = PayByPlace::read(conn, &profile)?;
        Ok(Self { places, small_print: SmallPrint::new(source::all(conn)?), profile })
    }
}

pub async fn page(request: HttpRequest, address: Address, site: Data<Site>, db: Data<Db>) -> PageResult {
    let parameters = parameters(request.query_string());
    let (mine, asked) = (Mine::of(&parameters), Asked::of(&parameters));
    let wanted = parameter(&parameters, "place");
    let own = mine.as_ref().map(Mine::parameters).unwrap_or_default();
    let content = db
        .read_shown(move |conn| {
            if !wanted.is_empty() {
                let slug = address.find(conn)?.profile.slug;
                return Err(Error::SeeOther(leading_to(conn, &slug, &wanted, &own)?));
            }
            PayContent::read(conn, &address)
        })
        .await?;
    let own = addresses::below(&content.profile.slug, "pay");
    let here = asked.on(&own, &content.places);
    let mut page = PayPage::new(content, &asked, mine.as_ref(), site);
    page.head.is_listed &= here == own;
    let answer = show(&page)?;
    Ok(match (mine, asked.is_named()) {
        (Some(_), _) => private(answer),
        // There are too many names to keep a page for each.
        (None, true) => answer,
        (None, false) => kept(answer, here),
    })
}

impl PayPage {
    fn new(content: PayContent, asked: &Asked, mine: Option<&Mine>, site: Data<Site>) -> Self {
        let PayContent { profile, places, small_print } = content;
        let today = site.clock.today();
        let own = addresses::below(&profile.slug, "pay");
        let first = profile.headline_pay();
        let mine = MineView::of(mine, first, own.clone());
        let pay = first.and_then(|pay| PayView::of(pay, &small_print, today)).map(|pay| mine.marked(pay));
        let head = Head::new(site.into_inner(), format!("{} pay", profile.spoken()), &own)
            .described(description(&profile))
            .beneath(&profile, "Pay", "pay");
        let head = Head { is_listed: pay.is_some() || !places.kinds().is_empty(), ..head };
        let nation = places.nation().filter(|nation| nation.pay.is_none() && nation.figures.is_some());
        let table = PlaceTable::of(&places, asked, &profile.slug);
        let shown = table.iter().flat_map(|table| &table.cited).map(|(slug, as_of)| (slug, *as_of));
        let cited = profile.pay.iter().map(|pay| (&pay.source, pay.as_of)).chain(shown);
        Self {
            sources: small_print.listed(cited, &head.site.name),
            why_not: nation.map(PlaceLine::why_not),
            steps: first.map(steps).unwrap_or_default(),
            map: Map::of(&places, &profile.slug),
            head,
            pay,
            mine,
            table,
            profile,
        }
    }
}

/// Keeps a page that contains a visitor's own pay out of all caches.
fn private(mut answer: HttpResponse) -> HttpResponse {
    let no_store = header::HeaderValue::from_static("no-store");
    answer.headers_mut().insert(header::CACHE_CONTROL, no_store);
    answer
}

/// The page of the place that people call this, or else all places with the text in their name.
fn leading_to(conn: &mut Conn, slug: &Slug, name: &str, parameters: &str) -> Result<String, Error> {
    let key = search_key(name);
    let found = places::named(conn, &[&key])?.remove(&key);
    let pay = addresses::below(slug, "pay");
    let address = match found {
        Some(place) => format!("{pay}/{}", place.slug),
        None => with_parameters(&pay, &encoded(&[("kind", "all"), ("name", name)])),
    };
    Ok(with_parameters(&address, parameters))
}
