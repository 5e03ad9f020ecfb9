//! A career that is published again and again; its page shows the number of its edition.

use std::fs;

use metier::clock::Clock;
use metier::forms::profile::ProfileForm;
use metier::models::audit::Actor;
use metier::models::user::Role;
use metier::models::{draft, publication};
use metier::profile::Profile;
use tempfile::NamedTempFile;

use super::backups::content;
use super::careers::load;
use super::client::Client;
use super::commands::succeed;
use super::{Running, TestDb, metier, session_cookie};

pub const PATH: &str = "/careers/baker";

pub struct Edited {
    pub db: TestDb,
    id: i64,
    pub editor: Client,
    /// The output of `metier export` with the first edition.
    bundle: String,
}

fn summary(edition: u32) -> String {
    format!("Edition {edition}.")
}

impl Edited {
    pub fn new(db: TestDb) -> Self {
        let actor = Actor::other("test", Clock::default().now());
        let profile = Profile { summary: summary(1), ..Profile::new("Baker") };
        let published = db.db.write_now(|conn| {
            let id = draft::create(conn, &actor, &profile, "")?;
            publication::publish(conn, &actor, id, 1)?;
            Ok::<_, draft::DraftRefused>(id)
        });
        let bundle = String::from_utf8(content(&db)).unwrap();
        let editor = Client::new(session_cookie(&db, Role::Editor));
        Self { id: published.unwrap(), editor, bundle, db }
    }

    /// Starts an instance without a rate limit.
    pub fn serve(&self) -> Running {
        Running::start(metier(&self.db).env("METIER_RATE_LIMIT", "0").arg("serve"))
    }

    /// Publishes an edition in the desk of an instance.
    pub fn publish(&self, address: &str, edition: u32) {
        let draft = load(&self.db.db, self.id);
        let profile = Profile { summary: summary(edition), ..draft.profile };
        let mut form = ProfileForm::from_profile(&profile);
        form.version = draft.version.to_string();
        let base = format!("/admin/careers/{}", self.id);
        self.editor.post(address, &format!("{base}/edit"), form.pairs());
        let version = load(&self.db.db, self.id).version.to_string();
        self.editor.post(address, &format!("{base}/publication"), vec![("version".into(), version)]);
    }

    /// Imports an edition on the command line.
    pub fn import(&self, edition: u32) {
        let file = NamedTempFile::new().unwrap();
        fs::write(file.path(), self.bundle.replace(&summary(1), &summary(edition))).unwrap();
        let mut import = metier(&self.db);
        succeed(import.args(["import", "bundle", "--overwrite"]).arg(file.path()));
    }
}

/// The edition that an instance shows.
pub fn shown(client: &Client, address: &str) -> u32 {
    let page = client.get(address, PATH);
    let editions = page.split("Edition ").skip(1).map(|rest| rest.split('.').next().unwrap());
    let mut editions: Vec<u32> = editions.map(|number| number.parse().unwrap()).collect();
    editions.dedup();
    assert_eq!(editions.len(), 1, "the page mixes editions: {editions:?} in {page}");
    editions[0]
}
