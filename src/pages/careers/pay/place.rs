//! `/careers/{slug}/pay/{place}`: what a career pays in one place.

use actix_web::HttpRequest;
use actix_web::web::Data;
use askama::Template;
use chrono::NaiveDate;

use super::by_place::{PayByPlace, PlaceLine};
use super::mine::{Fairness, Mine};
use super::{MineView, PayContent, Step, leading_to, private, steps};
use crate::addresses;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::filters::{count, month};
use crate::models::place_pay;
use crate::pages::careers::Address;
use crate::pages::careers::pay_view::PayView;
use crate::pages::careers::sources::Noticed;
use crate::pages::list_picture::{ListPicture, PictureRow};
use crate::pages::pagination::parameters;
use crate::pages::pay_scale::{Bands, PayScale};
use crate::pages::places::of_average;
use crate::pages::structured::{Node, salary, script};
use crate::pages::{Head, PageResult, kept, show};
use crate::profile::money::{Bound, Figure};
use crate::profile::place::spoken;
use crate::profile::{Pay, PlaceFigures, Profile, Slug};
use crate::site::Site;

#[derive(Template)]
#[template(path = "careers/pay_place.html")]
struct PlacePage {
    head: Head,
    profile: Profile,
    line: PlaceLine,
    pay: Option<PayView>,
    mine: MineView,
    steps: Vec<Step>,
    /// Percentiles so close together that the source gives no spread.
    no_spread: Option<String>,
    /// How it compares with the country.
    compared: Option<String>,
    years: Vec<Year>,
    wider: Option<(String, String)>,
    within: Vec<Narrower>,
    sources: Vec<Noticed>,
}

/// The figures of one release.
struct Year {
    month: String,
    median: String,
    range: String,
    /// Whether the median is only a lower bound, which says nothing about growth.
    is_bound: bool,
}

/// A place within this one.
struct Narrower {
    name: String,
    url: String,
    pay: String,
}

struct Asked {
    content: PayContent,
    line: PlaceLine,
    years: Vec<(NaiveDate, PlaceFigures)>,
}

fn read(conn: &mut Conn, address: &Address, written: &str, parameters: &str) -> Result<Asked, Error> {
    let content = PayContent::read(conn, address)?;
    let slug = Slug::suggest(written);
    let Some(line) = content.places.find(&slug).cloned() else {
        // Perhaps it is what people call the place.
        let there = leading_to(conn, &content.profile.slug, &written.replace('-', " "), parameters)?;
        return Err(if there.contains("?kind=") { Error::NotFound } else { Error::Moved(there) });
    };
    if slug.as_str() != written {
        return Err(Error::Moved(address_of(&content.profile.slug, &line)));
    }
    let id = line.place.as_ref().map(|place| place.id);
    let years = match (id, content.profile.occupation()) {
        (Some(id), Some(occupation)) => place_pay::over_the_years(conn, occupation, id)?,
        _ => Vec::new(),
    };
    Ok(Asked { content, line, years })
}

fn address_of(slug: &Slug, line: &PlaceLine) -> String {
    addresses::below(slug, &format!("pay/{}", line.slug))
}

pub async fn page(request: HttpRequest, address: Address, site: Data<Site>, db: Data<Db>) -> PageResult {
    let mine = Mine::of(&parameters(request.query_string()));
    let written = request.match_info().query("place").to_owned();
    let own = mine.as_ref().map(Mine::parameters).unwrap_or_default();
    let asked = db.read_shown(move |conn| read(conn, &address, &written, &own)).await?;
    let here = address_of(&asked.content.profile.slug, &asked.line);
    let answer = show(&PlacePage::new(asked, site, mine.as_ref()))?;
    Ok(if mine.is_some() { private(answer) } else { kept(answer, here) })
}

/// `/careers/{slug}/pay/{place}/card.png`: the picture in link previews.
pub async fn png(request: HttpRequest, address: Address, site: Data<Site>, db: Data<Db>) -> PageResult {
    let written = request.match_info().query("place").to_owned();
    let Asked { content, line, .. } = db.read_shown(move |conn| read(conn, &address, &written, "")).await?;
    let path = address_of(&content.profile.slug, &line) + "/card.png";
    picture(&content.profile, &line, &content.places).answer(&site, path).await
}

