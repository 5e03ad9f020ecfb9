//! A signed-in editor, and the actions they take on a career.

use std::time::Duration;

use actix_web::cookie::Cookie;
use actix_web::test::TestRequest;
use metier::db::Db;
use metier::forms::profile::ProfileForm;
use metier::models::audit::Actor;
use metier::models::draft::{self, Draft};
use metier::models::session;
use metier::models::user::{self, Role, UserRefused};
use metier::profile::fields::Field;
use metier::secrets::token;

use super::inside::site::Site;

/// The actions of a round, in order.
pub const STEPS: [&str; 5] = ["open", "save", "publish", "compare", "restore"];

pub struct Editor {
    db: Db,
    site: Site,
    session: String,
}

impl Editor {
    /// Adds an editor and signs them in.
    pub async fn of(db: &Db) -> Self {
        let (new, now) = (token::new().unwrap(), chrono::Utc::now().naive_utc());
        let signed_in: Result<_, UserRefused> = db.write_now(|conn| {
            let email = format!("editor-{}@example.org", now.and_utc().timestamp_micros());
            let user = user::add(conn, &Actor::other("bench", now), &email, Role::Editor)?;
            Ok(session::start(conn, user.id, &token::hash(&new), "Bench", now)?)
        });
        signed_in.unwrap();
        Self { db: db.clone(), site: Site::over(db.clone()).await, session: new }
    }

    /// Takes each of [`STEPS`], and returns how long each took.
    ///
    /// # Errors
    /// Names the first request whose response has an unexpected status.
    pub async fn round(&self, career: i64, round: usize) -> Result<[Duration; 5], String> {
        let base = format!("/admin/careers/{career}");
        let open = self.get(&format!("{base}/edit")).await?;
        let before = self.draft(career);
        let mut form = ProfileForm::from_profile(&before.profile);
        form.version = before.version.to_string();
        let (names, summary) = (form.get(Field::AlternateTitles), form.get(Field::Summary));
        let names = format!("Name of round {round}\n{names}");
        let summary = format!("{summary}\n\nWritten in round {round}.");
        form.set(Field::AlternateTitles, names);
        form.set(Field::Summary, summary);
        let save = self.post(&format!("{base}/edit"), &form.pairs()).await?;
        let saved = self.draft(career);
        let publish = [("version", saved.version.to_string())];
        let publish = self.post(&format!("{base}/publication"), &publish).await?;
        let newest = saved.revision.number;
        let compare = self.get(&format!("{base}/history?from=1&to={newest}")).await?;
        let restore = [("revision", "1".into()), ("version", self.draft(career).version.to_string())];
        let restore = self.post(&format!("{base}/restore"), &restore).await?;
        Ok([open, save, publish, compare, restore])
    }

    fn draft(&self, career: i64) -> Draft {
        self.db.read_now(|conn| draft::load(conn, career)).unwrap().unwrap()
    }

    async fn get(&self, address: &str) -> Result<Duration, String> {
        self.send(TestRequest::get().uri(address), address, 200).await
    }

    /// Submits a form, and expects a redirect.
    async fn post<N: serde::Serialize>(
        &self,
        address: &str,
        fields: &[(N, String)],
    ) -> Result<Duration, String> {
        let request = TestRequest::post()
            .uri(address)
            .insert_header(("Content-Type", "application/x-www-form-urlencoded"))
            .insert_header(("Origin", "https://careers.example"))
            .insert_header(("Sec-Fetch-Site", "same-origin"))
            .set_payload(serde_html_form::to_string(fields).unwrap());
        self.send(request, address, 303).await
    }

    async fn send(&self, request: TestRequest, address: &str, expected: u16) -> Result<Duration, String> {
        let request = request.cookie(Cookie::new("__Host-metier-session", &self.session));
        let answer = self.site.send(request.peer_addr("192.0.2.1:4711".parse().unwrap())).await;
        match answer.status == expected {
            true => Ok(answer.took),
            false => {
                let body = String::from_utf8_lossy(&answer.body);
                Err(format!("{address} answers {}:\n{body}", answer.status))
            }
        }
    }
}
