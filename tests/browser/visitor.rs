//! A visitor looks for a career: from the search box to a profile, a related career, a comparison, the list, a skill,
//! and back. By pointer and by keyboard.

use fantoccini::key::Key;

use super::driver::Browser;

/// How the visitor follows links and opens things.
#[derive(Clone, Copy)]
enum By {
    Pointer,
    Keyboard,
}

impl By {
    async fn go(self, browser: &Browser, selector: &str) {
        match self {
            Self::Pointer => browser.click(selector).await,
            Self::Keyboard => browser.enter(selector).await,
        }
    }

    /// Opens a `details` element, unless it is open already, as on wide windows.
    async fn unfold(self, browser: &Browser, details: &str) {
        let shows = format!("document.querySelector('{details}').lastElementChild.checkVisibility()");
        if browser.value(&shows).await != true {
            self.go(browser, &format!("{details} > summary")).await;
        }
        browser.expect(&shows, true).await;
    }

    /// Follows a link to a page, which must fit the window.
    async fn follow(self, browser: &Browser, selector: &str, path: &str) {
        self.go(browser, selector).await;
        browser.arrives_at(path).await;
        browser.fits().await;
    }
}

in_browser!(a_visitor_looks_around: light, dark, phone, without_script);
async fn a_visitor_looks_around(browser: Browser) {
    looks_around(&browser, By::Pointer).await;
}

in_browser!(a_visitor_looks_around_by_keyboard: light, phone, without_script);
async fn a_visitor_looks_around_by_keyboard(browser: Browser) {
    looks_around(&browser, By::Keyboard).await;
}

async fn looks_around(browser: &Browser, by: By) {
    searches(browser, by).await;
    reads(browser, by).await;
    compares(browser, by).await;
    narrows(browser, by).await;
    follows_a_skill(browser, by).await;
    for path in ["/skills/typescript", "/careers/front-end-engineer", WELL_PAID, DEVELOPERS, "/careers"] {
        browser.back().await;
        browser.arrives_at(path).await;
    }
}

/// Chooses a suggestion, or a search result without JavaScript.
async fn searches(browser: &Browser, by: By) {
    browser.open("/").await;
    browser.fits().await;
    match by {
        By::Pointer => browser.click("#q").await,
        By::Keyboard => browser.tab_to("#q").await,
    }
    browser.press("back en").await;
    if browser.value("document.querySelector('#q').role").await == "combobox" {
        browser.expect("document.querySelector('[role=option]')?.textContent", "Back End Developer").await;
        match by {
            By::Pointer => browser.click("[role=option]").await,
            By::Keyboard => browser.press(&(Key::Down + "" + &Key::Enter)).await,
        }
        browser.arrives_at("/careers/back-end-developer").await;
    } else {
        by.follow(browser, ".search-form button", "/search?q=back+en").await;
        by.go(browser, ".results a").await;
        browser.arrives_at("/careers/back-end-developer").await;
    }
    browser.fits().await;
}

/// Goes to the pay by the table of contents, opens the explanation of its confidence, and looks at the skills of a
/// related career.
async fn reads(browser: &Browser, by: By) {
    by.unfold(browser, ".contents details").await;
    by.follow(browser, ".contents a[href=\"#pay\"]", "/careers/back-end-developer#pay").await;
    let in_view = "(({ top, bottom }) => top >= 0 && bottom <= innerHeight)";
    browser
        .expect(&format!("{in_view}(document.querySelector('#pay h2').getBoundingClientRect())"), true)
        .await;
    let chart = "document.querySelector('#pay .pay-chart')";
    browser.expect(&format!("{chart}.ariaLabel.startsWith('Total pay: $79,057.')"), true).await;
    browser.expect(&format!("{chart}.getBoundingClientRect().width > 200"), true).await;
    by.unfold(browser, ".confidence details").await;
    by.unfold(browser, ".related li:has([href=\"/careers/full-stack-engineer\"]) details").await;
    browser.fits().await;
    let neighbour = ".related-title a[href=\"/careers/full-stack-engineer\"]";
    by.follow(browser, neighbour, "/careers/full-stack-engineer").await;
}

/// Compares the career with the one before.
async fn compares(browser: &Browser, by: By) {
    by.follow(browser, ".panel a[href^=\"/compare\"]", "/compare?c=full-stack-engineer").await;
    let both = "/compare?c=full-stack-engineer&c=back-end-developer";
    by.follow(browser, &format!(".near a[href=\"{both}\"]"), both).await;
    browser.shows(&["Full Stack Engineer and Back End Developer", "skills in common"]).await;
}

const DEVELOPERS: &str = "/careers?category=computer-and-mathematical";
const WELL_PAID: &str = "/careers?category=computer-and-mathematical&pay=100000-150000";

/// Filters the list down to two careers.
async fn narrows(browser: &Browser, by: By) {
    by.follow(browser, ".site-nav a[href=\"/careers\"]", "/careers").await;
    by.unfold(browser, ".facets details").await;
    by.follow(browser, &format!(".facets a[href=\"{DEVELOPERS}\"]"), DEVELOPERS).await;
    by.unfold(browser, ".facets details").await;
    by.follow(browser, &format!(".facets a[href=\"{WELL_PAID}\"]"), WELL_PAID).await;
    let listed = "[...document.querySelectorAll('.career-lines a')].map((link) => link.textContent)";
    browser.expect(listed, ["Front End Engineer", "Full Stack Engineer"].as_slice()).await;
}

/// Looks at what a career has in common with a related one, and at the careers that need one of its skills.
async fn follows_a_skill(browser: &Browser, by: By) {
    by.follow(browser, ".career-lines a", "/careers/front-end-engineer").await;
    let neighbour = ".related li:has([href=\"/careers/full-stack-engineer\"]) details";
    by.unfold(browser, neighbour).await;
    browser.shows(&["Shared 7 TypeScript, Component frameworks"]).await;
    by.follow(browser, "#skills a[href=\"/skills/typescript\"]", "/skills/typescript").await;
    browser.shows(&["Careers that ask for TypeScript", "Full Stack Engineer"]).await;
    let path = "/careers/full-stack-engineer";
    by.follow(browser, &format!(".career-lines a[href=\"{path}\"]"), path).await;
}