impl PlacePage {
    fn new(asked: Asked, site: Data<Site>, mine: Option<&Mine>) -> Self {
        let Asked { content, line, years } = asked;
        let PayContent { profile, places, small_print } = content;
        let here = address_of(&profile.slug, &line);
        let today = site.clock.today();
        let pay = line.pay.as_ref();
        let mine = MineView::of(mine, pay, here.clone());
        let view = pay.and_then(|pay| PayView::of(pay, &small_print, today)).map(|view| mine.marked(view));
        let title = format!("{} pay in {}", profile.spoken(), spoken(&line.name));
        let head = Head::new(site.into_inner(), title, &here)
            .described(description(&profile, &line))
            .pictured(format!("{here}/card.png"), &picture(&profile, &line, &places));
        let data = structured_data(&head, &profile, &line);
        let head = Head { structured_data: Some(data), is_listed: pay.is_some(), ..head };
        let nation = places.nation();
        let cited = pay.into_iter().chain(nation.and_then(|nation| nation.pay.as_ref()));
        Self {
            steps: pay.map(steps).unwrap_or_default(),
            no_spread: pay.and_then(no_spread),
            years: if years.len() > 1 { years.iter().filter_map(year).collect() } else { Vec::new() },
            compared: nation.and_then(|nation| compared(&line, nation)),
            wider: places.wider(&line).map(|wider| (wider.name.clone(), address_of(&profile.slug, wider))),
            within: within(&places, &line, &profile.slug),
            sources: small_print.listed(cited.map(|pay| (&pay.source, pay.as_of)), &head.site.name),
            head,
            profile,
            pay: view,
            mine,
            line,
        }
    }

    fn has_bound(&self) -> bool {
        self.years.iter().any(|year| year.is_bound)
    }

    /// The source’s note about missing figures.
    fn note(&self) -> Option<&str> {
        self.line.figures.as_ref()?.note.as_deref()
    }

    fn employed(&self) -> Option<String> {
        Some(count(&self.line.employed()?))
    }

    fn jobs_per_1000(&self) -> Option<String> {
        Some(format!("{:.1}", self.line.figures.as_ref()?.jobs_per_1000?))
    }

    /// `1.2 times as common as in the country`.
    fn quotient(&self) -> Option<String> {
        let quotient = self.line.figures.as_ref()?.location_quotient?;
        Some(format!("{quotient:.2} times its share in the country"))
    }

    /// The median at the country’s average prices, if these are known.
    fn at_average_prices(&self) -> Option<String> {
        let pay = self.line.pay.as_ref()?;
        Some(pay.money(Figure::exact(self.line.at_average_prices()?)).with_period())
    }

    /// `3% below the country’s average`.
    fn prices(&self) -> Option<String> {
        Some(of_average(&self.line.prices?.all_items))
    }

    fn housing(&self) -> Option<String> {
        Some(of_average(&self.line.prices?.housing?))
    }
}

fn description(profile: &Profile, line: &PlaceLine) -> String {
    let what = format!("What {} makes in {}", profile.a_title(), spoken(&line.name));
    match line.pay.as_ref().and_then(|pay| Some((pay, pay.headline()?))) {
        Some((pay, total)) => {
            let of = pay.statistic.name().map(|name| format!(" ({name})")).unwrap_or_default();
            let with = pay.counted_with.as_ref().map(|with| format!(", counted together with {with}"));
            format!("{what}: {}{of}, {}{}.", total.with_period(), month(pay.as_of), with.unwrap_or_default())
        }
        None => format!("{what}: the source has no figure, but there is one for a wider place."),
    }
}

fn structured_data(head: &Head, profile: &Profile, line: &PlaceLine) -> String {
    let (own, pay) = (addresses::career(&profile.slug), addresses::below(&profile.slug, "pay"));
    let here = address_of(&profile.slug, line);
    let trail =
        [("Careers", "/careers"), (&profile.title, &own), ("Pay", &pay), (line.name.as_str(), &*here)];
    let place = Node::new("AdministrativeArea").with("name", &*line.name);
    let occupation = Node::new("Occupation")
        .with("@id", head.part("occupation"))
        .with("name", &*profile.title)
        .with_reference("mainEntityOfPage", &head.absolute(&here))
        .with_nodes("estimatedSalary", line.pay.as_ref().map(salary::salary).unwrap_or_default())
        .with_node("occupationLocation", Some(place));
    script(&[occupation, head.trail(&trail)])
}

