//! Exports the public site as files for any file server: every page as the app renders it, found by following links.

mod addresses;
mod answer;
mod crawl;
mod error;
mod folder;
mod links;

use std::path::PathBuf;
use std::sync::Arc;

use crate::Shared;
use crate::assets::Assets;
use crate::config::{AddressSettings, LookSettings};
use crate::db::Db;
use crate::import::Progress;
use crate::site::Site;
pub use error::Error;
use folder::Folder;
pub use folder::Report;

/// What is written, and where to.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// The address that the files will be at.
    #[command(flatten)]
    pub address: AddressSettings,
    /// What the site looks like.
    #[command(flatten)]
    pub look: LookSettings,
    /// Show no progress, only the report
    #[arg(long)]
    pub quiet: bool,
    /// The folder, an empty one or that of an earlier run; made where there is none
    pub dir: PathBuf,
}

/// Leaves unchanged files alone, and removes those that are no longer part of the site.
pub fn export(db: Db, args: &Args) -> Result<Report, Error> {
    let progress = if args.quiet { Progress::Quiet } else { Progress::for_stderr() };
    let folder = Folder::open(&args.dir)?;
    let assets = Assets::lay_out(args.look.static_dir.as_deref()).map_err(Error::Assets)?;
    let site = Site::new(&args.look.site_name, &args.address.base_url, assets);
    let start = db.read_now(addresses::all)?;
    // Each page is asked for once, so none is kept.
    let shared = Shared::new(Arc::new(site), db.inline(), 0);
    crawl::crawl(&shared, start, &folder, &progress.counting("Writing the site"))?;
    folder.finish()
}
