//! Fills in the form of a new career, with every kind of field, two of them invalid at first.

use fantoccini::key::Key;

use super::CAREER;
use crate::driver::Browser;

/// Everything that the form would send.
const TYPED: &str = "JSON.stringify([...new FormData(document.getElementById('profile-form'))])";
const WRONG: &str = "[...document.querySelectorAll('.error-summary a')].map((link) => link.hash)";

pub async fn begin(browser: &Browser) {
    browser.enter("a[href=\"/admin/careers/new\"]").await;
    browser.arrives_at("/admin/careers/new").await;
}

/// Fills it in from the top to the bottom.
pub async fn fill_in(browser: &Browser) {
    browser.fill("#title", "Tide Reader").await;
    browser.choose("#article", "an").await;
    browser.fill("#slug", "tide-reader").await;
    browser.choose("#category", "Comp").await;
    browser.fill("#onet_code", "19-2042.00").await;
    browser.tab_to("#sample").await;
    browser.press(" ").await;
    browser.fill("#summary", "Reads the *tides*.\n\nTells harbors when.").await;
    add(browser, "responsibilities", &[("", "Reads the gauge")]).await;
    add(browser, "responsibilities", &[("", "Writes the table")]).await;
    add(browser, "qualifications", &[("", "Good eyes")]).await;
    browser.choose("#education", "Bach").await;
    browser.fill("#work_life_balance", "9").await;
    browser.fill("#career_opportunity", "3.9").await;
    let amounts =
        [("place", "Oregon"), ("total", "79,057"), ("likely_low", "60,000"), ("likely_high", "90,000")];
    add(browser, "pay", &amounts).await;
    browser.choose("#pay-0-evidence", "People").await;
    browser.fill("#pay-0-count", "12").await;
    browser.fill("#pay-0-newest", "2026-01-31").await;
    browser.choose("#pay-0-source", "Metier").await;
    browser.fill("#pay-0-as_of", "2026-02-28").await;
    add(browser, "experience", &[("from_months", "24"), ("to_months", "48"), ("percent", "60")]).await;
    add(browser, "experience", &[("from_months", "48"), ("percent", "40")]).await;
    add(browser, "path", &[("title", "Deckhand"), ("pay", "31,000")]).await;
    add(browser, "path", &[("title", "Tide Reader"), ("career", "tide-reader")]).await;
    add(browser, "skills", &[("name", "SQL"), ("importance", "2")]).await;
    add(browser, "skills", &[("name", "Tide tables"), ("importance", "0.5")]).await;
    add(browser, "related", &[("", "software-developer")]).await;
    add(browser, "faqs", &[("question", "Is it wet?"), ("answer", "It *is*.")]).await;
    browser.fill("#alternate_titles", "Ebb Clerk\nTide Watcher").await;
    add(browser, "citations", &[]).await;
    browser.press("Texts").await;
    browser.choose("#citations-0-source", "Metier").await;
    browser.fill("#citations-0-as_of", "2026-01-31").await;
}

/// Adds a row with its button, which focuses the first input of the row, and types into its inputs.
async fn add(browser: &Browser, group: &str, texts: &[(&str, &str)]) {
    let list = format!("[data-rows={group}]");
    let count = format!("document.querySelectorAll('{list} > li').length");
    let row = browser.value(&count).await.as_u64().unwrap();
    browser.enter(&format!("#add-{group}")).await;
    let first =
        format!("document.querySelector('{list} > li:nth-child({}) :is(input, textarea, select)')", row + 1);
    browser.expect(&format!("document.activeElement === {first}"), true).await;
    for (nth, (field, text)) in texts.iter().enumerate() {
        let dash = if field.is_empty() { "" } else { "-" };
        match nth {
            0 => browser.press(text).await,
            _ => browser.fill(&format!("#{group}-{row}{dash}{field}"), text).await,
        }
    }
}

/// Two fields are invalid: nothing is stored, all fields are kept, and the first Tab stop leads to the first error.
pub async fn refused_with_everything_kept(browser: &Browser) {
    let typed = browser.value(TYPED).await;
    browser.enter(".save-bar button").await;
    browser.expect(WRONG, ["#work_life_balance", "#skills-0-importance"].as_slice()).await;
    assert_eq!(browser.status().await, 422);
    assert_eq!(browser.value(TYPED).await, typed);
    browser.expect("document.activeElement.className", "error-summary").await;
    browser.press(&Key::Tab).await;
    browser.press(&Key::Enter).await;
    browser.has_focus("work_life_balance").await;
}

/// Corrects both and saves the draft, with a note.
pub async fn corrected_and_saved(browser: &Browser) {
    browser.retype("4.2").await;
    browser.fill("#skills-0-importance", "0.9").await;
    browser.fill("#note", "The first draft").await;
    browser.enter(".save-bar button").await;
    browser.arrives_at(&format!("{CAREER}/edit?done=created")).await;
    browser.expect("document.getElementById('alternate_titles').value", "Ebb Clerk\nTide Watcher").await;
}
