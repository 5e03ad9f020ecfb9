//! The search box and its suggestions.

use fantoccini::key::Key;
use serde_json::{Value, json};

use super::driver::Browser;

/// The suggestions for “developer” in the starter set.
const DEVELOPERS: [&str; 5] = [
    "Software Developer",
    "Web Developer",
    "Back End Developer",
    "Full Stack Engineer also called Full Stack Developer",
    "Front End Engineer also called Front End Developer",
];
/// The suggestion for “webmaster” and its prefixes from “webm” on.
const WEBMASTER: [&str; 1] = ["Web Developer also called Webmaster"];
const BOX: &str = "document.querySelector('input[type=search]')";
const OPTIONS: &str = "[...document.querySelectorAll('[role=option]')].map((option) => option.textContent)";
/// The active option according to the box and to the options, which must agree.
const ACTIVE: &str = "(() => {
  const box = document.querySelector('input[type=search]');
  const active = document.getElementById(box.getAttribute('aria-activedescendant') ?? '');
  const selected = [...document.querySelectorAll('[role=option][aria-selected=true]')];
  if (selected.length !== (active ? 1 : 0) || (active && selected[0] !== active)) return 'they disagree';
  return active?.textContent ?? null;
})()";
const IS_OPEN: &str = "(() => {
  const box = document.querySelector('input[type=search]');
  const list = document.getElementById(box.getAttribute('aria-controls'));
  const open = list.checkVisibility();
  return box.getAttribute('aria-expanded') === String(open) ? open : 'they disagree';
})()";
const SAID: &str = "document.querySelector('.search-form [role=status]').textContent";

fn attribute(name: &str) -> String {
    format!("{BOX}.getAttribute('{name}')")
}

/// Opens a page, types a text into the search box, and waits for these suggestions.
async fn suggesting(browser: &Browser, path: &str, text: &str, suggested: &[&str]) {
    browser.open(path).await;
    browser.type_into("input[type=search]", text).await;
    browser.expect(OPTIONS, suggested).await;
    browser.expect(IS_OPEN, true).await;
}

in_browser!(the_list_has_its_roles_and_announces_its_length: light);
async fn the_list_has_its_roles_and_announces_its_length(browser: Browser) {
    browser.open("/").await;
    browser.expect(&attribute("role"), "combobox").await;
    browser.expect(&attribute("aria-autocomplete"), "list").await;
    browser.expect(IS_OPEN, false).await;
    suggesting(&browser, "/", "developer", &DEVELOPERS).await;
    let list = format!("document.getElementById({})", attribute("aria-controls"));
    browser.expect(&format!("{list}.role"), "listbox").await;
    browser.expect(&format!("{list}.ariaLabel"), "Suggestions").await;
    browser.expect(ACTIVE, Value::Null).await;
    browser.expect(SAID, "5 suggestions").await;
    browser.retype("qqqqq").await;
    browser.expect(SAID, "No suggestions").await;
    browser.expect(IS_OPEN, false).await;
}

in_browser!(the_typed_text_is_highlighted: light);
async fn the_typed_text_is_highlighted(browser: Browser) {
    suggesting(&browser, "/careers", "webmas", &WEBMASTER).await;
    let marked = "[...document.querySelectorAll('[role=option] mark')].map((mark) => mark.textContent)";
    browser.expect(marked, ["Webmas"].as_slice()).await;
}

in_browser!(arrow_keys_cycle_through_the_list_and_the_box: light, phone);
async fn arrow_keys_cycle_through_the_list_and_the_box(browser: Browser) {
    suggesting(&browser, "/", "developer", &DEVELOPERS).await;
    for (key, active) in [
        (Key::Down, Some(DEVELOPERS[0])),
        (Key::Down, Some(DEVELOPERS[1])),
        (Key::Down, Some(DEVELOPERS[2])),
        (Key::Down, Some(DEVELOPERS[3])),
        (Key::Down, Some(DEVELOPERS[4])),
        (Key::Down, None),
        (Key::Up, Some(DEVELOPERS[4])),
        (Key::Up, Some(DEVELOPERS[3])),
        (Key::Home, None),
        (Key::Up, Some(DEVELOPERS[4])),
        (Key::End, None),
    ] {
        browser.press(&key).await;
        assert_eq!(browser.value(ACTIVE).await, json!(active), "{key:?}");
        assert_eq!(browser.value(IS_OPEN).await, true, "{key:?}");
    }
    browser.press("s").await; // at the end of the text, where End has put the cursor
    browser.expect(&format!("{BOX}.value"), "developers").await;
}

in_browser!(escape_closes_the_list_and_keeps_the_text: light);
async fn escape_closes_the_list_and_keeps_the_text(browser: Browser) {
    suggesting(&browser, "/careers", "developer", &DEVELOPERS).await;
    browser.press(&(Key::Down + &Key::Escape)).await;
    assert_eq!(browser.value(IS_OPEN).await, false);
    assert_eq!(browser.value(ACTIVE).await, Value::Null);
    assert_eq!(browser.value(&format!("{BOX}.value")).await, "developer");
    browser.press(&Key::Down).await;
    assert_eq!(browser.value(IS_OPEN).await, true, "an arrow opens it again");
    assert_eq!(browser.value(ACTIVE).await, DEVELOPERS[0]);
    browser.press(&Key::Tab).await;
    assert_eq!(browser.value(IS_OPEN).await, false, "it closes when the box is left");
    assert_eq!(browser.value("document.activeElement.textContent").await, "Search");
    assert_eq!(browser.path().await, "/careers");
}

