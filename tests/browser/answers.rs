//! Answers of the desk to forms: pages that can't be opened by an address.

use super::driver::Browser;

/// A form, and its answer.
pub struct Case {
    pub path: &'static str,
    /// JavaScript that fills it in.
    pub fill: &'static str,
    pub button: &'static str,
    /// The heading of the answer, and that of its alert if it has one.
    pub says: &'static [&'static str],
}

const SAYS: &str = "[...document.querySelectorAll('h1, [role=alert] h2')]
  .map((heading) => heading.textContent.trim().replace(/\\s+/g, ' '))";
/// Functions to fill in forms. The second makes a form look as if it was opened before another save.
const HELPERS: &str = "const set = (id, value) => { document.getElementById(id).value = value };
  const outdate = () => { document.querySelector('.desk-page [name=version]').value = 0 };";

/// Valid forms whose answers have no address.
pub const RIGHT: [Case; 5] = [
    Case {
        path: "/admin/careers",
        fill: "document.querySelectorAll('.desk-choose input').forEach((box) => { box.checked = true })",
        button: "[name=action][value=withdraw]",
        says: &["Withdraw 6 careers"],
    },
    Case {
        path: "/admin/careers/new",
        fill: "set('title', 'Tide Reader'); set('slug', 'tide-reader')",
        button: ".save-bar button",
        says: &["Edit Tide Reader"],
    },
    Case {
        path: "/admin/careers/1/preview-links",
        fill: "",
        button: ".desk-form button",
        says: &["Preview links for Back End Developer"],
    },
    Case {
        path: "/admin/quality",
        fill: "",
        button: "form[action='/admin/quality/links'] button",
        says: &["External links of the site"],
    },
    Case {
        path: "/admin/users",
        fill: "set('email', 'ben@example.org')",
        button: "form[action='/admin/users'] .button",
        says: &["Link to pass on"],
    },
];

/// Invalid and stale forms.
pub const WRONG: [Case; 10] = [
    Case {
        path: "/admin/careers/new",
        fill: "document.querySelector('#add-pay').click();
               set('slug', 'Not a slug'); set('pay-0-place', 'Here'); set('pay-0-total', 'lots')",
        button: ".save-bar button",
        says: &["New career", "There are 5 problems"],
    },
    Case {
        path: "/admin/careers/2/publication",
        fill: "set('schedule-date', '1999-01-31'); set('schedule-time', '09:00')",
        button: "form[action$='/schedules'] .button",
        says: &["Publication of Software Developer", "There is a problem"],
    },
    Case {
        path: "/admin/careers/3/address",
        fill: "set('slug', 'Not a slug')",
        button: ".desk-form .button",
        says: &["Web address of Front End Engineer", "There is a problem"],
    },
    Case {
        path: "/admin/jobs/new",
        fill: "set('url', 'nowhere')",
        button: ".desk-save button",
        says: &["Add a job", "There are 5 problems"],
    },
    Case {
        path: "/admin/categories/new",
        fill: "set('slug', 'Not a slug')",
        button: ".desk-save button",
        says: &["Add a category", "There are 2 problems"],
    },
    Case {
        path: "/admin/users",
        fill: "set('email', 'nobody'); document.querySelector('#email').form.noValidate = true",
        button: "form[action='/admin/users'] .button",
        says: &["There is a problem", "People"],
    },
    // Stale ones.
    Case {
        path: "/admin/careers/1/edit",
        fill: "outdate(); set('summary', 'Other')",
        button: ".save-bar button",
        says: &["Edit Back End Developer", "Someone else has changed this career since you opened it"],
    },
    Case {
        path: "/admin/careers/3/publication",
        fill: "outdate()",
        button: "form[action$='/publication'] .button",
        says: &[
            "Publication of Front End Engineer",
            "Someone else has changed this career since you opened it",
        ],
    },
    Case {
        path: "/admin/careers/3/address?slug=ui-developer",
        fill: "outdate()",
        button: "form.desk-actions .button",
        says: &[
            "Web address of Front End Engineer",
            "Someone else has changed this career since you opened it",
        ],
    },
    Case {
        path: "/admin/insights/1/edit",
        fill: "outdate(); set('quote', 'Other')",
        button: ".desk-save button",
        says: &["Edit an insight", "Someone else has changed this insight since you opened it"],
    },
];

impl Case {
    /// Opens the page, fills its form in, and waits for the answer.
    pub async fn send(&self, browser: &Browser) {
        browser.open(self.path).await;
        browser.run(&format!("{HELPERS} {}", self.fill)).await;
        browser.click(self.button).await;
        browser.expect(SAYS, self.says).await;
    }
}
