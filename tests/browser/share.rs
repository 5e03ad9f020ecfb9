//! Printing a profile, and its share panel.

use fantoccini::wd::PrintSize;

use super::driver::Browser;

const PROFILE: &str = "/careers/back-end-developer";

in_browser!(a_profile_prints_on_two_pages: light);
async fn a_profile_prints_on_two_pages(browser: Browser) {
    browser.open(PROFILE).await;
    assert_eq!(browser.printed_pages(PrintSize::A4).await, 2);
    assert_eq!(browser.printed_pages(PrintSize::US_LETTER).await, 2);
}

/// Replaces the clipboard, which tests can't rely on.
const CLIPBOARD: &str = "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: \
     { writeText: (text) => { window.copied = text; return window.refuse ? Promise.reject() : Promise.resolve() } } })";

in_browser!(addresses_are_copied: light, dark, phone);
async fn addresses_are_copied(browser: Browser) {
    browser.open(PROFILE).await;
    browser.click(".share summary").await;
    browser.passes_axe().await;
    browser.run(CLIPBOARD).await;
    browser.click("[data-copy=share-short]").await;
    browser.expect("document.querySelector('.share-said').textContent", "Copied.").await;
    browser.expect("window.copied === document.getElementById('share-short').value", true).await;
    browser.run("window.refuse = true").await;
    browser.click("[data-copy=share-dated]").await;
    browser
        .expect("document.querySelector('.share-said').textContent.includes('with the keyboard')", true)
        .await;
    browser.expect("document.activeElement.id", "share-dated").await;
    browser.fits().await;
}

in_browser!(without_script_there_are_no_copy_buttons: without_script);
async fn without_script_there_are_no_copy_buttons(browser: Browser) {
    browser.open(PROFILE).await;
    browser.click(".share summary").await;
    let shown =
        "[...document.querySelectorAll('.share button, #share-short')].filter((e) => e.offsetWidth).length";
    browser.expect(shown, 1).await;
}
