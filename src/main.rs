//! The command line: parses the arguments and calls the library.

mod cli;

use std::fmt::Display;
use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;
use metier::clock::Clock;
use metier::config::DatabaseSettings;
use metier::db::{self, Conn, Db};
use metier::import::{self, Progress, bundle, onet, prices, projections, table};
use metier::models::audit::Actor;
use metier::models::user::UserRefused;
use metier::models::{password_link, published};
use metier::scratch::Scratch;
use metier::{backup, doctor, serve, static_site, telemetry};

use cli::{
    AddUser, Cli, Command, Export, Import, ImportBundle, Instance, LinkUser, OnDatabase, Serve, UserCommand,
};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command.unwrap_or(Command::Serve(cli.serve)) {
        Command::Serve(args) => run_server(args),
        Command::Import(Import::Onet(args)) => import_onet(args),
        Command::Import(Import::Projections(args)) => import_projections(args),
        Command::Import(Import::Prices(args)) => import_prices(args),
        Command::Import(Import::Table(args)) => import_table(args),
        Command::Import(Import::Bundle(args)) => import_bundle(args),
        Command::User(UserCommand::Add(AddUser { link, role })) => {
            print_link(link, |conn, actor, email| password_link::invite(conn, actor, email, role))
        }
        Command::User(UserCommand::Link(link)) => print_link(link, password_link::renew),
        Command::Export(args) => export(args),
        Command::ExportSite(args) => export_site(args),
        Command::RebuildIndex(args) => rebuild_index(&args),
        Command::Backup(args) => print(backup::back_up(&args.database.database_url, &args.args)),
        Command::Restore(args) => print(backup::restore(&args.database.database_url, &args.args)),
        Command::Doctor(args) => examine(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("metier: {error}");
            ExitCode::FAILURE
        }
    }
}

type Done = Result<(), Box<dyn std::error::Error>>;

fn print(done: Result<impl Display, backup::BackupError>) -> Done {
    println!("{}", done?);
    Ok(())
}

fn run_server(args: Serve) -> Done {
    telemetry::start("info", args.log.log_format);
    let Instance { database, replica, site } = args.instance;
    db::wait_for(&database.database_url);
    let db = open(&database, |conn| match args.empty {
        true => Ok(()),
        false => bundle::store_starter(conn),
    })?;
    let db = db.bounded(Duration::from_secs(site.limits.database_timeout));
    let db = match &replica.database_read_url {
        Some(url) => db.with_replica(url),
        None => db,
    };
    Ok(actix_web::rt::System::new().block_on(serve::run(&site, db))?)
}

/// Opens the database, fills a new one with `when_new`, and rebuilds an outdated index.
fn open(
    settings: &DatabaseSettings,
    when_new: impl FnOnce(&mut Conn) -> Result<(), import::ImportError>,
) -> Result<Db, import::ImportError> {
    let db = Db::open(&settings.database_url, when_new)?;
    if db.read_now(published::is_behind)? {
        let count = Progress::for_stderr().counting(REBUILDING);
        db.write_now(|conn| published::bring_up_to_date(conn, |step| count.at(step.done, step.of)))?;
    }
    Ok(db)
}

const REBUILDING: &str = "Rebuilding the index of published careers";

fn rebuild_index(database: &DatabaseSettings) -> Done {
    let db = open_existing(database)?;
    let count = Progress::for_stderr().counting(REBUILDING);
    db.write_now(|conn| published::rebuild(conn, |step| count.at(step.done, step.of)))?;
    Ok(())
}

/// Opens the database for a command that brings its own content: a new one stays empty.
fn open_for_content(settings: &DatabaseSettings) -> Result<Db, import::ImportError> {
    open(settings, |_| Ok(()))
}

/// Never creates a database, so that a mistyped name doesn't leave an empty file behind.
fn open_existing(settings: &DatabaseSettings) -> Result<Db, Box<dyn std::error::Error>> {
    match settings.database_url.is_absent() {
        true => Err(format!("there is no database {}; check --database-url", settings.database_url).into()),
        false => Ok(open_for_content(settings)?),
    }
}

fn print_link(
    OnDatabase { database, args: LinkUser { address, email } }: OnDatabase<LinkUser>,
    make: impl FnOnce(&mut Conn, &Actor, &str) -> Result<String, UserRefused>,
) -> Done {
    let actor = Actor::other("command line", Clock::default().now());
    let token = open_existing(&database)?.write_now(|conn| make(conn, &actor, &email))?;
    let url = password_link::url(&address.base_url, &token);
    println!("Send {email} this link to set a password. It works once, within an hour: {url}");
    Ok(())
}

fn import_onet(OnDatabase { database, args }: OnDatabase<onet::OnetArgs>) -> Done {
    let report = onet::run(&open_for_content(&database)?, &args, Clock::default().now())?;
    println!("{report}");
    Ok(())
}

fn import_projections(OnDatabase { database, args }: OnDatabase<projections::ProjectionArgs>) -> Done {
    println!("{}", projections::run(&open_existing(&database)?, &args, Clock::default().now())?);
    Ok(())
}

fn import_prices(OnDatabase { database, args }: OnDatabase<prices::PricesArgs>) -> Done {
    println!("{}", prices::run(&open_existing(&database)?, &args)?);
    Ok(())
}

fn import_table(OnDatabase { database, args }: OnDatabase<table::TableArgs>) -> Done {
    println!("{}", table::run(&open_for_content(&database)?, &args, Clock::default().now())?);
    Ok(())
}

fn import_bundle(OnDatabase { database, args }: OnDatabase<ImportBundle>) -> Done {
    let careers = bundle::import(&open_for_content(&database)?, &args.file, args.overwrite)?;
    println!("Imported {careers} careers from {}", args.file.display());
    Ok(())
}

fn export(OnDatabase { database, args }: OnDatabase<Export>) -> Done {
    match args.file {
        _ if args.schema => print!("{}", bundle::schema()),
        Some(file) if file.as_os_str() != "-" => export_to_file(&database, &file, args.with_history)?,
        _ => bundle::export(&open_existing(&database)?, args.with_history, std::io::stdout().lock())?,
    }
    Ok(())
}

/// Writes to a temporary file first, so that a failure leaves the old file intact.
fn export_to_file(database: &DatabaseSettings, file: &std::path::Path, with_history: bool) -> Done {
    let folder = Scratch::beside(file)?;
    let mut unfinished = tempfile::NamedTempFile::new_in(folder.path())?;
    bundle::export(&open_existing(database)?, with_history, std::io::BufWriter::new(&mut unfinished))?;
    unfinished.persist(file)?;
    eprintln!("Exported to {}", file.display());
    Ok(())
}

fn export_site(OnDatabase { database, args }: OnDatabase<static_site::ExportSiteArgs>) -> Done {
    // Every page is a request to the app: log only failures.
    telemetry::start("error", None);
    let report = static_site::export(open_existing(&database)?, &args)?;
    println!("{report}");
    Ok(())
}

fn examine(args: &Instance) -> Done {
    let report = doctor::run(&args.database, &args.replica, &args.site);
    print!("{report}");
    match report.failures() {
        0 => Ok(()),
        failures => Err(format!("checks failed: {failures}").into()),
    }
}
