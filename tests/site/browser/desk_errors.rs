//! What the desk answers to forms that are wrong, or were read before somebody else changed what they are about.
//! Judges that ask with GET never see these pages.

use super::desk::{become_admin_by, set_password};
use super::driver::Browser;

/// A form, and its answer.
struct Case {
    path: &'static str,
    /// JavaScript that fills it in.
    fill: &'static str,
    button: &'static str,
    /// The heading of the answer, and that of its alert where it has one.
    says: &'static [&'static str],
}

const SAYS: &str = "[...document.querySelectorAll('h1, [role=alert] h2')]
  .map((heading) => heading.textContent.trim().replace(/\\s+/g, ' '))";
const FITS: &str = "document.documentElement.scrollWidth <= document.documentElement.clientWidth";
/// As if the form was read before another save.
const OLD: &str = "document.querySelector('.desk-page [name=version]').value = 0";

const WRONG: [Case; 7] = [
    Case {
        path: "/admin/careers/new",
        fill: "document.querySelector('#add-pay').click();
               document.querySelector('#slug').value = 'Not a slug';
               document.querySelector('#pay-0-place').value = 'Here';
               document.querySelector('#pay-0-total').value = 'lots'",
        button: ".save-bar button",
        says: &["New career", "5 fields need another look"],
    },
    Case {
        path: "/admin/careers/2/publication",
        fill: "document.querySelector('#withdraw-due [value=later]').checked = true;
               document.querySelector('#withdraw-date').value = '1999-01-31';
               document.querySelector('#withdraw-time').value = '09:00'",
        button: "form:has([value=withdraw]) .button",
        says: &["Publication of Software Developer", "Nothing was changed"],
    },
    Case {
        path: "/admin/careers/3/address",
        fill: "document.querySelector('#slug').value = 'Not a slug'",
        button: ".desk-form .button",
        says: &["Address of Front End Engineer", "It can’t move there"],
    },
    Case {
        path: "/admin/careers",
        fill: "document.querySelectorAll('.desk-choose input').forEach((box) => { box.checked = true })",
        button: "[name=action][value=withdraw]",
        says: &["Withdraw 5 careers"],
    },
    Case {
        path: "/admin/jobs/new",
        fill: "document.querySelector('#url').value = 'nowhere'",
        button: ".desk-save button",
        says: &["Add a job posting", "Nothing was saved: 5 things are wrong"],
    },
    Case {
        path: "/admin/categories/new",
        fill: "document.querySelector('#slug').value = 'Not a slug'",
        button: ".desk-save button",
        says: &["Add a category", "Nothing was saved: 2 things are wrong"],
    },
    Case {
        path: "/admin/users",
        fill: "document.querySelector('#email').value = 'nobody'; document.querySelector('#email').form.noValidate = true",
        button: "form[action='/admin/users'] .button",
        says: &["One thing is to be changed", "People"],
    },
];

const STALE: [Case; 4] = [
    Case {
        path: "/admin/careers/1/edit",
        fill: "document.querySelector('#summary').value = 'Other'",
        button: ".save-bar button",
        says: &["Edit Back End Developer", "Somebody else has saved it in the meantime"],
    },
    Case {
        path: "/admin/careers/3/publication",
        fill: "",
        button: "form:has([value=publish]) .button",
        says: &["Changed in the meantime: Front End Engineer", "Nothing was changed"],
    },
    Case {
        path: "/admin/careers/3/address?slug=ui-developer",
        fill: "",
        button: "form.desk-actions .button",
        says: &["Changed in the meantime: Front End Engineer", "Nothing was changed"],
    },
    Case {
        path: "/admin/insights/1/edit",
        fill: "document.querySelector('#quote').value = 'Other'",
        button: ".desk-save button",
        says: &[
            "Edit a quote",
            "Nothing was saved: somebody else has changed this quote since you opened it",
        ],
    },
];

in_browser!(what_is_wrong_is_said_for_everyone: light, dark, phone);
async fn what_is_wrong_is_said_for_everyone(mut browser: Browser) {
    sign_in(&mut browser).await;
    for case in WRONG {
        browser.open(case.path).await;
        send_and_judge(&browser, &case).await;
    }
}

in_browser!(what_is_stale_is_said_for_everyone: light, dark, phone);
async fn what_is_stale_is_said_for_everyone(mut browser: Browser) {
    sign_in(&mut browser).await;
    for case in STALE {
        browser.open(case.path).await;
        browser.run(OLD).await;
        send_and_judge(&browser, &case).await;
    }
}

/// Fills in the form that is shown and sends it, and holds the answer against axe and the width of the window.
async fn send_and_judge(browser: &Browser, case: &Case) {
    browser.run(case.fill).await;
    browser.click(case.button).await;
    browser.expect(SAYS, case.says).await;
    browser.expect(FITS, true).await;
    browser.passes_axe().await;
}

/// Becomes the first admin. A password that was mistyped is answered first.
async fn sign_in(browser: &mut Browser) {
    let link = browser.site.first_link();
    browser.open(&link).await;
    set_password(browser, "purple").await;
    browser.expect(SAYS, ["One thing is to be changed", "Become the first admin"].as_slice()).await;
    browser.expect(FITS, true).await;
    browser.passes_axe().await;
    become_admin_by(browser, &link).await;
}
