//! The share panel: a career's addresses, and what other sites need to show it.

use chrono::NaiveDate;

use super::card::Frame;
use crate::addresses;
use crate::models::revision::Revision;
use crate::pages::alternates::{self, Alternate};
use crate::pages::{Head, Qr};
use crate::profile::Profile;

/// What the panel offers.
pub struct Share {
    /// The address that never changes.
    pub short: String,
    /// The address of what is public now, and since when it is.
    pub dated: Option<(String, NaiveDate)>,
    /// Opens a letter with the address.
    pub mail: String,
    /// The permanent address, for cameras.
    pub qr: Option<Qr>,
    /// The markup that puts the card into another page.
    pub frame: Frame,
    /// Where programs find that markup.
    pub oembed: Alternate,
}

impl Share {
    /// The panel of a published career.
    pub fn new(head: &Head, id: i64, profile: &Profile, live: Option<Revision>) -> Self {
        let short = head.absolute(&addresses::permanent(id));
        let dated = |live: Revision| {
            let address = head.absolute(&addresses::revision(&profile.slug, live.number));
            Some((address, live.published_at?.date()))
        };
        Self {
            dated: live.and_then(dated),
            mail: mail(&format!("{} · {}", profile.title, head.site.name), &short),
            qr: Qr::of_address(&short),
            frame: Frame::new(&head.site, &profile.slug, &profile.title),
            oembed: alternates::oembed(&head.site, &profile.slug, &profile.title),
            short,
        }
    }
}

/// The address of a letter. Letters know no plus for a space.
fn mail(subject: &str, body: &str) -> String {
    let fields = serde_html_form::to_string([("subject", subject), ("body", body)]).unwrap_or_default();
    format!("mailto:?{}", fields.replace('+', "%20"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_keeps_what_it_is_given() {
        assert_eq!(
            mail("C++ & ü\n?", "https://a"),
            "mailto:?subject=C%2B%2B%20%26%20%C3%BC%0A%3F&body=https%3A%2F%2Fa"
        );
    }
}
