//! A recruiter shares a profile: its permanent link, its dated version, its card on another site, and its picture. It can
//! be printed, too.

use fantoccini::wd::PrintSize;
use serde_json::Value;

use super::driver::Browser;
use super::elsewhere;

const PROFILE: &str = "/careers/back-end-developer";

in_browser!(a_profile_can_be_shared: light, dark, phone, without_script);
async fn a_profile_can_be_shared(browser: Browser) {
    browser.open(PROFILE).await;
    browser.click(".share summary").await;
    let short = field(&browser, "share-short").await;
    let dated = field(&browser, "share-dated").await;
    let frame = field(&browser, "share-frame").await;
    let since = browser.text("document.querySelector('label[for=share-dated] time').textContent").await;
    browser.fits().await;

    browser.visit(&short).await;
    browser.arrives_at(PROFILE).await;
    picture_loads(&browser).await;
    browser.visit(&dated).await;
    browser.arrives_at("/careers/back-end-developer/revisions/1").await;
    let interval = format!("This is the page as it was from {since} until now.");
    browser.shows(&["Current version.", &interval]).await;
    browser.fits().await;
    browser.click(".preview-banner a").await;
    browser.arrives_at(PROFILE).await;

    let page = "<!DOCTYPE html><html lang=en><title>A school</title><main><h1>Where it leads</h1>";
    browser.visit(&elsewhere::serve(format!("{page}{frame}"))).await;
    framed(&browser).await;
}

async fn field(browser: &Browser, id: &str) -> String {
    browser.text(&format!("document.getElementById('{id}').value")).await
}

/// The title and the picture for link previews are there, and the picture has the declared size.
async fn picture_loads(browser: &Browser) {
    let tag = |name: &str| format!("document.querySelector('meta[property=\"og:{name}\"]').content");
    assert_eq!(browser.value(&tag("title")).await, "What does a Back End Developer do?");
    let size = browser.value(&format!("[{}, {}].map(Number)", tag("image:width"), tag("image:height"))).await;
    browser.visit(&browser.text(&tag("image")).await).await;
    browser.expect("[document.images[0].naturalWidth, document.images[0].naturalHeight]", size).await;
}

/// The page of another site shows the whole card, whose title opens the profile in a new tab.
async fn framed(browser: &Browser) {
    browser.enter_frame().await;
    browser.expect("document.querySelector('h1')?.textContent", "Back End Developer Sample").await;
    browser.expect("document.querySelector('.pay-chart')?.checkVisibility()", true).await;
    browser.fits().await;
    let hidden = "document.documentElement.scrollHeight - document.documentElement.clientHeight";
    assert_eq!(browser.value(hidden).await, Value::from(0), "it needs no scrolling");
    browser.click("h1 a").await;
    browser.enter_new_tab().await;
    browser.arrives_at(PROFILE).await;
}

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