in_browser!(an_empty_box_suggests_nothing: light);
async fn an_empty_box_suggests_nothing(browser: Browser) {
    suggesting(&browser, "/", "webmaster", &WEBMASTER).await;
    browser.expect(SAID, "1 suggestion").await;
    for text in ["", " ", "?"] {
        browser.retype(&(Key::Delete + text)).await;
        assert_eq!(browser.value(IS_OPEN).await, false, "{text:?}");
        assert_eq!(browser.value(SAID).await, "", "{text:?}");
    }
}

in_browser!(the_list_works_with_a_pointer: light, phone);
async fn the_list_works_with_a_pointer(browser: Browser) {
    suggesting(&browser, "/careers", "developer", &DEVELOPERS).await;
    browser.click(".site-footer p").await;
    assert_eq!(browser.value(IS_OPEN).await, false);
    suggesting(&browser, "/careers", "developer", &DEVELOPERS).await;
    browser.click("[role=option]:nth-child(2)").await;
    browser.arrives_at("/careers/web-developer").await;
}

in_browser!(enter_opens_the_active_suggestion_or_searches: light);
async fn enter_opens_the_active_suggestion_or_searches(browser: Browser) {
    for path in ["/", "/careers", "/about"] {
        suggesting(&browser, path, "webmaster", &WEBMASTER).await;
        browser.press(&(Key::Down + &Key::Enter)).await;
        browser.arrives_at("/careers/web-developer").await;
        suggesting(&browser, path, "webmaster", &WEBMASTER).await;
        browser.press(&Key::Enter).await;
        browser.arrives_at("/search?q=webmaster").await;
    }
}

in_browser!(a_late_answer_for_an_earlier_text_is_never_shown: light);
async fn a_late_answer_for_an_earlier_text_is_never_shown(browser: Browser) {
    suggesting(&browser, "/", "developer", &DEVELOPERS).await;
    browser.run(LATE).await;
    browser.retype("web").await;
    browser.expect("window.late", true).await;
    browser.retype("webmaster").await;
    browser.expect(OPTIONS, WEBMASTER.as_slice()).await;
    browser.expect("window.late", false).await;
    browser.expect(OPTIONS, WEBMASTER.as_slice()).await;
    assert_eq!(browser.value("window.wrong").await, json!([]));
}

/// Delays the answer for “web”, which can't be aborted, as happens on a bad connection. Records each suggestion that
/// doesn't match the text in the box.
const LATE: &str = "
    const box = document.querySelector('input[type=search]');
    const list = document.getElementById(box.getAttribute('aria-controls'));
    const ask = window.fetch;
    window.fetch = async (address, { signal }) => {
      if (!address.href.endsWith('q=web')) return ask(address, { signal });
      const answer = await ask(address);
      window.late = true;
      await new Promise((resolve) => setTimeout(resolve, 1000));
      setTimeout(() => { window.late = false; }, 200);
      return answer;
    };
    window.wrong = [];
    const look = () => {
      for (const option of list.hidden ? [] : list.children)
        if (!option.textContent.toLowerCase().includes(box.value)) window.wrong.push([box.value, option.textContent]);
    };
    new MutationObserver(look).observe(list, { childList: true, attributes: true });
    box.addEventListener('input', look);
";

in_browser!(a_suggestion_for_a_comparison_is_added_to_it: light);
async fn a_suggestion_for_a_comparison_is_added_to_it(browser: Browser) {
    browser.open("/compare?c=back-end-developer").await;
    browser.type_into("#add", "webmaster").await;
    browser.expect(OPTIONS, WEBMASTER.as_slice()).await;
    browser.press(&(Key::Down + &Key::Enter)).await;
    browser.arrives_at("/compare?c=back-end-developer&c=web-developer").await;
}

in_browser!(if_suggestions_fail_it_is_a_plain_form: light);
async fn if_suggestions_fail_it_is_a_plain_form(browser: Browser) {
    browser.open("/").await;
    browser.run("document.querySelector('.search-form').dataset.suggest = '/nowhere'").await;
    browser.type_into("input[type=search]", "web").await;
    actix_web::rt::time::sleep(std::time::Duration::from_millis(500)).await;
    assert_eq!(browser.value(IS_OPEN).await, false);
    browser.press(&Key::Enter).await;
    browser.arrives_at("/search?q=web").await;
}

in_browser!(without_script_it_is_a_plain_form: without_script);
async fn without_script_it_is_a_plain_form(browser: Browser) {
    for path in ["/", "/careers"] {
        browser.open(path).await;
        assert_eq!(browser.value(&attribute("role")).await, Value::Null);
        browser.type_into("input[type=search]", "web").await;
        browser.press(&Key::Enter).await;
        browser.arrives_at("/search?q=web").await;
    }
}

in_browser!(the_open_list_passes_axe: light, dark, phone);
async fn the_open_list_passes_axe(browser: Browser) {
    for path in ["/", "/careers", "/no-such-page"] {
        suggesting(&browser, path, "developer", &DEVELOPERS).await;
        browser.press(&Key::Down).await;
        browser.passes_axe().await;
    }
}
