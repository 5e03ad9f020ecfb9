//! `/careers/{slug}/card`: a career's pay in a frame for other sites.

use std::sync::Arc;

use actix_web::http::header;
use actix_web::web::Data;
use askama::Template;

use super::Address;
use super::pay_view::PayView;
use super::sources::{Cited, SmallPrint};
use crate::addresses;
use crate::db::Db;
use crate::models::published::LiveCareer;
use crate::pages::alternates::links;
use crate::pages::{Head, PageResult, kept, show};
use crate::profile::{Group, Profile, Slug};
use crate::site::Site;

/// Unlike every other page, any site may frame this one: it has no forms or buttons that clickjacking could abuse.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *";

/// Width and height in pixels.
pub const SIZE: (u32, u32) = (400, 380);

#[derive(Template)]
#[template(path = "careers/card.html")]
pub(in crate::pages) struct CardPage {
    head: Head,
    profile: Profile,
    path: String,
    pay: Option<PayView>,
    text_sources: Vec<Cited>,
}

/// The markup that embeds the card in another page.
#[derive(Clone, Debug, Template)]
#[template(path = "careers/frame.html")]
pub struct Frame {
    address: String,
    title: String,
    width: u32,
    height: u32,
}

impl Frame {
    pub fn new(site: &Site, slug: &Slug, title: &str, (width, height): (u32, u32)) -> Self {
        let title = format!("{title}: pay, from {}", site.name);
        Self { address: site.absolute(&addresses::card(slug)), title, width, height }
    }
}

pub async fn page(address: Address, site: Data<Site>, db: Data<Db>) -> PageResult {
    let (LiveCareer { profile, .. }, small_print) = address.read(&db).await?;
    let card = CardPage::new(site.into_inner(), profile, &small_print);
    let mut answer = show(&card)?;
    links(&mut answer, &card.head.site, Some(&card.path), []);
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, header::HeaderValue::from_static(POLICY));
    let robots = header::HeaderName::from_static("x-robots-tag");
    headers.insert(robots, header::HeaderValue::from_static("noindex"));
    Ok(kept(answer, addresses::card(&card.profile.slug)))
}

impl CardPage {
    pub(in crate::pages) fn new(site: Arc<Site>, profile: Profile, small_print: &SmallPrint) -> Self {
        let today = site.clock.today();
        Self {
            head: Head::unlisted(site, profile.title.clone()),
            path: addresses::career(&profile.slug),
            pay: profile.pay.first().and_then(|pay| PayView::of(pay, small_print, today)),
            text_sources: small_print.of([&profile], &[Group::Text]),
            profile,
        }
    }
}
