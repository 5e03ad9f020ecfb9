//! Preview pictures of pages that list careers or skills: a heading, and the first rows with their figures. Pay is on one
//! scale.

use actix_web::HttpResponse;
use askama::Template;

use super::careers::picture::{Backdrop, LEFT, SIZE, WIDE};
use super::pay_scale::{Bands, Drawn, PayScale};
use super::{Head, PageResult, Picture, kept};
use crate::error::Error;
use crate::models::published::card::Card;
use crate::pictures::text::{Edge, Set, Weight, drawable, is_right_to_left, placed, set, shortened};
use crate::pictures::{Run, Written};
use crate::site::Site;
use crate::web::headers::SHOWN_ELSEWHERE;

/// How many rows there is room for.
pub const ROWS: usize = 4;
/// Font sizes of the heading, each with its maximum number of lines.
const SIZES: [(f32, usize); 2] = [(64.0, 2), (52.0, 2)];
/// The middle of the heading, and the top of the first row.
const HEADING: f32 = 204.0;
const TOP: usize = 294;
const ROW_HEIGHT: usize = 64;
/// The width of a row's title, left of the bar.
const TITLE: f32 = 440.0;

/// What a picture shows.
pub struct ListPicture {
    pub heading: String,
    pub rows: Vec<PictureRow>,
    pub small_print: String,
    pub is_sample: bool,
}

#[derive(Clone, Debug)]
pub struct PictureRow {
    pub title: String,
    /// What the figure is shared with, if it is.
    pub counted_with: Option<String>,
    pub figure: String,
    pub pay: Option<Drawn>,
}

#[derive(Template)]
#[template(path = "pictures/list.svg")]
struct ListCard {
    heading: Set,
    is_right_to_left: bool,
    rows: Vec<PictureRow>,
}

impl ListPicture {
    pub fn of_careers(heading: &str, careers: &[Card], small_print: &str) -> Self {
        let careers = &careers[..careers.len().min(ROWS)];
        let pay: Vec<_> = careers.iter().map(|card| card.headline_pay.as_ref()).collect();
        let row = |(card, pay): (&Card, Option<Drawn>)| PictureRow {
            title: card.title.clone(),
            counted_with: card.counted_with().map(str::to_owned),
            figure: card.pay().map_or("no pay data yet".into(), |pay| pay.with_period()),
            pay,
        };
        Self {
            heading: heading.into(),
            rows: careers.iter().zip(PayScale::of(&pay, Bands::Likely).rows).map(row).collect(),
            small_print: small_print.into(),
            is_sample: careers.iter().any(|card| card.sample),
        }
    }

    /// The same in words.
    fn alt(&self) -> String {
        let row = |row: &PictureRow| {
            let with = row.counted_with.as_ref().map(|with| format!(" (counted together with {with})"));
            format!("{}, {}{}", row.title, row.figure, with.unwrap_or_default())
        };
        let rows: Vec<String> = self.rows.iter().map(row).collect();
        let colon = if self.heading.ends_with('?') || rows.is_empty() { "" } else { ":" };
        format!("{}{colon} {}", self.heading, rows.join("; ")).trim_end().into()
    }

    /// `address` is the path and query that the picture is cached under.
    pub async fn answer(self, site: &Site, address: String) -> PageResult {
        let name = site.name.clone();
        let write = move || {
            let backdrop = Backdrop::new(&name, self.is_sample, &self.small_print);
            Ok::<_, Error>(Written::new(backdrop.render()?, ListCard::new(self).render()?))
        };
        let png = site.pictures.png(site.pictures.making(write).await?).await?;
        let mut answer = HttpResponse::Ok();
        Ok(kept(answer.content_type("image/png").insert_header(SHOWN_ELSEWHERE).body(png), address))
    }
}

impl Head {
    /// Names the picture of this page at a path and query.
    pub fn pictured(self, path: String, picture: &ListPicture) -> Self {
        Self { picture: Some(Picture { path, alt: picture.alt(), size: SIZE }), ..self }
    }
}

impl ListCard {
    fn new(picture: ListPicture) -> Self {
        let heading = drawable(&picture.heading);
        let fitted = |text: &str, size| shortened(&drawable(text), Weight::Regular, size, TITLE);
        let drawn = |row: PictureRow| PictureRow {
            title: fitted(&row.title, 30.0),
            counted_with: row.counted_with.map(|with| fitted(&format!("Counted together with {with}"), 18.0)),
            ..row
        };
        Self {
            is_right_to_left: is_right_to_left(&heading),
            heading: set(&heading, WIDE, &SIZES),
            rows: picture.rows.into_iter().map(drawn).collect(),
        }
    }

    /// Vertically centered; lower if there are no rows.
    fn heading(&self) -> impl Iterator<Item = (Vec<(f32, Run)>, f32)> {
        let Set { lines, size } = &self.heading;
        let middle = if self.rows.is_empty() { HEADING + 120.0 } else { HEADING };
        let height = size * 1.16;
        let first = middle - height * lines.len() as f32 / 2.0 + size * 0.88;
        let edge = if self.is_right_to_left { Edge::Right(LEFT + WIDE) } else { Edge::Left(LEFT) };
        let line = move |(place, line): (usize, &String)| {
            (placed(line, Weight::Bold, *size, edge), first + height * place as f32)
        };
        lines.iter().enumerate().map(line)
    }

    fn top(&self, row: &usize) -> usize {
        TOP + ROW_HEIGHT * row
    }
}
