//! The life of a career: previewed, published, edited, restored, moved and withdrawn.

use fantoccini::key::Key;

use super::CAREER;
use crate::driver::Browser;

/// Goes to another page of the career by its tab.
async fn tab(browser: &Browser, name: &str) {
    browser.enter(&format!(".desk-tabs a[href=\"{CAREER}/{name}\"]")).await;
    browser.arrives_at(&format!("{CAREER}/{name}")).await;
}

/// Presses a button in the page and waits for the next page.
async fn done(browser: &Browser, button: &str, page: &str) {
    browser.enter(&format!(".desk-page {button}")).await;
    browser.arrives_at(&format!("{CAREER}/{page}")).await;
}

/// Opens a public page, and checks its status and texts.
async fn public_page(browser: &Browser, path: &str, status: u64, texts: &[&str]) {
    browser.open(path).await;
    assert_eq!(browser.status().await, status, "{path}");
    browser.shows(texts).await;
}

/// The desk sees the draft, and visitors don't.
pub async fn previewed(browser: &Browser) {
    tab(browser, "preview").await;
    browser.shows(&["Draft preview.", "Visitors don’t see this yet.", "Reads the gauge"]).await;
    public_page(browser, "/careers/tide-reader", 404, &["There is no career at this address"]).await;
}

pub async fn published(browser: &Browser) {
    browser.open(&format!("{CAREER}/edit")).await;
    tab(browser, "publication").await;
    done(browser, "form[action$=\"/publication\"] button", "publication?done=published").await;
}

/// Visitors see everything that was entered.
pub async fn public(browser: &Browser) {
    let texts = [
        "What does an Tide Reader do?",
        "Computer and Mathematical",
        "Sample content.",
        "Reads the tides. Tells harbors when.",
        "Reads the gauge Writes the table",
        "Good eyes",
        "Bachelor’s",
        "4.2",
        "3.9",
        "Oregon",
        "$79,057",
        "Based on 12 reports",
        "2–4 years 60% 4+ years 40%",
        "Deckhand",
        "$31,000",
        "Software Developer",
        "Shared 1 SQL",
        "Is it wet?",
        "It is.",
        "Ebb Clerk, Tide Watcher",
        "Metier sample content",
    ];
    public_page(browser, "/careers/tide-reader", 200, &texts).await;
    public_page(browser, "/careers/tide-reader/pay", 200, &["Oregon", "$60,000", "$90,000"]).await;
    public_page(browser, "/skills/tide-tables", 200, &["Tide Reader"]).await;
}

/// Saves another title with Enter in its field. The draft is now newer than the live revision.
pub async fn edited(browser: &Browser) {
    browser.open(&format!("{CAREER}/edit")).await;
    browser.fill("#title", "Tide Teller").await;
    browser.press(&Key::Enter).await;
    browser.arrives_at(&format!("{CAREER}/edit?done=saved")).await;
    browser.shows(&["Newer draft"]).await;
}

/// The history says what changed.
pub async fn compared(browser: &Browser) {
    tab(browser, "history").await;
    browser.shows(&["The first draft"]).await;
    browser.enter(".desk-page form[method=get].desk-form button").await;
    browser
        .expect("document.querySelector('.desk-diff h2')?.textContent", "From revision 1 to revision 2")
        .await;
    browser.shows(&["removed: Reader (end)", "added: Teller (end)"]).await;
}

pub async fn restored(browser: &Browser) {
    done(browser, "form[action$=\"/restore\"] button[value=\"1\"]", "history?done=restored").await;
    browser.shows(&["Restored revision 1"]).await;
    tab(browser, "edit").await;
    browser.expect("document.getElementById('title').value", "Tide Reader").await;
}

/// Moves the career to another address, to which the old one redirects permanently.
pub async fn moved(browser: &Browser) {
    tab(browser, "address").await;
    browser.fill("#slug", "tide-gauger").await;
    browser.press(&Key::Enter).await;
    browser.arrives_at(&format!("{CAREER}/address?slug=tide-gauger")).await;
    browser.shows(&["/careers/tide-reader", "Change to /careers/tide-gauger"]).await;
    done(browser, "section form button", "address?done=moved").await;
    browser.open("/careers/tide-reader").await;
    browser.arrives_at("/careers/tide-gauger").await;
    let answer = browser.site.get("/careers/tide-reader");
    assert!(answer.starts_with("HTTP/1.1 301"), "{answer}");
}

/// Withdraws the career. Its address says why, and names an alternative.
pub async fn withdrawn(browser: &Browser) {
    browser.open(&format!("{CAREER}/edit")).await;
    tab(browser, "publication").await;
    browser.fill("#withdraw-reason", "Gauges read themselves now.").await;
    browser.fill("#withdraw-alternative", "software-developer").await;
    done(browser, ".button-danger", "publication?done=withdrawn").await;
    let texts = ["“Tide Reader” has been withdrawn", "Gauges read themselves now.", "Software Developer"];
    public_page(browser, "/careers/tide-gauger", 410, &texts).await;
}
