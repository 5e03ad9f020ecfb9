//! `/`: a search box, a few careers to start from, and all categories.

use actix_web::web::Data;
use askama::Template;

use super::{Head, PageResult, Site, show};
use crate::db::Db;
use crate::error::Error;
use crate::models::career::{self, Card};
use crate::models::category::{self, Counted};

#[derive(Template)]
#[template(path = "home/home.html")]
struct Home {
    head: Head,
    careers: i64,
    featured: Vec<Card>,
    categories: Vec<Counted>,
}

/// Shows the home page.
pub async fn home(site: Data<Site>, db: Data<Db>) -> PageResult {
    let (careers, featured, categories) = db
        .read(|conn| {
            let careers = career::count_published(conn)?;
            Ok::<_, Error>((careers, career::featured(conn)?, category::counted(conn)?))
        })
        .await?;
    let head = Head::new(site.into_inner(), "what a job does, asks for and pays", "/")
        .described("Career profiles: what a role does, what it asks for, what it pays and where it leads.");
    show(&Home { head, careers, featured, categories })
}
