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
/// Makes a form look as if it was opened before another save.
const OLD: &str = "document.querySelector('.desk-page [name=version]').value = 0";

/// Valid forms whose answers have no address.
pub const RIGHT: [Case; 5] = [
    Case {
        path: "/admin/careers",
        fill: "document.querySelectorAll('.desk-choose input').forEach((box) => { box.checked = true })",
        button: "[name=action][value=withdraw]",
        says: &["Withdraw 5 careers"],
    },
    Case {
        path: "/admin/careers/new",
        fill: "document.querySelector('#title').value = 'Tide Reader';
               document.querySelector('#slug').value = 'tide-reader'",
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
        fill: "document.querySelector('#email').value = 'ben@example.org'",
        button: "form[action='/admin/users'] .button",
        says: &["Link to pass on"],
    },
];

/// Invalid forms.
pub const WRONG: [Case; 6] = [
    Case {
        path: "/admin/careers/new",
        fill: "document.querySelector('#add-pay').click();
               document.querySelector('#slug').value = 'Not a slug';
               document.querySelector('#pay-0-place').value = 'Here';
               document.querySelector('#pay-0-total').value = 'lots'",
        button: ".save-bar button",
        says: &["New career", "There are 5 problems"],
    },
    Case {
        path: "/admin/careers/2/publication",
        fill: "document.querySelector('#schedule-date').value = '1999-01-31';
               document.querySelector('#schedule-time').value = '09:00'",
        button: "form[action$='/schedules'] .button",
        says: &["Publication of Software Developer", "Nothing was changed"],
    },
    Case {
        path: "/admin/careers/3/address",
        fill: "document.querySelector('#slug').value = 'Not a slug'",
        button: ".desk-form .button",
        says: &["Web address of Front End Engineer", "There is a problem"],
    },
    Case {
        path: "/admin/jobs/new",
        fill: "document.querySelector('#url').value = 'nowhere'",
        button: ".desk-save button",
        says: &["Add a job posting", "There are 5 problems"],
    },
    Case {
        path: "/admin/categories/new",
        fill: "document.querySelector('#slug').value = 'Not a slug'",
        button: ".desk-save button",
        says: &["Add a category", "There are 2 problems"],
    },
    Case {
        path: "/admin/users",
        fill: "document.querySelector('#email').value = 'nobody'; document.querySelector('#email').form.noValidate = true",
        button: "form[action='/admin/users'] .button",
        says: &["There is a problem", "People"],
    },
];

/// Stale forms.
pub const STALE: [Case; 4] = [
    Case {
        path: "/admin/careers/1/edit",
        fill: "document.querySelector('#summary').value = 'Other'",
        button: ".save-bar button",
        says: &["Edit Back End Developer", "Someone else has saved this career since you opened it"],
    },
    Case {
        path: "/admin/careers/3/publication",
        fill: "",
        button: "form[action$='/publication'] .button",
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
        says: &["Edit an insight", "Someone else has changed this insight since you opened it"],
    },
];

impl Case {
    /// Opens the page, fills its form in, and waits for the answer.
    pub async fn send(&self, browser: &Browser) {
        browser.open(self.path).await;
        self.fill_in(browser).await;
    }

    /// The same, as if somebody else had saved in the meantime.
    pub async fn send_late(&self, browser: &Browser) {
        browser.open(self.path).await;
        browser.run(OLD).await;
        self.fill_in(browser).await;
    }

    async fn fill_in(&self, browser: &Browser) {
        browser.run(self.fill).await;
        browser.click(self.button).await;
        browser.expect(SAYS, self.says).await;
    }
}
