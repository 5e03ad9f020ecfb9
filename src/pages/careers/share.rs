//! The share panel: a career's addresses, and markup to embed it.

use chrono::NaiveDate;

use super::card::{self, Frame};
use super::show::ProfileContent;
use crate::addresses;
use crate::models::revision::Revision;
use crate::pages::alternates::{self, Alternate};
use crate::pages::{Head, Qr};

pub struct Share {
    pub short: String,
    /// The address of the live revision, and the day it was published.
    pub dated: Option<(String, NaiveDate)>,
    /// A `mailto:` link.
    pub mail: String,
    /// Of the permanent link.
    pub qr: Option<Qr>,
    pub frame: Frame,
    pub oembed: Alternate,
}

impl Share {
    pub fn new(head: &Head, content: &ProfileContent) -> Self {
        let profile = &content.profile;
        let short = head.absolute(&addresses::permanent(content.id));
        let dated = |live: &Revision| {
            let address = head.absolute(&addresses::revision(&profile.slug, live.number));
            Some((address, live.published_at?.date()))
        };
        Self {
            dated: content.live.as_ref().and_then(dated),
            mail: mail(&format!("{} · {}", profile.title, head.site.name), &short),
            qr: Qr::of_address(&short),
            frame: Frame::new(&head.site, &profile.slug, &profile.title, card::SIZE),
            oembed: alternates::oembed(&head.site, &profile.slug, &profile.title),
            short,
        }
    }
}

/// A `mailto:` link, with spaces as `%20`, because mail programs don't decode a plus.
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
