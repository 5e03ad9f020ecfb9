//! A simulated browser: keeps cookies, and posts forms as browsers do.

use std::cell::RefCell;
use std::net::SocketAddr;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use actix_web::cookie::Cookie;
use actix_web::http::Method;
use actix_web::test::{TestRequest, call_service, init_service};
use metier::Shared;
use metier::assets::Assets;
use metier::clock::Clock;
use metier::models::audit::Actor;
use metier::models::session;
use metier::models::user::{self, Role, User, UserRefused};
use metier::secrets::{password, token};
use metier::site::Site;

use super::TestDb;
use super::answer::{Answer, read};

/// The password of every user that tests add.
pub const PASSWORD: &str = "correct horse battery staple";

/// The size of the page cache, in bytes.
const PAGES: u64 = 4 * 1024 * 1024;

const SESSION: &str = "__Host-metier-session";

/// The application as a function, since its type has no name. Made once per visitor, since that takes milliseconds.
type App = Rc<dyn Fn(TestRequest) -> Pin<Box<dyn Future<Output = Answer>>>>;

/// A browser visiting a site on a database. It shares its clock only with the visitors [`beside`](Self::beside) it.
#[derive(Clone)]
pub struct Visitor<'a> {
    db: &'a TestDb,
    site: Arc<Site>,
    shared: Shared,
    app: RefCell<Option<App>>,
    cookies: RefCell<Vec<(String, String)>>,
    /// The address that its requests come from.
    pub address: SocketAddr,
    /// The address that it claims in `X-Forwarded-For`.
    pub claimed: String,
    /// The proxy that forwards them.
    proxy: Option<SocketAddr>,
}

impl<'a> Visitor<'a> {
    pub fn new(db: &'a TestDb) -> Self {
        Self::through(db, None)
    }

    /// The same with a rate limit (costly requests per second) and an in-flight limit.
    pub fn with_limits(self, rate: u32, requests: usize) -> Self {
        Self { shared: self.shared.limited(rate, requests), app: RefCell::default(), ..self }
    }

    /// Gets the pages as an export writes them.
    pub fn of_export(db: &'a TestDb) -> Self {
        let site = Arc::new(Site { is_static: true, ..Site::clone(&site()) });
        Self { shared: Shared::new(site, db.db.clone(), 0), ..Self::new(db) }
    }

    /// A browser behind a trusted proxy, which reports its address.
    pub fn behind_proxy(db: &'a TestDb) -> Self {
        Self::through(db, Some("127.0.0.1:80".parse().unwrap()))
    }

    fn through(db: &'a TestDb, proxy: Option<SocketAddr>) -> Self {
        let proxies = proxy.map(|proxy| proxy.ip().to_string()).unwrap_or_default().parse().unwrap();
        let site = Arc::new(Site { clock: Clock::default(), proxies, ..Site::clone(&site()) });
        let shared = Shared::new(site.clone(), db.db.clone(), PAGES);
        let (address, claimed) = ("192.0.2.1:4711".parse().unwrap(), "203.0.113.77".into());
        let (app, cookies) = (RefCell::default(), RefCell::default());
        Self { db, site, shared, app, cookies, address, claimed, proxy }
    }

