//! The source form.

use super::category::{fixed_slug, slug};
use super::field::{ContentForm, FieldKind, FormField, add_problems};
use super::{FieldErrors, Typed};
use crate::models::user::Role;
use crate::profile::Source;

impl ContentForm for Source {
    fn fields(_: Role, is_new: bool) -> Vec<FormField> {
        let name = FormField::new("name", "Name", FieldKind::Line)
            .hint("With its release, like O*NET 29.3 Database");
        let rest = [
            FormField::new("url", "Link", FieldKind::Address).optional().hint("A page that describes it"),
            FormField::new("license", "License", FieldKind::Line).optional().hint("Its name, like CC BY 4.0"),
            FormField::new("license_url", "License link", FieldKind::Address).optional(),
            FormField::new("notice", "Attribution", FieldKind::Text)
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
