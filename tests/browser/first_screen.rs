//! On a phone, the first screen of a career's page has the answer: the first sentence of the summary and the typical pay.

use std::path::Path;

use serde_json::Value;

use super::driver::Browser;
use crate::support::commands::succeed;
use crate::support::{plain, skip};

/// How many careers are looked at.
const SAMPLE: usize = 50;
/// In pixels.
const SCREEN: f64 = 844.0;

/// The slugs of all careers, those with the longest titles first.
const CAREERS: &str = "const done = arguments[arguments.length - 1];
    (async () => {
        const careers = [];
        for (let url = '/careers.json'; url;) {
            const page = await (await fetch(url)).json();
            careers.push(...page.careers);
            const next = page.next && new URL(page.next);
            url = next && next.pathname + next.search;
        }
        careers.sort((one, other) => other.title.length - one.title.length);
        done(careers.map((career) => career.slug));
    })()";

/// The bottoms of the summary's first sentence and of the pay, 0 where there is none.
const BOTTOMS: &str = "(() => {
    const text = document.querySelector('#summary .lead p').firstChild;
    const end = text.data.search(/[.!?](\\s|$)/);
    const sentence = document.createRange();
    sentence.setStart(text, 0);
    sentence.setEnd(text, end < 0 ? text.data.length : end + 1);
    const bottom = (part) => part ? part.getBoundingClientRect().bottom : 0;
    return [bottom(sentence), bottom(document.querySelector('.answer-pay'))];
})()";

in_browser!(the_first_screen_has_the_answer: tall_phone);
async fn the_first_screen_has_the_answer(browser: Browser) {
    let real = |name| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    let [release, wages] = ["db_29_3_text.zip", "national_M2024_dl.xlsx"].map(real);
    if let Some(missing) = [&release, &wages].into_iter().find(|path| !path.exists()) {
        return skip(browser.test, &format!("no {}", missing.display()));
    }
    let mut import = plain();
    import.args(["import", "onet", "--quiet"]).arg(release).arg("--wages").arg(wages);
    succeed(import.current_dir(&browser.folder));
    browser.open("/").await;
    let careers = browser.later(CAREERS).await;
    let slugs: Vec<&str> = careers.as_array().unwrap().iter().filter_map(Value::as_str).collect();
    assert!(slugs.len() > 1_000, "{}", slugs.len());
    for slug in slugs.iter().step_by(slugs.len() / SAMPLE) {
        browser.open(&format!("/careers/{slug}")).await;
        let bottoms = browser.value(BOTTOMS).await;
        for bottom in bottoms.as_array().unwrap() {
            assert!(bottom.as_f64().unwrap() <= SCREEN, "{slug}: {bottoms}");
        }
    }
}
