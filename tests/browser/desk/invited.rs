//! An invited editor sets a password with the link, writes a career by pointer, publishes it, signs out, and leaves no
//! pages behind.

use super::{CAREER, PASSWORD, become_admin};
use crate::driver::Browser;

const INVITED: &str = "ben@example.org";
const ROWS: &str =
    "[...document.querySelectorAll('[data-rows=responsibilities] textarea')].map((row) => row.value)";

in_browser!(an_invited_editor_writes_a_career_and_signs_out: dark, phone, without_script);
async fn an_invited_editor_writes_a_career_and_signs_out(mut browser: Browser) {
    become_admin(&mut browser).await;
    let link = invite(&browser).await;
    sign_out(&browser).await;
    sign_in_by(&browser, &link).await;
    write(&browser).await;
    publish(&browser).await;
    browser.open(&format!("{CAREER}/history")).await;
    browser.open(&format!("{CAREER}/edit")).await;
    sign_out(&browser).await;
    for _ in ["edit", "history"] {
        browser.back().await;
        browser.shows_heading("Sign in").await;
        assert_eq!(browser.value("document.querySelector('.desk')").await, serde_json::Value::Null);
    }
}

async fn invite(browser: &Browser) -> String {
    browser.click(".desk-nav [href='/admin/users']").await;
    browser.arrives_at("/admin/users").await;
    browser.type_into("#email", INVITED).await;
    browser.type_into("#role", "Editor").await;
    browser.click("form[action='/admin/users'] .button").await;
    browser.shows_heading("Link to pass on").await;
    browser.fits().await;
    browser.text("document.querySelector('.secret').textContent").await
}

async fn sign_out(browser: &Browser) {
    browser.click(".desk-out button").await;
    browser.arrives_at("/sign-in?done=out").await;
}

/// Sets a password with a link, and signs in.
async fn sign_in_by(browser: &Browser, link: &str) {
    browser.visit(link).await;
    browser.shows(&[INVITED]).await;
    browser.type_into("#password", PASSWORD).await;
    browser.type_into("#repeated", PASSWORD).await;
    browser.click("main form button").await;
    browser.arrives_at("/sign-in?done=password").await;
    browser.type_into("#email", INVITED).await;
    browser.type_into("#password", PASSWORD).await;
    browser.click("main form button").await;
    browser.arrives_at("/admin/careers").await;
    browser.expect("document.querySelectorAll('.desk-nav [href=\"/admin/users\"]').length", 0).await;
    browser.visit(link).await;
    browser.shows_heading("This link no longer works").await;
}

/// Writes a career with three rows, and removes one of them again.
async fn write(browser: &Browser) {
    browser.open("/admin/careers").await;
    browser.click("[href='/admin/careers/new']").await;
    browser.arrives_at("/admin/careers/new").await;
    browser.type_into("#title", "Tide Reader").await;
    browser.type_into("#slug", "tide-reader").await;
    browser.type_into("#summary", "Reads the tides.").await;
    let mut rows: Vec<&str> = Vec::new();
    for text in ["Read", "Wait", "Write"] {
        browser.click("#add-responsibilities").await;
        rows.push("");
        browser.expect(ROWS, rows.as_slice()).await;
        browser.type_into(&format!("#responsibilities-{}", rows.len() - 1), text).await;
        rows.pop();
        rows.push(text);
    }
    browser.click("button[value='remove:responsibilities:1']").await;
    browser.expect(ROWS, ["Read", "Write"].as_slice()).await;
    browser.fits().await;
    browser.click(".save-bar button").await;
    browser.arrives_at(&format!("{CAREER}/edit?done=created")).await;
    browser.expect(ROWS, ["Read", "Write"].as_slice()).await;
}

/// Publishes the career, which wasn't public before.
async fn publish(browser: &Browser) {
    browser.open("/careers/tide-reader").await;
    assert_eq!(browser.status().await, 404);
    browser.open(&format!("{CAREER}/publication")).await;
    browser.click(".desk-page form[action$=\"/publication\"] button").await;
    browser.arrives_at(&format!("{CAREER}/publication?done=published")).await;
    browser.open("/careers/tide-reader").await;
    browser.shows(&["Reads the tides.", "Read Write"]).await;
}
