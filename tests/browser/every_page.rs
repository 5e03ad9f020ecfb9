//! A page of every template and every kind of answer of the desk: each passes the rules of axe in light and dark colors
//! and on a phone, and fits the window.

use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};

use super::answers::{Case, RIGHT, WRONG};
use super::desk::{become_admin_by, set_password};
use super::driver::Browser;
use super::elsewhere;
use super::templates::Unseen;
use crate::support::commands::succeed;
use crate::support::{code_of, plain, routes};

/// An invented career with pay by place; the samples have none.
const CAREERS: &str = "title,code,category,summary\nBell Founder,9001,Crafts,Bell Founders cast bells.\n";
const PAY: &str = "code,place,kind of place,within,currency,p10,p25,median,p75,p90,employed,note
9001,United States,country,,USD,30000,40000,50000,60000,70000,9000,
9001,Texas,state,United States,USD,28000,38000,48000,58000,68000,900,
9001,Ohio,state,United States,USD,,,,,,,Too few people were asked
all,Texas,state,United States,USD,20000,30000,40000,50000,60000,9000000,
";

/// Public pages beside those of the sample career.
const PUBLIC: [&str; 22] = [
    "/",
    "/careers",
    "/careers?category=computer-and-mathematical&sort=pay&c=web-developer",
    "/careers?letter=q",
    "/search",
    "/search?q=developer&c=web-developer",
    "/search?q=sofware+enginer",
    "/compare",
    "/compare?c=back-end-developer&c=no-such",
    "/compare?c=back-end-developer&c=software-developer&c=web-developer&c=full-stack-engineer",
    "/skills",
    "/skills/sql",
    "/careers?place=texas&sort=pay",
    "/careers/bell-founder/pay?mine=47000",
    "/careers/bell-founder/pay/texas?mine=47000",
    "/careers/bell-founder/pay/ohio",
    "/compare?c=bell-founder&place=texas&place=ohio",
    "/places",
    "/places/texas",
    "/about",
    "/no-such-page",
    "/sign-in/link?token=no-such",
];

/// Pages of the desk about other things than the first of a kind; career 6 is a draft.
const DESK: [&str; 3] = ["/admin/careers/6/publication", "/admin/careers/6/delete", "/admin/users/2"];

/// The pages with addresses that begin with `start`, about the sample career or the first row of a list.
fn below(start: &str) -> impl Iterator<Item = String> {
    let is_page = move |(path, line): &(&str, &str)| {
        path.starts_with(start)
            && !path.contains('.')
            && ["kept(", "[get(", "form_"].iter().any(|way| line.contains(way))
    };
    let values = [("{slug}", "back-end-developer"), ("{number}", "1"), ("{id}", "1")];
    let address = move |(path, _): (&str, _)| {
        values.iter().fold(path.to_owned(), |path, (name, value)| path.replace(name, value))
    };
    routes().filter(is_page).map(address)
}

in_browser!(every_page_is_accessible_and_fits: light, dark, phone);
async fn every_page_is_accessible_and_fits(mut browser: Browser) {
    let mut unseen = Unseen::all();
    import_places(&browser);
    for path in below("/careers/{slug}").chain(PUBLIC.map(String::from)) {
        browser.open(&path).await;
        unseen.judge(&browser).await;
    }
    sign_in(&mut browser, &mut unseen).await;
    for case in &RIGHT {
        case.send(&browser).await;
        unseen.judge(&browser).await;
    }
    for path in below("/admin/").chain(DESK.map(String::from)) {
        browser.open(&path).await;
        unseen.judge(&browser).await;
    }
    for case in &WRONG {
        case.send(&browser).await;
        unseen.judge(&browser).await;
    }
    while_another_program_writes(&browser, &mut unseen).await;
    a_second_factor(&browser, &mut unseen).await;
    a_file_that_leads_on(&browser, &mut unseen).await;
    unseen.assert_none();
}

fn import_places(browser: &Browser) {
    for (name, table) in [("careers.csv", CAREERS), ("pay.csv", PAY)] {
        fs::write(browser.folder.join(name), table).unwrap();
        let mut import = plain();
        import.args(["import", "table", name, "--source", "Invented statistics", "--as-of", "2025-05"]);
        succeed(import.current_dir(&browser.folder));
    }
}

/// Becomes the first admin, after mistyping the repeated password once.
async fn sign_in(browser: &mut Browser, unseen: &mut Unseen) {
    let link = browser.site.first_link();
    browser.open(&link).await;
    set_password(browser, "purple").await;
    browser.shows_heading("Create the first admin account").await;
    browser.expect("document.querySelectorAll('[role=alert]').length", 1).await;
    unseen.judge(browser).await;
    browser.open("/sign-in").await;
    unseen.judge(browser).await;
    become_admin_by(browser, &link).await;
}

/// A form that can't be stored for now.
async fn while_another_program_writes(browser: &Browser, unseen: &mut Unseen) {
    let database = browser.folder.join("metier.db");
    let mut other = SqliteConnection::establish(database.to_str().unwrap()).unwrap();
    other.batch_execute("BEGIN IMMEDIATE").unwrap();
    let form = Case {
        path: "/admin/categories/new",
        fill: "set('name', 'Two words')",
        button: ".desk-save button",
        says: &["This hasn’t been saved"],
    };
    form.send(browser).await;
    unseen.judge(browser).await;
    other.batch_execute("ROLLBACK").unwrap();
}

/// Sets up a second factor, which shows the recovery codes.
async fn a_second_factor(browser: &Browser, unseen: &mut Unseen) {
    browser.open("/admin/account/second-factor").await;
    let secret = browser.text("document.querySelector('[name=secret]').value").await;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    browser.type_into("#code", &code_of(&secret, now)).await;
    browser.click("form:has(#code) button").await;
    browser.shows_heading("Your recovery codes").await;
    unseen.judge(browser).await;
}

/// The page that stands in for a redirect in an exported site.
async fn a_file_that_leads_on(browser: &Browser, unseen: &mut Unseen) {
    let mut export = plain();
    export.args(["export-site", "public", "--base-url", "https://careers.example"]);
    succeed(export.current_dir(&browser.folder));
    let page = fs::read_to_string(browser.folder.join("public/c/1/index.html")).unwrap();
    browser.visit(&elsewhere::serve(page)).await;
    browser.shows_heading("Moved").await;
    // The page has no styles, and axe assumes a white background, even in dark colors.
    browser.run("document.documentElement.style.background = 'Canvas'").await;
    unseen.judge(browser).await;
}
