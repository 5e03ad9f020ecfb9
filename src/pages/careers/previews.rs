//! Link previews of career pages.

use super::picture;
use crate::addresses;
use crate::pages::{Head, Picture};
use crate::profile::Profile;

impl Head {
    pub(super) fn about(self, profile: &Profile) -> Self {
        let total = profile.headline_pay().and_then(|pay| Some((pay.headline()?, pay)));
        let pay = match total {
            Some((total, pay)) => format!("{}, {}", total.with_period(), pay.where_and_with()),
            None => "no pay data yet".into(),
        };
        let picture = Picture {
            path: addresses::picture(&profile.slug),
            alt: format!("{}: {pay}", profile.title),
            size: picture::SIZE,
        };
        Self { picture: Some(picture), ..self }
    }

    /// For a page below the profile: `noun` is its name, `end` the end of its path.
    pub(super) fn beneath(self, profile: &Profile, noun: &str, end: &str) -> Self {
        let own = addresses::career(&profile.slug);
        let here = addresses::below(&profile.slug, end);
        self.about(profile).with_trail(&[("Careers", "/careers"), (&profile.title, &own), (noun, &here)])
    }
}
