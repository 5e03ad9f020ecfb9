//! The source form.

use super::category::{fixed_slug, slug};
use super::field::{Field, Form, Input, add_problems};
use super::{FieldErrors, Typed};
use crate::models::user::Role;
use crate::profile::Source;

impl Form for Source {
    fn fields(_: Role, is_new: bool) -> Vec<Field> {
        let name = Field::new("name", "Name", Input::Line).hint("With its release, like O*NET 29.3 Database");
        let rest = [
            Field::new("url", "Link", Input::Address).optional().hint("A page that describes it"),
            Field::new("license", "License", Input::Line).optional().hint("Its name, like CC BY 4.0"),
            Field::new("license_url", "License link", Input::Address).optional(),
            Field::new("notice", "Attribution", Input::Text)
                .optional()
                .hint("The text that its license requires; {site} becomes the name of this site"),
        ];
        std::iter::once(name).chain(is_new.then(slug)).chain(rest).collect()
    }

    fn typed(&self) -> Typed {
        Typed::default()
            .with("name", &self.name)
            .with("slug", self.slug.as_str())
            .with("url", self.url.as_deref().unwrap_or_default())
            .with("license", self.license.as_deref().unwrap_or_default())
            .with("license_url", self.license_url.as_deref().unwrap_or_default())
            .with("notice", &self.notice)
    }

    fn read(typed: &Typed, _: Role, before: Option<&Self>) -> Result<Self, FieldErrors> {
        let mut wrong = FieldErrors::default();
        let source = Self {
            slug: fixed_slug(typed, before.map(|before| &before.slug), &mut wrong),
            name: typed.get("name").into(),
            url: typed.optional("url"),
            license: typed.optional("license"),
            license_url: typed.optional("license_url"),
            notice: typed.get("notice").into(),
        };
        add_problems(&mut wrong, source.problems());
        wrong.or(source)
    }
}
