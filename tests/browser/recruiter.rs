//! A recruiter shares a profile: its permanent link, its dated version, its card on another site, and its picture.

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
    let since = text(&browser, "label[for=share-dated] time").await;
    browser.fits().await;

    browser.visit(&short).await;
    browser.arrives_at(PROFILE).await;
    picture_loads(&browser).await;
    browser.visit(&dated).await;
    browser.arrives_at("/careers/back-end-developer/revisions/1").await;
    browser
        .shows(&["Current version.", &format!("This is the page as it was from {since} until now.")])
        .await;
    browser.fits().await;
    browser.click(".preview-banner a").await;
    browser.arrives_at(PROFILE).await;

    let page = "<!DOCTYPE html><html lang=en><title>A school</title><main><h1>Where it leads</h1>";
    browser.visit(&elsewhere::serve(format!("{page}{frame}"))).await;
    framed(&browser).await;
}

async fn field(browser: &Browser, id: &str) -> String {
    let value = browser.value(&format!("document.getElementById('{id}').value")).await;
    value.as_str().unwrap().to_owned()
}

async fn text(browser: &Browser, selector: &str) -> String {
    let text = browser.value(&format!("document.querySelector('{selector}').textContent")).await;
    text.as_str().unwrap().to_owned()
}

/// The title and the picture for link previews are there, and the picture has the declared size.
async fn picture_loads(browser: &Browser) {
    let tag = |name: &str| format!("document.querySelector('meta[property=\"og:{name}\"]').content");
    assert_eq!(browser.value(&tag("title")).await, "What does a Back End Developer do?");
    let size = browser.value(&format!("[{}, {}].map(Number)", tag("image:width"), tag("image:height"))).await;
    let picture = browser.value(&tag("image")).await;
    browser.visit(picture.as_str().unwrap()).await;
    browser.expect("[document.images[0].naturalWidth, document.images[0].naturalHeight]", size).await;
}

/// The page of another site shows the whole card, whose title opens the profile in a new tab.
async fn framed(browser: &Browser) {
    browser.enter_frame().await;
    browser.expect("document.querySelector('h1')?.textContent", "Back End Developer").await;
    browser.expect("document.querySelector('.pay-chart')?.checkVisibility()", true).await;
    browser.fits().await;
    let hidden = "document.documentElement.scrollHeight - document.documentElement.clientHeight";
    assert_eq!(browser.value(hidden).await, Value::from(0), "it needs no scrolling");
    browser.click("h1 a").await;
    browser.enter_new_tab().await;
    browser.arrives_at(PROFILE).await;
}
