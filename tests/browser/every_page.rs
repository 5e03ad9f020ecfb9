//! A page of every template and every kind of answer of the desk: each passes the rules of axe in light and dark colors
//! and on a phone, and fits the window.

use std::fs;
use std::time::{SystemTime, UNIX_EPOCH};

use diesel::connection::SimpleConnection;
use diesel::{Connection, SqliteConnection};

use super::answers::{Case, RIGHT, STALE, WRONG};
use super::desk::{become_admin_by, set_password};
use super::driver::Browser;
use super::elsewhere;
use super::templates::Unseen;
use crate::support::{code_of, plain};

/// Public pages.
const PUBLIC: [&str; 23] = [
    "/",
    "/careers",
    "/careers?category=computer-and-mathematical&sort=pay&c=web-developer",
    "/careers?letter=q",
    "/careers/back-end-developer",
    "/careers/back-end-developer/pay",
    "/careers/back-end-developer/moves",
    "/careers/back-end-developer/insights",
    "/careers/back-end-developer/interviews",
    "/careers/back-end-developer/jobs",
    "/careers/back-end-developer/card",
    "/careers/back-end-developer/revisions/1",
    "/search",
    "/search?q=developer&c=web-developer",
    "/search?q=sofware+enginer",
    "/compare",
    "/compare?c=back-end-developer&c=no-such",
    "/compare?c=back-end-developer&c=software-developer&c=web-developer&c=full-stack-engineer",
    "/skills",
    "/skills/sql",
    "/about",
    "/no-such-page",
    "/sign-in/link?token=no-such",
];

/// Pages of an admin, once career 6 is a draft.
const DESK: [&str; 36] = [
    "/admin/careers",
    "/admin/careers/new",
    "/admin/careers/1/edit",
    "/admin/careers/1/preview",
    "/admin/careers/1/preview-links",
    "/admin/careers/1/publication",
    "/admin/careers/1/history",
    "/admin/careers/1/address",
    "/admin/careers/1/quality",
    "/admin/careers/1/review",
    "/admin/careers/6/publication",
    "/admin/careers/6/delete",
    "/admin/insights",
    "/admin/insights/new",
    "/admin/insights/1/edit",
    "/admin/insights/1/logo",
    "/admin/insights/1/delete",
    "/admin/questions",
    "/admin/questions/1/edit",
    "/admin/jobs",
    "/admin/jobs/new",
    "/admin/categories",
    "/admin/categories/1/edit",
    "/admin/categories/1/delete",
    "/admin/sources",
    "/admin/sources/1/edit",
    "/admin/quality",
    "/admin/audit",
    "/admin/users",
    "/admin/users/1",
    "/admin/users/2",
    "/admin/account",
    "/admin/account/confirm",
    "/admin/account/password",
    "/admin/account/email",
    "/admin/account/second-factor",
];

in_browser!(every_page_is_accessible_and_fits: light, dark, phone);
async fn every_page_is_accessible_and_fits(mut browser: Browser) {
    let mut unseen = Unseen::all();
    for path in PUBLIC {
        browser.open(path).await;
        unseen.judge(&browser).await;
    }
    sign_in(&mut browser, &mut unseen).await;
    for case in &RIGHT {
        case.send(&browser).await;
        unseen.judge(&browser).await;
    }
    for path in DESK {
        browser.open(path).await;
        unseen.judge(&browser).await;
    }
    for case in &WRONG {
        case.send(&browser).await;
        unseen.judge(&browser).await;
    }
    for case in &STALE {
        case.send_late(&browser).await;
        unseen.judge(&browser).await;
    }
    while_another_program_writes(&browser, &mut unseen).await;
    a_second_factor(&browser, &mut unseen).await;
    a_file_that_leads_on(&browser, &mut unseen).await;
    unseen.assert_none();
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
        fill: "document.querySelector('#name').value = 'Two words'",
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
    let secret = browser.value("document.querySelector('[name=secret]').value").await;
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    browser.type_into("#code", &code_of(secret.as_str().unwrap(), now)).await;
    browser.click("form:has(#code) button").await;
    browser.shows_heading("Your recovery codes").await;
    unseen.judge(browser).await;
}

/// The page that stands in for a redirect in an exported site.
async fn a_file_that_leads_on(browser: &Browser, unseen: &mut Unseen) {
    let mut export = plain();
    export.current_dir(&browser.folder).args([
        "export-site",
        "public",
        "--base-url",
        "https://careers.example",
    ]);
    assert!(export.output().unwrap().status.success());
    let page = fs::read_to_string(browser.folder.join("public/c/1/index.html")).unwrap();
    browser.visit(&elsewhere::serve(page)).await;
    browser.shows_heading("Moved").await;
    // The page has no styles, and axe assumes a white background, even in dark colors.
    browser.run("document.documentElement.style.background = 'Canvas'").await;
    unseen.judge(browser).await;
}