/// The place and the country, on one scale.
fn picture(profile: &Profile, line: &PlaceLine, places: &PayByPlace) -> ListPicture {
    let nation = places.nation().filter(|nation| nation.slug != line.slug && nation.pay.is_some());
    let lines: Vec<&PlaceLine> = [line].into_iter().chain(nation).collect();
    let pay: Vec<Option<&Pay>> = lines.iter().map(|line| line.pay.as_ref()).collect();
    let drawn = PayScale::of(&pay, Bands::Likely).rows;
    let row = |(line, drawn): (&&PlaceLine, _)| {
        let pay = line.pay.as_ref();
        PictureRow {
            title: line.name.clone(),
            counted_with: pay.and_then(|pay| pay.counted_with.clone()),
            figure: pay.and_then(Pay::headline).map_or("no figure".into(), |pay| pay.with_period()),
            pay: drawn,
        }
    };
    let dates: Vec<String> = lines.iter().filter_map(|line| line.as_of()).map(month).collect();
    ListPicture {
        heading: format!("{} pay in {}", profile.spoken(), spoken(&line.name)),
        rows: lines.iter().zip(drawn).map(row).collect(),
        small_print: match dates.as_slice() {
            [one] => format!("Total pay, {one}."),
            [one, other] if one == other => format!("Total pay, {one}."),
            _ => format!("Total pay, {}.", dates.join(" and ")),
        },
        is_sample: profile.sample,
    }
}

/// Percentiles within 1% of each other look like a narrow range, but mean that the source can't tell them apart.
fn no_spread(pay: &Pay) -> Option<String> {
    let points = PayView::points_of(pay);
    let exact = |figure: &Figure| figure.bound == Bound::Exact && figure.amount > 0;
    let close = points.windows(2).find(|pair| {
        let [(_, low), (_, high)] = pair else { return false };
        exact(low) && exact(high) && (high.amount - low.amount) as f64 <= low.amount as f64 / 100.0
    })?;
    let [(low, _), (high, _)] = close else { return None };
    Some(format!(
        "{low} and {} are within 1% of each other: the source gives no spread there.",
        high.to_lowercase()
    ))
}

/// How a place differs from the country, if both figures are exact and comparable.
fn compared(line: &PlaceLine, nation: &PlaceLine) -> Option<String> {
    if line.slug == nation.slug {
        return None;
    }
    let (here, there) = (line.pay.as_ref()?, nation.pay.as_ref()?);
    let much = match here.percent_more_than(there)? {
        0 => "About as much as".into(),
        more @ 1.. => format!("{more}% more than"),
        less => format!("{}% less than", -less),
    };
    let date = if here.as_of == there.as_of { String::new() } else { format!(", {}", month(there.as_of)) };
    let there = there.headline()?.with_period();
    Some(format!("{much} in {}: {there}{date}.", spoken(&nation.name)))
}

fn year((as_of, figures): &(NaiveDate, PlaceFigures)) -> Option<Year> {
    let pay = figures.pay("", None, Slug::default(), *as_of)?;
    let ends = |range: crate::profile::pay::Range| Some(pay.between(range.band()?));
    Some(Year {
        month: month(*as_of),
        median: pay.headline().map_or("--".into(), |median| median.with_period()),
        range: pay.possible.and_then(ends).unwrap_or_else(|| "--".into()),
        is_bound: pay.total().is_some_and(|total| total.bound != Bound::Exact),
    })
}

fn within(places: &PayByPlace, line: &PlaceLine, slug: &Slug) -> Vec<Narrower> {
    let narrower = |line: &PlaceLine| {
        Some(Narrower {
            name: line.name.clone(),
            url: address_of(slug, line),
            pay: line.pay.as_ref()?.headline()?.with_period(),
        })
    };
    // The country's own places are in the table of all places.
    let is_country = line.kind() == Some(crate::profile::PlaceKind::Country);
    let all = if is_country { Vec::new() } else { places.within(line) };
    all.into_iter().filter_map(narrower).collect()
}
