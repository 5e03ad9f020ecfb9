//! `/careers/{slug}/card`: a career's pay in a frame for other sites.

use std::sync::Arc;

use actix_web::HttpRequest;
use actix_web::http::header;
use actix_web::web::Data;
use askama::Template;

use super::Address;
use super::pay_view::PayView;
use super::sources::{Cited, SmallPrint};
use crate::addresses;
use crate::db::{Conn, Db};
use crate::error::Error;
use crate::models::source;
use crate::pages::alternates::links;
use crate::pages::{Head, PageResult, kept, show};
use crate::profile::{Group, Profile, Slug, Source};
use crate::site::Site;

/// Unlike every other page, any site may frame this one: it has no forms or buttons that clickjacking could abuse.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *";

/// Width and height in pixels.
pub const SIZE: (u32, u32) = (400, 380);

#[derive(Template)]
#[template(path = "careers/card.html")]
struct CardPage {
    head: Head,
    title: String,
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
    pub fn new(site: &Site, slug: &Slug, title: &str) -> Self {
        let (width, height) = SIZE;
        let title = format!("{title}: pay, from {}", site.name);
        Self { address: site.absolute(&addresses::card(slug)), title, width, height }
    }

    pub fn sized(self, (width, height): (u32, u32)) -> Self {
        Self { width, height, ..self }
    }
}

pub async fn page(request: HttpRequest, site: Data<Site>, db: Data<Db>) -> PageResult {
    let address = Address::of(&request);
    let (profile, sources) = db.read_shown(move |conn| read(conn, &address)).await?;
    let card = CardPage::new(site.into_inner(), &profile, sources);
    let mut answer = show(&card)?;
    links(&mut answer, &card.head.site, Some(&card.path), []);
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, header::HeaderValue::from_static(POLICY));
    headers
        .insert(header::HeaderName::from_static("x-robots-tag"), header::HeaderValue::from_static("noindex"));
    Ok(kept(answer, addresses::card(&profile.slug)))
}

fn read(conn: &mut Conn, address: &Address) -> Result<(Profile, Vec<Source>), Error> {
    Ok((address.find(conn)?.profile, source::all(conn)?))
}

impl CardPage {
    fn new(site: Arc<Site>, profile: &Profile, sources: Vec<Source>) -> Self {
        let (small_print, today) = (SmallPrint::new(sources), site.clock.today());
        let head = Head::unlisted(site, profile.title.clone());
        Self {
            path: addresses::career(&profile.slug),
            title: profile.title.clone(),
            pay: profile.pay.first().and_then(|pay| PayView::of(pay, &small_print, today)),
            text_sources: small_print.of(profile, &[Group::Text]),
            head,
        }
    }
}
