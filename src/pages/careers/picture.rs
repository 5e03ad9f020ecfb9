//! `/careers/{slug}/card.png`: a career's preview picture.

use actix_web::HttpResponse;
use actix_web::web::Data;
use askama::Template;
use chrono::NaiveDate;

use super::Address;
use super::pay_view::PayView;
use super::sources::SmallPrint;
use crate::addresses;
use crate::db::Db;
use crate::error::Error;
use crate::filters;
use crate::models::published::LiveCareer;
use crate::pages::formats::figures::PlacePay;
use crate::pages::{PageResult, kept};
use crate::pictures::text::{Edge, Set, Weight, drawable, is_right_to_left, placed, set, shortened, width};
use crate::pictures::{Run, Written};
use crate::profile::Group;
use crate::site::Site;
use crate::web::headers::SHOWN_ELSEWHERE;

/// Width and height in pixels, as social networks ask for.
pub const SIZE: (u32, u32) = (1200, 630);
pub(in crate::pages) const LEFT: f32 = 72.0;
pub(in crate::pages) const WIDE: f32 = 1056.0;
/// Top and bottom of the title.
const TITLE: (f32, f32) = (132.0, 344.0);
/// Font sizes of the title, each with its maximum number of lines.
const SIZES: [(f32, usize); 3] = [(80.0, 2), (68.0, 2), (56.0, 3)];

/// The layer that most pictures of a site share.
#[derive(Template)]
#[template(path = "pictures/backdrop.svg")]
pub(in crate::pages) struct Backdrop {
    site_name: String,
    is_sample: bool,
    small_print: String,
}

impl Backdrop {
    pub(in crate::pages) fn new(site_name: &str, is_sample: bool, small_print: &str) -> Self {
        Self {
            site_name: shortened(&drawable(site_name), Weight::Bold, 30.0, 640.0),
            is_sample,
            small_print: shortened(&drawable(small_print), Weight::Regular, 24.0, WIDE),
        }
    }
}

#[derive(Template)]
#[template(path = "pictures/career.svg")]
pub(in crate::pages) struct PictureCard {
    backdrop: Backdrop,
    title: Set,
    is_right_to_left: bool,
    pay: Option<PayView>,
    figure: Option<String>,
    what: String,
    /// The offset of `what` from the left margin.
    what_x: f32,
}

pub async fn png(address: Address, site: Data<Site>, db: Data<Db>) -> PageResult {
    let (page, sources) = address.read(&db).await?;
    let here = addresses::picture(&page.profile.slug);
    let (name, today) = (site.name.clone(), site.clock.today());
    let write = move || {
        let card = PictureCard::new(&name, &page, &sources, today);
        Ok::<_, Error>(Written::new(card.backdrop.render()?, card.render()?))
    };
    let written = site.pictures.making(write).await?;
    let png = site.pictures.png(written).await?;
    Ok(kept(HttpResponse::Ok().content_type("image/png").insert_header(SHOWN_ELSEWHERE).body(png), here))
}

impl PictureCard {
    pub(in crate::pages) fn new(
        site_name: &str,
        page: &LiveCareer,
        sources: &SmallPrint,
        today: NaiveDate,
    ) -> Self {
        let profile = &page.profile;
        let pay = profile.pay.first().and_then(|pay| PayView::of(pay, sources, today));
        let title = drawable(&profile.title);
        let figure = pay.as_ref().and_then(figure);
        let what_x = figure.as_ref().map_or(0.0, |figure| width(figure, Weight::Bold, 56.0) + 24.0);
        let what = pay.as_ref().map(|pay| what(&pay.figures)).unwrap_or_default();
        let cited = match &pay {
            Some(pay) => pay.figures.source.clone(),
            None => sources.cited(profile, &[Group::Text]).next(),
        };
        let small_print = match cited {
            Some(cited) => format!("As of {}. Source: {}", cited.month(), cited.name),
            None => format!("Last updated {}", filters::day(&page.updated_at.date())),
        };
        let shared = pay.as_ref().and_then(|pay| pay.figures.counted_with.as_ref());
        let small_print = match shared {
            Some(with) => format!("Counted together with {with}. {small_print}"),
            None => small_print,
        };
        Self {
            backdrop: Backdrop::new(site_name, profile.sample, &small_print),
            is_right_to_left: is_right_to_left(&title),
            title: set(&title, WIDE, &SIZES),
            what: shortened(&drawable(&what), Weight::Regular, 28.0, WIDE - what_x),
            what_x,
            figure,
            pay,
        }
    }

    /// Vertically centered.
    fn lines(&self) -> impl Iterator<Item = (Vec<(f32, Run)>, f32)> {
        let (from, to) = TITLE;
        let height = self.title.size * 1.16;
        let above = (to - from - height * self.title.lines.len() as f32) / 2.0;
        let first = from + above + self.title.size * 0.88;
        let edge = if self.is_right_to_left { Edge::Right(LEFT + WIDE) } else { Edge::Left(LEFT) };
        self.title.lines.iter().enumerate().map(move |(place, line)| {
            (placed(line, Weight::Bold, self.title.size, edge), first + height * place as f32)
        })
    }
}

/// `$79,057 /yr`, or the known end of the range if there is no total.
fn figure(view: &PayView) -> Option<String> {
    let pay = &view.figures;
    let total = pay.total.as_ref().map(|total| format!("{}\u{a0}{}", total.text, pay.period.suffix()));
    total.or_else(|| view.half_known.clone())
}

/// `Total Pay (median), United States`.
fn what(pay: &PlacePay) -> String {
    let of = pay.statistic.name().filter(|_| pay.total.is_some()).map(|name| format!(" ({name})"));
    format!("Total Pay{}, {}", of.unwrap_or_default(), pay.place)
}
