//! What stands for a career where the address of one of its pages is pasted.

use crate::pages::Head;
use crate::profile::Profile;

impl Head {
    /// The head of a page beneath a profile, by its noun and the end of its path.
    pub(super) fn beneath(self, profile: &Profile, noun: &str, end: &str) -> Self {
        let own = format!("/careers/{}", profile.slug);
        let here = format!("{own}/{end}");
        self.with_trail(&[("Careers", "/careers"), (&profile.title, &own), (noun, &here)])
    }
}