    /// Another browser with another address, on the same site and clock.
    pub fn beside(&self) -> Visitor<'a> {
        let address = "198.51.100.1:4711".parse().unwrap();
        Visitor { address, cookies: RefCell::default(), ..self.clone() }
    }

    /// Signed in as the user of a role, such as `editor@example.org`, who is added if missing.
    pub fn signed_in(db: &'a TestDb, role: Role) -> Self {
        Self::of(db, &add_user(db, role))
    }

    pub fn of(db: &'a TestDb, user: &User) -> Self {
        let visitor = Self::new(db);
        visitor.sign_in(user);
        visitor
    }

    /// Signs in without the form, whose password hashing is slow.
    pub fn sign_in_as(&self, role: Role) -> User {
        let user = add_user(self.db, role);
        self.sign_in(&user);
        user
    }

    /// Signs in as a user that the test added.
    pub fn sign_in(&self, user: &User) {
        self.keep((SESSION.into(), start_session(self.db, user, self.clock())));
    }

    /// The code that an authenticator app shows now, by the clock of the site.
    pub fn code(&self, secret: &str) -> String {
        code_of(secret, self.clock().now().and_utc().timestamp().try_into().unwrap())
    }

    pub fn clock(&self) -> &Clock {
        &self.site.clock
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(TestRequest::with_uri(path)).await
    }

    pub async fn get_with(&self, path: &str, header: (&'static str, &str)) -> Answer {
        self.send(TestRequest::with_uri(path).insert_header(header)).await
    }

    pub async fn get_all(&self, paths: &[String]) -> Vec<Answer> {
        let mut answers = Vec::with_capacity(paths.len());
        for path in paths {
            answers.push(self.get(path).await);
        }
        answers
    }

    /// Sends a same-origin request with any method.
    pub async fn ask(&self, method: Method, path: &str) -> Answer {
        let request = TestRequest::with_uri(path).method(method);
        self.send(request.insert_header(("Sec-Fetch-Site", "same-origin"))).await
    }

    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let headers = [("Origin", "https://careers.example"), ("Sec-Fetch-Site", "same-origin")];
        self.post_with(path, fields, &headers).await
    }

    /// Sends a form with these headers in place of those that give its origin.
    pub async fn post_with(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        headers: &[(&'static str, &'static str)],
    ) -> Answer {
        let body = serde_html_form::to_string(fields).unwrap();
        let request = TestRequest::with_uri(path).method(Method::POST).set_payload(body);
        let request = request.insert_header(("Content-Type", "application/x-www-form-urlencoded"));
        self.send(headers.iter().fold(request, |request, header| request.insert_header(*header))).await
    }

    /// Sends a form with a file called `picture.png`.
    pub async fn upload(&self, path: &str, fields: &[(&str, &str)], (name, file): (&str, &[u8])) -> Answer {
        let body = multipart("edge", fields, name, file);
        let request = TestRequest::with_uri(path).method(Method::POST).set_payload(body);
        let request = request.insert_header(("Content-Type", "multipart/form-data; boundary=edge"));
        self.send(request.insert_header(("Sec-Fetch-Site", "same-origin"))).await
    }

    /// The session token in the browser.
    pub fn session(&self) -> Option<String> {
        let cookies = self.cookies.borrow();
        cookies.iter().find(|(name, _)| name == SESSION).map(|(_, value)| value.clone())
    }

    /// Another browser with the same cookies, as if they had been stolen.
    pub fn with_its_session(&self) -> Visitor<'a> {
        Visitor { cookies: self.cookies.clone(), ..self.beside() }
    }

    pub async fn send(&self, request: TestRequest) -> Answer {
        let with_cookie = |request: TestRequest, (name, value): &(String, String)| {
            request.cookie(Cookie::new(name.clone(), value.clone()))
        };
        let forwarded = format!("{}, {}", self.claimed, self.address.ip());
        let request = request.peer_addr(self.proxy.unwrap_or(self.address));
        let request = request.insert_header(("X-Forwarded-For", forwarded));
        let request = self.cookies.borrow().iter().fold(request, with_cookie);
        let app = self.app().await;
        let asked = Instant::now();
        let answer = app(request).await;
        let answer = Answer { took: asked.elapsed(), ..answer };
        for set in answer.headers.get_all("set-cookie") {
            let cookie = Cookie::parse(set.to_str().unwrap().to_owned()).unwrap();
            self.keep((cookie.name().into(), cookie.value().into()));
        }
        answer
    }

    async fn app(&self) -> App {
        if let Some(app) = &*self.app.borrow() {
            return app.clone();
        }
        let service = Rc::new(init_service(metier::app(self.shared.clone())).await);
        let app: App = Rc::new(move |request: TestRequest| {
            let service = service.clone();
            Box::pin(async move { read(call_service(&*service, request.to_request()).await).await })
        });
        self.app.replace(Some(app.clone()));
        app
    }

    fn keep(&self, (name, value): (String, String)) {
        let mut cookies = self.cookies.borrow_mut();
        cookies.retain(|(kept, _)| *kept != name);
        if !value.is_empty() {
            cookies.push((name, value));
        }
    }
}

/// A form with a file called `picture.png`, in the encoding of browsers.
pub fn multipart<T: AsRef<str>>(boundary: &str, fields: &[(T, T)], name: &str, file: &[u8]) -> Vec<u8> {
    let mut body = String::new();
    for (field, value) in fields {
        let (field, value) = (field.as_ref(), value.as_ref());
        body +=
            &format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n");
    }
    let head = format!("form-data; name=\"{name}\"; filename=\"picture.png\"\r\nContent-Type: image/png");
    body += &format!("--{boundary}\r\nContent-Disposition: {head}\r\n\r\n");
    [body.as_bytes(), file, format!("\r\n--{boundary}--\r\n").as_bytes()].concat()
}

/// Shared by all tests, so that static files are laid out only once.
pub fn site() -> Arc<Site> {
    static SITE: OnceLock<Arc<Site>> = OnceLock::new();
    let make = || {
        let assets = Assets::lay_out(None).unwrap();
        Arc::new(Site::new("Testing", "https://careers.example", assets))
    };
    SITE.get_or_init(make).clone()
}

/// The session cookie of the user with a role, for a running site without TLS.
pub fn session_cookie(db: &TestDb, role: Role) -> String {
    format!("metier-session={}", start_session(db, &add_user(db, role), &Clock::default()))
}

fn start_session(db: &TestDb, user: &User, clock: &Clock) -> String {
    let new = token::new().unwrap();
    db.db.write_now(|conn| session::start(conn, user.id, &token::hash(&new), "Test", clock.now())).unwrap();
    new
}

/// Adds the user of a role, such as `editor@example.org`, with [`PASSWORD`].
pub fn add_user(db: &TestDb, role: Role) -> User {
    let name: &str = role.into();
    add_user_called(db, &format!("{name}@example.org"), role)
}

/// Adds a user with an email address and [`PASSWORD`], unless there is one already.
pub fn add_user_called(db: &TestDb, email: &str, role: Role) -> User {
    static HASH: OnceLock<String> = OnceLock::new();
    let hash = HASH.get_or_init(|| password::hash(PASSWORD).unwrap());
    let actor = Actor::other("test", Clock::default().now());
    let added = db.db.write_now(|conn| {
        if let Some(account) = user::by_email(conn, email)? {
            return Ok(account.user);
        }
        let user = user::add(conn, &actor, email, role)?;
        user::password::set(conn, &actor, &user, hash, None)?;
        Ok::<_, UserRefused>(user)
    });
    added.unwrap()
}

/// The code that an authenticator app shows at a time, in seconds since 1970.
pub fn code_of(secret: &str, seconds: u64) -> String {
    let secret = data_encoding::BASE32_NOPAD.decode(secret.as_bytes()).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).with_account_name("").build().unwrap();
    totp.generate(seconds).to_string()
}
