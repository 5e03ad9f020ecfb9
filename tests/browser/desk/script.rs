//! What the form's script improves.

use fantoccini::key::Key;

use super::{CAREER, become_admin, form};
use crate::driver::Browser;

/// Whether the page warns before it is left.
const WARNS: &str = "!dispatchEvent(new Event('beforeunload', { cancelable: true }))";
const ROWS: &str = "[...document.querySelectorAll('[data-rows=responsibilities] textarea')]
  .map((text) => `${text.id} ${text.labels[0].textContent}: ${text.value}`)";
const SAID: &str = "document.getElementById('form-status').textContent";

in_browser!(rows_change_without_a_round_trip: light);
async fn rows_change_without_a_round_trip(mut browser: Browser) {
    become_admin(&mut browser).await;
    form::begin(&browser).await;
    browser.run("window.kept = true").await;
    for (row, text) in ["Read", "Write", "Wait"].iter().enumerate() {
        browser.enter("#add-responsibilities").await;
        browser.has_focus(&format!("responsibilities-{row}")).await;
        browser.press(text).await;
    }
    assert_eq!(browser.value(SAID).await, "Responsibility added, now number 3.");
    rows_are(&browser, &["Read", "Write", "Wait"]).await;
    browser.enter("button[value=\"up:responsibilities:2\"]").await;
    rows_are(&browser, &["Read", "Wait", "Write"]).await;
    browser.expect("document.activeElement.value", "up:responsibilities:1").await;
    browser.press(&Key::Enter).await;
    rows_are(&browser, &["Wait", "Read", "Write"]).await;
    browser.has_focus("responsibilities-0").await; // the first row has no “up” button
    browser.enter("button[value=\"remove:responsibilities:0\"]").await;
    rows_are(&browser, &["Read", "Write"]).await;
    browser.has_focus("responsibilities-0").await;
    assert_eq!(browser.value("window.kept").await, true);
}

/// Waits until the rows have these texts, each with the id and the label of its position.
async fn rows_are(browser: &Browser, texts: &[&str]) {
    let row = |(at, text): (usize, &&str)| format!("responsibilities-{at} Responsibility {}: {text}", at + 1);
    let rows: Vec<String> = texts.iter().enumerate().map(row).collect();
    browser.expect(ROWS, rows).await;
}

in_browser!(the_page_warns_before_unsaved_changes_are_lost: light);
async fn the_page_warns_before_unsaved_changes_are_lost(mut browser: Browser) {
    become_admin(&mut browser).await;
    form::begin(&browser).await;
    assert_eq!(browser.value(WARNS).await, false, "nothing is typed yet");
    browser.fill("#title", "Tide Reader").await;
    assert_eq!(browser.value(WARNS).await, true);
    browser.fill("#work_life_balance", "9").await;
    browser.press(&Key::Enter).await;
    browser.expect("document.activeElement.className", "error-summary").await;
    assert_eq!(browser.value(WARNS).await, true, "what was refused isn’t saved either");
    browser.fill("#work_life_balance", "4").await;
    browser.press(&Key::Enter).await;
    browser.arrives_at(&format!("{CAREER}/edit?done=created")).await;
    assert_eq!(browser.value(WARNS).await, false, "it is saved");
}
