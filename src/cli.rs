//! The arguments of the command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use metier::backup::{BackupArgs, RestoreArgs};
use metier::config::{AddressSettings, DatabaseSettings, LogSettings, ReplicaSettings, SiteSettings};
use metier::import::{onet, prices, projections, table};
use metier::models::user::{Role, email};
use metier::static_site;

/// A self-hosted website of career profiles: what each career involves, requires and pays, and where it leads.
///
/// Without a command, it serves the site. Every setting can also be given as an environment variable.
#[derive(Parser)]
#[command(version, args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub serve: Serve,
}

#[derive(Subcommand)]
pub enum Command {
    /// Serve the site (the default command).
    Serve(Serve),
    /// Import careers from open data or from a bundle.
    #[command(subcommand)]
    Import(Import),
    /// Create accounts, and links to set their passwords.
    #[command(subcommand)]
    User(UserCommand),
    /// Write all content to a bundle: one JSON file that `import bundle` reads.
    Export(OnDatabase<Export>),
    /// Write the public site as static files, for any file server. Later runs write only what has changed.
    ExportSite(OnDatabase<static_site::ExportSiteArgs>),
    /// Rebuild the index that lists, search and comparisons use. The site can keep running.
    RebuildIndex(DatabaseSettings),
    /// Back up an SQLite database to one file. The site can keep running.
    Backup(OnDatabase<BackupArgs>),
    /// Replace an SQLite database with a backup. The site can keep running, and the replaced database is kept next
    /// to the new one.
    Restore(OnDatabase<RestoreArgs>),
    /// Check everything the site depends on, with the settings of `serve`, and say how to fix problems. Changes
    /// nothing. Exits with status 1 if something must be fixed.
    Doctor(Instance),
}

// Not a doc comment, which clap would show as the help of each command.
// The arguments of a command that works on a database.
#[derive(Args)]
pub struct OnDatabase<T: Args> {
    #[command(flatten)]
    pub database: DatabaseSettings,
    #[command(flatten)]
    pub args: T,
}

#[derive(Args)]
pub struct Instance {
    #[command(flatten)]
    pub database: DatabaseSettings,
    #[command(flatten)]
    pub replica: ReplicaSettings,
    #[command(flatten)]
    pub site: SiteSettings,
}

#[derive(Args)]
pub struct Serve {
    #[command(flatten)]
    pub instance: Instance,
    #[command(flatten)]
    pub log: LogSettings,
    /// Create a new database without the five sample careers. An existing database is left as it is.
    #[arg(long)]
    pub empty: bool,
}

#[derive(Subcommand)]
pub enum Import {
    /// Import an O*NET release, optionally with OEWS wages: one published career per occupation. Stores everything
    /// or nothing.
    ///
    /// Download a release from https://www.onetcenter.org/database.html (the text version) and wages from
    /// https://www.bls.gov/oes/tables.htm (national, xlsx). You can import a release again, or a later one over it:
    /// careers without changes stay untouched, and sections that were edited here are left alone.
    Onet(OnDatabase<onet::OnetArgs>),
    /// Import Employment Projections: the outlook of every stored career with an O*NET-SOC code. Stores everything or
    /// nothing.
    ///
    /// Download the spreadsheet of occupations from https://www.bls.gov/emp/data/occupational-data.htm. You can import
    /// it again, or a later edition over it. Outlooks that were edited here are left alone.
    Projections(OnDatabase<projections::ProjectionArgs>),
    /// Import regional price parities, by which pay in different places can be compared.
    ///
    /// Download tables from https://www.bea.gov/data/prices-inflation/regional-price-parities-state-and-metro-area. You
    /// can import them again, or a later edition over them.
    Prices(OnDatabase<prices::PricesArgs>),
    /// Import a table of careers or of pay by place, from the statistics of any country. Stores everything or nothing.
    ///
    /// The first row names the columns, in any order; it tells the two tables apart. Lists have one entry per line of
    /// the cell. A column that a table doesn't have leaves what is stored as it is; sections that were edited here are
    /// left alone.
    ///
    /// Careers: title or plural title, plain title, article, slug, code, category, summary, responsibilities, emerging
    /// tasks, activities, qualifications, education, skills, related, alternate titles. A career is found by its code,
    /// or else by its slug, or else by the slug made from its title; others are new, and published.
    ///
    /// Pay: code or slug of a career (or the code “all”), place, kind of place, within, currency, period, p10, p25,
    /// median, p75, p90, mean, employed, relative standard error, note, as of. Unknown figures are empty or one of
    /// x .. : * -; the note says why. The pay in a country becomes the headline of the career. A table replaces all
    /// pay of a place that is as of the same date.
    Table(OnDatabase<table::TableArgs>),
    /// Import a bundle written by `export`. Stores everything or nothing.
    Bundle(OnDatabase<ImportBundle>),
}

#[derive(Args)]
pub struct ImportBundle {
    /// Replace careers that already exist. Without this, they make the import fail.
    #[arg(long)]
    pub overwrite: bool,
    /// The bundle.
    pub file: PathBuf,
}

#[derive(Subcommand)]
pub enum UserCommand {
    /// Add a user and print a link to set their password.
    Add(AddUser),
    /// Print a new password link for an existing user.
    Link(OnDatabase<LinkUser>),
}

#[derive(Args)]
pub struct AddUser {
    #[command(flatten)]
    pub link: OnDatabase<LinkUser>,
    /// Their role: author, editor or admin.
    #[arg(long, value_parser = parse_role)]
    pub role: Role,
}

#[derive(Args)]
pub struct LinkUser {
    #[command(flatten)]
    pub address: AddressSettings,
    /// Their email address.
    #[arg(value_parser = parse_email)]
    pub email: String,
}

fn parse_role(text: &str) -> Result<Role, &'static str> {
    text.parse().map_err(|_| "enter author, editor or admin")
}

fn parse_email(text: &str) -> Result<String, &'static str> {
    email::parse(text).ok_or("enter an email address, like anna@example.org")
}

#[derive(Args)]
pub struct Export {
    /// The file to write, or - for standard output.
    #[arg(required_unless_present = "schema")]
    pub file: Option<PathBuf>,
    /// Include every revision and draft, with the email addresses of their authors.
    #[arg(long)]
    pub with_history: bool,
    /// Print the JSON Schema of the bundle format instead.
    #[arg(long)]
    pub schema: bool,
}
