//! The desk by keyboard: from the first admin's link to a career that is withdrawn, with and without script.

mod form;
mod invited;
mod life;
mod script;

use super::driver::Browser;

/// The address of the new career in the desk: the starter set has the first five ids.
const CAREER: &str = "/admin/careers/6";
const EMAIL: &str = "anna@example.org";
const PASSWORD: &str = "purple otters juggle slowly";

in_browser!(a_career_is_written_published_and_withdrawn: light, without_script);
async fn a_career_is_written_published_and_withdrawn(mut browser: Browser) {
    become_admin(&mut browser).await;
    form::begin(&browser).await;
    form::fill_in(&browser).await;
    form::refused_with_everything_kept(&browser).await;
    form::corrected_and_saved(&browser).await;
    life::previewed(&browser).await;
    life::published(&browser).await;
    life::public(&browser).await;
    life::edited(&browser).await;
    life::compared(&browser).await;
    life::restored(&browser).await;
    life::moved(&browser).await;
    life::withdrawn(&browser).await;
}

/// Becomes the first admin with the link that the program prints.
async fn become_admin(browser: &mut Browser) {
    let link = browser.site.first_link();
    become_admin_by(browser, &link).await;
}

/// Sets the first password with a link, and signs in.
pub async fn become_admin_by(browser: &Browser, link: &str) {
    browser.open(link).await;
    set_password(browser, PASSWORD).await;
    browser.arrives_at("/sign-in?done=password").await;
    browser.fill("#email", EMAIL).await;
    browser.fill("#password", PASSWORD).await;
    browser.enter("main form button").await;
    browser.arrives_at("/admin/careers").await;
}

/// Sends the form for the first password, with `repeated` as the repeated password.
pub async fn set_password(browser: &Browser, repeated: &str) {
    browser.fill("#email", EMAIL).await;
    browser.fill("#password", PASSWORD).await;
    browser.fill("#repeated", repeated).await;
    browser.enter("main form button").await;
}
